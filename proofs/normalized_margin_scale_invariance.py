"""The normalised margin y f(x)/Π‖W_k‖ does not change when layers are rescaled.

Setting. Layers V₁ and V₂ are multiplied by s and t > 0; F(s, t) is the output of the network with the weights sV₁ and tV₂. It has no
biases and positively 1-homogeneous activations, so F(s, t) = s F(1, t) and F(1, t) = t F(1, 1); widths are arbitrary. n₁ and n₂ are
the norms of V₁ and V₂, not zero; any norm will do, since a norm of aV is a times that of V. The normalised margin of an example
with label y is y f/(n₁n₂); that of the data is the least of them. More layers are added one at a time.
"""

from symdl import claim, equal, forall, function, implies, matrix, maximum, minimum, norm, scalar

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

a, b, s, t, n1, n2 = (scalar(name, positive=True) for name in ("a", "b", "s", "t", "n1", "n2"))
y, f = scalar("y"), scalar("f")
F = function("F", arity=2)
homogeneous = [forall([s, t], equal(F(s, t), s * F(1, t))), forall(t, equal(F(1, t), t * F(1, 1)))]


@claim(source=SLIDES)
def normalized_margin_scale_invariance():
    """With output ab f and norms a n₁, b n₂ the normalised margin is that of the weights before scaling.

    Why it holds: ab cancels.
    """
    return equal(y * (a * b * f) / ((a * n1) * (b * n2)), y * f / (n1 * n2))


@claim(source=SLIDES)
def homogeneous_layers_scale_the_output():
    """F(a, b) = ab F(1, 1) for a network of two layers and any widths."""
    return implies(homogeneous, equal(F(a, b), a * b * F(1, 1)))


@claim(source=SLIDES)
def frobenius_norms_scale():
    """‖aV‖² = (a‖V‖)² for matrices of all sizes."""
    V = matrix("V", "h", "d")
    return equal(norm(a * V) ** 2, (a * norm(V)) ** 2)


@claim(source=SLIDES)
def least_margins_scale():
    """A common factor c > 0 passes through the minimum over the examples."""
    p, q, c = scalar("p"), scalar("q"), scalar("c", positive=True)
    return equal(minimum(c * p, c * q), c * minimum(p, q))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def margin_divided_by_the_sum_of_norms_is_invariant():
    """The product of the norms is needed: the sum does not cancel ab."""
    return equal(y * (a * b * f) / (a * n1 + b * n2), y * f / (n1 + n2))


@claim(expect="refuted", source=SLIDES)
def normalized_margin_with_a_bias_is_invariant():
    """With a bias β the unit max(wx + β, 0) is not homogeneous in w."""
    w, x, bias = scalar("w", positive=True), scalar("x"), scalar("beta")
    return equal(y * maximum(a * w * x + bias, 0) / (a * w), y * maximum(w * x + bias, 0) / w)


# References: Bartlett, Foster, Telgarsky, Spectrally-normalized margin bounds for neural networks, NeurIPS 2017.
