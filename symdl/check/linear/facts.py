"""Facts about matrices that need more than a pattern: ranks, invertibility, determinants.

Each gives, from terms, premises to be proved and a conclusion that may then be used. The mathematics of each is
written down in docs/checker.md; those that are theorems are named in the trust of every verdict that uses them.
"""

from collections.abc import Callable

from symdl.check.blocks.reading import block
from symdl.check.blocks.sizes import length
from symdl.check.judgement import need
from symdl.check.language import SCALAR, Language, Node
from symdl.check.linear.function_facts import FUNCTION_FACTS, FUNCTION_FORMULAS, FUNCTION_THEOREMS

Pattern = tuple[list[Node], Node]


MATRIX_FORMULAS = FUNCTION_FORMULAS | {
    "pd_invertible": "a | (pd a) | (ne (det a) 0)",
    "inverse_left": "a | (ne (det a) 0) | (eq (matmul (inverse a) a) 1a)",
    "inverse_right": "a | (ne (det a) 0) | (eq (matmul a (inverse a)) 1a)",
    "pinv_unique": "a x | (eq (matmul a x a) a) (eq (matmul x a x) x) (eq (matmul a x) (transpose (matmul a x))) (eq (matmul x a) (transpose (matmul x a))) | (eq (pinv a) x)",
    "star_zero": "a | (eq (matmul (transpose a) a) (matmul (transpose 0a) 0a)) | (eq a 0a)",
    "penrose_1": "a | | (eq (matmul a (pinv a) a) a)",
    "penrose_2": "a | | (eq (matmul (pinv a) a (pinv a)) (pinv a))",
    "penrose_3": "a | | (eq (matmul a (pinv a)) (transpose (matmul a (pinv a))))",
    "penrose_4": "a | | (eq (matmul (pinv a) a) (transpose (matmul (pinv a) a)))",
    "pd_psd": "a | (pd a) | (psd a)",
    "pd_det": "a | (pd a) | (lt 0 (det a))",
    "pd_inverse": "a | (pd a) | (pd (inverse a))",
    "pd_trace": "a g | (pd a) (ne g 0g) | (lt 0 (trace (matmul (transpose g) a g)))",
    "psd_trace": "a g | (psd a) | (le 0 (trace (matmul (transpose g) a g)))",
    "psd_form_zero": "a g | (psd a) (le (trace (matmul (transpose g) a g)) 0) | (eq (matmul a g) 0g)",
    "norm_product": "a b | | (le (norm (matmul a b)) (mul (norm a) (norm b)))",
    "norm_triangle": "a b | | (le (norm (add a b)) (add (norm a) (norm b)))",
    "norm_scaled": "c a | | (eq (norm (mul c a)) (mul (abs c) (norm a)))",
    "psd_cauchy_schwarz": "a g h | (psd a) | (le (pow (trace (matmul (transpose g) a h)) 2) (mul (trace (matmul (transpose g) a g)) (trace (matmul (transpose h) a h))))",
    "rank_sum": "a b | | (le (rank (add a b)) (add (rank a) (rank b)))",
    "rank_product": "a b c | | (le (add (rank (matmul a b)) (rank (matmul b c))) (add (rank b) (rank (matmul a b c))))",
    "schur_product": "a b | (psd a) (psd b) | (psd (hadamard a b))",
}  # fmt: skip
"""Facts that are patterns, as in `symdl.check.facts`."""


def sizes(a: Node) -> tuple[int | str, int | str]:
    need(a.shape, "a matrix is expected")
    return a.shape or SCALAR


def square(a: Node) -> int | str:
    rows, columns = sizes(a)
    need(rows == columns, "a square matrix is expected")
    return rows


def full_row_rank(language: Language, a: Node) -> Pattern:
    """A A⁺ = I when rank A is the number of rows."""
    rows, _ = sizes(a)
    premise = language.relation("eq", language.node("rank", (a,)), length(language, rows))
    product = language.node("matmul", (a, language.node("pinv", (a,))))
    return [premise], language.relation("eq", product, language.identity((rows, rows)))


def full_column_rank(language: Language, a: Node) -> Pattern:
    """A⁺ A = I when rank A is the number of columns."""
    _, columns = sizes(a)
    premise = language.relation("eq", language.node("rank", (a,)), length(language, columns))
    product = language.node("matmul", (language.node("pinv", (a,)), a))
    return [premise], language.relation("eq", product, language.identity((columns, columns)))


def right_invertible(language: Language, a: Node, b: Node) -> Pattern:
    """rank A is the number of rows when A B = I."""
    rows, _ = sizes(a)
    premise = language.relation("eq", language.node("matmul", (a, b)), language.identity((rows, rows)))
    return [premise], language.relation("eq", language.node("rank", (a,)), length(language, rows))


