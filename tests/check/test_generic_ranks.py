"""The rule `rank`: what it shows, and witnesses that would show something false."""

import random
from operator import mul

import pytest
from flint import nmod_mat

from symdl.check import Rejected, check_certificate
from symdl.check.polynomial import Work
from symdl.check.ranks.modular import Modulus, rank_of_table

from .certify import EVALUATE, assume, certificate, num, of

SQUARE = ["0", "0", "1"]
POINT = {"modulus": 251, "values": {"a": [3, 5, 7], "b": [2, 9, 4]}}
CROSS = {"modulus": 251, "values": {"a": [3, 5, 7]}}


def entry(name, i):
    return ["entry", ["sym", name], i, 0]


def minus(term):
    return ["mul", num(-1), term]


def matrix_rank(matrix, **symbols):
    return ["generic_rank", [[name, of(shape=shape)] for name, shape in symbols.items()], matrix]


def network(widths, *activations, bias=False, inputs=None):
    return ["network_rank", widths, [*activations], bias, inputs]


def shown(rank, value, below=None, above=None, relation="eq", then=None):
    """What the checker says of a statement on a rank with these witnesses."""
    witnesses = {key: w for key, w in (("below", below), ("above", above)) if w is not None}
    proof = {"rule": "rank", "of": rank, **witnesses, "then": then or assume(0)}
    sides = [num(value), rank] if relation == "ge" else [rank, num(value)]
    return check_certificate(certificate([{"ge": "le"}.get(relation, relation), *sides], proof)).word


def rejected(*args, match=None, **more):
    with pytest.raises(Rejected, match=match):
        shown(*args, **more)


SKEW = matrix_rank(
    ["array", 3, 3, [
        num(0), entry("a", 0), entry("a", 1),
        minus(entry("a", 0)), num(0), entry("a", 2),
        minus(entry("a", 1)), minus(entry("a", 2)), num(0),
    ]],
    a=(3, 1),
)  # fmt: skip
KERNEL = ["array", 3, 1, [entry("a", 2), minus(entry("a", 1)), entry("a", 0)]]
BELOW = {**CROSS, "rows": [0, 1], "columns": [0, 1]}
ABOVE = {**CROSS, "by": "kernel", "side": "right", "vectors": KERNEL}
NET = {"modulus": 251, "weights": [3, 1, 4, 1, 5, 9], "inputs": [[1, 2], [2, 7], [1, 8], [3, 1]]}


def test_a_minor_and_a_kernel_show_a_generic_rank():
    assert shown(SKEW, 2, BELOW, ABOVE) == "PROVED"
    assert shown(SKEW, 2, BELOW, None, "ge") == "PROVED"
    assert shown(SKEW, 2, None, ABOVE, "le") == "PROVED"


def test_a_rank_is_what_the_witnesses_show_and_no_other():
    rejected(SKEW, 3, BELOW, ABOVE, match="not the goal")
    rejected(SKEW, 1, BELOW, ABOVE, match="not the goal")
    rejected(SKEW, 2, BELOW, {"by": "size"}, match="another relation")


@pytest.mark.parametrize(
    "below",
    [
        {**BELOW, "rows": [0, 0]},
        {**BELOW, "rows": [0, -1]},
        {**BELOW, "rows": [0, 7]},
        {**BELOW, "modulus": 1},
        {**BELOW, "modulus": 0},
        {**BELOW, "modulus": True},
        {**BELOW, "modulus": 2**40},
        {**BELOW, "values": {"a": [0, 0, 0]}},
        {**BELOW, "values": {"a": [3, 5]}},
        {**BELOW, "values": {"a": ["3", "5", "7"]}},
        {**BELOW, "values": {"b": [3, 5, 7]}},
    ],
)
def test_a_damaged_minor_shows_nothing(below):
    rejected(SKEW, 2, below, ABOVE)


