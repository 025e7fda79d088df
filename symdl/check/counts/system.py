"""Polynomial systems with integer coefficients, and polynomials in a certificate."""

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import Any

from symdl.check.judgement import need
from symdl.check.language import NUMBER, SCALAR, Node
from symdl.check.polynomial import Work

Exponents = tuple[int, ...]
Sparse = dict[Exponents, Fraction]
MOST_TERMS = 20_000
MOST_DEGREE = 1_000
AT_ONCE = 4_000
"""Digits."""
MOST_DIGITS = 200_000


@dataclass(frozen=True, slots=True)
class System:
    """p₁ = … = pₘ = 0 in n complex unknowns; the polynomials are not zero and have coprime integer coefficients."""

    names: tuple[str, ...]
    polynomials: tuple[dict[Exponents, int], ...]

    @property
    def n(self) -> int:
        return len(self.names)

    @property
    def degrees(self) -> list[int]:
        return [max(map(sum, p)) for p in self.polynomials]

    @property
    def is_square(self) -> bool:
        return len(self.polynomials) == self.n


def system_of(relation: Node, work: Work) -> System:
    """The system that a `count` relation speaks of."""
    names, polynomials = polynomials_of(relation, work)
    return System(names, tuple(primitive(p) for p in polynomials if p))


def polynomials_of(relation: Node, work: Work) -> tuple[tuple[str, ...], list[Sparse]]:
    """The unknowns and the polynomials of a `count` relation: sums, products and natural powers of its own symbols alone."""
    places = {symbol: k for k, symbol in enumerate(relation.bound)}
    need(places and relation.args[0].op == "array", "count takes unknowns and a column of terms")
    need(all(s.shape == SCALAR and s.data[1] == "real" for s in places), "the unknowns are scalars without a domain")
    memo: dict[Node, Sparse] = {}

    def read(node: Node) -> Sparse:
        if node not in memo:
            memo[node] = expanded(node)
        return memo[node]

    def expanded(node: Node) -> Sparse:
        n = len(places)
        need(node.shape == SCALAR, "the equations are between scalars")
        match node.op:
            case "num":
                return {(0,) * n: Fraction(node.data)} if node.data else {}
            case "sym" if node in places:
                return {tuple(int(k == places[node]) for k in range(n)): Fraction(1)}
            case "add":
                return reduce(plus, map(read, node.args), {})
            case "mul":
                return reduce(lambda a, b: times(a, b, work), map(read, node.args), {(0,) * n: Fraction(1)})
            case "pow" if node.data >= 0:
                base = read(node.args[0])
                need(node.data * max([1, *map(sum, base)]) <= MOST_DEGREE, "a degree is too high")
                return reduce(lambda a, b: times(a, b, work), [base] * node.data, {(0,) * n: Fraction(1)})
        need(False, f"{node.op} is not in a polynomial of the unknowns")
        return {}

    return tuple(symbol.data[0] for symbol in places), [*map(read, relation.args[0].args)]


def plus(a: Sparse, b: Sparse) -> Sparse:
    """a + b."""
    result = dict(a)
    for e, c in b.items():
        result[e] = result.get(e, Fraction(0)) + c
    return {e: c for e, c in result.items() if c}


def times(a: Sparse, b: Sparse, work: Work) -> Sparse:
    """a·b."""
    work.spend(3 * len(a) * len(b))
    result: Sparse = {}
    for e, c in a.items():
        for f, d in b.items():
            key = tuple(map(int.__add__, e, f))
            result[key] = result.get(key, Fraction(0)) + c * d
    need(len(result) <= MOST_TERMS, "a polynomial has too many terms")
    return {e: c for e, c in result.items() if c}


def primitive(p: Sparse) -> dict[Exponents, int]:
    """The positive multiple with coprime integer coefficients."""
    common = reduce(lcm, (c.denominator for c in p.values()), 1)
    content = reduce(gcd, (c.numerator * (common // c.denominator) for c in p.values()), 0)
    return {e: c.numerator * (common // c.denominator) // content for e, c in p.items()}


def sparse(form: Any, n: int) -> Sparse:
    """A polynomial of a certificate: a list of [coefficient, exponents]."""
    result: Sparse = {}
    for coefficient, exponents in form:
        key = tuple(exponents)
        need(len(key) == n and all(type(k) is int and 0 <= k <= MOST_DEGREE for k in key), "bad exponents")
        need(key not in result, "a monomial stands twice")
        result[key] = rational(coefficient)
    return {e: c for e, c in result.items() if c}


def rational(text: Any) -> Fraction:
    """A number of a certificate."""
    need(type(text) is str and NUMBER.fullmatch(text), "a number is text such as '-2/3'")
    above, _, below = text.partition("/")
    return Fraction(whole(above), whole(below or "1"))


def integer(text: Any) -> int:
    """An integer of a certificate, as text."""
    need(type(text) is str, "an integer is text")
    return whole(text)


def whole(text: str) -> int:
    """The integer that a text says, however long; Python converts 4,300 digits at once."""
    if len(text) <= AT_ONCE:
        return int(text)
    need(len(text) <= MOST_DIGITS, "a number has too many digits")
    sign, digits = (-1, text[1:]) if text[0] == "-" else (1, text)
    need(digits.isascii() and digits.isdigit(), "an integer is written with digits")
    rest = len(digits) // 2
    shift: int = 10**rest
    return sign * (whole(digits[:-rest]) * shift + whole(digits[-rest:]))


def derivative(p: dict[Exponents, int], k: int) -> dict[Exponents, int]:
    """∂p/∂xₖ."""
    return {(*e[:k], e[k] - 1, *e[k + 1 :]): c * e[k] for e, c in p.items() if e[k]}
