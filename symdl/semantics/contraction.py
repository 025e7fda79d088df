"""Products with A ⊗ B, diag(vec M), vec M and K as one contraction of arrays, so that no Kronecker product is ever formed.

An index of vec A or of A ⊗ B is a pair of indices. So the factors of a product are arrays whose axes bear letters, the
identity and K make letters equal, and the product is the sum over letters that neither rows nor columns have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from string import ascii_letters

from symdl.terms.commutation import commuted
from symdl.terms.shapes import Size, size_factors
from symdl.terms.term import Term

TYPICAL, FASTER, MOST = 30, 20, 8
"""A size, by what a matrix product is faster than a loop, and operands of which the best order is sought."""
Letters = tuple[int, ...]
STRUCTURED = frozenset({"kron", "vec"})


class NoContractionError(Exception):
    """A factor has an index that is a product and no structure that says how."""


@dataclass(slots=True)
class Contraction:
    """Operands with the numbers of their letters, and which letters are one."""

    code: Callable[[Term], str]
    operands: list[tuple[str, Letters]] = field(default_factory=list)
    equal: dict[int, int] = field(default_factory=dict)
    sizes: dict[int, Size] = field(default_factory=dict)

    def letters(self, size: Size) -> Letters:
        """New letters for an index of a size; none for the size 1."""
        found = []
        for part in size_factors(size):
            if part != 1:
                self.sizes[len(self.sizes)] = part
                found.append(len(self.sizes) - 1)
        return tuple(found)

    def one(self, letter: int) -> int:
        while letter in self.equal:
            letter = self.equal[letter]
        return letter

    def join(self, a: Letters, b: Letters) -> None:
        for x, y in zip(map(self.one, a), map(self.one, b), strict=True):
            if x != y:
                self.equal[max(x, y)] = min(x, y)

    def add(self, term: Term, rows: Letters, columns: Letters) -> None:
        """One factor with the letters of its row and column."""
        sizes = commuted(term)
        if sizes is not None:
            first = _width(sizes[0])
            self.join(rows[:first], columns[len(columns) - first :])
            self.join(rows[first:], columns[: len(columns) - first])
        elif term.op == "identity":
            self.join(rows, columns)
        elif term.op == "kron":
            a, b = term.args
            above, left = map(_width, a.shape)
            self.add(a, rows[:above], columns[:left])
            self.add(b, rows[above:], columns[left:])
        elif term.op == "diag":
            self.join(rows, columns)
            self.add(term.args[0], rows, ())
        elif term.op == "transpose":
            self.add(term.args[0], columns, rows)
        elif term.op == "vec":
            (matrix,) = term.args
            first = _width(matrix.shape[1])
            self.add(matrix, rows[first:], rows[:first])
        else:
            self._array(term, rows, columns)

    def _array(self, term: Term, rows: Letters, columns: Letters) -> None:
        if any(len(size_factors(size)) > 1 for size in term.shape):
            raise NoContractionError
        axes = [own or self._alone() for own in (rows, columns)]
        self.operands.append((self.code(term), (*axes[0], *axes[1])))

    def _alone(self) -> Letters:
        """A letter for an axis of length 1."""
        self.sizes[len(self.sizes)] = 1
        return (len(self.sizes) - 1,)


def _width(size: Size) -> int:
    """How many letters an index has."""
    return sum(part != 1 for part in size_factors(size))


def is_structured(factors: Sequence[Term]) -> bool:
    """Whether a product has factors that are better contracted than multiplied."""
    inside = [factor.args[0] if factor.op in ("diag", "transpose") else factor for factor in factors]
    return any(factor.op in STRUCTURED or commuted(factor) is not None for factor in inside) and len(factors) > 1


def contracted(factors: Sequence[Term], code: Callable[[Term], str]) -> tuple[str, set[Size]]:
    """The source of a product, and the sizes that it names.

    Raises:
        NoContractionError: for a factor that has to be multiplied as it is.
    """
    whole = Contraction(code)
    boundary = [whole.letters(factors[0].shape[0]), *(whole.letters(factor.shape[1]) for factor in factors)]
    for factor, rows, columns in zip(factors, boundary, boundary[1:], strict=False):
        whole.add(factor, rows, columns)
    outer = _outer(whole, (*boundary[0], *boundary[-1]))
    told = {whole.one(letter) for _, letters in whole.operands for letter in letters}
    if not told.issuperset(whole.one(letter) for letter in whole.sizes) or len(whole.operands) > MOST:
        raise NoContractionError
    inputs = tuple(frozenset(map(whole.one, letters)) for _, letters in whole.operands)
    order = f"optimize={['einsum_path', *cheapest(inputs, frozenset(outer))[1]]}" if len(inputs) > 1 else ""
    sources = [f'"{_subscripts(whole, outer)}"', *(source for source, _ in whole.operands), *([order] if order else [])]
    text = ", ".join(sources).replace("'", '"')
    shape = [_product(whole.sizes[letter] for letter in part) for part in (boundary[0], boundary[-1])]
    used = {whole.sizes[letter] for letter in (*boundary[0], *boundary[-1])}
    return f"np.einsum({text}).reshape({', '.join(shape)})", used


def _outer(whole: Contraction, letters: Letters) -> Letters:
    """The letters of the result; one that stands twice, or in no factor, gets an identity."""
    found: list[int] = []
    for letter in letters:
        own = whole.one(letter)
        if own in found:
            whole.operands.append((f"np.eye({whole.sizes[own]})", (own, letter)))
            whole.equal = {k: v for k, v in whole.equal.items() if k != letter}
            own = letter
        found.append(own)
    return tuple(found)


def cheapest(inputs: tuple[frozenset[int], ...], outer: frozenset[int]) -> tuple[float, list[tuple[int, ...]]]:
    """The order of pairs of least cost, all sizes taken for the same; a pair that is a matrix product costs less.

    >>> cheapest((frozenset({0, 1}), frozenset({1, 2}), frozenset({2})), frozenset({0}))[1]
    [(1, 2), (0, 1)]
    """
    if len(inputs) <= 2:
        return 0.0 if len(inputs) < 2 else _cost(inputs[0], inputs[1], outer), [tuple(range(len(inputs)))]
    best: tuple[float, list[tuple[int, ...]]] | None = None
    for i, j in combinations(range(len(inputs)), 2):
        rest = tuple(letters for k, letters in enumerate(inputs) if k not in (i, j))
        left = (inputs[i] | inputs[j]) & outer.union(*rest)
        cost = _cost(inputs[i], inputs[j], left)
        if best is None or cost < best[0]:
            after, order = cheapest((*rest, left), outer)
            if best is None or cost + after < best[0]:
                best = cost + after, [(i, j), *order]
    assert best is not None
    return best


def _cost(a: frozenset[int], b: frozenset[int], left: frozenset[int]) -> float:
    work = float(TYPICAL ** len(a | b))
    return work if a & b & left or not a & b else work / FASTER


def _subscripts(whole: Contraction, outer: Letters) -> str:
    names: dict[int, str] = {}

    def name(letter: int) -> str:
        own = whole.one(letter)
        return names.setdefault(own, ascii_letters[len(names)])

    inputs = ["".join(map(name, letters)) for _, letters in whole.operands]
    return f"{','.join(inputs)}->{''.join(map(name, outer))}"


def _product(sizes: Iterable[Size]) -> str:
    return " * ".join(map(str, sizes)) or "1"
