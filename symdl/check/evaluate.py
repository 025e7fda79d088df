"""Exact evaluation of closed relations: rational numbers, real algebraic numbers, enclosures.

Equality is decided for rational and algebraic values; other constants are told apart by intervals, never
declared equal.
"""

from fractions import Fraction
from typing import Any

from symdl.check.definedness import Definedness
from symdl.check.judgement import Rejected, need
from symdl.check.language import ATOMIC, EACH, SCALAR, Language, Node
from symdl.check.normal import Normaliser
from symdl.check.numbers import intervals
from symdl.check.numbers.algebraic import RealRoot, enclosure, sign_of
from symdl.check.numbers.intervals import Interval
from symdl.check.polynomial import BITS, MASK, Polynomial
from symdl.check.ranks.adjoining import exact_sign

PRECISIONS = (64, 128, 256, 512, 1024)
MAX_EXPONENT = 400
"""Of an algebraic number that is evaluated exactly."""


class Undecided(Rejected):
    """The value cannot be decided by evaluation."""


class Evaluator:
    """Decides closed relations without quantifiers."""

    def __init__(self, language: Language, normaliser: Normaliser, definedness: Definedness) -> None:
        self.language, self.normaliser, self.definedness = language, normaliser, definedness
        self.roots: dict[Any, RealRoot] = {}
        self.defined: dict[Node, bool] = {}
        self.enclosures: dict[tuple[int, int], Interval] = {}
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
        if op not in ATOMIC:
            raise Undecided(f"{op} is not decided by evaluation")
        return self.is_defined(relation) and self._atomic(op, args)

    def is_defined(self, node: Node) -> bool:
        """Whether a closed term, or the terms of a closed relation, are defined; raises Undecided at a kink."""
        if node not in self.defined:
            parts = () if node.bound else node.args
            inner = {condition for arg in parts for condition in self.definedness.of(arg)}
            own = [condition for condition in self.definedness.of(node) if condition not in inner]
            is_defined = all(map(self.is_defined, parts)) and all(map(self.holds, own))
            if is_defined and not all(map(self.holds, self.definedness.kinks(node))):
                raise Undecided("whether a derivative exists at a kink is not decided")
            self.defined[node] = is_defined
        return self.defined[node]

    def _atomic(self, op: str, args: tuple[Node, ...]) -> bool:
        if op in EACH:
            op, pairs = op.removeprefix("each_"), zip(*map(self.normaliser.entries.each, args), strict=True)
            return all(self._atomic(op, pair) for pair in pairs)
        if op in ("psd", "pd"):
            return self._is_definite(self.normaliser.entries.table(args[0]), strict=op == "pd")
        if args[0].shape == SCALAR:
            sign = self.sign(self.normaliser.difference(args[1], args[0]))
            return {"eq": sign == 0, "ne": sign != 0, "le": sign >= 0, "lt": sign > 0}[op]
        pairs = zip(*map(self.normaliser.entries.each, args), strict=True)
        return all(self.sign(self.normaliser.difference(a, b)) == 0 for a, b in pairs) == (op == "eq")

    def _is_definite(self, table: list[list[Polynomial]], *, strict: bool) -> bool:
        """Elimination: symmetric, each pivot positive, or zero with a zero row."""
        n, normaliser = len(table), self.normaliser
        if any(self.sign(table[i][j] + -table[j][i]) for i in range(n) for j in range(i)):
            return False
        for k in range(n):
            sign = self.sign(table[k][k])
            if sign < 0 or (sign == 0 and (strict or any(self.sign(table[k][j]) for j in range(k + 1, n)))):
                return False
            if sign:
                scale = normaliser.reciprocal(table[k][k])
                for i in range(k + 1, n):
                    factor = table[i][k].times(scale, normaliser.work)
                    table[i] = [x + -factor.times(y, normaliser.work) for x, y in zip(table[i], table[k], strict=True)]
        return True

    # numbers ----------------------------------------------------------------------------------

    def known_sign(self, value: Polynomial) -> int | None:
        """The sign of a closed normal form, None when it is not decided."""
        try:
            return self.sign(value)
        except Undecided:
            return None

    def sign(self, value: Polynomial) -> int:
        """The sign of a closed normal form."""
        value = self.normaliser.cleared(value, 2)
        constant, atoms = value.constant(), value.atoms()
        if constant is not None:
            return (constant > 0) - (constant < 0)
        root = self._root(atoms[0]) if len(atoms) == 1 else None
        if root is not None:
            powers = {m >> (BITS * atoms[0]): Fraction(c, value.denominator) for m, c in value.terms.items()}
            need(max(powers) <= MAX_EXPONENT, "a power of an algebraic number is too large")
            return sign_of(root, [powers.get(i, Fraction(0)) for i in range(max(powers) + 1)])
        for bits in PRECISIONS:
            sign = self._enclosed(value, bits).sign() or exact_sign(self.normaliser, value)
            if sign is not None:
                return sign
        raise Undecided("two constants could not be told apart by evaluation")

    def _root(self, index: int) -> RealRoot | None:
        kind, *rest = self.normaliser.keys[index]
        if kind == "sqrt" and (constant := rest[0].constant()) is not None and constant > 0:
            rest = [((-constant, Fraction(0), Fraction(1)), Fraction(0), max(constant, Fraction(1)))]
        elif kind != "root":
            return None
        return self.roots.get(rest[0]) or self.roots.setdefault(rest[0], RealRoot(*rest[0]))

    def _enclosed(self, value: Polynomial, bits: int) -> Interval:
        total = Interval.exactly(0)
        enclosures = {i: self.enclosures.get((i, bits)) or self._atom(i, bits) for i in value.atoms()}
        self.enclosures.update({(i, bits): enclosed for i, enclosed in enclosures.items()})
        for monomial, coefficient in value.terms.items():
            term = Interval.exactly(Fraction(coefficient, value.denominator))
            for index, enclosed in enclosures.items():
                exponent = monomial >> (BITS * index) & MASK
                term = (term * enclosed.power(exponent)).rounded(bits) if exponent else term
            total = (total + term).rounded(bits)
        return total

    def _atom(self, index: int, bits: int) -> Interval:
        kind, *rest = self.normaliser.keys[index]
        root = self._root(index)
        if root is not None:
            return enclosure(root, bits)
        if kind not in ("max", *intervals.FUNCTIONS):
            raise Undecided(f"{kind} is not a closed number")
        try:
            arguments = [self._enclosed(part, bits) for part in (rest[0] if kind == "max" else rest)]
            return intervals.maximum(*arguments) if kind == "max" else intervals.FUNCTIONS[kind](arguments[0], bits)
        except intervals.Undefined as error:
            raise Undecided(str(error)) from error
