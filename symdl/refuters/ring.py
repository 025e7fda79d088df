"""The polynomial ring a claim is read into: one generator for each scalar that may be chosen.

Generators are unknowns (entries of free symbols, coefficients of functions), bound variables, and auxiliaries
(the entries of a term that is no polynomial). Each auxiliary knows on which generators its value depends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress, count

import flint

from symdl.refuters.coefficients import as_flint
from symdl.refuters.constraints import Entries, Poly
from symdl.terms.term import Symbol, Term


class RingFullError(Exception):
    """More generators are wanted than the ring was made with."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A scalar to choose: entry (row, column) of a symbol, or a coefficient of a function (row 0)."""

    owner: str
    row: int
    column: int
    domain: str = "real"
    is_function: bool = False


class Ring:
    """ℚ[v₀, …, vₙ₋₁] with generators handed out one after the other."""

    def __init__(self, capacity: int) -> None:
        self.context = flint.fmpq_mpoly_ctx.get([f"v{i}" for i in range(capacity)], "lex")
        self.generators = self.context.gens()
        self.used = 0
        self.unknowns: dict[int, Unknown] = {}
        self.bound: set[int] = set()
        self.symbols: dict[Term, Entries] = {}
        self.functions: dict[str, tuple[Poly, ...]] = {}
        self.dependencies: dict[int, frozenset[int]] = {}
        self.zero = self.context.constant(0)
        self.one = self.context.constant(1)

    def rational(self, value: Fraction) -> Poly:
        """A constant polynomial."""
        return self.context.constant(as_flint(value))

    def fresh(self) -> int:
        """The index of a generator nobody has."""
        if self.used == len(self.generators):
            raise RingFullError
        self.used += 1
        return self.used - 1

    def symbol(self, term: Term, *, is_bound: bool = False) -> Entries:
        """The entries of a symbol, each a generator; made at the first call."""
        if term not in self.symbols:
            self.symbols[term] = tuple(
                tuple(
                    self._entry(Unknown(name_of(term), i, j, domain_of(term)), is_bound)
                    for j in range(int(term.shape[1]))
                )
                for i in range(int(term.shape[0]))
            )
        return self.symbols[term]

    def _entry(self, unknown: Unknown, is_bound: bool) -> Poly:
        index = self.fresh()
        if is_bound:
            self.bound.add(index)
        else:
            self.unknowns[index] = unknown
        return self.generators[index]

    def coefficients(self, name: str, count: int) -> tuple[Poly, ...]:
        """The unknown coefficients of a function."""
        if name not in self.functions:
            indices = [self.fresh() for _ in range(count)]
            self.unknowns.update({index: Unknown(name, 0, i, is_function=True) for i, index in enumerate(indices)})
            self.functions[name] = tuple(self.generators[index] for index in indices)
        return self.functions[name]

    def auxiliary(self, arguments: Iterable[Entries]) -> int:
        """A generator whose value depends on the generators of the arguments."""
        index = self.fresh()
        used = variables(*(entry for rows in arguments for row in rows for entry in row))
        self.dependencies[index] = used.union(*(self.dependencies.get(i, frozenset()) for i in used))
        return index

    def reach(self, poly: Poly) -> frozenset[int]:
        """The generators a polynomial depends on, through auxiliaries too."""
        used = variables(poly)
        return used.union(*(self.dependencies.get(i, frozenset()) for i in used))


def variables(*polys: Poly) -> frozenset[int]:
    """The generators that occur in polynomials."""
    return frozenset[int]().union(*(compress(count(), poly.degrees()) for poly in polys if not poly.is_zero()))


def name_of(symbol: Term) -> str:
    """The name of a symbol."""
    assert isinstance(symbol.data, Symbol)
    return symbol.data.name


def domain_of(symbol: Term) -> str:
    """The domain of a symbol."""
    assert isinstance(symbol.data, Symbol)
    return symbol.data.domain
