"""What a phrase says of its subjects: properties such as "symmetric", kinds such as "a positive integer", pairs such as "commute"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from symdl.notes.members import member
from symdl.notes.phrases import leaves_subject
from symdl.notes.places import NotesError, Spot
from symdl.notes.properties import COLUMNS, ELSEWHERE, KINDS, PAIRS, PROPERTIES, SMOOTH, pairs
from symdl.notes.scope import Scope, Size_, as_term
from symdl.notes.spaces import Space
from symdl.terms.relation import Relation
from symdl.terms.term import Term

Subjects = list[str | Term]
TAKEN = " / "
"""What stands for words that were read, so that those around them do not become neighbours."""


def term_of(subject: str | Term, scope: Scope) -> Term | None:
    """A subject as a term, None for a function and for a name without a meaning."""
    if isinstance(subject, Term):
        return subject
    found = scope.find(subject)
    return None if found is None else as_term(found.meaning)


@dataclass(frozen=True, slots=True)
class Predicate:
    """Words said of subjects at a place."""

    subjects: Subjects
    scope: Scope
    spot: Spot

    def understood(self, phrase: str) -> list[Callable[[], None]] | None:
        """What a phrase says of the subjects, when all of its words are understood."""
        if ELSEWHERE.search(phrase) is not None:
            return None
        rest, said = self._kinds(re.sub(r"\s+", " ", phrase))
        several = [term for term in (term_of(subject, self.scope) for subject in self.subjects) if term is not None]
        are_columns = len(several) > 1 and all(term.shape[1] == 1 for term in several)
        for pattern, build in [*(PAIRS if len(self.subjects) > 1 else ()), *(COLUMNS if are_columns else ())]:
            rest, count = re.subn(rf"(?<![-\w])(?:{pattern})\b(?!-)", TAKEN, rest, flags=re.IGNORECASE)
            if count:
                said.append(lambda build=build: self._assume(pairs(self._terms(), build)))  # type: ignore[misc]
        for pattern, say in PROPERTIES:
            rest, count = re.subn(rf"(?<![-\w])(?:{pattern})\b(?!-)", TAKEN, rest, flags=re.IGNORECASE)
            if count:
                said.append(lambda say=say: self._said(say))  # type: ignore[misc]
        return said if said and leaves_subject(SMOOTH.sub(TAKEN, rest), len(self.subjects)) else None

    def _said(self, say: Callable[[Term], list[Relation]]) -> None:
        for term in self._terms():
            self._assume(say(term))

    def _terms(self) -> list[Term]:
        """The subjects, of which all are terms."""
        names = [name for name in self.subjects if isinstance(name, str)]
        if undeclared := [name for name in names if not self.scope.is_declared(name)]:
            raise NotesError(
                f"{undeclared[0]} is not declared, so nothing can be said of it; write $… \\in \\mathbb{{R}}^{{n \\times n}}$ first.",
                self.spot,
            )
        if functions := [name for name in names if term_of(name, self.scope) is None]:
            raise NotesError(
                rf"this is not said of the function {functions[0]} but of its values; write it with \forall.", self.spot
            )
        return [term for term in (term_of(subject, self.scope) for subject in self.subjects) if term is not None]

    def _assume(self, relations: list[Relation]) -> None:
        for relation in relations:
            self.scope.assume(relation, self.spot)

    def _kinds(self, text: str) -> tuple[str, list[Callable[[], None]]]:
        """Nouns such as "a positive integer": of names without a meaning, or of scalars."""
        said: list[Callable[[], None]] = []
        if not all(isinstance(s, str) and self._may_be_scalar(s) for s in self.subjects):
            return text, said
        names = [name for name in self.subjects if isinstance(name, str)]
        for pattern, domain in KINDS:
            text, count = re.subn(rf"\b(?:{pattern})\b", TAKEN, text, flags=re.IGNORECASE)
            if count and names:
                said.append(lambda names=names, domain=domain: self._members(names, domain))  # type: ignore[misc]
                names = []
        return text, said

    def _members(self, names: list[str], domain: str) -> None:
        for name in names:
            if domain != "real" or not self.scope.is_declared(name):
                member(name, Space(domain), self.scope, self.spot)

    def _may_be_scalar(self, name: str) -> bool:
        found = self.scope.find(name)
        if found is None or isinstance(found.meaning, Size_):
            return True
        return isinstance(found.meaning, Term) and found.meaning.op == "sym" and found.meaning.shape == (1, 1)
