"""Solutions modulo a prime are lifted to the rational parametrisation, in any number of unknowns and equations."""

import random
from fractions import Fraction

import pytest
from flint import fmpz_mod_ctx, fmpz_mod_poly_ctx
from hypothesis import given
from hypothesis import strategies as st

from symdl.algebra.solutions import msolve
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.families import dense_system, family
from symdl.algebra.solutions.krylov import minimal_parametrisation
from symdl.algebra.solutions.lifting import Lifting
from symdl.algebra.solutions.modular_basis import PRIME, ModularBasis
from symdl.algebra.solutions.quotient import Quotient
from symdl.algebra.solutions.schedule import Schedule
from symdl.algebra.solutions.system import PolynomialSystem

RING = fmpz_mod_poly_ctx(fmpz_mod_ctx(10**20 + 39))
POLYNOMIALS = st.dictionaries(st.tuples(*[st.integers(0, 3)] * 3), st.integers(-(10**30), 10**30), max_size=9)
MANY_SOLUTIONS = {"katsura 4": family("katsura", 4), "noon 3": family("noon", 3), "conics": dense_system(2, 2)}


def lifted(system, form, seed=0):
    basis = ModularBasis.of(len(system.variables), system.integral(), prime=PRIME)
    draw = random.Random(seed)
    start = minimal_parametrisation(Quotient.of(basis), form, draw)
    return Lifting(system, form, *start, draw, None).run()


@given(st.lists(POLYNOMIALS, max_size=5), st.integers(1, 4))
def test_values_of_a_schedule(polynomials, degree):
    draw = random.Random(degree)
    q = RING([draw.randrange(100) for _ in range(degree)] + [1])
    point = [RING([draw.randrange(10**20) for _ in range(degree)]) for _ in range(3)]
    found = Schedule(polynomials).values(point, q, RING([1]))
    for value, p in zip(found, polynomials, strict=True):
        expected = RING([])
        for (i, j, k), c in p.items():
            expected += point[0] ** i * point[1] ** j * point[2] ** k * c
        assert value == expected % q


@pytest.mark.parametrize("name", MANY_SOLUTIONS)
@pytest.mark.parametrize("blocks", [1, 4, 64])
def test_all_solutions_are_lifted_whatever_the_blocks(name, blocks, monkeypatch):
    system = MANY_SOLUTIONS[name]
    monkeypatch.setattr("symdl.algebra.solutions.lifting.BLOCKS", blocks)
    form = [3 + 2 * k for k in range(len(system.variables))]
    found = lifted(system, form)
    assert found.form == tuple(form)
    assert found.holds(system.integral())


def test_one_solution_with_long_numbers():
    large = 7**300
    found = lifted(PolynomialSystem.of(["x", "y"], [{(1, 0): large, (0, 0): -1}, {(1, 1): 1, (0, 0): -1}]), [1, 1])
    assert found.size == 1
    x, y = (Fraction(int(v[0]), int(found.denominator[0])) for v in found.numerators)
    assert (x * large, y) == (1, large)


def test_more_equations_than_unknowns():
    equations = [{(2,): 1, (0,): -2}, {(3,): 1, (1,): -2}, {(4,): 1, (0,): -4}]
    assert lifted(PolynomialSystem.of(["x"], equations), [1]).holds(equations)


def test_multiple_solutions_are_not_lifted():
    system = PolynomialSystem.of(["x"], [{(2,): 1, (1,): -2, (0,): 1}])
    assert lifted(system, [1]) is None


def test_counts_without_an_engine(monkeypatch):
    monkeypatch.setattr(msolve, "executable", lambda: None)
    found = count_solutions(family("katsura", 5))
    assert (found.distinct.value, found.torus.value, found.real.value) == (32, 30, 16)
