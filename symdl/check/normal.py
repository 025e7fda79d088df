"""Normal forms: every scalar term as a quotient of polynomials in atoms.

An atom is a symbol, an entry of a matrix symbol, a cyclic word of matrices of symbolic size, or an
application of a function to normal forms. Two scalar terms with one normal form are equal wherever both
are defined. Matrices are tables of entries when their sizes are integers (`entries`), sums of words
otherwise (`words`).
"""

from collections.abc import Callable
from fractions import Fraction
from math import isqrt
from typing import Any

from symdl.check.language import ENTRYWISE, INTEGERS, SCALAR, Language, Node, need
from symdl.check.polynomial import Value, Work

UNFOLD = 10_000
"""The longest sum that is written out."""


class Normaliser:
    """The table of atoms of one certificate and the normal forms of its terms."""

    def __init__(self, language: Language, work: Work) -> None:
        from symdl.check.entries import Entries
        from symdl.check.words import Words

        self.language, self.work = language, work
        self.indices: dict[Any, int] = {}
        self.keys: list[Any] = []
        self.memo: dict[Node, Value] = {}
        self.explicit: dict[Node, bool] = {}
        self.heights: dict[Node, int] = {}
        self.entries, self.words = Entries(self), Words(self)
        self.sign: Callable[[Value], int | None] = lambda value: None

    def atom(self, *key: Any) -> Value:
        if key not in self.indices:
            self.indices[key] = len(self.keys)
            self.keys.append(key)
        return Value.atom(self.indices[key])

    def is_explicit(self, *nodes: Node) -> bool:
        """Whether all sizes in the terms are integers, so that matrices are tables of entries."""
        return all(self._explicit(node) for node in nodes)

    def _explicit(self, node: Node) -> bool:
        if node not in self.explicit:
            own = all(isinstance(size, int) for size in node.shape or ())
            self.explicit[node] = own and all(self._explicit(a) for a in (*node.args, *node.bound))
        return self.explicit[node]

    def height(self, node: Node) -> int:
        """How deeply sums are nested in a term; it numbers their canonical indices."""
        if node not in self.heights:
            self.heights[node] = (node.op == "sum") + max(map(self.height, node.args), default=0)
        return self.heights[node]

    def matrices(self, node: Node) -> Any:
        return self.entries if self.is_explicit(node) else self.words

    def difference(self, a: Node, b: Node) -> Value:
        """The normal form of a − b for scalars."""
        return self.value(a).plus(self.value(b).scaled(Fraction(-1)), self.work)

    def value(self, node: Node) -> Value:
        """The normal form of a scalar term."""
        need(node.shape == SCALAR, f"a scalar is expected, not shape {node.shape}")
        if node not in self.memo:
            self.memo[node] = self._value(node)
        return self.memo[node]

    def _value(self, node: Node) -> Value:
        op, args, work = node.op, node.args, self.work
        match op:
            case "num":
                return Value.of(node.data)
            case "sym":
                return self.atom("sym", node)
            case "size":
                return self.atom("size", node.data)
            case "root":
                return self.atom("root", node.data)
            case "identity" | "ones":
                return Value.of(1)
            case "zeros":
                return Value.of(0)
            case "array":
                return self.value(args[0])
            case "add":
                total = Value.of(0)
                for arg in args:
                    total = total.plus(self.value(arg), work)
                return total
            case "mul" | "hadamard" | "kron":
                return self.product(args)
            case "pow":
                return self._power(args[0], node.data)
            case "power":
                exponent = self.value(args[1])
                if (n := exponent.constant()) is not None and n.denominator == 1 and n >= 0:
                    return self._power(args[0], int(n))
                return self.atom("power", self.value(args[0]), exponent)
            case "inverse":
                return self.value(args[0]).reciprocal(work)
            case "vec" | "diag" if args[0].shape == SCALAR:
                return self.value(args[0])
            case "max" | "min":
                return self.choice(op, self.value(args[0]), self.value(args[1]))
            case "sum":
                return self._sum(node)
            case "apply" if not self._is_field(node):
                return self.atom("apply", node.data[0], 0, node.data[1], tuple(map(self.value, args)))
        if op in ENTRYWISE:
            return self.elementary(op, self.value(args[0]))
        result: Value = self.matrices(node).scalar(node)
        return result

    def _is_field(self, node: Node) -> bool:
        domain, codomain = self.language.functions[node.data[0]]
        return codomain != 1 or any(size != 1 for size in domain)

    def product(self, factors: tuple[Node, ...]) -> Value:
        result = Value.of(1)
        for factor in factors:
            result = result.times(self.value(factor), self.work)
        return result

    def _power(self, base: Node, n: int) -> Value:
        if base.op == "norm" and n >= 0 and n % 2 == 0:
            return self.matrices(base).gram(base.args[0]).power(n // 2, self.work)  # type: ignore[no-any-return]
        return self.value(base).power(n, self.work)

    def gram_root(self, gram: Value) -> Value:
        return self.elementary("sqrt", gram)

    def choice(self, op: str, a: Value, b: Value) -> Value:
        """max(a, b) or min(a, b), decided when the difference is a known constant."""
        sign = self._closed_sign(a.plus(b.scaled(Fraction(-1)), self.work))
        if sign is not None:
            return a if (sign >= 0) == (op == "max") else b
        if op == "min":
            minus = Fraction(-1)
            return self.choice("max", a.scaled(minus), b.scaled(minus)).scaled(minus)
        return self.atom("max", frozenset((a, b)))

    def elementary(self, op: str, argument: Value) -> Value:
        """An elementary function of a normal form; exact constants are evaluated."""
        if op in ("abs", "sign"):
            sign = self._closed_sign(argument)
            if sign is not None:
                return argument.scaled(Fraction(sign)) if op == "abs" else Value.of(sign)
            content, primitive = argument.numerator.primitive()
            atom = self.atom(op, Value(primitive, argument.factors))
            return atom.scaled(abs(content) if op == "abs" else content / abs(content))
        constant = argument.constant()
        if constant is not None:
            if (op, constant) in (("exp", Fraction(0)), ("log", Fraction(1)), ("tanh", Fraction(0))):
                return Value.of(1 if op == "exp" else 0)
            if op == "sqrt" and constant >= 0:
                top, bottom = isqrt(constant.numerator), isqrt(constant.denominator)
                if top * top == constant.numerator and bottom * bottom == constant.denominator:
                    return Value.of(Fraction(top, bottom))
        return self.atom(op, argument)

    def _closed_sign(self, value: Value) -> int | None:
        return self.sign(value) if all(self.is_closed(i) for i in value.atoms()) else None

    def is_closed(self, index: int) -> bool:
        """Whether an atom is a constant: built without symbols."""
        key = self.keys[index]
        if key[0] == "root":
            return True
        if key[0] in ENTRYWISE:
            return all(self.is_closed(i) for i in key[1].atoms())
        return key[0] == "max" and all(self.is_closed(i) for part in key[1] for i in part.atoms())

    def _sum(self, node: Node) -> Value:
        lower, upper, body = node.args
        (index,) = node.bound
        first, last = self.value(lower), self.value(upper)
        start, stop = first.constant(), last.constant()
        if start is not None and stop is not None:
            need(start.denominator == stop.denominator == 1, "a sum runs between integers")
            need(stop - start < UNFOLD, f"a sum of more than {UNFOLD} terms is not written out")
            total = Value.of(0)
            for i in range(int(start), int(stop) + 1):
                term = self.language.substitute(body, {index: self.language.number(i)})
                total = total.plus(self.value(term), self.work)
            return total
        canonical = self.language.symbol(f"i__{self.height(body)}", SCALAR, index.data[1])
        return self.atom("sum", first, last, self.value(self.language.substitute(body, {index: canonical})))

    def is_integral(self, node: Node) -> bool:
        """Whether a term is a polynomial with integer coefficients in integer symbols and sizes."""
        value = self.value(node)
        keys = [self.keys[i] for i in value.atoms()]
        return (
            not value.factors
            and value.numerator.denominator == 1
            and all(key[0] == "size" or key[0] == "sym" and key[1].data[1] in INTEGERS for key in keys)
        )

    # matrices ---------------------------------------------------------------------------------

    def is_same(self, a: Node, b: Node) -> bool:
        """Whether two terms of one shape have one normal form."""
        if a is b:
            return True
        if a.shape == SCALAR:
            return self.difference(a, b).is_zero()
        if self.is_explicit(a, b):
            return self.entries.vanishes(self.entries.difference(a, b))
        return not self.words.difference(a, b)
