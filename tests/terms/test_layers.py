"""Layers of different widths, their products of symbolic length, and what is decided of them."""

import pytest

from symdl import Layers, derive, equal, gradient, identity, implies, matrix, norm, scalar, verify
from symdl.semantics.layers import at_numbers, placing
from symdl.terms.errors import OutOfScopeError, ShapeError, SymdlError
from symdl.terms.layers import read_position

W = Layers("W", widths="d")
k, L = scalar("k", natural=True), scalar("L", natural=True)
X, Y = matrix("X", W.width(0), "n"), matrix("Y", W.width(L), "n")
LOSS = norm(Y - W.product(L, 1) @ X) ** 2


def test_a_layer_goes_from_one_width_to_the_next():
    assert W[k + 1].shape == ("d(k+1)", "d(k)")
    assert W.product(2 * k + L, 1).shape == ("d(L+2k)", "d(0)")
    assert W.product(k, k + 1) is identity("d(k)")


@pytest.mark.parametrize(
    "wrong", [lambda: W[k] @ W[k], lambda: W.product(L, k) @ W[k], lambda: W[k / 2], lambda: W[k * k]]
)
def test_layers_fit_where_their_positions_meet(wrong):
    with pytest.raises(ShapeError):
        wrong()


def test_a_gradient_is_taken_by_one_layer():
    with pytest.raises(SymdlError, match="by one layer"):
        gradient(LOSS, W.product(L, 1))


@pytest.mark.parametrize("place", [k, k + 1, 2 * k + L, L - k - 1, k - k])
def test_positions_are_read_as_they_are_shown(place):
    width = W.width(place)
    assert f"d({read_position(width[2:-1])})" == width


def test_at_numbers_a_product_is_written_out():
    relation = at_numbers(equal(W.product(L, 1) @ X, Y), {"L": 2, "k": 1})
    assert repr(relation) == "(W[2]@W[1])@X = Y"
    assert placing(relation) == ()


def test_a_wrong_gradient_is_refuted_with_the_right_one():
    before, after = W.product(k - 1, 1), W.product(L, k + 1)
    wrong = 2 * after.T @ (Y - W.product(L, 1) @ X) @ (before @ X).T
    verdict = verify(implies([1 <= k, k <= L], equal(gradient(LOSS, W[k]), wrong)))
    assert verdict.word == "REFUTED"
    assert "-2*((W[L]⋯W[k+1])ᵀ@(Y - ((W[L]⋯W[1])@X))@Xᵀ@(W[k-1]⋯W[1])ᵀ)" in verdict.message


def test_a_gradient_by_a_layer_is_derived_where_it_is_said_where_the_layer_stands():
    found = derive(LOSS, W[k], given=[1 <= k, k <= L])
    assert repr(found) == "-2*((W[L]⋯W[k+1])ᵀ@(Y - ((W[L]⋯W[1])@X))@Xᵀ@(W[k-1]⋯W[1])ᵀ) (PROVED)"
    with pytest.raises(OutOfScopeError, match="say where"):
        derive(LOSS, W[k])
