import pytest
from flint import fmpq, fmpq_mpoly_ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.groebner import groebner_basis, membership, membership_by_degree, radical_membership

CONTEXT = fmpq_mpoly_ctx.get(("x", "y", "z"), "degrevlex")
x, y, z = CONTEXT.gens()
ONE = CONTEXT.constant(1)
ZERO = CONTEXT.constant(0)

exponents = st.tuples(*[st.integers(0, 2)] * 3)
polynomials = st.dictionaries(exponents, st.integers(-3, 3), max_size=3).map(
    lambda terms: CONTEXT.from_dict({m: fmpq(c) for m, c in terms.items()})
)


def budget():
    return Budget(10**7, 20.0)


def combine(cofactors, generators):
    zero = 0 * generators[0] if generators else ZERO
    return sum((c * g for c, g in zip(cofactors, generators, strict=True)), zero)


def cyclic(n):
    context = fmpq_mpoly_ctx.get([f"x{i}" for i in range(n)], "degrevlex")
    gens = context.gens()
    system = []
    for degree in range(1, n):
        total = context.constant(0)
        for i in range(n):
            product = context.constant(1)
            for k in range(degree):
                product *= gens[(i + k) % n]
            total += product
        system.append(total)
    product = context.constant(1)
    for gen in gens:
        product *= gen
    return [*system, product - 1]


@settings(max_examples=60, deadline=None)
@given(st.lists(polynomials, min_size=1, max_size=3), st.lists(polynomials, min_size=3, max_size=3))
def test_a_combination_of_generators_is_a_member(generators, cofactors):
    p = sum((c * g for c, g in zip(cofactors, generators, strict=False)), ZERO)
    try:
        found = membership(p, generators, Budget(10**6))
    except BudgetExceeded:
        return
    assert combine(found, generators) == p


@settings(max_examples=60, deadline=None)
@given(st.lists(polynomials, min_size=1, max_size=3), polynomials)
def test_a_remainder_and_cofactors_add_up_and_remainders_are_reduced(generators, p):
    try:
        basis = groebner_basis(generators, Budget(10**6))
        remainder, cofactors = basis.reduce(p, budget=Budget(10**6))
    except BudgetExceeded:
        return
    assert remainder + combine(cofactors, generators) == p
    assert basis.normal_form(remainder) == remainder
    assert basis.normal_form(p + combine(cofactors, generators)) == remainder


@pytest.mark.parametrize(
    "generators", [[x**2 - y, x * y - z], [x**2 + y**2 - 1, x * y, z**3 - x], [x + y + z, x * y * z - 1, x * y - 2]]
)
def test_every_element_comes_with_its_cofactors(generators):
    basis = groebner_basis(generators, budget())
    assert basis.complete
    for k, element in enumerate(basis.elements):
        assert combine(basis.representation(k), generators) == element
    assert not any(basis.normal_form(g) for g in generators)


def test_the_basis_agrees_with_sympy():
    import sympy

    generators = cyclic(4)
    elements = groebner_basis(generators, budget()).elements
    names = sympy.symbols("x:4")

    def read(p):
        return sympy.Poly.from_dict({m: sympy.Rational(int(c.p), int(c.q)) for m, c in p.to_dict().items()}, *names)

    ours = [read(p) for p in elements]
    theirs = sympy.groebner([read(p) for p in generators], *names, order="grevlex")
    assert all(theirs.contains(p) for p in ours)
    assert set(sympy.groebner(ours, *names, order="grevlex").exprs) == set(theirs.exprs)


def test_cyclic_five_has_a_basis():
    generators = cyclic(5)
    basis = groebner_basis(generators, budget())
    assert not any(basis.normal_form(g) for g in generators)
    assert basis.normal_form(generators[0].context().gens()[0] ** 2)


def test_a_non_member_is_none():
    assert membership(x, [x**2, y], budget()) is None
    assert membership(x + 1, [x, y], budget()) is None
    assert membership(x * y + z, [x * y, x * z], budget()) is None


def test_solvable_generators_are_substituted():
    generators = [z - x**3 - y, y - x**5, x**7 - 2]
    p = z**3 - (x**3 + x**5) ** 3
    assert combine(membership(p, generators, Budget(5000)), generators) == p
    assert groebner_basis(generators[:2], budget()).core == []


@pytest.mark.parametrize(
    ("p", "generators"),
    [(ZERO, []), (ZERO, [ZERO]), (ZERO, [x]), (x, [ONE * 3]), (x, [ZERO, ONE * 3, y]), (x + y, [x, x + 1])],
)
def test_degenerate_members(p, generators):
    assert combine(membership(p, generators, budget()), generators) == p


@pytest.mark.parametrize(("p", "generators"), [(x, []), (x, [ZERO]), (ONE, [x]), (ONE, [])])
def test_degenerate_non_members(p, generators):
    assert membership(p, generators, budget()) is None


def test_an_empty_list_needs_a_context():
    with pytest.raises(ValueError, match="context"):
        groebner_basis([], budget())
    assert groebner_basis([], budget(), CONTEXT).reduce(x) == (x, [])


def test_an_inconsistent_system_contains_one():
    generators = [x**2 + y**2 - 1, x - 2, y**2 - 4 * x]
    assert combine(membership(ONE, generators, budget()), generators) == ONE


def test_the_smallest_power_in_the_ideal_is_told():
    generators = [(x + y) ** 3, z]
    power, cofactors = radical_membership(x + y + z, generators, budget())
    assert power == 3
    assert combine(cofactors, generators) == (x + y + z) ** 3


def test_a_power_above_the_highest_is_not_found():
    assert radical_membership(x, [x**5], budget()) is None
    assert radical_membership(x, [x**5], budget(), highest=5)[0] == 5
    assert radical_membership(x, [x**2 * y], budget()) is None


def test_cofactors_of_bounded_degree_are_of_low_degree():
    generators = [x - y, z]
    cofactors = membership_by_degree(x**3 - y**3, generators, 3, budget())
    assert cofactors == [x**2 + x * y + y**2, ZERO]
    assert membership_by_degree(x**3 - y**3, generators, 1, budget()) is None
    assert membership_by_degree(x, [y, z], 3, budget()) is None
    assert membership_by_degree(ZERO, generators, 0, budget()) == [ZERO, ZERO]


def test_lexicographic_contexts_are_kept():
    context = fmpq_mpoly_ctx.get(("x", "y"), "lex")
    a, b = context.gens()
    generators = [a**2 + b**2 - 1, a * b - 1]
    assert combine(membership((a + b) ** 2 - 3, generators, budget()), generators) == (a + b) ** 2 - 3
    assert groebner_basis(generators, budget()).elements[-1].degrees()[0] == 0


def test_a_small_budget_is_exceeded():
    with pytest.raises(BudgetExceeded):
        groebner_basis(cyclic(5), Budget(500))