def left_invertible(language: Language, a: Node, b: Node) -> Pattern:
    """rank A is the number of columns when B A = I."""
    _, columns = sizes(a)
    premise = language.relation("eq", language.node("matmul", (b, a)), language.identity((columns, columns)))
    return [premise], language.relation("eq", language.node("rank", (a,)), length(language, columns))


def rank_bound(language: Language, a: Node, b: Node, c: Node) -> Pattern:
    """rank C ≤ rank A and rank C ≤ rank B when C = A B."""
    premise = language.relation("eq", c, language.node("matmul", (a, b)))
    bounds = (language.relation("le", language.node("rank", (c,)), language.node("rank", (x,))) for x in (a, b))
    return [premise], language.relation("and", *bounds)


def rank_size(language: Language, a: Node) -> Pattern:
    """rank A is at most the number of rows, and of columns."""
    bounds = (language.relation("le", language.node("rank", (a,)), length(language, size)) for size in sizes(a))
    return [], language.relation("and", *bounds)


def rank_trace(language: Language, a: Node) -> Pattern:
    """rank A = tr(A A⁺)."""
    product = language.node("matmul", (a, language.node("pinv", (a,))))
    return [], language.relation("eq", language.node("rank", (a,)), language.node("trace", (product,)))


def defined_inverse(language: Language, inverse: Node) -> Pattern:
    """A⁻¹A = I and A A⁻¹ = I for an inverse that is shown defined, as every term of a fact is."""
    need(inverse.op == "inverse", "defined_inverse takes an inverse")
    (a,) = inverse.args
    unit = language.identity(a.shape)
    products = (language.node("matmul", pair) for pair in ((inverse, a), (a, inverse)))
    return [], language.relation("and", *(language.relation("eq", product, unit) for product in products))


def injective(language: Language, a: Node) -> Pattern:
    """det A ≠ 0 when A x = 0 only for x = 0."""
    x = language.node("sym", data=("x__", "real"), shape=(square(a), 1))
    zero = language.zeros(x.shape)
    sides = (language.relation("eq", language.node("matmul", (a, x)), zero), language.relation("eq", x, zero))
    premise = language.node("forall", (language.relation("implies", *sides),), bound=(x,))
    return [premise], language.relation("ne", language.node("det", (a,)), language.number(0))


def same_action(language: Language, a: Node, b: Node) -> Pattern:
    """A = B when A x = B x for every column x."""
    need(sizes(a) == sizes(b) != SCALAR, "same_action takes two matrices of one shape")
    x = language.node("sym", data=("x__", "real"), shape=(sizes(a)[1], 1))
    images = (language.node("matmul", (matrix, x)) for matrix in (a, b))
    return [language.node("forall", (language.relation("eq", *images),), bound=(x,))], language.relation("eq", a, b)


def left_inverse(language: Language, a: Node, b: Node) -> Pattern:
    """det A ≠ 0 when B A = I for a square A."""
    n = square(a)
    premise = language.relation("eq", language.node("matmul", (b, a)), language.identity((n, n)))
    return [premise], language.relation("ne", language.node("det", (a,)), language.number(0))


def gram_factor(language: Language, a: Node) -> Pattern:
    """∃R: A = RᵀR for A ⪰ 0; R__ is a name that no claim and no proof can write."""
    n = square(a)
    r = language.node("sym", data=("R__", "real"), shape=(n, n))
    product = language.node("matmul", (language.node("transpose", (r,)), r))
    return [language.relation("psd", a)], language.node("exists", (language.relation("eq", a, product),), bound=(r,))


def det_product(language: Language, a: Node, b: Node) -> Pattern:
    """det(A B) = det A det B for square A and B."""
    need(square(a) == square(b), "det_product takes square matrices of one size")
    whole = language.node("det", (language.node("matmul", (a, b)),))
    parts = language.node("mul", (language.node("det", (a,)), language.node("det", (b,))))
    return [], language.relation("eq", whole, parts)


def det_exchange(language: Language, a: Node, b: Node) -> Pattern:
    """det(I + A B) = det(I + B A) for A of shape m × n and B of shape n × m."""
    need(sizes(a) == sizes(b)[::-1], "det_exchange takes matrices that compose both ways")

    def side(x: Node, y: Node) -> Node:
        unit = language.identity((sizes(x)[0], sizes(x)[0]))
        return language.node("det", (language.node("add", (unit, language.node("matmul", (x, y)))),))

    return [], language.relation("eq", side(a, b), side(b, a))


def det_transpose(language: Language, a: Node) -> Pattern:
    """det Aᵀ = det A."""
    square(a)
    turned = language.node("transpose", (a,))
    return [], language.relation("eq", language.node("det", (turned,)), language.node("det", (a,)))


