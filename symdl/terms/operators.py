"""The operators of the language: each checks shapes and builds one kind of term.

Conventions: vectors are columns, sizes named by text stand for integers ≥ 1, indices are zero-based in
Python and one-based in print, `gradient` has the shape of its variable, and the Jacobian of
f: ℝⁿ → ℝᵐ is m × n.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from symdl.terms.errors import BudgetError, DeclarationError, OutOfScopeError, ShapeError
from symdl.terms.shapes import (
    SCALAR,
    Shape,
    Size,
    checked_name,
    checked_size,
    is_scalar,
    show_shape,
    size_factors,
    size_product,
    size_terms,
)
from symdl.terms.term import DOMAINS, Application, FunctionSymbol, Symbol, Term, as_scalar, as_term, number, subterms

MAX_EXPONENT = 1_000_000
PARTIAL = frozenset(
    {
        "inverse",
        "sqrtm",
        "log",
        "sqrt",
        "power",
        "matrix_power",
        "iterate",
        "gradient",
        "hessian",
        "jacobian",
        "at",
        "sum",
    }
)
"""Operators that need not be defined everywhere; negative powers are partial too."""

MERGED = 128
"""Sums and products up to this length take further parts in; a longer one is nested as a part itself, so that
building one part after another takes linear time."""


# declarations -------------------------------------------------------------------------------------


def symbol(name: str, *, shape: Shape = SCALAR, domain: str = "real") -> Term:
    """A free symbol. ``domain``: real, positive, nonnegative, integer or natural (0, 1, 2, …); a matrix is real or complex."""
    checked_name(name)
    if domain not in DOMAINS or (domain == "complex" and is_scalar(shape)):
        of_scalars = ", ".join(known for known in DOMAINS if known != "complex")
        raise DeclarationError(f"{name}: {domain!r} is no domain; use one of {of_scalars}.")
    rows, columns = map(checked_size, shape)
    if domain == "complex":
        _require_names(name, rows, columns)
    elif domain != "real" and not is_scalar((rows, columns)):
        raise DeclarationError(
            f"{name} is {show_shape((rows, columns))} and cannot be {domain}, which is said of scalars only; "
            "declare it real and add a hypothesis."
        )
    return Term("sym", data=Symbol(name, domain), shape=(rows, columns))


def _require_names(name: str, rows: Size, columns: Size) -> None:
    for size in (rows, columns):
        if not isinstance(size, str) or len(size_terms(size)) > 1 or "*" in size:
            raise DeclarationError(
                f"{name} is complex and {show_shape((rows, columns))}, but the sizes of a complex matrix are names; write a "
                'column as a matrix with columns of a named number, such as matrix("x", "n", "k", field="complex").'
            )


def scalar(
    name: str, *, positive: bool = False, nonnegative: bool = False, integer: bool = False, natural: bool = False
) -> Term:
    """A real scalar, or one restricted to a domain.

    >>> scalar("lambda", positive=True).shape
    (1, 1)
    """
    chosen = [
        word
        for word, is_chosen in (
            ("positive", positive),
            ("nonnegative", nonnegative),
            ("integer", integer),
            ("natural", natural),
        )
        if is_chosen
    ]
    if set(chosen) == {"nonnegative", "integer"}:
        chosen = ["natural"]
    if len(chosen) > 1:
        raise DeclarationError(f"{name} cannot be {' and '.join(chosen)} at once; choose one and add a hypothesis.")
    return symbol(name, domain=chosen[0] if chosen else "real")


def vector(name: str, n: Size) -> Term:
    """A column in ℝⁿ."""
    return symbol(name, shape=(n, 1))


def matrix(name: str, m: Size, n: Size, *, field: str = "real") -> Term:
    """A matrix in ℝ^{m × n}, or with ``field="complex"`` in ℂ^{m × n}, for named sizes m and n.

    >>> matrix("A", "m", "n", field="complex").H
    Aᴴ
    """
    if field not in ("real", "complex"):
        raise DeclarationError(f"{name}: {field!r} is no field; use real or complex.")
    return symbol(name, shape=(m, n), domain=field)


def function(name: str, domain: Size = 1, codomain: Size = 1, *, arity: int | None = None) -> FunctionSymbol:
    """An arbitrary smooth function. ``function("f")`` is ℝ → ℝ (elementwise on a matrix),
    ``function("F", "M", "N")`` is ℝᴹ → ℝᴺ, ``function("g", arity=2)`` is ℝ × ℝ → ℝ."""
    checked_name(name)
    if arity is not None:
        if domain != 1 or codomain != 1 or arity < 1:
            raise DeclarationError(f"{name}: give either arity ≥ 1 or sizes of domain and codomain, not both.")
        return FunctionSymbol(name, (1,) * arity, 1)
    return FunctionSymbol(name, (checked_size(domain),), checked_size(codomain))


def size(name: Size) -> Term:
    """A size as a scalar term, e.g. for ``trace(identity("n"))``."""

    def product(term: Size) -> Term:
        factors = size_factors(term)
        return reduce(scale, (number(part) if isinstance(part, int) else Term("size", data=part) for part in factors))

    return add(*map(product, size_terms(checked_size(name))))


def identity(n: Size) -> Term:
    """The n × n identity matrix; for a product of sizes, such as n·m, the Kronecker product of identities."""
    n = checked_size(n)
    if len(size_factors(n)) > 1:
        return reduce(kron, map(identity, size_factors(n)))
    return number(1) if n == 1 else Term("identity", data=n, shape=(n, n))


def zeros(m: Size, n: Size = 1) -> Term:
    """The m × n zero matrix."""
    return number(0) if (m, n) == SCALAR else Term("zeros", shape=(checked_size(m), checked_size(n)))


def ones(m: Size, n: Size = 1) -> Term:
    """The m × n matrix of ones."""
    return number(1) if (m, n) == SCALAR else Term("ones", shape=(checked_size(m), checked_size(n)))


def array(rows: Sequence[Any]) -> Term:
    """An explicit matrix from rows, or a column from a flat sequence; entries are scalars.

    >>> array([[1, 2], [3, 4]]).shape
    (2, 2)
    """
    table = [list(row) if isinstance(row, list | tuple) else [row] for row in rows]
    widths = {len(row) for row in table}
    if not table:
        raise ShapeError("An explicit matrix needs a row; write zeros(0, n) for a matrix without rows.")
    if len(widths) != 1:
        raise ShapeError(f"Rows of an explicit matrix must have one length; here they have {sorted(widths)}.")
    entries = tuple(as_scalar(value, role="An entry of an explicit matrix") for row in table for value in row)
    shape = (len(table), widths.pop())
    return entries[0] if shape == SCALAR else Term("array", entries, shape=shape)


def root(coefficients: Sequence[int | Fraction], low: int | Fraction, high: int | Fraction) -> Term:
    """The real algebraic number that is the one root in [low, high] of the polynomial with these coefficients.

    Args:
        coefficients: from the constant term upwards.
        low: lower end of an interval that isolates the root.
        high: upper end.
    """
    return Term("root", data=(tuple(map(Fraction, coefficients)), Fraction(low), Fraction(high)))


# arithmetic ---------------------------------------------------------------------------------------


def _same_shape(verb: str, left: Term, right: Term) -> Shape:
    if left.shape != right.shape:
        raise ShapeError(
            f"Cannot {verb} {left!r} ({show_shape(left.shape)}) and {right!r} ({show_shape(right.shape)}): "
            "shapes differ; transpose one of them or correct its declaration."
        )
    return left.shape


def _is_number(term: Term, value: int) -> bool:
    return term.op == "num" and term.data == value


def add(*values: Any) -> Term:
    """The sum of terms of one shape. The number 0 may stand for a zero matrix."""
    terms = [term for term in map(as_term, values) if not _is_number(term, 0)]
    if not terms:
        return number(0)
    shape = terms[0].shape
    parts: list[Term] = []
    for term in terms:
        shape = _same_shape("add", terms[0], term)
        parts.extend(_parts("add", term))
    return parts[0] if len(parts) == 1 else Term("add", tuple(parts), shape=shape)


def subtract(left: Any, right: Any) -> Term:
    first, second = as_term(left), as_term(right)
    if not (_is_number(first, 0) or _is_number(second, 0)):
        _same_shape("subtract", first, second)
    return add(first, scale(-1, second))


def _is_partial(term: Term) -> bool:
    """Whether an operator may be undefined, so that 0 times the term is not simply 0."""
    return term.op in PARTIAL or (term.op in ("pow", "hadamard_power") and term.data < 0)


def scale(left: Any, right: Any) -> Term:
    """The product of two terms of which at least one is a scalar."""
    first, second = as_term(left), as_term(right)
    if not (is_scalar(first.shape) or is_scalar(second.shape)):
        raise ShapeError(
            f"* scales by a scalar, but {first!r} is {show_shape(first.shape)} and {second!r} is "
            f"{show_shape(second.shape)}; use @ for the matrix product or hadamard for the entrywise one."
        )
    shape = second.shape if is_scalar(first.shape) else first.shape
    factors = [*_parts("mul", first), *_parts("mul", second)]
    coefficient = Fraction(1)
    rest: list[Term] = []
    for factor in factors:
        if factor.op == "num":
            coefficient *= factor.data
        else:
            rest.append(factor)
    if coefficient == 0:
        if not any(_is_partial(part) for part in subterms(*rest)):
            return zeros(*shape)
        rest = [factor for factor in rest if not is_scalar(factor.shape) or any(map(_is_partial, subterms(factor)))]
    if not rest:
        return number(coefficient)
    if coefficient != 1:
        rest.insert(0, number(coefficient))
    return rest[0] if len(rest) == 1 else Term("mul", tuple(rest), shape=shape)


def _parts(op: str, term: Term) -> tuple[Term, ...]:
    """The summands of a sum or the factors of a product, when they are to be merged into another one."""
    return term.args if term.op == op and len(term.args) <= MERGED else (term,)


def divide(left: Any, right: Any) -> Term:
    """``left`` times the reciprocal of the scalar ``right``; defined where ``right`` is not 0."""
    denominator = as_scalar(right, role="A denominator")
    if denominator.op == "num" and denominator.data != 0:
        return scale(number(1 / denominator.data), left)
    return scale(left, Term("pow", (denominator,), -1))


def power(base: Any, exponent: Any) -> Term:
    """A power with an integer exponent, or with a symbolic natural one.

    Negative powers of a scalar are defined where it is not 0; negative powers of a matrix are powers of
    its inverse. A⁰ is the identity, also for A = 0.
    """
    term, index = as_term(base), as_term(exponent)
    if index.op != "num":
        if not is_scalar(term.shape):
            _require_square(term, "A power")
            return Term("matrix_power", (term, as_scalar(index, role="An exponent")), shape=term.shape)
        return Term("power", (term, as_scalar(index, role="An exponent")))
    value: Fraction = index.data
    if value == Fraction(1, 2):
        return sqrt(as_scalar(term, role="The base of the power 1/2"))
    if value.denominator != 1:
        raise ShapeError(f"The exponent {value} is no integer; write roots with sqrt.")
    n = int(value)
    if abs(n) > MAX_EXPONENT:
        raise BudgetError(f"The exponent {n} is beyond {MAX_EXPONENT}; use a symbolic exponent.")
    if not is_scalar(term.shape):
        return _matrix_power(term, n)
    if n == 1:
        return term
    if term.op == "num" and (n == 0 or (term.data in (0, 1, -1) and n > 0)):
        return number(term.data**n)
    return Term("pow", (term,), n)


def _matrix_power(term: Term, n: int) -> Term:
    _require_square(term, "A power")
    if n < 0:
        return _matrix_power(inverse(term), -n)
    if n == 0:
        return identity(term.shape[0])
    if n > 1000:
        raise BudgetError(f"The matrix power {n} is beyond 1000; use a smaller exponent.")
    return matmul(*([term] * n))


def matmul(*values: Any) -> Term:
    """The matrix product; neighbouring terms must have matching inner sizes. Scalars in a factor stand before the product."""
    terms: list[Term] = []
    scalars: list[Term] = []
    for value in values:
        term = as_term(value)
        if term.op == "mul" and not is_scalar(term.shape):
            scalars += [part for part in term.args if is_scalar(part.shape)]
            (term,) = (part for part in term.args if not is_scalar(part.shape))
        terms.append(term)
    product = _product_of(terms)
    for factor in reversed(scalars):
        product = scale(factor, product)
    return product


def _product_of(terms: list[Term]) -> Term:
    factors: list[Term] = []
    for term in terms:
        if factors and factors[-1].shape[1] != term.shape[0]:
            left = factors[-1]
            raise ShapeError(
                f"Cannot multiply {left!r} ({show_shape(left.shape)}) by {term!r} ({show_shape(term.shape)}): "
                f"{left.shape[1]} columns meet {term.shape[0]} rows; transpose one of them or correct its declaration."
            )
        factors.extend(_parts("matmul", term))
    matrices = [factor for factor in factors if not is_scalar(factor.shape)]
    scalars = [factor for factor in factors if is_scalar(factor.shape)]
    if not matrices:
        return reduce(scale, scalars)
    shape = (factors[0].shape[0], factors[-1].shape[1])
    product = matrices[0] if len(matrices) == 1 else Term("matmul", tuple(matrices), shape=shape)
    for factor in reversed(scalars):
        product = scale(factor, product)
    return product


# matrices -----------------------------------------------------------------------------------------


def _require_square(term: Term, role: str) -> None:
    if term.shape[0] != term.shape[1]:
        raise ShapeError(f"{role} needs a square matrix, but {term!r} is {show_shape(term.shape)}.")


def transpose(value: Any) -> Term:
    term = as_term(value)
    if term.is_complex and not is_scalar(term.shape):
        raise OutOfScopeError(
            f"The transpose of the complex {term!r} is out of scope, since what is proved of real matrices need not hold of it; "
            "take the conjugate transpose, A.H or A^*."
        )
    return adjoint(term)


def adjoint(value: Any) -> Term:
    """The conjugate transpose; of a real matrix the transpose. In JSON and for the checker both are ``transpose``."""
    term = as_term(value)
    if is_scalar(term.shape):
        return term
    if term.op == "transpose":
        return term.args[0]
    return Term("transpose", (term,), shape=(term.shape[1], term.shape[0]))


def inverse(value: Any) -> Term:
    """The inverse of a square matrix; defined where its determinant is not 0."""
    term = as_term(value)
    _require_square(term, "An inverse")
    return divide(1, term) if is_scalar(term.shape) else Term("inverse", (term,), shape=term.shape)


def pinv(value: Any) -> Term:
    """The Moore–Penrose inverse, defined for every real matrix."""
    term = as_term(value)
    return Term("pinv", (term,), shape=(term.shape[1], term.shape[0]))


def trace(value: Any) -> Term:
    term = as_term(value)
    _require_square(term, "A trace")
    return term if is_scalar(term.shape) else Term("trace", (term,))


def det(value: Any) -> Term:
    term = as_term(value)
    _require_square(term, "A determinant")
    return term if is_scalar(term.shape) else Term("det", (term,))


def rank(value: Any) -> Term:
    return Term("rank", (as_term(value),))


def positive_index(value: Any) -> Term:
    """The number of positive eigenvalues of a symmetric matrix; of any square matrix A that of (A + Aᵀ)/2.

    It is the largest dimension of a space on which xᵀAx > 0. The number of negative eigenvalues is ``positive_index(-A)``, that of
    zero ones n − rank A.

    >>> from symdl import equal, verify
    >>> from symdl.terms.operators import array, positive_index
    >>> verify(equal(positive_index(array([[0, 1], [1, 0]])), 1)).word
    'PROVED'
    >>> verify(equal(positive_index(array([[0, 1], [1, 0]])), 2)).word
    'REFUTED'
    """
    term = as_term(value)
    _require_square(term, "A positive index")
    return Term("positive_index", (term,))


def norm(value: Any) -> Term:
    """The Euclidean norm of a vector, the Frobenius norm of a matrix."""
    return Term("norm", (as_term(value),))


def inner(left: Any, right: Any) -> Term:
    """⟨a, b⟩ = tr(aᵀ b) of two terms of one shape."""
    first, second = as_term(left), as_term(right)
    _same_shape("take the inner product of", first, second)
    return scale(first, second) if is_scalar(first.shape) else Term("inner", (first, second))


def hadamard(left: Any, right: Any) -> Term:
    """The entrywise product of two terms of one shape."""
    first, second = as_term(left), as_term(right)
    shape = _same_shape("multiply entrywise", first, second)
    return scale(first, second) if is_scalar(shape) else Term("hadamard", (first, second), shape=shape)


def hadamard_power(value: Any, exponent: int) -> Term:
    """An integer power of every entry; a negative one is defined where no entry is 0."""
    term = as_term(value)
    if type(exponent) is not int or abs(exponent) > MAX_EXPONENT:
        raise ShapeError(
            f"An entrywise power has an integer exponent up to {MAX_EXPONENT}, but {exponent!r} was given."
        )
    if is_scalar(term.shape):
        return power(term, exponent)
    return term if exponent == 1 else Term("hadamard_power", (term,), exponent, shape=term.shape)


def hadamard_quotient(left: Any, right: Any) -> Term:
    """The entrywise quotient, defined where no entry of ``right`` is 0."""
    return hadamard(left, hadamard_power(right, -1))


def kron(left: Any, right: Any) -> Term:
    """The Kronecker product."""
    a, b = as_term(left), as_term(right)
    if is_scalar(a.shape) or is_scalar(b.shape):
        return scale(a, b)
    rows, columns = map(size_product, a.shape, b.shape)
    return Term("kron", (a, b), shape=(rows, columns))


def vec(value: Any) -> Term:
    """The columns of a matrix stacked into one column."""
    term = as_term(value)
    if term.shape[1] == 1:
        return term
    return Term("vec", (term,), shape=(size_product(*reversed(term.shape)), 1))


def diag(value: Any) -> Term:
    """The diagonal matrix with the entries of a column."""
    term = as_term(value)
    if term.shape[1] != 1:
        raise ShapeError(f"diag takes a column, but {term!r} is {show_shape(term.shape)}.")
    return term if is_scalar(term.shape) else Term("diag", (term,), shape=(term.shape[0], term.shape[0]))


def require_entries(term: Term) -> None:
    """Refuse the entries of a complex matrix, which are no real scalars."""
    if term.is_complex and not is_scalar(term.shape):
        raise OutOfScopeError(
            f"The entries of the complex {term!r} cannot be said; state the claim for the whole matrix."
        )


def entry(value: Any, index: int | tuple[int, int]) -> Term:
    """The entry at a zero-based index."""
    term = as_term(value)
    require_entries(term)
    row, column = index if isinstance(index, tuple) else (index, 0)
    if not isinstance(index, tuple) and term.shape[1] != 1:
        raise ShapeError(f"{term!r} is {show_shape(term.shape)}; take an entry with two indices.")
    for place, bound in ((row, term.shape[0]), (column, term.shape[1])):
        if type(place) is not int or place < 0 or (isinstance(bound, int) and place >= bound):
            raise ShapeError(
                f"{term!r} is {show_shape(term.shape)} and has no entry {(row, column)}; indices are integers from 0."
            )
    if is_scalar(term.shape):
        return term
    if term.op == "array":
        width = term.shape[1]
        assert isinstance(width, int)
        return term.args[row * width + column]
    return Term("entry", (term,), (row, column))


# elementary functions, entrywise on a matrix -----------------------------------------------------


def _entrywise(name: str, value: Any) -> Term:
    term = as_term(value)
    return Term(name, (term,), shape=term.shape)


def exp(value: Any) -> Term:
    return _entrywise("exp", value)


def log(value: Any) -> Term:
    """The natural logarithm, defined for positive numbers."""
    return _entrywise("log", value)


def sqrt(value: Any) -> Term:
    """The square root, defined for numbers ≥ 0."""
    return _entrywise("sqrt", value)


def tanh(value: Any) -> Term:
    return _entrywise("tanh", value)


def absolute(value: Any) -> Term:
    return _entrywise("abs", value)


def sign(value: Any) -> Term:
    """−1, 0 or 1."""
    return _entrywise("sign", value)


def _pairwise(name: str, left: Any, right: Any) -> Term:
    first, second = as_term(left), as_term(right)
    if is_scalar(first.shape) and not is_scalar(second.shape):
        first = scale(first, ones(*second.shape))
    if is_scalar(second.shape) and not is_scalar(first.shape):
        second = scale(second, ones(*first.shape))
    return Term(name, (first, second), shape=_same_shape("compare", first, second))


def maximum(left: Any, right: Any) -> Term:
    """The larger of two terms, entrywise; a scalar is compared with every entry."""
    return _pairwise("max", left, right)


def minimum(left: Any, right: Any) -> Term:
    """The smaller of two terms, entrywise; a scalar is compared with every entry."""
    return _pairwise("min", left, right)


def relu(value: Any) -> Term:
    """max(0, ·), entrywise."""
    return maximum(0, value)


def sigmoid(value: Any) -> Term:
    """1 / (1 + e^{−t}), entrywise."""
    term = as_term(value)
    return hadamard_power(add(ones(*term.shape), exp(-term)), -1)


def softmax(value: Any) -> Term:
    """eˣ / Σᵢ e^{xᵢ} of a column."""
    term = _column("softmax", value)
    return divide(exp(term), _entry_sum(exp(term)))


def log_sum_exp(value: Any) -> Term:
    """log Σᵢ e^{xᵢ} of a column."""
    return log(_entry_sum(exp(_column("log_sum_exp", value))))


def _column(name: str, value: Any) -> Term:
    term = as_term(value)
    if term.shape[1] != 1:
        raise ShapeError(f"{name} takes a column, but {term!r} is {show_shape(term.shape)}.")
    return term


def entry_sum(value: Any) -> Term:
    """The sum of all entries, 1ᵀ A 1."""
    return _entry_sum(as_term(value))


def _entry_sum(term: Term) -> Term:
    rows, columns = term.shape
    left, right = ([ones(1, rows)] if rows != 1 else []), ([ones(columns, 1)] if columns != 1 else [])
    return matmul(*left, term, *right)


def apply(function: FunctionSymbol, *arguments: Any, orders: tuple[int, ...] | None = None) -> Term:
    """A function symbol (or a derivative of one) at its arguments; a scalar function acts entrywise."""
    terms = tuple(as_term(argument) for argument in arguments)
    if len(terms) != function.arity:
        raise ShapeError(
            f"{function.name} takes {function.arity} arguments, but {len(terms)} were given; "
            f"call it with {function.arity}, or declare it with arity={len(terms)}."
        )
    orders = (0,) * function.arity if orders is None else orders
    if len(orders) != function.arity or not all(type(order) is int and order >= 0 for order in orders):
        raise ShapeError(
            f"{function.name} takes one order of derivative, an integer ≥ 0, for each of its {function.arity} arguments, "
            f"but {orders!r} was given."
        )
    shape: Shape = (function.codomain, 1)
    if function.arity == 1 and function.domain == (1,) and function.codomain == 1:
        shape = terms[0].shape
    else:
        for term, wanted in zip(terms, function.domain, strict=True):
            if term.shape != (wanted, 1):
                raise ShapeError(
                    f"{function.name} takes a vector of size {wanted}, but {term!r} is {show_shape(term.shape)}; "
                    "give it such a vector or correct a declaration."
                )
    return Term("apply", terms, Application(function, orders), shape=shape)


# sums and calculus --------------------------------------------------------------------------------


def iterate(step: Any, *, over: Term, start: Any, times: Any) -> Term:
    """What a step makes of a start when it is taken a natural number of times: x₀ = start, xₜ₊₁ = step at xₜ.

    Args:
        step: a term in the shape of ``over``, defined for every value of it.
        over: the real symbol for which each step puts the value before.
        start: the value before the first step.
        times: a scalar, a natural number or built from natural symbols.

    >>> from symdl import equal, verify
    >>> x, t = scalar("x"), scalar("t", natural=True)
    >>> verify(equal(iterate(2 * x, over=x, start=x, times=t), 2**t * x)).word
    'PROVED'
    >>> verify(equal(iterate(2 * x, over=x, start=x, times=t), 3**t * x)).word
    'REFUTED'
    """
    variable, first, body = _variable(over), as_term(start), as_term(step)
    if body.op == "num" and body.data == 0:
        body = zeros(*variable.shape)
    if first.op == "num" and first.data == 0:
        first = zeros(*variable.shape)
    _same_shape("iterate from", first, variable)
    _same_shape("iterate", body, variable)
    if variable.data.domain != "real":
        raise DeclarationError(
            f"A step is taken over a real symbol, but {variable!r} is {variable.data.domain}; "
            "iterate over a real one and add hypotheses on the start."
        )
    count = as_scalar(times, role="A number of steps")
    return Term("iterate", (first, count, body), variable.data, shape=variable.shape)


def summation(index: Term, lower: Any, upper: Any, body: Any) -> Term:
    """Σ of ``body`` over ``index`` = lower, …, upper; 0 when upper < lower.

    ``index`` is an integer symbol, the bounds are integer-valued scalars.
    """
    if not isinstance(index, Term) or index.op != "sym" or index.data.domain not in ("integer", "natural"):
        raise ShapeError(f"A sum runs over an integer symbol such as scalar('i', integer=True), but {index!r} is none.")
    terms = (
        as_scalar(lower, role="A lower bound"),
        as_scalar(upper, role="An upper bound"),
        as_scalar(body, role="A summand"),
    )
    return Term("sum", terms, index.data)


def _variable(value: Any) -> Term:
    term = as_term(value)
    if term.op != "sym":
        raise ShapeError(f"A derivative is taken by a symbol, but {term!r} is none; use .at({{x: value}}) afterwards.")
    return term


def gradient(f: Any, by: Any) -> Term:
    """The gradient of a scalar by a symbol, in the shape of the symbol; or by one layer of a network."""
    from symdl.terms.layers import is_layer

    variable = as_term(by)
    if variable.op != "chain":
        variable = _variable(by)
    elif not is_layer(variable):
        raise ShapeError(f"A gradient is taken by one layer, such as W[k], not by {variable!r}.")
    return Term("gradient", (as_scalar(f, role="The function of a gradient"), variable), shape=variable.shape)


def _stacked(term: Term) -> Size:
    """The number of entries, with the factors in the order of vec: columns, then rows."""
    return size_product(*reversed(term.shape))


def hessian(f: Any, by: Any) -> Term:
    """The n × n Hessian of a scalar by a vector in ℝⁿ; by an m × n matrix X the nm × nm one by vec X."""
    variable = _variable(by)
    n = _stacked(variable)
    return Term("hessian", (as_scalar(f, role="The function of a Hessian"), variable), shape=(n, n))


def jacobian(f: Any, by: Any) -> Term:
    """The m × n Jacobian of a vector in ℝᵐ by a vector in ℝⁿ; for matrices ∂vec F / ∂(vec X)ᵀ."""
    term, variable = as_term(f), _variable(by)
    return Term("jacobian", (term, variable), shape=(_stacked(term), _stacked(variable)))


def differential(f: Any, by: Any, along: Any, order: int = 1) -> Term:
    """The directional derivative of a term of any shape: dᵏ/dtᵏ f(X + t D) at t = 0, in the shape of f.

    >>> from symdl import inverse, matrix
    >>> X, D = matrix("X", "n", "n"), matrix("D", "n", "n")
    >>> differential(inverse(X), X, D).shape
    ('n', 'n')
    """
    term, variable, direction = as_term(f), _variable(by), as_term(along)
    _same_shape("differentiate along", variable, direction)
    names = {part.data.name for part in subterms(term, variable, direction) if part.op == "sym"}
    time = scalar(next(name for name in ("t", *(f"t{k}" for k in range(len(names) + 1))) if name not in names))
    moved = derivative(evaluated_at(term, {variable: variable + time * direction}), time, order)
    return evaluated_at(moved, {time: 0})


def derivative(f: Any, by: Any, order: int = 1) -> Term:
    """The derivative of a term by a scalar symbol, ``order`` times, in the shape of the term."""
    term, variable = as_term(f), _variable(by)
    as_scalar(variable, role="The variable of a derivative")
    if type(order) is not int or order < 0:
        raise ShapeError(f"The order of a derivative is an integer ≥ 0, but {order!r} was given.")
    for _ in range(order):
        term = Term("gradient", (term, variable), shape=term.shape)
    return term


def evaluated_at(value: Any, values: dict[Term, Any]) -> Term:
    """``value`` with symbols replaced, after any derivatives in it have been taken."""
    pairs = [(_variable(key), as_term(replacement)) for key, replacement in values.items()]
    for key, replacement in pairs:
        _same_shape("replace", key, replacement)
    term = as_term(value)
    if _is_derivative_of_function(term) and [key for key, _ in pairs] == [term.args[1]]:
        return _derivative_of_function_at(term, pairs[0][1])
    arguments = (term, *(key for key, _ in pairs), *(replacement for _, replacement in pairs))
    return Term("at", arguments, shape=term.shape)


def _is_derivative_of_function(term: Term) -> bool:
    """Whether the term is ∇f(x), ∇²f(x) or DF(x), in which x is bound by the value that is put in."""
    if term.op not in ("gradient", "hessian", "jacobian") or is_scalar(term.args[1].shape):
        return False
    body, variable = term.args
    return body.op == "apply" and body.args == (variable,) and not any(body.data.orders)


def _derivative_of_function_at(term: Term, point: Term) -> Term:
    """∇f at a point, in one form for all names of the variable: ∇f(y) at a symbol y, else v ↦ ∇f(v) at the point."""
    body, variable = term.args
    where = point
    if point.op != "sym":
        names = {part.data.name for part in subterms(point) if isinstance(part.data, Symbol)}
        name = "v"
        while name in names:
            name += "_"
        where = symbol(name, shape=variable.shape)
    taken = Term(term.op, (Term("apply", (where,), body.data, shape=body.shape), where), shape=term.shape)
    return taken if where is point else Term("at", (taken, where, point), shape=term.shape)


def total(values: Iterable[Any]) -> Term:
    """The sum of finitely many terms."""
    return add(*values)


def minimiser_body(f: Term | Callable[[Term], Any], at: Term) -> Term:
    """The function of `minimises` at a point: a callable is applied, a term is taken as it stands."""
    return as_scalar(f(at) if callable(f) else f, role="The function to minimise")
