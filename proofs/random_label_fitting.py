"""A class that fits every random labelling of the sample has Rademacher complexity 1.

Setting. That large networks trained by SGD fit random labels, and still generalise on true ones, is an observation and
not a theorem. The provable part is about capacity. For a class of ±1-valued functions on n inputs the empirical Rademacher
complexity is the mean, over the 2ⁿ labellings σ ∈ {−1, 1}ⁿ, of the best correlation

    s(σ) = max_f (1/n) Σᵢ σᵢ f(xᵢ).

It is 1 if and only if each labelling is realised. Labels and outputs enter as vectors of squared norm n. Not covered:
everything about SGD and generalisation; the mean is written out for n = 3.
"""

from symdl import at_most, both, claim, equal, iff, implies, inner, norm, scalar, size, vector

NOTES = "Slides on over-parametrised training: random labels"

sigma, f = vector("sigma", "n"), vector("f", "n")
are_labellings = [equal(norm(sigma) ** 2, size("n")), equal(norm(f) ** 2, size("n"))]
best = [scalar(f"s{k}") for k in range(1, 9)]


@claim(source=NOTES)
def random_label_fitting():
    """The correlation ⟨σ, f⟩/n is at most 1, it is 1 for f = σ, and only then.

    Why it holds: ‖σ − f‖² = 2n − 2⟨σ, f⟩.
    """
    correlation = inner(sigma, f)
    return implies(
        are_labellings,
        both(
            at_most(correlation, size("n")),
            equal(inner(sigma, sigma), size("n")),
            implies(equal(correlation, size("n")), equal(f, sigma)),
        ),
    )


@claim(source=NOTES)
def rademacher_complexity_one():
    """For n = 3: the mean of the eight best correlations is 1 exactly when each of them is 1.

    Why it holds: Σ (1 − s_k) is a sum of nonnegative numbers.
    """
    each = both(*(equal(s, 1) for s in best))
    return implies([s <= 1 for s in best], iff(equal(sum(best) / 8, 1), each))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def fitting_the_true_labels_is_capacity():
    """Fitting one labelling says nothing about the mean: the other correlations may be 0."""
    return implies([*(s <= 1 for s in best), equal(best[0], 1)], equal(sum(best) / 8, 1))


@claim(expect="refuted", source=NOTES)
def correlation_without_normalisation():
    """Outputs that are not ±1 may exceed the correlation 1: f = 2σ."""
    return implies(are_labellings[:1], at_most(inner(sigma, f), size("n")))


# References: Zhang, Bengio, Hardt, Recht, Vinyals, Understanding deep learning requires rethinking generalization, ICLR 2017;
# Shalev-Shwartz, Ben-David, Understanding Machine Learning, chapter 26.
