"""Bounds by one elimination modulo a number: what they must never show."""

from fractions import Fraction

import pytest

from symdl.check import Rejected
from symdl.check.counts.normal_form import normal_form
from symdl.check.counts.system import System, integer, rational, whole
from symdl.check.polynomial import Work

CONICS = System(("x", "y"), ({(2, 0): 1, (0, 2): 1, (0, 0): -5}, {(1, 1): 1, (0, 0): -2}))
"""x² + y² − 5 and xy − 2: four solutions."""
GOOD = {
    "modulus": 101,
    "basis": [[0, 0], [1, 0], [0, 1], [0, 2]],
    "rows": [[0, [0, 0]], [1, [0, 0]], [1, [1, 0]], [1, [0, 1]], [0, [0, 1]]],
}
"""x², xy, x²y = 2x, xy² = 2y and y³ = 5y − x²y."""


def bound(system=CONICS, **changes):
    return normal_form(system, {**GOOD, **changes}, Work())


def is_refused(system=CONICS, word=None, **changes):
    with pytest.raises((Rejected, ValueError, TypeError), match=word):
        bound(system, **changes)


def test_four_monomials_bound_two_conics():
    assert bound() == 4
    assert bound(modulus=2**31 - 1) == 4


@pytest.mark.parametrize("missing", range(4))
def test_three_monomials_do_not(missing):
    is_refused(basis=[b for k, b in enumerate(GOOD["basis"]) if k != missing])


@pytest.mark.parametrize("missing", range(5))
def test_every_row_is_needed(missing):
    is_refused(rows=[row for k, row in enumerate(GOOD["rows"]) if k != missing])


def test_a_basis_is_closed_under_multiplication():
    is_refused(basis=[*GOOD["basis"], [5, 5]], word="next to")
    is_refused(basis=[], rows=[], word="next to")


@pytest.mark.parametrize(("p", "basis"), [(3, []), (3, [[0]]), (5, [])])
def test_a_coefficient_that_the_modulus_divides_shows_nothing(p, basis):
    """3x − 1 is a constant modulo 3, but has a solution."""
    is_refused(System(("x",), ({(1,): 3, (0,): -1},)), modulus=p, basis=basis, rows=[[0, [0]], [0, [1]]])


def test_the_solution_of_a_linear_equation():
    line = System(("x",), ({(1,): 3, (0,): -1},))
    assert bound(line, modulus=5, basis=[[0]], rows=[[0, [0]]]) == 1


def test_units_modulo_a_composite_number_are_units():
    line = System(("x",), ({(1,): 2, (0,): -1},))
    assert bound(line, modulus=9, basis=[[0]], rows=[[0, [0]]]) == 1
    is_refused(line, modulus=4, basis=[[0]], rows=[[0, [0]]])


def test_no_solution_is_no_monomial():
    none = System(("x",), ({(1,): 1}, {(1,): 1, (0,): 1}))
    assert bound(none, basis=[], rows=[[0, [0]], [1, [0]]]) == 0
    is_refused(none, basis=[], rows=[[0, [0]], [0, [0]]])


def test_a_curve_has_no_basis():
    """On xy = 0 the powers of x never end; a box of monomials has more than it can express."""
    axes = System(("x", "y"), ({(1, 1): 1}, {(2, 2): 1}))
    box = [[i, j] for i in range(3) for j in range(3)]
    rows = [[0, [i, j]] for i in range(4) for j in range(4)]
    for size in range(1, 9):
        is_refused(axes, basis=box[:size], rows=rows)


@pytest.mark.parametrize(
    "changes",
    [
        {"modulus": 1},
        {"modulus": 0},
        {"modulus": -101},
        {"modulus": 2**31},
        {"modulus": True},
        {"modulus": "101"},
        {"basis": [[0, 0], [1, 0], [0, 1], [0, -2]]},
        {"basis": [[0, 0], [1, 0], [0, 1], [0]]},
        {"basis": [[0, 0], [1, 0], [0, 1], [0, True]]},
        {"rows": [[2, [0, 0]], *GOOD["rows"]]},
        {"rows": [[-1, [0, 0]], *GOOD["rows"]]},
        {"rows": [[False, [0, 0]], *GOOD["rows"]]},
        {"rows": [[0, [0, -1]], *GOOD["rows"]]},
    ],
)
def test_bent_forms_are_refused(changes):
    is_refused(**changes)


def test_long_integers_are_read_like_short_ones():
    digits = "9" * 3_999 + "1234567" * 3_000
    assert whole(digits) == 10**21_000 * (10**3_999 - 1) + int("1234567") * ((10**21_000 - 1) // (10**7 - 1))
    assert integer("-" + digits) == -whole(digits)
    assert rational("1/" + "1" + "0" * 5_000) == Fraction(1, 10**5_000)
    for text in ("+" + digits, digits[:4_000] + "_" + digits, "--" + digits, "9" * 300_000):
        with pytest.raises(Rejected):
            integer(text)
