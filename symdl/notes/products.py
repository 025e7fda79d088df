r"""Juxtaposition: scalars scale, matrices multiply, and `x \cdot y` of two columns is their inner product.

A product is cut into scalars and runs of matrices whose sizes meet. A run that has become a scalar, such as xᵀAx, ends where
the next factor does not fit. A scalar inside a run stands before it; otherwise the order of the formula is kept.
"""

from __future__ import annotations

from functools import reduce

from symdl.notes.elaborate import Elaborator, gives
from symdl.notes.syntax import Node
from symdl.notes.values import Value, Waiting, are_terms, built, fits, is_one, shape_of, waiting
from symdl.terms import operators as ops
from symdl.terms.term import Term


@gives("product")
def product(e: Elaborator, node: Node) -> Value:
    """Factors side by side, with \\cdot and / between them."""
    return joined(e, [e.value(part) for part in node.args], node)


def joined(e: Elaborator, values: list[Value], node: Node) -> Value:
    """The product of values with the joints of a product node."""
    segments: list[list[Value]] = [[]]
    total: Value | None = None
    for value, part, joint in zip(values, node.args, node.data, strict=True):
        with e.at(part):
            if joint == "/":
                total = quotient(e, _dot(e, segments, node), part, value)
                segments = [[total]]
            elif joint == r"\cdot":
                segments.append([value])
            elif joint == r"\times" and not (is_one(value) and is_one(segments[-1][-1])):
                raise e.error(r"\times stands between scalars; write matrix products side by side.", part)
            else:
                segments[-1].append(value)
    with e.at(node):
        return _dot(e, segments, node)


def _dot(e: Elaborator, segments: list[list[Value]], node: Node) -> Value:
    """Segments between \\cdot; two columns of one size give their inner product."""
    parts = [flat(segment) for segment in segments] if len(segments) > 1 else []
    if any(_are_columns(a, b) for a, b in zip(parts, parts[1:], strict=False)):
        if len(parts) != 2 and sum(not is_one(part) for part in parts) != 2:
            raise e.error("several dot products in a row; write brackets.", node)
        columns = [part for part in parts if not is_one(part)]
        fits(shape_of(columns[0])[0], shape_of(columns[1])[0])
        scalars = [part for part in parts if is_one(part)]
        return flat([*scalars, waiting((1, 1), ops.inner, columns)])
    return flat([value for segment in segments for value in segment])


def _are_columns(a: Value, b: Value) -> bool:
    return not is_one(a) and not is_one(b) and shape_of(a)[1] == 1 and shape_of(b)[1] == 1


def flat(values: list[Value]) -> Value:
    """The product of values side by side."""
    parts: list[list[Value]] = []  # scalars and runs, in order
    run: list[Value] | None = None
    since: list[list[Value]] = []  # scalars after the run
    for value in values:
        if is_one(value):
            parts.append([value])
            since.append(parts[-1])
        elif run is not None and fits(shape_of(run[-1])[1], shape_of(value)[0]):
            _move_before(parts, since, run)
            run.append(value)
        elif run is not None and not _is_scalar_run(run):
            ops.matmul(*map(built, run), built(value))  # refuses with the shapes
            raise AssertionError("the shapes of a product fit after all")
        else:
            run = [value]
            parts.append(run)
            since = []
        if not is_one(value):
            since = []
    return _scaled(parts)


def _move_before(parts: list[list[Value]], scalars: list[list[Value]], run: list[Value]) -> None:
    for scalar in scalars:
        del parts[next(k for k, part in enumerate(parts) if part is scalar)]
        parts.insert(next(k for k, part in enumerate(parts) if part is run), scalar)


def _is_scalar_run(run: list[Value]) -> bool:
    return (shape_of(run[0])[0], shape_of(run[-1])[1]) == (1, 1)


def _scaled(parts: list[list[Value]]) -> Value:
    matrices = [part for part in parts if not is_one(part[0]) and not _is_scalar_run(part)]
    shape = (1, 1) if not matrices else (shape_of(matrices[0][0])[0], shape_of(matrices[0][-1])[1])
    every = [value for part in parts for value in part]
    if are_terms(every):
        return _multiplied([list(map(built, part)) for part in parts])
    return Waiting(shape, lambda: _multiplied([list(map(built, part)) for part in parts]))


def _multiplied(parts: list[list[Term]]) -> Term:
    """From the right, so that a 0 in front meets all that may be undefined behind it."""
    factors = [part[0] if len(part) == 1 else ops.matmul(*part) for part in parts]
    return reduce(lambda total, factor: ops.scale(factor, total), reversed(factors))


# quotients ----------------------------------------------------------------------------------------


@gives("fraction")
def fraction(e: Elaborator, node: Node) -> Value:
    """A numerator over a scalar."""
    above, below = node.args
    return quotient(e, e.value(above), below)


def quotient(e: Elaborator, total: Value, below: Node, known: Value | None = None) -> Value:
    """``total`` divided by a scalar."""
    denominator = e.term(below) if known is None else built(known)
    return waiting(shape_of(total), lambda above: ops.divide(above, denominator), [total])
