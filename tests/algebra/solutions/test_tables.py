"""Published tables of solution counts, recomputed: deep linear networks, integer systems, best approximation."""

import random
from itertools import combinations_with_replacement
from math import comb

import pytest

from symdl.algebra.solutions.bezout import bezout_number
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.families import deep_linear
from symdl.algebra.solutions.mixed_volume import mixed_volume
from symdl.algebra.solutions.modular_basis import ModularBasis
from symdl.algebra.solutions.quotient import Quotient
from symdl.algebra.solutions.system import PolynomialSystem, derivative, product, total

# widths, samples: Bézout, affine mixed volume, critical points, those without a zero weight (Bharadwaj and Hoşten, arXiv 2301.12651)
DEEP_LINEAR = [
    ((1, 1, 2), 1, 27, 9, 9, 8),
    ((1, 1, 3), 1, 81, 13, 13, 12),
    ((1, 1, 4), 1, 243, 17, 17, 16),
    ((2, 1, 3), 1, 243, 73, 13, 12),
    ((3, 1, 1), 1, 81, 13, 5, 4),
    ((4, 1, 2), 1, 729, 129, 9, 8),
    ((1, 2, 1), 1, 81, 25, 9, 0),
    ((1, 2, 2), 1, 729, 81, 33, 16),
    ((1, 2, 3), 1, 6561, 169, 73, 48),
    ((2, 2, 1), 1, 729, 81, 9, 0),
    ((1, 3, 1), 1, 729, 125, 13, 0),
    ((1, 3, 2), 1, 19683, 729, 73, 0),
    ((1, 1, 1), 2, 9, 5, 5, 4),
    ((2, 1, 2), 2, 81, 33, 17, 16),
    ((2, 1, 3), 2, 243, 73, 25, 24),
]
SLOW = [
    ((3, 1, 4), 1, 2187, 593, 17, 16),
    ((2, 2, 3), 1, 59049, 5329, 73, 48),
    ((2, 3, 1), 1, 19683, 729, 13, 0),
    ((3, 3, 1), 1, 531441, 2197, 13, 0),
]


def check(widths, samples, bezout, volume, complex_, torus):
    system = deep_linear(widths, samples=samples)
    origin = {(0,) * len(system.variables)}
    assert bezout_number(system) == bezout
    assert mixed_volume([support | origin for support in system.supports]) == volume
    assert counted(system) == (complex_, torus)


def counted(system, seed=0):
    """(distinct solutions, those in the torus) modulo a prime."""
    quotient = Quotient.of(ModularBasis.of(len(system.variables), system.integral()))
    draw = random.Random(seed)
    return quotient.distinct(draw), quotient.in_torus(draw)


@pytest.mark.parametrize("row", DEEP_LINEAR, ids=lambda row: f"{row[0]} with {row[1]}")
def test_critical_points_of_deep_linear_networks(row):
    check(*row)


@pytest.mark.slow
@pytest.mark.parametrize("row", SLOW, ids=lambda row: f"{row[0]} with {row[1]}")
def test_critical_points_of_larger_deep_linear_networks(row):
    check(*row)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("widths", "samples", "expected"),
    [
        ((2, 2, 2), 2, (225, 192)),
        ((2, 2, 3), 2, (705, 656)),
        ((3, 2, 1), 3, (73, 48)),
        ((1, 1, 1, 1), 2, (17, 16)),
        ((2, 1, 1, 2), 2, (81, 80)),
        ((1, 2, 2, 1), 1, (129, 64)),
        ((1, 2, 2, 2), 2, (641, 384)),
    ],
)
def test_critical_points_with_more_data_or_layers(widths, samples, expected):
    assert counted(deep_linear(widths, samples=samples)) == expected


@pytest.mark.parametrize(("d", "dy"), [(1, 2), (2, 2), (1, 3), (3, 1)])
def test_one_sample_and_one_hidden_layer_follow_the_formula(d, dy):
    expected = sum(4**r * comb(d, r) * comb(dy, r) for r in range(d + 1)), 4**d * comb(dy, d)
    assert counted(deep_linear((1, d, dy))) == expected


