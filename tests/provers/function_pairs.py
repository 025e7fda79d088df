"""Claims about functions: exp and its kin, derivatives, sums and powers, quantifiers, existence, minimisers."""

from symdl import (
    absolute,
    array,
    derivative,
    equal,
    exists,
    exp,
    forall,
    function,
    gradient,
    hessian,
    implies,
    log,
    minimises,
    number,
    scalar,
    sigmoid,
    sqrt,
    summation,
    tanh,
    unequal,
    vector,
)

from .pairs import Pair

x, y, z, s, t = map(scalar, "xyzst")
a, b = (scalar(name, positive=True) for name in "ab")
n, i, j = (scalar(name, natural=True) for name in "nij")
f, g, h = map(function, "fgh")
p = vector("p", 2)

ELEMENTARY = {
    "exponential_of_a_sum": Pair(
        equal(exp(x + y), exp(x) * exp(y)), equal(exp(x + y), exp(x) + exp(y)), "sum for product"
    ),
    "exponential_of_the_opposite": Pair(equal(exp(x) * exp(-x), 1), equal(exp(x) * exp(x), 1), "a sign"),
    "exponential_above_its_tangent": Pair(1 + x <= exp(x), exp(x) <= 1 + x + x**2, "direction"),
    "exponential_is_positive": Pair(0 < exp(x), 1 < exp(x), "a number"),
    "logarithm_of_a_product": Pair(
        equal(log(a * b), log(a) + log(b)), equal(log(a + b), log(a) + log(b)), "sum for product", is_slow=True
    ),
    "logarithm_below_its_tangent": Pair(log(a) <= a - 1, log(a) < a - 1, "strictness"),
    "logarithm_of_an_exponential": Pair(equal(log(exp(x)), x), equal(exp(log(x)), x), "a domain"),
    "sigmoids_sum_to_one": Pair(equal(sigmoid(x) + sigmoid(-x), 1), equal(sigmoid(x) - sigmoid(-x), 1), "a sign"),
    "tanh_by_sigmoid": Pair(
        equal(tanh(x), 2 * sigmoid(2 * x) - 1), equal(tanh(x), 2 * sigmoid(x) - 1), "a factor", is_slow=True
    ),
    "tanh_is_odd": Pair(equal(tanh(-x), -tanh(x)), equal(tanh(-x), tanh(x)), "a sign"),
    "sigmoid_below_one": Pair(sigmoid(x) < 1, sigmoid(x) < number("1/2"), "a number"),
    "root_of_a_square": Pair(equal(sqrt(a**2), a), equal(sqrt(x**2), x), "a domain"),
    "root_of_a_square_is_the_absolute_value": Pair(
        equal(sqrt(x**2), absolute(x)), equal(sqrt(x**2), -absolute(x)), "a sign"
    ),
    "geometric_below_arithmetic_mean": Pair(
        2 * sqrt(a * b) <= a + b, 2 * sqrt(a * b) < a + b, "strictness", is_slow=True
    ),
    "square_of_a_root": Pair(implies([0 <= x], equal(sqrt(x) ** 2, x)), equal(sqrt(x) ** 2, x), "hypothesis dropped"),
    "root_of_a_product": Pair(
        equal(sqrt(a * b), sqrt(a) * sqrt(b)), equal(sqrt(a + b), sqrt(a) + sqrt(b)), "sum for product", is_slow=True
    ),
}

F, G, w = function("F", "m"), function("F", 2, 2), vector("w", "m")
slope = gradient(F(w), w)

