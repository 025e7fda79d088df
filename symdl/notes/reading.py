"""One declaring sentence, read from left to right: its formulas declare and assume, its words say something of them.

Words are understood phrase by phrase and as a whole: "is symmetric positive definite" is read, "is the data matrix" describes, "is symmetric on the
kernel of $B$" is neither. A sentence with a phrase that is neither is refused with its place, and nothing is assumed of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from symdl.notes.blocks import Fault, Formula, Piece, Prose
from symdl.notes.declarations import Declared, declare
from symdl.notes.members import member
from symdl.notes.mentions import mentioned
from symdl.notes.negations import NEEDLESS, misunderstood
from symdl.notes.phrases import (
    BARE,
    LEADING,
    MODULUS,
    NAMES,
    OBLIQUE,
    OPENS,
    PROPERTY,
    SINGULAR,
    VERB,
    Around,
    doubt,
    obstacle,
    parts,
    reason,
    without_asides,
)
from symdl.notes.places import BeyondLanguage, Excerpt, NotesError, Spot
from symdl.notes.predicates import Predicate, Subjects, term_of
from symdl.notes.properties import (
    BINARY,
    SMOOTH,
    UNSAID,
)
from symdl.notes.scope import Scope
from symdl.notes.spaces import Space
from symdl.terms import operators as ops
from symdl.terms import relation as rel
from symdl.terms.errors import SymdlError
from symdl.terms.term import Term

RELATION = re.compile(r"[=<>]|\\(?:leq?|geq?|neq?|in|prec|succ|preceq|succeq|subset)(?![A-Za-z])")
EQUATION = re.compile(r"(?<![<>!])=|:=")
MEMBER = re.compile(r"\\in(?![A-Za-z])")
RELATED = re.compile(r"\b(?:of|in|on|to|onto|under|from|by|at)\s*$", re.IGNORECASE)
RANK = re.compile(r"\b(?:has|have|of|with|having) rank( at most| at least)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that are not read, and what they are about; of names without a meaning they may say what they like."""

    about: tuple[Subjects, ...]
    fault: Fault
    is_about_relation: bool = False
    is_refused: bool = True

    def names(self) -> frozenset[str]:
        return frozenset(name for subjects in self.about for name in subjects if isinstance(name, str))


