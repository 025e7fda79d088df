"""Gradients and Hessians agree with the automatic differentiation of JAX and PyTorch, where these are installed."""

import random

import numpy as np
import pytest

from symdl import PolynomialNetwork
from symdl.algebra.float_rings import FLOAT

NET = PolynomialNetwork((3, 4, 2, 1), activation=(2, 3), bias=("free", "none", "shared"))
DATA = [([1, -2, 3], [1]), ([0, 1, 1], [-2])]


def point():
    draw = random.Random(0)
    return [draw.uniform(-1, 1) for _ in NET.weights]


def loss(w, xp):
    """The square loss, written once more for arrays of another library."""
    total = 0.0
    for x, y in DATA:
        a = xp(x)
        for layer in NET.layers:
            a = w[layer.start : layer.split].reshape(layer.rows, layer.columns) @ a
            a = a + w[layer.split : layer.stop] if layer.bias_size else a
            a = a ** NET.activations[layer.number - 1].exponent if layer.number < NET.depth else a
        total = total + ((a - xp(y)) ** 2).sum()
    return total


def test_jax_agrees():
    jax = pytest.importorskip("jax")
    jax.config.update("jax_enable_x64", True)
    f, w = NET.unexpanded.loss(DATA), jax.numpy.array(point())

    def g(v):
        return loss(v, lambda values: jax.numpy.array(values, dtype=float))

    assert np.allclose(f.gradient().evaluate(point(), ring=FLOAT), jax.grad(g)(w), rtol=1e-10)
    assert np.allclose(f.hessian().evaluate(point(), ring=FLOAT), jax.hessian(g)(w), rtol=1e-9, atol=1e-9)


def test_torch_agrees():
    torch = pytest.importorskip("torch")
    f, w = NET.unexpanded.loss(DATA), torch.tensor(point(), dtype=torch.float64, requires_grad=True)

    def g(v):
        return loss(v, lambda values: torch.tensor(values, dtype=torch.float64))

    (gradient,) = torch.autograd.grad(g(w), w)
    assert np.allclose(f.gradient().evaluate(point(), ring=FLOAT), gradient.numpy(), rtol=1e-10)
    hessian = torch.autograd.functional.hessian(g, w.detach())
    assert np.allclose(f.hessian().evaluate(point(), ring=FLOAT), hessian.numpy(), rtol=1e-9, atol=1e-9)


def test_the_second_writing_is_the_loss_itself():
    """The loss of this file, at NumPy's floats, so that it is tested where no peer is installed."""
    f = NET.unexpanded.loss(DATA)
    assert loss(np.array(point()), lambda v: np.array(v, dtype=float)) == pytest.approx(f.evaluate(point(), ring=FLOAT))
