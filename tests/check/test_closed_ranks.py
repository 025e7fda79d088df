"""Ranks and positive indices of closed matrices by evaluation: exact zeros, reducible polynomials, and what is refused."""

import random
from itertools import pairwise

import numpy as np
import pytest
from flint import fmpq, fmpq_mat

from symdl.check import Rejected, check_certificate

from .certify import EVALUATE, certificate, num, of

ROOT = ["root", ["6", "0", "-5", "0", "1"], "1", "3/2"]
"""√2 as a root of (x² − 2)(x² − 3), which is reducible."""
THIRD = ["root", ["-2", "0", "0", "1"], "1", "2"]


def table(rows):
    return ["array", len(rows), len(rows[0]) if rows else 0, [form for row in rows for form in row]]


def plus(*terms):
    return ["add", *terms]


def times(*terms):
    return ["mul", *terms]


def shown(op, rows, value):
    return check_certificate(certificate(["eq", [op, table(rows)], num(value)], EVALUATE)).word


def rejected(op, rows, value, match=None):
    with pytest.raises(Rejected, match=match):
        shown(op, rows, value)


ZERO = plus(times(ROOT, ROOT), num(-2))
UNIT = plus(times(ROOT, ROOT), num(-3))  # a divisor of zero modulo the polynomial, and −1


def test_a_number_is_zero_by_its_value_whatever_its_polynomial():
    assert shown("rank", [[ZERO, num(1)], [num(0), UNIT]], 1) == "PROVED"
    assert shown("rank", [[UNIT, num(1)], [num(1), num(-1)]], 1) == "PROVED"
    assert shown("positive_index", [[UNIT, num(0)], [num(0), ZERO]], 0) == "PROVED"
    assert shown("positive_index", [[ZERO, ROOT], [ROOT, ZERO]], 1) == "PROVED"
    for value in (0, 2):
        rejected("rank", [[ZERO, num(1)], [num(0), UNIT]], value, match="not true")
        rejected("positive_index", [[ZERO, ROOT], [ROOT, ZERO]], value, match="not true")


def test_the_index_of_a_matrix_is_that_of_its_symmetric_part():
    assert shown("positive_index", [[num(1), num(5)], [num(-5), num(1)]], 2) == "PROVED"
    assert shown("positive_index", [[num(0), num(1)], [num(-1), num(0)]], 0) == "PROVED"
    assert shown("positive_index", [[num(0), num(2)], [num(0), num(0)]], 1) == "PROVED"


def test_empty_matrices_have_no_eigenvalues():
    assert (
        check_certificate(certificate(["eq", ["positive_index", ["zeros", 0, 0]], num(0)], EVALUATE)).word == "PROVED"
    )
    assert check_certificate(certificate(["eq", ["rank", ["zeros", 0, 3]], num(0)], EVALUATE)).word == "PROVED"


@pytest.mark.parametrize("seed", range(12))
def test_signatures_agree_with_floats(seed):
    """Integers, or a + b ∛2, with some dependent rows."""
    draw = random.Random(seed)
    n, alpha = draw.randint(1, 5), 2 ** (1 / 3) if seed % 2 else 0.0
    pairs = [[(draw.randint(-2, 2), draw.randint(-2, 2) if seed % 2 else 0) for _ in range(n)] for _ in range(n)]
    forms = [[plus(num(a), times(num(b), THIRD)) if b else num(a) for a, b in row] for row in pairs]
    floats = np.array([[a + b * alpha for a, b in row] for row in pairs])
    values = np.linalg.eigvalsh(floats + floats.T)
    index, rank = int((values > 1e-9).sum()), int(np.linalg.matrix_rank(floats))
    for value in range(n + 1):
        for op, true in (("positive_index", index), ("rank", rank)):
            if value == true:
                assert shown(op, forms, value) == "PROVED"
            else:
                rejected(op, forms, value, match="not true")


def test_what_is_no_number_of_one_field_is_refused():
    rejected("rank", [[["exp", num(1)]]], 1, match="no algebraic number")
    rejected("rank", [[["sqrt", num(-1)]]], 1)
    rejected("rank", [[["pow", ZERO, -1]]], 1)
    rejected("positive_index", [[num(1), num(2)]], 1, match="shapes")


def root(*coefficients, low, high):
    return ["root", [str(c) for c in coefficients], str(low), str(high)]


SQRT2, SQRT3, SQRT6 = root(-2, 0, 1, low=1, high=2), root(-3, 0, 1, low=1, high=2), ["sqrt", num(6)]
CONJUGATE = root(-2, 0, 1, low=-2, high=-1)
OTHER = root(6, 0, -5, 0, 1, low="3/2", high=2)  # √3, by the same polynomial as ROOT
DEPENDENT = {
    "a relation between square roots": [[SQRT2, SQRT6], [num(1), SQRT3]],
    "degree six": [[SQRT2, times(SQRT2, THIRD)], [THIRD, times(THIRD, THIRD)]],
    "two roots of one reducible polynomial": [[ROOT, times(ROOT, OTHER)], [num(1), OTHER]],
    "a number and itself by another polynomial": [[ROOT, num(2)], [num(1), SQRT2]],
    "a square root of a square root": [
        [["sqrt", plus(num(3), times(num(2), SQRT2))], num(1)],
        [plus(num(1), SQRT2), num(1)],
    ],
    "a denominator": [[["pow", plus(SQRT2, SQRT3), -1], num(1)], [plus(SQRT3, times(num(-1), SQRT2)), num(1)]],
}
INDEPENDENT = {
    "a conjugate": [[CONJUGATE, SQRT6], [num(1), SQRT3]],
    "another root of the polynomial": [[OTHER, num(2)], [num(1), SQRT2]],
    "a divisor of zero that is not 0": [[plus(times(ROOT, ROOT), num(-3)), num(0)], [num(1), times(SQRT2, THIRD)]],
    "almost equal": [[SQRT2, SQRT6], [num(1), plus(SQRT3, num("1/1000000000000000000000"))]],
}


