r"""Declaring sentences: those that start with Let, Assume, Suppose, Given or where.

Every formula of such a sentence declares or assumes; words such as "is symmetric positive definite" say something of the
formulas before them, "an invertible matrix $A$" of the one behind. What follows "then" is no longer assumed. All other
sentences are prose and are not read. In a claim the sentence that leads to its formula may begin with If, Whenever or For every; any
other condition before the formula is refused, because leaving it out would change what is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from symdl.notes.blocks import Fault, Formula, Piece, Prose
from symdl.notes.declarations import Declared, declare
from symdl.notes.members import member
from symdl.notes.places import BeyondLanguage, Excerpt, NotesError, Spot
from symdl.notes.properties import ADJECTIVES, ELSEWHERE, KINDS, PAIRS, PROPERTIES, SMOOTH, UNSAID, pairs
from symdl.notes.scope import Scope, as_term
from symdl.notes.spaces import Space
from symdl.notes.trailing import quantified
from symdl.terms import operators as ops
from symdl.terms import relation as rel
from symdl.terms.errors import SymdlError
from symdl.terms.term import Term

START = re.compile(
    r"\s*(?:[*_]{1,3})?\s*(?:[A-Z][\w -]{0,40}:[*_]{0,3}\s*)?(?:(?:now|further|furthermore|moreover|also|again|finally|throughout|next|first|second|in addition|"
    r"in this section|here and below|and|but|we|let us|then we|now we),?\s+)*(let|assume|suppose|given|where)\b",
    re.IGNORECASE,
)
WHERE = re.compile(r"(?:^\s*|[,;(]\s*)where\b", re.IGNORECASE)
NEGATION = re.compile(
    r"\b(?:not|neither|nor|never|unless|except|otherwise|contradiction|contrary|at (?:least|most) one|exactly one|one of|some of|"
    r"approximately|nearly|roughly|asymptotically|false|fails?|wrong|untrue|commutes with)\b|n't\b",
    re.IGNORECASE,
)
NEEDLESS = re.compile(
    r"\b(?:need|does|do|must|may|might|is|are|be) not (?:necessarily )?be\b|\bnot necessarily\b|\bneed not\b|\bwhether or not\b",
    re.IGNORECASE,
)
PROPERTY = re.compile("|".join(rf"\b(?:{pattern})\b" for pattern, _ in PROPERTIES), re.IGNORECASE)
ALTERNATIVE = re.compile(r"\b(?:or|either|if|iff|whenever|implies)\b", re.IGNORECASE)
STOP = re.compile(
    r"\b(?:then|hence|therefore|thus|consequently|so that|we have|we get|we obtain|we find|it holds|it follows|show that|prove that|"
    r"this gives|this implies|which implies|which gives|implies)\b",
    re.IGNORECASE,
)
END = re.compile(r"[.?!](?=[\s*_)\]\"']|$)")
ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|eq|eqs|fig|sec|thm|resp|w\.r\.t|s\.t|a\.s|vs|no|dr|prof|ref)|\b[A-Z])$", re.IGNORECASE
)


CONDITION = re.compile(
    r"\s*(?:[*_]{1,3})?\s*(?:if|whenever|when|provided(?: that)?|as long as|for(?: (?:all|any|every|each))?|under)\b",
    re.IGNORECASE,
)
"""How a sentence begins that states hypotheses of the formula it ends with."""

RELATION = re.compile(r"[=<>]|\\(?:leq?|geq?|neq?|in|prec|succ|preceq|succeq|subset)(?![A-Za-z])")

ORTHONORMAL = re.compile(r"\borthonormal (?:columns|rows)\b", re.IGNORECASE)
LEADING = re.compile(
    r"\b(?:an?|the|some|any|every|each|all|two|for)\s+((?:[A-Za-z-]+\s+){0,4})(?:matrix|matrices|vectors?|scalars?|numbers?)\s*$",
    re.IGNORECASE,
)
"""Words before a formula that belong to it, as in "an invertible matrix $A$"."""
BARE = re.compile(
    rf"\s*(?:(?:all|any|every|each)\s+)?((?:(?:{'|'.join(pattern for pattern, _ in PROPERTIES)}|{UNSAID.pattern}|and|,)\s*)+)",
    re.IGNORECASE,
)
"""The same without a noun, as in "For symmetric $A$"."""


@dataclass
class Sentence:
    """Words and formulas up to a full stop."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words before the first formula."""
        return self.pieces[0].excerpt.text if self.pieces and isinstance(self.pieces[0], Prose) else ""


