"""Each rule with a proof that would show something false: every one is rejected, for the reason it should be."""

import json
import sys
import time

import pytest

from symdl.check import Rejected, check_certificate

from .certify import (
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
    assume,
    at,
    certificate,
    combination,
    fact,
    have,
    neg,
    num,
    of,
    over,
    refutation,
    rule,
    summand,
    total,
)  # fmt: skip

x = {"symbols": {"x": of()}, "values": {"x": ONE}}
xy = {"symbols": {"x": of(), "y": of()}, "values": {"x": ONE, "y": ONE}}
n = {"symbols": {"n": of("natural")}, "values": {"n": ONE}}
ab = {"symbols": {"A": of(shape=(2, 2))}, "values": {"A": ["identity", 2]}}
sizes = {"symbols": {"A": of(shape=("n", "n"))}, "values": {"A": ONE}, "sizes": {"n": 1}}
f = {"functions": {"f": {"domain": [1], "codomain": 1}}}
square = {"definitions": {"f": {"parameters": [["t", of()]], "bodies": [["pow", ["sym", "t"], 2]]}}}
F = lambda term, order=0: ["apply", "f", [order], [term]]  # noqa: E731
FALSE = ["false"]
OPEN = ["exists", [["y", of()]], ["eq", ["mul", X, Y], ONE]]
EVERY = ["forall", [["y", of("positive")]], ["le", ZERO, ["sym", "y"]]]

