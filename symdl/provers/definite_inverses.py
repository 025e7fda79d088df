"""(A + λI)⁻¹ ≻ 0 and the like, so that the inverses in sight may weigh squares.

With J = B⁻¹ for B ≻ 0 and D = A − B ⪰ 0, for instance, B⁻¹ − A⁻¹ = A⁻¹ D A⁻¹ + A⁻¹ D J D A⁻¹: the order of two inverses is
a sum of squares that D and J weigh.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from symdl.algebra.words import is_symmetric_letter
from symdl.provers.numbering import pruned
from symdl.provers.state import Proof, State, Step, Wrap, composed, fact, have
from symdl.semantics.substitution import walk
from symdl.terms.relation import pd, psd
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

WEIGHING = ("definite inverses",)
"""The mark of a state that knows which inverses in its goal are definite."""
MOST = 4
WORK = 600_000


def definite_inverses(state: State) -> Step | None:
    """J ≻ 0 and J ⪰ 0 for the inverses J in the goal of matrices that are shown positive definite; None when none is new."""
    if WEIGHING in state.used:
        return None
    state, wraps = state.marked(WEIGHING), list[Wrap]()
    found = sorted({t for t in walk(state.goal) if _may_be_definite(state, t)}, key=lambda t: (t.size, repr(t)))
    for inverse in found[:MOST]:
        if psd(inverse) not in state.hypotheses:
            step = _definite(state, inverse)
            if step is not None:
                state, wrap = step
                wraps.append(wrap)
    return (state, composed(wraps)) if wraps else None


def _may_be_definite(state: State, term: Term) -> bool:
    return (
        term.op == "inverse"
        and not is_scalar(term.shape)
        and (is_symmetric_letter(term) or any(h.op in ("psd", "pd") for h in state.hypotheses))
    )


def _definite(state: State, inverse: Term) -> Step | None:
    from symdl.provers.search import attempt

    (a,) = inverse.args
    proof = attempt(replace(state, rounds=0).towards(pd(a)), WORK)
    if proof is None:
        return None
    place = len(state.hypotheses)
    steps: list[Wrap] = [
        partial(have, pd(a), proof),
        partial(fact, "pd_inverse", [a], [_assumed(place)]),
        partial(fact, "pd_psd", [inverse], [_assumed(place + 1)]),
    ]
    return state.having(pd(a), pd(inverse), psd(inverse)), pruned(place, 3, composed(steps))


def _assumed(place: int) -> Proof:
    return {"rule": "assume", "hypothesis": place}
