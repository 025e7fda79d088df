"""Derivatives in floats agree with SciPy's differences, with complex steps, and with JAX and PyTorch where these are installed."""

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import check_grad
from scipy.optimize._numdiff import approx_derivative

from symdl import PolynomialNetwork
from symdl.algebra.float_rings import COMPLEX, FLOAT

Z = sp.Symbol("z")
STEP = 1e-40
"""Of complex differences, which cancel nothing and so may be as small as this."""


@st.composite
def problems(draw):
    """A network, data and a point: (net, [(x, y), …], weights)."""
    depth = draw(st.integers(1, 3))
    widths = draw(st.lists(st.integers(1, 3), min_size=depth + 1, max_size=depth + 1))
    activations = [draw(st.sampled_from([1, 2, 3, Z**2 - Z, Z**3 / 2 + 1])) for _ in range(depth - 1)]
    net = PolynomialNetwork(
        widths, activations, [draw(st.sampled_from(["none", "free", "shared"])) for _ in range(depth)]
    )
    numbers = np.random.default_rng(draw(st.integers(0, 10**6)))
    data = [
        (list(map(int, numbers.integers(-2, 3, widths[0]))), list(map(int, numbers.integers(-2, 3, widths[-1]))))
        for _ in range(draw(st.integers(1, 2)))
    ]
    return net, data, numbers.uniform(-1, 1, net.weight_count)


def floats(values):
    return list(map(float, values))


def close(found, expected, *, digits):
    """Equal to so many digits of the largest entry."""
    expected = np.asarray(expected)
    return np.allclose(found, expected, rtol=0, atol=10.0**-digits * (1 + np.abs(expected).max(initial=0)))


@given(problems())
@settings(max_examples=25, deadline=None)
def test_gradients_pass_the_check_of_scipy(problem):
    net, data, w = problem
    f = net.unexpanded.loss(data, ridge=1)
    slope = f.gradient()
    error = check_grad(
        lambda v: f.evaluate(floats(v), ring=FLOAT), lambda v: np.array(slope.evaluate(floats(v), ring=FLOAT)), w
    )
    scale = 1 + np.abs(f.hessian().evaluate(floats(w), ring=FLOAT)).max() + abs(f.evaluate(floats(w), ring=FLOAT))
    assert error < 1e-6 * scale


@given(problems())
@settings(max_examples=25, deadline=None)
def test_jacobians_and_hessians_are_those_of_three_point_differences(problem):
    net, data, w = problem
    inputs = [x for x, _ in data]

    def outputs(v):
        return np.array([value for x in inputs for value in net.evaluate(floats(v), x, ring=FLOAT)])

    exact = net.unexpanded.jacobian(inputs, floats(w), ring=FLOAT)
    assert close(approx_derivative(outputs, w, method="3-point").reshape(np.shape(exact)), exact, digits=4)
    f = net.unexpanded.loss(data, ridge=1)
    slope = f.gradient()
    differences = approx_derivative(lambda v: np.array(slope.evaluate(floats(v), ring=FLOAT)), w, method="3-point")
    hessian = f.hessian().evaluate(floats(w), ring=FLOAT)
    assert close(differences.reshape(np.shape(hessian)), hessian, digits=4)


@given(problems())
@settings(max_examples=25, deadline=None)
def test_gradients_and_hessians_are_those_of_the_complex_step(problem):
    """Im g(w + ih)/h is the derivative of g with an error of order h², here below every rounding."""
    net, data, w = problem
    f = net.unexpanded.loss(data, ridge=1)
    slope, hessian = f.gradient(), f.hessian().evaluate(floats(w), ring=FLOAT)
    steps = [[complex(v, STEP if i == k else 0) for i, v in enumerate(w)] for k in range(len(w))]
    values = [f.evaluate(step, ring=COMPLEX).imag / STEP for step in steps]
    assert close(values, slope.evaluate(floats(w), ring=FLOAT), digits=12)
    assert close([[g.imag / STEP for g in slope.evaluate(step, ring=COMPLEX)] for step in steps], hessian, digits=12)


@given(problems())
@settings(max_examples=15, deadline=None)
def test_expanded_polynomials_have_the_same_floats(problem):
    net, data, w = problem
    if net.degree() <= 7:
        f, g = net.loss(data, ridge=1), net.unexpanded.loss(data, ridge=1)
        point = floats(w)
        gradient = g.gradient().evaluate(point, ring=FLOAT)
        assert close(f.gradient().evaluate(point, ring=FLOAT), gradient, digits=9)


def written_again(net, data, w, array):
    """The square loss with λ = 1, written once more for arrays of another library."""
    total = (w**2).sum()
    for x, y in data:
        a = array(x)
        for layer in net.layers:
            a = w[layer.start : layer.split].reshape(layer.rows, layer.columns) @ a
            a = a + w[layer.split : layer.stop] if layer.bias_size else a
            if layer.number < net.depth:
                a = sum(
                    float(c.p) / float(c.q) * a**k
                    for k, c in enumerate(net.activations[layer.number - 1].coefficients)
                    if c
                )
        total = total + ((a - array(y)) ** 2).sum()
    return total


def agrees_with(problem, value, gradient, hessian):
    net, data, w = problem
    f = net.unexpanded.loss(data, ridge=1)
    assert close(value, f.evaluate(floats(w), ring=FLOAT), digits=10)
    assert close(gradient, f.gradient().evaluate(floats(w), ring=FLOAT), digits=10)
    assert close(hessian, f.hessian().evaluate(floats(w), ring=FLOAT), digits=10)


@given(problems())
@settings(max_examples=15, deadline=None)
def test_the_second_writing_is_the_loss_itself(problem):
    """The loss of this file, at NumPy's floats, so that it is tested where no peer is installed."""
    net, data, w = problem
    value = net.unexpanded.loss(data, ridge=1).evaluate(floats(w), ring=FLOAT)
    assert close(written_again(net, data, w, lambda v: np.array(v, dtype=float)), value, digits=10)


def test_jax_agrees():
    jax = pytest.importorskip("jax")
    jax.config.update("jax_enable_x64", True)

    @given(problems())
    @settings(max_examples=10, deadline=None, database=None)
    def agree(problem):
        net, data, w = problem

        def g(v):
            return written_again(net, data, v, lambda values: jax.numpy.array(values, dtype=float))

        at = jax.numpy.array(w)
        agrees_with(problem, g(at), jax.grad(g)(at), jax.hessian(g)(at))

    agree()


def test_torch_agrees():
    torch = pytest.importorskip("torch")

    @given(problems())
    @settings(max_examples=10, deadline=None, database=None)
    def agree(problem):
        net, data, w = problem

        def g(v):
            return written_again(net, data, v, lambda values: torch.tensor(values, dtype=torch.float64))

        at = torch.tensor(w, requires_grad=True)
        value = g(at)
        (gradient,) = torch.autograd.grad(value, at)
        hessian = torch.autograd.functional.hessian(g, at.detach())
        agrees_with(problem, value.detach().numpy(), gradient.numpy(), hessian.numpy())

    agree()
