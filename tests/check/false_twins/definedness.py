"""Terms without a value, and derivatives that do not exist."""

from ..certify import (
    EVALUATE,
    IDENTITY,
    INDEX,
    ONE,
    ZERO,
    A,
    M,
    N,
    X,
    Y,
    at,
    certificate,
    combination,
    have,
    neg,
    num,
    of,
    over,
    refutation,
    rule,
    summand,
    total,
)
from .settings import ab, n, sizes, x, xy

harmonic = total("i", M, N, over(["add", INDEX, ONE]), "natural")
mn = {"symbols": {"m": of("integer"), "n": of("integer")}, "values": {"m": ZERO, "n": ZERO}}
captured = total("i", ["add", num(2), neg(INDEX)], N, over(INDEX))
in_ = {"symbols": {"i": of("integer"), "n": of("integer")}, "values": {"i": ZERO, "n": ZERO}}
nonzero = combination(summand(coefficient="2"), summand(0), cofactors=[[num(-2), 2]])
DEFINED = {
    "a hypothesis on an empty sum": (
        certificate(
            ["eq", ["mul", X, over(X)], ONE],
            IDENTITY,
            given=[["eq", total("i", ONE, N, over(X)), ZERO]],
            symbols={"x": of(), "n": of("natural")},
            values={"x": ONE, "n": ZERO},
        ),
        "not shown to be defined",
    ),
    "a sum whose index stands in its bound": (
        certificate(
            ["eq", captured, captured],
            have(
                [
                    "forall",
                    [["i", of("integer")]],
                    ["implies", [["le", ["add", num(2), neg(INDEX)], INDEX], ["le", INDEX, N]], ["ne", INDEX, ZERO]],
                ],
                rule("intro", rule("intro", rule("suppose", nonzero)), names=["j"]),
                IDENTITY,
            ),
            **in_,
        ),
        "not shown to be defined",
    ),
    "a natural index below 0": (
        certificate(
            ["eq", harmonic, harmonic],
            have(
                [
                    "forall",
                    [["i", of("natural")]],
                    ["implies", [["le", M, INDEX], ["le", INDEX, N]], ["ne", ["add", INDEX, ONE], ZERO]],
                ],
                rule(
                    "intro",
                    rule("intro", rule("suppose", combination(summand(), summand(0), cofactors=[[num(-1), 3]]))),
                    names=["j"],
                ),
                IDENTITY,
            ),
            **mn,
        ),
        "not shown to be defined",
    ),
    "a natural index below 0 inside a sum": (
        certificate(
            [
                "eq",
                total(
                    "k",
                    num(-1),
                    num(-1),
                    total("j", ["sym", "k"], N, over(["add", ["sym", "j"], ONE]), "natural"),
                    "natural",
                ),
                total(
                    "k",
                    num(-1),
                    num(-1),
                    total("j", ["sym", "k"], N, over(["add", ["sym", "j"], ONE]), "natural"),
                    "natural",
                ),
            ],
            have(
                [
                    "forall",
                    [["j", of("natural")]],
                    [
                        "implies",
                        [["le", num(-1), ["sym", "j"]], ["le", ["sym", "j"], N]],
                        ["ne", ["add", ["sym", "j"], ONE], ZERO],
                    ],
                ],
                rule(
                    "intro",
                    rule("intro", rule("suppose", combination(summand(), summand(1), cofactors=[[num(-1), 4]]))),
                    names=["j"],
                ),
                IDENTITY,
            ),
            **n,
        ),
        "not shown to be defined",
    ),
    "a sum between fractions": (
        certificate(["eq", total("i", ONE, over(num(2)), INDEX), ZERO], IDENTITY),
        "between integers",
    ),
    "a term under a sum is not defined": (
        certificate(["eq", total("i", ZERO, num(3), over(INDEX)), total("i", ZERO, num(3), over(INDEX))], IDENTITY),
        "not shown to be defined|identically zero",
    ),
    "a kink learned from another derivative": (
        certificate(
            ["eq", ["mul", X, Y, over(["mul", X, Y])], ONE],
            IDENTITY,
            given=[["eq", ["gradient", at(["gradient", ["abs", ["mul", X, Y]], Y], "y", num(5)), X], ONE]],
            holds=[EVALUATE],
            **xy,
        ),
        "not decided|not shown|not true",
    ),
    "a kink learned from a hypothesis": (
        certificate(
            ["eq", ["mul", X, over(X)], ONE],
            IDENTITY,
            given=[["le", ["gradient", ["mul", X, ["abs", X]], X], num(4)]],
            **x,
        ),
        "not shown to be defined",
    ),
    "a hypothesis at a kink used by its normal form": (
        certificate(
            ["eq", ["sign", X], ONE],
            combination(cofactors=[[ONE, 0]]),
            given=[["eq", ["gradient", ["abs", X], X], ONE]],
            **x,
        ),
        "not shown to exist",
    ),
    "the derivative of |x| at 0": (
        certificate(["eq", at(["gradient", ["abs", X], X], "x", ZERO), ZERO], IDENTITY),
        "not shown to be defined",
    ),
    "the derivative of max by identity": (
        certificate(["eq", ["gradient", ["max", X, ZERO], X], ["gradient", ["max", X, ZERO], X]], IDENTITY, **x),
        "not shown to be defined",
    ),
    "the derivative of a norm": (
        certificate(["eq", ["gradient", ["norm", A], A], ["gradient", ["norm", A], A]], IDENTITY, **sizes),
        "not shown to be defined",
    ),
    "the derivative of a square root": (
        certificate(
            ["eq", ["gradient", ["sqrt", X], X], ["gradient", ["sqrt", X], X]], IDENTITY, given=[["le", ZERO, X]], **x
        ),
        "not shown to be defined",
    ),
    "the derivative of the rank": (
        certificate(["eq", ["gradient", ["rank", ["array", 1, 1, [X]]], X], ZERO], IDENTITY, **x),
        "no entries",
    ),
    "the derivative of the positive index": (
        certificate(["eq", ["gradient", ["positive_index", ["array", 1, 1, [X]]], X], ZERO], IDENTITY, **x),
        "no entries",
    ),
    "a gradient that forgets an entrywise product": (
        certificate(["eq", ["gradient", ["hadamard", X, X], X], ZERO], IDENTITY, **x),
        "identity does not hold",
    ),
    "a gradient that forgets an entrywise product of matrices": (
        certificate(["eq", ["gradient", ["trace", ["hadamard", A, A]], A], ["zeros", 2, 2]], IDENTITY, **ab),
        "identity does not hold",
    ),
    "a gradient that forgets a Kronecker product": (
        certificate(["eq", ["gradient", ["kron", X, X], X], ZERO], IDENTITY, **x),
        "identity does not hold",
    ),
    "a gradient that forgets a transpose": (
        certificate(["eq", ["gradient", ["trace", ["matmul", A, A]], A], ["mul", num(2), A]], IDENTITY, **sizes),
        "identity does not hold",
    ),
    "an undefined value refutes x = x": (
        refutation(["eq", X, X], symbols={"x": of()}, values={"x": over(ZERO)}),
        "not defined",
    ),
    "an undefined integer": (
        refutation(["eq", X, X], symbols={"x": of("integer")}, values={"x": ["mul", ZERO, ["log", ZERO]]}),
        "not defined",
    ),
    "the derivative of x|x| at 0 refuted": (
        refutation(
            ["eq", ["gradient", ["mul", X, ["abs", X]], X], ["mul", num(2), ["abs", X]]],
            symbols={"x": of()},
            values={"x": ZERO},
        ),
        "not decided",
    ),
    "the derivative of |x|² at 0 refuted": (
        refutation(
            ["eq", ["gradient", ["pow", ["abs", X], 2], X], ["mul", num(2), X]], symbols={"x": of()}, values={"x": ZERO}
        ),
        "not false",
    ),
    "the derivative of max(x, 0)² at 0 refuted": (
        refutation(
            ["eq", ["gradient", ["pow", ["max", X, ZERO], 2], X], ["mul", num(2), ["max", X, ZERO]]],
            symbols={"x": of()},
            values={"x": ZERO},
        ),
        "not decided",
    ),
    "the derivative of √x⁴ at 0 refuted": (
        refutation(
            ["eq", ["gradient", ["sqrt", ["pow", X, 4]], X], ["mul", num(2), X]],
            symbols={"x": of()},
            values={"x": ZERO},
        ),
        "not decided",
    ),
}
