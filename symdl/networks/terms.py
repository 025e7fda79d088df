"""A network as a term: the road to claims, refuters and certificates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from symdl.networks.losses import SQUARE, Loss, as_loss
from symdl.terms.errors import OutOfScopeError, ShapeError
from symdl.terms.operators import add, array, entry, inner, matmul, matrix, ones, scalar, scale, vector
from symdl.terms.shapes import Size, is_scalar, show_shape
from symdl.terms.term import Term, as_term

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


def loss_term(net: PolynomialNetwork, data: Iterable[Any], ridge: Any, name: str) -> Term:
    """The sum of the losses of all examples and outputs, and λ times the squares of all weights."""
    loss, total = as_loss(name), as_term(0)
    for x, y in data:
        f, target = output_term(net, _column(x)), _column(y)
        if f.shape != target.shape:
            raise ShapeError(
                f"The target {y!r} is {show_shape(target.shape)}, but the output is {show_shape(f.shape)}."
            )
        total = total + _summed(loss, f, target)
    weights = weight_terms(net)
    return total + scale(ridge, add(*(inner(W, W) for W in weights)))


def _column(value: Any) -> Term:
    return array(list(value)) if isinstance(value, list | tuple) else as_term(value)


def _summed(loss: Loss, f: Term, target: Term) -> Term:
    """Σ_k ℓ(f_k, y_k); outputs of named number have the square loss only."""
    if isinstance(f.shape[0], int):
        return add(*(loss.term(entry(f, k), entry(target, k)) for k in range(f.shape[0])))
    if loss is not SQUARE:
        raise OutOfScopeError(
            f"The {loss.name} loss of {f.shape[0]} outputs is not written as a term; give an integer width."
        )
    return inner(f - target, f - target)


def _spread(b: Term, shape: tuple[Size, Size]) -> Term:
    """A bias beside itself for each input of a batch."""
    if b.shape == shape:
        return b
    return scale(b, ones(*shape)) if is_scalar(b.shape) else matmul(b, ones(1, shape[1]))
