"""Construction of networks: names, degrees, terms, and errors that name the input."""

import numpy as np
import pytest
import sympy as sp

from symdl import BudgetError, LinearNetwork, PolynomialNetwork, SymdlError, array, matrix, number
from symdl.algebra.float_rings import FLOAT
from symdl.algebra.rings import PrimeField, as_fraction
from symdl.claims.instance import Instance
from symdl.semantics.exact import evaluate_exact

Z = sp.Symbol("z")


def test_weights_are_named_by_layer_and_listed_row_by_row():
    net = PolynomialNetwork((2, 3, 1), bias=("free", "shared"))
    assert [repr(w) for w in net.weights] == [
        *("W1[1,1]", "W1[1,2]", "W1[2,1]", "W1[2,2]", "W1[3,1]", "W1[3,2]"),
        *("b1[1]", "b1[2]", "b1[3]", "W2[1,1]", "W2[1,2]", "W2[1,3]", "b2"),
    ]
    assert [w.name for w in net.weights][:2] == ["W1_1_1", "W1_1_2"]
    assert net.weight_count == len(net.weights) == 13
    assert [repr(x) for x in net.inputs] == ["x[1]", "x[2]"]


def test_a_weight_is_the_entry_of_the_matrix_in_terms():
    net = PolynomialNetwork((2, 3, 1))
    assert net.weights[1].term() is matrix("W1", 3, 2)[0, 1]
    assert repr(net.weights[1].term()) == repr(net.weights[1])


@pytest.mark.parametrize(
    ("activation", "widths", "in_weights", "in_inputs"),
    [
        (2, (2, 2, 1), 3, 2),
        (2, (2, 2, 2, 1), 7, 4),
        (3, (1, 2, 2, 1), 13, 9),
        (Z**2 + Z, (2, 2, 2, 1), 7, 4),
        ((2, 3), (2, 2, 2, 1), 10, 6),
        (1, (2, 2, 2), 2, 1),
    ],
)
def test_degrees_follow_the_recursion(activation, widths, in_weights, in_inputs):
    net = PolynomialNetwork(widths, activation)
    assert (net.degree(), net.degree("inputs")) == (in_weights, in_inputs)


def test_a_linear_network_of_named_sizes_is_a_product():
    assert repr(LinearNetwork(("d", "h", "k")).term()) == "W2@W1@x"


def test_a_batch_is_a_matrix_with_one_input_a_column():
    net = PolynomialNetwork((2, 3, 1), bias=True)
    assert net.term(matrix("X", 2, "n")).shape == (1, "n")


@pytest.mark.parametrize(
    "build",
    [
        lambda: PolynomialNetwork((2,)),
        lambda: PolynomialNetwork((2, 0, 1)),
        lambda: PolynomialNetwork(3),
        lambda: PolynomialNetwork("abc"),
        lambda: PolynomialNetwork((2, 2, 1), bias=None),
        lambda: PolynomialNetwork((2, 2, 1), activation=sp.Integer(2)),
        lambda: PolynomialNetwork((2, 2, 1), activation="z**2"),
        lambda: PolynomialNetwork((2, 2, 1), activation=-1),
        lambda: PolynomialNetwork((2, 2, 1), activation=sp.sin(Z)),
        lambda: PolynomialNetwork((2, 2, 1), activation=Z * sp.Symbol("y")),
        lambda: PolynomialNetwork((2, 2, 1), activation=(Z + 1) ** 10**9),
        lambda: PolynomialNetwork((2, 2, 1), activation=(2, 2)),
        lambda: PolynomialNetwork((2, 2, 1), bias="some"),
        lambda: PolynomialNetwork((2, 2, 1), bias=(True,)),
        lambda: PolynomialNetwork(("d", 2, 1)).weights,
        lambda: PolynomialNetwork((10**6, 10**6, 1)).weights,
        lambda: PolynomialNetwork((10**6, 10**6), 1).output(),
        lambda: PolynomialNetwork((2, 2, 2, 2, 2, 1), 9).output(),
        lambda: PolynomialNetwork((2, 2, 1)).degree("data"),
        lambda: PolynomialNetwork((2, 2, 1)).term(matrix("X", 3, "n")),
        lambda: PolynomialNetwork((2, 2, 1)).evaluate([1] * 5, [1, 2]),
        lambda: PolynomialNetwork((2, 2, 1)).evaluate([1] * 6, {"x[1]": 1}),
        lambda: PolynomialNetwork((2, 2, 1)).evaluate([0.5] * 6, [1, 2]),
        lambda: PolynomialNetwork((2, 2, 1)).jacobian_mod([1] * 6, [[1, 2]], prime=15),
        lambda: PolynomialNetwork((2, 2, 1)).jacobian_mod([1] * 6, [[1, 2, 3]]),
        lambda: PolynomialNetwork((2, 2, 1)).jacobian_mod([1] * 6, [[1, 2], [3]]),
        lambda: PolynomialNetwork((2, 2, 1)).jacobian_mod(None, [[1, 2]]),
        lambda: PolynomialNetwork((2, 2, 1)).jacobian_mod([1] * 6, np.broadcast_to(np.int8(1), (10**8, 2))),
        lambda: PolynomialNetwork((2, 2, 1)).evaluate(None, [1, 2]),
        lambda: PolynomialNetwork((2, 2, 1)).evaluate([1] * 6, [1, 2], ring="QQ"),
        lambda: PolynomialNetwork((2, 2, 1)).symbolic_data(-1),
        lambda: PolynomialNetwork((2, 2, 1)).symmetries()[0].act([1] * 3, 2),
    ],
)
def test_bad_input_is_a_sentence(build):
    with pytest.raises(SymdlError, match=r"\w+ .*[.;]"):
        build()


