"""Many solutions at once: xᵢ = vᵢ(t)/w(t) at the roots t of a squarefree q.

q ∈ ℤ[T] primitive and coprime to q′ has deg q distinct roots; w coprime to q is not 0 there. q divides wᵈ f(v/w) for every equation f of
degree d, so the points are solutions. q divides Σ cᵢ vᵢ − T w, so t = Σ cᵢ xᵢ: the points are distinct, and one is real if and only
if its t is real. In a factorisation q = u z with u coprime to every vᵢ and z = Π zᵢ, zᵢ | vᵢ, the points at roots of u are those without
a zero coordinate.
"""

from dataclasses import dataclass
from functools import reduce
from typing import Any

from symdl.check.counts import dense, residues
from symdl.check.counts.dense import Dense
from symdl.check.counts.system import Exponents, System, derivative, integer
from symdl.check.judgement import Rejected, need
from symdl.check.polynomial import Work

MOST = 2_000
"""Points one parametrisation may list."""


@dataclass(slots=True)
class Points:
    """Distinct solutions; what else is known of them is found when it is asked for."""

    system: System
    q: Dense
    w: Dense
    v: list[Dense]
    zeros: list[Dense] | None
    work: Work

    @property
    def number(self) -> int:
        return len(self.q) - 1

    def real(self) -> int:
        """How many are real."""
        return dense.real_roots(self.q, self.work)

    def in_torus(self) -> int:
        """How many have no zero coordinate."""
        need(self.zeros is not None and len(self.zeros) == self.system.n, "the zeros of each coordinate are missing")
        rest: Dense | None = self.q
        for z, v in zip(self.zeros or [], self.v, strict=True):
            need(z and dense.is_primitive(z) and dense.divides(z, v, self.work) is not None, "zᵢ does not divide vᵢ")
            rest = dense.divides(z, rest or [], self.work)
            need(rest is not None, "the zᵢ do not divide q")
        unit = rest or []
        need(
            len(unit) == 1 or all(residues.no_common_root(unit, v, self.work) for v in self.v),
            "a coordinate may vanish at other roots",
        )
        return len(unit) - 1

    def are_nonsingular(self) -> bool:
        """Whether the Jacobian determinant of a square system vanishes at none of them, modulo a prime."""
        return self.system.is_square and any(self.q[-1] % p and self._jacobian_is_unit(p) for p in residues.PRIMES[:2])

    def _jacobian_is_unit(self, prime: int) -> bool:
        """det J at the points in 𝔽ₚ[T]/q, every row made homogeneous, by expansion over subsets of columns."""
        q = residues.monic(residues.reduced(self.q, prime), prime)
        evaluate = _Evaluator([residues.reduced(p, prime) for p in (self.w, *self.v)], q, prime, self.work)
        partial: dict[int, Dense] = {0: [1]}
        n = self.system.n
        for p in self.system.polynomials:
            slopes = [derivative(p, k) for k in range(n)]
            top = max((sum(e) for slope in slopes for e in slope), default=0)
            row = [evaluate.homogeneous(slope, top) for slope in slopes]
            following: dict[int, Dense] = {}
            for used, value in partial.items():
                for k in range(n):
                    if not used >> k & 1 and row[k]:
                        term = evaluate.product(value, row[k])
                        sign = -1 if (used >> k).bit_count() % 2 else 1
                        key = used | 1 << k
                        following[key] = residues.reduced(dense.add(following.get(key, []), term, sign), prime)
            partial = following
        return residues.are_coprime(q, partial.get((1 << n) - 1, []), prime, self.work)


class _Evaluator:
    """Homogeneous polynomials at (w, v) modulo q and a prime."""

    def __init__(self, point: list[Dense], q: Dense, prime: int, work: Work) -> None:
        self.q, self.prime, self.work = q, prime, work
        self.powers = [[[1], residues.remainder(p, q, prime, work)] for p in point]

    def product(self, a: Dense, b: Dense) -> Dense:
        whole = residues.reduced(dense.multiply(a, b, self.work), self.prime)
        return residues.remainder(whole, self.q, self.prime, self.work)

    def homogeneous(self, p: dict[Exponents, int], top: int) -> Dense:
        total: Dense = []
        for e, c in p.items():
            factors = [self._power(k, i) for k, i in enumerate((top - sum(e), *e)) if i]
            total = residues.reduced(dense.add(total, reduce(self.product, factors, [1]), c), self.prime)
        return total

    def _power(self, k: int, i: int) -> Dense:
        row = self.powers[k]
        while len(row) <= i:
            row.append(self.product(row[-1], row[1]))
        return row[i]


def points(system: System, form: Any, work: Work) -> Points:
    """The points of a certificate, shown to be distinct solutions."""
    q, w, *v = (dense.trimmed([integer(c) for c in p]) for p in (form["q"], form["w"], *form["v"]))
    zeros = [dense.trimmed([integer(c) for c in z]) for z in form["zeros"]] if "zeros" in form else None
    c = [integer(text) for text in form["form"]]
    need(len(v) == len(c) == system.n, "each unknown has a numerator and a coefficient")
    need(2 <= len(q) <= MOST + 1 and dense.is_primitive(q), "q is not primitive of degree ≥ 1")
    need(residues.no_common_root(q, [k * x for k, x in enumerate(q)][1:], work), "q is not shown to be squarefree")
    need(w and residues.no_common_root(q, w, work), "w is not shown to be different from 0 at the roots of q")
    gap: Dense = [0, *[-x for x in w]]
    for factor, numerator in zip(c, v, strict=True):
        gap = dense.add(gap, numerator, factor)
    need(dense.divides(q, gap, work) is not None, "t is not Σ cᵢ xᵢ")
    powers: dict[tuple[int, int], Dense] = {}

    def power(k: int, i: int) -> Dense:
        if (k, i) not in powers:
            base = (w, *v)[k]
            powers[k, i] = base if i == 1 else dense.multiply(power(k, i - 1), base, work)
        return powers[k, i]

    def product(factors: list[Dense]) -> Dense:
        return reduce(lambda a, b: dense.multiply(a, b, work), factors, [1])

    for p in system.polynomials:
        top, total = max(map(sum, p)), list[int]()
        for e, coefficient in p.items():
            work.spend(len(q))
            factors = [power(k, i) for k, i in enumerate((top - sum(e), *e)) if i]
            total = dense.add(total, product(factors), coefficient)
        if dense.divides(q, total, work) is None:
            raise Rejected("a point is no solution")
    return Points(system, q, w, v, zeros, work)
