r"""Jacobians of networks over GF(p), exactly, with NumPy: the generic rank of a Jacobian over ℚ is at least the rank seen here.

Residues are stored as floats. For p < 2²⁶ a product of two residues is below 2⁵², so it is exact, and so is the reduction
x − p⌊x/p⌋ of any integer 0 ≤ x < 2⁵³: the quotient is rounded by less than 2⁻⁵³·x/p < 1/p, which cannot lift it to the next
integer. A matrix product splits one factor as B = 2¹³B₁ + B₀, whose partial sums of at most 2¹⁴ terms stay below 2⁵³
(Dumas, Giorgi, Pernet, Dense linear algebra over word-size prime fields, ACM TOMS 35, 2008).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from symdl.algebra.rings import as_rational
from symdl.networks.activation import Activation
from symdl.terms.errors import BudgetError, CoercionError, ShapeError

if TYPE_CHECKING:
    from symdl.networks.network import PolynomialNetwork

PRIME = 67_108_859
"""The largest prime below 2²⁶."""

Residues = NDArray[np.float64]
Integers = NDArray[np.int64]

HALF = 8192.0
LONGEST = 16_384
CHUNK = 32_768
MOST_ENTRIES = 250_000_000


def reduced(x: Residues, p: int) -> Residues:
    """x mod p for integers 0 ≤ x < 2⁵³, in place."""
    quotient = x / p
    np.floor(quotient, out=quotient)
    quotient *= p
    x -= quotient
    return x


def product(A: Residues, B: Residues, p: int) -> Residues:
    """The matrix product mod p."""
    if A.shape[-1] > LONGEST:
        half = A.shape[-1] // 2
        return reduced(product(A[..., :half], B[:half], p) + product(A[..., half:], B[half:], p), p)
    high = np.floor(B / HALF)
    both = np.concatenate((high, B - high * HALF), axis=1)
    parts = reduced(A.reshape(-1, A.shape[-1]) @ both, p)
    columns = B.shape[1]
    total = reduced(parts[:, :columns] * HALF + parts[:, columns:], p)
    return total.reshape(*A.shape[:-1], columns)


def activated(sigma: Activation, z: Residues, p: int) -> Residues:
    """σ(z) entrywise, by Horner's rule."""
    value = np.zeros_like(z)
    for c in reversed(sigma.coefficients):
        value = reduced(reduced(value * z, p) + residue(c, p), p)
    return value


def residue(value: Any, p: int) -> int:
    """A rational number mod p."""
    number = as_rational(value)
    numerator, denominator = int(number.p), int(number.q)
    if denominator % p == 0:
        raise CoercionError(f"{number} has no image mod {p}, which divides its denominator; take another prime.")
    return numerator * pow(denominator, -1, p) % p if denominator != 1 else numerator % p


def residues(values: Any, p: int) -> Residues:
    """Integers of any size, an integer array, or exact rationals, as residues."""
    if isinstance(values, np.ndarray) and np.issubdtype(values.dtype, np.integer):
        wide = values if values.dtype == np.uint64 else values.astype(np.int64)
        return np.asarray(wide % p, dtype=np.float64)
    listed = values.tolist() if isinstance(values, np.ndarray) else values
    if isinstance(listed, str) or not isinstance(listed, Iterable):
        raise ShapeError(f"{values!r} is no list of exact numbers, and no list of rows of these.")
    rows = [row.tolist() if isinstance(row, np.ndarray) else row for row in listed]
    nested = [[residue(v, p) for v in row] if isinstance(row, list | tuple) else residue(row, p) for row in rows]
    if len({len(row) if isinstance(row, list) else -1 for row in nested}) > 1:
        raise ShapeError("The rows of numbers have different lengths; give every row as many.")
    return np.array(nested, dtype=np.float64)


