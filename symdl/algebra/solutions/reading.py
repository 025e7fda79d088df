"""Polynomial systems read from text: the variables on the first line, then one polynomial a line.

The grammar of a polynomial:  sum = [sign] product {sign product};  product = power {(* | /) power};
power = atom [^ natural];  atom = natural | decimal | variable | ( sum ).  Division is by numbers only.
What does not fit is refused with its line and column; nothing is guessed.
"""

from __future__ import annotations

import re
from fractions import Fraction

from symdl.algebra.solutions.system import Exponents, Polynomial, PolynomialSystem, product, total
from symdl.terms.errors import SymdlError

TOKEN = re.compile(r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]*)?)|(?P<name>[A-Za-z][A-Za-z0-9_]*)|(?P<sign>\*\*|[-+*/^()]))")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
MAX_DEGREE = 1000
MAX_TERMS = 100_000
MAX_DIGITS = 2000


class SystemSyntaxError(SymdlError):
    """A polynomial system that cannot be read; the text names line and column."""


def read_system(text: str, *, file: str = "the system") -> PolynomialSystem:
    """The system written in ``text``.

    Raises:
        SystemSyntaxError: with file, line, column and what was expected.

    >>> read_system("x, y  # a circle and a line\\nx^2 + y^2 - 5\\n(x - y)*2/3").degrees
    (2, 1)
    """
    lines = [(n, line.split("#", 1)[0].rstrip()) for n, line in enumerate(text.splitlines(), 1)]
    lines = [(n, line) for n, line in lines if line.strip()]
    if not lines:
        raise SystemSyntaxError(f"{file}: no variables; write their names on the first line, separated by commas.")
    number, first = lines[0]
    variables = _variables(first, f"{file}:{number}")
    polynomials = [_Line(line, f"{file}:{n}", variables).polynomial() for n, line in lines[1:]]
    if not polynomials:
        raise SystemSyntaxError(f"{file}:{number}: no polynomials; write one a line, each is set equal to zero.")
    return PolynomialSystem.of(variables, polynomials)


def read_polynomial(text: str, variables: tuple[str, ...]) -> Polynomial:
    """One polynomial, in the same grammar."""
    return _Line(text, "the polynomial", variables).polynomial()


def _variables(line: str, place: str) -> tuple[str, ...]:
    names: list[str] = []
    column = 1
    for part in line.split(","):
        name, at = part.strip(), column + len(part) - len(part.lstrip())
        if not NAME.fullmatch(name):
            raise SystemSyntaxError(
                f"{place}:{at}: {name or 'nothing'!r} is no variable; the first line holds names such as x or w_1, "
                "separated by commas."
            )
        if name in names:
            raise SystemSyntaxError(f"{place}:{at}: the variable {name} stands twice.")
        names.append(name)
        column += len(part) + 1
    return tuple(names)


class _Line:
    """Recursive descent over the tokens of one polynomial."""

    def __init__(self, text: str, place: str, variables: tuple[str, ...]) -> None:
        self.place, self.variables = place, variables
        self.one: Exponents = (0,) * len(variables)
        self.tokens: list[tuple[str, str, int]] = []
        position = 0
        while text[position:].strip():
            match = TOKEN.match(text, position)
            if match is None:
                at = position + len(text[position:]) - len(text[position:].lstrip())
                hint = "; every line is set equal to zero: write left - (right)" if text[at] == "=" else ""
                raise SystemSyntaxError(f"{place}:{at + 1}: {text[at]!r} does not belong into a polynomial{hint}.")
            kind = match.lastgroup or ""
            self.tokens.append((kind, match[kind], match.start(kind) + 1))
            position = match.end()
        self.tokens.append(("end", "the end of the line", len(text) + 1))
        self.next = 0
        self.depth = 0

    def polynomial(self) -> Polynomial:
        """The polynomial of the whole line."""
        result = self._sum()
        kind, text, _ = self.tokens[self.next]
        if kind != "end":
            if text == ")":
                raise self._error("this ) closes nothing")
            if kind == "name" and self.tokens[self.next - 1][0] == "number" and re.fullmatch("[eE][0-9]*", text):
                raise self._error(f"an operator is missing before {text!r}; write powers of ten as in 1.5*10^3")
            raise self._error(f"an operator is missing before {text!r}; write products with *")
        return result

    def _error(self, message: str, back: int = 0) -> SystemSyntaxError:
        return SystemSyntaxError(f"{self.place}:{self.tokens[self.next - back][2]}: {message}.")

    def _take(self, *signs: str) -> str:
        kind, text, _ = self.tokens[self.next]
        if kind != "sign" or text not in signs:
            return ""
        self.next += 1
        return text

    def _sum(self) -> Polynomial:
        sign = self._take("+", "-")
        result = self._signed(sign)
        while sign := self._take("+", "-"):
            result = total(result, self._signed(sign))
        return result

    def _signed(self, sign: str) -> Polynomial:
        term = self._product()
        return {e: -c for e, c in term.items()} if sign == "-" else term

    def _product(self) -> Polynomial:
        result = self._power()
        while operator := self._take("*", "/"):
            factor = self._power()
            if operator == "/":
                constant = factor.get(self.one, Fraction(0))
                if len(factor) != 1 or not constant:
                    raise self._error("a polynomial is divided by numbers only, and not by 0", 1)
                factor = {self.one: 1 / constant}
            result = self._bounded(result, factor)
        return result

    def _bounded(self, a: Polynomial, b: Polynomial) -> Polynomial:
        if len(a) * len(b) > MAX_TERMS:
            raise self._error(f"this product has more than {MAX_TERMS} terms", 1)
        return product(a, b)

    def _power(self) -> Polynomial:
        base = self._atom()
        if self._take("**"):
            raise self._error("powers are written with ^, as in x^2", 1)
        if not self._take("^"):
            return base
        kind, text, _ = self.tokens[self.next]
        if kind != "number" or "." in text:
            raise self._error("an exponent is a natural number, as in x^2")
        if len(text) > 4 or int(text) * max((sum(e) for e in base), default=0) > MAX_DEGREE or int(text) > MAX_DEGREE:
            raise self._error(f"the degree of a polynomial is at most {MAX_DEGREE}")
        self.next += 1
        result: Polynomial = {self.one: Fraction(1)}
        for _ in range(int(text)):
            result = self._bounded(result, base)
        return result

    def _atom(self) -> Polynomial:
        kind, text, _ = self.tokens[self.next]
        if kind == "number":
            if len(text) > MAX_DIGITS:
                raise self._error(f"a number has at most {MAX_DIGITS} digits")
            self.next += 1
            return {self.one: Fraction(text)} if Fraction(text) else {}
        if kind == "name":
            if text not in self.variables:
                raise self._error(f"{text} is no variable of this system ({', '.join(self.variables)})")
            self.next += 1
            index = self.variables.index(text)
            return {tuple(int(i == index) for i in range(len(self.variables))): Fraction(1)}
        if self._take("("):
            self.depth += 1
            if self.depth > 100:
                raise self._error("parentheses are nested more than 100 deep", 1)
            inner = self._sum()
            if not self._take(")"):
                raise self._error("a ) is missing")
            self.depth -= 1
            return inner
        if kind == "end":
            raise self._error("the polynomial ends too early")
        raise self._error(f"a number, a variable or ( should stand where {text!r} stands")
