"""A counterexample in words: the exact values, why the hypotheses hold, and both sides evaluated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from symdl.check.certificate import AtInstance
from symdl.check.language import SCALAR, Node, Rejected
from symdl.check.sequent import Sequent
from symdl.report.layout import SIGNS, WIDTH, shown, width
from symdl.report.nodes import Reader
from symdl.report.proof import ProofWriter
from symdl.report.proof_steps import Step
from symdl.semantics.latex import to_latex
from symdl.semantics.latex_pieces import number_to_latex
from symdl.semantics.names import name_to_latex
from symdl.terms import operators as ops
from symdl.terms.term import Term, number

Json = Any


class Values:
    """A claim at the exact values of a certificate."""

    def __init__(self, certificate: Mapping[str, Any], at: AtInstance) -> None:
        self.instance, self.at = certificate["instance"], at
        self.reader = Reader(at.context.language.functions)

    # the values -------------------------------------------------------------------------------

    def assignments(self) -> list[str]:
        """``x = 1`` for each size, symbol and function, without dollar signs."""
        language = self.at.context.language
        sizes = [f"{name_to_latex(name)} = {value}" for name, value in sorted(self.instance["sizes"].items())]
        values = [
            f"{name_to_latex(name)} = {shown(self.reader.term(language.read(form, {})))}"
            for name, form in sorted(self.instance["values"].items())
        ]
        return [*sizes, *values, *map(self._definition, sorted(self.at.definitions))]

    def _definition(self, name: str) -> str:
        parameters, bodies = self.at.definitions[name]
        terms = [self.reader.term(body) for body in bodies]
        image = terms[0] if len(terms) == 1 else ops.array(terms)
        arguments = ", ".join(to_latex(self.reader.term(p)) for p in parameters)
        return f"{name_to_latex(name)}({arguments}) = {shown(image)}"

    # the sides --------------------------------------------------------------------------------

    def sides(self) -> list[str]:
        """What the goal says at these values, as sentences."""
        return [s for atom in _atoms(self.at.goal) if not _has_rank(atom) for s in self._of_atom(atom)]

    def _of_atom(self, atom: Node) -> Iterator[str]:
        if atom.op in ("psd", "pd"):
            word = "semidefinite" if atom.op == "psd" else "definite"
            yield f"The matrix is {self._value(atom.args[0])}, {'' if self._holds(atom) else 'not '}positive {word}."
            return
        left, right = map(self._value, atom.args)
        yield f"The left-hand side is {left}, the right-hand side is {right}."
        if not all(map(self._is_defined, atom.args)):
            yield "A relation with an undefined side does not hold."
        elif atom.args[0].shape == SCALAR:
            sides = f"{left.strip('$')} {SIGNS[atom.op]} {right.strip('$')}"
            yield f"So ${sides}$ {'holds' if self._holds(atom) else 'fails'}."

    def _holds(self, atom: Node) -> bool:
        return self.at.context.evaluator.holds(atom)

    def _is_defined(self, node: Node) -> bool:
        return self.at.context.evaluator.is_defined(node)

    def _value(self, node: Node) -> str:
        if not self._is_defined(node):
            return f"undefined{self._missing(node)}"
        return f"${self._exact(node)}$"

    def _missing(self, node: Node) -> str:
        """The first condition that the term needs and that does not hold."""
        for obligation in self.at.context.definedness.of(node):
            if not self._holds(obligation):
                left, right = obligation.args
                if left.op == "det":
                    return f", because ${self._exact(left.args[0])}$ has no inverse"
                return f", because ${self._exact(left)} {SIGNS[obligation.op]} {self._exact(right)}$ fails"
        return ""

    def _exact(self, node: Node) -> str:
        """The number or matrix a closed term is, else the term itself."""
        normaliser = self.at.context.normaliser
        try:
            if node.shape == SCALAR:
                constant = normaliser.value(node).constant()
                is_short = (
                    constant is not None and constant.numerator.bit_length() + constant.denominator.bit_length() < 400
                )
                return number_to_latex(constant) if constant is not None and is_short else shown(self.reader.term(node))
            table = normaliser.entries.constants(normaliser.entries.table(node))
        except Rejected:
            return shown(self.reader.term(node))
        rows: list[list[Term]] = [[number(value) for value in row] for row in table]
        return shown(ops.array(rows)) if rows and rows[0] else "0"


def _has_rank(node: Node) -> bool:
    """Whether a generic rank stands in it, which is bounded by a proof and not evaluated."""
    return node.op in ("generic_rank", "network_rank") or any(map(_has_rank, node.args))


def _atoms(relation: Node) -> Iterator[Node]:
    """The atomic relations without bound symbols."""
    if relation.op in ("eq", "ne", "le", "lt", "psd", "pd"):
        yield relation
    elif not relation.bound:
        for arg in relation.args:
            yield from _atoms(arg)


def refutation(certificate: Mapping[str, Any], at: AtInstance) -> str:
    """The counterexample, the hypotheses at it, and how the goal fails."""
    values = Values(certificate, at)
    paragraphs = [_taken(values.assignments())]
    writer = ProofWriter(at.context)
    if at.hypotheses:
        paragraphs.append("The hypotheses hold for these values.")
        for number_, (node, proof) in enumerate(zip(at.hypotheses, certificate["holds"], strict=True), start=1):
            if proof["rule"] != "evaluate":
                paragraphs += [
                    f"Hypothesis {number_}: we show {writer.goal(_bare(at, node))}",
                    _proved(writer, at, node, proof),
                ]
    paragraphs += values.sides()
    if certificate["proof"]["rule"] != "evaluate":
        negated = at.context.negation(at.goal)
        paragraphs += [
            f"The claim fails, because {writer.goal(_bare(at, negated))}",
            _proved(writer, at, negated, certificate["proof"]),
        ]
    return "\n\n".join(paragraphs)


def _bare(at: AtInstance, goal: Node) -> Sequent:
    return Sequent(at.context, (), goal, {}, {})


def _proved(writer: ProofWriter, at: AtInstance, goal: Node, proof: Json) -> str:
    return writer.written(Step(_bare(at, goal), proof, ()))


def _taken(assignments: list[str]) -> str:
    """The values on one line when they fit, else one below the other."""
    if not assignments:
        return "The claim has no symbols."
    if sum(map(width, assignments)) < 40 and not any(r"\begin" in a for a in assignments):
        return "Take " + ", ".join(f"${a}$" for a in assignments) + "."
    if sum(map(width, assignments)) < WIDTH:
        return "Take\n\\[ " + r", \quad ".join(assignments) + r". \]"
    return "Take\n\\begin{gather*}\n" + ", \\\\\n".join(assignments) + ".\n\\end{gather*}"
