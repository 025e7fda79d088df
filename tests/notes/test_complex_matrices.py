"""Complex matrices in notes: the conjugate transpose is read, and what is real only is refused."""

import pytest

from symdl import equal, identity, implies, inverse, matrix, norm, pinv, psd, rank, scalar, size, trace
from symdl.runner.verify import verify
from symdl.semantics.latex import relation_to_latex

SETTING = r"""Let $A \in \mathbb{C}^{m \times n}$, $S \in \mathbb{C}^{n \times n}$, $R \in \mathbb{R}^{n \times n}$ and $\lambda > 0$.

:::{claim} one
"""


def decided(tmp_path, formula, setting=SETTING):
    path = tmp_path / "notes.md"
    path.write_text(f"{setting}$$ {formula} $$\n:::\n")
    return verify(path)["one"]


@pytest.mark.parametrize(
    ("formula", "statement"),
    [
        (r"(A^*)^+ = (A^{+})^{\mathsf{H}}", "Aᴴ⁺ = A⁺ᴴ"),
        (r"(A^{\ast} A)^H = A^{*} A", "(Aᴴ@A)ᴴ = Aᴴ@A"),
        (
            r"(A A^* + \lambda I)^{-1} A = A (A^* A + \lambda I)^{-1}",
            "(A@Aᴴ + lambda*I_m)⁻¹@A = A@(Aᴴ@A + lambda*I_n)⁻¹",
        ),
        (r"A^* A \succeq 0", "Aᴴ@A ⪰ 0"),
    ],
)
def test_the_conjugate_transpose_is_read(tmp_path, formula, statement):
    result = decided(tmp_path, formula)
    assert (result.word, result.statement, result.verdict.fields) == ("PROVED", statement, ("complex",))


@pytest.mark.parametrize("said", ["Hermitian", "unitary", "normal", "an orthogonal projection", "skew-Hermitian"])
def test_properties_of_complex_matrices_are_read(tmp_path, said):
    setting = SETTING.replace(":::", f"Let $S$ be {said}.\n\n:::")
    assert decided(tmp_path, "S S^* = S^* S", setting).word == "PROVED"


@pytest.mark.parametrize(
    "formula",
    [r"A^\top A = A^\top A", r"S^T = S^T", r"R^* = R^*", r"\sum_{i,j} S_{ij}^2 = \|S S^*\|_F", r"S_{11} = S_{11}", r"S = R",
     r"\operatorname{tr}(S) = \operatorname{tr}(S^*)", r"\langle S, S^* \rangle = \langle S^*, S \rangle", r"\det S = \det S^*"],
)  # fmt: skip
def test_what_holds_for_real_matrices_alone_is_not_decided(tmp_path, formula):
    assert decided(tmp_path, formula).word == "UNDECIDED"


A, S, lam = (
    matrix("A", "m", "n", field="complex"),
    matrix("S", "n", "n", field="complex"),
    scalar("lambda", positive=True),
)


@pytest.mark.parametrize(
    "relation",
    [
        equal(pinv(A.H), pinv(A).H),
        equal(inverse(A.H @ A + lam * identity("n")).H @ A.H, A.H @ inverse(A @ A.H + lam * identity("m"))),
        implies([equal(rank(A), size("m"))], equal(A @ pinv(A), identity("m"))),
        implies([psd(S)], equal((S - 2 * S.H).H, -S)),
        equal(trace((S @ S.H) ** 2), norm(S @ S.H) ** 2),
    ],
)
def test_what_is_printed_is_read_again(tmp_path, relation):
    setting = SETTING.replace("Let", r"Let $\|\cdot\|$ be the Frobenius norm. Let", 1)
    result = decided(tmp_path, relation_to_latex(relation), setting)
    given = "".join(f"{hypothesis} ⟹ " for hypothesis in result.hypotheses)
    assert given + result.statement == repr(relation)
