"""Hypotheses that can hold get an instance on which they do; those that cannot get none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

from symdl.algebra.budget import Budget
from symdl.claims.claim import as_claim
from symdl.refuters.instances import satisfying_instance
from symdl.refuters.sampling import drawn_instances
from symdl.semantics.exact import holds_exactly
from symdl.terms.operators import (
    absolute,
    array,
    derivative,
    det,
    exp,
    function,
    gradient,
    identity,
    inner,
    inverse,
    matrix,
    norm,
    pinv,
    rank,
    relu,
    scalar,
    sigmoid,
    size,
    summation,
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
    implies,
    less_than,
    minimises,
    pd,
    psd,
    unequal,
)
from symdl.terms.term import number

A, B, Q = (matrix(name, "n", "n") for name in "ABQ")
X, Y, W, E = matrix("X", "d", "n"), matrix("Y", "k", "n"), matrix("W", "k", "d"), matrix("E", "k", "n")
w, b = vector("w", "n"), vector("b", "n")
x, y, s, t = (scalar(name) for name in "xyst")
lam = scalar("lam", positive=True)
m, i = scalar("m", natural=True), scalar("i", natural=True)
f, g = function("f"), function("g", arity=2)
F = function("F", "M", "N")
I = identity("n")  # noqa: E741

HYPOTHESES: Mapping[str, Callable[[], list[Relation]]] = {
    "none": list,
    "matrix_system": lambda: [equal(A @ w, b), unequal(det(A), 0)],
    "definition": lambda: [equal(E, Y - W @ X)],
    "normal_equations": lambda: [equal((Y - W @ X) @ X.T, lam * W)],
    "symmetric_positive_definite": lambda: [pd(A), psd(B), equal(A @ B, B @ A)],
    "orthogonal_with_determinant_minus_one": lambda: [equal(Q.T @ Q, I), equal(det(Q), -1)],
    "orthogonal_and_symmetric": lambda: [equal(Q.T @ Q, I), equal(Q, Q.T), unequal(Q, I)],
    "idempotent_not_symmetric": lambda: [equal(A @ A, A), unequal(A, A.T)],
    "nilpotent": lambda: [equal(A @ A, 0), unequal(A, 0)],
    "full_row_rank": lambda: [equal(rank(X), size("d"))],
    "deficient_rank": lambda: [less_than(rank(A), size("n")), unequal(A, 0)],
    "penrose_equations": lambda: [equal(A @ B @ A, A), equal(B @ A @ B, B), equal((A @ B).T, A @ B), unequal(A, 0)],
    "projector_from_pseudoinverse": lambda: [equal(B, A @ pinv(A)), unequal(B, I), unequal(B, 0)],
    "inverse_pair": lambda: [equal(B, inverse(A)), unequal(A, I)],
    "unit_vector": lambda: [equal(norm(w), 1), unequal(w[0], 1)],
    "orthogonal_vectors": lambda: [equal(inner(w, b), 0), unequal(w, 0), unequal(b, 0)],
    "trace_and_determinant": lambda: [equal(trace(A), 5), equal(det(A), 6)],
    "half_open_interval": lambda: [less_than(Fraction(1, 3), x), at_most(x, Fraction(2, 5))],
    "large_and_small": lambda: [less_than(40, x), less_than(0, y), less_than(x * y, 1)],
    "disjunction": lambda: [either(equal(x, -3), equal(x, 8)), less_than(0, x)],
    "zero_product": lambda: [equal(x * y, 0), equal(x + y, 5), less_than(0, y)],
    "pythagorean": lambda: [equal(x**2 + y**2, 1), unequal(x, 0), unequal(y, 0)],
    "absolute_value": lambda: [equal(absolute(x), 3), less_than(x, 0)],
    "active_unit": lambda: [equal(relu(x), 2), equal(relu(y), 0), less_than(y, 0)],
    "division": lambda: [equal(1 / x + 1 / y, 1), unequal(x, y)],
    "exp_of_a_definition": lambda: [equal(y, exp(x)), equal(s, sigmoid(x))],
    "existence": lambda: [exists(t, equal(t**2, x)), less_than(1, x)],
    "minimiser": lambda: [minimises(x, lambda p: (p - y) ** 2 + lam * p**2), unequal(y, 0)],
    "sum_with_a_bound": lambda: [equal(summation(i, 1, m, i), 6)],
    "additive_function": lambda: [forall([s, t], equal(f(s + t), f(s) + f(t))), equal(f(number(1)), 2)],
    "even_function": lambda: [forall(t, equal(f(t), f(-t))), equal(f(number(1)), f(number(0)) + 1)],
    "differential_equation": lambda: [forall(t, equal(derivative(f(t), t), 2 * t)), equal(f(number(0)), 3)],
    "symmetric_function": lambda: [forall([s, t], equal(g(s, t), g(t, s))), unequal(g(x, y), g(x, x))],
    "convex_function": lambda: [
        forall([s, t], at_most(f(s) + derivative(f(s), s) * (t - s), f(t))),
        less_than(f(x), 0),
    ],
    "interpolation": lambda: [equal(F(vector("v", "M")), vector("u", "N")), unequal(vector("u", "N"), 0)],
    "critical_point": lambda: [equal(gradient(inner(w, w) - 2 * inner(b, w), w), 0), unequal(b, 0)],
}

UNDECIDED = {
    "existence",
    "minimiser",
    "additive_function",
    "even_function",
    "differential_equation",
    "symmetric_function",
}
UNDECIDED |= {"convex_function"}


@pytest.mark.parametrize("name", HYPOTHESES)
def test_hypotheses_that_can_hold_get_an_instance(name: str) -> None:
    claim = as_claim(implies(HYPOTHESES[name](), equal(x, x)))
    found = satisfying_instance(claim, seed=0, budget=Budget(2_000_000, 60.0))
    assert found is not None
    assert set(found.values) == {symbol.data.name for symbol in claim.symbols}  # type: ignore[attr-defined]
    wanted = {True, None} if name in UNDECIDED else {True}
    assert all(holds_exactly(h, found) in wanted for h in claim.hypotheses)


@pytest.mark.parametrize(
    "hypotheses",
    [
        [less_than(x, 0), less_than(1, x)],
        [equal(x**2, -1)],
        [equal(A.T @ A, -I)],
        [equal(x, 1), equal(x, 2)],
        [equal(exp(x), -1)],
        [forall(t, equal(f(t), t)), equal(f(number(2)), 5)],
    ],
)
def test_contradictory_hypotheses_get_none(hypotheses: list[Relation]) -> None:
    claim = as_claim(implies(hypotheses, equal(y, y)))
    assert satisfying_instance(claim, seed=0, budget=Budget(200_000, 60.0)) is None


def test_an_extra_relation_holds_too() -> None:
    claim = as_claim(equal(A @ inverse(A), I))
    found = satisfying_instance(claim, seed=0, budget=Budget(500_000, 60.0), extra=unequal(det(A), 0))
    assert found is not None
    assert holds_exactly(unequal(det(A), 0), found) is True


def test_an_irrational_root_is_an_isolated_algebraic_number() -> None:
    claim = as_claim(implies([equal(x**3, 2), equal(y, x + 1)], less_than(0, y)))
    found = satisfying_instance(claim, seed=0, budget=Budget(500_000, 60.0))
    assert found is not None
    assert found.values["x"].op == "root"
    assert found.values["x"].data == ((-2, 0, 0, 1), 1, 2)


def test_drawn_instances_differ_and_satisfy_the_hypotheses() -> None:
    claim = as_claim(implies([equal(A @ w, b), unequal(det(A), 0)], equal(w, inverse(A) @ b)))
    drawn = [
        found for found, _ in zip(drawn_instances(claim, seed=0, budget=Budget(10**6, 60.0)), range(12), strict=False)
    ]
    assert len(drawn) == 12
    assert len({str(found.to_json()) for found in drawn}) == 12
    assert all(holds_exactly(h, found) is True for found in drawn for h in claim.hypotheses)


def test_a_zero_sized_matrix_is_no_obstacle() -> None:
    empty = matrix("Z", 0, 2)
    found = satisfying_instance(as_claim(equal(empty.T @ empty, array([[0, 0], [0, 0]]))), budget=Budget(10**5, 60.0))
    assert found is not None
    assert found.values["Z"].shape == (0, 2)
