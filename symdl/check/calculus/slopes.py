"""Partial derivatives by an entry x[i, j] of a symbol, in the chain rule's own words.

    ∂ x[a, b] = δ[a, i] δ[b, j]        ∂ (fg) = f ∂g + g ∂f        ∂ Σₖ f = Σₖ ∂f        ∂ f(p) = f′(p) ∂p
    ∂ A⁻¹[a, b] = −Σₖₗ A⁻¹[a, k] ∂A[k, l] A⁻¹[l, b]        ∂ det A = det A Σₖₗ A⁻¹[l, k] ∂A[k, l]
    ∂ Fₐ(p) = Σₖ ∂ₖFₐ(p) ∂p[k]

They hold where every function in sight is smooth at its argument; `conditions` says what that takes.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from symdl.check.calculus.forms import MATRICES, Forms
from symdl.check.calculus.labels import PLACE, Labels, places
from symdl.check.chains.terms import inside
from symdl.check.judgement import Rejected, need
from symdl.check.language import DERIVATIVES, SCALAR, Language, Node, Shape
from symdl.check.polynomial import ONE, ZERO, Polynomial

HALF = Fraction(1, 2)


class Slopes:
    """Derivatives of polynomials with labels."""

    def __init__(self, forms: Forms) -> None:
        self.forms, self.normaliser = forms, forms.normaliser
        self.memo: dict[tuple[int, Node, Labels], Polynomial] = {}

    def slope(self, value: Polynomial, x: Node, target: Labels) -> Polynomial:
        """∂ value / ∂ x[target]."""
        terms, product = [], self.normaliser.product
        for coefficient, factors in self.forms.factors(value):
            for i, e in factors:
                if x in self.forms.facts(i)[1]:
                    rest = [(j, power - (i == j)) for j, power in factors if power > (i == j)]
                    terms.append(product((self.forms.product(rest, coefficient * e), self._of_atom(i, x, target))))
        return self.forms.settled(self.normaliser.total(terms))

    def _of_atom(self, atom: int, x: Node, target: Labels) -> Polynomial:
        key = atom, x, target
        if key not in self.memo:
            self.memo[key] = self._derived(atom, x, target)
        return self.memo[key]

    def _derived(self, atom: int, x: Node, target: Labels) -> Polynomial:
        forms, product = self.forms, self.normaliser.product
        kind, *rest = forms.keys[atom]
        if kind == "sym":
            return ONE
        if kind == "at":
            return forms.equal_labels(rest[1], target)
        if kind == "graph":
            renamed = forms.freshened(rest[0], (*forms.labels(atom), *target))
            inner = forms.moved(forms.product(rest[1]), renamed)
            return forms.contracted(self.slope(inner, x, target), renamed.values())
        if kind in ("map", *MATRICES):
            return self._of_letter(atom, x, target)
        if kind == "partial":
            (name, component, orders), args = rest
            raised = [(name, component, (*orders[:k], n + 1, *orders[k + 1 :])) for k, n in enumerate(orders)]
            outer = (self.normaliser.atom("partial", data, args) for data in raised)
            return self.normaliser.total(
                product((f, self.slope(arg, x, target))) for f, arg in zip(outer, args, strict=True)
            )
        if kind == "max":
            a, b = rest[0]
            side = forms.function("sign", a + -b)
            parts = (ONE + side, self.slope(a, x, target)), (ONE + -side, self.slope(b, x, target))
            return self.normaliser.total(map(product, parts)).scaled(HALF)
        if kind == "sum":
            index, lower, upper, body = rest
            need(
                not any(x in forms.facts(i)[1] for p in (lower, upper) for i in p.atoms()), "the bounds of a sum depend"
            )
            return forms.summed(index, lower, upper, self.slope(body, x, target))
        return product((self._outer(atom, kind, rest[0]), self.slope(rest[0], x, target)))

    def _outer(self, atom: int, kind: str, value: Polynomial) -> Polynomial:
        """The derivative of a function of one argument."""
        y, reciprocal = Polynomial.atom(atom), self.forms.reciprocal
        match kind:
            case "exp":
                return y
            case "log":
                return reciprocal(value)
            case "sqrt":
                return reciprocal(y).scaled(HALF)
            case "tanh":
                return ONE + -self.normaliser.times(y, y)
            case "abs":
                return self.forms.function("sign", value)
            case "sign":
                return ZERO
            case "reciprocal":
                return -self.normaliser.times(y, y)
        raise Rejected(f"the derivative of {kind} is not defined here")

    def _of_letter(self, atom: int, x: Node, target: Labels) -> Polynomial:
        kind, data, labels = self.forms.keys[atom]
        need(kind in ("map", "inverse", "expm", "det"), f"the derivative of {kind} is not defined here")
        if kind == "map":
            return self._of_map(data, labels, x, target)
        if kind == "expm":
            return self._of_exponential(data, labels, x)
        forms, (inside, shape) = self.forms, data
        rows, columns = places(shape)
        renamed = forms.freshened((*rows, *columns), (*labels, *target))
        k, l = (tuple(renamed[label] for label in half) for half in (rows, columns))  # noqa: E741
        slope, sign = self.slope(forms.moved(inside, renamed), x, target), Fraction(1)
        if kind == "det":
            factors = Polynomial.atom(atom), forms.letter("inverse", data, l + k), slope
        else:
            first, second, sign = labels[: len(k)], labels[len(k) :], Fraction(-1)
            factors = forms.letter("inverse", data, first + k), slope, forms.letter("inverse", data, l + second)
        return forms.contracted(self.normaliser.product(factors), renamed.values()).scaled(sign)

    def _of_exponential(self, data: Any, labels: Labels, x: Node) -> Polynomial:
        """∂eᴬ = ∂A eᴬ by a scalar, where ∂A commutes with A."""
        need(x.shape == SCALAR, "an exponential is differentiated by scalars")
        forms, (inside, shape) = self.forms, data
        rows, columns = places(shape)
        slope, half = self.slope(inside, x, ()), len(rows)
        between = forms.freshened(rows, (*rows, *columns, *labels))

        def product(a: Polynomial, b: Polynomial) -> Polynomial:
            first = forms.moved(a, dict(zip(columns, between.values(), strict=True)))
            second = forms.moved(b, dict(zip(rows, between.values(), strict=True)))
            return forms.contracted(self.normaliser.times(first, second), between.values())

        need(forms.vanishes(product(slope, inside) + -product(inside, slope)), "∂A does not commute with A")
        row, column = labels[:half], labels[half:]
        if data in forms.symmetric and any(label[0] != PLACE for label in row):
            row, column = column, row  # eᴬ is symmetric, and ∂A is to stand at the rows of the term
        left = forms.moved(slope, dict(zip((*rows, *columns), (*row, *between.values()), strict=True)))
        right = forms.letter("expm", data, (*between.values(), *column))
        return forms.contracted(self.normaliser.times(left, right), between.values())

    def _of_map(self, data: Any, labels: Labels, x: Node, target: Labels) -> Polynomial:
        """Σₖ ∂ₖFₐ(p) ∂p[k], mixed partials in any order; of a curve Fₐ′(p) ∂p."""
        name, point, own, outs, order = data
        if not own:
            data = (name, point, own, outs, order + 1)
        renamed = self.forms.freshened(own, (*labels, *target))
        slope = self.slope(self.forms.moved(point, renamed), x, target)
        partial = self.forms.letter("map", data, labels + tuple(renamed.values()))
        return self.forms.contracted(self.normaliser.times(partial, slope), renamed.values())


def conditions(language: Language, body: Node, variables: frozenset[Node]) -> Iterator[Node]:
    """Where every function in a term that depends on the variables is smooth at its argument, given that the term is
    defined. A determinant is told by A⁻¹, so it must not vanish. Below a derivative its own variable counts as well."""
    if variables.isdisjoint(body.free) and body.op not in DERIVATIVES:
        return
    op, args, relation = body.op, body.args, language.relation
    if op in DERIVATIVES:
        at_point = {body.bound[0]: args[1]}
        below = conditions(language, args[0], variables | {body.bound[0]})
        yield from (language.substitute(condition, at_point) for condition in below)
        yield from conditions(language, args[1], variables)
        return
    if op == "chain":
        yield from inside(language, body)
        return
    jumps = op in ("sqrtm", "rank", "positive_index", "pinv", "power", "matrix_power", "iterate")
    need(not jumps, f"the derivative of {op} is not defined here")
    need(op != "sum", "a sum of symbolic length with matrices is not differentiated here")
    if op == "pow" and body.data >= 2 and body.data % 2 == 0 and args[0].op == "norm":
        yield from conditions(language, args[0].args[0], variables)
        return
    for arg in args:
        yield from conditions(language, arg, variables)
    if op in ("abs", "sign", "sqrt"):
        zero = language.zeros(args[0].shape)
        yield relation(*each(op == "sqrt", args[0].shape), *((zero, args[0]) if op == "sqrt" else (args[0], zero)))
    elif op in ("max", "min"):
        yield relation(*each(False, args[0].shape), *args)
    elif op == "norm":
        yield relation("ne", args[0], language.zeros(args[0].shape))
    elif op == "det":
        yield relation("ne", body, language.number(0))


def each(is_less: bool, shape: Shape | None) -> tuple[str]:
    """The relation < or ≠, of every entry for matrices."""
    name = "lt" if is_less else "ne"
    return (name if shape == SCALAR else f"each_{name}",)
