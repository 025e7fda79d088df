"""Rules for block columns of the identity, held against integer matrices at several sizes."""

import random
from itertools import product
from math import prod

from symdl.check.blocks.reading import inclusion
from symdl.check.blocks.sizes import counts
from symdl.check.language import Language
from symdl.check.normal import Normaliser
from symdl.check.polynomial import Work

SIZES = (0, 1, 2, "n", "m", "m+n")
PLACES = ({"n": 1, "m": 1}, {"n": 2, "m": 1}, {"n": 1, "m": 3}, {"n": 3, "m": 2})


def value(size, at):
    return sum(k * prod(at[f] for f in name.split("*") if f) for name, k in counts(size).items())


def matrix(part, at, *, turned):
    p, s, q = (value(size, at) for size in part)
    rows = [[int(i == p + j) for j in range(s)] for i in range(p + s + q)]
    return [[row[j] for row in rows] for j in range(s)] if turned else rows


def times(a, b):
    return [[sum(x * y for x, y in zip(row, column, strict=True)) for column in zip(*b, strict=True)] for row in a]


def test_what_two_block_columns_make_is_their_product():
    draw, seen = random.Random(1), 0
    normaliser = Normaliser(Language({}, Work(), {}), Work())
    known = normaliser.words.inclusions
    for _ in range(1500):
        nodes = [inclusion(normaliser.language, *draw.choices(SIZES, k=3)) for _ in range(2)]
        if any(node.op != "inclusion" or node.data[1] == 0 for node in nodes):
            continue
        (a,), (b,) = (next(iter(normaliser.words.words(node))) for node in nodes)
        for x, y in product((a, a ^ 1), (b, b ^ 1)):
            fits = normaliser.words.rows(x ^ 1) == normaliser.words.rows(y)
            found = known.met(x, y) if fits else None
            for at in PLACES if found is not None else ():
                left, right = (matrix(known.parts[letter // 2], at, turned=letter & 1) for letter in (x, y))
                whole = times(left, right)
                total = [[0] * len(row) for row in whole]
                for sign, word in found:
                    made = [[int(i == j) for j in range(len(whole))] for i in range(len(whole))]
                    for letter in word:
                        made = times(made, matrix(known.parts[letter // 2], at, turned=letter & 1))
                    total = [
                        [t + sign * m for t, m in zip(*rows, strict=True)] for rows in zip(total, made, strict=True)
                    ]
                assert total == whole
                seen += 1
    assert seen > 100
