"""Exact values and exact truth."""

import random
import time
from collections.abc import Callable
from fractions import Fraction

import pytest

from symdl.claims.instance import Definition, Instance
from symdl.semantics.evaluation import Undefined
from symdl.semantics.exact import evaluate_exact, holds_exactly
from symdl.terms import operators as ops
from symdl.terms.errors import BudgetError, OutOfScopeError, ShapeError
from symdl.terms.relation import (
    FALSE,
    TRUE,
    Relation,
    at_most,
    both,
    either,
    equal,
    exists,
    iff,
    implies,
    less_than,
    pd,
    psd,
    unequal,
)
from symdl.terms.term import Term, number

X, lam = ops.matrix("X", "d", "n"), ops.scalar("lambda", positive=True)
t = ops.scalar("t")
WIDE = Instance(
    sizes={"d": 2, "n": 3}, values={"X": ops.array([[1, 2, 3], [4, 5, 6]]), "lambda": number("1/2"), "t": number(0)}
)
TALL = Instance(sizes={"d": 3, "n": 2}, values={"X": ops.array([[1, 4], [2, 5], [3, 6]]), "lambda": number(1)})


def test_push_through_holds_at_every_drawn_instance() -> None:
    left = ops.inverse(X @ X.T + lam * ops.identity("d")) @ X
    right = X @ ops.inverse(X.T @ X + lam * ops.identity("n"))
    assert evaluate_exact(left, WIDE) == evaluate_exact(right, WIDE)
    assert holds_exactly(equal(left, right), TALL)
    assert not holds_exactly(equal(left, right + X), TALL)


def test_a_singular_inverse_makes_its_relation_false() -> None:
    formula = X.T @ ops.inverse(X @ X.T)
    assert holds_exactly(equal(ops.pinv(X), formula), WIDE) is True
    assert holds_exactly(equal(ops.pinv(X), formula), TALL) is False
    assert holds_exactly(unequal(ops.pinv(X), formula), TALL) is False
    with pytest.raises(Undefined, match="singular"):
        evaluate_exact(formula, TALL)


def test_the_four_penrose_conditions_hold_at_every_rank() -> None:
    for rank in range(4):
        rows = [[(i + 1) * (j + 2) ** r for r in range(rank)] for i in range(3) for j in [i]]
        left = ops.array(rows) if rank else ops.zeros(3, 0)
        M = left @ ops.array([[r + j for j in range(4)] for r in range(rank)]) if rank else ops.zeros(3, 4)
        P = ops.pinv(M)
        for a, b in ((M @ P @ M, M), (P @ M @ P, P), ((M @ P).T, M @ P), ((P @ M).T, P @ M)):
            assert holds_exactly(equal(a, b), Instance())


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (ops.exp(number(0)), 1),
        (ops.log(number(1)), 0),
        (ops.tanh(number(0)), 0),
        (ops.sqrt(number("4/9")), Fraction(2, 3)),
        (ops.absolute(number("-2/3")), Fraction(2, 3)),
        (ops.sign(number(-5)), -1),
        (ops.maximum(number(2), number("5/2")), Fraction(5, 2)),
        (ops.norm(ops.array([3, 4])), 5),
        (ops.norm(ops.array([1, 1])) ** 2, 2),
        (ops.norm(ops.array([1, 1])) * ops.norm(ops.array([2, 0])) * ops.norm(ops.array([3, 3])), 12),
        (ops.sqrt(number(2)) / ops.sqrt(number(8)), Fraction(1, 2)),
        (ops.root([-2, 0, 1], 1, 2) ** 3 * ops.sqrt(number(2)), 4),
        (ops.root([-6, 1, 1], 0, 5), 2),
        (ops.rank(ops.array([[1, 2], [2, 4]])), 1),
        (ops.det(ops.zeros(0, 0)), 1),
        (ops.power(t, number(0)), 1),
        (ops.summation(ops.scalar("i", integer=True), 2, 1, 1 / t), 0),
    ],
)
def test_these_values_are_rational(term: Term, value: Fraction) -> None:
    assert evaluate_exact(term, WIDE) == value


@pytest.mark.parametrize(
    "term", [1 / t, ops.log(t), ops.log(t - 1), ops.sqrt(t - 1), ops.inverse(t * ops.identity("d")), t**-2]
)
def test_these_terms_have_no_value(term: Term) -> None:
    with pytest.raises(Undefined):
        evaluate_exact(term, WIDE)


@pytest.mark.parametrize(
    "term", [ops.exp(t + 1), ops.sqrt(t + 2), ops.log(t + 2), ops.norm(X), ops.root([-1, -1, 0, 1], 1, 2)]
)
def test_irrational_values_are_out_of_scope(term: Term) -> None:
    with pytest.raises(OutOfScopeError, match="not rational"):
        evaluate_exact(term, WIDE)


def test_cauchy_schwarz_is_decided_exactly_also_at_equality() -> None:
    a, b = ops.vector("a", 2), ops.vector("b", 2)
    claim = at_most(ops.inner(a, b), ops.norm(a) * ops.norm(b))
    for pair in (((1, 1), (2, 2)), ((1, 2), (3, 5)), ((0, 0), (1, 3))):
        instance = Instance(values=dict(zip("ab", (ops.array(list(v)) for v in pair), strict=True)))
        assert holds_exactly(claim, instance) is True
    parallel = Instance(values={"a": ops.array([1, 1]), "b": ops.array([2, 2])})
    assert holds_exactly(less_than(ops.inner(a, b), ops.norm(a) * ops.norm(b)), parallel) is False


