"""Gradient flow and Hessian of the regularised square loss: which signs belong together.

Setting. L = ½ Σₙ (fₙ − yₙ)² + ½λ‖W‖² with errors Eₙ = yₙ − fₙ, so

    Ẇ = Σₙ Eₙ ∇fₙ − λW,    ∇²L = Σₙ [∇fₙ ∇fₙᵀ − Eₙ ∇²fₙ] + λI.

f(n, s, t) is the output on example n as a function of two weights s and t, all others kept; their part of ‖W‖² is s² + t² + c. The claims are
about single entries, hence about every network and any number of weights and examples.
"""

from symdl import claim, derivative, equal, function, scalar, summation

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

n, N = scalar("n", natural=True), scalar("N", natural=True)
s, t, c = scalar("s"), scalar("t"), scalar("c")
lam = scalar("lambda", positive=True)
f, y = function("f", arity=3)(n, s, t), function("y")(n)
E = y - f
L = summation(n, 1, N, (f - y) ** 2) / 2 + lam / 2 * (s**2 + t**2 + c)


def second(f, a, b):
    """∂²f/∂a∂b."""
    return derivative(derivative(f, a), b)


@claim(source=NOTES)
def deep_square_loss_gradient_hessian_signs():
    """On the diagonal: ∂²L/∂s² = Σₙ [(∂ₛfₙ)² − Eₙ ∂ₛ²fₙ] + λ.

    Why it holds: the product rule; ½λs² has second derivative λ.
    """
    return equal(second(L, s, s), summation(n, 1, N, derivative(f, s) ** 2 - E * second(f, s, s)) + lam)


@claim(source=NOTES)
def deep_square_loss_hessian_off_the_diagonal():
    """Off the diagonal: ∂²L/∂s∂t = Σₙ [∂ₛfₙ ∂ₜfₙ − Eₙ ∂ₛ∂ₜfₙ]."""
    return equal(second(L, s, t), summation(n, 1, N, derivative(f, s) * derivative(f, t) - E * second(f, s, t)))


@claim(source=NOTES)
def deep_square_loss_flow():
    """ṡ = −∂L/∂s = Σₙ Eₙ ∂ₛfₙ − λs."""
    return equal(-derivative(L, s), summation(n, 1, N, E * derivative(f, s)) - lam * s)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def flow_with_the_printed_sign():
    """The notes print Ẇ = −Σ E∇f − λW, which needs E = f − y; their Hessian needs E = y − f."""
    return equal(-derivative(L, s), -summation(n, 1, N, E * derivative(f, s)) - lam * s)


@claim(expect="refuted", source=NOTES)
def hessian_with_minus_lambda():
    """The notes print −λ in the Hessian; regularisation adds +λ."""
    return equal(second(L, s, s), summation(n, 1, N, derivative(f, s) ** 2 - E * second(f, s, s)) - lam)


# References: standard.
