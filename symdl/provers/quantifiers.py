"""At which terms a general hypothesis is used: those that make its functions match what occurs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from symdl.provers.state import State, domain_of
from symdl.semantics.substitution import free_symbols, substitute, walk
from symdl.terms.relation import Relation, terms_of
from symdl.terms.term import Symbol, Term, number, subterms

MOST_INSTANCES = 24

Instance = tuple[tuple[Term, ...], list[Relation], Relation]
"""The terms, the domain conditions they must satisfy, and the body at them."""


def instances(state: State, relation: Relation) -> Iterator[Instance]:
    """Instances of a universal hypothesis, those found by matching first."""
    scope = set(state.scope)
    ground = [
        term
        for r in (state.goal, *state.hypotheses)
        if r.is_atomic or r.op in ("or", "and", "implies")
        for term in walk(*terms_of(r))
        if free_symbols(term) <= scope
    ]
    candidates = {symbol: _candidates(state, symbol, relation, ground) for symbol in relation.bound}
    count = 0
    for terms in product(*(candidates[symbol] for symbol in relation.bound)):
        values = dict(zip(relation.bound, terms, strict=True))
        domains = [substitute(d, {symbol: term}) for symbol, term in values.items() for d in domain_of(symbol)]
        yield tuple(terms), domains, substitute(relation.args[0], values)
        count += 1
        if count >= MOST_INSTANCES:
            return


def _candidates(state: State, symbol: Term, relation: Relation, ground: list[Term]) -> list[Term]:
    """Terms for one bound symbol: arguments where functions match, then symbols of the same kind."""
    assert isinstance(symbol.data, Symbol)
    found: dict[Term, None] = {}
    for pattern in subterms(*terms_of(relation)):
        if pattern.op in ("apply", "power", "exp", "log", "entry") and symbol in pattern.args:
            place = pattern.args.index(symbol)
            for term in ground:
                if term.op == pattern.op and _function(term) == _function(pattern):
                    found.setdefault(term.args[place])
        if pattern.op == "apply" and symbol not in pattern.args and symbol in free_symbols(pattern):
            for term in ground:
                if term.op == "apply" and _function(term) == _function(pattern):
                    for inside, outside in zip(pattern.args, term.args, strict=True):
                        shifted = _shift(inside, outside, symbol)
                        if shifted is not None:
                            found.setdefault(shifted)
    is_integer = symbol.data.domain in ("integer", "natural")
    for other in state.scope:
        assert isinstance(other.data, Symbol)
        if other.shape == symbol.shape and (not is_integer or other.data.domain in ("integer", "natural")):
            found.setdefault(other)
    for term in ground:
        if term.shape == symbol.shape and term.op in ("matmul", "add", "mul", "apply") and symbol.shape != (1, 1):
            found.setdefault(term)
    if symbol.shape == (1, 1):
        for value in (0, 1):
            found.setdefault(number(value))
    wanted = [term for term in found if not is_integer or is_integral(term)]
    return wanted[:MOST_INSTANCES]


def _function(term: Term) -> object:
    return term.data


def _shift(pattern: Term, term: Term, symbol: Term) -> Term | None:
    """The x with pattern(x) = term, for a pattern x + c."""
    if pattern.op != "add" or symbol not in pattern.args:
        return None
    rest = [arg for arg in pattern.args if arg is not symbol]
    if any(symbol in free_symbols(arg) for arg in rest):
        return None
    shifted = term
    for arg in rest:
        shifted = _simplified(shifted, arg)
    return shifted


def _simplified(term: Term, minus: Term) -> Term:
    """term − minus, with equal summands cancelled and numbers added up."""
    parts = list(term.args) if term.op == "add" else [term]
    if minus in parts:
        parts.remove(minus)
        return sum(parts[1:], parts[0]) if parts else number(0)
    numbers = [part for part in parts if part.op == "num"]
    if minus.op == "num" and numbers:
        value = sum((part.data for part in numbers), number(0).data) - minus.data  # type: ignore[operator,arg-type]
        rest = [part for part in parts if part.op != "num"]
        return sum(rest, number(value)) if rest else number(value)  # type: ignore[arg-type]
    return term - minus


def is_integral(term: Term) -> bool:
    return all(
        part.op in ("add", "mul", "size")
        or (part.op == "num" and part.data == int(part.data))  # type: ignore[call-overload]
        or (isinstance(part.data, Symbol) and part.data.domain in ("integer", "natural"))
        or (part.op == "pow" and isinstance(part.data, int) and part.data >= 0)
        for part in subterms(term)
    )
