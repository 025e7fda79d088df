"""Families of polynomial systems by name, as the benchmarks of the field define them.

Katsura, cyclic, Noonburg, economics, Reimer, Chandrasekhar: Verschelde, Algorithm 795, ACM TOMS 25 (1999), and the PoSSo list.
Nash: totally mixed equilibria of n players with two strategies (McKelvey and McLennan, 1997; the count is the number of
derangements). Deep linear: critical points of a regularised deep linear network (Bharadwaj and Hoşten, arXiv 2301.12651).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations
from itertools import product as cartesian

from symdl.algebra.solutions.system import Exponents, Polynomial, PolynomialSystem, derivative, product, total
from symdl.terms.errors import SymdlError

Matrix = list[list[Polynomial]]


def family(name: str, n: int, *, seed: int = 0) -> PolynomialSystem:
    """The member ``n`` of a family; random members are drawn with ``seed``.

    >>> family("katsura", 3).degrees
    (2, 2, 2, 1)
    """
    if name not in FAMILIES:
        raise SymdlError(f"There is no family {name!r}; known are {', '.join(sorted(FAMILIES))}.")
    if n < 2:
        raise SymdlError(f"{name} starts at 2; {n} is too small.")
    return FAMILIES[name](n, random.Random(f"{name} {n} {seed}"))


class _Ring:
    """Names, and polynomials built from few monomials."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names, self.n = tuple(names), len(names)

    def monomial(self, *indices: int, by: int | Fraction = 1) -> Polynomial:
        exponents = [0] * self.n
        for i in indices:
            exponents[i] += 1
        return {tuple(exponents): Fraction(by)} if by else {}

    def add(self, *parts: Polynomial) -> Polynomial:
        result: Polynomial = {}
        for part in parts:
            result = total(result, part)
        return result

    def system(self, polynomials: Sequence[Polynomial]) -> PolynomialSystem:
        return PolynomialSystem.of(self.names, polynomials)


def katsura(n: int, draw: random.Random) -> PolynomialSystem:
    """Σₗ x|ₗ| x|ₘ₋ₗ| = xₘ for m < n, and x₀ + 2 Σ xᵢ = 1; unknowns x₀, …, xₙ."""
    r = _Ring([f"x{i}" for i in range(n + 1)])
    quadrics = [
        r.add(
            *(r.monomial(abs(k), abs(m - k)) for k in range(-n, n + 1) if abs(m - k) <= n),
            r.monomial(m, by=-1),
        )
        for m in range(n)
    ]
    linear = r.add(r.monomial(0), *(r.monomial(i, by=2) for i in range(1, n + 1)), r.monomial(by=-1))
    return r.system([*quadrics, linear])


def cyclic(n: int, draw: random.Random) -> PolynomialSystem:
    """Σⱼ zⱼ ⋯ zⱼ₊ₘ = 0 for m < n − 1, and z₁ ⋯ zₙ = 1."""
    r = _Ring([f"z{i}" for i in range(n)])
    sums = [r.add(*(r.monomial(*((j + k) % n for k in range(m + 1))) for j in range(n))) for m in range(n - 1)]
    return r.system([*sums, r.add(r.monomial(*range(n)), r.monomial(by=-1))])


def noon(n: int, draw: random.Random) -> PolynomialSystem:
    """10 xᵢ Σⱼ≠ᵢ xⱼ² − 11 xᵢ + 10 = 0."""
    r = _Ring([f"x{i}" for i in range(n)])
    return r.system(
        [
            r.add(
                *(r.monomial(i, j, j, by=10) for j in range(n) if j != i),
                r.monomial(i, by=-11),
                r.monomial(by=10),
            )
            for i in range(n)
        ]
    )


def eco(n: int, draw: random.Random) -> PolynomialSystem:
    """xₙ (xₖ + Σ xᵢ xᵢ₊ₖ) = k for k < n, and x₁ + ⋯ + xₙ₋₁ + 1 = 0."""
    r = _Ring([f"x{i}" for i in range(1, n + 1)])
    last = n - 1
    market = [
        r.add(
            r.monomial(k, last),
            *(r.monomial(last, i, i + k + 1) for i in range(n - 2 - k)),
            r.monomial(by=-(k + 1)),
        )
        for k in range(n - 1)
    ]
    return r.system([*market, r.add(*(r.monomial(i) for i in range(n - 1)), r.monomial(by=1))])


def reduced_eco(n: int, draw: random.Random) -> PolynomialSystem:
    """eco with u = 1/xₙ: xₖ + Σ xᵢ xᵢ₊ₖ = k u, and Σ xᵢ + 1 = 0."""
    r = _Ring([*(f"x{i}" for i in range(1, n)), "u"])
    market = [
        r.add(
            r.monomial(k),
            *(r.monomial(i, i + k + 1) for i in range(n - 2 - k)),
            r.monomial(n - 1, by=-(k + 1)),
        )
        for k in range(n - 1)
    ]
    return r.system([*market, r.add(*(r.monomial(i) for i in range(n - 1)), r.monomial(by=1))])


def reimer(n: int, draw: random.Random) -> PolynomialSystem:
    """2 Σᵢ (−1)ⁱ⁺¹ xᵢᵏ = 1 for k = 2, …, n + 1."""
    r = _Ring([f"x{i}" for i in range(1, n + 1)])
    return r.system(
        [r.add(*(r.monomial(*[i] * k, by=2 * (-1) ** i) for i in range(n)), r.monomial(by=-1)) for k in range(2, n + 2)]
    )


