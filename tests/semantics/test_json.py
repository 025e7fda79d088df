"""JSON: a term comes back node for node, and a damaged form is refused."""

import json
from typing import Any

import pytest

from symdl.semantics.json import Scope, declaration, from_json, relation_from_json, relation_to_json, to_json
from symdl.semantics.substitution import substitute, with_sizes
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import equal, forall
from symdl.terms.term import MAX_DEPTH, Term

t, M = ops.scalar("t"), ops.matrix("M", "n", "n")
SCOPE = Scope(
    {"t": declaration(t), "M": declaration(M), "x": {"shape": [2, 1]}, "R": {"shape": [2, 3]}},
    {"f": {"domain": [1], "codomain": 1}, "F": {"domain": [2], "codomain": 3}},
)


def test_a_term_of_any_depth_comes_back() -> None:
    term = t
    for _ in range(MAX_DEPTH - 1):
        term = ops.exp(term)
    form = json.loads(json.dumps(to_json(term)))
    assert from_json(form, SCOPE) is term


@pytest.mark.parametrize(
    "term",
    [
        with_sizes(ops.trace(ops.inverse(M.T @ M)), {"n": 1}),
        substitute(M.T, {M: M.T}),
        substitute(t * M, {t: t * t}),
        ops.zeros(0, 2) @ ops.ones(2, 0),
        Term("array", (), shape=(0, 3)),
    ],
    ids=repr,
)
def test_terms_that_constructors_would_simplify_come_back(term: Term) -> None:
    scope = Scope({"t": declaration(t), "M": declaration(with_sizes(M, {"n": 1}) if term.shape == (1, 1) else M)}, {})
    assert from_json(to_json(term), scope).shape == term.shape
    if term.op != "array":
        assert from_json(to_json(term), scope) is term


DAMAGED: dict[str, Any] = {
    "an unknown operator": ["frobnicate", ["sym", "t"]],
    "an undeclared symbol": ["sym", "u"],
    "an undeclared function": ["apply", "g", [0], [["sym", "t"]]],
    "no operator": [],
    "a number": 3,
    "a float": ["num", 0.5, 1],
    "a number that is none": ["num", "one"],
    "a division by zero": ["num", "1/0"],
    "a missing argument": ["inner", ["sym", "t"]],
    "an argument too many": ["exp", ["sym", "t"], ["sym", "t"]],
    "a sum of different shapes": ["add", ["sym", "t"], ["sym", "x"]],
    "a sum of a matrix and 0": ["add", ["num", "0"], ["sym", "x"]],
    "an empty sum": ["add"],
    "an empty product": ["mul"],
    "a product of matrices": ["mul", ["sym", "M"], ["sym", "M"]],
    "a product that does not fit": ["matmul", ["sym", "R"], ["sym", "x"]],
    "a trace of a rectangle": ["trace", ["sym", "R"]],
    "a fractional power": ["pow", ["sym", "t"], "1/2"],
    "a true power": ["pow", ["sym", "t"], True],
    "a symbolic power of a matrix": ["power", ["sym", "M"], ["sym", "t"]],
    "an entry outside": ["entry", ["sym", "x"], 2, 0],
    "an array of wrong length": ["array", 2, 2, [["num", "1"]]],
    "an array of vectors": ["array", 1, 1, [["sym", "x"]]],
    "a negative size": ["zeros", -1, 2],
    "a maximum of different shapes": ["max", ["sym", "t"], ["sym", "x"]],
    "too many orders": ["apply", "f", [1, 0], [["sym", "t"]]],
    "a negative order": ["apply", "f", [-1], [["sym", "t"]]],
    "a vector function of a scalar": ["apply", "F", [0], [["sym", "t"]]],
    "a gradient by a term": ["gradient", ["sym", "t"], ["exp", ["sym", "t"]]],
    "a gradient of a matrix": ["gradient", ["sym", "M"], ["sym", "R"]],
    "a sum over a matrix body": [
        "sum",
        ["i", {"shape": [1, 1], "domain": "integer"}],
        ["num", "1"],
        ["num", "2"],
        ["sym", "x"],
    ],
    "a replacement of another shape": ["at", ["sym", "t"], [["t", {"shape": [1, 1]}, ["sym", "x"]]]],
    "an unknown domain": [
        "sum",
        ["i", {"shape": [1, 1], "domain": "complex"}],
        ["num", "1"],
        ["num", "2"],
        ["num", "1"],
    ],
    "a bad name": ["sum", ["i j", {"shape": [1, 1], "domain": "integer"}], ["num", "1"], ["num", "2"], ["num", "1"]],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_term_is_refused(name: str) -> None:
    with pytest.raises(SymdlError):
        from_json(DAMAGED[name], SCOPE)


@pytest.mark.parametrize(
    "form",
    [
        ["eq", ["sym", "t"], ["sym", "x"]],
        ["le", ["sym", "x"], ["sym", "x"]],
        ["psd", ["sym", "R"]],
        ["pd", ["sym", "M"], ["sym", "M"]],
        ["eq", ["sym", "t"]],
        ["maybe", ["true"]],
        ["minimises", [["v", {"shape": [2, 1]}]], ["sym", "v"], ["sym", "x"]],
    ],
    ids=str,
)
def test_a_damaged_relation_is_refused(form: Any) -> None:
    with pytest.raises(SymdlError):
        relation_from_json(form, SCOPE)


def test_a_bound_symbol_may_bear_the_name_of_a_free_one() -> None:
    inner = ops.vector("t", 2)
    relation = forall(inner, equal(ops.norm(inner), 0))
    assert relation_from_json(relation_to_json(relation), SCOPE) == relation
