"""A generic rank with how it is known: proved by a certificate the checker accepts, or only seen at random points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from json import loads
from typing import Any

from symdl.check import Rejected, check_certificate
from symdl.check.canonical import canonical
from symdl.claims.claim import Claim
from symdl.claims.verdict import Evidence, Reason, Verdict, undecided
from symdl.semantics.json import to_json
from symdl.terms.relation import Relation, equal
from symdl.terms.term import Term

ALMOST_EVERYWHERE = "For almost every parameter: outside a proper algebraic subset, which has measure zero."
EMPTY: dict[str, Any] = {"sizes": {}, "values": {}, "functions": {}}


@dataclass(frozen=True, slots=True)
class RankResult:
    """The rank of a matrix for almost every value of its symbols: outside a proper algebraic subset, which has measure zero.

    Attributes:
        term: the generic rank as a term, for claims.
        rank: the rank seen at a point; when proved, the generic rank.
        at_most: the smallest upper bound that has a witness.
        verdict: PROVED when the two bounds meet; otherwise UNDECIDED, with the probability of error as evidence.
        failure: an upper bound for the probability that ``rank`` is too small (Schwartz, Zippel); 0 when proved.
    """

    term: Term
    rank: int
    at_most: int
    verdict: Verdict
    failure: float

    @property
    def known(self) -> str:
        """``proved`` or ``computed``."""
        return "proved" if self.verdict.word == "PROVED" else "computed"

    @property
    def certificate(self) -> Mapping[str, Any] | None:
        """The JSON document the checker accepts."""
        return self.verdict.certificate

    def __repr__(self) -> str:
        if self.known == "proved":
            return f"RankResult: {self.rank} for almost every parameter, proved"
        return f"RankResult: at least {self.rank}, at most {self.at_most}; {self.rank} unless chance misled, p ≤ {self.failure:.1e}"


def certified(term: Term, below: int, above: int, witnesses: Mapping[str, Any], failure: float) -> RankResult:
    """The bounds of a generic rank, through the checker."""
    rule = {"rule": "rank", "of": to_json(term), **witnesses, "then": {"rule": "assume", "hypothesis": 0}}
    if below != above:
        return RankResult(term, below, above, _open(below, above, failure), failure)
    verdict = checked(equal(term, below), rule, message=ALMOST_EVERYWHERE)
    return RankResult(term, below, above, verdict, 0.0 if verdict.word == "PROVED" else failure)


def checked(statement: Relation, proof: Mapping[str, Any], *, message: str = "") -> Verdict:
    """The verdict of the checker on a closed statement with its proof."""
    claim = Claim("generic_rank", lambda: statement)
    document = {
        "schema": "symdl.certificate/1",
        "claim": claim.to_json(),
        "claim_hash": claim.hash,
        "verdict": "PROVED",
        "instance": EMPTY,
        "holds": [],
        "proof": proof,
    }
    plain = loads(canonical(document))
    try:
        judgement = check_certificate(plain)
    except Rejected as rejected:
        return undecided(Reason.BUDGET, f"The checker did not accept the certificate: {rejected}.")
    return Verdict(judgement=judgement, certificate=plain, message=message)


def _open(below: int, above: int, failure: float) -> Verdict:
    note = (
        f"rank {below} at random points; the probability that it is larger is at most {failure:.2e} (Schwartz–Zippel)"
    )
    message = f"The rank is shown to be at least {below} and at most {above}; no witness closes the gap."
    return Verdict(reason=Reason.NO_PROOF_FOUND, message=message, evidence=Evidence(notes=(note,)))
