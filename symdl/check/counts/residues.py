"""Polynomials in one variable modulo a prime, to show that polynomials over ℚ have no common root.

If q has a leading coefficient that p does not divide and q, f have a common factor over ℚ, they have one modulo p.
So a constant gcd modulo p shows that they are coprime over ℚ.
"""

from symdl.check.counts.dense import Dense, trimmed
from symdl.check.polynomial import Work

PRIMES = (2**61 - 1, 2**31 - 1, 2**89 - 1, 2**107 - 1)
"""Tried one after another; each is prime (Mersenne)."""


def reduced(p: Dense, prime: int) -> Dense:
    return trimmed([c % prime for c in p])


def remainder(a: Dense, b: Dense, prime: int, work: Work) -> Dense:
    """a modulo a monic b."""
    rest = list(a)
    while len(rest) >= len(b):
        c = rest[-1]
        if c:
            work.spend(1 + len(b) // 4)
            shift = len(rest) - len(b)
            for i, x in enumerate(b):
                rest[shift + i] = (rest[shift + i] - c * x) % prime
        rest.pop()
    return trimmed(rest)


def monic(p: Dense, prime: int) -> Dense:
    inverse = pow(p[-1], -1, prime)
    return [c * inverse % prime for c in p]


def are_coprime(a: Dense, b: Dense, prime: int, work: Work) -> bool:
    """Whether the gcd is constant, for residues that are not both 0."""
    while b:
        b = monic(b, prime)
        a, b = b, remainder(a, b, prime, work)
    return len(a) == 1


def no_common_root(q: Dense, f: Dense, work: Work) -> bool:
    """Whether one of the primes shows that q ≠ 0 and f are coprime over ℚ."""
    return any(q[-1] % p and are_coprime(reduced(q, p), reduced(f, p), p, work) for p in PRIMES)
