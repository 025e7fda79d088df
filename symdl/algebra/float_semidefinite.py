"""Float proposals for Gram matrices: Clarabel's most definite solution and the null spaces it suggests.

maximise t such that every G_k - t I is positive semidefinite, t <= 1, and the coefficients match.  At t > 0 a rounded G
stays definite; at t = 0 interior-point iterates tend to a solution of largest rank, whose null space every solution
shares; at t < 0 there is no solution.  Nothing here reaches a verdict: all of it is solved again in rationals.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Any

import clarabel
import numpy as np
from flint import fmpq
from numpy.typing import NDArray
from scipy.sparse import csc_matrix

Floats = NDArray[np.float64]
NullVectors = list[tuple[int, dict[int, fmpq]]]

_USABLE = ("Solved", "AlmostSolved", "InsufficientProgress", "MaxIterations")
# (largest denominator, distance to the float): a sharp null space first, then a blurred one.
_PRECISIONS = ((20000, 1e-9), (2000, 1e-7), (200, 1e-5), (60, 3e-4))


@dataclass(frozen=True, slots=True)
class Point:
    """Gram matrices that nearly match the target; margin is the smallest eigenvalue with the target scaled to one."""

    margin: float
    grams: list[Floats]


def most_definite(
    columns: Sequence[Mapping[Any, fmpq]],
    target: Mapping[Any, fmpq],
    places: Sequence[tuple[int, int, int]],
    sizes: Sequence[int],
    seconds: float,
) -> Point | None:
    """The solution whose smallest eigenvalue is largest; None when the solver finds none."""
    offsets = np.concatenate([[0], np.cumsum([n * (n + 1) // 2 for n in sizes])])
    count = int(offsets[-1])
    scale = max((abs(_float(v)) for v in target.values()), default=1.0)
    matrix, right = _equations(columns, target, places, offsets)
    cones, diagonal = _cones(sizes)
    cost = np.zeros(count + 1)
    cost[-1] = -1.0
    solution = clarabel.DefaultSolver(
        csc_matrix((count + 1, count + 1)),
        cost,
        _stack(matrix, diagonal, count),
        np.concatenate([right / scale, np.zeros(count), [1.0]]),
        [clarabel.ZeroConeT(matrix.shape[0]), *cones, clarabel.NonnegativeConeT(1)],
        _settings(seconds),
    ).solve()
    x = np.array(solution.x)
    if str(solution.status) not in _USABLE or not np.all(np.isfinite(x)):
        return None
    parts = zip(sizes, offsets[:-1], offsets[1:], strict=True)
    return Point(float(x[-1]), [scale * _matrix(x[start:end], n) for n, start, end in parts])


def _float(value: fmpq) -> float:
    return int(value.p) / int(value.q)


def _equations(
    columns: Sequence[Mapping[Any, fmpq]],
    target: Mapping[Any, fmpq],
    places: Sequence[tuple[int, int, int]],
    offsets: NDArray[np.int64],
) -> tuple[csc_matrix, Floats]:
    """Coefficient equations in the entries (off-diagonal ones times sqrt 2), each row scaled to size one."""
    index: dict[Hashable, int] = {}
    rows, cols, values = [], [], []
    for column, (k, i, j) in zip(columns, places, strict=True):
        for key, value in column.items():
            rows.append(index.setdefault(key, len(index)))
            cols.append(int(offsets[k]) + j * (j + 1) // 2 + i)
            values.append(_float(value) / (1.0 if i == j else sqrt(2.0)))
    right = np.zeros(len(index))
    for key, value in target.items():
        right[index[key]] = _float(value)
    sizes = np.zeros(len(index))
    np.maximum.at(sizes, rows, np.abs(values))
    matrix = csc_matrix((np.array(values) / sizes[rows], (rows, cols)), shape=(len(index), int(offsets[-1])))
    return matrix, right / sizes


def _cones(sizes: Sequence[int]) -> tuple[list[Any], list[int]]:
    cones: list[Any] = []
    diagonal: list[int] = []
    start = 0
    for n in sizes:
        if n:
            cones.append(clarabel.PSDTriangleConeT(n) if n > 1 else clarabel.NonnegativeConeT(1))
        diagonal += [start + j * (j + 1) // 2 + j for j in range(n)]
        start += n * (n + 1) // 2
    return cones, diagonal


def _stack(matrix: csc_matrix, diagonal: list[int], count: int) -> csc_matrix:
    """[matrix 0; -I e; 0 1], e the indicator of diagonal entries."""
    rows = matrix.shape[0]
    coo = matrix.tocoo()
    i = np.concatenate([coo.row, rows + np.arange(count), rows + np.array(diagonal), [rows + count]])
    j = np.concatenate([coo.col, np.arange(count), np.full(len(diagonal) + 1, count)])
    v = np.concatenate([coo.data, -np.ones(count), np.ones(len(diagonal) + 1)])
    return csc_matrix((v, (i, j)), shape=(rows + count + 1, count + 1))


def _settings(seconds: float) -> Any:
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    settings.max_threads = 1
    settings.max_iter = 100
    settings.time_limit = max(seconds, 0.01)
    settings.tol_gap_abs = settings.tol_gap_rel = settings.tol_feas = 1e-10
    return settings


def _matrix(entries: Floats, n: int) -> Floats:
    G = np.zeros((n, n))
    position = 0
    for j in range(n):
        for i in range(j + 1):
            G[i, j] = G[j, i] = entries[position] / (1.0 if i == j else sqrt(2.0))
            position += 1
    return G


def null_spaces(grams: Sequence[Floats]) -> Iterator[list[NullVectors]]:
    """Rational null vectors of the matrices, for the most convincing cuts between zero and nonzero eigenvalues."""
    spectra = [np.linalg.eigh(G) for G in grams]
    values = np.sort(np.concatenate([w for w, _ in spectra]))
    top = max(float(values[-1]), 1e-12)
    floor = np.maximum(values, 1e-13 * top)
    cuts = [(floor[i + 1] / floor[i], floor[i] * 1.5) for i in range(len(values) - 1) if floor[i] < 3e-2 * top]
    if values[-1] <= 1e-6:
        cuts.append((1.0, 2 * top))
    cuts.sort(reverse=True)
    seen: list[list[NullVectors]] = []
    for _, cut in cuts[:3]:
        for largest, tolerance in _PRECISIONS:
            found = [_rational_rows(V[:, w < cut].T, largest, tolerance) for w, V in spectra]
            if any(found) and found not in seen:
                seen.append(found)
                yield found


def _rational_rows(N: Floats, largest: int, tolerance: float) -> NullVectors:
    """The rows of the reduced echelon form of N whose entries are near fractions with small denominators."""
    N = N.copy()
    pivots: list[int] = []
    for i in range(N.shape[0]):
        size = np.abs(N[i:])
        size[:, pivots] = 0.0
        r, p = divmod(int(np.argmax(size)), N.shape[1])
        if size[r, p] < 1e-9:
            return []
        N[[i, i + r]] = N[[i + r, i]]
        N[i] /= N[i, p]
        for k in range(N.shape[0]):
            if k != i:
                N[k] -= N[k, p] * N[i]
        pivots.append(p)
    free = [f for f in range(N.shape[1]) if f not in pivots]
    rows = []
    for i, p in enumerate(pivots):
        values = [_fraction(float(N[i, f]), largest, tolerance) for f in free]
        if None not in values:
            rows.append((p, {f: value for f, value in zip(free, values, strict=True) if value}))
    return rows


def _fraction(x: float, largest: int, tolerance: float) -> fmpq | None:
    """The convergent of x with the smallest denominator within the tolerance, or None."""
    near = Fraction(x).limit_denominator(largest)
    if abs(float(near) - x) > tolerance:
        return None
    low, high = 1, largest
    while low < high:
        middle = (low + high) // 2
        if abs(float(Fraction(x).limit_denominator(middle)) - x) <= tolerance:
            high = middle
        else:
            low = middle + 1
    near = Fraction(x).limit_denominator(low)
    return fmpq(near.numerator, near.denominator)