LOGIC = {
    "a goal that is an implication": (
        certificate(["implies", [FALSE], ["eq", ONE, ZERO]], rule("intro")),
        "open the goal",
    ),
    "a goal left universal": (
        certificate(["forall", [["x", of()]], ["eq", X, X]], rule("intro", names=["x"])),
        "open the goal",
    ),
    "assume another relation": (
        certificate(["lt", ZERO, X], assume(0), given=[["le", ZERO, X]], **x),
        "another relation",
    ),
    "assume another side": (certificate(["le", ONE, X], assume(0), given=[["le", ZERO, X]], **x), "not the goal"),
    "assume what is undefined": (
        certificate(["eq", ["mul", X, over(X)], ["mul", X, over(X)]], assume(0), given=[["eq", X, X]], **x),
        "not shown to be defined",
    ),
    "assume hypothesis -1": (
        certificate(["lt", ZERO, X], assume(-1), given=[["lt", ZERO, X]], **x),
        "no hypothesis -1",
    ),
    "assume hypothesis true": (
        certificate(["lt", ZERO, X], assume(True), given=[["eq", X, X], ["lt", ZERO, X]], **x),
        "no hypothesis True",
    ),
    "a branch too few": (
        certificate(["and", ["eq", X, X], ["eq", X, ZERO]], rule("split", branches=[IDENTITY]), **x),
        "2 proofs are needed",
    ),
    "choose part -1": (
        certificate(["or", ["eq", X, ONE], ["eq", X, X]], rule("choose", index=-1), **x),
        "does not fit or",
    ),
    "cases without the second": (
        certificate(["le", X, ZERO], {"rule": "cases", "on": ["le", X, ZERO], "branches": [assume(0)]}, **x),
        "malformed",
    ),
    "cases of an undefined relation": (
        certificate(
            ["lt", over(X), over(X)],
            {"rule": "cases", "on": ["lt", over(X), ZERO], "branches": [IDENTITY, IDENTITY]},
            **x,
        ),
        "not shown to be defined",
    ),
    "cases on a quantifier": (
        certificate(["eq", X, X], {"rule": "cases", "on": EVERY, "branches": [IDENTITY] * 2}, **x),
        "not without quantifiers",
    ),
    "suppose an undefined goal": (
        certificate(["ne", over(X), ZERO], rule("suppose", combination(summand())), **x),
        "not shown to be defined",
    ),
    "suppose a quantified goal": (certificate(OPEN, rule("suppose"), **x), "not without quantifiers"),
    "obtain into a name in use": (
        certificate(
            ["eq", X, ONE],
            rule("obtain", assume(1), hypothesis=0, names=["x"]),
            given=[["exists", [["y", of()]], ["eq", Y, ONE]]],
            holds=[rule("witness", EVALUATE, terms=[ONE])],
            **x,
        ),
        "not all new",
    ),
    "obtain into a reserved name": (
        certificate(
            ["eq", X, ONE],
            rule("obtain", assume(1), hypothesis=0, names=["x__"]),
            given=[["exists", [["y", of()]], ["eq", Y, ONE]]],
            holds=[rule("witness", EVALUATE, terms=[ONE])],
            **x,
        ),
        "is no name",
    ),
    "intro of a name in use": (
        certificate(
            ["and", ["forall", [["y", of()]], ["eq", Y, X]], ["true"]],
            rule("split", branches=[rule("intro", names=["x"]), EVALUATE]),
            **x,
        ),
        "not all new",
    ),
    "a witness outside its domain": (
        certificate(
            ["exists", [["y", of("positive")]], ["eq", ["sym", "y"], num(-1)]],
            rule("witness", rule("split", branches=[EVALUATE, EVALUATE]), terms=[num(-1)]),
        ),
        "not true by evaluation",
    ),
    "a witness that is no integer": (
        certificate(
            ["exists", [["y", of("integer")]], ["eq", ["add", Y, Y], ONE]],
            rule("witness", EVALUATE, terms=[num("1/2")]),
        ),
        "stands for integers",
    ),
    "a negative natural witness": (
        certificate(
            ["exists", [["y", of("natural")]], ["lt", Y, ZERO]],
            rule("witness", rule("split", branches=[EVALUATE, EVALUATE]), terms=[num(-1)]),
        ),
        "not true by evaluation",
    ),
    "an undefined witness": (
        certificate(
            ["exists", [["y", of()]], ["eq", ["mul", ZERO, Y], ZERO]], rule("witness", EVALUATE, terms=[over(ZERO)])
        ),
        "not shown to be defined",
    ),
    "a witness that is no root": (
        certificate(
            ["exists", [["y", of()]], ["eq", ["mul", Y, Y], num(-1)]],
            rule("witness", EVALUATE, terms=[["root", ["1", "0", "1"], "0", "1"]]),
        ),
        "0 distinct real roots",
    ),
    "a witness of another shape": (
        certificate(["exists", [["y", of()]], ["eq", Y, Y]], rule("witness", EVALUATE, terms=[["zeros", 2, 1]])),
        "another shape",
    ),
    "specialise outside the domain": (
        certificate(
            ["le", ZERO, X],
            rule("specialise", assume(1), hypothesis=0, terms=[X], premises=[IDENTITY]),
            given=[EVERY],
            holds=[rule("intro", assume(0), names=["t"]) | {"then": combination(summand(0))}],
            **x,
        ),
        "nothing strictly positive",
    ),
    "specialise without its premise": (
        certificate(
            ["le", ZERO, X],
            rule("specialise", assume(1), hypothesis=0, terms=[X]),
            given=[EVERY],
            holds=[rule("intro", combination(summand(0)), names=["t"])],
            **x,
        ),
        "1 proofs are needed",
    ),
    "specialise at no integer": (
        certificate(
            ["eq", X, X],
            rule("specialise", hypothesis=0, terms=[X]),
            given=[["forall", [["k", of("integer")]], ["ne", ["add", ["sym", "k"], ["sym", "k"]], ONE]]],
            holds=[EVALUATE],
            **x,
        ),
        "not true|not decided",
    ),
    "detach without its premise": (
        certificate(
            ["eq", X, ZERO],
            rule("detach", assume(1), hypothesis=0, premises=[IDENTITY]),
            given=[["implies", [["eq", X, num(2)]], ["eq", X, ZERO]]],
            **x,
        ),
        "identity does not hold",
    ),
    "have what is false": (
        certificate(["eq", X, ZERO], have(["eq", X, ZERO], IDENTITY, assume(0)), **x),
        "identity does not hold",
    ),
    "have a term": (certificate(["eq", X, ZERO], have(X, IDENTITY, assume(0)), **x), "have takes a relation"),
    "unfold what has no definition": (certificate(["le", ZERO, X], rule("unfold"), **x), "no definition"),
    "psd without symmetry": (
        certificate(
            ["psd", A], rule("unfold", rule("split", branches=[IDENTITY, rule("intro", IDENTITY, names=["u"])])), **ab
        ),
        "identity does not hold",
    ),
    "minimises outside the domain": (
        certificate(
            ["minimises", [["x", of("positive")]], X, num(-1)],
            rule("unfold", rule("intro", combination(summand(0), summand()), names=["u"])),
        ),
        "another domain",
    ),
    "no such rule": (certificate(["eq", X, X], rule("trust_me"), **x), "no rule 'trust_me'"),
    "sizes inside a proof": (
        certificate(["eq", X, X], rule("absurd", {"rule": "sizes", "cases": []}), **x),
        "no rule 'sizes'",
    ),
}

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

