"""What may be declared, and the sentence a wrong declaration gets."""

import re
from collections.abc import Callable

import pytest

from symdl.terms import operators as ops
from symdl.terms.errors import DeclarationError, ShapeError, SymdlError
from symdl.terms.term import Term

i = ops.scalar("i", integer=True)
x = ops.scalar("x")


@pytest.mark.parametrize(
    ("declare", "said"),
    [
        (lambda: ops.symbol("x", domain="complex"), "x: 'complex' is no domain; use one of real, positive"),
        (lambda: ops.symbol("X", shape=("d", "n"), domain="positive"), "X is d × n and cannot be positive"),
        (lambda: ops.symbol("v", shape=(3, 1), domain="integer"), "v is 3 × 1 and cannot be integer"),
        (lambda: ops.scalar("x y"), "'x y' is no symbol name; use a letter"),
        (lambda: ops.scalar("__import__('os')"), "is no symbol name"),
        (lambda: ops.vector("v", -1), "A size cannot be negative, but -1 was given"),
        (lambda: ops.matrix("A", 2.5, 1), "2.5 is no size; use an integer ≥ 0 or a name"),  # type: ignore[arg-type]
        (lambda: ops.vector("v", True), "True is no size"),
        (lambda: ops.scalar("x", positive=True, integer=True), "x cannot be positive and integer at once"),
        (lambda: ops.function("g", "n", arity=2), "give either arity"),
    ],
)
def test_a_wrong_declaration_is_refused_with_a_sentence(declare: Callable[[], object], said: str) -> None:
    with pytest.raises(DeclarationError, match=re.escape(said)):
        declare()


def test_nonnegative_integers_are_natural() -> None:
    assert ops.scalar("n", integer=True, nonnegative=True) is ops.scalar("n", natural=True)


def test_a_one_by_one_matrix_is_a_scalar_and_may_have_a_domain() -> None:
    assert ops.symbol("x", shape=(1, 1), domain="positive") is ops.scalar("x", positive=True)


@pytest.mark.parametrize("index", [x, ops.scalar("p", positive=True), ops.vector("v", 2), i + 1, 3])
def test_a_sum_runs_over_an_integer_symbol(index: object) -> None:
    with pytest.raises(ShapeError, match=r"runs over an integer symbol such as scalar\('i', integer=True\)"):
        ops.summation(index, 1, 3, x)  # type: ignore[arg-type]


@pytest.mark.parametrize("index", [i, ops.scalar("k", natural=True)])
def test_integers_and_naturals_are_indices(index: Term) -> None:
    assert ops.summation(index, 1, 3, index * x).op == "sum"


@pytest.mark.parametrize("orders", [(), (1,), (1, 0, 0), (-1, 0), (1, "0"), (True, 0)])
def test_a_function_takes_one_order_for_each_argument(orders: tuple[int, ...]) -> None:
    with pytest.raises(ShapeError, match="g takes one order of derivative"):
        ops.apply(ops.function("g", arity=2), x, x, orders=orders)


def test_a_function_takes_as_many_arguments_as_it_has() -> None:
    with pytest.raises(ShapeError, match=r"g takes 2 arguments, but 1 were given; call it with 2"):
        ops.function("g", arity=2)(x)


def test_a_function_of_vectors_takes_a_vector_of_its_size() -> None:
    with pytest.raises(ShapeError, match=r"F takes a vector of size m, but v is n × 1"):
        ops.function("F", "m", 2)(ops.vector("v", "n"))


@pytest.mark.parametrize("order", [-1, 1.5, "2"])
def test_the_order_of_a_derivative_is_a_natural_number(order: object) -> None:
    with pytest.raises(SymdlError, match="The order of a derivative is an integer ≥ 0"):
        ops.derivative(x**2, x, order)  # type: ignore[arg-type]
