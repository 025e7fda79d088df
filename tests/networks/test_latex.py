"""Networks in LaTeX and in one line."""

import pytest
import sympy as sp

from symdl import LinearNetwork, PolynomialNetwork, SymdlError

Z = sp.Symbol("z")


def test_layers_are_printed_one_below_the_other():
    net = PolynomialNetwork((2, 3, 1), activation=Z**3 - Z / 2 + 1, bias=("free", "shared"))
    assert net.latex().splitlines() == [
        r"\begin{aligned}",
        r"  z^{(1)} &= W_{1} x + b_{1}, & W_{1} &\in \mathbb{R}^{3 \times 2} \\",
        r"  a^{(1)} &= (z^{(1)})^{\circ 3} - \frac{1}{2} z^{(1)} + \mathbf{1} \\",
        r"  f &= W_{2} a^{(1)} + b_{2} \mathbf{1}_{1}, & W_{2} &\in \mathbb{R}^{1 \times 3}",
        r"\end{aligned}",
    ]
    assert r"\mathbb{R}^{h \times d}" in LinearNetwork(("d", "h", "k")).latex()
    assert net._repr_latex_().startswith("$")
    (f,) = PolynomialNetwork((3, 4, 2, 1)).output()
    assert f.gradient("W3")._repr_latex_() is None
    assert f._repr_latex_() is None
    assert repr(f).endswith(f"… ({len(f)} terms)")
    assert PolynomialNetwork((2, 2, 1)).output()[0].hessian()._repr_latex_().startswith("$")


def test_the_output_is_expanded_and_broken():
    assert (
        PolynomialNetwork((1, 1, 1)).latex("output")
        == "\\begin{aligned}\n  f &= W_{1,1,1}^{2} W_{2,1,1} x_{1}^{2}\n\\end{aligned}"
    )
    lines = PolynomialNetwork((2, 2, 2, 1)).latex("output", width=70).splitlines()
    assert all(line.startswith("  ") for line in lines[1:-1])
    assert sum(r"&\quad" in line for line in lines) > 3


def test_derivatives_are_printed_entry_by_entry():
    net = PolynomialNetwork((1, 1, 1))
    assert r"\frac{\partial f}{\partial W_{1,1,1}} &= 2 W_{1,1,1} W_{2,1,1} x_{1}^{2}" in net.latex("gradient")
    hessian = net.latex("hessian")
    assert r"\frac{\partial^2 f}{\partial W_{1,1,1}^2} &= 2 W_{2,1,1} x_{1}^{2}" in hessian
    assert r"\frac{\partial^2 f}{\partial W_{1,1,1} \partial W_{2,1,1}} &= 2 W_{1,1,1} x_{1}^{2}" in hessian
    assert r"\partial W_{2,1,1}^2" not in hessian
    assert net.latex("input_jacobian").startswith(r"\begin{pmatrix}")
    assert LinearNetwork((1, 1)).latex("hessian") == "\\begin{aligned}\n  \\nabla^2 f &= 0\n\\end{aligned}"


def test_derivatives_of_several_outputs_are_asked_for_one_by_one():
    with pytest.raises(SymdlError, match="2 outputs"):
        LinearNetwork((1, 2)).latex("hessian")


def test_a_network_is_told_in_one_line():
    assert repr(PolynomialNetwork((2, 2, 2, 1), (2, 3))) == (
        "PolynomialNetwork: 2 → 2 → 2 → 1, σ1(z) = z^2, σ2(z) = z^3, 10 weights"
    )
    assert repr(LinearNetwork(("d", "h", 1))) == "LinearNetwork: d → h → 1"