def checked_prime(p: int) -> int:
    """p, if it is a prime below 2²⁶; otherwise CoercionError."""
    if not 2 <= p < 1 << 26 or any(p % d == 0 for d in range(2, int(p**0.5) + 1)):
        raise CoercionError(f"{p} is no prime below 2^26 = {1 << 26}; take for example {PRIME}.")
    return p


def jacobian_mod(net: PolynomialNetwork, weights: Any, inputs: Any, *, prime: int = PRIME) -> Integers:
    """The Jacobian mod p of all outputs at many inputs with respect to the weights.

    Args:
        net: with integer widths (d₀, …, d_K) and M weights.
        weights: M exact numbers in the order of `net.weights`.
        inputs: n × d₀ exact numbers, one input a row.
        prime: p < 2²⁶.

    Returns:
        An array of integers 0 ≤ J < p of shape (n·d_K, M); row r·d_K + k is the gradient of output k at input r.
    """
    p = checked_prime(prime)
    if isinstance(inputs, Sized):
        _require_room(len(inputs) * net.layers[-1].rows, net.weight_count)
    flat, x = residues(weights, p), residues(inputs, p)
    if flat.shape != (net.weight_count,):
        raise ShapeError(f"The network has {net.weight_count} weights, but {flat.size} values were given.")
    if x.ndim != 2 or x.shape[1] != net.layers[0].columns:
        raise ShapeError(f"The inputs must be rows of {net.layers[0].columns} numbers, but have shape {x.shape}.")
    rows = len(x) * net.layers[-1].rows
    _require_room(rows, net.weight_count)
    arrivals, sums = evaluated(net, flat, x, p)
    jacobian = np.empty((rows, net.weight_count), dtype=np.int64)
    for layer, delta, a in zip(net.layers[::-1], deltas(net, flat, sums, p), arrivals[::-1], strict=True):
        _fill(jacobian, layer.start, layer.split, delta, a, p)
        if layer.bias == "free":
            jacobian[:, layer.split : layer.stop] = delta.reshape(len(jacobian), -1)
        elif layer.bias == "shared":
            jacobian[:, layer.split] = reduced(delta.sum(axis=-1), p).ravel()
    return jacobian


def _require_room(rows: int, columns: int) -> None:
    if rows * columns > MOST_ENTRIES:
        raise BudgetError(
            f"A Jacobian of {rows} × {columns} entries is beyond the {MOST_ENTRIES} that are held at once; take fewer inputs at a time."
        )


def evaluated(net: PolynomialNetwork, flat: Residues, x: Residues, p: int) -> tuple[list[Residues], list[Residues]]:
    """What enters each layer, and the sums z_l that leave it, for all inputs at once."""
    arrivals, sums = [x], []
    for layer in net.layers:
        W = flat[layer.start : layer.split].reshape(layer.rows, layer.columns)
        z = product(arrivals[-1], W.T, p)
        sums.append(reduced(z + flat[layer.split : layer.stop], p) if layer.bias_size else z)
        if layer is not net.layers[-1]:
            arrivals.append(activated(net.activations[layer.number - 1], sums[-1], p))
    return arrivals, sums


def deltas(net: PolynomialNetwork, flat: Residues, sums: Sequence[Residues], p: int) -> Iterator[Residues]:
    """δ_K, …, δ₁: arrays of shape (inputs, outputs, units of the layer)."""
    outputs = net.layers[-1].rows
    delta = np.broadcast_to(np.eye(outputs), (len(sums[0]), outputs, outputs))
    yield delta
    for layer in net.layers[:0:-1]:
        W = flat[layer.start : layer.split].reshape(layer.rows, layer.columns)
        slope = activated(net.activations[layer.number - 2].derivative, sums[layer.number - 2], p)
        delta = reduced(product(delta, W, p) * slope[:, None, :], p)
        yield delta


