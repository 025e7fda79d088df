"""Bézout's number for a data set of 60 000 images dwarfs the number of protons in the universe.

Setting. N polynomial equations of degree k ≥ 2 have Bézout number kᴺ ≥ 2ᴺ. With the 60 000 images of CIFAR-10 (50 000 for
training, 10 000 for testing) this is at least 2⁶⁰⁰⁰⁰ ≈ 10^18061.8, against some 10⁸⁰ protons. The number bounds how many
isolated solutions there are; it does not count the minima of a loss.
"""

from symdl import at_most, both, claim, implies, less_than, number, scalar

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

two, ten = number(2), number(10)
k = scalar("k")
N = scalar("N", natural=True)


@claim(source=NOTES)
def bezout_number_vs_protons():
    """kᴺ ≥ 2ᴺ for every degree k ≥ 2 and every N, and 2⁶⁰⁰⁰⁰ > 10⁸⁰.

    Why it holds: induction on N; and exact integer arithmetic.
    """
    return both(implies(at_most(2, k), at_most(2**N, k**N)), less_than(ten**80, two**60000))


@claim(source=NOTES)
def bezout_number_has_18062_digits():
    """10^18061 < 2⁶⁰⁰⁰⁰ < 10^18062."""
    return both(less_than(ten**18061, two**60000), less_than(two**60000, ten**18062))


@claim(source=NOTES)
def bezout_number_exponent_rounds_to_18061_8():
    """18061.75 < log₁₀ 2⁶⁰⁰⁰⁰ < 18061.8, written without logarithms: the 4th power of the left bound, the 5th of the right."""
    return both(less_than(ten**72247, two**240000), less_than(two**300000, ten**90309))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def bezout_number_of_linear_equations():
    """Degree k = 1 has Bézout number 1: k ≥ 2 is needed."""
    return implies(at_most(1, k), at_most(2**N, k**N))


@claim(expect="refuted", source=NOTES)
def training_images_alone_give_the_same_number():
    """With the 50 000 training images alone the number is 2⁵⁰⁰⁰⁰ ≈ 10^15051.5."""
    return less_than(ten**18061, two**50000)


# References: Krizhevsky, Learning multiple layers of features from tiny images (2009), for the sizes of CIFAR-10.
