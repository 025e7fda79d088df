"""Traces that are real for complex matrices as well.

Conjugating a trace takes each word to its adjoint, and a trace depends on a word up to rotation. So it is real where the adjoints of
its words are rotations of its words, with the same real coefficients: tr AᴴA and tr(AB + BᴴAᴴ) are, tr AB need not be.
"""

from collections import Counter
from collections.abc import Hashable

from symdl.check.language import SCALAR, Node

Word = tuple[Hashable, ...]
"""Letters from left to right."""


def has_real_trace(term: Node) -> bool:
    """Whether a trace or an inner product of complex matrices, its other scalars being real, is real."""
    if term.op == "inner":
        words = [(c + d, v + w) for c, v in _words(term.args[0], True) for d, w in _words(term.args[1], False)]
        adjoints = [(c + d, v + w) for c, v in _words(term.args[1], True) for d, w in _words(term.args[0], False)]
        return _up_to_rotation(words) == _up_to_rotation(adjoints)
    return _up_to_rotation(_words(term.args[0], False)) == _up_to_rotation(_words(term.args[0], True))


def _up_to_rotation(words: list[tuple[Word, Word]]) -> Counter[Hashable]:
    return Counter(
        (frozenset(Counter(scalars).items()), frozenset(word[i:] + word[:i] for i in range(len(word) or 1)))
        for scalars, word in words
    )


def _words(term: Node, is_adjoint: bool) -> list[tuple[Word, Word]]:
    """The summands of a matrix or its adjoint: scalar factors and letters; products of sums are letters."""
    if term.op == "add":
        return [word for arg in term.args for word in _words(arg, is_adjoint)]
    if term.op == "transpose":
        return _words(term.args[0], not is_adjoint)
    if term.op == "mul":
        scalars = tuple(arg for arg in term.args if arg.shape == SCALAR)
        matrices = [arg for arg in term.args if arg.shape != SCALAR]
        return [(scalars + more, word) for arg in matrices for more, word in _words(arg, is_adjoint)]
    return [((), _letters(term, is_adjoint))]


def _letters(term: Node, is_adjoint: bool) -> Word:
    if term.op == "matmul":
        args = reversed(term.args) if is_adjoint else term.args
        return tuple(letter for arg in args for letter in _letters(arg, is_adjoint))
    if term.op == "transpose":
        return _letters(term.args[0], not is_adjoint)
    if term.op == "identity":
        return ()
    return (_letter(term, is_adjoint),)


def _letter(term: Node, is_adjoint: bool) -> Hashable:
    if term.op in ("inverse", "pinv"):
        return term.op, _sum(term.args[0], is_adjoint)
    if term.op == "matrix_power":
        return term.op, _sum(term.args[0], is_adjoint), term.args[1]
    if term.op in ("add", "mul"):
        return "sum", _sum(term, is_adjoint)
    return term, is_adjoint


def _sum(term: Node, is_adjoint: bool) -> Hashable:
    summands = ((frozenset(Counter(c).items()), word) for c, word in _words(term, is_adjoint))
    return frozenset(Counter(summands).items())