DERIVATIVES = {
    "interpolating_weights_are_critical": Pair(
        implies(equal(F(w), y), equal(gradient((F(w) - y) ** 2, w), 0)),
        equal(gradient((F(w) - y) ** 2, w), 0),
        "hypothesis dropped",
    ),
    "hessian_where_the_data_are_fitted": Pair(
        implies(
            equal(G(p), array([x, y])),
            equal(
                hessian(G(p)[0] ** 2 - x * G(p)[0], p),
                hessian(G(p)[0] ** 2 / 2, p) + gradient(G(p)[0], p) @ gradient(G(p)[0], p).T,
            ),
        ),
        implies(
            equal(G(p), array([x, y])), equal(hessian(G(p)[0] ** 2 - x * G(p)[0], p), hessian(G(p)[0] ** 2 / 2, p))
        ),
        "a summand dropped",
    ),
    "slope_of_a_cube": Pair(equal(gradient(x**3, x), 3 * x**2), equal(gradient(x**3, x), 2 * x**2), "a factor"),
    "slope_of_sigmoid": Pair(
        equal(gradient(sigmoid(x), x), sigmoid(x) * (1 - sigmoid(x))),
        equal(gradient(sigmoid(x), x), sigmoid(x) * (1 + sigmoid(x))),
        "a sign",
    ),
    "slope_of_tanh": Pair(
        equal(gradient(tanh(x), x), 1 - tanh(x) ** 2), equal(gradient(tanh(x), x), 1 - tanh(x)), "an exponent"
    ),
    "slope_of_softplus": Pair(
        equal(gradient(log(1 + exp(x)), x), sigmoid(x)),
        equal(gradient(log(1 + exp(x)), x), sigmoid(-x)),
        "a sign",
        is_slow=True,
    ),
    "slope_of_a_quotient": Pair(
        implies([unequal(x, 0)], equal(gradient(1 / x, x), -1 / x**2)),
        implies([unequal(x, 0)], equal(gradient(1 / x, x), 1 / x**2)),
        "a sign",
    ),
    "slope_of_a_root": Pair(
        equal(gradient(sqrt(a), a), 1 / (2 * sqrt(a))), equal(gradient(sqrt(a), a), 1 / sqrt(a)), "a factor"
    ),
    "curvature_of_a_square": Pair(equal(hessian((x - y) ** 2, x), 2), equal(hessian((x - y) ** 2, x), 1), "a factor"),
    "hessian_of_a_monomial": Pair(
        equal(
            hessian(p[0] ** 2 * p[1] ** 3, p),
            array([[2 * p[1] ** 3, 6 * p[0] * p[1] ** 2], [6 * p[0] * p[1] ** 2, 6 * p[0] ** 2 * p[1]]]),
        ),
        equal(
            hessian(p[0] ** 2 * p[1] ** 3, p),
            array([[2 * p[1] ** 3, 6 * p[0] * p[1] ** 2], [6 * p[0] * p[1], 6 * p[0] ** 2 * p[1]]]),
        ),
        "an exponent",
    ),
    "product_rule": Pair(
        equal(derivative(f(x) * g(x), x), derivative(f(x), x) * g(x) + f(x) * derivative(g(x), x)),
        equal(derivative(f(x) * g(x), x), derivative(f(x), x) * derivative(g(x), x)),
        "a term dropped",
    ),
    "chain_rule": Pair(
        equal(derivative(f(g(x)), x), derivative(f(t), t).at({t: g(x)}) * derivative(g(x), x)),
        equal(derivative(f(g(x)), x), derivative(f(x), x) * derivative(g(x), x)),
        "a point",
    ),
    "slope_of_an_even_function_is_odd": Pair(
        implies(
            [forall(t, equal(f(-t), f(t)))], equal(derivative(f(t), t).at({t: -x}), -derivative(f(t), t).at({t: x}))
        ),
        implies(
            [forall(t, equal(f(-t), f(t)))], equal(derivative(f(t), t).at({t: -x}), derivative(f(t), t).at({t: x}))
        ),
        "a sign",
    ),
}

INDUCTION = {
    "sum_of_the_first_numbers": Pair(
        equal(summation(i, 1, n, i), n * (n + 1) / 2), equal(summation(i, 1, n, i), n * (n - 1) / 2), "a sign"
    ),
    "sum_of_the_first_squares": Pair(
        equal(summation(i, 1, n, i**2), n * (n + 1) * (2 * n + 1) / 6),
        equal(summation(i, 1, n, i**2), n * (n + 1) * (2 * n + 1) / 3),
        "a factor",
    ),
    "geometric_sum": Pair(
        implies([unequal(x, 1)], equal(summation(i, 0, n, x**i), (1 - x ** (n + 1)) / (1 - x))),
        equal(summation(i, 0, n, x**i), (1 - x ** (n + 1)) / (1 - x)),
        "hypothesis dropped",
    ),
    "bernoulli": Pair(implies([x >= -1], 1 + n * x <= (1 + x) ** n), 1 + n * x <= (1 + x) ** n, "hypothesis dropped"),
    "exponential_growth": Pair(n + 1 <= number(2) ** n, n**2 <= number(2) ** n, "an exponent"),
    "powers_stay_positive": Pair(0 < a**n, 0 < x**n, "a domain"),
    "arithmetic_progression": Pair(
        implies([forall(j, equal(f(j + 1), f(j) + x))], equal(f(n), f(0) + n * x)),
        implies([forall(j, equal(f(j + 1), f(j) + x))], equal(f(n), f(0) + (n + 1) * x)),
        "off by one",
    ),
    "linear_rate": Pair(
        implies([forall(j, f(j + 1) <= a * f(j))], f(n) <= a**n * f(0)),
        implies([forall(j, f(j + 1) <= a * f(j))], f(n) <= a ** (n + 1) * f(0)),
        "off by one",
        is_slow=True,
    ),
    "sum_is_linear": Pair(
        equal(summation(i, 1, n, f(i) + x * g(i)), summation(i, 1, n, f(i)) + x * summation(i, 1, n, g(i))),
        equal(summation(i, 1, n, f(i) * g(i)), summation(i, 1, n, f(i)) * summation(i, 1, n, g(i))),
        "product for sum",
    ),
}

