"""The entries of a term as polynomials in the unknowns of a search.

A term that is no polynomial becomes auxiliaries with constraints that define them (u·b = 1 for u = 1/b,
u² = s and u ≥ 0 for u = √s, (u − a)(u − b) = 0 for u = max(a, b)), or auxiliaries that are evaluated once
their arguments are known (rank, pseudoinverse, exp at 0).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import starmap
from math import perm
from typing import Any

from symdl.algebra.closed_matrices import NUMBERS, closed_number
from symdl.refuters.coefficients import constant_of
from symdl.refuters.constraints import Constraint, Entries, Equation, Evaluation, Poly, Sign
from symdl.refuters.ring import Ring, variables
from symdl.refuters.templates import Template
from symdl.semantics.derivative import without_derivatives
from symdl.semantics.fold import BINDERS, fold
from symdl.semantics.substitution import at_parts, free_symbols, iterated, substitute
from symdl.terms import operators as ops
from symdl.terms.errors import BudgetError, OutOfScopeError
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Application, Term, number

LONGEST = 2000
"""Terms of a polynomial beyond which a relation is evaluated at points only."""

HIGHEST = 60
"""The highest power that is expanded."""


class PolynomialReader:
    """Reads terms at fixed sizes into a ring, and remembers what defines the auxiliaries.

    Attributes:
        definitions: for an auxiliary, the constraints that define it.
        evaluations: for an auxiliary, the evaluation that gives it.
    """

    def __init__(self, ring: Ring, templates: Mapping[str, Template]) -> None:
        self.ring = ring
        self.templates = templates
        self.definitions: dict[int, tuple[Constraint, ...]] = {}
        self.evaluations: dict[int, Evaluation] = {}
        self.memo: dict[Term, Any] = {}
        self.rules: dict[str, Callable[..., Entries]] = {
            name.removeprefix("read_"): getattr(self, name) for name in dir(self) if name.startswith("read_")
        }
        for op in ("pinv", "exp", "log", "tanh", "sign"):
            self.rules[op] = self._evaluated
        for op in NUMBERS:
            self.rules[op] = self._counted

    def entries(self, term: Term) -> Entries:
        """The entries of a term; raises OutOfScopeError when they are no polynomials in auxiliaries."""
        try:
            try:
                return self._folded(term)
            except OutOfScopeError:
                plain = without_derivatives(term)
                if plain is term:
                    raise
                return self._folded(plain)
        except BudgetError as error:
            raise OutOfScopeError(str(error)) from error
        except (TypeError, ValueError, OverflowError, ArithmeticError, RecursionError) as error:
            raise OutOfScopeError(f"{term.op} has no polynomial entries ({error}).") from error

    def _folded(self, term: Term) -> Entries:
        entries: Entries = fold(term, self.rules, name="a polynomial", lazy=BINDERS, memo=self.memo)
        return entries

    def scalar(self, term: Term) -> Poly:
        return self.entries(term)[0][0]

    # leaves ---------------------------------------------------------------------------------------

    def read_num(self, term: Term) -> Entries:
        assert isinstance(term.data, Fraction)
        return ((self.ring.rational(term.data),),)

    def read_sym(self, term: Term) -> Entries:
        return self.ring.symbol(term)

    def read_identity(self, term: Term) -> Entries:
        n = _integer(term.shape[0])
        return tuple(tuple(self.ring.one if i == j else self.ring.zero for j in range(n)) for i in range(n))

    def read_zeros(self, term: Term) -> Entries:
        return self._filled(term, self.ring.zero)

    def read_ones(self, term: Term) -> Entries:
        return self._filled(term, self.ring.one)

    def _filled(self, term: Term, value: Poly) -> Entries:
        rows, columns = map(_integer, term.shape)
        return ((value,) * columns,) * rows

    def read_array(self, term: Term, *values: Entries) -> Entries:
        rows, columns = map(_integer, term.shape)
        flat = [value[0][0] for value in values]
        return tuple(tuple(flat[i * columns : (i + 1) * columns]) for i in range(rows))

    # arithmetic -----------------------------------------------------------------------------------

    def read_add(self, term: Term, *values: Entries) -> Entries:
        return _cellwise(lambda *cells: sum(cells[1:], cells[0]), *values)

    def read_mul(self, term: Term, *values: Entries) -> Entries:
        factor = self.ring.one
        matrix: Entries | None = None
        for arg, value in zip(term.args, values, strict=True):
            if arg.shape == (1, 1):
                factor = _times(factor, value[0][0])
            else:
                matrix = value
        return ((factor,),) if matrix is None else tuple(tuple(_times(factor, cell) for cell in row) for row in matrix)

    def read_matmul(self, term: Term, *values: Entries) -> Entries:
        product = values[0]
        for value in values[1:]:
            product = self._product(product, value)
        return product

    def _product(self, left: Entries, right: Entries) -> Entries:
        columns = list(zip(*right, strict=True))
        if not right:
            raise OutOfScopeError("a product over no index is read as a zero matrix elsewhere")
        return tuple(tuple(_small(self._dot(row, column)) for column in columns) for row in left)

    def _dot(self, row: Sequence[Poly], column: Sequence[Poly]) -> Poly:
        return sum((_times(a, b) for a, b in zip(row, column, strict=True)), self.ring.zero)

    def read_pow(self, term: Term, base: Entries) -> Entries:
        exponent = term.data
        assert isinstance(exponent, int)
        if term.args[0].op == "norm" and exponent > 0 and exponent % 2 == 0:
            return ((self._power(self._squares(self.entries(term.args[0].args[0])), exponent // 2),),)
        if exponent >= 0:
            return ((self._power(base[0][0], exponent),),)
        return ((self._power(self._reciprocal(term.args[0], base), -exponent),),)

    def read_hadamard_power(self, term: Term, base: Entries) -> Entries:
        exponent, (inner,) = term.data, term.args
        assert isinstance(exponent, int)
        if exponent >= 0:
            return _cellwise(lambda cell: self._power(cell, exponent), base)
        return tuple(
            tuple(
                self._power(self._reciprocal(ops.entry(inner, (i, j)), ((cell,),)), -exponent)
                for j, cell in enumerate(row)
            )
            for i, row in enumerate(base)
        )

    def _power(self, base: Poly, exponent: int) -> Poly:
        if not base.is_constant() and (exponent > HIGHEST or (len(base) > 1 and exponent * len(base) > 40)):
            raise OutOfScopeError(f"the power {exponent} is too large to expand")
        if base.is_constant() and exponent > 1000:
            raise OutOfScopeError(f"the power {exponent} is too large to expand")
        return _small(base**exponent)

    def read_power(self, term: Term, base: Entries, exponent: Entries) -> Entries:
        if exponent[0][0].is_constant():
            value = constant_of(exponent[0][0])
            if value.denominator == 1 and value >= 0:
                return ((self._power(base[0][0], int(value)),),)
        return self._evaluated(term, base, exponent)

    def read_matrix_power(self, term: Term, base: Entries, exponent: Entries) -> Entries:
        if not exponent[0][0].is_constant():
            raise OutOfScopeError("a matrix power with an unknown exponent is not expanded")
        count = constant_of(exponent[0][0])
        if count.denominator != 1 or not 0 <= count <= HIGHEST:
            raise OutOfScopeError(f"a matrix power with exponent {count} is not expanded")
        power = self.read_identity(term)
        for _ in range(int(count)):
            power = self._product(power, base)
        return power

    def read_iterate(self, term: Term) -> Entries:
        count = self.scalar(term.args[1])
        if not count.is_constant() or constant_of(count) not in range(HIGHEST):
            raise OutOfScopeError("an iterate with an unknown number of steps is not expanded")
        reached = term.args[0]
        for _ in range(int(constant_of(count))):
            reached = substitute(term.args[2], {iterated(term): reached})
        return self.entries(reached)

    def _reciprocal(self, base: Term, value: Entries) -> Poly:
        divisor = value[0][0]
        if divisor.is_constant() and not divisor.is_zero():
            return self.ring.one / divisor
        key = Term("pow", (base,), -1)
        if ("reciprocal", key) not in self.memo:
            index = self.ring.auxiliary([value])
            self.definitions[index] = (Equation(_times(self.ring.generators[index], divisor) - 1, -1),)
            self.memo["reciprocal", key] = self.ring.generators[index]  # type: ignore[index]
        return self.memo["reciprocal", key]  # type: ignore[index]

    # matrices -------------------------------------------------------------------------------------

    def read_transpose(self, term: Term, value: Entries) -> Entries:
        rows, columns = map(_integer, term.shape)
        return tuple(tuple(value[j][i] for j in range(columns)) for i in range(rows))

    def read_trace(self, term: Term, value: Entries) -> Entries:
        return ((sum((row[i] for i, row in enumerate(value)), self.ring.zero),),)

    def read_det(self, term: Term, value: Entries) -> Entries:
        return ((self.determinant(value),),)

    def determinant(self, rows: Sequence[Sequence[Poly]]) -> Poly:
        """By expansion along the first row."""
        if not rows:
            return self.ring.one
        if len(rows) > 4:
            raise OutOfScopeError("a determinant of more than 4 rows is not expanded")
        total = self.ring.zero
        for j, entry in enumerate(rows[0]):
            if not entry.is_zero():
                minor = self.determinant([[*row[:j], *row[j + 1 :]] for row in rows[1:]])
                total = _small(total + (-1) ** j * _times(entry, minor))
        return total

    def read_inner(self, term: Term, left: Entries, right: Entries) -> Entries:
        return ((_small(sum((self._dot(a, b) for a, b in zip(left, right, strict=True)), self.ring.zero)),),)

    def read_hadamard(self, term: Term, left: Entries, right: Entries) -> Entries:
        return _cellwise(_times, left, right)

    def read_kron(self, term: Term, left: Entries, right: Entries) -> Entries:
        return tuple(tuple(_times(a, b) for a in row for b in other) for row in left for other in right)

    def read_vec(self, term: Term, value: Entries) -> Entries:
        return tuple((cell,) for column in zip(*value, strict=True) for cell in column)

    def read_diag(self, term: Term, value: Entries) -> Entries:
        n = len(value)
        return tuple(tuple(value[i][0] if i == j else self.ring.zero for j in range(n)) for i in range(n))

    def read_entry(self, term: Term, value: Entries) -> Entries:
        place: Any = term.data
        return ((value[place[0]][place[1]],),)

    # auxiliaries with defining constraints --------------------------------------------------------

    def read_inverse(self, term: Term, value: Entries) -> Entries:
        n = len(value)
        if n > 3:
            return self._evaluated(term, value)
        indices = [self.ring.auxiliary([value]) for _ in range(n * n)]
        entries = tuple(tuple(self.ring.generators[indices[i * n + j]] for j in range(n)) for i in range(n))
        product = self._product(value, entries)
        equations = tuple(Equation(product[i][j] - int(i == j), -1) for i in range(n) for j in range(n))
        for index in indices:
            self.definitions[index] = equations
        return entries

    def read_norm(self, term: Term, value: Entries) -> Entries:
        return ((self._root(self._squares(value)),),)

    def _squares(self, value: Entries) -> Poly:
        return _small(sum((_times(cell, cell) for row in value for cell in row), self.ring.zero))

    def read_sqrt(self, term: Term, value: Entries) -> Entries:
        return _cellwise(self._root, value)

    def read_abs(self, term: Term, value: Entries) -> Entries:
        return _cellwise(lambda cell: self._root(_times(cell, cell)), value)

    def _root(self, square: Poly) -> Poly:
        index = self.ring.auxiliary([((square,),)])
        u = self.ring.generators[index]
        self.definitions[index] = (Equation(u * u - square, -1), Sign(u, False, -1))
        return u

    def read_max(self, term: Term, left: Entries, right: Entries) -> Entries:
        return self._extreme(left, right, 1)

    def read_min(self, term: Term, left: Entries, right: Entries) -> Entries:
        return self._extreme(left, right, -1)

    def _extreme(self, left: Entries, right: Entries, sign: int) -> Entries:
        return _cellwise(lambda a, b: self._extreme_of(a, b, sign), left, right)

    def _extreme_of(self, a: Poly, b: Poly, sign: int) -> Poly:
        index = self.ring.auxiliary([((a, b),)])
        u = self.ring.generators[index]
        either = Equation(_small((u - a) * (u - b)), -1)
        self.definitions[index] = (either, Sign(sign * (u - a), False, -1), Sign(sign * (u - b), False, -1))
        return u

    def _evaluated(self, term: Term, *values: Entries) -> Entries:
        """Auxiliaries for the entries of a term that is evaluated at numbers only."""
        rows, columns = map(_integer, term.shape)
        indices = [self.ring.auxiliary(values) for _ in range(rows * columns)]
        evaluation = Evaluation(term, values, tuple(indices))
        self.evaluations.update(dict.fromkeys(indices, evaluation))
        return tuple(tuple(self.ring.generators[indices[i * columns + j]] for j in range(columns)) for i in range(rows))

    def _counted(self, term: Term, *values: Entries) -> Entries:
        """A rank or a positive index; that of a closed matrix is known at once, also where its entries are algebraic."""
        return self._evaluated(term, *values) if free_symbols(term) else self.read_num(closed_number(term))

    # functions and binders ------------------------------------------------------------------------

    def read_apply(self, term: Term, *values: Entries) -> Entries:
        assert isinstance(term.data, Application)
        template = self.templates[term.data.function.name]
        if template.is_of_vector:
            if any(term.data.orders):
                raise OutOfScopeError("a derivative of a function of a vector is read through its gradient")
            return self._applied(template, (0,) * len(values[0]), [row[0] for row in values[0]])
        if template.function.arity == 1:
            orders = term.data.orders
            return _cellwise(lambda cell: self._applied(template, orders, [cell])[0][0], values[0])
        return self._applied(template, term.data.orders, [value[0][0] for value in values])

    def _applied(self, template: Template, orders: Sequence[int], arguments: Sequence[Poly]) -> Entries:
        width = len(template.monomials)
        coefficients = self.ring.coefficients(template.function.name, width * template.components)
        rows = []
        for component in range(template.components):
            total = self.ring.zero
            for i, exponents in enumerate(template.monomials):
                if all(e >= k for e, k in zip(exponents, orders, strict=True)):
                    product = coefficients[component * width + i]
                    for argument, e, k in zip(arguments, exponents, orders, strict=True):
                        product = _small(product * perm(e, k) * argument ** (e - k))
                    total += product
            rows.append((_small(total),))
        return tuple(rows)

    def read_sum(self, term: Term) -> Entries:
        low, high = (self.scalar(bound) for bound in term.args[:2])
        if not (low.is_constant() and high.is_constant()):
            raise OutOfScopeError("a sum with unknown bounds has no fixed number of terms")
        index = Term("sym", data=term.data)
        first, last = (int(constant_of(bound)) for bound in (low, high))
        if last - first > 50:
            raise OutOfScopeError("a sum of more than 50 terms is not expanded")
        summands = (self.scalar(substitute(term.args[2], {index: number(i)})) for i in range(first, last + 1))
        return ((sum(summands, self.ring.zero),),)

    def read_gradient(self, term: Term) -> Entries:
        body, places = self._differentiable(term)
        if is_scalar(term.args[1].shape):
            return _cellwise(lambda cell: cell.derivative(places[0][0]), body)
        return tuple(tuple(body[0][0].derivative(place) for place in row) for row in places)

    def read_hessian(self, term: Term) -> Entries:
        body, places = self._differentiable(term)
        indices = [place for column in zip(*places, strict=True) for place in column]
        return tuple(tuple(body[0][0].derivative(i).derivative(j) for j in indices) for i in indices)

    def read_jacobian(self, term: Term) -> Entries:
        body, places = self._differentiable(term)
        indices = [place for column in zip(*places, strict=True) for place in column]
        return tuple(
            tuple(cell.derivative(place) for place in indices) for column in zip(*body, strict=True) for cell in column
        )

    def _differentiable(self, term: Term) -> tuple[Entries, list[list[int]]]:
        body = self.entries(term.args[0])
        places = [[_index(cell) for cell in row] for row in self.ring.symbol(term.args[1])]
        self._require_explicit(body, {place for row in places for place in row})
        return body, places

    def _require_explicit(self, body: Entries, places: set[int]) -> None:
        for row in body:
            for cell in row:
                for index in variables(cell):
                    if self.ring.dependencies.get(index, frozenset()) & places:
                        raise OutOfScopeError("an auxiliary depends on the variable")

    def read_at(self, term: Term) -> Entries:
        inner, keys, replacements = at_parts(term)
        body = self.entries(inner)
        images = list(self.ring.generators)
        places = set()
        for key, replacement in zip(keys, replacements, strict=True):
            for row, new in zip(self.ring.symbol(key), self.entries(replacement), strict=True):
                for cell, image in zip(row, new, strict=True):
                    images[_index(cell)] = image
                    places.add(_index(cell))
        self._require_explicit(body, places)
        return tuple(tuple(_small(cell.compose(*images)) for cell in row) for row in body)


def _cellwise(function: Callable[..., Poly], *values: Entries) -> Entries:
    return tuple(tuple(starmap(function, zip(*rows, strict=True))) for rows in zip(*values, strict=True))


def _integer(size: object) -> int:
    if not isinstance(size, int):
        raise OutOfScopeError(f"the size {size} is not fixed")
    return size


def _small(poly: Poly) -> Poly:
    if len(poly) > LONGEST:
        raise OutOfScopeError(f"a polynomial of {len(poly)} terms is evaluated at points only")
    return poly


def _times(left: Poly, right: Poly) -> Poly:
    if len(left) * len(right) > 20 * LONGEST:
        raise OutOfScopeError("a product of long polynomials is evaluated at points only")
    return _small(left * right)


def _index(generator: Poly) -> int:
    (index,) = variables(generator)
    return index
