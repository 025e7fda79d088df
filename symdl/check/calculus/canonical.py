"""Canonical names for the bound labels of a graph: colour refinement, and a branch for each tie.

Labels get colours that no renaming of bound labels can change: first their size, then what they have in common with
which colours. Where colours tie, each label of a class is singled out in turn; `orders` gives all orders so found. Two
isomorphic graphs have the same set of renamed forms, of which the least is taken.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from symdl.check.calculus.labels import Label
from symdl.check.polynomial import Polynomial

if TYPE_CHECKING:
    from symdl.check.calculus.forms import Factors, Forms

BRANCH_WORK = 2_000
"""Units of work that a tie costs."""


class Canonical:
    """Numbers for structures, the same in each certificate for the same structure."""

    def __init__(self, forms: "Forms") -> None:
        self.forms = forms
        self.numbers: dict[Any, int] = {}

    def number(self, structure: Any) -> int:
        return self.numbers.setdefault(structure, len(self.numbers))

    def code(self, atom: int, colours: Mapping[Label, int]) -> int:
        """A number for an atom with colours for labels."""
        kind, *rest = self.forms.keys[atom]
        labels = self.forms.labels(atom)
        if not labels:
            return self.number(("closed", atom))
        if kind == "graph":
            inside = {**colours, **{label: self.number(("size", label[2])) for label in rest[0]}}
            return self.number((kind, tuple(sorted((self.code(i, inside), e) for i, e in rest[1]))))
        if kind in ("at", "delta", "inverse", "sqrtm", "expm", "pinv", "map"):
            found = [colours.get(label, self.number(label)) for label in rest[1]]
            is_symmetric = kind in ("inverse", "sqrtm", "expm", "pinv") and rest[0] in self.forms.symmetric
            first = 0 if kind == "delta" or is_symmetric else rest[0][3] if kind == "map" else len(found)
            return self.number((kind, rest[0], (*found[:first], *sorted(found[first:]))))
        parts = sorted(self.polynomial(part, colours) for part in self.forms.parts(atom))
        data = tuple(part for part in rest if not isinstance(part, Polynomial | tuple | frozenset))
        return self.number((kind, data, rest[0] if kind == "partial" else None, tuple(parts)))

    def polynomial(self, value: Polynomial, colours: Mapping[Label, int]) -> int:
        terms = ((c, tuple(sorted((self.code(i, colours), e) for i, e in f))) for c, f in self.forms.factors(value))
        return self.number(frozenset(terms))

    def weight(self, factors: "Factors") -> tuple[int, int]:
        """An order of monomials that does not depend on the names of labels: the degree, then a number."""
        labels = {label for i, _ in factors for label in self.forms.labels(i)}
        colours = {label: self.number(("size", label[2])) for label in labels}
        code = tuple(sorted((self.code(i, colours), e) for i, e in factors))
        return sum(e for _, e in factors), self.number(code)

    def orders(self, factors: "Factors", bound: list[Label]) -> Iterator[list[Label]]:
        """Orders of the bound labels."""
        yield from self._leaves(factors, {label: self.number(("size", label[2])) for label in bound})

    def _leaves(self, factors: "Factors", colours: dict[Label, int]) -> Iterator[list[Label]]:
        colours = self._refined(factors, colours)
        classes: dict[int, list[Label]] = {}
        for label, colour in colours.items():
            classes.setdefault(colour, []).append(label)
        tied = [colour for colour, members in classes.items() if len(members) > 1]
        if not tied:
            yield sorted(colours, key=colours.__getitem__)
            return
        for label in classes[min(tied)]:
            self.forms.work.spend(BRANCH_WORK)
            yield from self._leaves(factors, {**colours, label: self.number(("one", colours[label]))})

    def _refined(self, factors: "Factors", colours: dict[Label, int]) -> dict[Label, int]:
        mark = self.number("here")
        while True:
            self.forms.work.spend(len(factors) * len(colours))
            finer = {}
            for label, colour in colours.items():
                own = [(i, e) for i, e in factors if label in self.forms.labels(i)]
                seen = sorted((self.code(i, {**colours, label: mark}), e) for i, e in own)
                finer[label] = self.number((colour, tuple(seen)))
            if len({*finer.values()}) == len({*colours.values()}):
                return colours
            colours = finer
