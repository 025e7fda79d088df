"""A matrix term at integer sizes as its scalar entries.

The entries of a symbol X stay `entry(X, (i, j))` and are the variables. Derivatives are carried out first, sums with
number bounds are written out, (A⁻¹)ᵢⱼ = cofactorⱼᵢ / det A. A pseudoinverse and a rank have no scalar formula and
stay, over an explicit matrix. Writing out drops products with 0, so an expansion may be defined where the term is
not: what must be defined is read off the term.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from symdl.semantics.derivative import assembled, integers, without_derivatives
from symdl.semantics.fold import fold
from symdl.semantics.partials import as_partial
from symdl.semantics.recursion import unrolled
from symdl.semantics.substitution import rebuilt, substitute
from symdl.terms import operators as ops
from symdl.terms.errors import BudgetError, OutOfScopeError
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Application, Term, number

Entries = tuple[tuple[Term, ...], ...]

LARGEST_PRODUCT = 100_000
"""Most multiplications for which a matrix product is written out."""

LARGEST_DETERMINANT = 7
"""Largest n for which an n × n determinant is written out."""

LONGEST_SUM = 10_000
"""Largest number of summands of a sum that is written out."""


def entries_of(term: Term) -> Entries:
    """The scalar entries of a term, row by row; a matrix without rows gives ().

    Raises:
        OutOfScopeError: when a size that matters is a name.
        BudgetError: for an inverse or determinant beyond 7 × 7, or a sum of more than 10,000 terms.

    >>> from symdl import matrix
    >>> entries_of(matrix("A", 2, 2) @ matrix("B", 2, 1))
    ((A[1,1]*B[1] + A[1,2]*B[2],), (A[2,1]*B[1] + A[2,2]*B[2],))
    """
    entries: Entries = fold(without_derivatives(term), RULES, name="scalar entries")
    return entries


def _table(m: int, n: int, at: Callable[[int, int], Term]) -> Entries:
    return tuple(tuple(at(i, j) for j in range(n)) for i in range(m))


def _shaped(term: Term, at: Callable[[int, int], Term]) -> Entries:
    return _table(*integers(term, term.shape), at)


def _leaf(term: Term) -> Entries:
    return ((term,),)


def _symbol(term: Term) -> Entries:
    return _shaped(term, lambda i, j: ops.entry(term, (i, j)))


def _array(term: Term, *entries: Entries) -> Entries:
    _, n = integers(term, term.shape)
    return _shaped(term, lambda i, j: entries[i * n + j][0][0])


def _block(term: Term, *parts: Entries) -> Entries:
    _, width = term.data
    rows = [parts[i : i + width] for i in range(0, len(parts), width)]
    return tuple(tuple(entry for line in lines for entry in line) for row in rows for lines in zip(*row, strict=True))


# arithmetic ---------------------------------------------------------------------------------------


def _add(term: Term, *parts: Entries) -> Entries:
    return _shaped(term, lambda i, j: ops.add(*(part[i][j] for part in parts)))


def _mul(term: Term, *factors: Entries) -> Entries:
    scalars = [f[0][0] for f, a in zip(factors, term.args, strict=True) if is_scalar(a.shape)]
    matrices = [f for f, a in zip(factors, term.args, strict=True) if not is_scalar(a.shape)]
    scale = _scaled(scalars)
    return _shaped(term, lambda i, j: ops.scale(scale, matrices[0][i][j])) if matrices else ((scale,),)


def _scaled(factors: Sequence[Term]) -> Term:
    result = number(1)
    for factor in factors:
        result = ops.scale(result, factor)
    return result


def _times(a: Entries, b: Entries, width: int) -> Entries:
    """The matrix product; ``width`` is the number of columns of b."""
    return tuple(
        tuple(ops.add(*(ops.scale(row[k], b[k][j]) for k in range(len(b)))) for j in range(width)) for row in a
    )


def _matmul(term: Term, *factors: Entries) -> Entries:
    result = factors[0]
    for factor, arg in zip(factors[1:], term.args[1:], strict=True):
        rows, columns = integers(arg, arg.shape)
        if len(result) * rows * columns > LARGEST_PRODUCT:
            raise BudgetError(
                f"Writing out {term!r} takes more than {LARGEST_PRODUCT} multiplications; use named or smaller sizes."
            )
        result = _times(result, factor, columns)
    return result


def _entrywise(term: Term, *args: Entries) -> Entries:
    return _shaped(term, lambda i, j: Term(term.op, tuple(a[i][j] for a in args), term.data))


def _circle(term: Term, a: Entries, b: Entries) -> Entries:
    return _shaped(term, lambda i, j: ops.scale(a[i][j], b[i][j]))


def _pow(term: Term, base: Entries) -> Entries:
    """A power; (√s)²ᵏ of a norm is sᵏ, since its s is a sum of squares."""
    k, root = term.data, base[0][0]
    assert isinstance(k, int)
    if term.args[0].op == "norm" and root.op == "sqrt" and k % 2 == 0:
        return ((ops.power(root.args[0], k // 2),),)
    return ((ops.power(root, k),),)


def _power(term: Term, base: Entries, exponent: Entries) -> Entries:
    k = exponent[0][0]
    is_number = isinstance(k.data, Fraction) and k.data.denominator == 1
    return ((ops.power(base[0][0], k) if is_number else Term("power", (base[0][0], k)),),)


# matrices -----------------------------------------------------------------------------------------


def _transpose(term: Term, a: Entries) -> Entries:
    return _shaped(term, lambda i, j: a[j][i])


def _kron(term: Term, a: Entries, b: Entries) -> Entries:
    p, q = integers(term.args[1], term.args[1].shape)
    return _shaped(term, lambda i, j: ops.scale(a[i // p][j // q], b[i % p][j % q]))


def _vec(term: Term, a: Entries) -> Entries:
    m, n = integers(term.args[0], term.args[0].shape)
    return tuple((a[i][j],) for j, i in product(range(n), range(m)))


def _diag(term: Term, a: Entries) -> Entries:
    return _shaped(term, lambda i, j: a[i][0] if i == j else number(0))


def _trace(term: Term, a: Entries) -> Entries:
    return ((ops.add(*(row[i] for i, row in enumerate(a))),),)


def _inner(term: Term, a: Entries, b: Entries) -> Entries:
    return ((ops.add(*(ops.scale(x, y) for r, s in zip(a, b, strict=True) for x, y in zip(r, s, strict=True))),),)


def _norm(term: Term, a: Entries) -> Entries:
    if is_scalar(term.args[0].shape):
        return ((ops.absolute(a[0][0]),),)
    return ((ops.sqrt(ops.add(*(ops.power(x, 2) for row in a for x in row))),),)


def _minors(a: Entries) -> Callable[[tuple[int, ...], tuple[int, ...]], Term]:
    """Determinants of submatrices by rows and columns, by expansion along the first row, each computed once."""
    if len(a) > LARGEST_DETERMINANT:
        raise BudgetError(
            f"A {len(a)} × {len(a)} determinant has {len(a)}! products; symdl writes out up to {LARGEST_DETERMINANT} rows."
        )

    @cache
    def minor(rows: tuple[int, ...], columns: tuple[int, ...]) -> Term:
        if not rows:
            return number(1)
        first, rest = rows[0], rows[1:]
        return ops.add(
            *(
                _scaled([number((-1) ** k), a[first][j], minor(rest, columns[:k] + columns[k + 1 :])])
                for k, j in enumerate(columns)
            )
        )

    return minor


def _det(term: Term, a: Entries) -> Entries:
    every = tuple(range(len(a)))
    return ((_minors(a)(every, every),),)


def _inverse(term: Term, a: Entries) -> Entries:
    every = tuple(range(len(a)))
    minor = _minors(a)
    reciprocal = ops.divide(1, minor(every, every)) if a else number(1)

    def cofactor(i: int, j: int) -> Term:
        return minor(every[:i] + every[i + 1 :], every[:j] + every[j + 1 :])

    return _shaped(term, lambda i, j: _scaled([number((-1) ** (i + j)), cofactor(j, i), reciprocal]))


def _kept(term: Term, a: Entries) -> Entries:
    """A rank or a pseudoinverse of an explicit matrix."""
    whole = Term(term.op, (assembled(a, term.args[0].shape),), shape=term.shape)
    return _shaped(term, lambda i, j: ops.entry(whole, (i, j)))


def _entry(term: Term, a: Entries) -> Entries:
    place: Any = term.data
    return ((a[place[0]][place[1]],),)


# functions and sums -------------------------------------------------------------------------------


def _apply(term: Term, *args: Entries) -> Entries:
    application = term.data
    assert isinstance(application, Application)
    function = application.function
    if function.domain == (1,) and function.codomain == 1:
        return _entrywise(term, *args)
    points = [assembled(a, arg.shape) for a, arg in zip(args, term.args, strict=True)]
    whole = Term("apply", tuple(points), application, shape=term.shape)
    return _shaped(term, lambda i, j: ops.entry(whole, (i, j)))


def _at(term: Term) -> Entries:
    """A partial derivative of a declared vector function: only its point has entries."""
    found = as_partial(term)
    assert found is not None
    count = (len(term.args) - 1) // 2
    point = tuple(entries_of(p)[0][0] for p in found[3])
    return ((rebuilt(term, (*term.args[: 1 + count], *point)),),)


def _recursive(term: Term, *_: Entries) -> Entries:
    """Known steps are written out; an entry of what is left stays as it is."""
    step = unrolled(term)
    if step is not None:
        return entries_of(step)
    return ((term,),) if is_scalar(term.shape) else _shaped(term, lambda i, j: Term("entry", (term,), (i, j)))


def _sum(term: Term) -> Entries:
    lower, upper, body = (entries_of(arg)[0][0] for arg in term.args)
    low, high = lower.data, upper.data
    if not (isinstance(low, Fraction) and isinstance(high, Fraction)):
        return ((Term("sum", (lower, upper, body), term.data),),)
    if low.denominator != 1 or high.denominator != 1:
        raise OutOfScopeError(f"The bounds of {term!r} are no integers.")
    if high - low >= LONGEST_SUM:
        raise BudgetError(f"{term!r} has more than {LONGEST_SUM} summands; keep its bounds symbolic.")
    index = Term("sym", data=term.data)
    values = range(int(low), int(high) + 1)
    return ((ops.add(*(entries_of(substitute(body, {index: number(k)}))[0][0] for k in values)),),)


RULES: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(("num", "root", "size"), _leaf),
    "sym": _symbol,
    "identity": lambda term: _shaped(term, lambda i, j: number(int(i == j))),
    "zeros": lambda term: _shaped(term, lambda i, j: number(0)),
    "ones": lambda term: _shaped(term, lambda i, j: number(1)),
    "array": _array,
    "block": _block,
    "add": _add,
    "mul": _mul,
    "matmul": _matmul,
    "pow": _pow,
    "power": _power,
    "hadamard_power": lambda term, a: _shaped(term, lambda i, j: ops.power(a[i][j], term.data)),
    "transpose": _transpose,
    "inverse": _inverse,
    **dict.fromkeys(("pinv", "sqrtm", "expm"), _kept),
    "rank": _kept,
    "positive_index": _kept,
    "generic_rank": lambda term: ((term,),),
    "network_rank": lambda term: ((term,),),
    "trace": _trace,
    "det": _det,
    "norm": _norm,
    "inner": _inner,
    "hadamard": _circle,
    "kron": _kron,
    "vec": _vec,
    "diag": _diag,
    "entry": _entry,
    **dict.fromkeys(("exp", "log", "sqrt", "tanh", "abs", "sign", "max", "min"), _entrywise),
    "apply": _apply,
    "sum": _sum,
    "matrix_power": _recursive,
    "iterate": _recursive,
    "at": _at,
}
