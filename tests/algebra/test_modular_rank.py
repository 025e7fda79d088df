"""Ranks by elimination in blocks agree with FLINT, whatever the shape, the rank and the place of zeros."""

import numpy as np
import pytest
from flint import nmod_mat

from symdl.algebra import modular_rank
from symdl.algebra.modular_rank import rank_mod


def drawn(draw, p):
    """A matrix of known rank bound, with columns and rows that vanish, so that panels have no pivots."""
    m, n = draw.integers(1, 330, 2)
    r = int(draw.integers(0, min(m, n) + 1))
    A = draw.integers(0, p, (m, r)) @ draw.integers(0, p, (r, n)) % p
    A[:, draw.random(n) < draw.choice([0, 0.5])] = 0
    A[draw.random(m) < draw.choice([0, 0.5])] = 0
    return A


@pytest.mark.parametrize("p", [2, 3, 251, 32_749])
def test_the_rank_is_that_of_flint(p, monkeypatch):
    monkeypatch.setattr(modular_rank, "SMALL", 0)
    draw = np.random.default_rng(p)
    for _ in range(12):
        A = drawn(draw, p)
        assert rank_mod(A, p) == nmod_mat(*A.shape, A.ravel().tolist(), p).rank()


def test_entries_that_pile_up_are_reduced_in_time(monkeypatch):
    monkeypatch.setattr(modular_rank, "SMALL", 0)
    p, draw = 5_931_641, np.random.default_rng(0)  # 96 p² is about 2⁵² / 1.3: every panel must reduce what follows
    left, right = draw.integers(0, p, (300, 150)), draw.integers(0, p, (150, 310))
    A = np.array([[int(x) for x in row] for row in left.astype(object) @ right.astype(object) % p])
    assert rank_mod(A, p) == 150


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_an_empty_matrix_has_rank_zero(shape):
    assert rank_mod(np.zeros(shape, dtype=np.int64), 251) == 0
