"""Expanded polynomials and exact differentiation are two modes of one network, and agree with SymPy."""

import random
from fractions import Fraction
from functools import partial

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symdl import BudgetError, LinearNetwork, PolynomialNetwork, SymdlError, scalar, verify
from symdl.algebra.float_rings import FLOAT, Balls
from symdl.algebra.rings import QQ, PrimeField
from symdl.networks.expansion import term_bound

Z = sp.Symbol("z")
ACTIVATIONS = st.sampled_from([1, 2, 3, Z**2 + Z, Z**2 / 2 - 1, Z**3 - Z])


@st.composite
def networks(draw):
    depth = draw(st.integers(1, 3))
    widths = draw(st.lists(st.integers(1, 2), min_size=depth + 1, max_size=depth + 1))
    activations = draw(
        st.lists(
            ACTIVATIONS if depth < 3 else st.sampled_from([1, 2, Z**2 + Z]), min_size=depth - 1, max_size=depth - 1
        )
    )
    biases = draw(st.lists(st.sampled_from(["none", "free", "shared"]), min_size=depth, max_size=depth))
    return PolynomialNetwork(widths, activations, biases)


def value(coefficients, v):
    """A polynomial with these coefficients at v."""
    return sum((sp.Rational(int(c.p), int(c.q)) * v**k for k, c in enumerate(coefficients)), sp.Integer(0))


def through_sympy(net):
    """The outputs by SymPy's own matrices."""
    symbols = {w: sp.Symbol(w.name, real=True) for w in (*net.weights, *net.inputs)}
    a = sp.Matrix([symbols[x] for x in net.inputs])
    for layer in net.layers:
        z = sp.Matrix(layer.rows, layer.columns, [symbols[w] for w in layer.matrix]) * a
        bias = [symbols[b] for b in layer.biases] * (layer.rows if layer.bias == "shared" else 1)
        z = z + sp.Matrix(bias) if bias else z
        if layer.number < net.depth:
            c = net.activations[layer.number - 1].coefficients
            a = z.applyfunc(partial(value, c))
        else:
            a = z
    return [sp.expand(f) for f in a]


