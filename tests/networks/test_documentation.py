"""The examples of the page about networks, and of the docstrings, run as they stand."""

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "networks.md"
MODULES = [
    "symdl.algebra.polynomial",
    "symdl.algebra.rings",
    "symdl.algebra.variables",
    "symdl.networks.activation",
    "symdl.networks.data",
    "symdl.networks.network",
]


class Fenced(doctest.DocTestParser):
    """Only the Python blocks, so that a closing fence is no expected output."""

    def parse(self, string, name="<string>"):
        return super().parse("\n\n".join(re.findall(r"```python\n(.*?)```", string, re.DOTALL)), name)


@pytest.mark.sympy
def test_the_page_about_networks_runs():
    result = doctest.testfile(str(PAGE), module_relative=False, parser=Fenced())
    assert result.attempted > 30
    assert result.failed == 0


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.sympy
def test_docstrings_run(name):
    result = doctest.testmod(import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
