"""A gradient step on a quadratic loss, expanded to second order.

Setting. A gradient step w⁺ = w − εg with g = ∇L(w), H = ∇²L(w) changes the second-order model of L by

    L(w⁺) − L(w) ≈ −ε gᵀg + (ε²/2) gᵀHg,

exactly so for quadratic L, in every dimension. Each symmetric matrix H is ½(A + Aᵀ) for some A, and L = ½wᵀHw + ⟨b, w⟩ + c.
That H is the Hessian is part of the claim: Hv is the gradient of ⟨∇L, v⟩ for every v.
"""

from symdl import both, claim, derivative, equal, gradient, inner, matrix, scalar, vector

NOTES = "Notes on learning rates: a gradient step in the second-order model"

A, b, c = matrix("A", "d", "d"), vector("b", "d"), scalar("c")
w, v, eps = vector("w", "d"), vector("v", "d"), scalar("epsilon")
H = (A + A.T) / 2


def L(w):
    return w.T @ H @ w / 2 + inner(b, w) + c


g = gradient(L(w), w)


@claim(source=NOTES)
def gd_step_quadratic_model():
    """L(w − εg) = L(w) − ε gᵀg + (ε²/2) gᵀHg for quadratic L.

    Why it holds: g = Hw + b; expand (w − εg)ᵀH(w − εg).
    """
    return both(
        equal(gradient(inner(g, v), w), H @ v),
        equal(L(w - eps * g), L(w) - eps * inner(g, g) + eps**2 / 2 * (g.T @ H @ g)),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def gd_step_with_factor_one_quarter():
    """The scanned coefficient ε²/4: fails for L = w²/2 at w = 1, ε = 1."""
    return equal(L(w - eps * g), L(w) - eps * inner(g, g) + eps**2 / 4 * (g.T @ H @ g))


@claim(expect="refuted", source=NOTES)
def gd_step_model_is_exact_for_cubics():
    """A cubic loss has a third-order term: L = w³/3 at w = 1 with ε = 1 steps to 0."""
    a, x = scalar("a"), scalar("x")

    def cubic(x):
        return a * x**3 / 3

    slope, curvature = derivative(cubic(x), x), derivative(cubic(x), x, 2)
    return equal(cubic(x - eps * slope), cubic(x) - eps * slope**2 + eps**2 / 2 * slope**2 * curvature)


# References: Goodfellow, Bengio, Courville, Deep Learning, section 4.3.
