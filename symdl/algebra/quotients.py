"""Scalar terms as quotients of FLINT polynomials in atoms.

An atom is a scalar that is no sum, product or quotient: a symbol, an entry, f(t), exp(t), max(s, t), a trace of
matrices of symbolic size. Atoms with equal arguments are one generator. Each generator remembers a term, so
that polynomials can be written back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from symdl.algebra.budget import Budget
from symdl.semantics.recursion import RECURSIVE, parted, unrolled
from symdl.terms import operators as ops
from symdl.terms.errors import BudgetError, OutOfScopeError
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Application, Term, number

MOST_TERMS = 200_000
MOST_BITS = 50_000_000
"""The largest coefficient of a power."""
ELEMENTARY = frozenset({"exp", "log", "sqrt", "tanh", "abs", "sign"})


class RingFullError(Exception):
    """A claim has more atoms than the ring has generators."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """numerator / denominator in lowest terms."""

    numerator: fmpq_mpoly
    denominator: fmpq_mpoly

    def __hash__(self) -> int:
        return hash((frozenset(self.numerator.to_dict().items()), frozenset(self.denominator.to_dict().items())))

    @property
    def is_polynomial(self) -> bool:
        return bool(self.denominator.is_one())

    def constant(self) -> fmpq | None:
        """The value of a constant quotient, None for any other."""
        if not (self.is_polynomial and self.numerator.is_constant()):
            return None
        return self.numerator.leading_coefficient() if self.numerator else fmpq(0)


class Atoms:
    """A ring with a generator for each atom met so far."""

    def __init__(self, capacity: int = 40, budget: Budget | None = None) -> None:
        self.context = fmpq_mpoly_ctx.get([f"a{i}" for i in range(capacity)], "degrevlex")
        self.generators = self.context.gens()
        self.one, self.zero = self.context.constant(1), self.context.constant(0)
        self.terms: list[Term] = []
        self.numbers: dict[Any, int] = {}
        self.letters: dict[Any, Term] = {}
        self.memo: dict[Term, Quotient] = {}
        self.budget = budget

    # building ---------------------------------------------------------------------------------

    def constant(self, value: int | Fraction) -> Quotient:
        exact = Fraction(value)
        return Quotient(self.context.constant(fmpq(exact.numerator, exact.denominator)), self.one)

    def atom(self, term: Term, *key: Any) -> Quotient:
        key = key or (term,)
        if key not in self.numbers:
            if len(self.terms) == len(self.generators):
                raise RingFullError
            self.numbers[key] = len(self.terms)
            self.terms.append(term)
        return Quotient(self.generators[self.numbers[key]], self.one)

    def quotient(self, numerator: fmpq_mpoly, denominator: fmpq_mpoly) -> Quotient:
        if self.budget is not None:
            self.budget.spend(1 + len(numerator))
        if len(numerator) > MOST_TERMS:
            raise BudgetError(f"a polynomial of {len(numerator)} terms is beyond the budget of {MOST_TERMS}")
        if not denominator.is_constant():
            common = numerator.gcd(denominator)
            if not common.is_one():
                numerator, denominator = divmod(numerator, common)[0], divmod(denominator, common)[0]
        lead = denominator.leading_coefficient()
        return Quotient(numerator / lead, denominator / lead)

    def add(self, a: Quotient, b: Quotient) -> Quotient:
        if a.is_polynomial and b.is_polynomial:
            return Quotient(a.numerator + b.numerator, self.one)
        return self.quotient(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

    def multiply(self, a: Quotient, b: Quotient) -> Quotient:
        if self.budget is not None:
            self.budget.spend(1 + len(a.numerator) * len(b.numerator) // 50)
        return self.quotient(a.numerator * b.numerator, a.denominator * b.denominator)

    def invert(self, a: Quotient) -> Quotient:
        if not a.numerator:
            raise OutOfScopeError("a denominator vanishes identically")
        return self.quotient(a.denominator, a.numerator)

    def power(self, a: Quotient, n: int) -> Quotient:
        if n < 0:
            return self.power(self.invert(a), -n)
        if len(a.numerator) > 1 and (n > 1000 or len(a.numerator) ** min(n, 20) > MOST_TERMS**2):
            raise BudgetError(f"the exponent {n} of a sum is beyond the budget")
        bits = max(
            (int(c.p).bit_length() + int(c.q).bit_length() for c in (*a.numerator.coeffs(), *a.denominator.coeffs())),
            default=0,
        )
        if bits > 2 and bits * n > MOST_BITS:
            raise BudgetError(f"a power of {bits * n} bits is beyond the budget of {MOST_BITS}")
        return Quotient(a.numerator**n, a.denominator**n)

    # reading ----------------------------------------------------------------------------------

    def read(self, term: Term) -> Quotient:
        """The quotient a scalar term denotes; raises OutOfScopeError, BudgetError or RingFullError."""
        if term not in self.memo:
            self.memo[term] = self._read(term)
        return self.memo[term]

    def difference(self, a: Term, b: Term) -> Quotient:
        return self.add(self.read(a), self.multiply(self.constant(-1), self.read(b)))

    def _read(self, term: Term) -> Quotient:
        if not is_scalar(term.shape):
            raise OutOfScopeError(f"{term!r} is no scalar")
        data: Any = term.data
        match term.op:
            case "num":
                return self.constant(data)
            case "sym" | "size" | "root":
                return self.atom(term)
            case "entry" if term.args[0].op == "sym":
                return self.atom(term)
            case "entry" if term.args[0].op in RECURSIVE:
                step = unrolled(term.args[0])
                return self.atom(term) if step is None else self.read(ops.entry(step, data))
            case "iterate":
                step = unrolled(term)
                return self.atom(term) if step is None else self.read(step)
            case "add":
                total = self.constant(0)
                for arg in term.args:
                    total = self.add(total, self.read(arg))
                return total
            case "mul" | "hadamard" | "kron":
                product = self.constant(1)
                for arg in term.args:
                    product = self.multiply(product, self.read(arg))
                return product
            case "pow":
                return self._power(term, data)
            case "power":
                return self._symbolic_power(*term.args)
            case "max" | "min":
                return self._choice(term)
            case "sum":
                return self._sum(term)
            case "apply" if _is_scalar_function(data):
                return self.atom(term, "apply", data, tuple(map(self.read, term.args)))
        if term.op in ELEMENTARY:
            return self._elementary(term)
        return self._of_matrices(term)

    def _of_matrices(self, term: Term) -> Quotient:
        from symdl.algebra.words import read_words
        from symdl.semantics.substitution import size_symbols

        if size_symbols(term):
            return read_words(self, term)
        from symdl.semantics.entries import entries_of
        from symdl.semantics.partials import as_partial

        inner = term.args[0] if term.op == "entry" else term
        if inner.op == "apply":
            at = [entry for arg in inner.args for row in entries_of(arg) for entry in row]
            return self.atom(
                term, "apply", inner.data, term.data if term.op == "entry" else (0, 0), *map(self.read, at)
            )
        partial = as_partial(term)
        if partial is not None:
            function, component, by, point = partial
            return self.atom(term, "partial", function, component, by, *map(self.read, point))
        entry = entries_of(term)[0][0]
        if entry is term:
            return self._of_numbers(term, inner)
        return self.read(entry)

    def _of_numbers(self, term: Term, inner: Term) -> Quotient:
        """An entry of the pseudoinverse of a matrix of rational numbers."""
        from symdl.algebra.closed_systems import Nothing
        from symdl.semantics.exact import evaluate_exact
        from symdl.semantics.substitution import free_symbols, function_symbols

        if inner.op == "pinv" and not free_symbols(inner) and not function_symbols(inner):
            value = evaluate_exact(term, Nothing())
            if isinstance(value, Fraction):
                return self.constant(value)
        raise OutOfScopeError(f"{term.op} has no polynomial form: {term!r}")

    def _power(self, term: Term, n: int) -> Quotient:
        base = term.args[0]
        if base.op == "norm" and n > 0 and n % 2 == 0:
            return self.power(self.read(ops.inner(base.args[0], base.args[0])), n // 2)
        return self.power(self.read(base), n)

    def _symbolic_power(self, base: Term, exponent: Term) -> Quotient:
        """aᶜ⁺ʳ as aᶜ aʳ, for a natural number c and a natural r."""
        value, n = self.read(base), self.read(exponent).constant()
        if n is not None and n.q == 1 and 0 <= n:
            return self.power(value, int(n))
        known, rest = parted(exponent)
        if rest is None:
            return self.power(value, known)
        left = self.atom(Term("power", (base, rest)), "power", value, self.read(rest))
        return self.multiply(self.power(value, known), left)

    def _choice(self, term: Term) -> Quotient:
        a, b = map(self.read, term.args)
        gap = self.add(a, self.multiply(self.constant(-1), b)).constant()
        if gap is not None:
            return a if (gap >= 0) == (term.op == "max") else b
        if term.op == "min":
            return self.multiply(self.constant(-1), self.read(ops.maximum(*(-arg for arg in term.args))))
        return self.atom(term, "max", frozenset((a, b)))

    def _elementary(self, term: Term) -> Quotient:
        argument = self.read(term.args[0])
        value = argument.constant()
        if value is not None:
            if term.op == "abs":
                return self.constant(abs(Fraction(int(value.p), int(value.q))))
            if term.op == "sign":
                return self.constant((value > 0) - (value < 0))
            if (term.op, value) in (("exp", 0), ("log", 1), ("tanh", 0)):
                return self.constant(int(term.op == "exp"))
            if term.op == "sqrt" and value >= 0:
                p, q = isqrt(int(value.p)), isqrt(int(value.q))
                if p * p == value.p and q * q == value.q:
                    return self.constant(Fraction(p, q))
        if term.op in ("abs", "sign"):
            return self._up_to_scale(term, argument)
        return self.atom(term, term.op, argument)

    def _up_to_scale(self, term: Term, argument: Quotient) -> Quotient:
        """|c t| = |c| |t| and sign(c t) = sign(c) sign(t) for numbers c."""
        lead = argument.numerator.leading_coefficient()
        scale = Fraction(int(lead.p), int(lead.q))
        inner = ops.scale(number(1 / scale), term.args[0])
        atom = self.atom(Term(term.op, (inner,)), term.op, self.multiply(self.constant(1 / scale), argument))
        return self.multiply(self.constant(abs(scale) if term.op == "abs" else scale / abs(scale)), atom)

    def _sum(self, term: Term) -> Quotient:
        from symdl.semantics.substitution import substitute

        lower, upper, body = term.args
        first, last = self.read(lower).constant(), self.read(upper).constant()
        index = Term("sym", data=term.data)
        if first is not None and last is not None and last - first < 500:
            total = self.constant(0)
            for i in range(int(first), int(last) + 1):
                total = self.add(total, self.read(substitute(body, {index: number(i)})))
            return total
        canonical = ops.symbol(f"index{body.depth}of{body.size}", domain=index.data.domain)
        inner = self.read(substitute(body, {index: canonical}))
        return self.atom(term, "sum", self.read(lower), self.read(upper), inner)

    # writing ----------------------------------------------------------------------------------

    def to_term(self, polynomial: fmpq_mpoly) -> Term:
        """The polynomial as a term in the atoms."""
        parts = []
        for exponents, coefficient in polynomial.to_dict().items():
            factors = [self.terms[i] ** int(e) for i, e in enumerate(exponents) if e]
            value = Fraction(int(coefficient.p), int(coefficient.q))
            product: Term = number(value) if value != 1 or not factors else factors.pop(0)
            for factor in factors:
                product = ops.scale(product, factor)
            parts.append(product)
        return ops.add(*parts) if parts else number(0)

    def atoms_of(self, *polynomials: fmpq_mpoly) -> set[int]:
        """The generators that occur in polynomials."""
        return {i for p in polynomials for i, degree in enumerate(p.degrees()) if degree > 0}


def _is_scalar_function(application: Application) -> bool:
    f = application.function
    return f.codomain == 1 and all(size == 1 for size in f.domain)


def compressed(polynomials: Sequence[fmpq_mpoly]) -> tuple[list[fmpq_mpoly], list[int]]:
    """The polynomials in a ring with just the generators they use, and the numbers of these generators."""
    used = sorted({i for p in polynomials for i, degree in enumerate(p.degrees()) if degree > 0})
    context = fmpq_mpoly_ctx.get([f"a{i}" for i in used] or ["a"], "degrevlex")
    return [p.project_to_context(context) for p in polynomials], used
