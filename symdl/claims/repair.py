"""A hypothesis that a false claim lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from symdl.check.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Repair:
    """Hypotheses with which a refuted claim is PROVED.

    Attributes:
        words: how one says them, such as ``A is invertible``.
        hypotheses: what was added, each in one line.
        judgement: the checker's word on the claim with these hypotheses added.
        certificate: of the claim with these hypotheses added; its instance shows that all of them can hold.
    """

    words: str
    hypotheses: tuple[str, ...]
    judgement: Judgement
    certificate: Mapping[str, Any]

    def __post_init__(self) -> None:
        if self.judgement.word != "PROVED":
            raise ValueError("a claim is repaired by a hypothesis with which the checker calls it PROVED")

    @property
    def sentence(self) -> str:
        """``holds if A is invertible``, with the scope where that is not all sizes."""
        scope = "" if self.judgement.scope == "all sizes" else f" ({self.judgement.scope})"
        return f"holds if {self.words}{scope}"

    def __repr__(self) -> str:
        return f"<{self.sentence}>"
