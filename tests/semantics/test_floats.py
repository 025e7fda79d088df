"""Floating-point values."""

import numpy as np
import pytest

from symdl.claims.instance import Definition
from symdl.semantics.floats import evaluate_float, to_numpy_function
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError, ShapeError
from symdl.terms.term import number

A, x, t = ops.matrix("A", "n", "n"), ops.vector("x", "n"), ops.scalar("t")
RNG = np.random.default_rng(1)
M = RNG.normal(size=(4, 4))


def test_matrix_operators_are_numpys() -> None:
    values, sizes = {"A": M}, {"n": 4}
    for term, wanted in [
        (ops.inverse(A), np.linalg.inv(M)),
        (ops.pinv(A), np.linalg.pinv(M)),
        (ops.det(A), np.linalg.det(M)),
        (ops.norm(A), np.linalg.norm(M)),
        (ops.rank(A @ A.T), 4.0),
        (ops.maximum(A, 0), np.maximum(M, 0)),
        (ops.identity("n") + ops.tanh(A), np.eye(4) + np.tanh(M)),
        (A[1, 2], M[1, 2]),
    ]:
        np.testing.assert_allclose(evaluate_float(term, values, sizes), wanted)


def test_vec_stacks_columns_and_kron_agrees_with_it() -> None:
    B, C = ops.matrix("B", 2, 3), ops.matrix("C", 3, 2)
    values = {"B": RNG.normal(size=(2, 3)), "C": RNG.normal(size=(3, 2)), "D": RNG.normal(size=(3, 3))}
    D = ops.matrix("D", 3, 3)
    left = evaluate_float(ops.vec(B @ D @ C), values)
    np.testing.assert_allclose(left, evaluate_float(ops.kron(C.T, B) @ ops.vec(D), values))


def test_a_function_reads_sizes_off_its_arrays() -> None:
    loss = to_numpy_function(ops.gradient(x.T @ A @ x, x), [A, x])
    v = RNG.normal(size=4)
    np.testing.assert_allclose(loss(M, v)[:, 0], (M + M.T) @ v)
    np.testing.assert_allclose(loss(M[:2, :2], v[:2])[:, 0], (M + M.T)[:2, :2] @ v[:2])
    with pytest.raises(ShapeError, match="expected"):
        loss(M, v[:2])
    with pytest.raises(ShapeError, match="takes 2 arrays"):
        loss(M)


def test_what_has_no_value_is_not_a_number() -> None:
    assert np.isinf(evaluate_float(1 / t, {"t": 0}))
    assert np.isnan(evaluate_float(ops.log(t), {"t": -1}))
    assert np.isnan(evaluate_float(ops.inverse(A), {"A": np.zeros((2, 2))}, {"n": 2})).all()


def test_functions_sums_and_algebraic_numbers_have_values() -> None:
    f, u, i = ops.function("f"), ops.scalar("u"), ops.scalar("i", integer=True)
    functions = {"f": Definition((u,), (ops.exp(u),))}
    assert evaluate_float(ops.gradient(f(2 * t), t), {"t": 0.5}, functions=functions) == pytest.approx(2 * np.e)
    assert evaluate_float(ops.summation(i, 1, ops.size("n"), ops.power(t, i)), {"t": 2}, {"n": 3}) == 14
    assert evaluate_float(ops.root([-2, 0, 1], 1, 2), {}) == 2**0.5
    assert evaluate_float(number(10**400), {}) == np.inf


def test_missing_values_are_named() -> None:
    with pytest.raises(OutOfScopeError, match="size n"):
        evaluate_float(A, {"A": M})
    with pytest.raises(OutOfScopeError, match="for A"):
        evaluate_float(A, {}, {"n": 4})
