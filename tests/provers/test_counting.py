"""Numbers of solutions, from the claim to the verdict, with their false twins."""

import json

import pytest
from flint import fmpz_poly

from symdl.algebra.budget import Budget
from symdl.algebra.solutions import certify, msolve, msolve_points
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.derivation import staircase
from symdl.algebra.solutions.families import deep_linear, family
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.check.counts.staircase import staircase as checked_staircase
from symdl.check.counts.system import System
from symdl.check.polynomial import Work
from symdl.claims.verdict import Reason
from symdl.provers.counting import agrees
from symdl.runner.certified_count import certify_count
from symdl.runner.verify import verify
from symdl.semantics.json import Scope, relation_from_json, relation_to_json
from symdl.semantics.latex import relation_to_latex
from symdl.terms.errors import SymdlError
from symdl.terms.operators import scalar
from symdl.terms.relation import both, count_at_most, count_is, negation
from symdl.terms.term import number

x, y, z = scalar("x"), scalar("y"), scalar("z")
CONICS = ([x**2 + y**2 - 5, x * y - 2], [x, y])
DOUBLE = ([x**2 - y, y**2 * (y - 1) ** 2 * (y + 2)], [x, y])
LINE = ([x * (x - 1), x * (y - 2) * (y - 3)], [x, y])
CIRCLE = ([x**2 + y**2 - 1], [x, y])
NOTHING = ([x**2 + y**2, x**2 + y**2 - 1], [x, y])


def as_terms(system):
    unknowns = [scalar(name) for name in system.variables]
    equations = []
    for polynomial in system.polynomials:
        total = number(0)
        for exponents, coefficient in polynomial.items():
            term = number(coefficient)
            for unknown, k in zip(unknowns, exponents, strict=True):
                term = term * unknown**k if k else term
            total = total + term
        equations.append(total)
    return equations, unknowns


RIGHT = [
    (4, CONICS, "complex"),
    (4, CONICS, "real"),
    (4, CONICS, "torus"),
    (4, CONICS, "isolated"),
    (0, ([x**2 + 1], [x]), "real"),
    (5, DOUBLE, "complex"),
    (3, DOUBLE, "real"),
    (4, DOUBLE, "torus"),
    (1, ([x**3], [x]), "complex"),
    (0, NOTHING, "complex"),
    (0, NOTHING, "real"),
    (1, ([x - y, x + y, x * y], [x, y]), "complex"),
    ("infinite", LINE, "complex"),
    ("infinite", LINE, "real"),
    ("infinite", CIRCLE, "real"),
    ("infinite", CIRCLE, "torus"),
    ("infinite", ([x * y - 1], [x, y]), "torus"),
    ("infinite", ([number(0)], [x]), "complex"),
    (0, ([number(3)], [x]), "complex"),
    (1, ([x**2 + y**2], [x, y]), "real"),
    (0, ([-(x**2) - 2 * y**2 - 1], [x, y]), "real"),
    (8, ([sum((v - 1) ** 2 * (v - 2) ** 2 for v in (x, y, z))], [x, y, z]), "real"),
    (0, ([x * y - 1], [x, y]), "isolated"),
    ("infinite", as_terms(family("cyclic", 4)), "torus"),
    (21, as_terms(family("noon", 3)), "complex"),
    (7, as_terms(family("noon", 3)), "real"),
    (16, as_terms(family("eco", 6)), "complex"),
    (4, as_terms(family("eco", 6)), "real"),
    (70, as_terms(family("cyclic", 5)), "complex"),
    (9, as_terms(deep_linear((1, 1, 2))), "complex"),
    (8, as_terms(deep_linear((1, 1, 2))), "torus"),
    (6, as_terms(family("katsura", 3)), "torus"),
]


@pytest.mark.parametrize(("count", "system", "field"), RIGHT)
def test_right_numbers_are_proved_and_their_neighbours_refuted(count, system, field):
    assert verify(count_is(count, *system, over=field), seconds=60).word == "PROVED"
    wrong = 3 if count == "infinite" else count + 1
    assert verify(count_is(wrong, *system, over=field), seconds=60).word == "REFUTED"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("count", "system", "field"),
    [
        (64, family("katsura", 6), "complex"),
        (32, family("katsura", 6), "real"),
        (54, family("katsura", 6), "torus"),
        (10, family("cyclic", 5), "real"),
        (33, deep_linear((2, 2, 2)), "complex"),
        (9, deep_linear((2, 2, 2)), "real"),
        (16, deep_linear((2, 2, 2)), "torus"),
        (73, family("noon", 4), "complex"),
        (44, family("nash", 5), "complex"),
    ],
)
def test_larger_systems_are_certified_and_their_neighbours_are_not(count, system, field):
    terms = as_terms(system)
    assert verify(count_is(count, *terms, over=field), seconds=120).word == "PROVED"
    assert verify(count_is(count - 1, *terms, over=field), seconds=120).word == "REFUTED"


