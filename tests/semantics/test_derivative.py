"""Derivatives as terms: against finite differences, against SymPy, and where they exist."""

from collections.abc import Callable

import numpy as np
import pytest
import sympy as sp

from symdl.claims.instance import Definition, Instance
from symdl.semantics.derivative import differentiate, expanded, without_derivatives
from symdl.semantics.entries import entries_of
from symdl.semantics.evaluation import Undefined
from symdl.semantics.exact import evaluate_exact
from symdl.semantics.floats import evaluate_float
from symdl.semantics.partials import as_partial
from symdl.semantics.substitution import walk
from symdl.semantics.sympy import to_sympy
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError
from symdl.terms.term import Term, number

A, B = ops.matrix("A", 3, 3), ops.matrix("B", 3, 3)
C = ops.matrix("C", 2, 3)
x, y = ops.vector("x", 3), ops.vector("y", 3)
t, s = ops.scalar("t"), ops.scalar("s")
k = ops.scalar("k", natural=True)
i = ops.scalar("i", integer=True)
RNG = np.random.default_rng(0)
POINT = {
    "A": RNG.normal(size=(3, 3)) + 3 * np.eye(3),
    "B": RNG.normal(size=(3, 3)),
    "C": RNG.normal(size=(2, 3)),
    "x": RNG.normal(size=(3, 1)),
    "y": RNG.normal(size=(3, 1)),
    "t": 0.7,
    "s": 1.3,
    "k": 3.0,
}

SMOOTH = {
    "a squared norm": (ops.norm(A @ x - y) ** 2, A),
    "a norm": (ops.norm(A @ B), A),
    "a cubed norm": (ops.norm(x) ** 3, x),
    "a determinant": (ops.det(A), A),
    "a trace of an inverse": (ops.trace(ops.inverse(A) @ B), A),
    "the logarithm of a determinant": (ops.log(ops.det(A.T @ A)), A),
    "a quadratic form": (x.T @ A @ x, x),
    "a Kronecker product": (ops.trace(ops.kron(A, B) @ ops.kron(B, A)), B),
    "vec and diag": (ops.inner(ops.vec(A), ops.vec(ops.diag(x))), x),
    "entrywise functions": (ops.ones(3).T @ ops.tanh(ops.exp(A)) @ x, A),
    "an entrywise logarithm": (ops.inner(ops.log(ops.hadamard(x, x)), y), x),
    "an entrywise root": (ops.inner(ops.sqrt(ops.hadamard(x, x)), y), x),
    "a maximum": (ops.inner(ops.maximum(x, y), ops.minimum(x, 2 * y)), x),
    "an absolute value": (ops.absolute(x[0]) * ops.absolute(x[1]) ** 3, x),
    "a sigmoid": (ops.sigmoid(ops.inner(x, y)), x),
    "a symbolic power": (ops.power(t * s, k), t),
    "a sum": (ops.summation(i, 1, 4, ops.exp(t / i) * i), t),
    "a rectangular product": (ops.norm(C @ x) ** 2 + ops.trace(C.T @ C), C),
    "an array": (ops.det(ops.array([[t, s], [t * s, t**3]])), t),
    "an inner gradient": (ops.norm(ops.gradient(ops.norm(A @ x) ** 2, x)) ** 2, x),
}


def finite_difference(f: Callable[[np.ndarray], float], at: np.ndarray) -> np.ndarray:
    slopes = np.zeros_like(at)
    for place in np.ndindex(at.shape):
        step = np.zeros_like(at)
        step[place] = 1e-5
        slopes[place] = (f(at + step) - f(at - step)) / 2e-5
    return slopes


