"""Polynomials as terms, as SymPy expressions, and as one line of text."""

from __future__ import annotations

from typing import Any

from symdl.algebra.polynomial import Polynomial
from symdl.terms.operators import add, power, scale
from symdl.terms.term import Term, number

LONGEST = 40


def to_term(f: Polynomial) -> Term:
    """The sum of the monomials as a term."""
    symbols, powers, monomials = {v: v.term() for v in f.used}, dict[Any, Term](), []
    for exponents, c in f.terms:
        product = number(c)
        for v, e in f._powers(exponents):
            if (v, e) not in powers:
                powers[v, e] = power(symbols[v], e)
            product = scale(product, powers[v, e])
        monomials.append(product)
    return add(*monomials)


def to_sympy(f: Polynomial) -> Any:
    import sympy as sp

    symbols = {v: sp.Symbol(v.name, real=True) for v in f.used}
    return sp.Add(
        *(
            sp.Mul(sp.Rational(c.numerator, c.denominator), *(sp.Pow(symbols[v], e) for v, e in f._powers(exponents)))
            for exponents, c in f.terms
        )
    )


def to_text(f: Polynomial) -> str:
    """One line; a long polynomial is cut, and the number of its terms is said."""
    if f.is_zero:
        return "0"
    text = ""
    for exponents, c in f.leading(LONGEST):
        factors = [f"{v!r}^{e}" if e > 1 else repr(v) for v, e in f._powers(exponents)]
        size = [str(abs(c))] if abs(c) != 1 or not factors else []
        sign = ("-" if c < 0 else "") if not text else (" - " if c < 0 else " + ")
        text += sign + "*".join(size + factors)
    return text if len(f) <= LONGEST else f"{text} + … ({len(f)} terms)"