@pytest.mark.slow
def test_a_network_with_two_samples_has_a_complete_staircase():
    """Along the trace the divisions are to be made in the same order, or leading monomials are missed."""
    system = deep_linear((2, 2, 2), samples=2)
    form = staircase(system, None, Budget(10**9, 240.0))
    whole = System(system.variables, tuple(map(dict, system.integral())))
    assert checked_staircase(whole, form, Work()) == (225, False)


def test_a_number_in_one_field_is_not_that_in_another():
    noon = as_terms(family("noon", 3))
    assert verify(count_is(21, *noon, over="real")).word == "REFUTED"
    assert verify(count_is(5, *DOUBLE, over="torus")).word == "REFUTED"
    assert verify(count_is(10, *DOUBLE)).word == "REFUTED"


FAMILIES = [
    ("katsura", 4), ("cyclic", 5), ("noon", 3), ("eco", 6), ("redeco", 6), ("reimer", 3), ("chandra", 4), ("nash", 4), ("dense", 3),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "system", [*(family(*name) for name in FAMILIES), deep_linear((1, 2, 2)), deep_linear((2, 1, 2), samples=2)]
)
@pytest.mark.parametrize("program", ["msolve", None])
def test_no_false_number_is_proved_and_no_true_one_refuted(system, program, monkeypatch):
    """N − 1, N + 1, real for complex, torus for affine, bounds for numbers; with msolve and without."""
    if program is None:
        monkeypatch.setattr(msolve, "executable", lambda: None)
    elif msolve.executable() is None:
        pytest.skip("msolve is not installed")
    count, terms = count_solutions(system), as_terms(system)
    true = {"complex": count.distinct.value, "real": count.real.value, "torus": count.torus.value}
    taken = {*true.values(), count.degree.value, count.bezout.value, count.mixed_volume.value, count.affine_bound.value}
    for field, right in true.items():
        assert verify(count_is(right, *terms, over=field), seconds=20).word != "REFUTED"
        for wrong in {right - 1, right + 1, *taken} - {right, -1}:
            assert verify(count_is(wrong, *terms, over=field), seconds=20).word != "PROVED"
        if right:
            assert verify(count_at_most(right - 1, *terms, over=field), seconds=20).word != "PROVED"


def test_solutions_that_an_engine_loses_are_not_proved_away(monkeypatch):
    four = [x**2 - 1, y**2 - 4], [x, y]
    found = parametrise_by_hand([(1, 2), (-1, -2)])
    lost = msolve_points.Answer(is_finite=True, degree=2, solutions=found)
    for module in (certify, msolve_points):
        monkeypatch.setattr(module, "answer", lambda *_, **__: lost)
    assert count_solutions(*four).distinct.value == 2  # computed, as the engine says; never proved
    assert verify(count_is(2, *four)).word != "PROVED"
    assert verify(count_is(4, *four)).word != "REFUTED"
    assert verify(count_is(2, *four, over="real")).word != "PROVED"
    certified = certify_count(count_solutions(*four)).count
    assert {figure.known for figure in (certified.distinct, certified.torus, certified.real)} == {"computed"}
    none = msolve_points.Answer(is_finite=True, degree=0)
    for module in (certify, msolve_points):
        monkeypatch.setattr(module, "answer", lambda *_, **__: none)
    assert verify(count_is(0, *four)).word != "PROVED"
    assert verify(count_is(4, *four)).word != "REFUTED"


def parametrise_by_hand(points):
    """Rational points (x, y) with different x, through t = x."""
    q = fmpz_poly([1])
    for t, _ in points:
        q *= fmpz_poly([-t, 1])
    values = [fmpz_poly([]), fmpz_poly([])]
    for point in points:
        rest = q // fmpz_poly([-point[0], 1])  # at t it is q′(t), at the other roots 0
        values = [v + rest * c for v, c in zip(values, point, strict=True)]
    return Parametrisation((1, 0), q, 1, tuple(values))


