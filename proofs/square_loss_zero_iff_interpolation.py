"""The square loss is zero exactly where the network interpolates the data.

Setting. A network with weights W ∈ ℝᴹ answers N examples: F(W) ∈ ℝᴺ holds its outputs f(xᵢ; W), y ∈ ℝᴺ the labels, and
L(W) = Σᵢ (f(xᵢ; W) − yᵢ)² = ‖F(W) − y‖². F is an arbitrary function, so linear, polynomial and ReLU networks of every
size are meant. If some W₀ interpolates, the interpolating weights are exactly the global minimisers.
"""

from symdl import claim, equal, function, iff, implies, minimises, norm, scalar, vector

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

F = function("F", "M", "N")
y = vector("y", "N")
W, W0 = vector("W", "M"), vector("W0", "M")


@claim(source=NOTES)
def square_loss_zero_iff_interpolation():
    """Zero square loss means zero error on every example, and conversely.

    Why it holds: a sum of squares of real numbers vanishes only if every square does.
    """
    return iff(equal(norm(F(W) - y) ** 2, 0), equal(F(W), y))


@claim(source=NOTES)
def interpolating_weights_are_the_minimisers():
    """When some weights interpolate, exactly the interpolating weights are global minimisers.

    Why it holds: the loss is nonnegative and W₀ reaches 0, so a minimiser has loss 0.
    """
    solvable = equal(F(W0), y)
    return implies(solvable, iff(minimises(W, lambda V: norm(F(V) - y) ** 2), equal(F(W), y)))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def square_loss_zero_over_the_complex_numbers():
    """Over ℂ the squares can cancel: the errors 1 and i have 1² + i² = 0.

    The two complex errors are a + ib and c + id; the hypotheses are the real and imaginary part of their sum of squares.
    """
    a, b, c, d = map(scalar, "abcd")
    real_part = equal(a**2 - b**2 + c**2 - d**2, 0)
    imaginary_part = equal(a * b + c * d, 0)
    return implies([real_part, imaginary_part], equal(a**2 + b**2 + c**2 + d**2, 0))


@claim(expect="refuted", source=NOTES)
def minimisers_interpolate_although_nothing_does():
    """Without an interpolating W₀ a minimiser leaves an error: f(w) = w² never reaches the label −1."""
    w = scalar("w")
    return implies(minimises(w, lambda v: (v**2 + 1) ** 2), equal(w**2, -1))


# References: standard; a real field is formally real, see Lang, Algebra, chapter XI.
