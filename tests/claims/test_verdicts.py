"""Verdicts: three words, never a bool."""

import pytest

from symdl.check.judgement import Judgement
from symdl.claims.verdict import Reason, Verdict, undecided

PROVED = Verdict(judgement=Judgement("PROVED", "sizes n=2", ("Cauchy–Schwarz",), "0" * 64))


@pytest.mark.parametrize("verdict", [PROVED, undecided(Reason.VACUOUS, "so")])
def test_a_verdict_has_no_truth_value(verdict: Verdict) -> None:
    with pytest.raises(TypeError, match="not true or false; compare verdict"):
        bool(verdict)


def test_a_verdict_says_what_the_checker_said() -> None:
    assert (PROVED.word, PROVED.scope, PROVED.trust) == ("PROVED", "sizes n=2", ("Cauchy–Schwarz",))
    assert repr(PROVED) == "<PROVED (sizes n=2)>"


def test_without_a_judgement_there_is_a_reason() -> None:
    verdict = undecided(Reason.TIMEOUT, "time is up")
    assert (verdict.word, verdict.scope, verdict.trust) == ("UNDECIDED", None, ())
    assert repr(verdict) == "<UNDECIDED (TIMEOUT: time is up)>"


@pytest.mark.parametrize(
    "fields", [{}, {"judgement": PROVED.judgement, "reason": Reason.VACUOUS}], ids=["neither", "both"]
)
def test_a_verdict_is_a_judgement_or_has_a_reason(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="one of the two"):
        Verdict(**fields)  # type: ignore[arg-type]


def test_a_verdict_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        PROVED.message = "other"  # type: ignore[misc]
    assert PROVED.having(message="other").message == "other"
    assert PROVED.message == ""


def test_the_reasons_are_a_closed_list() -> None:
    assert {*Reason} == {
        *("NOT_PARSED", "OUT_OF_SCOPE", "TIMEOUT", "BUDGET"),
        *("NO_PROOF_FOUND", "NUMERIC_ONLY", "EXTERNAL_ONLY", "VACUOUS"),
    }
