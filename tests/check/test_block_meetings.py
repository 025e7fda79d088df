"""Rules for block columns of the identity, held against integer matrices at several sizes."""

import random
from itertools import product
from math import prod

import numpy as np

from symdl.check.blocks.reading import inclusion
from symdl.check.blocks.sizes import counts
from symdl.check.language import Language
from symdl.check.normal import Normaliser
from symdl.check.polynomial import Work

SIZES = (0, 1, 2, "n", "m", "m+n", "2*n", "n*m")
PLACES = ({"n": 1, "m": 1}, {"n": 2, "m": 1}, {"n": 1, "m": 3}, {"n": 3, "m": 2})


def value(size, at):
    return sum(k * prod(at[f] for f in name.split("*") if f) for name, k in counts(size).items())


def matrix(part, at, *, turned):
    before, size, after = (value(each, at) for each in part)
    whole = np.eye(before + size + after, dtype=int)[:, before : before + size]
    return whole.T if turned else whole


def test_what_two_block_columns_make_is_their_product():
    draw, seen = random.Random(1), 0
    normaliser = Normaliser(Language({}, Work(), {}), Work())
    known = normaliser.words.inclusions
    for _ in range(3000):
        first = draw.choices(SIZES, k=3)
        second = draw.choice((draw.sample(first, 3), draw.choices(SIZES, k=3)))
        nodes = [inclusion(normaliser.language, *part) for part in (first, second)]
        if any(node.op != "inclusion" for node in nodes):
            continue
        (a,), (b,) = (next(iter(normaliser.words.words(node))) for node in nodes)
        for x, y in product((a, a ^ 1), (b, b ^ 1)):
            fits = normaliser.words.rows(x ^ 1) == normaliser.words.rows(y)
            found = known.met(x, y) if fits else None
            for at in PLACES if found is not None else ():
                assert (made(found, known, x, y, at) == whole(known, x, y, at)).all()
                seen += 1
    assert seen > 1000


def whole(known, x, y, at):
    left, right = (matrix(known.parts[letter // 2], at, turned=letter & 1) for letter in (x, y))
    return left @ right


def made(found, known, x, y, at):
    """The sum of words that a rule gives."""
    total = np.zeros_like(whole(known, x, y, at))
    for sign, word in found:
        term = np.eye(len(total), dtype=int)
        for letter in word:
            term = term @ matrix(known.parts[letter // 2], at, turned=letter & 1)
        total = total + sign * term
    return total
