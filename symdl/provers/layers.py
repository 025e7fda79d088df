"""Claims about networks of symbolic depth: products of layers are cut where layers are named, and the pieces are
matrices like any other. What is proved of them is said of the products again, since C(a, b) C(b, c) = C(a, c).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, islice, product
from typing import Any

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.claims.claim import Claim
from symdl.provers.forward import established
from symdl.provers.search import search
from symdl.provers.state import Proof, start
from symdl.semantics.json import to_json
from symdl.semantics.layers import at_numbers, cut, joined, placing
from symdl.semantics.substitution import walk
from symdl.terms.errors import SymdlError
from symdl.terms.layers import Position, ends, is_layer
from symdl.terms.relation import Relation, at_most, implies
from symdl.terms.term import Term

LARGEST = 4
"""Positions up to this number are tried."""
MOST = 400
ONE = Position((), 1)


def depths(claim: Claim) -> list[dict[str, int]]:
    """Small numbers for the symbols that place layers, as the hypotheses on them allow, the smallest first."""
    names = placing(*claim.hypotheses, claim.goal, *claim.symbols)
    values = sorted(product(range(LARGEST + 1), repeat=len(names)), key=lambda v: (sum(v), v))
    found = (dict(zip(names, value, strict=True)) for value in islice(values, MOST))
    return [numbers for numbers in found if _allows(claim, numbers)]


def _allows(claim: Claim, numbers: Mapping[str, int]) -> bool:
    """Whether the hypotheses that compare positions hold."""
    from symdl.provers.closed import is_closed, truth

    for hypothesis in claim.hypotheses:
        try:
            fixed = at_numbers(hypothesis, numbers)
        except SymdlError:
            return False
        if is_closed(fixed) and truth(fixed) is False:
            return False
    return True


def written_out(claim: Claim, numbers: Mapping[str, int]) -> Claim:
    """The claim at a depth."""
    relations = [at_numbers(relation, numbers) for relation in (*claim.hypotheses, claim.goal)]
    return Claim(name=claim.name, build=lambda: implies(relations[:-1], relations[-1]))


class Cutting:
    """Where the products of a claim are cut: at the ends of products and of layers that lie within them at every depth tried."""

    def __init__(self, claim: Claim) -> None:
        self.relations = (*claim.hypotheses, claim.goal)
        self.chains = sorted({t for t in walk(*self.relations) if t.op == "chain"}, key=repr)
        self.numbers = depths(claim)
        self.places = {place for chain in self.chains for place in ends(chain)}

    def within(self, chain: Term) -> list[Position]:
        """The places inside a product, from the last to the first."""
        upper, lower = ends(chain)
        inner = [p for p in self.places if p not in (upper, lower) and self._ordered(lower, p, upper)]
        inner = [p for p in inner if all(self._ordered(p, q) or self._ordered(q, p) for q in inner)]
        return sorted(inner, key=lambda p: [p.at(numbers).constant for numbers in self.numbers], reverse=True)

    def _ordered(self, *places: Position) -> bool:
        return all(value == sorted(value) for value in self._values(*places))

    def is_clear(self) -> bool:
        """Whether each layer stands in each product at every depth tried, where it is cut out, or at none."""
        for chain, layer in product(self.chains, filter(is_layer, self.chains)):
            upper, lower = ends(chain)
            stops = [upper, *self.within(chain), lower]
            places = ends(layer)
            found = {low < here <= high for low, here, high in self._values(lower, places[0], upper)}
            if chain.data == layer.data and found != {False} and not (found == {True} and {*places} <= {*stops}):
                return False
        return bool(self.numbers)

    def _values(self, *places: Position) -> list[list[int]]:
        return [[place.at(numbers).constant for place in places] for numbers in self.numbers]

    def orders(self) -> list[Relation]:
        """What has to be known of the places: the ends of each piece follow each other."""
        found: dict[Relation, None] = {}
        for chain in self.chains:
            upper, lower = ends(chain)
            stops = [upper, *self.within(chain), lower]
            for after, before in combinations(stops, 2):
                for least in (before, before.plus(ONE)):
                    gap = after.plus(least, -1)
                    is_plain = gap.constant >= 0 and all(c > 0 for _, c in gap.parts)
                    if not is_plain and self._ordered(least, after):
                        found[at_most(least.term(), after.term())] = None
        return [*found]


def find_layered_proof(claim: Claim, budget: Budget) -> Proof | None:
    """A proof at every depth."""
    cutting = Cutting(claim)
    if not cutting.numbers:
        return None
    meaning: dict[str, Term] = {}
    pieces = []
    for relation in cutting.relations:
        plain, names = cut(relation, cutting.within)
        pieces.append(plain)
        meaning |= names
    try:
        state = start(_symbols(claim), pieces[:-1], pieces[-1], budget.part(0.8))
        step = established(state, cutting.orders())
        if step is None:
            return None
        proof = search(step[0])
    except BudgetExceeded:
        budget.spend(0)
        return None
    return None if proof is None else translated(step[1](proof), meaning)


def _symbols(claim: Claim) -> Sequence[Term]:
    return claim.symbols


def translated(form: Any, meaning: Mapping[str, Term]) -> Any:
    """A proof with what the pieces stand for in their place."""
    if isinstance(form, dict):
        return {key: translated(value, meaning) for key, value in form.items()}
    if isinstance(form, list | tuple):
        if len(form) == 2 and form[0] == "sym" and form[1] in meaning:
            return to_json(meaning[form[1]])
        return [translated(part, meaning) for part in form]
    return form


def right_answer(claim: Claim) -> Relation | None:
    """The gradient by a layer that stands in a claim, and what it is; None where that is not known."""
    from symdl.calculus.correct import right_equation

    cutting = Cutting(claim)
    goal, meaning = cut(claim.goal, cutting.within)
    found = right_equation(goal, []) if cutting.is_clear() else None
    if found is None:
        return None
    side = next(arg for arg, plain in zip(claim.goal.args, goal.args, strict=True) if plain is found.args[0])
    return Relation("eq", (side, joined(found.args[1], meaning)))
