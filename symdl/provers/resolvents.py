"""Matrices with resolvents J = (K + λI)⁻¹, for λ > 0 and K = XᵀX or K ⪰ 0, as λ times pieces that are bounded.

    J K = K K⁺ − λ (J K) K⁺          λ J = I − K⁺K + λ (J K) K⁺          J = K⁻¹ − λ (J K) K⁻² where K⁻¹ exists

Here Xᵀ = K X⁺ and (XᵀX)⁺ = X⁺X⁺ᵀ. Without what does not depend on λ, which is to vanish, there is left λ times a sum of
U (J K) Z and V without λ. J K is a contraction in the Frobenius norm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from symdl.algebra.quotients import Atoms, Quotient, RingFullError
from symdl.algebra.words import Word, flipped, words_of
from symdl.semantics.substitution import free_symbols, walk
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, pd, psd
from symdl.terms.shapes import Size
from symdl.terms.term import Term, number


@dataclass(frozen=True, slots=True)
class Resolvent:
    """J with its K: a Gram matrix XᵀX, or a matrix that a hypothesis says to be positive semidefinite.

    Attributes:
        root: X, None where K is no Gram matrix.
        has_inverse: whether K⁻¹ may be used.
    """

    letter: Term
    kernel: Term
    root: Term | None
    has_inverse: bool

    @property
    def plus(self) -> Word:
        """K⁺."""
        return (ops.pinv(self.kernel),) if self.root is None else (ops.pinv(self.root), ops.pinv(self.root).T)

    def behind(self, word: Word) -> Word | None:
        """Z for J times the word: K⁺ times what K is applied to."""
        if word and self.root is not None and word[0] is flipped(self.root):
            return (*self.plus, ops.pinv(self.root), *word[1:])
        if word and self.root is None and word[0] in (self.kernel, flipped(self.kernel)):
            return (*self.plus, *word[1:])
        inverse = ops.inverse(self.kernel)
        return (inverse, inverse, *word) if self.has_inverse else None


@dataclass(frozen=True, slots=True)
class Piece:
    """U (J K) Z, or V where there is no resolvent; ``is_turned`` where its transpose is meant."""

    outer: Term | None
    resolvent: Resolvent | None
    inner: Term
    is_turned: bool = False

    @property
    def contracted(self) -> Term:
        """(J K) Z."""
        assert self.resolvent is not None
        return ops.matmul(self.resolvent.letter, self.resolvent.kernel, self.inner)

    @property
    def product(self) -> Term:
        inside = self.inner if self.resolvent is None else self.contracted
        return inside if self.outer is None else self.outer @ inside

    @property
    def term(self) -> Term:
        return self.product.T if self.is_turned else self.product

    @property
    def bound(self) -> Term:
        """A number without λ that the norm does not exceed."""
        inside = ops.norm(self.inner)
        return inside if self.outer is None else ops.norm(self.outer) * inside


def pieces_of(gap: Term, variable: Term, hypotheses: Sequence[Relation]) -> list[Piece] | None:
    """R = Σ of these with gap = λ R, if what does not depend on λ vanishes; None where a word has no such form."""
    atoms = Atoms(60)
    try:
        words = words_of(atoms, gap)
        reading = _Reading(atoms, variable, gap, hypotheses)
        pieces = [p for word, value in words.items() for p in reading.pieces(word, value, gap.shape[0])]
    except (SymdlError, RingFullError, _Unbounded):
        return None
    return pieces or None


class _Unbounded(Exception):
    """A word with a resolvent that nothing bounds."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the words of a difference are read with."""

    atoms: Atoms
    variable: Term
    gap: Term
    hypotheses: Sequence[Relation]

    def pieces(self, word: Word, value: Quotient, rows: Size) -> Iterator[Piece]:
        """What the word leaves behind λ."""
        constant, linear = _by_degree(self.atoms, value, self.variable)
        places = [k for k, letter in enumerate(word) if self.variable in free_symbols(letter)]
        if len(places) > 1:
            raise _Unbounded
        if not places:
            if not _is_zero(linear):
                yield Piece(None, None, ops.scale(linear, _product(word, rows)))
            return
        (k,) = places
        resolvent, before, after = self._resolvent(word[k]), word[:k], word[k + 1 :]
        if not _is_zero(linear):
            yield Piece(_outer(before), resolvent, ops.scale(linear, ops.matmul(*resolvent.plus, *after)))
        if _is_zero(constant):
            return
        inner, turned = resolvent.behind(after), tuple(map(flipped, reversed(before)))
        if inner is not None:
            yield Piece(_outer(before), resolvent, ops.scale(-constant, ops.matmul(*inner)))
        elif (inner := resolvent.behind(turned)) is not None:
            outer = _outer(tuple(map(flipped, reversed(after))))
            yield Piece(outer, resolvent, ops.scale(-constant, ops.matmul(*inner)), is_turned=True)
        else:
            raise _Unbounded

    def _resolvent(self, letter: Term) -> Resolvent:
        """J = (K + λI)⁻¹."""
        if letter.op != "inverse":
            raise _Unbounded
        words = dict(words_of(self.atoms, letter.args[0]))
        shift = words.pop((), self.atoms.constant(0))
        ((word, value),) = words.items() if len(words) == 1 else [((), shift)]
        is_plain = len(word) in (1, 2) and value == self.atoms.constant(1) and self.variable not in free_symbols(*word)
        if not is_plain or shift != self.atoms.read(self.variable):
            raise _Unbounded
        kernel = ops.matmul(*word)
        is_gram, is_definite = len(word) == 2 and word[0] is flipped(word[1]), pd(kernel) in self.hypotheses
        if not is_gram and not is_definite and psd(kernel) not in self.hypotheses:
            raise _Unbounded
        has_inverse = is_definite or ops.inverse(kernel) in set(walk(self.gap))
        return Resolvent(letter, kernel, word[1] if is_gram else None, has_inverse)


def _by_degree(atoms: Atoms, value: Quotient, variable: Term) -> tuple[Term, Term]:
    """c₀ and c₁ of a coefficient c₀ + c₁ λ."""
    index = atoms.numbers.get((variable,))
    parts: dict[int, dict[tuple[int, ...], object]] = {}
    for exponents, coefficient in value.numerator.to_dict().items():
        degree = 0 if index is None else int(exponents[index])
        rest = tuple(0 if i == index else e for i, e in enumerate(exponents))
        parts.setdefault(degree, {})[rest] = coefficient
    below = atoms.to_term(value.denominator)
    if max(parts, default=0) > 1 or variable in free_symbols(below):
        raise _Unbounded
    found = [atoms.to_term(atoms.context.from_dict(parts.get(k, {}))) / below for k in (0, 1)]
    if any(variable in free_symbols(part) for part in found):
        raise _Unbounded
    return found[0], found[1]


def _is_zero(term: Term) -> bool:
    return term is number(0)


def _product(word: Word, size: Size) -> Term:
    return ops.matmul(*word) if word else ops.identity(size)


def _outer(word: Word) -> Term | None:
    return ops.matmul(*word) if word else None
