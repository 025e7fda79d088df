"""Jacobians of matrices by matrices after vec, with diagonal and commutation matrices where no sandwich L dX R is enough.

    d vec(A F B) = (Bᵀ ⊗ A) d vec F         d vec f(F) = diag(vec f′(F)) d vec F         d vec Fᵀ = K d vec F
    d vec(F ∘ G) = diag(vec G) d vec F + diag(vec F) d vec G         d vec(s F) = s d vec F + vec F (vec ∇s)ᵀ d vec X
Reference: Magnus, Neudecker, Matrix Differential Calculus, ch. 9.
"""

from __future__ import annotations

from collections.abc import Callable

from symdl.calculus.build import diagonal, plus, product, times, turned
from symdl.calculus.reverse import gradient_of
from symdl.semantics.substitution import free_symbols
from symdl.terms import operators as ops
from symdl.terms.commutation import commutation, commuted
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

Slopes = Callable[[Term], list[tuple[Term, Term]]]


def after_vec(term: Term, x: Term, slopes: Slopes) -> Term:
    """∂vec F/∂(vec X)ᵀ.

    Args:
        term: F, free of derivatives.
        x: a symbol X.
        slopes: the arguments of an entrywise function with the derivative by each, or an error for what is none.
    """

    def inside(part: Term) -> Term:
        return after_vec(part, x, slopes)

    shape, args = ops.jacobian(term, x).shape, term.args
    if x not in free_symbols(term):
        return ops.zeros(*shape)
    if term is x:
        return ops.identity(shape[0])
    if is_scalar(term.shape):
        return turned(stacked(gradient_of(term, x)))
    match term.op:
        case "add":
            return plus(map(inside, args), shape)
        case "mul":
            return _scaled(term, x, slopes)
        case "matmul":
            return plus((_between(args, k, inside(arg)) for k, arg in enumerate(args) if x in free_symbols(arg)), shape)
        case "transpose":
            turn = ops.identity(shape[0]) if 1 in term.shape else commutation(*args[0].shape)
            return chained(turn, inside(args[0]))
        case "hadamard":
            pairs = zip(args, reversed(args), strict=True)
            parts = (chained(diagonal(stacked(other)), inside(arg)) for arg, other in pairs if x in free_symbols(arg))
            return plus(parts, shape)
        case "inverse":
            return spread(number(-1), chained(kroned(turned(term), term), inside(args[0])))
        case "vec":
            return inside(args[0])
    return plus((chained(diagonal(stacked(slope)), inside(arg)) for arg, slope in slopes(term)), shape)


def _scaled(term: Term, x: Term, slopes: Slopes) -> Term:
    """s F, of which s and F may depend on X."""
    matrix = next(arg for arg in term.args if not is_scalar(arg.shape))
    scalar = times(number(1), *(arg for arg in term.args if is_scalar(arg.shape)))
    parts = [spread(scalar, after_vec(matrix, x, slopes))] if x in free_symbols(matrix) else []
    if x in free_symbols(scalar):
        parts.append(product(stacked(matrix), turned(stacked(gradient_of(scalar, x)))))
    return plus(parts, ops.jacobian(term, x).shape)


def _between(factors: tuple[Term, ...], k: int, inner: Term) -> Term:
    """(Rᵀ ⊗ L) times the Jacobian of the factor between L and R."""
    rows, columns = factors[k].shape
    left = product(*factors[:k]) if k else ops.identity(rows)
    right = product(*factors[k + 1 :]) if factors[k + 1 :] else ops.identity(columns)
    return chained(kroned(turned(right), left), inner)


def spread(scalar: Term, matrix: Term) -> Term:
    """s (A + B) = s A + s B."""
    return plus((times(scalar, part) for part in (matrix.args if matrix.op == "add" else (matrix,))), matrix.shape)


def stacked(matrix: Term) -> Term:
    """vec, of the matrix without numbers and scalars; of a row its transpose."""
    if matrix.op == "mul":
        scalars = [arg for arg in matrix.args if is_scalar(arg.shape)]
        (rest,) = (arg for arg in matrix.args if not is_scalar(arg.shape))
        return times(*scalars, stacked(rest))
    if matrix.op == "ones":
        return ops.ones(ops.vec(matrix).shape[0], 1)
    return turned(matrix) if matrix.shape[0] == 1 else ops.vec(matrix)


def kroned(left: Term, right: Term) -> Term:
    """A ⊗ B, numbers and scalars in front."""
    if is_scalar(left.shape) or is_scalar(right.shape):
        return times(left, right)
    scalars = [arg for part in (left, right) if part.op == "mul" for arg in part.args if is_scalar(arg.shape)]
    a, b = (next(arg for arg in p.args if not is_scalar(arg.shape)) if p.op == "mul" else p for p in (left, right))
    return times(*scalars, ops.kron(a, b))


def chained(outer: Term, inner: Term) -> Term:
    """A product after vec, multiplied out: (A ⊗ B)(C ⊗ D) = A C ⊗ B D, and K (A ⊗ B) = (B ⊗ A) K takes K to the right."""
    if _is_identity(outer):
        return inner
    if _is_identity(inner):
        return outer
    if inner.op == "add":
        return plus((chained(outer, part) for part in inner.args), (outer.shape[0], inner.shape[1]))
    if inner.op == "mul" or outer.op == "mul":
        scalars = [arg for p in (outer, inner) if p.op == "mul" for arg in p.args if is_scalar(arg.shape)]
        a, b = (next(arg for arg in p.args if not is_scalar(arg.shape)) if p.op == "mul" else p for p in (outer, inner))
        return spread(times(number(1), *scalars), chained(a, b))
    first, *rest = inner.args if inner.op == "matmul" else (inner,)
    if outer.op == first.op == "kron" and outer.args[0].shape[1] == first.args[0].shape[0]:
        joined = kroned(*(product(a, b) for a, b in zip(outer.args, first.args, strict=True)))
        return chained(joined, product(*rest)) if rest else joined
    sizes = commuted(outer)
    if sizes is not None and commuted(first) == sizes[::-1]:
        return product(*rest) if rest else ops.identity(outer.shape[0])
    if sizes is not None and first.op == "kron" and sizes == (first.args[1].shape[0], first.args[0].shape[0]):
        a, b = first.args
        turn = commutation(b.shape[1], a.shape[1])
        return chained(kroned(b, a), chained(turn, product(*rest)) if rest else turn)
    return product(outer, inner)


def _is_identity(term: Term) -> bool:
    return term.op == "identity" or (term.op == "kron" and all(map(_is_identity, term.args)))
