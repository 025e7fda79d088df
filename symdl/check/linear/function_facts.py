"""Facts about square roots and exponentials of matrices; the mathematics of each is written down in docs/checker.md."""

from collections.abc import Callable

from symdl.check.judgement import need
from symdl.check.language import Language, Node

Pattern = tuple[list[Node], Node]

FUNCTION_FORMULAS = {
    "sqrtm_pd": "a | (pd a) | (pd (sqrtm a))",
    "sqrtm_unique": "a s | (psd s) (eq (matmul s s) a) | (eq (sqrtm a) s)",
    "expm_zero": "a | (eq a 0a) | (eq (expm a) 1a)",
    "expm_sum": "a b | (eq (matmul a b) (matmul b a)) | (eq (matmul (expm a) (expm b)) (expm (add a b)))",
    "expm_passes": "a b x | (eq (matmul a x) (matmul x b)) | (eq (matmul (expm a) x) (matmul x (expm b)))",
    "expm_transpose": "a | | (eq (transpose (expm a)) (expm (transpose a)))",
    "expm_pd": "a | (eq a (transpose a)) | (pd (expm a))",
    "expm_idempotent": "a s | (eq (matmul a a) a) | (eq (expm (mul s a)) (add 1a (mul (add (exp s) -1) a)))",
    "expm_det": "a | | (eq (det (expm a)) (exp (trace a)))",
}  # fmt: skip
"""Facts that are patterns, as in `symdl.check.facts`."""


def defined_root(language: Language, root: Node) -> Pattern:
    """S S = A, S ⪰ 0 and A ⪰ 0 for S = √A, which is shown defined, as every term of a fact is."""
    need(root.op == "sqrtm", "defined_root takes a square root")
    relation = language.relation
    square = relation("eq", language.node("matmul", (root, root)), root.args[0])
    return [], relation("and", square, relation("psd", root), relation("psd", root.args[0]))


def root_passes(language: Language, left: Node, right: Node, x: Node) -> Pattern:
    """√A X = X √B when A X = X B, for roots that are shown defined."""
    need(left.op == right.op == "sqrtm", "root_passes takes two square roots")

    def equation(a: Node, b: Node) -> Node:
        return language.relation("eq", language.node("matmul", (a, x)), language.node("matmul", (x, b)))

    return [equation(left.args[0], right.args[0])], equation(left, right)


FUNCTION_FACTS: dict[str, Callable[..., Pattern]] = {fact.__name__: fact for fact in (defined_root, root_passes)}
FUNCTION_THEOREMS = {
    **{
        key: {"a positive semidefinite matrix has one positive semidefinite square root"}
        for key in ("defined_root", "sqrtm_unique")
    },
    "root_passes": {"what intertwines two matrices intertwines their square roots"},
    "expm_sum": {"the exponential of a sum of commuting matrices"},
    "expm_passes": {"what intertwines two matrices intertwines their exponentials"},
    "expm_det": {"the determinant of an exponential (Jacobi)"},
}
"""Facts that are named in the trust of a verdict."""
