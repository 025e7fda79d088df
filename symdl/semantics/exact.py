"""Exact values: a closed term at an instance as a rational number or a matrix of rational numbers.

Matrices are FLINT matrices over ℚ; a norm or a root of a rational number is a quadratic surd.
A term without a value (1/0, log 0, the derivative of |x| at 0) raises Undefined; a value that is not rational
raises OutOfScopeError, and `symdl.semantics.balls` goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Protocol

from flint import fmpq, fmpq_mat, fmpz_poly

from symdl.semantics.derivative import integers, without_derivatives
from symdl.semantics.fold import fold
from symdl.semantics.generic_ranks import sampled_rank
from symdl.semantics.matrix_functions import exponential
from symdl.semantics.matrix_functions import square_root as matrix_root
from symdl.semantics.rational_matrices import diag, is_definite, joined, kron, positive_index, pseudoinverse, vec
from symdl.semantics.roots import root_data
from symdl.semantics.smoothness import smoothness
from symdl.semantics.substitution import (
    Defined,
    at_parts,
    free_by_part,
    free_symbols,
    iterated,
    size_symbols,
    with_functions,
    with_sizes,
)
from symdl.semantics.surds import Surd, irrational, surd
from symdl.semantics.truth import decided
from symdl.terms.errors import BudgetError, OutOfScopeError, ShapeError, SymdlError
from symdl.terms.relation import EACH, Relation
from symdl.terms.shapes import is_scalar, show_shape
from symdl.terms.term import Symbol, Term

Value = Any
"""fmpq or Surd for a scalar, fmpq_mat for any other shape."""

Rules = Mapping[str, Callable[..., Value]]
Rows = tuple[tuple[Fraction, ...], ...]

LONGEST_SUM = 1_000_000
MOST_BITS = 100_000_000


class Undefined(SymdlError):
    """The term has no value at the instance, such as 1/0 or the inverse of a singular matrix."""


class Valued(Protocol):
    """Values for sizes, symbols and functions, as in `symdl.claims.instance.Instance`."""

    @property
    def sizes(self) -> Mapping[str, int]: ...

    @property
    def values(self) -> Mapping[str, Term]: ...

    @property
    def functions(self) -> Mapping[str, Any]: ...


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


def rational(value: Fraction | int) -> fmpq:
    return fmpq(value.numerator, value.denominator)


# evaluation ---------------------------------------------------------------------------------------


def value_of(term: Term, instance: Valued, rules: Rules) -> Value:
    """The value of a term at an instance under the rules of an interpretation."""
    return Evaluation(instance, rules, {}).value(prepared(term, instance))


def prepared(item: Any, instance: Valued) -> Any:
    """A term or relation with the sizes and functions of the instance put in."""
    sized = with_sizes(item, instance.sizes)
    missing = sorted(size_symbols(sized))
    if missing:
        raise OutOfScopeError(f"The instance has no value for the size {missing[0]}; give an integer.")
    definitions: dict[str, Defined] = {name: _sized(d, instance.sizes) for name, d in instance.functions.items()}
    return with_functions(sized, definitions) if definitions else sized


class _sized:  # noqa: N801
    """A definition at integer sizes."""

    def __init__(self, definition: Defined, sizes: Mapping[str, int]) -> None:
        self.parameters = tuple(with_sizes(p, sizes) for p in definition.parameters)
        self.bodies = tuple(with_sizes(b, sizes) for b in definition.bodies)


class Evaluation:
    """Values of terms at one instance and under values of bound symbols; binders open a new evaluation."""

    def __init__(
        self, instance: Valued, rules: Rules, bound: Mapping[Term, Value], given: dict[Term, Value] | None = None
    ) -> None:
        self.instance, self.bound = instance, bound
        self.given: dict[Term, Value] = {} if given is None else given
        self.memo: dict[Term, Value] = {}
        self.plain_rules = rules
        self.rules: Rules = {
            **rules,
            "sym": self._symbol,
            "sum": self._sum,
            "iterate": self._iterate,
            "at": self._at,
            **dict.fromkeys(("gradient", "hessian", "jacobian"), self._derivative),
        }

    def value(self, term: Term) -> Value:
        return fold(term, self.rules, name="an exact value", memo=self.memo)

    def _within(self, bound: Mapping[Term, Value]) -> Evaluation:
        return Evaluation(self.instance, self.plain_rules, {**self.bound, **bound}, self.given)

    def _symbol(self, term: Term) -> Value:
        if term in self.bound:
            return self.bound[term]
        if term not in self.given:
            self.given[term] = self._given(term)
        return self.given[term]

    def _given(self, term: Term) -> Value:
        assert isinstance(term.data, Symbol)
        given = self.instance.values.get(term.data.name)
        if given is None:
            raise OutOfScopeError(f"The instance has no value for {term!r} ({show_shape(term.shape)}).")
        closed = with_sizes(given, self.instance.sizes)
        if closed.shape != term.shape:
            raise ShapeError(
                f"{term!r} is {show_shape(term.shape)}, but its value {closed!r} is {show_shape(closed.shape)}."
            )
        if free_symbols(closed):
            raise OutOfScopeError(f"The value {closed!r} of {term!r} is not closed; give numbers.")
        return Evaluation(self.instance, self.plain_rules, {}).value(closed)

    def _sum(self, term: Term) -> Value:
        low, high = (integer(self.value(bound), "A bound of a sum") for bound in term.args[:2])
        if high - low >= LONGEST_SUM:
            raise BudgetError(f"{term!r} has {high - low + 1} summands; symdl adds up to {LONGEST_SUM}.")
        index, body = Term("sym", data=term.data), term.args[2]
        free = free_by_part(body)
        total, constant = fmpq(0), dict[Term, Value]()
        for k in range(low, high + 1):
            inner = self._within({index: fmpq(k)})
            inner.memo.update(constant)
            total = self.rules["add"](term, total, inner.value(body))
            if k == low:
                constant = {
                    part: value for part, value in inner.memo.items() if part in free and index not in free[part]
                }
        return total

    def _iterate(self, term: Term) -> Value:
        reached, count, step = self.value(term.args[0]), natural(self.value(term.args[1])), term.args[2]
        if count > LONGEST_SUM:
            raise BudgetError(f"{term!r} takes {count} steps; symdl takes up to {LONGEST_SUM}.")
        for _ in range(count):
            reached = self._within({iterated(term): reached}).value(step)
        return reached

    def _at(self, term: Term) -> Value:
        body, keys, values = at_parts(term)
        return self._within({k: self.value(v) for k, v in zip(keys, values, strict=True)}).value(body)

    def _derivative(self, term: Term) -> Value:
        """The derivative where the body is defined and differentiable."""
        body, variable = term.args
        self.value(body)
        for condition in smoothness(body, variable):
            self.value(condition)
        return self.value(without_derivatives(term))


def integer(value: Value, role: str) -> int:
    if isinstance(value, fmpq) and value.q == 1:
        return int(value.p)
    raise OutOfScopeError(f"{role} must be an integer, but it is {value}.")


# rules --------------------------------------------------------------------------------------------


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


def natural(exponent: Value) -> int:
    k = integer(exponent, "An exponent")
    if k < 0:
        raise Undefined(f"A symbolic power needs a natural exponent, but it is {k}.")
    return k


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


# relations ----------------------------------------------------------------------------------------


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
