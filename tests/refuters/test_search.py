"""False claims fall to their smallest counterexample; true claims have none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

from symdl.algebra.budget import Budget
from symdl.claims.claim import as_claim
from symdl.claims.instance import Instance
from symdl.refuters.search import counterexample
from symdl.semantics.balls import holds_by_balls
from symdl.semantics.exact import holds_exactly
from symdl.terms.operators import (
    absolute,
    derivative,
    det,
    exp,
    function,
    identity,
    inner,
    inverse,
    log,
    matrix,
    maximum,
    norm,
    pinv,
    rank,
    relu,
    scalar,
    size,
    sqrt,
    summation,
    tanh,
    trace,
    vector,
)
from symdl.terms.relation import (
    Relation,
    at_most,
    either,
    equal,
    exists,
    forall,
    iff,
    implies,
    less_than,
    minimises,
    pd,
    psd,
    unequal,
)
from symdl.terms.term import Term, number

A, B, C = (matrix(name, "n", "n") for name in "ABC")
X, Y = matrix("X", "d", "n"), matrix("Y", "k", "n")
x, y, z, t, s, w, eps = (scalar(name) for name in ("x", "y", "z", "t", "s", "w", "eps"))
lam = scalar("lam", positive=True)
n, k = scalar("n", natural=True), scalar("k", natural=True)
u, v = vector("u", 2), vector("v", 2)
f = function("f")
I = identity("n")  # noqa: E741


def budget(work: int = 2_000_000) -> Budget:
    return Budget(work, 60.0)


def on_grid(point: Term) -> Term:
    """Vanishes exactly on {1, 2}³."""
    return sum(((point[j] - 1) ** 2 * (point[j] - 2) ** 2 for j in range(3)), number(0))


FIVE = [vector(f"w{i}", 3) for i in range(5)]

FALSE: Mapping[str, tuple[Callable[[], Relation], dict[str, int]]] = {
    # matrices
    "products_commute": (lambda: equal(A @ B, B @ A), {"n": 2}),
    "trace_is_blind_to_order": (lambda: equal(trace(A @ B @ C), trace(A @ C @ B)), {"n": 2}),
    "determinant_is_additive": (lambda: equal(det(A + B), det(A) + det(B)), {"n": 2}),
    "inverse_keeps_the_order": (
        lambda: implies([unequal(det(A), 0), unequal(det(B), 0)], equal(inverse(A @ B), inverse(A) @ inverse(B))),
        {"n": 2},
    ),
    "pseudoinverse_of_a_wide_matrix": (
        lambda: equal(Y @ pinv(X), Y @ X.T @ inverse(X @ X.T)),
        {"d": 1, "k": 1, "n": 1},
    ),
    "full_row_rank_gives_a_left_inverse": (
        lambda: implies([equal(rank(X), size("d"))], equal(pinv(X) @ X, I)),
        {"d": 1, "n": 2},
    ),
    "ridge_does_not_swap_sides": (
        lambda: equal(inverse(A @ A.T + lam * I) @ A, A @ inverse(A @ A.T + lam * I)),
        {"n": 2},
    ),
    "idempotent_is_its_pseudoinverse": (lambda: implies([equal(A @ A, A)], equal(pinv(A), A)), {"n": 2}),
    "product_of_symmetric_is_symmetric": (
        lambda: implies([equal(A, A.T), equal(B, B.T)], equal(A @ B, (A @ B).T)),
        {"n": 2},
    ),
    "orthogonal_is_symmetric": (lambda: implies([equal(A.T @ A, I)], equal(A, A.T)), {"n": 2}),
    "normal_is_symmetric": (lambda: implies([equal(A @ A.T, A.T @ A)], equal(A, A.T)), {"n": 2}),
    "left_cancellation": (lambda: implies([equal(A @ B, A @ C)], equal(B, C)), {"n": 1}),
    "rank_of_products": (lambda: equal(rank(A @ B), rank(B @ A)), {"n": 2}),
    "anticommutator_of_psd": (lambda: implies([psd(A), psd(B)], psd(A @ B + B @ A)), {"n": 2}),
    "psd_is_pd": (lambda: implies([psd(A)], pd(A)), {"n": 1}),
    "solution_of_a_singular_system": (
        lambda: implies(
            [equal(A @ vector("p", "n"), vector("b", "n"))], equal(vector("p", "n"), inverse(A) @ vector("b", "n"))
        ),
        {"n": 1},
    ),
    "residual_is_orthogonal_to_itself": (
        lambda: implies(
            [equal(matrix("E", "k", "n"), Y - matrix("W", "k", "d") @ X)], equal(matrix("E", "k", "n") @ X.T, 0)
        ),
        {"d": 1, "k": 1, "n": 1},
    ),
    # scalars
    "square_below_itself": (lambda: at_most(x**2, x), {}),
    "division_cancels": (lambda: equal(x / x, 1), {}),
    "zero_product": (lambda: implies([equal(x * y, 0)], equal(x, 0)), {}),
    "equal_squares": (lambda: iff(equal(x**2, y**2), equal(x, y)), {}),
    "root_of_a_square": (lambda: equal(sqrt(x**2), x), {}),
    "absolute_value_is_additive": (lambda: equal(absolute(x + y), absolute(x) + absolute(y)), {}),
    "relu_is_additive": (lambda: equal(relu(x + y), relu(x) + relu(y)), {}),
    "norm_is_additive": (lambda: equal(norm(u + v), norm(u) + norm(v)), {}),
    "bounded_by_fifty": (lambda: implies([less_than(0, x)], at_most(x, 50)), {}),
    "no_small_positive": (lambda: implies([less_than(0, x)], at_most(Fraction(1, 50), x)), {}),
    "positive_root_of_two": (lambda: implies([equal(x**2, 2)], less_than(0, x)), {}),
    "root_of_two_plus_one": (lambda: implies([equal(x**2, 2), less_than(0, x), equal(y, x + 1)], equal(y, 2)), {}),
    "linear_system": (lambda: implies([equal(3 * x + 2 * y, 1), equal(x - y, 5)], equal(x, 2)), {}),
    "one_of_two_branches": (lambda: implies([either(equal(x, 1), equal(x, 7))], at_most(x, 3)), {}),
    "exp_below_its_series": (lambda: at_most(exp(x), 1 + x + x**2), {}),
    "log_below_x_minus_two": (lambda: at_most(log(x), x - 2), {}),
    "tanh_is_the_identity": (lambda: equal(tanh(x), x), {}),
    "power_below_linear": (lambda: at_most(number(2) ** n, n + 1), {}),
    "sum_of_squares": (lambda: equal(summation(k, 1, n, k**2), n * (n + 1) * (2 * n + 1) / 3), {}),
    "four_solutions_at_most": (
        lambda: implies(
            [equal(on_grid(p), 0) for p in FIVE], either(*(equal(p, q) for i, p in enumerate(FIVE) for q in FIVE[:i]))
        ),
        {},
    ),
    # functions and quantifiers
    "additive_function_is_the_identity": (
        lambda: implies([forall([s, t], equal(f(s + t), f(s) + f(t)))], equal(f(x), x)),
        {},
    ),
    "convex_has_positive_curvature": (
        lambda: implies(
            [forall([x, y], at_most(f(x) + derivative(f(x), x) * (y - x), f(y)))], less_than(0, derivative(f(z), z, 2))
        ),
        {},
    ),
    "step_condition_gives_descent": (
        lambda: implies(
            [
                less_than(0, eps),
                less_than(0, derivative(f(w), w) ** 2 * derivative(f(w), w, 2)),
                at_most(eps * derivative(f(w), w, 2), 2),
            ],
            at_most(f(w - eps * derivative(f(w), w)), f(w)),
        ),
        {},
    ),
    "overparametrised_is_solvable": (lambda: exists(v, equal((v[0] ** 2 + v[1] ** 2) * x**2, y)), {}),
    "every_number_has_a_root": (lambda: exists(y, equal(y**2, x)), {}),
    "critical_is_minimal": (
        lambda: implies([equal(w**3 - w**2, 0)], minimises(w, lambda p: p**4 / 4 - p**3 / 3)),
        {},
    ),
}

QUANTIFIED = {"overparametrised_is_solvable", "every_number_has_a_root", "critical_is_minimal"}
SAMPLED = {"convex_has_positive_curvature", "additive_function_is_the_identity"}
ALGEBRAIC = {"positive_root_of_two", "root_of_two_plus_one"}


def truth(relation: Relation, instance: Instance) -> bool | None:
    exact = holds_exactly(relation, instance)
    return holds_by_balls(relation, instance, max_bits=256) if exact is None else exact


@pytest.mark.parametrize("name", FALSE)
def test_a_false_claim_falls_at_its_smallest_size(name: str) -> None:
    build, sizes = FALSE[name]
    claim = as_claim(build())
    found = counterexample(claim, seed=0, budget=budget())
    assert found is not None
    assert dict(found.sizes) == sizes
    assert set(found.values) == {symbol.data.name for symbol in claim.symbols}  # type: ignore[attr-defined]
    if name not in QUANTIFIED:
        assert truth(claim.goal, found) is False
    if name not in SAMPLED | ALGEBRAIC:
        assert all(truth(h, found) is True for h in claim.hypotheses)


TRUE: Mapping[str, Callable[[], Relation]] = {
    "push_through": lambda: equal(
        inverse(X @ X.T + lam * identity("d")) @ X, X @ inverse(X.T @ X + lam * identity("n"))
    ),
    "transpose_of_a_product": lambda: equal((A @ B).T, B.T @ A.T),
    "inverse_of_a_product": lambda: implies(
        [unequal(det(A), 0), unequal(det(B), 0)], equal(inverse(A @ B), inverse(B) @ inverse(A))
    ),
    "gram_vanishes_with_its_matrix": lambda: implies([equal(A.T @ A, 0)], equal(A, 0)),
    "gram_is_psd": lambda: psd(X @ X.T),
    "penrose": lambda: equal(pinv(X) @ X @ pinv(X), pinv(X)),
    "arithmetic_and_geometric_mean": lambda: at_most(2 * x * y, x**2 + y**2),
    "cauchy_schwarz": lambda: at_most(inner(u, v) ** 2, inner(u, u) * inner(v, v)),
    "triangle_inequality": lambda: at_most(absolute(x + y), absolute(x) + absolute(y)),
    "norm_triangle_inequality": lambda: at_most(norm(u + v), norm(u) + norm(v)),
    "relu_is_homogeneous": lambda: implies([less_than(0, y)], equal(relu(x * y), y * relu(x))),
    "cube_root_of_two": lambda: implies([equal(x**3, 2)], less_than(1, x)),
    "exp_above_its_tangent": lambda: at_most(1 + x, exp(x)),
    "tanh_below_one": lambda: less_than(tanh(x), 1),
    "sum_of_numbers": lambda: equal(summation(k, 1, n, k), n * (n + 1) / 2),
    "even_function": lambda: implies([forall(t, equal(f(t), f(-t)))], equal(derivative(f(x), x).at({x: number(0)}), 0)),
    "maximum_above_both": lambda: at_most(x + y, 2 * maximum(x, y)),
    "contradictory_hypotheses": lambda: implies([less_than(x, 0), less_than(1, x)], equal(y, 0)),
    "a_root_exists": lambda: implies([at_most(0, x)], exists(y, equal(y**3 - y, 0))),
    "ridge_minimiser": lambda: minimises(y / (1 + lam), lambda p: (p - y) ** 2 + lam * p**2),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_claim_has_no_counterexample(name: str) -> None:
    assert counterexample(as_claim(TRUE[name]()), seed=0, budget=budget(150_000)) is None


@pytest.mark.parametrize("name", ["products_commute", "anticommutator_of_psd", "additive_function_is_the_identity"])
def test_the_same_seed_gives_the_same_counterexample(name: str) -> None:
    claim = as_claim(FALSE[name][0]())
    first, second = (counterexample(claim, seed=3, budget=budget()) for _ in range(2))
    assert first is not None
    assert first == second


def test_a_spent_budget_ends_the_search() -> None:
    assert counterexample(as_claim(equal(A @ B, B @ A)), seed=0, budget=Budget(50, 60.0)) is None
    assert counterexample(as_claim(equal(A @ B, B @ A)), seed=0, budget=Budget(10**9, 0.0)) is None


def test_counterexamples_prefer_zeros_and_ones() -> None:
    found = counterexample(as_claim(equal(A @ B, B @ A)), seed=0, budget=budget())
    assert found is not None
    entries = [cell.data for value in found.values.values() for cell in value.args]
    assert set(entries) <= {0, 1}
    assert len([cell for cell in entries if cell]) == 2


M10, N10, M30 = matrix("M", 10, 10), matrix("N", 10, 10), matrix("M", 30, 30)
CHAIN = [matrix(f"W{i}", f"d{i + 1}", f"d{i}") for i in range(6)]
WIDE = function("G", 20, 3)
POINT = vector("p", 20)

LARGE: Mapping[str, Callable[[], Relation]] = {
    "ten_by_ten_commute": lambda: equal(M10 @ N10, N10 @ M10),
    "thirty_by_thirty_normal": lambda: equal(M30 @ M30.T, M30.T @ M30),
    "ten_by_ten_inverse": lambda: implies([equal(M10 @ inverse(M10), identity(10))], equal(M10, M10.T)),
    "ten_by_ten_definite": lambda: implies([pd(M10)], pd(M10 - identity(10))),
    "huge_power": lambda: at_most(x**1000000, 1),
    "chain_of_six_layers": lambda: implies([equal(CHAIN[1] @ CHAIN[0], 0)], equal(CHAIN[0], 0)),
    "long_power": lambda: equal((x + y + z + 1) ** 40, 0),
    "function_of_twenty_variables": lambda: implies([equal(WIDE(POINT), 0)], equal(POINT, 0)),
    "empty_matrix": lambda: unequal(matrix("Z", 0, 3).T @ matrix("Z", 0, 3), 0),
    "no_symbols": lambda: equal(number(1), 2),
    "natural_above_ten": lambda: implies([less_than(3, n)], at_most(n, 10)),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_or_empty_claim_is_refuted_in_time(name: str) -> None:
    claim = as_claim(LARGE[name]())
    found = counterexample(claim, seed=0, budget=Budget(2_000_000, 20.0))
    assert found is not None
    assert holds_exactly(claim.goal, found) is False


def test_a_natural_counterexample_is_the_next_number() -> None:
    found = counterexample(as_claim(LARGE["natural_above_ten"]()), seed=0, budget=budget())
    assert found is not None
    assert found.values["n"] is number(11)
