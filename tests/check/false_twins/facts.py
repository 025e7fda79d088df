"""Facts at terms where they do not hold."""

from ..certify import (
    EVALUATE,
    IDENTITY,
    INDEX,
    ONE,
    ZERO,
    A,
    N,
    X,
    Y,
    assume,
    certificate,
    combination,
    fact,
    num,
    of,
    rule,
    summand,
    total,
)
from .settings import n, sizes, x, xy

succ = ["add", N, ONE]
gauss = total("i", ONE, N, INDEX)
FACTS = {
    "induction without the base": (
        certificate(
            ["lt", ZERO, N], rule("induction", combination(summand(1), summand()), on="n", base=0, proof=EVALUATE), **n
        ),
        "not true by evaluation",
    ),
    "induction from a base that is not known": (
        certificate(["le", num(5), N], rule("induction", IDENTITY, on="n", base=5, proof=EVALUATE), **n),
        "not known to be at least",
    ),
    "induction over a real number": (
        certificate(["le", ZERO, X], rule("induction", IDENTITY, on="x", base=0, proof=EVALUATE), **x),
        "integer symbol",
    ),
    "induction with a hypothesis on the symbol": (
        certificate(
            ["eq", N, ZERO],
            rule("induction", combination(cofactors=[[ONE, 1]]), on="n", base=0, proof=EVALUATE),
            given=[["eq", N, ZERO]],
            symbols=n["symbols"],
            values={"n": ZERO},
        ),
        "not eq|no hypothesis|identity",
    ),
    "induction from base true": (
        certificate(["le", ZERO, N], rule("induction", IDENTITY, on="n", base=True, proof=EVALUATE), **n),
        "integer symbol",
    ),
    "a fact without its premise": (
        certificate(["eq", ["abs", X], X], fact("abs_nonnegative", X, then=assume(0)), **x),
        "1 proofs are needed",
    ),
    "a premise that is not shown": (
        certificate(["eq", ["abs", X], X], fact("abs_nonnegative", X, premises=[combination()], then=assume(0)), **x),
        "identity does not hold",
    ),
    "a fact at an undefined term": (
        certificate(["lt", ZERO, ["exp", ["log", X]]], fact("exp_positive", ["log", X], then=assume(0)), **x),
        "not shown to be defined",
    ),
    "no such fact": (certificate(["eq", X, ZERO], fact("everything_vanishes", X, then=assume(0)), **x), "no fact"),
    "sqrt(x²) = x": (
        certificate(
            ["eq", ["sqrt", ["pow", X, 2]], X],
            fact(
                "sqrt_square",
                ["pow", X, 2],
                premises=[combination(summand(squares=[X]))],
                then=combination(cofactors=[[ONE, 0]]),
            ),
            **x,
        ),
        "not shown to be defined|identity",
    ),
    "the logarithm of a product of negative numbers": (
        certificate(
            ["eq", ["log", ["mul", X, Y]], ["add", ["log", X], ["log", Y]]],
            fact("log_product", X, Y, premises=[assume(0), assume(0)], then=assume(1)),
            given=[["lt", ZERO, ["mul", X, Y]]],
            **xy,
        ),
        "not shown to be defined|not the goal|another relation",
    ),
    "the wrong side of a maximum": (
        certificate(
            ["eq", ["max", X, ZERO], X], fact("max_left", X, ZERO, premises=[combination()], then=assume(0)), **x
        ),
        "identity does not hold",
    ),
    "congruence of different functions": (
        certificate(
            ["eq", ["exp", X], ["tanh", X]],
            fact("congruence", ["exp", X], ["tanh", X], premises=[IDENTITY], then=assume(0)),
            **x,
        ),
        "different functions",
    ),
    "congruence of sums": (
        certificate(["eq", gauss, gauss], fact("congruence", gauss, gauss, premises=[IDENTITY] * 3), **n),
        "takes applications",
    ),
    "a gap between real numbers": (
        certificate(
            ["le", ["add", X, ONE], Y],
            fact("integer_gap", X, Y, premises=[assume(0)], then=assume(1)),
            given=[["lt", X, Y]],
            symbols=xy["symbols"],
            values={"x": ONE, "y": num(2)},
        ),
        "takes integers",
    ),
    "a sum taken past its end": (
        certificate(
            ["eq", gauss, ["add", total("i", ONE, ["add", N, num(-1)], INDEX), N]],
            fact("sum_step", gauss, premises=[IDENTITY], then=assume(1)),
            **n,
        ),
        "nothing strictly|identity",
    ),
    "a negative natural power": (
        certificate(
            ["lt", ZERO, ["power", num(2), num(-1)]],
            fact("power_positive", num(2), num(-1), premises=[EVALUATE, EVALUATE], then=assume(0)),
        ),
        "not shown to be defined|not true",
    ),
    "a power with an exponent that is no integer": (
        certificate(["eq", ["power", X, Y], ["power", X, Y]], IDENTITY, **xy),
        "must be an integer",
    ),
    "the size of a symbol": (
        certificate(["le", ONE, X], fact("size_positive", X, then=assume(0)), **x),
        "takes a size",
    ),
    "positive definite at a singular matrix": (
        certificate(
            ["ne", ["det", A], ZERO],
            fact(
                "pd_invertible",
                A,
                premises=[rule("unfold", rule("split", branches=[IDENTITY, IDENTITY]))],
                then=assume(0),
            ),
            **sizes,
        ),
        "does not show forall",
    ),
    "differentiate at a kink": (
        certificate(
            ["eq", X, X],
            rule("differentiate", hypothesis=0, by="t"),
            given=[["forall", [["t", of()]], ["eq", ["abs", ["sym", "t"]], ["abs", ["sym", "t"]]]]],
            holds=[rule("intro", IDENTITY, names=["t"])],
            **x,
        ),
        "smooth sides",
    ),
    "differentiate by an integer": (
        certificate(
            ["eq", X, X],
            rule("differentiate", hypothesis=0, by="t"),
            given=[["forall", [["t", of("integer")]], ["eq", ["sym", "t"], ["sym", "t"]]]],
            holds=[rule("intro", IDENTITY, names=["t"])],
            **x,
        ),
        "real scalar",
    ),
    "differentiate an equation at one point": (
        certificate(
            ["eq", ZERO, ONE], rule("differentiate", assume(1), hypothesis=0, by="x"), given=[["eq", X, ONE]], **x
        ),
        "does not fit eq",
    ),
}
