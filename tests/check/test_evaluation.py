"""Relations between closed terms are decided as mpmath at 80 digits says: definedness, signs, equality of algebraic numbers."""

from collections.abc import Callable
from typing import Any

import mpmath
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from symdl.check.judgement import Rejected
from symdl.check.numbers.constants import Undecided
from symdl.check.polynomial import Work
from symdl.check.sequent import Context

DIGITS = 80
NEAR = mpmath.mpf(10) ** -40
ROOTS = {  # polynomials, some reducible or with several roots, and intervals around one
    "√2": (["-2", "0", "1"], "1", "2"), "-√2": (["-2", "0", "1"], "-2", "0"), "2 of a square": (["4", "-4", "1"], "0", "5"),
    "cubic": (["-1", "-1", "0", "1"], "1", "2"), "√2 of a quartic": (["6", "0", "-5", "0", "1"], "5/4", "3/2"), "0": (["0", "-2", "0", "1"], "-1", "1"),
    "an end": (["-1", "0", "1"], "1", "3"),
}  # fmt: skip
VALUES = {
    "√2": 2**0.5,
    "-√2": -(2**0.5),
    "2 of a square": 2.0,
    "cubic": 1.3247179572447,
    "√2 of a quartic": 2**0.5,
    "0": 0.0,
    "an end": 1.0,
}
ELEMENTARY: dict[str, Callable[[Any], Any]] = {
    "exp": mpmath.exp, "log": mpmath.log, "sqrt": mpmath.sqrt, "tanh": mpmath.tanh, "abs": abs, "sign": mpmath.sign,
}  # fmt: skip


class Unclear(Exception):
    """80 digits do not tell."""


def told(x: Any) -> int:
    """The sign, 0 for what 80 digits do not tell from 0."""
    return 0 if abs(x) < NEAR else 1 if x > 0 else -1


def exact_root(name: str) -> Any:
    coefficients, *_ = ROOTS[name]
    at = VALUES[name]
    if name == "2 of a square":
        return mpmath.mpf(2)
    return (
        mpmath.findroot(lambda x: sum(int(c) * x**k for k, c in enumerate(coefficients)), mpmath.mpf(at))
        if at
        else mpmath.mpf(0)
    )


def value(form: Any) -> Any:
    """The number a closed form denotes; None when it is undefined."""
    op, *args = form
    if op == "num":
        top, _, bottom = args[0].partition("/")
        return mpmath.mpf(int(top)) / int(bottom or 1)
    if op == "root":
        return exact_root(next(name for name, root in ROOTS.items() if list(root) == args))
    if op == "pow":
        base = value(args[0])
        if base is None or (args[1] < 0 and told(base) == 0):
            return None
        return mpmath.mpf(1) if args[1] == 0 else base ** args[1]
    parts = [value(arg) for arg in args]
    if any(part is None for part in parts):
        return None
    match op:
        case "add":
            return sum(parts)
        case "mul":
            return mpmath.fprod(parts)
        case "max":
            return max(parts)
        case "min":
            return min(parts)
    (x,) = parts
    sign = told(x)
    if (sign < 0 and op in ("log", "sqrt")) or (sign == 0 and op == "log"):
        return None
    if sign == 0 and op in ("sqrt", "sign"):
        return mpmath.mpf(0)
    if abs(x) > 500:
        raise Unclear
    return ELEMENTARY[op](x)


numbers = st.fractions(min_value=-3, max_value=3, max_denominator=4).map(lambda q: ["num", str(q)])
roots = st.sampled_from(sorted(ROOTS)).map(lambda name: ["root", *ROOTS[name]])
forms = st.recursive(
    st.one_of(numbers, roots, st.just(["sqrt", ["num", "2"]]), st.just(["num", "0"])),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["add", "mul", "max", "min"]), inner, inner).map(list),
        st.tuples(st.sampled_from(sorted(ELEMENTARY)), inner).map(list),
        st.tuples(st.just("pow"), inner, st.integers(-3, 3)).map(list),
    ),
    max_leaves=6,
)
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def compare(op: str, a: Any, b: Any) -> None:
    context = Context({}, Work(), {})
    with mpmath.workdps(DIGITS):
        try:
            found = context.evaluator.holds(context.language.read([op, a, b], {}))
            left, right = value(a), value(b)
        except (Undecided, Rejected, Unclear):
            return
        if left is None or right is None:
            assert not found
            return
        sign = told(left - right)
        assert found == {"eq": sign == 0, "ne": sign != 0, "le": sign <= 0, "lt": sign < 0}[op]


@relaxed
@given(st.sampled_from(["eq", "ne", "le", "lt"]), forms, forms)
def test_a_closed_relation_is_decided_as_mpmath_says(op: str, a: Any, b: Any) -> None:
    compare(op, a, b)
    compare(op, a, a)


@pytest.mark.slow
@settings(relaxed, max_examples=5_000)
@given(st.sampled_from(["eq", "ne", "le", "lt"]), forms, forms)
def test_many_closed_relations_are_decided_as_mpmath_says(op: str, a: Any, b: Any) -> None:
    compare(op, a, b)
    compare(op, a, a)