@pytest.mark.parametrize(
    "above",
    [
        {**ABOVE, "vectors": ["array", 3, 1, [entry("a", 2), entry("a", 1), entry("a", 0)]]},
        {**ABOVE, "vectors": ["zeros", 3, 1]},
        {**ABOVE, "values": {"a": [0, 0, 0]}},
        {**ABOVE, "vectors": ["array", 3, 1, [num(0), num(0), ["pow", entry("a", 0), -1]]]},
        {**ABOVE, "vectors": ["array", 2, 1, [entry("a", 2), entry("a", 0)]]},
        {**ABOVE, "side": "both"},
        {"by": "product", "factors": [["identity", 3], ["identity", 3]]},
        {"by": "product", "factors": [["zeros", 3, 0], ["zeros", 0, 3]]},
        {"by": "weights"},
    ],
)
def test_a_damaged_kernel_shows_nothing(above):
    rejected(SKEW, 2, BELOW, above)


def test_a_vector_counted_twice_is_one_vector():
    doubled = [x for x in KERNEL[3] for _ in range(2)]
    twice = {**ABOVE, "vectors": ["array", 3, 2, doubled]}
    assert shown(SKEW, 2, None, twice, "le") == "PROVED"
    rejected(SKEW, 1, None, twice, relation="le", match="not the goal")


def test_a_matrix_that_is_not_polynomial_has_no_generic_rank():
    for matrix in (["pow", ["sym", "a"], -1], ["inverse", ["sym", "a"]], ["exp", ["sym", "a"]], ["abs", ["sym", "a"]]):
        rejected(
            matrix_rank(matrix, a=(1, 1)),
            1,
            {"modulus": 7, "values": {"a": [1]}, "rows": [0], "columns": [0]},
            match="not allowed",
        )
    integer = ["generic_rank", [["a", of("integer")]], ["sym", "a"]]
    rejected(integer, 1, match="are real")
    rejected(["generic_rank", [["a", of()], ["a", of()]], ["sym", "a"]], 1, match="different names")


def test_a_generic_rank_does_not_see_the_symbols_around_it():
    inner = matrix_rank(["sym", "x"], x=(1, 1))
    below = {"modulus": 7, "values": {"x": [1]}, "rows": [0], "columns": [0]}
    proof = {"rule": "rank", "of": inner, "below": below, "above": {"by": "size"}, "then": assume(1)}
    given = [["eq", ["sym", "x"], num(0)]]
    symbols, values = {"x": of()}, {"x": num(0)}
    one = certificate(["eq", inner, num(1)], proof, symbols=symbols, given=given, values=values)
    assert check_certificate(one).word == "PROVED"
    with pytest.raises(Rejected):
        check_certificate(certificate(["eq", inner, num(0)], proof, symbols=symbols, given=given, values=values))
    with pytest.raises(Rejected):
        check_certificate(certificate(["eq", matrix_rank(["sym", "x"]), num(1)], proof, symbols=symbols, values=values))


def test_evaluation_alone_decides_no_generic_rank():
    with pytest.raises(Rejected):
        check_certificate(certificate(["eq", SKEW, num(2)], EVALUATE))
    with pytest.raises(Rejected):
        check_certificate(certificate(["eq", SKEW, num(3)], EVALUATE, verdict="REFUTED"))


def test_empty_matrices_have_rank_zero():
    empty = {"modulus": 2, "values": {}, "rows": [], "columns": []}
    assert shown(matrix_rank(["zeros", 0, 3]), 0, empty, {"by": "size"}) == "PROVED"
    product = matrix_rank(["matmul", ["zeros", 2, 0], ["zeros", 0, 2]])
    assert shown(product, 0, empty, {"by": "product", "factors": [["zeros", 2, 0], ["zeros", 0, 2]]}) == "PROVED"


def test_a_rank_modulo_a_composite_number_is_no_larger():
    assert rank_of_table([[2, 0], [0, 3]], 7, Work()) == 2
    with pytest.raises(ValueError, match="not invertible"):
        rank_of_table([[2, 0], [0, 3]], 6, Work())