QUANTIFIERS = {
    "symmetries_compose": Pair(
        implies([forall(t, equal(f(g(t)), f(t))), forall(t, equal(f(h(t)), f(t)))], equal(f(g(h(x))), f(x))),
        implies([forall(t, equal(f(g(t)), f(t)))], equal(f(g(h(x))), f(x))),
        "hypothesis dropped",
        is_slow=True,
    ),
    "involution": Pair(
        implies([forall(t, equal(f(f(t)), t))], equal(f(f(f(x))), f(x))),
        implies([forall(t, equal(f(f(t)), t))], equal(f(f(f(x))), x)),
        "a power",
        is_slow=True,
    ),
    "even_function": Pair(
        implies([forall(t, equal(f(-t), f(t)))], equal(f(x - y), f(y - x))),
        implies([forall(t, equal(f(-t), -f(t)))], equal(f(x - y), f(y - x))),
        "a sign",
    ),
    "left_inverse_makes_injective": Pair(
        implies([forall(t, equal(g(f(t)), t)), equal(f(x), f(y))], equal(x, y)),
        implies([equal(f(x), f(y))], equal(x, y)),
        "hypothesis dropped",
        is_slow=True,
    ),
    "lower_bound_at_a_point": Pair(
        implies([forall(t, y <= f(t))], y <= f(x)), implies([y <= f(0)], y <= f(x)), "quantifier dropped", is_slow=True
    ),
    "lipschitz_at_zero": Pair(
        implies([forall(t, f(t) <= f(0) + absolute(t)), equal(f(0), 0)], f(x) <= absolute(x)),
        implies([forall(t, f(t) <= f(0) + absolute(t))], f(x) <= absolute(x)),
        "hypothesis dropped",
        is_slow=True,
    ),
    "reciprocal_exists": Pair(
        implies([unequal(x, 0)], exists(y, equal(x * y, 1))), exists(y, equal(x * y, 1)), "hypothesis dropped"
    ),
    "root_exists": Pair(
        implies([0 <= x], exists(y, equal(y**2, x))),
        exists(y, equal(y**2, x)),
        "hypothesis dropped",
        is_proved=False,
        is_slow=True,
    ),
    "linear_equation_has_a_solution": Pair(
        implies([unequal(x, 0)], exists(s, equal(x * s + y, z))), exists(s, equal(x * s + y, z)), "hypothesis dropped"
    ),
    "larger_number_exists": Pair(exists(y, x < y), exists(y, y**2 < x), "a square"),
    "minimum_at_the_variable_itself": Pair(
        implies([equal(x, 0)], minimises(x, x**2)), minimises(x, x**2), "a point captured by its quantifier"
    ),
    "minimum_of_a_parabola": Pair(
        minimises(x, lambda r: (r - x) ** 2 + 3),
        minimises(x, lambda r: (r - x) ** 2 + r),
        "a term added",
        is_refuted=False,
    ),
    "ridge_on_the_line": Pair(
        minimises(x * y / (x**2 + a), lambda r: (y - r * x) ** 2 + a * r**2),
        minimises(x * y / (x**2 + a), lambda r: (y - r * x) ** 2 + 2 * a * r**2),
        "a factor",
        is_refuted=False,
        is_slow=True,
    ),
}