@pytest.mark.parametrize(
    ("rows", "is_psd", "is_pd"),
    [
        ([[2, 1], [1, 2]], True, True),
        ([[1, 1], [1, 1]], True, False),
        ([[0, 0], [0, 1]], True, False),
        ([[0, 1], [1, 0]], False, False),
        ([[1, 2], [2, 1]], False, False),
        ([[1, 1], [0, 1]], False, False),
        ([[-1, 0], [0, 1]], False, False),
        ([[1, 0, 0], [0, 0, 1], [0, 1, 5]], False, False),
    ],
)
def test_definiteness_needs_symmetry_and_no_negative_pivot(rows: list[list[int]], is_psd: bool, is_pd: bool) -> None:
    M = ops.matrix("M", "n", "n")
    instance = Instance(sizes={"n": len(rows)}, values={"M": ops.array(rows)})
    assert holds_exactly(psd(M), instance) is is_psd
    assert holds_exactly(pd(M), instance) is is_pd


true, false = equal(t, 0), equal(t, 1)
unknown = equal(ops.exp(t + 1), 3)


@pytest.mark.parametrize(
    ("relation", "value"),
    [
        (both(true, unknown), None),
        (both(false, unknown), False),
        (either(true, unknown), True),
        (either(false, unknown), None),
        (implies(unknown, true), True),
        (implies(false, unknown), True),
        (implies([true, true], unknown), None),
        (implies(true, false), False),
        (iff(false, false), True),
        (iff(true, unknown), None),
        (exists(t, true), None),
        (TRUE, True),
        (FALSE, False),
    ],
)
def test_connectives_follow_kleene(relation: Relation, value: bool | None) -> None:
    assert holds_exactly(relation, WIDE) is value
    assert evaluate_exact(relation, WIDE) is value


def test_functions_of_the_instance_are_differentiated() -> None:
    f, u = ops.function("f"), ops.scalar("u")
    cube = Instance(values={"t": number(2), "M": ops.array([[1, 2]])}, functions={"f": Definition((u,), (u**3,))})
    assert evaluate_exact(ops.apply(f, t, orders=(2,)), cube) == 12
    assert evaluate_exact(ops.gradient(f(t**2), t), cube) == 6 * 2**5
    assert evaluate_exact(f(ops.matrix("M", 1, 2)), cube) == ((1, 8),)
    with pytest.raises(OutOfScopeError):
        evaluate_exact(ops.function("g")(t), cube)


def test_functions_may_use_each_other() -> None:
    f, g, u = ops.function("f"), ops.function("g"), ops.scalar("u")
    functions = {"f": Definition((u,), (g(u) + u,)), "g": Definition((u,), (u**2,))}
    assert evaluate_exact(ops.gradient(f(t), t), Instance(values={"t": number(3)}, functions=functions)) == 7


def test_a_bound_index_hides_a_symbol_of_the_instance() -> None:
    i = ops.scalar("i", integer=True)
    instance = Instance(values={"i": number(10)})
    assert evaluate_exact(ops.summation(i, 1, i, i), instance) == 55
    assert evaluate_exact(ops.evaluated_at(i**2, {i: i + 1}), instance) == 121


def test_missing_and_misshapen_values_are_named() -> None:
    with pytest.raises(OutOfScopeError, match="no value for the size n"):
        evaluate_exact(X, Instance(sizes={"d": 2}))
    with pytest.raises(OutOfScopeError, match="no value for X"):
        evaluate_exact(X, Instance(sizes={"d": 2, "n": 2}))
    with pytest.raises(ShapeError, match="2 × 2"):
        evaluate_exact(X, Instance(sizes={"d": 2, "n": 2}, values={"X": ops.array([1, 2])}))
    with pytest.raises(OutOfScopeError, match="not closed"):
        evaluate_exact(t, Instance(values={"t": t + 1}))


def test_a_huge_power_is_refused_before_it_is_computed() -> None:
    huge = Instance(values={"k": number(10**12), "t": number(3)})
    with pytest.raises(BudgetError):
        evaluate_exact(ops.power(t, ops.scalar("k", natural=True)), huge)


def test_numeric_matrices_are_fast() -> None:
    draw = random.Random(0)
    M = ops.array([[draw.randint(-9, 9) for _ in range(30)] for _ in range(30)])
    start = time.perf_counter()
    assert evaluate_exact(ops.trace(ops.inverse(M) @ M), Instance()) == 30
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("build", [ops.trace, ops.det, ops.rank, ops.norm, ops.inverse, ops.pinv, ops.transpose])
def test_operators_at_size_one_are_scalars(build: Callable[[Term], Term]) -> None:
    M = ops.matrix("M", "n", "n")
    instance = Instance(sizes={"n": 1}, values={"M": number(1)})
    assert evaluate_exact(build(M), instance) == 1


def test_empty_matrices_multiply_to_zero() -> None:
    E = ops.matrix("E", "m", 2)
    empty = Instance(sizes={"m": 0}, values={"E": ops.zeros(0, 2)})
    assert evaluate_exact(E.T @ E, empty) == ((0, 0), (0, 0))
    assert evaluate_exact(E @ E.T, empty) == ()
    assert holds_exactly(pd(E @ E.T), empty) is True
