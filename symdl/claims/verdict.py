"""The verdict: PROVED, REFUTED or UNDECIDED, never a bool.

PROVED and REFUTED can only be built from a judgement of the checker; everything else is UNDECIDED with a
reason from a closed list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from symdl.check.judgement import Judgement
from symdl.claims.repair import Repair


class Reason(StrEnum):
    """Why a claim is UNDECIDED."""

    NOT_PARSED = "NOT_PARSED"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    TIMEOUT = "TIMEOUT"
    BUDGET = "BUDGET"
    NO_PROOF_FOUND = "NO_PROOF_FOUND"
    NUMERIC_ONLY = "NUMERIC_ONLY"
    EXTERNAL_ONLY = "EXTERNAL_ONLY"
    VACUOUS = "VACUOUS"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What floats and samples say; it never makes a verdict.

    Attributes:
        instances: how many drawn instances satisfied the hypotheses.
        agreeing: on how many of them the relation held in floats.
        largest_residual: the largest relative violation seen, or None without instances.
        routines: independent SciPy routines compared, with the largest difference to each.
        notes: further findings, as sentences.
    """

    instances: int = 0
    agreeing: int = 0
    largest_residual: float | None = None
    routines: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a claim.

    Attributes:
        judgement: the checker's word, None when UNDECIDED.
        reason: why UNDECIDED, None otherwise.
        certificate: the JSON document that was checked.
        counterexample: exact values by name, when REFUTED.
        evidence: what floats say.
        message: one sentence for the reader.
        seconds: wall time spent.
        unused_hypotheses: hypotheses the proof did not need, as text.
        repairs: hypotheses with which a refuted claim holds, the weakest found first; None when they were not looked for.
        fields: what the matrices of a decided claim are: real, complex (with the conjugate transpose), or both where the proof covers both.
    """

    judgement: Judgement | None = None
    reason: Reason | None = None
    certificate: Mapping[str, Any] | None = None
    counterexample: Mapping[str, Any] | None = None
    evidence: Evidence = Evidence()
    message: str = ""
    seconds: float = 0.0
    unused_hypotheses: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] | None = None
    fields: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.judgement is None) == (self.reason is None):
            raise ValueError("a verdict is a judgement of the checker or has a reason, one of the two")

    @property
    def word(self) -> str:
        """PROVED, REFUTED or UNDECIDED."""
        return "UNDECIDED" if self.judgement is None else self.judgement.word

    @property
    def scope(self) -> str | None:
        """``all sizes``, ``sizes d=2 n=3`` or ``instance``; None when UNDECIDED."""
        return None if self.judgement is None else self.judgement.scope

    @property
    def covers(self) -> str | None:
        """The scope for readers: a rank almost everywhere holds ``almost everywhere``, outside a proper algebraic subset of its parameters."""
        is_generic = self.word == "PROVED" and self.scope == "instance" and _is_about_generic_ranks(self.certificate)
        return "almost everywhere" if is_generic else self.scope

    @property
    def trust(self) -> tuple[str, ...]:
        """Theorems used as rules, by name."""
        return () if self.judgement is None else self.judgement.trust

    def __bool__(self) -> bool:
        raise TypeError("a verdict is PROVED, REFUTED or UNDECIDED, not true or false; compare verdict.word")

    def __repr__(self) -> str:
        detail = f"{self.reason}: {self.message}" if self.reason else str(self.covers)
        return f"<{self.word} ({'; '.join([detail, *self.holds_if[:1]])})>"

    @property
    def holds_if(self) -> tuple[str, ...]:
        """What a refuted claim lacks, each as ``holds if A is invertible``, with the scope where that is not all sizes."""
        return tuple(repair.sentence for repair in self.repairs or ())

    def having(self, **changes: Any) -> Verdict:
        """The verdict with some fields replaced."""
        return replace(self, **changes)


def _is_about_generic_ranks(certificate: Mapping[str, Any] | None) -> bool:
    parts: list[Any] = [] if certificate is None else [certificate["claim"]["goal"]]
    while parts:
        part = parts.pop()
        if isinstance(part, list | tuple):
            if part and part[0] in ("generic_rank", "network_rank"):
                return True
            parts += part
    return False


def undecided(reason: Reason, message: str) -> Verdict:
    """UNDECIDED with its reason and a sentence for the reader."""
    return Verdict(reason=reason, message=message)
