"""Terms put together the short way: units and zeros dropped, numbers in front, transposes inside, like summands collected.

Each function denotes what its operator denotes, wherever its arguments are defined.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from symdl.terms import operators as ops
from symdl.terms.commutation import commutation, commuted
from symdl.terms.shapes import Shape, is_scalar
from symdl.terms.term import Term, number


def is_zero(term: Term) -> bool:
    return term.op == "zeros" or (term.op == "num" and term.data == 0)


def parted(term: Term) -> tuple[Fraction, tuple[Term, ...], Term | None]:
    """A term as a number, scalar factors, and what is left: a matrix, or nothing for a scalar."""
    coefficient, scalars, rest = Fraction(1), list[Term](), None
    for factor in term.args if term.op == "mul" else (term,):
        if factor.op == "num":
            coefficient *= factor.data
        elif is_scalar(factor.shape):
            scalars.append(factor)
        else:
            rest = factor
    return coefficient, tuple(scalars), rest


def scaled(coefficient: Fraction, scalars: Iterable[Term], rest: Term | None = None, *, shape: Shape = (1, 1)) -> Term:
    """The product, powers of one base collected and the number in front."""
    if coefficient == 0 or (rest is not None and is_zero(rest)):
        return ops.zeros(*(shape if rest is None else rest.shape))
    exponents: dict[Term, int] = {}
    for factor in scalars:
        whole, k = (factor.args[0], factor.data) if factor.op == "pow" else (factor, 1)
        for base in whole.args if whole.op == "mul" else (whole,):
            if base.op == "num":
                coefficient *= base.data**k
            else:
                inner, n = (base.args[0], base.data) if base.op == "pow" else (base, 1)
                exponents[inner] = exponents.get(inner, 0) + n * k
    result = number(coefficient)
    for base, k in exponents.items():
        if k:
            result = ops.scale(result, ops.power(base, k))
    return result if rest is None else ops.scale(result, rest)


def times(*factors: Term) -> Term:
    """A product of which at most one factor is no scalar."""
    coefficient, scalars, rest = Fraction(1), list[Term](), None
    for factor in factors:
        c, s, r = parted(factor)
        coefficient *= c
        scalars.extend(s)
        rest = r if r is not None else rest
    return scaled(coefficient, scalars, rest)


def _gathered(parts: list[Term]) -> list[Term]:
    """Products that differ in one diagonal matrix alone as one: A diag(u) B + A diag(v) B = A diag(u + v) B."""
    groups: dict[Term | tuple[object, ...], list[tuple[Term, Term]]] = {}
    for part in parts:
        coefficient, scalars, rest = parted(part)
        factors = () if rest is None else rest.args if rest.op == "matmul" else (rest,)
        places = [k for k, factor in enumerate(factors) if factor.op == "diag"]
        if len(places) != 1:
            groups[part] = [(part, part)]
            continue
        k = places[0]
        column = scaled(coefficient, scalars, factors[k].args[0])
        groups.setdefault((factors[:k], factors[k + 1 :]), []).append((part, column))
    return [_joined(key, members) for key, members in groups.items()]


def _joined(key: Term | tuple[object, ...], members: list[tuple[Term, Term]]) -> Term:
    if len(members) == 1 or isinstance(key, Term):
        return members[0][0]
    before, after = key
    column = plus((column for _, column in members), members[0][1].shape)
    return product(*before, diagonal(column), *after)  # type: ignore[misc]


def negated(term: Term) -> Term:
    return times(number(-1), term)


def plus(terms: Iterable[Term], shape: Shape) -> Term:
    """The sum, summands that differ by a number collected, in the order in which they first stand."""
    found: dict[Term, Fraction] = {}
    for term in terms:
        for part in term.args if term.op == "add" else (term,):
            if is_zero(part):
                continue
            coefficient, scalars, rest = parted(part)
            key = scaled(Fraction(1), scalars, rest)
            found[key] = found.get(key, Fraction(0)) + coefficient
    parts = _gathered([times(number(c), key) for key, c in found.items() if c])
    return ops.add(*parts) if parts else ops.zeros(*shape)


def turned(term: Term) -> Term:
    """The transpose, inside products; of a symmetric operator itself."""
    if is_scalar(term.shape):
        return term
    match term.op:
        case "transpose":
            return term.args[0]
        case "identity" | "diag":
            return term
        case "ones" | "zeros":
            return getattr(ops, term.op)(*term.shape[::-1])  # type: ignore[no-any-return]
        case "mul":
            coefficient, scalars, rest = parted(term)
            return scaled(coefficient, scalars, turned(rest) if rest is not None else None)
        case "kron":
            return ops.kron(*map(turned, term.args))
        case "at" if sizes := commuted(term):
            return commutation(*reversed(sizes))
        case "matmul":
            return product(*(turned(factor) for factor in reversed(term.args)))
        case "add" if all(part.op in ("identity", "diag", "mul") for part in term.args):
            return plus(map(turned, term.args), term.shape[::-1])
        case "inverse" if turned(term.args[0]) is term.args[0] or _reads_the_same(term.args[0]):
            return term
    return ops.transpose(term)


def _reads_the_same(term: Term) -> bool:
    """Whether a sum or product is visibly symmetric, such as X Xᵀ + λ I."""
    if term.op == "add":
        return all(_reads_the_same(part) for part in term.args)
    _, _, rest = parted(term)
    return rest is not None and (rest.op in ("identity", "diag") or (rest.op == "matmul" and turned(rest) is rest))


def product(*factors: Term) -> Term:
    """The matrix product, scalars in front, identities left out."""
    coefficient, scalars, matrices = Fraction(1), list[Term](), list[Term]()
    shape = factors[0].shape[0], factors[-1].shape[1]
    for factor in factors:
        if is_zero(factor):
            return ops.zeros(*shape)
        c, s, rest = parted(_positive(factor))
        coefficient *= c
        scalars.extend(s)
        for part in () if rest is None else rest.args if rest.op == "matmul" else (rest,):
            if part.op == "diag" and matrices and matrices[-1].op == "diag":
                matrices[-1] = ops.diag(circle(matrices[-1].args[0], part.args[0]))
            elif part.op != "identity":
                matrices.append(part)
    if not matrices:
        return scaled(coefficient, scalars, None if is_scalar(shape) else ops.identity(shape[0]))
    pieces = _pieces(matrices)
    inside = [piece for piece in pieces if is_scalar(piece.shape)]
    outside = [piece for piece in pieces if not is_scalar(piece.shape)]
    return scaled(coefficient, [*scalars, *inside], ops.matmul(*outside) if outside else None)


def diagonal(column: Term) -> Term:
    """diag(c v) = c diag(v), and the identity for ones."""
    coefficient, scalars, rest = parted(column)
    if rest is None:
        return column
    inner = ops.identity(rest.shape[0]) if rest.op == "ones" else ops.diag(rest)
    return scaled(coefficient, scalars, inner)


def _positive(term: Term) -> Term:
    """A sum of negative summands as minus a sum."""
    if term.op != "add" or any(parted(part)[0] > 0 for part in term.args):
        return term
    return Term("mul", (number(-1), plus(map(negated, term.args), term.shape)), shape=term.shape)


def _pieces(matrices: list[Term]) -> list[Term]:
    """A chain cut where neighbours meet in a size 1: scalars, and at most an outer product."""
    runs: list[list[Term]] = [[matrices[0]]]
    for factor in matrices[1:]:
        if factor.shape[0] == 1:
            runs.append([factor])
        else:
            runs[-1].append(factor)
    return [_scalar_product(run) if _closes(run) else ops.matmul(*run) for run in runs]


def _closes(run: list[Term]) -> bool:
    return run[0].shape[0] == 1 and run[-1].shape[1] == 1


def _scalar_product(run: list[Term]) -> Term:
    return ops.matmul(*run)


def circle(a: Term, b: Term) -> Term:
    """The entrywise product; with ones the other factor, powers of one base collected."""
    if is_scalar(a.shape):
        return times(a, b)
    if is_zero(a) or is_zero(b):
        return ops.zeros(*a.shape)
    (c, s, x), (d, t, y) = parted(a), parted(b)
    assert x is not None
    assert y is not None
    if x.op == "ones" or y.op == "ones":
        return scaled(c * d, [*s, *t], y if x.op == "ones" else x)
    if x.op == y.op == "vec" and x.args[0].shape == y.args[0].shape:
        return scaled(c * d, [*s, *t], ops.vec(circle(x.args[0], y.args[0])))
    (base, k), (other, j) = _powered(x), _powered(y)
    if base is other:
        return scaled(c * d, [*s, *t], _hadamard_power(base, k + j))
    for p, q in ((x, y), (y, x)):
        rest = _spread(p, q)
        if rest is not None:
            return scaled(c * d, [*s, *t], rest)
    return scaled(c * d, [*s, *t], ops.hadamard(x, y))


def _powered(term: Term) -> tuple[Term, int]:
    return (term.args[0], term.data) if term.op == "hadamard_power" else (term, 1)


def _hadamard_power(base: Term, k: int) -> Term:
    return ops.ones(*base.shape) if k == 0 else base if k == 1 else ops.hadamard_power(base, k)


def _spread(p: Term, q: Term) -> Term | None:
    """(u 1ᵀ) ∘ Q = diag(u) Q and (1 vᵀ) ∘ Q = Q diag(v), for a Q that is no column."""
    if p.op != "matmul" or len(p.args) != 2 or 1 in q.shape:
        return None
    u, v = p.args
    if v.op == "ones" and u.shape[1] == 1:
        return product(diagonal(u), q)
    return product(q, diagonal(turned(v))) if u.op == "ones" and v.shape[0] == 1 else None


def paired(a: Term, b: Term) -> Term:
    """⟨a, b⟩."""
    if is_scalar(a.shape):
        return times(a, b)
    (c, s, x), (d, t, y) = parted(a), parted(b)
    assert x is not None
    assert y is not None
    if a.shape[1] == 1:
        return scaled(c * d, [*s, *t, product(turned(x), y)])
    for one, other in ((x, y), (y, x)):
        if one.op == "identity":
            return scaled(c * d, [*s, *t, ops.trace(other)])
    return scaled(c * d, [*s, *t, ops.inner(x, y)])
