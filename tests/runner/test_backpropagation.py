"""A ten-step backpropagation: a wrong factor, sign, transpose or order is found, and the first wrong step is named."""

import pytest

from symdl import (
    Derivation,
    derivation,
    differential,
    equal,
    function,
    gradient,
    hadamard,
    inner,
    matrix,
    norm,
    ones,
    trace,
    vector,
    verify,
)
from symdl.terms.operators import apply

X, Y = matrix("X", "d", "n"), matrix("Y", "k", "n")
W1, W2, W3 = matrix("W1", "h", "d"), matrix("W2", "q", "h"), matrix("W3", "k", "q")
b, D = vector("b", "q"), matrix("D", "h", "d")
s = function("sigma")
row = ones(1, "n")
Z1 = W1 @ X
Z2 = W2 @ s(Z1) + b @ row
E = Y - W3 @ s(Z2)
loss = norm(E) ** 2
back2 = hadamard(W3.T @ E, apply(s, Z2, orders=(1,)))
back1 = hadamard(W2.T @ back2, apply(s, Z1, orders=(1,)))

STEPS = [
    equal(loss, trace(E.T @ E)),
    equal(gradient(loss, Y), 2 * E),
    equal(gradient(loss, W3), -2 * E @ s(Z2).T),
    equal(gradient(loss, b), -2 * back2 @ row.T),
    equal(gradient(loss, W2), -2 * back2 @ s(Z1).T),
    equal(gradient(loss, W1), -2 * back1 @ X.T),
    equal(gradient(loss, X), -2 * W1.T @ back1),
    equal(differential(loss, W1, D), -2 * inner(back1, D @ X)),
    equal(differential(E, W3, W3), E - Y),
    equal(inner(gradient(loss, W3), W3), -2 * inner(E, Y - E)),
]
WRONG = {
    1: equal(loss, trace(E @ E.T) / 2),
    2: equal(gradient(loss, Y), -2 * E),
    3: equal(gradient(loss, W3), -2 * E @ s(Z2).T @ s(Z2) @ s(Z2).T),
    4: equal(gradient(loss, b), -(back2 @ row.T)),
    5: equal(gradient(loss, W2), -2 * hadamard(W3.T @ E, s(Z2)) @ s(Z1).T),
    6: equal(gradient(loss, W1), 2 * back1 @ X.T),
    7: equal(gradient(loss, X), -2 * W1.T @ hadamard(W2.T @ back2, apply(s, Z1, orders=(2,)))),
    8: equal(differential(loss, W1, D), -inner(back1, D @ X)),
    9: equal(differential(E, W3, W3), Y - E),
    10: equal(inner(gradient(loss, W3), W3), 2 * inner(E, Y - E)),
}


def decided(steps) -> list[str]:
    made: Derivation = derivation(name="backpropagation")(lambda: steps)
    return [result.word for result in verify(made)]


@pytest.mark.slow
def test_the_right_derivation_holds_at_all_sizes() -> None:
    made: Derivation = derivation(name="backpropagation")(lambda: STEPS)
    found = [(r.name, r.word, r.verdict.scope) for r in verify(made) if r.verdict is not None]
    assert found == [(f"backpropagation.{k}", "PROVED", "all sizes") for k in range(1, 11)]


@pytest.mark.parametrize("place", [pytest.param(k, marks=[] if k == 6 else [pytest.mark.slow]) for k in WRONG])
def test_the_first_wrong_step_is_named(place: int) -> None:
    words = decided([*STEPS[: place - 1], WRONG[place], *STEPS[place:]])
    assert words.index("REFUTED") + 1 == place
    assert words.count("PROVED") == 9