@pytest.mark.parametrize("name", [*DEPENDENT, *INDEPENDENT])
def test_several_algebraic_numbers_have_one_field(name):
    rows, true = (DEPENDENT[name], 1) if name in DEPENDENT else (INDEPENDENT[name], 2)
    assert shown("rank", rows, true) == "PROVED"
    rejected("rank", rows, 3 - true, match="not true")


def test_numbers_of_one_field_are_equal_or_not():
    def decided(a, b):
        return check_certificate(certificate(["eq", a, b], EVALUATE)).word

    nested = ["sqrt", plus(num(3), times(num(-2), SQRT2))]  # √2 − 1, not 1 − √2
    true = [(times(SQRT2, SQRT3), SQRT6), (nested, plus(SQRT2, num(-1))), (plus(SQRT2, CONJUGATE), num(0))]
    false = [
        (times(CONJUGATE, SQRT3), SQRT6),
        (nested, plus(num(1), CONJUGATE)),
        (times(ROOT, OTHER), times(ROOT, ROOT)),
    ]
    assert all(decided(*pair) == "PROVED" for pair in true)
    for pair in false:
        with pytest.raises(Rejected, match="not true"):
            decided(*pair)


def test_no_field_is_made_of_what_is_undefined_or_too_large():
    gap = plus(times(SQRT2, SQRT3), times(num(-1), SQRT6))
    rejected("rank", [[["pow", gap, -1]]], 1)
    rejected("rank", [[["sqrt", plus(SQRT2, times(num(-1), SQRT3))]]], 1)
    rejected("rank", [[["exp", SQRT2], SQRT3]], 1, match="no algebraic number")
    with pytest.raises(Rejected, match="exactly 1 is needed"):
        shown("rank", [[root(6, 0, -5, 0, 1, low=1, high=2), SQRT3]], 1)
    large = [root(-p, *[0] * 6, 1, low=1, high=2) for p in (2, 3, 5)]
    rejected("rank", [large], 1, match="degree 343 is too large|degree 49")


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, 60))])
def test_signs_and_ranks_of_several_numbers_agree_with_floats(seed):
    """Matrices of low rank in two or three numbers, of reducible and irreducible polynomials and nested square roots."""
    draw = random.Random(seed)
    pool = [
        (SQRT2, 2**0.5),
        (SQRT3, 3**0.5),
        (CONJUGATE, -(2**0.5)),
        (ROOT, 2**0.5),
        (OTHER, 3**0.5),
        (THIRD, 2 ** (1 / 3)),
    ]
    pool += [(["sqrt", plus(num(2), SQRT2)], (2 + 2**0.5) ** 0.5), (SQRT6, 6**0.5)]
    chosen = draw.sample(pool, 2)

    def entry():
        a, b, c = (draw.randint(-2, 2) for _ in range(3))
        forms = plus(num(a), times(num(b), chosen[0][0]), times(num(c), chosen[1][0]))
        return forms, a + b * chosen[0][1] + c * chosen[1][1]

    n, r = draw.randint(2, 4), draw.randint(1, 2)
    F = [[entry() for _ in range(r)] for _ in range(n)]
    signs = [draw.choice((-1, 1)) for _ in range(r)]
    forms = [
        [plus(*(times(num(s), F[i][k][0], F[j][k][0]) for k, s in enumerate(signs))) for j in range(n)]
        for i in range(n)
    ]
    values = np.array([[x for _, x in row] for row in F])
    spectrum = np.linalg.eigvalsh(values @ np.diag(signs) @ values.T)
    true = {"positive_index": int((spectrum > 1e-8).sum()), "rank": int((abs(spectrum) > 1e-8).sum())}
    for op, k in true.items():
        assert shown(op, forms, k) == "PROVED"
        rejected(op, forms, k + 1, match="not true")
        rejected(op, forms, k - 1, match="not true")


def test_an_index_is_not_differentiated_and_symbols_have_no_index():
    x, n = ["sym", "x"], ["positive_index", table([[["sym", "x"]]])]
    slope = ["gradient", n, x]
    for relation in (["eq", slope, num(0)], ["eq", n, num(1)], ["eq", n, ["positive_index", table([[["pow", x, 3]]])]]):
        with pytest.raises(Rejected):
            check_certificate(certificate(relation, {"rule": "combination"}, symbols={"x": of()}, values={"x": num(1)}))


@pytest.mark.parametrize("seed", range(8))
def test_elimination_without_fractions_is_exact(seed):
    """Rational matrices of low rank with zero diagonals, against characteristic polynomials: all their roots are real (Descartes)."""
    draw = random.Random(seed)
    n, r = draw.randint(1, 9), draw.randint(1, 4)
    F = fmpq_mat(n, r, [fmpq(draw.randint(-3, 3), draw.randint(1, 3)) for _ in range(n * r)])
    D = fmpq_mat(r, r, [draw.choice((-1, 0, 1)) if i >= j else 0 for i in range(r) for j in range(r)])
    M = F * D * F.transpose()
    signs = [c > 0 for c in (M + M.transpose()).charpoly().coeffs() if c != 0]
    index = sum(a != b for a, b in pairwise(signs))
    rows = [[num(str(M[i, j])) for j in range(n)] for i in range(n)]
    assert shown("positive_index", rows, index) == "PROVED"
    assert shown("rank", rows, M.rank()) == "PROVED"
    rejected("positive_index", rows, index + 1, match="not true")
    rejected("rank", rows, M.rank() + 1, match="not true")
