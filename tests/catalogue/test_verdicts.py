"""Each claim of `proofs/` has the verdict it expects."""

from collections.abc import Callable
from pathlib import Path

import pytest

from symdl.runner.catalogue import catalogue_files
from symdl.runner.collect import collect
from symdl.runner.verify import verify_collection


def names_sympy(file: Path) -> bool:
    return "sympy" in file.read_text(encoding="utf-8")


def decided(files: list[Path], record_property: Callable[[str, object], None]) -> None:
    report = verify_collection(collect(files))
    twins = [result for result in report if result.expected == "refuted"]
    record_property("symdl_claims", len(report))
    record_property("symdl_twins", len(twins))
    record_property("symdl_twins_refuted", sum(twin.word == "REFUTED" for twin in twins))
    record_property("symdl_wrong", len(report.unexpected) + len(report.failures))
    record_property("symdl_open", ", ".join(result.name for result in report.open))
    record_property("symdl_seconds", round(report.seconds, 1))
    assert [f"{result.name}: {result.failure}" for result in report.failures] == []
    assert [f"{result.name}: {result.word}" for result in report.unexpected] == []
    assert [f"{result.name}: {result.verdict}" for result in report.open] == []


def test_every_claim_has_the_verdict_it_expects(record_property: Callable[[str, object], None]) -> None:
    decided([file for file in catalogue_files() if not names_sympy(file)], record_property)


@pytest.mark.sympy
def test_claims_built_with_sympy_have_the_verdicts_they_expect(
    record_property: Callable[[str, object], None],
) -> None:
    decided([file for file in catalogue_files() if names_sympy(file)], record_property)
