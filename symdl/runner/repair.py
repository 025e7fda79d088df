"""Which hypothesis a false claim lacks: the weakest found with which it is PROVED.

Candidates are tried weakest first. Every counterexample found on the way is kept, and a candidate that holds at one of
them needs no search: the claim fails there with it. What is left is proved by the ordinary provers, with a certificate of
its own, whose instance shows that the new hypothesis and the old ones can hold together. A candidate that implies one
already found is stronger and is left out; one that makes a symbol constant, such as A = I, says too much and is no answer.
When no single one is enough, pairs are tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import combinations

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.claims.claim import Claim, as_claim
from symdl.claims.instance import Instance, instance_of
from symdl.claims.repair import Repair
from symdl.claims.verdict import Verdict
from symdl.provers.certificates import at_instance, find_general_proof, proved
from symdl.provers.closed import truth
from symdl.provers.ranks import generic_ranks
from symdl.refuters.search import counterexample
from symdl.refuters.structured import structured_counterexample
from symdl.runner.candidates import Candidate, candidates, parts, together
from symdl.runner.counting import is_count
from symdl.runner.decide import QUICK, WORK, broken_at, checked, decide, satisfied
from symdl.runner.layers import is_layered
from symdl.semantics.substitution import with_sizes
from symdl.terms.errors import SymdlError
from symdl.terms.operators import identity, zeros
from symdl.terms.relation import Relation, both, equal, implies
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

MOST = 3
"""How many incomparable hypotheses are named."""
WITHIN = 2
"""How much stronger than the first the others may be."""
PROOF = 1_500_000
"""Work for the proof with one candidate."""
SATISFYING = 150_000
COMPARING = 150_000
PAIRED = 5
"""Up to this level candidates are put into pairs."""
MOST_PAIRS = 12
"""Pairs looked at beyond the counterexamples that are known."""


def missing_hypotheses(claim: Claim | Relation, *, seconds: float = 20.0, seed: int = 0) -> tuple[Repair, ...]:
    """Hypotheses with which a false claim holds, the weakest found first; empty when it is not refuted or none is found.

    Args:
        claim: a claim or a relation.
        seconds: for the refutation and for the search, each.
        seed: of every random choice.

    >>> from symdl import equal, matrix, pinv
    >>> A = matrix("A", "n", "n")
    >>> missing_hypotheses(equal(pinv(A) @ A, A @ pinv(A)))[0].words
    'A is invertible'
    """
    claim = as_claim(claim)
    return repairs(claim, decide(claim, seconds=seconds, seed=seed), seconds=seconds, seed=seed)


def repairs(claim: Claim, verdict: Verdict, *, seconds: float, seed: int = 0) -> tuple[Repair, ...]:
    """The same for a claim whose verdict is known."""
    if verdict.word != "REFUTED" or verdict.certificate is None or is_count(claim) or is_layered(claim):
        return ()
    if generic_ranks(*claim.hypotheses, claim.goal):
        return ()
    search = Search(claim, [instance_of(verdict.certificate)], Budget(WORK, seconds), seed)
    with suppress(BudgetExceeded, SymdlError, RecursionError):
        search.run()
    return tuple(repair for _, repair in search.found)


class Search:
    """Candidates against the counterexamples known so far.

    Attributes:
        pool: instances on which the claim fails.
        found: candidates that suffice, with what they give.
    """

    def __init__(self, claim: Claim, pool: list[Instance], budget: Budget, seed: int) -> None:
        self.claim, self.pool, self.budget, self.seed = claim, pool, budget, seed
        self.found: list[tuple[Candidate, Repair]] = []
        self.memory: dict[tuple[int, Relation], bool] = {}

    def run(self) -> None:
        """Find up to MOST candidates none of which implies another."""
        singles = candidates(self.claim)
        for candidate in singles:
            if len(self.found) == MOST or (self.found and candidate.level > self.found[0][0].level + WITHIN):
                return
            self._is_enough(candidate)
        if self.found:
            return
        tried = 0
        for pair in self._pairs(singles):
            if not self._is_dead(pair):
                tried += 1
                if self._is_enough(pair) or tried > MOST_PAIRS:
                    return

    def _pairs(self, singles: Sequence[Candidate]) -> Iterator[Candidate]:
        usable = [one for one in singles if one.level <= PAIRED]
        yield from sorted((together(*pair) for pair in combinations(usable, 2)), key=lambda one: one.level)

    def _is_enough(self, candidate: Candidate) -> bool:
        """Whether the claim is proved with this candidate; it is kept when it is."""
        if self._is_dead(candidate) or self._is_stronger(candidate):
            return False
        self.budget.spend(100)
        claim = with_candidate(self.claim, candidate)
        broken = self._broken(claim)
        if broken is not None:
            self._keep(candidate, broken)
            return False
        repair = self._proved(claim, candidate)
        if repair is None or self._is_degenerate(candidate):
            return False
        self.found.append(self._without_idle_parts(candidate, repair))
        return True

    def _without_idle_parts(self, candidate: Candidate, repair: Repair) -> tuple[Candidate, Repair]:
        """Several candidates that are enough together, without those that are not needed."""
        for part in candidate.parts:
            rest = together(*(other for other in candidate.parts if other is not part))
            if not self._is_dead(rest):
                shorter = self._proved(with_candidate(self.claim, rest), rest)
                if shorter is not None:
                    return self._without_idle_parts(rest, shorter)
        return candidate, repair

    def _is_stronger(self, candidate: Candidate) -> bool:
        """Whether one already found is implied; an equal one that is said more plainly takes its place."""
        for place, (other, _) in enumerate(self.found):
            if self._implies(candidate, other):
                if candidate.strangeness < other.strangeness and self._implies(other, candidate):
                    repair = self._proved(with_candidate(self.claim, candidate), candidate)
                    if repair is not None:
                        self.found[place] = candidate, repair
                return True
        return False

    # counterexamples --------------------------------------------------------------------------

    def _is_dead(self, candidate: Candidate) -> bool:
        """Whether a known counterexample satisfies the candidate."""
        return any(all(self._holds(k, test) for test in candidate.tested) for k in range(len(self.pool)))

    def _holds(self, place: int, relation: Relation) -> bool:
        key = (place, relation)
        if key not in self.memory:
            self.budget.spend(20)
            self.memory[key] = truth(at_instance(self.claim, self.pool[place], relation)) is True
        return self.memory[key]

    def _broken(self, claim: Claim) -> Instance | None:
        """A counterexample in spite of the candidate: a simple one, or one with structured matrices."""
        for search in (counterexample, partial(structured_counterexample, effort=1)):
            try:
                instance = search(claim, seed=self.seed, budget=self.budget.limited(QUICK))
                shown = None if instance is None else broken_at(claim, instance, self.budget.limited(10 * QUICK))
            except BudgetExceeded:
                self.budget.spend(0)
                continue
            if shown is not None:
                return shown[0]
        return None

    def _keep(self, candidate: Candidate, instance: Instance) -> None:
        sizes = dict(instance.sizes)
        for gone, kept in candidate.merged:
            sizes[gone] = sizes[kept]
        self.pool.append(replace(instance, sizes=sizes))

    # proofs -----------------------------------------------------------------------------------

    def _proved(self, claim: Claim, candidate: Candidate) -> Repair | None:
        shown = satisfied(claim, self.budget.limited(SATISFYING), self.seed)
        if shown is None:
            return None
        instance, holds = shown
        proof = find_general_proof(claim, self.budget.limited(PROOF))
        verdict = None if proof is None else checked(proved(claim, instance, holds, proof), instance)
        if verdict is None or verdict.judgement is None or verdict.certificate is None or verdict.word != "PROVED":
            return None
        added = tuple(map(repr, candidate.relations))
        return Repair(candidate.words, added, verdict.judgement, verdict.certificate)

    def _implies(self, candidate: Candidate, other: Candidate) -> bool:
        """Whether the candidate asks for at least as much as the other one, given the hypotheses."""
        if candidate.merged or other.merged:
            return bool(other.merged) and other.merged == candidate.merged
        return self._follows(candidate, both(*other.relations))

    def _is_degenerate(self, candidate: Candidate) -> bool:
        """Whether the candidate makes a matrix constant, or 0, which the claim itself does not ask for."""
        pairs = ((s, value) for s in self.claim.symbols for value in _constants(s))
        asked = set(parts(self.claim.goal))
        constants = [equal(*pair) for pair in pairs if asked.isdisjoint((equal(*pair), equal(*pair[::-1])))]
        return not candidate.merged and any(self._follows(candidate, constant) for constant in constants)

    def _follows(self, candidate: Candidate, relation: Relation) -> bool:
        conclusion = implies([*self.claim.hypotheses, *candidate.relations], relation)
        claim = Claim(name=self.claim.name, build=lambda: conclusion)
        return find_general_proof(claim, self.budget.limited(COMPARING)) is not None


def _constants(symbol: Term) -> list[Term]:
    """The values that a symbol of this shape has in degenerate cases."""
    if is_scalar(symbol.shape):
        return [number(0)]
    square = [identity(symbol.shape[0])] if symbol.shape[0] == symbol.shape[1] else []
    return [zeros(*symbol.shape), *square]


def with_candidate(claim: Claim, candidate: Candidate) -> Claim:
    """The claim with the candidate among its hypotheses; sizes that are to be equal get one name."""
    if candidate.merged:
        names = dict(candidate.merged)
        statement = with_sizes(implies([*claim.hypotheses], claim.goal), names)
    else:
        statement = implies([*claim.hypotheses, *candidate.relations], claim.goal)
    return Claim(name=claim.name, build=lambda: statement)
