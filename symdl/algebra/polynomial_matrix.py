"""A matrix term of explicit size as a matrix of polynomials: its values at points, its entries expanded, and back to terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import lcm
from random import Random
from typing import Any

from flint import fmpz_mpoly_ctx

from symdl.algebra.budget import Budget
from symdl.semantics.entries import entries_of
from symdl.semantics.evaluation import value_of
from symdl.semantics.exact_rules import RULES, as_matrix
from symdl.semantics.fold import fold
from symdl.semantics.substitution import free_symbols
from symdl.terms import operators as ops
from symdl.terms.term import Symbol, Term, number

RANGE = 1000
"""Coordinates of random points lie between −RANGE and RANGE."""
Kernel = list[list[Any]]
"""Columns of polynomials in the variables, as FLINT polynomials over ℤ."""


@dataclass(frozen=True, slots=True)
class _Point:
    values: Mapping[str, Term]
    sizes: Mapping[str, int] = field(default_factory=dict)
    functions: Mapping[str, Any] = field(default_factory=dict)


class PolynomialMatrix:
    """A matrix term whose entries are polynomials in the entries of its symbols."""

    def __init__(self, term: Term, budget: Budget) -> None:
        self.term, self.budget = term, budget
        self.symbols = sorted(free_symbols(term), key=_name)
        self.rows, self.columns = (int(size) for size in term.shape)
        self.variables = [entry for symbol in self.symbols for row in entries_of(symbol) for entry in row]

    def at(self, point: Sequence[int]) -> Any:
        """The matrix of rational numbers at a point."""
        values, at = {}, 0
        for symbol in self.symbols:
            m, n = (int(size) for size in symbol.shape)
            table = [point[at + i * n : at + (i + 1) * n] for i in range(m)]
            values[_name(symbol)] = number(table[0][0]) if (m, n) == (1, 1) else ops.array(table)
            at += m * n
        self.budget.spend(10 * (self.rows * self.columns + self.term.size))
        return as_matrix(value_of(self.term, _Point(values), RULES))

    def random_point(self, draw: Random) -> list[int]:
        return [draw.randint(-RANGE, RANGE) for _ in self.variables]

    def values_by_name(self, point: Sequence[Any]) -> dict[str, list[Any]]:
        """A point as a certificate has it."""
        values, at = dict[str, list[Any]](), 0
        for symbol in self.symbols:
            count = int(symbol.shape[0]) * int(symbol.shape[1])
            values[_name(symbol)] = list(point[at : at + count])
            at += count
        return values

    @cached_property
    def context(self) -> Any:
        return fmpz_mpoly_ctx.get([f"x{k}" for k in range(len(self.variables))], "lex")

    @cached_property
    def polynomials(self) -> list[list[Any]]:
        """The entries as polynomials over ℤ, each row cleared of denominators."""
        self.budget.spend(200 * self.term.size)
        place = dict(zip(self.variables, self.context.gens(), strict=True))
        return [
            self._integral([_as_polynomial(entry, place, self.context, self.budget) for entry in row])
            for row in entries_of(self.term)
        ]

    def _integral(self, row: list[tuple[Any, int]]) -> list[Any]:
        common = lcm(*(denominator for _, denominator in row))
        return [value * (common // denominator) for value, denominator in row]

    def vectors(self, kernel: Kernel) -> Term:
        """The vectors as the columns of a matrix term."""
        columns = [[self._term(p) for p in column] for column in kernel]
        table = [list(row) for row in zip(*columns, strict=True)]
        return ops.array(table)

    def _term(self, polynomial: Any) -> Term:
        summands = []
        for exponents, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True):
            powers = [
                v if k == 1 else ops.power(v, int(k)) for v, k in zip(self.variables, exponents, strict=True) if k
            ]
            product: Any = number(int(coefficient))
            for power in powers:
                product = ops.scale(product, power)
            summands.append(product)
        return ops.add(*summands)


def _as_polynomial(entry: Term, place: Mapping[Term, Any], context: Any, budget: Budget) -> tuple[Any, int]:
    """A scalar term as a polynomial over ℤ and a denominator."""

    def variable(term: Term, *_: Any) -> tuple[Any, int]:
        return place[term], 1

    def add(term: Term, *parts: tuple[Any, int]) -> tuple[Any, int]:
        common = lcm(*(d for _, d in parts))
        return sum((p * (common // d) for p, d in parts), context.constant(0)), common

    def mul(term: Term, *parts: tuple[Any, int]) -> tuple[Any, int]:
        product, denominator = context.constant(1), 1
        for p, d in parts:
            budget.spend(len(product) * len(p) // 10 + 1)
            product, denominator = product * p, denominator * d
        return product, denominator

    def pow_(term: Term, base: tuple[Any, int]) -> tuple[Any, int]:
        return base[0] ** int(term.data), base[1] ** int(term.data)

    def num(term: Term) -> tuple[Any, int]:
        return context.constant(term.data.numerator), term.data.denominator

    rules: Mapping[str, Callable[..., Any]] = {
        "sym": variable,
        "entry": variable,
        "add": add,
        "mul": mul,
        "pow": pow_,
        "num": num,
    }
    found: tuple[Any, int] = fold(entry, rules, name="a polynomial", lazy=frozenset({"entry"}))
    return found


def _name(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.name
