r"""What other LaTeX readers take for something else is read exactly here, or refused.

Each row: a formula, what readers in use made of it, and how it is read. The readers are SymPy's ANTLR and Lark backends and
latex2sympy2_extended, in the versions of 2026.
"""

import pytest

from symdl.terms.errors import SymdlError

from .reading import claimed

SETTING = r"""
Let $W \in \mathbb{R}^{m \times n}$, $W_1 \in \mathbb{R}^{n \times n}$, $W_2 \in \mathbb{R}^{m \times n}$, $A, B \in \mathbb{R}^{n \times n}$,
$X \in \mathbb{R}^{p \times n}$, $x \in \mathbb{R}^n$, $y \in \mathbb{R}^p$, $z, t, u \in \mathbb{R}$, $\lambda > 0$, $r \in \mathbb{N}$,
$\hat{\theta} \in \mathbb{R}^n$ and $f \colon \mathbb{R} \to \mathbb{R}$.
"""

CORPUS: list[tuple[str, str, str]] = [
    (r"\operatorname{rank}(W) \le r", "the product r·a·n·k·W", "rank(W) ≤ r"),
    (r"\mathrm{tr}(AB) = \mathrm{tr}(BA)", "True, of commuting letters", "trace(A@B) = trace(B@A)"),
    (r"A^\top B = 0", "A to the power top", "Aᵀ@B = 0_{n×n}"),
    (r"A^T = A", "the power T", "Aᵀ = A"),
    (r"W_2 W_1 x = W x", "reordered W_1 W_2 x, or lower case", "W_2@W_1@x = W@x"),
    (
        r"\hat{\theta} = (X^\top X + \lambda I)^{-1} X^\top y",
        "hat·θ, X to the power top, I a scalar",
        "theta_hat = (Xᵀ@X + lambda*I_n)⁻¹@Xᵀ@y",
    ),
    (r"\Vert x \Vert = z", "Vert² x", "‖x‖ = z"),
    (r"\|Wx\|^2 \ge 0", "an error", "0 ≤ ‖W@x‖^2"),
    (r"z(z-1) = z^2 - z", "a function called z, or ambiguous", "z*(z - 1) = z^2 - z"),
    (r"f(z) = z^2", "ambiguous", "f(z) = z^2"),
    (r"\log z \le z - 1", "base E, or base 10", "log(z) ≤ z - 1"),
    (r"f'(z) = 1", "f(z), without the prime", "f'(z) = 1"),
    (r"z t u = u t z", "a Python tuple inside a product", "z*t*u = u*t*z"),
    (r"\begin{pmatrix} z & t \\ t & z \end{pmatrix} \succeq 0", "an error", "[z, t, t, z]_2×2 ⪰ 0"),
    (r"\tanh^2(z) \le 1", "read", "tanh(z)^2 ≤ 1"),
    (r"e^{-z} = \frac{1}{e^z}", "e a symbol", "exp(-z) = exp(z)^(-1)"),
    (r"1 - \frac1{e^z} = 1 - e^{-z}", "1 + 1/e taken for 1 − 1/e", "1 - exp(z)^(-1) = 1 - exp(-z)"),
]

REFUSED: list[tuple[str, str, str]] = [
    (r"x \in \mathbb{R}^n", "x·in·ℝⁿ·mathbb", "a set stands where a term should stand"),
    (r"\mathcal{L}(z) = 0", "mathcal·L·z", r"\mathcal{L} is not declared"),
    (r"dx = 0", "the symbol dx", "d is not declared"),
    (r"9^{9^{9}} = z", "no answer within 12 seconds", "write the exponent 9^9 as a number"),
    (r"(3-9)(5-15 = z", "−6, the rest dropped", "where ')' should close the bracket"),
    (r"z [ z+1 = t", "z, the rest dropped", "where ']' should close the bracket"),
    (r"z + t \foo{z} + u = 0", "the first term alone", r"the command \foo is unknown"),
    (r"\sin^2 z + \cos^2 z = 1", "read", "the sine cannot be said"),
    (r"__import__('os').getpid() = 1", "a process identifier: the text was run", "stands where"),
    (r"().__class__ = 1", "an attribute of a Python object", "stands where"),
]


@pytest.mark.parametrize(("formula", "elsewhere", "text"), CORPUS, ids=[row[0] for row in CORPUS])
def test_what_others_misread_is_read(formula: str, elsewhere: str, text: str) -> None:
    (claim,) = claimed(formula, SETTING)
    assert repr(claim.goal) == text


@pytest.mark.parametrize(("formula", "elsewhere", "message"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_others_misread_is_refused(formula: str, elsewhere: str, message: str) -> None:
    (claim,) = claimed(formula, SETTING)
    with pytest.raises(SymdlError) as caught:
        claim.statement  # noqa: B018
    assert message in str(caught.value)


def test_one_equation_after_another_is_a_chain_and_no_equation_of_equations() -> None:
    assert [repr(claim.goal) for claim in claimed("z = t = u", SETTING)] == ["z = t", "t = u"]
