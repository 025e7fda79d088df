"""`explain`, `latex`, `doctor` and `new`."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from symdl.cli.main import VERBS, main

FILE = """
from symdl import claim, implies, scalar
x, lam = scalar("x"), scalar("lambda", positive=True)

@claim(source="a source with 100 % of _specials_")
def grows():
    \"\"\"A title with λ & more.\"\"\"
    return implies([1 <= x, x <= 5], lam <= lam * x)

@claim(expect="refuted")
def shrinks():
    return lam * x <= lam

@claim
def broken():
    return 1 / 0
"""


def symdl(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("theorem.py").write_text(FILE)
    return "theorem.py"


def test_explain_tells_what_was_understood_and_used(file: str) -> None:
    result = symdl("explain", f"{file}::grows", "--jobs", 1)
    assert result.exit_code == 0
    for part in ("lambda ∈ ℝ, positive", "1 ≤ x   (used)", r"\lambda \le \lambda x", "PROVED +", "all sizes"):
        assert part in result.stdout


def test_explain_tells_what_was_not_established(file: str) -> None:
    result = symdl("explain", f"{file}::shrinks", "--jobs", 1)
    assert "one counterexample refutes it" in result.stdout


def test_explain_survives_a_claim_that_cannot_be_built(file: str) -> None:
    result = symdl("explain", f"{file}::broken", "--jobs", 1)
    assert result.exit_code == 2
    assert "ZeroDivisionError" in result.stdout


def test_latex_is_a_whole_document_or_a_fragment(file: str) -> None:
    whole = symdl("latex", f"{file}::grows", f"{file}::shrinks", "--jobs", 1).stdout
    assert whole.startswith(r"\documentclass")
    assert whole.rstrip().endswith(r"\end{document}")
    assert r"100 \% of \_specials\_" in whole
    fragment = symdl("latex", f"{file}::grows", "--fragment", "--jobs", 1).stdout
    assert fragment.startswith(r"\begin{theorem}")


def test_latex_takes_certificates(file: str) -> None:
    symdl("verify", file, "--jobs", 1, "--certificates", ".")
    assert r"\begin{proof}" in symdl("latex", "grows.json").stdout
    Path("bad.json").write_text("{}")
    result = symdl("latex", "bad.json")
    assert result.exit_code == 2
    assert "symdl check bad.json" in result.stderr


def test_a_new_claim_verifies_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert symdl("new", "claim", "ridge_gradient").exit_code == 0
    result = symdl("verify", "proofs/ridge_gradient.py", "--jobs", 1)
    assert result.exit_code == 0
    assert "1 proved, 1 refuted" in result.stdout


def test_a_new_claim_overwrites_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    symdl("new", "claim", "a")
    assert symdl("new", "claim", "a").exit_code == 2
    for name in ("../a", "a b", "1a", "_a", "é"):
        assert symdl("new", "claim", name).exit_code == 2


def test_doctor_names_what_is_there_and_what_is_missing() -> None:
    result = symdl("doctor")
    for part in ("sympy", "python-flint", "msolve", "giac", "catalogue"):
        assert part in result.stdout


def test_help_lists_every_verb() -> None:
    result = symdl("--help")
    assert all(verb in result.stdout for verb in VERBS)
    assert all(symdl(verb, "--help").exit_code == 0 for verb in VERBS)


def test_an_unknown_verb_is_a_usage_error() -> None:
    assert symdl("prove").exit_code == 2
