"""Functions that do not change along a subspace.

Setting. P is the orthogonal projection of ℝᵈ on the orthogonal complement of a subspace V, so V is the range of I − P; f: ℝᵈ → ℝ.
"""

from symdl import claim, equal, forall, function, identity, iff, implies, matrix, vector

NOTES = "Slides: On mathematical theories of deep learning"

P, unit = matrix("P", "d", "d"), identity("d")
f = function("f", "d", 1)
x, v = vector("x", "d"), vector("v", "d")
projection = [equal(P @ P, P), equal(P.T, P)]


@claim(source=NOTES)
def linear_invariant_elimination():
    """f(x + u) = f(x) for all u ∈ V if and only if f(x) = f(Px) for all x: f is a function of Px alone.

    Why it holds: x = Px + (I − P)x, and P(x + (I − P)v) = Px.
    """
    return implies(
        projection, iff(forall([x, v], equal(f(x + (unit - P) @ v), f(x))), forall(x, equal(f(x), f(P @ x))))
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def every_function_is_invariant():
    """Without invariance f(Px) says nothing of f(x)."""
    return implies(projection, equal(f(x), f(P @ x)))


# References: Mallat, Understanding deep convolutional networks (2016).
