"""Lies about matrices of blocks: each is rejected, and what is true is accepted by the same proof."""

import json

import pytest

from symdl.check import Rejected, check_certificate

from .certify import EVALUATE, IDENTITY, ONE, ZERO, certificate, neg, num, of

A, B, C, D = (["sym", name] for name in "abcd")
SQUARE = {
    "symbols": {name: of(shape=("n", "n")) for name in "abcd"},
    "values": dict.fromkeys("abcd", ONE),
    "sizes": {"n": 1},
}
RANDOM = {
    "symbols": {"a": of(shape=("n", "n")), "b": of(shape=("n", "m")), "c": of(shape=("m", "n")), "d": of(shape=("m", "m"))},
    "values": {"a": ONE, "b": ["ones", 1, 2], "c": ["ones", 2, 1], "d": ["identity", 2]},
    "sizes": {"n": 1, "m": 2},
}  # fmt: skip
N, M = ["size", "n"], ["size", "m"]


def table(*rows):
    return ["block", len(rows), len(rows[0]), [part for row in rows for part in row]]


def turned(term):
    return ["transpose", term]


def eye(size):
    return ["identity", size]


def none(rows, columns):
    return ["zeros", rows, columns]


def upper(corner):
    return table([eye("n"), corner], [none("m", "n"), eye("m")])


WHOLE = table([A, B], [C, D])
FIRST, LAST = table([eye("n")], [none("m", "n")]), table([none("n", "m")], [eye("m")])
"""Block columns of the identity of size n + m."""

LIES = {  # a term, what it does not equal, the symbols
    "blocks exchanged": (table([A, B]), table([B, A]), SQUARE),
    "rows exchanged": (WHOLE, table([C, D], [A, B]), SQUARE),
    "blocks turned each alone": (turned(WHOLE), turned(table([A, C], [B, D])), SQUARE),
    "off-diagonal blocks not turned": (turned(WHOLE), table([turned(A), turned(B)], [turned(C), turned(D)]), SQUARE),
    "the sign off the diagonal": (["matmul", upper(B), upper(neg(B))], ["matmul", upper(B), upper(B)], RANDOM),
    "products of blocks in the wrong order": (["matmul", table([A, B]), table([C], [D])], ["add", ["matmul", C, A], ["matmul", D, B]], SQUARE),
    "a block too few": (["matmul", WHOLE, FIRST], ["matmul", WHOLE, table([A], [none("m", "n")])], RANDOM),
    "two parts that make no whole": (["add", ["matmul", FIRST, turned(FIRST)], ["matmul", LAST, turned(LAST)]], ["add", ["matmul", FIRST, turned(FIRST)], ["matmul", FIRST, turned(FIRST)]], RANDOM),
    "parts that overlap": (["matmul", turned(FIRST), LAST], ["matmul", turned(FIRST), ["add", LAST, ["matmul", FIRST, B]]], RANDOM),
    "the trace of one block": (["trace", WHOLE], ["trace", A], RANDOM),
    "the trace with a sign": (["trace", ["matmul", upper(B), WHOLE]], ["add", ["trace", A], ["trace", D], neg(["trace", ["matmul", B, C]])], RANDOM),
    "a sum of sizes taken for a product": (["trace", eye("m+n")], ["mul", M, N], RANDOM),
    "a sum of sizes with one forgotten": (["trace", eye("m+n+n")], ["add", M, N], RANDOM),
    "the norm of one row": (["pow", ["norm", WHOLE], 2], ["add", ["pow", ["norm", A], 2], ["pow", ["norm", B], 2]], RANDOM),
    "a difference of blocks": (["add", table([A, B]), neg(table([A, C]))], table([none("n", "n"), ["add", C, neg(B)]]), SQUARE),
}  # fmt: skip
TRUE = {
    "blocks exchanged": table([A, B]),
    "rows exchanged": WHOLE,
    "blocks turned each alone": table([turned(A), turned(C)], [turned(B), turned(D)]),
    "off-diagonal blocks not turned": table([turned(A), turned(C)], [turned(B), turned(D)]),
    "the sign off the diagonal": eye("m+n"),
    "products of blocks in the wrong order": ["add", ["matmul", A, C], ["matmul", B, D]],
    "a block too few": table([A], [C]),
    "two parts that make no whole": eye("n+m"),
    "parts that overlap": none("n", "m"),
    "the trace of one block": ["add", ["trace", A], ["trace", D]],
    "the trace with a sign": ["add", ["trace", A], ["trace", D], ["trace", ["matmul", B, C]]],
    "a sum of sizes taken for a product": ["add", M, N],
    "a sum of sizes with one forgotten": ["add", M, N, N],
    "the norm of one row": ["add", *(["pow", ["norm", x], 2] for x in (A, B, C, D))],
    "a difference of blocks": table([none("n", "n"), ["add", B, neg(C)]]),
}


