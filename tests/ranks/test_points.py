"""Ranks and signatures at exact points: zero eigenvalues are exactly zero."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest

from symdl import (
    PolynomialNetwork,
    array,
    equal,
    exp,
    hessian,
    matrix,
    number,
    pd,
    psd,
    rank,
    scalar,
    sqrt,
    vector,
    verify,
)
from symdl.ranks.points import inertia, rank_at
from symdl.terms.errors import OutOfScopeError, ShapeError, SymdlError
from symdl.terms.operators import positive_index, root

w = vector("w", 2)
ROOT = root([-2, 0, 1], 1, 2)
CUBE = root([-2, 0, 0, 1], 1, 2)


def signs(found):
    return found.positive, found.negative, found.zero


def test_a_hessian_at_a_fitted_point_has_a_zero_eigenvalue():
    H = hessian((w[0] * w[1] - 1) ** 2, w)
    assert rank_at(H, {w: [1, 1]}).rank == 1
    assert rank_at(H, {w: [1, 1]}).known == "proved"
    assert signs(inertia(H, {w: [1, 1]})) == (1, 0, 1)
    assert signs(inertia(H, {w: [0, 0]})) == (1, 1, 0)


@pytest.mark.parametrize("seed", range(20))
def test_signatures_agree_with_floats(seed):
    draw = Random(seed)
    n = draw.randint(1, 5)
    A = [[draw.randint(-3, 3) for _ in range(n)] for _ in range(n)]
    S = [[Fraction(A[i][j] + A[j][i], 2) for j in range(n)] for i in range(n)]
    values = np.linalg.eigvalsh(np.array(S, dtype=float))
    expected = ((values > 1e-9).sum(), (values < -1e-9).sum(), (abs(values) <= 1e-9).sum())
    assert signs(inertia(S)) == expected
    assert rank_at(S).rank == n - expected[2]


def test_every_signature_has_a_certificate():
    for A in ([[2, 1], [1, 2]], [[1, 1], [1, 1]], [[0, 1], [1, 0]], [[0, 0], [0, 0]], [[-ROOT, 1], [1, ROOT]]):
        assert inertia(A).known == "proved"
    assert rank_at(array([[ROOT, 2], [1, ROOT]])).known == "proved"


def test_claims_on_signatures_are_decided_both_ways():
    saddle = array([[ROOT, 2, 0], [2, ROOT, 0], [0, 0, 0]])
    assert verify(equal(positive_index(saddle), 1)).word == "PROVED"
    assert verify(equal(positive_index(-saddle), 1)).word == "PROVED"
    assert verify(equal(rank(saddle), 2)).word == "PROVED"
    assert verify(equal(positive_index(saddle), 2)).word == "REFUTED"
    assert verify(equal(rank(saddle), 3)).word == "REFUTED"
    assert verify(equal(rank(array([[1 / ROOT, 1], [1, ROOT]])), 2)).word == "REFUTED"
    assert verify(equal(rank(array([[1 / (ROOT**2 - 2), 1], [1, ROOT]])), 2)).word == "REFUTED"  # undefined


def test_an_indefinite_hessian_of_a_network_has_its_signature_proved():
    net = PolynomialNetwork((1, 2, 1), activation=2)
    loss = net.loss([((1,), (1,)), ((2,), (3,))])
    found = inertia([[entry.evaluate([1, -1, 0, 1]) for entry in row] for row in loss.hessian()])
    assert (found.known, found.positive + found.negative + found.zero) == ("proved", 4)


def test_values_may_be_terms_in_a_list():
    assert signs(inertia(hessian((w[0] * w[1] - 1) ** 2, w), {w: [ROOT, 1 / ROOT]})) == (1, 0, 1)


def test_algebraic_numbers_are_zero_or_not():
    assert rank_at(array([[ROOT, 2], [1, ROOT]])).rank == 1
    assert rank_at(array([[ROOT, 2], [1, ROOT + Fraction(1, 10**9)]])).rank == 2
    assert rank_at(array([[CUBE, CUBE**2, 2], [1, CUBE, CUBE**2], [0, 1, CUBE]])).rank == 2
    assert rank_at(array([[sqrt(number(2)), 2], [1, sqrt(number(2))]])).rank == 1
    assert signs(inertia(array([[ROOT - 1, 1], [1, ROOT]]))) == (1, 1, 0)
    assert inertia(array([[ROOT, 1], [1, ROOT]])).verdict.word == "PROVED"


def test_points_with_several_algebraic_numbers():
    three = root([-3, 0, 1], 1, 2)
    product = hessian((w[0] * w[1] - ROOT * CUBE) ** 2, w)
    assert signs(inertia(product, {w: [ROOT, CUBE]})) == (1, 0, 1)
    assert signs(inertia(product, {w: [CUBE, ROOT]})) == (1, 0, 1)
    assert signs(inertia(product, {w: [ROOT, three]})) != (1, 0, 1)
    assert rank_at(array([[ROOT, sqrt(number(6))], [1, three]])).rank == 1
    assert rank_at(array([[root([-2, 0, 1], -2, -1), sqrt(number(6))], [1, three]])).rank == 2
    assert rank_at(array([[sqrt(3 + 2 * ROOT), 1 + ROOT], [CUBE, CUBE]])).rank == 1
    for found in (rank_at(array([[ROOT, CUBE], [three, 1]])), inertia(array([[ROOT, CUBE], [CUBE, three]]))):
        assert found.known == "proved"


def test_claims_on_several_algebraic_numbers_are_decided_both_ways():
    three, six = root([-3, 0, 1], 1, 2), sqrt(number(6))
    assert verify(equal((ROOT + three) ** 2, 5 + 2 * six)).word == "PROVED"
    assert verify(equal((ROOT + three) ** 2, 5 + 3 * six)).word == "REFUTED"
    assert verify(psd(array([[ROOT, six], [six, 3 * ROOT]]))).word == "PROVED"
    assert verify(pd(array([[ROOT, six], [six, 3 * ROOT]]))).word == "REFUTED"
    assert verify(equal(rank(array([[ROOT, six], [1, three]])), 1)).word == "PROVED"
    assert verify(equal(rank(array([[ROOT, six], [1, three]])), 2)).word == "REFUTED"


def test_a_root_of_a_reducible_polynomial_is_one_of_its_factors():
    same = root([2, -2, -1, 1], Fraction(5, 4), 2)  # (x − 1)(x² − 2)
    assert rank_at(array([[same, 2], [1, same]])).rank == 1


def test_bad_input_gets_a_sentence():
    with pytest.raises(ShapeError, match="not symmetric"):
        inertia([[0, 1], [0, 0]])
    with pytest.raises(OutOfScopeError, match="have no value"):
        rank_at(matrix("X", 2, 2))
    with pytest.raises(ShapeError, match="has the shape"):
        rank_at(matrix("X", 2, 2), {matrix("X", 2, 2): [1, 2]})
    with pytest.raises(OutOfScopeError, match="field of degree 60"):
        rank_at(array([[ROOT, CUBE, root([-3, 0, 1], 1, 2), root([-1, -1, 0, 0, 0, 1], 1, 2)]]))
    with pytest.raises(OutOfScopeError, match="not the square root of a positive number"):
        rank_at(array([[sqrt(ROOT - 2), 1], [1, CUBE]]))
    with pytest.raises(SymdlError):
        rank_at(array([[exp(scalar("x"))]]), {scalar("x"): 1})
