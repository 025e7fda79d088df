"""Shapes that do not fit: the message names both terms and both shapes, and the next step."""

import re
from collections.abc import Callable

import pytest

from symdl.terms import operators as ops
from symdl.terms.errors import ShapeError
from symdl.terms.relation import at_most, equal, minimises, psd
from symdl.terms.term import Term, number

A, B = ops.matrix("A", "d", "n"), ops.matrix("B", "n", "d")
S = ops.matrix("S", "n", "n")
u, v = ops.vector("u", "n"), ops.vector("v", "m")
x = ops.scalar("x")


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: A + B, "Cannot add A (d × n) and B (n × d): shapes differ; transpose"),
        (lambda: A - B, "Cannot subtract A (d × n) and B (n × d): shapes differ; transpose"),
        (lambda: 1 + S, "Cannot add 1 (scalar) and S (n × n)"),
        (lambda: A @ A, "Cannot multiply A (d × n) by A (d × n): n columns meet d rows; transpose"),
        (lambda: A * B, "A is d × n and B is n × d; use @ for the matrix product or hadamard"),
        (lambda: ops.hadamard(A, B), "Cannot multiply entrywise A (d × n) and B (n × d)"),
        (lambda: ops.inner(u, v), "Cannot take the inner product of u (n × 1) and v (m × 1)"),
        (lambda: equal(A, B), "Cannot compare A (d × n) with B (n × d): shapes differ; transpose"),
        (lambda: ops.maximum(A, B), "Cannot compare A (d × n) and B (n × d)"),
        (lambda: x.at({x: u}), "Cannot replace x (scalar) and u (n × 1)"),
        (lambda: ops.inverse(A), "An inverse needs a square matrix, but A is d × n"),
        (lambda: ops.trace(A), "A trace needs a square matrix, but A is d × n"),
        (lambda: ops.det(A), "A determinant needs a square matrix, but A is d × n"),
        (lambda: A**2, "A power needs a square matrix, but A is d × n"),
        (lambda: psd(A), "A definite matrix is square, but A is d × n"),
        (lambda: at_most(0, A), "A side of ≤ must be a scalar, but A is d × n"),
        (lambda: x / A, "A denominator must be a scalar, but A is d × n"),
        (lambda: A**x, "A power needs a square matrix, but A is d × n"),
        (lambda: ops.diag(A), "diag takes a column, but A is d × n"),
        (lambda: ops.gradient(A, x), "The function of a gradient must be a scalar, but A is d × n"),
        (lambda: ops.gradient(x**2, x**2), "A derivative is taken by a symbol, but x^2 is none"),
        (lambda: ops.differential(A, u, v), "Cannot differentiate along u (n × 1) and v (m × 1)"),
        (lambda: A[0], "A is d × n; take an entry with two indices"),
        (lambda: ops.matrix("C", 2, 3)[0, 3], "C is 2 × 3 and has no entry (0, 3); indices are integers from 0"),
        (lambda: u["0"], "u is n × 1 and has no entry ('0', 0)"),  # type: ignore[index]
        (lambda: ops.array([[1, 2], [3]]), "Rows of an explicit matrix must have one length; here they have [1, 2]"),
        (lambda: ops.array([]), "An explicit matrix needs a row; write zeros(0, n)"),
        (lambda: minimises(A @ u, x), "minimises(x, f): f must be a function, or x a symbol"),
    ],
)
def test_a_shape_error_names_the_terms_their_shapes_and_the_next_step(build: Callable[[], object], said: str) -> None:
    with pytest.raises(ShapeError, match=re.escape(said)):
        build()


@pytest.mark.parametrize(
    ("term", "shape"),
    [
        (A.T @ A, ("n", "n")),
        (2 * u.T @ S @ u, (1, 1)),
        (u @ v.T, ("n", "m")),
        (ops.kron(ops.zeros(2, 3), ops.ones(4, 5)), (8, 15)),
        (ops.vec(ops.ones(2, 3)), (6, 1)),
        (ops.jacobian(A @ u, u), ("d", "n")),
        (ops.hessian(ops.norm(u) ** 2, u), ("n", "n")),
        (ops.diag(u), ("n", "n")),
        (S**-2, ("n", "n")),
    ],
)
def test_the_shape_is_that_of_the_mathematics(term: Term, shape: tuple[int | str, int | str]) -> None:
    assert term.shape == shape


def test_matrices_without_rows_have_a_shape() -> None:
    Z = ops.matrix("Z", 0, 3)
    assert (Z.T @ Z).shape == (3, 3)
    assert (Z @ Z.T).shape == (0, 0)
    assert ops.array([[], []]).shape == (2, 0)
    assert ops.trace(Z @ Z.T).shape == (1, 1)


def test_zero_may_stand_for_a_zero_matrix() -> None:
    assert equal(A, 0) == equal(A, ops.zeros("d", "n"))
    assert A + 0 is A
    assert 0 * A is ops.zeros("d", "n")


def test_a_root_of_a_matrix_is_not_its_entries_roots() -> None:
    with pytest.raises(ShapeError, match="The base of the power 1/2 must be a scalar, but S is n × n"):
        ops.power(S, number("1/2").data)
