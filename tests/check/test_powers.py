"""Matrix powers and iterates: what the checker equates agrees with floats, and no road leads to what is false."""

import random

import numpy as np
import pytest

from symdl.check import Rejected, check_certificate
from symdl.check.polynomial import Work
from symdl.check.sequent import Context
from symdl.semantics.floats import evaluate_float
from symdl.semantics.json import declaration, to_json
from symdl.terms import operators as ops
from symdl.terms.term import Term, number

from .certify import EVALUATE, IDENTITY, certificate, neg, num, of, total

A, B, T, M = (["sym", name] for name in "ABtm")
SQUARE, NATURAL = of(shape=("n", "n")), of("natural")
SYMBOLS = {"A": SQUARE, "B": SQUARE, "t": NATURAL}
NEXT = ["add", T, num(1)]
TWO = {"A": ["array", 2, 2, [num(0), num(1), num(0), num(0)]], "B": ["identity", 2], "t": num(0)}


def power(base, exponent):
    return ["matrix_power", base, exponent]


def iterate(step, start, count, shape=("n", "n"), domain="real"):
    return ["iterate", ["A", of(domain, shape)], start, count, step]


def claimed(goal, proof=IDENTITY, **parts):
    return certificate(goal, proof, **{"symbols": SYMBOLS, "values": TWO, "sizes": {"n": 2}, **parts})


def induction(proof=IDENTITY, then=IDENTITY):
    return {"rule": "induction", "on": "t", "base": 0, "proof": proof, "then": then}


