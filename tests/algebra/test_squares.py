from random import Random
from time import perf_counter

import pytest
from flint import fmpq, fmpq_mpoly_ctx
from hypothesis import example, given, settings
from hypothesis import strategies as st

from symdl.algebra import gram_matrices
from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.squares import Combination, Summand, find_combination, is_identity

NAMES = ("x", "y", "z", "t", "p", "q", "r", "s")
CONTEXT = fmpq_mpoly_ctx.get(NAMES, "degrevlex")
x, y, z, t, p, q, r, s = CONTEXT.gens()
ZERO = CONTEXT.constant(0)
ONE = CONTEXT.constant(1)
MOTZKIN = x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1
RELU = ([r, r - x, s, s - y], [r * (r - x), s * (s - y)])
INTERVAL = [t, 1 - t]


def find(target, nonneg=(), equalities=(), **options):
    found = find_combination(target, list(nonneg), list(equalities), Budget(5 * 10**6, 30.0), **options)
    if found is not None:
        assert is_identity(found, target, list(nonneg), list(equalities))
        assert all(all(0 <= i < len(nonneg) for i in summand.factors) for summand in found.summands)
    return found


def chebyshev(n):
    previous, current = ONE, x
    for _ in range(n - 1):
        previous, current = current, 2 * x * current - previous
    return current


