"""Generic ranks of matrices of polynomials: true ones proved, false ones never."""

import random
import time
from itertools import pairwise

import pytest
import sympy

from symdl import (
    BudgetError,
    OutOfScopeError,
    PolynomialNetwork,
    array,
    equal,
    exp,
    generic_rank,
    gradient,
    hadamard,
    hessian,
    jacobian,
    kron,
    matrix,
    network_rank,
    rank_almost_everywhere,
    scalar,
    vec,
    vector,
    verify,
    zeros,
)
from symdl.semantics.json import Scope, from_json, to_json
from symdl.terms.errors import DeclarationError

X, W, a, w = matrix("X", 3, 2), matrix("W", 2, 3), vector("a", 3), vector("w", 2)
T = sympy.Symbol("t")
SKEW = array([[0, a[0], a[1]], [-a[0], 0, a[2]], [-a[1], -a[2], 0]])
RANKS = {
    "gram": (X @ X.T, 2),
    "product": (X @ W, 2),
    "skew": (SKEW, 2),
    "outer product in entries": (array([[a[0] ** 2, a[0] * a[1]], [a[0] * a[1], a[1] ** 2]]), 1),
    "kronecker": (kron(X, a), 2),
    "entrywise square": (hadamard(X, X), 2),
    "dependent functions": (jacobian(array([w[0] * w[1], w[0] ** 2 * w[1] ** 2]), w), 1),
    "hessian of a square": (hessian((w[0] + w[1]) ** 2, w), 1),
    "gradient": (gradient(w[0] * w[1], w), 1),
    "vandermonde": (array([[1, a[i], a[i] ** 2] for i in range(3)]), 3),
    "vandermonde with a square too many": (
        array([[1, a[0], a[0] ** 2], [1, a[1], a[1] ** 2], [2, a[0] + a[1], a[0] ** 2 + a[1] ** 2]]),
        2,
    ),
    "empty": (zeros(0, 3), 0),
    "zero": (zeros(2, 3), 0),
}


@pytest.mark.parametrize("name", RANKS)
def test_a_generic_rank_is_proved_and_its_neighbours_are_refuted(name):
    term, rank = RANKS[name]
    found = generic_rank(term)
    assert (found.rank, found.known) == (rank, "proved")
    for other in (rank - 1, rank + 1):
        assert verify(equal(rank_almost_everywhere(term), other)).word == "REFUTED"


def test_a_kernel_that_needs_cramers_rule_is_found():
    rows = [[a[0] ** 2, a[1] ** 2, a[2]], [a[0], a[1], a[2] ** 2]]
    table = [*rows, [rows[0][k] * a[0] + rows[1][k] * a[1] for k in range(3)]]
    assert repr(generic_rank(array(table))) == "RankResult: 2 for almost every parameter, proved"


def test_sympy_matrices_and_jacobians_of_networks_have_ranks():
    assert generic_rank(sympy.Matrix([[T, T**2], [1, T]])).rank == 1
    net = PolynomialNetwork((2, 2, 1), activation=2)
    data = [((1, 2), 0), ((2, 3), 1), ((1, 1), 0), ((1, 0), 0)]
    assert [generic_rank(J).rank for J in (net.jacobian(data), net.tangent_kernel(data[:2]))] == [3, 2]
    assert generic_rank(net.jacobian(data)).known == "proved"


def test_what_is_no_polynomial_is_refused_with_a_sentence():
    x = scalar("x")
    for matrix_term, error, said in (
        (array([[exp(x)]]), OutOfScopeError, "taken of polynomials"),
        (array([[1 / x]]), OutOfScopeError, "taken of polynomials"),
        (matrix("A", "n", 2), OutOfScopeError, "integer sizes"),
        (array([[scalar("k", integer=True)]]), OutOfScopeError, "are real"),
        (array([[matrix("x", 2, 2)[0, 0], x]]), DeclarationError, "declared twice"),
    ):
        with pytest.raises(error, match=said):
            generic_rank(matrix_term)


def test_a_matrix_without_time_is_refused_with_a_sentence():
    with pytest.raises(BudgetError, match="give more seconds"):
        generic_rank(X @ W, seconds=0.0)


