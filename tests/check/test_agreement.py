"""What the checker computes agrees with floats that share no code with it: values, and derivatives by differences.

A checker that took a part of a term for a constant, or for another function, would prove falsehoods; every operator is
drawn here, also on scalars and one-column matrices.
"""

from fractions import Fraction
from math import isfinite

import numpy as np
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from symdl.check.judgement import Rejected
from symdl.check.polynomial import Work
from symdl.check.sequent import Context
from symdl.semantics.floats import evaluate_float
from symdl.semantics.json import declaration, to_json
from symdl.terms import operators as ops
from symdl.terms.blocks import block, hstack, vstack
from symdl.terms.errors import SymdlError
from symdl.terms.matrix_functions import expm, sqrtm
from symdl.terms.term import Term, number

SYMBOLS = {
    (1, 1): (ops.scalar("a"), ops.scalar("b")),
    (2, 1): (ops.vector("x", 2), ops.vector("y", 2)),
    (1, 2): (ops.matrix("R", 1, 2),),
    (2, 2): (ops.matrix("A", 2, 2), ops.matrix("B", 2, 2)),
}
INDEX = ops.scalar("i", integer=True)
ENTRYWISE = (ops.exp, ops.tanh, ops.log, ops.sqrt, ops.absolute, ops.sign)
NEAR = 1e-4
numbers = st.fractions(min_value=-2, max_value=2, max_denominator=3)


def scalars(draw: st.DrawFn, depth: int) -> Term:
    """An operator whose value is a scalar, at drawn arguments."""

    def sub(m: int = 1, n: int = 1) -> Term:
        return draw(terms((m, n), depth - 1))

    makers = {
        "divide": lambda: sub() / sub(),
        "power": lambda: ops.power(sub(), draw(st.integers(-2, 3))),
        "trace": lambda: ops.trace(sub(2, 2)),
        "trace of a scalar": lambda: ops.trace(sub()),
        "det": lambda: ops.det(sub(2, 2)),
        "rank": lambda: ops.rank(sub(2, 2)),
        "positive index": lambda: ops.positive_index(sub(2, 2)),
        "norm": lambda: ops.norm(sub(2, 1)),
        "norm of a scalar": lambda: ops.norm(sub()),
        "norm squared": lambda: ops.norm(sub(2, 2)) ** 2,
        "inner": lambda: ops.inner(sub(2, 2), sub(2, 2)),
        "inner of columns": lambda: ops.inner(sub(2, 1), sub(2, 1)),
        "form": lambda: sub(1, 2) @ sub(2, 2) @ sub(2, 1),
        "entry": lambda: ops.entry(sub(2, 2), (draw(st.integers(0, 1)), draw(st.integers(0, 1)))),
        "sum": lambda: ops.summation(INDEX, draw(st.integers(-1, 1)), draw(st.integers(0, 2)), sub() * INDEX),
        "derivative": lambda: ops.gradient(sub(), draw(st.sampled_from(SYMBOLS[1, 1]))),
        "at": lambda: ops.evaluated_at(ops.gradient(sub(), SYMBOLS[1, 1][0]), {SYMBOLS[1, 1][0]: sub()}),
    }
    return makers[draw(st.sampled_from(sorted(makers)))]()


