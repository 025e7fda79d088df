"""Points of a parametrisation are taken for distinct solutions when they are, and only then."""

from dataclasses import replace

import pytest
from flint import fmpz_poly

from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.families import family
from symdl.algebra.solutions.horner import Horner
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.algebra.solutions.system import PolynomialSystem

CONICS = PolynomialSystem.of(["x", "y"], [{(2, 0): 1, (0, 2): 1, (0, 0): -5}, {(1, 1): 1, (0, 0): -2}])
T = fmpz_poly([0, 1])
SYSTEMS = [CONICS, family("katsura", 4), family("cyclic", 5), family("noon", 3)]


def solved(system):
    return count_solutions(system).solutions


@pytest.mark.parametrize("system", SYSTEMS)
def test_solutions_hold(system):
    found = solved(system)
    assert found.holds(system.integral())
    assert found.holds([])
    at = Horner([found.denominator, *found.numerators])
    for p in system.integral():  # over ℤ as well
        top = max(map(sum, p))
        assert not divmod(at.value({(top - sum(e), *e): c for e, c in p.items()}), found.q)[1]


@pytest.mark.parametrize("system", SYSTEMS)
def test_damage_is_seen(system):
    found, equations = solved(system), system.integral()
    assert not replace(found, q=found.q + 1).holds(equations)
    assert not replace(found, scale=-found.scale).holds(equations)
    assert not replace(found, form=(*found.form[:-1], found.form[-1] + 1)).holds(equations)
    for k, v in enumerate(found.numerators):
        for other in (v + 1, v + T, v * 2):
            changed = (*found.numerators[:k], other, *found.numerators[k + 1 :])
            assert not replace(found, numerators=changed).holds(equations)
    for k, p in enumerate(equations):
        assert not found.holds([*equations[:k], {**p, (0,) * len(system.variables): 77}, *equations[k + 1 :]])


def test_one_wrong_point_among_many_is_seen():
    """A point on one axis is added at a further root, so that the form still tells all points apart."""
    system = family("katsura", 4)
    found = solved(system)
    k = next(k for k, c in enumerate(found.form) if c)
    root = 12345 * found.form[k]
    numerators = [v * (T - root) for v in found.numerators]
    numerators[k] += found.q * 12345 * found.scale
    longer = replace(found, q=found.q * (T - root), numerators=tuple(numerators))
    assert longer.holds([])
    assert not longer.holds(system.integral())


def test_one_point_twice_does_not_count_as_two():
    once = Parametrisation((1,), T - 3, 1, (fmpz_poly([3]),))
    assert once.holds([{(1,): 1, (0,): -3}])
    twice = Parametrisation((1,), (T - 3) ** 2, 1, (3 * 2 * (T - 3),))
    assert not twice.holds([{(1,): 1, (0,): -3}])
    apart = Parametrisation((0,), (T - 3) * (T - 4), 1, (3 * (2 * T - 7),))
    assert not apart.holds([{(1,): 1, (0,): -3}])  # 3 at both roots, but the form does not tell them apart


def test_a_rational_point_with_large_numbers_holds():
    large = 10**2000 + 1
    point = Parametrisation((1,), large * T - 1, 1, (fmpz_poly([1]),))
    assert point.holds([{(1,): large, (0,): -1}])
    assert not point.holds([{(1,): large - 1, (0,): -1}])
