"""Polynomial networks f(x; W) = W_K σ_{K−1}(W_{K−1} ⋯ σ₁(W₁ x + b₁) ⋯) + b_K.

A network is its architecture: widths, activations, biases. Its weights are variables, `W1[i,j]`, `b1[i]`, `W2[i,j]`, …
From it come terms for claims, expanded polynomials, and exact numbers over any ring.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from operator import index
from typing import TYPE_CHECKING, Any

from symdl.algebra.points import as_point
from symdl.algebra.rings import QQ, Element, Ring, working
from symdl.algebra.variables import Variable, entries
from symdl.networks.activation import Activation, as_activation
from symdl.networks.layers import Layer, as_biases, layered
from symdl.terms.errors import BudgetError, DeclarationError, OutOfScopeError
from symdl.terms.shapes import Size, checked_size
from symdl.terms.term import Term

if TYPE_CHECKING:
    from symdl.algebra.polynomial import Polynomial
    from symdl.algebra.polynomial_array import PolynomialArray
    from symdl.claims.claim import Claim
    from symdl.networks.euler import EulerIdentity
    from symdl.networks.symmetry import Symmetry
    from symdl.networks.unexpanded import Unexpanded
    from symdl.ranks.identifiability import Identifiability
    from symdl.ranks.neurovariety import Neurovariety
    from symdl.ranks.result import RankResult


MAX_WEIGHTS = 5_000_000
"""Most weights that get a variable each."""


@dataclass(frozen=True, init=False, repr=False)
class PolynomialNetwork:
    """A network with polynomial activations.

    Attributes:
        widths: (d₀, …, d_K): inputs, units of each layer, outputs; integers ≥ 1, or names where only terms are wanted.
        activations: σ₁, …, σ_{K−1}; the output layer is affine.
        biases: for each layer none, free (a vector) or shared (one number).

    >>> net = PolynomialNetwork((2, 2, 1), activation=2)
    >>> net
    PolynomialNetwork: 2 → 2 → 1, σ(z) = z^2, 6 weights
    >>> net.weights[:3]
    (W1[1,1], W1[1,2], W1[2,1])
    >>> net.term()
    W2@hadamard(W1@x, W1@x)
    """

    widths: tuple[Size, ...]
    activations: tuple[Activation, ...]
    biases: tuple[str, ...]

    def __init__(self, widths: Sequence[Size], activation: Any = 2, bias: Any = False) -> None:
        """Build a network.

        Args:
            widths: at least two.
            activation: an exponent, a SymPy polynomial in one symbol, or a sequence of one of these for each hidden layer.
            bias: False, True or "free", "shared", or one of these for each layer.
        """
        sizes = _sizes(widths)
        if len(sizes) < 2 or 0 in sizes:
            raise DeclarationError(f"The widths {sizes} are no network; give at least two sizes ≥ 1, inputs first.")
        object.__setattr__(self, "widths", sizes)
        object.__setattr__(self, "activations", _activations(activation, len(sizes) - 2))
        object.__setattr__(self, "biases", as_biases(bias, len(sizes) - 1))

    @property
    def depth(self) -> int:
        """K, the number of layers with weights."""
        return len(self.widths) - 1

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The layers; all widths must be integers."""
        sizes = [width for width in self.widths if isinstance(width, int)]
        if len(sizes) != len(self.widths):
            raise OutOfScopeError(
                f"{self!r} has named widths, so its weights cannot be listed; give integers, or use term()."
            )
        return layered(sizes, self.biases)

    @cached_property
    def weights(self) -> tuple[Variable, ...]:
        """All weights, layer by layer: W row by row, then the bias."""
        if self.weight_count > MAX_WEIGHTS:
            raise BudgetError(
                f"{self!r} has more than the {MAX_WEIGHTS} weights that are listed one by one; use term() with named widths."
            )
        return tuple(weight for layer in self.layers for weight in layer.weights)

    @property
    def weight_count(self) -> int:
        return self.layers[-1].stop

    @cached_property
    def inputs(self) -> tuple[Variable, ...]:
        """x[1], …, x[d₀]."""
        return entries("x", self.layers[0].columns)

    @property
    def is_homogeneous(self) -> bool:
        """Whether there are no biases and every activation is c·zˢ: then each layer, and x, can be scaled out."""
        return set(self.biases) == {"none"} and all(sigma.order is not None for sigma in self.activations)

    @property
    def is_integral(self) -> bool:
        """Whether the activations have integers as coefficients."""
        return all(c.q == 1 for sigma in self.activations for c in sigma.coefficients)

    def degree(self, by: str = "weights") -> int:
        """The total degree of the outputs in the weights, or in the ``"inputs"``.

        With s_l = deg σ_l the degree in the inputs is Π s_l; in the weights z₁ has degree 1 and z_{l+1} has 1 + s_l deg z_l.
        No cancellation is possible: the leading form is a nonzero multiple of a network with activations z^{s_l}.
        """
        degrees = [sigma.degree for sigma in self.activations]
        if by == "inputs":
            return prod(degrees)
        if by != "weights":
            raise DeclarationError(f"The degree by {by!r} is not known; say 'weights' or 'inputs'.")
        total = 1
        for degree in degrees:
            total = 1 + degree * total
        return total

    def term(self, x: Term | None = None) -> Term:
        """The output as a matrix term in the symbols W1, W2, … and b1, b2, …

        Args:
            x: the input, a column of d₀ entries, or a matrix with one input a column; by default the vector symbol ``x``.
        """
        from symdl.networks.terms import output_term

        return output_term(self, x)

    def loss_term(self, data: Iterable[Any], ridge: Any = 0, *, loss: str = "square") -> Term:
        """The loss as a term: Σᵢ Σ_k ℓ(f_k(xᵢ), y_{ik}) + λ Σ ‖W‖².

        Args:
            data: [(x, y), …]; x is a column (a term, or a list of scalars), y likewise.
            ridge: one number or scalar term λ.
            loss: square, exponential e^{−yf} or logistic log(1 + e^{−yf}).
        """
        from symdl.networks.terms import loss_term

        return loss_term(self, data, ridge, loss)

    def latex(self, what: str = "layers", *, width: int | None = None) -> str:
        """LaTeX of the layers, or of the expanded ``output``, ``gradient``, ``hessian`` or ``input_jacobian``.

        Args:
            what: the part to print.
            width: printed characters in a line, after which it is broken.
        """
        from symdl.networks.latex import to_latex

        return to_latex(self, what, width)

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    # expanded polynomials -------------------------------------------------------------------------

    def output(self) -> tuple[Polynomial, ...]:
        """The outputs as polynomials in weights and inputs; BudgetError where that would be too large."""
        from symdl.networks.expansion import output

        return output(self)

    def loss(self, data: Iterable[Any], ridge: Any = 0) -> Polynomial:
        """The square loss Σᵢ ‖f(xᵢ) − yᵢ‖² + Σ_w λ_w w² as a polynomial in the weights.

        Args:
            data: [(x, y), …] of numbers, SymPy polynomials, scalar terms or variables.
            ridge: λ for all weights, a list with one for each layer, or one for each weight; biases are weights too.
        """
        from symdl.networks.expansion import loss

        return loss(self, data, ridge)

    def critical_equations(self, data: Iterable[Any], ridge: Any = 0) -> tuple[Polynomial, ...]:
        """The partial derivatives of the loss by the weights; critical points are their common zeros."""
        return tuple(self.loss(data, ridge).gradient())

    def interpolation_equations(self, data: Iterable[Any]) -> tuple[Polynomial, ...]:
        """f_k(xᵢ) − y_{ik} for every example and output."""
        from symdl.networks.expansion import interpolation_equations

        return interpolation_equations(self, data)

    def jacobian(self, data: Iterable[Any], by: Any = None) -> PolynomialArray:
        """The Jacobian of the outputs at the inputs of the data by the weights; a row for each example and output."""
        from symdl.networks.expansion import jacobian

        return jacobian(self, data, by)

    def input_jacobian(self) -> PolynomialArray:
        """The d_K × d₀ Jacobian of the outputs by the inputs."""
        from symdl.networks.expansion import input_jacobian

        return input_jacobian(self)

    def gauss_newton(self, data: Iterable[Any]) -> PolynomialArray:
        """2 JᵀJ, the first of the two parts of the Hessian of the loss."""
        from symdl.networks.expansion import gauss_newton

        return gauss_newton(self, data)

    def curvature(self, data: Iterable[Any], ridge: Any = 0) -> PolynomialArray:
        """2 Σ (f − y) ∇²f + 2 diag(λ), the second part; it is 2 diag(λ) where the data are fitted."""
        from symdl.networks.expansion import curvature

        return curvature(self, data, ridge)

    def tangent_kernel(self, data: Iterable[Any]) -> PolynomialArray:
        """J Jᵀ, the neural tangent kernel of the inputs."""
        from symdl.networks.expansion import tangent_kernel

        return tangent_kernel(self, data)

    def coefficient_map(self) -> tuple[dict[tuple[int, ...], Polynomial], ...]:
        """For each output, its coefficients by the exponents of the inputs."""
        from symdl.networks.expansion import coefficient_map

        return coefficient_map(self)

    def symbolic_data(self, examples: int) -> list[Any]:
        """Data of symbols: the columns of X and Y."""
        from symdl.networks.data import symbolic

        return symbolic(self, examples)

    # symmetry -------------------------------------------------------------------------------------

    def symmetries(self) -> tuple[Symmetry, ...]:
        """Scalings, mixings, rotations and permutations of units that leave every output as it is."""
        from symdl.networks.symmetry import symmetries

        return symmetries(self)

    def euler_identities(self) -> tuple[EulerIdentity, ...]:
        """The layers in whose weights the outputs are homogeneous."""
        from symdl.networks.euler import euler_identities

        return euler_identities(self)

    def identities(self) -> tuple[Claim, ...]:
        """What is true of every weight of this network, as claims: the generators of its symmetries are orthogonal to the
        gradient of every smooth loss and lie in the kernel of its Hessian at critical points; the Hessian of the square loss
        is a Gauss–Newton part, which is a square, and a part weighted by the errors; the outputs are homogeneous by layers.

        >>> from symdl import verify
        >>> [claim.name for claim in LinearNetwork((2, 1)).identities()]
        ['gauss_newton_W1', 'square', 'euler_1']
        >>> all(verify(claim).word == "PROVED" for claim in PolynomialNetwork(("d", "h", 1)).identities())
        True
        """
        from symdl.networks.identities import identities

        return identities(self)

    # exact numbers --------------------------------------------------------------------------------

    @property
    def unexpanded(self) -> Unexpanded:
        """The same outputs and losses as functions that are differentiated without being multiplied out."""
        from symdl.networks.unexpanded import Unexpanded

        return Unexpanded(self)

    def evaluate(self, weights: Any, x: Any, *, ring: Ring = QQ) -> tuple[Element, ...]:
        """The outputs at exact weights and input, in any ring; nothing is expanded."""
        from symdl.networks.differentiation import forward

        with working(ring):
            point, inputs = self.point(weights, x, ring)
            return tuple(forward(self, point, inputs, ring).output)

    def jacobian_at(self, weights: Any, x: Any, *, ring: Ring = QQ) -> list[list[Element]]:
        """The Jacobian of the outputs with respect to the weights at a point, one row for each output."""
        from symdl.networks.differentiation import forward, jacobian_rows

        with working(ring):
            point, inputs = self.point(weights, x, ring)
            return [row.weights for row in jacobian_rows(self, forward(self, point, inputs, ring), ring)]

    def point(self, weights: Any, x: Any, ring: Ring) -> tuple[list[Element], list[Element]]:
        """Weights and input, given in order or by name, as ring elements."""
        values = as_point(self.weights, weights, role="The point of weights")
        inputs = as_point(self.inputs, x, role="The input")
        return list(map(ring.convert, values)), list(map(ring.convert, inputs))

    def jacobian_mod(self, weights: Any, inputs: Any, *, prime: int | None = None) -> Any:
        """The Jacobian mod p at many inputs, a NumPy array of integers; see `networks.modular.jacobian_mod`."""
        from symdl.networks.modular import PRIME, jacobian_mod

        return jacobian_mod(self, weights, inputs, prime=prime or PRIME)

    def coefficient_jacobian_mod(self, weights: Any, *, prime: int | None = None) -> Any:
        """The Jacobian mod p of the coefficients of the outputs; see `networks.modular.coefficient_jacobian_mod`."""
        from symdl.networks.modular import PRIME, coefficient_jacobian_mod

        return coefficient_jacobian_mod(self, weights, prime=prime or PRIME)

    def neurovariety_dimension(self, *, seed: int = 0) -> Neurovariety:
        """The dimension of the network's functions: of the closure of all coefficients of its outputs, with a certificate.

        >>> PolynomialNetwork((5, 7, 1), activation=3).neurovariety_dimension()
        Neurovariety of 5 → 7 → 1: dimension 34, proved
          expected 35, ambient 35, defect 1
          not filling
        """
        from symdl.ranks.neurovariety import architecture, neurovariety_dimension

        return neurovariety_dimension(architecture(self), seed=seed)

    def identifiability(self, *, seed: int = 0) -> Identifiability:
        """Whether almost every function has finitely many weights, or one, up to symmetries: by its dimension and by named theorems.

        >>> PolynomialNetwork((3, 2, 2), activation=2).identifiability().is_unique
        True
        """
        from symdl.ranks.identifiability import identifiability
        from symdl.ranks.neurovariety import architecture

        return identifiability(architecture(self), seed=seed)

    def jacobian_rank(self, inputs: Any, *, seed: int = 0) -> RankResult:
        """The rank of the Jacobian of all outputs at some inputs, for almost all weights, with a certificate.

        Args:
            inputs: n points with d₀ exact coordinates.
            seed: of the random weights.

        >>> PolynomialNetwork((2, 2, 1)).jacobian_rank([(1, 2), (2, 4), (0, 1)])
        RankResult: 2 for almost every parameter, proved
        """
        from symdl.ranks.neurovariety import architecture, jacobian_rank

        return jacobian_rank(architecture(self, inputs), seed=seed)

    def __repr__(self) -> str:
        return f"{type(self).__name__}: {' → '.join(map(str, self.widths))}{self._details()}"

    def _details(self) -> str:
        distinct = list(dict.fromkeys(self.activations))
        parts = (
            [f"σ(z) = {distinct[0].text()}"]
            if len(distinct) == 1
            else [f"σ{k}(z) = {sigma.text()}" for k, sigma in enumerate(self.activations, start=1)]
        )
        parts += [f"{b} biases" for b in dict.fromkeys(self.biases) if b != "none"]
        if all(isinstance(width, int) for width in self.widths):
            parts.append(f"{self.weight_count} weights")
        return "".join(f", {part}" for part in parts)


@dataclass(frozen=True, init=False, repr=False)
class LinearNetwork(PolynomialNetwork):
    """A deep linear network W_K ⋯ W₁ x.

    >>> LinearNetwork((3, 2, 2)).term()
    W2@W1@x
    """

    def __init__(self, widths: Sequence[Size], bias: Any = False) -> None:
        super().__init__(widths, 1, bias)

    def _details(self) -> str:
        return super()._details().replace(", σ(z) = z", "", 1)


def _sizes(widths: Any) -> tuple[Size, ...]:
    if isinstance(widths, str) or not isinstance(widths, Iterable):
        raise DeclarationError(f"The widths {widths!r} are no list of sizes; write them as (2, 3, 1), inputs first.")
    return tuple(
        checked_size(w if isinstance(w, bool | str) or not hasattr(w, "__index__") else index(w)) for w in widths
    )


def _activations(activation: Any, hidden: int) -> tuple[Activation, ...]:
    given = list(activation) if isinstance(activation, list | tuple) else [activation] * hidden
    if len(given) != hidden:
        raise DeclarationError(
            f"{len(given)} activations were given for {hidden} hidden layers; give one for each, or a single one."
        )
    return tuple(map(as_activation, given))
