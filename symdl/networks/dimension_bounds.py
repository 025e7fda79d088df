"""Upper bounds for the dimension of a neurovariety, with a witness of each: the best of a few counts, found recursively.

Every count is an argument of its own (docs/checker.md): weights minus symmetries, coefficients, spans of few functions,
cutting at a hidden layer, merging a linear layer, sums of squares, Koszul flattenings.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from math import comb
from random import Random
from typing import Any

from flint import nmod_mat

from symdl.networks.flattening import Flattening
from symdl.terms.ranks import Architecture

Witness = dict[str, Any]
Bound = tuple[int, Witness]
PRIME = 32_749
MOST_DEGREE = 10**9
MOST_DEGREES = 10_000
LARGEST_FLATTENING = 40_000


def degrees(net: Architecture) -> set[int]:
    """The degrees of the monomials that an output can have."""
    if net.is_homogeneous:
        return {net.degree}
    found = {1, 0} if net.bias else {1}
    for coefficients in net.activations:
        power, total = {0}, set[int]()
        for c in coefficients:
            total |= power if c else set()
            power = {a + b for a, b in product(power, found)}
        found = total | ({0} if net.bias else set())
    return found


def coefficient_count(net: Architecture) -> int | None:
    """How many coefficients an output has; None beyond what is counted."""
    n, degree = net.widths[0], net.degree
    if net.is_homogeneous and degree <= MOST_DEGREE:
        return comb(n + degree - 1, degree)
    return sum(comb(n + k - 1, k) for k in degrees(net)) if degree <= MOST_DEGREES else None


def symmetry_count(net: Architecture) -> int:
    """The dimension of the group of rescalings, and base changes at linear layers, that acts freely."""
    d = net.widths

    def count(layer: int, neighbour: int) -> int:
        k = net.exponent(layer)
        return 0 if k is None else d[layer] ** 2 if k == 1 and d[layer] <= d[neighbour] else d[layer]

    hidden = range(1, len(d) - 1)
    return max(sum(count(k, k - 1) for k in hidden), sum(count(k, k + 1) for k in hidden))


@lru_cache(maxsize=100_000)
def upper_bound(net: Architecture, *, thorough: bool = False) -> Bound:
    """The smallest count for the coefficients of the outputs; ``thorough`` tries flattenings too."""
    return min(_counts(net, thorough), key=lambda bound: bound[0])


def _counts(net: Architecture, thorough: bool) -> Iterator[Bound]:
    d, last = net.widths, len(net.widths) - 2
    yield net.weights - symmetry_count(net), {"by": "weights"}
    size = coefficient_count(net)
    if size is not None:
        yield d[-1] * size, {"by": "coefficients"}
        if last and not net.bias and d[-2] <= min(d[-1], size):
            yield d[-2] * (d[-1] + size - d[-2]), {"by": "span"}
    for at in range(1, last + 1):
        left, right = net.between(0, at), net.between(at, last + 1)
        (a, first), (b, second) = (upper_bound(part, thorough=thorough) for part in (left, right))
        yield a + b - _common(net, at), {"by": "split", "at": at, "parts": [first, second]}
        if net.exponent(at) == 1:
            merged = Architecture(d[:at] + d[at + 1 :], net.activations[: at - 1] + net.activations[at:], net.bias)
            bound, witness = upper_bound(merged, thorough=thorough)
            yield bound, {"by": "merge", "at": at, "of": witness}
    yield from _quadrics(net, thorough)
    if thorough and last == 1 and not net.bias and net.exponent(1) and size is not None:
        yield from _flattenings(net, size)


def _common(net: Architecture, layer: int) -> int:
    """What two parts of a network that is cut have in common: rescalings, or base changes of a linear first layer."""
    exponent, width = net.exponent(layer), net.widths[layer]
    if exponent is None:
        return 0
    return width**2 if exponent == 1 and layer == 1 and width <= net.widths[0] else width


def _quadrics(net: Architecture, thorough: bool) -> Iterator[Bound]:
    """A sum of k squares of independent functions is the same for the orthogonal group O(k)."""
    last = len(net.widths) - 2
    if last and net.widths[-1] == 1 and net.exponent(last) == 2:
        before, k = net.between(0, last), net.widths[-2]
        point = _independence(before)
        if point is not None:
            bound, witness = upper_bound(before, thorough=thorough)
            yield bound - comb(k, 2) + net.bias, {"by": "quadrics", "of": witness, **point}


def _independence(net: Architecture) -> Witness | None:
    """Weights and inputs at which the outputs are independent, if they are for almost all weights."""
    draw, k = Random(0), net.widths[-1]
    weights = [draw.randrange(1, PRIME) for _ in range(net.weights)]
    inputs = [[draw.randrange(PRIME) for _ in range(net.widths[0])] for _ in range(k)]
    values = [_outputs(net, weights, point) for point in inputs]
    if nmod_mat(k, k, [v for row in values for v in row], PRIME).rank() < k:
        return None
    return {"modulus": PRIME, "weights": weights, "inputs": inputs}


def _outputs(net: Architecture, weights: list[int], a: list[int]) -> list[int]:
    at = 0
    for k, (before, after) in enumerate(zip(net.widths, net.widths[1:], strict=False)):
        rows = [weights[at + i * before : at + (i + 1) * before] for i in range(after)]
        at += before * after
        biases = weights[at : at + after] if net.bias else [0] * after
        at += after * net.bias
        a = [(sum(w * y for w, y in zip(row, a, strict=True)) + c) % PRIME for row, c in zip(rows, biases, strict=True)]
        if k < len(net.activations):
            sigma = [int(c.numerator) * pow(c.denominator, -1, PRIME) for c in net.activations[k]]
            a = [sum(c * pow(z, i, PRIME) for i, c in enumerate(sigma)) % PRIME for z in a]
    return a


def _flattenings(net: Architecture, size: int) -> Iterator[Bound]:
    """An equation that sums of k powers satisfy, and a general tensor does not."""
    (n, k, m), r = net.widths, net.degree
    draw = Random(0)
    for on_inputs, low in product((True, False), range(r + 1)):
        for order in range(n if on_inputs else m):
            flattening = Flattening(n, m, r, on_inputs, order, low)
            if flattening.high < 0:
                continue
            rows, columns = flattening.shape
            each = flattening.rank_of_summand
            if not k * each < min(rows, columns) or rows * columns > LARGEST_FLATTENING:
                continue
            count = k + 1 + min(rows, columns) // max(each, 1) // 4
            summands = [[_drawn(draw, length) for length in (m, n)] for _ in range(count)]
            if flattening.rank(summands, PRIME) > k * each:
                side = "inputs" if on_inputs else "outputs"
                witness = {"by": "flattening", "side": side, "order": order, "degree": low}
                yield m * size - 1, {**witness, "modulus": PRIME, "summands": summands}
                return


def _drawn(draw: Random, length: int) -> list[int]:
    return [draw.randrange(1, 100) for _ in range(length)]
