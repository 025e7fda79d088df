"""Jacobians and Hessians at every size, by the differential: d F = M dx for a column x, d F = Σ L dX R for a matrix X.

For columns, ∂(A u)/∂x = A ∂u/∂x, ∂(s u)/∂x = s ∂u/∂x + u ∇sᵀ, ∂f(u)/∂x = diag(f′(u)) ∂u/∂x. For matrices
∂vec F/∂(vec X)ᵀ = Σ Rᵀ ⊗ L (Magnus, Neudecker, Matrix Differential Calculus), and in `after_vec` what is no such sum.
"""

from __future__ import annotations

from collections.abc import Callable

from symdl.calculus.after_vec import after_vec, kroned
from symdl.calculus.build import circle, diagonal, negated, plus, product, times, turned
from symdl.calculus.reverse import RULES, gradient_of, jacobian_at
from symdl.semantics.substitution import free_symbols
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

ENTRYWISE = frozenset({"hadamard_power", "exp", "log", "sqrt", "tanh", "abs", "sign", "max", "min", "apply"})
"""Operators that act on each entry alone."""


def jacobian_of(term: Term, variable: Term) -> Term:
    """The Jacobian of a term, free of derivatives, by a symbol; of matrices after vec."""
    if variable not in free_symbols(term):
        return ops.zeros(*ops.jacobian(term, variable).shape)
    if variable.shape[1] == 1 and term.shape[1] == 1:
        return _of_column(term, variable)
    shape = ops.jacobian(term, variable).shape
    try:
        sandwiches = _sandwiches(term, variable)
    except OutOfScopeError:
        return after_vec(term, variable, _slopes)
    return plus((kroned(turned(right), left) for left, right in sandwiches), shape)


def hessian_of(term: Term, variable: Term) -> Term:
    return jacobian_of(gradient_of(term, variable), variable)


def slope_of(term: Term, variable: Term) -> Term:
    """The derivative of a term of any shape by a scalar symbol."""
    if is_scalar(term.shape):
        return gradient_of(term, variable)
    return along(term, variable, number(1))


# columns by columns -------------------------------------------------------------------------------


def _of_column(term: Term, x: Term) -> Term:
    shape = term.shape[0], x.shape[0]
    if x not in free_symbols(term):
        return ops.zeros(*shape)
    if term is x:
        return ops.identity(x.shape[0])
    if is_scalar(term.shape):
        return turned(gradient_of(term, x))
    args = term.args
    match term.op:
        case "add":
            return plus((_of_column(arg, x) for arg in args), shape)
        case "mul":
            return _of_scaled(term, x)
        case "matmul":
            return _of_product(args, x)
        case "hadamard":
            a, b = args
            return plus([product(diagonal(b), _of_column(a, x)), product(diagonal(a), _of_column(b, x))], shape)
        case "apply" if not _is_entrywise(term):
            return product(jacobian_at(term), _of_column(args[0], x))
    return plus((product(diagonal(slope), _of_column(arg, x)) for arg, slope in _slopes(term)), shape)


def _is_entrywise(term: Term) -> bool:
    return set(term.data.function.domain) == {1} and term.data.function.codomain == 1


def _slopes(term: Term) -> list[tuple[Term, Term]]:
    """The arguments of an entrywise function, each with the derivative by it."""
    if term.op not in ENTRYWISE or any(arg.shape != term.shape for arg in term.args):
        raise OutOfScopeError(f"symdl has no Jacobian of {term!r} at these sizes.")
    return [*RULES[term.op](term, ops.ones(*term.shape))]


def _of_scaled(term: Term, x: Term) -> Term:
    """d(s u) = s du + u ds for each scalar factor."""
    column = next(arg for arg in term.args if not is_scalar(arg.shape))
    scalar = times(number(1), *(arg for arg in term.args if is_scalar(arg.shape)))
    parts = [times(scalar, _of_column(column, x)), product(column, turned(gradient_of(scalar, x)))]
    return plus(parts, (term.shape[0], x.shape[0]))


def _of_product(factors: tuple[Term, ...], x: Term) -> Term:
    """The product rule: what stands right of a factor is a column, or a scalar."""
    shape = factors[0].shape[0], x.shape[0]
    parts = []
    for k, factor in enumerate(factors):
        if x in free_symbols(factor):
            right = product(*factors[k + 1 :]) if factors[k + 1 :] else None
            slope = _of_column(factor, x) if right is None else _applied(factor, right, x)
            parts.append(product(*factors[:k], slope) if k else slope)
    return plus(parts, shape)


