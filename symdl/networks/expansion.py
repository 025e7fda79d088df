"""Outputs, losses and their equations as expanded polynomials.

The network is evaluated at its own weights in the polynomial ring, by the same lines that evaluate it at numbers. Before
anything is multiplied out, the number of terms is bounded: a sum of t monomials has an s-th power of at most
C(t + s − 1, s), and units of a layer share no weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import comb
from typing import TYPE_CHECKING, Any

from symdl.algebra.expansion_bounds import MAX_TERMS, require_products, shown
from symdl.algebra.polynomial import Polynomial
from symdl.algebra.polynomial_array import PolynomialArray, symmetric
from symdl.algebra.polynomial_ring import Multivariate, PolynomialRing
from symdl.networks.data import as_data, as_inputs, ridge_values, ring_of
from symdl.networks.differentiation import forward
from symdl.terms.errors import BudgetError

if TYPE_CHECKING:
    from symdl.networks.network import PolynomialNetwork


def output(net: PolynomialNetwork) -> tuple[Polynomial, ...]:
    """The outputs in ℤ[weights, inputs], or over ℚ when an activation has fractions."""
    require_room(net, term_bound(net))
    ring = PolynomialRing(net.weights + net.inputs, net.weights, net.is_integral)
    return tuple(Polynomial(ring, f) for f in outputs_at(net, ring, net.inputs))


def outputs_at(net: PolynomialNetwork, ring: PolynomialRing, x: Sequence[Any]) -> list[Multivariate]:
    """The outputs at an input with entries in the ring."""
    weights = [ring.generators[weight] for weight in net.weights]
    return list(forward(net, weights, list(map(ring.convert, x)), ring).output)


def term_bound(net: PolynomialNetwork) -> int:
    """An upper bound of the number of terms of an output."""
    bound = 0
    for layer in net.layers:
        if layer.number == 1:
            bound = layer.columns
        else:
            sigma = net.activations[layer.number - 2]
            bound = layer.columns * sum(comb(bound + k - 1, k) for k, c in enumerate(sigma.coefficients) if c)
        bound += layer.bias != "none"
    return bound


def require_room(net: PolynomialNetwork, terms: int) -> None:
    if terms > MAX_TERMS:
        raise BudgetError(
            f"{net!r} expands to as many as {shown(terms)} terms, more than {MAX_TERMS}; use net.unexpanded, "
            "which has the same methods and multiplies nothing out."
        )


def residuals(net: PolynomialNetwork, data: Iterable[Any], *symbols: Any) -> tuple[PolynomialRing, list[Multivariate]]:
    """f_k(x_i) − y_{ik}, example by example, in ℤ or ℚ[weights, symbols of the data]."""
    examples = as_data(net, data)
    require_room(net, term_bound(net))
    ring = ring_of(net, *(v for e in examples for v in (*e.x, *e.y)), *symbols)
    found = []
    for e in examples:
        found += [f - ring.convert(y) for f, y in zip(outputs_at(net, ring, e.x), e.y, strict=True)]
    return ring, found


def loss(net: PolynomialNetwork, data: Iterable[Any], ridge: Any) -> Polynomial:
    """Σᵢ ‖f(xᵢ) − yᵢ‖² + Σ_w λ_w w², without a factor ½."""
    constants = ridge_values(net, ridge)
    ring, errors = residuals(net, data, *constants)
    total = ring.context.constant(0)
    for e in errors:
        require_room(net, len(e) * (len(e) + 1) // 2)
        total += e * e
        require_room(net, len(total))
    for weight, constant in zip(net.weights, constants, strict=True):
        total += ring.convert(constant) * ring.generators[weight] ** 2
    return Polynomial(ring, total)


def interpolation_equations(net: PolynomialNetwork, data: Iterable[Any]) -> tuple[Polynomial, ...]:
    ring, errors = residuals(net, data)
    return tuple(Polynomial(ring, e) for e in errors)


def jacobian(net: PolynomialNetwork, data: Iterable[Any], by: Any = None) -> PolynomialArray:
    """The derivatives of all outputs at all inputs: row i·d_K + k belongs to output k at input i."""
    inputs = as_inputs(net, data)
    require_room(net, term_bound(net))
    ring = ring_of(net, *(v for x in inputs for v in x))
    positions = ring.by(by)
    rows = [[f.derivative(k) for k in positions] for x in inputs for f in outputs_at(net, ring, x)]
    return PolynomialArray(ring, rows, len(positions), (net, inputs) if by is None else None)


def input_jacobian(net: PolynomialNetwork) -> PolynomialArray:
    """The d_K × d₀ Jacobian of the outputs with respect to the inputs."""
    outputs = output(net)
    ring = outputs[0].ring
    return PolynomialArray(ring, [f.gradient(net.inputs).elements for f in outputs], len(net.inputs))


def gauss_newton(net: PolynomialNetwork, data: Iterable[Any]) -> PolynomialArray:
    """2 JᵀJ, the part of the Hessian of the loss that does not vanish where the data are fitted."""
    return jacobian(net, data).T.gram(2)


def tangent_kernel(net: PolynomialNetwork, data: Iterable[Any]) -> PolynomialArray:
    """J Jᵀ, the neural tangent kernel of the inputs (Jacot, Gabriel, Hongler, NeurIPS 2018)."""
    return jacobian(net, data).gram()


def curvature(net: PolynomialNetwork, data: Iterable[Any], ridge: Any) -> PolynomialArray:
    """2 Σ (f − y) ∇²f + 2 diag(λ): what the Hessian of the loss has besides the Gauss–Newton part."""
    constants = ridge_values(net, ridge)
    ring, errors = residuals(net, data, *constants)
    positions = ring.by(None)
    bends = [Polynomial(ring, e).hessian().elements for e in errors]
    require_products(sum(len(e) * sum(len(h) for row in H for h in row) for e, H in zip(errors, bends, strict=True)))

    def entry(i: int, j: int) -> Multivariate:
        total = ring.convert(constants[i]) if i == j else ring.context.constant(0)
        for e, H in zip(errors, bends, strict=True):
            total += e * H[i][j]
        return 2 * total

    return PolynomialArray(ring, symmetric(len(positions), entry), len(positions))


def coefficient_map(net: PolynomialNetwork) -> tuple[dict[tuple[int, ...], Polynomial], ...]:
    """For each output, its coefficients by the exponents of the inputs: the map whose image is the neuromanifold."""
    return tuple(f.coefficients(net.inputs) for f in output(net))
