"""Claims and derivations, written as Python functions.

A claim is hypotheses and one relation. Its function is called only when the claim is verified, so that a
badly shaped formula is a finding about the claim and not an error of the file.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

from symdl.check.canonical import digest
from symdl.semantics.json import declaration, function_declaration, relation_to_json
from symdl.semantics.substitution import all_symbols, free_symbols, fresh, function_symbols, size_symbols, substitute
from symdl.terms.errors import DeclarationError, SymdlError
from symdl.terms.relation import Relation
from symdl.terms.shapes import show_shape
from symdl.terms.term import Symbol, Term

EXPECTATIONS = ("proved", "refuted", "undecided")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim was written."""

    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence about a symbol of the claim that was not read.

    Attributes:
        line: where it stands.
        text: the sentence in one line.
        is_assumed: whether it states a hypothesis, so that a counterexample without it refutes another claim.
    """

    line: int
    text: str
    is_assumed: bool = False


@dataclass(frozen=True)
class Claim:
    """Hypotheses and one relation, with a name.

    Attributes:
        name: unique within its document.
        build: returns the relation; `implies` and leading `forall` become hypotheses and free symbols.
        expect: proved, refuted or undecided.
        source: where the mathematics comes from.
        doc: prose for the reader; its first line is the title.
        place: file and line.
        seconds: time budget of its own, or None.
        rests_on: names of other claims of its document that stand among its hypotheses.
        chain: the derivation whose link it is, or empty.
        unread: what its document says beside it in words.
    """

    name: str
    build: Callable[[], Relation]
    expect: str = "proved"
    source: str = ""
    doc: str = ""
    place: Place = Place()
    seconds: float | None = None
    rests_on: tuple[str, ...] = ()
    chain: str = ""
    unread: tuple[Unread, ...] = ()

    def __post_init__(self) -> None:
        _require_expectation(self.name, self.expect)

    @property
    def title(self) -> str:
        return self.doc.strip().splitlines()[0] if self.doc.strip() else ""

    @cached_property
    def statement(self) -> Relation:
        """The relation as written; raises SymdlError when the formula cannot be built."""
        built = self.build()
        if not isinstance(built, Relation):
            raise SymdlError(f"{self.name} must return a relation such as equal(a, b), but it returned {built!r}.")
        return built

    @cached_property
    def sequent(self) -> tuple[tuple[Relation, ...], Relation]:
        """Hypotheses and goal, with leading `implies` and `forall` of the statement opened."""
        hypotheses: list[Relation] = []
        goal = self.statement
        while True:
            if goal.op == "implies":
                hypotheses.extend(goal.args[:-1])
                goal = goal.args[-1]
            elif goal.op == "forall":
                goal = _opened(goal, hypotheses)
            else:
                return tuple(hypotheses), goal

    @property
    def hypotheses(self) -> tuple[Relation, ...]:
        return self.sequent[0]

    @property
    def goal(self) -> Relation:
        return self.sequent[1]

    @cached_property
    def symbols(self) -> tuple[Term, ...]:
        """The free symbols, by name; raises DeclarationError when one name is declared in two ways."""
        relations = (*self.hypotheses, self.goal)
        every: dict[str, Term] = {}
        for symbol in (*free_symbols(*relations), *all_symbols(*relations)):
            other = every.setdefault(_name(symbol), symbol)
            if other is not symbol:
                ways = " and ".join(sorted(f"{_domain(s)} {show_shape(s.shape)}" for s in (symbol, other)))
                raise DeclarationError(
                    f"{self.name}: the symbol {_name(symbol)} is declared twice, as {ways}; rename one of them, free or bound."
                )
        return tuple(sorted(free_symbols(*relations), key=_name))

    @property
    def sizes(self) -> tuple[str, ...]:
        """The names of symbolic sizes."""
        return tuple(sorted(size_symbols(*self.hypotheses, self.goal)))

    def to_json(self) -> dict[str, Any]:
        """The claim as it stands in a certificate."""
        functions = {f.name: function_declaration(f) for f in function_symbols(*self.hypotheses, self.goal)}
        if len(functions) != len(function_symbols(*self.hypotheses, self.goal)):
            raise DeclarationError(f"{self.name}: a function name is declared twice with different sizes.")
        return {
            "name": self.name,
            "symbols": {_name(symbol): declaration(symbol) for symbol in self.symbols},
            "functions": functions,
            "hypotheses": [relation_to_json(h) for h in self.hypotheses],
            "goal": relation_to_json(self.goal),
        }

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical JSON of the claim."""
        return digest(self.to_json())

    def __repr__(self) -> str:
        try:
            return f"<claim {self.name}: {self.statement!r}>"
        except Exception as error:
            return f"<claim {self.name}, which cannot be built: {error}>"


