"""The hypotheses that a false claim may lack, weakest first.

For scalars: s ≠ 0, signs, order; for sizes m = n, m ≤ n; for matrices: invertible, full row or column rank, normal,
symmetric, idempotent, (semi)definite, orthonormal rows or columns; for pairs: commuting, orthogonal, one range inside the
other; for terms of the goal: what makes them defined; for given hypotheses: their strict form or their converse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from symdl.claims.claim import Claim
from symdl.provers.obligations import obligations
from symdl.semantics.substitution import walk
from symdl.terms import operators as ops
from symdl.terms.relation import Relation, at_most, equal, exists, less_than, pd, psd, terms_of, unequal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Symbol, Term

MOST = 240
"""How many candidates are tried."""
MOST_SYMBOLS = 8
LAST = 10
"""The level of candidates that say much."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hypothesis on the symbols of a claim.

    Attributes:
        words: how one says it, such as ``A is invertible``; mathematics between dollar signs is LaTeX.
        relations: what is added to the hypotheses.
        level: how much it asks for; a weaker one has a smaller level.
        tests: the same without quantifiers, to be evaluated at exact numbers; the relations by default.
        merged: pairs of size names, the first of which is to be the second.
        parts: the candidates it was put together from.
        strangeness: of two that say the same, the one with the smaller number is named.
    """

    words: str
    relations: tuple[Relation, ...]
    level: int
    tests: tuple[Relation, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    parts: tuple[Candidate, ...] = ()
    strangeness: int = 0

    @property
    def tested(self) -> tuple[Relation, ...]:
        return self.tests or self.relations


def candidates(claim: Claim) -> list[Candidate]:
    """The hypotheses to try, by level; those that are given already, and the claim itself, are left out."""
    known = {part for hypothesis in claim.hypotheses for part in parts(hypothesis)}
    known |= {stronger for part in parts(claim.goal) for stronger in (part, *_strict(part))}
    found: dict[tuple[Relation, ...], Candidate] = {}
    for candidate in _all(claim):
        if not known.issuperset(candidate.relations):
            found.setdefault(candidate.tested, candidate)
    return sorted(found.values(), key=lambda candidate: candidate.level)[:MOST]


def together(*several: Candidate) -> Candidate:
    """All of the candidates at once."""
    relations = tuple(dict.fromkeys(relation for one in several for relation in one.relations))
    tests = tuple(dict.fromkeys(relation for one in several for relation in one.tested))
    merged = tuple(pair for one in several for pair in one.merged)
    words, level = " and ".join(one.words for one in several), sum(one.level for one in several) + 1
    return Candidate(words, relations, level, tests, merged, several if len(several) > 1 else ())


def parts(relation: Relation) -> Iterator[Relation]:
    """The parts of a conjunction."""
    if relation.op == "and":
        for part in relation.args:
            yield from parts(part)
    else:
        yield relation


def _all(claim: Claim) -> Iterator[Candidate]:
    scalars = [s for s in claim.symbols if is_scalar(s.shape)][:MOST_SYMBOLS]
    matrices = [s for s in claim.symbols if not is_scalar(s.shape)][:MOST_SYMBOLS]
    for symbol in scalars:
        yield from _of_scalar(symbol)
    for pair in permutations(scalars, 2):
        yield from _of_scalars(*pair)
    yield from _of_sizes(claim.sizes)
    for symbol in matrices:
        yield from _of_square(symbol) if symbol.shape[0] == symbol.shape[1] else _of_rectangle(symbol)
    for first, second in combinations(matrices, 2):
        yield from _of_pair(first, second)
    for first, second in permutations(matrices, 2):
        yield from _ranges(first, second)
    yield from _definedness(claim)
    yield from _strengthened(claim.hypotheses)


def _name(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.name


# symbols ------------------------------------------------------------------------------------------


def _said(*relations: Relation, level: int) -> Candidate:
    """A candidate that is said as it is written."""
    return Candidate(" and ".join(map(repr, relations)), relations, level)


def _of_scalar(s: Term) -> Iterator[Candidate]:
    domain = s.data.domain
    if domain != "positive":
        yield Candidate(f"{unequal(s, 0)!r}", (unequal(s, 0),), 1, strangeness=1)  # 0 < s where 0 ≤ s is given
        yield _said(less_than(0, s), level=3)
    if domain in ("real", "integer"):
        yield _said(at_most(0, s), level=2)
        yield _said(at_most(s, 0), level=2)
        yield _said(less_than(s, 0), level=3)
    yield _said(at_most(s, 1), level=2)
    yield _said(at_most(1, s), level=3)


def _of_scalars(s: Term, t: Term) -> Iterator[Candidate]:
    yield _said(at_most(s, t), level=2)
    yield _said(less_than(s, t), level=3)
    if _name(s) < _name(t):
        yield _said(unequal(s, t), level=1)


def _of_sizes(names: Sequence[str]) -> Iterator[Candidate]:
    for m, n in combinations(names, 2):
        same = equal(ops.size(m), ops.size(n))
        yield Candidate(f"{m} = {n}", (same,), LAST, merged=((n, m),))
    for m, n in permutations(names, 2):
        fits = at_most(ops.size(m), ops.size(n))
        yield Candidate(f"{fits!r}", (fits,), 2, strangeness=1)  # a rank is named where it says the same


def _of_rectangle(x: Term) -> Iterator[Candidate]:
    name, (m, n) = _name(x), x.shape
    yield _said(unequal(x, 0), level=1)
    if n == 1 or m == 1:
        return
    for size, gram, side in ((m, x @ x.T, "rows"), (n, x.T @ x, "columns")):
        yield _said(equal(ops.rank(x), ops.size(size)), level=4)
        yield Candidate(f"{name} has orthonormal {side}", (equal(gram, ops.identity(size)),), 8)


def _of_square(a: Term) -> Iterator[Candidate]:
    name, one = _name(a), ops.identity(a.shape[0])
    symmetric = equal(a, a.T)
    properties: dict[str, tuple[int, tuple[Relation, ...]]] = {
        "is invertible": (4, (unequal(ops.det(a), 0),)),
        "is normal": (4, (equal(a @ a.T, a.T @ a),)),
        "is symmetric": (5, (symmetric,)),
        "is positive semidefinite": (6, (psd(a),)),
        "is positive definite": (7, (pd(a),)),
        "is idempotent": (8, (equal(a @ a, a),)),
        "is skew-symmetric": (8, (equal(a.T, -a),)),
        "is an involution": (8, (equal(a @ a, one),)),
        "is orthogonal": (8, (equal(a.T @ a, one),)),
        "is an orthogonal projection": (8, (equal(a @ a, a), symmetric)),
    }
    yield _said(unequal(a, 0), level=1)
    for said, (level, relations) in properties.items():
        yield Candidate(f"{name} {said}", relations, level, strangeness=int(said == "is normal"))


def _of_pair(a: Term, b: Term) -> Iterator[Candidate]:
    names = f"{_name(a)} and {_name(b)}"
    if a.shape == b.shape and a.shape[0] == a.shape[1]:
        yield Candidate(f"{names} commute", (equal(a @ b, b @ a),), 5)
        yield Candidate(f"{names} are symmetric", (equal(a, a.T), equal(b, b.T)), 8)
        yield Candidate(f"{names} are invertible", (unequal(ops.det(a), 0), unequal(ops.det(b), 0)), 7)
        yield Candidate(f"{names} are positive semidefinite", (psd(a), psd(b)), 8)
        yield Candidate(f"{names} are positive definite", (pd(a), pd(b)), 9)
    for first, second in ((a, b), (b, a)):
        is_product = first.shape[1] == second.shape[0] and 1 not in (*first.shape, *second.shape)
        if is_product and first.shape != second.shape:  # of square ones it says that they are invertible
            inner = ops.size(first.shape[1])
            yield _said(equal(ops.rank(first), inner), equal(ops.rank(second), inner), level=7)
    if a.shape == b.shape:
        columns, rows = equal(a.T @ b, 0), equal(a @ b.T, 0)
        if a.shape[1] == 1:
            yield Candidate(f"{names} are orthogonal", (columns,), 6)
        else:
            yield _said(columns, level=LAST)
            yield _said(rows, level=LAST)
            yield _said(columns, rows, level=LAST + 1)


def _ranges(a: Term, b: Term) -> Iterator[Candidate]:
    """The range of b in that of A, and the rows of b in the span of those of A."""
    for outer, inner, said in ((a, b, "range"), (a.T, b.T, "row space")):
        if outer.shape[0] == inner.shape[0] != 1 and outer.shape[1] != 1:
            factor = ops.matrix(_fresh(a, b), outer.shape[1], inner.shape[1])
            inside = exists(factor, equal(inner, outer @ factor))
            projected = equal(outer @ ops.pinv(outer) @ inner, inner)
            verb = "lies in" if b.shape[1] == 1 else f"has its {said} in"
            words = f"{_name(b)} {verb} the {said} of {_name(a)}"
            yield Candidate(words, (inside,), 3, tests=(projected,), strangeness=1)


def _fresh(*symbols: Term) -> str:
    taken, name = set(map(_name, symbols)), "K"
    while name in taken:
        name += "_"
    return name


# terms and hypotheses -----------------------------------------------------------------------------


def _definedness(claim: Claim) -> Iterator[Candidate]:
    """What makes the terms of the goal defined: one by one, and all of it."""
    symbols = set(claim.symbols)
    needed = [o for o in obligations(*terms_of(claim.goal)) if o.is_atomic and symbols.issuperset(_symbols(o))]
    for obligation in needed:
        yield _defining(obligation)
    if len(needed) > 1:
        yield together(*map(_defining, needed))


def _defining(obligation: Relation) -> Candidate:
    left, *rest = obligation.args
    if obligation.op == "ne" and left.op == "det" and rest[0].op == "num":
        return Candidate(f"{left.args[0]!r} is invertible", (obligation,), 5, strangeness=1)
    return _said(obligation, level=3)


def _symbols(relation: Relation) -> set[Term]:
    return {term for term in walk(relation) if term.op == "sym"}


def _strengthened(hypotheses: Sequence[Relation]) -> Iterator[Candidate]:
    """Strict forms of the inequalities, and converses of the inclusions of ranges, one by one and all together."""
    given = [part for hypothesis in hypotheses for part in parts(hypothesis)]
    for part in given:
        yield from (_said(strict, level=3 if strict.op == "lt" else 6) for strict in _strict(part))
    converses = [found for found in map(_converse, given) if found is not None]
    yield from converses
    if len(converses) > 1:
        yield together(*converses)


def _strict(relation: Relation) -> list[Relation]:
    """< for ≤, ≻ for ⪰."""
    if relation.op == "le":
        return [less_than(*relation.args)]
    return [pd(*relation.args)] if relation.op == "psd" else []


def _converse(part: Relation) -> Candidate | None:
    """S = T L for some L, when T = S K for some K is given (or with the factors on the other side)."""
    if part.op != "exists" or len(part.bound) != 1 or part.args[0].op != "eq":
        return None
    (factor,), sides = part.bound, part.args[0].args
    for inside, product in (sides, sides[::-1]):
        if product.op == "matmul" and factor in (product.args[0], product.args[-1]) and factor not in walk(inside):
            is_last = product.args[-1] is factor
            outside = ops.matmul(*(product.args[:-1] if is_last else product.args[1:]))
            if factor in walk(outside):
                return None
            new = ops.symbol(_name(factor), shape=factor.shape[::-1])
            goal = equal(outside, inside @ new if is_last else new @ inside)
            test = (
                equal(inside @ ops.pinv(inside) @ outside, outside)
                if is_last
                else equal(outside @ ops.pinv(inside) @ inside, outside)
            )
            said = "range" if is_last else "row space"
            return Candidate(f"the {said}s of {inside!r} and {outside!r} are equal", (exists(new, goal),), 5, (test,))
    return None
