"""What the claims of a document say of each other: chains as a whole, and claims that rest on others.

A claim proved with another one among its hypotheses is proved only if that other claim is. A chain that is expected to be
refuted is as expected when one of its links is refuted, whatever the others are. A claim that was refuted without a hypothesis
that stands in words which are not read is not refuted: it is another claim that was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from symdl.claims.claim import Claim
from symdl.claims.verdict import Evidence, Reason, Verdict
from symdl.runner.report import Result

Key = tuple[str | None, str]


def key_of(result: Result) -> Key:
    return result.file, result.name


class Settling:
    """Takes results in the order of their claims and passes them on once nothing can change them any more."""

    def __init__(self, claims: Sequence[tuple[Key, Claim]], pass_on: Callable[[Result], None]) -> None:
        self.claims = dict(claims)
        self.links = {
            key: [k for k, c in claims if c.chain == claim.chain and k[0] == key[0]]
            for key, claim in claims
            if claim.chain
        }
        self.pass_on = pass_on
        self.final: dict[Key, Result] = {}
        self.waiting: list[Result] = []

    def add(self, result: Result) -> None:
        """Settle a result."""
        claim = self.claims.get(key_of(result))
        if claim is None or result.verdict is None:
            return self._finish(result)
        if claim.rests_on and result.word == "PROVED":
            result = replace(result, verdict=self._resting(claim, result, result.verdict))
        if result.word == "REFUTED" != claim.expect.upper() and any(sentence.is_assumed for sentence in claim.unread):
            result = replace(result, verdict=_lacking(claim, result.verdict))
        if not claim.chain or claim.expect == "proved":
            return self._finish(result)
        self.waiting.append(result)
        if len(self.waiting) == len(self.links[key_of(result)]):
            chain, self.waiting = self.waiting, []
            for link in as_a_whole(chain):
                self._finish(link)
        return None

    def flush(self) -> None:
        """Pass on what a stopped run has left."""
        waiting, self.waiting = self.waiting, []
        for result in waiting:
            self._finish(result)

    def _finish(self, result: Result) -> None:
        self.final[key_of(result)] = result
        self.pass_on(result)

    def _resting(self, claim: Claim, result: Result, verdict: Verdict) -> Verdict:
        """The verdict of a claim proved from others; it falls with them."""
        for name in claim.rests_on:
            other = self.final.get((result.file, name))
            said = "was not decided in this run" if other is None else weakness(other)
            if said:
                message = f"It follows from {name}, but {name} {said}."
                return Verdict(
                    reason=Reason.NO_PROOF_FOUND, evidence=verdict.evidence, message=message, seconds=verdict.seconds
                )
        return verdict.having(message=f"Rests on {', '.join(claim.rests_on)}.")


def _lacking(claim: Claim, verdict: Verdict | None) -> Verdict:
    """The verdict of a claim that was refuted without a hypothesis in words."""
    lines = [sentence.line for sentence in claim.unread if sentence.is_assumed]
    where = f"line {lines[0]}" if len(lines) == 1 else f"lines {', '.join(map(str, lines))}"
    message = f"It fails without what {where} assume{'s' * (len(lines) == 1)} in words that are not read; write that as a formula."
    evidence, seconds = (Evidence(), 0.0) if verdict is None else (verdict.evidence, verdict.seconds)
    return Verdict(reason=Reason.NOT_PARSED, evidence=evidence, message=message, seconds=seconds)


def weakness(result: Result) -> str:
    """Why nothing can rest on a claim, empty when it is proved in general."""
    if result.word != "PROVED":
        return f"is {result.word}"
    scope = "" if result.verdict is None else str(result.verdict.scope)
    return f"is proved for {scope} only" if scope.startswith("sizes") else ""


def as_a_whole(chain: Sequence[Result]) -> list[Result]:
    """The links of a chain that is expected to be refuted or undecided, the right links expected as what they are."""
    wanted = chain[0].expected
    if all(link.word.lower() != wanted for link in chain):
        is_open = any(link.word == "UNDECIDED" for link in chain)
        return [replace(link, expected="proved") if is_open and link.word == "PROVED" else link for link in chain]
    excused = ("PROVED", "UNDECIDED") if wanted == "refuted" else ("PROVED",)
    return [replace(link, expected=link.word.lower()) if link.word in excused else link for link in chain]
