r"""Roots: `\sqrt[3]{2}` and `\operatorname{root}_{[1, 2]}(t^3 - t - 1)`, which are real algebraic numbers."""

from __future__ import annotations

from fractions import Fraction

from symdl.notes.cursor import Cursor
from symdl.notes.elaborate import Elaborator, gives
from symdl.notes.identifiers import script
from symdl.notes.symbols import parenthesised
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token
from symdl.notes.values import Value, is_one
from symdl.semantics.roots import narrowed
from symdl.terms import operators as ops
from symdl.terms.term import Term
from symdl.terms.term import number as number_term

MOST_ROOT = 64
"""Highest order of a root."""


@gives("radical")
def radical(e: Elaborator, node: Node) -> Value:
    r"""`\sqrt[3]{2}`: an algebraic number; of other terms only roots of order 2, 4, 8, …"""
    inside, order = map(e.term, node.args)
    if order.op != "num" or order.data.denominator != 1 or not 2 <= order.data <= MOST_ROOT:
        raise e.error(f"the order of a root is an integer from 2 to {MOST_ROOT}.", node)
    return radical_of(e, inside, int(order.data), node)


def radical_of(e: Elaborator, inside: Term, order: int, node: Node) -> Term:
    """The root of an order of a scalar."""
    if inside.op == "num" and order > 2:
        return __radical_of_number(e, inside.data, order, node)
    while order % 2 == 0 and order > 1 and is_one(inside):
        inside, order = ops.sqrt(inside), order // 2
    if order != 1:
        raise e.beyond(
            f"the root of order {order} of {inside!r} cannot be said; name it, as in 'Let $y > 0$ with $y^{order} = x$'.",
            node,
        )
    return inside


def __radical_of_number(e: Elaborator, value: Fraction, order: int, node: Node) -> Term:
    if value < 0 and order % 2 == 0:
        raise e.error(f"an even root of {value} is no real number.", node)
    bound = abs(value) + 1
    low, high = (-bound, Fraction(0)) if value < 0 else (Fraction(0), bound)
    return number_term(0) if value == 0 else ops.root([-value, *[0] * (order - 1), 1], low, high)


@gives("root")
def root(e: Elaborator, node: Node) -> Value:
    """The one root of a polynomial with rational coefficients in an interval."""
    low, high, polynomial = node.args
    t = ops.scalar(node.data)
    with e.bound({node.data: t}):
        found = coefficients(e, e.term(polynomial), t, node)
    ends = [e.term(end) for end in (low, high)]
    if any(end.op != "num" for end in ends):
        raise e.error("the ends of the interval of a root are numbers.", node)
    with e.at(node):
        narrowed(found, ends[0].data, ends[1].data, 1)
    return ops.root(found, ends[0].data, ends[1].data)


def coefficients(e: Elaborator, polynomial: Term, t: Term, node: Node) -> list[Fraction]:
    """The coefficients of a polynomial, from the constant term upwards."""
    found: dict[int, Fraction] = {}
    for part in polynomial.args if polynomial.op == "add" else (polynomial,):
        factors = part.args if part.op == "mul" else (part,)
        coefficient, degree = Fraction(1), 0
        for factor in factors:
            if factor.op == "num":
                coefficient *= factor.data
            elif factor is t or (factor.op == "pow" and factor.args[0] is t and 0 < factor.data <= MOST_ROOT):
                degree += 1 if factor is t else factor.data
            else:
                raise e.error("a root is of a polynomial with rational coefficients, as in t^3 - t - 1.", node)
        found[degree] = found.get(degree, Fraction(0)) + coefficient
    return [found.get(k, Fraction(0)) for k in range(max(found) + 1)]


def root_at(c: Cursor, token: Token) -> Node:
    r"""`\operatorname{root}_{[0, 2]}(t^2 - 2)`: the one root of a polynomial in t in an interval."""
    c.expect("_", "with the interval of a root")
    tokens = script(c)
    inner = c.part(0, 0)
    inner.tokens = tokens
    ends = parenthesised(inner) if tokens and tokens[0].text == "[" else None
    c.local.append("t")
    arguments = parenthesised(c)
    c.local.pop()
    if ends is None or len(ends) != 2 or not inner.is_done or arguments is None or len(arguments) != 1:
        raise c.error(r"write \operatorname{root}_{[0, 2]}(t^2 - 2).", token.start)
    return Node("root", (*ends, *arguments), "t", token.start)
