"""A nonnegative value is the length of the levels that lie below it.

Setting. E = E(θ) ≥ 0 is the loss at one point. The slides write E as the integral over all levels u ≥ 0 of
the indicator of the sublevel set {E ≤ u}; that integral is infinite. The levels to count are those *below* E,

    E = ∫₀^∞ 1(u < E) du.

The language has no integral, so the claim names its antiderivative: G(u) = min(u, E) is continuous, has slope
1(u < E) at every u ≠ E, starts at G(0) = 0 and reaches G(T) = E at every T ≥ E. By the fundamental theorem of
calculus this is the integral. Not covered: that theorem itself, and the limit T → ∞ (G no longer changes).
"""

from symdl import both, claim, derivative, equal, forall, implies, maximum, minimum, scalar

NOTES = "Yao, On Mathematical Theories of Deep Learning: landscape of the empirical risk"


@claim(source=NOTES)
def layer_cake_representation():
    """min(u, E) is the antiderivative of the indicator of u < E and ends at E.

    Why it holds: below the level E the minimum is u, with slope 1; above it is E, with slope 0.
    """
    E, T, u = scalar("E", nonnegative=True), scalar("T"), scalar("u")
    slope = derivative(minimum(u, E), u)
    return implies(
        E <= T,
        both(
            equal(minimum(0, E), 0),
            forall(u, both(implies(u < E, equal(slope, 1)), implies(u > E, equal(slope, 0)))),
            equal(minimum(T, E), E),
        ),
    )


@claim(source=NOTES)
def layer_cake_of_the_sublevel_indicator():
    """What the printed integral does compute: up to the level T ≥ E it is T − E.

    Why it holds: max(u, E) − E vanishes at u = 0 and has slope 1(E < u).
    """
    E, T, u = scalar("E", nonnegative=True), scalar("T"), scalar("u")
    slope = derivative(maximum(u, E) - E, u)
    return implies(
        E <= T,
        both(
            equal(maximum(0, E) - E, 0),
            forall(u, both(implies(u < E, equal(slope, 0)), implies(u > E, equal(slope, 1)))),
            equal(maximum(T, E) - E, T - E),
        ),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def layer_cake_as_printed():
    """If ∫ 1(E ≤ u) du were E, no partial integral up to a level T would exceed E; for E = 0 it is T."""
    E, T = scalar("E", nonnegative=True), scalar("T")
    return maximum(T, E) - E <= E


@claim(expect="refuted", source=NOTES)
def layer_cake_without_nonnegativity():
    """A negative value has no level u ≥ 0 below it: for E = −1 the antiderivative does not start at 0."""
    E, T = scalar("E"), scalar("T")
    return implies([E <= T, T >= 0], equal(minimum(T, E) - minimum(0, E), E))


# References: E. H. Lieb and M. Loss, Analysis, section 1.13.
