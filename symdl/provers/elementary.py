"""Which facts about elementary functions, powers, sums, norms and applications are worth having."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, islice, permutations, product

from symdl.algebra.quotients import Atoms, RingFullError
from symdl.provers.polynomial import System
from symdl.provers.state import State, known
from symdl.semantics.substitution import free_symbols, size_symbols, walk
from symdl.terms import operators as ops
from symdl.terms.blocks import block, table_of
from symdl.terms.errors import SymdlError
from symdl.terms.relation import FALSE, Relation, at_most, both, equal, is_between_scalars, less_than, pd, unequal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number


@dataclass(frozen=True, slots=True)
class Use:
    """A fact of the checker at some terms: its premises and its conclusion."""

    name: str
    terms: tuple[Term, ...]
    premises: tuple[Relation, ...]
    conclusion: Relation


MOST_PAIRS = 12
MOST_GAPS = 4
MOST_APPLIED = 16
MOST_PRODUCTS = 3

Source = Callable[[State, Atoms, Sequence[Term]], Iterator[Use]]


def facts_about(state: State, sources: Sequence[Source]) -> Iterator[Use]:
    """Facts of some kinds about the atoms of the goal and of the hypotheses that are no such facts themselves."""
    kept = tuple(h for k, h in enumerate(state.hypotheses) if ("derived", k) not in state.used or h.op == "eq")
    goal = state.goal if is_between_scalars(state.goal) else FALSE
    try:
        system = System(replace(state, hypotheses=kept, goal=goal))
    except (SymdlError, RingFullError, NotImplementedError):
        return
    scope = set(state.scope)
    atoms = [term for term in system.atoms.terms if free_symbols(term) <= scope]
    for source in sources:
        yield from source(state, system.atoms, atoms)


def _in_goal(state: State, op: str) -> list[Term]:
    """The arguments of a function where the goal (or what contradicts it) applies it, nothing nested."""
    relation = state.goal if state.goal.op != "false" else state.hypotheses[-1] if state.hypotheses else state.goal
    found: dict[Term, None] = {}
    stack = [arg for arg in relation.args if isinstance(arg, Term)] if relation.is_atomic else []
    while stack:
        term = stack.pop()
        if term.op == op:
            found.setdefault(term.args[0])
        elif term.op in ("add", "mul", "pow"):
            stack.extend(term.args)
    return list(found)


def _of(atoms: Sequence[Term], op: str) -> list[Term]:
    return [term for term in atoms if term.op == op]


# exponentials and logarithms ----------------------------------------------------------------------


def _exponentials(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """exp of sums and of integer multiples, down to exponentials of single monomials."""
    arguments = [term.args[0] for term in _of(atoms, "exp")]
    arguments += [2 * t.args[0] for t in _of(atoms, "tanh")]
    for t in _of(atoms, "tanh"):
        yield _tanh(t.args[0])
        arguments.append(t.args[0])
    parts = [(argument, _monomials(ring, argument)) for argument in arguments]
    units: dict[Term, Fraction] = {}
    for _, monomials in parts:
        for monomial, coefficient in monomials:
            units[monomial] = _common(units.get(monomial, Fraction(0)), coefficient)
    for monomial, unit in units.items():
        base = ops.scale(number(unit), monomial)
        yield exp_positive(base)
        if monomial.op == "log":
            t = monomial.args[0]
            yield Use("exp_log", (t,), (less_than(0, t),), equal(ops.exp(monomial), t))
            yield from _multiple(base, Fraction(1) / unit)
    for argument, monomials in parts:
        pieces = []
        for monomial, coefficient in monomials:
            base = ops.scale(number(units[monomial]), monomial)
            yield from _multiple(base, coefficient / units[monomial])
            pieces.append(ops.scale(number(coefficient), monomial))
        for k in range(len(pieces) - 1, 0, -1):
            head, tail = pieces[k - 1], ops.add(*pieces[k:])
            yield exp_sum(head, tail)
        if len(pieces) > 1:
            yield exp_positive(argument)


def exp_positive(t: Term) -> Use:
    return Use("exp_positive", (t,), (), less_than(0, ops.exp(t)))


def exp_sum(a: Term, b: Term) -> Use:
    return Use("exp_sum", (a, b), (), equal(ops.exp(a + b), ops.exp(a) * ops.exp(b)))


def _tanh(t: Term) -> Use:
    e = ops.exp(t)
    return Use("tanh_exp", (t,), (), equal(ops.tanh(t) * (e**2 + 1), e**2 - 1))


def _multiple(base: Term, k: Fraction) -> Iterator[Use]:
    if k < 0:
        yield exp_positive(-base)
        yield exp_sum(base, -base)
        base, k = -base, -k
    if k > 1 and k.denominator == 1:
        yield Use(
            "exp_multiple", (base, number(k)), (), equal(ops.exp(ops.scale(number(k), base)), ops.exp(base) ** int(k))
        )


def _monomials(ring: Atoms, argument: Term) -> list[tuple[Term, Fraction]]:
    """The argument as coefficients times monomials in the atoms; as a whole when it is no polynomial."""
    try:
        value = ring.read(argument)
    except (SymdlError, RingFullError):
        return []
    if not value.is_polynomial:
        return [(argument, Fraction(1))]
    return [
        (ring.to_term(ring.context.from_dict({exponents: 1})), Fraction(int(coefficient.p), int(coefficient.q)))
        for exponents, coefficient in value.numerator.to_dict().items()
    ]


def _common(a: Fraction, b: Fraction) -> Fraction:
    """The greatest rational of which both are integer multiples."""
    from math import gcd, lcm

    return Fraction(
        gcd(a.numerator * b.denominator, b.numerator * a.denominator), lcm(a.denominator * b.denominator, 1)
    )


def _logarithms(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """log of products, powers and exponentials, down to logarithms of single factors."""
    for term in _of(atoms, "log"):
        yield from _factored_logarithm(term.args[0])
        if _of(atoms, "exp"):
            yield from (Use("log_exp", e.args, (), equal(ops.log(e), e.args[0])) for e in _of(atoms, "exp"))
    for left, right in _equations(state):
        for a, b in ((left, right), (right, left)):
            if a.op == "exp" and b.op != "exp":
                yield _applied("log", a, b)
                yield Use("log_exp", a.args, (), equal(ops.log(a), a.args[0]))


def _factored_logarithm(t: Term) -> Iterator[Use]:
    if t.op == "exp":
        yield Use("log_exp", t.args, (), equal(ops.log(t), t.args[0]))
    elif t.op == "mul":
        head, rest = t.args[0], t.args[1]
        for other in t.args[2:]:
            rest = ops.scale(rest, other)
        yield log_product(head, rest)
        yield from _factored_logarithm(head)
        yield from _factored_logarithm(rest)
    elif t.op == "pow" and isinstance(t.data, int):
        base, k = t.args[0], abs(t.data)
        if t.data < 0:
            yield log_product(base**k, t)
        if k > 1:
            power = equal(ops.log(base**k), k * ops.log(base))
            yield Use("log_power", (base, number(k)), (less_than(0, base),), power)
        yield from _factored_logarithm(base)


def _logarithm_pairs(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """Two logarithms of the goal against each other: log a − log b ≤ a/b − 1, and order."""
    values = _in_goal(state, "log")
    for a in values:
        yield Use("log_tangent", (a,), (less_than(0, a),), at_most(ops.log(a), a - 1))
    for a, b in islice(permutations(values, 2), MOST_PAIRS):
        yield log_product(b, a / b)
        yield Use("log_tangent", (a / b,), (less_than(0, a / b),), at_most(ops.log(a / b), a / b - 1))
        yield Use("log_increasing", (a, b), (less_than(0, a), less_than(a, b)), less_than(ops.log(a), ops.log(b)))
    for a, b in islice(combinations(values, 2), MOST_PAIRS):
        yield log_product(a, b)


def log_product(a: Term, b: Term) -> Use:
    positive = (less_than(0, a), less_than(0, b))
    return Use("log_product", (a, b), positive, equal(ops.log(a * b), ops.log(a) + ops.log(b)))


def _equations(state: State) -> Iterator[tuple[Term, Term]]:
    for relation in state.hypotheses:
        if relation.op == "eq" and is_scalar(relation.args[0].shape):
            yield relation.args[0], relation.args[1]


def _applied(op: str, a: Term, b: Term) -> Use:
    f: Callable[[Term], Term] = getattr(ops, op)
    return Use("congruence", (f(a), f(b)), (equal(a, b),), equal(f(a), f(b)))


def _monotone(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """exp, sqrt and tanh at two arguments: order is kept."""
    for op in ("exp", "sqrt", "tanh"):
        arguments = [term.args[0] for term in _of(atoms, op)][:4]
        if state.goal.op in ("le", "lt") and op == "exp" and len(arguments) == 1:
            arguments.append(number(0))
        f: Callable[[Term], Term] = getattr(ops, op)
        for a, b in combinations(arguments, 2):
            for low, high in ((a, b), (b, a)):
                domain = (at_most(0, low),) if op == "sqrt" else ()
                yield Use(f"{op}_increasing", (low, high), (*domain, less_than(low, high)), less_than(f(low), f(high)))


def _tangents(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    for term in _of(atoms, "exp"):
        (t,) = term.args
        yield Use("exp_tangent", (t,), (), at_most(1 + t, term))


# roots, powers, sums ------------------------------------------------------------------------------


def _roots(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    for term in _of(atoms, "sqrt"):
        (t,) = term.args
        yield Use("sqrt_square", (t,), (at_most(0, t),), equal(term**2, t))
        yield Use("sqrt_nonnegative", (t,), (at_most(0, t),), at_most(0, term))
        yield Use("sqrt_positive", (t,), (less_than(0, t),), less_than(0, term))


def _powers(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    powers = _of(atoms, "power")
    for term in powers:
        base, exponent = term.args
        yield Use("power_positive", (base, exponent), (less_than(0, base), at_most(0, exponent)), less_than(0, term))
        yield Use("power_nonnegative", (base, exponent), (at_most(0, base), at_most(0, exponent)), at_most(0, term))
        lower = _lowered(ring, exponent)
        if lower is not None:
            yield Use("power_step", (base, lower), (at_most(0, lower),), equal(base ** (lower + 1), base * base**lower))


def _lowered(ring: Atoms, exponent: Term) -> Term | None:
    """n when the exponent is n + 1, n + 2, …"""
    value = ring.read(exponent)
    constant = value.numerator.to_dict().get((0,) * ring.context.nvars(), 0)
    if not value.is_polynomial or value.constant() is not None or constant < 1:
        return None
    return ring.to_term(value.numerator - 1)


def _sums(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    for term in _of(atoms, "sum"):
        lower, upper, body = term.args
        index = Term("sym", data=term.data)
        lowered = _lowered(ring, upper)
        if lowered is not None:
            from symdl.semantics.substitution import substitute

            before = ops.summation(index, lower, upper - 1, body)
            last = substitute(body, {index: upper})
            yield Use("sum_step", (term,), (at_most(lower, upper),), equal(term, before + last))


def _pieces(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """max, min, |·| and sign where the hypotheses decide which piece it is."""
    zero = number(0)
    for term in atoms:
        if term.op in ("max", "min"):
            a, b = term.args
            left, right = (at_most(b, a), at_most(a, b)) if term.op == "max" else (at_most(a, b), at_most(b, a))
            yield Use(f"{term.op}_left", (a, b), (left,), equal(term, a))
            yield Use(f"{term.op}_right", (a, b), (right,), equal(term, b))
        elif term.op == "abs":
            (t,) = term.args
            yield Use("abs_nonnegative", (t,), (at_most(zero, t),), equal(term, t))
            yield Use("abs_nonpositive", (t,), (at_most(t, zero),), equal(term, -t))
        elif term.op == "sign":
            (t,) = term.args
            yield Use("sign_positive", (t,), (less_than(zero, t),), equal(term, 1))
            yield Use("sign_negative", (t,), (less_than(t, zero),), equal(term, -1))


# matrices, sizes, applications --------------------------------------------------------------------


def _grams(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """tr(MᵀM) ≥ 0 for the halves of words that read the same reversed, and for differences of vectors."""
    halves: dict[Term, None] = {}
    for term in atoms:
        half = _half(term)
        if half is not None:
            halves.setdefault(half)
    known = list(halves)
    for a, b in combinations(known[:5], 2):
        if a.shape == b.shape:
            known += [a - b, a + b]
    for half in known:
        gram = ops.trace(half.T @ half)
        yield Use("gram_nonnegative", (half,), (), at_most(0, gram))
    for half in list(halves):
        if Relation("ne", (half, ops.zeros(*half.shape))) in state.hypotheses:
            gram = ops.trace(half.T @ half)
            yield Use("gram_positive", (half,), (Relation("ne", (half, ops.zeros(*half.shape))),), less_than(0, gram))
    for term in _of(atoms, "norm"):
        (a,) = term.args
        yield Use("norm_nonnegative", (a,), (), at_most(0, term))
        yield Use("norm_square", (a,), (), equal(term * term, ops.trace(a.T @ a)))


def _products(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """⟨A, B⟩² ≤ ‖A‖²‖B‖² for the words AᵀB in sight, and |⟨A, B⟩| ≤ ‖A‖‖B‖ where norms are."""
    has_norms = any(any(t.op == "norm" for t in walk(relation)) for relation in (state.goal, *state.hypotheses))
    for a, b in list(dict.fromkeys(pair for term in atoms for pair in _factors(term)))[:MOST_PRODUCTS]:
        squares = ops.trace(a.T @ a) * ops.trace(b.T @ b)
        yield Use("cauchy_schwarz", (a, b), (), at_most(ops.inner(a, b) ** 2, squares))
        if has_norms:
            bound = ops.norm(a) * ops.norm(b)
            yield Use("inner_bound", (a, b), (), at_most(ops.inner(a, b), bound))
            yield Use("inner_bound", (-a, b), (), at_most(ops.inner(-a, b), ops.norm(-a) * ops.norm(b)))


def _factors(term: Term) -> Iterator[tuple[Term, Term]]:
    """A and B, both the like of letters in the term's own words, where the term is the trace of AᵀB and no square."""
    product = term.args[0] if term.op == "trace" else term
    if product.op != "matmul" or not size_symbols(term) or _half(term) is not None:
        return
    for cut in range(1, len(product.args)):
        left, right = ops.matmul(*product.args[:cut]).T, ops.matmul(*product.args[cut:])
        if left.shape == right.shape:
            yield left, right


