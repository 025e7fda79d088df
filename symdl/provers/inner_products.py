"""Which squares, inner products and norms of matrices at symbolic sizes are worth a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from symdl.algebra.quotients import Atoms
from symdl.provers.state import State
from symdl.provers.uses import Use, of_kind
from symdl.semantics.substitution import size_symbols, walk
from symdl.terms import operators as ops
from symdl.terms.relation import Relation, at_most, equal, less_than
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

MOST_GAPS = 4
MOST_PRODUCTS = 3


def grams(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """tr(MᵀM) ≥ 0 for the halves of words that read the same reversed, and for differences of vectors."""
    halves: dict[Term, None] = {}
    for term in atoms:
        half = _half(term)
        if half is not None:
            halves.setdefault(half)
    known = list(halves)
    for a, b in combinations(known[:5], 2):
        if a.shape == b.shape:
            known += [a - b, a + b]
    for half in known:
        gram = ops.trace(half.T @ half)
        yield Use("gram_nonnegative", (half,), (), at_most(0, gram))
    for half in list(halves):
        if Relation("ne", (half, ops.zeros(*half.shape))) in state.hypotheses:
            gram = ops.trace(half.T @ half)
            yield Use("gram_positive", (half,), (Relation("ne", (half, ops.zeros(*half.shape))),), less_than(0, gram))
    for term in of_kind(atoms, "norm"):
        (a,) = term.args
        yield Use("norm_nonnegative", (a,), (), at_most(0, term))
        yield Use("norm_square", (a,), (), equal(term * term, ops.trace(a.T @ a)))


def products(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """⟨A, B⟩² ≤ ‖A‖²‖B‖² for the words AᵀB in sight, and |⟨A, B⟩| ≤ ‖A‖‖B‖ where norms are."""
    has_norms = any(any(t.op == "norm" for t in walk(relation)) for relation in (state.goal, *state.hypotheses))
    for a, b in list(dict.fromkeys(pair for term in atoms for pair in _factors(term)))[:MOST_PRODUCTS]:
        squares = ops.trace(a.T @ a) * ops.trace(b.T @ b)
        yield Use("cauchy_schwarz", (a, b), (), at_most(ops.inner(a, b) ** 2, squares))
        if has_norms:
            bound = ops.norm(a) * ops.norm(b)
            yield Use("inner_bound", (a, b), (), at_most(ops.inner(a, b), bound))
            yield Use("inner_bound", (-a, b), (), at_most(ops.inner(-a, b), ops.norm(-a) * ops.norm(b)))


def _factors(term: Term) -> Iterator[tuple[Term, Term]]:
    """A and B, both the like of letters in the term's own words, where the term is the trace of AᵀB and no square."""
    product = term.args[0] if term.op == "trace" else term
    if product.op != "matmul" or not size_symbols(term) or _half(term) is not None:
        return
    for cut in range(1, len(product.args)):
        left, right = ops.matmul(*product.args[:cut]).T, ops.matmul(*product.args[cut:])
        if left.shape == right.shape:
            yield left, right


def replacements(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """⟨A − B, V⟩ = 0 for a matrix equation A = B of symbolic size and the matrices V in sight."""
    gaps = [h.args[0] - h.args[1] for h in state.hypotheses if h.op == "eq" and size_symbols(h.args[0])]
    gaps = [gap for gap in gaps if not is_scalar(gap.shape)][:MOST_GAPS]
    words = [term.args[0] if term.op == "trace" else term for term in atoms if term.op in ("trace", "matmul")]
    letters = [letter if turn == 0 else letter.T for word in words for letter in word.args for turn in (0, 1)]
    for gap in gaps:
        zero = ops.zeros(*gap.shape)
        for other in dict.fromkeys(v for v in letters if v.shape == gap.shape and v.op != "transpose"):
            premises = (equal(gap, zero), equal(other, other))
            yield Use(
                "congruence",
                (ops.inner(gap, other), ops.inner(zero, other)),
                premises,
                equal(ops.inner(gap, other), ops.inner(zero, other)),
            )


def _half(term: Term) -> Term | None:
    """M when the term is tr(MᵀM)."""
    from symdl.algebra.words import flipped

    product = term.args[0] if term.op == "trace" else term
    if product.op != "matmul" or not size_symbols(term) or len(product.args) % 2:
        return None
    word = product.args
    for turn in range(len(word)) if term.op == "trace" else (0,):
        turned = word[turn:] + word[:turn]
        left, right = turned[: len(word) // 2], turned[len(word) // 2 :]
        if left == tuple(flipped(letter) for letter in reversed(right)):
            return ops.matmul(*right)
    return None
