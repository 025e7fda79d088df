"""Claims as tests: what is collected, what passes, and what a failure shows."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

FILE = """
from symdl import claim, equal, matrix, scalar

@claim
def fine():
    return 0 <= scalar("x") ** 2

@claim(expect="refuted")
def twin():
    return 0 <= scalar("x")
"""

WRONG = """
from symdl import claim, equal, matrix

@claim
def commute():
    A, B = matrix("A", "n", "n"), matrix("B", "n", "n")
    return equal(A @ B, B @ A)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "proofs").mkdir()
    (tmp_path / "proofs" / "theorem.py").write_text(FILE)
    (tmp_path / "proofs" / "other.py").write_text("claims = []\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    return tmp_path


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """pytest in a process of its own, with the plugin as an installation has it."""
    is_installed = any(point.value == "symdl.testing.plugin" for point in entry_points(group="pytest11"))
    plugin = [] if is_installed else ["-p", "symdl.testing.plugin"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *plugin, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return done.returncode, done.stdout + done.stderr


def test_pytest_proofs_runs_each_claim(folder: Path) -> None:
    code, text = run(folder, "proofs", "-v")
    assert code == 0, text
    assert "proofs/theorem.py::fine PASSED" in text
    assert "2 passed" in text


def test_one_claim_can_be_named(folder: Path) -> None:
    code, text = run(folder, "proofs/theorem.py::twin")
    assert (code, "1 passed" in text) == (0, True), text


@pytest.mark.parametrize("arguments", [(), (".",)])
def test_nothing_is_collected_unless_asked_for(folder: Path, arguments: tuple[str, ...]) -> None:
    code, text = run(folder, *arguments)
    assert code == 5, text


def test_the_flag_and_the_setting_turn_it_on(folder: Path) -> None:
    assert run(folder, "--symdl")[0] == 0
    (folder / "pytest.ini").write_text("[pytest]\nsymdl = true\n")
    assert "2 passed" in run(folder)[1]


def test_a_refuted_claim_shows_formula_counterexample_and_command(folder: Path) -> None:
    (folder / "proofs" / "theorem.py").write_text(WRONG)
    code, text = run(folder, "proofs")
    assert code == 1
    for part in ("A@B = B@A", "counterexample  n = 2", "symdl verify proofs/theorem.py::commute", "REFUTED"):
        assert part in text
    assert "Traceback" not in text


def test_undecided_is_skipped_and_fails_when_strict(folder: Path) -> None:
    hard = "def hard():\n    x = scalar('x', positive=True)\n    return x**2 < exp(exp(x)) + exp(exp(exp(x))) - x\n"
    (folder / "proofs" / "theorem.py").write_text("from symdl import claim, exp, scalar\n@claim\n" + hard)
    arguments = ("proofs", "--symdl-seconds", "0.2")
    assert "1 skipped" in run(folder, *arguments)[1]
    assert run(folder, *arguments, "--symdl-strict")[0] == 1


def test_a_file_that_cannot_be_read_is_an_error_with_place(folder: Path) -> None:
    (folder / "proofs" / "theorem.py").write_text("import symdl\n1 / 0\n")
    code, text = run(folder, "proofs")
    assert code != 0
    assert "theorem.py:2: ZeroDivisionError" in text


NOTES = """Let $a \\in \\mathbb{R}$ and $b \\in \\foo$.

:::{claim} square
$$ a^2 \\ge 0 $$
:::

:::{claim} slip
$$ a^2 = a $$
:::
"""


def test_claims_of_notes_are_tests(folder: Path) -> None:
    (folder / "notes.md").write_text(NOTES)
    (folder / "prose.md").write_text("Let $x$ be $\\foo$.\n")
    code, output = run(folder, "--symdl", "-q", ".", "--ignore=proofs")
    assert code == 1
    assert "2 failed, 1 passed" in output
    assert "notes.md:1: column 35: a set such as" in output
    assert "REFUTED, but PROVED was expected" in output
