"""The solutions of a system as rational functions of one number, and how they are read off from residues.

xᵢ = vᵢ(t)/(d q′(t)) at the roots t of q. (Rouillier, "Solving zero-dimensional systems through the rational univariate representation", 1999.)

That these points are distinct solutions is verified modulo q and three primes drawn at random between 2⁶² and 2⁶³: q is squarefree, Σ cᵢ xᵢ = t, and every equation
vanishes at x. Where one of these fails over ℚ, it holds modulo a prime only if this divides a certain integer, or the leading coefficient of q. An integer of 2³² bits is divisible
by fewer than 2²⁷ of the more than 2⁵⁶ primes, so the three are misled with probability less than 2⁻⁸⁷.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import isqrt
from random import SystemRandom

from flint import fmpz, fmpz_poly, nmod_poly

from symdl.algebra.solutions.horner import Horner
from symdl.algebra.solutions.system import Exponents, IntegerPolynomial


@dataclass(frozen=True, slots=True)
class Parametrisation:
    """xᵢ = vᵢ(t)/(d q′(t)) at the roots t of q, which are the values of Σ cᵢ xᵢ.

    Attributes:
        form: c, integers.
        q: squarefree and primitive, with integer coefficients.
        scale: d, a positive integer.
        numerators: v₁, …, vₙ.
    """

    form: tuple[int, ...]
    q: fmpz_poly
    scale: int
    numerators: tuple[fmpz_poly, ...]

    @property
    def size(self) -> int:
        """The number of solutions."""
        return int(self.q.degree())

    @property
    def denominator(self) -> fmpz_poly:
        """d q′."""
        return self.q.derivative() * self.scale

    def holds(self, polynomials: Sequence[IntegerPolynomial]) -> bool:
        """Whether these are distinct points at which all polynomials vanish."""
        return all(self._holds_modulo(prime, polynomials) for prime in _random_primes())

    def _holds_modulo(self, prime: int, polynomials: Sequence[IntegerPolynomial]) -> bool:
        q = nmod_poly(self.q, prime)
        common, _, inverse = q.xgcd(nmod_poly(self.denominator, prime))
        if common.degree() != 0:
            return False
        point = [nmod_poly(v, prime) * inverse % q for v in self.numerators]
        form = sum((x * c for c, x in zip(self.form, point, strict=True)), nmod_poly([0], prime))
        at_point = Horner(point, q)
        return not (form - nmod_poly([0, 1], prime)) % q and not any(at_point.value(p) % q for p in polynomials)

    def meeting(self, p: IntegerPolynomial) -> fmpz_poly:
        """The primitive factor of q whose roots are the points at which a polynomial vanishes."""
        value = Horner([self.denominator, *self.numerators]).value(_homogeneous(p))
        common = self.q.gcd(value) if value else self.q
        return common // common.content()

    def zeros_of(self, variable: int) -> int:
        """The number of these points with xᵢ = 0."""
        return max(0, int(self.q.gcd(self.numerators[variable]).degree()))

    def in_torus(self) -> int:
        """The number of these points without a zero coordinate."""
        rest = self.q
        for v in self.numerators:
            common = rest.gcd(v)
            rest = rest // common
        return max(0, int(rest.degree()))


def _homogeneous(polynomial: IntegerPolynomial) -> dict[Exponents, int]:
    """With a variable in front that brings every monomial to the degree of the polynomial."""
    top = max(map(sum, polynomial))
    return {(top - sum(e), *e): c for e, c in polynomial.items()}


@cache
def _random_primes() -> tuple[int, int, int]:
    draw = SystemRandom()
    first, second, third = (_random_prime(draw) for _ in range(3))
    return first, second, third


def _random_prime(draw: SystemRandom) -> int:
    while not fmpz(number := draw.randrange(1 << 62 | 1, 1 << 63, 2)).is_probable_prime():
        pass
    return number


def reconstructed(form: Sequence[int], rows: Iterable[list[int]], modulus: int) -> Parametrisation | None:
    """The rational polynomials q, monic, and xᵢ q′ modulo q from their coefficients modulo a number; None when it is too small, as the first rows may show."""
    common = _Denominator(modulus)
    values: list[list[int]] = []
    size = leading = 0
    for row in rows:
        found = common.scaled([*row, *[0] * (size - len(row))])
        if found is None:
            return None
        if not values:
            size, leading = len(found) - 1, common.value
        values.append(found)
    values = common.rescaled(values)
    q = fmpz_poly([c * leading // common.value for c in values[0]])
    # q = ℓ·(monic) and vᵢ/D = xᵢ (q/ℓ)′, so xᵢ = ℓ vᵢ/(D q′)
    numerators = tuple(fmpz_poly([c * leading for c in row]) for row in values[1:])
    return Parametrisation(tuple(form), q, common.value, numerators)


class _Denominator:
    """Rational numbers from residues, with one common denominator that grows as it must."""

    def __init__(self, modulus: int) -> None:
        self.modulus, self.bound = modulus, isqrt(modulus // 2)
        self.value = 1
        self.history: list[int] = []

    def scaled(self, residues: Sequence[int]) -> list[int] | None:
        """The numbers times the common denominator so far."""
        found: list[int] = []
        for residue in residues:
            value = residue * self.value % self.modulus
            value = value - self.modulus if value > self.modulus // 2 else value
            if abs(value) > self.bound >> 20:
                fraction = rational(value % self.modulus, self.modulus)
                if fraction is None:
                    return None
                found = [x * fraction[1] for x in found]
                self.value *= fraction[1]
                if self.value.bit_length() * 2 > self.modulus.bit_length():
                    return None
                value = fraction[0]
            found.append(value)
        self.history.append(self.value)
        return found

    def rescaled(self, rows: list[list[int]]) -> list[list[int]]:
        """All rows over the last denominator."""
        return [[x * (self.value // then) for x in row] for row, then in zip(rows, self.history, strict=True)]


def rational(residue: int, modulus: int) -> tuple[int, int] | None:
    """The fraction a/b ≡ residue with |a|, b at most √(modulus/2), with room to spare; None when there is none."""
    bound = isqrt(modulus // 2)
    r0, r1, t0, t1 = modulus, residue, 0, 1
    while r1 > bound:
        quotient = r0 // r1
        r0, r1, t0, t1 = r1, r0 - quotient * r1, t1, t0 - quotient * t1
    if not t1 or abs(t1) > bound:
        return None
    if (r1 * abs(t1)).bit_length() + 20 > modulus.bit_length() - 1:
        return None
    return (r1, t1) if t1 > 0 else (-r1, -t1)