def matrices(draw: st.DrawFn, shape: tuple[int, int], depth: int) -> Term:
    """An operator whose value has any shape, scalars included."""
    m, n = shape

    def sub(rows: int = 1, columns: int = 1) -> Term:
        return draw(terms((rows, columns), depth - 1))

    makers = {
        "add": lambda: sub(m, n) - sub(m, n),
        "scale": lambda: sub() * sub(m, n),
        "matmul": lambda: sub(m, 2) @ sub(2, n),
        "transpose": lambda: sub(n, m).T,
        "hadamard": lambda: ops.hadamard(sub(m, n), sub(m, n)),
        "kron": lambda: ops.kron(sub(m, 1), sub(1, n)),
        "kron with a scalar": lambda: ops.kron(sub(), sub(m, n)),
        "entrywise": lambda: draw(st.sampled_from(ENTRYWISE))(sub(m, n)),
        "pairwise": lambda: draw(st.sampled_from((ops.maximum, ops.minimum)))(sub(m, n), sub(m, n)),
        "array": lambda: ops.array([[sub() for _ in range(n)] for _ in range(m)]),
        "side by side": lambda: hstack(*(sub(m, 1) for _ in range(n))),
        "one above the other": lambda: vstack(*(sub(1, n) for _ in range(m)), ops.zeros(0, n)),
        "blocks": lambda: vstack(sub(2, m), sub(1, m)).T @ vstack(sub(2, n), sub(1, n)),
    }

    def square() -> Term:
        return block([[sub(2, 2), sub(2, 1)], [sub(1, 2), sub()]])

    makers["iterate"] = lambda: ops.iterate(
        sub(m, n), over=SYMBOLS[shape][0], start=sub(m, n), times=number(draw(st.integers(0, 3)))
    )
    if m == n:
        makers |= {"exponential of a multiple": lambda: expm(sub() * sub(m, n))}
        makers |= {"root": lambda: sqrtm(sub(m, n)), "exponential": lambda: expm(sub(m, n))}
        makers["root of a square"] = lambda: sqrtm(gram(sub(m, n)))
        makers |= {"inverse": lambda: ops.inverse(sub(m, n)), "diag": lambda: ops.diag(sub(m, 1))}
        makers["matrix power"] = lambda: Term(
            "matrix_power", (sub(m, n), number(draw(st.integers(-1, 3)))), shape=(m, n)
        )
    if n == 1:
        makers |= {
            "vec": lambda: ops.vec(sub(m, n)),
            "vec of a row": lambda: ops.vec(sub(1, m)),
            "gradient": lambda: ops.gradient(sub(), draw(st.sampled_from(SYMBOLS[m, 1]))),
        }
    if shape == (2, 2):
        makers |= {
            "table of scalars": lambda: block([[sub(), sub()], [sub(), sub()]]),
            "inverse of blocks": lambda: (
                hstack(ops.identity(2), sub(2, 1)) @ ops.inverse(square()) @ vstack(sub(2, 2), sub(1, 2))
            ),
            "gradient by a matrix": lambda: ops.gradient(sub(), draw(st.sampled_from(SYMBOLS[shape]))),
            "hessian": lambda: ops.hessian(sub(), draw(st.sampled_from(SYMBOLS[2, 1]))),
            "jacobian": lambda: ops.jacobian(sub(2, 1), draw(st.sampled_from(SYMBOLS[2, 1]))),
        }
    return makers[draw(st.sampled_from(sorted(makers)))]()


def gram(matrix: Term) -> Term:
    return matrix @ matrix.T


@st.composite
def terms(draw: st.DrawFn, shape: tuple[int, int] = (1, 1), depth: int = 2) -> Term:
    """A term of at most this many operators on top of each other."""
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        constants = [ops.zeros(*shape), ops.ones(*shape), *([ops.identity(shape[0])] if shape[0] == shape[1] else [])]
        leaves = [st.sampled_from((*SYMBOLS[shape], *constants)), *([numbers.map(number)] if shape == (1, 1) else [])]
        return draw(st.one_of(leaves))
    if shape == (1, 1) and draw(st.booleans()):
        return scalars(draw, depth)
    return matrices(draw, shape, depth)


@st.composite
def points(draw: st.DrawFn) -> dict[str, list[list[Fraction]]]:
    """Exact values for all symbols."""
    return {
        symbol.data.name: [[draw(numbers) for _ in range(symbol.shape[1])] for _ in range(symbol.shape[0])]
        for group in SYMBOLS.values()
        for symbol in group
    }


