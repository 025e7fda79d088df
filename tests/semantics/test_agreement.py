"""Laws over drawn terms: exact values, floats, balls and SymPy agree; JSON and substitution keep the meaning."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp
from flint import arb, fmpq
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st

from symdl.claims.instance import Instance
from symdl.semantics.balls import Unsettled, ball, holds_by_balls
from symdl.semantics.derivative import expanded, without_derivatives
from symdl.semantics.evaluation import Undefined
from symdl.semantics.exact import evaluate_exact, holds_exactly
from symdl.semantics.floats import evaluate_float
from symdl.semantics.json import (
    Scope,
    declaration,
    from_json,
    function_declaration,
    relation_from_json,
    relation_to_json,
    to_json,
)
from symdl.semantics.latex import to_latex
from symdl.semantics.substitution import free_symbols, function_symbols, substitute, walk
from symdl.semantics.sympy import from_sympy, to_sympy
from symdl.semantics.text import to_text
from symdl.terms import operators as ops
from symdl.terms.errors import BudgetError, CoercionError, OutOfScopeError
from symdl.terms.matrix_functions import expm, sqrtm
from symdl.terms.relation import at_most, both, equal, forall, implies, less_than, minimises, psd, unequal
from symdl.terms.term import Symbol, Term, number

SCALARS = (ops.scalar("a"), ops.scalar("b"), ops.scalar("p", positive=True))
MATRICES = {
    (2, 2): (ops.matrix("A", 2, 2), ops.matrix("B", 2, 2)),
    (2, 1): (ops.vector("x", 2), ops.vector("y", 2)),
    (1, 2): (ops.matrix("R", 1, 2),),
}
INDEX = ops.scalar("i", integer=True)
F = ops.function("f")
UNARY = (ops.absolute, ops.sign, ops.sqrt, ops.exp, ops.log, ops.tanh)
numbers = st.fractions(min_value=-3, max_value=3, max_denominator=4)


@st.composite
def terms(
    draw: st.DrawFn, shape: tuple[int, int] = (1, 1), depth: int = 3, calculus: bool = True, sympy: bool = False
) -> Term:
    """A term of at most ``depth`` operators; ``sympy`` leaves out what SymPy cannot say."""

    def sub(s: tuple[int, int]) -> Term:
        return draw(terms(s, depth - 1, calculus, sympy))

    def scalar_term() -> Term:
        kinds = ["add", "mul", "div", "pow", "trace", "det", "norm", "inner", "unary", "max", "form", "entry"]
        kinds += ["sum", "gradient", "at"] if calculus else []
        kinds += [] if sympy else ["rank"]
        match draw(st.sampled_from(kinds)):
            case "add":
                return sub((1, 1)) - sub((1, 1))
            case "mul":
                return sub((1, 1)) * sub((1, 1))
            case "div":
                return sub((1, 1)) / sub((1, 1))
            case "pow":
                return ops.power(sub((1, 1)), draw(st.integers(-2, 3)))
            case "trace":
                return ops.trace(sub((2, 2)))
            case "det":
                return ops.det(sub((2, 2)))
            case "rank":
                return ops.rank(sub((2, 2)))
            case "norm":
                return ops.norm(sub((2, 1))) ** draw(st.integers(1, 2))
            case "inner":
                return ops.inner(sub((2, 2)), sub((2, 2)))
            case "unary":
                return draw(st.sampled_from(UNARY))(sub((1, 1)))
            case "max":
                return draw(st.sampled_from((ops.maximum, ops.minimum)))(sub((1, 1)), sub((1, 1)))
            case "form":
                return sub((1, 2)) @ sub((2, 2)) @ sub((2, 1))
            case "entry":
                return ops.entry(sub((2, 2)), (draw(st.integers(0, 1)), draw(st.integers(0, 1))))
            case "sum":
                body = substitute(sub((1, 1)), {SCALARS[0]: INDEX}) if draw(st.booleans()) else sub((1, 1)) * INDEX
                return ops.summation(INDEX, draw(st.integers(-1, 1)), draw(st.integers(0, 3)), body)
            case "gradient":
                return ops.gradient(sub((1, 1)), draw(st.sampled_from(SCALARS)))
        return ops.evaluated_at(sub((1, 1)), {draw(st.sampled_from(SCALARS[:2])): sub((1, 1))})

    def matrix_term() -> Term:
        kinds = ["add", "scale", "matmul", "transpose", "array"]
        kinds += ["inverse"] if shape == (2, 2) else []
        kinds += ["root", "exponential"] if shape == (2, 2) and not sympy else []
        kinds += ["pinv", "hadamard"] if not sympy else []  # SymPy does not evaluate an entrywise power
        kinds += ["gradient"] if calculus and shape in ((2, 2), (2, 1)) else []
        m, n = shape
        match draw(st.sampled_from(kinds)):
            case "add":
                return sub(shape) + sub(shape)
            case "scale":
                return sub((1, 1)) * sub(shape)
            case "matmul":
                return sub((m, 2)) @ sub((2, n))
            case "transpose":
                return sub((n, m)).T
            case "hadamard":
                return ops.hadamard(sub(shape), sub(shape))
            case "inverse":
                return ops.inverse(sub(shape))
            case "root":
                a = sub(shape)
                return sqrtm(a @ a.T)
            case "exponential":
                return expm(sub(shape))
            case "pinv":
                return ops.pinv(sub((n, m)))
            case "gradient":
                return ops.gradient(sub((1, 1)), draw(st.sampled_from(MATRICES[shape])))
        return ops.array([[sub((1, 1)) for _ in range(n)] for _ in range(m)])

    if depth == 0 or draw(st.integers(0, 3)) == 0:
        if shape == (1, 1):
            return draw(st.one_of(st.sampled_from(SCALARS), numbers.map(number)))
        return draw(st.sampled_from(MATRICES[shape]))
    return scalar_term() if shape == (1, 1) else matrix_term()


SYMBOLS = (*SCALARS, *(s for group in MATRICES.values() for s in group))


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    values = {}
    for symbol in SYMBOLS:
        m, n = symbol.shape
        assert isinstance(symbol.data, Symbol)
        positive = symbol.data.domain == "positive"
        entry = st.fractions(min_value=Fraction(1, 4) if positive else -3, max_value=3, max_denominator=4)
        values[symbol.data.name] = ops.array([[draw(entry) for _ in range(int(n))] for _ in range(int(m))])
    return Instance(values=values)


def as_floats(instance: Instance) -> dict[str, Any]:
    found = {}
    for name, value in instance.values.items():
        exact = evaluate_exact(value, Instance())
        assert not isinstance(exact, bool | None)
        found[name] = float(exact) if isinstance(exact, Fraction) else np.array(exact, dtype=float)
    return found


def exact_or_assume(term: Term, instance: Instance) -> Any:
    try:
        return evaluate_exact(term, instance)
    except (Undefined, OutOfScopeError, BudgetError):
        assume(False)


def entries(value: Any) -> list[Fraction]:
    return [value] if isinstance(value, Fraction) else [x for row in value for x in row]


PHASES = (Phase.explicit, Phase.generate, Phase.shrink)
LAW = settings(max_examples=60, deadline=None, derandomize=True, phases=PHASES, suppress_health_check=list(HealthCheck))
shapes = st.sampled_from([(1, 1), (1, 1), (2, 2), (2, 1)])


@LAW
@given(st.data(), instances())
def test_floats_and_balls_enclose_the_exact_value(data: st.DataObject, instance: Instance) -> None:
    term = data.draw(terms(data.draw(shapes)))
    value = exact_or_assume(term, instance)
    floats = np.ravel(evaluate_float(term, as_floats(instance)))
    for k, (exact, approximate) in enumerate(zip(entries(value), floats, strict=True)):
        if np.isfinite(approximate) and abs(exact) < 10**6:
            assert abs(float(exact) - approximate) <= 1e-5 * (1 + abs(float(exact)))
        place = ops.entry(term, (k // int(term.shape[1]), k % int(term.shape[1])))
        assert ball(place, instance, 128).overlaps(arb(fmpq(exact.numerator, exact.denominator)))


@LAW
@given(terms(depth=3), instances())
def test_balls_contain_a_much_sharper_ball(term: Term, instance: Instance) -> None:
    try:
        coarse, fine = ball(term, instance, 80), ball(term, instance, 300)
    except (Undefined, OutOfScopeError, BudgetError):
        assume(False)
    assert coarse.overlaps(fine)


@LAW
@given(st.data(), instances())
def test_writing_out_entries_keeps_the_value(data: st.DataObject, instance: Instance) -> None:
    term = data.draw(terms(data.draw(shapes)))
    value = exact_or_assume(term, instance)
    assert evaluate_exact(without_derivatives(term), instance) == value
    try:
        written = expanded(term)
    except BudgetError:
        assume(False)
    assert not {part.op for part in walk(written)} & {"gradient", "at", "matmul", "inverse", "trace"}
    assert evaluate_exact(written, instance) == value


@LAW
@given(st.data(), instances())
def test_substituting_is_evaluating_at_the_replacement(data: st.DataObject, instance: Instance) -> None:
    term = data.draw(terms(data.draw(shapes)))
    replaced = data.draw(st.sampled_from([s for s in SYMBOLS if s.data.domain == "real"]))  # type: ignore[union-attr]
    replacement = data.draw(terms(replaced.shape, 2))  # type: ignore[arg-type]
    point = exact_or_assume(replacement, instance)
    moved = Instance(values={**instance.values, replaced.data.name: as_term(point)})  # type: ignore[union-attr]
    value = exact_or_assume(term, moved)
    assert evaluate_exact(substitute(term, {replaced: replacement}), instance) == value


def as_term(value: Any) -> Term:
    return number(value) if isinstance(value, Fraction) else ops.array([list(row) for row in value])


@LAW
@given(st.data())
def test_json_gives_back_the_very_term(data: st.DataObject) -> None:
    term = data.draw(terms(data.draw(shapes), 4))
    term = ops.apply(F, term, orders=(data.draw(st.integers(0, 2)),))
    assert from_json(to_json(term), scope_of(term)) is term


def scope_of(*items: Any) -> Scope:
    symbols = {s.data.name: declaration(s) for s in walk(*items) if s.op == "sym"}  # type: ignore[union-attr]
    return Scope(symbols, {f.name: function_declaration(f) for f in function_symbols(*items)})


@LAW
@given(st.data())
def test_json_gives_back_the_relation(data: st.DataObject) -> None:
    a, b = (data.draw(terms(depth=2)) for _ in range(2))
    matrix, vector = data.draw(terms((2, 2), 2)), data.draw(terms((2, 1), 2))
    relation = implies(
        [at_most(a, b), unequal(matrix, 0), psd(matrix)],
        both(forall(SCALARS[0], less_than(a, b)), minimises(vector, lambda v: ops.norm(v - vector))),
    )
    assert relation_from_json(relation_to_json(relation), scope_of(relation)) == relation


@settings(LAW, max_examples=40)
@given(terms(depth=3, sympy=True), instances())
@example(1 / SCALARS[0] - 1 / SCALARS[0], Instance(values=dict.fromkeys("abp", number(1))))
def test_sympy_agrees_on_scalars(term: Term, instance: Instance) -> None:
    value = exact_or_assume(term, instance)
    assert isinstance(value, Fraction)
    expression = to_sympy(term)
    points = {to_sympy(s): to_sympy(instance.values[s.data.name]) for s in free_symbols(term)}  # type: ignore[union-attr]
    found = expression.xreplace(points).doit()
    assert sp.simplify(found - sp.Rational(value.numerator, value.denominator)) == 0


@LAW
@given(st.data(), instances())
def test_a_term_through_sympy_keeps_its_value(data: st.DataObject, instance: Instance) -> None:
    term = data.draw(terms(data.draw(shapes), 3, sympy=True))
    value = exact_or_assume(term, instance)
    again = from_sympy(to_sympy(term))
    try:
        found = evaluate_exact(again, instance)
    except OutOfScopeError:
        assume(False)
    assert found == value


def scalar_expressions() -> st.SearchStrategy[Term]:
    leaves = st.one_of(st.sampled_from((*SCALARS, ops.scalar("k", natural=True))), numbers.map(number))
    pairs = (ops.add, ops.scale, ops.divide, ops.maximum, ops.minimum)

    def grown(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        return st.one_of(
            st.builds(lambda build, a, b: build(a, b), st.sampled_from(pairs), inner, inner),
            st.builds(lambda build, a: build(a), st.sampled_from(UNARY), inner),
            st.builds(ops.power, inner, st.integers(-2, 3)),
            st.builds(lambda a, order: ops.apply(F, a, orders=(order,)), inner, st.integers(0, 2)),
        )

    return st.recursive(leaves, grown, max_leaves=6)


@LAW
@given(scalar_expressions())
def test_sympy_through_a_term_settles_at_once(term: Term) -> None:
    try:
        expression = to_sympy(term)
    except OutOfScopeError:  # log 0 is complex infinity to SymPy, which has no maximum
        assume(False)
    assume(not expression.has(sp.nan, sp.zoo, sp.oo, sp.I))
    try:
        again = from_sympy(expression)
    except CoercionError:  # SymPy merges √√a into a^(1/4), which symdl does not read
        assume(False)
    once = to_sympy(again)  # SymPy merges what it rebuilds: ||a|| becomes |a|
    assert to_sympy(from_sympy(once)) == once


@LAW
@given(terms(depth=3), instances())
def test_exact_truth_and_truth_by_balls_never_differ(term: Term, instance: Instance) -> None:
    for relation in (equal(term, 0), unequal(term, 0), at_most(term, 0), less_than(term, 0)):
        exact, balls = holds_exactly(relation, instance), holds_by_balls(relation, instance, max_bits=256)
        assert exact is None or balls == exact


@LAW
@given(st.data())
def test_every_term_prints(data: st.DataObject) -> None:
    term = data.draw(terms(data.draw(shapes), 4))
    source = to_latex(term)
    assert to_text(term)
    assert source.count("{") == source.count("}")
    assert source.count(r"\left") == source.count(r"\right")


def test_an_unsettled_ball_is_out_of_scope() -> None:
    assert issubclass(Unsettled, OutOfScopeError)
    x = ops.scalar("x")
    with pytest.raises(Unsettled):
        ball(1 / (ops.exp(x) - ops.exp(x)), Instance(values={"x": number(1)}), 64)
