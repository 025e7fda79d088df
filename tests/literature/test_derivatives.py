"""Derivatives from the literature: the true ones PROVED at all sizes, the false ones REFUTED, none the other way round."""

import pytest

from .decided import listed, tried
from .derivatives import COOKBOOK, FALSE, MATRIX_CALCULUS

AT_SIZES = ("mc-08h",)
"""Proved at small sizes only: a hypothesis would have to be used under an entrywise product."""
QUICK = 5
"""Every fifth claim runs by default, the others are slow."""
TRUE = {**MATRIX_CALCULUS, **COOKBOOK}


def sampled(claims):
    return listed(claims, [*claims][::QUICK])


@pytest.mark.parametrize("name", sampled(TRUE))
def test_a_derivative_is_proved_at_all_sizes(name):
    tried(TRUE[name], is_true=True, scopes=() if name in AT_SIZES else ("all sizes",), seconds=60.0)


@pytest.mark.parametrize("name", sampled(FALSE))
def test_a_false_derivative_is_refuted(name):
    tried(FALSE[name], is_true=False, seconds=60.0)
