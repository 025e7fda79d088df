"""The second-order Taylor formula in several variables, with its remainder.

Setting. For f ∈ C² on ℝᵈ, h = x − x₀ and some point ξ of the segment from x₀ to x,

    f(x) = f(x₀) + ∇f(x₀)ᵀ h + ½ hᵀ ∇²f(ξ) h.

With ξ = x₀ the formula is exact for quadratic f, in every dimension. For cubic f it is exact with ξ = x₀ + h/3, and with
ξ = x₀ the error is the cubic part of f at h, of order ‖h‖³. Not covered: the existence of ξ for an arbitrary f ∈ C²,
which needs the mean value theorem.
"""

from symdl import claim, equal, gradient, hessian, inner, matrix, scalar, vector

NOTES = "Notes on learning rates: second-order Taylor approximation"

c = scalar("c")
p, p0 = vector("p", 2), vector("p0", 2)
k = [scalar(f"k{i}") for i in range(9)]


def cubic_form(h):
    """The general homogeneous cubic in two variables."""
    return k[0] * h[0] ** 3 + k[1] * h[0] ** 2 * h[1] + k[2] * h[0] * h[1] ** 2 + k[3] * h[1] ** 3


def cubic(p):
    """The general polynomial of degree 3 in two variables."""
    s, t = p[0], p[1]
    return c + k[4] * s + k[5] * t + k[6] * s**2 + k[7] * s * t + k[8] * t**2 + cubic_form(p)


def expansion(f, x, x0, curvature):
    """f(x₀) + ∇f(x₀)ᵀh + ½ hᵀ (∇²f at ``curvature``) h."""
    h = x - x0
    return f(x0) + inner(gradient(f(x), x).at({x: x0}), h) + h.T @ hessian(f(x), x).at({x: curvature}) @ h / 2


@claim(source=NOTES)
def taylor_second_order_multivariate():
    """For cubic f in two variables the formula holds with ξ one third of the way from x₀ to x.

    Why it holds: along the segment f is a cubic in t, and f(1) = f(0) + f′(0) + ½ f″(1/3) for cubics.
    """
    return equal(cubic(p), expansion(cubic, p, p0, p0 + (p - p0) / 3))


@claim(source=NOTES)
def taylor_second_order_of_quadratics():
    """For quadratic f in any dimension the formula is exact with the Hessian at x₀: f(x₀ + h) = f + D f + ½ D² f.

    D f = ⟨∇f, h⟩ is the slope in direction h, so D² f = hᵀ∇²f h; A need not be symmetric.

    Why it holds: the Hessian ½(A + Aᵀ) is constant; expand (x₀ + h)ᵀ A (x₀ + h).
    """
    A, b, x0, h = matrix("A", "d", "d"), vector("b", "d"), vector("x0", "d"), vector("h", "d")

    def quadratic(x):
        return x.T @ A @ x / 2 + inner(b, x) + c

    slope = inner(gradient(quadratic(x0), x0), h)
    curvature = inner(gradient(slope, x0), h)
    return equal(quadratic(x0 + h), quadratic(x0) + slope + curvature / 2)


@claim(source=NOTES)
def taylor_second_order_error_of_cubics():
    """With the Hessian at x₀ the error is the cubic part of f, evaluated at h: it is O(‖h‖³), and 0 only for quadratics.

    Why it holds: all terms of lower degree are in the expansion.
    """
    return equal(cubic(p) - expansion(cubic, p, p0, p0), cubic_form(p - p0))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def taylor_second_order_is_exact_for_cubics():
    """Equality with the Hessian at x₀ is for quadratics only: f = x³ from 0 to 1."""
    return equal(cubic(p), expansion(cubic, p, p0, p0))


@claim(expect="refuted", source=NOTES)
def taylor_second_order_without_the_half():
    """Without the factor ½ the formula fails for f = x² from 0 to 1."""
    h = p - p0
    return equal(cubic(p), expansion(cubic, p, p0, p0 + h / 3) + h.T @ hessian(cubic(p), p).at({p: p0}) @ h / 2)


# References: Apostol, Mathematical Analysis, section 12.14.
