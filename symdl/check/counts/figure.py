"""The figure of a `count` relation: where solutions are counted, and how their number compares with another.

In a field of CRITICAL the one polynomial is a real function, and its critical points of a kind are counted.
"""

from math import inf
from typing import Any

from symdl.check.judgement import need

FIELDS = ("complex", "real", "torus", "isolated", "isolated_torus")
CRITICAL = ("critical", "minima", "maxima", "saddles", "degenerate", "spurious_minima")
NEGATION = {"eq": "ne", "ne": "eq", "le": "gt", "gt": "le"}


def figure(form: Any) -> tuple[str, str, float]:
    """(field, comparison, number), infinity for infinitely many."""
    field, comparison, value = form
    number = inf if value == "infinite" else value
    need(field in (*FIELDS, *CRITICAL), f"{field!r} is no field to count solutions in")
    need(number == inf or (type(number) is int and number >= 0), "a number of solutions is natural or infinite")
    need(comparison in ("eq", "ne") or (comparison in ("le", "gt") and number < inf), "count: no such comparison")
    return field, comparison, number


def negated(data: tuple[str, str, float]) -> tuple[str, str, float]:
    """The complement of a comparison."""
    field, comparison, number = data
    return field, NEGATION[comparison], number
