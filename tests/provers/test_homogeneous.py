"""Identities that follow from a hypothesis by differentiating it, at all sizes, and those that do not."""

import pytest

from symdl import equal, forall, function, gradient, hessian, implies, jacobian, scalar, vector, verify

x, y = vector("x", "n"), vector("y", "n")
alpha, t = scalar("alpha", positive=True), scalar("t")
f, g = function("f", "n", 1), function("g", "n", "m")


def homogeneous(degree, over=(alpha,)):
    return forall(list(over), equal(f(alpha * x), alpha**degree * f(x)))


TRUE = {
    "Euler": implies([homogeneous(2)], equal(x.T @ gradient(f(x), x), 2 * f(x))),
    "Euler, for all x": implies([homogeneous(3, (x, alpha))], equal(x.T @ gradient(f(x), x), 3 * f(x))),
    "second order": implies([homogeneous(2)], equal(x.T @ hessian(f(x), x) @ x, 2 * f(x))),
    "of a map": implies([forall(alpha, equal(g(alpha * x), alpha * g(x)))], equal(jacobian(g(x), x) @ x, g(x))),
    "invariance": implies([forall(t, equal(f(x + t * y), f(x)))], equal(y.T @ gradient(f(x), x), 0)),
}
FALSE = {
    "another degree": implies([homogeneous(2)], equal(x.T @ gradient(f(x), x), f(x))),
    "one point": implies([equal(f(2 * x), 4 * f(x))], equal(x.T @ gradient(f(x), x), 2 * f(x))),
    "another direction": implies([homogeneous(1)], equal(y.T @ gradient(f(x), x), f(x))),
}


@pytest.mark.parametrize("name", ["Euler", *(pytest.param(n, marks=pytest.mark.slow) for n in [*TRUE][1:])])
def test_a_hypothesis_on_every_scale_may_be_differentiated(name):
    verdict = verify(TRUE[name])
    assert (verdict.word, verdict.scope) == ("PROVED", "all sizes")


@pytest.mark.slow
@pytest.mark.parametrize("name", FALSE)
def test_what_does_not_follow_is_not_proved(name):
    assert verify(FALSE[name], seconds=8).word != "PROVED"
