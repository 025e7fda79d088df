"""Polynomials in entries: how atoms with labels are made, renamed, and summed over an index.

    letters     A[i, k]: an entry of a symbol, of an inverse, of a pseudoinverse; δ[i, k]; det and rank; ∂ₖFᵢ(p)
    functions   exp p, 1/p, … of polynomials p, which may have labels
    graphs      Σ over bound labels of a connected product of the above: Σₖ A[i, k] x[k]

A sum over a label takes the atoms without it outside, δ[i, k] replaces k by i, and what is left is a graph. Its bound
labels are renamed canonically (`canonical`), so that equal graphs are one atom. Every step is an identity of real numbers
where all terms are defined.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from symdl.check.blocks.sizes import counted
from symdl.check.calculus.canonical import Canonical
from symdl.check.calculus.labels import CONSTANT, FRESH, PLACE, Label, Labels, order, ordered, places
from symdl.check.judgement import Rejected, need
from symdl.check.language import ENTRYWISE, Node, Shape
from symdl.check.polynomial import BITS, MASK, ONE, ZERO, Polynomial

if TYPE_CHECKING:
    from symdl.check.normal import Normaliser

SQUARE = ("inverse", "sqrtm", "expm")
"""Functions of a square matrix, symmetric where it is."""
LETTERS = ("at", "delta", *SQUARE, "pinv", "det", "rank", "map")
"""Atoms with the key (kind, data, labels); polynomials in the data have places of their own."""
MATRICES = (*SQUARE, "pinv", "det", "rank")
FUNCTIONS = (*ENTRYWISE, "reciprocal")
Renaming = tuple[tuple[Label, Label], ...]
Factors = list[tuple[int, int]]
"""Atoms with their exponents."""
MOST_STEPS = 2_000
LONGEST_POWER = 64


class Forms:
    """Atoms with labels in the table of a normaliser."""

    def __init__(self, normaliser: "Normaliser") -> None:
        self.normaliser, self.keys, self.work = normaliser, normaliser.keys, normaliser.work
        self.canonical = Canonical(self)
        self.known: dict[int, tuple[frozenset[Label], frozenset[Node], int]] = {}
        self.renamings: dict[tuple[int, Renaming], Polynomial] = {}
        self.symmetric: set[tuple[Polynomial, Shape]] = set()
        self.ranks: dict[Polynomial, int] = {}
        self.counter = 0

    # what an atom is made of ------------------------------------------------------------------

    def factors(self, value: Polynomial) -> Iterator[tuple[Fraction, Factors]]:
        """The monomials, as coefficients and atoms with exponents."""
        atoms = value.atoms()
        for monomial, coefficient in value.terms.items():
            found = [(i, e) for i in atoms if (e := monomial >> (BITS * i) & MASK)]
            yield Fraction(coefficient, value.denominator), found

    def product(self, factors: Iterable[tuple[int, int]], coefficient: Fraction = Fraction(1)) -> Polynomial:
        monomial = sum(e << (BITS * i) for i, e in factors)
        return Polynomial({monomial: 1}, 1, sum(e for _, e in factors)).scaled(coefficient)

    def parts(self, atom: int) -> Iterator[Polynomial]:
        """The polynomials in the key of an atom."""
        stack = list(self.keys[atom][1:])
        while stack:
            part = stack.pop()
            if isinstance(part, Polynomial):
                yield part
            elif isinstance(part, tuple | frozenset):
                stack.extend(part)

    def facts(self, atom: int) -> tuple[frozenset[Label], frozenset[Node], int]:
        """Free labels, free symbols, and how deeply graphs are nested."""
        if atom not in self.known:
            kind, *rest = self.keys[atom]
            if kind == "graph":
                inside = [self.facts(i) for i, _ in rest[1]]
            else:
                inside = [self.facts(i) for part in self.parts(atom) for i in part.atoms()]
            labels = frozenset[Label]().union(*(fact[0] for fact in inside))
            symbols = frozenset[Node]().union(*(fact[1] for fact in inside))
            height = max((fact[2] for fact in inside), default=0)
            if kind in LETTERS:
                labels, height = frozenset(rest[1]), 0
                symbols = frozenset((rest[0],)) if kind == "at" else symbols
            elif kind == "graph":
                labels, height = labels - {*rest[0]}, rest[0][0][0]
            elif kind == "sum":
                symbols -= {rest[0]}
            elif kind == "sym":
                symbols = frozenset((rest[0],))
            self.known[atom] = labels, symbols, height
        return self.known[atom]

    def labels(self, atom: int) -> frozenset[Label]:
        return self.facts(atom)[0]

    def fresh(self, size: int | str) -> Label:
        self.counter -= 1
        return FRESH, self.counter, size

    def freshened(self, labels: Iterable[Label], avoided: Iterable[Label]) -> dict[Label, Label]:
        """Other labels, of least numbers so that few atoms are made, none of them among the avoided ones."""
        used, found = {*avoided}, dict[Label, Label]()
        for label in labels:
            numbers = (k for k in range(len(used) + 1) if (FRESH, k, label[2]) not in used)
            found[label] = FRESH, next(numbers), label[2]
            used.add(found[label])
        return found

    # making atoms -----------------------------------------------------------------------------

    def letter(self, kind: str, data: Any, labels: Labels) -> Polynomial:
        """An entry; equal rows and columns of δ, of a symmetric inverse and of mixed partials are put in order."""
        if kind == "delta":
            a, b = labels
            if a == b or a[0] == b[0] == CONSTANT:
                return ONE if a == b else ZERO
            labels = ordered(labels)
        elif kind in (*SQUARE, "pinv") and data in self.symmetric:
            half = len(labels) // 2
            labels = min(labels, labels[half:] + labels[:half], key=lambda found: [*map(order, found)])
        elif kind == "map":
            width, slopes = len(data[2]), labels[data[3] :]
            steps = [
                slopes[k : k + width] for k in range(0, len(slopes), width or 1)
            ]  # an index may have several labels
            steps.sort(key=lambda step: [*map(order, step)])
            labels = labels[: data[3]] + tuple(label for step in steps for label in step)
        return self.normaliser.atom(kind, data, labels)

    def equal_labels(self, a: Labels, b: Labels) -> Polynomial:
        """δ of two dimensions."""
        need(len(a) == len(b), "two dimensions have different factors")
        return self.normaliser.product(self.letter("delta", None, pair) for pair in zip(a, b, strict=True))

    def of_matrix(self, kind: str, value: Polynomial, shape: Shape, rows: Labels, columns: Labels) -> Polynomial:
        """An entry of the inverse, root, exponential or pseudoinverse, the determinant or the rank, of the matrix with these entries at its
        places. Of a matrix and its transpose one is named."""
        own, turned_own = places(shape), places((shape[1], shape[0]))
        renamed = dict(zip((*own[0], *own[1]), (*turned_own[1], *turned_own[0]), strict=True))
        turned = self.moved(value, renamed)
        if turned == value and own == turned_own:
            self.symmetric.add((value, shape))
        rank, turned_rank = (self.ranks.setdefault(p, len(self.ranks)) for p in (value, turned))
        if turned_rank < rank:
            return self.letter(kind, (turned, (shape[1], shape[0])), columns + rows)
        return self.letter(kind, (value, shape), rows + columns)

    def function(self, kind: str, value: Polynomial) -> Polynomial:
        """A function of an entry; e^(a + k b) is eᵃ (eᵇ)ᵏ."""
        if kind == "reciprocal":
            return self.reciprocal(value)
        if kind != "exp":
            return self.normaliser.elementary(kind, value)
        parts = []
        for coefficient, factors in self.factors(value):
            n, unit = coefficient.numerator, Fraction(1, coefficient.denominator)
            if abs(n) > LONGEST_POWER:
                n, unit = 1, coefficient
            base = self.normaliser.elementary("exp", self.product(factors, unit)).power(abs(n), self.work)
            parts.append(base if n > 0 else self.normaliser.reciprocal(base))
        return self.normaliser.product(parts)

    def reciprocal(self, value: Polynomial) -> Polynomial:
        """1/p without denominators in p, and with what divides all terms of p by itself."""
        value, above = self.settled(value), ONE
        while found := [i for i in value.atoms() if self.keys[i][0] == "reciprocal"]:
            denominator, top = self.keys[found[-1]][1], max(value.by_powers(found[-1]))
            power = denominator.power(top, self.work)
            value, above = self.settled(self.normaliser.times(value, power)), above.times(power, self.work)
        need(value.terms, "a denominator is identically zero")
        terms = [*self.factors(value)]
        common = {i: min(dict(f).get(i, 0) for _, f in terms) for i, _ in terms[0][1]}
        shared = self.product((i, e) for i, e in common.items() if e)
        rest = sum((self.product(((i, e - common.get(i, 0)) for i, e in f), c) for c, f in terms), ZERO)
        return self.normaliser.product((above, self.normaliser.reciprocal(shared), self.normaliser.reciprocal(rest)))

    def summed(self, index: Node, lower: Polynomial, upper: Polynomial, body: Polynomial) -> Polynomial:
        """Σ over an integer symbol, term by term, what does not depend on it taken outside."""
        terms = []
        for coefficient, factors in self.factors(body):
            inside = [(i, e) for i, e in factors if index in self.facts(i)[1]]
            outside = [pair for pair in factors if pair not in inside]
            atom = self.normaliser.atom("sum", index, lower, upper, self.product(inside))
            terms.append(self.normaliser.times(self.product(outside, coefficient), atom))
        return self.normaliser.total(terms)

    # renaming ---------------------------------------------------------------------------------

    def moved(
        self, value: Polynomial, labels: Mapping[Label, Label], values: Mapping[Node, Polynomial] | None = None
    ) -> Polynomial:
        """With other labels, and with polynomials at their places for symbols."""
        found = (self.facts(i) for i in value.atoms())
        if all(labels.keys().isdisjoint(f[0]) and (not values or values.keys().isdisjoint(f[1])) for f in found):
            return value
        memo = {i: self._moved(i, labels, values or {}) for i in value.atoms()}
        terms = []
        for coefficient, factors in self.factors(value):
            powers = (memo[i].power(e, self.work) for i, e in factors)
            terms.append(self.normaliser.product(powers).scaled(coefficient))
        return self.normaliser.total(terms)

    def _moved(self, atom: int, labels: Mapping[Label, Label], values: Mapping[Node, Polynomial]) -> Polynomial:
        """An atom with other labels and values; only those of its free labels and symbols matter."""
        free, symbols, _ = self.facts(atom)
        if not values.keys().isdisjoint(symbols):
            return self._replaced(atom, labels, values)
        renaming = tuple((old, new) for old, new in labels.items() if old in free and old != new)
        if not renaming:
            return Polynomial.atom(atom)
        if (atom, renaming) not in self.renamings:
            self.renamings[atom, renaming] = self._replaced(atom, dict(renaming), {})
        return self.renamings[atom, renaming]

    def _replaced(self, atom: int, labels: Mapping[Label, Label], values: Mapping[Node, Polynomial]) -> Polynomial:
        free, (kind, *rest) = self.labels(atom), self.keys[atom]
        if kind in LETTERS:
            return self._moved_letter(kind, rest[0], tuple(labels.get(label, label) for label in rest[1]), values)
        if kind == "graph":
            renamed = self.freshened(rest[0], (*free, *labels, *labels.values()))
            inner = self.moved(self.product(rest[1]), renamed)
            return self.contracted(self.moved(inner, labels, values), renamed.values())
        args = [self.moved(part, labels, values) for part in self._arguments(atom)]
        match kind:
            case "sym":
                return values[rest[0]]
            case "partial":
                return self.normaliser.atom(kind, rest[0], tuple(args))
            case "max":
                return self.normaliser.maximum(*args)
            case "sum":
                incoming = (self.facts(i)[1] for value in values.values() for i in value.atoms())
                need(all(rest[0] not in symbols for symbols in incoming), "the index of a sum would capture a value")
                return self.summed(rest[0], *args)
            case "power":
                return self.normaliser.atom(kind, *args)
        need(kind in FUNCTIONS, f"{kind} is not renamed")
        return self.function(kind, *args)

    def _arguments(self, atom: int) -> list[Polynomial]:
        kind, *rest = self.keys[atom]
        if kind == "max":
            return sorted(rest[0], key=lambda p: sorted(p.terms))
        return [*rest[1]] if kind == "partial" else [part for part in rest if isinstance(part, Polynomial)]

    def _moved_letter(self, kind: str, data: Any, labels: Labels, values: Mapping[Node, Polynomial]) -> Polynomial:
        if kind == "at" and data in values:
            return self.moved(values[data], {(PLACE, k, label[2]): label for k, label in enumerate(labels)})
        if kind == "map" and values:
            name, point, *more = data
            return self.letter(kind, (name, self.moved(point, {}, values), *more), labels)
        if kind in MATRICES and values:
            value, shape = data
            first = len(places(shape)[1])
            return self.of_matrix(kind, self.moved(value, {}, values), shape, labels[:first], labels[first:])
        return self.letter(kind, data, labels)

    # summing ----------------------------------------------------------------------------------

    def contracted(self, value: Polynomial, labels: Iterable[Label]) -> Polynomial:
        """The sum over labels."""
        for label in labels:
            value = self.normaliser.total([self._contracted(c, f, label) for c, f in self.factors(self.settled(value))])
        return value

    def _contracted(self, coefficient: Fraction, factors: Factors, label: Label) -> Polynomial:
        inside = [(i, e) for i, e in factors if label in self.labels(i)]
        outside = self.product([pair for pair in factors if pair not in inside], coefficient)
        size = label[2]
        if size == 0:
            return ZERO
        if not inside:
            return self.normaliser.times(outside, counted(self.normaliser, size))
        for i, _ in inside:
            kind, *rest = self.keys[i]
            if kind == "delta":
                (other,) = {*rest[1]} - {label}
                left = self.product([pair for pair in inside if pair[0] != i])
                return self.normaliser.times(outside, self.moved(left, {label: other}))
        return self.normaliser.times(outside, self._graph(inside, label))

    def _graph(self, inside: Factors, label: Label) -> Polynomial:
        """The graph of atoms that have a label in common; graphs among them are opened."""
        bound, parts, used = [label], [], {other for i, _ in inside for other in self.labels(i)}
        for i, e in inside:
            if self.keys[i][0] != "graph":
                parts.append(self.product([(i, e)]))
            for _ in range(e if self.keys[i][0] == "graph" else 0):
                renamed = self.freshened(self.keys[i][1], used)
                bound.extend(renamed.values())
                used.update(renamed.values())
                parts.append(self.moved(self.product(self.keys[i][2]), renamed))
        ((coefficient, factors),) = self.factors(self.normaliser.product(parts))
        height = 1 + max(self.facts(i)[2] for i, _ in factors)
        found = []
        for labels in self.canonical.orders(factors, bound):
            names = {label: (height, k, label[2]) for k, label in enumerate(labels)}
            ((sign, named),) = self.factors(self.moved(self.product(factors), names))
            found.append((tuple(named), sign, tuple(names.values())))
        key, sign, own = min(found, key=lambda item: item[0])
        return self.normaliser.atom("graph", own, key).scaled(coefficient * sign)

    # simplifying ------------------------------------------------------------------------------

    def settled(self, value: Polynomial) -> Polynomial:
        """Squares of roots, products with δ, and denominators under what they divide, worked out."""
        done, pending = ZERO, value
        for _ in range(MOST_STEPS):
            if not pending.terms:
                return done
            terms, pending = [*self.factors(pending)], ZERO
            for coefficient, factors in terms:
                simpler = self._simpler(factors)
                if simpler is None:
                    done += self.product(factors, coefficient)
                else:
                    pending += simpler.scaled(coefficient)
        raise Rejected("a normal form does not settle")

    def _simpler(self, factors: Factors) -> Polynomial | None:
        """An equal polynomial for a monomial, where a rule fits."""
        for i, e in factors:
            kind, *rest = self.keys[i]
            others = [pair for pair in factors if pair[0] != i]
            if kind == "sqrt" and e >= 2:
                whole = rest[0].power(e // 2, self.work)
                return self.normaliser.times(whole, self.product([*others, *([(i, 1)] if e % 2 else [])]))
            if kind == "delta":
                a, b = rest[1]
                if e > 1 or any(b in self.labels(j) for j, _ in others):
                    rest_moved = self.moved(self.product(others), {b: a})
                    return self.normaliser.times(self.product([(i, 1)]), rest_moved)
            if kind == "reciprocal":
                found = self._cancelled(rest[0], i, e, others)
                if found is not None:
                    return found
        return None

    def _cancelled(self, denominator: Polynomial, i: int, e: int, others: Factors) -> Polynomial | None:
        """m·(1/p) = (1 − (p/c − m)(…))/c: with the leading monomial m of p = c m + q, m/p is (1 − q/p)/c."""
        terms = [*self.factors(denominator)]
        ((_, first), *_) = terms
        if len(terms) == 1 and len(first) == 1 and self.keys[first[0][0]][0] == "sqrt":
            root = first[0][0]
            inverse = self.normaliser.reciprocal(self.keys[root][1])
            powers = inverse.power(e, self.work), Polynomial.atom(root, e), self.product(others)
            return self.normaliser.product(powers)
        lead, (scale, leading) = max(
            ((self.canonical.weight(factors), (c, factors)) for c, factors in terms), key=lambda item: item[0]
        )
        have = dict(others)
        if not lead[0] or any(have.get(j, 0) < power for j, power in leading):
            return self._parted(denominator, i, e, others)
        left = [(j, power - dict(leading).get(j, 0)) for j, power in others]
        rest = self.product([*((j, power) for j, power in left if power), *([(i, e - 1)] if e > 1 else [])])
        remainder = denominator + -self.product(leading, scale)
        inside = ONE + -remainder.times(Polynomial.atom(i), self.work)
        return rest.times(inside, self.work).scaled(1 / scale)

    def _parted(self, denominator: Polynomial, i: int, e: int, others: Factors) -> Polynomial | None:
        """1/(a p) = (1/a − q/p)/c for an atom a and p = c + a q with a number c ≠ 0."""
        for j, _ in others:
            kind, *rest = self.keys[j]
            single = rest[0].atoms() if kind == "reciprocal" else []
            if len(single) != 1 or rest[0] != Polynomial.atom(single[0]):
                continue
            parts = denominator.by_powers(single[0])
            constant = parts.get(0, ZERO).constant()
            if constant:
                tail = self.normaliser.total(
                    part.times(Polynomial.atom(single[0], k - 1), self.work) for k, part in parts.items() if k > 1
                ) + parts.get(1, ZERO)
                inside = Polynomial.atom(j) + -tail.times(Polynomial.atom(i), self.work)
                left = [(k, n - (k == j)) for k, n in others] + [(i, e - 1)]
                outside = self.product((pair for pair in left if pair[1]), 1 / constant)
                return outside.times(inside, self.work)
        return None

    def vanishes(self, value: Polynomial) -> bool:
        """Whether a polynomial with denominators is 0."""
        for _ in range(4):
            value = self.settled(value)
            if not value.terms:
                return True
            cleared = self.normaliser.cleared(value, 1)
            if cleared == value:
                return False
            value = cleared
        return False
