"""Equilibria of the regularised flow balance residuals and weights; the residuals are not equal.

Setting. Gradient flow on L(W) = ½ Σₙ (yₙ − fₙ(W))² + (λ/2) ‖W‖², with residuals Eₙ = yₙ − fₙ(W). The notes say that it rests
exactly when all residuals equal a common ε. What holds: it rests exactly when λW = Σₙ Eₙ ∇fₙ(W). Covered: arbitrary smooth f
with two weights and two data, linear models of every size. The residuals need be neither equal nor small.
"""

from symdl import (
    both,
    claim,
    derivative,
    equal,
    function,
    gradient,
    iff,
    implies,
    matrix,
    norm,
    scalar,
    vector,
)

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

lam = scalar("lambda", positive=True)


def loss(outputs, labels, weights):
    return norm(labels - outputs) ** 2 / 2 + lam / 2 * norm(weights) ** 2


@claim(source=NOTES)
def regularized_equilibrium_equal_residuals():
    """W is an equilibrium exactly when λW = E₁∇f₁(W) + E₂∇f₂(W), for all smooth f₁, f₂ of two weights.

    Why it holds: ∇L = λW − Σ Eₙ∇fₙ.
    """
    W, y = vector("W", 2), [scalar("y1"), scalar("y2")]
    f = [function(name, arity=2)(W[0], W[1]) for name in ("f1", "f2")]
    E = [y[0] - f[0], y[1] - f[1]]
    L = (E[0] ** 2 + E[1] ** 2) / 2 + lam / 2 * norm(W) ** 2
    balance = E[0] * gradient(f[0], W) + E[1] * gradient(f[1], W)
    return iff(equal(gradient(L, W), 0), equal(lam * W, balance))


@claim(source=NOTES)
def ridge_equilibrium_in_all_sizes():
    """For the linear model f = Xᵀw the flow rests exactly when λw = X(y − Xᵀw).

    Why it holds: the Jacobian of Xᵀw is Xᵀ.
    """
    X, w, y = matrix("X", "d", "n"), vector("w", "d"), vector("y", "n")
    return iff(equal(gradient(loss(X.T @ w, y, w), w), 0), equal(lam * w, X @ (y - X.T @ w)))


@claim(source=NOTES)
def ridge_residuals_are_proportional_to_labels():
    """For X = I the equilibrium has the residuals E = λ/(1 + λ) y: equal only if the labels are.

    Why it holds: λw = y − w.
    """
    w, y = vector("w", "d"), vector("y", "d")
    return implies(equal(gradient(loss(w, y, w), w), 0), equal(y - w, lam / (1 + lam) * y))


@claim(source=NOTES)
def residual_need_not_be_small():
    """f = w² with the label 1 has the equilibrium w = 0 for every λ, with residual 1.

    Why it holds: ∇f vanishes at 0.
    """
    w = scalar("w")
    slope = derivative((1 - w**2) ** 2 / 2 + lam / 2 * w**2, w)
    return implies(equal(w, 0), both(equal(slope, 0), equal(1 - w**2, 1)))


# What breaks when a hypothesis is dropped.

w2, y2 = vector("w", 2), vector("y", 2)


@claim(expect="refuted", source=NOTES)
def equilibrium_has_equal_residuals():
    """The printed statement, one direction: X = I and y = (0, 1) rest with residuals 0 and λ/(1 + λ)."""
    at_rest = equal(gradient(loss(w2, y2, w2), w2), 0)
    return implies(at_rest, equal(y2[0] - w2[0], y2[1] - w2[1]))


@claim(expect="refuted", source=NOTES)
def equal_residuals_are_an_equilibrium():
    """The other direction: X = I, w = 0 and y = (1, 1) have equal residuals, but the flow moves."""
    at_rest = equal(gradient(loss(w2, y2, w2), w2), 0)
    return implies(equal(y2[0] - w2[0], y2[1] - w2[1]), at_rest)


# References: Hoerl, Kennard, Ridge regression, Technometrics 12 (1970).
