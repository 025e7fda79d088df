r"""The proof of a certificate as a person would write it.

The proof is followed in the checker's own sequents, so the hypotheses it names are those the checker used:
(H1), (H2), … of the claim, a domain by its formula, and what the proof adds by numbers (1), (2), …
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from symdl.check.closing import CLOSING
from symdl.check.language import Node
from symdl.check.logic import apply_rule
from symdl.check.sequent import Context, Sequent
from symdl.report.identity import Identity, listed
from symdl.report.layout import display, width
from symdl.report.nodes import Reader
from symdl.report.proof_rules import RULES
from symdl.report.proof_steps import Item, Remaining, Step, definite_line, following
from symdl.report.relevance import unneeded_steps
from symdl.report.solutions import counted
from symdl.semantics.latex import relation_to_latex, to_latex
from symdl.terms.relation import Relation
from symdl.terms.term import Term

Json = Any

LINE = 82
"""Letters of prose on a line, with room for a number in the margin."""


@dataclass
class ProofWriter:
    """Writes the proofs of one certificate; its numbers run through all of them in reading order."""

    context: Context
    count: int = 0
    unneeded: frozenset[int] = frozenset()
    reader: Reader = field(init=False)
    squares: dict[Node, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reader = Reader(self.context.language.functions)

    def written(self, step: Step) -> str:
        """The proof as paragraphs, without the steps that nothing refers to."""
        self.unneeded = unneeded_steps(step.sequent, step.proof)
        paragraphs: list[str] = []
        pending: list[Item] = [step]
        while pending:
            item = pending.pop()
            if isinstance(item, str):
                paragraphs.append(item)
                continue
            words, opened = self.opened(item)
            paragraphs += words
            pending.extend(reversed(self.items(self.onward(opened))))
        return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)

    def items(self, step: Step) -> list[Item]:
        """One rule in words, and what remains to be proved."""
        name = step.proof["rule"]
        if name in CLOSING:
            return [self._closing(step)]
        return RULES[name](self, step, list(apply_rule(step.sequent, step.proof)))

    def onward(self, step: Step) -> Step:
        """The step behind those that a reader can do without; what they add stays nameless."""
        while id(step.proof) in self.unneeded:
            sequent, proof = apply_rule(step.sequent, step.proof)[-1]
            added = len(sequent.hypotheses) - len(step.labels)
            step = replace(step, sequent=sequent, proof=proof, labels=(*step.labels, *(["a known fact"] * added)))
        return step

    # naming -----------------------------------------------------------------------------------

    def opened(self, step: Step) -> tuple[list[str], Step]:
        """The words that lead to a step, and the step with a label for each hypothesis."""
        if step.parent is None:
            return [step.before, step.after], step
        old, new = step.parent.hypotheses, step.sequent.hypotheses
        known = dict(zip(old, step.labels, strict=True))
        is_longer = new[: len(old)] == old
        labels: list[str] = []
        added: list[tuple[Relation, str | None]] = []
        for index, node in enumerate(new):
            if is_longer and index < len(old):
                labels.append(step.labels[index])
            elif node in known:
                labels.append(known[node])
            elif step.tacit:
                labels.append(step.tacit)
            else:
                self.count += 1
                labels.append(f"({self.count})")
                added.append((self.reader.relation(node), labels[-1]))
        named = replace(step, labels=tuple(labels), parent=None)
        return [_introduced(step.before, added), step.after], named

    def goal(self, sequent: Sequent) -> str:
        return display([(self.reader.relation(sequent.goal), None)])

    def inline(self, node: Node) -> str:
        return f"${relation_to_latex(self.reader.relation(node))}$"

    def terms(self, step: Step, forms: Sequence[Json]) -> list[Term]:
        return [self.reader.term(step.sequent.read(form)) for form in forms]

    # closing ----------------------------------------------------------------------------------

    def _closing(self, step: Step) -> str:
        match step.proof["rule"]:
            case "assume":
                return f"This is {step.labels[step.proof['hypothesis']]}."
            case "evaluate":
                return "This is true by evaluation with exact numbers."
            case "count":
                return counted(step.proof)
        return Identity(step.sequent, step.labels, self.reader, self.squares).text(step.proof)

    # premises ---------------------------------------------------------------------------------

    def premises(self, step: Step, remaining: Remaining) -> tuple[str, list[Item]]:
        """What a rule needs: hypotheses by their labels, anything else proved beforehand."""
        labels: list[str] = []
        items: list[Item] = []
        for sequent, proof in remaining:
            known = _restated(proof)
            if known is not None:
                labels.append(step.labels[known])
                continue
            labels.append(self.inline(sequent.goal))
            line = definite_line(self, step, sequent, proof)
            if line is not None:
                items.append(
                    f"The matrix ${to_latex(self.reader.term(sequent.goal.args[0]))}$ is positive definite, since\n{line}"
                )
            elif proof["rule"] != "evaluate":
                items.append(following(step, sequent, proof, after=f"First we show {self.inline(sequent.goal)}."))
        return listed(labels), items


def _restated(proof: Json) -> int | None:
    """The hypothesis of which a proof says no more than that it is the goal, perhaps written in another way."""
    if proof["rule"] == "assume":
        return int(proof["hypothesis"])
    summands = proof.get("summands", [])
    if proof["rule"] != "combination" or len(summands) != 1 or proof.get("cofactors") or "multiplier" in proof:
        return None
    form = summands[0]
    hypotheses: list[int] = form.get("hypotheses", [])
    return hypotheses[0] if len(hypotheses) == 1 and form["coefficient"] == "1" and not form.get("squares") else None


def _introduced(before: str, added: Sequence[tuple[Relation, str | None]]) -> str:
    """New hypotheses: a short one on the line, its number in the margin; anything else displayed."""
    if not added:
        return before
    text = relation_to_latex(added[0][0])
    if len(added) == 1 and width(text) <= 40 and width(text) + len(re.sub(r"\\\w+|[{}$\\]", "", before)) <= LINE:
        return rf"{before} ${text}$.\hfill{added[0][1]}"
    return f"{before}\n{display(added)}"
