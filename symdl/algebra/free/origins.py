"""Where an equation comes from: a chain of combinations, written out at the end in the given equations.

A combination that is long once it is written out keeps as *lemmas* those derived equations that are used several times: each
is then written out once, so the length grows with the work that was done and not with the number of ways through it.

Equation number i is kept as Σ c · L · Eₖ · R of earlier ones; the reference 2k names Eₖ, the reference 2k + 1 its
transpose. Keeping the chain costs no more than the work that was done; only what a proof uses is written out.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from symdl.algebra.budget import Budget
from symdl.algebra.free.alphabet import Alphabet
from symdl.algebra.free.coefficients import Coefficient, Coefficients

Part = tuple[Coefficient, str, int, str]
"""c · left · (what the reference names) · right."""


GOAL = -1
"""The place of the combination itself among those that are written out."""


class Origins:
    """The history of a completion."""

    def __init__(self, alphabet: Alphabet, field: Coefficients) -> None:
        self.alphabet, self.field = alphabet, field
        self.history: list[Sequence[Part] | None] = []

    def given(self) -> int:
        """A new equation that is not derived; its reference."""
        self.history.append(None)
        return 2 * (len(self.history) - 1)

    def derived(self, parts: Sequence[Part]) -> int:
        """A new equation made of earlier ones; its reference."""
        self.history.append(parts)
        return 2 * (len(self.history) - 1)

    def parts(self, reference: int) -> list[Part] | None:
        """How the equation a reference names comes from earlier ones; None for a given one."""
        parts = self.history[reference >> 1]
        if parts is None or not reference & 1:
            return None if parts is None else list(parts)
        star = self.alphabet.star
        return [(c, star(right), inner ^ 1, star(left)) for c, left, inner, right in parts]

    def written_out(self, parts: Sequence[Part], budget: Budget) -> list[Part]:
        """A combination in the given equations alone."""
        open_: dict[int, dict[tuple[str, str], Coefficient]] = {}
        for part in parts:
            self._note(open_, part)
        order = [-reference for reference in open_]
        heapify(order)
        found: list[Part] = []
        while order:
            reference = -heappop(order)
            framed = open_.pop(reference)
            inner = self.parts(reference)
            if inner is None:
                found += [(c, left, reference, right) for (left, right), c in framed.items()]
                continue
            for (left, right), c in framed.items():
                budget.spend(len(inner))
                for d, a, below, b in inner:
                    if below not in open_:
                        heappush(order, -below)
                    self._note(open_, (self.field.times(c, d), left + a, below, b + right))
        return found

    def in_lemmas(self, parts: Sequence[Part], budget: Budget) -> tuple[list[tuple[int, list[Part]]], list[Part]]:
        """The derived equations used several times, each made of given ones and of those before it; and the combination."""
        pending: dict[int, dict[int, dict[tuple[str, str], Coefficient]]] = {GOAL: {}}
        self._note_all(pending[GOAL], parts)
        chosen: list[int] = []
        written: dict[int, list[Part]] = {GOAL: []}
        for k in range(len(self.history) - 1, -1, -1):
            uses = [(user, r, framed) for user, open_ in pending.items() for r in (2 * k, 2 * k + 1)
                    if (framed := open_.pop(r, None))]  # fmt: skip
            if not uses:
                continue
            budget.spend(len(uses))
            inner = self.history[k]
            is_shared = inner is not None and len(inner) > 1 and sum(len(framed) for *_, framed in uses) > 1
            if inner is None or is_shared:
                for user, r, framed in uses:
                    written[user] += [(c, left, r, right) for (left, right), c in framed.items()]
            if is_shared and inner is not None:
                chosen.append(2 * k)
                pending[2 * k], written[2 * k] = {}, []
                self._note_all(pending[2 * k], inner)
            elif inner is not None:
                for user, r, framed in uses:
                    for (left, right), c in framed.items():
                        below = self.parts(r) or []
                        budget.spend(len(below))
                        framed_parts = [(self.field.times(c, d), left + a, q, b + right) for d, a, q, b in below]
                        self._note_all(pending[user], framed_parts)
        return [(k, written[k]) for k in sorted(chosen)], written[GOAL]

    def _note_all(self, open_: dict[int, dict[tuple[str, str], Coefficient]], parts: Sequence[Part]) -> None:
        for part in parts:
            self._note(open_, part)

    def _note(self, open_: dict[int, dict[tuple[str, str], Coefficient]], part: Part) -> None:
        c, left, reference, right = part
        framed = open_.setdefault(reference, {})
        total = self.field.plus(framed[left, right], c) if (left, right) in framed else c
        if self.field.is_zero(total):
            del framed[left, right]
        else:
            framed[left, right] = total
