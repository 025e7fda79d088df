"""The constants a and c of an exponential tail may be set to 1: rescale the data, the loss and the step size.

Setting. A loss has tail −ℓ′(u) ~ c e^{−au}. Put ℓ̃(v) = ℓ(v/a) and multiply the data by a. The training loss is the same function
of the weights, and ℓ̃ has tail constants ã = 1 and c̃ = c/a: the ratio of −ℓ̃′(v) to (c/a) e^{−v} at v = au is exactly the ratio
of −ℓ′(u) to c e^{−au}, so one tends to 1 when the other does. Multiplying ℓ̃ by a/c and the step size by c/a removes c̃.
"""

from symdl import both, claim, derivative, equal, exp, function, inner, scalar, summation, vector

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

a, c, eta = scalar("a", positive=True), scalar("c", positive=True), scalar("eta", positive=True)
u, t = scalar("u"), scalar("t")
loss = function("l")


def rescaled(value):
    """ℓ̃(v) = ℓ(v/a)."""
    return loss(value / a)


@claim(source=SLIDES)
def tail_constants_wlog():
    """The rescaled loss on rescaled data is the same training loss, and its tail has the constants 1 and c/a.

    The ratio of tails is compared at v = au; data x and weights w are of any dimension.

    Why it holds: ⟨w, a x⟩/a = ⟨w, x⟩, and the chain rule gives ℓ̃′(v) = ℓ′(v/a)/a.
    """
    w, x = vector("w", "d"), vector("x", "d")
    same_loss = equal(rescaled(inner(w, a * x)), loss(inner(w, x)))
    ratio = -derivative(loss(t), t).at({t: u}) / (c * exp(-a * u))
    rescaled_ratio = -derivative(rescaled(t), t).at({t: a * u}) / (c / a * exp(-a * u))
    return both(same_loss, equal(rescaled_ratio, ratio))


@claim(source=SLIDES)
def rescaled_training_loss_is_the_same():
    """The sum over N examples is the same; m(n) is the margin of example n, which the rescaling multiplies by a."""
    N, n = scalar("N", natural=True), scalar("n", natural=True)
    m = function("m")
    return equal(summation(n, 1, N, rescaled(a * m(n))), summation(n, 1, N, loss(m(n))))


@claim(source=SLIDES)
def step_size_absorbs_the_tail_constant():
    """A step of size ηc/a on the loss (a/c) ℓ̃ is a step of size η on ℓ̃."""
    w, x = scalar("w"), scalar("x")
    step = w - eta * derivative(rescaled(w * a * x), w)
    normalised_step = w - eta * c / a * derivative(a / c * rescaled(w * a * x), w)
    return equal(step, normalised_step)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def rescaled_loss_on_the_old_data_is_the_same():
    """The data must be rescaled too."""
    return equal(rescaled(u), loss(u))


@claim(expect="refuted", source=SLIDES)
def tail_constant_c_stays():
    """The chain rule divides c by a: the derivative does not keep its scale."""
    return equal(derivative(rescaled(t), t).at({t: a * u}), derivative(loss(t), t).at({t: u}))


# References: Soudry, Hoffer, Nacson, Gunasekar, Srebro, JMLR 19 (2018), assumption 3.
