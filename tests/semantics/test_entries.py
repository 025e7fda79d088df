"""Matrices written out as scalar entries."""

import pytest

from symdl.claims.instance import Instance
from symdl.semantics.derivative import expanded
from symdl.semantics.entries import entries_of
from symdl.semantics.exact import evaluate_exact
from symdl.terms import operators as ops
from symdl.terms.errors import BudgetError, OutOfScopeError
from symdl.terms.term import number

A = ops.matrix("A", 2, 2)
x = ops.vector("x", 2)


def test_the_entries_of_a_symbol_are_its_variables() -> None:
    assert entries_of(A) == ((A[0, 0], A[0, 1]), (A[1, 0], A[1, 1]))
    assert expanded(A.T.T) is A
    assert entries_of(ops.scalar("t")) == ((ops.scalar("t"),),)


def test_a_product_is_the_sums_of_products() -> None:
    assert entries_of(A @ x)[1][0] is A[1, 0] * x[0] + A[1, 1] * x[1]


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_cofactors_invert(n: int) -> None:
    M = ops.matrix("M", n, n)
    rows = [[(3 * i + j * j + (i == j) * 7) % 11 for j in range(n)] for i in range(n)]
    instance = Instance(values={"M": ops.array(rows)})
    assert evaluate_exact(expanded(ops.det(M)), instance) == evaluate_exact(ops.det(M), instance)
    assert evaluate_exact(expanded(ops.inverse(M)), instance) == evaluate_exact(ops.inverse(M), instance)


def test_a_large_determinant_is_refused_with_its_size() -> None:
    with pytest.raises(BudgetError, match="9 × 9"):
        entries_of(ops.det(ops.matrix("M", 9, 9)))


def test_an_even_power_of_a_norm_has_no_root() -> None:
    assert entries_of(ops.norm(x) ** 4)[0][0] is (x[0] ** 2 + x[1] ** 2) ** 2
    assert entries_of(ops.norm(x))[0][0] is ops.sqrt(x[0] ** 2 + x[1] ** 2)


def test_empty_matrices_have_empty_entries() -> None:
    E = ops.matrix("E", 0, 2)
    assert entries_of(E) == ()
    assert entries_of(E.T) == ((), ())
    assert entries_of(E.T @ E) == ((number(0), number(0)), (number(0), number(0)))
    assert entries_of(ops.trace(E @ E.T)) == ((number(0),),)
    assert entries_of(ops.inverse(E @ E.T)) == ()
    assert entries_of(ops.det(E @ E.T)) == ((number(1),),)


def test_a_sum_is_written_out_when_its_bounds_are_numbers() -> None:
    i, n = ops.scalar("i", integer=True), ops.size("n")
    t = ops.scalar("t")
    assert entries_of(ops.summation(i, 1, 3, ops.power(t, i)))[0][0] is t + t**2 + t**3
    assert entries_of(ops.summation(i, 3, 1, t))[0][0] is number(0)
    assert entries_of(ops.summation(i, 1, n, t * i))[0][0].op == "sum"


def test_a_symbolic_size_has_no_entries() -> None:
    with pytest.raises(OutOfScopeError, match="integer sizes"):
        entries_of(ops.matrix("M", "n", 2))


def test_rank_and_pseudoinverse_stay_over_an_explicit_matrix() -> None:
    (entry, *_), *_ = entries_of(ops.pinv(A + A))
    assert entry.op == "entry"
    assert entry.args[0].op == "pinv"
    assert entry.args[0].args[0].op == "array"
    assert entries_of(ops.rank(A))[0][0] is ops.rank(A)
