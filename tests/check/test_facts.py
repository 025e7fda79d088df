"""Each named fact at drawn closed terms, of all shapes, also empty ones: where its premises hold, its conclusion does not fail."""

import inspect
import random

import pytest

from symdl.check.facts import FORMULAS, SPECIAL, conclude
from symdl.check.judgement import Rejected
from symdl.check.polynomial import Work
from symdl.check.sequent import Context

from .certify import num

UNDRAWN = {
    "injective",
    "same_action",
    "gram_factor",
    "sum_step",
    "sum_empty",
    "congruence",
    "defined_inverse",
    "defined_root",
    "root_passes",
    "size_positive",
}
"""Facts about quantifiers, sums and operators, not about any terms."""
NAMES = sorted((FORMULAS.keys() | SPECIAL.keys()) - UNDRAWN)
SHAPES = [(1, 1), (1, 2), (2, 1), (2, 2), (2, 2), (3, 3), (0, 2), (2, 0), (0, 0), (3, 2), (2, 3)]
ENTRIES = (0, 0, 1, -1, 2, "1/2")
FEW, MANY = 12, 250


def arity(name):
    if name in FORMULAS:
        return len(FORMULAS[name].split("|")[0].split())
    return len(inspect.signature(SPECIAL[name]).parameters) - 1


def literal(entries, m, n):
    return num(entries[0][0]) if (m, n) == (1, 1) else ["array", m, n, [num(x) for row in entries for x in row]]


def matrix(draw, m, n):
    """A general, zero, identity or positive semidefinite matrix."""
    kind = draw.random()
    if m == n and kind < 0.1:
        return literal([[int(i == j) for j in range(n)] for i in range(m)], m, n)
    if m == n and kind < 0.35:
        rows = [[draw.choice((0, 1, -1, 2)) for _ in range(m)] for _ in range(draw.choice((1, 2, 3)))]
        return literal([[sum(row[i] * row[j] for row in rows) for j in range(n)] for i in range(m)], m, n)
    entries = ENTRIES if kind < 0.9 else (0,)
    return literal([[draw.choice(entries) for _ in range(n)] for _ in range(m)], m, n)


def drawn(draw, count):
    """Terms whose shapes are often equal or composable, and which often are transposes, pseudoinverses or products."""
    shapes = [draw.choice(SHAPES) if draw.random() < 0.7 else (1, 1) for _ in range(count)]
    if draw.random() < 0.6:
        shapes = shapes[:1] * count
    elif count >= 2 and draw.random() < 0.5:
        shapes[1] = shapes[0][::-1]
    terms = [matrix(draw, *shape) for shape in shapes]
    if count >= 2 and draw.random() < 0.5:
        terms[1] = [draw.choice(("transpose", "pinv")), terms[0]]
    if count == 3 and draw.random() < 0.5:
        terms[2] = ["matmul", *terms[:2]]
    return terms


def shown(name, forms):
    """Whether the conclusion holds; None where the fact does not apply or evaluation does not tell."""
    context = Context({}, Work(), {})
    try:
        terms = [context.language.read(form, {}) for form in forms]
        premises, conclusion = conclude(name, context.normaliser, terms)
        defined = all(map(context.evaluator.is_defined, terms))
        return context.evaluator.holds(conclusion) if defined and all(map(context.evaluator.holds, premises)) else None
    except (Rejected, ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
        return None


def told(name, number):
    draw = random.Random(name)
    found = [(forms, shown(name, forms)) for forms in (drawn(draw, arity(name)) for _ in range(number))]
    return [forms for forms, holds in found if holds is False], sum(holds is True for _, holds in found)


@pytest.mark.parametrize("name", NAMES)
def test_a_fact_does_not_fail(name):
    assert told(name, FEW)[0] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_fact_holds_often_and_never_fails(name):
    failures, held = told(name, MANY)
    assert failures == []
    assert held
