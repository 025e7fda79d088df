"""Normal forms at symbolic sizes mean what the terms mean: both are evaluated at drawn matrices and compared.

A form that is wrong somewhere equates two terms that differ. Here each form is read back as numbers (its atoms, labels and sums) and
compared with the floats of the term itself, which share no code with the checker.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
import pytest
import scipy.linalg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from symdl.check.calculus.labels import CONSTANT, Label, places
from symdl.check.judgement import Rejected
from symdl.check.language import Node
from symdl.check.polynomial import Polynomial, Work
from symdl.check.sequent import Context
from symdl.check.words import Words
from symdl.semantics.floats import evaluate_float
from symdl.semantics.json import declaration, function_declaration, to_json
from symdl.terms import operators as ops
from symdl.terms.blocks import block, hstack, inclusion, vstack
from symdl.terms.errors import SymdlError
from symdl.terms.matrix_functions import expm, sqrtm
from symdl.terms.shapes import resolved_size
from symdl.terms.term import Term, number

Array = np.ndarray[Any, Any]
SIZES = {"n": 2, "m": 3}
LENGTHS = ("n", "m", 1, 2, "m+n")
SQUARES = ("n", "n*n", 2)
a, b = ops.scalar("a"), ops.scalar("b")
t = ops.scalar("t", natural=True)
INDICES = ops.scalar("i", integer=True), ops.scalar("j", integer=True)
STEPS = 2
MATRICES = {
    (rows, columns): (ops.matrix(f"A{i}{j}", rows, columns), ops.matrix(f"B{i}{j}", rows, columns))
    for i, rows in enumerate(LENGTHS)
    for j, columns in enumerate(LENGTHS)
    if (rows, columns) != (1, 1)
}
SYMBOLS = (a, b, *(symbol for pair in MATRICES.values() for symbol in pair))
DECLARED = (*SYMBOLS, t)
f, g = ops.function("f"), ops.function("g", "n")
q = ops.function("q", "n*n")


@dataclass(frozen=True)
class Definition:
    """A function at the sizes of the test."""

    parameters: tuple[Term, ...]
    bodies: tuple[Term, ...]


z, v, u = ops.scalar("z"), ops.vector("v", 2), ops.vector("u", 4)
FUNCTIONS = {
    "f": Definition((z,), (z**3 - 2 * z,)),
    "g": Definition((v,), (v[0] ** 3 * v[1] - v[1] ** 2 + v[0],)),
    "q": Definition((u,), (u[0] * u[1] ** 2 - u[2] * u[3] + u[1] ** 3 * u[3],)),
}
ENTRYWISE: dict[str, Callable[[float], float]] = {
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "tanh": np.tanh, "abs": abs, "sign": np.sign,
    "reciprocal": lambda x: np.divide(1.0, x),
}  # fmt: skip


# drawing ------------------------------------------------------------------------------------------


@st.composite
def terms(draw: st.DrawFn, shape: tuple[Any, Any] = (1, 1), depth: int = 3) -> Term:
    """A term of this shape, its sizes names."""
    m, n = shape
    if depth == 0 or draw(st.integers(0, 5)) == 0:
        return leaf(draw, shape)

    def sub(rows: Any = 1, columns: Any = 1) -> Term:
        return draw(terms((rows, columns), depth - 1))

    k, l = draw(st.sampled_from(LENGTHS)), draw(st.sampled_from(LENGTHS))  # noqa: E741
    makers: dict[str, Callable[[], Term]] = {
        "add": lambda: sub(m, n) - sub(m, n),
        "scale": lambda: sub() * sub(m, n),
        "matmul": lambda: sub(m, k) @ sub(k, n),
        "long product": lambda: sub(m, k) @ sub(k, l) @ sub(l, n),
        "transpose": lambda: sub(n, m).T,
        "hadamard": lambda: ops.hadamard(sub(m, n), sub(m, n)),
        "kron": lambda: ops.kron(sub(m, 1), sub(1, n)),
        "outer kron": lambda: ops.kron(sub(1, n), sub(m, 1)),
        "power": lambda: ops.power(sub(), draw(st.sampled_from((-2, -1, 2, 3)))) * sub(m, n),
        "entrywise": lambda: draw(st.sampled_from((ops.exp, ops.tanh, ops.absolute, ops.sign)))(sub(m, n)),
        "partial entrywise": lambda: draw(st.sampled_from((ops.log, ops.sqrt)))(ops.exp(sub(m, n))),
        "at": lambda: ops.evaluated_at(sub(m, n), {a: sub()}),
        "at a matrix": lambda: ops.evaluated_at(sub(m, n), {N: sub("n", "n")}),
        "iterate": lambda: ops.iterate(
            sub(m, n), over=MATRICES[m, n][0] if (m, n) != (1, 1) else a, start=sub(m, n), times=t + 1
        ),
        "maximum": lambda: ops.maximum(sub(m, n), sub(m, n)),
        "function": lambda: ops.apply(f, sub(m, n)),
        "pseudoinverse": lambda: ops.pinv(sub(n, m)),
        "a row of blocks times a column": lambda: hstack(sub(m, k), sub(m, l)) @ vstack(sub(k, n), sub(l, n)),
        "a block": lambda: inclusion(k, m, l).T @ vstack(sub(k, n), sub(m, n), sub(l, n)),
        "a product of blocks": lambda: inclusion(0, m, k).T @ table(m, k) @ vstack(sub(m, n), sub(k, n)),
        "an inverse of blocks": lambda: inclusion(0, m, k).T @ inverted(table(m, k)) @ vstack(sub(m, n), sub(k, n)),
    }

    def table(rows: Any, other: Any) -> Term:
        return block([[sub(rows, rows), sub(rows, other)], [sub(other, rows), sub(other, other)]])

    if shape == (1, 1):
        square = draw(st.sampled_from(LENGTHS))
        x = draw(st.sampled_from(SYMBOLS))
        makers |= {
            "trace": lambda: ops.trace(sub(square, square)),
            "trace of blocks": lambda: ops.trace(table(k, l) @ table(k, l)),
            "det of blocks": lambda: ops.det(table(k, l)),
            "norm of blocks": lambda: ops.norm(table(k, l)) ** 2,
            "trace of placed blocks": lambda: ops.trace(
                placed(k, l, square, sub(l, l))
                @ placed(square, k, l, sub(k, k))
                @ placed(l, square, k, sub(square, square))
            ),
            "det": lambda: ops.det(sub(square, square)),
            "inner": lambda: ops.inner(sub(k, l), sub(k, l)),
            "norm": lambda: ops.norm(sub(k, l)),
            "norm squared": lambda: ops.norm(sub(k, l)) ** 2,
            "inner with kron": lambda: ops.inner(
                ops.kron(sub("n", 1), sub("m", k)), ops.kron(sub("n", k), sub("m", 1))
            ),
            "vec": lambda: ops.inner(ops.vec(sub("n", "m")), ops.kron(sub("m", 1), sub("n", 1))),
            "function of a column": lambda: ops.apply(g, sub("n", 1))[0],
            "function of vec": lambda: ops.apply(q, ops.vec(sub("n", "n")))[0],
            "form of a Hessian": lambda: hessian_form(sub(), x, draw),
            "slope along": lambda: ops.inner(ops.gradient(sub(), x), draw(terms(x.shape, depth - 1))),
            "entry": lambda: ops.entry(sub(k, l), (0, 0)),
            "sum": lambda: total(sub(), draw(st.sampled_from(INDICES)), draw(st.sampled_from(SYMBOLS[:2]))),
            "symbolic power": lambda: ops.power(sub(), t + draw(st.integers(0, 1))),
        }
    if m == n != 1:
        makers |= {
            "inverse": lambda: ops.inverse(sub(m, m) + draw(st.integers(3, 5)) * ops.identity(m)),
            "root": lambda: sqrtm(gram(sub(m, k))),
            "exponential": lambda: expm(sub(m, m)),
            "exponential of a multiple": lambda: expm(sub() * sub(m, m)),
            "inverse of a square": lambda: ops.inverse(gram(sub(m, k)) + ops.identity(m)),
            "diag": lambda: ops.diag(sub(m, 1)),
            "matrix power": lambda: ops.power(sub(m, m), t + draw(st.integers(0, 1))),
        }
    if shape in MATRICES:
        makers["gradient"] = lambda: ops.gradient(sub(), draw(st.sampled_from(MATRICES[shape])))
    if n == 1 and m != 1:
        makers["jacobian"] = lambda: ops.jacobian(sub(m, 1), MATRICES["n", 1][0]) @ sub("n", 1)
    return makers[draw(st.sampled_from(sorted(makers)))]()


def total(body: Term, index: Term, symbol: Term) -> Term:
    """Σ of the body for the symbol from 1 to n, by an index that other sums may have too."""
    return ops.summation(index, 1, ops.size("n"), ops.evaluated_at(body, {symbol: index}))


def gram(matrix: Term) -> Term:
    return matrix @ matrix.T


def inverted(matrix: Term) -> Term:
    return ops.inverse(matrix + 9 * ops.identity(matrix.shape[0]))


def placed(before: Any, size: Any, after: Any, matrix: Term) -> Term:
    """The matrix amid zeros, its rows and columns in different places."""
    return inclusion(before, size, after) @ matrix @ inclusion(after, size, before).T


def hessian_form(body: Term, x: Term, draw: st.DrawFn) -> Term:
    """uᵀ∇²f w for columns u and w of the right length."""
    if x.shape == (1, 1):
        return ops.gradient(ops.gradient(body, x), x)
    left, right = draw(terms(x.shape, 0)), draw(terms(x.shape, 0))
    return ops.vec(left).T @ ops.hessian(body, x) @ ops.vec(right)


def hessian(body: Term) -> Term:
    """uᵀ∇²f w by N for fixed columns, which is compared at the sizes of the test."""
    return ops.vec(MATRICES["n", "n"][1]).T @ ops.hessian(body, MATRICES["n", "n"][0]) @ ops.kron(*MATRICES["n", 1])


def leaf(draw: st.DrawFn, shape: tuple[Any, Any]) -> Term:
    if shape == (1, 1):
        return draw(st.one_of(st.sampled_from((a, b)), st.integers(-2, 2).map(number), st.just(ops.size("n"))))
    constants = [ops.ones(*shape), *([ops.identity(shape[0])] if shape[0] == shape[1] else [])]
    return draw(st.sampled_from((*MATRICES[shape], *MATRICES[shape], *constants)))


# reading forms back -------------------------------------------------------------------------------


def length(size: int | str) -> int:
    return int(resolved_size(size, SIZES))


def root(a: Array) -> Array:
    """The principal square root of what is positive semidefinite up to rounding."""
    values, vectors = np.linalg.eigh((a + a.T) / 2)
    return (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T


OF_MATRICES = {"inverse": np.linalg.inv, "pinv": np.linalg.pinv, "sqrtm": root, "expm": scipy.linalg.expm}


@dataclass
class Reader:
    """Numbers for normal forms, at given values of the symbols."""

    context: Context
    values: dict[str, Any]
    letters: Mapping[int, Node]
    slopes: dict[Any, Any] = field(default_factory=dict)
    made: dict[int, tuple[dict[str, Any], Array]] = field(default_factory=dict)

    def polynomial(self, value: Polynomial, at: Mapping[Label, int]) -> float:
        forms = self.context.normaliser.indexed.forms
        return sum(
            float(coefficient) * float(np.prod([self.atom(i, at) ** e for i, e in factors]))
            for coefficient, factors in forms.factors(value)
        )

    def place(self, label: Label, at: Mapping[Label, int]) -> int:
        return label[1] if label[0] == CONSTANT else at[label]

    def atom(self, index: int, at: Mapping[Label, int]) -> float:
        kind, *rest = self.context.normaliser.keys[index]
        match kind:
            case "sym":
                return float(self.values[rest[0].data[0]])
            case "entry":
                (symbol,), (i, j) = rest[0].args, rest[0].data
                return float(np.atleast_2d(self.values[symbol.data[0]])[i, j])
            case "size":
                return float(length(rest[0]))
            case "at":
                rows, columns = (len(half) for half in places(rest[0].shape))
                i, j = (self.flat(half, at) for half in (rest[1][:rows], rest[1][rows:]))
                assert rows + columns == len(rest[1])
                return float(np.atleast_2d(self.values[rest[0].data[0]])[i, j])
            case "delta":
                return float(self.place(rest[1][0], at) == self.place(rest[1][1], at))
            case "inverse" | "sqrtm" | "expm" | "pinv":
                if index not in self.made or self.made[index][0] is not self.values:
                    self.made[index] = self.values, OF_MATRICES[kind](self.matrix(*rest[0]))
                inverse = self.made[index][1]
                first = len(places(rest[0][1])[1])
                return float(inverse[self.flat(rest[1][:first], at), self.flat(rest[1][first:], at)])
            case "det" if len(rest) == 1:  # of words
                ((items, shape),) = rest[0]
                return float(np.linalg.det(self.words(dict(items), shape)))
            case "det":
                return float(np.linalg.det(self.matrix(*rest[0])))
            case "cycle":
                first = self.context.normaliser.words.rows(rest[0][0])
                return float(np.trace(self.word(rest[0], first)))
            case "graph":
                ranges = [range(length(label[2])) for label in rest[0]]
                return sum(
                    float(
                        np.prod(
                            [self.atom(i, {**at, **dict(zip(rest[0], chosen, strict=True))}) ** e for i, e in rest[1]]
                        )
                    )
                    for chosen in product(*ranges)
                )
            case "max":
                return max(self.polynomial(part, at) for part in rest[0])
            case "power":
                return self.polynomial(rest[0], at) ** round(self.polynomial(rest[1], at))
            case "sum":
                return self.summed(*rest, at)
            case "function":
                op, table, (i, j) = rest
                return float(
                    OF_MATRICES[op](np.array([[self.polynomial(value, {}) for value in row] for row in table]))[i, j]
                )
            case "recursive":
                return self.recursive(*rest)
            case "partial":
                return self.derived(rest[0][0], tuple(rest[0][2]), [self.polynomial(part, at) for part in rest[1]])
            case "map":
                return self.mapped(rest[0], rest[1], at)
        return float(ENTRYWISE[kind](self.polynomial(rest[0], at)))

    def summed(
        self, index: Node, lower: Polynomial, upper: Polynomial, body: Polynomial, at: Mapping[Label, int]
    ) -> float:
        """A sum over an index, which has a value of its own inside."""
        first, last, values = round(self.polynomial(lower, at)), round(self.polynomial(upper, at)), self.values
        found = 0.0
        for i in range(first, last + 1):
            self.values = {**values, index.data[0]: i}
            found += self.polynomial(body, at)
        self.values = values
        return found

    def recursive(self, key: Any, i: int, j: int) -> float:
        """An entry of a power of a matrix of integer size, or of an iterate."""
        op, bound, count, start, *step = key
        values, taken, table = self.values, round(self.polynomial(count, {})), self.table(start)
        if op == "matrix_power":
            return float(np.linalg.matrix_power(table, taken)[i, j])
        for _ in range(taken):
            self.values = {**values, bound[0].data[0]: table if bound[0].shape != (1, 1) else table[0, 0]}
            table = self.table(step[0])
        self.values = values
        return float(table[i, j])

    def table(self, key: Any) -> Array:
        """What tells a start or a step: sums of words, entries, or a term without a form."""
        if isinstance(key, Node):
            return self.any(key)
        if len(key) == 1:
            ((items, shape),) = key
            return self.words(dict(items), shape)
        shape, entries = key
        flat = entries if isinstance(entries, tuple) else (entries,)
        return np.array([self.polynomial(entry, {}) for entry in flat]).reshape(shape)

    def word(self, word: tuple[int, ...], size: int | str) -> Array:
        """The product of the letters of a word, each the matrix it stands for, transposed or not."""
        found = np.eye(length(size))
        for letter in word:
            matrix = self.letter(self.letters[letter // 2])
            found = found @ (matrix.T if letter & 1 else matrix)
        return found

    def letter(self, node: Node) -> Array:
        """The matrix that a letter stands for: an open recursion step by step, any other by its entries."""
        if node.op == "inclusion":
            before, size, after = map(length, node.data)
            return np.eye(before + size + after)[:, before : before + size]
        if node.op in OF_MATRICES:
            return OF_MATRICES[node.op](self.any(node.args[0]))
        if node.op not in ("matrix_power", "iterate"):
            return self.matrix(self.context.normaliser.indexed.value(node), node.shape)
        start, count, *step = node.args
        taken, values, found = (
            round(self.polynomial(self.context.normaliser.value(count), {})),
            self.values,
            self.any(start),
        )
        if node.op == "matrix_power":
            return np.linalg.matrix_power(found, taken)
        for _ in range(taken):
            self.values = {**values, node.bound[0].data[0]: found}
            found = self.any(step[0])
        self.values = values
        return found

    def any(self, node: Node) -> Array:
        """A term by the sum of its words."""
        return self.words(self.context.normaliser.words.words(node), node.shape)

    def words(self, words: Mapping[tuple[int, ...], Polynomial], shape: tuple[Any, Any]) -> Array:
        """A sum of words with scalar coefficients."""
        total = np.zeros((length(shape[0]), length(shape[1])))
        for word, coefficient in words.items():
            total = total + self.polynomial(coefficient, {}) * self.word(word, shape[0])
        return total

    def flat(self, labels: tuple[Label, ...], at: Mapping[Label, int]) -> int:
        """The index that several labels make, the slower first."""
        found = 0
        for label in labels:
            found = found * length(label[2]) + self.place(label, at)
        return found

    def matrix(self, value: Polynomial, shape: tuple[Any, Any]) -> Array:
        """The matrix with these entries at its places."""
        halves = places(shape)
        grids = [list(product(*(range(length(label[2])) for label in half))) for half in halves]
        rows = [
            [self.polynomial(value, dict(zip((*halves[0], *halves[1]), (*i, *j), strict=True))) for j in grids[1]]
            for i in grids[0]
        ]
        return np.array(rows)

    def derived(self, name: str, orders: tuple[int, ...], point: list[float]) -> float:
        """A partial derivative of a declared function of scalars, or of the coordinates of a column."""
        key = name, orders
        if key not in self.slopes:
            (parameter,), (body,) = FUNCTIONS[name].parameters, FUNCTIONS[name].bodies
            expression, symbols = polynomial_of(body, parameter)
            for symbol, order in zip(symbols, orders, strict=True):
                expression = expression.diff(symbol, order)
            self.slopes[key] = (expression, symbols)
        expression, symbols = self.slopes[key]
        return float(expression.subs(dict(zip(symbols, point, strict=True))))

    def mapped(self, data: Any, labels: tuple[Label, ...], at: Mapping[Label, int]) -> float:
        name, value, own, component, *_ = data
        grid = list(product(*(range(length(label[2])) for label in own)))
        point = [self.polynomial(value, dict(zip(own, place, strict=True))) for place in grid]
        steps = [labels[k : k + len(own)] for k in range(component, len(labels), len(own))]
        orders = [0] * len(point)
        for step in steps:
            orders[self.flat(step, at)] += 1
        return self.derived(name, tuple(orders), point)


def polynomial_of(body: Term, parameter: Term) -> tuple[Any, tuple[Any, ...]]:
    import sympy

    names = sympy.symbols(f"z0:{parameter.shape[0]}")
    match str(parameter.data.name):
        case "z":
            return names[0] ** 3 - 2 * names[0], names
        case "v":
            return names[0] ** 3 * names[1] - names[1] ** 2 + names[0], names
    return names[0] * names[1] ** 2 - names[2] * names[3] + names[1] ** 3 * names[3], names


class Recorded(Words):
    """Words that remember which term each letter stands for."""

    def __init__(self, normaliser: Any) -> None:
        super().__init__(normaliser)
        self.nodes: dict[int, Node] = {}

    def letter(self, key: Any, node: Node, *, is_symmetric: bool = False) -> Any:
        found = super().letter(key, node, is_symmetric=is_symmetric)
        self.nodes[self.letters[key]] = node
        return found


def reading() -> tuple[Context, dict[str, Node]]:
    declared = {function.name: function_declaration(function) for function in (f, g, q)}
    context = Context(declared, Work(), {})
    context.normaliser.words = Recorded(context.normaliser)
    return context, {s.data.name: context.language.declared([s.data.name, declaration(s)]) for s in DECLARED}


def forms_of(context: Context, node: Node) -> Iterator[Callable[[Reader], Array]]:
    """How to evaluate each normal form that a term has: by entries, by words, as a polynomial in atoms."""
    normaliser = context.normaliser
    makers = (
        (normaliser.indexed.value, lambda form: lambda reader: reader.matrix(form, node.shape)),
        (normaliser.words.words, lambda form: lambda reader: reader.words(form, node.shape)),
        (normaliser.value, lambda form: lambda reader: np.array([[reader.polynomial(form, {})]])),
    )
    for make, evaluated in makers[: 3 if node.shape == (1, 1) else 2]:
        with suppress(Rejected):
            yield evaluated(make(node))


def drawn_values(seed: int) -> dict[str, Any]:
    draw = np.random.default_rng(seed)
    return {"t": STEPS} | {
        s.data.name: float(draw.uniform(-1, 1))
        if s.shape == (1, 1)
        else draw.uniform(-1, 1, size=tuple(length(size) for size in s.shape))
        for s in SYMBOLS
    }


def close(found: Array, expected: Array) -> bool:
    return bool(np.allclose(found, expected, rtol=1e-5, atol=1e-6 * max(1.0, float(np.abs(expected).max(initial=0)))))


# the law ------------------------------------------------------------------------------------------

SHAPES = [(1, 1), ("n", 1), ("n", "n"), ("n", "m"), (1, "m"), (2, "n"), ("m+n", "n"), ("m+n", "m+n")]
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
N, M = MATRICES["n", "n"]
x, y = MATRICES["n", 1]
K = MATRICES["n", "m"][0]
k = INDICES[0]


def compare(drawn: list[Term], seed: int) -> int:
    """Read all of the terms in one context, evaluate each of their forms; how many were compared."""
    context, symbols = reading()
    nodes = []
    for term in drawn:
        with suppress(Rejected, SymdlError):
            nodes.append((term, context.language.read(to_json(term), symbols)))
    read = [(term, list(forms_of(context, node))) for term, node in nodes]  # all of them, before any is evaluated
    reader, compared = Reader(context, drawn_values(seed), context.normaliser.words.nodes), 0
    for term, forms in read:
        with np.errstate(all="ignore"), suppress(Rejected, SymdlError, np.linalg.LinAlgError, OverflowError):
            expected = np.atleast_2d(evaluate_float(term, reader.values, SIZES, functions=FUNCTIONS))
            if not np.isfinite(expected).all() or np.abs(expected).max(initial=0) > 1e4:
                continue
            for evaluated in forms:
                found = evaluated(reader)
                assert found.shape == expected.shape
                assert close(found, expected) or not np.isfinite(found).all(), repr(term)
                compared += 1
    return compared


drawn_terms = st.lists(st.sampled_from(SHAPES).flatmap(terms), min_size=1, max_size=3)


@relaxed
@given(drawn_terms, st.integers(0, 10**6))
def test_a_form_at_symbolic_sizes_has_the_value_of_its_term(drawn: list[Term], seed: int) -> None:
    compare(drawn, seed)


@pytest.mark.slow
@settings(relaxed, max_examples=3_000)
@given(drawn_terms, st.integers(0, 10**6))
def test_many_forms_at_symbolic_sizes_have_the_values_of_their_terms(drawn: list[Term], seed: int) -> None:
    compare(drawn, seed)


INSIDE = {  # of x
    "exp": ops.exp(x), "exp of a difference": ops.exp(y - 2 * x), "tanh": ops.tanh(x), "log": ops.log(ops.exp(x) + ops.ones("n", 1)), "sqrt": ops.sqrt(ops.exp(x) + ops.ones("n", 1)),
    "absolute": ops.absolute(x), "maximum": ops.maximum(x, y), "minimum": ops.minimum(x, y), "function": ops.apply(f, x),
    "reciprocal": ops.hadamard_power(ops.exp(x) + ops.ones("n", 1), -1), "power": ops.hadamard_power(x, 3), "product": N @ x, "outer": ops.hadamard(x, y),
    "iterated": ops.iterate(N @ x, over=x, start=x, times=t),
}  # fmt: skip
SCALARS = {  # of N
    "trace": ops.trace(N @ N), "det": ops.det(N), "inverse": ops.trace(ops.inverse(N) @ M), "inverse of a sum": ops.trace(ops.inverse(N + ops.identity("n")) @ M),
    "norm": ops.norm(N), "norm squared": ops.norm(N @ M) ** 2, "norm cubed": ops.norm(N) ** 3, "entry": ops.trace(N) + ops.entry(N, (0, 0)),
    "column": ops.apply(g, N @ x), "vec": ops.apply(q, ops.vec(N)), "form": ops.vec(N).T @ ops.kron(y, N @ x), "kron": ops.inner(ops.kron(N @ x, y.T), ops.kron(y, x.T @ N)),
    "diag": ops.trace(ops.diag(N @ x) @ M), "squared trace": ops.trace(N) ** 2, "log of det": ops.log(ops.det(gram(N))), "transposed": ops.trace(N.T @ N @ M),
}  # fmt: skip
SUMS = {
    "slope at an outer index": total(ops.evaluated_at(ops.gradient(total(b * a**2 / 2, k, b), a), {a: total(a, k, a) * b}), k, b),
    "inner index": [total(total(a, INDICES[1], b) ** 2, k, a), total(total(b + total(a, k, a) * 0, INDICES[1], b) ** 2, k, a)],
    "a step": total(ops.iterate(total(b * a, k, b), over=a, start=total(a, k, a) * b, times=1), k, b),
}  # fmt: skip
PAIRS = {
    "symmetric by shape": [ops.pinv(ops.vec(N) @ ops.vec(N).T), ops.inner(ops.vec(ops.pinv(ops.kron(ops.vec(N), N.T))), ops.kron(ops.kron(x, y), ops.kron(y, x)))],
    "pseudoinverse of a product": [ops.pinv(ops.kron(ops.vec(N), N.T)), ops.vec(N) @ ops.vec(N).T],
    "traces up to rotation": [ops.trace(N @ M @ N.T), ops.trace(N @ M.T @ N), ops.trace(M @ N @ N)],
    "powers": [ops.power(N, t + 2), ops.power(N @ N.T, t) @ N, ops.power(N.T, t) @ N, ops.power(N, t).T @ M, ops.iterate(N @ x, over=x, start=x + y, times=t).T @ x],
    "vec and kron": [ops.vec(N @ K), ops.kron(K.T, N) @ ops.vec(N), ops.kron(K, N) @ ops.kron(K.T @ x, y)],
}  # fmt: skip
LISTED = {
    **{f"slopes of {name}": [F, ops.jacobian(F, x), ops.gradient(ops.inner(F, y), x), ops.hessian(ops.inner(F, y), x)] for name, F in INSIDE.items()},
    **{f"slopes of {name}": [F, ops.gradient(F, N), hessian(F)] for name, F in SCALARS.items()},
    **{f"{name} at a point": [ops.evaluated_at(ops.gradient(SCALARS[name], N), {N: M - 2 * N.T})] for name in ("det", "norm", "inverse", "vec", "column")},
    **{name: term if isinstance(term, list) else [term] for name, term in (SUMS | PAIRS).items()},
}  # fmt: skip


@pytest.mark.parametrize("name", LISTED)
def test_the_form_of_each_operator_and_of_its_slopes_has_its_value(name: str) -> None:
    assert sum(compare(LISTED[name], seed) for seed in range(2)) >= 2
