"""Normal forms: every scalar term as a polynomial in atoms.

An atom is a symbol, an entry of a matrix symbol, a cyclic word of matrices of symbolic size, the reciprocal of a
polynomial, or another function of normal forms. A difference vanishes when its normal form, times powers of its
denominators, is 0; two terms with vanishing difference are equal wherever both are defined and the derivatives in
them exist. Matrices of integer size are taken apart into `entries`, others are sums of `words`.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import reduce
from math import isqrt
from typing import Any

from symdl.check.blocks.sizes import counted
from symdl.check.calculus.reading import Indexed
from symdl.check.entries import Entries
from symdl.check.judgement import Rejected, need
from symdl.check.language import ENTRYWISE, INTEGERS, SCALAR, Language, Node
from symdl.check.linear.functions import ENTRY_VALUES
from symdl.check.linear.powers import entry_value, scalar_power
from symdl.check.polynomial import BITS, MASK, ONE, ZERO, Polynomial, Work
from symdl.check.ranks.points import closed_number
from symdl.check.words import Words

CLOSED = ("reciprocal", *ENTRYWISE)
UNFOLD = 10_000
"""The longest sum that is written out."""


class Normaliser:
    """The table of atoms of one certificate and the normal forms of its terms."""

    def __init__(self, language: Language, work: Work) -> None:
        self.language, self.work = language, work
        self.indices: dict[Any, int] = {}
        self.keys: list[Any] = []
        self.closed: list[bool] = []
        self.memo: dict[Node, Polynomial] = {}
        self.entries, self.words, self.indexed = Entries(language, self.value), Words(self), Indexed(self)
        self.sign: Callable[[Polynomial], int | None] = lambda value: None

    # polynomials in atoms ---------------------------------------------------------------------

    def atom(self, *key: Any) -> Polynomial:
        """A kind of atom and its parts."""
        if key not in self.indices:
            parts = key[1:] if key[0] in CLOSED else key[1] if key[0] == "max" else ()
            is_closed = len(parts) > 0 and all(self.is_closed(part) for part in parts)
            self.closed.append(is_closed or key[0] == "root")
            self.indices[key] = len(self.keys)
            self.keys.append(key)
        return Polynomial.atom(self.indices[key])

    def total(self, values: Iterable[Polynomial]) -> Polynomial:
        return sum(values, ZERO)

    def product(self, values: Iterable[Polynomial]) -> Polynomial:
        return reduce(self.times, values, ONE)

    def times(self, a: Polynomial, b: Polynomial) -> Polynomial:
        """The product, with denominators cancelled that divide what stands over them."""
        if a is ONE or b is ONE or a == ONE or b == ONE:  # as the letters of a word have it
            self.work.spend(1)
            return b if a is ONE or a == ONE else a
        value = a.times(b, self.work)
        for index in value.atoms() if a.terms != ONE.terms != b.terms else ():
            while self.keys[index][0] == "reciprocal" and (top := max(parts := value.by_powers(index))):
                quotient = parts[top].quotient(self.keys[index][1], self.work)
                if quotient is None:
                    break
                parts = {**parts, top: ZERO, top - 1: parts.get(top - 1, ZERO) + quotient}
                value = self.total(p.times(Polynomial.atom(index, k), self.work) for k, p in parts.items())
        return value

    def reciprocal(self, value: Polynomial) -> Polynomial:
        """1/p; of a monomial factor by factor."""
        need(not self.vanishes(value), "a denominator is identically zero")
        content, rest = value.primitive()
        if len(rest.terms) > 1:
            return self.atom("reciprocal", rest).scaled(1 / content)
        (monomial,) = rest.terms
        factors = ((self.keys[i], i, monomial >> (BITS * i) & MASK) for i in rest.atoms())
        inverted = (
            (key[1] if key[0] == "reciprocal" else self.atom("reciprocal", Polynomial.atom(i))).power(power, self.work)
            for key, i, power in factors
        )
        return self.product(inverted).scaled(1 / content)

    def cleared(self, value: Polynomial, step: int) -> Polynomial:
        """The value times powers, divisible by ``step``, of its denominators, such that none is left."""
        while found := [i for i in value.atoms() if self.keys[i][0] == "reciprocal"]:
            parts, denominator = value.by_powers(found[-1]), self.keys[found[-1]][1]
            top = -(-max(parts) // step) * step
            value = self.total(p.times(denominator.power(top - k, self.work), self.work) for k, p in parts.items())
        return value

    def vanishes(self, value: Polynomial) -> bool:
        """Whether a rational function is zero."""
        return not value.terms or (value.terms.keys() != {0} and not self.cleared(value, 1).terms)

    def difference(self, a: Node, b: Node) -> Polynomial:
        """The normal form of a − b for scalars."""
        return self.value(a) + -self.value(b)

    def is_same(self, a: Node, b: Node) -> bool:
        """Whether two terms of one shape have one normal form."""
        if a is b:
            return True
        if a.explicit and b.explicit and a.shape != SCALAR:
            return all(self.is_same(*pair) for pair in zip(self.entries.each(a), self.entries.each(b), strict=True))
        try:
            gap = self.language.minus(a, b)
            if self.vanishes(self.value(gap)) if a.shape == SCALAR else not self.words.words(gap):
                return True
        except Rejected:
            if a.explicit and b.explicit:
                raise
        return not (a.explicit and b.explicit) and self.indexed.is_same(a, b)

    # terms ------------------------------------------------------------------------------------

    def value(self, node: Node) -> Polynomial:
        """The normal form of a scalar term."""
        if node not in self.memo:
            need(node.shape == SCALAR, f"a scalar is expected, not shape {node.shape}")
            self.memo[node] = self._value(node)
        return self.memo[node]

    def _value(self, node: Node) -> Polynomial:
        op, args = node.op, node.args
        match op:
            case "num":
                return Polynomial.of(node.data)
            case "sym":
                return self.atom("sym", node)
            case "entry" if args[0].op == "sym" and args[0].shape != SCALAR:
                return self.atom("entry", node)
            case "entry" if args[0].op in ENTRY_VALUES:
                return ENTRY_VALUES[args[0].op](self, args[0], *node.data)
            case "iterate":
                return entry_value(self, node, 0, 0)
            case "size":
                return counted(self, node.data)
            case "root" | "generic_rank" | "network_rank":
                return self.atom(op, node.data)
            case "add":
                return self.total(map(self.value, args))
            case "mul" | "hadamard" | "kron":
                return self.product(map(self.value, args))
            case "pow":
                return self.power(args[0], node.data)
            case "power" | "matrix_power":
                return scalar_power(self, *args)
            case "inverse":
                return self.power(args[0], -1)
            case "where":
                return self.value(args[0])
            case "vec" | "diag" | "transpose" | "trace" | "det" if args[0].shape == SCALAR:
                return self.value(args[0])
            case "norm" if args[0].shape == SCALAR:
                return self.elementary("abs", self.value(args[0]))
            case "norm":
                return self.elementary("sqrt", self.gram(args[0]))
            case "max":
                return self.maximum(*map(self.value, args))
            case "min":
                return -self.maximum(*(-self.value(arg) for arg in args))
            case "rank" | "positive_index" if node.explicit:
                return Polynomial.of(closed_number(self, op, self.entries.table(args[0])))
            case "partial":
                return self.atom(op, node.data, tuple(map(self.value, args)))
            case "sum":
                return self._sum(node)
        if op in (*ENTRYWISE, "sqrtm", "expm"):
            return self.elementary(op.removesuffix("m"), self.value(args[0]))
        return self.value(self.entries.reduced(node)) if node.explicit else self._of_matrices(node)

    def _of_matrices(self, node: Node) -> Polynomial:
        """A scalar made of matrices of symbolic size: by words, and where they do not reach by entries with labels."""
        try:
            return self.words.scalar(node)
        except Rejected:
            return self.indexed.value(node)

    def power(self, base: Node, n: int) -> Polynomial:
        if base.op == "norm" and n >= 0 and n % 2 == 0:
            return self.gram(base.args[0]).power(n // 2, self.work)
        value = self.value(base) if n >= 0 else self.reciprocal(self.value(base))
        return value.power(abs(n), self.work)

    def gram(self, node: Node) -> Polynomial:
        """tr(AᵀA)."""
        if not node.explicit:
            return self._of_matrices(self.language.node("inner", (node, node)))
        return self.total(self.value(entry).power(2, self.work) for entry in self.entries.each(node))

    def maximum(self, a: Polynomial, b: Polynomial) -> Polynomial:
        """max(a, b), decided when the difference is a known constant."""
        sign = self._closed_sign(a + -b)
        return self.atom("max", frozenset((a, b))) if sign is None else a if sign >= 0 else b

    def elementary(self, op: str, argument: Polynomial) -> Polynomial:
        """An elementary function; some constants are evaluated, and numbers taken out of abs and sign."""
        if op in ("abs", "sign"):
            sign = self._closed_sign(argument)
            if sign is not None:
                return argument.scaled(Fraction(sign)) if op == "abs" else Polynomial.of(sign)
            content, primitive = argument.primitive()
            return self.atom(op, primitive).scaled(abs(content) if op == "abs" else content / abs(content))
        constant = argument.constant()
        if constant is not None and constant == {"exp": 0, "log": 1, "tanh": 0}.get(op):
            return Polynomial.of(int(op == "exp"))
        if op == "sqrt" and constant is not None and constant >= 0:
            root = Fraction(isqrt(constant.numerator), isqrt(constant.denominator))
            if root**2 == constant:
                return Polynomial.of(root)
        return self.atom(op, argument)

    def _closed_sign(self, value: Polynomial) -> int | None:
        return self.sign(value) if self.is_closed(value) else None

    def is_closed(self, value: Polynomial) -> bool:
        """Whether a normal form is a constant: built without symbols."""
        return all(self.closed[i] for i in value.atoms())

    def _sum(self, node: Node) -> Polynomial:
        body = node.args[2]
        first, last = map(self.value, node.args[:2])
        start, stop = first.constant(), last.constant()
        if start is not None and stop is not None:
            steps = ({node.bound[0]: i} for i in self.range(start, stop))
            return self.total(self.value(self.language.substitute(body, step)) for step in steps)
        index = self.index(node)
        return self.atom("sum", index, first, last, self.value(self.language.substitute(body, {node.bound[0]: index})))

    def index(self, node: Node) -> Node:
        """The symbol for the index of a sum, which does not occur free in it: that of the next depth of nesting."""
        used = [int(symbol.data[0][2:]) for symbol in node.free if symbol.data[0].startswith("__")]
        return self.language.node("sym", data=(f"__{max(used, default=0) + 1}", node.bound[0].data[1]), shape=SCALAR)

    def range(self, start: Fraction, stop: Fraction) -> list[Node]:
        """The integers over which a sum is written out."""
        need(start.denominator == stop.denominator == 1, "a sum runs between integers")
        need(stop - start < UNFOLD, f"a sum of more than {UNFOLD} terms is not written out")
        return [self.language.number(i) for i in range(int(start), int(stop) + 1)]

    def is_integral(self, node: Node, *, naturals: bool = False) -> bool:
        """Whether a term is a polynomial with integer (natural) coefficients in integer (natural) symbols and sizes."""
        value, domains = self.value(node), ("natural",) if naturals else INTEGERS
        kinds = (self.keys[i] for i in value.atoms())
        return (
            value.denominator == 1
            and not (naturals and any(c < 0 for c in value.terms.values()))
            and all(kind == "size" or (kind == "sym" and part.data[1] in domains) for kind, part, *_ in kinds)
        )
