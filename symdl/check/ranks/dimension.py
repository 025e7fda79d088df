"""Upper bounds for the dimension of what a polynomial network can express: counts that hold for every network.

The rank of the Jacobian of a polynomial map over ℚ(weights) is the dimension of the closure V of its image over ℂ.
A witness says which count to make; docs/checker.md says why each is right. Counts may be nested: a network is cut
in two, or a linear layer is merged into the next one.
"""

from fractions import Fraction
from itertools import combinations_with_replacement
from math import comb, prod
from operator import mul

from symdl.check.judgement import Rejected, need
from symdl.check.language import NUMBER, Json
from symdl.check.polynomial import Work
from symdl.check.ranks.flattening import Flattening
from symdl.check.ranks.modular import Modulus, rank_of_table
from symdl.check.ranks.networks import AtWeights, Network

MAX_DEGREE = 10_000


def degrees(network: Network) -> list[int]:
    """The degrees in the inputs that the monomials of an output can have."""
    found = 0b10 | network.bias  # a set of integers as the bits of one
    for coefficients in network.activations:
        need(
            found.bit_length() * (len(coefficients) - 1) <= MAX_DEGREE,
            "the degree of the network is too large to count",
        )
        power, total = 1, 0
        for c in coefficients:
            total |= power if c else 0
            power = _sums(power, found)
        found = total | network.bias
    return [k for k in range(found.bit_length()) if found >> k & 1]


def _sums(a: int, b: int) -> int:
    """All sums of an element of one set and one of the other."""
    total = 0
    for k in range(a.bit_length()):
        total |= b << k if a >> k & 1 else 0
    return total


def coefficients_of_output(network: Network) -> int:
    """How many coefficients an output has."""
    n = network.widths[0]
    if not network.bias and all(network.exponent(layer) is not None for layer in range(1, len(network.widths) - 1)):
        degree = 1
        for coefficients in network.activations:
            degree *= len(coefficients) - 1
        need(degree <= MAX_DEGREE, "the degree of the network is too large to count")
        return comb(n + degree - 1, degree)
    return sum(comb(n + k - 1, k) for k in degrees(network))


def symmetries(network: Network) -> int:
    """The dimension of a group that acts freely on almost all weights and keeps the outputs.

    diag(λ) W_l and W_{l+1} diag(λ)⁻ᵏ after an activation zᵏ; any invertible matrix in place of diag(λ) for k = 1. Its
    generators are independent when they are so layer by layer, from the first layer on or from the last one back:
    ξ W_l = 0 forces ξ = 0 for diagonal ξ, and for every ξ if W_l has at least as many columns as rows.
    """
    widths = network.widths

    def count(layer: int, neighbour: int) -> int:
        k, width = network.exponent(layer), widths[layer]
        return 0 if k is None else width**2 if k == 1 and width <= widths[neighbour] else width

    hidden = range(1, len(widths) - 1)
    return max(sum(count(layer, layer - 1) for layer in hidden), sum(count(layer, layer + 1) for layer in hidden))


def at_most(network: Network, witness: Json, work: Work) -> int:
    """The bound of a witness for the dimension of V."""
    work.spend(len(network.widths) + 1)
    widths, last = network.widths, len(network.widths) - 2
    outputs, hidden = widths[-1], widths[-2]
    match witness["by"]:
        case "weights":
            return network.weights - symmetries(network)
        case "coefficients":
            return outputs * coefficients_of_output(network)
        case "span" if last and not network.bias:
            size = coefficients_of_output(network)
            need(hidden <= min(outputs, size), "span needs fewer units than outputs and than coefficients of an output")
            return hidden * (outputs + size - hidden)
        case "split":
            at = witness["at"]
            need(type(at) is int and 1 <= at <= last, "a network is cut at a hidden layer")
            left, right = witness["parts"]
            parts = at_most(network.between(0, at), left, work) + at_most(network.between(at, last + 1), right, work)
            return parts - _common(network, at)
        case "merge":
            at = witness["at"]
            need(type(at) is int and 1 <= at <= last and network.exponent(at) == 1, "merge takes a linear hidden layer")
            rest = network.activations[: at - 1] + network.activations[at:]
            return at_most(Network(widths[:at] + widths[at + 1 :], rest, network.bias), witness["of"], work)
        case "quadrics" if last and outputs == 1 and network.exponent(last) == 2:
            before = network.between(0, last)
            need(
                _outputs_rank(before, witness, work) == hidden, "the last hidden units are not shown to be independent"
            )
            return at_most(before, witness["of"], work) - comb(hidden, 2) + network.bias
        case "flattening" if last == 1 and not network.bias and (degree := network.exponent(1)):
            on_inputs = {"inputs": True, "outputs": False}[witness["side"]]
            flattening = Flattening(widths[0], outputs, degree, on_inputs, witness["order"], witness["degree"])
            rank = flattening.rank(witness["summands"], witness["modulus"], work)
            need(rank > hidden * flattening.rank_of_summand, "the flattening is not of a larger rank")
            return outputs * coefficients_of_output(network) - 1
    raise Rejected(f"there is no count {witness['by']!r}, or it does not fit the network {list(widths)}")


def dependence(network: Network, witness: Json, work: Work) -> int:
    """How many independent relations there are between the outputs at the inputs, whatever the weights.

    Σ c_s m(x_s) = 0 for all monomials m that can occur gives Σ c_s f(x_s) = 0 for every output f.
    """
    inputs, relations = network.inputs or (), [tuple(map(_number, row)) for row in witness["relations"]]
    need(all(len(row) == len(inputs) for row in relations), "a relation has a coefficient for each input")
    work.spend(len(inputs) * (1 + len(relations)) * coefficients_of_output(network))
    for k in degrees(network):
        for chosen in combinations_with_replacement(range(network.widths[0]), k):
            values = [prod((x[i] for i in chosen), start=Fraction(1)) for x in inputs]
            need(not any(sum(map(mul, row, values)) for row in relations), "the inputs do not satisfy a relation")
    modulus = Modulus(witness["modulus"], 1, work)
    return rank_of_table([[modulus.residue(c) for c in row] for row in relations], modulus.m, work)


def _common(network: Network, layer: int) -> int:
    """The dimension of a group that acts freely on the two parts of a network that is cut, and keeps the whole.

    Rescalings of the units; after a linear first layer with independent units any invertible matrix.
    """
    exponent, width = network.exponent(layer), network.widths[layer]
    if exponent is None:
        return 0
    return width**2 if exponent == 1 and layer == 1 and width <= network.widths[0] else width


def _number(form: Json) -> Fraction:
    need(NUMBER.fullmatch(str(form)), "a relation has exact numbers")
    return Fraction(form)


def _outputs_rank(network: Network, witness: Json, work: Work) -> int:
    """A lower bound of how many outputs are linearly independent polynomials, for almost all weights."""
    inputs = witness["inputs"]
    modulus = Modulus(witness["modulus"], max(len(inputs), 1), work)
    at = AtWeights(network, witness["weights"], modulus)
    values = [at.forward([modulus.residue(x) for x in point])[1][-1] for point in inputs]
    return rank_of_table([list(row) for row in zip(*values, strict=True)], modulus.m, work)