@dataclass(frozen=True)
class Derivation:
    """A chain of claims; it holds when every link holds. The links are named ``NAME.1``, ``NAME.2``, …"""

    name: str
    build: Callable[[], Sequence[Relation]]
    expect: str = "proved"
    source: str = ""
    doc: str = ""
    place: Place = Place()
    seconds: float | None = None

    def __post_init__(self) -> None:
        _require_expectation(self.name, self.expect)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """One claim a link."""
        links = tuple(self.build())
        return tuple(
            Claim(
                name=f"{self.name}.{number}",
                build=lambda link=link: link,  # type: ignore[misc]
                expect=self.expect,
                source=self.source,
                doc=self.doc,
                place=self.place,
                seconds=self.seconds,
            )
            for number, link in enumerate(links, start=1)
        )


def _require_expectation(name: str, expect: str) -> None:
    if expect not in EXPECTATIONS:
        raise DeclarationError(f"{name}: expect={expect!r}; use one of {', '.join(EXPECTATIONS)}.")


def _name(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.name


def _domain(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.domain


def _opened(goal: Relation, hypotheses: list[Relation]) -> Relation:
    """The body of a universal goal, its variables renamed where they are taken."""
    taken = set(free_symbols(*hypotheses, goal))
    renaming = {}
    for symbol in goal.bound:
        if any(_name(symbol) == _name(other) for other in taken):
            renaming[symbol] = fresh(symbol, taken)
            taken.add(renaming[symbol])
        taken.add(symbol)
    body: Relation = substitute(goal.args[0], renaming)
    return body


@overload
def claim(function: Callable[[], Relation]) -> Claim: ...


@overload
def claim(
    *, name: str | None = ..., expect: str = ..., source: str = ..., seconds: float | None = ...
) -> Callable[[Callable[[], Relation]], Claim]: ...


def claim(
    function: Callable[[], Relation] | None = None,
    *,
    name: str | None = None,
    expect: str = "proved",
    source: str = "",
    seconds: float | None = None,
) -> Any:
    """Make a claim of a function that returns a relation. The docstring is its prose.

    >>> from symdl import scalar
    >>> @claim
    ... def square_is_nonnegative():
    ...     x = scalar("x")
    ...     return 0 <= x**2
    >>> square_is_nonnegative.name
    'square_is_nonnegative'
    """

    def make(build: Callable[[], Relation]) -> Claim:
        return Claim(**_described(build, name, expect, source, seconds), build=build)

    return make if function is None else make(function)


def derivation(
    function: Callable[[], Sequence[Relation]] | None = None,
    *,
    name: str | None = None,
    expect: str = "proved",
    source: str = "",
    seconds: float | None = None,
) -> Any:
    """Make a derivation of a function that returns a sequence of relations."""

    def make(build: Callable[[], Sequence[Relation]]) -> Derivation:
        return Derivation(**_described(build, name, expect, source, seconds), build=build)

    return make if function is None else make(function)


def _described(
    build: Callable[..., Any], name: str | None, expect: str, source: str, seconds: float | None
) -> dict[str, Any]:
    if not inspect.isfunction(build):
        raise DeclarationError(
            f"@claim and @derivation stand above a function without arguments, not before {build!r}."
        )
    code = build.__code__
    return {
        "name": name or build.__name__,
        "expect": expect,
        "source": source,
        "doc": inspect.getdoc(build) or "",
        "place": Place(code.co_filename, code.co_firstlineno),
        "seconds": seconds,
    }


def as_claim(value: Claim | Relation) -> Claim:
    """A claim, or a bare relation as a claim named ``claim``."""
    return value if isinstance(value, Claim) else Claim(name="claim", build=lambda: value)
