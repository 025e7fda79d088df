"""Facts about matrices: true at drawn matrices, singular ones too, and no road to what is false."""

import json
import random

import pytest

from symdl.check import Rejected, check_certificate
from symdl.check.facts import conclude
from symdl.check.linear.facts import MATRIX_FACTS, MATRIX_FORMULAS
from symdl.check.numbers.constants import Undecided
from symdl.check.polynomial import Work
from symdl.check.sequent import Context

from .certify import EVALUATE, IDENTITY, assume, certificate, combination, fact, of, rule

SHAPES = {
    "full_row_rank": [(2, 3)], "full_column_rank": [(3, 2)], "right_invertible": [(2, 3), (3, 2)],
    "left_invertible": [(3, 2), (2, 3)],
    "rank_bound": [(2, 3), (3, 2), (2, 2)], "rank_trace": [(3, 2)], "rank_product": [(2, 3), (3, 3), (3, 2)], "injective": [(2, 2)], "same_action": [(2, 3), (2, 3)], "left_inverse": [(2, 2), (2, 2)],
    "det_product": [(3, 3), (3, 3)], "det_exchange": [(2, 3), (3, 2)], "det_transpose": [(3, 3)],
    "det_scaled": [(1, 1), (3, 3)], "det_identity": [(2, 2)], "star_zero": [(2, 3)], "psd_trace": [(2, 2), (2, 3)], "psd_form_zero": [(2, 2), (2, 3)], "pd_trace": [(2, 2), (2, 3)], "pd_psd": [(2, 2)], "psd_cauchy_schwarz": [(2, 2), (2, 1), (2, 1)], "schur_product": [(2, 2), (2, 2)], "rank_sum": [(2, 3), (2, 3)], "norm_product": [(2, 3), (3, 2)], "norm_triangle": [(2, 3), (2, 3)], "norm_scaled": [(1, 1), (2, 3)], "pd_inverse": [(2, 2)], "pd_det": [(2, 2)], "rank_size": [(2, 3)],
    **{name: [(2, 2)] for name in ("sqrtm_pd", "expm_zero", "expm_transpose", "expm_pd", "expm_det")}, **{name: [(2, 2), (2, 2)] for name in ("sqrtm_unique", "expm_sum")}, "expm_passes": [(2, 2), (2, 2), (2, 2)],
    "det_upper": [(2, 2), (2, 1), (1, 1)], "det_lower": [(1, 1), (2, 1), (2, 2)], **{name: [(1, 1), (1, 2), (2, 1), (2, 2)] for name in ("det_schur", "det_schur_last")},
    "expm_idempotent": [(2, 2), (1, 1)],
    "pd_invertible": [(2, 2)], "pinv_unique": [(2, 3), (3, 2)], "inverse_left": [(2, 2)], "inverse_right": [(2, 2)],
    **{f"penrose_{k}": [(2, 3)] for k in (1, 2, 3, 4)},
}  # fmt: skip
"""The shapes of the terms of each fact."""
DRAWS, FEW = 150, 30


def drawn(shape, draw):
    """A small matrix: often 0, an identity, or of low rank."""
    rows, columns = shape
    kind = draw.randrange(4)
    cells = [[draw.choice((0, 0, 1, -1, 2)) for _ in range(columns)] for _ in range(rows)]
    if kind == 0:
        cells = [[int(i == j) for j in range(columns)] for i in range(rows)]
    if kind == 1:
        cells = [cells[0]] * rows
    forms = [["num", str(cell)] for row in cells for cell in row]
    return forms[0] if shape == (1, 1) else ["array", rows, columns, forms]


