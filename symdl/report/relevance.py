"""Which steps of a proof a reader needs.

A prover may note facts that it does not use in the end. A step that only adds hypotheses is left out when
nothing that is written refers to what it adds. What makes a term defined (a nonzero determinant, a positive
argument of a root) is always kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from symdl.check.closing import CLOSING
from symdl.check.language import Node, Rejected
from symdl.check.logic import apply_rule
from symdl.check.sequent import Sequent

Json = Any

ADDING = frozenset({"fact", "have", "specialise", "detach", "differentiate", "rank", "let"})
"""Rules whose last sequent has the same goal and more hypotheses, or more names for terms."""


ROOT = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """A sequent on the way through a proof.

    Attributes:
        origins: for each hypothesis the step that added it, ROOT for one that is always told.
        owner: the step whose premise is being proved, ROOT on the main line.
    """

    sequent: Sequent
    origins: tuple[int, ...]
    owner: int

    def after(self, sequent: Sequent, origin: int, owner: int) -> _Place:
        """The place with another sequent, whose new hypotheses come from ``origin``."""
        old = self.sequent.hypotheses
        if sequent.hypotheses[: len(old)] == old:
            return _Place(sequent, self.origins + (origin,) * (len(sequent.hypotheses) - len(old)), owner)
        known = dict(zip(old, self.origins, strict=True))
        return _Place(sequent, tuple(known.get(node, origin) for node in sequent.hypotheses), owner)


def unneeded_steps(sequent: Sequent, proof: Json) -> frozenset[int]:
    """The ids of the rules in ``proof`` that a reader can do without."""
    uses: dict[int, set[int]] = {ROOT: set()}
    needed = {ROOT}
    pending = [(_Place(sequent, (ROOT,) * len(sequent.hypotheses), ROOT), proof)]
    while pending:
        place, rule = pending.pop()
        is_adding = rule["rule"] in ADDING
        step = id(rule) if is_adding else place.owner
        uses.setdefault(step, set()).update(place.origins[index] for index in _referred(place.sequent, rule))
        remaining = [] if rule["rule"] in CLOSING else apply_rule(place.sequent, rule)
        if not remaining:
            continue
        *premises, last = remaining
        origin = step if is_adding else ROOT
        pending += [(place.after(after, ROOT, step), inner) for after, inner in premises]
        pending.append((place.after(last[0], origin, place.owner), last[1]))
        if is_adding and any(node.op == "ne" for node in last[0].hypotheses[len(place.sequent.hypotheses) :]):
            needed.add(step)
    waiting = list(needed)
    while waiting:
        new = uses[waiting.pop()] - needed
        needed |= new
        waiting += new
    return frozenset(uses) - needed


def _referred(sequent: Sequent, rule: Json) -> Iterator[int]:
    """The hypotheses a rule names; of a closing one also those that make its goal defined."""
    if "hypothesis" in rule:
        yield rule["hypothesis"]
    for form in (*rule.get("summands", []), rule.get("multiplier", {})):
        yield from form.get("hypotheses", [])
    for form in rule.get("cofactors", []):
        yield form[1][0] if isinstance(form[1], list) else form[1]
    if rule["rule"] in CLOSING:
        obligations = _obligations(sequent)
        yield from (index for index, node in enumerate(sequent.hypotheses) if node in obligations)


def _obligations(sequent: Sequent) -> tuple[Node, ...]:
    try:
        return sequent.context.definedness.of(sequent.goal)
    except Rejected:
        return ()
