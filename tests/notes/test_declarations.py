"""Sentences and what they declare: names, their shapes and domains, hypotheses; and what is refused."""

import pytest

from symdl.notes.blocks import Paragraph
from symdl.notes.document import size_names
from symdl.notes.macros import macros_of
from symdl.notes.markdown import blocks_of
from symdl.notes.scope import Scope, described
from symdl.notes.sentences import read
from symdl.notes.vocabulary import register

register()
SQUARE = r"Let $A, B \in \mathbb{R}^{n \times n}$. "
VECTOR = r"Let $u, v \in \mathbb{R}^n$. "


def declared(text: str) -> tuple[dict[str, str], list[str], list[str]]:
    """Names with their meanings, hypotheses, faults."""
    scope = Scope(sizes=size_names(text), macros=macros_of(text))
    faults = [
        fault.message
        for block in blocks_of(text)
        if isinstance(block, Paragraph)
        for fault in read(block.pieces, scope)
    ]
    names = {name: described(entry.meaning) for name, entry in scope.declarations.items()}
    return names, [repr(hypothesis.relation) for hypothesis in scope.hypotheses], faults


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (r"Let $X \in \mathbb{R}^{d \times n}$ and $x \in \mathbb{R}^d$.", {"X": "a d × n matrix", "x": "a d × 1 matrix"}),
        (r"Given $A,B\in\R^{2\times 3}$, we go on.", {"A": "a 2 × 3 matrix", "B": "a 2 × 3 matrix"}),
        (r"Suppose $\lambda > 0$, $\mu \ge 0$ and $0 < \eta$.", {"lambda": "a positive scalar", "mu": "a nonnegative scalar", "eta": "a positive scalar"}),
        (r"where $k \in \mathbb{N}_0$ and $m \in \mathbb{Z}$.", {"k": "a natural scalar", "m": "a integer scalar"}),
        (r"Let $n \in \mathbb{N}$ and $x \in \mathbb{R}^n$.", {"n": "a size", "x": "a n × 1 matrix"}),
        (r"Let $\sigma \colon \mathbb{R} \to \mathbb{R}$ be smooth.", {"sigma": "a function from ℝ to ℝ"}),
        (r"Let $F : \mathbb{R}^n \to \mathbb{R}^m$.", {"F": "a function from ℝ^n to ℝ^m"}),
        (r"Let $g \colon \mathbb{R} \times \mathbb{R} \to \mathbb{R}$.", {"g": "a function from ℝ × ℝ to ℝ"}),
        (SQUARE + r"where $E = A - B$.", {"E": "an abbreviation of A - B"}),
        (SQUARE + r"Let $L(A) = \|A\|_F^2$.", {"L": "the function with the values ‖A‖^2"}),
        (r"Let $f(t) = t^2$ for $t \in \mathbb{R}$.", {"f": "the function with the values t^2", "t": "a scalar"}),
        (r"Let $W_1, \dots, W_3 \in \mathbb{R}^{n \times n}$.", {"W_2": "a n × n matrix"}),
        (r"Let $\hat{\mathbf{w}}_{t+1}, w^\star, w', w^{(k)} \in \mathbb{R}^p$.", {"w_bold_hat_t_plus_1": "a p × 1 matrix", "w_star": "a p × 1 matrix", "w_prime": "a p × 1 matrix", "w_at_k": "a p × 1 matrix"}),
        (r"Let $X$ be a real $d \times n$ matrix and $x$ a vector in $\mathbb{R}^n$.", {"X": "a d × n matrix", "x": "a n × 1 matrix"}),
        (r"Let $k$ be a positive integer and $c$ a real number.", {"k": "a natural scalar", "c": "a scalar"}),
        (r"$$\newcommand{\mat}[2]{\mathbb{R}^{#1 \times #2}}$$" "\n\n" r"Let $A \in \mat{m}{n}$.", {"A": "a m × n matrix"}),
    ],
)  # fmt: skip
def test_names_are_declared(text: str, names: dict[str, str]) -> None:
    found, _, faults = declared(text)
    assert not faults
    assert names.items() <= found.items()


