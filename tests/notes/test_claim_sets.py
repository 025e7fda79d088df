"""A hundred published formulas are read as what they say: in floats a true one holds wherever its hypotheses do, a false one does not."""

import pytest

from symdl.numeric.evidence import evidence_for

from .claim_sets import ROWS
from .reading import document


def test_there_are_a_hundred() -> None:
    assert len({name for name, *_ in ROWS}) >= 100


@pytest.mark.parametrize(("setting", "formula", "is_true"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_formula_means_what_it_says(setting: str, formula: str, is_true: bool) -> None:
    found = document(setting, ":::{claim} c", "$$", formula, "$$", ":::")
    assert not found.faults, found.faults
    evidence = [evidence_for(claim, seed=0) for claim in found.claims]
    assert all(part.instances for part in evidence)
    assert all(part.agreeing == part.instances for part in evidence) == is_true
