r"""Algebraic numbers and dimensions of neurovarieties as LaTeX, with the polynomials that define them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symdl.semantics.latex_pieces import ATOM, PRODUCT, Piece, bracketed, number_to_latex
from symdl.semantics.roots import root_data
from symdl.terms.ranks import Architecture
from symdl.terms.term import Term


def root(term: Term) -> Piece:
    coefficients, low, high = root_data(term)
    radical = _radical(coefficients, low, high)
    if radical is not None:
        return radical
    polynomial = _polynomial(coefficients)
    interval = f"{number_to_latex(low)}, {number_to_latex(high)}"
    return Piece(rf"\operatorname{{root}}_{{[{interval}]}}" + bracketed(polynomial), ATOM)


def _radical(coefficients: Sequence[Fraction], low: Fraction, high: Fraction) -> Piece | None:
    """The root of tⁿ = c in the interval in which it is looked for when it is written as a radical."""
    value, order = -coefficients[0], len(coefficients) - 1
    if order < 3 or any(coefficients[1:-1]) or coefficients[-1] != 1 or value == 0:
        return None
    wanted = (value - 1, Fraction(0)) if value < 0 else (Fraction(0), value + 1)
    if (low, high) != wanted or (value < 0 and order % 2 == 0):
        return None
    return Piece(rf"\sqrt[{order}]{{{number_to_latex(value)}}}")


def _polynomial(coefficients: Sequence[Fraction]) -> str:
    parts: list[str] = []
    for k, c in reversed(list(enumerate(coefficients))):
        if c == 0:
            continue
        power = "" if k == 0 else ("t" if k == 1 else f"t^{{{k}}}")
        size = number_to_latex(abs(c))
        monomial = power if power and size == "1" else f"{size} {power}".rstrip()
        parts.append((" - " if c < 0 else " + ") + monomial)
    text = "".join(parts) or " + 0"
    return f"-{text[3:]}" if text.startswith(" - ") else text[3:]


def network_rank(term: Term) -> Piece:
    """dim 𝒱_{d, σ}: the dimension of the neurovariety, or that of its values at some inputs."""
    net = term.data
    assert isinstance(net, Architecture)
    functions = [_polynomial(a) for a in net.activations]
    functions = functions[:1] if len(set(functions)) == 1 else functions
    index = r",\, ".join(["(" + ",".join(map(str, net.widths)) + ")", *functions])
    name = r"\mathcal{V}^{\text{b}}" if net.bias else r"\mathcal{V}"
    rows = ["(" + ", ".join(map(number_to_latex, row)) + ")" for row in net.inputs or ()]
    points = r",\, ".join(rows)
    where = rf"\big|_{{{points}}}" if rows else ""
    return Piece(rf"\dim {name}_{{{index}}}{where}", PRODUCT)
