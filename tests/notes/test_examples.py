"""The lecture notes in `examples/` give the verdicts they are known for: their errors are found, the rest holds."""

from pathlib import Path

import pytest

from symdl import verify

EXAMPLES = Path(__file__).parents[2] / "examples"

VERDICTS = {
    "ridge_and_pseudoinverse": "PRPPRPPPR",
    "gradient_descent": "PPRPPRPRPU",
    "deep_linear_networks": "PPRPPPRPPRP",
    "normalisation": "PPRPRPRPPRPPR",
    "polynomial_networks": "PPPRPPPRPRPPPU",
}
"""P proved, R refuted, U undecided, in the order of the claims."""


def test_every_note_is_pinned() -> None:
    assert {file.stem for file in EXAMPLES.glob("*.md")} == set(VERDICTS)


@pytest.mark.parametrize("name", VERDICTS)
def test_a_note_has_its_verdicts(name: str) -> None:
    report = verify(EXAMPLES / f"{name}.md")
    assert not report.errors
    assert "".join(result.word[0] for result in report) == VERDICTS[name]
    assert report.exit_code(is_strict=True) == 0


@pytest.mark.parametrize("name", VERDICTS)
def test_a_note_holds_errors_that_were_found(name: str) -> None:
    assert VERDICTS[name].count("R") >= 2