def _applied(factor: Term, s: Term, x: Term) -> Term:
    """The Jacobian of A(x) s for a constant column s."""
    if is_scalar(s.shape):
        return times(s, _of_column(factor, x))
    args = factor.args
    match factor.op:
        case "add":
            return plus(
                (_applied(arg, s, x) if x in free_symbols(arg) else _none(arg, x) for arg in args), _shape(factor, x)
            )
        case "transpose" if args[0].shape[1] == 1:
            return product(turned(s), _of_column(args[0], x))
        case "diag":
            return product(diagonal(s), _of_column(args[0], x))
        case "matmul":
            parts = []
            for k, arg in enumerate(args):
                if x in free_symbols(arg):
                    slope = _applied(arg, product(*args[k + 1 :], s), x)
                    parts.append(product(*args[:k], slope) if k else slope)
            return plus(parts, _shape(factor, x))
        case "inverse":
            return negated(product(factor, _applied(args[0], product(factor, s), x)))
        case "mul":
            matrix = next(arg for arg in args if not is_scalar(arg.shape))
            scalar = times(number(1), *(arg for arg in args if is_scalar(arg.shape)))
            parts = [product(matrix, s, turned(gradient_of(scalar, x)))] if x in free_symbols(scalar) else []
            parts += [times(scalar, _applied(matrix, s, x))] if x in free_symbols(matrix) else []
            return plus(parts, _shape(factor, x))
    raise OutOfScopeError(f"symdl has no Jacobian of {factor!r} times a column at these sizes.")


def _shape(factor: Term, x: Term) -> tuple[int | str, int | str]:
    return factor.shape[0], x.shape[0]


def _none(factor: Term, x: Term) -> Term:
    return ops.zeros(*_shape(factor, x))


# matrices by matrices -----------------------------------------------------------------------------


def _sandwiches(term: Term, x: Term) -> list[tuple[Term, Term]]:
    """L and R with d F = Σ L dX R."""
    if x not in free_symbols(term):
        return []
    if term is x:
        return [(ops.identity(x.shape[0]), ops.identity(x.shape[1]))]
    args = term.args
    match term.op:
        case "add":
            return [pair for arg in args for pair in _sandwiches(arg, x)]
        case "mul" if all(x not in free_symbols(arg) for arg in args if is_scalar(arg.shape)):
            matrix = next(arg for arg in args if not is_scalar(arg.shape))
            scalar = times(number(1), *(arg for arg in args if is_scalar(arg.shape)))
            return [(times(scalar, left), right) for left, right in _sandwiches(matrix, x)]
        case "matmul":
            return [
                (product(*args[:k], left), product(right, *args[k + 1 :]))
                for k, arg in enumerate(args)
                for left, right in _sandwiches(arg, x)
            ]
        case "inverse":
            return [(negated(product(term, left)), product(right, term)) for left, right in _sandwiches(args[0], x)]
    raise OutOfScopeError(f"symdl has no Jacobian of {term!r} by {x!r} at these sizes.")


# along a direction --------------------------------------------------------------------------------


def along(term: Term, x: Term, direction: Term) -> Term:
    """The derivative of a term of any shape by a symbol in a direction: the differential d F for dX = direction."""
    if x not in free_symbols(term):
        return ops.zeros(*term.shape)
    if term is x:
        return direction
    if is_scalar(term.shape):
        from symdl.calculus.build import paired

        return paired(gradient_of(term, x), direction)
    slopes = [along(arg, x, direction) for arg in term.args]
    rule = LINEAR.get(term.op)
    if rule is not None:
        parts = [rule(*term.args[:k], slope, *term.args[k + 1 :]) for k, slope in enumerate(slopes)]
        return plus(parts, term.shape)
    match term.op:
        case "add":
            return plus(slopes, term.shape)
        case "transpose":
            return turned(slopes[0])
        case "inverse":
            return negated(product(term, slopes[0], term))
        case "expm" if is_scalar(x.shape):  # the checker asks whether dA commutes with A
            return product(slopes[0], term)
        case "vec" | "diag":
            return getattr(ops, term.op)(slopes[0])  # type: ignore[no-any-return]
        case "apply" if not _is_entrywise(term):
            return product(jacobian_at(term), slopes[0])
    known = dict(zip(term.args, slopes, strict=True))
    return plus((circle(slope, known[arg]) for arg, slope in _slopes(term)), term.shape)


LINEAR: dict[str, Callable[..., Term]] = {"mul": times, "matmul": product, "hadamard": circle, "kron": ops.kron}
"""Operators that are linear in each argument."""