def test_integers_and_arrays_of_numpy_and_sympy_are_read():
    net = PolynomialNetwork(np.array([2, 2, 1]), activation=np.int64(2))
    assert repr(net) == repr(PolynomialNetwork((2, 2, 1), sp.Poly(Z**2)))
    plain = net.loss([([1, 2], 3)], ridge=[1, 2])
    assert net.loss([(np.array([1, 2]), np.array([3]))], ridge=np.array([1, 2])) == plain
    assert net.loss([(sp.Matrix([1, 2]), sp.Matrix([3]))], ridge=[1, 2]) == plain
    assert net.jacobian(np.array([[1, 2], [3, 4]])) == net.jacobian([[1, 2], [3, 4]])
    with pytest.raises(SymdlError, match="no vector"):
        net.loss([(np.array([[1, 2], [3, 4]]), [3])])
    small, wide = np.ones(6, dtype=np.int8), [[1, 2]]
    assert (net.jacobian_mod(small, np.array(wide, dtype=np.uint64)) == net.jacobian_mod([1] * 6, wide)).all()


STEEP = PolynomialNetwork((1,) * 40, 3)
"""Of degree 3³⁸ in its input: its values are short mod p and too long for ℚ."""


@pytest.mark.parametrize(
    "value",
    [
        lambda: STEEP.output()[0].evaluate([2] * 40),
        lambda: STEEP.unexpanded.output()[0].gradient().evaluate([2] * 40),
        lambda: STEEP.unexpanded.output()[0].hessian().times([1] * 39, [2] * 40),
        lambda: STEEP.loss([(2, 1)]),
        lambda: STEEP.output()[0].at({"x[1]": 2}),
        lambda: PolynomialNetwork((1,) * 40, Z**3 / 2).output(),
        lambda: PolynomialNetwork((300, 300, 1)).unexpanded.output()[0].hessian().evaluate([1] * 90600),
        lambda: PolynomialNetwork((3, 3, 3, 1), 3).gauss_newton(PolynomialNetwork((3, 3, 3, 1), 3).symbolic_data(2)),
        lambda: PolynomialNetwork((3, 3, 3, 1), 3).output()[0].taylor(9),
        lambda: PolynomialNetwork((3, 3, 3, 1), 3).output()[0].at({"x[1]": sum(sp.symbols("t:9")) ** 3}),
        lambda: (2 * PolynomialNetwork((1, 1)).output()[0]) ** 10**10,
    ],
)
def test_what_is_too_large_is_refused_and_never_begun(value):
    with pytest.raises(BudgetError, match=r"\w+ .*[.;]"):
        value()


def test_steep_networks_have_values_in_other_rings():
    (f,), (g,) = STEEP.output(), STEEP.unexpanded.output()
    field, point = PrimeField(10_007), [2] * 40
    assert f.evaluate(point, ring=field) == g.evaluate(point, ring=field) == field.convert(pow(2, f.degree(), 10_007))
    assert f.evaluate([1] * 40) == g.evaluate([1] * 40) == 1
    assert f.evaluate(point, ring=FLOAT) == g.evaluate(point, ring=FLOAT) == float("inf")


def test_term_and_evaluation_agree():
    net = PolynomialNetwork((2, 2, 2), activation=Z**3 - Z / 2 + 1, bias=("shared", "free"))
    weights, x = list(range(-5, 6)), [2, -3]
    values = {
        "W1": array([[-5, -4], [-3, -2]]),
        "b1": number(-1),
        "W2": array([[0, 1], [2, 3]]),
        "b2": array([4, 5]),
        "x": array(x),
    }
    term = evaluate_exact(net.term(), Instance(values=values))
    assert [row[0] for row in term] == [as_fraction(v) for v in net.evaluate(weights, x)]