def det_scaled(language: Language, c: Node, a: Node) -> Pattern:
    """det(c A) = cⁿ det A for an n × n matrix A."""
    need(c.shape == SCALAR, "det_scaled takes a scalar and a matrix")
    n = square(a)
    power = language.pow(c, n) if isinstance(n, int) else language.node("power", (c, length(language, n)))
    whole = language.node("det", (language.node("mul", (c, a)),))
    return [], language.relation("eq", whole, language.node("mul", (power, language.node("det", (a,)))))


def det_identity(language: Language, a: Node) -> Pattern:
    """det A = 1 when A = I."""
    n = square(a)
    premise = language.relation("eq", a, language.identity((n, n)))
    return [premise], language.relation("eq", language.node("det", (a,)), language.number(1))


def _det_of_blocks(language: Language, *parts: Node) -> Node:
    """The determinant of [[A, B], [C, D]] with square A and D."""
    square(parts[0]), square(parts[3])
    return language.node("det", (block(language, 2, 2, parts),))


def det_upper(language: Language, a: Node, b: Node, d: Node) -> Pattern:
    """det [[A, B], [0, D]] = det A det D."""
    whole = _det_of_blocks(language, a, b, language.zeros((square(d), square(a))), d)
    dets = [language.node("det", (x,)) for x in (a, d)]
    return [], language.relation("eq", whole, language.node("mul", dets))


def det_lower(language: Language, a: Node, c: Node, d: Node) -> Pattern:
    """det [[A, 0], [C, D]] = det A det D."""
    whole = _det_of_blocks(language, a, language.zeros((square(a), square(d))), c, d)
    dets = [language.node("det", (x,)) for x in (a, d)]
    return [], language.relation("eq", whole, language.node("mul", dets))


def _by_schur(language: Language, whole: Node, pivot: Node, left: Node, right: Node, last: Node) -> Pattern:
    middle = language.node("matmul", (left, language.node("inverse", (pivot,)), right))
    schur = language.node("add", (last, language.node("mul", (language.number(-1), middle))))
    dets = [language.node("det", (x,)) for x in (pivot, schur)]
    premise = language.relation("ne", dets[0], language.number(0))
    return [premise], language.relation("eq", whole, language.node("mul", dets))


def det_schur(language: Language, a: Node, b: Node, c: Node, d: Node) -> Pattern:
    """det [[A, B], [C, D]] = det A det(D − C A⁻¹ B) for an invertible A."""
    return _by_schur(language, _det_of_blocks(language, a, b, c, d), a, c, b, d)


def det_schur_last(language: Language, a: Node, b: Node, c: Node, d: Node) -> Pattern:
    """det [[A, B], [C, D]] = det D det(A − B D⁻¹ C) for an invertible D."""
    return _by_schur(language, _det_of_blocks(language, a, b, c, d), d, b, c, a)


MATRIX_FACTS: dict[str, Callable[..., Pattern]] = FUNCTION_FACTS | {
    fact.__name__: fact
    for fact in (
        full_row_rank, full_column_rank, right_invertible, left_invertible, rank_size, rank_bound, rank_trace, injective, same_action, defined_inverse, left_inverse,
        gram_factor,
        det_product, det_exchange, det_transpose, det_scaled, det_identity,
        det_upper, det_lower, det_schur, det_schur_last,
    )
}  # fmt: skip
MATRIX_THEOREMS = FUNCTION_THEOREMS | {
    **{key: {"Cauchy–Schwarz"} for key in ("psd_cauchy_schwarz", "norm_product", "norm_triangle")},
    "schur_product": {"Schur's product theorem"},
    "pd_invertible": {"positive definite matrices are invertible"},
    "pd_det": {"positive definite matrices have positive determinants"},
    "pinv_unique": {"the Moore–Penrose inverse is unique"},
    "full_row_rank": {"a matrix of full row rank has a right inverse"},
    "full_column_rank": {"a matrix of full column rank has a left inverse"},
    "right_invertible": {"a matrix with a right inverse has full row rank"},
    "left_invertible": {"a matrix with a left inverse has full column rank"},
    "rank_bound": {"the rank of a product is at most that of each factor"},
    "rank_trace": {"the rank of an orthogonal projection is its trace"},
    "injective": {"an injective square matrix is invertible"},
    "left_inverse": {"a left inverse of a square matrix is its inverse"},
    "gram_factor": {"a positive semidefinite matrix is a Gram matrix"},
    "rank_product": {"Frobenius's rank inequality"},
    "rank_sum": {"the rank of a sum is at most the sum of the ranks"},
    "det_product": {"the determinant is multiplicative"},
    "det_exchange": {"Sylvester's determinant theorem"},
    **{key: {"the determinant of a triangle of blocks"} for key in ("det_upper", "det_lower")},
    **{key: {"Schur's determinant formula"} for key in ("det_schur", "det_schur_last")},
    "det_transpose": {"a matrix and its transpose have one determinant"},
    "det_scaled": {"the determinant is linear in each row"},
}