def chandra(n: int, draw: random.Random) -> PolynomialSystem:
    """2n Hᵢ − c Hᵢ (1 + Σⱼ i/(i + j) Hⱼ) − 2n = 0 with c = 0.51234."""
    r, c = _Ring([f"H{i}" for i in range(1, n + 1)]), Fraction(25617, 50000)
    return r.system(
        [
            r.add(
                r.monomial(i, by=2 * n - c),
                *(r.monomial(i, j, by=-c * Fraction(i + 1, i + j + 2)) for j in range(n - 1)),
                r.monomial(by=-2 * n),
            )
            for i in range(n)
        ]
    )


def nash(n: int, draw: random.Random) -> PolynomialSystem:
    """Random multilinear payoffs: the i-th equation has every product of the unknowns other than xᵢ."""
    r = _Ring([f"p{i}" for i in range(1, n + 1)])
    return r.system(
        [
            r.add(
                *(
                    r.monomial(*chosen, by=_nonzero(draw))
                    for size in range(n)
                    for chosen in combinations([j for j in range(n) if j != i], size)
                )
            )
            for i in range(n)
        ]
    )


def dense(n: int, draw: random.Random, *, degree: int = 2) -> PolynomialSystem:
    """n polynomials of one degree in n unknowns with all coefficients drawn."""
    r = _Ring([f"x{i}" for i in range(1, n + 1)])
    exponents: list[Exponents] = [e for e in cartesian(range(degree + 1), repeat=n) if sum(e) <= degree]
    return r.system([{e: Fraction(_nonzero(draw)) for e in exponents} for _ in range(n)])


def dense_system(n: int, degree: int, *, seed: int = 0) -> PolynomialSystem:
    """n random dense polynomials of a degree in n unknowns; generic ones have degreeⁿ solutions."""
    return dense(n, random.Random(f"dense {n} {degree} {seed}"), degree=degree)


def _nonzero(draw: random.Random) -> int:
    return draw.choice([-1, 1]) * draw.randint(1, 99)


FAMILIES: dict[str, Callable[[int, random.Random], PolynomialSystem]] = {
    "katsura": katsura,
    "cyclic": cyclic,
    "noon": noon,
    "eco": eco,
    "redeco": reduced_eco,
    "reimer": reimer,
    "chandra": chandra,
    "nash": nash,
    "dense": dense,
}


def deep_linear(
    widths: Sequence[int],
    *,
    inputs: Sequence[Sequence[int | Fraction]] | None = None,
    targets: Sequence[Sequence[int | Fraction]] | None = None,
    ridge: Sequence[Sequence[Sequence[int | Fraction]]] | None = None,
    samples: int = 1,
    seed: int = 0,
) -> PolynomialSystem:
    """∇(½‖W X − Y‖² + ½ Σ ‖Λᵢ^½ ∘ Wᵢ‖²) = 0 for W = W_H+1 ⋯ W₁, where every weight has a constant of its own.

    Args:
        widths: of the layers, the input first: (dₓ, d₁, …, d_y); Wᵢ is widths[i] × widths[i − 1].
        inputs: X, dₓ × samples; drawn when absent, like the rest.
        targets: Y, d_y × samples.
        ridge: Λᵢ, of the shape of Wᵢ.

    >>> deep_linear((1, 2, 2)).degrees
    (3, 3, 3, 3, 3, 3)
    """
    if len(widths) < 2 or min(widths) < 1 or samples < 1:
        raise SymdlError(f"A network has at least two layers of width ≥ 1 and a sample; got {tuple(widths)}.")
    draw = random.Random(f"deep linear {tuple(widths)} {samples} {seed}")
    shapes = list(zip(widths[1:], widths, strict=False))
    names = [f"w{k + 1}_{i + 1}_{j + 1}" for k, (m, n) in enumerate(shapes) for i in range(m) for j in range(n)]
    r = _Ring(names)
    unknowns = iter(range(r.n))
    weights = [[[r.monomial(next(unknowns)) for _ in range(n)] for _ in range(m)] for m, n in shapes]
    inputs = inputs or [[_nonzero(draw) for _ in range(samples)] for _ in range(widths[0])]
    targets = targets or [[_nonzero(draw) for _ in range(samples)] for _ in range(widths[-1])]
    ridge = ridge or [[[draw.randint(1, 99) for _ in range(n)] for _ in range(m)] for m, n in shapes]
    values: Matrix = [[r.monomial(by=x) for x in row] for row in inputs]
    for layer in weights:
        values = [
            [r.add(*(product(w, v) for w, v in zip(row, column, strict=True))) for column in zip(*values, strict=True)]
            for row in layer
        ]
    residuals = [
        r.add(value, r.monomial(by=-target))
        for row, known in zip(values, targets, strict=True)
        for value, target in zip(row, known, strict=True)
    ]
    constants = [c for layer in ridge for row in layer for c in row]
    jacobian = [[derivative(residual, i) for i in range(r.n)] for residual in residuals]
    return r.system(
        [
            r.add(*(product(g[i], e) for g, e in zip(jacobian, residuals, strict=True)), r.monomial(i, by=constants[i]))
            for i in range(r.n)
        ]
    )
