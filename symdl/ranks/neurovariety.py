"""The dimension of what a polynomial network can express.

The neurovariety of an architecture is the Zariski closure of the coefficients of its outputs over all weights; its
dimension is the generic rank of the Jacobian of that map (Kileel, Trager, Bruna, NeurIPS 2019).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from symdl.networks.dimension_bounds import coefficient_count
from symdl.networks.generic_rank import network_bounds
from symdl.ranks.result import RankResult, certified
from symdl.terms.errors import OutOfScopeError
from symdl.terms.ranks import Architecture, exact_numbers
from symdl.terms.term import Term

if TYPE_CHECKING:
    from symdl.networks.network import PolynomialNetwork


@dataclass(frozen=True, slots=True)
class Neurovariety:
    """The dimension of a network's functions.

    Attributes:
        architecture: widths and activations.
        result: the generic rank with its verdict.
        ambient: how many coefficients the outputs have together.
        parameters: weights minus one for each hidden unit that can be rescaled.
    """

    architecture: Architecture
    result: RankResult
    ambient: int
    parameters: int

    @property
    def dimension(self) -> int:
        return self.result.rank

    @property
    def known(self) -> str:
        """``proved``, or ``computed`` at random weights."""
        return self.result.known

    @property
    def expected(self) -> int:
        """The smaller one of parameters and ambient dimension."""
        return min(self.parameters, self.ambient)

    @property
    def defect(self) -> int:
        """How much smaller than expected the dimension is."""
        return self.expected - self.dimension

    @property
    def is_filling(self) -> bool:
        """Whether almost all coefficients occur: the dimension is the ambient one."""
        return self.dimension == self.ambient

    @property
    def is_finitely_identifiable(self) -> bool:
        """Whether almost every function comes from finitely many weights, up to rescaling of the hidden units."""
        return self.dimension == self.parameters

    @property
    def term(self) -> Term:
        """The dimension as a term, for claims."""
        return self.result.term

    @property
    def certificate(self) -> Any:
        return self.result.certificate

    def __repr__(self) -> str:
        widths = " → ".join(map(str, self.architecture.widths))
        lines = [
            f"Neurovariety of {widths}: dimension {self.dimension}, {self.known}",
            f"  expected {self.expected}, ambient {self.ambient}, defect {self.defect}",
            f"  {'filling' if self.is_filling else 'not filling'}",
        ]
        return "\n".join(lines)


def neurovariety_dimension(net: Architecture, *, seed: int = 0) -> Neurovariety:
    """The dimension of an architecture's functions, with a certificate where the bounds meet."""
    size = coefficient_count(net)
    if size is None:
        raise OutOfScopeError(
            f"The outputs have degree {net.degree}; their coefficients are not counted; take fewer layers."
        )
    hidden = sum(net.widths[k] for k in range(1, len(net.widths) - 1) if net.exponent(k) is not None)
    return Neurovariety(net, jacobian_rank(net, seed=seed), net.widths[-1] * size, net.weights - hidden)


def jacobian_rank(net: Architecture, *, seed: int = 0) -> RankResult:
    """The generic rank of the Jacobian of the outputs at the inputs of an architecture; nothing is expanded."""
    found = network_bounds(net, seed=seed)
    term, witnesses = Term("network_rank", data=net), {"below": found.lower, "above": found.upper}
    return certified(term, found.below, found.above, witnesses, found.failure)


def architecture(net: PolynomialNetwork, inputs: Any = None) -> Architecture:
    """The architecture of a network, with biases at all layers or at none."""
    kinds = set(net.biases)
    if kinds - {"free"} and kinds - {"none"}:
        raise OutOfScopeError(f"{net!r}: dimensions are counted for free biases in every layer or in none.")
    functions = tuple(tuple(Fraction(int(c.p), int(c.q)) for c in a.coefficients) for a in net.activations)
    sizes = (*(layer.columns for layer in net.layers), net.layers[-1].rows)
    points = None if inputs is None else tuple(map(exact_numbers, inputs))
    return Architecture(sizes, functions, kinds == {"free"}, points)
