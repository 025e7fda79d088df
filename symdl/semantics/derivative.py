"""Derivatives as terms: `gradient`, `hessian`, `jacobian` and `at` rewritten by the rules of calculus.

The derivative of a term by a symbol in a direction is again a term, of the same shape:

    d(A B) = dA B + A dB        d(A⁻¹) = −A⁻¹ dA A⁻¹        d‖A‖ = ⟨A, dA⟩ / ‖A‖
    d det A = Σᵢ det(A with row i replaced by row i of dA)
    d max(a, b) = da (1 + sign(a − b))/2 + db (1 − sign(a − b))/2

A gradient collects these over the unit directions of its variable, so the variable needs integer sizes; all other
sizes may be names. Where |a|, sign or max have a kink the rules return one convention, not a derivative. A rule may
also drop a factor 0: a derivative is only meaningful where the differentiated term is defined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Any

from symdl.semantics.fold import fold
from symdl.semantics.partials import as_partial, partial
from symdl.semantics.substitution import DERIVATIVES, at_parts, free_symbols, rebuilt, substitute
from symdl.terms import operators as ops
from symdl.terms.blocks import block
from symdl.terms.errors import OutOfScopeError
from symdl.terms.shapes import SCALAR, Shape, is_scalar, show_shape
from symdl.terms.term import Application, FunctionSymbol, Symbol, Term, number, subterms


def differentiate(term: Term, variable: Term, direction: Term | None = None) -> Term:
    """The derivative of ``term`` by ``variable`` in a ``direction``, free of derivative nodes.

    Args:
        term: a term of any shape.
        variable: a symbol.
        direction: a closed term in the shape of ``variable``; 1 for a scalar.

    Raises:
        OutOfScopeError: for a rank or pseudoinverse that depends on the variable, or a size that must be an integer.

    >>> from symdl import exp, scalar
    >>> x = scalar("x")
    >>> differentiate(exp(x**2), x)
    2*exp(x^2)*x
    """
    plain = without_derivatives(term)
    return _differential(plain, variable, number(1) if direction is None else direction)


@lru_cache(maxsize=1024)
def without_derivatives(term: Term) -> Term:
    """An equivalent term without gradient, hessian, jacobian and at, matrices kept as matrices.

    What remains of them are the partial derivatives of vector functions that are only declared.
    """
    memo: dict[Term, Term] = {}
    for part in subterms(term):
        if as_partial(part):
            memo[part] = part
        elif part.op in DERIVATIVES:
            memo[part] = _derived(part, memo[part.args[0]])
        elif part.op == "at":
            body, keys, values = at_parts(part)
            memo[part] = substitute(memo[body], {k: memo[v] for k, v in zip(keys, values, strict=True)})
        else:
            memo[part] = rebuilt(part, tuple(memo[arg] for arg in part.args))
    return memo[term]


def expanded(term: Term) -> Term:
    """An equivalent scalar term, or an `array` of scalar terms; all sizes must be integers.

    >>> from symdl import gradient, norm, vector
    >>> x = vector("x", 2)
    >>> expanded(gradient(norm(x) ** 2 / 2, x)).shape
    (2, 1)
    """
    from symdl.semantics.entries import entries_of

    return assembled(entries_of(term), term.shape)


def assembled(rows: Sequence[Sequence[Term]], shape: Shape) -> Term:
    """The matrix with these entries; a symbol when they are just its entries."""
    if 0 in shape:
        return ops.zeros(*shape)
    if is_scalar(shape):
        return rows[0][0]
    first = rows[0][0]
    if first.op == "entry" and first.args[0].shape == shape:
        whole = first.args[0]
        if all(
            e.op == "entry" and e.args[0] is whole and e.data == (i, j)
            for i, r in enumerate(rows)
            for j, e in enumerate(r)
        ):
            return whole
    return ops.array([list(row) for row in rows])


# gradient, hessian, jacobian ----------------------------------------------------------------------


def units(variable: Term) -> list[tuple[tuple[int, int], Term]]:
    """The unit directions of a symbol with their places, row by row."""
    m, n = integers(variable, variable.shape)
    if (m, n) == SCALAR:
        return [((0, 0), number(1))]
    places = list(product(range(m), range(n)))
    return [(p, ops.array([[int(p == (i, j)) for j in range(n)] for i in range(m)])) for p in places]


def integers(term: Term, shape: Shape) -> tuple[int, int]:
    m, n = shape
    if not (isinstance(m, int) and isinstance(n, int)):
        raise OutOfScopeError(
            f"{term!r} is {show_shape(shape)}; its entries exist only at integer sizes, so choose sizes first."
        )
    return m, n


def _derived(term: Term, body: Term) -> Term:
    """A gradient, Hessian or Jacobian of a body free of derivatives."""
    variable = term.args[1]
    if term.op == "gradient" and is_scalar(variable.shape):
        return _differential(body, variable, number(1))
    directions = units(variable)
    if term.op != "gradient":
        directions = sorted(directions, key=lambda unit: unit[0][::-1])
    slopes = [_differential(body, variable, direction) for _, direction in directions]
    if term.op == "gradient":
        _, width = integers(variable, variable.shape)
        return assembled([slopes[i : i + width] for i in range(0, len(slopes), width or 1)], term.shape)
    if term.op == "hessian":
        return assembled([[_differential(s, variable, d) for _, d in directions] for s in slopes], term.shape)
    rows, columns = integers(term, body.shape)
    places = [(i, j) for j in range(columns) for i in range(rows)]
    return assembled([[ops.entry(slope, place) for slope in slopes] for place in places], term.shape)


# rules --------------------------------------------------------------------------------------------


def _zero(term: Term) -> Term:
    return ops.zeros(*term.shape)


def is_zero(term: Term) -> bool:
    return term.op == "zeros" or (term.op == "num" and term.data == 0)


def _differential(term: Term, variable: Term, direction: Term) -> Term:
    """The derivative of a term free of derivative nodes."""

    def symbol(t: Term) -> Term:
        return direction if t is variable else _zero(t)

    def bound(t: Term) -> Term:
        if t.op == "iterate":
            return _constant_only(t, *([direction] if variable in free_symbols(t) else []))
        return _of_sum(t, variable, direction) if t.op == "sum" else _of_partial(t, variable, direction)

    def pow_(t: Term, da: Term) -> Term:
        base, k = t.args[0], t.data
        if base.op in ("norm", "abs", "sqrt") and isinstance(k, int) and k >= 2 and not is_zero(da):
            return _power_of_root(base, k, _differential(base.args[0], variable, direction))
        return _pow(t, da)

    rules: dict[str, Callable[..., Term]] = {
        **RULES,
        "sym": symbol,
        "pow": pow_,
        "sum": bound,
        "iterate": bound,
        "at": bound,
    }
    result: Term = fold(term, rules, name="a differentiable term")
    return result


def _sum_of(parts: list[Term], like: Term) -> Term:
    live = [part for part in parts if not is_zero(part)]
    return ops.add(*live) if live else _zero(like)


def _linear(build: Callable[[Term], Term]) -> Callable[[Term, Term], Term]:
    return lambda t, da: _zero(t) if is_zero(da) else build(da)


def _multilinear(build: Callable[..., Term]) -> Callable[..., Term]:
    """The product rule for an operator that is linear in every argument."""

    def rule(t: Term, *slopes: Term) -> Term:
        parts = [build(*t.args[:i], d, *t.args[i + 1 :]) for i, d in enumerate(slopes) if not is_zero(d)]
        return _sum_of(parts, t)

    return rule


def _product(*factors: Term) -> Term:
    result = factors[0]
    for factor in factors[1:]:
        result = ops.scale(result, factor)
    return result


def _array(t: Term, *slopes: Term) -> Term:
    if all(map(is_zero, slopes)):
        return _zero(t)
    _, width = integers(t, t.shape)
    return ops.array([list(slopes[i : i + width]) for i in range(0, len(slopes), width)])


def _pow(t: Term, da: Term) -> Term:
    k = t.data
    assert isinstance(k, int)
    if k == 0 or is_zero(da):
        return number(0)
    return _product(number(k), ops.power(t.args[0], k - 1), da) if k != 1 else da


def _power_of_root(base: Term, k: int, da: Term) -> Term:
    """d rᵏ = k rᵏ⁻² (r dr) for a norm, an absolute value or a root r: r dr has no denominator, so k ≥ 2 is smooth at 0."""
    (inside,) = base.args
    if base.op == "norm":
        outer = ops.power(ops.inner(inside, inside), k // 2 - 1) if k % 2 == 0 else ops.power(base, k - 2)
        return _product(number(k), _unless_one(outer), ops.inner(inside, da))
    if base.op == "abs":
        return _product(number(k), _unless_one(ops.power(base, k - 2)), inside, da)
    return _product(number(k) / 2, _unless_one(ops.power(base, k - 2)), da)


def _unless_one(term: Term) -> Term:
    return number(1) if term.op == "pow" and term.data == 0 else term


def _hadamard_power(t: Term, da: Term) -> Term:
    return ops.scale(t.data, ops.hadamard(ops.hadamard_power(t.args[0], t.data - 1), da))


def _power(t: Term, da: Term, dn: Term) -> Term:
    base, exponent = t.args
    if not is_zero(dn):
        raise OutOfScopeError(f"{t!r} has no derivative by a symbol of its natural exponent.")
    if is_zero(da):
        return number(0)
    return _product(exponent, ops.power(base, _predecessor(exponent)), da)


def _predecessor(exponent: Term) -> Term:
    """n − 1, or 0 for n = 0, where it is multiplied by n anyway."""
    summands = exponent.args if exponent.op == "add" else (exponent,)
    rest = [s for s in summands if s.op != "num"]
    constant = sum((s.data for s in summands if isinstance(s.data, Fraction)), Fraction(0))
    sizes = [s for s in rest if s.op == "size"]
    is_natural = all(s.op == "size" or (isinstance(s.data, Symbol) and s.data.domain == "natural") for s in rest)
    if is_natural and constant + len(sizes) >= 1:
        return ops.add(*rest, number(constant - 1))
    return ops.maximum(exponent - 1, 0)


def _inverse(t: Term, da: Term) -> Term:
    return _zero(t) if is_zero(da) else ops.scale(-1, ops.matmul(t, da, t))


def _expm(t: Term, da: Term) -> Term:
    """dA eᴬ where A is a multiple of a matrix of which dA is a multiple too, so that they commute."""
    if is_zero(da):
        return _zero(t)
    cores = [
        next((f for f in part.args if not is_scalar(f.shape)), part) if part.op == "mul" else part
        for part in (t.args[0], da)
    ]
    if cores[0] is not cores[1]:
        raise OutOfScopeError(
            f"symdl has no derivative of {t!r}; only of e^(s M) for a scalar s and a matrix M that does not depend on the variable."
        )
    return ops.matmul(da, t)


def _det(t: Term, da: Term) -> Term:
    if is_zero(da):
        return number(0)
    a = t.args[0]
    n, _ = integers(a, a.shape)

    def row(source: Term, i: int) -> list[Term]:
        return [ops.entry(source, (i, j)) for j in range(n)]

    return ops.add(*(ops.det(ops.array([row(da if i == k else a, i) for i in range(n)])) for k in range(n)))


def _norm(t: Term, da: Term) -> Term:
    return number(0) if is_zero(da) else ops.divide(ops.inner(t.args[0], da), t)


def _constant_only(t: Term, *slopes: Term) -> Term:
    if all(map(is_zero, slopes)):
        return _zero(t)
    raise OutOfScopeError(
        f"symdl has no derivative of {t!r}; only a {t.op} that does not depend on the variable is differentiated."
    )


def _entrywise(t: Term, build: Callable[..., Term], *terms: Term) -> Term:
    """``build`` at every entry of terms of one shape."""
    if is_scalar(t.shape):
        return build(*terms)
    m, n = integers(t, t.shape)
    return ops.array([[build(*(ops.entry(term, (i, j)) for term in terms)) for j in range(n)] for i in range(m)])


def _chain(build: Callable[[Term], Term]) -> Callable[[Term, Term], Term]:
    """da times ``build(t)`` entrywise, for an outer derivative that is itself a term of the shape of t."""
    return lambda t, da: _zero(t) if is_zero(da) else ops.hadamard(build(t), da)


def _log(t: Term, da: Term) -> Term:
    return _zero(t) if is_zero(da) else _entrywise(t, lambda d, a: ops.divide(d, a), da, t.args[0])


def _sqrt(t: Term, da: Term) -> Term:
    return _zero(t) if is_zero(da) else _entrywise(t, lambda d, root: ops.divide(d, 2 * root), da, t)


def _extreme(t: Term, da: Term, db: Term) -> Term:
    if is_zero(da) and is_zero(db):
        return _zero(t)
    a, b = t.args
    side = ops.sign(ops.subtract(a, b) if t.op == "max" else ops.subtract(b, a))
    one = ops.ones(*t.shape)
    first = ops.scale(number("1/2"), ops.hadamard(ops.add(one, side), da))
    second = ops.scale(number("1/2"), ops.hadamard(ops.subtract(one, side), db))
    return _sum_of([first, second], t)


# functions ----------------------------------------------------------------------------------------


def _apply(t: Term, *slopes: Term) -> Term:
    application = t.data
    assert isinstance(application, Application)
    if all(map(is_zero, slopes)):
        return _zero(t)
    function, orders = application.function, application.orders
    if set(function.domain) != {1}:
        return _vector_function(t, function, slopes[0])
    parts = []
    for i, slope in enumerate(slopes):
        raised = tuple(k + (i == j) for j, k in enumerate(orders))
        outer = ops.apply(function, *t.args, orders=raised)
        parts.append(ops.scale(outer, slope) if is_scalar(slope.shape) else ops.hadamard(outer, slope))
    return _sum_of([part for part, slope in zip(parts, slopes, strict=True) if not is_zero(slope)], t)


def _vector_function(t: Term, function: FunctionSymbol, slope: Term) -> Term:
    """Σⱼ ∂ⱼF(p) dpⱼ for F: ℝᴹ → ℝᴺ."""
    (point,) = t.args
    m, _ = integers(point, point.shape)
    n, _ = integers(t, t.shape)
    slopes = [ops.entry(slope, (j, 0)) for j in range(m)]
    coordinates = tuple(ops.entry(point, (j, 0)) for j in range(m))

    def component(i: int) -> Term:
        parts = [ops.scale(partial(function, i, (j,), coordinates), d) for j, d in enumerate(slopes) if not is_zero(d)]
        return _sum_of(parts, number(0))

    return assembled([[component(i)] for i in range(n)], t.shape)


def _of_partial(t: Term, variable: Term, direction: Term) -> Term:
    found = as_partial(t)
    assert found is not None
    function, component, by, point = found
    slopes = [_differential(p, variable, direction) for p in point]
    parts = [
        ops.scale(partial(function, component, (*by, j), point), slope)
        for j, slope in enumerate(slopes)
        if not is_zero(slope)
    ]
    return _sum_of(parts, number(0))


def _of_sum(t: Term, variable: Term, direction: Term) -> Term:
    lower, upper, body = t.args
    if variable in free_symbols(lower, upper):
        raise OutOfScopeError(f"{t!r} has no derivative by a symbol of its bounds.")
    if variable not in free_symbols(t):
        return number(0)
    slope = _differential(body, variable, direction)
    return number(0) if is_zero(slope) else Term("sum", (lower, upper, slope), t.data)


def _block(t: Term, slopes: tuple[Term, ...]) -> Term:
    _, width = t.data
    parts = [ops.zeros(*a.shape) if is_zero(d) else d for a, d in zip(t.args, slopes, strict=True)]
    return block([parts[i : i + width] for i in range(0, len(parts), width)])


def _entry_like(t: Term, da: Term) -> Term:
    place: Any = t.data
    return ops.entry(da, place)


RULES: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(("num", "size", "root", "identity", "zeros", "ones"), _zero),
    "array": _array,
    "block": lambda t, *slopes: _zero(t) if all(map(is_zero, slopes)) else _block(t, slopes),
    "add": lambda t, *slopes: _sum_of(list(slopes), t),
    "mul": _multilinear(_product),
    "matmul": _multilinear(ops.matmul),
    "power": _power,
    "transpose": _linear(ops.transpose),
    "trace": _linear(ops.trace),
    "vec": _linear(ops.vec),
    "diag": _linear(ops.diag),
    "entry": lambda t, da: number(0) if is_zero(da) else _entry_like(t, da),
    "inverse": _inverse,
    "pinv": _constant_only,
    "sqrtm": _constant_only,
    "expm": _expm,
    "matrix_power": _constant_only,
    "rank": _constant_only,
    "positive_index": _constant_only,
    "generic_rank": lambda t: number(0),
    "network_rank": lambda t: number(0),
    "det": _det,
    "norm": _norm,
    "inner": _multilinear(ops.inner),
    "hadamard": _multilinear(ops.hadamard),
    "kron": _multilinear(ops.kron),
    "hadamard_power": lambda t, da: _zero(t) if is_zero(da) or not t.data else _hadamard_power(t, da),
    "exp": _chain(lambda t: t),
    "tanh": _chain(lambda t: ops.subtract(ops.ones(*t.shape), ops.hadamard(t, t))),
    "abs": _chain(lambda t: ops.sign(t.args[0])),
    "sign": lambda t, da: _zero(t),
    "log": _log,
    "sqrt": _sqrt,
    "max": _extreme,
    "min": _extreme,
    "apply": _apply,
}
