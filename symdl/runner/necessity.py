"""Which hypotheses a proof does without.

A hypothesis that no rule of the proof names is a candidate; it may still be used silently, to show that a
term is defined. So the checker decides: a hypothesis H is unused when the same proof is accepted with
⊤ ∨ H in its place, which says nothing and keeps the numbers of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from symdl.check import Rejected, check_certificate
from symdl.check.canonical import digest

Json = Any

TRIVIAL = {"rule": "choose", "index": 0, "then": {"rule": "evaluate"}}
"""Shows ⊤ ∨ H at any instance."""


def unused_hypotheses(certificate: Mapping[str, Any]) -> tuple[int, ...]:
    """The places, in the claim, of hypotheses without which the proof stands; all of them may be left out at once."""
    candidates = _unnamed(certificate)
    if not candidates or _stands_without(certificate, candidates):
        return candidates
    unused: tuple[int, ...] = ()
    for place in candidates if len(candidates) > 1 else ():
        if _stands_without(certificate, (*unused, place)):
            unused = (*unused, place)
    return unused


def _stands_without(certificate: Mapping[str, Any], places: Sequence[int]) -> bool:
    """Whether the checker accepts the certificate, at its scope, when these hypotheses say nothing."""
    claim, holds = dict(certificate["claim"]), list(certificate["holds"])
    hypotheses = list(claim["hypotheses"])
    for place in places:
        hypotheses[place] = _weakened(hypotheses[place])
        holds[place] = _shown(hypotheses[place])
    claim["hypotheses"] = hypotheses
    try:
        judgement = check_certificate({**certificate, "claim": claim, "claim_hash": digest(claim), "holds": holds})
    except Rejected:
        return False
    return judgement.word == "PROVED"


def _weakened(hypothesis: Json) -> Json:
    """⊤ ∨ H for each part H of a conjunction, which is numbered part by part."""
    if hypothesis[0] == "and":
        return ["and", *map(_weakened, hypothesis[1:])]
    return ["or", ["true"], hypothesis]


def _shown(weakened: Json) -> Json:
    if weakened[0] == "and":
        return {"rule": "split", "branches": [_shown(part) for part in weakened[1:]]}
    return TRIVIAL


# what the proof names -----------------------------------------------------------------------------


def _unnamed(certificate: Mapping[str, Any]) -> tuple[int, ...]:
    """The places of hypotheses none of whose parts a rule names."""
    claim = certificate["claim"]
    named = set(_named(certificate["proof"]))
    number = sum(form["domain"] in ("positive", "nonnegative", "natural") for form in claim["symbols"].values())
    places = []
    for place, hypothesis in enumerate(claim["hypotheses"]):
        width = _width(hypothesis)
        if named.isdisjoint(range(number, number + width)):
            places.append(place)
        number += width
    return tuple(places)


def _width(hypothesis: Json) -> int:
    """How many numbers a hypothesis takes."""
    return sum(map(_width, hypothesis[1:])) if hypothesis[0] == "and" else 1


def _named(proof: Json) -> Iterator[int]:
    """The numbers of hypotheses in a proof; below an induction they are others, and the checker alone decides."""
    pending = [proof]
    while pending:
        form = pending.pop()
        if isinstance(form, list):
            pending.extend(form)
        elif isinstance(form, dict) and form.get("rule") != "induction":
            yield from _named_by(form)
            pending.extend(form.values())


def _named_by(rule: Json) -> Iterator[int]:
    """The numbers in the fields of one rule, summand or multiplier."""
    if isinstance(rule.get("hypothesis"), int):
        yield rule["hypothesis"]
    yield from (number for number in rule.get("hypotheses", ()) if isinstance(number, int))
    for _, reference, *_ in rule.get("cofactors", ()):
        number = reference[0] if isinstance(reference, list) else reference
        if isinstance(number, int):
            yield number
