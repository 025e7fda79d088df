"""Two ways to a flattening, the prover's and the checker's, give matrices of one shape and rank."""

import random

from symdl.check.polynomial import Work
from symdl.check.ranks.flattening import Flattening as Checked
from symdl.networks.flattening import Flattening

PRIME = 32_749


def drawn(draw):
    variables, outputs, degree = (draw.randint(1, 4) for _ in range(3))
    on_inputs = draw.random() < 0.5
    order = draw.randint(0, (variables if on_inputs else outputs) - 1)
    return variables, outputs, degree, on_inputs, order, draw.randint(0, degree)


def test_the_prover_and_the_checker_agree_on_flattenings():
    draw, compared = random.Random(0), 0
    while compared < 60:
        data = drawn(draw)
        found, checked = Flattening(*data), Checked(*data)
        if found.high < 0 or found.shape[0] * found.shape[1] > 2000:
            continue
        assert (found.shape, found.rank_of_summand) == (checked.shape, checked.rank_of_summand)
        summands = [
            [[draw.randint(-9, 9) for _ in range(n)] for n in (data[1], data[0])] for _ in range(draw.randint(1, 5))
        ]
        assert found.rank(summands, PRIME) == checked.rank(summands, PRIME, Work())
        compared += 1