TRUE = {
    "zero": (ZERO, [], []),
    "a positive number": (ONE * 3, [], []),
    "a square times a square": ((x - 1) ** 2 * (x + 2) ** 2, [], []),
    "a quartic with a double zero": (x**4 - 4 * x + 3, [], []),
    "a quadratic form": (x**2 + y**2 + z**2 - x * y - y * z - z * x, [], []),
    "squares that vanish on a line": ((x - 1) ** 2 * (x + 2) ** 2 + (y - x) ** 2, [], []),
    "AM-GM in two variables": ((x + y) ** 2 - 4 * x * y, [x, y], []),
    "AM-GM in four squares": (x**4 + y**4 + z**4 + t**4 - 4 * x * y * z * t, [], []),
    "AM-GM of degree six": (x**6 + y**6 + z**6 - 3 * x**2 * y**2 * z**2, [], []),
    "AM-GM in three variables": ((x + y + z) ** 3 - 27 * x * y * z, [x, y, z], []),
    "three cubes": (x**3 + y**3 + z**3 - 3 * x * y * z, [x, y, z], []),
    "Cauchy-Schwarz": (
        (x**2 + y**2 + z**2) * (p**2 + q**2 + r**2) - (x * p + y * q + z * r) ** 2,
        [],
        [],
    ),
    "Motzkin with a multiplier": (MOTZKIN * (x**2 + y**2 + 1), [], []),
    "Motzkin with a form as multiplier": (MOTZKIN * (x**2 + y**2), [], []),
    "a zero that is not rational": ((x**2 - 2) ** 2 + y**2 * (x**2 - 2) ** 2 + (x * y + y) ** 2, [], []),
    "large coefficients": (10**6 * x**2 - 2 * 10**9 * x * y + 10**12 * y**2 + (z - 1000) ** 2 + t**4, [], []),
    "Nesbitt": (
        2 * (x * (x + y) * (x + z) + y * (y + x) * (y + z) + z * (z + x) * (z + y)) - 3 * (x + y) * (y + z) * (z + x),
        [x, y, z],
        [],
    ),
    "Schur with ordered variables": (
        x * (x - y) * (x - z) + y * (y - x) * (y - z) + z * (z - x) * (z - y),
        [x - y, y - z, z],
        [],
    ),
    "a product on an interval": (fmpq(1, 4) - t * (1 - t), INTERVAL, []),
    "a cubic on an interval": (1 - 3 * t**2 + 2 * t**3, INTERVAL, []),
    "a cubic with an inner zero": (fmpq(4, 27) - t**3 + 2 * t**2 - t, INTERVAL, []),
    "a Chebyshev polynomial": (1 - chebyshev(5), [1 - x, 1 + x], []),
    "twice a Chebyshev bound": (2 - chebyshev(5), [1 - x, 1 + x], []),
    "a bilinear bound": ((1 - x) * (1 - y) + z * t * (1 - x), [x, y, z, t, 1 - x, 1 - y, 1 - z, 1 - t], []),
    "a line over a circle": (fmpq(5, 4) - x - 3 * y / 4, [], [x**2 + y**2 - 1]),
    "a product on a circle": (1 - 2 * x * y, [], [x**2 + y**2 - 1]),
    "a rotation": (p**2 + q**2 - (p * x + q * y) ** 2, [], [x**2 + y**2 - 1]),
    "a ball": (1 - x, [1 - x**2 - y**2], []),
    "the largest product on a sphere": (fmpq(1, 27) - (x * y * z) ** 2, [], [x**2 + y**2 + z**2 - 1]),
    "Young's inequality": (x**2 * p / 2 + y**2 * q / 2 - x * y, [p, q], [p * q - 1]),
    "square roots are concave": (2 * (x + y) - (p + q) ** 2, [x, y, p, q], [p**2 - x, q**2 - y]),
    "ReLU is 1-Lipschitz": ((x - y) ** 2 - (r - s) ** 2, *RELU),
    "ReLU is firmly nonexpansive": ((x - y) * (r - s) - (r - s) ** 2, *RELU),
    "Polyak-Lojasiewicz gives a rate": (
        (1 - p * t) * (x - y) - (z - y),
        [q**2 - 2 * p * (x - y), x - z - t * q**2 / 2, t, p],
        [],
    ),
    "a contraction with symbolic constants": (
        (p - q) ** 2 * x**2 - ((p + q) * x - 2 * y) ** 2,
        [(p + q) * y * x - p * q * x**2 - y**2, p - q, q],
        [],
    ),
    "one gradient step, worst case": (
        (x - y) ** 2 / 6 - (t - s),
        [
            s - r - p * (y - x) - p**2 / 2,
            r - t - q * p - (p - q) ** 2 / 2,
            s - t - q * (y - x + p) - q**2 / 2,
            r - s - p**2 / 2,
            t - s - q**2 / 2,
            t - r + p * p - (p - q) ** 2 / 2,
        ],
        [],
    ),
    "a chain of seven squares": (
        7 * sum(((a - b) ** 2 for a, b in zip(CONTEXT.gens(), CONTEXT.gens()[1:], strict=False)), ZERO) - (x - s) ** 2,
        [],
        [],
    ),
    "eight variables of degree four": (
        sum(
            ((a**2 - b**2) ** 2 + (a * b - 1) ** 2 for a, b in zip(CONTEXT.gens(), CONTEXT.gens()[1:], strict=False)),
            ZERO,
        ),
        [],
        [],
    ),
    "infeasible lines": (-ONE, [x - y, y - z, z - x - 1], []),
    "infeasible disc and half-plane": (-ONE, [1 - x**2 - y**2, x - 2], []),
    "infeasible circle and line": (-ONE, [], [x**2 + y**2 - 1, x + y - 2]),
    "infeasible signs": (-ONE, [x * y - 1, x, -y - fmpq(1, 10)], []),
    "a strict cycle": (-(x - y) * (y - z), [x - y, y - z, z - x], []),
    "ReLU is monotone, by contradiction": (-((s - r) ** 2), [*RELU[0], x - y, s - r], RELU[1]),
    "opposite constraints": (x**2 - 1 + y**2, [x - 1, 1 - x], []),
    "opposite constraints with a cofactor": (y * (x - 1) + z**2, [x - 1, 2 - 2 * x], []),
    "opposite constraints modulo an equality": (y * (x - 1) + z**2, [x - 1, p - x], [p - 1]),
    "anything from hypotheses that cannot hold": (y - 5, [x - 1, -x], []),
    "equalities that contain one": (-(x**2), [], [ONE * 2]),
    "a constraint that is a negative number": (-x, [-ONE], []),
    "a quartic from affine hypotheses that cannot hold": (-(x**4) - y, [z - 1, -z, x * y], []),
}

