"""Starting symdl is quick and loads nothing heavy."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

HEAVY = ("sympy", "numpy", "scipy", "flint", "hypothesis", "rich", "jinja2", "mpmath")


def python(code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    ).stdout


LOADED = f"import sys; print(*(m for m in {HEAVY} if m in sys.modules))"


@pytest.mark.parametrize(
    "code",
    [
        "import symdl",
        "from symdl import matrix, scalar, equal, claim",
        "from symdl.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass\nimport sys\nsys.stdout.write('END')",
    ],
)
def test_starting_loads_nothing_heavy(code: str) -> None:
    assert python(f"{code}\n{LOADED}").split("END")[-1].strip() == ""


@pytest.mark.parametrize(
    "code", ["import symdl", "from symdl.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass"]
)
def test_starting_takes_less_than_150_ms_beyond_python(code: str) -> None:
    def seconds(code: str) -> float:
        start = time.perf_counter()
        python(code)
        return time.perf_counter() - start

    assert min(seconds(code) for _ in range(5)) - min(seconds("pass") for _ in range(5)) < 0.15