def test_slots_are_wide_enough_for_all_that_piles_up():
    n, m = 60, 2**25 - 39
    table = [[(m - 1) if j <= i else m - 2 for j in range(n)] for i in range(n)]
    modulus = Modulus(m, n, Work())
    assert modulus.rank(map(modulus.packed, table)) == n


# networks -----------------------------------------------------------------------------------------


def test_a_small_network_fills_its_space():
    net = network([2, 2, 1], SQUARE)
    assert shown(net, 3, NET, {"by": "coefficients"}) == "PROVED"
    for value in (2, 4):
        rejected(net, value, NET, {"by": "coefficients"})


@pytest.mark.parametrize(
    "below",
    [
        {**NET, "weights": [0] * 6},
        {**NET, "weights": [3, 1, 4, 1, 5]},
        {**NET, "weights": [3, 1, 4, 1, 5, "9"]},
        {**NET, "inputs": NET["inputs"][:2]},
        {**NET, "inputs": [[1, 2]] * 9},
        {**NET, "inputs": [[1, 2, 3]]},
        {**NET, "modulus": 2},
    ],
)
def test_a_damaged_point_of_a_network_shows_nothing(below):
    rejected(network([2, 2, 1], SQUARE), 3, below, {"by": "coefficients"})


@pytest.mark.parametrize(
    ("net", "witness"),
    [
        ((network([2, 2, 1], SQUARE)), {"by": "size"}),
        ((network([2, 2, 1], SQUARE, bias=True)), {"by": "span"}),
        ((network([2, 3, 2], SQUARE)), {"by": "span"}),
        ((network([2, 1], bias=False)), {"by": "span"}),
        ((network([2, 2, 1], SQUARE)), {"by": "split", "at": 0, "parts": [{"by": "weights"}, {"by": "weights"}]}),
        ((network([2, 2, 1], SQUARE)), {"by": "split", "at": 2, "parts": [{"by": "weights"}, {"by": "weights"}]}),
        ((network([2, 2, 1], SQUARE)), {"by": "merge", "at": 1, "of": {"by": "weights"}}),
        ((network([2, 2, 2], SQUARE)), {"by": "quadrics", "of": {"by": "weights"}, **NET}),
        ((network([2, 2, 1], ["0", "0", "0", "1"])), {"by": "quadrics", "of": {"by": "weights"}, **NET}),
        ((network([2, 2, 1], ["0", "1", "1"])), {"by": "quadrics", "of": {"by": "weights"}, **NET}),
        ((network([2, 2, 1], SQUARE)), {"by": "nothing"}),
    ],
)  # fmt: skip
def test_a_count_that_does_not_fit_shows_nothing(net, witness):
    rejected(net, 0, None, witness, relation="le")


def test_sums_of_dependent_squares_do_not_lose_dimensions():
    """(2, 1, 3, 1) has dimension 2: its three last units are multiples of one square."""
    point = {"modulus": 251, "weights": [1, 2, 3, 4, 5], "inputs": [[1, 2], [2, 7], [1, 8]]}
    witness = {"by": "quadrics", "of": {"by": "weights"}, **point}
    rejected(
        network([2, 1, 3, 1], SQUARE, SQUARE), 1, None, witness, relation="le", match="not shown to be independent"
    )


