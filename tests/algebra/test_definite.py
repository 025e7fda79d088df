import pytest
from flint import fmpq, fmpq_mat
from hypothesis import given
from hypothesis import strategies as st

from symdl.algebra.definite import negative_direction, sum_of_squares

matrices = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(st.fractions(-5, 5, max_denominator=4), min_size=n, max_size=n), min_size=n, max_size=n)
)


def rational(rows):
    return fmpq_mat([[fmpq(x.numerator, x.denominator) for x in row] for row in rows])


def value(Q, v):
    column = fmpq_mat([[x] for x in v])
    return (column.transpose() * Q * column)[0, 0]


@given(matrices)
def test_a_gram_matrix_is_the_sum_of_its_squares(rows):
    A = rational(rows)
    Q = A.transpose() * A
    squares = sum_of_squares(Q)
    total = fmpq_mat(Q.nrows(), Q.nrows())
    for d, v in squares:
        assert d > 0
        column = fmpq_mat([[x] for x in v])
        total += column * column.transpose() * d
    assert total == Q
    assert len(squares) == Q.rank()
    assert negative_direction(Q) is None


@given(matrices)
def test_a_symmetric_matrix_is_a_sum_of_squares_or_has_a_negative_direction(rows):
    A = rational(rows)
    Q = A + A.transpose()
    v = negative_direction(Q)
    assert (sum_of_squares(Q) is None) == (v is not None)
    assert v is None or value(Q, v) < 0


@pytest.mark.parametrize("rows", [[[0, 1], [1, 5]], [[0, 1], [1, 0]], [[1, 2], [2, 4 - fmpq(1, 10**9)]], [[-1]]])
def test_an_indefinite_matrix_has_a_negative_direction(rows):
    Q = fmpq_mat(rows)
    assert sum_of_squares(Q) is None
    assert value(Q, negative_direction(Q)) < 0


def test_a_zero_pivot_with_a_zero_row_is_skipped():
    assert sum_of_squares(fmpq_mat([[0, 0, 0], [0, 2, 1], [0, 1, 1]])) == [
        (2, [0, 1, fmpq(1, 2)]),
        (fmpq(1, 2), [0, 0, 1]),
    ]
    assert sum_of_squares(fmpq_mat(2, 2)) == []


def test_the_matrix_must_be_symmetric():
    with pytest.raises(ValueError, match="symmetric"):
        sum_of_squares(fmpq_mat([[1, 2], [3, 4]]))