@pytest.mark.parametrize(
    ("text", "hypotheses"),
    [
        (r"Suppose $0 < \eta < 1$.", ["eta < 1"]),
        (r"Let $\eta \in (0, 1]$ and $y \in \{-1, 1\}$.", ["eta ≤ 1", "y = -1 or y = 1"]),
        (r"Let $\lambda_1 \ge \lambda_2 \ge 0$.", ["lambda_2 ≤ lambda_1"]),
        (SQUARE + r"Assume $A^\top = A$, $A \succ 0$ and $A B = B A$.", ["Aᵀ = A", "A ≻ 0", "A@B = B@A"]),
        (SQUARE + r"Assume $A$ is symmetric positive definite.", ["A ≻ 0", "Aᵀ = A"]),
        (SQUARE + r"Suppose that $A$ is positive semidefinite and $B$ is orthogonal.", ["A ⪰ 0", "Bᵀ@B = I_n", "B@Bᵀ = I_n"]),
        (SQUARE + r"Assume $I + A B$ is invertible.", ["det(I_n + A@B) ≠ 0"]),
        (SQUARE + r"Assume that $A$ and $B$ commute.", ["A@B = B@A"]),
        (r"Let an invertible matrix $P \in \mathbb{R}^{n \times n}$ be given.", ["det(P) ≠ 0"]),
        (r"Let $X \in \mathbb{R}^{d \times n}$ with $\operatorname{rank}(X) = d$ and $n < d$.", ["rank(X) = d", "n < d"]),
        (r"Let $X \in \mathbb{R}^{d \times n}$ have full row rank.", ["rank(X) = d"]),
        (r"Let $X \in \mathbb{R}^{d \times n}$ have full column rank.", ["rank(X) = n"]),
        (r"Let $X \in \mathbb{R}^{d \times n}$ have rank $r$.", ["rank(X) = r"]),
        (r"Let $a, b, c \in \mathbb{R}$ be distinct.", ["a ≠ b", "a ≠ c", "b ≠ c"]),
        (VECTOR + r"Suppose $u \ne 0$ and $\|v\|^2 = 1$.", ["u ≠ 0_{n×1}", "‖v‖^2 = 1"]),
        (VECTOR + r"Let $u, v$ be orthogonal unit vectors.", ["uᵀ@v = 0", "‖u‖ = 1", "‖v‖ = 1"]),
        (VECTOR + r"Let $u_1 > 0$.", ["0 < u[1]"]),
        (SQUARE + r"Assume $A$ is invertible, then $B$ is symmetric.", ["det(A) ≠ 0"]),
        (SQUARE + r"Let $A$ be the data, which need not be symmetric.", []),
        (r"This is where $q > 0$ matters. For example $q = 2$.", []),
    ],
)  # fmt: skip
def test_hypotheses_are_assumed(text: str, hypotheses: list[str]) -> None:
    _, found, faults = declared(text)
    assert not faults
    assert found == hypotheses


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SQUARE + "Let $A$ be symmetric or orthogonal.", "the word 'or'"),
        (SQUARE + "Assume $A$ is not symmetric.", "the word 'not'"),
        (r"Let $a \in \mathbb{R}$. Assume $a > 1$ if $a > 0$.", "the word 'if'"),
        (SQUARE + "Let $A$ be convex.", "'convex' cannot be said"),
        (SQUARE + "Let $A$ be symetric.", "is 'symmetric' meant?"),
        (r"Let $X \in \mathbb{R}^{d \times n}$ be symmetric.", "this is said of square matrices"),
        (r"Let $a > b$.", "a is not declared"),
        (r"Let $W_1, \dots, W_L \in \mathbb{R}^{n \times n}$.", "a symbolic number of names"),
        (r"Let $a \in \mathbb{C}$.", "complex numbers and vectors cannot be said"),
        (r"Let $a \in \mathbb{C}^n$.", "complex numbers and vectors cannot be said"),
        (r"Let $A \in \mathbb{C}^{n \times n}$. Let $A \in \mathbb{R}^{n \times n}$.", "A is declared here"),
        (r"Let $A \in \mathbb{R}^{n \times n}$. Let $A \in \mathbb{C}^{n \times n}$.", "A is declared here"),
        (r"Let $A \in \mathbb{C}^{n \times n}$ be symmetric.", "take the conjugate transpose"),
        (
            r"Let $x \in \mathbb{R}^n$. Let $n \in \mathbb{R}$.",
            "n is declared here as a scalar, but in line 1, column 6 as a size",
        ),
        (r"Let $f \colon \mathbb{R}^{m \times n} \to \mathbb{R}$.", "functions of matrices"),
        (r"Let $x \in \mathbb{R}^{a \times b \times c}$.", "tensors cannot be said"),
        (r"Let $u = $.", "the formula ends"),
    ],
)
def test_a_declaration_is_refused(text: str, message: str) -> None:
    *_, faults = declared(text)
    assert any(message in fault for fault in faults), faults


def test_nothing_is_assumed_of_a_sentence_that_is_not_understood() -> None:
    _, hypotheses, faults = declared(r"Let $a, b \in \mathbb{R}$. Assume $a > 0$ or $b > 0$.")
    assert (hypotheses, len(faults)) == ([], 1)
