"""A finished state as an instance: numbers for every symbol and polynomials for every function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from symdl.claims.instance import Instance
from symdl.refuters.coefficients import as_fraction, constant_of, univariate
from symdl.refuters.palette import cost
from symdl.refuters.ring import Unknown, name_of, variables
from symdl.refuters.sizes import Sizing
from symdl.refuters.state import State
from symdl.semantics.substitution import free_symbols, substitute
from symdl.terms import operators as ops
from symdl.terms.relation import Relation
from symdl.terms.term import Term, number

Defaults = Callable[[int, Unknown], Fraction]
"""The value of an unknown that nothing constrains."""

Coefficients = Mapping[str, tuple[Fraction, ...]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An instance with the numbers it was made from.

    Attributes:
        instance: values for every symbol of the system, those of opened quantifiers included.
        coefficients: of each function, as its template orders them.
        numbers: the value of each rational unknown.
        price: how complicated the instance is.
    """

    instance: Instance
    coefficients: Coefficients
    numbers: Mapping[int, Fraction]
    price: int

    def of(self, names: frozenset[str]) -> Instance:
        """The instance with these symbols only."""
        values = {name: value for name, value in self.instance.values.items() if name in names}
        return Instance(self.instance.sizes, values, self.instance.functions)


def candidate(state: State, sizing: Sizing, defaults: Defaults) -> Candidate:
    """The instance of a finished state; unknowns that are open still get their defaults."""
    ring = state.system.ring
    filled = {i: defaults(i, unknown) for i, unknown in ring.unknowns.items()}
    polys = {i: state.value(i, filled) for i in ring.unknowns}
    numbers = {i: constant_of(poly) for i, poly in polys.items() if poly.is_constant()}
    values: dict[str, Term] = {name_of(symbol): number(value) for symbol, value in sizing.counters.items()}
    for symbol, rows in ring.symbols.items():
        cells = [_cell(state, polys, cell) for row in rows for cell in row]
        if None not in cells:
            values[name_of(symbol)] = _assembled(symbol, cells)
    coefficients = {
        name: tuple(numbers.get(i, Fraction(0)) for g in generators for i in variables(g))
        for name, generators in ring.functions.items()
    }
    functions = {name: state.system.templates[name].definition(c) for name, c in coefficients.items()}
    price = sum(cost(value) for value in numbers.values()) + 20 * (len(polys) - len(numbers))
    return Candidate(Instance(dict(sizing.sizes), values, functions), coefficients, numbers, price)


def _cell(state: State, polys: Mapping[int, Any], generator: Any) -> Term | None:
    (index,) = variables(generator)
    poly = polys.get(index)
    if poly is None:
        return None
    if poly.is_constant():
        return number(constant_of(poly))
    assert state.algebraic is not None
    place, root, _ = state.algebraic
    alpha = root.term()
    powers = (c * alpha**k if k else number(c) for k, c in enumerate(map(as_fraction, univariate(poly, place))) if c)
    return ops.add(*powers)


def _assembled(symbol: Term, cells: list[Any]) -> Term:
    return cells[0] if symbol.shape == (1, 1) else Term("array", tuple(cells), shape=symbol.shape)


def closed(relation: Relation, instance: Instance) -> Relation:
    """The relation with the values of an instance for its free symbols."""
    values = {s: instance.values[name_of(s)] for s in free_symbols(relation) if name_of(s) in instance.values}
    result: Relation = substitute(relation, values)
    return result
