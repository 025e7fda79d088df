"""Training data: pairs (input, target) of exact numbers or symbols.

An entry is an int, a Fraction, a SymPy polynomial, a scalar term, or a Variable. Symbols become variables of the loss
polynomial; they are no unknowns, so gradients stay gradients by the weights.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from symdl.algebra.polynomial_ring import PolynomialRing, is_integral, symbols_of
from symdl.algebra.variables import Variable
from symdl.terms.errors import DeclarationError, ShapeError

if TYPE_CHECKING:
    from symdl.networks.network import PolynomialNetwork

Entries = tuple[Any, ...]

MOST_SYMBOLS = 100_000
"""Of data that are all symbols."""


@dataclass(frozen=True, slots=True)
class Example:
    """An input of d₀ entries and its target of d_K entries."""

    x: Entries
    y: Entries


def as_data(net: PolynomialNetwork, data: Iterable[Any]) -> tuple[Example, ...]:
    """Read [(x, y), …]; a single number stands for a list of one.

    >>> from symdl.networks.network import PolynomialNetwork
    >>> as_data(PolynomialNetwork((2, 2, 1)), [([1, 2], 3)])
    (Example(x=(1, 2), y=(3,)),)
    """
    return tuple(_example(net, k, pair) for k, pair in enumerate(_listed(data), start=1))


def as_inputs(net: PolynomialNetwork, data: Iterable[Any]) -> tuple[Entries, ...]:
    """The inputs of [(x, y), …], or of a list of inputs without targets."""
    return tuple(
        _entries(_input(pair), net.layers[0].columns, f"Input {k}") for k, pair in enumerate(_listed(data), start=1)
    )


def _listed(data: Any) -> Iterable[Any]:
    if isinstance(data, str) or not isinstance(data, Iterable):
        raise ShapeError(f"The data are {data!r}; write a list of pairs (input, target).")
    return data


def _input(pair: Any) -> Any:
    is_pair = isinstance(pair, tuple) and len(pair) == 2 and _is_list(pair[0])
    return pair[0] if is_pair else pair


def _example(net: PolynomialNetwork, k: int, pair: Any) -> Example:
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise ShapeError(f"Example {k} is {pair!r}; write it as a pair (input, target).")
    x, y = pair
    return Example(
        _entries(x, net.layers[0].columns, f"The input of example {k}"),
        _entries(y, net.layers[-1].rows, f"The target of example {k}"),
    )


def _entries(value: Any, length: int, role: str) -> Entries:
    listed = tuple(_flat(value)) if _is_list(value) else (value,)
    if len(listed) != length:
        raise ShapeError(f"{role} has {len(listed)} entries, but the network needs {length}.")
    return listed


def _is_list(value: Any) -> bool:
    """Whether this is a list, or an array of NumPy or a matrix of SymPy."""
    return isinstance(value, list | tuple) or (hasattr(value, "tolist") and len(getattr(value, "shape", ())) > 0)


def _flat(value: Any) -> list[Any]:
    """The entries of a list, a vector, or a matrix of one row or one column."""
    if isinstance(value, list | tuple):
        return list(value)
    if sum(size != 1 for size in value.shape) > 1:
        raise ShapeError(f"An array of shape {tuple(value.shape)} is no vector; give one row or one column.")
    return list(value) if hasattr(value, "free_symbols") else list(value.ravel().tolist())


def symbolic(net: PolynomialNetwork, examples: int) -> list[tuple[list[Variable], list[Variable]]]:
    """Data of symbols: the columns of X ∈ ℝ^{d₀ × n} and of Y ∈ ℝ^{d_K × n}.

    >>> from symdl.networks.network import PolynomialNetwork
    >>> symbolic(PolynomialNetwork((1, 1)), 2)
    [([X[1,1]], [Y[1,1]]), ([X[1,2]], [Y[1,2]])]
    """
    inputs, outputs = net.layers[0].columns, net.layers[-1].rows
    if not isinstance(examples, int) or not 0 <= examples * (inputs + outputs) <= MOST_SYMBOLS:
        raise DeclarationError(
            f"Symbolic data need a number of examples ≥ 0, with at most {MOST_SYMBOLS} symbols in all, but {examples!r} was given."
        )
    return [
        (
            [Variable("X", (i, r), (inputs, examples)) for i in range(inputs)],
            [Variable("Y", (k, r), (outputs, examples)) for k in range(outputs)],
        )
        for r in range(examples)
    ]


def ring_of(net: PolynomialNetwork, *values: Any) -> PolynomialRing:
    """ℤ[weights, symbols of the values], with the weights as unknowns; ℚ if there is a fraction anywhere."""
    names = {weight.name for weight in net.weights}
    new = [v for value in values for v in symbols_of(value, lambda name: False)]
    clash = next((v for v in new if v.name in names), None)
    if clash is not None:
        raise DeclarationError(f"The data use the name {clash.name}, which is a weight; rename it.")
    integral = net.is_integral and all(map(is_integral, values))
    return PolynomialRing(net.weights + tuple(dict.fromkeys(new)), net.weights, integral)


def ridge_values(net: PolynomialNetwork, ridge: Any) -> list[Any]:
    """One regularisation constant for each weight, from one for all, one a layer, or one a weight."""
    if not _is_list(ridge):
        return [ridge] * net.weight_count
    given = _flat(ridge)
    if len(given) == net.depth and net.depth != net.weight_count:
        return [value for value, layer in zip(given, net.layers, strict=True) for _ in layer.weights]
    if len(given) == net.weight_count:
        return list(given)
    raise ShapeError(
        f"{len(given)} constants of regularisation were given; give one, {net.depth} for the layers, or {net.weight_count} for the weights."
    )