def test_isolated_solutions_are_bounded_where_a_curve_is():
    assert verify(count_at_most(6, *LINE, over="isolated")).word == "PROVED"
    assert verify(count_at_most(6, *LINE)).word == "REFUTED"


def test_a_bound_is_proved_without_solving():
    unknowns = [scalar(f"x{k}") for k in range(30)]
    equations = [a**2 + b - k for k, (a, b) in enumerate(zip(unknowns, unknowns[1:] + unknowns[:1], strict=True), 1)]
    assert verify(count_at_most(2**30, equations, unknowns, over="isolated")).word == "PROVED"
    assert verify(count_at_most(2**30 - 1, equations, unknowns, over="isolated"), seconds=2).word == "UNDECIDED"


def test_where_only_engines_know_the_answer_is_evidence():
    plane_and_point = ([x * z**2, y * z, z**2 * (z - 1)], [x, y, z])
    for claimed in (0, 1, 2):
        verdict = verify(count_is(claimed, *plane_and_point, over="isolated"))
        assert (verdict.word, verdict.reason) == ("UNDECIDED", Reason.EXTERNAL_ONLY)
        assert "1 solutions" in verdict.message


@pytest.mark.parametrize(("count", "equations", "unknowns"), [
    (2, *LINE),
    (1, [x * (x - 1) ** 2, x * y], [x, y]),
    (0, [x**2, x * y], [x, y]),
    (1, [x * z, y * z, z * (z - 1)], [x, y, z]),
    (1, [(x**2 + y**2 - 1) * (x - y) ** 2, (x**2 + y**2 - 1) * (x + y - 2) ** 3], [x, y]),
    (0, [(x**2 + y**2 - 2) * (x - y) ** 2, (x**2 + y**2 - 2) * (x + y - 2) ** 3], [x, y]),
    (2, [(x - y) * (x**2 - 2), (x - y) * (y**2 - 2)], [x, y]),
    (1, [x * (x**2 + y**2 - 1), y * (x**2 + y**2 - 1)], [x, y]),
])  # fmt: skip
def test_isolated_points_beside_a_hypersurface_are_proved_and_their_neighbours_refuted(count, equations, unknowns):
    assert verify(count_is(count, equations, unknowns, over="isolated")).word == "PROVED"
    assert verify(count_is(count + 1, equations, unknowns, over="isolated")).word == "REFUTED"


def test_real_points_of_a_complex_curve_are_undecided_without_squares():
    assert verify(count_is(1, [x**3 - x**2 - y**2, x * y * (x - y)], [x, y], over="real")).word != "PROVED"
    assert verify(count_is(2, [(x**2 + y**2) * x, (x**2 + y**2) * (x - 1)], [x, y], over="real")).word == "UNDECIDED"


def test_numbers_of_solutions_join_with_other_relations():
    assert verify(both(count_is(2, [x**2 + 1], [x]), count_is(0, [x**2 + 1], [x], over="real"))).word == "PROVED"


@pytest.mark.parametrize("relation", [count_is(4, *CONICS), count_is("infinite", *CIRCLE), count_at_most(3, [x], [x])])
def test_counts_survive_json_and_print(relation):
    form = json.loads(json.dumps(relation_to_json(relation)))
    assert relation_from_json(form, Scope({}, {})) == relation
    assert negation(negation(relation)) == relation
    assert relation_to_latex(relation).startswith(r"\#")
    assert "solutions" in repr(relation)


@pytest.mark.parametrize(
    "call",
    [
        lambda: count_is(-1, [x], [x]),
        lambda: count_is(True, [x], [x]),
        lambda: count_is("many", [x], [x]),
        lambda: count_at_most("infinite", [x], [x]),
        lambda: count_is(1, [x], []),
        lambda: count_is(1, [x], [x, x]),
        lambda: count_is(1, [x], [scalar("p", positive=True)]),
        lambda: count_is(1, [x], [x], over="rational"),
    ],
)
def test_counts_that_say_nothing_are_refused(call):
    with pytest.raises(SymdlError):
        call()


def test_what_is_no_polynomial_is_undecided():
    assert verify(count_is(1, [1 / x], [x])).word == "UNDECIDED"
    assert verify(count_is(1, [x - y], [x])).word == "UNDECIDED"


def test_agreement_with_infinity():
    infinite = count_is("infinite", [x * y], [x, y])
    assert agrees(infinite, None)
    assert not agrees(infinite, 4)
    assert agrees(negation(infinite), 4)
    assert not agrees(count_at_most(4, [x], [x]), None)
