"""Relations between terms, and the logic around them.

Atomic relations: =, ≠, ≤, < between scalars (= and ≠ also between matrices), ⪰ 0 and ≻ 0.
An atomic relation with an undefined term (a division by 0, the logarithm of −1) does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, NamedTuple

from symdl.terms.errors import DeclarationError, ShapeError
from symdl.terms.operators import entry, minimiser_body, ones, zeros
from symdl.terms.shapes import is_scalar, show_shape
from symdl.terms.term import Number, Symbol, Term, as_scalar, as_term, subterms


class Counted(NamedTuple):
    """How a number of solutions compares with another number.

    Attributes:
        field: one of FIELDS, or of CRITICAL for the critical points of one real polynomial.
        comparison: eq, ne, le or gt.
        value: a natural number, or "infinite".
    """

    field: str
    comparison: str
    value: int | str


FIELDS = {
    "complex": "complex",
    "real": "real",
    "torus": "complex without a zero coordinate",
    "isolated": "isolated complex",
    "isolated_torus": "isolated complex without a zero coordinate",
}
"""Where solutions are counted."""
CRITICAL = {
    "critical": "critical points",
    "minima": "local minima",
    "maxima": "local maxima",
    "saddles": "saddle points",
    "degenerate": "degenerate critical points",
    "spurious_minima": "local minima that are not global",
}
"""Kinds of critical points of a real polynomial; a saddle is neither a local minimum nor a local maximum."""
UNCOUNTED = {"eq": "ne", "ne": "eq", "le": "gt", "gt": "le"}


class Relation:
    """A formula over terms; immutable. ``args`` holds terms (atomic relations) or relations (connectives).

    ``data`` is the figure of a `count`, and None for any other relation.
    """

    __slots__ = ("args", "bound", "data", "op")

    op: str
    args: tuple[Any, ...]
    bound: tuple[Term, ...]
    data: Counted | None

    def __init__(
        self, op: str, args: tuple[Any, ...] = (), bound: tuple[Term, ...] = (), data: Counted | None = None
    ) -> None:
        object.__setattr__(self, "op", op)
        object.__setattr__(self, "args", args)
        object.__setattr__(self, "bound", bound)
        object.__setattr__(self, "data", data)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a relation is immutable; {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a relation is immutable; {name} cannot be deleted")

    def __reduce__(self) -> tuple[type[Relation], tuple[Hashable, ...]]:
        return Relation, (self.op, self.args, self.bound, self.data)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Relation):
            return NotImplemented
        return (self.op, self.args, self.bound, self.data) == (other.op, other.args, other.bound, other.data)

    def __hash__(self) -> int:
        return hash((self.op, self.args, self.bound, self.data))

    def __bool__(self) -> bool:
        raise TypeError("a relation has no truth value before it is verified; call verify(relation)")

    def __repr__(self) -> str:
        from symdl.semantics.text import relation_to_text

        return relation_to_text(self)

    def _repr_latex_(self) -> str:
        return f"$${self.latex()}$$"

    def latex(self) -> str:
        """The LaTeX source of the relation."""
        from symdl.semantics.latex import relation_to_latex

        return relation_to_latex(self)

    @property
    def is_atomic(self) -> bool:
        return self.op in ATOMIC


EACH = frozenset({"each_ne", "each_le", "each_lt"})
"""What is said of every entry."""
ATOMIC = frozenset({"eq", "ne", "le", "lt", "psd", "pd", *EACH})
CONNECTIVES = frozenset({"and", "or", "implies", "iff", "forall", "exists", "true", "false", "minimises", "count"})

TRUE = Relation("true")
FALSE = Relation("false")


def _pair(op: str, left: Any, right: Any) -> Relation:
    first, second = as_term(left), as_term(right)
    if first.shape != second.shape:
        if first.op == "num" and first.data == 0:
            first = zeros(*second.shape)
        elif second.op == "num" and second.data == 0:
            second = zeros(*first.shape)
        else:
            raise ShapeError(
                f"Cannot compare {first!r} ({show_shape(first.shape)}) with {second!r} ({show_shape(second.shape)}): "
                "shapes differ; transpose one of them or correct its declaration."
            )
    return Relation(op, (first, second))


def equal(a: Any, b: Any) -> Relation:
    """a = b, between terms of one shape; the number 0 may stand for a zero matrix."""
    return _pair("eq", a, b)


def unequal(a: Any, b: Any) -> Relation:
    """a ≠ b: at least one entry differs."""
    return _pair("ne", a, b)


def at_most(a: Any, b: Any) -> Relation:
    """a ≤ b between scalars."""
    return Relation("le", (as_scalar(a, role="A side of ≤"), as_scalar(b, role="A side of ≤")))


def less_than(a: Any, b: Any) -> Relation:
    """a < b between scalars."""
    return Relation("lt", (as_scalar(a, role="A side of <"), as_scalar(b, role="A side of <")))


def _of_entries(op: str, a: Any, b: Any) -> Relation:
    first, second = as_term(a), as_term(b)
    if is_scalar(first.shape) and not is_scalar(second.shape):
        first = zeros(*second.shape) if first.op == "num" and first.data == 0 else first * ones(*second.shape)
    if is_scalar(second.shape) and not is_scalar(first.shape):
        second = zeros(*first.shape) if second.op == "num" and second.data == 0 else second * ones(*first.shape)
    relation = _pair(op, first, second)
    return Relation(op.removeprefix("each_"), relation.args) if is_scalar(first.shape) else relation


def entrywise_unequal(a: Any, b: Any) -> Relation:
    """Every entry of a differs from that of b; a scalar is compared with every entry."""
    return _of_entries("each_ne", a, b)


def entrywise_at_most(a: Any, b: Any) -> Relation:
    """Every entry of a is ≤ that of b; a scalar is compared with every entry."""
    return _of_entries("each_le", a, b)


def entrywise_less_than(a: Any, b: Any) -> Relation:
    """Every entry of a is < that of b; a scalar is compared with every entry.

    >>> from symdl import matrix
    >>> entrywise_less_than(0, matrix("X", "m", "n"))
    0_{m×n} < X in every entry
    """
    return _of_entries("each_lt", a, b)


def _square(value: Any) -> Term:
    term = as_term(value)
    if term.shape[0] != term.shape[1]:
        raise ShapeError(f"A definite matrix is square, but {term!r} is {show_shape(term.shape)}.")
    return term


def psd(A: Any) -> Relation:  # noqa: N803
    """A is symmetric and positive semidefinite: A = Aᵀ and xᵀ A x ≥ 0 for every x."""
    return Relation("psd", (_square(A),))


def pd(A: Any) -> Relation:  # noqa: N803
    """A is symmetric and positive definite: A = Aᵀ and xᵀ A x > 0 for every x ≠ 0."""
    return Relation("pd", (_square(A),))


def minimises(x: Any, f: Term | Callable[[Term], Any], *, over: Term | None = None) -> Relation:
    """``x`` is a global minimiser of ``f``: f(x) ≤ f(v) for every v.

    ``f`` is a Python function from a term to a scalar term, or a scalar term in the symbol ``over``
    (by default ``x`` itself, when x is a symbol).

    Args:
        x: the point, any shape.
        f: the function; it need only be defined where it is evaluated.
        over: the symbol of ``f``, when ``f`` is a term.
    """
    point = as_term(x)
    variable = over if over is not None else (point if point.op == "sym" else None)
    if callable(f):
        names = {term.data.name for term in subterms(point) if isinstance(term.data, Symbol)}
        variable = Term("sym", data=Symbol(_fresh("v", names)), shape=point.shape)
    if variable is None:
        raise ShapeError("minimises(x, f): f must be a function, or x a symbol, or the symbol given with over=.")
    return Relation("minimises", (minimiser_body(f, variable), point), (variable,))


def count_is(
    number: int | str, polynomials: Sequence[Any], unknowns: Sequence[Term], *, over: str = "complex"
) -> Relation:
    """The number of distinct common zeros of the polynomials.

    Args:
        number: natural, or "infinite".
        polynomials: scalar terms in the unknowns, each set equal to zero.
        unknowns: real scalar symbols; they range over ℂ unless ``over`` is real.
        over: complex, real, torus (complex, without a zero coordinate), isolated (isolated points of the complex
            solution set) or isolated_torus.

    >>> from symdl import scalar
    >>> x = scalar("x")
    >>> count_is(2, [x**2 + 1], [x])
    2 complex solutions in x: x^2 + 1 = 0
    """
    return _count(number, "eq", polynomials, unknowns, over)


def count_at_most(
    number: int, polynomials: Sequence[Any], unknowns: Sequence[Term], *, over: str = "complex"
) -> Relation:
    """At most so many distinct common zeros; see `count_is`."""
    return _count(number, "le", polynomials, unknowns, over)


def critical_count_is(number: int | str, loss: Any, unknowns: Sequence[Term], *, kind: str = "critical") -> Relation:
    """The number of critical points of a polynomial over the reals, or of those of a kind.

    Args:
        number: natural, or "infinite".
        loss: a scalar term, a polynomial in the unknowns.
        unknowns: real scalar symbols; they range over ℝ.
        kind: critical (all of them), minima, maxima (local ones, strict or not), saddles (neither minimum nor maximum),
            degenerate (with a singular Hessian), spurious_minima (local minima whose value is not the least of all).

    >>> from symdl import scalar
    >>> x = scalar("x")
    >>> critical_count_is(2, (x**2 - 1) ** 2, [x], kind="minima")
    2 local minima in x of (x^2 - 1)^2
    """
    if kind not in CRITICAL:
        raise DeclarationError(
            f"Critical points are counted by kind, {', '.join(CRITICAL)}; {kind!r} is none of these."
        )
    return _count(number, "eq", [loss], unknowns, kind)


def every_minimum_is_global(loss: Any, unknowns: Sequence[Term]) -> Relation:
    """Every local minimum of a polynomial over the reals is a global one: none is spurious; see `critical_count_is`."""
    return critical_count_is(0, loss, unknowns, kind="spurious_minima")


def _count(
    number: int | str, comparison: str, polynomials: Sequence[Any], unknowns: Sequence[Term], over: str
) -> Relation:
    if over in CRITICAL and len(polynomials) != 1:
        raise DeclarationError(f"The {CRITICAL[over]} are those of one polynomial, not of {len(polynomials)}.")
    if over not in FIELDS and over not in CRITICAL:
        raise DeclarationError(f"Solutions are counted over {', '.join(FIELDS)}; {over!r} is none of these.")
    is_natural = type(number) is int and number >= 0
    if not is_natural and not (number == "infinite" and comparison in ("eq", "ne")):
        raise DeclarationError(f"A number of solutions is a natural number or 'infinite', not {number!r}.")
    bound = _bound(list(unknowns))
    if not bound or len(set(bound)) != len(bound) or any(s.shape != (1, 1) or s.data.domain != "real" for s in bound):
        raise DeclarationError("The unknowns of a count are different real scalars, at least one.")
    terms = tuple(as_scalar(p, role="An equation") for p in polynomials)
    return Relation("count", terms, bound, Counted(over, comparison, number))


def _fresh(stem: str, taken: set[str]) -> str:
    name = stem
    while name in taken:
        name += "_"
    return name


def both(*relations: Relation) -> Relation:
    """All of the relations hold."""
    parts = tuple(part for relation in relations for part in (relation.args if relation.op == "and" else (relation,)))
    return parts[0] if len(parts) == 1 else Relation("and", parts)


def either(*relations: Relation) -> Relation:
    """At least one of the relations holds."""
    parts = tuple(part for relation in relations for part in (relation.args if relation.op == "or" else (relation,)))
    return parts[0] if len(parts) == 1 else Relation("or", parts)


def implies(hypotheses: Relation | Sequence[Relation], conclusion: Relation) -> Relation:
    """When all ``hypotheses`` hold, so does ``conclusion``."""
    given = [hypotheses] if isinstance(hypotheses, Relation) else list(hypotheses)
    return Relation("implies", (*given, conclusion)) if given else conclusion


def iff(left: Relation, right: Relation) -> Relation:
    """Either both relations hold or neither does."""
    return Relation("iff", (left, right))


def forall(symbols: Term | Sequence[Term], relation: Relation) -> Relation:
    """The relation holds for every value of the symbols."""
    return Relation("forall", (relation,), _bound(symbols))


def exists(symbols: Term | Sequence[Term], relation: Relation) -> Relation:
    """The relation holds for some value of the symbols."""
    return Relation("exists", (relation,), _bound(symbols))


def _bound(symbols: Term | Sequence[Term]) -> tuple[Term, ...]:
    bound = (symbols,) if isinstance(symbols, Term) else tuple(symbols)
    for term in bound:
        if not isinstance(term, Term) or term.op != "sym":
            raise ShapeError(f"A quantifier binds symbols, but {term!r} is none.")
    return bound


COMPLEMENT: dict[str, Callable[[Any, Any], Relation]] = {
    "eq": unequal,
    "ne": equal,
    "le": lambda a, b: less_than(b, a),
    "lt": lambda a, b: at_most(b, a),
}


def negation(relation: Relation) -> Relation:
    """The relation with the negation pushed down to its atoms; ⪰ and ≻ have none and raise ShapeError."""
    match relation.op:
        case "eq" | "ne" | "le" | "lt":
            return COMPLEMENT[relation.op](*relation.args)
        case "and":
            return either(*map(negation, relation.args))
        case "or":
            return both(*map(negation, relation.args))
        case "implies":
            return both(*relation.args[:-1], negation(relation.args[-1]))
        case "iff":
            left, right = relation.args
            return either(both(left, negation(right)), both(right, negation(left)))
        case "forall":
            return exists(relation.bound, negation(relation.args[0]))
        case "exists":
            return forall(relation.bound, negation(relation.args[0]))
        case "true":
            return FALSE
        case "false":
            return TRUE
        case "count":
            field, comparison, value = relation.data or ("", "", 0)
            return Relation("count", relation.args, relation.bound, Counted(field, UNCOUNTED[comparison], value))
        case "minimises":
            return negation(unfolded(relation))
    return negation(unfolded(relation))


def unfolded(relation: Relation) -> Relation:
    """The definition of ⪰, ≻, `minimises`, and of what is said of every entry, by the other relations."""
    from symdl.semantics.substitution import free_symbols, fresh, substitute

    if relation.op in EACH:
        rows, columns = relation.args[0].shape
        if not (isinstance(rows, int) and isinstance(columns, int)):
            raise ShapeError(f"{relation!r} is about named sizes, at which its entries cannot be listed.")
        op, places = relation.op.removeprefix("each_"), [(i, j) for i in range(rows) for j in range(columns)]
        parts = [Relation(op, tuple(entry(side, place) for side in relation.args)) for place in places]
        return both(*parts) if parts else TRUE
    if relation.op == "minimises":
        body, point = relation.args
        (variable,) = relation.bound
        is_captured = variable in free_symbols(point)
        v = fresh(variable, free_symbols(body, point)) if is_captured else variable
        return forall(v, at_most(substitute(body, {variable: point}), substitute(body, {variable: v})))
    (matrix,) = relation.args
    taken = {term.data.name for term in subterms(matrix) if isinstance(term.data, Symbol)}
    x = Term("sym", data=Symbol(_fresh("x", taken)), shape=(matrix.shape[0], 1))
    form = x.T @ matrix @ x
    value = at_most(0, form) if relation.op == "psd" else implies(unequal(x, 0), less_than(0, form))
    return both(equal(matrix, matrix.T), forall(x, value))


def terms_of(*relations: Relation) -> Iterator[Term]:
    """The terms that stand directly in the atoms of the relations."""
    for relation in relations:
        for arg in relation.args:
            if isinstance(arg, Term):
                yield arg
            else:
                yield from terms_of(arg)


def is_between_scalars(relation: Relation) -> bool:
    return all(isinstance(arg, Term) and is_scalar(arg.shape) for arg in relation.args)


__all__ = [
    "ATOMIC",
    "FALSE",
    "TRUE",
    "Counted",
    "Number",
    "Relation",
    "at_most",
    "both",
    "count_at_most",
    "count_is",
    "critical_count_is",
    "either",
    "entrywise_at_most",
    "entrywise_less_than",
    "entrywise_unequal",
    "equal",
    "every_minimum_is_global",
    "exists",
    "forall",
    "iff",
    "implies",
    "less_than",
    "minimises",
    "negation",
    "pd",
    "psd",
    "unequal",
    "unfolded",
]
