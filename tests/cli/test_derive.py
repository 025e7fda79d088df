"""`symdl derive`: formulas and terms of files, in every format; what cannot be read ends with code 2."""

import pytest
from click.testing import CliRunner

from symdl.cli.main import main

LET = ["--let", r"x \in \mathbb{R}^n", "--let", r"A \in \mathbb{R}^{n \times n}"]


def run(*arguments):
    return CliRunner().invoke(main, ["derive", *arguments])


def test_text_names_verdict_scope_and_convention():
    done = run(r"x^\top A x", "--by", "x", *LET)
    assert done.exit_code == 0
    assert "PROVED (all sizes); the gradient has the shape of its variable" in done.output


@pytest.mark.sympy
@pytest.mark.parametrize(
    ("form", "expected"),
    [("latex", r"\nabla_{x}"), ("numpy", "def gradient(A, x):\n    return A.T @ x + A @ x"), ("sympy", "A*x + A.T*x")],
)
def test_every_format(form, expected):
    said = run(r"x^\top A x", "--by", "x", *LET, "--format", form).output
    assert expected in said
    assert "the gradient has the shape of its variable" in said


def test_a_term_of_a_file(tmp_path):
    file = tmp_path / "loss.py"
    file.write_text("from symdl import norm, vector\nloss = norm(vector('w', 'd')) ** 2\n")
    assert "= 2*w" in run(f"{file}::loss", "--by", "w").output


def test_a_hessian_of_a_norm_says_where():
    assert "where x ≠ 0" in run(r"\|x\|", "--by", "x", "--kind", "hessian", *LET).output


@pytest.mark.sympy
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((r"x^\top A x", "--by", "z", *LET), "'z' is no symbol of the formula; it has A, x"),
        ((r"x^\top B x", "--by", "x", *LET), "B"),
        ((r"\operatorname{rank}(A)", "--by", "A", *LET), "no derivative of rank"),
        ((r"A^\top", "--by", "A", *LET, "--format", "sympy"), "no commutation matrix"),
    ],
)
def test_what_cannot_be_read_or_derived_ends_with_code_2(arguments, complaint):
    done = run(*arguments)
    assert done.exit_code == 2
    assert complaint in done.output
