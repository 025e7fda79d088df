"""Steps of a proof that is being written: what is still to be shown, and how the hypotheses are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from symdl.check.language import Node
from symdl.check.logic import apply_rule
from symdl.check.sequent import Sequent
from symdl.report.identity import Identity, side
from symdl.semantics.latex import to_latex
from symdl.semantics.names import name_to_latex

if TYPE_CHECKING:
    from symdl.report.proof import ProofWriter

Json = Any

SQUARES = frozenset({"gram_nonnegative", "gram_positive"})
"""Facts that say that a square is not negative."""


@dataclass(frozen=True, slots=True)
class Step:
    """A sequent that is still to be proved, with its proof.

    Attributes:
        labels: how the hypotheses of the sequent it comes from are called, by their nodes or numbers.
        before: the words that introduce what is new in the sequent.
        after: the words that follow it.
        case: the number of the case it belongs to, such as ``1.2.``.
        tacit: what new hypotheses are called that need no words of their own.
    """

    sequent: Sequent
    proof: Json
    labels: tuple[str, ...]
    parent: Sequent | None = None
    before: str = ""
    after: str = ""
    case: str = ""
    tacit: str = ""


Item = str | Step
Remaining = Sequence[tuple[Sequent, Json]]


def following(
    step: Step,
    sequent: Sequent,
    proof: Json,
    *,
    before: str = "",
    after: str = "",
    case: str | None = None,
    tacit: str = "",
) -> Step:
    """The step that goes on from ``step`` with another sequent."""
    return Step(sequent, proof, step.labels, step.sequent, before, after, step.case if case is None else case, tacit)


def definite_line(writer: ProofWriter, step: Step, sequent: Sequent, proof: Json) -> str | None:
    """xᵀ M x = … > 0 for x ≠ 0, when that is all a proof of M ≻ 0 says; None for any other proof."""
    if sequent.goal.op != "pd" or proof["rule"] != "unfold":
        return None
    ((opened, inner),) = apply_rule(sequent, proof)
    if inner["rule"] != "split":
        return None
    (_, symmetry), (inside, positivity) = apply_rule(opened, inner)
    if symmetry["rule"] != "combination" or symmetry.get("cofactors"):
        return None
    squares, names = dict[Node, Node](), list[str]()
    while positivity["rule"] in ("intro", "fact"):
        if positivity["rule"] == "fact" and positivity["name"] not in SQUARES:
            return None
        names += positivity.get("names", [])
        ((*_, (after, rest))) = apply_rule(inside, positivity)
        if positivity["rule"] == "fact":
            squares[after.hypotheses[-1]] = inside.read(positivity["terms"][0])
        inside, positivity = after, rest
    is_plain = positivity["rule"] == "combination" and not (positivity.get("cofactors") or "multiplier" in positivity)
    if not is_plain or len(names) != 1 or not positivity.get("summands"):
        return None
    written = Identity(inside, [""] * len(inside.hypotheses), writer.reader, squares)
    left = to_latex(writer.reader.term(inside.goal.args[1]))
    x = name_to_latex(names[0])
    return rf"\[ {left} = {side([written.square(form) for form in positivity['summands']])} > 0 \qquad \text{{for ${x} \ne 0$}}. \]"
