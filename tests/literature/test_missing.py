"""False claims from the literature whose only fault is a missing hypothesis name it; the others name none."""

import pytest

from symdl import missing_hypotheses

from .decided import listed
from .identities import CLAIMS, FALSE, TWINS

MISSING = {
    "f-043": "A and B commute",
    "f-047": "K is an involution",
    "f-051": "A is normal",
    "f-052": "A is normal",
    "f-053": "A and B commute",
    "f-056": "B is normal",
    "f-062": "the ranges of Mᵀ@M@P and P are equal",
    "f-063": "rank(P) = n",
    "f-064": "rank(M) = n and rank(P) = n",
    "f-066": "A is symmetric",
    "f-067": "A is normal",
    "f-068": "A is normal",
    "f-069": "Aᵀ@B = 0_{n×n} and A@Bᵀ = 0_{n×n}",
    "f-071": "rank(M) = n",
    "f-074": "A is normal",
    "f-076": "rank(M) = n",
    "f-080": "B and C commute",
    "f-085": "m = n",
    "f-094": "Z is symmetric",
    "f-096": "A and B commute",
    "cb-262-a": "b lies in the range of A",
    "cb-426": "A is symmetric",
    "cb-524": "Z is symmetric",
}
"""What is among the hypotheses that are named."""

QUICK = ("f-069", "f-071", "f-082", "cb-262-a")

FALSE_CLAIMS = {name: false for name, (false, _) in TWINS.items()} | {name: CLAIMS[name] for name in sorted(FALSE)}


@pytest.mark.parametrize("name", listed(FALSE_CLAIMS, QUICK))
def test_what_is_missing_is_named(name):
    found = [repair.words for repair in missing_hypotheses(FALSE_CLAIMS[name], seconds=60.0)]
    assert MISSING[name] in found if name in MISSING else not found
