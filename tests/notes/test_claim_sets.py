"""A hundred published formulas are read as what they say: in floats a true one holds wherever its hypotheses do, a false one does not."""

import pytest

from symdl.numeric.evidence import evidence_for

from .claim_sets import ROWS
from .reading import document

SOME = [pytest.param(*row[1:], id=row[0], marks=() if k % 3 == 0 else pytest.mark.slow) for k, row in enumerate(ROWS)]


def test_all_of_a_hundred_are_read() -> None:
    assert len({name for name, *_ in ROWS}) >= 100
    for name, setting, formula, _ in ROWS:
        found = document(setting, ":::{claim} c", "$$", formula, "$$", ":::")
        assert not found.faults, (name, found.faults)
        assert [claim.statement for claim in found.claims], name


@pytest.mark.parametrize(("setting", "formula", "is_true"), SOME)
def test_a_formula_means_what_it_says(setting: str, formula: str, is_true: bool) -> None:
    found = document(setting, ":::{claim} c", "$$", formula, "$$", ":::")
    evidence = [evidence_for(claim, seed=0) for claim in found.claims]
    assert all(part.instances for part in evidence)
    assert all(part.agreeing == part.instances for part in evidence) == is_true
