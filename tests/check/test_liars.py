"""Certificates that a liar would write: each says something false, and is rejected where the lie is."""

import json

import pytest

from symdl.check import Rejected, check_certificate

from .certify import (
    EVALUATE,
    IDENTITY,
    INDEX,
    ONE,
    ZERO,
    A,
    N,
    X,
    at,
    certificate,
    combination,
    have,
    num,
    of,
    rule,
    summand,
    total,
)  # fmt: skip

x = {"symbols": {"x": of()}, "values": {"x": ONE}}
n = {"symbols": {"n": of("natural")}, "values": {"n": ZERO}}
square = {"symbols": {"A": of(shape=("n", "n"))}, "values": {"A": ONE}, "sizes": {"n": 1}}
SIZE = ["size", "n"]
J = ["sym", "j"]

below_zero = rule(
    "have", relation=["le", ZERO, N], proof={"rule": "signs"}, then=rule("absurd", combination(summand(1), summand(2)))
)
"""n < 0 at the step from n to n + 1, with nothing but n ≥ −5 known of n besides."""

products = total(
    "i",
    ONE,
    SIZE,
    at(["gradient", total("j", ONE, SIZE, ["mul", num("1/2"), J, ["pow", X, 2]]), X], "x", total("k", ONE, ONE, INDEX)),
)
"""Σᵢ Σⱼ i j, as Σᵢ of the slope of Σⱼ j x²/2 at x = Σ_{k=1}^{1} i."""
squares = total("i", ONE, SIZE, total("j", ONE, SIZE, ["mul", J, total("k", ONE, ONE, J)]))

inner = ["pow", total("j", ONE, SIZE, INDEX), 2], ["pow", total("j", ONE, SIZE, total("k", ONE, ONE, J)), 2]
"""(Σⱼ i)² and (Σⱼ j)² for j from 1 to n."""
iterated = total(
    "i", ONE, SIZE, ["iterate", ["x", of()], total("k", ONE, ONE, INDEX), ONE, total("j", ONE, SIZE, ["mul", J, X])]
)
"""Σᵢ Σⱼ i j, as Σᵢ of one step x ↦ Σⱼ j x from i."""

T = ["sym", "t"]


def named(term, then, name="t"):
    return rule("let", then, terms=[[name, term]])


ALL_ARE_X = ["forall", [["x", of()]], ["eq", T, X]]
"""∀x: t = x for a name t of x: it says ∀x: x = x."""
FIVE = combination(cofactors=[[ONE, 1]])
SOME_Y = {
    "given": [["exists", [["y", of()]], ["lt", ["sym", "y"], ZERO]]],
    "holds": [rule("witness", EVALUATE, terms=[num(-1)])],
}

