"""The ratios of parameters to training images in Recht's table.

Setting. CIFAR-10 has n = 50 000 training images of 32 · 32 · 3 = 3072 numbers. The table lists networks with 145 578, 1 649 402
and 2 401 440 parameters and prints p/n as 2.9, 33 and 48. A printed number is right when it is the exact quotient
rounded: it differs by less than half a unit of its last digit.
"""

from fractions import Fraction

from symdl import absolute, both, claim, equal, implies, less_than, number, scalar

SLIDES = "Yao, On Mathematical Theories of Deep Learning (table by Recht)"

n = scalar("n")
training_images = equal(n, 50_000)


def rounds_to(quotient, printed, half_unit):
    """``quotient`` is ``printed`` up to rounding."""
    return less_than(absolute(quotient - number(printed)), half_unit)


@claim(source=SLIDES)
def recht_table_parameter_ratio():
    """145578/n rounds to 2.9, 1649402/n to 33 and 2401440/n to 48; an image has 3072 numbers.

    Why it holds: the quotients are 2.91156, 32.98804 and 48.0288.
    """
    rounded = both(
        rounds_to(145_578 / n, "2.9", Fraction(1, 20)),
        rounds_to(1_649_402 / n, "33", Fraction(1, 2)),
        rounds_to(2_401_440 / n, "48", Fraction(1, 2)),
    )
    return implies(training_images, both(rounded, equal(number(32) ** 2 * 3, 3072)))


@claim(source=SLIDES)
def recht_table_exact_quotients():
    """The quotients are 2.91156, 32.98804 and 48.0288."""
    quotients = both(
        equal(145_578 / n, number("2.91156")),
        equal(1_649_402 / n, number("32.98804")),
        equal(2_401_440 / n, number("48.0288")),
    )
    return implies(training_images, quotients)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def recht_table_with_all_images():
    """n counts training images: with all 60 000 the first quotient is 2.4263."""
    return implies(equal(n, 60_000), rounds_to(145_578 / n, "2.9", Fraction(1, 20)))


# References: Zhang, Bengio, Hardt, Recht, Vinyals, Understanding deep learning requires rethinking generalization, ICLR 2017.