TRUE = {
    "step": ["eq", power(A, NEXT), ["matmul", A, power(A, T)]],
    "start": ["eq", power(A, num(0)), ["identity", "n"]],
    "two": ["eq", power(A, num(2)), ["matmul", A, A]],
    "scalar step": ["eq", ["power", num(3), NEXT], ["mul", num(3), ["power", num(3), T]]],
    "iterate step": ["eq", iterate(["matmul", A, B], B, NEXT), ["matmul", iterate(["matmul", A, B], B, T), B]],
    "iterate start": ["eq", iterate(["matmul", A, B], B, num(0)), B],
    "a symmetric power": ["eq", ["transpose", power(["add", A, ["transpose", A]], T)], power(["add", A, ["transpose", A]], T)],
}  # fmt: skip
FALSE = {
    "a step forgotten": ["eq", power(A, NEXT), power(A, T)],
    "the power 0 is 0": ["eq", power(A, num(0)), ["zeros", "n", "n"]],
    "powers of anything commute": ["eq", ["matmul", B, power(A, T)], ["matmul", power(A, T), B]],
    "powers are symmetric": ["eq", ["transpose", power(A, T)], power(A, T)],
    "powers of products": ["eq", power(["matmul", A, B], T), ["matmul", power(A, T), power(B, T)]],
    "a power of the transpose": ["eq", power(A, T), power(["transpose", A], T)],
    "a step on the other side": ["eq", iterate(["matmul", A, B], B, NEXT), ["matmul", B, iterate(["matmul", A, B], B, T)]],
    "another start": ["eq", iterate(["matmul", A, B], A, T), iterate(["matmul", A, B], B, T)],
    "a negative power": ["eq", power(A, num(-1)), power(A, num(-1))],
    "half a power": ["eq", power(A, num("1/2")), power(A, num("1/2"))],
    "an exponent below 0": ["eq", power(A, ["add", T, num(-1)]), power(A, ["add", T, num(-1)])],
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_steps_are_written_out(name):
    assert check_certificate(claimed(TRUE[name])).word == "PROVED"


@pytest.mark.parametrize(
    "proof", [IDENTITY, induction(), induction(EVALUATE)], ids=["identity", "induction", "evaluate"]
)
@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_is_not_equated(name, proof):
    with pytest.raises(Rejected):
        check_certificate(claimed(FALSE[name], proof))


def test_nothing_is_known_of_an_integer_that_may_be_negative():
    symbols = {"A": SQUARE, "m": of("integer")}
    given = [["le", num(0), ["add", M, num(1)]]]
    goal = ["eq", power(A, ["add", M, num(1)]), ["matmul", A, power(A, M)]]
    with pytest.raises(Rejected):
        check_certificate(
            certificate(
                goal, IDENTITY, symbols=symbols, given=given, values={"A": TWO["A"], "m": num(0)}, sizes={"n": 2}
            )
        )


def test_nothing_is_known_of_the_index_of_a_sum_that_starts_below_0():
    power_of = ["trace", power(A, ["add", ["sym", "i"], num(1)])]
    split = ["trace", ["matmul", A, power(A, ["sym", "i"])]]
    goal = ["eq", *(total("i", num(-1), T, body, "natural") for body in (power_of, split))]
    with pytest.raises(Rejected):
        check_certificate(claimed(goal))


@pytest.mark.parametrize(
    ("step", "shape", "domain", "complaint"),
    [
        (["pow", ["sym", "A"], -1], (1, 1), "real", "not iterated"),
        (["log", ["sym", "A"]], (1, 1), "real", "not iterated"),
        (["inverse", ["sym", "A"]], ("n", "n"), "real", "not iterated"),
        (["sym", "A"], (1, 1), "positive", "real symbol"),
        (["trace", ["sym", "A"]], ("n", "n"), "real", "keeps the shape"),
    ],
)
def test_a_step_is_defined_everywhere_and_keeps_its_shape(step, shape, domain, complaint):
    start = num(1) if shape == (1, 1) else ["identity", "n"]
    term = iterate(step, start, T, shape, domain)
    with pytest.raises(Rejected, match=complaint):
        check_certificate(claimed(["eq", term, term]))


def test_a_condition_that_does_not_depend_on_the_variable_is_an_obligation():
    step = ["matmul", ["sym", "A"], ["inverse", B]]
    goal = ["eq", iterate(step, B, NEXT), ["matmul", iterate(step, B, T), ["inverse", B]]]
    with pytest.raises(Rejected, match="not shown to be defined"):
        check_certificate(claimed(goal))
    given = [["ne", ["det", B], num(0)]]
    assert check_certificate(claimed(goal, given=given)).word == "PROVED"


def test_a_derivative_through_open_steps_is_refused():
    symbols = {"x": of(), "t": NATURAL}
    step = ["iterate", ["y", of()], ["sym", "x"], T, ["mul", num(2), ["sym", "y"]]]
    goal = ["eq", ["gradient", step, ["sym", "x"]], num(0)]
    with pytest.raises(Rejected):
        check_certificate(certificate(goal, IDENTITY, symbols=symbols, values={"x": num(1), "t": num(0)}))
    value = certificate(["eq", ["gradient", ["trace", power(A, T)], A], ["zeros", "n", "n"]], IDENTITY, symbols=SYMBOLS)
    with pytest.raises(Rejected):
        check_certificate({**value, "instance": {"sizes": {"n": 2}, "values": TWO, "functions": {}}})


def test_the_bound_symbol_captures_nothing():
    """At x ↦ x + a with a := x the step must not become x ↦ 2x."""
    symbols = {"x": of(), "a": of(), "t": NATURAL}
    step = ["iterate", ["x", of()], num(0), T, ["add", ["sym", "x"], ["sym", "a"]]]
    doubled = ["iterate", ["x", of()], num(0), T, ["add", ["sym", "x"], ["sym", "x"]]]
    moved = ["at", step, [["a", of(), ["sym", "x"]]]]
    values = {"x": num(1), "a": num(0), "t": num(1)}
    assert (
        check_certificate(
            certificate(["eq", moved, doubled], EVALUATE, symbols=symbols, values=values, verdict="REFUTED")
        ).word
        == "REFUTED"
    )
    with pytest.raises(Rejected):
        check_certificate(certificate(["eq", moved, doubled], IDENTITY, symbols=symbols, values=values))


def test_a_refutation_needs_the_failure():
    goal = ["eq", power(A, NEXT), ["matmul", A, power(A, T)]]
    with pytest.raises(Rejected):
        check_certificate(claimed(goal, EVALUATE, verdict="REFUTED"))
    false = ["eq", power(A, T), neg(power(A, T))]
    assert check_certificate(claimed(false, EVALUATE, verdict="REFUTED")).word == "REFUTED"


def drawn(draw, depth, symbols):
    """A random n × n term with powers and iterates, their exponents t + c."""
    a, b, t = symbols
    if depth == 0:
        return draw.choice((a, b, ops.identity("n")))
    x, y = (drawn(draw, depth - 1, symbols) for _ in "xy")
    count = draw.choice((t, t + 1, t + 2, 1 + t, 2 * t, number(0), number(2)))
    kind = draw.randrange(6)
    if kind < 2:
        return x @ y
    if kind == 2:
        return x - y
    if kind == 3:
        return x.T
    if kind == 4:
        return Term("matrix_power", (x, count), shape=x.shape)
    return ops.iterate(draw.choice((a @ x, x @ a - y)), over=a, start=y, times=count)


def test_terms_with_one_normal_form_have_one_value():
    draw, found, pairs = random.Random(7), {}, 0
    a, b, t = ops.matrix("A", "n", "n"), ops.matrix("B", "n", "n"), ops.scalar("t", natural=True)
    context = Context({}, Work(), {})
    symbols = {s.data.name: context.language.declared([s.data.name, declaration(s)]) for s in (a, b, t)}
    generator = np.random.default_rng(0)
    values = {"A": generator.normal(size=(2, 2)), "B": generator.normal(size=(2, 2))}
    for _ in range(1500):
        term = drawn(draw, draw.randrange(1, 4), (a, b, t))
        try:
            key = context.normaliser.words.key(context.language.read(to_json(term), symbols))
        except Rejected:
            continue
        other = found.setdefault(key, term)
        if other is term:
            continue
        pairs += 1
        for count in (0, 1, 3):
            both = [evaluate_float(each, {**values, "t": count}, {"n": 2}) for each in (term, other)]
            assert np.allclose(*both, rtol=1e-6, atol=1e-6 * (1 + np.abs(both[0]).max())), (term, other)
    assert pairs > 100
