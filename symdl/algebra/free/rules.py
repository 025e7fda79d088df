"""The rules of a completion, found by the words they begin, end or lie in.

Most of a completion is to find out where greatest words overlap and which of them lie in a word. Beginnings, endings and whole
words are kept in tables, so that both cost what is found and not the number of rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from symdl.algebra.free.coefficients import Coefficient
from symdl.terms.shapes import Shape

Sum = dict[str, Coefficient]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """Its greatest word ``lead``, ``top`` times, may be replaced by −``tail``.

    Attributes:
        top: 1, or a polynomial that may vanish somewhere.
        reference: of top · lead + tail = 0 in the history.
        shape: of the equation.
    """

    lead: str
    top: Coefficient
    tail: Sum
    reference: int
    shape: Shape

    @property
    def whole(self) -> Sum:
        return {self.lead: self.top, **self.tail}


class Rules:
    """The rules in the order in which they came."""

    def __init__(self) -> None:
        self.places: dict[Rule, int] = {}
        self.count = 0
        self.beginnings: dict[str, dict[Rule, None]] = {}
        self.endings: dict[str, dict[Rule, None]] = {}
        self.leads: dict[str, dict[Rule, None]] = {}
        self.lengths: Counter[int] = Counter()

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.places)

    def __contains__(self, rule: Rule) -> bool:
        return rule in self.places

    def add(self, rule: Rule) -> None:
        """Take in a rule."""
        self.count += 1
        self.places[rule] = self.count
        for k in range(1, len(rule.lead)):
            self.beginnings.setdefault(rule.lead[:k], {})[rule] = None
            self.endings.setdefault(rule.lead[-k:], {})[rule] = None
        self.leads.setdefault(rule.lead, {})[rule] = None
        self.lengths[len(rule.lead)] += 1

    def remove(self, rule: Rule) -> None:
        """Take out a rule."""
        del self.places[rule]
        for k in range(1, len(rule.lead)):
            del self.beginnings[rule.lead[:k]][rule]
            del self.endings[rule.lead[-k:]][rule]
        del self.leads[rule.lead][rule]
        if not self.leads[rule.lead]:
            del self.leads[rule.lead]
        self.lengths[len(rule.lead)] -= 1

    def overlaps(self, rule: Rule) -> list[tuple[Rule, Rule, int]]:
        """(a, b, k), one of them this rule, with the last k letters of a equal to the first k of b, and both longer."""
        found: list[tuple[tuple[int, bool, int], Rule, Rule]] = []
        for k in range(1, len(rule.lead)):
            for other in self.endings.get(rule.lead[:k], ()):
                found.append(((self.places[other], False, k), other, rule))
            for other in self.beginnings.get(rule.lead[-k:], ()):
                if other is not rule:
                    found.append(((self.places[other], True, k), rule, other))
        found.sort(key=lambda item: item[0])
        return [(a, b, key[2]) for key, a, b in found]

    def inside(self, word: str) -> list[Rule]:
        """The rules whose greatest word lies in this one."""
        found: dict[Rule, None] = {}
        for length, number in self.lengths.items():
            for at in range(len(word) - length + 1) if number else ():
                found |= self.leads.get(word[at : at + length], {})
        return sorted(found, key=self.places.__getitem__) if len(found) > 1 else list(found)
