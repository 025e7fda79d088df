"""A true claim beside its false twin."""

from __future__ import annotations

from dataclasses import dataclass

from symdl.claims.claim import Claim
from symdl.terms.relation import Relation


@dataclass(frozen=True, slots=True)
class Pair:
    """A true relation, and the same with one thing spoiled.

    Attributes:
        true: must be PROVED.
        false: must never be PROVED.
        spoiled: what makes it false, in a word or two.
        is_proved: whether a proof of the true relation is within reach.
        is_refuted: whether a counterexample of the twin is within reach.
        is_slow: whether either takes more than about half a second.
        is_rare: whether each prover alone is tried on the twin among the slow tests only.
    """

    true: Relation
    false: Relation
    spoiled: str
    is_proved: bool = True
    is_refuted: bool = True
    is_slow: bool = False
    is_rare: bool = False

    def claims(self, name: str) -> tuple[Claim, Claim]:
        """Both as claims, each with the verdict that is within reach."""
        true = Claim(name, lambda: self.true, expect="proved" if self.is_proved else "undecided")
        false = Claim(f"{name}_twin", lambda: self.false, expect="refuted" if self.is_refuted else "undecided")
        return true, false
