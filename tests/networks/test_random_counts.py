"""Counts put together at random, sensible or not: the checker refuses them or they are at least the true dimension."""

from fractions import Fraction
from random import Random

import pytest

from symdl.check import Rejected
from symdl.check.polynomial import Work
from symdl.check.ranks.dimension import at_most
from symdl.check.ranks.networks import Network
from symdl.semantics.generic_ranks import sampled_rank
from symdl.terms.ranks import Architecture, power
from symdl.terms.term import Term

ACTIVATIONS = [
    power(1),
    power(2),
    power(3),
    (Fraction(0), Fraction(-2)),
    (Fraction(0), Fraction(0), Fraction(1, 2)),
    (Fraction(1), Fraction(1)),
    (Fraction(1), Fraction(0), Fraction(1)),
    (Fraction(0), Fraction(1), Fraction(1)),
]


def count(draw, layers, depth=0):
    """A witness for a network of so many layers, its parts drawn without regard to whether they fit."""
    kinds = (
        ["weights", "coefficients", "span"]
        if depth > 3
        else ["weights", "coefficients", "span", *["split"] * 4, "merge", "quadrics"]
    )
    kind = draw.choice(kinds)
    at = draw.randint(1, max(1, layers - 1))
    if kind == "split":
        return {"by": kind, "at": at, "parts": [count(draw, at, depth + 1), count(draw, layers - at, depth + 1)]}
    if kind == "merge":
        return {"by": kind, "at": at, "of": count(draw, layers - 1, depth + 1)}
    if kind == "quadrics":
        return {"by": kind, "of": count(draw, layers - 1, depth + 1), "modulus": 32749}
    return {"by": kind}


def filled(draw, witness, net):
    """With random points for the sums of squares, at every depth where a network is known."""
    if not isinstance(witness, dict):
        return witness
    done = dict(witness)
    if done["by"] == "quadrics" and len(net.widths) > 2:
        before = net.between(0, len(net.widths) - 2)
        done["weights"] = [draw.randrange(32749) for _ in range(before.weights)]
        done["inputs"] = [[draw.randrange(32749) for _ in range(net.widths[0])] for _ in range(before.widths[-1] + 1)]
        done["of"] = filled(draw, done["of"], before)
    elif done["by"] == "split" and done["at"] < len(net.widths) - 1:
        parts = net.between(0, done["at"]), net.between(done["at"], len(net.widths) - 1)
        done["parts"] = [filled(draw, part, sub) for part, sub in zip(done["parts"], parts, strict=True)]
    return done


def drawn_network(draw):
    widths = tuple(draw.randint(1, 4) for _ in range(draw.randint(3, 5)))
    return Architecture(widths, tuple(draw.choice(ACTIVATIONS) for _ in widths[2:]), draw.random() < 0.3)


def attack(seed, networks, witnesses):
    """How many counts were accepted, and those that are too small."""
    draw, accepted, wrong = Random(seed), 0, []
    for _ in range(networks):
        net = drawn_network(draw)
        dimension = sampled_rank(Term("network_rank", data=net))
        for _ in range(witnesses):
            witness = filled(draw, count(draw, len(net.widths) - 1), net)
            try:
                bound = at_most(Network(net.widths, net.activations, net.bias), witness, Work())
            except (Rejected, KeyError, ValueError):
                continue
            accepted += 1
            if bound < dimension:
                wrong.append((net, witness, bound, dimension))
    return accepted, wrong


def test_no_count_is_too_small():
    accepted, wrong = attack(0, 120, 20)
    assert wrong == []
    assert accepted > 500


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 9))
def test_no_count_is_too_small_on_many_networks(seed):
    accepted, wrong = attack(seed, 500, 40)
    assert wrong == []
    assert accepted > 2000
