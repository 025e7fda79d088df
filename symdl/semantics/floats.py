"""Floating-point values with NumPy: evidence and search, never a verdict.

What has no value becomes nan or inf, a singular inverse a matrix of nan, so that a search can go on. Rank is
decided by singular values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np

from symdl.semantics.derivative import integers, without_derivatives
from symdl.semantics.fold import fold
from symdl.semantics.roots import narrowed, root_data
from symdl.semantics.substitution import Defined, iterated, size_symbols, with_functions, with_sizes
from symdl.terms.errors import OutOfScopeError, ShapeError
from symdl.terms.shapes import Size, show_shape
from symdl.terms.term import Symbol, Term

Array = np.ndarray[Any, Any]
KEPT = 128
"""Terms that stay ready for the next evaluation."""
Step = tuple[Callable[..., Any] | None, Term, tuple[int, ...]]
Value = Any
"""A float for a scalar, an m × n array for any other shape."""


def evaluate_float(
    term: Term,
    values: Mapping[str, Any],
    sizes: Mapping[str, int] | None = None,
    *,
    functions: Mapping[str, Defined] | None = None,
) -> Value:
    """The value of a term in double precision.

    Args:
        term: any term, derivatives included.
        values: a float or an array for every symbol, by name; a column may be given flat.
        sizes: integers for size names.
        functions: definitions of function symbols.

    Returns:
        A float for a scalar, an m × n array otherwise.

    >>> from symdl import gradient, norm, vector
    >>> x = vector("x", "n")
    >>> evaluate_float(gradient(norm(x) ** 2, x), {"x": [1.0, 2.0]}, {"n": 2}).tolist()
    [[2.0], [4.0]]
    """
    if functions:
        return _value(_prepared(term, sizes or {}, functions), values)
    return _value(_plain(term, tuple(sorted((sizes or {}).items()))), values)


def to_numpy_function(
    term: Term, symbols: Sequence[Term], *, functions: Mapping[str, Defined] | None = None
) -> Callable[..., Value]:
    """A Python function of the symbols' values, in their order; size names are read off the arrays.

    >>> from symdl import matrix, trace
    >>> A = matrix("A", "n", "n")
    >>> to_numpy_function(trace(A @ A), [A])([[1, 2], [3, 4]])
    29.0
    """
    names = [_name(symbol) for symbol in symbols]

    @cache
    def prepared(sizes: tuple[tuple[str, int], ...]) -> Term:
        return _prepared(term, dict(sizes), functions or {})

    def function(*values: Any) -> Value:
        if len(values) != len(symbols):
            raise ShapeError(
                f"This function takes {len(symbols)} arrays ({', '.join(names)}), but {len(values)} were given."
            )
        arrays = [_given(v, symbol) for v, symbol in zip(values, symbols, strict=True)]
        return _value(prepared(_sizes(symbols, arrays)), dict(zip(names, arrays, strict=True)))

    return function


@lru_cache(maxsize=KEPT)
def _plain(term: Term, sizes: tuple[tuple[str, int], ...]) -> Term:
    """A term without functions, ready to be evaluated many times."""
    return _prepared(term, dict(sizes), {})


def _prepared(term: Term, sizes: Mapping[str, int], functions: Mapping[str, Defined]) -> Term:
    sized = with_sizes(term, sizes)
    missing = sorted(size_symbols(sized))
    if missing:
        raise OutOfScopeError(f"{term!r} needs an integer for the size {missing[0]}.")
    return without_derivatives(with_functions(sized, functions) if functions else sized)


def _name(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.name


def _given(value: Any, symbol: Term) -> Array:
    array = np.asarray(value, dtype=float)
    return array.reshape(-1, 1) if array.ndim == 1 and symbol.shape[1] == 1 else array


def _sizes(symbols: Sequence[Term], arrays: Sequence[Array]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for symbol, array in zip(symbols, arrays, strict=True):
        shape = array.shape if array.ndim == 2 else (1, 1)
        for declared, given in zip(symbol.shape, shape, strict=True):
            wanted: Size = found.setdefault(declared, given) if isinstance(declared, str) else declared
            if wanted != given:
                raise ShapeError(
                    f"{symbol!r} is {show_shape(symbol.shape)}, but the array is {shape}, where {wanted} was expected."
                )
    return tuple(sorted(found.items()))


# evaluation ---------------------------------------------------------------------------------------


def _value(term: Term, values: Mapping[str, Any]) -> Value:
    with np.errstate(all="ignore"):
        return _evaluate(term, values, {})


def _evaluate(term: Term, values: Mapping[str, Any], bound: Mapping[Term, Value]) -> Value:
    found: list[Value] = []
    for rule, part, places in _steps(term):
        if rule is None:
            found.append(OPEN[part.op](part, values, bound))
        else:
            found.append(rule(part, *[found[place] for place in places]))
    return found[-1]


@lru_cache(maxsize=KEPT)
def _steps(term: Term) -> tuple[Step, ...]:
    """Each subterm once, its arguments before it: a rule and where the arguments stand; no rule for what needs values."""
    steps: list[Step] = []

    def noted(part: Term, *places: int) -> int:
        steps.append((RULES.get(part.op), part, places))
        return len(steps) - 1

    fold(term, dict.fromkeys((*RULES, *OPEN), noted), name="a float")
    return tuple(steps)


def _symbol(term: Term, values: Mapping[str, Any], bound: Mapping[Term, Value]) -> Value:
    if term in bound:
        return bound[term]
    name = _name(term)
    if name not in values:
        raise OutOfScopeError(f"No value was given for {name} ({show_shape(term.shape)}).")
    array = _given(values[name], term)
    if array.size == 1 and term.shape == (1, 1):
        return float(array.reshape(()))
    if array.shape != term.shape:
        raise ShapeError(f"{name} is {show_shape(term.shape)}, but its value has the shape {array.shape}.")
    return array


def _sum(term: Term, values: Mapping[str, Any], bound: Mapping[Term, Value]) -> float:
    low, high = (round(_evaluate(arg, values, bound)) for arg in term.args[:2])
    index = Term("sym", data=term.data)
    return float(sum(_evaluate(term.args[2], values, {**bound, index: float(k)}) for k in range(low, high + 1)))


def _iterate(term: Term, values: Mapping[str, Any], bound: Mapping[Term, Value]) -> Value:
    reached, count = (_evaluate(arg, values, bound) for arg in term.args[:2])
    for _ in range(round(count)):
        reached = _evaluate(term.args[2], values, {**bound, iterated(term): reached})
    return reached


OPEN: dict[str, Callable[..., Value]] = {"sym": _symbol, "sum": _sum, "iterate": _iterate}
"""Operators that look at values themselves."""


def _matrix(value: Value) -> Array:
    return value if isinstance(value, np.ndarray) else np.array([[value]], dtype=float)


def _sealed(value: Any) -> Value:
    """A float for a 1 × 1 matrix."""
    return float(value.reshape(())) if value.shape in ((1, 1), ()) else value


def _on_matrices(function: Callable[..., Any]) -> Callable[..., Value]:
    return lambda term, *values: _sealed(np.asarray(function(*map(_matrix, values)), dtype=float))


def _entrywise(function: Callable[..., Any]) -> Callable[..., Value]:
    return lambda term, *values: _sealed(np.asarray(function(*values), dtype=float))


def _inverse(a: Array) -> Array:
    try:
        return np.linalg.inv(a)
    except np.linalg.LinAlgError:
        return np.full_like(a, np.nan)


def _pinv(a: Array) -> Array:
    return np.linalg.pinv(a) if np.isfinite(a).all() and a.size else np.full(a.shape[::-1], np.nan)


def _sqrtm(a: Array) -> Array:
    """By eigenvalues; nan for what is not symmetric and positive semidefinite."""
    if not np.isfinite(a).all() or not np.allclose(a, a.T):
        return np.full_like(a, np.nan)
    values, vectors = np.linalg.eigh(a)
    if a.size and values[0] < -1e-9 * max(1.0, values[-1]):
        return np.full_like(a, np.nan)
    root: Array = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    return root


def _expm(a: Array) -> Array:
    from scipy.linalg import expm

    return np.asarray(expm(a)) if np.isfinite(a).all() and a.size else np.full_like(a, np.nan)


def _no_value(term: Term) -> Value:
    raise OutOfScopeError("a generic rank is shown by a minor and a bound, not by floats")


def _rank(a: Array) -> float:
    return float(np.linalg.matrix_rank(a)) if np.isfinite(a).all() and a.size else (0.0 if not a.size else np.nan)


def _positive_index(a: Array) -> float:
    if not np.isfinite(a).all():
        return np.nan
    values = np.linalg.eigvalsh(a + a.T)
    return float((values > len(a) * np.finfo(float).eps * np.abs(values).max(initial=0.0)).sum())


def _product(term: Term, *values: Value) -> Value:
    result: Any = values[0]
    for value in values[1:]:
        result = result * value
    return result


def _matmul(*factors: Array) -> Array:
    result = factors[0]
    for factor in factors[1:]:
        result = result @ factor
    return result


def _raised(base: float, exponent: float) -> float:
    return float(np.float_power(base, exponent))


def _root(term: Term) -> float:
    low, high = narrowed(*root_data(term), 80)
    return float((low + high) / 2)


def _array(term: Term, *entries: float) -> Value:
    return _sealed(np.array(entries, dtype=float).reshape(integers(term, term.shape)))


RULES: dict[str, Callable[..., Value]] = {
    "num": lambda term: nearest_float(term.data),
    "size": lambda term: float(term.data),
    "root": _root,
    "identity": lambda term: np.eye(term.shape[0]),
    "zeros": lambda term: np.zeros(term.shape),
    "ones": lambda term: np.ones(term.shape),
    "array": _array,
    "block": lambda term, *parts: np.block(
        [[_matrix(p) for p in parts[i : i + term.data[1]]] for i in range(0, len(parts), term.data[1])]
    ),
    "add": lambda term, *values: sum(values[1:], values[0]),
    "mul": _product,
    "matmul": _on_matrices(_matmul),
    "pow": lambda term, base: _raised(base, term.data),
    "power": lambda term, base, exponent: _raised(base, exponent),
    "matrix_power": _on_matrices(lambda a, n: np.linalg.matrix_power(a, round(float(n[0, 0])))),
    "hadamard_power": lambda term, base: np.float_power(base, term.data),
    "transpose": _on_matrices(lambda a: a.T),
    "inverse": _on_matrices(_inverse),
    "pinv": _on_matrices(_pinv),
    "sqrtm": _on_matrices(_sqrtm),
    "expm": _on_matrices(_expm),
    "trace": _on_matrices(np.trace),
    "det": _on_matrices(np.linalg.det),
    "rank": _on_matrices(_rank),
    "positive_index": _on_matrices(_positive_index),
    "generic_rank": _no_value,
    "network_rank": _no_value,
    "norm": _on_matrices(lambda a: np.sqrt((a * a).sum())),
    "inner": _on_matrices(lambda a, b: (a * b).sum()),
    "hadamard": _entrywise(np.multiply),
    "kron": _on_matrices(np.kron),
    "vec": _on_matrices(lambda a: a.T.reshape(-1, 1)),
    "diag": _on_matrices(lambda a: np.diag(a[:, 0])),
    "entry": lambda term, a: float(_matrix(a)[term.data]),
    "exp": _entrywise(np.exp),
    "log": _entrywise(np.log),
    "sqrt": _entrywise(np.sqrt),
    "tanh": _entrywise(np.tanh),
    "abs": _entrywise(np.abs),
    "sign": _entrywise(np.sign),
    "max": _entrywise(np.maximum),
    "min": _entrywise(np.minimum),
}


def nearest_float(value: Any) -> float:
    """The nearest float; infinite beyond the range."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
