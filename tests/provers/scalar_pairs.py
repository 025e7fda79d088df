"""Claims about numbers: identities, quotients, ideals, disjunctions, sums of squares, inequalities with hypotheses."""

from symdl import (
    absolute,
    both,
    either,
    equal,
    iff,
    implies,
    less_than,
    maximum,
    minimum,
    relu,
    scalar,
    sign,
    unequal,
)

from .pairs import Pair

x, y, z, t, u, v, w = map(scalar, "xyztuvw")
a, b, c, lam = (scalar(name, positive=True) for name in ("a", "b", "c", "lambda"))

IDENTITIES = {
    "square_of_a_sum": Pair(
        equal((x + y) ** 2, x**2 + 2 * x * y + y**2), equal((x + y) ** 2, x**2 + y**2), "a term dropped"
    ),
    "difference_of_cubes": Pair(
        equal(x**3 - y**3, (x - y) * (x**2 + x * y + y**2)),
        equal(x**3 - y**3, (x - y) * (x**2 - x * y + y**2)),
        "a sign",
    ),
    "product_of_sums_of_two_squares": Pair(
        equal((x**2 + y**2) * (u**2 + v**2), (x * u - y * v) ** 2 + (x * v + y * u) ** 2),
        equal((x**2 + y**2) * (u**2 + v**2), (x * u + y * v) ** 2 + (x * v + y * u) ** 2),
        "a sign",
    ),
    "sum_of_equal_cubes": Pair(
        equal((x + 1) ** 3 - x**3, 3 * x**2 + 3 * x + 1), equal((x + 1) ** 3 - x**3, 3 * x**2 + x + 1), "a factor"
    ),
    "quotient_by_itself": Pair(implies([x > 0], equal(x / x, 1)), equal(x / x, 1), "hypothesis dropped"),
    "sum_of_reciprocals": Pair(
        implies([unequal(x, 0), unequal(y, 0)], equal(1 / x + 1 / y, (x + y) / (x * y))),
        implies([unequal(x, 0), unequal(y, 0), unequal(x + y, 0)], equal(1 / x + 1 / y, 2 / (x + y))),
        "added numerators and denominators",
    ),
    "partial_fractions": Pair(
        implies([unequal(x, 0), unequal(x, -1)], equal(1 / (x * (x + 1)), 1 / x - 1 / (x + 1))),
        implies([unequal(x, 0)], equal(1 / (x * (x + 1)), 1 / x - 1 / (x + 1))),
        "hypothesis dropped",
    ),
    "parallel_resistance": Pair(
        equal(1 / (1 / a + 1 / b), a * b / (a + b)), equal(1 / (1 / a + 1 / b), (a + b) / (a * b)), "quotient inverted"
    ),
    "product_of_nonzero_factors": Pair(
        implies([unequal(x, 0), unequal(y, 1), unequal(z, 0)], unequal(a * x * (y - 1) * z**3, 0)),
        implies([unequal(x, 0), unequal(y, 1)], unequal(a * x * (y - 1) * z**3, 0)),
        "hypothesis dropped",
    ),
    "reciprocal_of_four_factors": Pair(
        equal(y * (a * b * x) / ((a * c) * (b * lam)), y * x / (c * lam)),
        equal(y * (a * b * x) / (a * c + b * lam), y * x / (c + lam)),
        "a sum for a product",
    ),
    "cancelled_factor": Pair(
        implies([unequal(x, y)], equal((x**2 - y**2) / (x - y), x + y)),
        equal((x**2 - y**2) / (x - y), x + y),
        "hypothesis dropped",
    ),
}

