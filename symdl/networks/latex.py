r"""Networks in LaTeX: layer by layer in matrices, or expanded into monomials.

Layer by layer, z^{(1)} = W_1 x, a^{(1)} = σ(z^{(1)}), …, with the shapes of the matrices and the activation. The gradient by the
weights and the Hessian are printed entry by entry when they are too wide for a matrix.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from symdl.algebra.polynomial import Polynomial
from symdl.algebra.polynomial_latex import equation
from symdl.algebra.rings import as_fraction
from symdl.networks.activation import Activation
from symdl.semantics.latex_pieces import number_to_latex, size_to_latex
from symdl.terms.errors import DeclarationError

if TYPE_CHECKING:
    from symdl.networks.network import PolynomialNetwork


def to_latex(net: PolynomialNetwork, what: str, width: int | None = None) -> str:
    """The LaTeX of one of `PARTS`: layers, output, gradient, hessian or input_jacobian."""
    if what not in PARTS:
        raise DeclarationError(f"A network has no LaTeX for {what!r}; say one of {', '.join(PARTS)}.")
    return PARTS[what](net, width)


def layers(net: PolynomialNetwork, width: int | None = None) -> str:
    """The equations of the layers in an ``aligned`` block."""
    lines, arriving = [], "x"
    for number in range(1, net.depth + 1):
        place = rf"\mathbb{{R}}^{{{size_to_latex(net.widths[number])} \times {size_to_latex(net.widths[number - 1])}}}"
        left = "f" if number == net.depth else f"z^{{({number})}}"
        lines.append(rf"{left} &= W_{{{number}}} {arriving}{_bias(net, number)}, & W_{{{number}}} &\in {place}")
        if number < net.depth:
            arriving = f"a^{{({number})}}"
            lines.append(rf"{arriving} &= {activation(net.activations[number - 1], f'z^{{({number})}}')}")
    return _aligned(lines)


def _bias(net: PolynomialNetwork, number: int) -> str:
    ones = rf" \mathbf{{1}}_{{{size_to_latex(net.widths[number])}}}"
    return {"none": "", "free": f" + b_{{{number}}}", "shared": f" + b_{{{number}}}{ones}"}[net.biases[number - 1]]


def activation(sigma: Activation, z: str) -> str:
    """σ applied to a vector: powers are entrywise, written (z)^{∘k}."""
    parts = []
    for k, c in reversed(list(enumerate(sigma.coefficients))):
        if c:
            power = r"\mathbf{1}" if k == 0 else z if k == 1 else rf"({z})^{{\circ {k}}}"
            size = "" if abs(as_fraction(c)) == 1 else number_to_latex(abs(as_fraction(c))) + " "
            parts.append(("- " if c < 0 else "+ ") + size + power)
    text = " ".join(parts or ["+ 0"])
    return text[2:] if text.startswith("+") else "-" + text[2:]


def output(net: PolynomialNetwork, width: int | None = None) -> str:
    """The outputs as sums of monomials, broken into aligned lines."""
    outputs = net.output()
    names = ["f"] if len(outputs) == 1 else [f"f_{{{k}}}" for k in range(1, len(outputs) + 1)]
    return _aligned([equation(name, f, width) for name, f in zip(names, outputs, strict=True)])


def gradient(net: PolynomialNetwork, width: int | None = None) -> str:
    """∂f/∂w for every weight w."""
    return _aligned([equation(_partial(f"{weight.latex}"), slope, width) for weight, slope in _slopes(net)])


def hessian(net: PolynomialNetwork, width: int | None = None) -> str:
    """The second derivatives on and above the diagonal that do not vanish."""
    (f,) = _only(net)
    H, lines = f.hessian(), []
    for i, v in enumerate(net.weights):
        for j in range(i, len(net.weights)):
            if not H[i, j].is_zero:
                lines.append(equation(_second(v.latex, net.weights[j].latex), H[i, j], width))
    return _aligned(lines or [r"\nabla^2 f &= 0"])


def input_jacobian(net: PolynomialNetwork, width: int | None = None) -> str:
    """The Jacobian of the outputs by the inputs."""
    return net.input_jacobian().latex(width=width)


def _slopes(net: PolynomialNetwork) -> Any:
    (f,) = _only(net)
    return zip(net.weights, f.gradient(), strict=True)


def _only(net: PolynomialNetwork) -> tuple[Polynomial, ...]:
    outputs = net.output()
    if len(outputs) != 1:
        raise DeclarationError(
            f"{net!r} has {len(outputs)} outputs; print the derivatives of one, as net.output()[0].hessian().latex()."
        )
    return outputs


def _partial(variable: str) -> str:
    return rf"\frac{{\partial f}}{{\partial {variable}}}"


def _second(first: str, second: str) -> str:
    if first == second:
        return rf"\frac{{\partial^2 f}}{{\partial {first}^2}}"
    return rf"\frac{{\partial^2 f}}{{\partial {first} \partial {second}}}"


def _aligned(lines: list[str]) -> str:
    return "\\begin{aligned}\n  " + " \\\\\n  ".join(lines) + "\n\\end{aligned}"


PARTS: dict[str, Callable[..., str]] = {
    "layers": layers,
    "output": output,
    "gradient": gradient,
    "hessian": hessian,
    "input_jacobian": input_jacobian,
}
