r"""Sums, products and powers as LaTeX: a reciprocal is a denominator, scalars stand before matrices, a run of one factor is a power."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby

from symdl.semantics.latex_pieces import (
    ATOM,
    POWER,
    PRODUCT,
    SUM,
    Piece,
    bracketed,
    fraction_of,
    juxtaposed,
    minus,
    number_to_latex,
    wrap,
)
from symdl.terms.term import Term


def added(term: Term, *pieces: Piece) -> Piece:
    text = pieces[0].text
    for piece in pieces[1:]:
        text += f" - {piece.text[1:].lstrip()}" if piece.text.startswith("-") else f" + {piece.text}"
    return Piece(text, SUM if len(pieces) > 1 else pieces[0].level)


def product(term: Term, *pieces: Piece) -> Piece:
    """Factors in their order; a reciprocal is the denominator of what stands before it."""
    factors = list(zip(term.args, pieces, strict=True))
    coefficient = Fraction(1)
    if term.args[0].op == "num":
        coefficient = fraction_of(term.args[0])
        factors = factors[1:]
    size = abs(coefficient)
    has_own_place = size.denominator != 1 or (size != 1 and not any(piece.under for _, piece in factors))
    parts = [Piece(number_to_latex(size), ATOM if size.denominator == 1 else POWER)] if has_own_place else []
    above = [Piece(str(size))] if size != 1 and not has_own_place else []
    for factor, piece in factors:
        if piece.under:
            numerator = juxtaposed(above).text if above else "1"
            parts.append(Piece(rf"\frac{{{numerator}}}{{{piece.under.text}}}", POWER))
            above = []
        else:
            above = [*map(_closed_run, above), Piece(piece.text, piece.level, is_run=factor.op == "matmul")]
    result = juxtaposed([*parts, *above])
    return minus(result) if coefficient < 0 else result


def _closed_run(piece: Piece) -> Piece:
    """A matrix product with something behind it in brackets, so that it ends where it does."""
    return _in_brackets(piece) if piece.is_run else piece


def _in_brackets(piece: Piece) -> Piece:
    return Piece(bracketed(piece.text))


def matrix_product(term: Term, *pieces: Piece) -> Piece:
    """Factors side by side; a multiple of a matrix keeps its brackets, unless it stands first."""
    factors = [
        _in_brackets(piece) if place and factor.op == "mul" else piece
        for place, (factor, piece) in enumerate(zip(term.args, pieces, strict=True))
    ]
    if term.args[0].op == "mul" and factors[0].text.startswith("-"):
        return minus(_matmul_of(term, [Piece(factors[0].text[1:], PRODUCT), *factors[1:]]))
    return _matmul_of(term, factors)


def _matmul_of(term: Term, factors: list[Piece]) -> Piece:
    runs = [list(run) for _, run in groupby(zip(term.args, factors, strict=True), key=lambda pair: pair[0])]
    return juxtaposed([_matrix_power(*run[0], len(run)) for run in runs])


def _matrix_power(factor: Term, piece: Piece, k: int) -> Piece:
    if k == 1:
        return piece
    if factor.op == "inverse":
        return Piece(f"{piece.text.removesuffix('^{-1}')}^{{-{k}}}", POWER)
    return Piece(f"{wrap(piece, ATOM)}^{{{k}}}", POWER)


def power(term: Term, base: Piece) -> Piece:
    k = term.data
    assert isinstance(k, int)
    if k == -1 and term.args[0].op != "num":
        return Piece(rf"\frac{{1}}{{{base.text}}}", POWER, base)
    return Piece(f"{wrap(base, ATOM)}^{{{k}}}", POWER)
