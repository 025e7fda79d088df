"""Gröbner bases with cofactors: every answer is an identity in the given generators.

Buchberger's algorithm with the Gebauer–Möller criteria and the sugar strategy.  Generators of the form c x - q, with x
not in q, are used as substitutions before it starts.  Each new polynomial remembers how it was made from earlier ones;
cofactors in the generators are multiplied out only for the polynomials an answer needs.
(Becker and Weispfenning, Gröbner Bases, 5.5; Giovini et al., "One sugar cube, please", 1991.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from symdl.algebra.budget import Budget
from symdl.algebra.linear_systems import solve_columns
from symdl.algebra.monomials import Monomial, are_coprime, divides, lcm, minus, monomials_of_degree

Derivation = list[tuple[int, fmpq_mpoly]]


@dataclass(slots=True)
class _Substitution:
    variable: int
    images: list[fmpq_mpoly]
    node: int


@dataclass(slots=True)
class TrackedBasis:
    """A Gröbner basis that can say how its elements come from the generators.

    Its order puts the substituted variables first and compares the rest as the context does.

    Attributes:
        generators: as given; cofactors are in this order.
        complete: False while `completion` runs; a partial basis still gives valid identities, but not every member
            reduces to zero.
    """

    context: fmpq_mpoly_ctx
    generators: tuple[fmpq_mpoly, ...]
    complete: bool = False
    _nodes: list[fmpq_mpoly] = field(default_factory=list)
    _derivations: list[Derivation] = field(default_factory=list)
    _substitutions: list[_Substitution] = field(default_factory=list)
    _active: list[int] = field(default_factory=list)

    @property
    def elements(self) -> list[fmpq_mpoly]:
        """The basis: the substitutions first, then the elements that S-polynomials gave."""
        return [self._nodes[s.node] for s in self._substitutions] + self.core

    @property
    def core(self) -> list[fmpq_mpoly]:
        """The elements that are not substitutions."""
        return [self._nodes[k] for k in self._active]

    def normal_form(self, p: fmpq_mpoly) -> fmpq_mpoly:
        """The remainder of `reduce`, without cofactors."""
        return self._divide(p, None, None)

    def reduce(self, p: fmpq_mpoly, *, budget: Budget | None = None) -> tuple[fmpq_mpoly, list[fmpq_mpoly]]:
        """(remainder, cofactors) with p = remainder + sum(cofactors[i] * generators[i])."""
        quotients: dict[int, fmpq_mpoly] = {}
        remainder = self._divide(p, quotients, budget)
        return remainder, self._in_generators(quotients, budget)

    def representation(self, k: int) -> list[fmpq_mpoly]:
        """Cofactors of `elements[k]` in the generators."""
        node = ([s.node for s in self._substitutions] + self._active)[k]
        return self._in_generators({node: self.context.constant(1)}, None)

    def _divide(self, p: fmpq_mpoly, quotients: dict[int, fmpq_mpoly] | None, budget: Budget | None) -> fmpq_mpoly:
        for s in self._substitutions:
            if p and p.degrees()[s.variable] > 0:
                _spend(budget, 4 + len(p))
                image = p.compose(*s.images, ctx=self.context)
                if quotients is not None:
                    _add(quotients, s.node, _exact_quotient(p - image, self._nodes[s.node]))
                p = image
        return self._divide_by(self._active, p, quotients, budget)

    def _divide_by(
        self, divisors: Sequence[int], p: fmpq_mpoly, quotients: dict[int, fmpq_mpoly] | None, budget: Budget | None
    ) -> fmpq_mpoly:
        changed = bool(p)
        while changed:
            changed = False
            for k in divisors:
                q, r = divmod(p, self._nodes[k])
                _spend(budget, 1 + len(p) // 8)
                if q:
                    _spend(budget, 1 + len(q) * len(self._nodes[k]) // 8)
                    if quotients is not None:
                        _add(quotients, k, q)
                    p, changed = r, bool(r)
                    if not p:
                        return p
        return p

    def _in_generators(self, quotients: dict[int, fmpq_mpoly], budget: Budget | None) -> list[fmpq_mpoly]:
        zero = self.context.constant(0)
        for k in range(len(self._nodes) - 1, len(self.generators) - 1, -1):
            cofactor = quotients.pop(k, None)
            if cofactor:
                for j, c in self._derivations[k]:
                    _spend(budget, 1 + len(cofactor) * len(c) // 8)
                    _add(quotients, j, cofactor * c)
        return [quotients.get(i, zero) for i in range(len(self.generators))]

    def _append(self, p: fmpq_mpoly, derivation: Derivation) -> int:
        self._nodes.append(p)
        self._derivations.append(derivation)
        return len(self._nodes) - 1


def groebner_basis(
    generators: Sequence[fmpq_mpoly], budget: Budget, context: fmpq_mpoly_ctx | None = None
) -> TrackedBasis:
    """The Gröbner basis of the generators, with cofactors.

    Args:
        generators: all in one context; zeros and constants are welcome.
        context: needed only when there are no generators.

    Raises:
        BudgetExceeded: the basis was not complete in time.
    """
    basis = start_basis(generators, budget, context)
    for _ in completion(basis, budget):
        pass
    return basis


def start_basis(
    generators: Sequence[fmpq_mpoly], budget: Budget, context: fmpq_mpoly_ctx | None = None
) -> TrackedBasis:
    """The basis after the substitutions alone; `completion` continues it."""
    if not generators and context is None:
        raise ValueError("an empty list of generators needs a context")
    basis = TrackedBasis(context or generators[0].context(), tuple(generators))
    for p in generators:
        basis._append(p, [])
    rest = _substitute_all(basis, [i for i, p in enumerate(generators) if p], budget)
    for k in sorted(rest, key=lambda k: (basis._nodes[k].total_degree(), len(basis._nodes[k]), k)):
        lead = basis._nodes[k].leading_coefficient()
        basis._active.append(basis._append(basis._nodes[k] / lead, [(k, basis.context.constant(1 / lead))]))
    basis.complete = not basis._active
    return basis


def membership(p: fmpq_mpoly, generators: Sequence[fmpq_mpoly], budget: Budget) -> list[fmpq_mpoly] | None:
    """Cofactors with p = sum(cofactors[i] * generators[i]), or None when p is not in the ideal.

    The basis is grown degree by degree, and p is tried after each degree: a member is often found long before the
    basis is complete.
    """
    found = radical_membership(p, generators, budget, highest=1)
    return None if found is None else found[1]


def radical_membership(
    p: fmpq_mpoly, generators: Sequence[fmpq_mpoly], budget: Budget, highest: int = 4
) -> tuple[int, list[fmpq_mpoly]] | None:
    """The smallest k up to `highest` with p**k in the ideal, and its cofactors; None when there is none."""
    context = p.context()
    work_context = fmpq_mpoly_ctx.get(context.names(), "degrevlex")
    q = p.project_to_context(work_context)
    basis = start_basis([g.project_to_context(work_context) for g in generators], budget, work_context)
    for _ in completion(basis, budget):
        # A power found on the way is an upper bound only: the smallest one needs the complete basis.
        if not basis.complete and basis._divide(q, None, budget):
            continue
        power, residue = 1, basis._divide(q, None, budget)
        while residue and power < highest:
            power, residue = power + 1, basis._divide(residue * q, None, budget)
        if residue:
            return None
        remainder, cofactors = basis.reduce(q**power, budget=budget)
        if remainder:
            raise AssertionError(f"{p}: the reduction of power {power} is not linear; please report this")
        return power, _checked(p**power, [c.project_to_context(context) for c in cofactors], generators)
    return None


def membership_by_degree(
    p: fmpq_mpoly, generators: Sequence[fmpq_mpoly], degree: int, budget: Budget
) -> list[fmpq_mpoly] | None:
    """Cofactors of total degree at most `degree`, lowest degree and fewest terms first, by linear algebra.

    None says only that no such cofactors exist up to this degree.
    """
    context = p.context()
    if not p:
        return [context.constant(0) for _ in generators]
    target = p.to_dict()
    labels: list[tuple[int, Monomial]] = []
    columns: list[dict[Monomial, fmpq]] = []
    for bound in range(degree + 1):
        for monomial in monomials_of_degree(context.nvars(), bound):
            for i, g in enumerate(generators):
                if g:
                    budget.spend(1 + len(g))
                    labels.append((i, monomial))
                    columns.append(
                        {tuple(a + b for a, b in zip(m, monomial, strict=True)): c for m, c in g.to_dict().items()}
                    )
        solution = solve_columns(columns, target, budget)
        if solution is not None:
            parts: list[dict[Monomial, fmpq]] = [{} for _ in generators]
            for k, value in solution.items():
                parts[labels[k][0]][labels[k][1]] = value
            return _checked(p, [context.from_dict(part) for part in parts], generators)
    return None


def _checked(p: fmpq_mpoly, cofactors: list[fmpq_mpoly], generators: Sequence[fmpq_mpoly]) -> list[fmpq_mpoly]:
    if sum((c * g for c, g in zip(cofactors, generators, strict=True)), p.context().constant(0)) != p:
        raise AssertionError(f"the cofactors of {p} do not expand to it; please report this")
    return cofactors


def _spend(budget: Budget | None, n: int) -> None:
    if budget is not None:
        budget.spend(n)


def _add(quotients: dict[int, fmpq_mpoly], k: int, q: fmpq_mpoly) -> None:
    quotients[k] = quotients[k] + q if k in quotients else q


def _exact_quotient(p: fmpq_mpoly, g: fmpq_mpoly) -> fmpq_mpoly:
    quotient, remainder = divmod(p, g)
    if remainder:
        raise AssertionError(f"{g} does not divide {p}; please report this")
    return quotient


# Substitutions


def _substitute_all(basis: TrackedBasis, rest: list[int], budget: Budget) -> list[int]:
    """Moves solvable generators into the substitutions; returns the nodes of what is left."""
    while True:
        choices = [
            (len(basis._nodes[k]), basis._nodes[k].total_degree(), k, x)
            for k in rest
            if (x := _solvable(basis._nodes[k])) is not None
        ]
        if not choices:
            return rest
        _, _, chosen, variable = min(choices)
        substitution = _substitution(basis, chosen, variable)
        basis._substitutions.append(substitution)
        rest = [_substituted(basis, k, substitution, budget) for k in rest if k != chosen]
        rest = [k for k in rest if basis._nodes[k]]


def _solvable(p: fmpq_mpoly) -> int | None:
    """A variable x with p = c x - q, c a number and x not in q; the first such variable."""
    monomials = p.monoms()
    linear = [m.index(1) for m in monomials if sum(m) == 1]
    alone = [x for x in linear if sum(1 for m in monomials if m[x]) == 1]
    return min(alone, default=None)


def _substitution(basis: TrackedBasis, node: int, variable: int) -> _Substitution:
    context, p = basis.context, basis._nodes[node]
    x = context.gens()[variable]
    c = p.to_dict()[tuple(int(i == variable) for i in range(context.nvars()))]
    images = list(context.gens())
    images[variable] = x - p / c
    return _Substitution(variable, images, node)


def _substituted(basis: TrackedBasis, k: int, s: _Substitution, budget: Budget) -> int:
    p = basis._nodes[k]
    if p.degrees()[s.variable] == 0:
        return k
    budget.spend(4 + len(p))
    image = p.compose(*s.images, ctx=basis.context)
    quotient = _exact_quotient(p - image, basis._nodes[s.node])
    return basis._append(image, [(k, basis.context.constant(1)), (s.node, -quotient)])


# Buchberger


@dataclass(slots=True)
class _Completion:
    basis: TrackedBasis
    budget: Budget
    leads: dict[int, Monomial] = field(default_factory=dict)
    sugars: dict[int, int] = field(default_factory=dict)
    pairs: list[tuple[int, int, int, int, Monomial]] = field(default_factory=list)

    def insert(self, node: int, sugar: int) -> None:
        """Gebauer and Möller's update: old pairs, new pairs and elements that the new lead makes useless."""
        lead = self.basis._nodes[node].monomial(0)
        self.leads[node], self.sugars[node] = lead, sugar
        if not any(lead):
            self.pairs, self.basis._active = [], [node]
            return
        active = self.basis._active
        self.budget.spend(len(self.pairs) + len(active))
        kept = [pair for pair in self.pairs if not self._is_bridged(pair, lead)]
        fresh = self._new_pairs(node, lead)
        if len(kept) < len(self.pairs):
            heapify(kept)
        self.pairs = kept
        for pair in fresh:
            heappush(self.pairs, pair)
        self.basis._active = [k for k in active if not divides(lead, self.leads[k])] + [node]

    def _is_bridged(self, pair: tuple[int, int, int, int, Monomial], lead: Monomial) -> bool:
        _, _, i, j, common = pair
        return divides(lead, common) and common not in (lcm(self.leads[i], lead), lcm(self.leads[j], lead))

    def _new_pairs(self, node: int, lead: Monomial) -> list[tuple[int, int, int, int, Monomial]]:
        by_lcm: dict[Monomial, list[int]] = {}
        for k in self.basis._active:
            by_lcm.setdefault(lcm(self.leads[k], lead), []).append(k)
        pairs = []
        for common, partners in by_lcm.items():
            if any(other != common and divides(other, common) for other in by_lcm):
                continue
            if any(are_coprime(self.leads[k], lead) for k in partners):
                continue
            k = min(partners, key=lambda k: self._sugar(k, node, common))
            pairs.append((self._sugar(k, node, common), sum(common), k, node, common))
        return pairs

    def _sugar(self, i: int, j: int, common: Monomial) -> int:
        return sum(common) + max(self.sugars[k] - sum(self.leads[k]) for k in (i, j))

    def reduce_pair(self, i: int, j: int, common: Monomial, sugar: int) -> None:
        context, nodes = self.basis.context, self.basis._nodes
        a = context.from_dict({minus(common, self.leads[i]): 1})
        b = context.from_dict({minus(common, self.leads[j]): 1})
        self.budget.spend(2 + (len(nodes[i]) + len(nodes[j])) // 4)
        self.add(a * nodes[i] - b * nodes[j], [(i, a), (j, -b)], sugar)

    def add(self, p: fmpq_mpoly, derivation: Derivation, sugar: int) -> None:
        """Reduces p by the active elements and inserts what is left."""
        quotients: dict[int, fmpq_mpoly] = {}
        p = self.basis._divide_by(self.basis._active, p, quotients, self.budget)
        if p:
            lead = p.leading_coefficient()
            made = [(k, c / lead) for k, c in derivation] + [(k, -q / lead) for k, q in quotients.items()]
            self.insert(self.basis._append(p / lead, made), sugar)

    def reduce_tails(self) -> None:
        """Makes the basis reduced: no monomial of an element is divisible by another's lead."""
        one = self.basis.context.constant(1)
        for position, k in enumerate(list(self.basis._active)):
            others = [j for j in self.basis._active if j != k]
            quotients: dict[int, fmpq_mpoly] = {}
            p = self.basis._divide_by(others, self.basis._nodes[k], quotients, self.budget)
            if quotients:
                self.basis._active[position] = self.basis._append(
                    p, [(k, one)] + [(j, -q) for j, q in quotients.items()]
                )


def completion(basis: TrackedBasis, budget: Budget) -> Iterator[int]:
    """Completes the basis; yields the degree reached, each time it grows and once at the end."""
    run = _Completion(basis, budget)
    seeds, basis._active = basis._active, []
    for k in seeds:
        run.add(basis._nodes[k], [(k, basis.context.constant(1))], basis._nodes[k].total_degree())
    degree = 0
    while run.pairs:
        sugar, _, i, j, common = heappop(run.pairs)
        if sugar > degree:
            degree = sugar
            yield degree
        run.reduce_pair(i, j, common, sugar)
    run.reduce_tails()
    basis.complete = True
    yield degree
