"""Polynomials in one variable over ℤ, as lists of coefficients, the constant first and the last not 0.

Long products are one product of integers: the coefficients are laid side by side with room for those of the result (Kronecker).
"""

from itertools import pairwise
from math import gcd, isqrt

from symdl.check.judgement import need
from symdl.check.polynomial import Work

Dense = list[int]


def trimmed(p: Dense) -> Dense:
    """Without leading zeros."""
    while p and not p[-1]:
        p.pop()
    return p


def add(a: Dense, b: Dense, factor: int = 1) -> Dense:
    """a + factor·b."""
    short = max(len(a), len(b))
    a, b = a + [0] * (short - len(a)), b + [0] * (short - len(b))
    return trimmed([x + factor * y for x, y in zip(a, b, strict=True)])


def bits(p: Dense) -> int:
    """The length of the longest coefficient."""
    return max(map(int.bit_length, p), default=0)


def multiply(a: Dense, b: Dense, work: Work) -> Dense:
    """a·b."""
    if not a or not b:
        return []
    slot = (bits(a) + bits(b) + min(len(a), len(b)).bit_length() + 2 + 7) // 8
    long, short = 8 * slot * max(len(a), len(b)), 8 * slot * min(len(a), len(b))
    work.spend(1 + len(a) + len(b) + (long // short + 1) * short * isqrt(short) // 16_384)
    size = len(a) + len(b) - 1
    offset = int.from_bytes((b"\0" * (slot - 1) + b"\x40") * size, "little")
    laid = (_packed(a, slot) * _packed(b, slot) + offset).to_bytes(slot * size + 1, "little")
    half = 1 << (8 * slot - 2)
    return [int.from_bytes(laid[k * slot : (k + 1) * slot], "little") - half for k in range(size)]


def _packed(p: Dense, slot: int) -> int:
    """p(2^(8·slot))."""
    positive = b"".join(max(c, 0).to_bytes(slot, "little") for c in p)
    negative = b"".join(max(-c, 0).to_bytes(slot, "little") for c in p)
    return int.from_bytes(positive, "little") - int.from_bytes(negative, "little")


def divides(q: Dense, p: Dense, work: Work) -> Dense | None:
    """The quotient p/q when the primitive q divides p, which is then in ℤ[T] (Gauss); None otherwise."""
    rest, quotient = list(p), [0] * max(0, len(p) - len(q) + 1)
    step = 1 + len(q) * (1 + bits(q) // 256)
    for k in range(len(p) - len(q), -1, -1):
        c, remainder = divmod(rest[k + len(q) - 1], q[-1])
        if remainder:
            return None
        if c:
            work.spend(step)
            quotient[k] = c
            for i, x in enumerate(q):
                rest[k + i] -= c * x
    return None if any(rest) else quotient


def is_primitive(p: Dense) -> bool:
    """Whether the coefficients are coprime."""
    return gcd(*p) == 1


def real_roots(p: Dense, work: Work) -> int:
    """The number of distinct real roots of p ≠ 0, by Sturm's theorem: sign changes of its chain at −∞ minus those at +∞."""
    chain = [p, [k * c for k, c in enumerate(p)][1:]]
    while chain[-1]:
        chain.append(_negated_remainder(chain[-2], chain[-1], work))
    leads = [(len(q) - 1, q[-1] > 0) for q in chain[:-1]]
    right = sum(a[1] != b[1] for a, b in pairwise(leads))
    left = sum((a[1] ^ (a[0] % 2 == 1)) != (b[1] ^ (b[0] % 2 == 1)) for a, b in pairwise(leads))
    return left - right


def _negated_remainder(a: Dense, b: Dense, work: Work) -> Dense:
    """A positive multiple of −(a mod b), with coprime coefficients."""
    rest, lead = list(a), abs(b[-1])
    sign = 1 if b[-1] > 0 else -1
    while len(rest) >= len(b):
        work.spend(len(rest) * (1 + bits(rest) // 256 * (1 + lead.bit_length() // 256)))
        top, shift = rest[-1] * sign, len(rest) - len(b)
        rest = [lead * c for c in rest]
        for i, x in enumerate(b):
            rest[shift + i] -= top * x
        need(not rest.pop(), "the leading terms cancel")
        trimmed(rest)
    content = gcd(*rest)
    return [-c // content for c in rest]
