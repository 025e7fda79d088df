"""`symdl check` says what a certificate shows, and never fails with a traceback."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from symdl import at_most, implies, less_than, scalar, verify
from symdl.cli.main import main


def symdl(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def certificate() -> Any:
    x, y = scalar("x"), scalar("y", positive=True)
    return verify(implies(at_most(1, x), less_than(0, x * y))).certificate


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "c.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_a_proof_is_told_in_words(tmp_path: Path, certificate: Any) -> None:
    result = symdl("check", written(tmp_path, json.dumps(certificate)))
    assert result.exit_code == 0
    assert "PROVED + claim" in result.stdout
    assert "if 1 ≤ x then 0 < x*y" in result.stdout
    assert "all sizes" in result.stdout


def test_json_carries_the_same(tmp_path: Path, certificate: Any) -> None:
    result = symdl("check", written(tmp_path, json.dumps(certificate)), "--format", "json")
    (finding,) = json.loads(result.stdout)["certificates"]
    assert finding["word"] == "PROVED"
    assert finding["claim_hash"] == certificate["claim_hash"]


GARBAGE: dict[str, str | bytes] = {
    "empty": "",
    "text": "hello",
    "number": "3",
    "null": "null",
    "list": "[1, 2]",
    "object": "{}",
    "binary": bytes(range(256)),
    "utf16": "{}".encode("utf-16"),
    "deep": "[" * 200_000,
    "deep and closed": "[" * 50_000 + "]" * 50_000,
    "long number": "9" * 100_000,
    "not a number": "NaN",
    "wrong types": '{"schema": "symdl.certificate/1", "claim": 3, "claim_hash": [], "verdict": {}, "instance": 0, '
    '"holds": 1, "proof": null}',
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_garbage_is_rejected_with_a_sentence(tmp_path: Path, kind: str) -> None:
    result = symdl("check", written(tmp_path, GARBAGE[kind]))
    assert result.exit_code == 4
    assert "REJECTED x" in result.stdout
    assert "Traceback" not in result.output


def test_a_truncated_certificate_is_rejected(tmp_path: Path, certificate: Any) -> None:
    text = json.dumps(certificate)
    for length in range(0, len(text), max(1, len(text) // 23)):
        assert symdl("check", written(tmp_path, text[:length])).exit_code == 4


@pytest.mark.parametrize("field", ["claim_hash", "verdict", "claim", "proof", "instance", "holds", "schema"])
def test_an_altered_certificate_is_rejected(tmp_path: Path, certificate: Any, field: str) -> None:
    for value in (None, "", {}, [], 7):
        assert symdl("check", written(tmp_path, json.dumps({**certificate, field: value}))).exit_code == 4


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    assert symdl("check", tmp_path / "missing.json").exit_code == 2
    assert symdl("check", tmp_path).exit_code == 2
    assert symdl("check").exit_code == 2


def test_one_bad_file_among_good_ones_is_exit_code_4(tmp_path: Path, certificate: Any) -> None:
    good = written(tmp_path, json.dumps(certificate))
    bad = tmp_path / "bad.json"
    bad.write_text("{}")
    result = symdl("check", good, bad)
    assert result.exit_code == 4
    assert "PROVED +" in result.stdout
