"""Derivatives of a norm and of a normalised vector.

Setting. w ∈ ℝᵈ, w ≠ 0, w̃ = w/‖w‖, S = (I − w̃w̃ᵀ)/‖w‖. Every d.
"""

from symdl import both, claim, equal, gradient, identity, implies, jacobian, norm, size, trace, unequal, vector

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

w = vector("w", "d")
unit = w / norm(w)
S = (identity("d") - unit @ unit.T) / norm(w)
nonzero = unequal(w, 0)


@claim(source=NOTES)
def normalization_derivative_identities():
    """∇‖w‖ = w̃, ∂w̃/∂w = S, and S w = 0.

    Why it holds: ‖w‖ is the root of wᵀw; moving along w does not change its direction.
    """
    return implies([nonzero], both(equal(gradient(norm(w), w), unit), equal(jacobian(unit, w), S), equal(S @ w, 0)))


@claim(source=NOTES)
def normalization_jacobian_is_a_scaled_projection():
    """(‖w‖S)² = ‖w‖S = (‖w‖S)ᵀ with trace d − 1: a projection of rank d − 1, so S ⪰ 0."""
    P = norm(w) * S  # noqa: N806
    return implies([nonzero], both(equal(P @ P, P), equal(P, P.T), equal(trace(P), size("d") - 1)))


# What breaks when the vector is not normalised.


@claim(expect="refuted", source=NOTES)
def normalization_jacobian_without_normalised_projection():
    """With w in place of w̃ the projection is right only for ‖w‖ = 1."""
    return implies([nonzero], equal(jacobian(unit, w), (identity("d") - w @ w.T) / norm(w)))


# References: Salimans, Kingma, Weight normalization, 2016.