@given(networks(), st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_expansion_agrees_with_sympy_and_with_exact_differentiation(net, seed):
    agrees(net, seed)


@pytest.mark.slow
@given(networks(), st.integers(0, 10**6))
@settings(max_examples=200, deadline=None)
def test_both_modes_agree_with_sympy_on_200_networks(net, seed):
    agrees(net, seed)


def agrees(net, seed):
    """Degree, number of terms and one derivative of each order; both modes at a random point."""
    draw = random.Random(seed)
    expected = through_sympy(net)
    for k, (f, g) in enumerate(zip(net.output(), expected, strict=True)):
        assert sp.expand(f.to_sympy() - g) == 0
        symbols = [sp.Symbol(v.name, real=True) for v in f.variables]
        polynomial = sp.Poly(g, *symbols)
        assert len(f) == len(polynomial.terms()) <= term_bound(net)
        assert f.degree(net.weights) == net.degree()
        assert f.degree(net.inputs) == net.degree("inputs")
        i, j = draw.randrange(len(net.weights)), draw.randrange(len(net.weights))
        assert sp.expand(f.gradient()[i].to_sympy() - sp.diff(g, symbols[i])) == 0
        assert sp.expand(f.hessian()[i, j].to_sympy() - sp.diff(g, symbols[i], symbols[j])) == 0
        point = [Fraction(draw.randint(-3, 3), draw.randint(1, 2)) for _ in f.variables]
        lazy = net.unexpanded.output()[k]
        assert f.evaluate(point) == lazy.evaluate(point)
        assert f.gradient(f.variables).evaluate(point) == lazy.gradient(f.variables).evaluate(point)
        unit = [int(m == i) for m in range(len(net.weights))]
        assert f.hessian().evaluate(point)[i] == lazy.hessian().times(unit, point)


DATA = [([1, -2], [3]), ([Fraction(1, 2), 0], [-1])]


@pytest.mark.parametrize("ridge", [0, 2, [1, Fraction(1, 3)], [1, 2, 3, 4, 5, 6], Fraction(1, 2)])
def test_both_modes_have_one_loss(ridge):
    net = PolynomialNetwork((2, 2, 1), activation=2)
    expanded, lazy = net.loss(DATA, ridge=ridge), net.unexpanded.loss(DATA, ridge=ridge)
    point = [1, Fraction(-1, 2), 2, 0, 3, Fraction(1, 3)]
    for ring in (QQ, PrimeField(10_007)):
        assert expanded.evaluate(point, ring=ring) == lazy.evaluate(point, ring=ring)
        assert expanded.gradient().evaluate(point, ring=ring) == lazy.gradient().evaluate(point, ring=ring)
        assert expanded.hessian().evaluate(point, ring=ring) == lazy.hessian().evaluate(point, ring=ring)
        step = [1, 0, Fraction(-1, 3), 2, 0, 1]
        assert lazy.gradient().times(step, point, ring=ring) == sum(
            (ring.convert(s) * g for s, g in zip(step, expanded.gradient().evaluate(point, ring=ring), strict=True)),
            ring.convert(0),
        )
    assert lazy.gradient("W2").times({"W2_1_1": 1, "W2_1_2": 0}, point) == lazy.gradient("W2").evaluate(point)[0]
    assert lazy.expanded() == expanded
    assert list(net.critical_equations(DATA, ridge=ridge)) == list(expanded.gradient())
    assert lazy.gradient().evaluate(point, ring=FLOAT) == pytest.approx(
        [float(g) for g in expanded.gradient().evaluate(point)]
    )


def test_fractions_anywhere_make_a_loss_rational():
    net, whole = PolynomialNetwork((2, 2, 1), activation=2), [([1, -2], [3])]
    assert net.loss(whole, ridge=2).ring.integral
    assert net.loss(net.symbolic_data(2), ridge=sp.Symbol("lam")).ring.integral
    for other, data, ridge in (
        (net, whole, Fraction(1, 2)),
        (net, [([1, -2], [Fraction(1, 3)])], 0),
        (net, [([1, sp.Symbol("t") / 2], [1])], 0),
        (PolynomialNetwork((2, 2, 1), Z**2 / 2), whole, 0),
    ):
        assert not other.loss(data, ridge=ridge).ring.integral


def test_the_hessian_splits_into_gauss_newton_and_curvature():
    lam, y = sp.symbols("lam y", real=True)
    net, data = PolynomialNetwork((2, 2, 1), activation=2), [([1, 2], y), ([3, -1], 2)]
    split = net.curvature(data, ridge=lam)
    first = net.gauss_newton(data)
    hessian = net.loss(data, ridge=lam).hessian()
    for i in range(6):
        for j in range(6):
            assert hessian[i, j] == first[i, j] + split[i, j]
    assert hessian == first + split


def test_kernel_and_jacobian_fit_together():
    net = LinearNetwork((2, 2, 2))
    data = net.symbolic_data(2)
    J, K = net.jacobian(data), net.tangent_kernel(data)
    assert J.shape == (4, 8)
    assert K.shape == (4, 4)
    assert K[0, 3] == sum(J[0, k] * J[3, k] for k in range(8))
    equations = net.interpolation_equations(data)
    assert [equations[2].gradient()[k] for k in range(8)] == list(J[2])


def test_coefficients_of_the_outputs_are_polynomials_in_the_weights():
    (coefficients,) = PolynomialNetwork((2, 1, 1), activation=2).coefficient_map()
    assert {m: repr(c) for m, c in coefficients.items()} == {
        (2, 0): "W1[1,1]^2*W2[1,1]",
        (1, 1): "2*W1[1,1]*W1[1,2]*W2[1,1]",
        (0, 2): "W1[1,2]^2*W2[1,1]",
    }


def test_input_jacobian_has_a_row_for_each_output():
    J = LinearNetwork((2, 2, 3)).input_jacobian()
    assert J.shape == (3, 2)
    assert repr(J[2, 1]) == "W1[1,2]*W2[3,1] + W1[2,2]*W2[3,2]"


def test_what_is_too_large_to_expand_is_differentiated_all_the_same():
    net = PolynomialNetwork((50, 60, 30, 1), activation=3)
    with pytest.raises(BudgetError, match=r"net\.unexpanded"):
        net.output()
    draw = random.Random(1)
    point = [draw.randint(-3, 3) for _ in (*net.weights, *net.inputs)]
    (f,) = net.unexpanded.output()
    gradient = f.gradient().evaluate(point)
    last = net.layers[-1]
    assert sum(point[k] * gradient[k] for k in range(last.start, last.stop)) == f.evaluate(point)
    first = net.layers[0]
    assert sum(point[k] * gradient[k] for k in range(first.start, first.stop)) == 9 * f.evaluate(point)


@pytest.mark.parametrize("loss", ["exponential", "logistic", "square"])
def test_losses_in_balls_contain_their_difference_quotients(loss):
    net = PolynomialNetwork((1, 2, 1), activation=2)
    f = net.unexpanded.loss([([1], [1]), ([2], [-1])], ridge=Fraction(1, 10), loss=loss)
    point = [Fraction(1, 3), -1, Fraction(1, 2), Fraction(1, 4)]
    ring, h = Balls(400), Fraction(1, 10**40)
    gradient = f.gradient().evaluate(point, ring=ring)
    curvature = f.hessian().evaluate(point, ring=ring)
    for k in range(4):
        near = [v + (h if i == k else 0) for i, v in enumerate(point)]
        with ring.working():
            slope = (f.evaluate(near, ring=ring) - f.evaluate(point, ring=ring)) / ring.convert(h)
            assert abs(float(slope - gradient[k])) < 1e-30
            bend = (f.gradient().evaluate(near, ring=ring)[0] - gradient[0]) / ring.convert(h)
            assert abs(float(bend - curvature[k][0])) < 1e-30


def test_the_exponential_loss_of_a_large_float_is_infinite():
    f = PolynomialNetwork((1, 1)).unexpanded.loss([(1, -1)], loss="exponential")
    assert f.evaluate([10**6], ring=FLOAT) == float("inf")


def test_loss_terms_are_verified():
    net = PolynomialNetwork((1, 1, 1), activation=2)
    y = scalar("y")
    loss = net.loss_term([([1], y)], loss="exponential")
    assert verify(loss > 0).word == "PROVED"
    assert repr(net.loss_term([([1], y)], ridge=scalar("c"))) == "(W2*W1^2 - y)^2 + c*(W1*W1 + W2*W2)"


@pytest.mark.parametrize(
    "build",
    [
        lambda net: net.loss([([1], [1])]),
        lambda net: net.loss([(1, 2, 3)]),
        lambda net: net.loss([([1, 0.5], [1])]),
        lambda net: net.loss(DATA, ridge=[1, 2, 3]),
        lambda net: net.loss([([1, sp.Symbol("W1_1_1")], [1])]),
        lambda net: net.loss([([1, sp.exp(Z)], [1])]),
        lambda net: net.unexpanded.loss(DATA, loss="hinge"),
        lambda net: net.unexpanded.loss(DATA, loss="logistic").evaluate([1] * 6),
        lambda net: net.unexpanded.loss([([1, Z], 1)]).evaluate([1] * 6),
        lambda net: net.latex("tensor"),
    ],
)
def test_bad_input_is_a_sentence(build):
    with pytest.raises(SymdlError, match=r"\w+ .*[.;]"):
        build(PolynomialNetwork((2, 2, 1), activation=2))
