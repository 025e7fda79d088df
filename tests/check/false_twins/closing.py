"""Rules that close a goal, and what is no identity."""

from ..certify import (
    EVALUATE,
    IDENTITY,
    ONE,
    ZERO,
    A,
    X,
    Y,
    certificate,
    combination,
    neg,
    num,
    of,
    over,
    rule,
    summand,
)
from .settings import ab, sizes, x, xy

POWERS = ["sum_step", "power_step"]
CLOSING = {
    "a wrong cofactor": (
        certificate(
            ["eq", ["mul", X, X], num(4)],
            combination(cofactors=[[["add", X, num(3)], 0]]),
            given=[["eq", X, num(2)]],
            symbols={"x": of()},
            values={"x": num(2)},
        ),
        "identity does not hold",
    ),
    "a cofactor of an inequality": (
        certificate(["eq", X, ZERO], combination(cofactors=[[ONE, 0]]), given=[["le", ZERO, X]], **x),
        "not eq",
    ),
    "an undefined cofactor": (
        certificate(["eq", X, X], combination(cofactors=[[["mul", ZERO, over(X)], 0]]), given=[["eq", X, X]], **x),
        "not shown to be defined",
    ),
    "an entry that is not there": (
        certificate(
            ["eq", ONE, ONE], combination(cofactors=[[ONE, [0, -1, -1]]]), given=[["eq", A, ["identity", 2]]], **ab
        ),
        "no such entry",
    ),
    "a negative coefficient": (
        certificate(["le", ZERO, neg(["pow", X, 2])], combination(summand(coefficient="-1", squares=[X])), **x),
        "not positive",
    ),
    "a coefficient that is no fraction": (
        certificate(["le", ZERO, X], combination(summand(coefficient="1e9")), **x),
        "no exact number",
    ),
    "a square used as strict": (
        certificate(["lt", ZERO, ["pow", X, 2]], combination(summand(squares=[X])), **x),
        "nothing strictly positive",
    ),
    "a non-strict hypothesis used as strict": (
        certificate(["lt", ZERO, X], combination(summand(0)), given=[["le", ZERO, X]], **x),
        "nothing strictly positive",
    ),
    "0 < 0": (certificate(["lt", ZERO, ZERO], combination()), "nothing strictly positive"),
    "summands for an equation": (
        certificate(["eq", X, ZERO], combination(summand(0)), given=[["le", ZERO, X]], **x),
        "takes no summands",
    ),
    "a multiplier that may vanish": (
        certificate(
            ["eq", Y, ZERO],
            combination(multiplier=summand(0), cofactors=[[ONE, 1]]),
            given=[["le", ZERO, X], ["eq", ["mul", X, Y], ZERO]],
            symbols=xy["symbols"],
            values={"x": ONE, "y": ZERO},
        ),
        "not lt or ne",
    ),
    "a multiplier 0": (
        certificate(["eq", Y, ZERO], combination(multiplier=summand(coefficient="0")), **xy),
        "not shown to be positive",
    ),
    "a square as multiplier": (
        certificate(["eq", Y, ZERO], combination(multiplier=summand(squares=[ZERO])), **xy),
        "not shown to be positive",
    ),
    "a negative multiplier of an inequality": (
        certificate(
            ["le", ZERO, neg(["pow", X, 2])],
            combination(summand(squares=[X]), multiplier=summand(coefficient="-1")),
            **x,
        ),
        "not shown to be positive",
    ),
    "a nonzero multiplier of an inequality": (
        certificate(
            ["le", ZERO, Y],
            combination(summand(1), multiplier=summand(0)),
            given=[["ne", X, ZERO], ["le", ZERO, ["mul", X, Y]]],
            **xy,
        ),
        "identity does not hold",
    ),
    "a matrix hypothesis as a number": (
        certificate(["lt", ZERO, ONE], combination(summand(0)), given=[["ne", A, ["zeros", 2, 2]]], **ab),
        "malformed|takes a scalar",
    ),
    "an undefined goal": (certificate(["eq", ["mul", X, over(X)], ONE], IDENTITY, **x), "not shown to be defined"),
    "a vanishing denominator": (
        certificate(["eq", over(["add", X, neg(X)]), ZERO], IDENTITY, **x),
        "not shown to be defined",
    ),
    "evaluate what is false": (
        certificate(["lt", ["exp", ONE], num("2.71828".replace(".", ""))], EVALUATE) | {"verdict": "REFUTED"},
        "not false",
    ),
    "evaluate with symbols": (certificate(["eq", X, X], EVALUATE, **x), "not true by evaluation"),
    "equality of constants by enclosures": (
        certificate(["eq", ["log", ["exp", num(2)]], num(2)], EVALUATE),
        "could not be told apart",
    ),
    "sqrt of a negative number": (
        certificate(["eq", ["sqrt", num(-1)], ["sqrt", num(-1)]], EVALUATE),
        "not true by evaluation",
    ),
    "sqrt of a negative number by identity": (
        certificate(["eq", ["sqrt", num(-1)], ["sqrt", num(-1)]], IDENTITY),
        "not shown to be defined",
    ),
    "log of 0 times 0": (certificate(["eq", ["mul", ZERO, ["log", ZERO]], ZERO], IDENTITY), "not shown to be defined"),
    "a negative power of 0": (certificate(["eq", ["mul", ZERO, over(ZERO)], ZERO], EVALUATE), "not true"),
    "rank of a matrix that is not known": (
        certificate(["eq", ["rank", A], num(2)], IDENTITY, **ab),
        "no algebraic number",
    ),
    "transposes that do not cancel": (
        certificate(["eq", ["matmul", A, ["transpose", A]], ["matmul", ["transpose", A], A]], IDENTITY, **sizes),
        "identity does not hold",
    ),
    "the inverse of a matrix that is not regular": (
        certificate(["eq", ["matmul", A, ["inverse", A]], ["identity", "n"]], IDENTITY, **sizes),
        "not shown to be defined",
    ),
    "the inverse taken for symmetric": (
        certificate(
            ["eq", ["inverse", A], ["transpose", ["inverse", A]]], IDENTITY, given=[["ne", ["det", A], ZERO]], **sizes
        ),
        "identity does not hold",
    ),
    "a rectangular identity": (
        certificate(["eq", ["matmul", ["identity", "m", "n"], ["identity", "n", "m"]], ["identity", "m"]], IDENTITY),
        "denotes nothing",
    ),
    "0 x n matrices with different entries": (
        certificate(["ne", ["zeros", 0, 3], ["ones", 0, 3]], {"rule": "entries", "at": [0, 0], "then": EVALUATE}),
        "malformed",
    ),
    "a trace over nothing": (certificate(["eq", ["trace", ["zeros", 0, 0]], ONE], EVALUATE), "not true"),
    "diag of a matrix": (certificate(["eq", ["diag", A], A], IDENTITY, **ab), "does not take arguments"),
    "entries without one": (
        certificate(["eq", A, ["identity", 2]], {"rule": "entries", "branches": [IDENTITY] * 3}, **ab),
        "4 proofs are needed",
    ),
    "entries of an undefined matrix": (
        certificate(
            ["eq", ["mul", over(X), ["zeros", 0, 2]], ["zeros", 0, 2]], {"rule": "entries", "branches": []}, **x
        ),
        "not shown to be defined",
    ),
    "frobenius of unequal matrices": (
        certificate(["eq", A, ["zeros", 2, 2]], rule("frobenius"), **ab),
        "identity does not hold",
    ),
}
