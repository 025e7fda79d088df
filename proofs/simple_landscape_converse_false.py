"""No poor local minima does not mean that sublevel sets are connected.

Setting. A loss E has no poor local minima when every local minimum is global. That follows when each sublevel
set {E ≤ u} is connected, N_u = 1. The converse fails, already for the double well

    E(x) = (x² − 1)²,   global minima −1 and 1,   N_u = 2 for 0 ≤ u < 1.

A local minimum has slope 0 and curvature ≥ 0, so the claim speaks of such points. On the line a set is connected
only if it contains all points between two of its points; below the level 1, {E ≤ u} contains −x with x, but not 0.
The components are counted in the second claim, and in the plane the hyperbola w₁w₂ = 1 does the same.
"""

from symdl import both, claim, derivative, det, either, equal, gradient, hessian, iff, implies, scalar, unequal, vector

NOTES = "Yao, On Mathematical Theories of Deep Learning: simple landscapes"

x, y, u = scalar("x"), scalar("y"), scalar("u")


def E(x):
    return (x**2 - 1) ** 2


@claim(source=NOTES)
def simple_landscape_converse_false():
    """Every local minimum of the double well is global, yet {E ≤ u} is no interval when 0 ≤ u < 1.

    Why it holds: E′ = 4x(x² − 1) and E″ = 12x² − 4. At 0 the curvature is −4, so a local minimum has x² = 1 and
    E = 0. And E is even with E(0) = 1, so with x also −x is below u, but 0 between them is not.
    """
    is_candidate = [equal(derivative(E(x), x), 0), derivative(E(x), x, 2) >= 0]
    return both(
        implies(is_candidate, E(x) <= E(y)),
        implies([E(x) <= u, u < 1], both(unequal(x, 0), E(-x) <= u)),
    )


@claim(source=NOTES)
def double_well_has_two_valleys():
    """{E ≤ u} is [−c, −b] ∪ [b, c] with b² = 1 − √u and c² = 1 + √u; so N_u = 2 when 0 ≤ u < 1. Here s = √u.

    Why it holds: (x² − 1)² ≤ s² says 1 − s ≤ x² ≤ 1 + s, and b² ≤ x² ≤ c² says b ≤ |x| ≤ c.
    """
    b, c, s = scalar("b", positive=True), scalar("c", positive=True), scalar("s", nonnegative=True)
    valleys = either(both(b <= x, x <= c), both(-c <= x, x <= -b))
    return both(
        iff(E(x) <= s**2, both(1 - s <= x**2, x**2 <= 1 + s)),
        iff(both(b**2 <= x**2, x**2 <= c**2), valleys),
    )


@claim(source=NOTES)
def hyperbola_has_two_valleys():
    """(w₁w₂ − 1)² has no poor local minima, yet no path below the level 1 leads from (1, 1) to (−1, −1).

    A local minimum has gradient 0 and det ∇²E ≥ 0.

    Why it holds: the gradient 2(w₁w₂ − 1)(w₂, w₁) vanishes on the hyperbola and at 0, where det ∇²E = −4. Below the level
    1, w₁w₂ > 0, and a path between the branches must cross w₁ = 0.
    """
    w = vector("w", 2)
    loss = (w[0] * w[1] - 1) ** 2
    return both(
        implies([equal(gradient(loss, w), 0), det(hessian(loss, w)) >= 0], equal(loss, 0)),
        implies([loss <= u, u < 1], w[0] * w[1] > 0),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def double_well_sublevel_sets_are_intervals():
    """The converse: E has no poor local minima, so {E ≤ u} should hold the midpoint of −1 and 1. It does not."""
    return implies([E(x) <= u, E(y) <= u], E((x + y) / 2) <= u)


@claim(expect="refuted", source=NOTES)
def tilted_double_well_has_no_poor_minima():
    """Wells of different depth: x⁴/4 + x³/3 − x² has the minima 1 and −2, and the first is poor."""

    def tilted(x):
        return x**4 / 4 + x**3 / 3 - x**2

    return implies([equal(derivative(tilted(x), x), 0), derivative(tilted(x), x, 2) >= 0], tilted(x) <= tilted(y))


# References: C. D. Freeman and J. Bruna, Topology and geometry of half-rectified network optimization, ICLR 2017.
