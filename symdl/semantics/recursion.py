"""Matrix powers and iterates by recursion: the steps that are known, written out.

A⁰ = I, Aᵗ⁺¹ = A Aᵗ          iterate(x₀, 0) = x₀, iterate(x₀, t + 1) = step(iterate(x₀, t))
"""

from __future__ import annotations

from fractions import Fraction

from symdl.semantics.substitution import iterated, substitute
from symdl.terms import operators as ops
from symdl.terms.errors import BudgetError
from symdl.terms.term import Symbol, Term

RECURSIVE = frozenset({"matrix_power", "iterate"})
LONGEST = 500
"""Most steps that are written out."""


def unrolled(term: Term) -> Term | None:
    """An equal term with the known number of steps written out, None when no step is known.

    >>> from symdl import matrix, scalar
    >>> A, t = matrix("A", "n", "n"), scalar("t", natural=True)
    >>> unrolled(A ** (t + 2))
    A@A@A^t
    """
    base, count, *step = term.args
    known, rest = parted(count)
    if known == 0 and rest is not None:
        return None
    if known > LONGEST:
        raise BudgetError(f"{term!r} takes {known} steps, and at most {LONGEST} are written out; use a symbol.")
    before = () if rest is None else (Term(term.op, (base, rest, *step), term.data, shape=term.shape),)
    if term.op == "matrix_power":
        factors = (*[base] * known, *before)
        return ops.matmul(*factors) if factors else ops.identity(term.shape[0])
    reached = before[0] if before else base
    for _ in range(known):
        reached = substitute(step[0], {iterated(term): reached})
    return reached


def parted(count: Term) -> tuple[int, Term | None]:
    """A number of steps as a known part and what is left, None for nothing; 0 where the rest could be negative."""
    known, rest = Fraction(0), []
    for part in _summands(count):
        if part.op == "num":
            known += part.data
        else:
            rest.append(part)
    if known.denominator != 1 or known < 0 or not all(map(is_natural, rest)):
        return 0, count
    return int(known), ops.add(*rest) if rest else None


def _summands(term: Term) -> list[Term]:
    return [part for arg in term.args for part in _summands(arg)] if term.op == "add" else [term]


def is_natural(term: Term) -> bool:
    """Whether a term is a natural number by its form."""
    if term.op == "num":
        return bool(term.data >= 0 and term.data.denominator == 1)
    if term.op in ("add", "mul"):
        return all(map(is_natural, term.args))
    return term.op == "size" or (isinstance(term.data, Symbol) and term.op == "sym" and term.data.domain == "natural")
