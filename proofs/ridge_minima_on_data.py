"""Whether every local minimum of a regularised linear network is global depends on its depth.

Setting. One datum x = 1, y = 5. A linear network multiplies its weights; each weight has a ridge constant of its own, so the critical
points are finitely many.

Claim. With two weights, all local minima of (ab − 5)² + a² + 2b² are global. With three, 0 is a local minimum of
(abc − 5)² + (a² + 2b² + 3c²)/10 that is not.

Why it holds. The critical points are counted exactly: a bound for all complex ones, and as many disjoint boxes, each with one. In a box the
Hessian is invertible, so its signature is the one at the centre. The loss is ε‖w‖² plus squares plus a constant, so it has a least value, at a critical
point. A change of two signs keeps the loss and exchanges the two lowest points.

What breaks. At 0 the product of three weights has no second-order terms, so the Hessian there is that of the ridge terms, which is
positive; the product of two weights has, and 0 is a saddle.

References. Kawaguchi, Deep learning without poor local minima, 2016; Mehta, Chen, Tang, Hauenstein, The loss surface of deep linear networks
viewed through the algebraic geometry lens, 2021.
"""

from symdl import claim, critical_count_is, every_minimum_is_global, scalar

a, b, c = map(scalar, "abc")
TWO = (a * b - 5) ** 2 + a**2 + 2 * b**2
THREE = (a * b * c - 5) ** 2 + (a**2 + 2 * b**2 + 3 * c**2) / 10


@claim()
def two_ridge_weights_have_global_minima():
    """With two weights every local minimum is global."""
    return every_minimum_is_global(TWO, [a, b])


@claim()
def two_ridge_weights_have_one_saddle():
    """Its three critical points are two minima and a saddle."""
    return critical_count_is(1, TWO, [a, b], kind="saddles")


@claim(expect="refuted")
def three_ridge_weights_have_global_minima():
    """False with three weights: 0 is a local minimum, with value 25."""
    return every_minimum_is_global(THREE, [a, b, c])
