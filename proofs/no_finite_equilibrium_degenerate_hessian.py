"""A degenerate Hessian does not forbid equilibria; it makes them non-hyperbolic.

Setting. Gradient flow on L(w) = ‖F(w) − y‖² with N data and M weights. The notes conclude from the degenerate Hessian that
there is no finite equilibrium. What holds for smooth F: with N < M every w with F(w) = y is an equilibrium, and its Hessian
2JᵀJ has rank ≤ N < M, so none is hyperbolic. It may be non-isolated, like each point of w₁w₂ = 1 for (w₁w₂ − 1)², or isolated,
like 0 for (w₁² + w₂²)². Covered: arbitrary smooth F for N = 1, M = 2 and N = 2, M = 3. Not covered: other sizes, and that the
equilibria are non-isolated when J has rank N (the implicit function theorem).
"""

from symdl import array, both, claim, det, equal, function, gradient, hessian, implies, scalar, unequal, vector

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

w = vector("w", 2)
product_loss = (w[0] * w[1] - 1) ** 2


@claim(source=NOTES)
def no_finite_equilibrium_degenerate_hessian():
    """Two data and three weights: each interpolating w is an equilibrium with singular Hessian, for all smooth F₁, F₂.

    Why it holds: ∇L = 2Jᵀ(F − y) = 0, and ∇²L = 2JᵀJ + 2Σ(Fᵢ − yᵢ)∇²Fᵢ = 2JᵀJ, where J is 2 × 3.
    """
    v, y = vector("w", 3), [scalar("y1"), scalar("y2")]
    F = [function(name, arity=3)(v[0], v[1], v[2]) for name in ("F1", "F2")]
    L = (F[0] - y[0]) ** 2 + (F[1] - y[1]) ** 2
    return implies(
        [equal(F[0], y[0]), equal(F[1], y[1])],
        both(equal(gradient(L, v), 0), equal(det(hessian(L, v)), 0)),
    )


@claim(source=NOTES)
def one_datum_two_weights_is_degenerate():
    """One datum and two weights: the same, for every smooth F.

    Why it holds: the Hessian at a zero of F − y is 2∇F∇Fᵀ, of rank at most 1.
    """
    F, y = function("F", arity=2)(w[0], w[1]), scalar("y")
    L = (F - y) ** 2
    return implies(equal(F, y), both(equal(gradient(L, w), 0), equal(det(hessian(L, w)), 0)))


@claim(source=NOTES)
def hyperbola_of_degenerate_equilibria():
    """Every point with w₁w₂ = 1 is a finite equilibrium of (w₁w₂ − 1)² with singular Hessian.

    Why it holds: there the loss is 0, its minimum, along a whole curve.
    """
    return implies(
        equal(w[0] * w[1], 1),
        both(equal(gradient(product_loss, w), 0), equal(det(hessian(product_loss, w)), 0)),
    )


@claim(source=NOTES)
def degenerate_equilibrium_may_be_isolated():
    """(w₁² + w₂²)² has the Hessian 0 at 0, yet 0 is its only equilibrium.

    Why it holds: ⟨w, ∇L⟩ = 4(w₁² + w₂²)².
    """
    L = (w[0] ** 2 + w[1] ** 2) ** 2
    return both(
        equal(hessian(L, w).at({w: array([0, 0])}), 0),
        implies(equal(gradient(L, w), 0), equal(w, 0)),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def degenerate_hessian_forbids_equilibria():
    """The printed conclusion: (1, 1) has a singular Hessian and is an equilibrium of (w₁w₂ − 1)²."""
    return implies(equal(det(hessian(product_loss, w)), 0), unequal(gradient(product_loss, w), 0))


@claim(expect="refuted", source=NOTES)
def equilibrium_off_the_data_is_degenerate():
    """Without F(w) = y the Hessian can be regular: F = w₁² + w₂² and y = −1 at 0."""
    y = scalar("y")
    L = (w[0] ** 2 + w[1] ** 2 - y) ** 2
    return implies(equal(gradient(L, w), 0), equal(det(hessian(L, w)), 0))


# References: Cooper, Global minima of overparameterized neural networks, SIAM J. Math. Data Sci. 3 (2021).
