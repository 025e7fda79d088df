"""The generic rank of a network's Jacobian, from both sides: a rank mod p at random weights and inputs, and a count.

The rank over ℚ(weights) is at least the rank mod p at any integer weights. Outputs at inputs x₁, …, x_N are linear in
the coefficients, so rows of ∂f(x_s)/∂W stand for the coefficients; inputs are added until the counts are met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from math import prod
from typing import Any

import numpy as np
from flint import fmpq, fmpq_mat

from symdl.algebra.modular_rank import rank_mod
from symdl.networks.dimension_bounds import Bound, Witness, coefficient_count, degrees, upper_bound
from symdl.networks.modular import jacobian_mod
from symdl.networks.network import PolynomialNetwork
from symdl.terms.errors import BudgetError
from symdl.terms.ranks import Architecture

PRIMES = (251, 32_749, 33_554_393)
"""The smaller, the less there is to pack for the checker; a larger one where chance spoils the rank."""
SPARE = (32_717, 32_713, 32_707, 32_693, 32_687, 32_653, 32_647, 32_633)
TINY, MANY = (5, 7), 400
"""Primes of which one is tried first for many weights, which halves the work of the checker; above the degree of the outputs, since xᵖ = x."""
MOST_VALUES = 200_000
MOST_WEIGHTS = 6_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """What was found about a generic rank.

    Attributes:
        below: the rank at a point, ``at_least`` in short.
        above: the smallest count.
        lower, upper: their witnesses, for the rule ``rank``.
        failure: an upper bound for the probability that the rank seen is too small, by Schwartz and Zippel.
    """

    below: int
    above: int
    lower: Witness
    upper: Witness
    failure: float = 1.0


def network_bounds(net: Architecture, *, seed: int = 0) -> Bounds:
    """Bounds for the rank of the Jacobian of the coefficients, or of the outputs at the inputs of the architecture."""
    if net.weights > MOST_WEIGHTS:
        raise BudgetError(
            f"A network of {net.weights} weights has a Jacobian that is too large here; at most {MOST_WEIGHTS} are handled."
        )
    above, upper = _above(net)
    model = PolynomialNetwork(net.widths, [list_to_sympy(a) for a in net.activations], bias=net.bias)
    best, lower, failure = -1, dict[str, Any](), 1.0
    for rank, witness, chance in _attempts(net, model, above, seed):
        failure = min(failure, chance)
        if rank > best:
            best, lower = rank, witness
        if best >= above:
            break
    if best < above:
        closer = upper_bound(net, thorough=True)
        above, upper = closer if closer[0] < above else (above, upper)
    return Bounds(best, above, lower, upper, failure)


def _above(net: Architecture) -> Bound:
    bound, witness = upper_bound(net)
    if net.inputs is not None:
        size = min(len(net.inputs) * net.widths[-1], net.weights)
        if size <= bound:
            bound, witness = size, {"by": "size"}
        relations = _relations(net)
        if relations and (len(net.inputs) - len(relations)) * net.widths[-1] < bound:
            bound = (len(net.inputs) - len(relations)) * net.widths[-1]
            witness = {"by": "dependence", "relations": relations, "modulus": PRIMES[-1]}
    return bound, witness


def _relations(net: Architecture) -> list[list[str]]:
    """A basis of the relations Σ c_s m(x_s) = 0 between the inputs, for all monomials m that can occur."""
    inputs, size = net.inputs or (), coefficient_count(net)
    if size is None or not inputs or len(inputs) * size > MOST_VALUES:
        return []
    rows = [
        [prod((x[i] for i in chosen), start=Fraction(1)) for x in inputs]
        for k in sorted(degrees(net))
        for chosen in combinations_with_replacement(range(net.widths[0]), k)
    ]
    echelon, rank = fmpq_mat(len(rows), len(inputs), [fmpq(v.numerator, v.denominator) for r in rows for v in r]).rref()
    pivots = [next(j for j in range(len(inputs)) if echelon[i, j] != 0) for i in range(rank)]
    relations = []
    for free in sorted(set(range(len(inputs))) - set(pivots)):
        column = {j: -echelon[i, free] for i, j in enumerate(pivots)}
        relations.append(["1" if j == free else str(column.get(j, 0)) for j in range(len(inputs))])
    return relations


def _attempts(
    net: Architecture, model: PolynomialNetwork, above: int, seed: int
) -> Iterator[tuple[int, Witness, float]]:
    """Ranks at random weights, with more and more inputs, then modulo larger primes."""
    random = np.random.default_rng(seed)
    outputs = net.widths[-1]
    most = min(coefficient_count(net) or net.weights, net.weights) + 2
    for p in _primes(net):
        weights = random.integers(0, p, net.weights)
        count, previous = min(most, -(-above // outputs) + 2), -1
        points = random.integers(0, p, (most, net.widths[0]))
        while True:
            inputs: Any = points[:count] if net.inputs is None else net.inputs
            rank = _rank(model, weights, inputs, p)
            witness = {"modulus": p, "weights": weights.tolist()}
            chance = min(1.0, rank * (net.degree * len(net.widths)) / p)
            yield rank, witness if net.inputs is not None else {**witness, "inputs": inputs.tolist()}, chance
            if net.inputs is not None or count >= most or rank == previous or p in TINY:
                break
            count, previous = min(most, 2 * count), rank


def _primes(net: Architecture) -> Iterator[int]:
    """The primes that are tried, one after the other; none divides a denominator of a coefficient or an input."""
    constants = [c for row in (*net.activations, *(net.inputs or ())) for c in row]
    tiny = [p for p in TINY if net.weights >= MANY and net.degree < p][:1]
    primes = [p for p in (*tiny, *PRIMES) if all(c.denominator % p for c in constants)]
    return iter(primes or [next(p for p in SPARE if all(c.denominator % p for c in constants))])


def _rank(model: PolynomialNetwork, weights: Any, inputs: Any, p: int) -> int:
    if not len(inputs):
        return 0
    return rank_mod(jacobian_mod(model, weights, inputs, prime=p), p)


def list_to_sympy(coefficients: tuple[Any, ...]) -> Any:
    """An activation as `PolynomialNetwork` takes it: an exponent, or a SymPy polynomial."""
    if not any(coefficients[:-1]) and coefficients[-1] == 1:
        return len(coefficients) - 1
    from sympy import Rational, Symbol

    z = Symbol("z")
    return sum(Rational(c.numerator, c.denominator) * z**k for k, c in enumerate(coefficients))