def by_the_checker(term: Term, point: dict[str, list[list[Fraction]]]) -> np.ndarray | None:
    """The entries as the checker evaluates them; None where it says the term has no value."""
    context = Context({}, Work(), {})
    language = context.language
    symbols = {s.data.name: language.declared([s.data.name, declaration(s)]) for g in SYMBOLS.values() for s in g}
    values = {
        symbols[name]: language.read(to_json(ops.array([[number(x) for x in row] for row in rows])), {})
        for name, rows in point.items()
    }
    node = language.substitute(language.read(to_json(term), symbols), values)
    if not context.evaluator.is_defined(node):
        return None
    table = context.normaliser.entries.table(node)
    enclosed = [[context.evaluator.constants.enclosed(value, 64) for value in row] for row in table]
    return np.array([[float((i.low + i.high) / 2) for i in row] for row in enclosed])


def by_floats(term: Term, point: dict[str, list[list[Fraction]]]) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.atleast_2d(np.asarray(evaluate_float(term, as_floats(point)), dtype=float))


def as_floats(point: dict[str, list[list[Fraction]]]) -> dict[str, np.ndarray | float]:
    arrays = {name: np.array([[float(x) for x in row] for row in rows]) for name, rows in point.items()}
    return {name: array if array.size > 1 else float(array[0, 0]) for name, array in arrays.items()}


a, b = SYMBOLS[1, 1]
x, A = SYMBOLS[2, 1][0], SYMBOLS[2, 2][0]
ORIGIN = {s.data.name: [[Fraction(1, 2)] * s.shape[1] for _ in range(s.shape[0])] for g in SYMBOLS.values() for s in g}
relaxed = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@relaxed
@given(st.one_of(terms(), terms((2, 2)), terms((2, 1))), points())
@example(ops.gradient(ops.hadamard(a, a), a), ORIGIN)
@example(ops.gradient(ops.kron(a, a), a), ORIGIN)
@example(ops.inner(ops.identity(2), A), ORIGIN)
def test_a_value_is_that_of_the_floats(term: Term, point: dict[str, list[list[Fraction]]]) -> None:
    try:
        value = by_the_checker(term, point)
        expected = by_floats(term, point)
    except (Rejected, SymdlError, np.linalg.LinAlgError):
        assume(False)
    if value is None:
        return  # floats may give a number where there is none, such as the inverse of a matrix that is nearly singular
    assume(np.isfinite(expected).all() and np.abs(expected).max(initial=0) < 1e6)
    assert value.shape == expected.shape
    assert np.allclose(value, expected, rtol=1e-5, atol=1e-7)


@relaxed
@given(terms(), st.sampled_from([s for group in SYMBOLS.values() for s in group]), points(), st.data())
def test_a_gradient_is_the_limit_of_differences(
    term: Term, by: Term, point: dict[str, list[list[Fraction]]], data: st.DataObject
) -> None:
    i, j = (data.draw(st.integers(0, size - 1)) for size in by.shape)
    step = Fraction(1, 2**12)
    try:
        slope = by_the_checker(ops.gradient(term, by), point)
        shifted = []
        for t in (-step, step, -step / 2, step / 2):
            rows = [list(row) for row in point[by.data.name]]
            rows[i][j] += t
            shifted.append(by_the_checker(term, {**point, by.data.name: rows}))
    except (Rejected, SymdlError):
        assume(False)
    assume(slope is not None and all(value is not None for value in shifted))
    low, high, near_low, near_high = (float(value[0, 0]) for value in shifted)
    coarse, fine = (high - low) / float(2 * step), (near_high - near_low) / float(step)
    assume(isfinite(fine) and abs(fine) < 1e6)
    error = abs(coarse - fine)  # shrinks by 4 where the third derivative is tame
    assume(error <= 1e-3 * (1 + abs(fine)))
    assert abs(slope[i, j] - fine) <= NEAR * (1 + abs(fine)) + error
