"""Gradients by pulling seeds back through a term: d f = Σ ⟨S, dA⟩ over the parts A of a scalar f.

    Y = A B         S Bᵀ to A, Aᵀ S to B            Y = A⁻¹        −A⁻ᵀ S A⁻ᵀ
    y = log det A   s A⁻ᵀ                           Y = f(A)       S ∘ f′(A), entrywise
    Y = A ∘ B       S ∘ B, S ∘ A                    y = ‖A‖        s A / ‖A‖
Reference: Giles, Collected matrix derivative results for forward and reverse mode algorithmic differentiation, 2008.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from symdl.calculus.build import (
    circle,
    is_zero,
    negated,
    paired,
    parted,
    plus,
    product,
    times,
    turned,
)
from symdl.semantics.substitution import free_by_part
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError
from symdl.terms.shapes import Shape, is_scalar
from symdl.terms.term import Application, Symbol, Term, number, subterms

Seeds = Iterator[tuple[Term, Term]]


def gradient_of(term: Term, variable: Term) -> Term:
    """The gradient of a scalar term, free of derivatives itself, by a symbol.

    >>> from symdl import matrix, norm
    >>> W, X, Y = matrix("W", "k", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n")
    >>> gradient_of(norm(Y - W @ X) ** 2, W)
    -2*((Y - (W@X))@Xᵀ)
    """
    free = free_by_part(term)
    seeds: dict[Term, list[Term]] = {term: [number(1)]}
    for part in reversed([*subterms(term)]):
        if part in seeds and part is not variable and variable in free[part]:
            seed = plus(seeds[part], part.shape)
            for arg, pulled in () if is_zero(seed) else pull(part, seed, variable):
                if variable in free[arg] and not is_zero(pulled):
                    seeds.setdefault(arg, []).append(pulled)
    return plus(seeds.get(variable, []), variable.shape)


def pull(term: Term, seed: Term, variable: Term) -> Seeds:
    """The seeds of the arguments of a term."""
    rule = RULES.get(term.op)
    if rule is None:
        raise OutOfScopeError(f"symdl has no derivative of {term!r} by {variable!r} at these sizes.")
    yield from rule(term, seed)


def _add(term: Term, seed: Term) -> Seeds:
    for arg in term.args:
        yield arg, seed


def _mul(term: Term, seed: Term) -> Seeds:
    for k, arg in enumerate(term.args):
        others = times(number(1), *term.args[:k], *term.args[k + 1 :])
        yield arg, times(seed, others) if is_scalar(others.shape) else paired(seed, others)


def _matmul(term: Term, seed: Term) -> Seeds:
    args = [turned(arg) for arg in term.args]
    for k, arg in enumerate(term.args):
        yield arg, product(*reversed(args[:k]), seed, *reversed(args[k + 1 :]))


def _inner(term: Term, seed: Term) -> Seeds:
    a, b = term.args
    yield a, times(seed, b)
    yield b, times(seed, a)


def _hadamard(term: Term, seed: Term) -> Seeds:
    a, b = term.args
    yield a, circle(seed, b)
    yield b, circle(seed, a)


def _pow(term: Term, seed: Term) -> Seeds:
    (base,), k = term.args, term.data
    if base.op in ("norm", "abs") and k >= 2:
        yield base.args[0], times(number(k), seed, ops.power(base, k - 2), base.args[0])
    elif k:
        yield base, times(number(k), seed, ops.power(base, k - 1))


def _hadamard_power(term: Term, seed: Term) -> Seeds:
    (base,), k = term.args, term.data
    if k:
        slope = base if k == 2 else ops.ones(*base.shape) if k == 1 else ops.hadamard_power(base, k - 1)
        yield base, times(number(k), circle(seed, slope))


def _norm(term: Term, seed: Term) -> Seeds:
    yield term.args[0], times(seed, ops.power(term, -1), term.args[0])


def _inverse(term: Term, seed: Term) -> Seeds:
    yield term.args[0], negated(product(turned(term), seed, turned(term)))


def _det(term: Term, seed: Term) -> Seeds:
    yield term.args[0], times(seed, term, turned(ops.inverse(term.args[0])))


def _entrywise(slope: Callable[[Term], Term]) -> Callable[[Term, Term], Seeds]:
    """A function of every entry, with its derivative as a term."""

    def rule(term: Term, seed: Term) -> Seeds:
        yield term.args[0], circle(seed, slope(term))

    return rule


def _square(term: Term) -> Term:
    return ops.power(term, 2) if is_scalar(term.shape) else ops.hadamard_power(term, 2)


def _inverted(term: Term) -> Term:
    return ops.power(term, -1) if is_scalar(term.shape) else ops.hadamard_power(term, -1)


def _extreme(term: Term, seed: Term) -> Seeds:
    a, b = term.args
    side = ops.sign(ops.subtract(a, b) if term.op == "max" else ops.subtract(b, a))
    one = ops.ones(*a.shape)
    yield a, times(number("1/2"), circle(seed, ops.add(one, side)))
    yield b, times(number("1/2"), circle(seed, ops.subtract(one, side)))


def _apply(term: Term, seed: Term) -> Seeds:
    application = term.data
    assert isinstance(application, Application)
    function, orders = application.function, application.orders
    if set(function.domain) == {1} and function.codomain == 1:
        for k, arg in enumerate(term.args):
            raised = tuple(order + (k == j) for j, order in enumerate(orders))
            yield arg, circle(seed, ops.apply(function, *term.args, orders=raised))
        return
    (point,) = term.args
    yield (
        point,
        product(turned(jacobian_at(term)), seed) if not is_scalar(term.shape) else times(seed, jacobian_at(term)),
    )


def _gradient(term: Term, seed: Term) -> Seeds:
    """∇f(x) of a declared function f at a column x: its Jacobian is the Hessian, which is symmetric."""
    body, point = term.args
    if body.op != "apply" or body.args != (point,) or is_scalar(point.shape):
        raise OutOfScopeError(f"symdl has no derivative of {term!r} at these sizes.")
    yield point, product(ops.hessian(body, point), seed)


def jacobian_at(term: Term) -> Term:
    """DF at p, or ∇f at p for a scalar f, of a declared function at a column."""
    (point,) = term.args
    build = ops.gradient if is_scalar(term.shape) else ops.jacobian
    if point.op == "sym":
        return build(term, point)
    names = {part.data.name for part in subterms(point) if isinstance(part.data, Symbol)}
    name = next(name for name in ("v", *(f"v{k}" for k in range(len(names) + 1))) if name not in names)
    variable = ops.vector(name, point.shape[0])
    return build(ops.apply(term.data.function, variable), variable).at({variable: point})


def _diag(term: Term, seed: Term) -> Seeds:
    n, _ = term.shape
    if seed.op == "matmul" and len(seed.args) == 2 and seed.args[0].shape[1] == 1:
        yield term.args[0], circle(seed.args[0], turned(seed.args[1]))
    else:
        yield term.args[0], product(circle(seed, ops.identity(n)), ops.ones(n, 1))


def _vec(term: Term, seed: Term) -> Seeds:
    (inside,) = term.args

    def matrix(part: Term) -> Term | None:
        return ops.ones(*inside.shape) if part.op == "ones" else part.args[0] if part.op == "vec" else None

    yield inside, _through(term, seed, inside.shape, matrix)


def _kron(term: Term, seed: Term) -> Seeds:
    """⟨M ⊗ N, dA ⊗ B⟩ = ⟨N, B⟩ ⟨M, dA⟩."""
    shapes = [arg.shape for arg in term.args]
    for k, (arg, other) in enumerate(zip(term.args, reversed(term.args), strict=True)):

        def factor(part: Term, k: int = k, other: Term = other) -> Term | None:
            fits = part.op == "kron" and [inner.shape for inner in part.args] == shapes
            return times(paired(part.args[1 - k], other), part.args[k]) if fits else None

        yield arg, _through(term, seed, arg.shape, factor)


def _through(term: Term, seed: Term, shape: Shape, read: Callable[[Term], Term | None]) -> Term:
    """A linear map of a seed, known for some terms, hence for their sums and multiples."""
    if seed.op == "add":
        return plus((_through(term, part, shape, read) for part in seed.args), shape)
    coefficient, scalars, rest = parted(seed)
    if rest is not None and rest.op == "add":
        return times(number(coefficient), *scalars, _through(term, rest, shape, read))
    found = None if rest is None else read(rest)
    if found is None:
        raise OutOfScopeError(f"The gradient through {term!r} has no short form at symbolic sizes.")
    return times(number(coefficient), *scalars, found)


def _power(term: Term, seed: Term) -> Seeds:
    from symdl.semantics.derivative import differentiate

    base, _ = term.args
    slot = ops.scalar("slot")
    slope = differentiate(Term("power", (slot, term.args[1])), slot)
    from symdl.semantics.substitution import substitute

    yield base, times(seed, substitute(slope, {slot: base}))


RULES: dict[str, Callable[[Term, Term], Seeds]] = {
    "add": _add,
    "mul": _mul,
    "matmul": _matmul,
    "transpose": lambda term, seed: iter([(term.args[0], turned(seed))]),
    "trace": lambda term, seed: iter([(term.args[0], times(seed, ops.identity(term.args[0].shape[0])))]),
    "inner": _inner,
    "hadamard": _hadamard,
    "hadamard_power": _hadamard_power,
    "pow": _pow,
    "power": _power,
    "norm": _norm,
    "inverse": _inverse,
    "expm": lambda term, seed: iter([(term.args[0], product(seed, turned(term)))]),  # where dA commutes with A
    "det": _det,
    "exp": _entrywise(lambda y: y),
    "log": _entrywise(lambda y: _inverted(y.args[0])),
    "sqrt": _entrywise(lambda y: times(number("1/2"), _inverted(y))),
    "tanh": _entrywise(lambda y: ops.subtract(ops.ones(*y.shape), _square(y))),
    "abs": _entrywise(lambda y: ops.sign(y.args[0])),
    "sign": lambda term, seed: iter([]),
    "max": _extreme,
    "min": _extreme,
    "apply": _apply,
    "gradient": _gradient,
    "diag": _diag,
    "vec": _vec,
    "kron": _kron,
}