def test_a_flattening_that_is_not_of_larger_rank_shows_nothing():
    """Five fourth powers satisfy the catalecticant equation, six do not."""
    fourth = ["0", "0", "0", "0", "1"]
    forms = [[1, 2, 3], [3, 1, 1], [1, 0, 5], [2, 7, 1], [1, 1, 9], [4, 1, 1]]
    witness = {"by": "flattening", "side": "inputs", "order": 0, "degree": 2, "modulus": 32749}
    general = {**witness, "summands": [[[1], form] for form in forms]}
    assert shown(network([3, 5, 1], fourth), 14, None, general, "le") == "PROVED"
    rejected(network([3, 6, 1], fourth), 14, None, general, relation="le", match="not of a larger rank")
    special = {**witness, "summands": [[[1], form] for form in forms[:5]]}
    rejected(network([3, 5, 1], fourth), 14, None, special, relation="le", match="not of a larger rank")
    rejected(network([3, 5, 1], ["0", "1", "0", "0", "1"]), 14, None, general, relation="le", match="does not fit")
    for damage in (
        {"order": -1},
        {"order": 9},
        {"degree": 4},
        {"degree": True},
        {"side": "left"},
        {"summands": [[[1, 2], [1, 2, 3]]]},
    ):
        rejected(network([3, 5, 1], fourth), 14, None, {**general, **damage}, relation="le")


def test_units_that_cannot_be_rescaled_are_not_subtracted():
    net = network([3, 3, 3], ["0", "1", "0", "1"])
    assert shown(net, 18, None, {"by": "weights"}, "le") == "PROVED"
    rejected(net, 15, None, {"by": "weights"}, relation="le", match="not the goal")


def test_a_network_is_read_or_refused():
    for net in (
        network([2], SQUARE),
        network([2, 0, 1], SQUARE),
        network([2, 2, 1]),
        network([2, 2, 1], ["1"]),
        network([2, 2, 1], ["0", "0"]),
        network([2, 2, 1], SQUARE, bias=1),
        network([2, 2, 1], ["0", "x"]),
        network([2, 2, 1], SQUARE, inputs=[["1"]]),
        network([10**6, 10**6, 1], SQUARE),
        network([2, True, 1], SQUARE),
    ):
        rejected(net, 9, None, {"by": "weights"}, relation="le")


def test_counts_are_bounded_in_size():
    deep = ["network_rank", [2] * 40, [SQUARE] * 38, False, None]
    rejected(deep, 10**9, None, {"by": "coefficients"}, relation="le", match="too large")


def test_relations_between_inputs_are_verified_and_counted_once():
    net = network([2, 2, 1], SQUARE, inputs=[["1", "2"], ["1/2", "1"], ["0", "1"]])
    witness = {"by": "dependence", "relations": [["1", "-4", "0"]], "modulus": 251}
    assert shown(net, 2, None, witness, "le") == "PROVED"
    rejected(net, 1, None, {**witness, "relations": [["1", "-4", "0"]] * 2}, relation="le", match="not the goal")
    for relations in ([["1", "-2", "0"]], [["1", "-4"]], [["0", "0", "0"]], [["1", "-4", "1"]]):
        rejected(net, 2, None, {**witness, "relations": relations}, relation="le")
    affine = network([2, 2, 1], ["1", "0", "1"], inputs=[["1", "2"], ["1/2", "1"], ["0", "1"]])
    rejected(affine, 2, None, witness, relation="le", match="do not satisfy")
    rejected(network([2, 2, 1], SQUARE), 2, None, witness, relation="le", match="no list of outputs")


MATRIX = ["sym", "A"]
AT_MATRIX = {"modulus": 101, "values": {"A": [1, 2, 3, 4]}, "rows": [0], "columns": [0]}


def square_of_entry(i, j):
    return ["pow", ["entry", MATRIX, i, j], 2]


@pytest.mark.parametrize(
    "vanishing",
    [
        ["add", ["trace", ["pow", MATRIX, 2]], minus(square_of_entry(0, 0)), minus(square_of_entry(1, 1))],
        ["add", ["entry", ["vec", ["pow", MATRIX, 2]], 1, 0], minus(square_of_entry(1, 0))],
        ["entry", ["jacobian", ["entry", MATRIX, 0, 1], MATRIX], 0, 1],  # ∂A₀₁/∂A₁₀, by the order of vec
        ["entry", ["hessian", ["mul", ["entry", MATRIX, 0, 1], ["entry", MATRIX, 0, 0]], MATRIX], 0, 1],
    ],
)
def test_a_term_that_vanishes_has_no_rank_at_a_point(vanishing):
    rank = matrix_rank(["array", 1, 1, [vanishing]], A=(2, 2))
    kernel = {**AT_MATRIX, "by": "kernel", "side": "right", "vectors": ["array", 1, 1, [num(1)]]}
    assert shown(rank, 0, {**AT_MATRIX, "rows": [], "columns": []}, kernel) == "PROVED"
    rejected(rank, 1, AT_MATRIX, {"by": "size"})


