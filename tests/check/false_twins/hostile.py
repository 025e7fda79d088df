"""Terms that are short to write and long to compute."""

from ..certify import (
    INDEX,
    ONE,
    ZERO,
    X,
    at,
    num,
    total,
)
from .settings import S


def nested(op, depth, inside):
    for _ in range(depth):
        inside = [op, inside]
    return inside


def chained(links, depth, op, inside=ONE):
    """Terms put into each other by `at`: deep without a deep document."""
    for _ in range(links):
        inside = at(nested(op, depth, ["sym", "s"]), "s", inside)
    return inside


def doubled(times):
    """2ᵗⁱᵐᵉˢ leaves in a short document."""
    inside = ONE
    for _ in range(times):
        inside = at(["add", ["exp", S], ["tanh", S], ["mul", S, S]], "s", inside)
    return inside


big = [str((7 ** (k % 29)) * (-1) ** k + 10**9 * (k % 3)) for k in range(51)]
HOSTILE = {
    "an exponent of 10⁹": ["eq", ["pow", ["add", X, ONE], 10**9], ZERO],
    "a number to a power of 10⁷": ["lt", ["pow", num(3), 24 * 10**6], ZERO],
    "a power of √2": ["eq", ["pow", ["sqrt", num(2)], 10**7 + 1], ZERO],
    "an identity of size 10⁶": ["eq", ["identity", 10**6], ["zeros", 10**6, 10**6]],
    "a trace over 10⁶": ["eq", ["trace", ["identity", 10**6]], ZERO],
    "a matrix of size 10¹⁰⁰": ["eq", ["identity", 10**100], ["zeros", 10**100, 10**100]],
    "a determinant of size 12": ["eq", ["det", ["add", ["identity", 12], ["ones", 12, 12]]], ZERO],
    "an inverse of size 40": ["eq", ["inverse", ["add", ["identity", 40], ["ones", 40, 40]]], ["identity", 40]],
    "a large matrix that is not semidefinite": ["psd", ["add", ["identity", 40], ["mul", num(-2), ["ones", 40, 40]]]],
    "a sum of 10⁹ terms": ["eq", total("i", ONE, num(10**9), INDEX), ZERO],
    "a sum of sums": ["eq", total("i", ONE, num(9999), total("j", ONE, num(9999), ["mul", INDEX, ["sym", "j"]])), ZERO],
    "a product of many sums": ["eq", ["mul", *[["add", X, num(k), ["pow", X, k + 2]] for k in range(60)]], ZERO],
    "the exponential of the exponential": ["lt", ["exp", ["exp", ["exp", ["exp", num(9)]]]], ZERO],
    "an orbit of squares": ["eq", chained(200, 1, "exp"), ZERO],
    "a deep term": ["lt", nested("exp", 3000, ZERO), ZERO],
    "a term deep by substitution": ["lt", chained(100, 400, "log"), ZERO],
    "2²⁰⁰ leaves": ["lt", doubled(200), ZERO],
    "a root of degree 50": ["lt", ["root", big, "-1", "1"], ["root", big, "-1", "1"]],
    "a root of degree 200": ["lt", ["root", ["1", *["0"] * 198, "-1", "1"], "-1", "1"], ZERO],
    "a tower of numbers": ["eq", ["mul", *[["pow", num(3), 600_000]] * 40], ZERO],
}  # fmt: skip
