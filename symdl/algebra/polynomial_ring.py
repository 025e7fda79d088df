"""Polynomial rings ℚ[v₁, …, v_n] on FLINT's multivariate polynomials, with named variables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flint import fmpq_mpoly, fmpq_mpoly_ctx

from symdl.algebra.points import chosen
from symdl.algebra.rings import Element, as_rational
from symdl.algebra.sympy_polynomials import read_polynomial
from symdl.algebra.variables import Variable
from symdl.terms.errors import DeclarationError

if TYPE_CHECKING:
    from symdl.algebra.polynomial import Polynomial

MAX_DEGREE = 1000


@dataclass(frozen=True)
class PolynomialRing:
    """ℚ[variables].

    Attributes:
        variables: in order; monomials are compared by degree, then reverse lexicographically.
        unknowns: the variables by which gradients and Hessians are taken when nothing else is said; for a network, its weights.
    """

    variables: tuple[Variable, ...]
    unknowns: tuple[Variable, ...] = ()

    def __post_init__(self) -> None:
        names = [v.name for v in self.variables]
        if len(set(names)) != len(names):
            twice = sorted({name for name in names if names.count(name) > 1})
            raise DeclarationError(f"The name {twice[0]} is used for two variables of one ring; rename one of them.")

    @cached_property
    def context(self) -> fmpq_mpoly_ctx:
        return fmpq_mpoly_ctx.get(tuple(v.name for v in self.variables), "degrevlex")

    @cached_property
    def generators(self) -> dict[Variable, fmpq_mpoly]:
        return dict(zip(self.variables, self.context.gens(), strict=True))

    @cached_property
    def positions(self) -> dict[Variable, int]:
        return {v: k for k, v in enumerate(self.variables)}

    @property
    def name(self) -> str:
        return f"ℚ[{len(self.variables)} variables]"

    def convert(self, value: Any) -> Element:
        """A number, a variable, a polynomial, a SymPy polynomial or a scalar term, as an element."""
        from symdl.algebra.polynomial import Polynomial

        if isinstance(value, fmpq_mpoly):
            return value
        if isinstance(value, Variable):
            return self.generators[value]
        if isinstance(value, Polynomial):
            return self._projected(value)
        expression = value.to_sympy() if hasattr(value, "to_sympy") else value
        if hasattr(expression, "free_symbols"):
            return self.context.constant(0) + read_polynomial(expression, self._symbol, most=MAX_DEGREE)
        return self.context.constant(as_rational(value))

    def _projected(self, f: Polynomial) -> fmpq_mpoly:
        if f.ring.context is self.context:
            return f.element
        strangers = [v for v in f.used if v not in self.positions]
        if strangers:
            raise DeclarationError(
                f"The polynomial {f!r} has the variable {strangers[0]!r}, which is none of {self.name}."
            )
        return f.element.project_to_context(self.context)

    def working(self) -> AbstractContextManager[Any]:
        return nullcontext()

    def _symbol(self, name: str) -> fmpq_mpoly:
        return self.generators[self.variable(name)]

    def variable(self, name: Any) -> Variable:
        """The variable of this name."""
        return chosen(self.variables, name)[0]

    def by(self, wanted: Any) -> list[int]:
        """The positions of the variables that are meant; None means the unknowns."""
        if wanted is None:
            return [self.positions[v] for v in self.unknowns or self.variables]
        if isinstance(wanted, tuple) and all(isinstance(v, Variable) and v in self.positions for v in wanted):
            return [self.positions[v] for v in wanted]
        return [self.positions[v] for v in chosen(self.variables, wanted)]

    def polynomial(self, value: Any) -> Polynomial:
        """The value as a polynomial of this ring."""
        from symdl.algebra.polynomial import Polynomial

        return Polynomial(self, self.convert(value))

    def with_variables(self, more: Iterable[Variable]) -> PolynomialRing:
        """The ring with further variables, which are no unknowns."""
        return PolynomialRing(tuple(dict.fromkeys((*self.variables, *more))), self.unknowns)


def joined(first: PolynomialRing, second: PolynomialRing) -> PolynomialRing:
    """A ring that contains both."""
    if first == second:
        return first
    wide = first.with_variables(second.variables)
    return PolynomialRing(wide.variables, tuple(dict.fromkeys(first.unknowns + second.unknowns)))


def symbols_of(value: Any, known: Callable[[str], bool]) -> tuple[Variable, ...]:
    """The variables that a SymPy expression, a scalar term or a polynomial brings along, except those already known."""
    if isinstance(value, Variable):
        return () if known(value.name) else (value,)
    ring = getattr(value, "ring", None)
    if isinstance(ring, PolynomialRing):
        return tuple(v for v in ring.variables if not known(v.name))
    expression = value.to_sympy() if hasattr(value, "to_sympy") else value
    names = sorted(str(symbol) for symbol in getattr(expression, "free_symbols", ()))
    return tuple(Variable(name) for name in names if not known(name))
