"""A derivative comes with its proof, its conditions and its convention."""

import pytest

from symdl import OutOfScopeError, derive, det, equal, inverse, log, matrix, norm, rank, scalar, softmax, vector, verify
from symdl.runner.formula import read_formula
from symdl.terms.errors import SymdlError

W, X, Y = matrix("W", "k", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n")
A, x = matrix("A", "n", "n"), vector("x", "n")


@pytest.mark.sympy
def test_the_gradient_of_least_squares_is_proved_at_all_sizes():
    found = derive(norm(Y - W @ X) ** 2, W)
    assert (found.verdict.word, found.verdict.scope) == ("PROVED", "all sizes")
    assert found.latex() == r"\nabla_{W} \lVert Y - W X \rVert_{F}^{2} = -2 (Y - W X) X^{\top}"
    assert found.numpy() == "def gradient(W, X, Y):\n    return -2 * (Y - W @ X) @ X.T"
    assert str(found.to_sympy()) == "-2*(-W*X + Y)*X.T"
    assert "shape of its variable" in found.convention


def test_what_the_derivative_needs_is_assumed_and_shown():
    found = derive(log(det(A)), A)
    assert [repr(condition) for condition in found.conditions] == ["0 < det(A)"]
    assert found.value is inverse(A).T
    assert found.verdict.word == "PROVED"


def test_what_holds_everywhere_is_not_assumed():
    assert derive(softmax(x), x).conditions == ()


def test_given_hypotheses_simplify():
    found = derive(x.T @ A @ x, x, given=[equal(A, A.T)])
    assert found.value is 2 * (A @ x)
    assert found.verdict.word == "PROVED"


def test_a_scalar_variable_keeps_the_shape_of_the_term():
    t = scalar("t")
    assert derive(t**2 * A, t).value is 2 * t * A


def test_out_of_reach_is_refused():
    with pytest.raises(OutOfScopeError, match="no derivative of rank"):
        derive(rank(A) * norm(A), A)


def test_a_refuted_gradient_shows_the_right_one():
    from symdl import gradient

    verdict = verify(equal(gradient(norm(Y - W @ X) ** 2, W), 2 * (Y - W @ X) @ X.T))
    assert verdict.word == "REFUTED"
    assert verdict.message.endswith("= -2*((Y - (W@X))@Xᵀ).")


def test_a_formula_is_read_with_its_declarations():
    formula = read_formula(r"x^\top A x", [r"x \in \mathbb{R}^n", r"A \in \mathbb{R}^{n \times n}", r"A^\top = A"])
    assert formula.term is x.T @ A @ x
    assert formula.hypotheses == (equal(A.T, A),)


@pytest.mark.parametrize(
    ("text", "declarations", "complaint"),
    [
        (r"x^\top B x", [r"x \in \mathbb{R}^n"], "B"),
        (r"x^\top x)", [r"x \in \mathbb{R}^n"], "column"),
        ("x", [r"x \in"], "declaration 1"),
        (f"{__file__}::nothing", [], "nothing is no term of this file"),
    ],
)
def test_a_formula_that_cannot_be_read_gets_a_sentence(text, declarations, complaint):
    with pytest.raises(SymdlError, match=complaint):
        read_formula(text, declarations)
