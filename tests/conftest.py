"""Tests that reach SymPy are known, so that these alone are run again where its numbers are Python's.

SymPy keeps its numbers in gmpy2's, FLINT's or Python's integers (`SYMPY_GROUND_TYPES`). Nothing else of symdl reads this
setting, and no module of symdl loads SymPy before it is asked to (`tests/test_ground_types.py`). So a test in whose
course nobody imports SymPy, or what stands on it, runs through the same code under each setting.

The tests of a file that imports SymPy, itself or through a table beside it, have the mark `sympy`. Any other test has to
carry it when an import statement that it executes reaches SymPy, and fails here if it does not. Slow tests, and the
examples of docstrings, run once, with any mark.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Generator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent
IMPORT = re.compile(r"^\s*(?:import|from) (?:sympy|symdl\.semantics\.sympy)", re.MULTILINE)
STAND_ON_SYMPY = ("symdl.semantics.sympy", "symdl.semantics.sympy_reading")


@cache
def imports_sympy(file: Path) -> bool:
    tables = [beside for beside in file.parent.glob("*.py") if not beside.name.startswith("test_")]
    return any(IMPORT.search(read.read_text(encoding="utf-8")) for read in (file, *tables))


def pytest_itemcollected(item: pytest.Item) -> None:
    if imports_sympy(item.path):
        item.add_marker("sympy")


def reaches_sympy(name: str, wanted: Any) -> bool:
    """Whether `from name import wanted` loads SymPy or what stands on it."""
    loaded = [name, *(f"{name}.{part}" for part in wanted or ())]
    return name.partition(".")[0] == "sympy" or any(module in STAND_ON_SYMPY for module in loaded)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    if any(map(item.get_closest_marker, ("sympy", "slow"))) or not item.path.is_relative_to(TESTS):
        return (yield)
    load = builtins.__import__

    def watched(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        if reaches_sympy(name, fromlist):
            pytest.fail("This test reaches SymPy: give it the mark `sympy`, so that it runs on Python's integers too.")
        return load(name, globals, locals, fromlist, level)

    builtins.__import__ = watched
    try:
        return (yield)
    finally:
        builtins.__import__ = load
