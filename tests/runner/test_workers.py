"""Runs: order, time limits, dead workers, interruption, and the second check of certificates."""

import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import symdl.runner.attempt
import symdl.runner.decide
from symdl import scalar, verify
from symdl.claims.claim import Claim
from symdl.claims.verdict import Reason, Verdict, undecided
from symdl.runner.attempt import attempt
from symdl.runner.collect import collect
from symdl.runner.recheck import recheck
from symdl.runner.report import Result
from symdl.runner.verify import CertificateError, verify_collection
from symdl.runner.wire import from_wire, to_wire
from symdl.runner.workers import Task, hard_limit, run

FILE = """
import os, time
from symdl import claim, scalar

x, y = scalar("x"), scalar("y")

@claim
def first():
    return 2 * x * y <= x**2 + y**2

@claim
def endless():
    while True:
        pass

@claim
def deadly():
    os._exit(3)

@claim(expect="refuted")
def last():
    print("a claim may print")
    return x * y <= x**2 - y**2
"""


@pytest.fixture
def proofs(tmp_path: Path) -> Path:
    (tmp_path / "theorem.py").write_text(FILE)
    return tmp_path


def square() -> Claim:
    x = scalar("x")
    return Claim("square", lambda: 0 <= x**2)


def test_workers_survive_endless_and_deadly_claims(proofs: Path) -> None:
    seen: list[str] = []
    start = time.monotonic()
    report = verify_collection(collect([proofs]), limit=2, jobs=2, on_result=lambda r: seen.append(r.name))
    words = [(r.name, r.word, r.verdict.reason if r.verdict is not None else None) for r in report]
    assert words == [
        ("first", "PROVED", None),
        ("endless", "UNDECIDED", Reason.TIMEOUT),
        ("deadly", "UNDECIDED", Reason.BUDGET),
        ("last", "REFUTED", None),
    ]
    assert seen == [name for name, _, _ in words]
    assert time.monotonic() - start < 60


def test_the_answer_does_not_depend_on_the_number_of_workers(proofs: Path) -> None:
    def outcome(jobs: int) -> list[tuple[str, str, object]]:
        chosen = [f"{proofs / 'theorem.py'}::{name}" for name in ("first", "last")]
        report = verify_collection(collect(chosen), jobs=jobs)
        return [(r.name, r.word, r.verdict.certificate if r.verdict is not None else None) for r in report]

    assert outcome(1) == outcome(2)


@pytest.mark.skipif(sys.platform == "win32", reason="no timer signal")
def test_the_soft_limit_stops_python_code(proofs: Path) -> None:
    report = verify_collection(collect([f"{proofs / 'theorem.py'}::endless"]), limit=0.2, jobs=1)
    (result,) = report
    assert result.verdict is not None
    assert result.verdict.reason == Reason.TIMEOUT


def test_an_interruption_keeps_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def decide(claim: Claim, *, seconds: float, seed: int) -> Verdict:
        if claim.name == "second":
            raise KeyboardInterrupt
        return undecided(Reason.NO_PROOF_FOUND, "nothing")

    monkeypatch.setattr(symdl.runner.decide, "decide", decide)
    tasks = [Task(replace(square(), name=name), 1.0) for name in ("first", "second", "third")]
    results, is_interrupted = run(tasks, jobs=1)
    assert is_interrupted
    assert [r.word for r in results] == ["UNDECIDED", "NOT RUN", "NOT RUN"]


def test_an_error_inside_symdl_is_a_verdict_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def decide(claim: Claim, *, seconds: float, seed: int) -> Verdict:
        raise RuntimeError("a bug")

    monkeypatch.setattr(symdl.runner.decide, "decide", decide)
    verdict = attempt(square()).verdict
    assert verdict is not None
    assert "RuntimeError: a bug (test_workers.py" in verdict.message


def certified() -> tuple[Claim, Verdict]:
    claim = square()
    return claim, verify(claim)


def test_a_sound_certificate_passes_the_second_check() -> None:
    claim, verdict = certified()
    assert recheck(claim, verdict) is None


def test_a_verdict_without_certificate_fails() -> None:
    claim, verdict = certified()
    assert "without a certificate" in str(recheck(claim, verdict.having(certificate=None)))


def test_a_certificate_of_another_claim_fails() -> None:
    _, verdict = certified()
    x = scalar("x")
    other = Claim("square", lambda: 0 <= x**4)
    assert "about another claim" in str(recheck(other, verdict))


def test_a_damaged_certificate_fails() -> None:
    claim, verdict = certified()
    assert verdict.certificate is not None
    damaged = {**verdict.certificate, "verdict": "REFUTED"}
    assert "fails its check" in str(recheck(claim, verdict.having(certificate=damaged)))


def test_a_failed_certificate_is_loud(monkeypatch: pytest.MonkeyPatch) -> None:
    claim, verdict = certified()
    monkeypatch.setattr(symdl.runner.decide, "decide", lambda *_, **__: verdict.having(certificate=None))
    result = attempt(claim)
    assert result.failure is not None
    assert result.word == "UNDECIDED"
    with pytest.raises(CertificateError):
        verify(claim)


def test_a_result_survives_the_wire() -> None:
    result = attempt(square(), file=Path("theorem.py"))
    sent = from_wire(to_wire(result))
    assert sent.to_dict() == result.to_dict()
    assert isinstance(sent, Result)


def test_the_hard_limit_leaves_room_for_a_soft_end() -> None:
    assert hard_limit(20) == 26
