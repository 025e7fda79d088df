"""Matrix powers with a symbolic exponent, and iterates, in every meaning."""

import numpy as np
import pytest

from symdl.claims.instance import Instance
from symdl.semantics.entries import entries_of
from symdl.semantics.exact import evaluate_exact
from symdl.semantics.floats import evaluate_float
from symdl.semantics.json import Scope, declaration, from_json, to_json
from symdl.semantics.latex import to_latex
from symdl.semantics.recursion import unrolled
from symdl.semantics.substitution import free_symbols, substitute, with_sizes
from symdl.semantics.sympy import to_sympy
from symdl.terms import operators as ops
from symdl.terms.errors import DeclarationError, OutOfScopeError, ShapeError, SymdlError
from symdl.terms.term import Term, number

A, B, x, w = ops.matrix("A", "n", "n"), ops.matrix("B", "n", "n"), ops.vector("x", "n"), ops.vector("w", "n")
t, s, c = ops.scalar("t", natural=True), ops.scalar("s", natural=True), ops.scalar("c")
moved = ops.iterate(A @ x + w, over=x, start=w, times=t)


@pytest.mark.parametrize(
    ("term", "steps"),
    [
        (A ** (t + 2), A @ A @ A**t),
        (ops.iterate(A @ x, over=x, start=w, times=t + 1), A @ ops.iterate(A @ x, over=x, start=w, times=t)),
        (ops.iterate(A @ x, over=x, start=w, times=1), A @ w),
        (substitute(A**t, {t: number(0)}), ops.identity("n")),
    ],
    ids=repr,
)
def test_known_steps_are_written_out(term: Term, steps: Term) -> None:
    assert unrolled(term) is steps


@pytest.mark.parametrize("count", [t, s * t, ops.scalar("i", integer=True) + 1, t - 1, 2 * s + t], ids=repr)
def test_what_is_not_known_stays(count: Term) -> None:
    assert unrolled(Term("matrix_power", (A, count), shape=A.shape)) is None


def test_floats_and_exact_values_agree() -> None:
    values = {"A": ops.array([[1, 2], [0, -1]]), "w": ops.array([1, 3]), "t": number(3)}
    floats = {"A": [[1, 2], [0, -1]], "w": [1, 3], "t": 3}
    for term in (A**t @ w, moved, ops.trace(A ** (2 * t))):
        exact = np.array(_rows(term, values))
        assert np.array_equal(exact, np.atleast_2d(evaluate_float(term, floats, {"n": 2})))


def _rows(term: Term, values: dict[str, Term]) -> list[list[float]]:
    closed = substitute(with_sizes(term, {"n": 2}), {with_sizes(k, {"n": 2}): values[k.data.name] for k in (A, w, t)})
    return [[float(evaluate_exact(entry, Instance({}, {}))) for entry in row] for row in entries_of(closed)]


def test_a_substitution_captures_nothing() -> None:
    inside = substitute(moved, {w: x})
    assert free_symbols(inside) == {A, x, t}
    value = evaluate_float(inside, {"A": [[2.0]], "x": [1.0], "t": 2}, {"n": 1})
    assert value == 2 * (2 * 1 + 1) + 1


def test_they_come_back_from_json() -> None:
    scope = Scope({symbol.data.name: declaration(symbol) for symbol in (A, w, t)}, {})
    for term in (A**t, A ** (t + 1), moved):
        assert from_json(to_json(term), scope) is term


def test_a_power_of_size_one_is_a_power_of_a_number() -> None:
    assert with_sizes(A**t, {"n": 1}).op == "power"


def test_they_are_typeset() -> None:
    assert to_latex((ops.identity("n") - c * A) ** t @ x) == r"(I_{n} - c A)^{t} x"
    assert to_latex(moved) == r"(x \mapsto A x + w)^{\circ t}(w)"


def test_sympy_has_powers_and_no_open_iterates() -> None:
    assert str(to_sympy(A**t)) == "A**t"
    assert to_sympy(ops.iterate(2 * c, over=c, start=c, times=3)) == 8 * to_sympy(c)
    with pytest.raises(OutOfScopeError, match="SymPy has no iterates"):
        to_sympy(moved)


@pytest.mark.parametrize(
    ("build", "error", "message"),
    [
        (lambda: x**t, ShapeError, "A power needs a square matrix"),
        (lambda: A**x, ShapeError, "An exponent must be a scalar"),
        (lambda: ops.iterate(A, over=x, start=x, times=t), ShapeError, "iterate"),
        (lambda: ops.iterate(x, over=x, start=A, times=t), ShapeError, "iterate from"),
        (lambda: ops.iterate(s, over=s, start=s, times=t), DeclarationError, "over a real symbol"),
        (lambda: ops.iterate(x, over=A @ x, start=x, times=t), ShapeError, "taken by a symbol"),
    ],
)
def test_wrong_calls_are_explained(build: object, error: type[SymdlError], message: str) -> None:
    with pytest.raises(error, match=message):
        build()  # type: ignore[operator]
