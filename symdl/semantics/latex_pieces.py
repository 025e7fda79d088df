r"""A piece of LaTeX and how tightly it binds, so that parentheses stand only where a formula needs them.

SUM       a + b, -a          a sum, or anything with a leading minus
CIRCLE    A \odot B          entrywise and Kronecker products
OPEN      \sum_i a_i         what extends to the right: sums, derivatives, a product that ends in one
PRODUCT   a b, A B           juxtaposition
POWER     x^{2}, \frac{a}{b} a factor that cannot be raised to a power as it stands
ATOM      x, f(x), \lVert x \rVert
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from symdl.semantics.names import name_to_latex
from symdl.terms.shapes import Shape, Size, size_factors, size_terms
from symdl.terms.term import Application, Symbol, Term

SUM, CIRCLE, OPEN, PRODUCT, POWER, ATOM = range(6)


@dataclass(frozen=True, slots=True)
class Piece:
    """LaTeX and how tightly it binds; ``under`` is the denominator of a reciprocal, ``is_run`` says of a matrix product that it is one."""

    text: str
    level: int = ATOM
    under: Piece | None = None
    is_run: bool = False


# brackets -----------------------------------------------------------------------------------------

TALL = (r"\frac", r"\begin{pmatrix}", r"\sum", r"\left")


def bracketed(text: str, left: str = "(", right: str = ")") -> str:
    if any(mark in text for mark in TALL):
        return rf"\left{left} {text} \right{right}"
    return f"{left}{text}{right}" if len(left) == 1 else f"{left} {text} {right}"


def wrap(piece: Piece, level: int) -> str:
    return piece.text if piece.level >= level else bracketed(piece.text)


def call(head: str, *arguments: Piece, level: int = ATOM) -> Piece:
    return Piece(head + bracketed(", ".join(argument.text for argument in arguments)), level)


# numbers and sizes


def size_to_latex(size: Size) -> str:
    terms = (size_factors(term) for term in size_terms(size))
    return " + ".join(" ".join(name_to_latex(f) if isinstance(f, str) else str(f) for f in term) for term in terms)


def by(shape: Shape) -> str:
    """The sizes with × between them, sums in parentheses."""
    rows, columns = (f"({size_to_latex(size)})" if len(size_terms(size)) > 1 else size_to_latex(size) for size in shape)
    return rf"{rows} \times {columns}"


def number_to_latex(value: Fraction) -> str:
    if value < 0:
        return f"-{number_to_latex(-value)}"
    return str(value.numerator) if value.denominator == 1 else rf"\frac{{{value.numerator}}}{{{value.denominator}}}"


# products


def juxtaposed(pieces: Sequence[Piece]) -> Piece:
    """Factors side by side; a factor that starts like a number gets a dot before it."""
    if len(pieces) == 1:
        return pieces[0]
    text = ""
    for i, piece in enumerate(pieces):
        is_last = i == len(pieces) - 1
        factor = wrap(piece, OPEN if is_last else PRODUCT)
        dot = r" \cdot " if factor[:1].isdigit() or (factor.startswith(r"\frac{") and _is_numeral(text)) else " "
        text = factor if i == 0 else text + dot + factor
    return Piece(text, min(PRODUCT, pieces[-1].level) if pieces[-1].level >= OPEN else PRODUCT)


def _is_numeral(text: str) -> bool:
    return text.isdigit() or (text.startswith(r"\frac{") and text[6:].replace("}{", "").rstrip("}").isdigit())


def minus(piece: Piece) -> Piece:
    return Piece(f"-{wrap(piece, CIRCLE)}", SUM)


# data of terms


def fraction_of(term: Term) -> Fraction:
    assert isinstance(term.data, Fraction)
    return term.data


def application_of(term: Term) -> Application:
    assert isinstance(term.data, Application)
    return term.data


def symbol_name(term: Term) -> str:
    assert isinstance(term.data, Symbol)
    return term.data.name
