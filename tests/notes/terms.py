"""hypothesis strategies for terms and relations of every kind that notes can say."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from symdl.terms import operators as ops
from symdl.terms import relation as rel
from symdl.terms.blocks import block, block_diag, hstack, vstack
from symdl.terms.errors import SymdlError
from symdl.terms.limits import tends_to
from symdl.terms.matrix_functions import expm, sqrtm
from symdl.terms.ranks import network_rank, rank_almost_everywhere
from symdl.terms.relation import Relation
from symdl.terms.shapes import Shape, size_sum
from symdl.terms.term import FunctionSymbol, Term, number

SIZES = ("n", "d_1", 2, 3)
SCALARS = [
    *(ops.scalar(name) for name in ("a", "b", "x_hat", "w_star", "theta_t_plus_1", "lambda_max", "loss", "alpha_1")),
    ops.scalar("lambda", positive=True), ops.scalar("eta", nonnegative=True), ops.scalar("z", integer=True),
]  # fmt: skip
NATURALS = [ops.scalar("k", natural=True), ops.size("n"), ops.scalar("m", natural=True)]
NAMES = ("X", "W_1", "Sigma", "A_bold", "B_tilde", "w_prime", "V_at_t")
f, g, h = ops.function("f"), ops.function("g", arity=2), ops.function("phi")
INDEX = ops.scalar("i", integer=True)
times = st.sampled_from([*NATURALS, NATURALS[0] + 1, number(3)])
monomials = st.builds(
    lambda k, term: k * term,
    st.integers(-3, 3),
    st.sampled_from([SCALARS[0], SCALARS[1] ** 2, SCALARS[0] * SCALARS[1]]),
)
ROOTS = [
    ops.root([-2, 0, 1], 1, 2),
    ops.root([-2, 0, 1], -2, -1),
    ops.root([-1, -1, 0, 1], 1, 2),
    ops.root([2, 0, 0, 1], Fraction(-3, 2), -1),
    ops.root([-3, 0, 0, 0, 2], 0, 2),
    ops.root([-2, 0, 0, 1], 0, 3),
    ops.root([2, 0, 0, 1], -3, 0),
]
NETWORKS = [
    network_rank((2, 3, 1), 2), network_rank((2, 3, 2, 1), (2, 3), bias=True), network_rank((2, 2, 1), [(0, 1, Fraction(1, 2))]),
    network_rank((2, 2, 1), 2, inputs=[(1, 0), (Fraction(1, 2), -1)]),
]  # fmt: skip


def symbol(name: str, shape: Shape) -> Term:
    """A symbol whose name tells its shape, so that no two of one name differ."""
    rows, columns = (str(size).replace("_", "").replace("+", "a").replace("*", "t") for size in shape)
    head, *rest = name.split("_")
    kept = [part for part in rest if part in ("bold", "tilde")]
    above = [part for part in rest if part == "prime"]
    index = [part for part in rest if part.isdigit()]
    at = ["at", "t"] if "at" in rest else []
    return ops.symbol("_".join([head, *kept, *index, rows, columns, *at, *above]), shape=shape)


numbers = st.integers(-12, 12) | st.fractions(-5, 5, max_denominator=7)


@st.composite
def terms(draw: st.DrawFn, shape: Shape = (1, 1), depth: int = 3) -> Term:
    """A term of a shape, as the operators of symdl build it."""
    if depth == 0:
        return draw(leaves(shape))
    try:
        return draw(scalars(depth)) if shape == (1, 1) else draw(matrices(shape, depth))
    except SymdlError:
        return draw(leaves(shape))


@st.composite
def leaves(draw: st.DrawFn, shape: Shape) -> Term:
    if shape == (1, 1):
        return draw(st.sampled_from(SCALARS) | st.sampled_from(NATURALS) | numbers.map(number))
    options = [symbol(draw(st.sampled_from(NAMES)), shape), ops.zeros(*shape), ops.ones(*shape)]
    if shape[0] == shape[1]:
        options.append(ops.identity(shape[0]))
    return draw(st.sampled_from(options))


sizes = st.sampled_from(SIZES)


@st.composite
def scalars(draw: st.DrawFn, depth: int) -> Term:
    n, m = draw(sizes), draw(sizes)
    variable, column = draw(st.sampled_from(SCALARS)), symbol("v", (n, 1))

    def t(*shape: int | str) -> Term:
        return draw(terms(shape or (1, 1), depth - 1))

    builders = (
        lambda: t() + t(), lambda: t() - t(), lambda: t() * t(), lambda: t() / t(), lambda: -t(), lambda: t() * t() * variable / t(),
        lambda: t() ** draw(st.integers(-3, 4)), lambda: ops.power(t(), draw(st.sampled_from(NATURALS))),
        lambda: ops.exp(t()), lambda: ops.log(t()) * ops.tanh(t()), lambda: ops.sqrt(t()), lambda: ops.absolute(t()) * ops.sign(t()),
        lambda: ops.maximum(t(), ops.minimum(t(), variable)), lambda: ops.trace(t(n, n)), lambda: ops.det(t(n, n)),
        lambda: ops.rank(t(n, m)), lambda: ops.positive_index(t(n, n)), lambda: ops.norm(t(n, 1)), lambda: ops.norm(t(n, m)) ** 2, lambda: ops.inner(t(n, 1), t(n, 1)),
        lambda: _one(t(n, 1)).T @ _one(t(n, n)) @ _one(t(n, 1)), lambda: t(n, m)[0, 0] + t(3, 1)[1],
        lambda: ops.apply(f, t(), orders=(draw(st.integers(0, 5)),)),
        lambda: ops.apply(g, t(), t(), orders=(draw(st.integers(0, 2)), draw(st.integers(0, 2)))),
        lambda: ops.summation(INDEX, draw(st.integers(0, 2)), draw(st.sampled_from(NATURALS)), ops.power(t(), 2) * INDEX + t()),
        lambda: ops.derivative(t() * t(), variable, draw(st.integers(1, 3))),
        lambda: ops.gradient(t(), variable).at({variable: t()}) + ops.trace(ops.hessian(ops.norm(column) ** 4 * t(), column)),
        lambda: ops.norm(ops.vec(t(n, m))) + ops.trace(ops.kron(t(n, n), t(m, m))), lambda: draw(st.sampled_from(ROOTS)) * t(), lambda: draw(st.sampled_from(NETWORKS)) - t(),
        lambda: ops.derivative(ops.trace(t(n, n)), variable) + ops.iterate(t() + variable, over=variable, start=t(), times=draw(times)),
        lambda: ops.trace(ops.hessian(ops.norm(symbol("V", (n, m))) ** 2 * t(), symbol("V", (n, m)))), lambda: ops.entry_sum(t(n, m)),
        lambda: ops.rank(ops.jacobian(ops.power(variable, 2) * symbol("V", (n, m)), symbol("V", (n, m)))),
        lambda: ops.gradient(ops.norm(t(n, 1)), SCALARS[0]) + ops.softmax(t(n, 1))[0],
        lambda: ops.trace(block([[t(n, n), t(n, m)], [t(m, n), t(m, m)]])), lambda: ops.norm(vstack(t(n, 1), t(), t(m, 1))),
        lambda: ops.trace(hstack(t(m, n), t(m, m)) @ t(size_sum(m, n), m)), lambda: ops.det(block_diag(t(n, n), t(size_sum(n, m), size_sum(n, m)))),
        lambda: rank_almost_everywhere(ops.array([[draw(monomials), draw(monomials)], [draw(monomials), 1]])),
    )  # fmt: skip
    return draw(st.sampled_from(builders))()


@st.composite
def matrices(draw: st.DrawFn, shape: Shape, depth: int) -> Term:
    rows, columns = shape
    inside = draw(sizes)

    def t(*shape: int | str) -> Term:
        return draw(terms(shape or (1, 1), depth - 1))

    def s() -> Term:
        return t(rows, columns)

    options = [
        lambda: s() + s(), lambda: s() - s(), lambda: t() * _one(s()), lambda: _one(t(rows, inside)) @ _one(t(inside, columns)),
        lambda: -s(), lambda: t(columns, rows).T, lambda: ops.pinv(t(columns, rows)), lambda: ops.hadamard(s(), s()), lambda: ops.exp(s()),
        lambda: ops.tanh(s()) - ops.log(s()), lambda: ops.maximum(s(), s()), lambda: ops.absolute(s()), lambda: ops.apply(h, s()),
        lambda: s() / t(), lambda: ops.sqrt(s()), lambda: ops.hadamard_power(s(), draw(st.sampled_from([-2, -1, 2, 3]))),
        lambda: ops.minimum(s(), s()), lambda: ops.derivative(t() * s(), SCALARS[0], draw(st.integers(1, 2))), lambda: t() * s() @ t(columns, columns),
        lambda: ops.iterate(s() + symbol("X", shape), over=symbol("X", shape), start=s(), times=draw(times)),
        lambda: ops.gradient(t() * ops.inner(s(), symbol("V", shape)), symbol("V", shape)), lambda: s() @ (2 * t(columns, columns)), lambda: ops.apply(f, s(), orders=(1,)), lambda: ops.sign(s()),
    ]  # fmt: skip
    if rows == columns:
        variable = symbol("v", (rows, 1))
        options += [
            lambda: ops.inverse(s()), lambda: sqrtm(s()), lambda: expm(s()), lambda: _one(s()) @ _one(s()) @ _one(s()), lambda: ops.power(_one(s()), -2),
            lambda: ops.power(s(), draw(st.sampled_from(NATURALS))), lambda: ops.power(s(), draw(st.sampled_from(NATURALS)) + 1),
            lambda: ops.inverse(s()).T, lambda: ops.diag(t(rows, 1)), lambda: ops.hessian(ops.norm(_one(s()) @ variable) ** 2, variable),
            lambda: ops.jacobian(_one(s()) @ variable, variable),
        ]  # fmt: skip
    if isinstance(rows, int) and isinstance(columns, int):
        options += [lambda: ops.array([[t() for _ in range(columns)] for _ in range(rows)])]
    if columns == 1:
        variable = symbol("u", (rows, 1))
        tag = str(rows).replace("_", "")
        F, L = FunctionSymbol(f"F_{tag}", (rows,), rows), FunctionSymbol(f"L_{tag}", (rows,), 1)
        options += [
            lambda: ops.gradient(ops.inner(variable, s()) * t(), variable), lambda: ops.gradient(ops.apply(L, variable), variable),
            lambda: ops.gradient(ops.apply(L, variable), variable).at({variable: s()}),
            lambda: ops.hessian(ops.apply(L, variable), variable).at({variable: s()}) @ s(), lambda: ops.gradient(ops.apply(L, s()), variable),
            lambda: ops.jacobian(ops.apply(F, variable), variable).at({variable: s()}) @ s(),
            lambda: ops.apply(F, s()), lambda: ops.jacobian(ops.apply(F, variable), variable) @ _one(s()),
            lambda: ops.gradient(t() + ops.norm(variable), variable).at({variable: s()}),
        ]  # fmt: skip
    return draw(st.sampled_from(options))()


def _one(term: Term) -> Term:
    """A factor of a matrix product: multiples stand before products, not in them."""
    return term.T.T if term.op != "mul" else ops.tanh(term)


@st.composite
def counts(draw: st.DrawFn) -> Relation:
    """A statement on the number of solutions."""
    unknowns = [SCALARS[0], SCALARS[7]][: draw(st.integers(1, 2))]
    equations = [
        sum((draw(numbers) * v**k for k, v in enumerate(unknowns, 1)), draw(terms((1, 1), 1))) for _ in unknowns
    ]
    field = draw(st.sampled_from(list(rel.FIELDS)))
    found = rel.count_is(draw(st.sampled_from([0, 4, "infinite"])), equations, unknowns, over=field)
    return (
        found
        if draw(st.booleans())
        else draw(st.sampled_from([rel.negation(found), rel.count_at_most(2, equations, unknowns, over=field)]))
    )


@st.composite
def relations(draw: st.DrawFn, depth: int = 2) -> Relation:
    shape = (draw(sizes), draw(sizes))
    x = symbol("x", (shape[0], 1))

    def t(*shape: int | str) -> Term:
        return draw(terms(shape or (1, 1), depth))

    atoms = [
        lambda: rel.equal(t(), t()), lambda: rel.unequal(t(), t()), lambda: rel.at_most(t(), t()), lambda: rel.less_than(t(), t()),
        lambda: rel.equal(t(*shape), t(*shape)), lambda: rel.unequal(t(*shape), 0), lambda: rel.psd(t(shape[0], shape[0])),
        lambda: rel.pd(t(shape[0], shape[0])), lambda: rel.minimises(t(shape[0], 1), ops.norm(x) ** 2 + t(), over=x),
        lambda: rel.entrywise_at_most(t(*shape), t(*shape)), lambda: rel.entrywise_less_than(t(*shape), t(*shape)),
        lambda: rel.entrywise_unequal(t(*shape), t(*shape)), lambda: rel.TRUE, lambda: rel.FALSE, lambda: draw(counts()),
        lambda: tends_to(SCALARS[8] * t(*shape), symbol("X", shape), SCALARS[8]),
        lambda: rel.forall([x, SCALARS[0]], rel.at_most(t(), t())),
        lambda: rel.exists(ops.scalar("lambda", positive=True), rel.equal(t(), t())),
    ]  # fmt: skip
    atom = draw(st.sampled_from(atoms))()
    if depth < 2 or not draw(st.booleans()):
        return atom
    p, q = draw(relations(depth - 1)), draw(relations(depth - 1))
    return draw(st.sampled_from([rel.both(atom, p), rel.either(atom, p), rel.implies([atom, p], q), rel.iff(atom, p)]))
