"""Rules of logic: what they would show if a name, a branch or a hypothesis were taken for another."""

from ..certify import (
    EVALUATE,
    IDENTITY,
    ONE,
    ZERO,
    A,
    X,
    Y,
    assume,
    certificate,
    combination,
    have,
    num,
    of,
    over,
    rule,
    summand,
)
from .settings import EVERY, FALSE, OPEN, ab, x

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
