"""The bijective symmetries of a function form a group; symmetries without inverses form only a monoid.

Setting. A symmetry of f: ℝⁿ → ℝ is a map g with f(g(x)) = f(x) for every x. A bijection is a map with an inverse map:
p(g(x)) = x and g(p(x)) = x. Composition of maps is associative and the identity is a symmetry, so closure under composition
and under inversion is what must be shown. The slides leave out that symmetries must be bijections.
"""

from symdl import absolute, both, claim, equal, exists, forall, function, implies, scalar, vector

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

x = vector("x", "n")
f = function("f", "n")
g, h, p = (function(name, "n", "n") for name in "ghp")


def is_symmetry(g):
    return forall(x, equal(f(g(x)), f(x)))


@claim(source=SLIDES)
def level_set_symmetries_form_group():
    """The product of two symmetries is a symmetry, and so is the inverse p of a bijective one (g ∘ p = id is enough).

    Why it holds: f(g(h(x))) = f(h(x)) = f(x), and f(p(x)) = f(g(p(x))) = f(x).
    """
    inverse = forall(x, equal(g(p(x)), x))
    product_is_symmetry, inverse_is_symmetry = equal(f(g(h(x))), f(x)), equal(f(p(x)), f(x))
    return implies([is_symmetry(g), is_symmetry(h), inverse], both(product_is_symmetry, inverse_is_symmetry))


@claim(source=SLIDES)
def product_of_bijections_is_a_bijection():
    """If p inverts g and q inverts h then q ∘ p inverts g ∘ h. (Shown on ℝ; nothing of ℝ is used.)"""
    z = scalar("z")
    g, p, h, q = map(function, "gphq")
    inverses = [forall(z, equal(a(b(z)), z)) for a, b in ((p, g), (g, p), (q, h), (h, q))]
    return implies(inverses, both(equal(q(p(g(h(z)))), z), equal(g(h(q(p(z)))), z)))


# What breaks when a hypothesis is dropped: the slides do not ask for bijections.


@claim(expect="refuted", source=SLIDES)
def level_set_symmetries_without_bijectivity_form_group():
    """A symmetry need not reach every point, so it need not have an inverse: constants have every map as symmetry."""
    y, z = scalar("y"), scalar("z")
    f, g = function("f"), function("g")
    return implies(forall(y, equal(f(g(y)), f(y))), exists(y, equal(g(y), z)))


@claim(expect="refuted", source=SLIDES)
def absolute_value_is_an_invertible_symmetry_of_the_square():
    """x² has the symmetry |x|, which never takes the value −1."""
    y, z = scalar("y"), scalar("z")
    return both(equal(absolute(z) ** 2, z**2), exists(y, equal(absolute(y), z)))


# References: Mallat, Understanding deep convolutional networks, Phil. Trans. R. Soc. A 374 (2016), section 2.
