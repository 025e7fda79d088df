"""Letters as characters, so that words are text and looking for a factor of a word runs at the speed of C.

A letter is an atomic matrix or its transpose. Shapes are those of its term; a word that composes is a text whose
neighbours meet in equal sizes.
"""

from __future__ import annotations

from collections.abc import Iterable

from symdl.algebra.quotients import Atoms, Quotient
from symdl.algebra.words import Word, factored, flipped
from symdl.terms.term import Term

OPAQUE = frozenset({"inverse", "sqrtm", "expm", "pinv"})
FIRST = 0x100

Rank = tuple[int, int, int, str]


class Alphabet:
    """The letters of some words, with transposition, and the order of words."""

    def __init__(self, atoms: Atoms, letters: Iterable[Term], defined: Iterable[Term] = ()) -> None:
        self.atoms = atoms
        self.terms: list[Term] = []
        self.characters: dict[Term, str] = {}
        for letter in sorted({form for x in letters for form in (x, flipped(x))}, key=_rank):
            self.characters[letter] = chr(FIRST + len(self.terms))
            self.terms.append(letter)
        self.table = {ord(c): self.characters[flipped(t)] for t, c in self.characters.items()}
        self.heavy = [self.characters[t] for t in self.terms if _plain(t).op in OPAQUE]
        self.defined = [self.characters[form] for x in defined for form in {x, flipped(x)} if form in self.characters]
        self.is_thin = any(1 in letter.shape for letter in self.terms)
        self._ranks: dict[str, Rank] = {}
        self._cuts: dict[str, tuple[Quotient, str]] = {}

    def text(self, word: Word) -> str:
        return "".join(self.characters[letter] for letter in word)

    def word(self, text: str) -> Word:
        return tuple(self.terms[ord(c) - FIRST] for c in text)

    def star(self, text: str) -> str:
        """The transpose of a word."""
        return text[::-1].translate(self.table)

    def rank(self, text: str) -> Rank:
        """Words with more defined letters are greater, then longer ones, those with more inverses, then by letters."""
        found = self._ranks.get(text)
        if found is None:
            found = self._ranks[text] = (
                sum(map(text.count, self.defined)),
                len(text),
                sum(map(text.count, self.heavy)),
                text,
            )
        return found

    def cut(self, text: str) -> tuple[Quotient, str]:
        """A word as a scalar times the part that is a genuine matrix."""
        if text not in self._cuts:
            scalar, rest = factored(self.atoms, self.word(text))
            self._cuts[text] = scalar, self.text(rest)
        return self._cuts[text]

    def rows(self, character: str) -> int | str:
        return self.terms[ord(character) - FIRST].shape[0]

    def columns(self, character: str) -> int | str:
        return self.terms[ord(character) - FIRST].shape[1]


def _plain(letter: Term) -> Term:
    return letter.args[0] if letter.op == "transpose" else letter


def _rank(letter: Term) -> tuple[bool, int, bool, str]:
    """Symbols come before what is made of them, a matrix before its transpose."""
    plain = _plain(letter)
    return plain.op != "sym", plain.size, letter is not plain, repr(plain)
