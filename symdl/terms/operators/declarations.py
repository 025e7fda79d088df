"""What a claim is about: symbols with their shapes and domains, functions, and explicit matrices.

Vectors are columns; sizes named by text stand for integers ≥ 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from symdl.terms.errors import DeclarationError, ShapeError
from symdl.terms.shapes import SCALAR, Shape, Size, checked_name, checked_size, is_scalar, show_shape, size_terms
from symdl.terms.term import DOMAINS, FunctionSymbol, Symbol, Term, as_scalar, number


def symbol(name: str, *, shape: Shape = SCALAR, domain: str = "real") -> Term:
    """A free symbol. ``domain``: real, positive, nonnegative, integer or natural (0, 1, 2, …); a matrix is real or complex."""
    checked_name(name)
    if domain not in DOMAINS or (domain == "complex" and is_scalar(shape)):
        of_scalars = ", ".join(known for known in DOMAINS if known != "complex")
        raise DeclarationError(f"{name}: {domain!r} is no domain; use one of {of_scalars}.")
    rows, columns = map(checked_size, shape)
    if domain == "complex":
        _require_names(name, rows, columns)
    elif domain != "real" and not is_scalar((rows, columns)):
        raise DeclarationError(
            f"{name} is {show_shape((rows, columns))} and cannot be {domain}, which is said of scalars only; "
            "declare it real and add a hypothesis."
        )
    return Term("sym", data=Symbol(name, domain), shape=(rows, columns))


def _require_names(name: str, rows: Size, columns: Size) -> None:
    for size in (rows, columns):
        if not isinstance(size, str) or len(size_terms(size)) > 1 or "*" in size:
            raise DeclarationError(
                f"{name} is complex and {show_shape((rows, columns))}, but the sizes of a complex matrix are names; write a "
                'column as a matrix with columns of a named number, such as matrix("x", "n", "k", field="complex").'
            )


def scalar(
    name: str, *, positive: bool = False, nonnegative: bool = False, integer: bool = False, natural: bool = False
) -> Term:
    """A real scalar, or one restricted to a domain.

    >>> scalar("lambda", positive=True).shape
    (1, 1)
    """
    chosen = [
        word
        for word, is_chosen in (
            ("positive", positive),
            ("nonnegative", nonnegative),
            ("integer", integer),
            ("natural", natural),
        )
        if is_chosen
    ]
    if set(chosen) == {"nonnegative", "integer"}:
        chosen = ["natural"]
    if len(chosen) > 1:
        raise DeclarationError(f"{name} cannot be {' and '.join(chosen)} at once; choose one and add a hypothesis.")
    return symbol(name, domain=chosen[0] if chosen else "real")


def vector(name: str, n: Size) -> Term:
    """A column in ℝⁿ."""
    return symbol(name, shape=(n, 1))


def matrix(name: str, m: Size, n: Size, *, field: str = "real") -> Term:
    """A matrix in ℝ^{m × n}, or with ``field="complex"`` in ℂ^{m × n}, for named sizes m and n.

    >>> matrix("A", "m", "n", field="complex").H
    Aᴴ
    """
    if field not in ("real", "complex"):
        raise DeclarationError(f"{name}: {field!r} is no field; use real or complex.")
    return symbol(name, shape=(m, n), domain=field)


def function(name: str, domain: Size = 1, codomain: Size = 1, *, arity: int | None = None) -> FunctionSymbol:
    """An arbitrary smooth function. ``function("f")`` is ℝ → ℝ (elementwise on a matrix),
    ``function("F", "M", "N")`` is ℝᴹ → ℝᴺ, ``function("g", arity=2)`` is ℝ × ℝ → ℝ."""
    checked_name(name)
    if arity is not None:
        if domain != 1 or codomain != 1 or arity < 1:
            raise DeclarationError(f"{name}: give either arity ≥ 1 or sizes of domain and codomain, not both.")
        return FunctionSymbol(name, (1,) * arity, 1)
    return FunctionSymbol(name, (checked_size(domain),), checked_size(codomain))


def zeros(m: Size, n: Size = 1) -> Term:
    """The m × n zero matrix."""
    return number(0) if (m, n) == SCALAR else Term("zeros", shape=(checked_size(m), checked_size(n)))


def ones(m: Size, n: Size = 1) -> Term:
    """The m × n matrix of ones."""
    return number(1) if (m, n) == SCALAR else Term("ones", shape=(checked_size(m), checked_size(n)))


def array(rows: Sequence[Any]) -> Term:
    """An explicit matrix from rows, or a column from a flat sequence; entries are scalars.

    >>> array([[1, 2], [3, 4]]).shape
    (2, 2)
    """
    table = [list(row) if isinstance(row, list | tuple) else [row] for row in rows]
    widths = {len(row) for row in table}
    if not table:
        raise ShapeError("An explicit matrix needs a row; write zeros(0, n) for a matrix without rows.")
    if len(widths) != 1:
        raise ShapeError(f"Rows of an explicit matrix must have one length; here they have {sorted(widths)}.")
    entries = tuple(as_scalar(value, role="An entry of an explicit matrix") for row in table for value in row)
    shape = (len(table), widths.pop())
    return entries[0] if shape == SCALAR else Term("array", entries, shape=shape)


def root(coefficients: Sequence[int | Fraction], low: int | Fraction, high: int | Fraction) -> Term:
    """The real algebraic number that is the one root in [low, high] of the polynomial with these coefficients.

    Args:
        coefficients: from the constant term upwards.
        low: lower end of an interval that isolates the root.
        high: upper end.
    """
    return Term("root", data=(tuple(map(Fraction, coefficients)), Fraction(low), Fraction(high)))
