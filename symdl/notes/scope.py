"""What has been declared: symbols, sizes, functions, definitions and hypotheses, each with its place.

A scope knows the one around it. Two declarations of one name that disagree are an error that shows both places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from symdl.notes.blocks import Piece
from symdl.notes.macros import Macros
from symdl.notes.places import NotesError, Spot
from symdl.terms.operators import size as size_term
from symdl.terms.relation import Relation
from symdl.terms.shapes import Size, names_of_size, resolved_size, show_shape
from symdl.terms.term import FunctionSymbol, Symbol, Term


@dataclass(frozen=True, slots=True)
class Size_:  # noqa: N801
    """A name for an integer ≥ 1."""

    name: str


@dataclass(frozen=True, slots=True)
class Defined:
    """A function given by a formula in its parameters; without parameters, an abbreviation."""

    parameters: tuple[Term, ...]
    body: Term


Meaning = Term | Size_ | FunctionSymbol | Defined


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a name means, and where that was said."""

    meaning: Meaning
    spot: Spot


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A relation assumed, and where."""

    relation: Relation
    spot: Spot


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence that was not read.

    Attributes:
        pieces: its words and formulas.
        is_assumed: whether it states a hypothesis.
        names: what it is about, None for whatever its formulas mention.
    """

    pieces: tuple[Piece, ...]
    is_assumed: bool = False
    names: frozenset[str] | None = None


@dataclass
class Scope:
    """Declarations and hypotheses of a section, or of a directive in it.

    Attributes:
        sizes: every name that the document uses as a size, so that a natural number among them is one.
        remarks: the sentences that were not read.
        macros: the author's own commands.
        has_frobenius: whether ‖·‖ of a matrix was declared to be the Frobenius norm.
    """

    parent: Scope | None = None
    sizes: frozenset[str] = frozenset()
    declarations: dict[str, Declaration] = field(default_factory=dict)
    hypotheses: list[Hypothesis] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    has_frobenius: bool = False
    macros: Macros = field(default_factory=dict)

    def inner(self) -> Scope:
        """A scope inside this one."""
        return Scope(self, self.sizes, has_frobenius=self.has_frobenius, macros=self.macros)

    def find(self, name: str) -> Declaration | None:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.declarations:
                return scope.declarations[name]
            scope = scope.parent
        return None

    def all_hypotheses(self) -> Iterator[Hypothesis]:
        """The hypotheses in force, the outermost first."""
        if self.parent is not None:
            yield from self.parent.all_hypotheses()
        yield from self.hypotheses

    def all_remarks(self) -> Iterator[Remark]:
        """What was not read in the sections around, the outermost first."""
        if self.parent is not None:
            yield from self.parent.all_remarks()
        yield from self.remarks

    def assume(self, relation: Relation, spot: Spot) -> None:
        if all(hypothesis.relation != relation for hypothesis in self.all_hypotheses()):
            self.hypotheses.append(Hypothesis(relation, spot))

    def declare(self, name: str, meaning: Meaning, spot: Spot) -> None:
        """Enter a declaration.

        Raises:
            NotesError: with both places, when the name already means something else.
        """
        known = self.find(name)
        if known is None:
            self.declarations[name] = Declaration(meaning, spot)
        elif known.meaning != meaning:
            raise NotesError(
                f"{name} is declared here as {described(meaning)}, but in {known.spot} as {described(known.meaning)}; "
                "rename one of the two.",
                spot,
            )

    # what parsers ask -------------------------------------------------------------------------

    def is_declared(self, name: str) -> bool:
        return self.find(name) is not None

    def is_size(self, name: str) -> bool:
        found = self.find(name)
        return found is not None and isinstance(found.meaning, Size_)

    def is_function(self, name: str) -> bool:
        found = self.find(name)
        return found is not None and (
            isinstance(found.meaning, FunctionSymbol)
            or (isinstance(found.meaning, Defined) and bool(found.meaning.parameters))
        )

    def known(self) -> list[str]:
        outer = [] if self.parent is None else self.parent.known()
        return [*outer, *self.declarations]

    # sizes ------------------------------------------------------------------------------------

    def size(self, size: Size, spot: Spot) -> Size:
        """The size that a name or number stands for; a name that is new becomes a size."""
        if isinstance(size, int):
            return size
        names = names_of_size(size)
        if names != {size}:
            return resolved_size(size, {name: self.size(name, spot) for name in sorted(names)})
        found = self.find(size)
        if found is None:
            self.declare(size, Size_(size), spot)
            return size
        meaning = found.meaning
        if isinstance(meaning, Size_):
            return meaning.name
        if isinstance(meaning, Defined) and not meaning.parameters and _is_count(meaning.body):
            return int(meaning.body.data)
        raise NotesError(
            f"{size} is used as a size here, but in {found.spot} it is declared as {described(meaning)}; "
            "declare it as a natural number, or rename one of the two.",
            spot,
        )


def _is_count(term: Term) -> bool:
    return term.op == "num" and isinstance(term.data, Fraction) and term.data.denominator == 1 and term.data >= 0


def described(meaning: Meaning) -> str:
    """What a name means, in words."""
    if isinstance(meaning, Size_):
        return "a size"
    if isinstance(meaning, FunctionSymbol):
        return f"a function from {' × '.join(map(_space, meaning.domain))} to {_space(meaning.codomain)}"
    if isinstance(meaning, Defined):
        return (
            f"an abbreviation of {meaning.body!r}"
            if not meaning.parameters
            else f"the function with the values {meaning.body!r}"
        )
    assert isinstance(meaning.data, Symbol)
    domain = "" if meaning.data.domain == "real" else f"{meaning.data.domain} "
    return f"a {domain}{show_shape(meaning.shape)}" + ("" if meaning.shape == (1, 1) else " matrix")


def _space(size: Size) -> str:
    return "ℝ" if size == 1 else f"ℝ^{size}"


def as_term(meaning: Meaning) -> Term | None:
    """A name as a term, None for a function."""
    if isinstance(meaning, Size_):
        return size_term(meaning.name)
    if isinstance(meaning, Defined):
        return None if meaning.parameters else meaning.body
    return meaning if isinstance(meaning, Term) else None
