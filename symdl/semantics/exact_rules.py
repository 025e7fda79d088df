"""The rules of exact values: what each operator makes of rational numbers, quadratic surds and FLINT matrices over ℚ."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpq_mat, fmpz_poly

from symdl.semantics.derivative import integers
from symdl.semantics.evaluation import Rules, Undefined, Value, natural
from symdl.semantics.generic_ranks import sampled_rank
from symdl.semantics.matrix_functions import exponential
from symdl.semantics.matrix_functions import square_root as matrix_root
from symdl.semantics.rational_matrices import diag, is_definite, joined, kron, positive_index, pseudoinverse, vec
from symdl.semantics.roots import root_data
from symdl.semantics.surds import Surd, irrational, surd
from symdl.terms.errors import BudgetError
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

MOST_BITS = 100_000_000


def rational(value: Fraction | int) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def as_matrix(value: Value) -> fmpq_mat:
    return value if isinstance(value, fmpq_mat) else rational_matrix(1, 1, [value])


def rational_matrix(m: int, n: int, entries: list[Value]) -> fmpq_mat:
    for entry in entries:
        if isinstance(entry, Surd):
            raise irrational(entry)
    return fmpq_mat(m, n, entries)


def as_value(matrix: Any) -> Value:
    return matrix[0, 0] if (matrix.nrows(), matrix.ncols()) == (1, 1) else matrix


def entrywise(function: Callable[..., Value]) -> Callable[..., Value]:
    """A function of scalars, applied to every entry of matrices of one shape."""

    def rule(term: Term, *values: Value) -> Value:
        if is_scalar(term.shape):
            return function(*values)
        m, n = integers(term, term.shape)
        return rational_matrix(
            m, n, [function(*entries) for entries in zip(*(v.entries() for v in values), strict=True)]
        )

    return rule


def matrices(function: Callable[..., Any]) -> Callable[..., Value]:
    """A function from matrices to a matrix."""
    return lambda term, *values: as_value(function(*map(as_matrix, values)))


def _root(term: Term) -> Value:
    """±√s, or a root that happens to be rational: a linear factor of its polynomial over ℤ."""
    coefficients, low, high = root_data(term)
    if len(coefficients) == 3 and coefficients[1] == 0 and coefficients[0] * coefficients[2] < 0:
        square = -coefficients[0] / coefficients[2]
        return surd(fmpq(1 if high > 0 and high**2 >= square else -1), rational(square))
    common = 1
    for c in coefficients:
        common *= c.denominator
    _, factors = fmpz_poly([int(c * common) for c in coefficients]).factor()
    for factor, _ in factors:
        if factor.degree() == 1:
            root = Fraction(-int(factor[0]), int(factor[1]))
            if low <= root <= high:
                return rational(root)
    raise irrational(repr(term))


def _add(term: Term, *values: Value) -> Value:
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total


def _mul(term: Term, *values: Value) -> Value:
    scale, matrix = fmpq(1), None
    for value in values:
        if isinstance(value, fmpq_mat):
            matrix = value
        else:
            scale = scale * value
    return scale if matrix is None else matrix * as_matrix(scale)[0, 0]


def _matmul(*factors: fmpq_mat) -> fmpq_mat:
    result = factors[0]
    for factor in factors[1:]:
        result = result * factor
    return result


def raised(base: Value, k: int) -> Value:
    """base^k; raises Undefined for a negative power of 0."""
    if isinstance(base, Surd):
        return surd(raised(base.coefficient, k) * raised(base.square, k // 2), base.square if k % 2 else fmpq(1))
    if k < 0 and base == 0:
        raise Undefined("A negative power of 0 has no value.")
    if max(int(base.p).bit_length(), int(base.q).bit_length()) * abs(k) > MOST_BITS and base not in (0, 1, -1):
        raise BudgetError(f"A power with exponent {k} has more than {MOST_BITS} binary digits.")
    return base**k if k >= 0 else 1 / base ** (-k)


def _matrix_power(base: fmpq_mat, k: int) -> fmpq_mat:
    bits = max((max(int(x.p).bit_length(), int(x.q).bit_length()) for x in base.entries()), default=0)
    if bits * k > MOST_BITS:
        raise BudgetError(f"A matrix power with exponent {k} may have more than {MOST_BITS} binary digits.")
    return power_of(base, k, diag(fmpq_mat(base.nrows(), 1, [1] * base.nrows())))


def power_of(base: Any, k: int, one: Any) -> Any:
    """A power by repeated squaring."""
    result = one
    while k:
        result = result * base if k & 1 else result
        base, k = base * base if k > 1 else base, k >> 1
    return result


def _matrix_root(matrix: fmpq_mat) -> fmpq_mat:
    if not is_definite(matrix, strict=False):
        raise Undefined("Only a symmetric positive semidefinite matrix has a principal square root.")
    root = matrix_root(matrix)
    if root is None:
        raise irrational("the square root of a matrix")
    return root


def _matrix_exponential(matrix: fmpq_mat) -> fmpq_mat:
    value = exponential(matrix)
    if value is None:
        raise irrational("the exponential of a matrix")
    return value


def _inverse(matrix: fmpq_mat) -> fmpq_mat:
    try:
        return matrix.inv()
    except ZeroDivisionError:
        raise Undefined("A singular matrix has no inverse.") from None


def _inner(a: Value, b: Value) -> Value:
    if not isinstance(a, fmpq_mat):
        return a * b
    return sum((x * y for x, y in zip(a.entries(), b.entries(), strict=True)), fmpq(0))


def _trace(matrix: fmpq_mat) -> fmpq:
    return sum((matrix[i, i] for i in range(matrix.nrows())), fmpq(0))


def square_root(value: Value) -> Value:
    if value < 0:
        raise Undefined(f"{value} has no real square root.")
    if isinstance(value, Surd):
        raise irrational(f"sqrt({value})")
    return surd(fmpq(1), value)


def _exp(value: Value) -> fmpq:
    if value != 0:
        raise irrational(f"exp({value})")
    return fmpq(1)


def _log(value: Value) -> fmpq:
    if value <= 0:
        raise Undefined(f"log({value}) has no real value.")
    if value != 1:
        raise irrational(f"log({value})")
    return fmpq(0)


def _tanh(value: Value) -> fmpq:
    if value != 0:
        raise irrational(f"tanh({value})")
    return value


def sign(value: Value) -> fmpq:
    return fmpq((value > 0) - (value < 0))


def rows_of(term: Term, parts: list[Any]) -> list[list[Any]]:
    """The values of blocks in rows."""
    _, width = term.data
    return [parts[i : i + width] for i in range(0, len(parts), width)]


RULES: Rules = {
    "num": lambda term: rational(term.data),
    "size": lambda term: fmpq(term.data),
    "root": _root,
    "identity": lambda term: diag(fmpq_mat(term.shape[0], 1, [1] * term.shape[0])),
    "zeros": lambda term: fmpq_mat(*term.shape),
    "ones": lambda term: fmpq_mat(*term.shape, [1] * (term.shape[0] * term.shape[1])),
    "array": lambda term, *entries: as_value(rational_matrix(*integers(term, term.shape), list(entries))),
    "block": lambda term, *parts: as_value(joined(rows_of(term, [*map(as_matrix, parts)]), integers(term, term.shape))),
    "add": _add,
    "mul": _mul,
    "matmul": matrices(_matmul),
    "pow": lambda term, base: raised(base, term.data),
    "power": lambda term, base, exponent: raised(base, natural(exponent)),
    "matrix_power": lambda term, base, exponent: as_value(_matrix_power(as_matrix(base), natural(exponent))),
    "hadamard_power": lambda term, a: entrywise(lambda x: raised(x, term.data))(term, a),
    "transpose": matrices(lambda a: a.transpose()),
    "inverse": matrices(_inverse),
    "pinv": matrices(pseudoinverse),
    "sqrtm": matrices(_matrix_root),
    "expm": matrices(_matrix_exponential),
    "trace": lambda term, a: _trace(as_matrix(a)),
    "det": lambda term, a: as_matrix(a).det(),
    "rank": lambda term, a: fmpq(as_matrix(a).rank()),
    "positive_index": lambda term, a: fmpq(positive_index(as_matrix(a))),
    "generic_rank": lambda term: fmpq(sampled_rank(term)),
    "network_rank": lambda term: fmpq(sampled_rank(term)),
    "norm": lambda term, a: square_root(_inner(a, a)),
    "inner": lambda term, a, b: _inner(a, b),
    "hadamard": entrywise(lambda a, b: a * b),
    "kron": matrices(kron),
    "vec": matrices(vec),
    "diag": matrices(diag),
    "entry": lambda term, a: as_matrix(a)[term.data],
    "exp": entrywise(_exp),
    "log": entrywise(_log),
    "sqrt": entrywise(square_root),
    "tanh": entrywise(_tanh),
    "abs": entrywise(abs),
    "sign": entrywise(sign),
    "max": entrywise(max),
    "min": entrywise(min),
}
