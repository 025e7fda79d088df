"""Which relations mean the same for complex matrices and for their real forms.

Each scalar v has a *degree* d: its value at the real forms is 2ᵈ times its value at the complex matrices. Sizes,
ranks and traces have degree 1, ‖A‖ has ½, numbers and real scalars 0; the number 0 has every degree. Both sides
of a relation, and all parts of a sum, must have one degree.
"""

from collections.abc import Sequence
from fractions import Fraction

from symdl.check.blocks.sizes import is_compound
from symdl.check.complexes.selfadjoint import has_real_trace
from symdl.check.judgement import Rejected, need
from symdl.check.language import SCALAR, Node

Degree = Fraction | None
"""The power of two; None for what is 0."""
OF_SCALARS = ("pow", "power", "max", "min", "abs", "sign", "sqrt", "exp", "log", "tanh", "apply", "sum")
ATOMS = ("eq", "ne", "le", "lt", "psd", "pd")


class Invariance:
    """Degrees of terms and the test of relations, with a memory."""

    def __init__(self) -> None:
        self.known: dict[Node, Degree] = {}

    # relations --------------------------------------------------------------------------------

    def require(self, relation: Node, *, is_goal: bool, is_given: bool) -> None:
        """That the relation says the same of complex matrices; one direction is enough for a goal, or for what is given.

        Quantifiers over all matrices of the double size say more than those over real forms, so ∀ stands in goals alone, ∃ in what is
        given, or before linear equations, whose solutions X can be averaged to (X + JᵀXJ)/2, the real form of a solution.
        """
        op, args = relation.op, relation.args
        if op in ATOMS:
            is_singular = op in ("eq", "ne") and args[0].op == "det" and args[1].op == "num" and args[1].data == 0
            self._one_degree(args[0].args if is_singular else args)
        elif op in ("and", "or", "true", "false"):
            for part in args:
                self.require(part, is_goal=is_goal, is_given=is_given)
        elif op == "implies":
            for part in args[:-1]:
                self.require(part, is_goal=is_given, is_given=is_goal)
            self.require(args[-1], is_goal=is_goal, is_given=is_given)
        elif op == "iff":
            for part in args:
                self.require(part, is_goal=False, is_given=False)
        elif op in ("forall", "exists"):
            self._quantified(relation, is_goal=is_goal, is_given=is_given)
        elif op == "minimises" and is_goal:
            self._each_of((*relation.bound, *args))
            self._one_degree((relation.bound[0], args[1]))
        else:
            raise Rejected(f"{op} is not carried over to complex matrices here")

    def _quantified(self, relation: Node, *, is_goal: bool, is_given: bool) -> None:
        self._each_of(relation.bound)
        (body,) = relation.args
        if relation.op == "exists" and not is_given:
            parts = body.args if body.op == "and" else (body,)
            is_linear = all(p.op == "eq" and all(_linear(side, relation.bound) for side in p.args) for p in parts)
            need(is_linear, "for complex matrices, what exists is claimed to solve linear equations")
        need(relation.op == "exists" or is_goal, "for complex matrices, 'for all' stands in the goal")
        self.require(body, is_goal=is_goal, is_given=is_given)

    # terms ------------------------------------------------------------------------------------

    def degree(self, term: Node) -> Degree:
        """The degree of a term; raises Rejected where it has none."""
        if term not in self.known:
            _require_shape(term)
            for bound in term.bound:
                _require_shape(bound)
            self.known[term] = self._degree(term)
        return self.known[term]

    def _degree(self, term: Node) -> Degree:
        op, args = term.op, term.args
        need(
            op not in OF_SCALARS or all(arg.shape == SCALAR for arg in args), f"{op} of entries changes with the basis"
        )
        match op:
            case "num":
                return Fraction(0) if term.data else None
            case "sym" | "identity":
                return Fraction(0)
            case "zeros":
                return None
            case "size":
                return Fraction(1)
            case "add" | "max" | "min":
                return self._one_degree(args)
            case "mul" | "matmul":
                degrees = self._each_of(args)
                return None if None in degrees else sum((d for d in degrees if d is not None), Fraction(0))
            case "transpose" | "abs":
                return self.degree(args[0])
            case "pow":
                return _times(self.degree(args[0]), term.data)
            case "inverse" | "pinv":
                return _times(self.degree(args[0]), -1)
            case "sqrt":
                return _times(self.degree(args[0]), Fraction(1, 2))
            case "norm":
                return _plus(self.degree(args[0]), Fraction(int(args[0].shape != SCALAR), 2))
            case "rank" | "positive_index" | "trace" | "inner":
                return self._of_matrix(term)
            case "sign":
                self.degree(args[0])
                return Fraction(0)
            case "sum":
                self._fixed(args[:2])
                return self.degree(args[2])
            case "exp" | "log" | "tanh" | "power" | "matrix_power" | "iterate" | "apply" | "root":
                self._fixed(args)
                return Fraction(0)
        raise Rejected(f"{op} is not carried over to complex matrices")

    def _of_matrix(self, term: Node) -> Degree:
        need(term.args[0].shape != SCALAR, f"{term.op} of a scalar is not carried over to complex matrices")
        degrees = self._each_of(term.args)
        if term.op in ("rank", "positive_index"):
            return Fraction(1)
        need(has_real_trace(term), "a trace that need not be real is not carried over to complex matrices")
        return None if None in degrees else sum((d for d in degrees if d is not None), Fraction(1))

    def _each_of(self, terms: Sequence[Node]) -> list[Degree]:
        return [self.degree(term) for term in terms]

    def _one_degree(self, terms: Sequence[Node]) -> Degree:
        degrees = {degree for degree in self._each_of(terms) if degree is not None}
        need(
            len(degrees) <= 1,
            "sizes, ranks, traces and norms are not compared with what does not grow with the size alike",
        )
        return degrees.pop() if degrees else None

    def _fixed(self, terms: Sequence[Node]) -> None:
        is_fixed = {Fraction(0), None}.issuperset(self._each_of(terms))
        need(is_fixed, "a function of a size, a rank, a trace or a norm is not carried over to complex matrices")


def _require_shape(term: Node) -> None:
    is_named = term.shape == SCALAR or all(
        isinstance(size, str) and not is_compound(size) for size in term.shape or (1,)
    )
    need(is_named, "the sizes of complex matrices are names, columns included")


def _times(degree: Degree, factor: int | Fraction) -> Degree:
    """The degree of a power; 0⁰ = 1 is not 0."""
    return Fraction(0) if factor == 0 else None if degree is None else degree * factor


def _plus(degree: Degree, summand: Fraction) -> Degree:
    return None if degree is None else degree + summand


def _linear(term: Node, unknowns: Sequence[Node]) -> bool:
    """Whether the unknowns stand once at most in each summand, in products and transposes only."""
    unknown = [arg for arg in term.args if not arg.free.isdisjoint(unknowns)]
    if term in unknowns or not unknown:
        return True
    is_alone = term.op in ("add", "transpose") or (term.op in ("mul", "matmul") and len(unknown) == 1)
    return is_alone and all(_linear(arg, unknowns) for arg in unknown)
