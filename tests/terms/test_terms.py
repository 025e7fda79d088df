"""Terms: exact, immutable, interned, and bounded in size."""

import pickle
import re
import time
from collections.abc import Callable
from fractions import Fraction

import pytest

from symdl.runner.verify import verify
from symdl.terms import operators as ops
from symdl.terms.errors import BudgetError, CoercionError, ShapeError
from symdl.terms.relation import TRUE, Relation, equal, implies, less_than
from symdl.terms.term import MAX_DEPTH, Term, number

x, y = ops.scalar("x"), ops.scalar("y")
A = ops.matrix("A", "n", "n")
v = ops.vector("v", "n")


# exactness ----------------------------------------------------------------------------------------


def test_fractions_mix_with_terms() -> None:
    assert Fraction(1, 2) * x + x / 2 == x * Fraction(1, 2) + Fraction(1, 2) * x
    assert number("0.25") is number(Fraction(1, 4))


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: x + 0.5, "0.5 is a float, which is not exact; write an int or a Fraction"),
        (lambda: 2.0 * x, "2.0 is a float, which is not exact"),
        (lambda: x**0.5, "0.5 is a float"),
        (lambda: x <= 0.1, "0.1 is a float"),
        (lambda: x > float("nan"), "nan is a float"),
        (lambda: equal(x, float("inf")), "inf is a float"),
        (lambda: x + "y", "'y' cannot be read as a term; use a term, an int or a Fraction"),
        (lambda: None @ A, "None cannot be read as a term"),
        (lambda: x + True, "A truth value is no number; write 0 or 1"),
        (lambda: x * ops.function("f"), "cannot be read as a term"),
    ],
)
def test_what_is_not_exact_is_refused_with_a_sentence(build: Callable[[], object], said: str) -> None:
    with pytest.raises(CoercionError, match=re.escape(said)):
        build()


def test_a_broken_exponent_is_refused() -> None:
    with pytest.raises(ShapeError, match="The exponent 1/3 is no integer; write roots with sqrt"):
        x ** Fraction(1, 3)


def test_a_quadratic_form_scaled_from_the_left_is_what_it_says() -> None:
    assert verify(equal(2 * v.T @ A @ v, 2 * (v.T @ A @ v))).word == "PROVED"
    assert verify(equal(2 * v.T @ A @ v, v.T @ A @ v)).word == "REFUTED"


# immutability -------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [x + 1, A @ v, equal(x, y), TRUE])
def test_terms_and_relations_cannot_be_changed(value: Term | Relation) -> None:
    for name in ("op", "args", "colour"):
        with pytest.raises(AttributeError, match="immutable"):
            setattr(value, name, ())
        with pytest.raises(AttributeError, match="immutable"):
            delattr(value, name)


def test_equal_terms_are_one_object_also_after_pickling() -> None:
    term = ops.exp(x + 1) @ number(3)
    assert term is ops.exp(x + 1) @ number(3)
    assert pickle.loads(pickle.dumps(term)) is term


@pytest.mark.parametrize("value", [x, x <= y, equal(x, y)])
def test_terms_and_relations_have_no_truth_value(value: Term | Relation) -> None:
    with pytest.raises(TypeError, match="no truth value"):
        bool(value)


def test_a_chained_comparison_is_refused() -> None:
    with pytest.raises(TypeError, match="no truth value"):
        bool(0 <= x <= 1)


def test_a_term_is_not_a_sequence() -> None:
    with pytest.raises(TypeError, match="cannot be iterated"):
        list(v)


# size ---------------------------------------------------------------------------------------------


def _repeated(start: Term, step: Callable[[Term], Term]) -> Term:
    term = start
    for _ in range(10**6):
        term = step(term)
    return term


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: x**10**9, "The exponent 1000000000 is beyond 1000000; use a symbolic exponent"),
        (lambda: A**1001, "The matrix power 1001 is beyond 1000"),
        (lambda: _repeated(x, ops.exp), f"depth {MAX_DEPTH}); name its parts"),
        (lambda: _repeated(x, lambda t: t + x), "larger than symdl reads"),
        (lambda: _repeated(x, lambda t: t * y), "larger than symdl reads"),
        (lambda: _repeated(A, lambda t: t @ A), "larger than symdl reads"),
        (lambda: _repeated(x, lambda t: t + t), "larger than symdl reads"),
        (lambda: ops.total([x * y] * 10**6), "larger than symdl reads"),
        (lambda: ops.matrix("B", 10**6, 10**6), "A 1000000 × 1000000 matrix has more than the 10000 entries"),
        (lambda: ops.trace(ops.identity(10**9)), "use named sizes"),
    ],
)
def test_what_is_too_large_is_refused_soon(build: Callable[[], object], said: str) -> None:
    began = time.monotonic()
    with pytest.raises(BudgetError, match=re.escape(said)):
        build()
    assert time.monotonic() - began < 20


def test_a_long_sum_means_the_same_however_it_was_built() -> None:
    step_by_step = x
    for k in range(1, 300):
        step_by_step = step_by_step + k * x
    assert verify(equal(step_by_step, (1 + sum(range(1, 300))) * x)).word == "PROVED"


def _nested(depth: int) -> Relation:
    relation = less_than(0, x)
    for k in range(depth):
        relation = implies(less_than(k, y), implies(relation, less_than(k, x)))
    return relation


@pytest.mark.parametrize(
    "relation",
    [
        pytest.param(lambda: equal((x + 1) ** 1_000_000, (1 + x) ** 1_000_000), id="huge exponent"),
        pytest.param(lambda: equal(number(3) ** 1_000_000, number(3) ** 999_999 * 3), id="huge number"),
        pytest.param(lambda: equal(ops.total(x**k for k in range(20_000)), 0), id="long polynomial"),
        pytest.param(lambda: _nested(3_000), id="deep formula"),
        pytest.param(lambda: equal(ops.matrix("C", 90, 90) @ ops.matrix("C", 90, 90), 0), id="large matrix"),
        pytest.param(lambda: less_than(0, _nest(ops.exp, 390)), id="deep term"),
    ],
)
def test_large_claims_end_within_their_time(relation: Callable[[], Relation]) -> None:
    began = time.monotonic()
    verdict = verify(relation(), seconds=2)
    assert verdict.word in ("PROVED", "REFUTED", "UNDECIDED")
    assert time.monotonic() - began < 30


def _nest(step: Callable[[Term], Term], depth: int) -> Term:
    term = x
    for _ in range(depth):
        term = step(term)
    return term


def test_a_formula_nested_too_deeply_says_so() -> None:
    verdict = verify(_nested(3_000), seconds=2)
    assert (verdict.word, verdict.reason) == ("UNDECIDED", "BUDGET")
    assert "name its parts" in verdict.message


def test_a_number_that_cannot_be_written_down_is_refused() -> None:
    with pytest.raises(BudgetError, match="number of 20001 binary digits"):
        ops.scalar("x") * 2**20_000
    assert ops.power(2, 20_000).op == "pow"
