"""The bijective symmetries of a function form a group; symmetries without inverses form only a monoid.

Setting. A symmetry of f: ℝⁿ → ℝᵐ is a map g with f(g(x)) = f(x) for every x. Bijectivity is written with the inverse map:
p(g(x)) = x and g(p(x)) = x. Composition of maps is associative and the identity is a symmetry, so closure under
composition and under inversion is what must be shown. The slides leave out that symmetries must be bijections.
"""

from symdl import absolute, both, claim, equal, exists, forall, function, implies, scalar, vector

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

x = vector("x", "n")
f = function("f", "n", "m")
g, p, h, q = (function(name, "n", "n") for name in ("g", "p", "h", "q"))


def symmetry(outer, inner):
    """``outer`` is a symmetry with inverse ``inner``."""
    return [
        forall(x, equal(f(outer(x)), f(x))),
        forall(x, equal(inner(outer(x)), x)),
        forall(x, equal(outer(inner(x)), x)),
    ]


@claim(source=SLIDES)
def level_set_symmetries_form_group():
    """Products and inverses of bijective symmetries are bijective symmetries.

    Why it holds: f(g(h(x))) = f(h(x)) = f(x); f(p(x)) = f(g(p(x))) = f(x); and q ∘ p inverts g ∘ h.
    """
    product_is_symmetry = equal(f(g(h(x))), f(x))
    product_is_bijective = both(equal(q(p(g(h(x)))), x), equal(g(h(q(p(x)))), x))
    inverse_is_symmetry = equal(f(p(x)), f(x))
    return implies(
        [*symmetry(g, p), *symmetry(h, q)], both(product_is_symmetry, product_is_bijective, inverse_is_symmetry)
    )


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
