"""Instances of a few plain patterns, for claims with too many entries to be searched one by one.

Every matrix is zero, a unit matrix, a rectangular identity, an identity with one more entry, ones, a diagonal or a
drawn one; every scalar a small number. What the hypotheses say is only checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from random import Random

from symdl.algebra.budget import Budget
from symdl.claims.instance import Instance
from symdl.refuters.candidate import Candidate
from symdl.refuters.evaluation import matrix_of
from symdl.refuters.palette import SIMPLE, in_domain
from symdl.refuters.ring import domain_of, name_of
from symdl.refuters.sizes import Sizing
from symdl.refuters.truth import is_plausible
from symdl.semantics.substitution import free_symbols, function_symbols
from symdl.terms.relation import Relation
from symdl.terms.term import Term, number

MOST = 400
"""Combinations of patterns that are tried."""

DRAWN = 4
"""Drawn matrices among the patterns of a symbol."""


def plain_instances(
    sizing: Sizing,
    relations: Sequence[Relation],
    goal: Relation | None,
    *,
    seed: int,
    budget: Budget,
    also: Relation | None = None,
    order: Callable[[list[Term]], Iterable[Term]] = list,
) -> Iterator[Instance]:
    """Instances on which the relations hold and the goal, if there is one, does not; simplest patterns first.

    Args:
        sizing: sizes that are already put into the relations.
        relations: what must hold.
        goal: what must fail.
        seed: of the drawn matrices.
        budget: an instance costs about its number of entries.
        also: a relation whose symbols get values too.
        order: of the patterns of a symbol; simplest first as they come.
    """
    every = [*relations, *(relation for relation in (goal, also) if relation is not None)]
    symbols = sorted(free_symbols(*every), key=name_of)
    if function_symbols(*every):
        return
    random = Random(seed)
    patterns = [list(order(list(_patterns(symbol, random)))) for symbol in symbols]
    counters = {name_of(symbol): number(value) for symbol, value in sizing.counters.items()}
    entries = sum(int(s.shape[0]) * int(s.shape[1]) for s in symbols)
    for choice in _simplest_first([len(p) for p in patterns]):
        budget.spend(500 + 30 * entries)
        values = {name_of(s): p[i] for s, p, i in zip(symbols, patterns, choice, strict=True)}
        found = Candidate(Instance(dict(sizing.sizes), {**counters, **values}), {}, {}, 0)
        if goal is not None and is_plausible(goal, found, budget) is not False:
            continue
        if all(is_plausible(relation, found, budget) is True for relation in relations):
            yield found.instance


def _simplest_first(lengths: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Index tuples in order of their sum."""
    count = 0
    for total in range(sum(lengths)):
        ranges = [range(min(length, total + 1)) for length in lengths]
        for choice in product(*ranges):
            if sum(choice) == total:
                yield choice
                count += 1
                if count == MOST:
                    return


def _patterns(symbol: Term, random: Random) -> Iterator[Term]:
    rows, columns = int(symbol.shape[0]), int(symbol.shape[1])
    if (rows, columns) == (1, 1):
        yield from (number(value) for value in SIMPLE if in_domain(value, domain_of(symbol)))
        return

    def filled(entry: object) -> Term:
        cells = [[Fraction(entry(i, j)) for j in range(columns)] for i in range(rows)]  # type: ignore[operator]
        return matrix_of(cells, (rows, columns))

    yield filled(lambda i, j: 0)
    yield filled(lambda i, j: (i, j) == (0, 0))
    yield filled(lambda i, j: (i, j) == (0, columns - 1))
    yield filled(lambda i, j: i == j)
    yield filled(lambda i, j: i == j or (i, j) == (0, columns - 1))
    yield filled(lambda i, j: 1)
    yield filled(lambda i, j: (i + 1) * (i == j))
    for _ in range(DRAWN):
        table = {(i, j): random.choice((0, 0, 1, -1, 2)) for i in range(rows) for j in range(columns)}
        yield filled(lambda i, j, table=table: table[i, j])
