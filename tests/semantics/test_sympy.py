"""SymPy expressions in and out."""

import subprocess
import sys

import pytest
import sympy as sp

from symdl.semantics.sympy import from_sympy, to_sympy
from symdl.terms import operators as ops
from symdl.terms.errors import CoercionError, OutOfScopeError
from symdl.terms.term import Term, number

n = sp.Symbol("n", integer=True, positive=True)
A, x = ops.matrix("A", "n", "n"), ops.vector("x", "n")
SA, Sx = sp.MatrixSymbol("A", n, n), sp.MatrixSymbol("x", n, 1)
s, p = ops.scalar("s"), ops.scalar("p", positive=True)
k, i = ops.scalar("k", natural=True), ops.scalar("i", integer=True)
f, g = ops.function("f"), ops.function("g", arity=2)
B = ops.matrix("B", 2, 2)

IDENTICAL = [
    x.T @ A @ x,
    A @ A @ A,
    ops.inverse(A),
    ops.trace(A) * A,
    ops.det(A + A.T),
    ops.hadamard(A, A),
    ops.hadamard(ops.hadamard(A, A), A),
    ops.hadamard(ops.exp(A), f(A)),
    ops.kron(B, B),
    ops.diag(x),
    ops.ones("n") @ x.T,
    2 * ops.identity("n") + A,
    1 + ops.size("n"),
    f(s),
    g(s, p),
    ops.apply(f, s, orders=(2,)),
    ops.apply(f, 2 * s, orders=(1,)),
    ops.apply(g, s, p, orders=(1, 2)),
    ops.apply(g, s, 2 * s, orders=(1, 2)),
    f(f(s)),
    ops.power(s, k),
    1 / ops.power(s, k),
    ops.power(A, k),
    ops.power(A.T @ A, k) @ x,
    ops.maximum(0, s),
    ops.sqrt(p),
    ops.tanh(s) ** 2,
    ops.array([[1, s], [p, 2]]),
    B[0, 1],
    ops.exp(s),
    ops.summation(i, -1, 3, s * i),
]


@pytest.mark.parametrize("term", IDENTICAL, ids=repr)
def test_these_terms_come_back_as_they_were(term: Term) -> None:
    assert from_sympy(to_sympy(term)) is term


@pytest.mark.parametrize(
    ("term", "expression"),
    [
        (x.T @ A @ x, sp.Trace(Sx.T * SA * Sx)),
        (ops.norm(A), sp.sqrt(sp.Trace(SA.T * SA))),
        (ops.inner(x, x), sp.Trace(Sx.T * Sx)),
        (ops.size("n") / 2, n / 2),
        (number("2/3"), sp.Rational(2, 3)),
        (ops.absolute(p), sp.Symbol("p", positive=True)),
        (ops.gradient(p**3, p), 3 * sp.Symbol("p", positive=True) ** 2),
        (ops.gradient(ops.trace(B), B), sp.ImmutableMatrix([[1, 0], [0, 1]])),
        (
            ops.summation(i, 1, k, i),
            sp.Sum(sp.Symbol("i", integer=True), (sp.Symbol("i", integer=True), 1, to_sympy(k))),
        ),
    ],
    ids=str,
)
def test_these_terms_are_these_expressions(term: Term, expression: sp.Basic) -> None:
    assert to_sympy(term) == expression


@pytest.mark.parametrize("domain", ["real", "positive", "nonnegative", "integer", "natural"])
def test_domains_are_assumptions(domain: str) -> None:
    symbol = ops.symbol("q", domain=domain)
    assert from_sympy(to_sympy(symbol)) is symbol


def test_a_symbol_without_assumptions_is_real_and_a_positive_integer_is_a_size() -> None:
    assert from_sympy(sp.Symbol("q")) is ops.scalar("q")
    assert from_sympy(n) is ops.size("n")
    assert from_sympy(sp.MatrixSymbol("M", sp.Symbol("m"), 2)) is ops.matrix("M", "m", 2)