def _replacements(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """⟨A − B, V⟩ = 0 for a matrix equation A = B of symbolic size and the matrices V in sight."""
    gaps = [h.args[0] - h.args[1] for h in state.hypotheses if h.op == "eq" and size_symbols(h.args[0])]
    gaps = [gap for gap in gaps if not is_scalar(gap.shape)][:MOST_GAPS]
    words = [term.args[0] if term.op == "trace" else term for term in atoms if term.op in ("trace", "matmul")]
    letters = [letter if turn == 0 else letter.T for word in words for letter in word.args for turn in (0, 1)]
    for gap in gaps:
        zero = ops.zeros(*gap.shape)
        for other in dict.fromkeys(v for v in letters if v.shape == gap.shape and v.op != "transpose"):
            premises = (equal(gap, zero), equal(other, other))
            yield Use(
                "congruence",
                (ops.inner(gap, other), ops.inner(zero, other)),
                premises,
                equal(ops.inner(gap, other), ops.inner(zero, other)),
            )


def _half(term: Term) -> Term | None:
    """M when the term is tr(MᵀM)."""
    from symdl.algebra.words import flipped

    product = term.args[0] if term.op == "trace" else term
    if product.op != "matmul" or not size_symbols(term) or len(product.args) % 2:
        return None
    word = product.args
    for turn in range(len(word)) if term.op == "trace" else (0,):
        turned = word[turn:] + word[:turn]
        left, right = turned[: len(word) // 2], turned[len(word) // 2 :]
        if left == tuple(flipped(letter) for letter in reversed(right)):
            return ops.matmul(*right)
    return None


def _ranks(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """A rank is at most the number of rows and of columns."""
    for term in _of(atoms, "rank"):
        (a,) = term.args
        yield Use("rank_size", (a,), (), both(*(at_most(term, ops.size(n)) for n in a.shape)))


def _determinants(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """0 < det A for A ≻ 0; det AB = det A det B, for a product of square matrices cut anywhere."""
    for term in _of(atoms, "det"):
        if pd(term.args[0]) in state.hypotheses:
            yield Use("pd_det", term.args, (pd(term.args[0]),), less_than(0, term))
        factors = term.args[0].args if term.args[0].op == "matmul" else ()
        for cut in range(1, len(factors)):
            a, b = ops.matmul(*factors[:cut]), ops.matmul(*factors[cut:])
            if a.shape == b.shape:
                yield Use("det_product", (a, b), (), equal(term, ops.det(a) * ops.det(b)))
        if term.args[0].op == "transpose":
            (turned,) = term.args[0].args
            yield Use("det_transpose", (turned,), (), equal(term, ops.det(turned)))
        if term.args[0].op == "inverse":
            yield from _of_inverse(term)
        yield from _exchanged(term)
        yield from _of_blocks(state, term.args[0])
        yield from updated_determinant(state, term)
    for relation in state.hypotheses if _of(atoms, "det") else ():
        if relation.op == "eq" and relation.args[0].shape[0] == relation.args[0].shape[1] != 1:
            yield _same_determinant(*relation.args)


def _of_inverse(term: Term) -> Iterator[Use]:
    """det A det A⁻¹ = det(A A⁻¹) = 1."""
    inverse = term.args[0]
    (a,) = inverse.args
    yield Use("det_product", (a, inverse), (), equal(ops.det(a @ inverse), ops.det(a) * term))
    yield _same_determinant(a @ inverse, ops.identity(a.shape[0]))


def _of_blocks(state: State, matrix: Term) -> Iterator[Use]:
    """A determinant of blocks, cut into four of them with square ones on the diagonal: by a corner of zeros, or an invertible block."""
    table = table_of(matrix) if matrix.op == "block" else []
    for row, column in product(range(1, len(table)), range(1, len(table[0]) if table else 0)):
        a, b, c, d = (
            block([line[side] for line in lines])
            for lines in (table[:row], table[row:])
            for side in (slice(column), slice(column, None))
        )
        if a.shape[0] != a.shape[1] or d.shape[0] != d.shape[1]:
            continue
        whole, split = ops.det(block([[a, b], [c, d]])), ops.det(a) * ops.det(d)
        if c.op == "zeros" or b.op == "zeros":
            name, corner = ("det_upper", b) if c.op == "zeros" else ("det_lower", c)
            yield Use(name, (a, corner, d), (), equal(whole, split))
            continue
        for name, pivot, rest in (("det_schur", a, (c, b, d)), ("det_schur_last", d, (b, c, a))):
            if {unequal(ops.det(pivot), 0), pd(pivot)} & {*state.hypotheses}:
                left, right, last = rest
                schur = last - left @ ops.inverse(pivot) @ right
                premise = unequal(ops.det(pivot), 0)
                yield Use(name, (a, b, c, d), (premise,), equal(whole, ops.det(pivot) * ops.det(schur)))


def _same_determinant(a: Term, b: Term) -> Use:
    """det A = det B for A = B, and 1 for A = I."""
    if b.op == "identity" or a.op == "identity":
        inner = a if b.op == "identity" else b
        return Use("det_identity", (inner,), (equal(inner, ops.identity(inner.shape[0])),), equal(ops.det(inner), 1))
    return Use("congruence", (ops.det(a), ops.det(b)), (equal(a, b),), equal(ops.det(a), ops.det(b)))


def _exchanged(term: Term) -> Iterator[Use]:
    """det(I + A B) = det(I + B A), where the product may be cut anywhere."""
    (inside,) = term.args
    unit, product = inside.args if inside.op == "add" and len(inside.args) == 2 else (inside, inside)
    if product.op == "identity":
        unit, product = product, unit
    factors = product.args[:-1] if product.op == "mul" else ()
    product = product.args[-1] if factors else product
    if unit.op != "identity" or product.op != "matmul":
        return
    for cut in range(1, len(product.args)):
        a, b = ops.matmul(*product.args[:cut]), ops.matmul(*product.args[cut:])
        for factor in factors:
            a = ops.scale(factor, a)
        other = ops.identity(b.shape[0]) + b @ a if not is_scalar((b.shape[0], a.shape[1])) else 1 + b @ a
        yield Use("det_exchange", (a, b), (), equal(term, ops.det(other)))


def updated_determinant(state: State, term: Term) -> Iterator[Use]:
    """det(A + U V) = det(A (I + A⁻¹U V)) = det A det(I + A⁻¹U V) where A is known to be invertible."""
    (whole,) = term.args
    for k, part in enumerate(whole.args if whole.op == "add" else ()):
        core = part.args[-1] if part.op == "mul" else part
        rest = ops.add(*whole.args[:k], *whole.args[k + 1 :])
        if (
            core.op != "matmul"
            or core.args[0].shape[1] == whole.shape[0]
            or not known(state, unequal(ops.det(rest), 0))
        ):
            continue
        factor = ops.identity(whole.shape[0]) + ops.inverse(rest) @ part
        yield _same_determinant(whole, rest @ factor)
        yield Use("det_product", (rest, factor), (), equal(ops.det(rest @ factor), ops.det(rest) * ops.det(factor)))
        yield from _exchanged(ops.det(factor))


def _sizes(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    for term in _of(atoms, "size"):
        yield Use("size_positive", (term,), (), at_most(1, term))


def _applications(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """f(s) = f(t) when s = t can be shown."""
    if not any(relation.op == "eq" for relation in state.hypotheses):
        return
    applied = [term for term in atoms if term.op in ("apply", "exp", "log", "sqrt", "tanh", "power", "abs")]
    relations = [r for r in (state.goal, *state.hypotheses) if r.is_atomic]
    scope = set(state.scope)
    applied += {t for t in walk(*relations) if t.op == "apply" and not is_scalar(t.shape) and free_symbols(t) <= scope}
    ordered = sorted(applied, key=lambda term: (term.size, repr(term)))
    near = set(ordered[:MOST_APPLIED])
    for a, b in combinations(ordered[: 4 * MOST_APPLIED], 2):
        if (a.op, a.data, a.shape) == (b.op, b.data, b.shape):
            premises = tuple(equal(x, y) for x, y in zip(b.args, a.args, strict=True))
            if near >= {a, b} or all(premise in state.hypotheses for premise in premises):
                yield Use("congruence", (b, a), premises, equal(b, a))


def _integers(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """a < b between integers gives a + 1 ≤ b."""
    from symdl.provers.quantifiers import is_integral

    for relation in state.hypotheses:
        if relation.op == "lt" and all(is_integral(arg) for arg in relation.args):
            a, b = relation.args
            yield Use("integer_gap", (a, b), (relation,), at_most(a + 1, b))


DEFINING = (
    _applications,
    _grams,
    _products,
    _ranks,
    _determinants,
    _sizes,
    _roots,
    _integers,
    _powers,
    _sums,
    _exponentials,
    _logarithms,
    _pieces,
    _replacements,
)
"""Facts that say what an atom is."""

RELATING = (_logarithm_pairs, _monotone, _tangents)
"""Facts that compare atoms."""
