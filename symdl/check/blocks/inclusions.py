"""Block columns of the identity as letters, and the rules by which neighbours meet.

E = E(p, s, q) is the (p + s + q) × s matrix whose rows p, …, p + s − 1 are the identity, the others 0; it is told by the
numbers p, s and q alone. The matrix with blocks A_ij is Σ E_i A_ij F_jᵀ. For E = E(p, s, q) and E' = E(p', s', q'):

    E E' = E(p + p', s', q' + q)
    EᵀE' = 0                            where p' ≥ p + s or p ≥ p' + s'
    EᵀE' = E(p − p', s, q − q')ᵀ        where p ≥ p' and q ≥ q', so that E is in E'
    E E'ᵀ = E(p − p', s + p', q) E(0, s + p', q')ᵀ − E(p − p', p', s + q) E(0, p', s + q')ᵀ    where p ≥ p' > 0

and their transposes. a ≥ b is used only where a − b is a sum of sizes. So Σ Eᵢ Eᵢᵀ = I for the parts of a whole, as
each Eᵢ Eᵢᵀ is the difference of the projections on what comes until its end and on what comes before it.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from symdl.check.blocks.reading import inclusion
from symdl.check.blocks.sizes import Size, beyond, plus
from symdl.check.chains import words as chains
from symdl.check.polynomial import ONE, Polynomial

if TYPE_CHECKING:
    from symdl.check.language import Node
    from symdl.check.words import Sum, Word, Words

Part = tuple[Size, Size, Size]
"""What comes before, the part itself, and what comes after."""
Signed = list[tuple[int, "Word"]]


class Inclusions:
    """The letters of this kind among those of some words."""

    def __init__(self, words: "Words") -> None:
        self.words = words
        self.parts: dict[int, Part] = {}

    def read(self, node: "Node") -> "Sum":
        """The letter of an inclusion."""
        found = self.words.letter(("inclusion", node.data), node)
        ((letter,),) = found
        self.parts[letter // 2], self.words.is_thin = node.data, True
        return found

    def word(self, part: Part, *, turned: bool = False) -> "Word":
        """The word of an inclusion; none where the part is the whole."""
        node = inclusion(self.words.normaliser.language, *part)
        if node.op != "inclusion":
            return ()
        ((letter,),) = self.words.words(node)
        return (letter ^ turned,)

    def met(self, a: int, b: int) -> Signed | None:
        """The product of two letters, None when no rule says it."""
        x, y = self.parts.get(a // 2), self.parts.get(b // 2)
        if x is None or y is None:
            return None
        if not a & 1:
            return self._crossed(x, y) if b & 1 else [(1, self.word(within(x, y)))]
        if b & 1:
            return [(1, self.word(within(y, x), turned=True))]
        if beyond(y[0], plus(x[0], x[1])) is not None or beyond(x[0], plus(y[0], y[1])) is not None:
            return []
        for inner, outer, turned in ((x, y, True), (y, x, False)):
            before, after = beyond(inner[0], outer[0]), beyond(inner[2], outer[2])
            if before is not None and after is not None:
                return [(1, self.word((before, inner[1], after), turned=turned))]
        return None

    def _crossed(self, x: Part, y: Part) -> Signed | None:
        """E E'ᵀ as a difference in which one of the two begins with its whole."""
        (p, s, q), (other, _, r) = x, y
        if p == 0 or other == 0:
            return None
        pairs: tuple[tuple[Part, Part], tuple[Part, Part]]
        if (rest := beyond(p, other)) is not None:
            longer, shorter = (rest, plus(s, other), q), (rest, other, plus(s, q))
            pairs = (longer, (0, plus(s, other), r)), (shorter, (0, other, plus(s, r)))
        elif (rest := beyond(other, p)) is not None:
            longer, shorter = (rest, plus(s, p), r), (rest, p, plus(s, r))
            pairs = ((0, plus(s, p), q), longer), ((0, p, plus(s, q)), shorter)
        else:
            return None
        return [(sign, self.word(e) + self.word(f, turned=True)) for sign, (e, f) in zip((1, -1), pairs, strict=True)]

    def reduced(self, word: "Word") -> Signed:
        """A word as a sum of words in which no rule applies."""
        for i, pair in enumerate(pairwise(word) if self.parts else ()):
            found = self.met(*pair)
            if found is not None:
                self.words.normaliser.work.spend(len(word))
                ends = word[:i], word[i + 2 :]
                return [(c * d, w) for c, middle in found for d, w in self.reduced(ends[0] + middle + ends[1])]
        return [(1, word)]

    def factored(self, word: "Word") -> Iterator[tuple[Polynomial, "Word"]]:
        """A word as scalars times words in which no rule applies, also where scalars stood between."""
        for sign, joined in self.reduced(chains.joined(self.words, word) if self.words.chains else word):
            scalar, rest = self.words.split(joined)
            scalar = scalar.scaled(Fraction(sign))
            if not self.parts or rest == word:
                yield scalar, rest
            else:
                yield from ((self.words.normaliser.times(scalar, c), w) for c, w in self.factored(rest))

    def cycle(self, word: "Word") -> Polynomial | None:
        """The trace of a word in which a rule applies somewhere round the cycle; None when there is none."""
        for i in range(len(word) if self.parts and len(word) > 1 else 0):
            found = self.met(word[i - 1], word[i])
            if found is not None:
                self.words.normaliser.work.spend(len(word))
                rest = (*word[i + 1 :], *word[:i])[:-1] if i else word[1:-1]
                summands: Sum = {}
                for sign, middle in found:
                    summands[middle + rest] = summands.get(middle + rest, Polynomial.of(0)) + ONE.scaled(Fraction(sign))
                return self.words.trace(summands, self.words.rows(word[i - 1]))
        return None


def within(outer: Part, inner: Part) -> Part:
    """A part of a part."""
    return plus(outer[0], inner[0]), inner[1], plus(inner[2], outer[2])