FALSE = {
    "a negative number": (-ONE, [], []),
    "a quartic below zero": (x**4 - 4 * x + fmpq(29, 10), [], []),
    "an indefinite form": (x**2 - 3 * x * y + y**2, [], []),
    "AM-GM with a larger factor": (x**4 + y**4 + z**4 + t**4 - fmpq(41, 10) * x * y * z * t, [], []),
    "three cubes with a larger factor": (x**3 + y**3 + z**3 - fmpq(31, 10) * x * y * z, [x, y, z], []),
    "three cubes without signs": (x**3 + y**3 + z**3 - 3 * x * y * z, [], []),
    "Cauchy-Schwarz the other way": (
        (x * p + y * q) ** 2 - (x**2 + y**2) * (p**2 + q**2),
        [],
        [],
    ),
    "a product on an interval": (fmpq(24, 100) - t * (1 - t), INTERVAL, []),
    "a cubic on an interval": (fmpq(4, 28) - t**3 + 2 * t**2 - t, INTERVAL, []),
    "a cubic outside the interval": (1 - 3 * t**2 + 2 * t**3, [t + 1, 1 - t], []),
    "a line through a circle": (fmpq(6, 5) - x - 3 * y / 4, [], [x**2 + y**2 - 1]),
    "a ball": (fmpq(99, 100) - x, [1 - x**2 - y**2], []),
    "the largest product on a sphere": (fmpq(1, 28) - (x * y * z) ** 2, [], [x**2 + y**2 + z**2 - 1]),
    "Young's inequality with a smaller factor": (x**2 * p / 3 + y**2 * q / 2 - x * y, [p, q], [p * q - 1]),
    "ReLU is no stronger contraction": ((x - y) ** 2 - 2 * (r - s) ** 2, *RELU),
    "Polyak-Lojasiewicz with too fast a rate": (
        (1 - 2 * p * t) * (x - y) - (z - y),
        [q**2 - 2 * p * (x - y), x - z - t * q**2 / 2, t, p],
        [],
    ),
    "one gradient step, too good": (
        (x - y) ** 2 / 7 - (t - s),
        [
            s - r - p * (y - x) - p**2 / 2,
            r - t - q * p - (p - q) ** 2 / 2,
            s - t - q * (y - x + p) - q**2 / 2,
            r - s - p**2 / 2,
            t - s - q**2 / 2,
            t - r + p * p - (p - q) ** 2 / 2,
        ],
        [],
    ),
    "lines that meet": (-ONE, [x - 1, y - 1, 3 - x - y], []),
    "a disc and a half-plane that meet": (-ONE, [1 - x**2 - y**2, x - fmpq(9, 10)], []),
    "a cycle that is not strict": (-(x - y), [x - y, y - z], []),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_inequality_has_a_certificate(name):
    assert find(*TRUE[name]) is not None


@pytest.mark.parametrize("name", FALSE)
def test_a_false_inequality_has_none(name):
    assert find(*FALSE[name]) is None


@pytest.mark.parametrize(("target", "nonneg"), [(MOTZKIN, []), (x + y - 2 * z, [x, y, z, x * y - z**2])])
def test_what_is_true_but_no_such_combination_stays_undecided(target, nonneg):
    assert find(target, nonneg) is None


@pytest.mark.parametrize(
    "name", ["three cubes", "AM-GM in two variables", "a quadratic form", "infeasible lines", "a cubic on an interval"]
)
def test_without_a_semidefinite_solver_much_is_still_found(name, monkeypatch):
    monkeypatch.setattr(gram_matrices, "find_spec", lambda _: None)
    assert find(*TRUE[name]) is not None
    assert find(*TRUE["Motzkin with a form as multiplier"]) is None


def test_small_linear_systems_take_milliseconds():
    draw = Random(7)
    start = perf_counter()
    for _ in range(20):
        rows = [sum((draw.randint(-3, 3) * v for v in (x, y, z, t)), ZERO) + draw.randint(-3, 3) for _ in range(6)]
        last = -sum((draw.randint(1, 3) * row for row in rows), ZERO) - 1
        found = find(-ONE, [*rows, last])
        assert found is not None
        assert all(summand.square.is_constant() for summand in found.summands)
    assert perf_counter() - start < 2.0


def test_the_same_input_has_the_same_answer():
    assert find(*TRUE["AM-GM in four squares"]) == find(*TRUE["AM-GM in four squares"])


def test_a_small_budget_is_exceeded():
    with pytest.raises(BudgetExceeded):
        find_combination(TRUE["Motzkin with a multiplier"][0], [], [], Budget(1000))


def test_a_degree_bounds_the_summands():
    target, nonneg, _ = TRUE["a ball"]
    found = find(target, nonneg, degree=2)
    assert max(summand.square.total_degree() for summand in found.summands) <= 1
    assert find(1 - x**4, [1 - x**2], degree=4) is not None


def test_lexicographic_contexts_are_kept():
    a, b = fmpq_mpoly_ctx.get(("a", "b"), "lex").gens()
    found = find_combination(1 - 2 * a * b, [], [a**2 + b**2 - 1], Budget(10**6))
    assert is_identity(found, 1 - 2 * a * b, [], [a**2 + b**2 - 1])


@pytest.mark.parametrize(
    "summands",
    [
        (Summand(fmpq(1), x - y, ()), Summand(fmpq(1), x, ())),
        (Summand(fmpq(1), x + y, ()),),
        (Summand(fmpq(-1), x - y, ()),),
        (Summand(fmpq(1), x - y, (0,)),),
        (),
    ],
)
def test_a_damaged_combination_is_no_identity(summands):
    from fractions import Fraction

    damaged = tuple(
        Summand(Fraction(int(c.coefficient.p), int(c.coefficient.q)), c.square, c.factors) for c in summands
    )
    assert not is_identity(Combination(damaged, ()), (x - y) ** 2, [x], [])
    assert is_identity(Combination((Summand(Fraction(1), x - y, ()),), ()), (x - y) ** 2, [x], [])


linear = st.lists(st.integers(-4, 4), min_size=4, max_size=4).map(lambda c: c[0] + c[1] * x + c[2] * y + c[3] * z)
quadratic = st.lists(st.integers(-2, 2), min_size=6, max_size=6).map(
    lambda c: c[0] + c[1] * x + c[2] * y + c[3] * x**2 + c[4] * x * y + c[5] * y**2
)
DEFINITE = x**4 + x**2 * y**2 + y**4 + x**2 + y**2 + 1


@settings(deadline=None)
@given(st.lists(linear, max_size=4))
def test_every_sum_of_squares_of_linear_forms_is_found(forms):
    found = find(sum((form**2 for form in forms), ZERO))
    assert found is not None
    assert len(found.summands) <= 4


@settings(deadline=None, max_examples=50)
@given(st.lists(quadratic, max_size=3))
def test_every_definite_sum_of_squares_is_found(forms):
    assert find(sum((form**2 for form in forms), DEFINITE / 10)) is not None


@settings(deadline=None, max_examples=50)
@given(st.lists(linear, min_size=1, max_size=6), st.lists(st.integers(0, 3), min_size=6, max_size=6), st.integers(0, 2))
@example([x, -x], [1, 1, 0, 0, 0, 0], 0)
def test_every_positive_combination_of_linear_constraints_is_found(constraints, weights, constant):
    target = sum((w * c for w, c in zip(weights, constraints, strict=False)), ONE * constant)
    assert find(target, constraints) is not None


@settings(deadline=None, max_examples=50)
@given(quadratic, linear, linear)
def test_what_is_found_is_nonnegative_where_the_hypotheses_hold(target, first, second):
    try:
        found = find_combination(target, [first, second], [], Budget(10**5))
    except BudgetExceeded:
        return
    if found is None:
        return
    draw = Random(1)
    for _ in range(50):
        point = [fmpq(draw.randint(-8, 8), draw.randint(1, 3)) for _ in NAMES]
        if first(*point) >= 0 and second(*point) >= 0:
            assert target(*point) >= 0


@settings(deadline=None, max_examples=30)
@given(quadratic, linear)
def test_squares_modulo_an_equality_are_found(form, multiplier):
    circle = x**2 + y**2 - 1
    assert find(form**2 + fmpq(1, 10) + multiplier * circle, [], [circle]) is not None