@pytest.mark.parametrize("name", SMOOTH)
def test_a_gradient_is_the_limit_of_difference_quotients(name: str) -> None:
    term, variable = SMOOTH[name]
    at = np.asarray(POINT[variable.data.name], dtype=float)
    found = evaluate_float(ops.gradient(term, variable), POINT)
    wanted = finite_difference(lambda p: evaluate_float(term, {**POINT, variable.data.name: p}), at)
    np.testing.assert_allclose(np.reshape(found, at.shape), wanted, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("name", SMOOTH)
def test_writing_out_a_gradient_keeps_its_value(name: str) -> None:
    term, variable = SMOOTH[name]
    gradient = ops.gradient(term, variable)
    np.testing.assert_allclose(evaluate_float(expanded(gradient), POINT), evaluate_float(gradient, POINT), rtol=1e-9)


SCALAR = {
    "a quotient": (t**3 - s) / (t**2 + 1),
    "a composition": ops.exp(ops.tanh(s * t**2)) * ops.log(t),
    "a root": ops.sqrt(1 + t**4) / t,
    "negative powers": t**-3 + (s + t) ** -2,
}


@pytest.mark.parametrize("name", SCALAR)
@pytest.mark.parametrize("order", [1, 2, 3])
def test_derivatives_agree_with_sympy(name: str, order: int) -> None:
    term = SCALAR[name]
    found = to_sympy(ops.derivative(term, t, order))
    wanted = sp.diff(to_sympy(term), to_sympy(t), order)
    point = {to_sympy(t): sp.Rational(2, 3), to_sympy(s): sp.Rational(-5, 4)}
    assert abs(sp.N((found - wanted).xreplace(point), 40)) < sp.Float("1e-25")


def test_a_hessian_is_symmetric_and_a_jacobian_has_rows_of_gradients() -> None:
    hessian = evaluate_float(ops.hessian(ops.norm(A @ ops.tanh(x)) ** 2, x), POINT)
    np.testing.assert_allclose(hessian, hessian.T, rtol=1e-12)
    jacobian = evaluate_float(ops.jacobian(C @ x, x), POINT)
    np.testing.assert_allclose(jacobian, POINT["C"])


def test_the_square_of_a_norm_has_a_gradient_at_zero_and_the_norm_has_none() -> None:
    origin = Instance(values={"x": ops.array([0, 0, 0])})
    assert evaluate_exact(ops.gradient(ops.norm(x) ** 2, x), origin) == ((0,), (0,), (0,))
    with pytest.raises(Undefined):
        evaluate_exact(ops.gradient(ops.norm(x), x), origin)


@pytest.mark.parametrize("build", [ops.absolute, ops.sign, lambda u: ops.maximum(0, u), lambda u: ops.minimum(0, u)])
def test_a_kink_has_no_derivative(build: Callable[[Term], Term]) -> None:
    slope = ops.gradient(build(t), t)
    with pytest.raises(Undefined):
        evaluate_exact(slope, Instance(values={"t": number(0)}))
    assert evaluate_exact(slope, Instance(values={"t": number(-2)})) in (-1, 0, 1)


def test_a_kink_that_the_variable_does_not_reach_is_harmless() -> None:
    slope = ops.gradient(t**2 * ops.absolute(s), t)
    assert evaluate_exact(slope, Instance(values={"t": number(3), "s": number(0)})) == 0


def test_a_kink_inside_a_sum_is_seen() -> None:
    slope = ops.gradient(ops.summation(i, 1, 3, ops.absolute(t - i)), t)
    with pytest.raises(Undefined):
        evaluate_exact(slope, Instance(values={"t": number(2)}))
    assert evaluate_exact(slope, Instance(values={"t": number("5/2")})) == 1


def test_a_derivative_is_undefined_where_its_function_is() -> None:
    with pytest.raises(Undefined):
        evaluate_exact(ops.gradient(ops.log(t), t), Instance(values={"t": number(-1)}))
    with pytest.raises(Undefined):
        evaluate_exact(ops.gradient(t + 1 / s, t), Instance(values={"t": number(1), "s": number(0)}))


def test_the_power_zero_has_derivative_zero_at_zero() -> None:
    instance = Instance(values={"t": number(0), "k": number(0)})
    assert evaluate_exact(ops.gradient(ops.power(t, k), t), instance) == 0


def test_derivatives_of_a_scalar_function_count_orders() -> None:
    f = ops.function("f")
    assert differentiate(f(t), t) is ops.apply(f, t, orders=(1,))
    assert differentiate(f(t), t, number(3)) is 3 * ops.apply(f, t, orders=(1,))
    g = ops.function("g", arity=2)
    assert differentiate(g(t, s), s) is ops.apply(g, t, s, orders=(0, 1))


def test_mixed_partials_of_a_declared_function_are_one_term() -> None:
    table = entries_of(ops.hessian(ops.function("L", 3)(x), x))
    assert table[0][1] is table[1][0]
    assert as_partial(table[0][1]) is not None
    assert as_partial(table[0][0]) != as_partial(table[0][1])


def test_the_chain_rule_of_a_vector_function_agrees_with_its_definition() -> None:
    F = ops.function("F", 3, 2)
    z = ops.vector("z", 3)
    bodies = (z[0] * z[1] ** 2, ops.inner(z, z) * z[2])
    values = {"x": ops.array([1, 2, 3]), "A": ops.array([[1, 0, 2], [0, 1, 1], [3, 1, 0]])}
    instance = Instance(values=values, functions={"F": Definition((z,), bodies)})
    by_hand = ops.array(list(bodies))
    for term in (ops.jacobian(F(A @ x), x), ops.hessian(F(A @ x)[1], x)):
        symbolic = without_derivatives(term)
        assert any(as_partial(part) for part in walk(symbolic))
        assert evaluate_exact(symbolic, instance) == evaluate_exact(term, instance)
    at = {z: A @ x}
    assert evaluate_exact(ops.jacobian(F(A @ x), x), instance) == evaluate_exact(
        ops.evaluated_at(ops.jacobian(by_hand, z), at) @ A, instance
    )


def test_a_scalar_derivative_works_at_symbolic_size() -> None:
    M = ops.matrix("M", "n", "n")
    slope = differentiate(ops.inverse(ops.identity("n") + t * M), t)
    inverse = ops.inverse(ops.identity("n") + t * M)
    assert slope is -(inverse @ M @ inverse)


@pytest.mark.parametrize("term", [ops.rank(A), ops.trace(ops.pinv(A))])
def test_a_rank_and_a_pseudoinverse_are_not_differentiated(term: Term) -> None:
    with pytest.raises(OutOfScopeError, match="no derivative"):
        without_derivatives(ops.gradient(term, A))
    assert differentiate(t * term, t) is term


def test_a_gradient_by_a_symbol_of_symbolic_size_is_out_of_scope() -> None:
    w = ops.vector("w", "n")
    with pytest.raises(OutOfScopeError, match="integer sizes"):
        without_derivatives(ops.gradient(ops.norm(w) ** 2, w))
