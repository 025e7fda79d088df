"""Products with vec and ⊗ as products of matrices.

    (P ⊗ Q) vec Y = vec(Q Y Pᵀ)         (vec X)ᵀ (P ⊗ Q) = vec(Qᵀ X P)ᵀ         (vec X)ᵀ vec Y = tr XᵀY

So an equation between matrices can be used inside. Reference: Magnus, Neudecker, Matrix Differential Calculus, ch. 2.
"""

from __future__ import annotations

from collections.abc import Sequence

from symdl.calculus.build import product, turned
from symdl.semantics.substitution import rebuilt
from symdl.terms import operators as ops
from symdl.terms.term import Term, subterms


def unstacked(term: Term) -> Term:
    """An equal term in which no vec stands beside a ⊗ or another vec.

    >>> from symdl import kron, matrix, vec
    >>> P, Q, Y = matrix("P", "n", "n"), matrix("Q", "m", "m"), matrix("Y", "m", "n")
    >>> unstacked(kron(P, Q) @ vec(Y))
    vec(Q@Y@Pᵀ)
    """
    memo: dict[Term, Term] = {}
    for part in subterms(term):
        args = tuple(memo[arg] for arg in part.args)
        memo[part] = _joined(args) if part.op == "matmul" and _has_vec(args) else rebuilt(part, args)
    return memo[term]


def _has_vec(factors: Sequence[Term]) -> bool:
    return any(factor.op == "vec" or _row(factor) is not None for factor in factors)


def _joined(factors: Sequence[Term]) -> Term:
    done: list[Term] = []
    for factor in factors:
        done.append(factor)
        while len(done) > 1 and (found := _met(*done[-2:])) is not None:
            done[-2:] = [found]
    if len(done) == 2 and (rows := _row(done[0])) is not None and done[1].op == "vec":
        columns = done[1].args[0]
        if rows.shape == columns.shape:
            return ops.trace(product(turned(rows), columns))
    return product(*done)


def _met(a: Term, b: Term) -> Term | None:
    """The product of two neighbours; None when it is no vec."""
    if a.op == "kron" and b.op == "vec":
        (p, q), (y,) = a.args, b.args
        return ops.vec(product(q, y, turned(p))) if y.shape == (q.shape[1], p.shape[1]) else None
    x = _row(a)
    if x is not None and b.op == "kron":
        p, q = b.args
        return turned(ops.vec(product(turned(q), x, p))) if x.shape == (q.shape[0], p.shape[0]) else None
    return None


def _row(term: Term) -> Term | None:
    """X of (vec X)ᵀ."""
    return term.args[0].args[0] if term.op == "transpose" and term.args[0].op == "vec" else None
