"""Named facts: each gives, from terms, premises to be proved and a conclusion that may then be used.

The mathematics of each is written down in docs/checker.md. Most are text: the terms | premises | conclusion. A
fact marked as a theorem is named in the trust of every verdict that uses it.
"""

from collections.abc import Callable, Sequence

from symdl.check.formula import built, parsed
from symdl.check.judgement import need
from symdl.check.language import Language, Node
from symdl.check.linear.facts import MATRIX_FACTS, MATRIX_FORMULAS, MATRIX_THEOREMS
from symdl.check.normal import Normaliser

Pattern = tuple[list[Node], Node]

FORMULAS = {
    "exp_positive": "t | | (lt 0 (exp t))",
    "exp_sum": "a b | | (eq (exp (add a b)) (mul (exp a) (exp b)))",
    "exp_multiple": "t k | | (eq (exp (mul k t)) (pow (exp t) k))",
    "exp_tangent": "t | | (le (add 1 t) (exp t))",
    "exp_increasing": "a b | (lt a b) | (lt (exp a) (exp b))",
    "exp_log": "t | (lt 0 t) | (eq (exp (log t)) t)",
    "log_exp": "t | | (eq (log (exp t)) t)",
    "log_product": "a b | (lt 0 a) (lt 0 b) | (eq (log (mul a b)) (add (log a) (log b)))",
    "log_power": "a k | (lt 0 a) | (eq (log (pow a k)) (mul k (log a)))",
    "log_tangent": "t | (lt 0 t) | (le (log t) (add t -1))",
    "log_increasing": "a b | (lt 0 a) (lt a b) | (lt (log a) (log b))",
    "sqrt_square": "t | (le 0 t) | (eq (pow (sqrt t) 2) t)",
    "sqrt_nonnegative": "t | (le 0 t) | (le 0 (sqrt t))",
    "sqrt_positive": "t | (lt 0 t) | (lt 0 (sqrt t))",
    "sqrt_increasing": "a b | (le 0 a) (lt a b) | (lt (sqrt a) (sqrt b))",
    "tanh_exp": "t | | (eq (mul (tanh t) (add (pow (exp t) 2) 1)) (add (pow (exp t) 2) -1))",
    "tanh_increasing": "a b | (lt a b) | (lt (tanh a) (tanh b))",
    "abs_nonnegative": "t | (le 0 t) | (eq (abs t) t)",
    "abs_nonpositive": "t | (le t 0) | (eq (abs t) (mul -1 t))",
    "sign_positive": "t | (lt 0 t) | (eq (sign t) 1)",
    "sign_zero": "t | (eq t 0) | (eq (sign t) 0)",
    "sign_negative": "t | (lt t 0) | (eq (sign t) -1)",
    "max_left": "a b | (le b a) | (eq (max a b) a)",
    "max_right": "a b | (le a b) | (eq (max a b) b)",
    "min_left": "a b | (le a b) | (eq (min a b) a)",
    "min_right": "a b | (le b a) | (eq (min a b) b)",
    "power_step": "a n | (le 0 n) | (eq (power a (add n 1)) (mul a (power a n)))",
    "power_positive": "a n | (lt 0 a) (le 0 n) | (lt 0 (power a n))",
    "power_nonnegative": "a n | (le 0 a) (le 0 n) | (le 0 (power a n))",
    "integer_gap": "m n | (lt m n) | (le (add m 1) n)",
    "size_positive": "n | | (le 1 n)",
    "gram_nonnegative": "a | | (le 0 (trace (matmul (transpose a) a)))",
    "gram_positive": "a | (ne a 0a) | (lt 0 (trace (matmul (transpose a) a)))",
    "gram_zero": "a | (eq (trace (matmul (transpose a) a)) 0) | (eq a 0a)",
    "norm_nonnegative": "a | | (le 0 (norm a))",
    "norm_square": "a | | (eq (mul (norm a) (norm a)) (trace (matmul (transpose a) a)))",
    "inner_bound": "a b | | (le (inner a b) (mul (norm a) (norm b)))",
    "cauchy_schwarz": "a b | | (le (pow (inner a b) 2) (mul (trace (matmul (transpose a) a)) (trace (matmul (transpose b) b))))",
    **MATRIX_FORMULAS,
}  # fmt: skip
INTEGER_TERMS = {"power_step": (1,), "power_positive": (1,), "power_nonnegative": (1,), "integer_gap": (0, 1)}
"""The terms of a fact that must be integers."""
THEOREMS = {name: {"Cauchy–Schwarz"} for name in ("cauchy_schwarz", "inner_bound")} | MATRIX_THEOREMS
"""Facts that are named in the trust of a verdict."""


def sum_step(language: Language, total: Node) -> Pattern:
    """Σ_{i=l}^{u} b = Σ_{i=l}^{u−1} b + b(u) when l ≤ u."""
    need(total.op == "sum", "sum_step takes a sum")
    lower, upper, body = total.args
    before = language.node(
        "sum", (lower, language.minus(upper, language.number(1)), body), None, total.bound, total.shape
    )
    last = language.substitute(body, {total.bound[0]: upper})
    return [language.relation("le", lower, upper)], language.relation("eq", total, language.node("add", (before, last)))


def sum_empty(language: Language, total: Node) -> Pattern:
    """Σ_{i=l}^{u} b = 0 when u < l."""
    need(total.op == "sum", "sum_empty takes a sum")
    return [language.relation("lt", total.args[1], total.args[0])], language.relation("eq", total, language.number(0))


def congruence(language: Language, a: Node, b: Node) -> Pattern:
    """f(x) = f(y) from x = y."""
    need((a.op, a.data, a.shape, len(a.args)) == (b.op, b.data, b.shape, len(b.args)), "different functions")
    need(not a.bound and a.args, "congruence takes applications")
    return [language.relation("eq", x, y) for x, y in zip(a.args, b.args, strict=True)], language.relation("eq", a, b)


SPECIAL: dict[str, Callable[..., Pattern]] = {
    fact.__name__: fact for fact in (sum_step, sum_empty, congruence)
} | MATRIX_FACTS


def conclude(name: str, normaliser: Normaliser, terms: Sequence[Node]) -> Pattern:
    """The premises and the conclusion of a named fact at some terms."""
    language = normaliser.language
    need(all(term.shape is not None for term in terms), "a fact is about terms")
    if name in SPECIAL:
        return SPECIAL[name](language, *terms)
    need(name in FORMULAS, f"there is no fact named {name!r}")
    need(all(normaliser.is_integral(terms[k]) for k in INTEGER_TERMS.get(name, ())), f"{name} takes integers")
    need(name != "size_positive" or terms[0].op == "size", "size_positive takes a size")
    names, premises, conclusion = FORMULAS[name].split("|")
    scope = dict(zip(names.split(), terms, strict=True))
    *given, shown = (built(language, form, scope) for form in parsed(premises + conclusion))
    return given, shown
