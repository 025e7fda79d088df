"""Exact values: a closed term at an instance as a rational number or a matrix of rational numbers.

Matrices are FLINT matrices over ℚ; a norm or a root of a rational number is a quadratic surd.
A term without a value (1/0, log 0, the derivative of |x| at 0) raises Undefined; a value that is not rational
raises OutOfScopeError, and `symdl.semantics.balls` goes on from there.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from symdl.semantics.evaluation import Undefined, Value, Valued, value_of
from symdl.semantics.exact_rules import RULES, as_matrix
from symdl.semantics.rational_matrices import is_definite
from symdl.semantics.surds import Surd, irrational
from symdl.semantics.truth import decided
from symdl.terms.errors import OutOfScopeError
from symdl.terms.relation import EACH, Relation
from symdl.terms.term import Term

Rows = tuple[tuple[Fraction, ...], ...]


def evaluate_exact(item: Term | Relation, instance: Valued) -> Fraction | Rows | bool | None:
    """The exact value of a term, or whether a relation holds (see `holds_exactly`).

    Args:
        item: a term or relation that is closed once the instance is put in.
        instance: sizes, values and functions.

    Returns:
        A Fraction for a scalar, rows of Fractions for any other shape.

    Raises:
        Undefined: when the term has no value there.
        OutOfScopeError: when the value is not rational, or something has no value in the instance.
    """
    if isinstance(item, Relation):
        return holds_exactly(item, instance)
    return as_fractions(value_of(item, instance, RULES))


def as_fractions(value: Value) -> Fraction | Rows:
    if isinstance(value, Surd):
        raise irrational(value)
    if isinstance(value, fmpq):
        return Fraction(int(value.p), int(value.q))
    return tuple(tuple(Fraction(int(x.p), int(x.q)) for x in row) for row in value.tolist())


def holds_exactly(relation: Relation, instance: Valued) -> bool | None:
    """Whether a relation holds at an instance; None when exact evaluation cannot tell.

    An atomic relation with an undefined term does not hold. Quantifiers, `minimises` and irrational values give None.

    >>> from symdl import less_than, number, scalar
    >>> from symdl.claims.instance import Instance
    >>> x = scalar("x")
    >>> holds_exactly(less_than(1 / x, 2), Instance(values={"x": number(0)}))
    False
    """
    return decided(relation, lambda atom: _atomic(atom, instance))


def _atomic(relation: Relation, instance: Valued) -> bool | None:
    try:
        values = [value_of(arg, instance, RULES) for arg in relation.args]
    except Undefined:
        return False
    except OutOfScopeError:
        return None
    return compared(relation.op, *values)


def compared(op: str, *values: Value) -> bool:
    """An atomic relation between exact values."""
    if op in EACH:
        pairs = zip(*(as_matrix(value).entries() for value in values), strict=True)
        return all(compared(op.removeprefix("each_"), *pair) for pair in pairs)
    match op:
        case "eq" | "ne":
            return bool(values[0] == values[1]) == (op == "eq")
        case "le":
            return bool(values[0] <= values[1])
        case "lt":
            return bool(values[0] < values[1])
    return is_definite(as_matrix(values[0]), strict=op == "pd")
