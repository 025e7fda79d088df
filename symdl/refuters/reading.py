"""A claim at fixed sizes as a system of constraints on scalar unknowns.

Hypotheses are read as they stand; the goal is read negated, in alternatives: its value fails, or one of its
terms is undefined (a determinant, a divisor is 0). ⪰ 0 is read as: symmetric, and all principal minors ≥ 0;
≻ 0 as: symmetric, and all leading minors > 0 (Sylvester). ∀t: a = b is read by its coefficients in t.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from symdl.refuters.constraints import Check, Constraint, Different, Either, Entries, Equation, Poly, Sign
from symdl.refuters.polynomials import PolynomialReader
from symdl.refuters.ring import Ring, RingFullError, domain_of, name_of, variables
from symdl.refuters.templates import template
from symdl.semantics.fold import BINDERS
from symdl.semantics.substitution import free_symbols, fresh, function_symbols, substitute, walk
from symdl.terms.errors import OutOfScopeError, SymdlError
from symdl.terms.relation import Relation, unfolded
from symdl.terms.term import Term

CAPACITY = (16, 64, 256)
"""How many auxiliary generators a ring has room for, in the attempts."""

MOST_UNKNOWNS = 120
"""A claim with more unknowns is tried on plain patterns only."""


class System:
    """Hypotheses and alternatives for the failure of the goal, over one ring.

    Attributes:
        hypotheses: constraints that hold in every instance.
        failures: alternatives; the goal fails where the constraints of one of them hold.
        sources: the relation each constraint was read from, with the truth value it must have.
        weight: what one step costs, compared with a small system.
        factors: proper factors of polynomials that were factored.
    """

    def __init__(
        self, hypotheses: Sequence[Relation], goal: Relation | None, mentioned: Sequence[Relation], capacity: int
    ) -> None:
        relations = [*hypotheses, *([goal] if goal is not None else []), *mentioned]
        symbols = sorted(free_symbols(*relations), key=name_of)
        templates = {f.name: template(f) for f in function_symbols(*relations)}
        self.taken = set(symbols) | {s for r in _all(relations) for s in r.bound}
        self.taken |= {t for t in walk(*relations) if t.op == "sym"}
        entries = sum(int(s.shape[0]) * int(s.shape[1]) for s in self.taken)
        coefficients = sum(len(t.monomials) * t.components for t in templates.values())
        if entries + coefficients > MOST_UNKNOWNS:
            raise OutOfScopeError(f"{entries + coefficients} unknowns are too many to search one by one")
        self.ring = Ring(2 * entries + coefficients + capacity)
        self.weight = 1 + len(self.ring.generators) // 64
        self.reader = PolynomialReader(self.ring, templates)
        self.templates = templates
        self.symbols = symbols
        self.sources: list[tuple[Relation, bool]] = []
        self.factors: dict[tuple[object, ...], list[Poly]] = {}
        for symbol in symbols:
            self.ring.symbol(symbol)
        for name, shape in sorted(templates.items()):
            self.ring.coefficients(name, len(shape.monomials) * shape.components)
        self.hypotheses = tuple(c for h in hypotheses for c in self.read(h))
        self.failures = () if goal is None else self._failures(goal)

    def _failures(self, goal: Relation) -> tuple[tuple[Constraint, ...], ...]:
        alternatives = [self.read(goal, wanted=False)]
        source = len(self.sources)
        self.sources.append((goal, False))
        for term in _partial(goal):
            alternatives.extend(self._undefined(term, source))
        return tuple(alternatives)

    def _undefined(self, term: Term, source: int) -> Iterable[tuple[Constraint, ...]]:
        try:
            value = self.reader.entries(term.args[0])
            if term.op == "pow":
                yield (Equation(value[0][0], source),)
            elif term.op == "inverse":
                yield (Equation(self.reader.determinant(value), source),)
            else:
                cells = [cell for row in value for cell in row]
                yield from ((Sign(-cell, term.op == "sqrt", source),) for cell in cells)
        except OutOfScopeError:
            return

    # relations ------------------------------------------------------------------------------------

    def read(self, relation: Relation, *, wanted: bool = True) -> tuple[Constraint, ...]:
        """The constraints under which a relation has a truth value."""
        source = len(self.sources)
        self.sources.append((relation, wanted))
        try:
            return tuple(self._read(relation, wanted, source))
        except OutOfScopeError:
            return (Check(relation, wanted, self._mentioned(relation), source),)

    def _mentioned(self, relation: Relation) -> frozenset[int]:
        found: set[int] = set()
        for symbol in free_symbols(relation):
            found |= variables(*(cell for row in self.ring.symbol(symbol) for cell in row))
        for function in function_symbols(relation):
            found |= variables(*self.ring.functions[function.name])
        return frozenset(found)

    def _read(self, relation: Relation, wanted: bool, source: int) -> list[Constraint]:
        match relation.op:
            case "true" | "false":
                return [] if (relation.op == "true") == wanted else [Equation(self.ring.one, source)]
            case "and" if wanted:
                return [c for part in relation.args for c in self._read(part, True, source)]
            case "or" if wanted:
                return [self._either((part, True) for part in relation.args)]
            case "and":
                return [self._either((part, False) for part in relation.args)]
            case "or":
                return [c for part in relation.args for c in self._read(part, False, source)]
            case "implies":
                parts = [*((part, not wanted) for part in relation.args[:-1]), (relation.args[-1], wanted)]
                if wanted:
                    return [self._either(parts)]
                return [c for part, each in parts for c in self._read(part, each, source)]
            case "iff":
                left, right = relation.args
                return [self._either([(left, True), (right, wanted)], [(left, False), (right, not wanted)])]
            case "exists" if wanted:
                return self._read(self._opened(relation, is_bound=False), True, source)
            case "forall" if not wanted:
                return self._read(self._opened(relation, is_bound=False), False, source)
            case "forall":
                return self._for_all(self._opened(relation, is_bound=True), source)
            case "minimises":
                return self._minimises(relation, wanted, source)
            case "each_ne" | "each_le" | "each_lt":
                return self._read(unfolded(relation), wanted, source)
            case "psd" | "pd":
                return self._definite(relation, wanted, source)
            case "eq" | "ne":
                return self._equal(relation, (relation.op == "eq") == wanted, source)
            case "le" | "lt":
                left, right = relation.args if wanted else reversed(relation.args)
                value = self.reader.scalar(right) - self.reader.scalar(left)
                return [Sign(value, (relation.op == "lt") == wanted, source)]
        raise OutOfScopeError(f"{relation.op} is evaluated at points only")

    def _either(self, *branches: Iterable[tuple[Relation, bool]]) -> Either:
        """One branch is a list of relations with truth values; a single iterable lists one-relation branches."""
        parted = [[pair] for pair in branches[0]] if len(branches) == 1 else [list(branch) for branch in branches]
        source = len(self.sources)
        self.sources.append((Relation("true"), True))
        branches_read = (
            tuple(c for part, wanted in branch for c in self.read(part, wanted=wanted)) for branch in parted
        )
        return Either(tuple(branches_read), source)

    def _opened(self, relation: Relation, *, is_bound: bool) -> Relation:
        renaming = {}
        for symbol in relation.bound:
            renaming[symbol] = fresh(symbol, self.taken)
            self.taken.add(renaming[symbol])
            if is_bound and domain_of(symbol) != "real":
                raise OutOfScopeError("a bound variable with a restricted domain is sampled")
            self.ring.symbol(renaming[symbol], is_bound=is_bound)
        body: Relation = substitute(relation.args[0], renaming)
        return body

    def _for_all(self, body: Relation, source: int) -> list[Constraint]:
        """∀: only equations, by their coefficients in the bound variables."""
        found = self._read(body, True, source)
        if not all(isinstance(c, Equation) for c in found):
            raise OutOfScopeError("a quantified relation that is no equation is sampled")
        return [Equation(value, source) for c in found for value in self._coefficients(c.value)]  # type: ignore[union-attr]

    def _coefficients(self, poly: Poly) -> Iterable[Poly]:
        bound = sorted(self.ring.bound)
        if any(self.ring.dependencies.get(i, frozenset()) & self.ring.bound for i in variables(poly)):
            raise OutOfScopeError("an auxiliary depends on a bound variable")
        groups: dict[tuple[int, ...], dict[tuple[int, ...], object]] = {}
        for exponents, coefficient in poly.terms():
            rest = list(exponents)
            for index in bound:
                rest[index] = 0
            groups.setdefault(tuple(exponents[i] for i in bound), {})[tuple(rest)] = coefficient
        return [self.ring.context.from_dict(group) for group in groups.values()]

    def _minimises(self, relation: Relation, wanted: bool, source: int) -> list[Constraint]:
        """A minimiser of a polynomial is a critical point; whether it is global is checked by sampling."""
        if not wanted:
            return self._read(unfolded(relation), False, source)
        found: list[Constraint] = [Check(relation, True, self._mentioned(relation), source)]
        body, point = relation.args
        (variable,) = relation.bound
        try:
            slope = self.reader.entries(Term("gradient", (body, variable), shape=variable.shape).at({variable: point}))
        except SymdlError:
            return found
        return [*found, *(Equation(cell, source) for row in slope for cell in row)]

    def _equal(self, relation: Relation, is_equal: bool, source: int) -> list[Constraint]:
        left, right = (self.reader.entries(arg) for arg in relation.args)
        cells = tuple(a - b for rows in zip(left, right, strict=True) for a, b in zip(*rows, strict=True))
        return [Equation(cell, source) for cell in cells] if is_equal else [Different(cells, source)]

    def _definite(self, relation: Relation, wanted: bool, source: int) -> list[Constraint]:
        rows = self.reader.entries(relation.args[0])
        n = len(rows)
        if n > 4:
            raise OutOfScopeError("a definite matrix of more than 4 rows is evaluated at points only")
        skew = tuple(rows[i][j] - rows[j][i] for i in range(n) for j in range(i))
        leading = relation.op == "pd"
        chosen = [tuple(range(k)) for k in range(1, n + 1)] if leading else _subsets(n)
        minors = [self.reader.determinant(_minor(rows, index)) for index in chosen]
        if wanted:
            return [*(Equation(cell, source) for cell in skew), *(Sign(minor, leading, source) for minor in minors)]
        symmetric = tuple(Equation(cell, source) for cell in skew)
        branches: list[tuple[Constraint, ...]] = [(*symmetric, Sign(-minor, not leading, source)) for minor in minors]
        if skew:
            branches.append((Different(skew, source),))
        return [Either(tuple(branches), source)]


def _subsets(n: int) -> list[tuple[int, ...]]:
    return [index for k in range(1, n + 1) for index in combinations(range(n), k)]


def _minor(rows: Entries, index: Sequence[int]) -> list[list[Poly]]:
    return [[rows[i][j] for j in index] for i in index]


def _all(relations: Iterable[Relation]) -> Iterable[Relation]:
    for relation in relations:
        yield relation
        yield from _all(arg for arg in relation.args if isinstance(arg, Relation))


def _partial(goal: Relation) -> list[Term]:
    """The subterms of a goal that can be undefined, outside binders."""
    found: dict[Term, None] = {}
    stack: list[Relation | Term] = [goal]
    while stack:
        item = stack.pop()
        if isinstance(item, Relation):
            if not item.bound:
                stack.extend(reversed(item.args))
        elif item.op not in BINDERS:
            if item.op in ("inverse", "log", "sqrt") or (item.op in ("pow", "hadamard_power") and item.data < 0):
                found[item] = None
            stack.extend(reversed(item.args))
    return list(found)


def system(hypotheses: Sequence[Relation], goal: Relation | None, *, also: Relation | None = None) -> System:
    """The system of a claim at fixed sizes.

    Args:
        hypotheses: what must hold.
        goal: what must fail, None for nothing.
        also: a relation whose symbols get values too.

    Raises:
        OutOfScopeError: when it needs too many unknowns.
    """
    for capacity in CAPACITY:
        try:
            return System(hypotheses, goal, () if also is None else (also,), capacity)
        except RingFullError:
            continue
    raise OutOfScopeError("the claim needs too many unknowns for a search")
