"""A readout fits all labels exactly when the features have full row rank; full column rank is not enough.

Setting. Q is the n × k matrix of features. min_v ‖Q v − y‖² = 0 for all y ∈ ℝⁿ if and only if rank Q = n, that is, Q has a right inverse.
"Full rank" alone also means rank k for k < n: Q = (1, 1)ᵀ has it, and y = (0, 1) costs 1/2.
"""

from symdl import (
    array,
    at_most,
    both,
    claim,
    equal,
    exists,
    identity,
    implies,
    matrix,
    norm,
    number,
    rank_almost_everywhere,
    scalar,
    vector,
)

SLIDES = "Slides on the Polyak–Łojasiewicz condition and over-parametrised training"

Q, R = matrix("Q", "n", "k"), matrix("R", "k", "n")
y, v, z = vector("y", "n"), vector("v", "k"), vector("z", "n")


@claim(source=SLIDES)
def full_rank_features_fit_perfectly():
    """If Q R = I, every y is fitted: by v = R y."""
    return implies(equal(Q @ R, identity("n")), exists(v, equal(Q @ v, y)))


@claim(source=SLIDES)
def fitting_all_labels_needs_full_row_rank():
    """If z = Q v is fitted and Qᵀz = 0, then z = 0: when every label is fitted, the rows of Q are independent.

    Why it holds: zᵀz = zᵀQ v.
    """
    return implies([equal(z, Q @ v), equal(Q.T @ z, 0)], equal(z, 0))


@claim(source=SLIDES)
def the_smallest_tall_matrix_costs_one_half():
    """Q = (1, 1)ᵀ and y = (0, 1): the loss is at least 1/2."""
    s = scalar("v")
    return at_most(number("1/2"), norm(array([1, 1]) * s - array([0, 1])) ** 2)


@claim(source=SLIDES)
def tall_matrices_have_full_column_rank():
    """Almost every 3 × 2 matrix has full rank 2, and not 3."""
    return equal(rank_almost_everywhere(matrix("Q", 3, 2)), 2)


# What breaks when a hypothesis is dropped: k ≥ n.


@claim(expect="refuted", source=SLIDES)
def full_column_rank_fits():
    """Q = (1, 1)ᵀ has full rank."""
    labels, s = vector("y", 2), scalar("v")
    return exists(s, both(equal(s, labels[0]), equal(s, labels[1])))


@claim(expect="refuted", source=SLIDES)
def tall_matrices_have_full_row_rank():
    """Three points and two features."""
    return equal(rank_almost_everywhere(matrix("Q", 3, 2)), 3)


# References: Strang, Introduction to Linear Algebra, ch. 4.
