"""Published tables of solution counts, recomputed: deep linear networks, integer systems, best approximation."""

import random
from fractions import Fraction
from itertools import product as cartesian
from math import comb

import pytest

from symdl.algebra.solutions.approximation import decision_boundary, low_rank, nearest_points
from symdl.algebra.solutions.bezout import bezout_number
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.families import deep_linear
from symdl.algebra.solutions.inputs import system_of
from symdl.algebra.solutions.krylov import minimal_parametrisation
from symdl.algebra.solutions.mixed_volume import mixed_volume
from symdl.algebra.solutions.modular_basis import ModularBasis
from symdl.algebra.solutions.quotient import Quotient
from symdl.algebra.solutions.zero_patterns import zero_patterns
from symdl.runner.certified_count import certify_count
from symdl.terms.errors import SymdlError

# widths, samples, Bézout, affine mixed volume, critical points, those without a zero weight (Bharadwaj and Hoşten, arXiv 2301.12651)
DEEP_LINEAR = [
    ((1, 1, 2), 1, 27, 9, 9, 8),
    ((1, 1, 3), 1, 81, 13, 13, 12),
    ((1, 1, 4), 1, 243, 17, 17, 16),
    ((2, 1, 3), 1, 243, 73, 13, 12),
    ((3, 1, 1), 1, 81, 13, 5, 4),
    ((3, 1, 4), 1, 2187, 593, 17, 16),
    ((4, 1, 1), 1, 243, 17, 5, 4),
    ((4, 1, 2), 1, 729, 129, 9, 8),
    ((1, 2, 1), 1, 81, 25, 9, 0),
    ((1, 2, 2), 1, 729, 81, 33, 16),
    ((1, 2, 3), 1, 6561, 169, 73, 48),
    ((2, 2, 1), 1, 729, 81, 9, 0),
    ((2, 2, 3), 1, 59049, 5329, 73, 48),
    ((3, 2, 3), 1, 531441, 60025, 73, 48),
    ((1, 3, 1), 1, 729, 125, 13, 0),
    ((1, 3, 2), 1, 19683, 729, 73, 0),
    ((2, 3, 1), 1, 19683, 729, 13, 0),
    ((3, 3, 1), 1, 531441, 2197, 13, 0),
    ((3, 3, 2), 1, 14348907, 389017, 73, 0),
    ((4, 3, 1), 1, 14348907, 4913, 13, 0),
    ((1, 1, 1), 2, 9, 5, 5, 4),
    ((1, 1, 3), 2, 81, 13, 13, 12),
    ((1, 1, 4), 2, 243, 17, 17, 16),
    ((2, 1, 2), 2, 81, 33, 17, 16),
    ((2, 1, 3), 2, 243, 73, 25, 24),
    ((3, 1, 1), 2, 81, 13, 9, 8),
    ((3, 1, 2), 2, 243, 73, 17, 16),
    ((4, 1, 1), 2, 243, 17, 9, 8),
    ((4, 1, 3), 2, 2187, 593, 25, 24),
    ((4, 1, 4), 2, 6561, 1921, 33, 32),
    ((1, 2, 2), 2, 729, 81, 33, 16),
    ((1, 2, 3), 2, 6561, 169, 73, 48),
    ((2, 2, 1), 2, 729, 81, 33, 16),
    ((3, 2, 1), 2, 6561, 169, 33, 16),
    ((4, 2, 1), 2, 59049, 289, 33, 16),
    ((1, 3, 1), 2, 729, 125, 13, 0),
    ((2, 3, 1), 2, 19683, 729, 73, 0),
    ((4, 3, 1), 2, 14348907, 4913, 73, 0),
    ((1, 1, 1, 1), 1, 125, 17, 17, 16),
    ((2, 1, 1, 1), 1, 625, 33, 17, 16),
    ((3, 1, 1, 1), 1, 3125, 49, 17, 16),
    ((3, 1, 1, 2), 1, 15625, 289, 33, 32),
    ((2, 1, 1, 1), 2, 625, 33, 33, 32),
    ((3, 1, 1, 2), 2, 15625, 289, 81, 80),
    ((4, 1, 1, 2), 2, 78125, 513, 81, 80),
]


def counted(system, seed=0):
    """(distinct solutions, those in the torus) modulo a prime."""
    quotient = Quotient.of(ModularBasis.of(len(system.variables), system.integral()))
    draw = random.Random(seed)
    return quotient.distinct(draw), quotient.in_torus(draw)


def affine_volume(system):
    origin = {(0,) * len(system.variables)}
    return mixed_volume([support | origin for support in system.supports])