S = ["sym", "s"]
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

READING = {
    "a reserved name": (certificate(["eq", ["sym", "a__1"], ZERO], IDENTITY, symbols={"a__1": of()}, values={"a__1": ONE}), "is no name"),
    "a name with spaces": (certificate(["true"], EVALUATE, symbols={"a b": of()}, values={"a b": ONE}), "is no name"),
    "a reserved function": (certificate(["true"], EVALUATE, functions={"f__1": {"domain": [1], "codomain": 1}}, definitions={"f__1": square["definitions"]["f"]}), "no function"),
    "a reserved size": (certificate(["le", ONE, ["size", "n__1"]], EVALUATE, sizes={"n__1": 1}), "is no size"),
    "a size with a minus": (certificate(["le", ONE, ["size", "0 - 5"]], fact("size_positive", ["size", "0 - 5"], then=assume(0))), "is no size"),
    "the size true": (certificate(["le", ONE, ["size", True]], EVALUATE), "is no size"),
    "a negative size": (certificate(["eq", ["size", -1], ZERO], EVALUATE), "is no size"),
    "a negative shape": (certificate(["eq", ["array", -1, -1, [ONE]], ["array", -1, -1, [ZERO]]], IDENTITY), "is no size"),
    "a reserved bound symbol": (certificate(["exists", [["x__1", of()]], ["eq", ["sym", "x__1"], ZERO]], rule("witness", EVALUATE, terms=[ZERO])), "is no name"),
    "a bound symbol twice": (certificate(["exists", [["y", of()], ["y", of()]], ["eq", Y, ONE]], rule("witness", EVALUATE, terms=[ZERO, ONE])), "different names"),
    "a declaration with more to it": (refutation(["le", ZERO, X], symbols={"x": {**of(), "positive": True}}, values={"x": num(-1)}), "shape and domain"),
    "a positive matrix": (certificate(["eq", A, A], IDENTITY, symbols={"A": of("positive", (2, 2))}, values={"A": ["zeros", 2, 2]}), "no domain"),
    "an unknown domain": (certificate(["eq", X, X], IDENTITY, symbols={"x": of("complex")}, values={"x": ONE}), "no domain"),
    "a float": (certificate(["eq", X, X], rule("have", relation=["eq", ["num", 0.5], ["num", 0.5]], proof=IDENTITY), **x), "has no floats"),
    "a number with an exponent": (certificate(["eq", ["num", "1e3"], num(1000)], EVALUATE), "no exact number"),
    "a number that is none": (certificate(["ne", ["num", "nan"], ZERO], EVALUATE), "no exact number"),
    "a denominator 0": (certificate(["ne", ["num", "1/0"], ZERO], EVALUATE), "malformed"),
    "an exponent true": (certificate(["eq", ["pow", X, True], X], IDENTITY, **x), "an integer"),
    "a negative order": (certificate(["eq", F(X, -1), F(X, -1)], IDENTITY, **f, **square, **x), "bad orders"),
    "an entry that is not there": (certificate(["eq", ["entry", A, 0, 2], ZERO], IDENTITY, **ab), "no such entry"),
    "an entry -1": (certificate(["eq", ["entry", A, 0, -1], ["entry", A, 0, 1]], IDENTITY, **ab), "no such entry"),
    "an entry that may not exist": (certificate(["eq", ["entry", A, 1, 0], ["entry", A, 1, 0]], IDENTITY, **sizes), "no such entry"),
    "at with another shape": (certificate(["eq", at(["entry", S, 0, 0], "s", ["zeros", 1, 2], of(shape=(2, 1))), ZERO], IDENTITY), "another shape"),
    "a sum of matrices of different shapes": (certificate(["eq", ["add", A, ["zeros", 2, 1]], A], IDENTITY, **ab), "does not take arguments"),
    "sizes that happen to be equal": (certificate(["eq", ["matmul", A, ["ones", "m", 1]], ["matmul", A, ["ones", "m", 1]]], IDENTITY, **{**sizes, "sizes": {"n": 1, "m": 1}}), "does not take arguments"),
    "a derivative by a term": (certificate(["eq", ["gradient", X, ["pow", X, 2]], ONE], IDENTITY, **x), "by a real symbol"),
    "an object for a list": (certificate({"true": 1}, EVALUATE), "denotes nothing"),
    "the slope marker": (certificate(["eq", ["where", X, ["true"]], X], IDENTITY, **x), "denotes nothing"),
    "a name of two lines": (certificate(["true"], EVALUATE, name="fine\nother.json: PROVED other"), "line of text"),
    "another schema": (certificate(["true"], EVALUATE, schema="symdl.certificate/2"), "no certificate of schema"),
    "an unknown field": (certificate(["true"], EVALUATE, note="trust me"), "missing or unknown"),
    "a hash of another claim": (certificate(["true"], EVALUATE, claim_hash="0" * 64), "its hash differs"),
    "another verdict": (certificate(["true"], EVALUATE) | {"verdict": "TRUE"}, "PROVED or REFUTED"),
}  # fmt: skip