def test_powers_and_slopes_at_a_point_have_their_entries():
    slope = ["entry", ["jacobian", ["entry", MATRIX, 0, 1], MATRIX], 0, 2]
    last = ["entry", ["pow", MATRIX, 2], 1, 1]
    for term in (slope, last):
        assert shown(matrix_rank(["array", 1, 1, [term]], A=(2, 2)), 1, AT_MATRIX, {"by": "size"}) == "PROVED"


@pytest.mark.parametrize("m", [2, 3, 5, 7, 29, 251, 32_749])
def test_windows_of_slots_give_the_rank(m):
    """Slots of 2, 4 and 8 bytes, pivots out of order, columns beyond one window."""
    draw = random.Random(m)
    for _ in range(12):
        rows, columns, r = draw.randint(1, 90), draw.choice((1, 31, 32, 33, 64, 90)), draw.randint(0, 60)
        left = [[draw.randrange(m) for _ in range(r)] for _ in range(rows)]
        right = [[draw.randrange(m) if draw.random() < 0.4 else 0 for _ in range(columns)] for _ in range(r)]
        table = [
            [sum(map(mul, row, column)) % m for column in zip(*right, strict=True)] if r else [0] * columns
            for row in left
        ]
        assert rank_of_table(table, m, Work()) == nmod_mat(rows, columns, [x for row in table for x in row], m).rank()


@pytest.mark.parametrize(("m", "n"), [(13, 454), (29, 82)])
def test_what_piles_up_in_a_slot_does_not_overflow_it(m, n):
    """Every pivot adds (m − 1)² to the first slot of the last row, which is then a multiple of m, and almost 2¹⁶."""
    assert Modulus(m, n, Work()).bytes == 2 < Modulus(m, n + 1, Work()).bytes
    table = [[m - 1, *(int(j == i) for j in range(1, n))] for i in range(1, n)]
    assert rank_of_table([*table, [-(n - 1) % m, *[1] * (n - 1)]], m, Work()) == n - 1
    assert rank_of_table([*table, [-n % m, *[1] * (n - 1)]], m, Work()) == n


def skew(n, *, spoiled=False):
    """X − Xᵀ for an n × n matrix X, or X + Xᵀ."""
    x = ["sym", "X"]
    turned = ["transpose", x]
    return matrix_rank(["add", x, turned if spoiled else minus(turned)], X=(n, n))


def test_a_skew_matrix_of_odd_size_is_singular():
    point = {"modulus": 251, "values": {"X": [0, 1, 2, 3, 4, 5, 6, 7, 9]}}
    below = {**point, "rows": [0, 1], "columns": [0, 1]}
    assert shown(skew(3), 2, below, {"by": "skew"}) == "PROVED"
    rejected(skew(3), 3, below, {"by": "skew"})
    rejected(skew(3, spoiled=True), 2, None, {"by": "skew"}, relation="le", match="not skew")
    rejected(matrix_rank(["sym", "X"], X=(3, 3)), 2, None, {"by": "skew"}, relation="le", match="not skew")
    rejected(matrix_rank(["zeros", 1, 3]), 0, None, {"by": "skew"}, relation="le")
    assert shown(matrix_rank(["zeros", 1, 1]), 0, None, {"by": "skew"}, "le") == "PROVED"
    assert shown(skew(4), 4, None, {"by": "skew"}, "le") == "PROVED"
    rejected(skew(4), 3, None, {"by": "skew"}, relation="le", match="not the goal")