@pytest.mark.parametrize("row", DEEP_LINEAR, ids=lambda row: f"{row[0]} with {row[1]}")
def test_critical_points_of_deep_linear_networks(row):
    widths, samples, bezout, _, complex_, torus = row
    system = deep_linear(widths, samples=samples)
    assert bezout_number(system) == bezout
    assert counted(system) == (complex_, torus)


VOLUMES = [(widths, bezout, volume) for widths, _, bezout, volume, *_ in DEEP_LINEAR if volume <= 100_000]


@pytest.mark.parametrize("row", sorted({r for r in VOLUMES if r[1] < 2_000}), ids=lambda row: f"{row[0]}")
def test_mixed_volumes_of_deep_linear_networks(row):
    assert affine_volume(deep_linear(row[0])) == row[2]


@pytest.mark.slow
@pytest.mark.parametrize("row", sorted({r for r in VOLUMES if r[1] >= 2_000}), ids=lambda row: f"{row[0]}")
def test_mixed_volumes_of_larger_deep_linear_networks(row):
    assert affine_volume(deep_linear(row[0])) == row[2]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("widths", "samples", "expected"),
    [
        ((2, 2, 2), 2, (225, 192)),
        ((2, 2, 3), 2, (705, 656)),
        ((3, 2, 1), 3, (73, 48)),
        ((3, 1, 3), 3, (37, 36)),
        ((3, 2, 1), 5, (73, 48)),
        ((2, 3, 1), 5, (73, 0)),
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


# widths: {weights that are not 0: (patterns, solutions of each)}, besides the zero solution
PATTERNS = {
    (2, 2, 2): {4: (2, 8), 8: (1, 16)},
    (2, 2, 3): {5: (2, 12), 10: (1, 48)},
    (1, 3, 2): {3: (3, 8), 6: (3, 16)},
    (1, 2, 2, 1): {3: (4, 16), 8: (1, 64)},
}
LARGER_PATTERNS = {
    (2, 3, 3): {5: (3, 12), 10: (3, 48), 15: (1, 64)},
    (1, 2, 2, 2): {4: (4, 32), 7: (2, 64), 10: (1, 384)},
    (2, 2, 2, 2): {5: (4, 32), 8: (2, 64), 12: (1, 384)},
    (1, 3, 3, 1): {3: (9, 16), 8: (9, 64), 15: (1, 256)},
    (1, 2, 2, 2, 1): {4: (8, 48), 9: (4, 192), 12: (1, 768)},
}


def patterns(widths):
    """{size of the support: (supports, solutions of each)}, from a parametrisation modulo a prime."""
    system = deep_linear(widths)
    quotient = Quotient.of(ModularBasis.of(len(system.variables), system.integral()), largest=2000)
    draw = random.Random(0)
    q, points = minimal_parametrisation(quotient, [draw.randrange(1, 10**6) for _ in system.variables], draw)
    found = {}
    for support, number in zero_patterns(q, points).items():
        found.setdefault(len(support), []).append(number)
    assert found.pop(0) == [1]
    assert all(len(set(numbers)) == 1 for numbers in found.values())
    return {size: (len(numbers), numbers[0]) for size, numbers in found.items()}


@pytest.mark.parametrize("widths", PATTERNS)
def test_how_critical_points_split_by_their_zeros(widths):
    assert patterns(widths) == PATTERNS[widths]


@pytest.mark.slow
@pytest.mark.parametrize("widths", LARGER_PATTERNS)
def test_how_many_critical_points_split_by_their_zeros(widths):
    assert patterns(widths) == LARGER_PATTERNS[widths]


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


# certified ------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_real_solutions_of_the_integer_systems_are_certified():
    first = deep_linear((1, 2, 2), inputs=[[1]], targets=[[2], [3]], ridge=[[[4], [5]], [[6, 7], [8, 9]]])
    second = system_of(INTEGER_SYSTEM, ["a1", "a2", "b1", "b2"])
    for system, expected in ((first, (33, 16, 1)), (second, (17, 17, 3))):
        count = certify_count(count_solutions(system)).count
        figures = (count.distinct, count.torus, count.real)
        assert [(figure.value, figure.known) for figure in figures] == [(n, "proved") for n in expected]


# best approximation ---------------------------------------------------------------------------------


def weighted(m, n):
    draw = random.Random(f"weights {m} {n}")
    return [(draw.randint(1, 99), {(i, j): 1}) for i in range(m) for j in range(n)]


def gaussian(n):
    """2 tr(A²) + tr(A)²."""
    return [*((2, {(i, j): 1}) for i in range(n) for j in range(n)), (1, {(i, i): 1 for i in range(n)})]


def independent(n):
    """The Gaussian form with another fourth moment."""
    return [*gaussian(n), *((4, {(i, i): 1}) for i in range(n))]


def generic(n):
    draw = random.Random(f"form {n}")
    entries = [(i, j) for i in range(n) for j in range(i, n)]
    return [(draw.randint(1, 9), {entry: draw.randint(-9, 9) for entry in entries}) for _ in entries]


@pytest.mark.parametrize(
    ("m", "n", "rank", "frobenius", "weights"),
    [(2, 3, 1, 2, 10), (2, 4, 1, 2, 14), (2, 5, 1, 2, 18), (3, 3, 1, 3, 39), (3, 4, 1, 3, 83)],
)
def test_best_approximations_by_matrices_of_low_rank(m, n, rank, frobenius, weights):
    assert counted(low_rank(m, n, rank))[0] == frobenius == comb(m, rank)
    assert counted(low_rank(m, n, rank, squares=weighted(m, n)))[0] == weights


@pytest.mark.slow
@pytest.mark.parametrize(("squares", "number"), [(None, 3), (weighted(3, 3), 39)])
def test_best_approximations_by_singular_matrices(squares, number):
    assert counted(low_rank(3, 3, 2, squares=squares))[0] == number


SHALLOW = [
    # n, rank, Frobenius and Gaussian, independent inputs, generic (Arjevani and others, arXiv 2501.06074)
    (2, 1, 2, 4, 4),
    (3, 1, 3, 13, 13),
    (3, 2, 3, 13, 13),
    (4, 1, 4, 40, 40),
]
LARGER_SHALLOW = [(4, 2, 6, 110, 122), (5, 1, 5, 121, 121)]


def check_shallow(n, rank, frobenius, iid, any_form):
    metrics = (None, frobenius), (gaussian(n), frobenius), (independent(n), iid), (generic(n), any_form)
    for squares, number in metrics:
        assert counted(low_rank(n, n, rank, squares=squares, symmetric=True))[0] == number


@pytest.mark.parametrize("row", SHALLOW)
def test_shallow_quadratic_networks(row):
    check_shallow(*row)


@pytest.mark.slow
@pytest.mark.parametrize("row", LARGER_SHALLOW)
def test_larger_shallow_quadratic_networks(row):
    check_shallow(*row)


BOUNDARIES = [
    # inputs, hidden widths, degree, ED degree (Alexandr, Duan, Montúfar, arXiv 2602.06105)
    (2, [2], 3, 9),
    (3, [3], 3, 21),
    (2, [3], 3, 9),
    (3, [2], 2, 4),
    (4, [2], 2, 4),
    (3, [2, 3], 2, 16),
    (3, [3, 2], 2, 36),
    (3, [3, 3], 2, 52),
]
LARGER_BOUNDARIES = [(4, [4, 3], 2, 128), (5, [5, 3], 2, 260), (3, [3, 2], 3, 333)]


def distances(inputs, widths, degree):
    return counted(nearest_points(decision_boundary(inputs, widths, degree), [7, -5, 11, 3, -2][:inputs]))[0]


@pytest.mark.parametrize(("inputs", "widths", "degree", "expected"), BOUNDARIES)
def test_distances_to_decision_boundaries(inputs, widths, degree, expected):
    assert distances(inputs, widths, degree) == expected


@pytest.mark.slow
@pytest.mark.parametrize(("inputs", "widths", "degree", "expected"), LARGER_BOUNDARIES)
def test_distances_to_larger_decision_boundaries(inputs, widths, degree, expected):
    assert distances(inputs, widths, degree) == expected


@pytest.mark.parametrize(
    ("g", "expected"), [("(x + 2*y)^2 - (3*x + y + 1)^2 + 1", 4), ("(x + 2*y + 1)^2 - (3*x + y + 2)^2", 2)]
)
def test_the_two_printed_networks_with_squares(g, expected):
    """The second boundary is a pair of lines."""
    assert counted(nearest_points(system_of([g], ["x", "y"]).polynomials[0], [7, 5]))[0] == expected


@pytest.mark.parametrize(("n", "degree"), [(2, 2), (2, 3), (3, 2), (3, 3)])
def test_distances_to_a_generic_hypersurface(n, degree):
    draw = random.Random(f"{n} {degree}")
    monomials = [e for e in cartesian(range(degree + 1), repeat=n) if sum(e) <= degree]
    g = {e: Fraction(draw.randint(-30, 30) or 1) for e in monomials}
    expected = degree * sum((degree - 1) ** i for i in range(n))
    assert counted(nearest_points(g, [draw.randint(-30, 30) for _ in range(n)]))[0] == expected


@pytest.mark.parametrize("rank", [0, 2, -1])
def test_a_rank_that_leaves_nothing_to_approximate_is_refused(rank):
    with pytest.raises(SymdlError, match="rank"):
        low_rank(2, 3, rank)