def holds(context, relation):
    """Whether a closed relation holds; a universal premise by the determinant, or, if it is linear, at the unit vectors."""
    if relation.op == "forall" and relation.args[0].op == "eq":
        (x,) = relation.bound
        units = ([["num", str(int(i == j))] for i in range(x.shape[0])] for j in range(x.shape[0]))
        columns = (context.language.read(["array", x.shape[0], 1, unit], {}) for unit in units)
        return all(context.evaluator.holds(context.language.substitute(relation.args[0], {x: e})) for e in columns)
    if relation.op == "forall":
        (matrix, _) = relation.args[0].args[0].args[0].args
        return context.evaluator.holds(
            context.language.relation("ne", context.language.node("det", (matrix,)), context.language.number(0))
        )
    return context.evaluator.holds(relation)


def test_every_fact_about_matrices_is_drawn():
    assert SHAPES.keys() == {*MATRIX_FACTS, *MATRIX_FORMULAS} - {
        "defined_inverse",
        "defined_root",
        "gram_factor",
        "root_passes",
    }


@pytest.mark.parametrize("name", SHAPES)
def test_a_fact_holds_at_drawn_matrices(name):
    draw, used = random.Random(name), 0
    for _ in range(DRAWS if name not in ("expm_det", "expm_sum") else FEW):
        context = Context({}, Work(), {})
        terms = [context.language.read(drawn(shape, draw), {}) for shape in SHAPES[name]]
        premises, conclusion = conclude(name, context.normaliser, terms)
        try:
            if all(holds(context, premise) for premise in premises):
                assert holds(context, conclusion)
                used += 1
        except Undecided:  # whether two sums of roots are equal, what an irrational root or exponential is
            assert name.startswith(("norm_", "sqrtm_", "expm_"))
    assert used


# no road to what is false -----------------------------------------------------------------------------

A, B, I, Z = ["sym", "A"], ["sym", "B"], ["identity", "n"], ["zeros", "m", "n"]  # noqa: E741
wide = {"symbols": {"A": of(shape=("m", "n"))}, "values": {"A": ["array", 1, 2, [["num", "1"], ["num", "0"]]]}, "sizes": {"m": 1, "n": 2}}  # fmt: skip
square = {"symbols": {"A": of(shape=("n", "n"))}, "values": {"A": ["identity", 2]}, "sizes": {"n": 2}}
pair = {
    "symbols": {"A": of(shape=("m", "n")), "B": of(shape=("n", "m"))},
    "values": {"A": ["array", 1, 2, [["num", "1"], ["num", "0"]]], "B": ["array", 2, 1, [["num", "1"], ["num", "0"]]]},
    "sizes": {"m": 1, "n": 2},
}
both = {
    "symbols": {"A": of(shape=("n", "n")), "B": of(shape=("n", "n"))},
    "values": {"A": ["identity", 2], "B": ["identity", 2]},
    "sizes": {"n": 2},
}
v = ["sym", "v"]
form = lambda a: ["matmul", ["transpose", ["sym", "x"]], a, ["sym", "x"]]  # noqa: E731
one_column = {
    **both,
    "symbols": both["symbols"] | {"v": of(shape=("n", 1))},
    "values": both["values"] | {"v": ["zeros", 2, 1]},
}
row_rank = ["eq", ["rank", A], ["size", "m"]]
det = lambda a: ["det", a]  # noqa: E731

