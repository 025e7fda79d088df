"""LaTeX with as few parentheses as the formula allows, and no fewer."""

import shutil
import subprocess
from pathlib import Path

import pytest

from symdl.semantics.latex import declarations_to_latex, relation_to_latex, to_latex
from symdl.semantics.names import name_to_latex
from symdl.terms import operators as ops
from symdl.terms.relation import (
    FALSE,
    Relation,
    at_most,
    both,
    either,
    equal,
    exists,
    forall,
    iff,
    implies,
    less_than,
    minimises,
    pd,
    psd,
    unequal,
)
from symdl.terms.term import Term, number

X, Y, W = ops.matrix("X", "d", "n"), ops.matrix("Y", "k", "n"), ops.matrix("W", "k", "d")
A, B = ops.matrix("A", "n", "n"), ops.matrix("B", "n", "n")
x, y, w = ops.vector("x", "n"), ops.vector("y", "n"), ops.vector("w", "d")
a, b, c = map(ops.scalar, "abc")
lam = ops.scalar("lambda", positive=True)
n, k = ops.size("n"), ops.scalar("k", natural=True)
i = ops.scalar("i", integer=True)
f, g, F, L = ops.function("f"), ops.function("g", arity=2), ops.function("F", "d", "n"), ops.function("L", "d")
C = ops.matrix("C", 2, 3)

TERMS: list[tuple[Term, str]] = [
    (ops.inverse(X @ X.T + lam * ops.identity("d")) @ X, r"(X X^{\top} + \lambda I_{d})^{-1} X"),
    (ops.norm(Y - W @ X) ** 2, r"\lVert Y - W X \rVert_{F}^{2}"),
    (ops.norm(x) / 2, r"\frac{1}{2} \lVert x \rVert"),
    (-2 * (Y - W @ X) @ X.T + 2 * lam * W, r"-2 (Y - W X) X^{\top} + 2 \lambda W"),
    (Y @ ops.pinv(X), r"Y X^{+}"),
    (a / b, r"\frac{a}{b}"),
    (a / b * c, r"\frac{a}{b} c"),
    (-a / (b * c), r"-\frac{a}{b c}"),
    (number("3/2") * a / b, r"\frac{3}{2} \cdot \frac{a}{b}"),
    (1 / (a + b) ** 2, r"\frac{1}{(a + b)^{2}}"),
    ((X @ X.T) / n, r"\frac{X X^{\top}}{n}"),
    (a - (b + c), "a - (b + c)"),
    (a - 2 * (b - c), "a - 2 (b - c)"),
    (-(a + b), "-(a + b)"),
    (a * (-2 * b), "-2 a b"),
    ((-a) ** 2, "(-a)^{2}"),
    (number("2/3") ** 2, r"\left( \frac{2}{3} \right)^{2}"),
    (2 * number(3) ** 2 * a, r"2 \cdot 3^{2} a"),
    ((a * b) ** 3, "(a b)^{3}"),
    (A @ A @ A @ B, "A^{3} B"),
    (A @ (2 * B), "2 A B"),
    (ops.inverse(A) @ ops.inverse(A), "A^{-2}"),
    ((A @ B).T, r"(A B)^{\top}"),
    (ops.inverse(A).T, r"(A^{-1})^{\top}"),
    (ops.hadamard(A, B @ A) @ A.T, r"(A \odot (B A)) A^{\top}"),
    (-ops.hadamard(A, B), r"-A \odot B"),
    (ops.kron(C, C), r"C \otimes C"),
    (ops.gradient(L(w), w), r"\nabla L(w)"),
    (ops.hessian(L(w), w).at({w: ops.vector("w_0", "d")}), r"\nabla^{2} L(w_{0})"),
    (w - lam * ops.gradient(L(w), w), r"w - \lambda \nabla L(w)"),
    (ops.jacobian(F(w), w).T @ F(w), r"(\mathrm{D} F(w))^{\top} F(w)"),
    (ops.gradient(ops.norm(w) ** 2, w), r"\nabla_{w} \lVert w \rVert^{2}"),
    (ops.gradient(lam * ops.inner(w, w), w), r"\nabla_{w} (\lambda \langle w, w \rangle)"),
    (ops.gradient(ops.inner(w, w), w).at({w: -w}), r"\left. \nabla_{w} \langle w, w \rangle \right|_{w = -w}"),
    (ops.derivative(f(a) * a, a, 3), r"\frac{\partial^{3}}{\partial a^{3}} (f(a) a)"),
    (ops.apply(f, a, orders=(1,)), "f'(a)"),
    (ops.apply(f, a, orders=(5,)), "f^{(5)}(a)"),
    (ops.apply(g, a, b, orders=(2, 1)) ** 2, r"(\partial_{1}^{2} \partial_{2} g(a, b))^{2}"),
    (2 * ops.summation(i, 1, n, a + i) * b, r"2 \left( \sum_{i=1}^{n} (a + i) \right) b"),
    (1 / n * ops.summation(i, 1, n, f(i)), r"\frac{1}{n} \sum_{i=1}^{n} f(i)"),
    (ops.summation(i, 0, k, ops.power(a, i)), r"\sum_{i=0}^{k} a^{i}"),
    (ops.relu(a), r"\max(0, a)"),
    (ops.trace(A) ** 2, r"\operatorname{tr}(A)^{2}"),
    (F(w)[2], "F_{3}(w)"),
    (C[0, 1], "C_{1,2}"),
    (ops.vector("w1", 3)[1], "(w_{1})_{2}"),
    (ops.array([[1, a / b], [0, 2]]), r"\begin{pmatrix} 1 & \frac{a}{b} \\ 0 & 2 \end{pmatrix}"),
    (ops.root([-2, 0, 1], 1, 2), r"\operatorname{root}_{[1, 2]}(t^{2} - 2)"),
    (ops.root([-1, -1, 0, 1], 1, 2), r"\operatorname{root}_{[1, 2]}(t^{3} - t - 1)"),
    (ops.ones("n") @ ops.ones("n").T, r"\mathbf{1}_{n} \mathbf{1}_{n}^{\top}"),
    (ops.zeros(0, 2), r"0_{0 \times 2}"),
    (ops.absolute(a - b / c), r"\left\lvert a - \frac{b}{c} \right\rvert"),
]


