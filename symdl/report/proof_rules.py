"""Each rule of a proof in words: one function a rule, from the step and the sequents that remain to what is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from symdl.check.language import Node
from symdl.report.facts import phrase
from symdl.report.proof_steps import SQUARES, Item, Remaining, Step, definite_line, following
from symdl.semantics.latex import to_latex
from symdl.semantics.latex_declarations import memberships
from symdl.semantics.names import name_to_latex
from symdl.terms.term import Symbol, Term

if TYPE_CHECKING:
    from symdl.report.proof import ProofWriter

Rule = Callable[["ProofWriter", Step, Remaining], list[Item]]


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
