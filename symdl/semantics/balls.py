"""Rigorous enclosures with Arb: a real number as a ball that contains it, at growing precision.

Values stay exact as long as they are rational or a quadratic surd, so a zero is seen as a zero. Only what is left
becomes a ball [m ± r] (Johansson, Arb: efficient arbitrary-precision midpoint-radius interval arithmetic, 2017).
A ball that contains 0 says nothing about the sign; twice the precision may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from flint import arb, arb_mat, ctx, fmpq, fmpq_mat

from symdl.semantics.entries import Entries, entries_of
from symdl.semantics.evaluation import Undefined, Valued, natural, prepared, value_of
from symdl.semantics.exact import compared
from symdl.semantics.exact_rules import RULES as EXACT
from symdl.semantics.exact_rules import power_of, rows_of
from symdl.semantics.json import symbol_name
from symdl.semantics.rational_matrices import diag, joined, kron, vec
from symdl.semantics.roots import narrowed, root_data
from symdl.semantics.substitution import free_symbols, substitute, with_sizes
from symdl.semantics.surds import Surd
from symdl.semantics.truth import decided
from symdl.terms.errors import BudgetError, OutOfScopeError, ShapeError
from symdl.terms.relation import EACH, Relation
from symdl.terms.shapes import is_scalar, show_shape
from symdl.terms.term import Term

Value = Any
"""What exact evaluation gives (fmpq, Surd, fmpq_mat), or arb and arb_mat."""

FIRST_BITS = 64


class Unsettled(OutOfScopeError):
    """At this precision a ball contains a point where the term is not defined; more bits may settle it."""


def ball(term: Term, instance: Valued, bits: int) -> arb:
    """A ball that contains the value of a scalar term, computed with ``bits`` bits.

    Raises:
        Undefined: when the term has no value.
        Unsettled: when that cannot be told at this precision.

    >>> from symdl import exp, number, scalar
    >>> from symdl.claims.instance import Instance
    >>> x = scalar("x")
    >>> bool(ball(exp(x) - x, Instance(values={"x": number(1)}), 64) > 1)
    True
    """
    if not is_scalar(term.shape):
        raise ShapeError(f"A ball encloses a scalar, but {term!r} is {show_shape(term.shape)}; take its entries.")
    with ctx.workprec(bits):
        return as_ball(_value(term, instance))


def sign_by_balls(term: Term, instance: Valued, *, max_bits: int = 4096) -> int | None:
    """−1, 0 or 1; 0 only for an exact zero, None when ``max_bits`` bits do not tell.

    Raises:
        Undefined: when the term has no value.
    """
    for bits in precisions(max_bits):
        try:
            with ctx.workprec(bits):
                sign = _sign(_value(term, instance))
        except Unsettled:
            continue
        if sign is not None:
            return sign
    return None


def precisions(max_bits: int) -> Iterator[int]:
    bits = FIRST_BITS
    while bits <= max_bits:
        yield bits
        bits *= 2


def _value(term: Term, instance: Valued) -> Value:
    return value_of(term, instance, RULES)


def _sign(value: Value) -> int | None:
    if not isinstance(value, arb):
        return int(value > 0) - int(value < 0)
    return 1 if value > 0 else (-1 if value < 0 else None)


# from exact values to balls -----------------------------------------------------------------------


def as_ball(value: Value) -> arb:
    if isinstance(value, Surd):
        return arb(value.square).sqrt() * arb(value.coefficient)
    return value if isinstance(value, arb) else arb(value)


def as_ball_matrix(value: Value) -> arb_mat:
    if isinstance(value, arb_mat):
        return value
    return arb_mat(value) if isinstance(value, fmpq_mat) else arb_mat(1, 1, [as_ball(value)])


def sealed(matrix: arb_mat) -> Value:
    return matrix[0, 0] if (matrix.nrows(), matrix.ncols()) == (1, 1) else matrix


def finite(value: arb) -> arb:
    if not value.is_finite():
        raise Unsettled("A ball contains a point where the term has no value; use more bits.")
    return value


def _scalars(function: Callable[..., arb]) -> Callable[..., Value]:
    """A function of balls, entrywise on matrices of one shape."""

    def rule(term: Term, *values: Value) -> Value:
        if is_scalar(term.shape):
            return finite(function(*map(as_ball, values)))
        m, n = term.shape
        entries = zip(*(as_ball_matrix(v).entries() for v in values), strict=True)
        return arb_mat(m, n, [finite(function(*e)) for e in entries])

    return rule


def _matrices(function: Callable[..., arb_mat]) -> Callable[..., Value]:
    return lambda term, *values: sealed(function(*map(as_ball_matrix, values)))


def _numbers(function: Callable[..., arb]) -> Callable[..., Value]:
    """A function from matrices to a number."""
    return lambda term, *values: finite(function(*map(as_ball_matrix, values)))


# rules --------------------------------------------------------------------------------------------


def _root(term: Term) -> arb:
    low, high = narrowed(*root_data(term), ctx.prec)
    return exact_ball(low).union(exact_ball(high))


def exact_ball(value: Any) -> arb:
    return arb(fmpq(value.numerator, value.denominator))


def _array(term: Term, *entries: Value) -> Value:
    return sealed(arb_mat(*term.shape, [as_ball(entry) for entry in entries]))


def _add(term: Term, *values: Value) -> Value:
    if is_scalar(term.shape):
        return sum(map(as_ball, values), arb(0))
    total, *rest = map(as_ball_matrix, values)
    for value in rest:
        total = total + value
    return total


def _mul(term: Term, *values: Value) -> Value:
    scale, matrix = arb(1), None
    for value in values:
        if isinstance(value, arb_mat | fmpq_mat):
            matrix = as_ball_matrix(value)
        else:
            scale = scale * as_ball(value)
    return scale if matrix is None else matrix * scale


def _matmul(*factors: arb_mat) -> arb_mat:
    result = factors[0]
    for factor in factors[1:]:
        result = result * factor
    return result


def _raised(base: arb, k: int) -> arb:
    if k < 0 and not (base > 0 or base < 0):
        raise Unsettled("A denominator may be 0 at this precision; use more bits.")
    return base**k


def _inverse(matrix: arb_mat) -> arb_mat:
    try:
        return matrix.inv()
    except ZeroDivisionError:
        raise Unsettled("A matrix may be singular at this precision; use more bits.") from None


def _gram(matrix: arb_mat) -> arb_mat:
    """A Aᵀ or Aᵀ A, whichever is smaller."""
    a, t = matrix, matrix.transpose()
    return a * t if a.nrows() <= a.ncols() else t * a


def _pinv(matrix: arb_mat) -> arb_mat:
    inverse = _inverse(_gram(matrix))
    t = matrix.transpose()
    return t * inverse if matrix.nrows() <= matrix.ncols() else inverse * t


def _rank(term: Term, matrix: Value) -> Value:
    """A full rank is seen by a Gram determinant that is not 0; a smaller one is not decided by balls."""
    balls = as_ball_matrix(matrix)
    determinant = _gram(balls).det()
    if not (determinant > 0 or determinant < 0):
        raise Unsettled("A matrix may lack full rank at this precision; use more bits.")
    return fmpq(min(balls.nrows(), balls.ncols()))


def _inner(a: arb_mat, b: arb_mat) -> arb:
    return sum((x * y for x, y in zip(a.entries(), b.entries(), strict=True)), arb(0))


def _matrix_power(base: arb_mat, k: int) -> arb_mat:
    n = base.nrows()
    return power_of(base, k, arb_mat(n, n, [int(i == j) for i in range(n) for j in range(n)]))


def _not_by_balls(term: Term, matrix: Value) -> Value:
    raise OutOfScopeError(f"{term!r} is decided by exact elimination, not by balls.")


def _square_root(value: arb) -> arb:
    if value < 0:
        raise Undefined("A negative number has no real square root.")
    return value.sqrt()


def _log(value: arb) -> arb:
    if value <= 0:
        raise Undefined("Only a positive number has a logarithm.")
    return value.log()


def _signum(value: arb) -> arb:
    sign = _sign(value)
    if sign is None:
        raise Unsettled("A number may be 0 at this precision; use more bits.")
    return arb(sign)


BALLS: dict[str, Callable[..., Value]] = {
    "root": _root,
    "array": _array,
    "block": lambda term, *parts: sealed(
        joined(rows_of(term, [*map(as_ball_matrix, parts)]), tuple(map(int, term.shape)), arb_mat)
    ),
    "add": _add,
    "mul": _mul,
    "matmul": _matrices(_matmul),
    "pow": lambda term, base: _raised(as_ball(base), term.data),
    "power": lambda term, base, exponent: _raised(as_ball(base), natural(exponent)),
    "matrix_power": lambda term, base, exponent: sealed(_matrix_power(as_ball_matrix(base), natural(exponent))),
    "hadamard_power": lambda term, a: _scalars(lambda x: _raised(x, term.data))(term, a),
    "transpose": _matrices(lambda a: a.transpose()),
    "inverse": _matrices(_inverse),
    "pinv": _matrices(_pinv),
    "sqrtm": _not_by_balls,
    "expm": _matrices(lambda a: a.exp()),
    "trace": _numbers(lambda a: a.trace()),
    "det": _numbers(lambda a: a.det()),
    "rank": _rank,
    "positive_index": _not_by_balls,
    "norm": _numbers(lambda a: _square_root(_inner(a, a).nonnegative_part())),
    "inner": _numbers(_inner),
    "hadamard": _scalars(lambda a, b: a * b),
    "kron": _matrices(lambda a, b: kron(a, b, arb_mat)),
    "vec": _matrices(lambda a: vec(a, arb_mat)),
    "diag": _matrices(lambda a: diag(a, arb_mat)),
    "entry": lambda term, a: as_ball_matrix(a)[term.data],
    "exp": _scalars(lambda a: a.exp()),
    "log": _scalars(_log),
    "sqrt": _scalars(_square_root),
    "tanh": _scalars(lambda a: a.tanh()),
    "abs": _scalars(abs),
    "sign": _scalars(_signum),
    "max": _scalars(lambda a, b: a.max(b)),
    "min": _scalars(lambda a, b: a.min(b)),
}


def _hybrid(op: str) -> Callable[..., Value]:
    """The exact rule on exact values where it gives one, the rule on balls otherwise."""

    def rule(term: Term, *values: Value) -> Value:
        if not any(isinstance(value, arb | arb_mat) for value in values):
            try:
                return EXACT[op](term, *values)
            except OutOfScopeError:
                pass
        return BALLS[op](term, *values)

    return rule


RULES: dict[str, Callable[..., Value]] = {op: _hybrid(op) if op in BALLS else rule for op, rule in EXACT.items()}


# relations ----------------------------------------------------------------------------------------


def holds_by_balls(relation: Relation, instance: Valued, *, max_bits: int = 4096) -> bool | None:
    """Whether a relation holds at an instance; None when balls of ``max_bits`` bits cannot tell.

    Equal exact values are equal; balls only tell values apart. A term is equal to itself where it is defined.

    >>> from symdl import exp, less_than, number, scalar
    >>> from symdl.claims.instance import Instance
    >>> x = scalar("x")
    >>> holds_by_balls(less_than(1 + x, exp(x)), Instance(values={"x": number(1)}))
    True
    """
    return decided(relation, lambda atom: _atomic(atom, instance, max_bits))


def _atomic(relation: Relation, instance: Valued, max_bits: int) -> bool | None:
    for bits in precisions(max_bits):
        try:
            with ctx.workprec(bits):
                verdict = _compared(relation, [_value(arg, instance) for arg in relation.args], instance)
        except Undefined:
            return False
        except Unsettled:
            continue
        except OutOfScopeError:
            return None
        if verdict is not None:
            return verdict
    return None


def _compared(relation: Relation, values: list[Value], instance: Valued) -> bool | None:
    op = relation.op
    if not any(isinstance(value, arb | arb_mat) for value in values):
        return compared(op, *values)
    if op in ("psd", "pd"):
        return _definite(relation, as_ball_matrix(values[0]), instance)
    if op in EACH:
        pairs = zip(*(as_ball_matrix(value).entries() for value in values), strict=True)
        signs = [_sign(b - a) for a, b in pairs]
        if any(sign == 0 or (sign or 1) < 0 for sign in signs if sign is not None) and op != "each_ne":
            return False
        return None if None in signs else True
    left, right = values
    if op in ("eq", "ne"):
        return _equal(relation, as_ball_matrix(left), as_ball_matrix(right), instance, is_equality=op == "eq")
    if relation.args[0] is relation.args[1]:
        return op == "le"
    a, b = as_ball(left), as_ball(right)
    sign = _sign(b - a)
    return None if sign is None else sign > 0


def _equal(relation: Relation, a: arb_mat, b: arb_mat, instance: Valued, *, is_equality: bool) -> bool | None:
    if any(not x.overlaps(y) for x, y in zip(a.entries(), b.entries(), strict=True)):
        return not is_equality
    left, right = relation.args
    if left is right or (
        (table := _written_out(left, instance)) is not None and table == _written_out(right, instance)
    ):
        return is_equality
    return None


def _definite(relation: Relation, matrix: arb_mat, instance: Valued) -> bool | None:
    """By principal minors: all leading ones positive, or one that is negative."""
    n = matrix.nrows()
    if any(not matrix[i, j].overlaps(matrix[j, i]) for i in range(n) for j in range(i)):
        return False
    if any(matrix[i, i] < 0 for i in range(n)) or any(_minor(matrix, rows) < 0 for rows in _small_subsets(n)):
        return False
    if not _is_visibly_symmetric(relation.args[0], instance):
        return None
    return True if all(_minor(matrix, tuple(range(k + 1))) > 0 for k in range(n)) else None


def _small_subsets(n: int) -> Iterator[tuple[int, ...]]:
    yield from combinations(range(n), 2)
    yield from (tuple(range(k)) for k in range(3, n + 1))


def _minor(matrix: arb_mat, rows: tuple[int, ...]) -> arb:
    return arb_mat(len(rows), len(rows), [matrix[i, j] for i in rows for j in rows]).det()


def _written_out(term: Term, instance: Valued) -> Entries | None:
    """The entries of a term with the values of the instance put in."""
    try:
        closed = prepared(term, instance)
        values = {s: instance.values[symbol_name(s)] for s in free_symbols(closed) if symbol_name(s) in instance.values}
        return entries_of(with_sizes(substitute(closed, values), instance.sizes))
    except (BudgetError, OutOfScopeError):
        return None


def _is_visibly_symmetric(term: Term, instance: Valued) -> bool:
    """Whether each pair of mirrored entries is one term."""
    table = _written_out(term, instance)
    return table is not None and all(table[i][j] is table[j][i] for i in range(len(table)) for j in range(i))
