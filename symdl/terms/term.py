"""The term: a typed expression, immutable and interned.

A term is an operator, its argument terms, and the data the operator needs (a name, a number, a size).
It says nothing about how it is computed: every meaning is a fold in `symdl.semantics`. Terms are
interned, so equal terms are one object: comparison is by identity and a fold visits a shared
subterm once.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from symdl.terms.errors import BudgetError, CoercionError, ShapeError
from symdl.terms.shapes import SCALAR, Shape, Size, is_scalar, show_shape

if TYPE_CHECKING:
    from symdl.terms.relation import Relation

MAX_SIZE = 2_000_000
"""Largest term, counted as a tree; a larger one is refused before any work is done."""

MAX_DEPTH = 400
"""Deepest nesting of a term."""

MAX_BITS = 14_000
"""Longest number; Python and certificates write 4 300 decimal digits."""

MAX_ENTRIES = 10_000
"""Most entries of a matrix whose sizes are integers; a larger one is for named sizes."""

DOMAINS = ("real", "positive", "nonnegative", "integer", "natural", "complex")
"""Of scalars; a matrix is real or complex."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A declared name: the data of a ``sym`` term."""

    name: str
    domain: str = "real"


@dataclass(frozen=True, slots=True)
class FunctionSymbol:
    """An arbitrary smooth function ℝ^domain → ℝ^codomain; the data of an ``apply`` term.

    A scalar function of several arguments has ``arity`` > 1 and sizes (1, …, 1) → 1.
    """

    name: str
    domain: tuple[Size, ...] = (1,)
    codomain: Size = 1

    @property
    def arity(self) -> int:
        return len(self.domain)

    def __call__(self, *arguments: Any) -> Term:
        from symdl.terms.operators import apply

        return apply(self, *arguments)


@dataclass(frozen=True, slots=True)
class Application:
    """A function symbol with the order of derivative in each argument."""

    function: FunctionSymbol
    orders: tuple[int, ...]


Number = int | Fraction


