"""Values of terms at an instance under the rules of an interpretation: what binders, sizes and functions mean to each of them.

A term without a value (1/0, log 0, the derivative of |x| at 0) raises Undefined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from flint import fmpq

from symdl.semantics.derivative import without_derivatives
from symdl.semantics.fold import fold
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
from symdl.terms.errors import BudgetError, OutOfScopeError, ShapeError, SymdlError
from symdl.terms.shapes import show_shape
from symdl.terms.term import Symbol, Term

Value = Any
"""fmpq or Surd for a scalar, fmpq_mat for any other shape."""

Rules = Mapping[str, Callable[..., Value]]

LONGEST_SUM = 1_000_000


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


def natural(exponent: Value) -> int:
    k = integer(exponent, "An exponent")
    if k < 0:
        raise Undefined(f"A symbolic power needs a natural exponent, but it is {k}.")
    return k