LIES = {
    "a symbol that a name replaces": (certificate(["eq", X, ONE], named(ONE, IDENTITY, name="x"), **x), "no unused name"),
    "a name that is given twice": (certificate(["eq", X, ONE], named(X, named(ONE, IDENTITY)), **x), "no unused name"),
    "a name for what is opened": (
        certificate(["lt", X, ZERO], named(X, rule("obtain", combination(summand(0)), hypothesis=0, names=["t"])), **x, **SOME_Y),
        "not all new",
    ),
    "a name captured by a quantifier": (
        certificate(["eq", X, num(5)], named(X, have(ALL_ARE_X, rule("intro", IDENTITY, names=["y"]), rule("specialise", FIVE, hypothesis=0, terms=[num(5)]))), **x),
        "identity does not hold",
    ),
    "a name that hides where a term is undefined": (
        certificate(["eq", ["mul", X, ["pow", X, -1]], ONE], named(["pow", X, -1], IDENTITY), **x),
        "not shown to be defined",
    ),
    "a name for a relation": (certificate(["eq", X, ONE], named(["eq", X, ONE], IDENTITY), **x), "given to a term"),
    "an induction over a term with a name": (
        certificate(["le", ZERO, N], named(["add", N, ONE], rule("induction", EVALUATE, on="t", base=0, proof=EVALUATE)), **n),
        "runs over a symbol",
    ),
    "an induction over the naturals from −5": (
        certificate(
            ["lt", N, ZERO],
            have(["le", num(-5), N], combination(summand(0), summand(coefficient="5")), rule("induction", below_zero, on="n", base=-5, proof=EVALUATE)),
            **n,
        ),
        "from an integer that it may be",
    ),
    "every x minimises x², the point captured by the quantifier": (
        certificate(["minimises", [["x", of()]], ["pow", X, 2], X], rule("unfold", rule("intro", names=["y"])), **x),
        "identity does not hold",
    ),
    "a point outside the domain put in by at": (
        certificate(
            at(["minimises", [["x", of("positive")]], X, ["sym", "p"]], "p", num(-1), of("positive")),
            rule("unfold", rule("intro", combination(summand(0), summand()), names=["y"])),
        ),
        "at takes a term",
    ),
    "a gradient that forgets an entry": (
        certificate(["eq", ["gradient", ["add", ["trace", A], ["entry", A, 0, 0]], A], ["identity", "n"]], IDENTITY, **square),
        "identity does not hold",
    ),
    "a slope that forgets the entry of a scalar": (
        certificate(["eq", ["gradient", ["entry", X, 0, 0], X], ZERO], IDENTITY, **x),
        "identity does not hold",
    ),
    "two indices made one by a derivative at a point": (
        certificate(["eq", products, squares], IDENTITY, **square),
        "identity does not hold",
    ),
    "two indices made one by a step": (
        certificate(["eq", iterated, squares], IDENTITY, **square),
        "identity does not hold",
    ),
    "an index of an outer sum taken for that of the inner one": (
        certificate(["eq", *(total("i", ONE, SIZE, part) for part in inner)], IDENTITY, **square),
        "identity does not hold",
    ),
    "the slope of a matrix at a kink": (
        certificate(["eq", ["gradient", ["array", 2, 1, [["abs", X], X]], X], ["array", 2, 1, [["sign", X], ONE]]], rule("entries", branches=[IDENTITY] * 2), **x),
        "not shown to be defined",
    ),
    "z² + 1 ≠ 0 for a complex number, called a matrix of 1*1 rows": (
        certificate(["ne", ["add", ["pow", X, 2], ONE], ZERO], rule("suppose", combination(summand(squares=[X]), summand(), cofactors=[[num(-1), 0]])), symbols={"x": of("complex", ("1*1", "1*1"))}, values={"x": ONE}),
        "sizes of complex matrices are names",
    ),
    "two critical points exchanged by a sign that rounds": (
        certificate(["count", ["critical", "eq", 3], [["x", of()]], ["array", 1, 1, [["add", ["pow", X, 4], ["mul", num(-2), ["pow", X, 2]]]]]], {"rule": "count", "upper": {"by": "bezout"}, "exact": [["0"], ["1"], ["-1"]], "equal": [[1, 2, [[0, -1.0]]]]}),
        "has no floats",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("document", "complaint"), LIES.values(), ids=LIES)
def test_a_lie_is_rejected(document, complaint):
    with pytest.raises(Rejected, match=complaint):
        check_certificate(json.loads(json.dumps(document)))


def test_the_true_twins_are_accepted():
    honest = [
        certificate(["le", ZERO, ["pow", ["add", X, ONE], 2]], named(["add", X, ONE], combination(summand(squares=[T]))), **x),
        certificate(["le", num(-5), N], rule("induction", combination(summand(0), summand()), on="n", base=-5, proof=EVALUATE), given=[["le", num(-5), N]], symbols={"n": of("integer")}, values={"n": ZERO}),
        certificate(["minimises", [["x", of()]], ["pow", ["add", X, ["mul", num(-1), ["sym", "a"]]], 2], ["sym", "a"]], rule("unfold", rule("intro", combination(summand(squares=[["add", ["sym", "y"], ["mul", num(-1), ["sym", "a"]]]])), names=["y"])), symbols={"a": of()}, values={"a": ONE}),
        certificate(["eq", ["gradient", ["entry", A, 0, 0], A], ["gradient", ["entry", ["transpose", A], 0, 0], A]], IDENTITY, **square),
        certificate(["eq", ["gradient", ["pow", ["entry", X, 0, 0], 2], X], ["mul", num(2), X]], IDENTITY, **x),
        certificate(["eq", ["gradient", ["array", 2, 1, [["pow", X, 2], X]], X], ["array", 2, 1, [["mul", num(2), X], ONE]]], rule("entries", branches=[IDENTITY] * 2), **x),
        certificate(["eq", ["mul", ["array", 1, 1, [X]], ["ones", 2, 2]], ["mul", X, ["ones", 2, 2]]], IDENTITY, **x),
    ]  # fmt: skip
    for document in honest:
        assert check_certificate(json.loads(json.dumps(document))).word == "PROVED"
