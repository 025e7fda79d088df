r"""Polynomials in LaTeX, with aligned line breaks where a line would be too long.

A line is measured by what it prints, not by its source: `\frac{1}{2} W_{1,1,2}^{2}` is about eight characters wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from symdl.algebra.polynomial import Polynomial
from symdl.semantics.latex_pieces import number_to_latex

if TYPE_CHECKING:
    from symdl.algebra.polynomial_array import PolynomialArray

WIDTH = 90
"""Printed characters in a line of an article, roughly."""

CELL = 36
"""The widest entry that is set inside a matrix."""


def to_latex(f: Polynomial, width: int | None = None) -> str:
    """One line, or an ``aligned`` block of lines that begin with a sign."""
    lines = broken(monomials(f), width or WIDTH)
    if len(lines) == 1:
        return lines[0]
    return "\\begin{aligned}\n  & " + " \\\\\n  & ".join(lines) + "\n\\end{aligned}"


def equation(left: str, f: Polynomial, width: int | None = None) -> str:
    """``left &= …`` with continuation lines below, for use inside ``aligned``."""
    return f"{left} &= " + " \\\\\n  &\\quad ".join(broken(monomials(f), width or WIDTH))


def monomials(f: Polynomial) -> list[str]:
    """The signed monomials; the first has no plus sign."""
    texts = [_signed(c, _factors(f, exponents)) for exponents, c in f.terms] or ["+ 0"]
    first = texts[0]
    return [first[2:] if first.startswith("+") else "-" + first[2:], *texts[1:]]


def _factors(f: Polynomial, exponents: tuple[int, ...]) -> list[str]:
    return [v.latex if e == 1 else f"{v.latex}^{{{e}}}" for v, e in f._powers(exponents)]


def _signed(c: Fraction, factors: Sequence[str]) -> str:
    number = [number_to_latex(abs(c))] if abs(c) != 1 or not factors else []
    return ("- " if c < 0 else "+ ") + " ".join([*number, *factors])


def broken(parts: Iterable[str], width: int) -> list[str]:
    """Monomials gathered into lines no wider than this; one that is wider stands alone."""
    lines: list[list[str]] = [[]]
    used = 0
    for part in parts:
        size = printed_width(part) + 1
        if lines[-1] and used + size > width:
            lines.append([])
            used = 0
        lines[-1].append(part)
        used += size
    return [" ".join(line) for line in lines]


def printed_width(latex: str) -> int:
    """How many characters wide a formula prints, roughly: commands count as one, sub- and superscripts as half."""
    small = sum(len(found.strip("_^{},")) for found in re.findall(r"[_^]\{[^{}]*\}", latex))
    text = re.sub(r"[_^]\{[^{}]*\}", "", latex)
    text = re.sub(r"\\frac\{(\w*)\}\{(\w*)\}", lambda m: max(m[1], m[2], key=len), text)
    return len(re.sub(r"\\[A-Za-z]+|[{}&]", lambda m: "x" if len(m[0]) > 1 else "", text)) + (small + 1) // 2


def array_to_latex(array: PolynomialArray, width: int | None = None) -> str:
    r"""A ``pmatrix``, or the list of its entries that are not 0 when it would be wider than a line."""
    rows = [[Polynomial(array.ring, e) for e in row] for row in array.rows]
    cells = [[" ".join(monomials(f)) if len(f) <= CELL else None for f in row] for row in rows]
    widest = [
        max((printed_width(c) if c is not None else CELL + 1 for c in column), default=0)
        for column in zip(*cells, strict=True)
    ]
    if all(w <= CELL for w in widest) and sum(widest) + 2 * len(widest) <= (width or WIDTH):
        body = " \\\\\n  ".join(" & ".join(cell or "0" for cell in row) for row in cells)
        return f"\\begin{{pmatrix}}\n  {body}\n\\end{{pmatrix}}"
    return _entry_by_entry(array, rows, width)


def _entry_by_entry(array: PolynomialArray, rows: list[list[Polynomial]], width: int | None) -> str:
    """a_{i,j} = …, one equation for each entry that is not 0; a symmetric matrix is listed on and above its diagonal."""
    halved = array.is_matrix and len(rows) == len(rows[0]) and _is_symmetric(array)
    lines = []
    for i, row in enumerate(rows):
        for j, f in enumerate(row):
            if not f.is_zero and not (halved and j < i):
                place = f"{i + 1},{j + 1}" if array.is_matrix else str(i + 1)
                lines.append(equation(f"a_{{{place}}}", f, width))
    return "\\begin{aligned}\n  " + " \\\\\n  ".join(lines or ["a &= 0"]) + "\n\\end{aligned}"


def _is_symmetric(array: PolynomialArray) -> bool:
    n = len(array.elements)
    return all(array.elements[i][j] == array.elements[j][i] for i in range(n) for j in range(i))
