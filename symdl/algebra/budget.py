"""Budgets: work first, seconds second.

A unit of work is about a microsecond of exact arithmetic.  Work is counted the same way on every machine, so the
same input gives the same answer unless the clock runs out first.
"""

from math import inf
from time import monotonic

SLACK = 3e-5
"""Seconds granted to a unit of work before the clock ends it."""


class BudgetExceeded(Exception):
    """The work units or the seconds of a budget ran out."""


class Budget:
    """A counter that every engine spends from.

    >>> budget = Budget(work=10, seconds=60.0)
    >>> budget.spend(10)
    >>> budget.spend()
    Traceback (most recent call last):
    symdl.algebra.budget.BudgetExceeded: the work units of this budget are used up
    """

    __slots__ = ("_above", "_deadline", "work")

    def __init__(self, work: int, seconds: float = inf) -> None:
        self.work = work
        self._deadline = monotonic() + seconds
        self._above: tuple[Budget, ...] = ()

    @property
    def seconds(self) -> float:
        """Seconds left."""
        return self._deadline - monotonic()

    def spend(self, n: int = 1) -> None:
        """Take `n` units; raises `BudgetExceeded` when none are left."""
        now = monotonic()
        for budget in (*self._above, self):
            budget.work -= n
            if budget.work < 0:
                raise BudgetExceeded("the work units of this budget are used up")
            if now > budget._deadline:
                raise BudgetExceeded("the seconds of this budget are used up")

    def part(self, share: float) -> "Budget":
        """A budget with this share of what is left; what it spends is spent here too."""
        child = Budget(max(0, int(self.work * share)), max(0.0, self.seconds * share))
        child._above = (*self._above, self)
        return child

    def limited(self, work: int) -> "Budget":
        """A budget of this much work; its seconds only guard against work that takes thirty times as long as it should."""
        child = Budget(min(work, self.work), max(0.0, min(self.seconds, SLACK * work + 0.05)))
        child._above = (*self._above, self)
        return child