def _fill(jacobian: Integers, start: int, stop: int, delta: Residues, a: Residues, p: int) -> None:
    """δ aᵀ mod p for every input and output, in pieces that fit the processor's cache."""
    outputs, units, columns = delta.shape[1], delta.shape[2], a.shape[1]
    step = max(1, CHUNK // max(1, outputs * (stop - start)))
    buffers = np.empty((2, step, outputs, units, columns))
    for low in range(0, len(a), step):
        block, quotient = buffers[:, : min(step, len(a) - low)]
        np.multiply(delta[low : low + step, :, :, None], a[low : low + step, None, None, :], out=block)
        np.divide(block, p, out=quotient)
        np.floor(quotient, out=quotient)
        np.multiply(quotient, p, out=quotient)
        rows = jacobian[low * outputs : low * outputs + len(block) * outputs, start:stop]
        flat = (len(block) * outputs, units * columns)
        np.subtract(block.reshape(flat), quotient.reshape(flat), out=rows, casting="unsafe")


def monomials(net: PolynomialNetwork) -> list[tuple[int, ...]]:
    """The exponents of the inputs that can occur in an output.

    A network without biases whose activations are c·zˢ is homogeneous in its inputs, of degree Π s; otherwise all
    monomials up to that degree can occur.
    """
    from symdl.algebra.monomials import monomials_of_degree

    degree, inputs = net.degree("inputs"), net.layers[0].columns
    degrees = [degree] if net.is_homogeneous else range(degree, -1, -1)
    return [m for d in degrees for m in monomials_of_degree(inputs, d)]


def coefficient_jacobian_mod(net: PolynomialNetwork, weights: Any, *, prime: int = PRIME, seed: int = 0) -> Integers:
    """The Jacobian mod p of the map from weights to the coefficients of the output polynomials.

    Its generic rank is the dimension of the neurovariety's cone (Kileel, Trager, Bruna, NeurIPS 2019). It is computed from the
    Jacobian of the outputs at N random inputs: with the N × N matrix V of their monomials, J = V C for each output.

    Returns:
        An array of shape (N·d_K, M) for the N monomials of `monomials(net)`; row m·d_K + k belongs to the coefficient of
        monomial m in output k.
    """
    p = checked_prime(prime)
    exponents = np.array(monomials(net), dtype=np.int64)
    if len(exponents) > 4000:
        raise BudgetError(
            f"The outputs have up to {len(exponents)} monomials; at most 4000 are separated. Use jacobian_mod at many inputs."
        )
    points, inverse = _unisolvent(exponents, p, np.random.default_rng(seed))
    J = jacobian_mod(net, weights, points, prime=p)
    outputs = net.layers[-1].rows
    table = J.reshape(len(exponents), outputs * net.weight_count).astype(np.float64)
    return product(inverse, table, p).astype(np.int64).reshape(-1, net.weight_count)


def _unisolvent(exponents: Integers, p: int, random: np.random.Generator) -> tuple[Integers, Residues]:
    """Inputs at which the monomials are independent mod p, and the inverse of the matrix of their values."""
    from flint import nmod_mat

    n = len(exponents)
    for _ in range(20):
        points = random.integers(0, p, size=(n, exponents.shape[1]), dtype=np.int64)
        V = _values(exponents, points.astype(np.float64), p)
        try:
            inverse = nmod_mat(n, n, V.astype(np.int64).ravel().tolist(), p).inv()
        except ZeroDivisionError:
            continue
        return points, np.array([int(v) for v in inverse.entries()], dtype=np.float64).reshape(n, n)
    raise CoercionError(f"No inputs mod {p} separate {n} monomials; take a larger prime, such as {PRIME}.")


def _values(exponents: Integers, points: Residues, p: int) -> Residues:
    """The values of all monomials (columns) at all points (rows)."""
    V = np.ones((len(points), len(exponents)))
    for j in range(exponents.shape[1]):
        powers = np.ones((len(points), int(exponents.max(initial=0)) + 1))
        for k in range(1, powers.shape[1]):
            powers[:, k] = reduced(powers[:, k - 1] * points[:, j], p)
        V = reduced(V * powers[:, exponents[:, j]], p)
    return V
