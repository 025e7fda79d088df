from time import monotonic

import pytest

from symdl.algebra.budget import Budget, BudgetExceeded


def test_work_runs_out_before_seconds():
    budget = Budget(work=3, seconds=60.0)
    budget.spend(3)
    with pytest.raises(BudgetExceeded, match="work units"):
        budget.spend()


def test_seconds_run_out():
    with pytest.raises(BudgetExceeded, match="seconds"):
        Budget(work=10**9, seconds=-1.0).spend()


def test_a_part_spends_from_the_whole():
    whole = Budget(work=100, seconds=60.0)
    part = whole.part(0.25)
    part.spend(25)
    assert whole.work == 75
    with pytest.raises(BudgetExceeded):
        part.spend()
    whole.spend(0)


def test_a_part_ends_with_the_whole():
    whole = Budget(work=10, seconds=60.0)
    part = whole.part(1.0)
    whole.spend(10)
    with pytest.raises(BudgetExceeded):
        part.spend()


def test_seconds_left_are_told():
    assert 0 < Budget(work=1, seconds=60.0).seconds <= 60.0
    assert monotonic() > 0