def test_a_gap_is_computed_and_not_proved():
    from symdl.ranks.result import certified

    found = certified(rank_almost_everywhere(X), 1, 2, {}, 0.25)
    assert (found.known, found.verdict.word, found.verdict.reason) == ("computed", "UNDECIDED", "NO_PROOF_FOUND")
    assert "Schwartz–Zippel" in found.verdict.evidence.notes[0]


@pytest.mark.parametrize(
    "term", [rank_almost_everywhere(SKEW), network_rank((2, 3, 1), 3), network_rank((2, 2), inputs=[(1, 2)])]
)
def test_generic_ranks_are_read_back_and_typeset(term):
    assert from_json(to_json(term), Scope({}, {})) is term
    assert "\\" in term.latex()
    assert str(term)


def deep_linear(*widths):
    """The Jacobian of W_L ⋯ W_1 by all weights."""
    count = sum(a * b for a, b in pairwise(widths))
    w, at, product = vector("w", count), 0, None
    for before, after in pairwise(widths):
        layer = array([[w[at + i * before + j] for j in range(before)] for i in range(after)])
        at, product = at + before * after, layer if product is None else layer @ product
    return jacobian(vec(product), w)


@pytest.mark.parametrize(("widths", "expected"), [((3, 2, 3), 8), ((3, 2, 2, 3), 8)])
def test_generators_of_symmetries_bound_the_rank_of_a_deep_linear_network(widths, expected):
    """k(m + n − k), matrices of rank k; the kernel is wider than the cokernel, whose vectors are minors."""
    found = generic_rank(deep_linear(*widths))
    assert (found.rank, found.known) == (expected, "proved")


def test_a_skew_matrix_of_odd_size_is_seen_to_be_singular():
    X = matrix("X", 7, 7)
    found = generic_rank(X - X.T)
    assert (found.rank, found.known) == (6, "proved")


@pytest.mark.slow
def test_larger_symmetries_are_found():
    found = generic_rank(deep_linear(5, 3, 3, 5), seconds=300)
    assert (found.rank, found.known) == (21, "proved")


def test_a_jacobian_keeps_the_counts_for_its_network():
    """Its entries alone do not show the bound from above."""
    net = PolynomialNetwork((3, 4, 2, 1), activation=2)
    draw = random.Random(0)
    inputs = [[draw.randint(-3, 3) for _ in range(3)] for _ in range(15)]
    J = net.jacobian(inputs)
    for matrix_given in (J, J.T):
        found = generic_rank(matrix_given)
        assert (found.rank, found.known) == (11, "proved")
    assert generic_rank(net.jacobian(inputs[:3], by=net.weights[:2])).rank == 2


def test_a_tangent_kernel_has_the_rank_of_its_jacobian():
    net, inputs = (
        PolynomialNetwork((3, 3, 2)),
        [[1, 0, 2], [0, 1, 1], [2, 1, 3], [1, 1, 1], [3, 2, 1], [1, 2, 4], [5, 1, 2]],
    )
    expected = generic_rank(net.jacobian(inputs))
    for gram in (net.tangent_kernel(inputs), net.gauss_newton([(x, (0,)) for x in inputs])):
        found = generic_rank(gram)
        assert (found.rank, found.known) == (expected.rank, "proved")
        assert found.rank < min(gram.shape)
        values = gram.evaluate([k * k + 1 for k in range(net.weight_count)])
        assert sympy.Matrix([[sympy.Rational(int(x.p), int(x.q)) for x in row] for row in values]).rank() == found.rank


def test_reading_a_large_matrix_stops_in_time():
    net = PolynomialNetwork((3, 4, 2, 1), activation=2)
    draw = random.Random(0)
    rows = [list(row) for row in net.jacobian([[draw.randint(-3, 3) for _ in range(3)] for _ in range(15)])]
    start = time.monotonic()
    with pytest.raises(BudgetError, match="more seconds or a smaller matrix"):
        generic_rank(rows, seconds=0.1)
    assert time.monotonic() - start < 2
