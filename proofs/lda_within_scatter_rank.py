"""The within-class scatter of n points in K classes has rank at most n − K; below d it cannot be inverted.

Setting. Linear discriminant analysis inverts S = Σ_k Σ_{j in class k} (x_j − m_k)(x_j − m_k)ᵀ with the class means m_k. Each class of
c points contributes c − 1 independent deviations, so rank S = n − K for almost every choice of points when n − K ≤ d. With
d = 10⁶ pixels and fewer points the displayed inverse does not exist; a pseudoinverse or a ridge does. Shown: the sizes below.
"""

from symdl import array, claim, det, equal, implies, inverse, matrix, rank_almost_everywhere, unequal, zeros

SLIDES = "Yao, On Mathematical Theories of Deep Learning"


def scatter(X, classes):
    """Σ (x_j − m_k)(x_j − m_k)ᵀ for the columns of X in classes, given by lists of their numbers."""
    d, n = X.shape
    columns = [X @ array([int(i == j) for i in range(n)]) for j in range(n)]
    total = zeros(d, d)
    for members in classes:
        mean = sum((columns[j] for j in members[1:]), columns[members[0]]) / len(members)
        for j in members:
            total = total + (columns[j] - mean) @ (columns[j] - mean).T
    return total


PAIRS = [(0, 1), (2, 3)]


@claim(source=SLIDES)
def lda_within_scatter_rank():
    """Two classes of two points in ℝ³: the scatter has rank 2 = 4 − 2 for almost all points.

    Why it holds: it is half the sum of two outer products of differences x₁ − x₂ and x₃ − x₄.
    """
    return equal(rank_almost_everywhere(scatter(matrix("X", 3, 4), PAIRS)), 2)


@claim(source=SLIDES)
def scatter_of_few_points_is_singular():
    """For every choice of these points, not just almost every, the scatter has determinant 0."""
    return equal(det(scatter(matrix("X", 3, 4), PAIRS)), 0)


@claim(source=SLIDES)
def scatter_of_five_points():
    """Classes of three and two points in ℝ⁴: rank 3 = 5 − 2."""
    return equal(rank_almost_everywhere(scatter(matrix("X", 4, 5), [(0, 1, 2), (3, 4)])), 3)


# What breaks when a hypothesis is dropped: n − K ≥ d.


@claim(expect="refuted", source=SLIDES)
def scatter_of_few_points_has_full_rank():
    """The inverse as displayed needs rank 3."""
    return equal(rank_almost_everywhere(scatter(matrix("X", 3, 4), PAIRS)), 3)


@claim(expect="refuted", source=SLIDES)
def scatter_is_invertible_with_enough_points():
    """n − K = 2 = d is enough for almost all points, and not for all: they may coincide."""
    S = scatter(matrix("X", 2, 4), PAIRS)
    return equal(S @ inverse(S), array([[1, 0], [0, 1]]))


@claim(source=SLIDES)
def scatter_has_an_inverse_where_its_determinant_is_not_zero():
    """With n − K = 2 = d and det S ≠ 0 the inverse exists."""
    S = scatter(matrix("X", 2, 4), PAIRS)
    return implies(unequal(det(S), 0), equal(S @ inverse(S), array([[1, 0], [0, 1]])))


# References: Friedman, Regularized discriminant analysis, JASA 84 (1989).
