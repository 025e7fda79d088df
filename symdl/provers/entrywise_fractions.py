"""An entrywise sum of quotients as one quotient, numerator and denominator factored, so that signs can be seen.

    e/(1 + e) − e²/(1 + e)²  =  e/(1 + e)²
Columns that are no sums, products or powers of others are indeterminates.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from symdl.calculus.build import circle, plus, times
from symdl.terms import operators as ops
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number, subterms

RATIONAL = frozenset({"hadamard", "add", "hadamard_power", "ones", "zeros"})
MOST = 40
"""Terms of a polynomial that is written out."""
Quotient = tuple[fmpq_mpoly, fmpq_mpoly]


def as_one_quotient(column: Term) -> Term:
    """An equal term, where every denominator is not 0.

    >>> from symdl import exp, hadamard, hadamard_power, ones, vector
    >>> e = exp(vector("x", "n"))
    >>> q = hadamard_power(ones("n", 1) + e, -1)
    >>> as_one_quotient(hadamard(e, q) - hadamard(hadamard(e, e), hadamard(q, q)))
    hadamard(exp(x), (exp(x) + 1_{n×1})^∘(-2))
    """
    unknowns = [part for part in subterms(column) if part.shape == column.shape and not _is_rational(part)]
    context = fmpq_mpoly_ctx.get([f"x{k}" for k in range(len(unknowns))], "lex")
    known = {part: (context.gen(k), context.constant(1)) for k, part in enumerate(unknowns)}
    above, below = _read(column, known, context)
    for k, root in enumerate(unknowns):
        if root.op == "sqrt":
            above = _without_squares(above, k, _read(root.args[0], known, context), context)
    common = above.gcd(below)
    above, below = above / common, below / common
    if max(len(above), len(below)) > MOST or not below:
        return column
    numerator, denominator = (_written(p, unknowns, column) for p in (above, below))
    return circle(numerator, _inverted(denominator))


def _is_rational(term: Term) -> bool:
    return term.op in RATIONAL or (
        term.op == "mul" and all(arg.op == "num" for arg in term.args if is_scalar(arg.shape))
    )


def _read(term: Term, known: dict[Term, Quotient], context: fmpq_mpoly_ctx) -> Quotient:
    if term in known:
        return known[term]
    if term.op == "num":
        return context.constant(fmpq(term.data.numerator, term.data.denominator)), context.constant(1)
    if term.op in ("ones", "zeros"):
        return context.constant(int(term.op == "ones")), context.constant(1)
    parts = [_read(arg, known, context) for arg in term.args]
    above, below = parts[0]
    if term.op == "hadamard_power":
        k = term.data
        return (above**k, below**k) if k >= 0 else (below**-k, above**-k)
    for top, bottom in parts[1:]:
        above = above * bottom + top * below if term.op == "add" else above * top
        below = below * bottom
    return above, below


def _without_squares(poly: fmpq_mpoly, place: int, inside: Quotient, context: fmpq_mpoly_ctx) -> fmpq_mpoly:
    """(√p)² is p, for a polynomial p."""
    if inside[1] != context.constant(1):
        return poly
    result = context.constant(0)
    for exponents, coefficient in poly.terms():
        power = int(exponents[place])
        left = tuple(int(e) if k != place else power % 2 for k, e in enumerate(exponents))
        result += context.from_dict({left: coefficient}) * inside[0] ** (power // 2)
    return result


def _written(poly: fmpq_mpoly, unknowns: list[Term], like: Term) -> Term:
    """The product of the factors."""
    lead, factors = poly.factor()
    coefficient = Fraction(int(lead.p), int(lead.q))
    written = ops.ones(*like.shape)
    for factor, power in factors:
        base = plus(
            (
                times(number(Fraction(int(c.p), int(c.q))), _monomial(exponents, unknowns, like))
                for exponents, c in factor.terms()
            ),
            like.shape,
        )
        written = circle(written, base if power == 1 else ops.hadamard_power(base, int(power)))
    return times(number(coefficient), written)


def _monomial(exponents: tuple[int, ...], unknowns: list[Term], like: Term) -> Term:
    result = ops.ones(*like.shape)
    for unknown, exponent in zip(unknowns, exponents, strict=True):
        if exponent:
            result = circle(result, unknown if exponent == 1 else ops.hadamard_power(unknown, int(exponent)))
    return result


def _inverted(term: Term) -> Term:
    """1/p factor by factor."""
    if term.op == "hadamard":
        a, b = map(_inverted, term.args)
        return circle(a, b)
    if term.op == "mul":
        rest = next(arg for arg in term.args if not is_scalar(arg.shape))
        return times(*(number(1 / arg.data) for arg in term.args if arg.op == "num"), _inverted(rest))
    if term.op == "hadamard_power":
        return ops.hadamard_power(term.args[0], -term.data)
    return term if term.op == "ones" else ops.hadamard_power(term, -1)
