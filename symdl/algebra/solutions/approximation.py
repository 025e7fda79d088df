"""Critical points of best-approximation problems as polynomial systems: matrices of bounded rank, and hypersurfaces.

Matrices of rank r are, away from a subset of lower dimension, M = (I; C) B (I, D) with an invertible r × r matrix B, and symmetric ones
(I; C) B (I, Cᵀ) with a symmetric B; a further unknown u with u det B = 1 keeps the rank. The nearest points x to u of the hypersurface g = 0 satisfy
x − u = λ ∇g(x). For generic data the solutions are as many as the ED degree says. (Draisma, Horobeţ, Ottaviani, Sturmfels, Thomas, "The Euclidean
distance degree of an algebraic variety", 2016; Trager, Kohn, Bruna, arXiv 1910.01671; Alexandr, Duan, Montúfar, arXiv 2602.06105.)
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import permutations

from symdl.algebra.solutions.system import Exponents, Polynomial, PolynomialSystem, derivative, product, total
from symdl.terms.errors import SymdlError

Square = tuple[int | Fraction, Mapping[tuple[int, int], int]]
"""A weight and a linear form of the entries; a quadratic form is a sum of weighted squares."""
Matrix = list[list[Polynomial]]


def low_rank(
    rows: int,
    columns: int,
    rank: int,
    *,
    squares: Sequence[Square] | None = None,
    symmetric: bool = False,
    seed: int = 0,
) -> PolynomialSystem:
    """Critical points of A ↦ q(A − T) on the rows × columns matrices of this rank, for a random T.

    Args:
        squares: the quadratic form q; by default the sum of the squares of all entries (Frobenius).
        symmetric: A and T are symmetric.

    >>> low_rank(2, 3, 1).variables
    ('b1', 'c1', 'd1', 'd2', 'u')
    """
    if not 0 < rank < min(rows, columns) or (symmetric and rows != columns):
        raise SymdlError(
            f"A rank between 0 and {min(rows, columns)} is needed, and a square for symmetric matrices; got {rank}."
        )
    draw = random.Random(f"low rank {rows} {columns} {rank} {symmetric} {seed}")
    sizes = [
        rank * (rank + 1) // 2 if symmetric else rank**2,
        (rows - rank) * rank,
        0 if symmetric else rank * (columns - rank),
    ]
    names = [f"{letter}{k + 1}" for letter, size in zip("bcd", sizes, strict=True) for k in range(size)]
    n = len(names)
    free = iter([{_unit(n + 1, k): Fraction(1)} for k in range(n)])
    core = _symmetric(rank, free) if symmetric else _filled(rank, rank, free)
    below = _filled(rows - rank, rank, free)
    right = [list(row) for row in zip(*below, strict=True)] if symmetric else _filled(rank, columns - rank, free)
    left = [*_identity(rank, n + 1), *below]
    matrix = _times(_times(left, core), [[*a, *b] for a, b in zip(_identity(rank, n + 1), right, strict=True)])
    target = {(i, j): draw.randint(-50, 50) for i in range(rows) for j in range(columns)}
    gaps = {
        (i, j): total(
            matrix[i][j], {(0,) * (n + 1): Fraction(target[min(i, j), max(i, j)] if symmetric else target[i, j])}
        )
        for i, j in target
    }
    loss: Polynomial = {}
    for weight, form in squares or [(1, {entry: 1}) for entry in gaps]:
        linear: Polynomial = {}
        for entry, c in form.items():
            linear = total(linear, {e: c * x for e, x in gaps[entry].items()})
        loss = total(loss, {e: weight * x for e, x in product(linear, linear).items()})
    unit = total(product(_determinant(core), {_unit(n + 1, n): Fraction(1)}), {(0,) * (n + 1): Fraction(-1)})
    return PolynomialSystem.of([*names, "u"], [*(derivative(loss, k) for k in range(n)), unit])


def nearest_points(
    g: Polynomial, point: Sequence[int | Fraction], names: Sequence[str] | None = None
) -> PolynomialSystem:
    """g = 0 and x − u = t ∇g(x): the critical points of the distance from ``point`` to a hypersurface without singular points.

    >>> nearest_points({(2, 0): Fraction(1), (0, 2): Fraction(4), (0, 0): Fraction(-1)}, [3, 5]).degrees
    (2, 2, 2)
    """
    n = len(point)
    equations = [{(*e, 0): c for e, c in g.items()}]
    for k, u in enumerate(point):
        slope = {(*e, 1): -c for e, c in derivative(g, k).items()}
        equations.append(total(slope, {_unit(n + 1, k): Fraction(1), (0,) * (n + 1): Fraction(-u)}))
    return PolynomialSystem.of([*(names or [f"x{k + 1}" for k in range(n)]), "t"], equations)


def decision_boundary(inputs: int, widths: Sequence[int], degree: int, *, seed: int = 0) -> Polynomial:
    """⟨c, a⟩ + c₀ for a network with biases, activation x ↦ xᵈ in every hidden layer, and random integer weights."""
    draw = random.Random(f"boundary {inputs} {tuple(widths)} {degree} {seed}")
    one: Polynomial = {(0,) * inputs: Fraction(1)}
    values: list[Polynomial] = [{_unit(inputs, k): Fraction(1)} for k in range(inputs)]
    for width in widths:
        layer = [_affine(values, draw, one) for _ in range(width)]
        values = [reduce(product, [a] * degree, one) for a in layer]
    return _affine(values, draw, one)


def _affine(values: Sequence[Polynomial], draw: random.Random, one: Polynomial) -> Polynomial:
    result = {e: c * draw.randint(1, 99) for e, c in one.items()}
    for value in values:
        weight = draw.choice([-1, 1]) * draw.randint(1, 99)
        result = total(result, {e: weight * c for e, c in value.items()})
    return result


def _unit(n: int, k: int) -> Exponents:
    return tuple(int(i == k) for i in range(n))


def _identity(n: int, unknowns: int) -> Matrix:
    return [[{(0,) * unknowns: Fraction(1)} if i == j else {} for j in range(n)] for i in range(n)]


def _filled(rows: int, columns: int, free: Iterator[Polynomial]) -> Matrix:
    return [[next(free) for _ in range(columns)] for _ in range(rows)]


def _symmetric(n: int, free: Iterator[Polynomial]) -> Matrix:
    upper = {(i, j): next(free) for i in range(n) for j in range(i, n)}
    return [[upper[min(i, j), max(i, j)] for j in range(n)] for i in range(n)]


def _times(a: Matrix, b: Matrix) -> Matrix:
    add: Callable[[Polynomial, Polynomial], Polynomial] = total
    return [
        [reduce(add, (product(x, y) for x, y in zip(row, column, strict=True))) for column in zip(*b, strict=True)]
        for row in a
    ]


def _determinant(matrix: Matrix) -> Polynomial:
    n, result = len(matrix), dict[Exponents, Fraction]()
    for chosen in permutations(range(n)):
        sign = (-1) ** sum(chosen[i] > chosen[j] for i in range(n) for j in range(i + 1, n))
        term = reduce(product, (matrix[i][k] for i, k in enumerate(chosen)))
        result = total(result, {e: sign * c for e, c in term.items()})
    return result
