from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from symdl.algebra.budget import Budget
from symdl.algebra.linear_systems import solve_columns

columns = st.lists(
    st.dictionaries(st.integers(0, 5), st.integers(-4, 4).filter(bool), max_size=4), min_size=1, max_size=8
)


def combine(rows, weights):
    total = {}
    for row, weight in zip(rows, weights, strict=False):
        for key, entry in row.items():
            total[key] = total.get(key, fmpq(0)) + weight * entry
    return {key: entry for key, entry in total.items() if entry}


@given(columns, st.lists(st.fractions(-3, 3, max_denominator=5), min_size=8, max_size=8))
def test_a_combination_of_columns_is_found(rows, weights):
    rows = [{key: fmpq(entry) for key, entry in row.items()} for row in rows]
    target = combine(rows, [fmpq(w.numerator, w.denominator) for w in weights])
    solution = solve_columns(rows, target, Budget(10**6))
    assert combine(rows, [solution.get(k, fmpq(0)) for k in range(len(rows))]) == target


def test_earlier_columns_are_preferred():
    one = fmpq(1)
    rows = [{"a": one}, {"b": one}, {"a": one, "b": one}]
    assert solve_columns(rows, {"a": one, "b": one}, Budget(10**4)) == {0: 1, 1: 1}


def test_a_target_outside_the_span_has_no_solution():
    one = fmpq(1)
    assert solve_columns([{"a": one, "b": one}], {"a": one}, Budget(10**4)) is None
    assert solve_columns([{"a": one}], {"c": one}, Budget(10**4)) is None
    assert solve_columns([], {"c": one}, Budget(10**4)) is None
    assert solve_columns([], {"c": fmpq(0)}, Budget(10**4)) == {}
