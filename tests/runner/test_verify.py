"""`verify` takes claims, relations, derivations, paths and names."""

from pathlib import Path

import pytest

from symdl import (
    block_diag,
    count_is,
    critical_count_is,
    derivation,
    equal,
    exp,
    hstack,
    identity,
    matrix,
    rank,
    scalar,
    size,
    trace,
    vector,
    verify,
)
from symdl.claims.claim import Claim, Derivation
from symdl.claims.verdict import Reason, Verdict
from symdl.runner.report import Report
from symdl.terms.errors import SymdlError
from symdl.terms.term import Term


def test_a_relation_gives_a_verdict() -> None:
    x = scalar("x")
    verdict = verify(0 <= x**2)
    assert isinstance(verdict, Verdict)
    assert (verdict.word, verdict.scope) == ("PROVED", "all sizes")


def test_a_derivation_gives_a_report_with_its_links() -> None:
    @derivation
    def chain() -> list[object]:
        x = scalar("x")
        return [equal(x + x, 2 * x), x <= x**2]

    assert isinstance(chain, Derivation)
    report = verify(chain)
    assert [(r.name, r.word) for r in report] == [("chain.1", "PROVED"), ("chain.2", "REFUTED")]


def test_a_path_gives_a_report(tmp_path: Path) -> None:
    file = tmp_path / "theorem.py"
    file.write_text("from symdl import claim, scalar\n@claim\ndef f():\n    return 0 <= scalar('x')**2\n")
    report = verify(file)
    assert isinstance(report, Report)
    assert report["f"].word == "PROVED"


def test_a_missing_path_raises_a_sentence() -> None:
    with pytest.raises(SymdlError, match="does not exist"):
        verify("missing.py")
    with pytest.raises(SymdlError, match="takes a claim"):
        verify(3)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: equal(matrix("A", "m", "n") @ matrix("B", "m", "n"), 0), "n columns meet m rows"),
        (lambda: equal(scalar("x"), matrix("x", "n", "n")[0, 0]), "declared twice"),
        (lambda: None, "must return a relation"),
        (lambda: undefined_name, "NameError"),  # type: ignore[name-defined]  # noqa: F821
    ],
)
def test_a_formula_that_cannot_be_built_is_undecided_with_a_sentence(build: object, message: str) -> None:
    verdict = verify(Claim("broken", build))  # type: ignore[arg-type]
    assert verdict.reason == Reason.NOT_PARSED
    assert message in verdict.message


@pytest.mark.parametrize(
    ("equation", "message"),
    [
        (exp(scalar("x")), "no polynomial"),
        (1 / scalar("x"), "divides by more than a number"),
        (scalar("x") * scalar("q"), "q is no variable"),
        (scalar("x") ** 2000, "degree above 1000"),
    ],
)
def test_what_is_no_polynomial_is_not_counted(equation: Term, message: str) -> None:
    for relation in (count_is(1, [equation], [scalar("x")]), critical_count_is(1, equation, [scalar("x")])):
        verdict = verify(relation)
        assert verdict.reason == Reason.OUT_OF_SCOPE
        assert message in verdict.message


def test_a_claim_about_sizes_alone_is_one_at_all_sizes() -> None:
    verdict = verify(equal(trace(block_diag(identity("n"), identity("m"))), size("n") + size("m")))
    assert (verdict.word, verdict.scope) == ("PROVED", "all sizes")


@pytest.mark.slow
def test_a_scalar_that_is_zero_by_its_empty_sizes_leads_no_equation() -> None:
    empty, full, column = matrix("S", "m", 0), matrix("N", "m", "k"), vector("x", "m")
    verdict = verify(rank(empty) <= rank(hstack(empty, full, column)), seconds=3)
    assert "error of its own" not in verdict.message