INTEGER_SYSTEM = [
    "5*a1*(b1^2+b2^2)+11*a2*(b1^2+b2^2)-7*b1-10*b2+4*a1+1",
    "11*a1*(b1^2+b2^2)+25*a2*(b1^2+b2^2)-15*b1-22*b2-3*a2+5",
    "b1*(5*a1^2+22*a1*a2+25*a2^2)-7*a1-15*a2-2*b1+3",
    "b2*(5*a1^2+22*a1*a2+25*a2^2)-10*a1-22*a2+5*b2+7",
]


def test_the_two_integer_systems_and_their_real_solutions():
    first = deep_linear((1, 2, 2), inputs=[[1]], targets=[[2], [3]], ridge=[[[4], [5]], [[6, 7], [8, 9]]])
    count = count_solutions(first)
    assert (count.distinct.value, count.torus.value, count.real.value) == (33, 16, 1)
    count = count_solutions(INTEGER_SYSTEM, ["a1", "a2", "b1", "b2"])
    assert (count.bezout.value, count.affine_bound.value) == (81, 33)
    assert (count.distinct.value, count.torus.value, count.real.value) == (17, 17, 3)


def low_rank(m, n, generic, seed=1):
    """Critical points of the distance to m × n matrices of rank 1, in the chart x₁ = 1: x yᵀ with y free."""
    draw = random.Random(f"{m} {n} {seed}")
    unknowns = m - 1 + n

    def monomial(*indices):
        return {tuple(indices.count(k) for k in range(unknowns)): 1}

    loss = {}
    for i, j in ((i, j) for i in range(m) for j in range(n)):
        entry = monomial(m - 1 + j) if i == 0 else monomial(i - 1, m - 1 + j)
        gap = total(entry, {(0,) * unknowns: draw.randint(-50, 50)})
        weight = draw.randint(1, 99) if generic else 1
        loss = total(loss, {e: weight * c for e, c in product(gap, gap).items()})
    gradient = [derivative(loss, k) for k in range(unknowns)]
    return PolynomialSystem.of([f"x{k}" for k in range(unknowns)], gradient)


@pytest.mark.parametrize(
    ("m", "n", "generic", "degree"),
    [(2, 3, False, 2), (2, 3, True, 10), (2, 4, True, 14), (3, 3, False, 3), (3, 3, True, 39)],
)
def test_best_approximations_of_rank_one(m, n, generic, degree):
    """The chart loses x₁ = 0 and has y = 0, whose x is not isolated: saturate by y ≠ 0."""
    system = low_rank(m, n, generic)
    extended = [{(*e, 0): c for e, c in p.items()} for p in system.integral()]
    names = [*system.variables, "u"]
    y = {tuple(int(k == m - 1) for k in range(len(names))): 1}
    u = {tuple(int(k == len(names) - 1) for k in range(len(names))): 1}
    unit = total(product(y, u), {(0,) * len(names): -1})
    assert counted(PolynomialSystem.of(names, [*extended, unit]))[0] == degree


def decision_boundary(n, degree, seed=2):
    """x − u = λ ∇g(x), g(x) = 0 for a generic g."""
    draw = random.Random(f"{n} {degree} {seed}")
    monomials = [e for d in range(degree + 1) for e in exponents(n, d)]
    g = {e: draw.randint(-30, 30) or 1 for e in monomials}
    equations = [{(*e, 0): c for e, c in g.items()}]
    for k in range(n):
        slope = {(*e, 1): -c for e, c in derivative(g, k).items()}
        linear = {tuple(int(i == k) for i in range(n + 1)): 1, (0,) * (n + 1): draw.randint(-30, 30)}
        equations.append(total(slope, linear))
    return PolynomialSystem.of([*(f"x{k}" for k in range(n)), "t"], equations)


def exponents(n, degree):
    for chosen in combinations_with_replacement(range(n), degree):
        yield tuple(chosen.count(k) for k in range(n))


@pytest.mark.parametrize(("n", "degree"), [(2, 2), (2, 3), (3, 2), (3, 3)])
def test_distances_to_a_generic_decision_boundary(n, degree):
    expected = degree * sum((degree - 1) ** i for i in range(n))
    assert counted(decision_boundary(n, degree))[0] == expected