def test_explicit_matrices_are_read_in_every_form() -> None:
    rows = [[sp.Symbol("s", real=True), 1], [0, 2]]
    wanted = ops.array([[s, 1], [0, 2]])
    for kind in (sp.Matrix, sp.ImmutableMatrix, sp.SparseMatrix, sp.ImmutableSparseMatrix):
        assert from_sympy(kind(rows)) is wanted
    assert from_sympy(sp.zeros(0, 2)) is ops.zeros(0, 2)
    assert from_sympy(sp.Matrix([[3]])) is number(3)


def test_derivatives_and_substitutions_of_sympy_are_read() -> None:
    t = sp.Symbol("t", real=True)
    F = sp.Function("f")
    assert from_sympy(F(t).diff(t, 2)) is ops.apply(f, ops.scalar("t"), orders=(2,))
    assert from_sympy(F(t).diff(t).subs(t, 3)) is ops.apply(f, number(3), orders=(1,))
    assert from_sympy(sp.Derivative(sp.exp(t), t)) is ops.gradient(ops.exp(ops.scalar("t")), ops.scalar("t"))
    assert from_sympy(F(t**2).diff(t)) is not None


def test_an_algebraic_number_comes_back_isolated() -> None:
    root = ops.root([-1, -1, 0, 1], 1, 2)
    again = from_sympy(to_sympy(root))
    assert again.op == "root"
    assert again.data[0] == root.data[0]  # type: ignore[index]


t = sp.Symbol("t", real=True)
REFUSED = {
    "a float": (sp.Float("0.5") * t, "not exact"),
    "pi": (sp.pi * t, "no exact form"),
    "the imaginary unit": (sp.I * t, "not real"),
    "infinity": (sp.oo, "finite"),
    "complex infinity": (sp.zoo, "finite"),
    "not a number": (sp.nan, "finite"),
    "a sine": (sp.sin(t), "does not read"),
    "a cube root": (t ** sp.Rational(1, 3), "exponent"),
    "a real exponent": (t**t, "natural"),
    "an even number": (sp.Symbol("q", even=True), "no domain"),
    "a negative number": (sp.Symbol("q", negative=True), "no domain"),
    "a nonzero number": (sp.Symbol("q", nonzero=True), "no domain"),
    "a complex number": (sp.Symbol("q", complex=True), "no domain"),
    "a noncommutative symbol": (sp.Symbol("q", commutative=False), "no domain"),
    "a dummy": (sp.Dummy("q"), "plain Symbol"),
    "a name with a space": (sp.Symbol("q r"), "no symbol name"),
    "a name that is code": (sp.Symbol("__import__('os').system('true')"), "no symbol name"),
    "a matrix name that is code": (sp.MatrixSymbol("exit()", 2, 2), "no symbol name"),
    "a function name that is code": (sp.Function("exit()")(t), "no symbol name"),
    "a size without a name": (sp.MatrixSymbol("M", n**2, 2), "no name"),
    "an integral": (sp.Integral(t, t), "does not read"),
    "a truth value": (sp.true, "does not read"),
    "a symbolic index": (SA[n - 1, 0], "symbolic index"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_exact_real_or_known_is_refused(name: str) -> None:
    expression, words = REFUSED[name]
    with pytest.raises(CoercionError, match=words):
        from_sympy(expression)


@pytest.mark.parametrize("value", ["x + 1", 0.5, None, [1]])
def test_what_is_no_expression_is_refused(value: object) -> None:
    with pytest.raises(CoercionError, match="no SymPy expression"):
        from_sympy(value)


VECTOR_FUNCTION = ops.function("F", 2, 2)(ops.vector("y", 2))


@pytest.mark.parametrize("term", [ops.rank(A), ops.pinv(A), VECTOR_FUNCTION, ops.gradient(ops.norm(x) ** 2, x)])
def test_what_sympy_cannot_say_is_out_of_scope(term: Term) -> None:
    with pytest.raises(OutOfScopeError):
        to_sympy(term)


def test_sympy_numbers_mix_with_terms() -> None:
    assert ops.add(s, sp.Rational(1, 2)) is s + number("1/2")


def test_importing_symdl_does_not_load_sympy() -> None:
    code = "import sys, symdl, symdl.semantics.latex; symdl.scalar; sys.exit(any(m in sys.modules for m in ('sympy', 'numpy', 'flint')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