def judged(goal, proof, context):
    return check_certificate(json.loads(json.dumps(certificate(goal, proof, **context))))


@pytest.mark.parametrize("name", LIES)
def test_a_lie_about_blocks_is_rejected_where_the_truth_is_accepted(name):
    said, lie, context = LIES[name]
    assert judged(["eq", said, TRUE[name]], IDENTITY, context).word == "PROVED"
    for left in (said, TRUE[name]):
        if left != lie:
            with pytest.raises(Rejected):
                judged(["eq", left, lie], IDENTITY, context)


MISSHAPEN = {
    "blocks whose shapes only add up": (table([A, B], [turned(B), D]), table([A, B], [D, turned(B)])),
    "too few blocks": (WHOLE, ["block", 2, 2, [A, B, C]]),
    "a table without rows": (WHOLE, ["block", 0, 0, []]),
    "rows counted by a truth value": (table([A, B]), ["block", True, 2, [A, B]]),
    "a relation as a block": (table([A, B]), table([A, ["eq", B, B]])),
}


@pytest.mark.parametrize("name", MISSHAPEN)
def test_a_table_that_does_not_fit_is_no_matrix(name):
    good, bad = MISSHAPEN[name]
    assert judged(["eq", good, good], IDENTITY, RANDOM).word == "PROVED"
    with pytest.raises(Rejected):
        judged(["eq", bad, bad], IDENTITY, RANDOM)


def test_a_size_of_zero_is_no_name():
    empty = {**RANDOM, "sizes": {"n": 0, "m": 2}}
    with pytest.raises(Rejected):
        judged(["eq", ["trace", eye("m+n")], ["add", M, N]], IDENTITY, empty)


@pytest.mark.parametrize(
    "text", ["m+", "+m", "m++n", "m+-1", "m-1", "m+n)", "(m+n)", "m+(n", "m+n*", "d(m+n", "m+ n", "m+1/2"]
)
def test_a_sum_that_is_none_is_no_size(text):
    with pytest.raises(Rejected):
        judged(["eq", none(text, 1), none(text, 1)], IDENTITY, RANDOM)


@pytest.mark.parametrize("text", ["m+n", "1+0", "0+1", "m+1"])
def test_a_sum_of_sizes_is_no_size_of_a_complex_matrix(text):
    complex_ = {"symbols": {"z": of("complex", (text, text))}, "values": {"z": eye(2)}, "sizes": {"m": 1, "n": 1}}
    with pytest.raises(Rejected, match="complex"):
        judged(["eq", ["sym", "z"], ["sym", "z"]], IDENTITY, complex_)


def test_sums_of_sizes_have_one_form():
    for text in ("n+m", "m+n", "0+m+n", "m+n+0", "1*m+n", "n+1*m"):
        assert judged(["eq", eye(text), eye("m+n")], IDENTITY, RANDOM).word == "PROVED"
    for text in ("m+m", "n+n", "m*n", "m+2*n", "m+n+1"):
        with pytest.raises(Rejected):
            judged(["eq", ["trace", eye(text)], ["trace", eye("m+n")]], IDENTITY, RANDOM)


def test_blocks_of_numbers_are_told_entry_by_entry():
    one, two = ["array", 1, 1, [ONE]], ["array", 1, 2, [ONE, num(2)]]
    context = {"symbols": {}, "values": {}}
    whole = table([one, two], [none(2, 1), eye(2)])
    rows = ["array", 3, 3, [ONE, ONE, num(2), ZERO, ONE, ZERO, ZERO, ZERO, ONE]]
    wrong = ["array", 3, 3, [ONE, ONE, num(2), ZERO, ONE, ZERO, ONE, ZERO, ONE]]
    for proof in (IDENTITY, EVALUATE):
        assert judged(["eq", whole, rows], proof, context).word == "PROVED"
        with pytest.raises(Rejected):
            judged(["eq", whole, wrong], proof, context)


def test_the_inverse_of_a_triangle_of_blocks_must_be_shown_to_exist():
    triangle = table([A, B], [none("m", "n"), D])
    goal = ["eq", ["matmul", ["inverse", triangle], triangle], eye("m+n")]
    with pytest.raises(Rejected, match="defined"):
        judged(goal, IDENTITY, RANDOM)


def test_products_of_vec_and_kron_do_not_split_a_sum_of_sizes():
    """An index of size (m + n) p is no pair of indices in the order of its text."""
    column = {"symbols": {"a": of(shape=("m+n", "m"))}, "values": {"a": ["ones", 2, 1]}, "sizes": {"m": 1, "n": 1}}
    long = ["vec", A]
    with pytest.raises(Rejected):
        judged(["eq", long, ["vec", ["mul", num(2), A]]], IDENTITY, column)
    assert judged(["eq", long, long], IDENTITY, column).word == "PROVED"