def nested(op, depth, inside):
    for _ in range(depth):
        inside = [op, inside]
    return inside


def chained(links, depth, op, inside=ONE):
    """Terms put into each other by `at`: deep without a deep document."""
    for _ in range(links):
        inside = at(nested(op, depth, ["sym", "s"]), "s", inside)
    return inside


def doubled(times):
    """2ᵗⁱᵐᵉˢ leaves in a short document."""
    inside = ONE
    for _ in range(times):
        inside = at(["add", ["exp", S], ["tanh", S], ["mul", S, S]], "s", inside)
    return inside


big = [str((7 ** (k % 29)) * (-1) ** k + 10**9 * (k % 3)) for k in range(51)]
HOSTILE = {
    "an exponent of 10⁹": ["eq", ["pow", ["add", X, ONE], 10**9], ZERO],
    "a number to a power of 10⁷": ["lt", ["pow", num(3), 24 * 10**6], ZERO],
    "a power of √2": ["eq", ["pow", ["sqrt", num(2)], 10**7 + 1], ZERO],
    "an identity of size 10⁶": ["eq", ["identity", 10**6], ["zeros", 10**6, 10**6]],
    "a trace over 10⁶": ["eq", ["trace", ["identity", 10**6]], ZERO],
    "a matrix of size 10¹⁰⁰": ["eq", ["identity", 10**100], ["zeros", 10**100, 10**100]],
    "a determinant of size 12": ["eq", ["det", ["add", ["identity", 12], ["ones", 12, 12]]], ZERO],
    "an inverse of size 40": ["eq", ["inverse", ["add", ["identity", 40], ["ones", 40, 40]]], ["identity", 40]],
    "a large matrix that is not semidefinite": ["psd", ["add", ["identity", 40], ["mul", num(-2), ["ones", 40, 40]]]],
    "a sum of 10⁹ terms": ["eq", total("i", ONE, num(10**9), INDEX), ZERO],
    "a sum of sums": ["eq", total("i", ONE, num(9999), total("j", ONE, num(9999), ["mul", INDEX, ["sym", "j"]])), ZERO],
    "a product of many sums": ["eq", ["mul", *[["add", X, num(k), ["pow", X, k + 2]] for k in range(60)]], ZERO],
    "the exponential of the exponential": ["lt", ["exp", ["exp", ["exp", ["exp", num(9)]]]], ZERO],
    "an orbit of squares": ["eq", chained(200, 1, "exp"), ZERO],
    "a deep term": ["lt", nested("exp", 3000, ZERO), ZERO],
    "a term deep by substitution": ["lt", chained(100, 400, "log"), ZERO],
    "2²⁰⁰ leaves": ["lt", doubled(200), ZERO],
    "a root of degree 50": ["lt", ["root", big, "-1", "1"], ["root", big, "-1", "1"]],
    "a root of degree 200": ["lt", ["root", ["1", *["0"] * 198, "-1", "1"], "-1", "1"], ZERO],
    "a tower of numbers": ["eq", ["mul", *[["pow", num(3), 600_000]] * 40], ZERO],
}  # fmt: skip

