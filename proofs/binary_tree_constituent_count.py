"""A full binary tree with d leaves has d − 1 internal nodes; among those with 2ˡ leaves only the perfect one has depth l.

Setting. In a full binary tree every internal node has two children. Let a(n) be the number of internal nodes at depth n and
S(n) the number of leaves of depth at most n. The root is one node, and the nodes at depth n + 1 are the children of the
internal nodes at depth n:

    a(0) + S(0) = 1,    a(n + 1) + S(n + 1) − S(n) = 2 a(n).

These level equations hold for every full binary tree, of whatever form. A tree of depth h has a(h) = 0 and d = S(h) leaves.
"""

from symdl import (
    at_most,
    both,
    claim,
    equal,
    forall,
    function,
    implies,
    scalar,
    summation,
)

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

n, h, k = (scalar(name, natural=True) for name in "nhk")
a, S = function("a"), function("S")

root = equal(a(0) + S(0), 1)
two_children = forall(n, equal(a(n + 1) + S(n + 1) - S(n), 2 * a(n)))
leaves_are_counted = forall(n, at_most(0, S(n)))


@claim(source=SLIDES)
def binary_tree_constituent_count():
    """The internal nodes down to depth h number S(h) − 1 + 2 a(h); at the last level, where a(h) = 0, that is d − 1.

    Why it holds: induction on h; a level adds 2 a(h) children, each a leaf or an internal node.
    """
    return implies([root, two_children], equal(summation(k, 0, h, a(k)), S(h) - 1 + 2 * a(h)))


@claim(source=SLIDES)
def depth_bounds_the_leaves():
    """A tree of depth h has at most 2ʰ leaves, so 2ˡ leaves need depth at least l.

    Why it holds: induction on h; a leaf at depth h could at best become two nodes at depth h + 1.
    """
    return implies([root, two_children, leaves_are_counted], at_most(S(h) + a(h), 2**h))


@claim(source=SLIDES)
def only_the_perfect_tree_has_the_smallest_depth():
    """The bound with its slack: S(h) + S(h + 1) + a(h + 1) ≤ 2^{h+1}. So 2^{h+1} nodes at the end leave S(h) = 0 leaves before.

    Why it holds: induction on h, doubling the bound of the level above.
    """
    given = [root, two_children, leaves_are_counted]
    return implies(given, at_most(S(h) + S(h + 1) + a(h + 1), 2 ** (h + 1)))


@claim(source=SLIDES)
def eight_leaves_have_seven_nodes():
    """The displayed function of eight variables has 1 + 2 + 4 = 2³ − 1 = 7 nodes.

    Only 5 constituent functions are distinct, since g₁₁ and g₁₂ are used twice; the theorem does not need that.
    """
    return both(equal(summation(k, 0, 2, 2**k), 7), equal(summation(k, 0, h, 2**k), 2 ** (h + 1) - 1))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def trees_with_only_children_have_as_few_nodes():
    """With at most two children a node, a path has many internal nodes and a single leaf."""
    at_most_two_children = forall(n, at_most(a(n + 1) + S(n + 1) - S(n), 2 * a(n)))
    return implies([root, at_most_two_children], equal(summation(k, 0, h, a(k)), S(h) - 1 + 2 * a(h)))


@claim(expect="refuted", source=SLIDES)
def every_tree_with_four_leaves_has_depth_two():
    """The printed statement has no "perfect": a caterpillar with 4 leaves has depth 3."""
    a0, a1, a2, b0, b1, b2, b3 = (scalar(name, natural=True) for name in ("a0", "a1", "a2", "b0", "b1", "b2", "b3"))
    levels = [equal(a0 + b0, 1), equal(a1 + b1, 2 * a0), equal(a2 + b2, 2 * a1), equal(b3, 2 * a2)]
    four_leaves = equal(b0 + b1 + b2 + b3, 4)
    return implies([*levels, four_leaves], equal(a2, 0))


# References: Mhaskar, Liao, Poggio, When and why are deep networks better than shallow ones? AAAI 2017.
