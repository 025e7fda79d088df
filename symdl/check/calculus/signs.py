"""Signs of polynomials with labels: a sum of terms that are not negative is not negative, and positive if one is positive.

A sign is a pair: whether the value is ≥ 0 and whether it is ≠ 0, both for all values of the labels. Exponentials are
positive, squares and roots ≥ 0; sizes are ≥ 1, so a sum over a label has a term. What hypotheses say of all entries of a
symbol, or of a scalar symbol, is known of these atoms.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from symdl.check.calculus.forms import Factors, Forms
from symdl.check.language import EACH, SCALAR, Node
from symdl.check.polynomial import Polynomial

if TYPE_CHECKING:
    from symdl.check.calculus.reading import Indexed

Sign = tuple[bool, bool]
"""Whether it is ≥ 0, and whether it is ≠ 0."""
UNKNOWN, NONNEGATIVE, POSITIVE = (False, False), (True, False), (True, True)
DOMAINS = {"positive": POSITIVE, "nonnegative": NONNEGATIVE, "natural": NONNEGATIVE}
MEANING = {"lt": POSITIVE, "le": NONNEGATIVE, "ne": (False, True)}


class Signs:
    """Signs under hypotheses.

    Attributes:
        known: signs of terms that hypotheses name, matrices entry by entry.
        given: signs of differences of sides.
    """

    def __init__(self, forms: Forms, known: Mapping[Node, Sign], given: Mapping[Polynomial, Sign]) -> None:
        self.forms, self.known, self.given = forms, known, given

    def of(self, value: Polynomial) -> Sign:
        """The sign of a polynomial: what is given of it, and that of its terms where they agree."""
        own, given = self._of_terms(value), self.given.get(value, UNKNOWN)
        return own[0] or given[0], own[1] or given[1]

    def _of_terms(self, value: Polynomial) -> Sign:
        signs = [self._of_factors(factors, coefficient > 0) for coefficient, factors in self.forms.factors(value)]
        if len(signs) == 1:
            return signs[0]
        is_nonnegative = all(sign[0] for sign in signs)
        return is_nonnegative, is_nonnegative and any(sign[1] for sign in signs)

    def of_node(self, node: Node, indexed: "Indexed") -> Sign:
        """The sign of a term: that of its parts, or of its polynomial."""
        own, given = self.of(indexed.value(node)), self.known.get(node, UNKNOWN)
        own = own[0] or given[0], own[1] or given[1]
        if node.op in ("mul", "hadamard", "pow"):
            inner = [self.of_node(arg, indexed) for arg in node.args]
            is_even = node.op == "pow" and node.data % 2 == 0
            own = own[0] or is_even or all(s[0] for s in inner), own[1] or all(s[1] for s in inner)
        elif node.op in ("abs", "sqrt"):
            inside = self.of_node(node.args[0], indexed)
            own = True, own[1] or (inside[1] and (node.op == "abs" or inside[0]))
        elif node.op in ("matmul", "inner", "add", "transpose"):
            inner = [self.of_node(arg, indexed) for arg in node.args]
            is_nonnegative = all(s[0] for s in inner) or is_square(node)
            if node.op == "add":
                return own[0] or is_nonnegative, own[1] or (is_nonnegative and any(s[1] for s in inner))
            has_terms = all(size != 0 for arg in node.args for size in arg.shape or ())
            is_positive = is_nonnegative and has_terms and all(s[1] for s in inner)
            own = own[0] or is_nonnegative, own[1] or is_positive
        return own

    def _of_factors(self, factors: Factors, is_positive: bool) -> Sign:
        """The sign of a product."""
        signs = [(e % 2 == 0 or sign[0], sign[1]) for i, e in factors for sign in [self._of_atom(i)]]
        return is_positive and all(sign[0] for sign in signs), all(sign[1] for sign in signs)

    def _of_atom(self, atom: int) -> Sign:
        own = self._own(atom)
        given = self.given.get(Polynomial.atom(atom), UNKNOWN)
        return own[0] or given[0], own[1] or given[1]

    def _own(self, atom: int) -> Sign:
        kind, *rest = self.forms.keys[atom]
        match kind:
            case "sym" | "at":
                own = DOMAINS.get(rest[0].data[1], UNKNOWN)
                given = self.known.get(rest[0], UNKNOWN)
                return own[0] or given[0], own[1] or given[1]
            case "exp" | "size":
                return POSITIVE
            case "abs" | "sqrt":
                inside = self.of(rest[0])
                return True, inside[1] and (kind == "abs" or inside[0])
            case "reciprocal":
                return self.of(rest[0])[0], True
            case "delta":
                return NONNEGATIVE
            case "graph":
                is_nonnegative, is_nonzero = self._of_factors(rest[1], True)
                is_counted = all(not isinstance(label[2], int) or label[2] > 0 for label in rest[0])
                return is_nonnegative, is_nonnegative and is_nonzero and is_counted
        return UNKNOWN


def is_square(node: Node) -> bool:
    """Whether a term is ⟨A, A⟩, or cᵀc for a column, that is, a sum of squares."""
    a, b = node.args if len(node.args) == 2 else (node, node.args[0])
    if node.op == "inner":
        return a is b
    is_turned = any(x.op == "transpose" and x.args[0] is y for x, y in ((a, b), (b, a)))
    return node.op == "matmul" and node.shape == SCALAR and is_turned


def is_zero(node: Node) -> bool:
    return node.op == "zeros" or (node.op == "num" and node.data == 0)


def known_signs(hypotheses: Iterable[Node]) -> dict[Node, Sign]:
    """What hypotheses say of terms: 0 < x, or 0 < every entry of X."""
    found: dict[Node, Sign] = {}
    for relation in hypotheses:
        if not is_about_entries(relation):
            continue
        op, (a, b) = relation.op.removeprefix("each_"), relation.args
        if op == "ne" and is_zero(b):
            a, b = b, a
        if is_zero(a):
            old, new = found.get(b, UNKNOWN), MEANING[op]
            found[b] = old[0] or new[0], old[1] or new[1]
    return found


def is_about_entries(relation: Node) -> bool:
    """Whether a relation compares scalars, or every entry."""
    return relation.op in EACH or (relation.op in MEANING and relation.args[0].shape == SCALAR)


def given_signs(forms: Forms, gaps: Iterable[tuple[str, Polynomial]]) -> dict[Polynomial, Sign]:
    """What hypotheses say of the differences of their sides, of the negatives of these, and under a root that is not 0."""
    found: dict[Polynomial, Sign] = {}
    for op, gap in gaps:
        for value, sign in ((gap, MEANING[op]), (-gap, (False, MEANING[op][1]))):
            old = found.get(value, UNKNOWN)
            found[value] = old[0] or sign[0], old[1] or sign[1]
        atoms = gap.atoms()
        if op != "le" and len(gap.terms) == len(atoms) == 1 and forms.keys[atoms[0]][0] == "sqrt":
            found[forms.keys[atoms[0]][1]] = POSITIVE
    return found


def is_told(goal: Node, indexed: "Indexed", signs: Signs) -> bool:
    """Whether a relation is told by the signs of its sides, or of their difference."""
    op, gap, (a, b) = goal.op.removeprefix("each_"), indexed.gap(goal), goal.args
    sign, negative = signs.of(gap), signs.of(-gap)
    if not indexed.value(a).terms:
        found = signs.of_node(b, indexed)
        sign = sign[0] or found[0], sign[1] or found[1]
    elif not indexed.value(b).terms:
        found = signs.of_node(a, indexed)
        negative = negative[0] or found[0], negative[1] or found[1]
    match op:
        case "le":
            return sign[0]
        case "lt":
            return sign == POSITIVE
    return sign[1] or negative[1]
