r"""The combination of a proof, written out: m (b - a) = sum of squares times hypotheses + cofactors times equations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from symdl.check.language import SCALAR, Node
from symdl.check.sequent import Sequent
from symdl.report.chains import Link, chain, link
from symdl.report.layout import WIDTH, bracketed, chunks, filled, product, shown, signed, width
from symdl.report.nodes import Reader
from symdl.report.tidying import Tidy
from symdl.semantics.latex import to_latex
from symdl.semantics.latex_pieces import number_to_latex
from symdl.terms import operators as ops
from symdl.terms.term import Term

Json = Any


NO_SQUARES: Mapping[Node, Node] = {}
BESIDE = 16
"""Characters of a label that has room beside a formula."""
NUMBERS = {2: "two", 3: "three", 4: "four"}


@dataclass(frozen=True, slots=True)
class Summand:
    """One summand of the right-hand side.

    Attributes:
        parts: its LaTeX, cut where a line may break.
        uses: the labels of the hypotheses in it.
        vanishes: whether it is a multiple of an equation.
    """

    parts: list[str]
    uses: tuple[str, ...]
    vanishes: bool


class Identity:
    """Reads the fields of a ``combination`` in its sequent."""

    def __init__(
        self, sequent: Sequent, labels: Sequence[str], reader: Reader, squares: Mapping[Node, Node] = NO_SQUARES
    ) -> None:
        self.sequent, self.labels, self.reader, self.squares = sequent, labels, reader, squares
        self.tidy = Tidy(sequent.context)

    def text(self, rule: Json) -> str:
        """The identity and what follows from it."""
        summands = [self.square(form) for form in rule.get("summands", [])]
        summands += [self.cofactor(form) for form in rule.get("cofactors", [])]
        if not summands:
            return "Multiplied out, the two sides of what is to be shown are the same."
        told = self._chain(rule) or self._completed(rule, summands)
        if told is not None:
            return told
        left = self._left(rule)
        if len(summands) == 1 and summands[0].uses and " ".join(left) == " ".join(summands[0].parts):
            return f"This is {listed(summands[0].uses)}, with both sides moved to one."
        if " ".join(left) == side(summands):
            return self._conclusion(rule, summands, what=f"${' '.join(left)}$")
        return f"We have\n{_equation(left, summands)}\n{self._conclusion(rule, summands)}"

    # as one writes it -------------------------------------------------------------------------

    def _chain(self, rule: Json) -> str | None:
        """A matrix equation as a chain of equalities, when its cofactors make up one."""
        goal, context = self.sequent.goal, self.sequent.context
        if goal.op != "eq" or goal.args[0].shape == SCALAR or "multiplier" in rule:
            return None
        links = [self._link(form) for form in rule["cofactors"] if len(form) == 3]
        start, end = goal.args
        rows = chain(context, start, end, links) if len(links) == len(rule["cofactors"]) else None
        if rows is None or len(rows) < 3:
            return None
        return _equalities([(shown(self.reader.term(node)), reason) for node, reason in rows])

    def _link(self, form: Json) -> Link:
        left, place, right = form
        index, *at = place if isinstance(place, list) else [place]
        sides = self.sequent.hypotheses[index].args
        if at:
            sides = tuple(self.sequent.context.language.node("transpose", (side,)) for side in sides)
        a, b = sides
        return link(self.sequent.context, self.sequent.read(left), (a, b), self.sequent.read(right), self.labels[index])

    def _completed(self, rule: Json, summands: Sequence[Summand]) -> str | None:
        """b = a + squares, for an inequality a ≤ b at symbolic sizes that squares of matrices show."""
        goal = self.sequent.goal
        positive = [s for s in summands if not s.vanishes]
        zero = [s for s in summands if s.vanishes]
        used = [index for form in rule.get("summands", []) for index in form.get("hypotheses", [])]
        is_about_squares = any(self.sequent.hypotheses[index] in self.squares for index in used)
        if goal.op != "le" or "multiplier" in rule or not is_about_squares or not positive:
            return None
        smaller, larger = (self.reader.term(arg) for arg in goal.args)
        if smaller.op == "num" or larger.op == "num":
            return None
        reason = f" By {listed([label for s in zero for label in s.uses])}," if zero else ""
        rows = [f"& {line}" for line in filled(chunks(larger))]
        whole = [*chunks(smaller), *(part for s in positive for part in signed(s.parts))]
        lines = filled(whole, room=WIDTH - 6)
        rows += [rf"={{}}& {lines[0]}", *(rf"& {line}" for line in lines[1:])]
        display = "\\begin{align*}\n" + " \\\\\n".join(rows) + ".\n\\end{align*}"
        labels = listed([label for s in positive for label in s.uses])
        count = (
            "The last summand is"
            if len(positive) == 1
            else f"The last {NUMBERS.get(len(positive), len(positive))} summands are"
        )
        start = f"{reason.strip()} we have" if reason else "We have"
        return f"{start}\n{display}\n{count} nonnegative by {labels}."

    # the two sides ----------------------------------------------------------------------------

    def _left(self, rule: Json) -> list[str]:
        goal = self.sequent.goal
        if goal.op == "false":
            return ["0"]
        value = self._difference(goal, is_equation=goal.op == "eq")
        if "multiplier" not in rule:
            return chunks(value)
        factors = self._product(rule["multiplier"])
        return [*factors, *([] if value.op != "add" else bracketed(chunks(value)))] or chunks(value)

    def _difference(self, relation: Node, *, is_equation: bool) -> Term:
        a, b = (self.reader.term(arg) for arg in relation.args)
        positive, negative = (a, b) if is_equation else (b, a)
        return positive if negative.op == "zeros" else ops.subtract(positive, negative)

    def _factor(self, term: Term) -> list[str]:
        parts = chunks(term)
        return bracketed(parts) if term.op == "add" or parts[0].startswith("-") else parts

    def _product(self, form: Json) -> list[str]:
        """coefficient · values of hypotheses · squares."""
        lone = self._lone(form)
        if lone is not None:
            return chunks(lone)
        factors: list[list[str]] = []
        for index, power in Counter(form.get("hypotheses", [])).items():
            given = self.sequent.hypotheses[index]
            if given in self.squares and power == 1:
                factors.append(chunks(self._norm(self.squares[given])))
                continue
            value = self._difference(given, is_equation=given.op == "ne")
            factors.append(self._raised(value, 2 * power if given.op == "ne" else power))
        for square in form.get("squares", []):
            factors.append(self._raised(self.term(square), 2))
        coefficient = Fraction(form["coefficient"])
        return _joined(coefficient, factors)

    def _lone(self, form: Json) -> Term | None:
        """The value of the one inequality that makes up the product, when it needs no brackets."""
        given = [self.sequent.hypotheses[index] for index in form.get("hypotheses", [])]
        if form.get("squares") or form["coefficient"] != "1" or len(given) != 1 or given[0].op == "ne":
            return None
        if given[0] in self.squares:
            return self._norm(self.squares[given[0]])
        value = self._difference(given[0], is_equation=False)
        return None if value.op == "add" else value

    def _norm(self, node: Node) -> Term:
        """‖G‖², of G or its transpose whichever has fewer transposes."""
        turned = self.tidy(self.sequent.context.language.node("transpose", (node,)))
        plain = min(
            (self.reader.term(n) for n in (self.tidy(node), turned)), key=lambda term: (term.size, to_latex(term))
        )
        return ops.norm(plain) ** 2

    def _raised(self, term: Term, k: int) -> list[str]:
        """A factor to the power k."""
        if k == 1:
            return self._factor(term)
        if (value := number_of(term)) is not None:
            return [number_to_latex(value**k)]
        return chunks(ops.power(term, k)) if term.op == "sym" else bracketed(chunks(term), after=f"^{{{k}}}")

    def square(self, form: Json) -> Summand:
        """A nonnegative summand."""
        uses = tuple(self.labels[index] for index in form.get("hypotheses", []))
        return Summand(self._product(form), uses, vanishes=False)

    def cofactor(self, form: Json) -> Summand:
        """A multiple of an equation: ``[term, k]``, ``[term, [k, i, j]]``, or ``[left, k, right]`` and its trace."""
        left, place = form[0], form[1]
        index, *at = place if isinstance(place, list) else [place]
        value = self._difference(self.sequent.hypotheses[index], is_equation=True)
        if at:
            value = value.T if at == ["transpose"] else ops.entry(value, (at[0], at[1]))
        goal = self.sequent.goal
        if len(form) == 3 and (goal.op == "false" or goal.args[0].shape == SCALAR):
            value = ops.trace(ops.matmul(self.term(left), value, self.term(form[2])))
            return Summand(_joined(Fraction(1), [self._factor(value)]), (self.labels[index],), vanishes=True)
        outer = [self.term(left), *map(self.term, form[2:])]
        factors = [self._factor(value)]
        coefficient = Fraction(1)
        if len(outer) == 1 and (scale := number_of(outer[0])) is not None:
            coefficient = scale
        else:
            factors.insert(0, self._outer(outer[0]))
        if len(outer) == 2:
            factors.append(self._outer(outer[1]))
        return Summand(_joined(coefficient, [f for f in factors if f]), (self.labels[index],), vanishes=True)

    def _outer(self, term: Term) -> list[str]:
        """A factor beside an equation; the identity is left out."""
        return [] if term.op == "identity" or number_of(term) == 1 else self._factor(term)

    def term(self, form: Json) -> Term:
        return self.reader.term(self.sequent.read(form))

    # what follows -----------------------------------------------------------------------------

    def _conclusion(self, rule: Json, summands: Sequence[Summand], *, what: str = "the right-hand side") -> str:
        """Why the identity shows the goal."""
        said = [*self._multiplier(rule), *_vanishing(summands, what), *self._positive(summands, what)]
        end = " This is a contradiction." if self.sequent.goal.op == "false" else ""
        return f"Here {', and '.join(said)}.{end}"

    def _multiplier(self, rule: Json) -> list[str]:
        if "multiplier" not in rule:
            return []
        labels = listed([self.labels[index] for index in rule["multiplier"].get("hypotheses", [])])
        sign = "not zero" if self.sequent.goal.op == "eq" else "positive"
        return [f"the factor on the left is {sign}" + (f" by {labels}" if labels else "")]

    def _positive(self, summands: Sequence[Summand], whole: str) -> list[str]:
        signed = [s for s in summands if not s.vanishes]
        if not signed:
            return []
        sign = "positive" if self.sequent.goal.op in ("lt", "false") else "nonnegative"
        labels = listed([label for s in signed for label in s.uses])
        what = whole if len(signed) == len(summands) else "the rest"
        return [f"{what} is {sign}" + (f" by {labels}" if labels else "")]


def _vanishing(summands: Sequence[Summand], whole: str) -> list[str]:
    """The multiples of equations; they stand last."""
    zero = [s for s in summands if s.vanishes]
    if not zero:
        return []
    labels = listed([label for s in zero for label in s.uses])
    if len(zero) == len(summands):
        return [f"{whole} vanishes by {labels}"]
    if len(zero) == 1:
        return [f"the last summand vanishes by {labels}"]
    return [f"the last {len(zero)} summands vanish by {labels}"]


def _equalities(rows: Sequence[tuple[str, str]]) -> str:
    """Terms that are equal, one a line, with the reasons beside them or, where these do not fit, in front."""
    (first, _), *others = rows
    notes = [f"by {reason}" if reason else "multiplied out" for _, reason in others]
    is_wide = width(first) > 24
    room = WIDTH - 4 - (0 if is_wide else width(first))
    has_notes = all(
        width(text) + len(re.sub(r"[$\\{}]", "", note)) <= room for (text, _), note in zip(others, notes, strict=True)
    )
    lines = [f"& {first}"] if is_wide else []
    for k, ((text, _), note) in enumerate(zip(others, notes, strict=True)):
        head = first if k == 0 and not is_wide else ""
        lines.append(f"{head} ={{}}& {text}" + (rf" && \text{{{note}}}" if has_notes else ""))
    reasons = listed([reason for _, reason in others if reason])
    is_expanded = any(not reason for _, reason in others)
    lead = "We have" if has_notes else f"By {reasons}{', and multiplying out,' if is_expanded else ','} we have"
    return f"{lead}\n\\begin{{align*}}\n" + " \\\\\n".join(lines) + ".\n\\end{align*}"


def number_of(term: Term) -> Fraction | None:
    """The value of a rational number, None for any other term."""
    return term.data if term.op == "num" and isinstance(term.data, Fraction) else None


def listed(labels: Sequence[str]) -> str:
    """``(H1), (2) and (3)``, each once."""
    names = list(dict.fromkeys(labels))
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def _joined(coefficient: Fraction, factors: Sequence[list[str]]) -> list[str]:
    """The product of a number and factors, cut where a line may break."""
    sign = "-" if coefficient < 0 else ""
    size = abs(coefficient)
    head = sign + ("" if size == 1 and factors else number_to_latex(size))
    return product([[head], *factors] if head else factors)


def side(summands: Sequence[Summand]) -> str:
    """The right-hand side on one line."""
    return " ".join(part for i, s in enumerate(summands) for part in (s.parts if i == 0 else signed(s.parts)))


def _equation(left: list[str], summands: Sequence[Summand]) -> str:
    """The identity: on one line when it fits, else one summand a line with the hypotheses it uses."""
    whole = f"{' '.join(left)} = {side(summands)}"
    if width(whole) <= WIDTH:
        return rf"\[ {whole}. \]"
    rows = []
    for i, summand in enumerate(summands):
        lines = filled(summand.parts if i == 0 else signed(summand.parts), room=WIDTH - 12)
        beside = [label for label in summand.uses if len(label) <= BESIDE]  # the sentence below names all of them
        note = rf" && \text{{{listed(beside)}}}" if beside else ""
        for k, line in enumerate(lines):
            sign = "={}&" if i == 0 and k == 0 else "&" if k == 0 else r"&\qquad "
            rows.append(f"{sign} {line}{note if k == len(lines) - 1 else ''}")
    heads = filled(left)
    if len(heads) == 1 and width(heads[0]) <= 24:
        rows[0] = f"{heads[0]} {rows[0]}"
    else:
        rows = [*(f"& {head}" for head in heads), *rows]
    return "\\begin{align*}\n" + " \\\\\n".join(rows) + "\n\\end{align*}"
