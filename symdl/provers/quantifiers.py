"""At which terms a general hypothesis is used: those that make its functions match what occurs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from symdl.provers.state import State, domain_of
from symdl.semantics.substitution import free_symbols, substitute, walk
from symdl.terms.relation import Relation, terms_of
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Symbol, Term, number, subterms

MOST_INSTANCES = 24

Instance = tuple[tuple[Term, ...], list[Relation], Relation]
"""The terms, the domain conditions they must satisfy, and the body at them."""


def instances(state: State, relation: Relation, *, freely: bool) -> Iterator[Instance]:
    """Instances of a universal hypothesis.

    Args:
        freely: with symbols in scope, simple numbers and composite terms too; otherwise only where the functions
            of the hypothesis match those of the goal and of other hypotheses.
    """
    ground = _ground(state)
    candidates = []
    for symbol in relation.bound:
        found = list(_matched(symbol, relation, ground))
        if freely:
            found += [term for term in _simple(state, symbol, ground) if term not in found]
        candidates.append([term for term in found if not is_integer(symbol) or is_integral(term)])
    for terms in islice(product(*candidates), MOST_INSTANCES):
        values = dict(zip(relation.bound, terms, strict=True))
        domains = [substitute(d, {symbol: term}) for symbol, term in values.items() for d in domain_of(symbol)]
        yield tuple(terms), domains, substitute(relation.args[0], values)


def _ground(state: State) -> list[Term]:
    scope = set(state.scope)
    relations = [r for r in (state.goal, *state.hypotheses) if r.is_atomic or r.op in ("or", "and", "implies")]
    return [term for r in relations for term in walk(*terms_of(r)) if free_symbols(term) <= scope]


def is_integer(symbol: Term) -> bool:
    return isinstance(symbol.data, Symbol) and symbol.data.domain in ("integer", "natural")


def _matched(symbol: Term, relation: Relation, ground: list[Term]) -> Iterator[Term]:
    """Terms at which a function of the relation, applied to the symbol, becomes one that occurs."""
    found: dict[Term, None] = {}
    for pattern in subterms(*terms_of(relation)):
        if pattern.op not in ("apply", "power", "exp", "log", "entry", "sum"):
            continue
        for term in ground:
            if term.op != pattern.op or term.data != pattern.data or len(term.args) != len(pattern.args):
                continue
            for inside, outside in zip(pattern.args, term.args, strict=True):
                match = outside if inside is symbol else _shift(inside, outside, symbol, relation.bound)
                if match is not None and match.shape == symbol.shape:
                    found.setdefault(match)
    yield from found


def _simple(state: State, symbol: Term, ground: list[Term]) -> Iterator[Term]:
    for other in state.scope:
        if other.shape == symbol.shape:
            yield other
    if is_scalar(symbol.shape):
        yield from map(number, (0, 1))
    else:
        yield from (
            term for term in ground if term.shape == symbol.shape and term.op in ("matmul", "add", "mul", "apply")
        )


def _shift(pattern: Term, term: Term, symbol: Term, bound: Sequence[Term]) -> Term | None:
    """The x with pattern(x) = term, for a pattern x + c where c has no bound symbol."""
    if pattern.op != "add" or symbol not in pattern.args:
        return None
    rest = [arg for arg in pattern.args if arg is not symbol]
    if any(free_symbols(arg) & set(bound) for arg in rest):
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
        value = sum((part.data for part in numbers), number(0).data) - minus.data
        rest = [part for part in parts if part.op != "num"]
        return sum(rest, number(value)) if rest else number(value)
    return term - minus


def is_integral(term: Term) -> bool:
    return all(
        part.op in ("add", "mul", "size")
        or (part.op == "num" and part.data == int(part.data))
        or (isinstance(part.data, Symbol) and part.data.domain in ("integer", "natural"))
        or (part.op == "pow" and isinstance(part.data, int) and part.data >= 0)
        for part in subterms(term)
    )