class Term:
    """An operator applied to terms, with a shape. Build terms with the functions of `symdl`, not directly."""

    __slots__ = ("__weakref__", "_hash", "args", "data", "depth", "is_complex", "op", "shape", "size")

    op: str
    args: tuple[Term, ...]
    data: Any  # hashable; what it is depends on the operator
    shape: Shape
    size: int
    depth: int
    is_complex: bool  # whether a complex matrix occurs in it
    _hash: int

    _interned: ClassVar[weakref.WeakValueDictionary[tuple[Hashable, ...], Term]] = weakref.WeakValueDictionary()

    def __new__(cls, op: str, args: tuple[Term, ...] = (), data: Hashable = None, *, shape: Shape = SCALAR) -> Term:
        key = (op, tuple(map(id, args)), _key(data), shape)
        found = cls._interned.get(key)
        if found is not None:
            return found
        term = object.__new__(cls)
        size = 1 + sum(arg.size for arg in args)
        depth = 1 + max((arg.depth for arg in args), default=0)
        if size > MAX_SIZE or depth > MAX_DEPTH:
            raise BudgetError(
                f"A term of {size} nodes and depth {depth} is larger than symdl reads "
                f"({MAX_SIZE} nodes, depth {MAX_DEPTH}); name its parts and claim them one by one."
            )
        rows, columns = shape
        if isinstance(rows, int) and isinstance(columns, int) and rows * columns > MAX_ENTRIES:
            raise BudgetError(
                f"A {rows} × {columns} matrix has more than the {MAX_ENTRIES} entries symdl computes with; use named sizes."
            )
        is_complex = any(arg.is_complex for arg in args) or (isinstance(data, Symbol) and data.domain == "complex")
        fields = {"op": op, "args": args, "data": data, "shape": shape, "size": size, "depth": depth}
        fields["is_complex"] = is_complex
        fields["_hash"] = hash((op, tuple(arg._hash for arg in args), data, shape))
        for name, value in fields.items():
            object.__setattr__(term, name, value)
        cls._interned[key] = term
        return term

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a term is immutable; {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a term is immutable; {name} cannot be deleted")

    def __reduce__(self) -> tuple[Callable[..., Term], tuple[Any, ...]]:
        return _rebuild, (self.op, self.args, self.data, self.shape)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other

    def __bool__(self) -> bool:
        raise TypeError("a term has no truth value; use equal(a, b), at_most(a, b) or less_than(a, b)")

    def __repr__(self) -> str:
        from symdl.semantics.text import to_text

        return to_text(self)

    def _repr_latex_(self) -> str:
        from symdl.semantics.latex import to_latex

        return f"${to_latex(self)}$"

    # arithmetic -------------------------------------------------------------------------------

    def __add__(self, other: Any) -> Term:
        return _operate("add", self, other)

    def __radd__(self, other: Any) -> Term:
        return _operate("add", other, self)

    def __sub__(self, other: Any) -> Term:
        return _operate("subtract", self, other)

    def __rsub__(self, other: Any) -> Term:
        return _operate("subtract", other, self)

    def __neg__(self) -> Term:
        return _operate("scale", -1, self)

    def __mul__(self, other: Any) -> Term:
        return _operate("scale", self, other)

    def __rmul__(self, other: Any) -> Term:
        return _operate("scale", other, self)

    def __truediv__(self, other: Any) -> Term:
        return _operate("divide", self, other)

    def __rtruediv__(self, other: Any) -> Term:
        return _operate("divide", other, self)

    def __matmul__(self, other: Any) -> Term:
        return _operate("matmul", self, other)

    def __rmatmul__(self, other: Any) -> Term:
        return _operate("matmul", other, self)

    def __pow__(self, exponent: Any) -> Term:
        return _operate("power", self, exponent)

    def __rpow__(self, base: Any) -> Term:
        return _operate("power", base, self)

    @property
    def T(self) -> Term:  # noqa: N802
        """The transpose."""
        from symdl.terms.operators import transpose

        return transpose(self)

    @property
    def H(self) -> Term:  # noqa: N802
        """The conjugate transpose; of a real matrix the transpose."""
        from symdl.terms.operators import adjoint

        return adjoint(self)

    def __getitem__(self, index: int | tuple[int, int]) -> Term:
        """The entry at a zero-based index: ``x[i]`` of a vector, ``A[i, j]`` of a matrix."""
        from symdl.terms.operators import entry

        return entry(self, index)

    def __iter__(self) -> Iterator[Term]:
        raise TypeError("a term cannot be iterated; take entries with x[i] or A[i, j]")

    def __le__(self, other: Any) -> Relation:
        return _relate("at_most", self, other)

    def __lt__(self, other: Any) -> Relation:
        return _relate("less_than", self, other)

    def __ge__(self, other: Any) -> Relation:
        return _relate("at_most", other, self)

    def __gt__(self, other: Any) -> Relation:
        return _relate("less_than", other, self)

    def at(self, values: dict[Term, Any]) -> Term:
        """The term with its symbols replaced after differentiation: ``gradient(f, x).at({x: x0})``."""
        from symdl.terms.operators import evaluated_at

        return evaluated_at(self, values)

    def to_sympy(self) -> Any:
        """The SymPy expression with the same meaning; raises OutOfScopeError where SymPy has none."""
        from symdl.semantics.sympy import to_sympy

        return to_sympy(self)

    def latex(self) -> str:
        """The LaTeX source of the term."""
        from symdl.semantics.latex import to_latex

        return to_latex(self)


def _key(data: Hashable) -> Hashable:
    """Data as a key made of built-in values; 1 and Fraction(1) stay apart."""
    if isinstance(data, Fraction):
        return "fraction", data.numerator, data.denominator
    return (type(data).__name__, tuple(map(_key, data))) if isinstance(data, tuple) else data


def _rebuild(op: str, args: tuple[Term, ...], data: Hashable, shape: Shape) -> Term:
    return Term(op, args, data, shape=shape)


def _operate(name: str, left: Any, right: Any) -> Term:
    from symdl.terms import operators

    result: Term = getattr(operators, name)(left, right)
    return result


def _relate(name: str, left: Any, right: Any) -> Relation:
    from symdl.terms import relation

    result: Relation = getattr(relation, name)(left, right)
    return result


def number(value: Number | str) -> Term:
    """The rational number ``value`` (an int, a Fraction, or text such as "2/3" or "0.25") as a scalar term."""
    exact = Fraction(value)
    bits = max(exact.numerator.bit_length(), exact.denominator.bit_length())
    if bits > MAX_BITS:
        raise BudgetError(
            f"A number of {bits} binary digits is longer than the {MAX_BITS} symdl writes down; write it as a power."
        )
    return Term("num", data=exact)


def as_term(value: Any) -> Term:
    """Read a term, an int or a Fraction; raise CoercionError for anything inexact."""
    if isinstance(value, Term):
        return value
    if isinstance(value, bool):
        raise CoercionError("A truth value is no number; write 0 or 1.")
    if isinstance(value, int | Fraction):
        return number(value)
    if isinstance(value, float):
        raise CoercionError(
            f"{value!r} is a float, which is not exact; write an int or a Fraction such as Fraction(1, 3)."
        )
    if hasattr(value, "free_symbols"):
        from symdl.semantics.sympy import from_sympy

        return from_sympy(value)
    raise CoercionError(f"{value!r} cannot be read as a term; use a term, an int or a Fraction.")


def as_scalar(value: Any, *, role: str) -> Term:
    """Read a scalar term; raise ShapeError naming its ``role`` otherwise."""
    term = as_term(value)
    if not is_scalar(term.shape):
        raise ShapeError(f"{role} must be a scalar, but {term!r} is {show_shape(term.shape)}.")
    return term


def subterms(*roots: Term) -> Iterator[Term]:
    """Every distinct subterm of ``roots``, arguments before the terms they stand in."""
    seen: set[Term] = set()
    stack = [(root, False) for root in reversed(roots)]
    while stack:
        term, ready = stack.pop()
        if ready:
            yield term
        elif term not in seen:
            seen.add(term)
            stack.append((term, True))
            stack.extend((arg, False) for arg in reversed(term.args))
