"""Which sizes are tried, smallest first.

Sizes are the named sizes of a claim and, beside them, its natural symbols that bound a sum or stand in an
exponent: the claim has a fixed number of terms only when they are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from symdl.refuters.ring import domain_of, name_of
from symdl.semantics.substitution import free_symbols, substitute, walk, with_sizes
from symdl.terms.relation import Relation
from symdl.terms.term import Term, number

LARGEST = 3
"""The largest value of a named size."""

LONGEST = 4
"""The largest value of a natural symbol that bounds a sum or stands in an exponent."""

LONGEST_ALONE = 20
"""The same where it is the only size."""

MOST = 40
"""How many tuples of sizes are tried."""


@dataclass(frozen=True, slots=True)
class Sizing:
    """Integers for size names and for natural symbols that count."""

    sizes: Mapping[str, int]
    counters: Mapping[Term, int]

    def applied(self, relations: Sequence[Relation]) -> tuple[Relation, ...]:
        """The relations at these sizes."""
        values = {symbol: number(value) for symbol, value in self.counters.items()}
        return tuple(substitute(with_sizes(relation, self.sizes), values) for relation in relations)


def counters(relations: Sequence[Relation]) -> tuple[Term, ...]:
    """Natural and integer symbols in the bounds of sums and in exponents."""
    found: set[Term] = set()
    for term in walk(*relations):
        if term.op == "sum":
            found |= free_symbols(*term.args[:2])
        elif term.op in ("power", "matrix_power", "iterate"):
            found |= free_symbols(term.args[1])
    free = free_symbols(*relations)
    return tuple(sorted((s for s in found & free if domain_of(s) in ("natural", "integer")), key=name_of))


def sizings(names: Sequence[str], counting: Sequence[Term], *, smallest_first: bool = True) -> Iterator[Sizing]:
    """Sizes in order of the number of entries they make; with sizes of 2 first when smallness is not the aim."""
    count = len(names) + len(counting)
    ranges = [range(1, LARGEST + 1) if len(names) <= 3 else range(1, 3)] * len(names)
    ranges += [range((LONGEST if count > 1 else LONGEST_ALONE) + 1)] * len(counting)
    if count > 6:
        ranges = [range(1, 3)] * count
    tuples = sorted(product(*ranges), key=lambda t: (prod(max(v, 1) for v in t), max(t, default=0), sum(t), t))
    if not smallest_first:
        tuples.sort(key=lambda t: (sum(abs(v - 2) for v in t), t))
    for values in tuples[:MOST]:
        yield Sizing(dict(zip(names, values, strict=False)), dict(zip(counting, values[len(names) :], strict=True)))
