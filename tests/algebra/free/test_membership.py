"""Ideals of words: what follows is found with cofactors that add up to it, and what does not follow is not."""

import pytest

from symdl import identity, inverse, matrix, pinv, scalar, vector, zeros
from symdl.algebra.budget import Budget
from symdl.algebra.free.alphabet import Alphabet
from symdl.algebra.free.membership import Ideal, Lemma
from symdl.algebra.quotients import Atoms
from symdl.algebra.words import add, multiply, scale, words_of

A, B, C = matrix("A", "m", "n"), matrix("B", "n", "m"), matrix("C", "n", "n")
S, T = matrix("S", "n", "n"), matrix("T", "n", "n")
I = identity("n")  # noqa: E741
x = vector("x", "n")
lam, mu = scalar("lambda"), scalar("mu")
P = pinv(A)
PENROSE = [(A @ P @ A, A), (P @ A @ P, P), (A @ P, (A @ P).T), (P @ A, (P @ A).T)]

FOLLOWS = {
    "a product with the pseudoinverse": (A.T @ A @ P - A.T, PENROSE),
    "uniqueness of the pseudoinverse": (
        B - P, [*PENROSE, (A @ B @ A, A), (B @ A @ B, B), (A @ B, (A @ B).T), (B @ A, (B @ A).T)],
    ),
    "an inverse from both sides": (S - T, [(S @ C, I), (C @ T, I)]),
    "commuting with the square": (S @ T @ T - T @ T @ S, [(S @ T, T @ S)]),
    "a transposed equation": (T.T @ S.T, [(S @ T, zeros("n", "n"))]),
    "resolvents": (
        S - T - (mu - lam) * S @ T, [(lam * S - S @ C, I), (lam * S - C @ S, I), (mu * T - T @ C, I), (mu * T - C @ T, I)],
    ),
    "a scalar equation times a matrix": (lam * S - T, [(lam * S, T)]),
    "a kernel": (A.T @ A @ x, [(A @ x, zeros("m", 1))]),
}  # fmt: skip
DOES_NOT = {
    "oblique idempotents": (S.T - S, [(S @ S, S)]),
    "one-sided inverses": (T @ S - I, [(S @ T, I)]),
    "cancelling a factor": (T, [(S @ T, zeros("n", "n"))]),
    "dividing by a scalar that may vanish": (S, [(lam * S, zeros("n", "n"))]),
}


def found(target, equations, nonzero=()):
    atoms = Atoms(60)
    forms = [(number, (a - b).shape, words_of(atoms, a - b)) for number, (a, b) in enumerate(equations)]
    budget = Budget(3_000_000, 20.0)
    ideal = Ideal(atoms, forms, budget, [atoms.read(t).numerator for t in nonzero])
    return atoms, ideal.cofactors(words_of(atoms, target), budget)


def summed(atoms, cofactors, equations):
    """Σ L H R, where H is an equation or a lemma."""
    total = {}
    for left, (place, is_transposed), right in cofactors:
        gap = place.value if isinstance(place, Lemma) else equations[place][0] - equations[place][1]
        gap = gap.T if is_transposed else gap
        total = add(
            atoms,
            total,
            multiply(atoms, multiply(atoms, words_of(atoms, left), words_of(atoms, gap)), words_of(atoms, right)),
        )
    return total


@pytest.mark.parametrize("name", FOLLOWS)
def test_what_follows_is_the_sum_of_its_cofactors(name):
    target, equations = FOLLOWS[name]
    atoms, membership = found(target, equations)
    assert membership is not None
    assert membership.side is None
    known = []
    for lemma in membership.lemmas:
        assert all(place in known for _, (place, _), _ in lemma.cofactors if isinstance(place, Lemma))
        assert difference(atoms, summed(atoms, lemma.cofactors, equations), lemma.value) == {}
        known.append(lemma)
    assert difference(atoms, summed(atoms, membership.cofactors, equations), target) == {}


def difference(atoms, words, term):
    return add(atoms, words, scale(atoms, atoms.constant(-1), words_of(atoms, term)))


def test_a_long_combination_is_written_with_lemmas_and_a_short_one_without():
    _, long = found(*FOLLOWS["uniqueness of the pseudoinverse"])
    _, short = found(*FOLLOWS["an inverse from both sides"])
    assert long is not None
    assert short is not None
    assert len(long.lemmas) > 0
    assert len(short.lemmas) == 0
    assert len(long.cofactors) + sum(len(lemma.cofactors) for lemma in long.lemmas) < 40


@pytest.mark.parametrize("name", DOES_NOT)
def test_what_does_not_follow_is_not_found(name):
    assert found(*DOES_NOT[name])[1] is None


def test_a_scalar_that_does_not_vanish_is_divided_by():
    assert found(S, [(lam * S, zeros("n", "n"))], nonzero=[lam])[1] is not None


def test_a_target_whose_square_vanishes_is_found_by_its_square():
    _, membership = found(A, [(A.T @ A, zeros("n", "n"))])
    assert membership is not None
    assert membership.side == "left"


def test_transposing_a_word_twice_gives_the_word():
    alphabet = Alphabet(Atoms(10), [A, B, P, inverse(A @ A.T + lam * identity("m"))])
    word = alphabet.text((A, B, A, P))
    assert alphabet.star(word) != word
    assert alphabet.star(alphabet.star(word)) == word


def test_the_inverse_of_a_symmetric_sum_is_one_letter():
    gram = inverse(A @ A.T + lam * identity("m"))
    assert Alphabet(Atoms(10), [gram]).terms == [gram]
    assert len(Alphabet(Atoms(10), [inverse(S)]).terms) == 2
