"""Solutions of matrix equations L X R = C by the pseudoinverse: if there is any, X = L⁺ C R⁺ is one (Penrose 1955)."""

from __future__ import annotations

from collections.abc import Iterator

from symdl.algebra.quotients import Atoms, RingFullError
from symdl.algebra.words import Words, scale, words_of, words_to_term
from symdl.semantics.substitution import free_symbols, size_symbols
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation
from symdl.terms.term import Term


def matrix_solutions(goal: Relation) -> Iterator[tuple[Term, ...]]:
    """Values of the bound matrices of symbolic size, each solved for in the first equation that is linear in it alone."""
    if not all(size_symbols(symbol) for symbol in goal.bound):
        return
    parts = goal.args[0].args if goal.args[0].op == "and" else goal.args
    found: list[Term] = []
    for symbol in goal.bound:
        others = set(goal.bound) - {symbol}
        solved = (_solved(part, symbol) for part in parts if part.op == "eq" and not others & free_symbols(part))
        value = next((term for term in solved if term is not None), None)
        if value is None:
            return
        found.append(value)
    yield tuple(found)


def _solved(equation: Relation, symbol: Term) -> Term | None:
    """The X with c L X R + rest = 0, for an equation in which X stands once."""
    a, b = equation.args
    if symbol not in free_symbols(equation):
        return None
    atoms = Atoms(60)
    try:
        words = words_of(atoms, a - b)
        return _isolated(atoms, words, symbol, a)
    except (SymdlError, RingFullError):
        return None


def _isolated(atoms: Atoms, words: Words, symbol: Term, side: Term) -> Term | None:
    holding = [word for word in words if any(symbol in free_symbols(letter) for letter in word)]
    if len(holding) != 1:
        return _divided(atoms, words, symbol, side)
    (word,) = holding
    places = [i for i, letter in enumerate(word) if letter in (symbol, symbol.T)]
    if len(places) != 1 or sum(symbol in free_symbols(letter) for letter in word) != 1:
        return None
    at, c = places[0], words[word]
    rest = scale(
        atoms, atoms.multiply(atoms.constant(-1), atoms.invert(c)), {w: v for w, v in words.items() if w != word}
    )
    left, right, value = word[:at], word[at + 1 :], words_to_term(atoms, rest, side.shape)
    for part, is_left in ((left, True), (right, False)):
        if part:
            inverse = ops.pinv(ops.matmul(*part))
            value = inverse @ value if is_left else value @ inverse
    return value if word[at] is symbol else value.T


def _divided(atoms: Atoms, words: Words, symbol: Term, side: Term) -> Term | None:
    """M⁺C for M X = C, and C M⁺ for X M = C, with a sum M."""
    held = [value for word, value in words.items() if any(symbol in free_symbols(letter) for letter in word)]
    if held and all(value.numerator.leading_coefficient() < 0 for value in held):
        words = scale(atoms, atoms.constant(-1), words)
    for x in (symbol, symbol.T):
        found = divisor(atoms, words, x)
        rest = {w: v for w, v in words.items() if x not in w}
        if found is None or any(symbol in free_symbols(letter) for w in rest for letter in w):
            continue
        m, is_left = found
        c = words_to_term(atoms, scale(atoms, atoms.constant(-1), rest), side.shape)
        value = ops.pinv(m) @ c if is_left else c @ ops.pinv(m)
        return value if x is symbol else value.T
    return None


def divisor(atoms: Atoms, words: Words, x: Term) -> tuple[Term, bool] | None:
    """The square matrix M where the words that contain x add up to M x or to x M, and whether it stands on the left."""
    holding = {w: c for w, c in words.items() if x in w}
    if len(holding) < 2 or any(w.count(x) > 1 for w in holding):
        return None
    for is_left in (True, False):
        if all((w[-1] if is_left else w[0]) is x for w in holding):
            factors = {(w[:-1] if is_left else w[1:]): c for w, c in holding.items()}
            n = x.shape[0] if is_left else x.shape[1]
            if all(not w or (w[0].shape[0], w[-1].shape[1]) == (n, n) for w in factors):
                return words_to_term(atoms, factors, (n, n)), is_left
    return None