@pytest.mark.parametrize(("term", "source"), TERMS, ids=[source for _, source in TERMS])
def test_a_term_reads_as_in_a_paper(term: Term, source: str) -> None:
    assert to_latex(term) == source


RELATIONS: list[tuple[Relation, str]] = [
    (equal(a, b), "a = b"),
    (implies([psd(A), unequal(a, 0)], less_than(0, a)), r"A \succeq 0,\; a \ne 0 \;\Longrightarrow\; 0 < a"),
    (
        iff(pd(A), both(psd(A), unequal(ops.det(A), 0))),
        r"A \succ 0 \;\Longleftrightarrow\; (A \succeq 0 \;\land\; \det(A) \ne 0)",
    ),
    (either(equal(a, b), less_than(a, b)), r"a = b \;\lor\; a < b"),
    (
        forall([x, lam], at_most(0, x.T @ A @ x)),
        r"\forall x \in \mathbb{R}^{n},\, \lambda > 0\colon\; 0 \le x^{\top} A x",
    ),
    (exists(k, equal(k**2, 2)), r"\exists k \in \mathbb{N}_{0}\colon\; k^{2} = 2"),
    (
        minimises(x, lambda v: ops.norm(A @ v - y) ** 2 + lam * ops.norm(v) ** 2),
        r"x \in \operatorname*{arg\,min}_{v \in \mathbb{R}^{n}} (\lVert A v - y \rVert^{2} + \lambda \lVert v \rVert^{2})",
    ),
    (FALSE, r"\text{false}"),
]


@pytest.mark.parametrize(("relation", "source"), RELATIONS, ids=[source for _, source in RELATIONS])
def test_a_relation_reads_as_in_a_paper(relation: Relation, source: str) -> None:
    assert relation_to_latex(relation) == source


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("x", "x"),
        ("w1", "w_{1}"),
        ("x_0", "x_{0}"),
        ("x_1_2", "x_{1,2}"),
        ("lambda", r"\lambda"),
        ("Theta", r"\Theta"),
        ("sigma2", r"\sigma_{2}"),
        ("lambda_max", r"\lambda_{\max}"),
        ("w_star", r"w^{\star}"),
        ("x_hat", r"\hat{x}"),
        ("x_hat_1", r"\hat{x}_{1}"),
        ("loss", r"\mathrm{loss}"),
        ("x_train", r"x_{\mathrm{train}}"),
        ("x_", "x"),
        ("a1b", r"\mathrm{a1b}"),
    ],
)
def test_names_become_letters_with_subscripts(name: str, source: str) -> None:
    assert name_to_latex(name) == source


def test_declarations_are_grouped() -> None:
    wanted = (
        r"$X \in \mathbb{R}^{d \times n}$, $A, B \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^{n}$, "
        r"$\lambda > 0$, $a \in \mathbb{R}$, $f \colon \mathbb{R} \to \mathbb{R}$, "
        r"$F \colon \mathbb{R}^{d} \to \mathbb{R}^{n}$"
    )
    assert declarations_to_latex([X, A, B, x, lam, a, f, F]) == wanted


def test_a_term_nobody_can_read_is_named_by_its_size() -> None:
    term = ops.add(*(ops.scalar(f"t{k}") * a for k in range(10_000)))
    assert "nodes" in to_latex(term)


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_everything_compiles_with_amsmath_and_amssymb(tmp_path: Path) -> None:
    lines = [rf"\[ {to_latex(term)} \]" for term, _ in TERMS]
    lines += [rf"\[ {relation_to_latex(relation)} \]" for relation, _ in RELATIONS]
    lines += [declarations_to_latex([X, A, x, lam, k, i, a, f, g, F])]
    body = "\n".join(lines)
    source = rf"\documentclass{{article}}\usepackage{{amsmath,amssymb}}\begin{{document}}{body}\end{{document}}"
    (tmp_path / "sample.tex").write_text(source)
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "sample.tex"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-2000:]
