"""A network as a term: the road to claims, refuters and certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symdl.terms.errors import ShapeError
from symdl.terms.operators import matmul, matrix, ones, scalar, scale, vector
from symdl.terms.shapes import Size, is_scalar
from symdl.terms.term import Term

if TYPE_CHECKING:
    from symdl.networks.network import PolynomialNetwork


def weight_terms(net: PolynomialNetwork) -> tuple[Term, ...]:
    """The symbols of the layers, in order: W1, b1, W2, …"""
    return tuple(symbol for number in range(1, net.depth + 1) for symbol in layer_terms(net, number))


def layer_terms(net: PolynomialNetwork, number: int) -> tuple[Term, ...]:
    """The symbols of one layer: W_l, and b_l where there is a bias."""
    columns, rows = net.widths[number - 1], net.widths[number]
    W = matrix(f"W{number}", rows, columns)
    bias = net.biases[number - 1]
    if bias == "none":
        return (W,)
    return (W, vector(f"b{number}", rows) if bias == "free" else scalar(f"b{number}"))


def output_term(net: PolynomialNetwork, x: Term | None) -> Term:
    """The output at x, which may hold one input a column."""
    a = vector("x", net.widths[0]) if x is None else x
    if a.shape[0] != net.widths[0]:
        raise ShapeError(
            f"{a!r} has {a.shape[0]} rows, but the network takes {net.widths[0]} inputs; one input is a column."
        )
    for number in range(1, net.depth + 1):
        W, *bias = layer_terms(net, number)
        z = matmul(W, a)
        for b in bias:
            z = z + _spread(b, z.shape)
        a = net.activations[number - 1].term(z) if number < net.depth else z
    return a


def _spread(b: Term, shape: tuple[Size, Size]) -> Term:
    """A bias beside itself for each input of a batch."""
    if b.shape == shape:
        return b
    return scale(b, ones(*shape)) if is_scalar(b.shape) else matmul(b, ones(1, shape[1]))
