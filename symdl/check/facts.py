"""Named facts: each gives, from terms, premises to be proved and a conclusion that may then be used.

The mathematics of each is written down in docs/checker.md. A fact marked as a theorem is named in the
trust of every verdict that uses it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from symdl.check.language import SCALAR, Node, need
from symdl.check.normal import Normaliser

Pattern = tuple[list[Node], Node]


@dataclass(frozen=True, slots=True)
class Writer:
    """Short names for building the nodes of facts."""

    normaliser: Normaliser

    def number(self, value: int) -> Node:
        return self.normaliser.language.number(value)

    def call(self, op: str, *args: Node) -> Node:
        return self.normaliser.language.node(op, args)

    def relation(self, op: str, *args: Node) -> Node:
        return self.normaliser.language.relation(op, *args)

    def minus(self, a: Node, b: Node) -> Node:
        return self.normaliser.language.minus(a, b)

    def power(self, a: Node, n: int) -> Node:
        return self.normaliser.language.node("pow", (a,), n, shape=SCALAR)

    def positive(self, a: Node) -> Node:
        return self.relation("lt", self.number(0), a)

    def nonnegative(self, a: Node) -> Node:
        return self.relation("le", self.number(0), a)

    def zeros(self, a: Node) -> Node:
        return self.normaliser.language.node("zeros", shape=a.shape) if a.shape != SCALAR else self.number(0)

    def identity(self, a: Node) -> Node:
        return self.normaliser.language.node("identity", shape=a.shape) if a.shape != SCALAR else self.number(1)

    def gram(self, a: Node) -> Node:
        return self.call("trace", self.call("matmul", self.call("transpose", a), a))

    def integer(self, a: Node) -> int:
        value = self.normaliser.value(a).constant()
        need(value is not None and value.denominator == 1 and value >= 0, "a natural number is expected")
        return int(value)  # type: ignore[arg-type]


def power_step(w: Writer, a: Node, n: Node) -> Pattern:
    need(w.normaliser.is_integral(n), "power_step: the exponent is no integer")
    up = w.call("add", n, w.number(1))
    return [w.nonnegative(n)], w.relation("eq", w.call("power", a, up), w.call("mul", a, w.call("power", a, n)))


def power_sign(op: str) -> Callable[[Writer, Node, Node], Pattern]:
    def fact(w: Writer, a: Node, n: Node) -> Pattern:
        need(w.normaliser.is_integral(n), "the exponent is no integer")
        sign = w.positive if op == "lt" else w.nonnegative
        return [sign(a), w.nonnegative(n)], sign(w.call("power", a, n))

    return fact


def sum_step(w: Writer, total: Node) -> Pattern:
    """Σ_{i=l}^{u} b = Σ_{i=l}^{u−1} b + b(u) when l ≤ u."""
    need(total.op == "sum", "sum_step takes a sum")
    lower, upper, body = total.args
    language = w.normaliser.language
    before = language.node("sum", (lower, w.minus(upper, w.number(1)), body), None, total.bound, SCALAR)
    last = language.substitute(body, {total.bound[0]: upper})
    return [w.relation("le", lower, upper)], w.relation("eq", total, w.call("add", before, last))


def sum_empty(w: Writer, total: Node) -> Pattern:
    need(total.op == "sum", "sum_empty takes a sum")
    return [w.relation("lt", total.args[1], total.args[0])], w.relation("eq", total, w.number(0))


def congruence(w: Writer, a: Node, b: Node) -> Pattern:
    """f(x) = f(y) from x = y."""
    need((a.op, a.data, a.shape, len(a.args)) == (b.op, b.data, b.shape, len(b.args)), "congruence: different functions")
    need(not a.bound and a.args and a.shape is not None, "congruence takes applications")
    need(all(x.shape == y.shape for x, y in zip(a.args, b.args, strict=True)), "congruence: shapes differ")
    return [w.relation("eq", x, y) for x, y in zip(a.args, b.args, strict=True)], w.relation("eq", a, b)


def integer_gap(w: Writer, a: Node, b: Node) -> Pattern:
    need(w.normaliser.is_integral(a) and w.normaliser.is_integral(b), "integer_gap takes integers")
    return [w.relation("lt", a, b)], w.relation("le", w.call("add", a, w.number(1)), b)


def size_positive(w: Writer, n: Node) -> Pattern:
    need(n.op == "size", "size_positive takes a size")
    return [], w.relation("le", w.number(1), n)


def of_max(op: str, left: bool) -> Callable[[Writer, Node, Node], Pattern]:
    def fact(w: Writer, a: Node, b: Node) -> Pattern:
        lower, upper = (b, a) if left == (op == "max") else (a, b)
        return [w.relation("le", lower, upper)], w.relation("eq", w.call(op, a, b), a if left else b)

    return fact


def multiple(w: Writer, t: Node, k: Node) -> Pattern:
    power = w.power(w.call("exp", t), w.integer(k))
    return [], w.relation("eq", w.call("exp", w.call("mul", k, t)), power)


def monotone(op: str) -> Callable[[Writer, Node, Node], Pattern]:
    def fact(w: Writer, a: Node, b: Node) -> Pattern:
        domain = {"exp": [], "tanh": [], "log": [w.positive(a)], "sqrt": [w.nonnegative(a)]}[op]
        return [*domain, w.relation("lt", a, b)], w.relation("lt", w.call(op, a), w.call(op, b))

    return fact


def penrose(number: int) -> Callable[[Writer, Node], Pattern]:
    def fact(w: Writer, a: Node) -> Pattern:
        p = w.call("pinv", a)
        left, right = [(a, p, a), (p, a, p), (a, p), (p, a)][number - 1], [a, p, None, None][number - 1]
        product = w.call("matmul", *left)
        return [], w.relation("eq", product, right or w.call("transpose", product))

    return fact


def inverse(left: bool) -> Callable[[Writer, Node], Pattern]:
    def fact(w: Writer, a: Node) -> Pattern:
        inv = w.call("inverse", a)
        product = w.call("matmul", *((inv, a) if left else (a, inv)))
        return [w.relation("ne", w.call("det", a), w.number(0))], w.relation("eq", product, w.identity(a))

    return fact


FACTS: dict[str, Callable[..., Pattern]] = {
    "exp_positive": lambda w, t: ([], w.positive(w.call("exp", t))),
    "exp_sum": lambda w, a, b: (
        [],
        w.relation("eq", w.call("exp", w.call("add", a, b)), w.call("mul", w.call("exp", a), w.call("exp", b))),
    ),
    "exp_multiple": multiple,
    "exp_tangent": lambda w, t: ([], w.relation("le", w.call("add", w.number(1), t), w.call("exp", t))),
    "exp_increasing": monotone("exp"),
    "exp_log": lambda w, t: ([w.positive(t)], w.relation("eq", w.call("exp", w.call("log", t)), t)),
    "log_exp": lambda w, t: ([], w.relation("eq", w.call("log", w.call("exp", t)), t)),
    "log_product": lambda w, a, b: (
        [w.positive(a), w.positive(b)],
        w.relation("eq", w.call("log", w.call("mul", a, b)), w.call("add", w.call("log", a), w.call("log", b))),
    ),
    "log_power": lambda w, a, k: (
        [w.positive(a)],
        w.relation("eq", w.call("log", w.power(a, w.integer(k))), w.call("mul", k, w.call("log", a))),
    ),
    "log_tangent": lambda w, t: ([w.positive(t)], w.relation("le", w.call("log", t), w.minus(t, w.number(1)))),
    "log_increasing": monotone("log"),
    "sqrt_square": lambda w, t: ([w.nonnegative(t)], w.relation("eq", w.power(w.call("sqrt", t), 2), t)),
    "sqrt_nonnegative": lambda w, t: ([w.nonnegative(t)], w.nonnegative(w.call("sqrt", t))),
    "sqrt_positive": lambda w, t: ([w.positive(t)], w.positive(w.call("sqrt", t))),
    "sqrt_increasing": monotone("sqrt"),
    "tanh_exp": lambda w, t: (
        [],
        w.relation(
            "eq",
            w.call("mul", w.call("tanh", t), w.call("add", w.power(w.call("exp", t), 2), w.number(1))),
            w.minus(w.power(w.call("exp", t), 2), w.number(1)),
        ),
    ),
    "tanh_increasing": monotone("tanh"),
    "abs_nonnegative": lambda w, t: ([w.nonnegative(t)], w.relation("eq", w.call("abs", t), t)),
    "abs_nonpositive": lambda w, t: (
        [w.relation("le", t, w.number(0))],
        w.relation("eq", w.call("abs", t), w.call("mul", w.number(-1), t)),
    ),
    "sign_positive": lambda w, t: ([w.positive(t)], w.relation("eq", w.call("sign", t), w.number(1))),
    "sign_zero": lambda w, t: ([w.relation("eq", t, w.number(0))], w.relation("eq", w.call("sign", t), w.number(0))),
    "sign_negative": lambda w, t: (
        [w.relation("lt", t, w.number(0))],
        w.relation("eq", w.call("sign", t), w.number(-1)),
    ),
    "max_left": of_max("max", True),
    "max_right": of_max("max", False),
    "min_left": of_max("min", True),
    "min_right": of_max("min", False),
    "power_step": power_step,
    "power_positive": power_sign("lt"),
    "power_nonnegative": power_sign("le"),
    "sum_step": sum_step,
    "sum_empty": sum_empty,
    "congruence": congruence,
    "integer_gap": integer_gap,
    "size_positive": size_positive,
    "gram_nonnegative": lambda w, a: ([], w.nonnegative(w.gram(a))),
    "gram_positive": lambda w, a: ([w.relation("ne", a, w.zeros(a))], w.positive(w.gram(a))),
    "gram_zero": lambda w, a: ([w.relation("eq", w.gram(a), w.number(0))], w.relation("eq", a, w.zeros(a))),
    "norm_nonnegative": lambda w, a: ([], w.nonnegative(w.call("norm", a))),
    "norm_square": lambda w, a: ([], w.relation("eq", w.call("mul", w.call("norm", a), w.call("norm", a)), w.gram(a))),
    "cauchy_schwarz": lambda w, a, b: (
        [],
        w.relation("le", w.power(w.call("inner", a, b), 2), w.call("mul", w.gram(a), w.gram(b))),
    ),
    "pd_invertible": lambda w, a: ([w.relation("pd", a)], w.relation("ne", w.call("det", a), w.number(0))),
    "inverse_left": inverse(True),
    "inverse_right": inverse(False),
    **{f"penrose_{number}": penrose(number) for number in (1, 2, 3, 4)},
}

THEOREMS = {"cauchy_schwarz": "Cauchy–Schwarz", "pd_invertible": "positive definite matrices are invertible"}
"""Facts that are named in the trust of a verdict."""


def conclude(name: str, normaliser: Normaliser, terms: Sequence[Node]) -> Pattern:
    """The premises and the conclusion of a named fact at some terms."""
    need(name in FACTS, f"there is no fact named {name!r}")
    need(all(term.shape is not None for term in terms), "a fact is about terms")
    return FACTS[name](Writer(normaliser), *terms)
