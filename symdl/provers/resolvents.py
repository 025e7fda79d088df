"""Matrices with resolvents J = (XᵀX + λI)⁻¹, for λ > 0, as λ times pieces that are bounded.

    J Xᵀ = X⁺ − λ (J XᵀX) X⁺X⁺ᵀX⁺           λ J = I − X⁺X + λ (J XᵀX) X⁺X⁺ᵀ

Without what does not depend on λ, which is to vanish, there is left λ times a sum of U (J XᵀX) Z and V without λ. J XᵀX is a
contraction in the Frobenius norm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symdl.algebra.quotients import Atoms, Quotient, RingFullError
from symdl.algebra.words import Word, flipped, words_of
from symdl.semantics.substitution import free_symbols
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.shapes import Size
from symdl.terms.term import Term, number


@dataclass(frozen=True, slots=True)
class Piece:
    """U (J XᵀX) Z, or V where there is no resolvent; ``is_turned`` where its transpose is meant."""

    outer: Term | None
    resolvent: Term | None
    root: Term | None
    inner: Term
    is_turned: bool = False

    @property
    def contracted(self) -> Term:
        """(J XᵀX) Z."""
        assert self.resolvent is not None
        assert self.root is not None
        return ops.matmul(self.resolvent, self.root.T, self.root, self.inner)

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


def pieces_of(gap: Term, variable: Term) -> list[Piece] | None:
    """R = Σ of these with gap = λ R, if what does not depend on λ vanishes; None where a word has no such form."""
    atoms = Atoms(60)
    try:
        words = words_of(atoms, gap)
        pieces = [p for word, value in words.items() for p in _pieces(atoms, word, value, variable, gap.shape[0])]
    except (SymdlError, RingFullError, _Unbounded):
        return None
    return pieces or None


class _Unbounded(Exception):
    """A word with a resolvent that nothing bounds."""


def _pieces(atoms: Atoms, word: Word, value: Quotient, variable: Term, rows: Size) -> Iterator[Piece]:
    """What the word leaves behind λ."""
    constant, linear = _by_degree(atoms, value, variable)
    places = [k for k, letter in enumerate(word) if variable in free_symbols(letter)]
    if len(places) > 1:
        raise _Unbounded
    if not places:
        if not _is_zero(linear):
            yield Piece(None, None, None, ops.scale(linear, _product(word, rows)))
        return
    (k,) = places
    resolvent, before, after = word[k], word[:k], word[k + 1 :]
    root = _root(atoms, resolvent, variable)
    plus, n = ops.pinv(root), resolvent.shape[0]
    if not _is_zero(linear):
        yield Piece(_outer(before), resolvent, root, ops.scale(linear, _product((plus, plus.T, *after), n)))
    if _is_zero(constant):
        return
    if after and after[0] is flipped(root):
        inner = _product((plus, plus.T, plus, *after[1:]), n)
        yield Piece(_outer(before), resolvent, root, ops.scale(-constant, inner))
    elif before and before[-1] is root:
        inner = _product((plus, plus.T, plus, *map(flipped, reversed(before[:-1]))), n)
        outer = _outer(tuple(map(flipped, reversed(after))))
        yield Piece(outer, resolvent, root, ops.scale(-constant, inner), is_turned=True)
    else:
        raise _Unbounded


def _root(atoms: Atoms, resolvent: Term, variable: Term) -> Term:
    """X for (XᵀX + λI)⁻¹."""
    if resolvent.op != "inverse":
        raise _Unbounded
    words = dict(words_of(atoms, resolvent.args[0]))
    shift = words.pop((), atoms.constant(0))
    ((word, value),) = words.items() if len(words) == 1 else [((), shift)]
    is_gram = len(word) == 2 and word[0] is flipped(word[1]) and value == atoms.constant(1)
    if not is_gram or shift != atoms.read(variable) or variable in free_symbols(word[1]):
        raise _Unbounded
    return word[1]


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
