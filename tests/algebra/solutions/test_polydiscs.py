"""Polydiscs of certificates: found with the precision that each solution needs, and not proposed where their test would take too long."""

import pytest

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.solutions.certify import Certifier
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.discs import discs, tell_zeros, work_of_test
from symdl.algebra.solutions.families import family
from symdl.algebra.solutions.inputs import system_of
from symdl.algebra.solutions.roots import points
from symdl.check.counts.boxes import boxes
from symdl.check.counts.system import System
from symdl.check.polynomial import WORK, Work

CONICS = count_solutions(["x^2 + y^2 - 5", "x*y - 2"], ["x", "y"])
CLOSE = count_solutions(["(x - 1)^2*10^60 - 1", "y - x^2"], ["x", "y"])
"""Two solutions 2·10⁻³⁰ apart, whose coordinates need more digits than others."""


@pytest.mark.parametrize("bits", [8, 64, 300])
def test_solutions_are_known_to_the_bits_that_are_asked_for(bits):
    for count in (CONICS, CLOSE):
        found = points(count.solutions, bits=bits)
        assert len(found) == count.distinct.value
        for point in found:
            assert point.is_real
            assert all(high - low <= max(1, abs(high)) * 2 ** (2 - bits) for low, high in point.box())
    assert {tuple(round(low) for low, _ in p.box()) for p in points(CONICS.solutions, bits=64)} == {
        (1, 2), (2, 1), (-1, -2), (-2, -1),
    }  # fmt: skip


def test_the_search_for_polydiscs_ends_with_its_budget():
    with pytest.raises(BudgetExceeded):
        discs(CONICS.system, CONICS.solutions, Budget(3))


def test_what_a_test_costs_is_known_before():
    count = count_solutions(family("noon", 3), seconds=20)
    found = discs(count.system, count.solutions, Budget(10**6))
    work = Work()
    boxes(System(count.system.variables, count.system.integral()), found, work)
    size = count.distinct.value
    assert WORK - work.left == pytest.approx(size * (size // 2 + work_of_test(count.system)), rel=0.5)


def test_no_polydiscs_are_proposed_where_their_test_does_not_fit_into_the_seconds():
    def proposed(seconds):
        return Certifier(CONICS.system, Budget(10**9, seconds), count=CONICS).is_affordable(10**6)

    assert proposed(60)
    assert not proposed(1)


@pytest.mark.parametrize(
    ("equations", "expected"), [(["x*(x - 1)", "y - x - 2"], True), (["x + y - 1", "x + y^2 - 1"], False)]
)
def test_polydiscs_tell_zero_coordinates_where_equations_vanish_with_them(equations, expected):
    """x(x − 1) vanishes with x; at (0, 1), x + y − 1 and x + y² − 1 are two equations for y."""
    count = count_solutions(equations, ["x", "y"])
    found = discs(count.system, count.solutions, Budget(10**6))
    assert tell_zeros(system_of(equations, ["x", "y"]), found) is expected