@dataclass
class Reading:
    """One declaring sentence.

    Attributes:
        subjects: the names or terms that the words behind speak of.
        known: those among them that are terms.
        before: the words before the formula.
        is_oblique: whether the subjects stand behind "of" or the like, so that what follows is about something else.
        is_equation: whether the last formula says itself what its name stands for.
        is_refused: whether words of the sentence contradict what they speak of.
        is_lost: whether the last formula is still to be read, because what it needs is declared later in the sentence.
    """

    pieces: list[Piece]
    scope: Scope
    faults: list[Fault] = field(default_factory=list)
    subjects: Subjects = field(default_factory=list)
    known: list[Term] = field(default_factory=list)
    spot: Spot = field(default_factory=lambda: Spot(1, 1))
    before: str = ""
    excerpt: Excerpt | None = None
    is_oblique: bool = False
    is_equation: bool = False
    is_relation: bool = False
    is_joined: bool | None = False
    is_lost: bool = False
    has_formula: bool = False
    is_refused: bool = False
    doubts: list[Doubt] = field(default_factory=list)
    naming: Subjects = field(default_factory=list)
    binary: Callable[[Term, Term], rel.Relation] | None = None
    sides: tuple[Callable[[Term, Term], rel.Relation], list[Term]] | None = None
    last: Subjects = field(default_factory=list)

    def run(self) -> list[Fault]:
        """Read every piece; a formula that needs a name declared later in the sentence is read again at the end."""
        if (fault := misunderstood(self.pieces)) is not None:
            return [fault]
        assumed = len(self.scope.hypotheses)
        self._read()
        refused = [doubt.fault for doubt in self.doubts if doubt.is_refused and self._is_about_something(doubt)]
        if refused or self.is_refused:
            del self.scope.hypotheses[assumed:]
        return [*self.faults, *refused[:1]]

    def _is_about_something(self, doubt: Doubt) -> bool:
        return doubt.is_about_relation or any(
            isinstance(subject, Term) or self.scope.is_declared(subject)
            for subjects in doubt.about
            for subject in subjects
        )

    def is_doubtful(self) -> bool:
        """Whether something is said of a term that is not read."""
        return any(not doubt.is_refused and self._is_about_something(doubt) for doubt in self.doubts)

    def doubtful(self) -> frozenset[str]:
        """Names without a meaning of which something is said that is not read; they may get a meaning later."""
        return frozenset().union(*(doubt.names() for doubt in self.doubts if not self._is_about_something(doubt)))

    def _read(self) -> None:
        later: list[tuple[Formula, str, Piece | None]] = []
        for place, piece in enumerate(self.pieces):
            after = self.pieces[place + 1] if place + 1 < len(self.pieces) else None
            if isinstance(piece, Prose):
                faults = len(self.faults)
                self._guarded(self._words, piece.excerpt, after)
                self.is_refused |= len(self.faults) > faults
            elif self._attempt(self._formula, piece, self.before, after) is not None:
                later.append((piece, self.before, after))
                self.subjects, self.is_lost = [], True
        while later:
            failed = [waiting for waiting in later if self._attempt(self._formula, *waiting) is not None]
            if len(failed) == len(later):
                break
            later = failed
        for waiting in later:
            self._guarded(self._formula, *waiting)

    def _guarded(self, step: Callable[..., None], *arguments: object) -> None:
        fault = self._attempt(step, *arguments)
        if fault is not None:
            self.faults.append(fault)

    def _attempt(self, step: Callable[..., None], *arguments: object) -> Fault | None:
        """Take a step; what went wrong with its place."""
        try:
            step(*arguments)
        except (NotesError, BeyondLanguage) as error:
            return Fault(error.said, error.spot)
        except RecursionError:
            return Fault("the formula nests too deeply; name its parts.", self.spot)
        except SymdlError as error:
            return Fault(str(error), self.spot)
        return None

    # formulas -----------------------------------------------------------------------------------

    def _formula(self, piece: Formula, before: str, after: Piece | None) -> None:
        self.spot = piece.excerpt.spot(0)
        text = piece.excerpt.text
        if re.fullmatch(r"\s*(\\\||\\lVert)\s*\\?(cdot|,|;|\s)*\s*(\\\||\\rVert)\s*", text):
            self.subjects = []
            self.scope.has_frobenius = (
                after is not None and "frobenius" in after.excerpt.text.lower() and isinstance(after, Prose)
            )
            return
        self.is_equation, self.is_relation = _is_equation(text), RELATION.search(text) is not None
        found = declare(piece.excerpt, self.scope)
        if found.where is not None or found.shape is not None:
            self._apply(found)
            return
        self.is_lost, self.has_formula = False, True
        self.is_equation &= bool(found.subjects)
        self.naming += found.subjects
        is_joined = RELATION.search(text) is not None and MEMBER.search(text) is None
        is_list = before.strip() in ("", ",", "and", "or", ", and") and is_joined == self.is_joined
        self.is_joined = is_joined
        leading = self._leading(before)
        self.is_oblique = (is_list and self.is_oblique) or (
            OBLIQUE.search(before) is not None and RANK.search(before) is None and not RELATION.search(text)
        )
        self._related(found, is_list)
        self.last = found.subjects
        self.subjects = [*self.subjects, *found.subjects] if is_list else found.subjects
        if leading is not None:
            self._phrase(leading[1], Around(is_leading=True))
        self._rank(found, before)

    def _apply(self, found: Declared) -> None:
        """A set or shape after the names it belongs to."""
        shape = found.where.shape if found.where is not None else found.shape
        assert shape is not None
        where = found.where if found.where is not None else Space("real", shape)
        for name in self.subjects:
            if isinstance(name, str) and not self.scope.is_declared(name):
                member(name, where, self.scope, self.spot)

    def _related(self, found: Declared, is_list: bool) -> None:
        """`$u$ is orthogonal to $v$`, and to the others of a list."""
        if self.binary is not None:
            self.sides = (self.binary, self.known)
        elif not is_list:
            self.sides = None
        self.binary = None
        if self.sides is None:
            return
        build, terms = self.sides
        self.is_oblique = True
        others = [term for term in map(self._as_term, found.subjects) if term is not None]
        try:
            self._assume([build(term, other) for term in terms for other in others])
        except SymdlError as error:
            self.faults.append(Fault(str(error), self.spot))
        if not others:
            self.faults.append(Fault("what stands on the other side of these words is not declared.", self.spot))

    def _rank(self, found: Declared, before: str) -> None:
        """`$X$ has rank $r$`."""
        said = RANK.search(before)
        if said is not None and self.known and len(found.subjects) == 1:
            (subject,) = found.subjects
            if isinstance(subject, str) and not self.scope.is_declared(subject):
                member(subject, Space("natural"), self.scope, self.spot)
            term = self._as_term(subject)
            assert term is not None
            self.is_joined = None
            for rank in map(ops.rank, self.known):
                bound = (said[1] or "").strip()
                known = rel.at_most(rank, term) if bound == "at most" else rel.at_most(term, rank)
                self.scope.assume(known if bound else rel.equal(rank, term), self.spot)

    # words --------------------------------------------------------------------------------------

    def _words(self, excerpt: Excerpt, after: Piece | None) -> None:
        text = excerpt.text
        self.spot = excerpt.spot(len(text) - len(text.lstrip()))
        self.excerpt = excerpt
        for place, character in enumerate(text):
            if character == "$" and (place == 0 or text[place - 1] != "\\"):
                self.faults.append(Fault("a dollar sign without its partner; close the formula.", excerpt.spot(place)))
        if SINGULAR.match(text) is not None:
            self.subjects = self.last
        self.known = [term for term in map(self._as_term, self.subjects) if term is not None]
        self.naming = []
        formula = after if isinstance(after, Formula) else None
        phrases = [*parts(self._without_next(NEEDLESS.sub(" ", text), formula))]
        for place, phrase in enumerate(phrases):
            self._phrase(phrase, self._around(phrase, formula if place + 1 == len(phrases) else None))
        self.before = text

    def _without_next(self, text: str, formula: Formula | None) -> str:
        """The words but for those that are read with the next formula."""
        leading = self._leading(text) if formula is not None else None
        if leading is not None:
            text = text[: leading.start()]
        text = without_asides(text)
        if formula is not None and (found := RANK.search(text)) is not None and self.known and not self.is_oblique:
            return text[: found.start()]
        for pattern, build in BINARY if formula is not None and self.known and not self.is_oblique else ():
            if (found := re.search(rf"\b(?:{pattern})\s*$", text, re.IGNORECASE)) is not None:
                self.binary = build
                return text[: found.start()]
        return text

    def _leading(self, text: str) -> re.Match[str] | None:
        """A property before its formula."""
        found = LEADING.search(text) or (None if self.subjects else BARE.fullmatch(text))
        return found if found is not None and (PROPERTY.search(found[1]) or UNSAID.search(found[1])) else None

    def _around(self, phrase: str, formula: Formula | None) -> Around:
        """What stands around a phrase, of which the next formula is given where the phrase leads to it."""
        is_name = formula is not None and (
            (not self.subjects and not self.has_formula)
            or (OPENS.match(phrase) is not None and VERB.search(phrase) is None)
        )
        is_next = formula is not None and _is_equation(formula.excerpt.text)
        is_restriction = self.is_relation and is_next
        is_about_relation = is_name and formula is not None and RELATION.search(formula.excerpt.text) is not None
        return Around(
            is_restriction=formula is not None
            and is_restriction
            and bool(mentioned(_first(formula.excerpt), self.scope)),
            is_equation=is_next if is_name else self.is_equation and NAMES.match(phrase) is not None,
            is_name=is_name,
            is_related=formula is not None
            and (
                self._is_symbol(formula.excerpt)
                or (RELATED.search(phrase) and MEMBER.search(formula.excerpt.text)) is not None
            ),
            is_size=bool(self.subjects) and all(isinstance(s, str) and self._is_size(s) for s in self.subjects),
            is_function=any(
                isinstance(s, str) and self.scope.is_declared(s) and self._as_term(s) is None for s in self.subjects
            ),
            is_about_relation=is_about_relation,
            is_beside_relation=is_about_relation or self.is_relation,
        )

    def _is_symbol(self, formula: Excerpt) -> bool:
        """Whether a formula is a term of declared symbols and no size."""
        return not RELATION.search(formula.text) and any(not self._is_size(n) for n in mentioned(formula, self.scope))

    def _is_size(self, name: str) -> bool:
        return self.scope.is_size(name) or (name in self.scope.sizes and not self.scope.is_declared(name))

    def _as_term(self, subject: str | Term) -> Term | None:
        return term_of(subject, self.scope)

    # phrases ------------------------------------------------------------------------------------

    def _phrase(self, phrase: str, around: Around) -> None:
        """Assume what a phrase says, or doubt it."""
        said = None if self.is_oblique else Predicate(self.subjects, self.scope, self.spot).understood(phrase)
        if said and not self.subjects and not self.is_lost:
            said = None
        if self.is_lost and (said or obstacle(phrase, around)):
            message = "these words speak of a formula that needs a name declared behind it; declare the name first."
            self.faults.append(Fault(message, self.spot))
            return
        if said is not None:
            for step in said:
                step()
            return
        plain = SMOOTH.sub(" ", phrase)
        is_bounded = MODULUS.search(phrase) if plain != phrase else None
        found = is_bounded[0] if is_bounded else obstacle(plain, around) or self._restricting(phrase, around)
        is_refused = bool(found)
        found = found or doubt(plain, around)
        if found:
            is_about_next = around.is_name and ((opens := OPENS.match(phrase)) is None or opens[1] is not None)
            about = (
                (self.naming,)
                if is_about_next
                else (self.subjects, self.naming)
                if around.is_name
                else (self.subjects,)
            )
            is_certain = around.is_about_relation or (not self.subjects and self.is_relation and not around.is_name)
            self.doubts.append(Doubt(about, self._refusal(phrase, found), is_certain, is_refused))

    def _assume(self, relations: list[rel.Relation]) -> None:
        for relation in relations:
            self.scope.assume(relation, self.spot)

    def _restricting(self, phrase: str, around: Around) -> str:
        """The "for" of "$f(a) = 0$ for $a = 1$", which assumes neither of the two."""
        return "for" if around.is_restriction and phrase.strip() in ("for", "at", "with the choice") else ""

    def _refusal(self, phrase: str, found: str) -> Fault:
        """Why a phrase is not read, with the place of the words at fault."""
        return Fault(reason(phrase, found), self._place(found))

    def _place(self, found: str) -> Spot:
        text = "" if self.excerpt is None else self.excerpt.text
        offset = text.lower().find(found.split()[0].lower()) if found.split() else -1
        return self.spot if self.excerpt is None or offset < 0 else self.excerpt.spot(offset)


def _first(formula: Excerpt) -> Excerpt:
    """The left side of an equation."""
    return formula.cut(0, max(formula.text.find("="), 0))


def _is_equation(text: str) -> bool:
    """Whether a formula has a sign = outside its indices."""
    return EQUATION.search(re.sub(r"[_^]\{[^{}]*\}", " ", text)) is not None
