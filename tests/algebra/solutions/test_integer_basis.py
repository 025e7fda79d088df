"""Gröbner bases over ℚ of small systems, beside SymPy's."""

import random

import pytest
import sympy

from symdl.algebra.solutions.families import family
from symdl.algebra.solutions.integer_basis import integer_basis
from symdl.algebra.solutions.modular_basis import PRIME, ModularBasis


def leads_by_sympy(polynomials, n):
    symbols = sympy.symbols(f"x:{n}")
    given = [sympy.Poly.from_dict(p, *symbols) for p in polynomials]
    return {p.monoms(order="grevlex")[0] for p in sympy.groebner(given, *symbols, order="grevlex").polys}


@pytest.mark.parametrize("seed", range(6))
def test_leading_monomials_are_those_of_sympy(seed):
    draw, n = random.Random(seed), 3

    def exponents():
        return tuple(draw.randrange(3) for _ in range(n))

    polynomials = [{exponents(): draw.randint(1, 5) for _ in range(3)} for _ in range(2 + seed % 2)]
    basis = integer_basis(n, polynomials)
    assert basis is not None
    assert {next(iter(p)) for p in basis} == leads_by_sympy(polynomials, n)


def test_a_basis_is_over_the_rationals_whatever_a_prime_divides():
    given = [{(1, 0): 1}, {(1, 0): 1, (0, 1): PRIME}]
    basis = integer_basis(2, given)
    assert {next(iter(p)) for p in basis} == {(1, 0), (0, 1)}
    assert ModularBasis.known(2, basis) is None
    assert ModularBasis.of(2, given).leads == [(1, 0)]  # another ideal modulo that prime


def test_the_whole_ring_and_no_polynomials_at_all():
    assert integer_basis(1, [{(1,): 1}, {(1,): 1, (0,): 3}]) == [{(0,): 1}]
    assert integer_basis(2, []) == []


@pytest.mark.parametrize(
    "polynomials",
    [
        [{(3000, 0): 1, (0, 1): -1}, {(1, 0): 3, (0, 1): -2, (0, 0): 5}],
        [{(1, 0): 1 << 70, (0, 1): 1}],
        [{(i, j): 1 for i in range(9) for j in range(9)}],
    ],
)
def test_what_is_large_is_not_begun(polynomials):
    assert integer_basis(2, polynomials) is None


def test_what_grows_is_given_up():
    system = family("cyclic", 7)
    assert integer_basis(7, system.integral()) is None