IDEALS = {
    "power_sum_from_symmetric_functions": Pair(
        implies([equal(x + y, 3), equal(x * y, 2)], equal(x**2 + y**2, 5)),
        implies([equal(x + y, 3), equal(x * y, 2)], equal(x**2 + y**2, 4)),
        "a number",
    ),
    "cubes_that_sum_to_zero": Pair(
        implies([equal(x + y + z, 0)], equal(x**3 + y**3 + z**3, 3 * x * y * z)),
        equal(x**3 + y**3 + z**3, 3 * x * y * z),
        "hypothesis dropped",
    ),
    "point_on_circle_and_line": Pair(
        implies([equal(x**2 + y**2, 25), equal(x + y, 7)], equal(x * y, 12)),
        implies([equal(x**2 + y**2, 25), equal(x + y, 1)], equal(x * y, 12)),
        "a number",
    ),
    "cofactors_with_a_quotient": Pair(
        implies([unequal(y, 0), equal(x / y, 2)], equal(x**2, 4 * y**2)),
        implies([unequal(y, 0), equal(x**2, 4 * y**2)], equal(x / y, 2)),
        "converse",
    ),
    "square_root_of_zero": Pair(
        implies([equal(x**2, 0)], equal(x, 0)), implies([equal(x**2, x)], equal(x, 0)), "an exponent"
    ),
    "radical_of_a_cube": Pair(
        implies([equal((x - y) ** 3, 0)], equal(x, y)),
        implies([equal((x - y) * (x + y), 0)], equal(x, y)),
        "a component added",
    ),
    "real_radical_of_a_sum_of_squares": Pair(
        implies([equal(x**2 + y**2, 0)], equal(x, 0)), implies([equal(x**2 - y**2, 0)], equal(x, 0)), "a sign"
    ),
    "zero_product": Pair(
        implies([equal(x * y, 0)], either(equal(x, 0), equal(y, 0))),
        implies([equal(x * y, 0)], equal(x, 0)),
        "a case dropped",
    ),
    "roots_of_a_quadratic": Pair(
        implies([equal(x**2, 3 * x - 2)], either(equal(x, 1), equal(x, 2))),
        implies([equal(x**2, 3 * x - 2)], either(equal(x, 1), equal(x, 3))),
        "a root",
    ),
    "roots_of_a_cubic": Pair(
        implies([equal(x**3, x)], either(equal(x, 0), equal(x, 1), equal(x, -1))),
        implies([equal(x**3, x)], either(equal(x, 0), equal(x, 1))),
        "a case dropped",
    ),
    "sum_of_squares_vanishes": Pair(
        iff(equal(x**2 + y**2, 0), both(equal(x, 0), equal(y, 0))),
        iff(equal(x * y, 0), both(equal(x, 0), equal(y, 0))),
        "product for sum",
    ),
    "nonzero_product": Pair(
        implies([unequal(x, 0), unequal(y, 0)], unequal(x * y, 0)),
        implies([unequal(x, 0), unequal(y, 0)], unequal(x + y, 0)),
        "sum for product",
    ),
    "interpolation_by_one_weight": Pair(
        implies([equal(w * x, y), unequal(x, 0)], equal(w, y / x)),
        implies([equal(w * x, y)], equal(w, y / x)),
        "hypothesis dropped",
    ),
}

SQUARES = {
    "two_squares": Pair(2 * x * y <= x**2 + y**2, 3 * x * y <= x**2 + y**2, "a factor"),
    "three_squares": Pair(
        x * y + y * z + z * x <= x**2 + y**2 + z**2, 2 * (x * y + y * z + z * x) <= x**2 + y**2 + z**2, "a factor"
    ),
    "double_well": Pair(0 <= x**4 - 2 * x**2 + 1, 0 < x**4 - 2 * x**2 + 1, "strictness"),
    "quadratic_without_real_root": Pair(0 < x**2 - x + 1, 0 < x**2 - 2 * x + 1, "a factor"),
    "four_fourth_powers": Pair(
        4 * x * y * z * w <= x**4 + y**4 + z**4 + w**4, 5 * x * y * z * w <= x**4 + y**4 + z**4 + w**4, "a factor"
    ),
    "cauchy_schwarz_in_the_plane": Pair(
        (x * u + y * v) ** 2 <= (x**2 + y**2) * (u**2 + v**2),
        (x * u + y * v) ** 2 < (x**2 + y**2) * (u**2 + v**2),
        "strictness",
    ),
    "motzkin": Pair(
        3 * x**2 * y**2 <= 1 + x**4 * y**2 + x**2 * y**4, 4 * x**2 * y**2 <= 1 + x**4 * y**2 + x**2 * y**4, "a factor"
    ),
    "number_and_its_reciprocal": Pair(2 <= a + 1 / a, implies([unequal(x, 0)], 2 <= x + 1 / x), "a domain"),
    "three_cubes": Pair(3 * a * b * c <= a**3 + b**3 + c**3, 3 * x * y * z <= x**3 + y**3 + z**3, "a domain"),
    "harmonic_below_arithmetic_mean": Pair(4 / (a + b) <= 1 / a + 1 / b, 5 / (a + b) <= 1 / a + 1 / b, "a factor"),
    "nesbitt": Pair(
        3 <= 2 * (a / (b + c) + b / (c + a) + c / (a + b)),
        4 <= 2 * (a / (b + c) + b / (c + a) + c / (a + b)),
        "a number",
    ),
    "minimal_cubic_loss": Pair(implies([0 <= x], 3 * x <= x**3 + 2), 3 * x <= x**3 + 2, "hypothesis dropped"),
}

