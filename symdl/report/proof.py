r"""The proof of a certificate as a person would write it.

The proof is followed in the checker's own sequents, so the hypotheses it names are those the checker used:
(H1), (H2), … of the claim, a domain by its formula, and what the proof adds by numbers (1), (2), …
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from symdl.check.closing import CLOSING
from symdl.check.language import Node
from symdl.check.logic import apply_rule
from symdl.check.sequent import Context, Sequent
from symdl.report.facts import phrase
from symdl.report.identity import Identity, listed, side
from symdl.report.layout import display, width
from symdl.report.nodes import Reader
from symdl.report.relevance import unneeded_steps
from symdl.report.solutions import counted
from symdl.semantics.latex import relation_to_latex, to_latex
from symdl.semantics.latex_declarations import memberships
from symdl.semantics.names import name_to_latex
from symdl.terms.relation import Relation
from symdl.terms.term import Symbol, Term

Json = Any


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


# one function a rule: step and remaining sequents to items ------------------------------------------

Remaining = Sequence[tuple[Sequent, Json]]
Rule = Callable[[ProofWriter, Step, Remaining], list[Item]]


def _intro(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
    ((sequent, proof),) = remaining
    after = "" if proof["rule"] == "intro" else f"We show {writer.goal(sequent)}"
    if step.sequent.goal.op == "implies":
        return [following(step, sequent, proof, before="Assume", after=after)]
    symbols = [sequent.scope[name] for name in step.proof["names"]]
    declared = ", ".join(f"${part}$" for part in memberships(map(writer.reader.term, symbols)))
    is_plain = len(sequent.hypotheses) == len(step.sequent.hypotheses)
    before = f"Let {declared} be arbitrary" + ("." if is_plain else ", so that")
    return [following(step, sequent, proof, before=before, after=after)]


def _split(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
    return [
        following(
            step,
            sequent,
            proof,
            after=rf"\emph{{Part {step.case}{number}.}} We show {writer.goal(sequent)}",
            case=f"{step.case}{number}.",
        )
        for number, (sequent, proof) in enumerate(remaining, start=1)
    ]


def _cases(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
    reason = f"By {_hypothesis(step)}, there" if "hypothesis" in step.proof else "There"
    branches = [
        following(
            step, sequent, proof, before=rf"\emph{{Case {step.case}{number}.}} Suppose", case=f"{step.case}{number}."
        )
        for number, (sequent, proof) in enumerate(remaining, start=1)
    ]
    return [f"{reason} are {len(branches)} cases.", *branches]


def _towards(sentence: str) -> Rule:
    """A rule that only changes the goal."""

    def write(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
        ((sequent, proof),) = remaining
        return [following(step, sequent, proof, after=f"{sentence} {writer.goal(sequent)}")]

    return write


def _witness(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
    ((sequent, proof),) = remaining
    chosen = _chosen(writer, step, step.sequent.goal)
    return [following(step, sequent, proof, after=f"Take {chosen}. It remains to show {writer.goal(sequent)}")]


def _chosen(writer: ProofWriter, step: Step, quantified: Node) -> str:
    """``x = 1, y = 2``: the terms a rule puts for the bound symbols."""
    pairs = zip(map(writer.reader.term, quantified.bound), writer.terms(step, step.proof["terms"]), strict=True)
    return ", ".join(f"${to_latex(symbol)} = {to_latex(term)}$" for symbol, term in pairs)


def _unfold(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
    ((sequent, proof),) = remaining
    if "hypothesis" in step.proof:
        return [following(step, sequent, proof, before=f"By definition, {_hypothesis(step)} says that")]
    if step.sequent.goal.op == "minimises" and proof["rule"] == "intro":
        return [_named_point(writer, step.sequent.goal), following(step, sequent, proof)]
    return [following(step, sequent, proof, after=f"By definition, we have to show {writer.goal(sequent)}")]


LONG = 6
"""Parts of a minimiser from which it is given a name in its proof."""


def _named_point(writer: ProofWriter, goal: Node) -> str:
    """A long minimiser gets the name of its variable, with a hat."""
    ((variable,), (_, point)) = goal.bound, goal.args
    name = f"{variable.data[0]}_widehat"
    taken = {symbol.data[0] for symbol in goal.free}
    term = writer.reader.term(point)
    if "_" in variable.data[0] or name in taken or term.size < LONG or point.free.isdisjoint({*goal.free}):
        return ""
    writer.reader.memo[point] = Term("sym", data=Symbol(name), shape=term.shape)
    return f"Write ${name_to_latex(name)} = {to_latex(term)}$."


def _suppose(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
    ((sequent, proof),) = remaining
    return [following(step, sequent, proof, before="Suppose, for a contradiction, that")]


def _absurd(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
    ((sequent, proof),) = remaining
    return [following(step, sequent, proof, after="The assumptions contradict each other, as we now show.")]


def _using(sentence: Callable[[ProofWriter, Step, str], str]) -> Rule:
    """A rule whose last sequent has a new hypothesis, and whose others are what it needs."""

    def write(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
        *needed, (sequent, proof) = remaining
        labels, items = writer.premises(step, needed)
        return [*items, following(step, sequent, proof, before=sentence(writer, step, labels))]

    return write


def _hypothesis(step: Step) -> str:
    index: int = step.proof["hypothesis"]
    return step.labels[index]


def _quantified(step: Step) -> Node:
    index: int = step.proof["hypothesis"]
    return step.sequent.hypotheses[index]


def _obtained(writer: ProofWriter, step: Step, labels: str) -> str:
    names = ", ".join(f"${name_to_latex(name)}$" for name in step.proof["names"])
    return f"By {_hypothesis(step)}, there {'are' if ',' in names else 'is'} {names} with"


def _specialised(writer: ProofWriter, step: Step, labels: str) -> str:
    where = f", where {labels}," if labels else ""
    return f"At {_chosen(writer, step, _quantified(step))}{where} {_hypothesis(step)} says that"


def _detached(writer: ProofWriter, step: Step, labels: str) -> str:
    return f"By {_hypothesis(step)}" + (f" and {labels}" if labels else "") + ", we have"


SQUARES = frozenset({"gram_nonnegative", "gram_positive"})
INVERSES = frozenset({"inverse_left", "inverse_right", "defined_inverse"})


def _fact_in_words(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
    """A fact; what defines an inverse, and that a square is nonnegative, is used without words."""
    name, (*needed, (sequent, proof)) = step.proof["name"], remaining
    is_new = len(sequent.hypotheses) == len(step.sequent.hypotheses) + 1
    if name in SQUARES and is_new:
        writer.squares[sequent.hypotheses[-1]] = step.sequent.read(step.proof["terms"][0])
    if name == "gram_nonnegative":
        return [following(step, sequent, proof, tacit=r"$\lVert \cdot \rVert^{2} \ge 0$")]
    if name in INVERSES and all(premise["rule"] == "assume" for _, premise in needed):
        return [following(step, sequent, proof, tacit="the definition of the inverse")]
    if name == "pd_invertible" and is_new:
        ((definite, premise),) = needed
        line = definite_line(writer, step, definite, premise)
        if line is not None:
            matrix = to_latex(writer.reader.term(definite.goal.args[0]))
            words = f"The matrix ${matrix}$ is positive definite, hence invertible, since\n{line}"
            return [words, following(step, sequent, proof, tacit=f"the inverse of ${matrix}$ exists")]
    return _using(_fact)(writer, step, remaining)


def _fact(writer: ProofWriter, step: Step, labels: str) -> str:
    return f"Since {phrase(step.proof['name'])}" + (f", {labels} gives" if labels else ", we have")


def _differentiated(writer: ProofWriter, step: Step, labels: str) -> str:
    return f"Differentiating {_hypothesis(step)} by ${name_to_latex(step.proof['by'])}$ gives"


COUNTS = {
    "size": "the size of the matrix",
    "kernel": "vectors of its kernel",
    "product": "a factorisation",
    "weights": "the number of weights minus the dimension of their symmetries",
    "coefficients": "the number of coefficients of the outputs",
    "span": "the number of functions that the outputs combine",
    "split": "counts for the two parts of the network at a hidden layer",
    "merge": "a count for the network with a linear layer merged",
    "quadrics": "the orthogonal symmetry of a sum of squares",
    "flattening": "an equation that sums of so few powers satisfy",
    "dependence": "relations between the inputs",
}
"""What bounds a generic rank from above."""


def _ranked(writer: ProofWriter, step: Step, labels: str) -> str:
    below, above = step.proof.get("below"), step.proof.get("above")
    parts = []
    if below is not None:
        parts.append(f"a minor that is not 0 modulo {below['modulus']} at an integer point, from below")
    if above is not None:
        parts.append(f"{COUNTS[above['by']]}, from above")
    return f"The rank for almost all parameters is bounded by {', and by '.join(parts)}:"


def _entries(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
    if "hypothesis" in step.proof:
        return _using(lambda w, s, _: f"Entry by entry, {_hypothesis(s)} says that")(writer, step, remaining)
    if "at" in step.proof:
        return _towards("It suffices that one entry differs:")(writer, step, remaining)
    return ["We compare the entries of the two sides.", *_split(writer, step, remaining)]


def _have(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
    (needed, proof), (sequent, then) = remaining
    return [
        following(step, needed, proof, after=f"We first show that {writer.goal(needed)}"),
        following(step, sequent, then, before="So we have"),
    ]


def _induction(writer: ProofWriter, step: Step, remaining: Remaining) -> list[Item]:
    (at_base, proof), (successor, then) = remaining
    n = name_to_latex(step.proof["on"])
    base = rf"\emph{{Base, ${n} = {step.proof['base']}$.}} We show {writer.goal(at_base)}"
    return [
        f"We use induction on ${n}$.",
        following(step, at_base, proof, after=base),
        following(
            step,
            successor,
            then,
            before=rf"\emph{{Step, from ${n}$ to ${n} + 1$.}} Suppose",
            after=f"We show {writer.goal(successor)}",
        ),
    ]


RULES: dict[str, Rule] = {
    "intro": _intro,
    "split": _split,
    "choose": _towards("We show the alternative"),
    "witness": _witness,
    "unfold": _unfold,
    "suppose": _suppose,
    "absurd": _absurd,
    "cases": _cases,
    "obtain": _using(_obtained),
    "specialise": _using(_specialised),
    "detach": _using(_detached),
    "have": _have,
    "fact": _fact_in_words,
    "differentiate": _using(_differentiated),
    "rank": _using(_ranked),
    "entries": _entries,
    "frobenius": _towards("A matrix vanishes when the sum of the squares of its entries does, so it suffices that"),
    "induction": _induction,
}