def sentences(pieces: Iterable[Piece]) -> Iterator[Sentence]:
    """The sentences of running text."""
    current = Sentence()
    for piece in pieces:
        if isinstance(piece, Prose) and piece.is_code:
            continue
        if isinstance(piece, Formula):
            current.pieces.append(piece)
            if piece.excerpt.text.rstrip().endswith("."):
                yield current
                current = Sentence()
            continue
        start = 0
        for match in END.finditer(piece.excerpt.text):
            if ABBREVIATION.search(piece.excerpt.text[start : match.start()]):
                continue
            current.pieces.append(Prose(piece.excerpt.cut(start, match.end())))
            yield current
            current, start = Sentence(), match.end()
        if piece.excerpt.text[start:].strip() or (current.pieces and start == 0):
            current.pieces.append(Prose(piece.excerpt.cut(start, len(piece.excerpt.text))))
    if current.pieces:
        yield current


def declaring(sentence: Sentence, claimed: Formula | None = None) -> list[Piece]:
    """The pieces of a sentence that declare; empty for prose.

    Args:
        claimed: the formula of a claim, which declares nothing; a condition may lead to it.
    """
    pieces: list[Piece] = []
    condition = CONDITION.match(sentence.text) if any(piece is claimed for piece in sentence.pieces) else None
    is_active = condition is not None or START.match(sentence.text) is not None
    for place, piece in enumerate(sentence.pieces):
        if claimed is not None and piece is claimed:
            is_active = is_active and condition is None
            continue
        if isinstance(piece, Formula):
            if is_active:
                pieces.append(piece)
            continue
        text = piece.excerpt.text
        begin = condition.end() if condition is not None and place == 0 else 0
        behind = _behind(sentence.pieces[place - 1] if place else None, text, claimed)
        if behind is not None:
            is_active, begin = True, behind.end()
        if not is_active and (found := WHERE.search(text)) is not None:
            is_active, begin = True, found.end()
        stop = STOP.search(text, begin)
        if is_active:
            pieces.append(Prose(piece.excerpt.cut(begin, stop.start() if stop else len(text))))
        if stop is not None:
            later = WHERE.search(text, stop.end())
            is_active = later is not None
            if later is not None:
                pieces.append(Prose(piece.excerpt.cut(later.end(), len(text))))
    return pieces


def begins_anew(piece: Piece) -> bool:
    """Whether another sentence begins behind a formula, which has no full stop."""
    return isinstance(piece, Prose) and piece.excerpt.text.strip()[:1].isupper()


def _behind(before: Piece | None, text: str, claimed: Formula | None) -> re.Match[str] | None:
    """A condition right behind the claimed formula, in the same sentence: "whenever $X w = y$"."""
    found = CONDITION.match(text) if claimed is not None and before is claimed else None
    return found if found is not None and found[0].strip()[0].islower() else None


def read(pieces: Iterable[Piece], scope: Scope, claimed: Formula | None = None) -> list[Fault]:
    """Read the declaring sentences of running text into a scope; what cannot be read is returned with its place."""
    faults: list[Fault] = []
    for sentence in sentences(pieces):
        faults += _Reading(quantified(declaring(sentence, claimed)), scope).run()
    return faults


