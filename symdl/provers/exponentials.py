"""Which facts about exponentials and logarithms are worth having."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, islice, permutations

from symdl.algebra.quotients import Atoms, RingFullError
from symdl.provers.state import State
from symdl.provers.uses import Use, of_kind
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import at_most, equal, less_than
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

MOST_PAIRS = 12


def _in_goal(state: State, op: str) -> list[Term]:
    """The arguments of a function where the goal (or what contradicts it) applies it, nothing nested."""
    relation = state.goal if state.goal.op != "false" else state.hypotheses[-1] if state.hypotheses else state.goal
    found: dict[Term, None] = {}
    stack = [arg for arg in relation.args if isinstance(arg, Term)] if relation.is_atomic else []
    while stack:
        term = stack.pop()
        if term.op == op:
            found.setdefault(term.args[0])
        elif term.op in ("add", "mul", "pow"):
            stack.extend(term.args)
    return list(found)


def exponentials(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """exp of sums and of integer multiples, down to exponentials of single monomials."""
    arguments = [term.args[0] for term in of_kind(atoms, "exp")]
    arguments += [2 * t.args[0] for t in of_kind(atoms, "tanh")]
    for t in of_kind(atoms, "tanh"):
        yield _tanh(t.args[0])
        arguments.append(t.args[0])
    parts = [(argument, _monomials(ring, argument)) for argument in arguments]
    units: dict[Term, Fraction] = {}
    for _, monomials in parts:
        for monomial, coefficient in monomials:
            units[monomial] = _common(units.get(monomial, Fraction(0)), coefficient)
    for monomial, unit in units.items():
        base = ops.scale(number(unit), monomial)
        yield exp_positive(base)
        if monomial.op == "log":
            t = monomial.args[0]
            yield Use("exp_log", (t,), (less_than(0, t),), equal(ops.exp(monomial), t))
            yield from _multiple(base, Fraction(1) / unit)
    for argument, monomials in parts:
        pieces = []
        for monomial, coefficient in monomials:
            base = ops.scale(number(units[monomial]), monomial)
            yield from _multiple(base, coefficient / units[monomial])
            pieces.append(ops.scale(number(coefficient), monomial))
        for k in range(len(pieces) - 1, 0, -1):
            head, tail = pieces[k - 1], ops.add(*pieces[k:])
            yield exp_sum(head, tail)
        if len(pieces) > 1:
            yield exp_positive(argument)


def exp_positive(t: Term) -> Use:
    return Use("exp_positive", (t,), (), less_than(0, ops.exp(t)))


def exp_sum(a: Term, b: Term) -> Use:
    return Use("exp_sum", (a, b), (), equal(ops.exp(a + b), ops.exp(a) * ops.exp(b)))


def _tanh(t: Term) -> Use:
    e = ops.exp(t)
    return Use("tanh_exp", (t,), (), equal(ops.tanh(t) * (e**2 + 1), e**2 - 1))


def _multiple(base: Term, k: Fraction) -> Iterator[Use]:
    if k < 0:
        yield exp_positive(-base)
        yield exp_sum(base, -base)
        base, k = -base, -k
    if k > 1 and k.denominator == 1:
        yield Use(
            "exp_multiple", (base, number(k)), (), equal(ops.exp(ops.scale(number(k), base)), ops.exp(base) ** int(k))
        )


def _monomials(ring: Atoms, argument: Term) -> list[tuple[Term, Fraction]]:
    """The argument as coefficients times monomials in the atoms; as a whole when it is no polynomial."""
    try:
        value = ring.read(argument)
    except (SymdlError, RingFullError):
        return []
    if not value.is_polynomial:
        return [(argument, Fraction(1))]
    return [
        (ring.to_term(ring.context.from_dict({exponents: 1})), Fraction(int(coefficient.p), int(coefficient.q)))
        for exponents, coefficient in value.numerator.to_dict().items()
    ]


def _common(a: Fraction, b: Fraction) -> Fraction:
    """The greatest rational of which both are integer multiples."""
    from math import gcd, lcm

    return Fraction(
        gcd(a.numerator * b.denominator, b.numerator * a.denominator), lcm(a.denominator * b.denominator, 1)
    )


def logarithms(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """log of products, powers and exponentials, down to logarithms of single factors."""
    for term in of_kind(atoms, "log"):
        yield from _factored_logarithm(term.args[0])
        if of_kind(atoms, "exp"):
            yield from (Use("log_exp", e.args, (), equal(ops.log(e), e.args[0])) for e in of_kind(atoms, "exp"))
    for left, right in _equations(state):
        for a, b in ((left, right), (right, left)):
            if a.op == "exp" and b.op != "exp":
                yield _applied("log", a, b)
                yield Use("log_exp", a.args, (), equal(ops.log(a), a.args[0]))


def _factored_logarithm(t: Term) -> Iterator[Use]:
    if t.op == "exp":
        yield Use("log_exp", t.args, (), equal(ops.log(t), t.args[0]))
    elif t.op == "mul":
        head, rest = t.args[0], t.args[1]
        for other in t.args[2:]:
            rest = ops.scale(rest, other)
        yield log_product(head, rest)
        yield from _factored_logarithm(head)
        yield from _factored_logarithm(rest)
    elif t.op == "pow" and isinstance(t.data, int):
        base, k = t.args[0], abs(t.data)
        if t.data < 0:
            yield log_product(base**k, t)
        if k > 1:
            power = equal(ops.log(base**k), k * ops.log(base))
            yield Use("log_power", (base, number(k)), (less_than(0, base),), power)
        yield from _factored_logarithm(base)


def logarithm_pairs(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """Two logarithms of the goal against each other: log a − log b ≤ a/b − 1, and order."""
    values = _in_goal(state, "log")
    for a in values:
        yield Use("log_tangent", (a,), (less_than(0, a),), at_most(ops.log(a), a - 1))
    for a, b in islice(permutations(values, 2), MOST_PAIRS):
        yield log_product(b, a / b)
        yield Use("log_tangent", (a / b,), (less_than(0, a / b),), at_most(ops.log(a / b), a / b - 1))
        yield Use("log_increasing", (a, b), (less_than(0, a), less_than(a, b)), less_than(ops.log(a), ops.log(b)))
    for a, b in islice(combinations(values, 2), MOST_PAIRS):
        yield log_product(a, b)


def log_product(a: Term, b: Term) -> Use:
    positive = (less_than(0, a), less_than(0, b))
    return Use("log_product", (a, b), positive, equal(ops.log(a * b), ops.log(a) + ops.log(b)))


def _equations(state: State) -> Iterator[tuple[Term, Term]]:
    for relation in state.hypotheses:
        if relation.op == "eq" and is_scalar(relation.args[0].shape):
            yield relation.args[0], relation.args[1]


def _applied(op: str, a: Term, b: Term) -> Use:
    f: Callable[[Term], Term] = getattr(ops, op)
    return Use("congruence", (f(a), f(b)), (equal(a, b),), equal(f(a), f(b)))


def monotone(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """exp, sqrt and tanh at two arguments: order is kept."""
    for op in ("exp", "sqrt", "tanh"):
        arguments = [term.args[0] for term in of_kind(atoms, op)][:4]
        if state.goal.op in ("le", "lt") and op == "exp" and len(arguments) == 1:
            arguments.append(number(0))
        f: Callable[[Term], Term] = getattr(ops, op)
        for a, b in combinations(arguments, 2):
            for low, high in ((a, b), (b, a)):
                domain = (at_most(0, low),) if op == "sqrt" else ()
                yield Use(f"{op}_increasing", (low, high), (*domain, less_than(low, high)), less_than(f(low), f(high)))


def tangents(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    for term in of_kind(atoms, "exp"):
        (t,) = term.args
        yield Use("exp_tangent", (t,), (), at_most(1 + t, term))
