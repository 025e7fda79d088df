"""Instances that are none of the claim."""

from ..certify import (
    EVALUATE,
    IDENTITY,
    ONE,
    ZERO,
    A,
    N,
    X,
    assume,
    certificate,
    combination,
    num,
    of,
    over,
    refutation,
    rule,
    summand,
)
from .settings import F, f, sizes, square, x

contradiction = {"given": [["lt", X, ZERO], ["lt", ZERO, X]], "symbols": {"x": of()}}
absurd = rule("absurd", combination(summand(0), summand(1)))
small = [["lt", ["size", "n"], num(2)], ["lt", ONE, ["size", "n"]]]
INSTANCE = {
    "contradictory hypotheses": (
        certificate(["eq", X, ZERO], absurd, values={"x": ONE}, **contradiction),
        "not true by evaluation",
    ),
    "λ = 0 for a positive λ": (
        certificate(["lt", ZERO, X], assume(0), symbols={"x": of("positive")}, values={"x": ZERO}),
        "not true by evaluation",
    ),
    "a half for an integer": (
        refutation(["ne", ["add", N, N], ONE], symbols={"n": of("integer")}, values={"n": num("1/2")}),
        "is an integer",
    ),
    "a negative natural number": (
        refutation(["le", ZERO, N], symbols={"n": of("natural")}, values={"n": num(-1)}),
        "not true by evaluation",
    ),
    "a hypothesis without proof": (
        certificate(["eq", X, X], IDENTITY, given=[["lt", X, ZERO]], holds=[], **x),
        "1 hypotheses are to be shown",
    ),
    "a symbol without value": (certificate(["eq", X, X], IDENTITY, symbols={"x": of()}), "a value to every symbol"),
    "a value of another shape": (
        refutation(["eq", X, X], symbols={"x": of()}, values={"x": ["zeros", 2, 1]}),
        "another shape",
    ),
    "a value that is no root": (
        refutation(["eq", X, X], symbols={"x": of()}, values={"x": ["root", ["-2", "0", "1"], "-2", "2"]}),
        "2 distinct real roots",
    ),
    "a size that is not fixed": (refutation(["eq", ["trace", ["identity", "n"]], num(2)]), "fix every size"),
    "a size that the claim has not": (certificate(["eq", X, X], IDENTITY, sizes={"q": 3}, **x), "no sizes q"),
    "size 0": (refutation(["ne", ["trace", ["identity", "n"]], ZERO], sizes={"n": 0}), "integer ≥ 1"),
    "size true": (refutation(["ne", ["trace", ["identity", "n"]], ONE], sizes={"n": True}), "integer ≥ 1"),
    "a case of size 0": (
        certificate(["eq", A, A], {"rule": "sizes", "cases": [{"sizes": {"n": 0}, "proof": IDENTITY}]}, **sizes),
        "integer ≥ 1",
    ),
    "a case of another size": (
        certificate(["eq", A, A], {"rule": "sizes", "cases": [{"sizes": {"q": 1}, "proof": IDENTITY}]}, **sizes),
        "no sizes q",
    ),
    "no case": (
        certificate(["eq", A, ["zeros", "n", "n"]], {"rule": "sizes", "cases": []}, **sizes),
        "none of the sizes",
    ),
    "a case without sizes": (
        certificate(["eq", A, A], {"rule": "sizes", "cases": [{"sizes": {}, "proof": IDENTITY}]}, **sizes),
        "fixes no size",
    ),
    "vacuous at the sizes that are proved": (
        certificate(
            ["eq", ONE, ZERO],
            {"rule": "sizes", "cases": [{"sizes": {"n": 1}, "proof": rule("absurd", combination(summand(0)))}]},
            given=[small[1]],
            symbols=sizes["symbols"],
            sizes={"n": 2},
            values={"A": ["zeros", 2, 2]},
        ),
        "none of the sizes",
    ),
    "a claim that has a meaning at size 1 only": (
        refutation(["eq", ["add", A, ["identity", "m"]], A], **{**sizes, "sizes": {"n": 1, "m": 1}}),
        "does not take arguments",
    ),
    "a function with a kink": (
        certificate(
            ["eq", F(X), F(X)],
            IDENTITY,
            **f,
            **x,
            definitions={"f": {"parameters": [["t", of()]], "bodies": [["max", ["sym", "t"], ZERO]]}},
        ),
        "smooth everywhere",
    ),
    "a function with a pole": (
        certificate(
            ["eq", F(X), F(X)],
            IDENTITY,
            **f,
            **x,
            definitions={"f": {"parameters": [["t", of()]], "bodies": [over(["sym", "t"])]}},
        ),
        "smooth everywhere",
    ),
    "a function that is not defined": (certificate(["eq", F(X), F(X)], IDENTITY, **f, **x), "define every function"),
    "a function of one parameter twice": (
        refutation(
            ["eq", ["apply", "f", [1, 0], [X, X]], ZERO],
            functions={"f": {"domain": [1, 1], "codomain": 1}},
            definitions={"f": {"parameters": [["t", of()], ["t", of()]], "bodies": [["sym", "t"]]}},
            **x,
        ),
        "parameters of wrong shape",
    ),
    "a function applied to a relation": (certificate(F(["true"]), EVALUATE, **f, **square), "takes terms"),
    "one name for a symbol and a function": (
        certificate(
            ["eq", ["sym", "f"], F(["sym", "f"])], IDENTITY, **f, **square, symbols={"f": of()}, values={"f": ONE}
        ),
        "one name",
    ),
    "what is true is not refuted": (refutation(["eq", X, X], **x), "not false"),
    "the negation of an undefined goal": (
        certificate(["lt", over(X), ZERO], combination(), verdict="REFUTED", symbols={"x": of()}, values={"x": ZERO}),
        "not shown to be defined",
    ),
}