HYPOTHESES = {
    "square_below_on_the_unit_interval": Pair(
        implies([0 <= x, x <= 1], x**2 <= x), implies([0 <= x], x**2 <= x), "hypothesis dropped"
    ),
    "product_of_nonnegatives": Pair(
        implies([0 <= x, 0 <= y], 0 <= x * y), implies([0 <= x], 0 <= x * y), "hypothesis dropped"
    ),
    "multiplied_inequality": Pair(
        implies([x <= y, 0 <= z], x * z <= y * z), implies([x <= y], x * z <= y * z), "hypothesis dropped"
    ),
    "sum_on_the_disc": Pair(
        implies([x**2 + y**2 <= 1], 2 * (x + y) <= 3),
        implies([x**2 + y**2 <= 1], x + y <= 1),
        "a number",
    ),
    "monotone_cube": Pair(implies([x <= y], x**3 <= y**3), implies([x <= y], x**2 <= y**2), "an exponent"),
    "linear_programme": Pair(
        implies([x + 2 * y <= 4, 3 * x + y <= 7], 4 * x + 3 * y <= 11),
        implies([x + 2 * y <= 4, 3 * x + y <= 7], 4 * x + 3 * y <= 10),
        "a number",
    ),
    "polyak_lojasiewicz_step": Pair(
        implies([y <= x - z**2 / 2, 2 * lam * x <= z**2], y <= (1 - lam) * x),
        implies([y <= x - z**2 / 2, 2 * lam * x <= z**2], y <= (1 - 2 * lam) * x),
        "a factor",
    ),
    "descent_below_two_over_smoothness": Pair(
        implies([a * b < 2, unequal(x, 0)], -a * x**2 + b * a**2 * x**2 / 2 < 0),
        implies([a * b < 3, unequal(x, 0)], -a * x**2 + b * a**2 * x**2 / 2 < 0),
        "a number",
        is_proved=False,
        is_slow=True,
    ),
    "negative_discriminant": Pair(
        implies([y**2 < 4 * a * z], 0 < a * x**2 + y * x + z),
        implies([y**2 <= 4 * a * z], 0 < a * x**2 + y * x + z),
        "strictness",
    ),
    "transitive": Pair(implies([x < y, y <= z], x < z), implies([x <= y, y <= z], x < z), "strictness"),
    "contraction": Pair(
        implies([a * b <= 1], (1 - a * b) ** 2 <= 1), implies([a * b <= 3], (1 - a * b) ** 2 <= 1), "a number"
    ),
    "reciprocals_reverse": Pair(
        implies([a <= b], 1 / b <= 1 / a), implies([x <= y, unequal(x * y, 0)], 1 / y <= 1 / x), "a domain"
    ),
    "quotient_below_one": Pair(a / (a + b) < 1, implies([unequal(x + y, 0)], x / (x + y) < 1), "a domain"),
}

PIECES = {
    "relu_splits_a_number": Pair(equal(relu(x) - relu(-x), x), equal(relu(x) + relu(-x), x), "a sign"),
    "absolute_value_is_a_maximum": Pair(
        equal(absolute(x), maximum(x, -x)), equal(absolute(x), maximum(x, 0)), "a branch"
    ),
    "triangle_inequality": Pair(
        absolute(x + y) <= absolute(x) + absolute(y), absolute(x) + absolute(y) <= absolute(x + y), "direction"
    ),
    "relu_is_a_contraction": Pair(
        absolute(relu(x) - relu(y)) <= absolute(x - y), absolute(x - y) <= absolute(relu(x) - relu(y)), "direction"
    ),
    "maximum_by_absolute_value": Pair(
        equal(maximum(x, y), (x + y + absolute(x - y)) / 2),
        equal(maximum(x, y), (x + y - absolute(x - y)) / 2),
        "a sign",
    ),
    "sign_times_absolute_value": Pair(equal(sign(x) * absolute(x), x), equal(sign(x) * x, x), "absolute value dropped"),
    "square_of_a_sign": Pair(
        implies([unequal(x, 0)], equal(sign(x) ** 2, 1)), equal(sign(x) ** 2, 1), "hypothesis dropped"
    ),
    "maximum_and_minimum": Pair(
        equal(maximum(x, y) + minimum(x, y), x + y), equal(maximum(x, y) - minimum(x, y), x - y), "a sign"
    ),
    "relu_is_homogeneous": Pair(equal(relu(a * x), a * relu(x)), equal(relu(y * x), y * relu(x)), "a domain"),
    "relu_is_convex": Pair(
        implies([0 <= t, t <= 1], relu(t * x + (1 - t) * y) <= t * relu(x) + (1 - t) * relu(y)),
        implies([0 <= t], relu(t * x + (1 - t) * y) <= t * relu(x) + (1 - t) * relu(y)),
        "hypothesis dropped",
        is_slow=True,
    ),
    "absolute_value_of_a_product": Pair(
        equal(absolute(x * y), absolute(x) * absolute(y)),
        equal(absolute(x + y), absolute(x) + absolute(y)),
        "sum for product",
    ),
    "square_of_an_absolute_value": Pair(equal(absolute(x) ** 2, x**2), equal(absolute(x) ** 3, x**3), "an exponent"),
    "hinge_loss_vanishes": Pair(
        iff(equal(relu(1 - x), 0), 1 <= x), iff(equal(relu(1 - x), 0), less_than(1, x)), "strictness"
    ),
}
