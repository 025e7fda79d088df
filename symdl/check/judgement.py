"""What the checker says: a judgement on a certificate it accepts, a rejection of any other."""

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


class Rejected(Exception):
    """The document does not show what it claims; the text says where it fails."""


def need(condition: object, message: str) -> None:
    """Reject, with this message, unless the condition holds."""
    if not condition:
        raise Rejected(message)
