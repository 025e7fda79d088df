"""What the checker says of a certificate it accepts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """A word that was checked.

    Attributes:
        word: PROVED or REFUTED.
        scope: ``all sizes``, ``sizes d=2 n=3`` or ``instance``.
        trust: theorems used as rules, by name, sorted.
        claim_hash: SHA-256 of the canonical JSON of the claim.
    """

    word: str
    scope: str
    trust: tuple[str, ...]
    claim_hash: str
