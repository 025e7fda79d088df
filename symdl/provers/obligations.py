"""What must hold for a goal to be defined; each obligation is proved first and kept as a hypothesis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from symdl.semantics.fold import BINDERS
from symdl.semantics.recursion import is_natural
from symdl.semantics.substitution import at_parts, free_symbols, iterated, size_symbols, substitute
from symdl.terms import operators as ops
from symdl.terms.relation import (
    FALSE,
    Relation,
    at_most,
    entrywise_at_most,
    entrywise_less_than,
    entrywise_unequal,
    forall,
    implies,
    less_than,
    psd,
    unequal,
)
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

MOST_UNFOLDED = 200


def obligations(*terms: Term) -> tuple[Relation, ...]:
    """The conditions under which terms are defined, inner ones first."""
    found: dict[Relation, None] = {}
    for term in terms:
        for relation in _of(term):
            found.setdefault(relation)
    return tuple(found)


def _entries(term: Term) -> list[Term]:
    if is_scalar(term.shape):
        return [term]
    if size_symbols(term):
        return []
    rows, columns = term.shape
    return [ops.entry(term, (i, j)) for i in range(int(rows)) for j in range(int(columns))]


def _of(term: Term) -> Iterator[Relation]:
    if term.op == "sum":
        yield from _of_sum(term)
    elif term.op == "at":
        body, keys, values = at_parts(term)
        pairs = dict(zip(keys, values, strict=True))
        yield from (substitute(relation, pairs) for relation in _of(body))
        for value in values:
            yield from _of(value)
    elif term.op == "iterate":
        start, count, step = term.args
        for part in (start, count):
            yield from _of(part)
        yield from _own(term)
        # a step that is not defined everywhere is not iterated
        yield from (FALSE if iterated(term) in free_symbols(relation) else relation for relation in _of(step))
    elif term.op in BINDERS:
        body, variable = term.args
        yield from _of(body)
        yield from smoothness(body, variable)
    else:
        for arg in term.args:
            yield from _of(arg)
        yield from _own(term)


def _own(term: Term) -> Iterator[Relation]:
    match term.op:
        case "pow" if isinstance(term.data, int) and term.data < 0:
            yield unequal(term.args[0], 0)
        case "inverse":
            yield unequal(ops.det(term.args[0]), 0)
        case "hadamard_power" if term.data < 0:
            yield from of_entries("ne", term.args[0], 0)
        case "sqrtm":
            yield psd(term.args[0])
        case "log":
            yield from of_entries("lt", 0, term.args[0])
        case "sqrt":
            yield from of_entries("le", 0, term.args[0])
        case "power" | "matrix_power" | "iterate":
            if not is_natural(term.args[1]):
                yield at_most(0, term.args[1])


def _of_sum(term: Term) -> Iterator[Relation]:
    lower, upper, body = term.args
    index = Term("sym", data=term.data)
    yield from _of(lower)
    yield from _of(upper)
    is_short = lower.op == upper.op == "num" and upper.data - lower.data < MOST_UNFOLDED
    for relation in _of(body):
        if index not in free_symbols(relation):
            yield relation
        elif is_short:
            for i in range(int(lower.data), int(upper.data) + 1):
                yield substitute(relation, {index: number(i)})
        else:
            yield forall(index, implies([at_most(lower, index), at_most(index, upper)], relation))


def of_entries(op: str, a: Any, b: Any) -> Iterator[Relation]:
    """A relation of the entries of a matrix to 0: one by one, or of every entry at symbolic sizes."""
    matrix = a if isinstance(a, Term) else b
    if size_symbols(matrix) and not is_scalar(matrix.shape):
        yield {"ne": entrywise_unequal, "lt": entrywise_less_than, "le": entrywise_at_most}[op](a, b)
    else:
        build = {"ne": unequal, "lt": less_than, "le": at_most}[op]
        yield from (build(*((entry, b) if a is matrix else (a, entry))) for entry in _entries(matrix))


def smoothness(term: Term, variable: Term) -> Iterator[Relation]:
    """Where the functions in a term that depend on the variable are differentiable."""
    if variable not in free_symbols(term):
        return
    if (
        term.op == "pow"
        and term.args[0].op == "norm"
        and isinstance(term.data, int)
        and term.data >= 0
        and term.data % 2 == 0
    ):
        yield from smoothness(term.args[0].args[0], variable)
        return
    if term.op == "at":
        body, keys, values = at_parts(term)
        pairs = dict(zip(keys, values, strict=True))
        moving = [key for key, value in pairs.items() if variable in free_symbols(value)]
        for inner in [*moving, *([variable] if variable not in keys else [])]:
            yield from (substitute(relation, pairs) for relation in smoothness(body, inner))
        for value in values:
            yield from smoothness(value, variable)
        return
    for arg in term.args:
        yield from smoothness(arg, variable)
    match term.op:
        case "abs" | "sign":
            yield from of_entries("ne", term.args[0], 0)
        case "sqrt":
            yield from of_entries("lt", 0, term.args[0])
        case "max" | "min" if size_symbols(term.args[0]) and not is_scalar(term.args[0].shape):
            yield entrywise_unequal(*term.args)
        case "max" | "min":
            yield from (unequal(a, b) for a, b in zip(*map(_entries, term.args), strict=True))
        case "norm":
            yield unequal(term.args[0], 0)
        case "det" if size_symbols(term.args[0]):
            yield unequal(term, 0)
