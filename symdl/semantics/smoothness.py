"""Where a term is differentiable: what must not vanish for |u|, max(a, b), √u and ‖A‖ to have a derivative."""

from __future__ import annotations

from itertools import product

from symdl.semantics.derivative import integers, without_derivatives
from symdl.semantics.substitution import free_by_part
from symdl.terms import operators as ops
from symdl.terms.term import Term, subterms


def smoothness(term: Term, variable: Term) -> tuple[Term, ...]:
    """Scalar terms that are all defined where ``term``, itself defined, is differentiable by ``variable``.

    They are reciprocals: 1/u for |u|, sign u and √u, 1/(a − b) for max(a, b), 1/⟨A, A⟩ for ‖A‖, except an even power.
    """
    memo: dict[Term, tuple[Term, ...]] = {}
    plain = without_derivatives(term)
    free = free_by_part(plain)
    for part in subterms(plain):
        inner = part.args[0].args if _is_even_norm(part) else part.args
        below = tuple(dict.fromkeys(c for arg in inner for c in memo[arg]))
        if part.op == "sum":
            below = tuple(Term("sum", (*part.args[:2], c), part.data) for c in below)
        memo[part] = below if variable not in free[part] else (*below, *map(_reciprocal, _vanishing(part)))
    return memo[plain]


def _is_even_norm(term: Term) -> bool:
    return (
        term.op == "pow"
        and term.args[0].op == "norm"
        and isinstance(term.data, int)
        and term.data >= 0
        and term.data % 2 == 0
    )


def _reciprocal(term: Term) -> Term:
    return ops.divide(1, term)


def _vanishing(term: Term) -> tuple[Term, ...]:
    """What must not be 0 for the operator of the term to be differentiable."""
    if term.op in ("abs", "sign", "sqrt"):
        return _all_entries(term.args[0])
    if term.op in ("max", "min"):
        return _all_entries(ops.subtract(*term.args))
    return (ops.inner(term.args[0], term.args[0]),) if term.op == "norm" else ()


def _all_entries(term: Term) -> tuple[Term, ...]:
    m, n = integers(term, term.shape)
    return tuple(ops.entry(term, place) for place in product(range(m), range(n)))
