"""Dyadic grouping leaves about log₂ d scales, so about (log₂ d)² pairs of scales where there were d² pairs of variables.

Setting. Group the other variables by distance: ring j holds the distances from 2ʲ to 2ʲ⁺¹ − 1, hence 2ʲ of them. With the
rings j = 0, …, n there are n + 1 scales, which reach d = 2ⁿ⁺¹ variables: n + 1 = ⌈log₂ d⌉ scales are needed and suffice. An
interaction is then a pair of scales j ≤ k. The slides' sentence "from d² interactions to O(log² d)" is informal; this count
is its precise core. That physical interactions do group in this way is an assumption and is not claimed.
"""

from symdl import at_most, both, claim, equal, scalar, summation

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

n, j = scalar("n", natural=True), scalar("j", natural=True)
reach = summation(j, 0, n, 2**j)
scale_pairs = summation(j, 0, n, j + 1)


@claim(source=SLIDES)
def multiscale_interaction_count():
    """The n + 1 dyadic rings hold the 2ⁿ⁺¹ − 1 other variables, and have (n + 1)(n + 2)/2 ≤ (n + 1)² pairs of scales.

    Why it holds: a geometric and an arithmetic sum, both by induction on n.
    """
    return both(
        equal(reach, 2 ** (n + 1) - 1),
        equal(scale_pairs, (n + 1) * (n + 2) / 2),
        at_most((n + 1) * (n + 2) / 2, (n + 1) ** 2),
    )


@claim(source=SLIDES)
def scales_are_fewer_than_variables():
    """The number n + 1 of scales is at most 2ⁿ: the count is smaller for every d, and exponentially so."""
    return at_most(n + 1, 2**n)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def scale_pairs_grow_like_scales():
    """The square cannot be dropped: two scales have three pairs."""
    return at_most(scale_pairs, n + 1)


@claim(expect="refuted", source=SLIDES)
def rings_reach_twice_as_far():
    """With one scale fewer the rings do not cover d = 2ⁿ⁺¹ variables: ⌈log₂ d⌉ cannot be rounded down."""
    return equal(reach, 2 ** (n + 2) - 1)


# References: Mallat, Understanding deep convolutional networks, Phil. Trans. R. Soc. A 374 (2016).
