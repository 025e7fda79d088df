from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from symdl.algebra.budget import Budget
from symdl.algebra.simplex import cheapest_nonnegative, live_columns

columns = st.lists(
    st.dictionaries(st.integers(0, 4), st.integers(-4, 4).filter(bool), max_size=4), min_size=1, max_size=9
)


def combine(rows, weights):
    total = {}
    for row, weight in zip(rows, weights, strict=False):
        for key, entry in row.items():
            total[key] = total.get(key, fmpq(0)) + weight * entry
    return {key: entry for key, entry in total.items() if entry}


@given(columns, st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_a_nonnegative_combination_is_found_and_is_no_dearer(rows, weights):
    rows = [{key: fmpq(entry) for key, entry in row.items()} for row in rows]
    target = combine(rows, map(fmpq, weights))
    costs = [1 + k % 3 for k in range(len(rows))]
    solution = cheapest_nonnegative(rows, target, costs, Budget(10**6))
    assert all(value > 0 for value in solution.values())
    assert combine(rows, [solution.get(k, fmpq(0)) for k in range(len(rows))]) == target
    assert sum(costs[k] * value for k, value in solution.items()) <= sum(
        c * w for c, w in zip(costs, weights, strict=False)
    )


def test_a_target_outside_the_cone_has_no_solution():
    one = fmpq(1)
    assert (
        cheapest_nonnegative([{"a": one, "b": one}, {"a": one, "b": -one}], {"b": one}, [1, 1], Budget(10**4)) is None
    )
    assert cheapest_nonnegative([{"a": one}], {"a": -one}, [1], Budget(10**4)) is None


def test_a_degenerate_program_ends():
    # Beale's example: with the most negative reduced cost alone, the pivots cycle.
    q = fmpq
    rows = [
        {0: q(1)},
        {1: q(1)},
        {2: q(1)},
        {0: q(1, 4), 1: q(1, 2)},
        {0: q(-8), 1: q(-12)},
        {0: q(-1), 1: q(-1, 2), 2: q(1)},
        {0: q(9), 1: q(3)},
    ]
    costs = [0, 0, 0, -3, 80, -2, 24]
    assert cheapest_nonnegative(rows, {2: q(1)}, costs, Budget(10**6)) == {0: q(3, 4), 3: 1, 5: 1}


def test_a_row_of_one_sign_removes_its_columns():
    one = fmpq(1)
    assert live_columns([{"a": one, "b": one}, {"b": one}, {"c": one, "b": -one}, {"c": -one}], {"b": one}) == [1, 2, 3]
    assert live_columns([{"a": one}], {"a": -one}) is None
