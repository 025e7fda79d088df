"""From terms to polynomials with labels: the entry of each operator, by its definition."""

from typing import TYPE_CHECKING

from symdl.check.calculus.forms import Forms
from symdl.check.calculus.labels import CONSTANT, Labels, factors, places
from symdl.check.calculus.slopes import Slopes
from symdl.check.judgement import need
from symdl.check.language import ENTRYWISE, SCALAR, Node
from symdl.check.polynomial import ONE, ZERO, Polynomial

if TYPE_CHECKING:
    from symdl.check.normal import Normaliser


class Indexed:
    """The fold from terms to their entries at their places."""

    def __init__(self, normaliser: "Normaliser") -> None:
        self.normaliser, self.forms = normaliser, Forms(normaliser)
        self.slopes = Slopes(self.forms)
        self.memo: dict[Node, Polynomial] = {}

    def is_same(self, a: Node, b: Node) -> bool:
        """Whether two terms of one shape are equal entry by entry."""
        return self.forms.vanishes(self.value(a) + -self.value(b))

    def gap(self, relation: Node) -> Polynomial:
        """The right side minus the left side of a comparison."""
        a, b = map(self.value, relation.args)
        return b + -a

    def value(self, node: Node) -> Polynomial:
        """The entry of a term at its places."""
        if node not in self.memo:
            is_empty = 0 in (node.shape or SCALAR)
            self.memo[node] = ZERO if is_empty else self.forms.settled(self._value(node, *places(node.shape or SCALAR)))
        return self.memo[node]

    def at(self, node: Node, rows: Labels, columns: Labels) -> Polynomial:
        """An entry of a term."""
        own = places(node.shape or SCALAR)
        need((len(own[0]), len(own[1])) == (len(rows), len(columns)), "two dimensions have different factors")
        return self.forms.moved(self.value(node), dict(zip((*own[0], *own[1]), (*rows, *columns), strict=True)))

    def fresh(self, size: int | str) -> Labels:
        return tuple(map(self.forms.fresh, factors(size)))

    def contracted(self, value: Polynomial, *labels: Labels) -> Polynomial:
        return self.forms.contracted(value, [label for each in labels for label in each])

    def _value(self, node: Node, i: Labels, j: Labels) -> Polynomial:
        """The entry in row i and column j."""
        op, args, normaliser, forms = node.op, node.args, self.normaliser, self.forms
        match op:
            case "num":
                return Polynomial.of(node.data)
            case "size" | "root":
                return normaliser.value(node)
            case "sym":
                return forms.letter("at", node, i + j) if node.shape != SCALAR else normaliser.atom(op, node)
            case "identity":
                return forms.equal_labels(i, j)
            case "zeros" | "ones":
                return ONE if op == "ones" else ZERO
            case "add":
                return normaliser.total(self.at(arg, i, j) for arg in args)
            case "mul" | "hadamard":
                return normaliser.product(self.at(arg, *((), ()) if arg.shape == SCALAR else (i, j)) for arg in args)
            case "matmul":
                return self._product(args, i, j)
            case "transpose":
                return self.at(args[0], j, i)
            case "trace":
                k = self.fresh(self._rows(args[0]))
                return self.contracted(self.at(args[0], k, k), k)
            case "inner":
                return self._inner(*args)
            case "norm" if args[0].shape == SCALAR:
                return forms.function("abs", self.value(args[0]))
            case "norm":
                return forms.function("sqrt", self._inner(args[0], args[0]))
            case "diag":
                return normaliser.times(forms.equal_labels(i, j), self.at(args[0], i, ()))
            case "vec":
                columns = len(factors((args[0].shape or SCALAR)[1]))
                return self.at(args[0], i[columns:], i[:columns])
            case "kron":
                rows, columns = (len(factors(size)) for size in args[0].shape or SCALAR)
                first, second = self.at(args[0], i[:rows], j[:columns]), self.at(args[1], i[rows:], j[columns:])
                return normaliser.times(first, second)
            case "entry":
                return self.at(args[0], *map(self._constant, node.data, args[0].shape or SCALAR))
            case "array":
                return self._array(node, i, j)
            case "pow":
                return self._power(args[0], node.data, i, j)
            case "power":
                return normaliser.atom(op, self.value(args[0]), self.value(args[1]))
            case "max":
                return normaliser.maximum(*(self.at(arg, i, j) for arg in args))
            case "min":
                return -normaliser.maximum(*(-self.at(arg, i, j) for arg in args))
            case "sqrtm" | "expm" if args[0].shape == SCALAR:
                return forms.function(op.removesuffix("m"), self.value(args[0]))
            case "inverse" | "sqrtm" | "expm" | "pinv" | "det" | "rank":
                if args[0].shape == SCALAR and op in ("inverse", "det"):
                    return self._power(args[0], -1 if op == "inverse" else 1, i, j)
                return forms.of_matrix(op, self.value(args[0]), args[0].shape or SCALAR, i, j)
            case "apply":
                return self._applied(node, i, j)
            case "gradient" | "hessian" | "jacobian":
                return self._derivative(node, i, j)
            case "sum":
                return self._sum(node)
        need(op in ENTRYWISE, f"{op} of symbolic size has no normal form")
        return forms.function(op, self.at(args[0], i, j))

    def _rows(self, node: Node) -> int | str:
        return (node.shape or SCALAR)[0]

    def _product(self, args: tuple[Node, ...], i: Labels, j: Labels) -> Polynomial:
        """Σ over the inner labels, from the left."""
        value, row = self.at(args[0], i, j) if len(args) == 1 else ONE, i
        for k, arg in enumerate(args if len(args) > 1 else ()):
            column = j if k == len(args) - 1 else self.fresh((arg.shape or SCALAR)[1])
            value = self.normaliser.times(value, self.at(arg, row, column))
            value = self.contracted(value, row) if k else value
            row = column
        return value

    def _inner(self, a: Node, b: Node) -> Polynomial:
        k, l = map(self.fresh, a.shape or SCALAR)  # noqa: E741
        return self.contracted(self.normaliser.times(self.at(a, k, l), self.at(b, k, l)), k, l)

    def _constant(self, index: int, size: int | str) -> Labels:
        parts = factors(size)
        need(len(parts) == 1 or (not parts and index == 0), "an entry is named by one number in each dimension")
        return tuple((CONSTANT, index, part) for part in parts)

    def _array(self, node: Node, i: Labels, j: Labels) -> Polynomial:
        rows, columns = node.shape or SCALAR
        terms = []
        for place, arg in enumerate(node.args):
            p, q = (
                self._constant(k, size) for k, size in zip(divmod(place, int(columns)), (rows, columns), strict=True)
            )
            unit = self.normaliser.times(self.forms.equal_labels(i, p), self.forms.equal_labels(j, q))
            terms.append(self.normaliser.times(unit, self.value(arg)))
        return self.normaliser.total(terms)

    def _power(self, base: Node, n: int, i: Labels, j: Labels) -> Polynomial:
        """An integer power, entry by entry; ‖a‖ᵏ for even k without the kink of ‖a‖, as `conditions` has it."""
        if base.op == "norm" and n >= 0 and n % 2 == 0:
            square = self._inner(base.args[0], base.args[0])
            return self.forms.settled(square.power(n // 2, self.normaliser.work))
        value = self.at(base, i, j)
        if n < 0:
            value = self.forms.reciprocal(value)
        return self.forms.settled(value.power(abs(n), self.normaliser.work))

    def _applied(self, node: Node, i: Labels, j: Labels) -> Polynomial:
        """A function at scalars or entrywise, or one of a column."""
        name, orders = node.data
        domain, codomain = self.normaliser.language.functions[name]
        if set(domain) == {1} and codomain == 1:
            args = tuple(self.at(arg, *((i, j) if len(domain) == 1 else ((), ()))) for arg in node.args)
            return self.normaliser.atom("partial", (name, 0, orders), args)
        need(
            len(domain) == 1 and (domain == (1,) or not any(orders)), "a function of several columns has no normal form"
        )
        own, _ = places(node.args[0].shape or SCALAR)
        return self.forms.letter("map", (name, self.value(node.args[0]), own, len(i), orders[0]), i)

    def _derivative(self, node: Node, i: Labels, j: Labels) -> Polynomial:
        """∂f/∂x at x, then x replaced by the point; Hessians and Jacobians after vec."""
        (body, point), (x,) = node.args, node.bound
        if node.op == "gradient":
            value = self.slopes.slope(self.value(body), x, () if x.shape == SCALAR else i + j)
        else:
            width = len(places(x.shape or SCALAR)[1])
            value = self._outer_value(node, body, x, i, width)
            value = self.slopes.slope(value, x, j[width:] + j[:width])
        if point is x:
            return value
        return self.forms.settled(self.forms.moved(value, {}, {x: self.value(point)}))

    def _outer_value(self, node: Node, body: Node, x: Node, i: Labels, width: int) -> Polynomial:
        """What a row of a Hessian or Jacobian is the slope of."""
        if node.op == "hessian":
            return self.slopes.slope(self.value(body), x, i[width:] + i[:width])
        own = len(factors((body.shape or SCALAR)[1]))
        return self.at(body, i[own:], i[:own])

    def _sum(self, node: Node) -> Polynomial:
        """Σ over an integer symbol; one with constant bounds is written out."""
        lower, upper, body = node.args
        first, last = (self.value(bound).constant() for bound in (lower, upper))
        language, (index,) = self.normaliser.language, node.bound
        if first is not None and last is not None:
            steps = ({index: i} for i in self.normaliser.range(first, last))
            return self.normaliser.total(self.value(language.substitute(body, step)) for step in steps)
        canonical = self.normaliser.index(node)
        renamed = self.value(language.substitute(body, {index: canonical}))
        return self.forms.summed(canonical, self.value(lower), self.value(upper), renamed)
