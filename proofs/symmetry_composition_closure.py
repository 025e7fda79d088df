"""The composition of two symmetries of a function is a symmetry.

Setting. A symmetry of f: ℝⁿ → ℝ is a map g of the domain that keeps the value, f(g(x)) = f(x) for every x: it moves
points inside the level sets. Translations and rotations of an image that do not change its class are meant.
"""

from symdl import claim, equal, forall, function, implies, scalar, vector

SLIDES = "Yao, On Mathematical Theories of Deep Learning"


@claim(source=SLIDES)
def symmetry_composition_closure():
    """If f ∘ g = f and f ∘ h = f then f ∘ (g ∘ h) = f.

    Why it holds: f(g(h(x))) = f(h(x)) = f(x); the first step uses g at the point h(x).
    """
    x = vector("x", "n")
    f = function("f", "n")
    g, h = function("g", "n", "n"), function("h", "n", "n")
    symmetries = [forall(x, equal(f(g(x)), f(x))), forall(x, equal(f(h(x)), f(x)))]
    return implies(symmetries, equal(f(g(h(x))), f(x)))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def symmetry_composed_with_any_map_is_a_symmetry():
    """Both factors must be symmetries: x² keeps its value under x ↦ −x but not under x ↦ −(x + 1)."""
    x, f = scalar("x"), function("f")
    return implies(forall(x, equal(f(-x), f(x))), equal(f(-(x + 1)), f(x)))


# References: Mallat, Understanding deep convolutional networks, Phil. Trans. R. Soc. A 374 (2016), section 2.
