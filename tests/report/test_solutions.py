"""Proofs of numbers of solutions in words."""

import inspect
import re

import pytest

from symdl.check.counts import critical, upper
from symdl.report.solutions import CRITICAL, UPPER, counted

WAYS = [name for name in re.findall(r'case "(\w*)":', inspect.getsource(upper.Upper)) if name]


@pytest.mark.parametrize("way", WAYS)
def test_each_bound_that_the_checker_knows_has_a_sentence(way):
    assert set(WAYS) == UPPER.keys()
    assert counted({"upper": {"by": way, "groups": [["x_1"], ["y"]]}}).endswith(".")


def test_each_part_of_a_proof_about_critical_points_has_a_sentence():
    assert critical.FIELDS - {"rule", "upper", "boxes"} == CRITICAL.keys()


def test_a_normal_form_is_told_with_its_sizes():
    text = counted({"upper": {"by": "normal_form", "basis": [[0], [1]], "rows": [[0, [0]]]}})
    assert "combinations of 2 of them" in text
    assert "on 1 multiples" in text
