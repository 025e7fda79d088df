"""Products of symbolic length: what a deep linear network is, and its gradient by any layer."""

import pytest

from symdl import Family, equal, forall, gradient, identity, implies, matrix, norm, scalar, verify

W, S, Q = Family("W", "n", "n"), Family("S", "n", "n"), Family("Q", "n", "d")
P, V, X, Y = matrix("P", "n", "d"), matrix("V", "n", "n"), matrix("X", "d", "N"), matrix("Y", "n", "N")
k, m, i = (scalar(name, natural=True) for name in "kmi")
SUFFIX = S.is_product_of(W, identity("n"), after=k + 1)
NETWORK = Q.is_product_of(W, V @ P, after=k + 1)
FACTORED = equal(Q[m], S[m] @ V @ P)
"""The network of k + 1 + m layers in which V stands for layer k + 1 and P for the product of the layers before."""


def test_a_layer_factors_out_of_a_product_of_symbolic_length():
    verdict = verify(implies([*SUFFIX, *NETWORK], FACTORED))
    assert (verdict.word, verdict.scope) == ("PROVED", "all sizes")


@pytest.mark.slow
@pytest.mark.parametrize(
    "given",
    [
        [SUFFIX[0], forall(i, equal(S[i + 1], S[i] @ W[k + i + 2])), *NETWORK],
        [*S.is_product_of(W, identity("n"), after=k), *NETWORK],
        [*SUFFIX, *Q.is_product_of(W, P, after=k + 1)],
        [*SUFFIX, NETWORK[1]],
        [SUFFIX[0], *NETWORK],
    ],
    ids=["order", "first layer", "without V", "no start", "no suffix"],
)
def test_no_road_leads_to_a_false_factorisation(given):
    assert verify(implies(given, FACTORED), seconds=4).word != "PROVED"


def test_the_gradient_by_a_layer_is_the_product_of_what_stands_on_its_sides():
    after, whole = matrix("S", "n", "n"), matrix("F", "n", "d")
    loss, error = norm(Y - after @ V @ P @ X) ** 2, Y - whole @ X
    given = [equal(whole, after @ V @ P)]
    assert verify(implies(given, equal(gradient(loss, V), -2 * after.T @ error @ (P @ X).T))).word == "PROVED"
    assert verify(implies(given, equal(gradient(loss, V), -2 * after @ error @ (P @ X).T))).word == "REFUTED"


def test_the_index_of_a_recursion_is_no_symbol_of_its_offset():
    (_, step) = S.is_product_of(W, identity("n"), after=i)
    assert step.bound[0] is not i


def test_members_have_the_shape_of_the_family():
    assert Family("A", "n", 2)[k + 1].shape == ("n", 2)
