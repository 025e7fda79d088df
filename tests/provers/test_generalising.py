"""Equations between derivatives at all sizes: true ones are proved, and their false twins never."""

import pytest

from symdl import equal, function, gradient, hessian, implies, inner, jacobian, matrix, scalar, vector, verify
from symdl.calculus.plain import without_derivatives

A, B, W = matrix("A", "M", "M"), matrix("B", "M", "M"), matrix("W", "M", "N")
u, v, w = vector("u", "M"), vector("v", "M"), vector("w", "M")
L, F = function("L", "M")(w), function("F", "M", "N")(w)
g, H, J = gradient(L, w), hessian(L, w), jacobian(F, w)
other = hessian(function("K", "M")(w), w)
y = vector("y", "N")

TRUE = [
    implies(equal(g, 0), equal(A @ g, 0)),
    implies(equal(H @ u, 0), equal(A @ H @ u, 0)),
    implies(equal(H @ u, 0), equal(u.T @ H, 0)),
    implies([equal(H @ u + A.T @ g, 0), equal(g, 0)], equal(H @ u, 0)),
    implies([equal(g, 0), equal(gradient(inner(g, A @ w), w), 0)], equal(H @ A @ w, 0)),
    implies(equal(H, A), equal(A.T, A)),
    implies([equal(H @ u, v), equal(H, B)], equal(B @ u, v)),
    implies(equal(J @ u, 0), equal(J.T @ J @ u, 0)),
    implies([equal(g, u), equal(A @ u, w)], equal(A @ g, w)),
]
FALSE = [
    implies(equal(H @ u, 0), equal(other @ u, 0)),
    implies(equal(H @ w, 0), equal(hessian(L, w).at({w: u}) @ u, 0)),
    implies(equal(H @ u, 0), equal(A @ u, 0)),
    implies([equal(H @ u + A @ g + v, 0), equal(g, 0)], equal(H @ u, 0)),
    implies(equal(gradient(inner(g, A @ w), w), 0), equal(H @ A @ w, 0)),
    implies([equal(g, 0), equal(gradient(inner(g, A @ w), w), 0)], equal(A @ H @ w, 0)),
    implies(equal(H, A), equal(A @ B, B @ A)),
    implies(equal(J @ u, 0), equal(J, 0)),
    implies(equal(J.T @ y, 0), equal(J @ u, 0)),
    implies(equal(g, 0), equal(H @ u, 0)),
    implies(equal(A @ g, 0), equal(g, 0)),
]


@pytest.mark.parametrize("relation", TRUE, ids=repr)
def test_equations_between_derivatives_hold_at_all_sizes(relation):
    verdict = verify(relation)
    assert (verdict.word, verdict.scope) == ("PROVED", "all sizes")


@pytest.mark.parametrize("relation", FALSE, ids=repr)
def test_false_twins_are_never_proved(relation):
    assert verify(relation, seconds=3).word != "PROVED"


def test_the_gradient_of_a_gradient_is_the_hessian():
    assert without_derivatives(gradient(inner(g, u), w)) == hessian(L, w) @ u
    assert repr(without_derivatives(gradient(inner(g, A @ w), w))) == "Aᵀ@(∇_w L(w)) + (∇²_w L(w))@A@w"
    x = scalar("x")
    assert verify(equal(gradient(inner(g, u) * x, w), x * H @ v)).word == "REFUTED"
