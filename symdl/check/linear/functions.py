"""The principal square root and the exponential of a matrix of integer size, written out where a closed form is verified.

√A for rational A: a rational S = Sᵀ ⪰ 0 with S S = A, which is the only one. Newton's iteration for A + I − A A⁺, whose root is √A + I − A A⁺,
proposes it. For diagonal A, by entries.
eᴬ for A = f M, M rational and f a scalar: with N = M − aI nilpotent e^(f M) = e^(f a) Σ (f N)ᵏ/k!; if Π (M − λI) = 0 for different λ
it is Σ e^(f λ) Π (M − μI)/(λ − μ) over μ ≠ λ (Lagrange, Sylvester). For diagonal A, by entries.
Elsewhere an entry is an atom, told by the normal forms of all entries.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache, reduce
from math import lcm
from typing import TYPE_CHECKING

from symdl.check.judgement import need
from symdl.check.language import SCALAR, Language, Node, Shape
from symdl.check.linear.elimination import Rows, echelon, pseudoinverse
from symdl.check.linear.powers import entry_value
from symdl.check.polynomial import Polynomial

if TYPE_CHECKING:
    from symdl.check.entries import Entries
    from symdl.check.normal import Normaliser

LARGEST, LARGEST_EIGENVALUE, ROUNDS, BITS, DENOMINATOR = 9, 60, 60, 400, 10**9
Frozen = tuple[tuple[Fraction, ...], ...]


def unit(n: int) -> Rows:
    return [[Fraction(i == j) for j in range(n)] for i in range(n)]


def times(a: Rows, b: Rows) -> Rows:
    return [[sum((x * y for x, y in zip(r, c, strict=True)), Fraction(0)) for c in zip(*b, strict=True)] for r in a]


def combined(a: Rows, b: Rows, factor: Fraction) -> Rows:
    """A + c B."""
    return [[x + factor * y for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]


# the square root ------------------------------------------------------------------------------------


def is_semidefinite(a: Rows) -> bool:
    """By elimination: each pivot positive, or zero with a zero row; A must be symmetric."""
    rows = [[*row] for row in a]
    for k, row in enumerate(rows):
        if row[k] < 0 or (row[k] == 0 and any(row[k:])):
            return False
        for other in rows[k + 1 :] if row[k] else ():
            factor = other[k] / row[k]
            other[:] = [x - factor * y for x, y in zip(other, row, strict=True)]
    return all(a[i][j] == a[j][i] for i in range(len(a)) for j in range(i))


@cache
def rational_root(a: Frozen) -> Frozen | None:
    """S = Sᵀ ⪰ 0 with S S = A and entries with denominators that are not large; None when none is found."""
    n, given = len(a), [list(row) for row in a]
    if not is_semidefinite(given):
        return None
    kernel = combined(unit(n), times(given, pseudoinverse(given)), Fraction(-1))
    regular, x = combined(given, kernel, Fraction(1)), unit(n)
    for _ in range(ROUNDS):
        solved, _ = echelon([row + right for row, right in zip(x, regular, strict=True)])
        x = [
            [Fraction(round((p + q) * 2**BITS), 2 ** (BITS + 1)) for p, q in zip(r, s[n:], strict=True)]
            for r, s in zip(x, solved, strict=True)
        ]
        found = combined([[p.limit_denominator(DENOMINATOR) for p in r] for r in x], kernel, Fraction(-1))
        if times(found, found) == given and is_semidefinite(found):
            return tuple(map(tuple, found))
    return None


# the exponential ------------------------------------------------------------------------------------


def eigenvalues(m: Rows) -> list[Fraction]:
    """Candidates k/d, with the common denominator d, for which M − λI is singular."""
    n, d = len(m), lcm(*(x.denominator for row in m for x in row))
    bound = max(sum(abs(x) for x in row) for row in m) * d
    need(bound <= LARGEST_EIGENVALUE, "the eigenvalues of a matrix are too large to be searched for")
    values = [Fraction(k, d) for k in range(-int(bound), int(bound) + 1)]
    return [v for v in values if len(echelon(combined(m, unit(n), -v))[1]) < n]


def exponential(language: Language, f: Node, m: Rows) -> Node | None:
    """e^(f M) in closed form, None where none is known."""
    n, found = len(m), eigenvalues(m)
    shifted = {v: combined(m, unit(n), -v) for v in found}
    if not found:
        return None
    parts: list[tuple[Fraction, int, Rows]] = []  # e^(f λ) fᵏ B
    if len(found) == 1:
        power = unit(n)
        for k in range(n):
            parts.append((found[0], k, power))
            power = [[x / (k + 1) for x in row] for row in times(power, shifted[found[0]])]
        vanishing = power
    else:
        for v in found:
            others = [[[x / (v - w) for x in row] for row in shifted[w]] for w in found if w != v]
            parts.append((v, 0, reduce(times, others)))
        vanishing = reduce(times, shifted.values())
    if any(map(any, vanishing)):
        return None
    terms = []
    for value, k, rows in parts:
        scale = language.node("exp", (language.node("mul", (language.number(value), f)),))
        terms.append(language.node("mul", (scale, language.pow(f, k), constant(language, rows))))
    return language.node("add", terms)


# both -----------------------------------------------------------------------------------------------


def constant(language: Language, rows: Sequence[Sequence[Fraction]], shape: Shape | None = None) -> Node:
    entries = [language.number(x) for row in rows for x in row]
    return language.node("array", entries, shape=shape or (len(rows), len(rows)))


def _multiple(table: list[list[Polynomial]]) -> tuple[tuple[int, int], Rows] | None:
    """The place of an entry f and M with A = f M; for constants no place but M = A."""
    flat = [value for row in table for value in row]
    if all(value.constant() is not None for value in flat):
        return (-1, -1), [[value.constant() or Fraction(0) for value in row] for row in table]
    at = next(k for k, value in enumerate(flat) if value.terms)
    content, base = flat[at].primitive()
    rows: Rows = []
    for row in table:
        parts = [value.primitive() if value.terms else (Fraction(0), base) for value in row]
        if any(part != base for _, part in parts):
            return None
        rows.append([c / content for c, _ in parts])
    return divmod(at, len(table)), rows


def closed_form(entries: "Entries", node: Node) -> Node | None:
    """An equal matrix without the function, None where none is known."""
    if node not in entries.closed:
        rows = pseudoinverse(entries.constants(entries.table(node.args[0]))) if node.op == "pinv" else None
        entries.closed[node] = (
            _written_out(entries, node) if rows is None else constant(entries.language, rows, node.shape)
        )
    return entries.closed[node]


def _written_out(entries: "Entries", node: Node) -> Node | None:
    language, (a,), n = entries.language, node.args, int((node.shape or SCALAR)[0])
    if not 0 < n <= LARGEST:
        return None if n else language.zeros((0, 0))
    language.work.spend(20_000 * n**3)
    table = entries.table(a)
    if not any(table[i][j].terms for i in range(n) for j in range(n) if i != j):
        op = node.op.removesuffix("m")
        zero = language.number(0)
        diagonal = [
            [language.node(op, (entries.entry(a, i, i),)) if i == j else zero for j in range(n)] for i in range(n)
        ]
        return language.node("array", [x for row in diagonal for x in row], shape=(n, n))
    found = _multiple(table)
    if found is None:
        return None
    place, rows = found
    if node.op == "expm":
        return exponential(language, language.number(1) if place[0] < 0 else entries.entry(a, *place), rows)
    root = rational_root(tuple(map(tuple, rows))) if place[0] < 0 else None
    return constant(language, root) if root else None


def entry_of_function(normaliser: "Normaliser", node: Node, i: int, j: int) -> Polynomial:
    """The normal form of an entry: of the closed form, else an atom; √A is symmetric."""
    entries = normaliser.entries
    closed = closed_form(entries, node)
    if closed is not None:
        return normaliser.value(entries.entry(closed, i, j))
    place = (min(i, j), max(i, j)) if node.op == "sqrtm" else (i, j)
    table = tuple(map(tuple, entries.table(node.args[0])))
    return normaliser.atom("function", node.op, table, place)


ENTRY_VALUES = {
    "matrix_power": entry_value,
    "iterate": entry_value,
    "sqrtm": entry_of_function,
    "expm": entry_of_function,
}
"""The entries of matrices that may stay as they are."""
