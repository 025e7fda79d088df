"""Generic ranks as terms: the rank of a matrix of polynomials for almost every value of its symbols.

The rank of M(w) is one number outside a proper algebraic subset of the parameters w, which has measure zero: the rank
of M over the field ℝ(w), and the largest rank of all M(w). The term is closed: its matrix is data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import prod
from numbers import Rational
from typing import Any

from symdl.terms.errors import CoercionError, DeclarationError, OutOfScopeError, ShapeError
from symdl.terms.shapes import show_shape
from symdl.terms.term import Symbol, Term, as_term, subterms

POLYNOMIAL = frozenset(
    "num sym identity zeros ones array entry add mul matmul pow transpose trace vec diag inner hadamard kron at".split()  # noqa: SIM905
) | {"gradient", "hessian", "jacobian"}

Exact = int | Fraction


@dataclass(frozen=True, slots=True)
class Architecture:
    """What a polynomial network is, without values: the data of a ``network_rank`` term.

    Attributes:
        widths: d₀, …, d_L.
        activations: coefficients, from the constant term upwards, for each hidden layer.
        bias: whether every layer has free biases.
        inputs: points at which the outputs are taken; None for all coefficients of the outputs.
    """

    widths: tuple[int, ...]
    activations: tuple[tuple[Fraction, ...], ...]
    bias: bool = False
    inputs: tuple[tuple[Fraction, ...], ...] | None = None

    def __post_init__(self) -> None:
        if len(self.widths) < 2 or any(type(d) is not int or d < 1 for d in self.widths):
            raise DeclarationError(f"The widths {self.widths} are no network; give two or more integers ≥ 1.")
        if len(self.activations) != len(self.widths) - 2 or any(len(a) < 2 or not a[-1] for a in self.activations):
            raise DeclarationError(
                "Give each hidden layer an activation of degree ≥ 1, as coefficients from the constant."
            )
        if any(len(point) != self.widths[0] for point in self.inputs or ()):
            raise ShapeError(f"An input of this network has {self.widths[0]} coordinates.")

    @property
    def weights(self) -> int:
        return sum((a + self.bias) * b for a, b in pairwise(self.widths))

    def exponent(self, layer: int) -> int | None:
        """k when the activation of a hidden layer is a multiple of zᵏ."""
        coefficients = self.activations[layer - 1]
        return None if any(coefficients[:-1]) else len(coefficients) - 1

    @property
    def is_homogeneous(self) -> bool:
        return not self.bias and all(self.exponent(k) is not None for k in range(1, len(self.widths) - 1))

    @property
    def degree(self) -> int:
        """Of the outputs in the inputs."""
        return prod(len(a) - 1 for a in self.activations)

    def between(self, first: int, last: int) -> Architecture:
        """The layers from one width to another."""
        return Architecture(self.widths[first : last + 1], self.activations[first : last - 1], self.bias)


def power(degree: int) -> tuple[Fraction, ...]:
    """The coefficients of zᵏ."""
    return (*(Fraction(0),) * degree, Fraction(1))


def exact_numbers(values: Any) -> tuple[Fraction, ...]:
    """Integers and fractions; raise CoercionError for anything else."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise CoercionError(f"{values!r} is no list of exact numbers.")
    numbers = list(values)
    if any(isinstance(x, bool) or not isinstance(x, Rational) for x in numbers):
        raise CoercionError(
            f"{numbers} has entries that are not exact; write ints or Fractions such as Fraction(1, 3)."
        )
    return tuple(Fraction(int(x.numerator), int(x.denominator)) for x in numbers)


def rank_almost_everywhere(matrix: Any) -> Term:
    """The rank that a matrix has for almost every value of its symbols.

    Args:
        matrix: m × n with integer sizes, its entries polynomials in real symbols; derivatives are allowed.

    >>> from symdl import matrix, verify, equal
    >>> X = matrix("X", 3, 2)
    >>> verify(equal(rank_almost_everywhere(X @ X.T), 2)).word
    'PROVED'
    >>> verify(equal(rank_almost_everywhere(X @ X.T), 3)).word
    'REFUTED'
    """
    term = as_term(matrix)
    names: dict[str, Term] = {}
    for part in subterms(term):
        if part.op not in POLYNOMIAL or (part.op == "pow" and part.data < 0):
            raise OutOfScopeError(
                f"A generic rank is taken of polynomials, but {part!r} is none; clear denominators or name its parts."
            )
        if not all(isinstance(size, int) for size in part.shape):
            raise OutOfScopeError(f"A generic rank needs integer sizes, but {part!r} is {show_shape(part.shape)}.")
        if isinstance(part.data, Symbol) and part.op == "sym":
            if part.data.domain != "real":
                raise OutOfScopeError(f"The symbols of a generic rank are real, but {part!r} is {part.data.domain}.")
            if names.setdefault(part.data.name, part) is not part:
                raise DeclarationError(f"The symbol {part.data.name} is declared twice in one generic rank.")
    return Term("generic_rank", data=term)


def network_rank(
    widths: Sequence[int],
    activation: int | Sequence[int] | Sequence[Sequence[Exact]] = 2,
    *,
    bias: bool = False,
    inputs: Sequence[Sequence[Exact]] | None = None,
) -> Term:
    """The dimension of what a polynomial network can express, as a term.

    It is the rank, for almost every choice of weights, of the Jacobian of the map from the weights to the coefficients of
    the outputs; with ``inputs``, to the outputs at these points.

    Args:
        widths: d₀, …, d_L.
        activation: an exponent, one exponent for each hidden layer, or coefficients for each.
        bias: whether every layer has free biases.
        inputs: exact points.

    >>> from symdl import equal, verify
    >>> verify(equal(network_rank((3, 5, 1), 4), 14)).word
    'PROVED'
    """
    hidden = len(widths) - 2
    if not isinstance(activation, int | Sequence):
        raise CoercionError(
            f"The activation {activation!r} is no exponent, no exponents of layers and no coefficients of layers."
        )
    given: list[Any] = [activation] * hidden if isinstance(activation, int) else list(activation)
    functions = tuple(power(a) if isinstance(a, int) else exact_numbers(a) for a in given)
    points = None if inputs is None else tuple(map(exact_numbers, inputs))
    return Term("network_rank", data=Architecture(tuple(widths), functions, bias, points))
