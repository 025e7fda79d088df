"""What runs again on other ground types of SymPy is all that can depend on them."""

import subprocess
import sys

import pytest

from symdl import scalar

LOADED = """
import sys
from importlib import import_module
from pkgutil import walk_packages
import symdl

apart = {"symdl.semantics.sympy", "symdl.semantics.sympy_reading"}
names = {module.name for module in walk_packages(symdl.__path__, "symdl.")}
for name in names - apart - {name for name in names if name.endswith("__main__")}:
    import_module(name)
sys.exit("sympy" in sys.modules)
"""


def test_no_module_loads_sympy_before_it_is_asked_to() -> None:
    assert subprocess.run([sys.executable, "-c", LOADED], check=False).returncode == 0


def test_a_test_that_reaches_sympy_without_saying_so_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match="give it the mark"):
        scalar("x").to_sympy()
