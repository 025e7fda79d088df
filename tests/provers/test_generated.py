"""Generated claims: true ones are PROVED with a certificate that stands, spoiled ones never are.

Polynomials are dictionaries from exponents to coefficients, expanded here and by no code of symdl.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from symdl import either, equal, implies, less_than, number, scalar
from symdl.check import check_certificate
from symdl.claims.claim import Claim
from symdl.claims.verdict import Reason, Verdict
from symdl.runner.decide import decide
from symdl.terms.relation import Relation
from symdl.terms.term import Term

NAMES = ("x", "y", "z")
SYMBOLS = tuple(map(scalar, NAMES))
Polynomial = dict[tuple[int, ...], Fraction]
Point = tuple[Fraction, ...]

few = settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

coefficients = st.integers(-3, 3).map(Fraction)
nonzero = coefficients.filter(bool)
points = st.tuples(*[st.integers(-2, 2).map(Fraction)] * len(NAMES))


def polynomials(degree: int, *, terms: int = 4) -> st.SearchStrategy[Polynomial]:
    """Polynomials of bounded degree that are not zero."""
    monomials = [e for e in product(range(degree + 1), repeat=len(NAMES)) if sum(e) <= degree]
    return st.dictionaries(st.sampled_from(monomials), nonzero, min_size=1, max_size=terms)


def plus(*summands: Polynomial) -> Polynomial:
    total: Counter[tuple[int, ...]] = Counter()
    for polynomial in summands:
        for monomial, coefficient in polynomial.items():
            total[monomial] += coefficient  # type: ignore[assignment]
    return {monomial: Fraction(c) for monomial, c in total.items() if c}


def times(p: Polynomial, q: Polynomial) -> Polynomial:
    return plus(*({tuple(map(sum, zip(a, b, strict=True))): c * d} for a, c in p.items() for b, d in q.items()))


def constant(value: Fraction) -> Polynomial:
    return {(0,) * len(NAMES): value} if value else {}


def at(p: Polynomial, point: Point) -> Fraction:
    value = Fraction(0)
    for exponents, coefficient in p.items():
        for base, exponent in zip(point, exponents, strict=True):
            coefficient *= base**exponent
        value += coefficient
    return value


def term(p: Polynomial) -> Term:
    total = number(0)
    for exponents, coefficient in sorted(p.items()):
        monomial = number(coefficient)
        for symbol, exponent in zip(SYMBOLS, exponents, strict=True):
            monomial = monomial * symbol**exponent
        total = total + monomial
    return total


def decided(relation: Relation) -> Verdict:
    """The verdict, whose certificate has gone through JSON once more."""
    verdict = decide(Claim("generated", lambda: relation), seconds=10.0)
    if verdict.judgement is not None:
        assert check_certificate(json.loads(json.dumps(verdict.certificate))) == verdict.judgement
    return verdict


# identities ---------------------------------------------------------------------------------------


@few
@given(polynomials(2), polynomials(2))
def test_an_expanded_product_is_proved(p: Polynomial, q: Polynomial) -> None:
    assert decided(equal(term(p) * term(q), term(times(p, q)))).word == "PROVED"


@few
@given(polynomials(2), polynomials(2), polynomials(3, terms=1))
def test_an_expanded_product_with_one_more_term_is_refuted(p: Polynomial, q: Polynomial, error: Polynomial) -> None:
    assert decided(equal(term(p) * term(q), term(plus(times(p, q), error)))).word == "REFUTED"


# sums of squares ----------------------------------------------------------------------------------


@few
@given(st.lists(polynomials(2, terms=3), min_size=1, max_size=3))
def test_a_sum_of_squares_is_nonnegative(roots: list[Polynomial]) -> None:
    squares = plus(*(times(p, p) for p in roots))
    assert decided(0 <= term(squares)).word == "PROVED"


@few
@given(st.lists(polynomials(2, terms=3), min_size=1, max_size=3), points)
def test_a_sum_of_squares_moved_below_zero_is_never_proved(roots: list[Polynomial], point: Point) -> None:
    squares = plus(*(times(p, p) for p in roots))
    sunk = plus(squares, constant(-at(squares, point) - Fraction(1, 7)))
    assert at(sunk, point) < 0
    assert decided(0 <= term(sunk)).word != "PROVED"


# ideals -------------------------------------------------------------------------------------------


def through(point: Point, generators: Sequence[Polynomial]) -> list[Polynomial]:
    """The polynomials moved so that they vanish at a point."""
    return [plus(p, constant(-at(p, point))) for p in generators]


@few
@given(points, st.lists(st.tuples(polynomials(2), polynomials(1, terms=2)), min_size=1, max_size=2))
def test_an_ideal_member_vanishes(point: Point, parts: list[tuple[Polynomial, Polynomial]]) -> None:
    generators = through(point, [p for p, _ in parts])
    assume(all(generators))
    member = plus(*(times(p, cofactor) for p, (_, cofactor) in zip(generators, parts, strict=True)))
    assert decided(implies([equal(term(p), 0) for p in generators], equal(term(member), 0))).word == "PROVED"


@few
@given(points, st.lists(st.tuples(polynomials(2), polynomials(1, terms=2)), min_size=1, max_size=2), nonzero)
def test_an_ideal_member_moved_off_zero_is_never_proved(
    point: Point, parts: list[tuple[Polynomial, Polynomial]], error: Fraction
) -> None:
    generators = through(point, [p for p, _ in parts])
    assume(all(generators))
    member = plus(*(times(p, cofactor) for p, (_, cofactor) in zip(generators, parts, strict=True)), constant(error))
    verdict = decided(implies([equal(term(p), 0) for p in generators], equal(term(member), 0)))
    assert verdict.word != "PROVED"
    assert verdict.reason != Reason.VACUOUS


# linear systems -----------------------------------------------------------------------------------

rows = st.lists(st.tuples(coefficients, coefficients, coefficients), min_size=2, max_size=4)
weights = st.lists(st.integers(1, 3).map(Fraction), min_size=4, max_size=4)


def linear(row: Sequence[Fraction]) -> Polynomial:
    return {tuple(int(i == j) for j in range(len(NAMES))): c for i, c in enumerate(row) if c}


def infeasible(
    left: list[Sequence[Fraction]], factors: list[Fraction], bounds: list[Fraction]
) -> list[tuple[Polynomial, Fraction]]:
    """Inequalities p ≤ b whose weighted sum reads 0 ≤ −1 (Farkas)."""
    system = [(linear(row), bound) for row, bound in zip(left, bounds, strict=False)]
    last = plus(*({m: -w * c for m, c in p.items()} for (p, _), w in zip(system, factors, strict=False)))
    return [*system, (last, -sum((w * b for (_, b), w in zip(system, factors, strict=False)), Fraction(1)))]


@few
@given(rows, weights, st.lists(coefficients, min_size=4, max_size=4))
def test_an_infeasible_linear_system_has_a_row_that_fails(
    left: list[Sequence[Fraction]], factors: list[Fraction], bounds: list[Fraction]
) -> None:
    system = infeasible(left, factors, bounds)
    assert decided(either(*(less_than(number(b), term(p)) for p, b in system))).word == "PROVED"


@pytest.mark.slow  # the search for an instance comes before the proof that there is none
@few
@given(rows, weights, st.lists(coefficients, min_size=4, max_size=4))
def test_an_infeasible_linear_system_proves_nothing(
    left: list[Sequence[Fraction]], factors: list[Fraction], bounds: list[Fraction]
) -> None:
    system = infeasible(left, factors, bounds)
    verdict = decided(implies([term(p) <= number(b) for p, b in system], equal(SYMBOLS[0], 17)))
    assert verdict.reason == Reason.VACUOUS


@few
@given(rows, points)
def test_a_feasible_linear_system_is_never_proved_to_fail(left: list[Sequence[Fraction]], point: Point) -> None:
    system = [(linear(row), at(linear(row), point)) for row in left]
    assert decided(either(*(less_than(number(b), term(p)) for p, b in system))).word != "PROVED"