POINT, COLUMN, WEIGHTS = of(shape=("n", "n")), of(shape=("n*n", 1)), ["sym", "w"]
OF_VEC = ["gradient", ["apply", "f", [0], [["vec", X]]], X]
OUTER = ["pinv", ["matmul", ["vec", X], ["transpose", ["vec", X]]]]
LONG = ["vec", ["pinv", ["kron", ["vec", X], ["transpose", X]]]]
TURNED = ["eq", ["inner", LONG, ["kron", Y, WEIGHTS]], ["inner", LONG, ["kron", WEIGHTS, Y]]]
ALONG = ["pow", ["norm", ["matmul", ["transpose", WEIGHTS], X]], 2]
SYMBOLIC = {
    "a sum over no index": (
        certificate(
            ["lt", ZERO, ["matmul", ["ones", 1, "0*n"], ["ones", "0*n", 1]]], {"rule": "signs"}, sizes={"n": 1}
        ),
        "the signs do not tell",
    ),
    "the two labels of an index exchanged": (
        certificate(
            ["eq", OF_VEC, ["transpose", OF_VEC]],
            IDENTITY,
            symbols={"x": POINT},
            values={"x": ONE},
            sizes={"n": 1},
            functions={"f": {"domain": ["n*n"], "codomain": 1}},
            definitions={"f": {"parameters": [["t", of()]], "bodies": [["sym", "t"]]}},
        ),
        "identity does not hold",
    ),
    "a matrix with the entries of a symmetric one of another shape": (
        certificate(
            TURNED,
            have(TURNED, IDENTITY, have(["eq", OUTER, ["transpose", OUTER]], IDENTITY, assume(0))),
            symbols={"x": POINT, "y": COLUMN, "w": COLUMN},
            values={"x": ONE, "y": ONE, "w": ONE},
            sizes={"n": 1},
        ),
        "identity does not hold",
    ),
    "the second derivative of a square where its root is 0": (
        certificate(
            ["eq", at(["hessian", ALONG, X], "x", ["zeros", "n", 1], of(shape=("n", 1))), ["zeros", "n", "n"]],
            IDENTITY,
            symbols={"x": of(shape=("n", 1)), "w": of(shape=("n", 1))},
            values={"x": ONE, "w": ONE},
            sizes={"n": 1},
        ),
        "identity does not hold",
    ),
}

TABLES = {
    "symbolic": SYMBOLIC,
    "logic": LOGIC,
    "closing": CLOSING,
    "facts": FACTS,
    "definedness": DEFINED,
    "instance": INSTANCE,
    "reading": READING,
}
CASES = [pytest.param(*case, id=f"{table}: {name}") for table, cases in TABLES.items() for name, case in cases.items()]