@dataclass
class _Reading:
    """One declaring sentence, read from left to right."""

    pieces: list[Piece]
    scope: Scope
    faults: list[Fault] = field(default_factory=list)
    subjects: list[str | Term] = field(default_factory=list)
    spot: Spot = field(default_factory=lambda: Spot(1, 1))
    before: str = ""

    def run(self) -> list[Fault]:
        """Read every piece; a formula that needs a name declared later in the sentence is read again at the end."""
        misunderstood = self._misunderstood()
        if misunderstood is not None:
            return [misunderstood]
        later: list[tuple[Formula, Piece | None]] = []
        for place, piece in enumerate(self.pieces):
            if isinstance(piece, Prose):
                self._guarded(self._words, piece.excerpt)
                continue
            after = self.pieces[place + 1] if place + 1 < len(self.pieces) else None
            if self._attempt(self._formula, piece, after) is not None:
                later.append((piece, after))
        while later:
            failed = [pair for pair in later if self._attempt(self._formula, *pair) is not None]
            if len(failed) == len(later):
                break
            later = failed
        else:
            return self.faults
        for pair in later:
            self._guarded(self._formula, *pair)
        return self.faults

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

    def _formula(self, piece: Formula, after: Piece | None) -> None:
        self.spot = piece.excerpt.spot(0)
        text = piece.excerpt.text
        if re.fullmatch(r"\s*(\\\||\\lVert)\s*\\?(cdot|,|;|\s)*\s*(\\\||\\rVert)\s*", text):
            self.subjects = []
            self.scope.has_frobenius = (
                after is not None and "frobenius" in after.excerpt.text.lower() and isinstance(after, Prose)
            )
            return
        found = declare(piece.excerpt, self.scope)
        if found.where is not None or found.shape is not None:
            self._apply(found)
            return
        is_list = self.before.strip(" ,\n").lower() in ("and", "or", "") and self.before.strip() in (
            "and",
            ",",
            "",
            "or",
            ", and",
        )
        leading = LEADING.search(self.before) or (None if self.subjects else BARE.fullmatch(self.before))
        self.subjects = [*self.subjects, *found.subjects] if is_list else found.subjects
        if leading is not None and leading[1].strip():
            self._properties(leading[1])
        self._rank(found)

    def _apply(self, found: Declared) -> None:
        """A set or shape after the names it belongs to."""
        shape = found.where.shape if found.where is not None else found.shape
        assert shape is not None
        where = found.where if found.where is not None else Space("real", shape)
        for name in self.subjects:
            if isinstance(name, str) and not self.scope.is_declared(name):
                member(name, where, self.scope, self.spot)

    def _rank(self, found: Declared) -> None:
        """`$X$ has rank $r$`."""
        if re.search(r"\b(?:has|have|of|with) rank\s*$", self.before) and self.known and len(found.subjects) == 1:
            (subject,) = found.subjects
            if isinstance(subject, str) and not self.scope.is_declared(subject):
                member(subject, Space("natural"), self.scope, self.spot)
            term = self._as_term(subject)
            assert term is not None
            for other in self.known:
                self.scope.assume(rel.equal(ops.rank(other), term), self.spot)

    known: list[Term] = field(default_factory=list)

    # words --------------------------------------------------------------------------------------

    def _words(self, excerpt: Excerpt) -> None:
        text = excerpt.text
        self.spot = excerpt.spot(len(text) - len(text.lstrip()))
        for place, character in enumerate(text):
            if character == "$" and (place == 0 or text[place - 1] != "\\"):
                self.faults.append(Fault("a dollar sign without its partner; close the formula.", excerpt.spot(place)))
        if NEEDLESS.search(text):
            self.before = text
            return
        self.known = [term for term in map(self._as_term, self.subjects) if term is not None]
        leading = LEADING.search(text) or (None if self.subjects else BARE.fullmatch(text))
        if leading is not None and (unsaid := UNSAID.search(leading[1])) is not None:
            raise NotesError(
                f"{unsaid[0]!r} cannot be said of a term; write it as a formula, or leave it out.", self.spot
            )
        self._properties(LEADING.sub(" ", text))
        self.before = text

    def _misunderstood(self) -> Fault | None:
        """A negation, or an alternative between formulas or properties: to assume both sides would be a misreading."""
        is_about = any(isinstance(piece, Formula) for piece in self.pieces)
        for place, piece in enumerate(self.pieces if is_about else []):
            if not isinstance(piece, Prose):
                continue
            text = piece.excerpt.text
            is_between = place + 1 < len(self.pieces) and any(
                isinstance(other, Formula) for other in self.pieces[:place]
            )
            found = NEGATION.search(NEEDLESS.sub(" ", text))
            if found is None and (is_between or PROPERTY.search(text)):
                found = ALTERNATIVE.search(NEEDLESS.sub(" ", text))
            if found is not None:
                message = (
                    f"the word {found[0]!r} in a declaring sentence is not understood, so nothing of it is read; write the "
                    r"hypothesis as one formula, e.g. with \ne, \lor or \implies."
                )
                return Fault(message, piece.excerpt.spot(text.find(found[0])))
        return None

    def _as_term(self, subject: str | Term) -> Term | None:
        if isinstance(subject, Term):
            return subject
        found = self.scope.find(subject)
        return None if found is None else as_term(found.meaning)

    def _properties(self, text: str) -> None:
        """Everything the words say of the subjects; the rest of the words says nothing."""
        rest = re.sub(r"\s+", " ", text)
        if not self.subjects:
            return
        rest = self._kinds(rest)
        if (shifted := ELSEWHERE.search(ORTHONORMAL.sub(" ", rest))) is not None:
            raise NotesError(
                f"{shifted[0]!r} is not said of the term itself; write the hypothesis as a formula.", self.spot
            )
        several = [term for term in map(self._as_term, self.subjects) if term is not None]
        for pattern, build in PAIRS:
            rest, count = re.subn(rf"\b(?:{pattern})\b", " ", rest, flags=re.IGNORECASE)
            if count:
                self._assume(pairs(several, build))
        if len(several) > 1 and all(term.shape[1] == 1 for term in several):
            rest, count = re.subn(r"\borthogonal\b", " ", rest, flags=re.IGNORECASE)
            if count:
                self._assume(pairs(several, lambda a, b: rel.equal(ops.matmul(a.T, b), 0)))
        for pattern, say in PROPERTIES:
            rest, count = re.subn(
                rf"(?<![-\w])(?:{pattern})\b(?! (?:distribut|random|prior))", " ", rest, flags=re.IGNORECASE
            )
            if count:
                self._said(pattern, several, say)
        rest = SMOOTH.sub(" ", rest)
        self._unread(rest)

    def _said(self, pattern: str, terms: list[Term], say: object) -> None:
        assert callable(say)
        undeclared = [name for name in self.subjects if isinstance(name, str) and not self.scope.is_declared(name)]
        if undeclared:
            raise NotesError(
                f"{undeclared[0]} is not declared, so nothing can be said of it; write $… \\in \\mathbb{{R}}^{{n \\times n}}$ first.",
                self.spot,
            )
        for term in terms:
            self._assume(say(term))

    def _assume(self, relations: list[rel.Relation]) -> None:
        for relation in relations:
            self.scope.assume(relation, self.spot)

    def _kinds(self, text: str) -> str:
        """Nouns such as "a positive integer" for names without a meaning."""
        new = [name for name in self.subjects if isinstance(name, str) and not self.scope.is_declared(name)]
        for pattern, domain in KINDS:
            text, count = re.subn(rf"\b(?:{pattern})\b", " ", text, flags=re.IGNORECASE)
            if count:
                for name in new:
                    member(name, Space(domain), self.scope, self.spot)
                new = []
        return text

    def _unread(self, text: str) -> None:
        """Refuse words that say something unsayable, and misspelt ones."""
        verb = re.match(
            r"\s*,?\s*(?:(?:which|that|and|both|all)\s+)*(?:is|are|be|being|to be)\b(.*)", text, re.IGNORECASE
        )
        phrase = text if verb is None else verb[1]
        if (found := UNSAID.search(phrase)) is not None and (verb is not None or not self.before):
            raise NotesError(
                f"{found[0]!r} cannot be said of a term; write it as a formula, or leave it out.", self.spot
            )
        for word in re.findall(r"[a-z]{6,}", phrase.lower()) if verb is not None else []:
            if near := word not in ADJECTIVES and get_close_matches(word, ADJECTIVES, n=1, cutoff=0.85):
                raise NotesError(f"the word {word!r} is unknown; is {near[0]!r} meant?", self.spot)
