"""From a directive to its claims: the display formula, the hypotheses that concern it, the links of a chain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from symdl.claims.claim import Claim, Place
from symdl.notes.blocks import EXPECTATIONS, OPTIONS, Directive, Fault, Formula, Paragraph, Piece, Prose
from symdl.notes.cursor import Cursor
from symdl.notes.elaborate import Elaborator
from symdl.notes.logic import conclusion, links, related
from symdl.notes.mentions import mentioned
from symdl.notes.places import NotesError, Spot
from symdl.notes.qualifiers import require_plain
from symdl.notes.relations import statements
from symdl.notes.remarks import unread
from symdl.notes.scope import Scope
from symdl.notes.sentences import declaring, read, sentences
from symdl.notes.syntax import Node
from symdl.semantics.substitution import free_symbols, function_symbols, size_symbols, walk
from symdl.terms.errors import SymdlError
from symdl.terms.operators import scalar
from symdl.terms.relation import Relation, at_most, implies
from symdl.terms.shapes import names_of_size
from symdl.terms.term import Application, Symbol, Term

NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
BY = re.compile(r"\bby\s+[`*{(\[]*([A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9_])", re.IGNORECASE)
LATE = re.compile(r"^[ \t]*(:[a-z]+:)", re.MULTILINE)
SIZING = frozenset({"rank", "identity", "inverse", "det", "size", "ones", "zeros"})
"""Operators by which a hypothesis can say something of sizes."""


@dataclass(frozen=True, slots=True)
class Lemma:
    """What a claim of the document offers to those that say "by NAME"."""

    names: tuple[str, ...]
    statement: Relation


@dataclass
class Reader:
    """The claims of one document.

    Attributes:
        lemmas: what earlier claims say, by name.
        faults: what could not be read.
    """

    file: str | None = None
    claims: list[Claim] = field(default_factory=list)
    lemmas: dict[str, Lemma] = field(default_factory=dict)
    places: dict[str, Spot] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def directive(self, directive: Directive, outer: Scope) -> None:
        """Read a claim or derivation."""
        scope = outer.inner()
        self.faults += directive.faults
        if not self._name_is_right(directive):
            return
        expect = self._options(directive)
        pieces = [piece for block in directive.blocks if isinstance(block, Paragraph) for piece in _separated(block)]
        self.faults += [block for block in directive.blocks if isinstance(block, Fault)]
        for block in directive.blocks:
            if isinstance(block, Directive):
                self.faults.append(
                    Fault(f"a claim inside the claim {directive.name}; close the first one before it.", block.spot)
                )
        self.faults += [
            fault
            for piece in pieces
            if isinstance(piece, Prose) and not piece.is_code
            for fault in _late_options(piece)
        ]
        try:
            formula, rest = _display(pieces, directive)
            require_plain(pieces, formula, expect)
            faults = read(pieces, scope, formula)
            self.faults += faults[1:]
            if faults:  # without this hypothesis it would be another claim
                raise NotesError(faults[0].message, faults[0].spot)
            uses = self._uses(directive, rest)
            found = _statements(formula, scope)
        except (SymdlError, RecursionError) as error:
            self._unreadable(directive, expect, error)
            return
        self._enter(directive, expect, scope, found, uses, mentioned(formula.excerpt, scope))

    # what stands around the formula -------------------------------------------------------------

    def _name_is_right(self, directive: Directive) -> bool:
        name = directive.name
        if not name:
            self.faults.append(
                Fault(f"this {directive.kind} has no name; write {{{directive.kind}}} NAME.", directive.spot)
            )
        elif not NAME.fullmatch(name):
            self.faults.append(
                Fault(f"{name!r} is no claim name; use letters, digits, hyphens and underscores.", directive.spot)
            )
        elif name in self.places:
            self.faults.append(
                Fault(
                    f"the claim name {name!r} is used twice (first in line {self.places[name].line}); rename one of the two.",
                    directive.spot,
                )
            )
        else:
            self.places[name] = directive.spot
            return True
        return False

    def _options(self, directive: Directive) -> str:
        expect = "proved"
        for key, (value, spot) in directive.options.items():
            if key == "expect":
                if value.lower() in EXPECTATIONS:
                    expect = value.lower()
                else:
                    self.faults.append(
                        Fault(f":expect: {value or '(nothing)'} is unknown; write proved, refuted or undecided.", spot)
                    )
            elif key not in OPTIONS:
                near = get_close_matches(key, OPTIONS, n=1)
                hint = (
                    f"; is :{near[0]}: meant?"
                    if near
                    else f"; there are {', '.join(f':{option}:' for option in OPTIONS[:5])}."
                )
                self.faults.append(Fault(f"the option :{key}: is unknown{hint}", spot))
        return expect

    def _uses(self, directive: Directive, pieces: list[Piece]) -> list[str]:
        """The earlier claims that the text names after "by"."""
        named = [name.strip() for name in directive.options.get("by", ("", None))[0].replace(",", " ").split()]
        for name in named:
            if name not in self.lemmas:
                near = get_close_matches(name, list(self.lemmas), n=1)
                hint = f" (is {near[0]} meant?)" if near else ""
                raise NotesError(
                    f":by: {name} names no earlier claim that could be read{hint}.", directive.options["by"][1]
                )
        words = "".join(piece.excerpt.text if isinstance(piece, Prose) else " " for piece in pieces)
        named += [match[1] for match in BY.finditer(words) if match[1] in self.lemmas]
        return list(dict.fromkeys(named))

    def _unreadable(self, directive: Directive, expect: str, error: Exception) -> None:
        if isinstance(error, RecursionError):
            error = NotesError("the formula nests too deeply; name its parts.", directive.spot)

        def build() -> Relation:
            raise error

        self.claims.append(Claim(directive.name, build, expect, place=self._place(directive), doc=_title(directive)))

    def _place(self, directive: Directive) -> Place:
        return Place(self.file, directive.spot.line)

    # claims -------------------------------------------------------------------------------------

    def _enter(
        self, directive: Directive, expect: str, scope: Scope, found: Statements, uses: list[str], about: frozenset[str]
    ) -> None:
        goals = found.links
        is_chain = len(goals) > 1 or directive.kind == "derivation"
        names = [f"{directive.name}.{k}" for k in range(1, len(goals) + 1)] if is_chain else [directive.name]
        lemmas = [self.lemmas[name] for name in uses]
        rests = tuple(dict.fromkeys(name for lemma in lemmas for name in lemma.names))
        for name, goal in zip(names, goals, strict=True):
            given = [*_of_symbols(found.counts, goal), *(lemma.statement for lemma in lemmas)]
            statement = _under_hypotheses(goal, scope, given)
            claim = Claim(
                name,
                lambda statement=statement: statement,  # type: ignore[misc]
                expect,
                source=directive.options.get("source", ("", None))[0],
                doc=_title(directive),
                place=self._place(directive),
                rests_on=rests,
                chain=directive.name if is_chain else "",
                unread=unread(scope, about | _names(statement, has_sizes=True), directive.spot.line),
            )
            self.claims.append(claim)
            self.lemmas[name] = Lemma((name,), _under_hypotheses(goal, scope, _of_symbols(found.counts, goal)))
        if is_chain and found.conclusion is not None:
            self.lemmas[directive.name] = Lemma(
                tuple(names), _under_hypotheses(found.conclusion, scope, _of_symbols(found.counts, found.conclusion))
            )


def _late_options(piece: Prose) -> list[Fault]:
    """Options behind text, which would be prose."""
    return [
        Fault(
            f"the option {match[1]} stands behind text; options stand at the beginning.",
            piece.excerpt.spot(match.start(1)),
        )
        for match in LATE.finditer(piece.excerpt.text)
        if match[1].strip(":") in OPTIONS
    ]


def _title(directive: Directive) -> str:
    """The words of the directive, for the reader."""
    if "title" in directive.options:
        return directive.options["title"][0]
    words = []
    for block in directive.blocks:
        if isinstance(block, Paragraph):
            for piece in block.pieces:
                if isinstance(piece, Formula) and piece.is_display:
                    break
                words.append(f"${piece.excerpt.text}$" if isinstance(piece, Formula) else piece.excerpt.text)
    return " ".join("".join(words).split())


def _separated(paragraph: Paragraph) -> Iterable[Piece]:
    return paragraph.pieces


# the display formula ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statements:
    """The links of a display formula, what follows from them, and what holds of the integers in them."""

    links: tuple[Relation, ...]
    conclusion: Relation | None
    counts: tuple[Relation, ...] = ()


def _display(pieces: list[Piece], directive: Directive) -> tuple[Formula, list[Piece]]:
    """The formula that is claimed, and everything else."""
    displays = [piece for piece in pieces if isinstance(piece, Formula) and piece.is_display]
    if len(displays) > 1:
        declared = [piece for sentence in sentences(pieces) for piece in declaring(sentence)]
        displays = [piece for piece in displays if all(piece is not other for other in declared)] or displays[-1:]
    if not displays:
        dollar = next(
            (
                p.excerpt.spot(p.excerpt.text.find("$"))
                for p in pieces
                if isinstance(p, Prose) and not p.is_code and "$" in p.excerpt.text
            ),
            None,
        )
        if dollar is not None:
            raise NotesError("a dollar sign without its partner, so the formula has no end; close it.", dollar)
        raise NotesError(
            f"the {directive.kind} {directive.name} has no display formula; write it between $$ and $$.", directive.spot
        )
    if len(displays) > 1:
        raise NotesError(
            f"the {directive.kind} {directive.name} has {len(displays)} display formulas; claim them one by one.",
            displays[1].excerpt.spot(0),
        )
    return displays[0], [piece for piece in pieces if piece is not displays[0]]


def _statements(formula: Formula, scope: Scope) -> Statements:
    """Parse and elaborate a display formula."""
    c = Cursor.over(formula.excerpt, scope)
    nodes = statements(c)
    e = Elaborator(formula.excerpt, scope)
    found = [links(e, node) for node in nodes]
    counts = _counts([link for part in found for link in part], scope)
    if counts:
        with e.bound(counts):
            return _of(
                e, nodes, [links(e, node) for node in nodes], tuple(at_most(1, count) for count in counts.values())
            )
    return _of(e, nodes, found, ())


def _counts(found: list[Relation], scope: Scope) -> dict[str, Term]:
    """Sizes that occur as numbers alone: integer symbols n ≥ 1 say the same, and allow induction."""
    terms = [term for relation in found for term in walk(relation)]
    numbers = {str(term.data) for term in terms if term.op == "size"}
    shapes = set().union(
        *(size_symbols(term) for term in terms if not term.args and term.op != "size"), *map(_shape_names, terms)
    )
    assumed = set().union(*(size_symbols(hypothesis.relation) for hypothesis in scope.all_hypotheses()))
    return {name: scalar(name, natural=True) for name in sorted(numbers - shapes - assumed)}


def _shape_names(term: Term) -> set[str]:
    functions = term.data.function if isinstance(term.data, Application) else None
    sizes = (*term.shape, *(() if functions is None else (*functions.domain, functions.codomain)))
    return {name for size in sizes for name in names_of_size(size)}


def _of(e: Elaborator, nodes: list[Node], found: list[list[Relation]], counts: tuple[Relation, ...]) -> Statements:
    every = tuple(link for part in found for link in part)
    follows = None
    if len(nodes) == 1 and nodes[0].kind == "chain" and len(every) > 1:
        sign = conclusion(nodes[0].data[0])
        if sign is not None and all(part.kind != "optimum" for part in nodes[0].args):
            follows = related(sign, e.term(nodes[0].args[0]), e.term(nodes[0].args[-1]))
    return Statements(every, follows, counts)


# hypotheses ---------------------------------------------------------------------------------------


def _of_symbols(relations: tuple[Relation, ...], goal: Relation) -> list[Relation]:
    """The relations whose symbols occur in the goal."""
    return [relation for relation in relations if free_symbols(relation) <= free_symbols(goal)]


def _under_hypotheses(goal: Relation, scope: Scope, lemmas: list[Relation]) -> Relation:
    """The goal under the lemmas and every hypothesis that is connected with it by a symbol, a function or a size."""
    waiting = [hypothesis.relation for hypothesis in scope.all_hypotheses()]
    reached = set().union(*(_names(relation, has_sizes=True) for relation in [goal, *lemmas]))
    taken: set[int] = set()
    grows = True
    while grows:
        grows = False
        for place, hypothesis in enumerate(waiting):
            names = _names(hypothesis, has_sizes=False)
            if place not in taken and (names & reached or not names):
                taken.add(place)
                reached |= _names(hypothesis, has_sizes=True)
                grows = True
    hypotheses = [*(waiting[place] for place in sorted(taken)), *lemmas]
    return implies(hypotheses, goal) if hypotheses else goal


def _names(relation: Relation, *, has_sizes: bool) -> set[str]:
    """Symbols and functions of a relation; its sizes too where asked, or where it speaks of them."""
    symbols = {term.data.name for term in free_symbols(relation) if isinstance(term.data, Symbol)}
    functions = {function.name for function in function_symbols(relation)}
    if has_sizes or any(term.op in SIZING for term in walk(relation)):
        return symbols | functions | set(size_symbols(relation))
    return symbols | functions
