r"""A matrix equation as a chain of equalities, each of which uses one equation once.

A proof gives a − b = Σ (Pᵢ − Qᵢ), where Pᵢ = Qᵢ is an equation that is known between two factors. When the Pᵢ and Qᵢ can be put in a row,
a = P₁, Q₁ = P₂, …, Qₖ = b up to multiplying out, this row is the proof that one writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symdl.check.language import Node, Rejected
from symdl.check.sequent import Context
from symdl.report.tidying import Tidy

MOST = 8
"""Links of a chain that a reader follows."""


@dataclass(frozen=True, slots=True)
class Link:
    """``source`` = ``target`` by the equation of this label."""

    source: Node
    target: Node
    label: str


def link(context: Context, left: Node, sides: tuple[Node, Node], right: Node, label: str) -> Link:
    """What one cofactor says: left · a · right = left · b · right, turned round where its sign is −."""
    language = context.language
    is_negative = left.op == "mul" and left.args[0].op == "num" and left.args[0].data < 0
    if is_negative:
        left = language.node("mul", (language.number(-1), left))
        left = _without_signs(context, left)
    a, b = (language.node("matmul", (left, side, right)) for side in sides)
    return Link(b, a, label) if is_negative else Link(a, b, label)


def _without_signs(context: Context, left: Node) -> Node:
    """−1 · (−c · A) as c · A."""
    language, (_, inner) = context.language, left.args
    number, *rest = inner.args
    factors = [language.number(-number.data), *rest] if number.data != -1 else rest
    return factors[0] if len(factors) == 1 else language.node("mul", factors)


def chain(context: Context, start: Node, end: Node, links: Sequence[Link]) -> list[tuple[Node, str]] | None:
    """The terms from start to end, each with the reason why it equals the one before; None when no order fits."""
    if not 0 < len(links) <= MOST:
        return None
    try:
        order = _ordered(context, start, end, tuple(links))
    except Rejected:
        return None
    if order is None:
        return None
    tidy = Tidy(context)
    rows: list[tuple[Node, str]] = [(tidy(start), "")]
    for step in order:
        for term, reason in ((tidy(step.source), ""), (tidy(step.target), step.label)):
            if term is not rows[-1][0]:
                rows.append((term, reason))
    if tidy(end) is not rows[-1][0]:
        rows.append((tidy(end), ""))
    return rows


def _ordered(context: Context, current: Node, end: Node, links: tuple[Link, ...]) -> list[Link] | None:
    same = context.normaliser.is_same
    if not links:
        return [] if same(current, end) else None
    for k, candidate in enumerate(links):
        if same(current, candidate.source):
            rest = _ordered(context, candidate.target, end, (*links[:k], *links[k + 1 :]))
            if rest is not None:
                return [candidate, *rest]
    return None
