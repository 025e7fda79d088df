"""Every satisfiable term of a DNF for the parity of n bits contains all n variables; a tree of n − 1 XOR gates suffices.

Setting. Bits are ±1, a string is x ∈ ℝⁿ, and parity χ is ±1-valued. Flipping the bit of any one variable changes the parity:
χ(flip(x)) = −χ(x). A term T (1 if true, 0 if false) that lacks that variable does not see the flip: T(flip(x)) = T(x). It is
a term of a DNF for odd parity only if χ(x) = 1 wherever T(x) = 1, that is T(x) χ(x) = T(x). A term with all n variables is true for exactly one
string, and 2ⁿ⁻¹ strings are odd, so 2ⁿ⁻¹ terms are needed (this last step is counted below, the pigeonhole is left to the
reader). Håstad's theorem on constant depth is cited in the slides and not claimed here.
"""

from symdl import both, claim, equal, forall, function, implies, scalar, vector

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

x = vector("x", "n")
chi, T = function("chi", "n"), function("T", "n")
flip = function("flip", "n", "n")

unseen = forall(x, equal(T(flip(x)), T(x)))
flips_parity = forall(x, equal(chi(flip(x)), -chi(x)))
implicant = forall(x, equal(T(x) * chi(x), T(x)))


@claim(source=SLIDES)
def parity_dnf_lower_bound():
    """A term of a parity DNF that lacks a variable is never true, for every number n of bits.

    Why it holds: T(x) = T(flip(x)) = T(flip(x)) χ(flip(x)) = −T(x) χ(x) = −T(x).
    """
    return implies([unseen, flips_parity, implicant], equal(T(x), 0))


@claim(source=SLIDES)
def parity_of_three_bits_needs_the_third():
    """Spelt out for three bits: a term T of x₁ and x₂ alone that implies x₁ x₂ x₃ = 1 for x₃ = 1 and x₃ = −1 is false."""
    x1, x2 = scalar("x1"), scalar("x2")
    term = function("T", arity=2)(x1, x2)
    return implies([equal(term * (x1 * x2 * x3), term) for x3 in (1, -1)], equal(term, 0))


@claim(source=SLIDES)
def half_of_all_strings_are_odd():
    """Among the strings of n + 1 bits as many are odd as even: 2ⁿ of each.

    Why it holds: one more bit continues every string to one odd and one even string.
    """
    n, m = scalar("n", natural=True), scalar("m", natural=True)
    odd, even = function("odd"), function("even")
    one_more_bit = [
        forall(m, equal(odd(m + 1), even(m) + odd(m))),
        forall(m, equal(even(m + 1), odd(m) + even(m))),
    ]
    return implies(one_more_bit, equal(odd(n + 1), even(n + 1)))


@claim(source=SLIDES)
def xor_gates_compute_parity_in_any_order():
    """The gate a + b − 2ab on bits 0, 1 multiplies the signs 1 − 2a and is associative, so any tree of n − 1 gates is parity.

    A tree with n leaves has n − 1 gates, and a balanced one depth ⌈log₂ n⌉: see binary_tree_constituent_count.
    """
    a, b, c = map(scalar, "abc")

    def xor(p, q):
        return p + q - 2 * p * q

    return both(equal(1 - 2 * xor(a, b), (1 - 2 * a) * (1 - 2 * b)), equal(xor(xor(a, b), c), xor(a, xor(b, c))))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def terms_of_any_function_contain_all_variables():
    """Without the flip the conclusion fails: with χ = 1 in place of parity, T χ = T always holds, and T = 1 lacks every variable."""
    bit, T = scalar("x"), function("T")
    return implies(forall(bit, equal(T(-bit), T(bit))), equal(T(bit), 0))


@claim(expect="refuted", source=SLIDES)
def disjunction_needs_all_variables():
    """OR in place of parity: the term x₁ = 1 lacks x₂ and is satisfiable."""
    x1 = scalar("x1")
    return implies([equal(x1 * (x1 + x2 - x1 * x2), x1) for x2 in (0, 1)], equal(x1, 0))


# References: Furst, Saxe, Sipser, Parity, circuits, and the polynomial-time hierarchy (1984);
# Håstad, Computational limitations of small-depth circuits (1987).