psd_square = {**square, "given": [["psd", A]], "holds": [EVALUATE]}
row = {**pair, "symbols": pair["symbols"] | {"B": of(shape=("m", "n"))}, "values": pair["values"] | {"B": ["array", 1, 2, [["num", "0"], ["num", "1"]]]}}  # fmt: skip
FALSE = {
    "a Gram factor of a matrix that is not definite": (
        certificate(["eq", A, A], fact("gram_factor", A, premises=[assume(0)], then=IDENTITY), given=[["eq", A, A]], **square),
        "another relation",
    ),
    "a Gram factor of a rectangle": (
        certificate(["eq", A, A], fact("gram_factor", A, premises=[assume(0)], then=IDENTITY), **wide), "a square matrix",
    ),
    "A = RᵀR for the R one has": (
        certificate(
            ["eq", A, ["matmul", ["transpose", A], A]],
            fact("gram_factor", A, premises=[assume(0)], then=rule("obtain", assume(2), hypothesis=1, names=["A"])), **psd_square,
        ),
        "A",
    ),
    "a symmetric Gram factor": (
        certificate(
            ["eq", A, ["matmul", A, A]],
            fact("gram_factor", A, premises=[assume(0)], then=rule("obtain", assume(2), hypothesis=1, names=["R"])), **psd_square,
        ),
        "not the goal",
    ),
    "the rank of a sum is at most one of the ranks": (
        certificate(
            ["le", ["rank", ["add", A, B]], ["rank", A]], fact("rank_sum", A, B, then=assume(0)), **row,
        ),
        "not the goal",
    ),
    "the rank of a sum is the sum of the ranks": (
        certificate(
            ["eq", ["rank", ["add", A, B]], ["add", ["rank", A], ["rank", B]]], fact("rank_sum", A, B, then=assume(0)), **row,
        ),
        "another relation",
    ),
    "Frobenius's inequality without the middle": (
        certificate(
            ["le", ["add", ["rank", A], ["rank", A]], ["rank", ["matmul", A, A]]], fact("rank_product", A, I, A, then=assume(0)), **square,
        ),
        "another relation|not the goal",
    ),
    "Frobenius's inequality with another middle": (
        certificate(
            ["le", ["add", ["rank", ["matmul", A, B]], ["rank", ["matmul", B, A]]], ["add", ["rank", A], ["rank", ["matmul", A, B, A]]]],
            fact("rank_product", A, B, A, then=assume(0)), **both,
        ),
        "another relation|not the goal",
    ),
    "Frobenius's inequality for factors that do not fit": (
        certificate(["eq", A, A], fact("rank_product", A, A, A), **wide), "does not take arguments",
    ),
    "equal because they agree on one column": (
        certificate(
            ["eq", A, B], fact("same_action", A, B, premises=[rule("intro", assume(0), names=["x"])], then=assume(1)),
            given=[["eq", ["matmul", A, v], ["matmul", B, v]]], holds=[EVALUATE], **one_column,
        ),
        "not the goal",
    ),
    "equal because they agree on the column that has a name already": (
        certificate(
            ["eq", A, B], fact("same_action", A, B, premises=[rule("intro", assume(0), names=["v"])], then=assume(1)),
            given=[["eq", ["matmul", A, v], ["matmul", B, v]]], holds=[EVALUATE], **one_column,
        ),
        "not all new",
    ),
    "equal because their forms agree": (
        certificate(
            ["eq", A, B], fact("same_action", A, B, premises=[assume(0)], then=assume(1)),
            given=[["forall", [["x", of(shape=("n", 1))]], ["eq", form(A), form(B)]]], holds=[rule("intro", IDENTITY, names=["x"])], **both,
        ),
        "another relation",
    ),
    "equal because they agree on rows": (
        certificate(
            ["eq", A, B], fact("same_action", A, B, premises=[assume(0)], then=assume(1)),
            given=[["forall", [["x", of(shape=(1, "n"))]], ["eq", ["matmul", ["sym", "x"], A], ["matmul", ["sym", "x"], B]]]],
            holds=[rule("intro", IDENTITY, names=["x"])], **both,
        ),
        "another relation",
    ),
    "the same action of matrices of two shapes": (
        certificate(["eq", A, A], fact("same_action", A, B, premises=[rule("intro", IDENTITY, names=["x"])]), **pair),
        "two matrices of one shape",
    ),
    "the same action of scalars": (
        certificate(["eq", A, A], fact("same_action", ["num", "1"], ["num", "2"], premises=[rule("intro", IDENTITY, names=["x"])]), **square),
        "two matrices of one shape",
    ),
    "an inverse that is not shown defined": (
        certificate(["eq", A, A], fact("defined_inverse", ["inverse", A]), **square), "not shown to be defined",
    ),
    "a root that is not shown defined": (
        certificate(["eq", A, A], fact("defined_root", ["sqrtm", A]), **square), "not shown to be defined",
    ),
    "the root of what is no root": (
        certificate(["eq", A, A], fact("defined_root", A), **square), "takes a square root",
    ),
    "a root without its definiteness": (
        certificate(
            ["eq", ["sqrtm", B], A], fact("sqrtm_unique", B, A, premises=[assume(0), assume(1)], then=assume(2)),
            given=[["eq", A, ["transpose", A]], ["eq", ["matmul", A, A], B]], holds=[EVALUATE, EVALUATE], **both,
        ),
        "the hypothesis is another relation",
    ),
    "an exponential of a sum without commutation": (
        certificate(
            ["eq", ["matmul", ["expm", A], ["expm", B]], ["expm", ["add", A, B]]], fact("expm_sum", A, B, premises=[IDENTITY], then=assume(0)),
            symbols={"A": of(shape=("n", "n")), "B": of(shape=("n", "n"))}, values={"A": ["identity", 2], "B": ["identity", 2]}, sizes={"n": 2},
        ),
        "the identity does not hold",
    ),
    "a slope of an exponential that does not commute with its argument": (
        certificate(
            ["eq", ["gradient", ["expm", ["add", A, ["mul", ["sym", "t"], B]]], ["sym", "t"]], ["matmul", B, ["expm", ["add", A, ["mul", ["sym", "t"], B]]]]], combination(),
            symbols={"A": of(shape=("n", "n")), "B": of(shape=("n", "n")), "t": of()}, values={"A": ["identity", 2], "B": ["identity", 2], "t": ["num", "0"]}, sizes={"n": 2},
        ),
        "does not commute|does not hold",
    ),
    "a form that vanishes, of a matrix that is not definite": (
        certificate(
            ["eq", ["matmul", A, B], ["zeros", "n", "n"]], fact("psd_form_zero", A, B, premises=[assume(0), assume(1)], then=assume(2)),
            given=[["eq", A, ["transpose", A]], ["le", ["trace", ["matmul", ["transpose", B], A, B]], ["num", "0"]]], holds=[EVALUATE, EVALUATE],
            symbols=both["symbols"], values={"A": ["array", 2, 2, [["num", x] for x in ("1", "0", "0", "-1")]], "B": ["array", 2, 2, [["num", "1"]] * 4]}, sizes={"n": 2},
        ),
        "another relation",
    ),
    "a matrix at which a form vanishes is zero": (
        certificate(
            ["eq", B, ["zeros", "n", "n"]], fact("psd_form_zero", A, B, premises=[assume(0), assume(1)], then=assume(2)),
            given=[["psd", A], ["le", ["trace", ["matmul", ["transpose", B], A, B]], ["num", "0"]]], holds=[EVALUATE, EVALUATE],
            symbols=both["symbols"], values={"A": ["array", 2, 2, [["num", "0"]] * 4], "B": ["identity", 2]}, sizes={"n": 2},
        ),
        "not the goal",
    ),
    "a form that is at least 0 vanishes": (
        certificate(
            ["eq", ["matmul", A, B], ["zeros", "n", "n"]], fact("psd_form_zero", A, B, premises=[assume(0), assume(1)], then=assume(2)),
            given=[["psd", A], ["le", ["num", "0"], ["trace", ["matmul", ["transpose", B], A, B]]]], holds=[EVALUATE, EVALUATE], **both,
        ),
        "not the goal",
    ),
    "a form between two matrices vanishes": (
        certificate(
            ["eq", ["matmul", A, B], ["zeros", "n", "n"]], fact("psd_form_zero", A, B, premises=[assume(0), assume(1)], then=assume(2)),
            given=[["psd", A], ["le", ["trace", ["matmul", A, B]], ["num", "0"]]], holds=[EVALUATE, EVALUATE],
            symbols=both["symbols"], values={"A": ["identity", 2], "B": ["array", 2, 2, [["num", x] for x in ("0", "1", "0", "0")]]}, sizes={"n": 2},
        ),
        "not the goal",
    ),
    "the inverse of what is no inverse": (
        certificate(["eq", A, A], fact("defined_inverse", A), **square), "takes an inverse",
    ),
    "full row rank gives a left inverse": (
        certificate(
            ["eq", ["matmul", ["pinv", A], A], I],
            fact("full_row_rank", A, premises=[assume(0)], then=assume(1)), given=[row_rank], **wide,
        ),
        "not the goal",
    ),
    "full column rank from the rank of the rows": (
        certificate(
            ["eq", ["matmul", ["pinv", A], A], I],
            fact("full_column_rank", A, premises=[assume(0)], then=assume(1)), given=[row_rank], **wide,
        ),
        "not the goal",
    ),
    "a left inverse of a matrix that is not square": (
        certificate(["eq", A, A], fact("left_inverse", A, ["transpose", A], premises=[IDENTITY]), **wide),
        "a square matrix",
    ),
    "injective, but not square": (
        certificate(["eq", A, A], fact("injective", A, premises=[rule("intro", names=["x"])]), **wide),
        "a square matrix",
    ),
    "the determinant of a product of rectangles": (
        certificate(["eq", A, A], fact("det_product", A, B), **pair), "a square matrix",
    ),
    "det(AB) = det(BA) for rectangles": (
        certificate(
            ["eq", det(["matmul", A, B]), det(["matmul", B, A])],
            fact("det_exchange", A, B, then=combination(cofactors=[[["num", "1"], 0]])), **pair,
        ),
        "the identity does not hold",
    ),
    "the determinant of a triangle of rectangles": (
        certificate(["eq", A, A], fact("det_upper", A, I, ["transpose", A]), **wide), "a square matrix",
    ),
    "Schur's formula without a pivot": (
        certificate(
            ["eq", det(["block", 2, 2, [A, B, B, A]]), ["mul", det(A), det(["add", A, ["mul", ["num", "-1"], ["matmul", B, ["inverse", A], B]]])]],
            fact("det_schur", A, B, B, A, premises=[EVALUATE], then=assume(0)), **both,
        ),
        "not true by evaluation",
    ),
    "det [[A, B], [B, A]] = det A det A − det B det B": (
        certificate(
            ["eq", det(["block", 2, 2, [A, B, B, A]]), ["add", ["mul", det(A), det(A)], ["mul", ["num", "-1"], det(B), det(B)]]],
            fact("det_upper", A, B, A, then=combination(cofactors=[[["num", "1"], 0]])), **both,
        ),
        "no normal form",
    ),
    "det(cA) = c det A": (
        certificate(
            ["eq", det(["mul", ["num", "2"], A]), ["mul", ["num", "2"], det(A)]],
            fact("det_scaled", ["num", "2"], A, then=combination(cofactors=[[["num", "1"], 0]])), **square,
        ),
        "the identity does not hold",
    ),
    "A = 0 because A A = 0": (
        certificate(
            ["eq", A, ["zeros", "n", "n"]], fact("star_zero", A, premises=[assume(0)], then=assume(1)),
            given=[["eq", ["matmul", A, A], ["zeros", "n", "n"]]], holds=[EVALUATE],
            **(square | {"values": {"A": ["zeros", 2, 2]}}),
        ),
        "not the goal",
    ),
    "the rank of a factor is at most that of the product": (
        certificate(
            ["le", ["rank", A], ["rank", ["matmul", A, B]]],
            fact("rank_bound", A, B, ["matmul", A, B], premises=[IDENTITY], then=assume(0)), **pair,
        ),
        "not the goal",
    ),
    "an invertible matrix because a vector is not annihilated": (
        certificate(
            ["ne", det(A), ["num", "0"]],
            fact("injective", A, premises=[rule("intro", rule("intro", assume(1)), names=["x"])], then=assume(0)),
            given=[["ne", A, ["zeros", "n", "n"]]], **square,
        ),
        "another relation|not the goal",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_a_fact_does_not_show_what_is_false(name):
    document, complaint = FALSE[name]
    with pytest.raises(Rejected, match=complaint):
        check_certificate(json.loads(json.dumps(document)))
