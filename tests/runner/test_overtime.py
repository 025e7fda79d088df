"""The soft time limit."""

import contextlib

import pytest

from symdl.runner.overtime import Overtime, soft_limit


def _forever() -> None:
    while True:
        pass


def _stubborn() -> None:
    with contextlib.suppress(Overtime):
        _forever()
    _forever()


def test_work_in_this_process_ends_with_its_time() -> None:
    with pytest.raises(Overtime), soft_limit(0.05):
        _forever()


def test_a_finaliser_that_swallows_the_end_only_delays_it() -> None:
    with pytest.raises(Overtime), soft_limit(0.05):
        _stubborn()


def test_afterwards_nothing_is_pending() -> None:
    with soft_limit(0.05):
        pass
    sum(range(3_000_000))
