"""N equations of degree at most k in N complex unknowns have at most kᴺ isolated solutions.

Setting. The notes count "kᴺ isolated solutions if M = N + 1". That is right when M counts homogeneous coordinates: N equations in N affine
unknowns. With one more unknown than equations a consistent complex system has no isolated solution at all.

The bound for all N and k is Bézout's theorem, which the checker takes as a rule. Here it is stated for dense systems with drawn
coefficients, which attain it, and for one that does not.
"""

from symdl import claim, count_at_most, count_is, scalar

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

x, y, z = scalar("x"), scalar("y"), scalar("z")
CUBICS = [x**3 - 2 * x * y**2 + y**3 + 3 * x * y - y + 5, 2 * x**3 + x**2 * y - 5 * y**3 + x - 4]
QUADRICS = [x**2 + y**2 + z**2 - 9, x * y + 2 * y * z - x - 3, x**2 - y * z + z - 2]
PARALLEL = [x**2 - y, x**2 - y - 1]


@claim(source=NOTES)
def bezout_isolated_solution_bound():
    """Two cubics in the plane: k = 3, N = 2, so at most 3² isolated solutions.

    Why it holds: Bézout's theorem.
    """
    return count_at_most(3**2, CUBICS, [x, y], over="isolated")


@claim(source=NOTES)
def cubics_attain_the_bound():
    """These two cubics meet in exactly nine points.

    Why it holds: nine disjoint polydiscs hold one nonsingular solution each, and Bézout allows no more.
    """
    return count_is(3**2, CUBICS, [x, y])


@claim(source=NOTES)
def quadrics_attain_the_bound():
    """Three quadrics in space: k = 2, N = 3, exactly 2³ points."""
    return count_is(2**3, QUADRICS, [x, y, z])


@claim(source=NOTES)
def the_bound_need_not_be_attained():
    """Two parabolas that differ by a constant meet nowhere in ℂ², although kᴺ = 4: they meet at infinity."""
    return count_is(0, PARALLEL, [x, y])


@claim(source=NOTES)
def one_unknown_more_leaves_no_isolated_solution():
    """N = 1, M = 2: the solutions of x y = 1 form a curve, none is isolated.

    Why it holds: with fewer equations than unknowns every component has positive dimension (Krull).
    """
    return count_is(0, [x * y - 1], [x, y], over="isolated")


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def cubics_meet_in_eight_points():
    """A bound below kᴺ fails for the cubics above."""
    return count_at_most(3**2 - 1, CUBICS, [x, y])


@claim(expect="refuted", source=NOTES)
def one_unknown_more_gives_as_many_isolated_solutions():
    """Read with M = N + 1 affine unknowns, x y = 1 would have kᴺ = 2 isolated solutions; it has none."""
    return count_is(2, [x * y - 1], [x, y], over="isolated")


# References: Fulton, Intersection Theory (1998), 8.4; Cox, Little, O'Shea, Using Algebraic Geometry, ch. 3.