@pytest.mark.parametrize(("document", "complaint"), CASES)
def test_a_proof_of_something_false_is_rejected(document, complaint):
    with pytest.raises(Rejected, match=complaint):
        check_certificate(json.loads(json.dumps(document)))


@pytest.mark.parametrize("proof", [IDENTITY, EVALUATE], ids=["identity", "evaluation"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_term_is_rejected_quickly(name, proof):
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    document = certificate(HOSTILE[name], proof, **x)
    sys.setrecursionlimit(limit)
    began = time.process_time()
    with pytest.raises(Rejected):
        check_certificate(document)
    assert time.process_time() - began < 20


def test_the_honest_twins_are_accepted():
    """The same helpers with proofs that are right, so that the table above rejects for what is wrong."""
    honest = [
        certificate(["eq", ["mul", X, X], num(4)], combination(cofactors=[[["add", X, num(2)], 0]]), given=[["eq", X, num(2)]], symbols={"x": of()}, values={"x": num(2)}),
        certificate(["le", ZERO, ["pow", X, 2]], combination(summand(squares=[X])), **x),
        certificate(["eq", ["mul", X, over(X)], ONE], IDENTITY, given=[["ne", X, ZERO]], **x),
        certificate(["exists", [["y", of("natural")]], ["lt", ONE, Y]], rule("witness", rule("split", branches=[EVALUATE, EVALUATE]), terms=[num(2)])),
        certificate(["le", ZERO, N], rule("induction", combination(summand(1), summand()), on="n", base=0, proof=EVALUATE), **n),
        certificate(["eq", ["abs", X], X], fact("abs_nonnegative", X, premises=[assume(0)], then=assume(1)), given=[["le", ZERO, X]], **x),
        certificate(["eq", ["gradient", ["abs", X], X], ONE], fact("sign_positive", X, premises=[assume(0)], then=combination(cofactors=[[ONE, 1]])), given=[["lt", ZERO, X]], **x),
        certificate(["eq", ["gradient", ["pow", ["abs", X], 2], X], ["mul", num(2), X]], IDENTITY, **x),
        certificate(["eq", ["gradient", ["trace", ["matmul", A, A]], A], ["mul", num(2), ["transpose", A]]], IDENTITY, **sizes),
        certificate(["eq", ["gradient", ["hadamard", X, X], X], ["mul", num(2), X]], IDENTITY, **x),
        certificate(["eq", ["gradient", ["trace", ["hadamard", A, A]], A], ["mul", num(2), ["hadamard", A, ["identity", 2]]]], IDENTITY, **ab),
        certificate(["eq", A, A], {"rule": "sizes", "cases": [{"sizes": {"n": 1}, "proof": IDENTITY}]}, **sizes),
        refutation(["eq", ["sqrt", ["pow", X, 2]], X], symbols={"x": of()}, values={"x": num(-1)}),
        refutation(["eq", ["mul", X, over(X)], ONE], symbols={"x": of()}, values={"x": ZERO}),
        refutation(["eq", F(X, 1), X], **f, **square, **x),
        certificate(["eq", ["zeros", 0, 3], ["ones", 0, 3]], EVALUATE),
    ]  # fmt: skip
    words = [check_certificate(json.loads(json.dumps(document))).word for document in honest]
    assert words == [document["verdict"] for document in honest]


@pytest.mark.parametrize("proof", [IDENTITY, EVALUATE], ids=["identity", "evaluation"])
@pytest.mark.parametrize(("i", "j"), [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_an_entry_off_the_diagonal_of_the_identity_is_zero(i, j, proof):
    def shown(value):
        return check_certificate(certificate(["eq", ["entry", ["identity", 2], i, j], num(value)], proof))

    assert shown(int(i == j)).word == "PROVED"
    with pytest.raises(Rejected):
        shown(int(i != j))
