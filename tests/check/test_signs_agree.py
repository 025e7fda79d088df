"""Signs that the checker tells of terms drawn at random are those of the floats."""

import random

import numpy as np
import pytest

from symdl import (
    at_most,
    entrywise_at_most,
    entrywise_less_than,
    entrywise_unequal,
    exp,
    hadamard,
    inner,
    less_than,
    matrix,
    norm,
    ones,
    scalar,
    trace,
    unequal,
    vector,
    zeros,
)
from symdl.check import Rejected
from symdl.semantics.floats import evaluate_float
from symdl.terms.term import Term

from .test_calculus import SIGNS, checked

x, y, s, A = vector("x", "n"), vector("y", "n"), scalar("s"), matrix("A", "n", "n")
RELATIONS = {
    "le": (at_most, entrywise_at_most),
    "lt": (less_than, entrywise_less_than),
    "ne": (lambda zero, t: unequal(t, zero), lambda zero, t: entrywise_unequal(t, zero)),
}
FAILS = {
    "le": lambda value: (value < -1e-9 * (1 + np.abs(value).max())).any(),
    "lt": lambda value: (value < -1e-9 * (1 + np.abs(value).max())).any() or (value == 0).any(),
    "ne": lambda value: (value == 0).any(),
}


def column(draw: random.Random, depth: int) -> Term:
    def again() -> Term:
        return column(draw, depth - 1)

    kinds = [
        lambda: x,
        lambda: y,
        lambda: ones("n", 1),
        lambda: again() + again(),
        lambda: again() - again(),
        lambda: hadamard(again(), again()),
        lambda: exp(again()),
        lambda: square(draw, depth - 1) @ again(),
        lambda: number(draw, depth - 1) * again(),
    ]
    return draw.choice(kinds if depth else kinds[:3])()


def square(draw: random.Random, depth: int) -> Term:
    def again() -> Term:
        return square(draw, depth - 1)

    def gram() -> Term:
        inside = draw.choice([column, square])(draw, depth - 1)
        return inside @ inside.T

    kinds = [
        lambda: A,
        lambda: A.T,
        gram,
        lambda: column(draw, depth - 1) @ column(draw, depth - 1).T,
        lambda: hadamard(again(), again()),
        lambda: again() + again(),
    ]
    return draw.choice(kinds if depth else kinds[:2])()


def number(draw: random.Random, depth: int) -> Term:
    def again() -> Term:
        return number(draw, depth - 1)

    def squares() -> Term:
        inside = draw.choice([column, square])(draw, depth - 1)
        return inner(inside, inside)

    kinds = [
        lambda: s,
        lambda: exp(s),
        squares,
        lambda: column(draw, depth - 1).T @ column(draw, depth - 1),
        lambda: norm(column(draw, depth - 1)),
        lambda: norm(square(draw, depth - 1)) ** 2,
        lambda: trace(square(draw, depth - 1)),
        lambda: again() + again(),
        lambda: again() * again(),
        lambda: -again(),
    ]
    return draw.choice(kinds if depth else kinds[:2])()


def points(draw: random.Random):
    """Small integers, so that entries vanish and agree often; first all of them 0."""
    for k in range(6):
        n, random_ = draw.choice([1, 2, 3]), np.random.default_rng(draw.randrange(10**6))
        shapes = {"x": (n, 1), "y": (n, 1), "s": (), "A": (n, n)}
        yield n, {name: random_.integers(-2, 3, shape).astype(float) * (k > 0) for name, shape in shapes.items()}


def is_told(relation) -> bool:
    try:
        return checked(relation, SIGNS).word == "PROVED"
    except Rejected:
        return False


@pytest.mark.parametrize("seed", [0, *(pytest.param(k, marks=pytest.mark.slow) for k in range(1, 40))])
def test_a_sign_that_is_told_is_right(seed: int) -> None:
    draw, told = random.Random(seed), 0
    for _ in range(40):
        term = draw.choice([column, square, number])(draw, 3)
        is_matrix = term.shape != (1, 1)
        zero = zeros(*term.shape) if is_matrix else 0
        for name, relations in RELATIONS.items():
            if is_told(relations[is_matrix](zero, term)):
                told += 1
                for n, values in points(draw):
                    value = np.asarray(evaluate_float(term, values, {"n": n}), dtype=float)
                    assert not (np.isfinite(value).all() and FAILS[name](value)), (name, term, values)
    assert told
