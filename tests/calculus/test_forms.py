"""Derived formulas have the form a person would write, and what is out of reach is refused."""

import pytest

from symdl import (
    OutOfScopeError,
    ShapeError,
    det,
    equal,
    exp,
    function,
    gradient,
    hadamard,
    hessian,
    identity,
    inner,
    inverse,
    jacobian,
    kron,
    log,
    matrix,
    norm,
    pinv,
    rank,
    relu,
    scalar,
    tanh,
    trace,
    vec,
    vector,
)
from symdl.calculus.correct import right_equation
from symdl.calculus.derive import derived
from symdl.calculus.modulo import simplified
from symdl.calculus.plain import without_derivatives
from symdl.semantics.numpy_code import numpy_expression, numpy_function
from symdl.terms.operators import apply

W, X, Y = matrix("W", "k", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n")
A_OUT = matrix("A", "k", "k")
A, P, Z = matrix("A", "n", "n"), matrix("P", "n", "n"), matrix("Z", "n", "n")
x, y = vector("x", "n"), vector("y", "n")
f, F, lam = function("f"), function("F", "n", "m"), scalar("lambda")
R = Y - W @ X


@pytest.mark.parametrize(
    ("term", "written"),
    [
        (gradient(norm(R) ** 2, W), -2 * (R @ X.T)),
        (gradient(norm(R) ** 2 + lam * norm(W) ** 2, W), 2 * lam * W - 2 * (R @ X.T)),
        (gradient(norm(R) ** 2, X), -2 * (W.T @ R)),
        (hessian(x.T @ A @ x, x), A.T + A),
        (gradient(log(det(A)), A), inverse(A).T),
        (gradient(norm(x), x), norm(x) ** -1 * x),
        (jacobian(A @ x, x), A),
        (jacobian(A @ Z @ P, Z), kron(P.T, A)),
        (gradient(norm(F(x)) ** 2, x), 2 * (jacobian(F(x), x).T @ F(x))),
        (gradient(trace(A @ Z), Z), A.T),
        (gradient(trace(Z), Z), identity("n")),
        (gradient(x.T @ f(y), y), hadamard(x, apply(f, y, orders=(1,)))),
    ],
)
def test_a_derivative_is_written_as_a_person_would(term, written):
    assert without_derivatives(term) is written


@pytest.mark.parametrize("term", [rank(A), norm(pinv(A)), norm(kron(A, Z) @ vec(P)) ** 2])
def test_a_derivative_out_of_reach_is_refused_and_never_zero(term):
    with pytest.raises(OutOfScopeError):
        derived(term, A)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (norm(vec(A) - vec(Z)) ** 2, "2*(A - Z)"),
        (trace(kron(A, Z)), "trace(Z)*I_n"),
        (norm(kron(A, Z)) ** 2, "2*⟨Z, Z⟩*A"),
    ],
)
def test_gradients_go_through_vec_and_kronecker_products_where_the_seed_has_their_form(term, text):
    assert repr(derived(term, A)[1]) == text


def test_the_jacobian_of_a_rectified_layer_is_diagonal():
    assert repr(derived(relu(A @ x), x)[1]) == "1/2*(diag(1_{n×1} - sign(0_{n×1} - (A@x)))@A)"


def test_powers_of_one_norm_are_collected():
    assert repr(derived(inner(x, y) / (norm(x) * norm(y)), x)[1]) == "-⟨x, y⟩*‖x‖^(-3)*‖y‖^(-1)*x + ‖x‖^(-1)*‖y‖^(-1)*y"


@pytest.mark.parametrize(
    ("term", "variable", "kind", "text"),
    [
        (Z.T, Z, "jacobian", "K_n_n"),
        (Z.T @ Z, Z, "jacobian", "kron(Zᵀ, I_n)@K_n_n + kron(I_n, Zᵀ)"),
        (log(det(Z)), Z, "hessian", "-(kron(Z⁻¹, Z⁻¹ᵀ)@K_n_n)"),
        (hadamard(W, W), W, "jacobian", "2*diag(vec(W))"),
        (norm(W), W, "hessian", "‖W‖^(-1)*kron(I_d, I_k) - ‖W‖^(-3)*(vec(W)@vec(W)ᵀ)"),
    ],
)
def test_jacobians_after_vec_use_commutation_and_diagonal_matrices(term, variable, kind, text):
    assert repr(derived(term, variable, kind)[1]) == text


def test_a_hessian_splits_into_its_gauss_newton_part_and_the_curvature_of_the_residual():
    found = derived(norm(Y - A_OUT @ tanh(W @ X)) ** 2, W, "hessian")[1]
    gauss_newton, curvature = found.args
    assert "A@(" not in repr(gauss_newton)
    assert "Y - " in repr(curvature)


def test_code_names_what_occurs_twice_and_never_forms_a_kronecker_product():
    found = derived(norm(Y - A_OUT @ tanh(W @ X)) ** 2, W, "hessian")[1]
    code = numpy_function(found, "hessian")
    assert code.count("np.tanh") == 1
    assert "kron" not in code


def test_a_symbol_is_an_argument_where_only_it_tells_a_size():
    code = numpy_function(derived(norm(Y - W @ X) ** 2, W, "hessian")[1], "hessian", [W, X, Y])
    assert code.startswith("def hessian(W, X):\n    k = W.shape[0]\n")


def test_an_unknown_kind_of_derivative_is_named():
    with pytest.raises(ShapeError, match="'slope' is no kind of derivative"):
        derived(norm(x), x, "slope")


def test_a_projection_makes_summands_one():
    derivative = without_derivatives(gradient(norm(P @ x - P @ y) ** 2, x))
    given = [equal(P, P.T), equal(P @ P, P)]
    assert simplified(derivative, given) is 2 * (P @ (x - y)) or simplified(derivative, given) is 2 * (
        P @ (P @ x - P @ y)
    )


def test_the_right_equation_for_a_wrong_one():
    wrong = equal(gradient(norm(R) ** 2, W), 2 * R @ X.T)
    assert right_equation(wrong, []) == equal(wrong.args[0], -2 * (R @ X.T))
    assert right_equation(equal(x, y), []) is None


@pytest.mark.parametrize(
    ("term", "code"),
    [
        (-2 * R @ X.T, "-2 * (Y - W @ X) @ X.T"),
        (x.T @ A @ x, "(x.T @ A @ x).item()"),
        (exp(x) / (x.T @ x), "np.exp(x) / (x.T @ x).item()"),
        (hadamard(x, y), "x * y"),
        (inverse(A).T, "np.linalg.inv(A).T"),
    ],
)
def test_numpy_code_reads_like_the_formula(term, code):
    assert numpy_expression(term) == code
