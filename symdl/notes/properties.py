"""The words that say something of a matrix, vector or scalar, and the relations they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations

from symdl.terms import operators as ops
from symdl.terms import relation as rel
from symdl.terms.errors import ShapeError
from symdl.terms.relation import Relation
from symdl.terms.shapes import Size, is_scalar, show_shape
from symdl.terms.term import Term

Property = Callable[[Term], list[Relation]]


def _square(term: Term) -> Size:
    if term.shape[0] != term.shape[1]:
        raise ShapeError(f"this is said of square matrices, but {term!r} is {show_shape(term.shape)}.")
    return term.shape[0]


def _invertible(term: Term) -> list[Relation]:
    _square(term)
    return [rel.unequal(term, 0) if is_scalar(term.shape) else rel.unequal(ops.det(term), 0)]


def _orthogonal(term: Term) -> list[Relation]:
    n = _square(term)
    return [rel.equal(ops.matmul(term.T, term), ops.identity(n)), rel.equal(ops.matmul(term, term.T), ops.identity(n))]


def _rank(side: int) -> Property:
    return lambda term: [rel.equal(ops.rank(term), ops.size(term.shape[side]))]


def _full_rank(term: Term) -> list[Relation]:
    rows, columns = (ops.size(size) for size in term.shape)
    return [rel.equal(ops.rank(term), rows if rows is columns else ops.minimum(rows, columns))]


def _sign(build: Callable[[Term], Relation]) -> Property:
    def say(term: Term) -> list[Relation]:
        if not is_scalar(term.shape):
            raise ShapeError(
                f"this is said of scalars, but {term!r} is {show_shape(term.shape)}; write what its entries or x^T A x are."
            )
        return [build(term)]

    return say


def _idempotent(term: Term) -> list[Relation]:
    _square(term)
    return [rel.equal(ops.matmul(term, term), term)]


def _symmetric(term: Term) -> list[Relation]:
    _square(term)
    return [rel.equal(term.T, term)]


def _skew(term: Term) -> list[Relation]:
    _square(term)
    return [rel.equal(term.T, ops.scale(-1, term))]


def _hermitian(term: Term) -> list[Relation]:
    _square(term)
    return [rel.equal(term.H, term)]


def _skew_hermitian(term: Term) -> list[Relation]:
    _square(term)
    return [rel.equal(term.H, ops.scale(-1, term))]


def _unitary(term: Term) -> list[Relation]:
    n = _square(term)
    return [rel.equal(ops.matmul(term.H, term), ops.identity(n)), rel.equal(ops.matmul(term, term.H), ops.identity(n))]


def _normal(term: Term) -> list[Relation]:
    _square(term)
    return [rel.equal(ops.matmul(term, term.H), ops.matmul(term.H, term))]


def _diagonal(term: Term) -> list[Relation]:
    return [rel.equal(ops.hadamard(term, ops.identity(_square(term))), term)]


def _involutory(term: Term) -> list[Relation]:
    return [rel.equal(ops.matmul(term, term), ops.identity(_square(term)))]


def _unit_columns(term: Term) -> list[Relation]:
    unit = ops.identity(term.shape[1])
    return [rel.equal(ops.hadamard(ops.matmul(term.H, term), unit), unit)]


def _value(build: Callable[[Term], Term], value: int) -> Property:
    return lambda term: [rel.equal(build(term), value)]


def _unit(term: Term) -> list[Relation]:
    if term.shape[1] != 1:
        raise ShapeError(f"a matrix such as {term!r} has several norms; write which one, as in \\|A\\|_F = 1.")
    return [rel.equal(ops.norm(term), 1)]


def _checked_square(term: Term) -> list[Relation]:
    _square(term)
    return []


def _nothing(term: Term) -> list[Relation]:
    return []


PART = r"(?:entries|components|coordinates)"
PROPERTIES: list[tuple[str, Property]] = [
    (
        rf"(?:all |strictly )*positive {PART}|entrywise (?:strictly )?positive",
        lambda A: [rel.entrywise_less_than(0, A)],
    ),
    (rf"(?:all )?non-?negative {PART}|entrywise non-?negative", lambda A: [rel.entrywise_at_most(0, A)]),
    (
        rf"(?:all |strictly )*negative {PART}|entrywise (?:strictly )?negative",
        lambda A: [rel.entrywise_less_than(A, 0)],
    ),
    (rf"(?:all )?non-?zero {PART}|entrywise non-?zero", lambda A: [rel.entrywise_unequal(A, 0)]),
    (r"(?:of )?zero trace|(?:of )?trace (?:zero|0)|traceless|trace-free", _value(ops.trace, 0)),
    (r"(?:of )?unit trace|(?:of )?trace (?:one|1)", _value(ops.trace, 1)),
    (r"unit determinant|determinant (?:one|1)", _value(ops.det, 1)),
    (r"(?:of )?(?:rank[ -](?:one|1)|unit rank)", _value(ops.rank, 1)),
    (r"(?:of )?rank[ -](?:two|2)", _value(ops.rank, 2)),
    (r"unit(?:-norm)? columns|columns of unit (?:norm|length)|columns of norm (?:one|1)", _unit_columns),
    (r"(?:strictly )?positive[ -]definite", lambda A: [rel.pd(A)]),
    (r"positive[ -]semi-?definite|non-?negative[ -]definite|psd", lambda A: [rel.psd(A)]),
    (r"negative[ -]definite", lambda A: [rel.pd(ops.scale(-1, A))]),
    (r"negative[ -]semi-?definite", lambda A: [rel.psd(ops.scale(-1, A))]),
    (r"(?:skew|anti)-?symmetric", _skew),
    (r"symmetric", _symmetric),
    (r"(?:skew|anti)-?hermitian", _skew_hermitian),
    (r"hermitian|self-?adjoint", _hermitian),
    (r"unitary", _unitary),
    (r"invertible|non-?singular|regular", _invertible),
    (r"singular", lambda A: [rel.equal(ops.det(A), 0)]),
    (r"orthogonal projec(?:tion|tor)(?: matrix)?", lambda P: [*_idempotent(P), *_hermitian(P)]),
    (r"projec(?:tion|tor)(?: matrix)?|idempotent", _idempotent),
    (r"orthogonal", _orthogonal),
    (r"orthonormal columns", lambda A: [rel.equal(ops.matmul(A.H, A), ops.identity(A.shape[1]))]),
    (r"orthonormal rows", lambda A: [rel.equal(ops.matmul(A, A.H), ops.identity(A.shape[0]))]),
    (r"(?:of )?full row[ -]rank", _rank(0)),
    (r"(?:of )?full column[ -]rank", _rank(1)),
    (r"(?:of )?full[ -]rank", _full_rank),
    (r"normal", _normal),
    (r"diagonal", _diagonal),
    (r"involutory|involutions?", _involutory),
    (r"square", _checked_square),
    (r"non-?zero", lambda x: [rel.unequal(x, 0)]),
    (r"(?:is|are|be|being) (?:equal to )?zero", lambda x: [rel.equal(x, 0)]),
    (r"(?:is|are|be|being) the identity(?: matrix)?", lambda A: [rel.equal(A, ops.identity(_square(A)))]),
    (r"non-?negative", _sign(lambda x: rel.at_most(0, x))),
    (r"(?:strictly )?positive", _sign(lambda x: rel.less_than(0, x))),
    (r"(?:strictly )?negative", _sign(lambda x: rel.less_than(x, 0))),
    (r"unit vectors?|(?:of )?(?:unit (?:norm|length)|norm (?:1|one))", _unit),
]
"""Words of one term, longer ones first, and the relations they stand for."""


def _perpendicular(a: Term, b: Term) -> Relation:
    if a.shape[1] != 1 or b.shape[1] != 1:
        raise ShapeError(f"this is said of columns, but {a!r} is {show_shape(a.shape)}; write it as a formula.")
    return rel.equal(ops.matmul(a.T, b), 0)


PAIRS: list[tuple[str, Callable[[Term, Term], Relation]]] = [
    (r"(?:pairwise |mutually )?distinct|different", rel.unequal),
    (r"(?:pairwise |mutually )?(?:commute|commuting)", lambda A, B: rel.equal(ops.matmul(A, B), ops.matmul(B, A))),
]
"""Words of several terms, said of each pair of them."""

COLUMNS: list[tuple[str, Callable[[Term, Term], Relation]]] = [(r"(?:pairwise |mutually )?orthogonal", _perpendicular)]
"""The same of columns."""

VERBS = r"(?:is|are|be|being)\s+(?:both\s+)?"
BINARY: list[tuple[str, Callable[[Term, Term], Relation]]] = [
    (rf"(?:{VERBS})?(?:orthogonal|perpendicular) to", _perpendicular),
    (r"commutes? with", lambda A, B: rel.equal(ops.matmul(A, B), ops.matmul(B, A))),
    (rf"(?:{VERBS})?(?:different|distinct) from", rel.unequal),
]
"""Words between a term and another one."""

SMOOTH = re.compile(
    r"(?<![-\w])(?:(?:once |twice |infinitely |continuously |sufficiently |infinitely often )*differentiable|smooth)\b(?!-)",
    re.IGNORECASE,
)
"""Functions are smooth in any case."""

UNSAID = re.compile(
    r"convex|concave|strongly convex|lipschitz(?: continuous)?|continuous|bounded(?: below| above)?|random|gaussian|independent|i\.i\.d\.|"
    r"diagonali[sz]able|triangular|nilpotent|sparse|stochastic|analytic|monotone|increasing|decreasing|"
    r"generic|general position|low[ -]rank|ill-conditioned|well-conditioned|(?:sufficiently )?(?:large|small)(?: enough)?|tall|wide|measurable|compact|linearly independent|linear|homogeneous|complex|even|odd|prime|centred|centered|whitened|permutation",
    re.IGNORECASE,
)
"""Words that say something that cannot be said in terms; they are refused, not overlooked."""

_ANY = "|".join(pattern for pattern, _ in PROPERTIES)
ELSEWHERE = re.compile(
    rf"\b(?:{_ANY})\s+(?:[a-z-]+\s+)?(?:columns?|rows?|parts?|inverse|values?|blocks?|minors?|roots?|forms?|equations?|spectrum)\b|"
    r"\b(?:inverse|product|sum|multiple|power|part|square|root|limit|difference|transpose|similar|congruent|close|proportional|equal|"
    r"almost|nearly|approximately|roughly|hardly|barely)\s+(?:of\s+|to\s+)?(?:an?\s+|the\s+|two\s+|some\s+)?(?:[a-z-]+\s+)?"
    rf"(?:{_ANY})\b",
    re.IGNORECASE,
)
"""A property of something else than the terms before it: of columns, of a part, of factors; or one that nearly holds."""

KINDS: list[tuple[str, str]] = [
    (r"positive integers?|natural numbers?", "counting"),
    (r"non-?negative integers?", "natural"),
    (r"integers?", "integer"),
    (r"positive (?:real )?(?:numbers?|scalars?|reals?|constants?)", "positive"),
    (r"non-?negative (?:real )?(?:numbers?|scalars?|reals?|constants?)", "nonnegative"),
    (r"(?:real )?(?:numbers?|scalars?)|reals", "real"),
]
"""Nouns that declare a name without a meaning as a scalar."""


def pairs(terms: list[Term], build: Callable[[Term, Term], Relation]) -> list[Relation]:
    return [build(a, b) for a, b in combinations(terms, 2)]


ADJECTIVES = (
    "positive", "definite", "semidefinite", "negative", "symmetric", "antisymmetric", "invertible", "nonsingular", "singular",
    "orthogonal", "orthonormal", "projection", "projector", "idempotent", "nonzero", "nonnegative", "distinct", "commute", "diagonal",
)  # fmt: skip
"""Words of which a misspelt form is recognised."""
