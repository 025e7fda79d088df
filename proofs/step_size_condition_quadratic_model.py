"""For which step sizes the second-order model decreases, and which one is best.

Setting. Along a gradient step the second-order model changes by m(ε) = −ε gᵀg + (ε²/2) gᵀHg. Assume positive curvature along
the gradient, gᵀHg > 0 (so g ≠ 0), and ε > 0. Vectors and matrices are of any size; H need not be symmetric.
"""

from symdl import both, claim, iff, implies, inner, matrix, minimises, scalar, unequal, vector

NOTES = "Notes on learning rates: condition on the step size"

g, H = vector("g", "d"), matrix("H", "d", "d")
eps = scalar("epsilon", positive=True)
length, curvature = inner(g, g), g.T @ H @ g


def change(eps):
    return -eps * length + eps**2 / 2 * curvature


@claim(source=NOTES)
def step_size_condition_quadratic_model():
    """The model does not increase exactly when ε ≤ 2gᵀg/gᵀHg, and ε* = gᵀg/gᵀHg minimises it.

    Why it holds: m(ε) = ε (½ε gᵀHg − gᵀg), and m(ε) − m(ε*) = ½ gᵀHg (ε − ε*)².
    """
    return implies(
        curvature > 0,
        both(iff(change(eps) <= 0, eps <= 2 * length / curvature), minimises(length / curvature, change)),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def step_size_condition_for_any_curvature():
    """With gᵀHg < 0 the bound is negative, yet every ε > 0 decreases the model: g = 1, H = −1, ε = 1."""
    return implies(unequal(curvature, 0), iff(change(eps) <= 0, eps <= 2 * length / curvature))


@claim(expect="refuted", source=NOTES)
def largest_step_is_the_best():
    """ε = 2gᵀg/gᵀHg is the largest admissible step, not the best one: there m = 0."""
    return implies(curvature > 0, minimises(2 * length / curvature, change))


# References: Goodfellow, Bengio, Courville, Deep Learning, section 4.3.
