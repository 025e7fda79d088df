"""Substitution respects binders."""

import pytest

from symdl.claims.instance import Definition, Instance
from symdl.semantics.exact import evaluate_exact
from symdl.semantics.substitution import free_symbols, size_symbols, substitute, with_functions, with_sizes
from symdl.terms import operators as ops
from symdl.terms.relation import at_most, equal, forall, minimises, unfolded
from symdl.terms.term import MAX_DEPTH, Term, number

x, y, z = ops.scalar("x"), ops.scalar("y"), ops.scalar("z")
i, j = ops.scalar("i", integer=True), ops.scalar("j", integer=True)
POINT = Instance(values={"x": number(2), "y": number(3), "z": number(5), "i": number(7), "j": number(11)})

CAPTURES = {
    "a gradient is taken before its variable is replaced": (ops.gradient(x**3, x), {x: y}, 27),
    "a gradient at a point that holds its variable": (ops.gradient(x**3, x), {x: x + y}, 75),
    "a parameter replaced by the variable is a constant": (ops.gradient(x * y, x), {y: x}, 2),
    "a parameter and the variable swapped": (ops.gradient(x**2 * y, x), {x: y, y: x}, 12),
    "a second derivative": (ops.gradient(ops.gradient(x**4 * y, x), x), {y: x, x: z}, 600),
    "a gradient inside a gradient by another symbol": (ops.gradient(ops.gradient(x**2 * y**2, x), y), {x: y, y: x}, 24),
    "a sum whose index is free in the replacement": (ops.summation(i, 1, 3, i * y), {y: i}, 42),
    "a sum whose bound holds its own index": (ops.summation(i, 1, i, i), {i: j}, 66),
    "a sum over an index that is replaced": (ops.summation(i, 1, 2, i * x), {i: z, x: y}, 9),
    "two sums with one index": (ops.summation(i, 1, 2, ops.summation(i, 1, 3, i) * i * y), {y: i}, 126),
    "a sum over the body of a gradient": (ops.summation(i, 1, 2, ops.gradient(x**2 * i, x)), {x: i}, 42),
    "a replaced symbol inside at stays bound": (ops.evaluated_at(x + y, {x: z}), {x: y}, 8),
    "a replacement that at would capture": (ops.evaluated_at(x * y, {x: z}), {y: x}, 10),
    "a gradient at a point keeps its variable": (ops.evaluated_at(ops.gradient(x**2 * y, x), {x: z}), {y: x}, 20),
    "at replaces all at once": (ops.evaluated_at(x - y, {x: y, y: x}), {x: z}, -2),
}


@pytest.mark.parametrize("name", CAPTURES)
def test_nothing_is_captured(name: str) -> None:
    term, values, wanted = CAPTURES[name]
    assert evaluate_exact(substitute(term, values), POINT) == wanted


def test_replacing_a_symbol_by_itself_changes_nothing() -> None:
    term = ops.gradient(x**2, x) + ops.summation(i, 1, 3, i * x)
    assert substitute(term, {x: x}) is term
    assert substitute(term, {}) is term


def test_free_symbols_leave_out_the_bound_ones() -> None:
    assert free_symbols(ops.summation(i, 1, j, i * x)) == {j, x}
    assert free_symbols(ops.summation(i, 1, i, x)) == {i, x}
    assert free_symbols(ops.evaluated_at(ops.gradient(x * y, x), {x: z})) == {y, z}
    assert free_symbols(ops.gradient(x * y, x)) == {x, y}
    assert free_symbols(forall(x, at_most(x, y))) == {y}
    assert free_symbols(minimises(z, lambda v: (v - x) ** 2)) == {x, z}


def test_a_matrix_that_bears_the_name_of_an_index_stays_free() -> None:
    matrix = ops.matrix("i", 2, 2)
    assert free_symbols(ops.summation(i, 1, 2, i * ops.trace(matrix))) == {matrix}


def test_a_quantifier_is_renamed_when_it_would_capture() -> None:
    relation = substitute(forall(x, equal(x, y)), {y: x})
    (bound,) = relation.bound
    assert bound is not x
    assert relation.args[0] == equal(bound, x)


def test_sizes_reach_every_shape() -> None:
    F, v, M = ops.function("F", "m", "n"), ops.vector("v", "m"), ops.matrix("M", "n", "m")
    term = ops.inner(F(v), M @ ops.ones("m")) + ops.size("n") * ops.trace(
        ops.identity("m") @ M.T @ ops.jacobian(F(v), v)
    )
    assert size_symbols(term) == {"m", "n"}
    assert size_symbols(with_sizes(term, {"m": 2, "n": 3})) == frozenset()
    assert size_symbols(with_sizes(term, {"m": 2})) == {"n"}


def test_the_deepest_terms_are_walked_without_recursion() -> None:
    term: Term = x
    for _ in range(MAX_DEPTH - 1):
        term = ops.tanh(term)
    assert free_symbols(term) == {x}
    assert with_sizes(term, {"n": 2}) is term
    assert substitute(term, {x: y}).depth == MAX_DEPTH


def test_the_quantifier_of_a_minimiser_does_not_capture_the_point() -> None:
    unfolded_at_x = unfolded(minimises(x, x**2))
    (v,) = unfolded_at_x.bound
    assert v is not x
    assert unfolded_at_x == forall(v, at_most(x**2, v**2))


def test_definitions_replace_functions_and_their_derivatives() -> None:
    f, u = ops.function("f"), ops.scalar("u")
    definitions = {"f": Definition((u,), (u**3 + x,))}
    assert with_functions(f(y), definitions) is y**3 + x
    assert with_functions(ops.apply(f, y, orders=(1,)), definitions) is 3 * y**2
    applied = with_functions(f(ops.vector("v", 2)), definitions)
    assert applied is ops.array([ops.vector("v", 2)[0] ** 3 + x, ops.vector("v", 2)[1] ** 3 + x])
    inside = with_functions(ops.summation(i, 1, 2, f(i)), {"f": Definition((u,), (u * i,))})
    assert evaluate_exact(inside, POINT) == 5
