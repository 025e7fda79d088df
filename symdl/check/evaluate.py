"""Exact evaluation of closed relations: rational numbers, one real algebraic number, enclosures.

Equality is decided for rational and algebraic values; other constants are told apart by intervals, never
declared equal.
"""

from fractions import Fraction
from itertools import combinations
from typing import Any

from symdl.check import intervals
from symdl.check.algebraic import RealRoot, enclosure, sign_of
from symdl.check.definedness import Definedness
from symdl.check.intervals import Interval
from symdl.check.language import SCALAR, Language, Node, Rejected
from symdl.check.normal import Normaliser
from symdl.check.polynomial import BITS, Polynomial, Value

PRECISIONS = (64, 128, 256, 512, 1024)


class Undecided(Rejected):
    """The value cannot be decided by evaluation."""


class Evaluator:
    """Decides closed relations without quantifiers."""

    def __init__(self, language: Language, normaliser: Normaliser, definedness: Definedness) -> None:
        self.language, self.normaliser, self.definedness = language, normaliser, definedness
        self.roots: dict[Any, RealRoot] = {}
        self.defined: dict[Node, bool] = {}
        normaliser.sign = self.known_sign

    # relations --------------------------------------------------------------------------------

    def holds(self, relation: Node) -> bool:
        """Whether a closed relation holds; an atomic relation with an undefined term does not."""
        op, args = relation.op, relation.args
        match op:
            case "true" | "false":
                return op == "true"
            case "and":
                return all(map(self.holds, args))
            case "or":
                return any(map(self.holds, args))
            case "implies":
                return not all(map(self.holds, args[:-1])) or self.holds(args[-1])
            case "iff":
                return self.holds(args[0]) == self.holds(args[1])
        if op not in ("eq", "ne", "le", "lt", "psd", "pd"):
            raise Undecided(f"{op} is not decided by evaluation")
        return self.is_defined(relation) and self._atomic(relation)

    def is_defined(self, node: Node) -> bool:
        """Whether the terms of a closed relation, or a closed term, are defined."""
        if node not in self.defined:
            parts = () if node.bound else node.args
            inner = {obligation for arg in parts for obligation in self.definedness.of(arg)}
            own = (o for o in self.definedness.of(node) if o not in inner)
            self.defined[node] = all(map(self.is_defined, parts)) and all(map(self.holds, own))
        return self.defined[node]

    def _atomic(self, relation: Node) -> bool:
        op, args = relation.op, relation.args
        if op in ("psd", "pd"):
            return self._definite(self.normaliser.entries.table(args[0]), strict=op == "pd")
        if args[0].shape == SCALAR:
            sign = self.sign(self.normaliser.difference(args[1], args[0]))
            return {"eq": sign == 0, "ne": sign != 0, "le": sign >= 0, "lt": sign > 0}[op]
        table = self.normaliser.entries.difference(*args)
        vanishes = all(self.sign(value) == 0 for row in table for value in row)
        return vanishes == (op == "eq")

    def _definite(self, table: list[list[Value]], *, strict: bool) -> bool:
        n, minus = len(table), Fraction(-1)
        for i in range(n):
            for j in range(i):
                if self.sign(table[i][j].plus(table[j][i].scaled(minus), self.normaliser.work)) != 0:
                    return False
        subsets = [tuple(range(k)) for k in range(1, n + 1)] if strict else [
            rows for k in range(1, n + 1) for rows in combinations(range(n), k)
        ]
        minors = (self.normaliser.entries.determinant([[table[i][j] for j in rows] for i in rows]) for rows in subsets)
        return all(self.sign(minor) > 0 if strict else self.sign(minor) >= 0 for minor in minors)

    # numbers ----------------------------------------------------------------------------------

    def known_sign(self, value: Value) -> int | None:
        try:
            return self.sign(value)
        except Undecided:
            return None

    def sign(self, value: Value) -> int:
        """The sign of a closed normal form."""
        result = self._polynomial_sign(value.numerator)
        for factor, power in value.factors.items():
            sign = self._polynomial_sign(factor)
            if sign == 0:
                raise Undecided("a denominator vanishes")
            result *= sign ** (power % 2)
        return result

    def _polynomial_sign(self, polynomial: Polynomial) -> int:
        constant = polynomial.constant()
        if constant is not None:
            return (constant > 0) - (constant < 0)
        atoms = polynomial.atoms()
        root = self._root(atoms[0]) if len(atoms) == 1 else None
        if root is not None:
            degree = max(polynomial.terms) >> (BITS * atoms[0])
            place = BITS * atoms[0]
            coefficients = [Fraction(polynomial.terms.get(i << place, 0), polynomial.denominator) for i in range(degree + 1)]
            return sign_of(root, coefficients)
        for bits in PRECISIONS:
            sign = self._enclosed(polynomial, bits).sign()
            if sign:
                return sign
        raise Undecided("two constants could not be told apart by evaluation")

    def _root(self, index: int) -> RealRoot | None:
        kind, *rest = self.normaliser.keys[index]
        if kind == "sqrt" and (constant := rest[0].constant()) is not None and constant > 0:
            return self._real_root((-constant, Fraction(0), Fraction(1)), Fraction(0), max(constant, Fraction(1)))
        return self._real_root(*rest[0]) if kind == "root" else None

    def _real_root(self, *key: Any) -> RealRoot:
        if key not in self.roots:
            try:
                self.roots[key] = RealRoot(*key)
            except ValueError as error:
                raise Rejected(f"not a real algebraic number: {error}") from error
        return self.roots[key]

    def _enclosed(self, polynomial: Polynomial, bits: int) -> Interval:
        total = Interval(Fraction(0), Fraction(0))
        enclosures = {i: self._atom(i, bits) for i in polynomial.atoms()}
        for monomial, coefficient in polynomial.terms.items():
            exact = Fraction(coefficient, polynomial.denominator)
            term = Interval(exact, exact)
            for index, enclosed in enclosures.items():
                exponent = monomial >> (BITS * index) & ((1 << BITS) - 1)
                term = (term * enclosed.power(exponent)).rounded(bits) if exponent else term
            total = (total + term).rounded(bits)
        return total

    def _value(self, value: Value, bits: int) -> Interval:
        result = self._enclosed(value.numerator, bits)
        for factor, power in value.factors.items():
            result = result * self._enclosed(factor, bits).power(power).reciprocal()
        return result.rounded(bits)

    def _atom(self, index: int, bits: int) -> Interval:
        kind, *rest = self.normaliser.keys[index]
        try:
            if kind == "root":
                return enclosure(self._real_root(*rest[0]), bits)
            if kind in ("exp", "log", "sqrt", "tanh"):
                return getattr(intervals, kind)(self._value(rest[0], bits), bits)  # type: ignore[no-any-return]
            if kind == "abs":
                return intervals.absolute(self._value(rest[0], bits))
            if kind == "max":
                a, b = (*rest[0], *rest[0])[:2]
                return intervals.maximum(self._value(a, bits), self._value(b, bits))
        except intervals.Undefined as error:
            raise Undecided(str(error)) from error
        raise Undecided(f"{kind} is not a closed number")
