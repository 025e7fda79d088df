r"""Notations of lecturers beyond plain formulas: sums over entries, cases, ranges, quantifiers behind, counts, iterates, roots."""

import pytest

from symdl.semantics.latex import relation_to_latex

from .reading import SETTING, claimed, refusal

NOTES = (
    SETTING
    + r"""Let $z \in \mathbb{R}^3$, $t \in \mathbb{N}$, $W_0 \in \mathbb{R}^{k \times d}$ and $T \in \mathbb{R}$.
Let $L(W) = \|Y - W X\|_F^2$ and $q(a) = a^2$.
"""
)

READ = [
    # sums over entries
    (r"\sum_i x_i = a", "1_{1×n}@x = a"),
    (r"\sum_{i=1}^n A_{ii} = a", "trace(A) = a"),
    (r"\sum_{i,j} A_{ij}^2 = a", "‖A‖^2 = a"),
    (r"\sum_{i,j=1}^n A_{ij} x_i y_j = a", "xᵀ@A@y = a"),
    (r"\sum_{i,j} A_{ij} B_{ji} = a", "⟨A, Bᵀ⟩ = a"),
    (r"\sum_{i=1}^k \Big( \sum_{j=1}^d W_{ij} w_j \Big)^2 = a", "(W@w)ᵀ@W@w = a"),
    (r"\sum_{i} A_{ii} x_i = a", "trace(diag(x)@A) = a"),
    (r"\sum_{i,j} (x_i - y_j)^2 = a", "‖x@1_{1×n} - (1_{n×1}@yᵀ)‖^2 = a"),
    (r"\sum_{1 \le i \le n} \sigma(x_i) = a", "1_{1×n}@sigma(x) = a"),
    (r"\sum_i z_i = \sum_{i=1}^3 z_i", "1_{1×3}@z = z[1] + z[2] + z[3]"),
    (r"\max_i z_i \le a", "max(max(z[1], z[2]), z[3]) ≤ a"),
    (r"\sum_{i=1}^n a = n a", "1 ≤ n ⟹ Σ_{i=1}^{n} a = n*a"),
    # statements about every entry
    (r"x_i \ge 0 \text{ for all } i", "0_{n×1} ≤ x in every entry"),
    (r"x_i = y_i \quad \text{for } i = 1, \ldots, n", "x = y"),
    (r"x_i = y_i \quad \text{for all } i = 1, \dots, n", "x = y"),
    (r"A_{ij} = x_i y_j \quad \forall i, j \in \{1, \dots, n\}", "A = x@yᵀ"),
    (r"(A x)_i = \sum_j A_{ij} x_j \quad \forall i", "A@x = A@x"),
    # quantifiers, ranges, cases
    (r"a^2 \ge 0 \quad \forall a \in \mathbb{R}", "for all a: 0 ≤ a^2"),
    (r"a^2 > 0 \text{ for all } a \ne 0", "for all a: a ≠ 0 ⟹ 0 < a^2"),
    (r"\forall c \in [0, 1] \colon c^2 \le c", "for all c: 0 ≤ c and c ≤ 1 ⟹ c^2 ≤ c"),
    (r"a \in (0, \infty) \iff a > 0", "0 < a ⟺ 0 < a"),
    (r"a \in \{-1, 1\} \implies a^2 = 1", "a = -1 or a = 1 ⟹ a^2 = 1"),
    (r"a, b > 0 \implies a b > 0", "0 < a and 0 < b ⟹ 0 < a*b"),
    (r"\text{If } a > 0 \text{ then } a^2 > 0", "0 < a ⟹ 0 < a^2"),
    (
        r"|a| = \begin{cases} a, & a \ge 0, \\ -a, & \text{otherwise.} \end{cases}",
        "(0 ≤ a ⟹ |a| = a) and (a < 0 ⟹ |a| = -a)",
    ),
    # numbers of solutions, roots, iterates, generic ranks
    (r"\#\{ u \in \mathbb{C} : u^2 = 1 \} = 2", "2 complex solutions in u: u^2 - 1 = 0"),
    (r"3 \ge \#\{ (u, v) \in \mathbb{R}^2 : u^2 = v,\; u = 1 \}", "at most 3 real solutions in u, v: u^2 - v = 0, u - 1 = 0"),
    (r"|\{ u \in \mathbb{R} : u^2 = 1 \}| = 2", "2 real solutions in u: u^2 - 1 = 0"),
    (r"\sqrt[3]{2} = a", "root of ['-2', '0', '0', '1'] in [0, 3] = a"),
    (r"\sqrt[4]{a} = a^{1/4}", "sqrt(sqrt(a)) = sqrt(sqrt(a))"),
    (r"\operatorname{root}_{[1, 2]}(t^3 - t - 1) = a", "root of ['-1', '-1', '0', '1'] in [1, 2] = a"),
    (r"(u \mapsto u - \lambda A u)^{\circ t}(y) = y", "1 ≤ t ⟹ (u ↦ u - lambda*(A@u))^∘t(y) = y"),
    (r"A^{t+1} = A A^t", "1 ≤ t ⟹ A^(t + 1) = A@A^t"),
    (r"\operatorname{rank}_{\text{a.e.}} \begin{pmatrix} a & b \\ b & a \end{pmatrix} = 2", "rank almost everywhere of ([a, b, b, a]_2×2) = 2"),
    (r"\dim \mathcal{V}_{(2,3,1), t^2} = 3", "dimension[2 → 3 → 1; σ: 0, 0, 1] = 3"),
    # scripts and values
    (r"\|W\|^2_F + \|x\|^2_2 = a", "‖W‖^2 + ‖x‖^2 = a"),
    (r"\nabla f(x)|_{x = y} = 0", "∇_y f(y) = 0_{n×1}"),
    (r"\frac{\partial}{\partial a} \sigma(a) \Big|_{a = b} = 0", "[∇_a sigma(a)]_{a:=b} = 0"),
    (r"\operatorname{diag}(a, b) = I_2", "diag([a, b]_2×1) = I_2"),
    (r"\operatorname{ind}_+(A) = \operatorname{ind}_-(-A)", "positive_index(A) = positive_index(A)"),
    (
        r"\lim_{\lambda \to 0^+} (X^\top X + \lambda I)^{-1} X^\top = X^+",
        "for all epsilon: there is delta: for all lambda: lambda < delta ⟹ ‖(Xᵀ@X + lambda*I_n)⁻¹@Xᵀ - X⁺‖ < epsilon",
    ),
    (r"K_{k,n} \operatorname{vec}(Y) = \operatorname{vec}(Y^\top)", "K_k_n@vec(Y) = vec(Yᵀ)"),
    (r"2 A B = (2 A) B", "2*(A@B) = 2*(A@B)"),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "meaning"), READ, ids=[row[0] for row in READ])
def test_a_notation_is_read(formula: str, meaning: str) -> None:
    settings = (
        NOTES if r"\dim" not in formula and "root}" not in formula else NOTES.replace(r"$t \in \mathbb{N}$, ", "")
    )
    (claim,) = claimed(formula, settings)
    assert repr(claim.statement) == meaning


REFUSED = [
    (r"\nabla_W L(W_0) = 0", "W does not occur in the argument of L"),
    (r"\frac{\partial L(W_0)}{\partial W} = 0", "W does not occur in the argument of L"),
    (r"\nabla_x f(y)^\top x = 0", "the value of a derivative"),
    (r"\frac{\partial q}{\partial a} (b + c) = 2 b", "can be a factor or the point where it is taken"),
    (r"q^2(a) = a", "can be read in two ways"),
    (r"\lim_{a \to 0} a^2 = 0", "declare it as"),
    (r"\lim_{\lambda \to \infty} \lambda = 0", "only limits such as"),
    (r"\lim_{\lambda \to 0^+} \lambda + 1 = 1", "where this limit ends"),
    (r"\lim_{\lambda \to 0^+} \lambda \le 1", "equal to a term"),
    (r"1 + \lim_{\lambda \to 0^+} \lambda = 1", "cannot be said"),
    (r"a^2 \ge a, \quad a \ge 1", "a condition or a second statement"),
    (r"a^2 = 1, \qquad a \in \{-1, 1\}", "a condition or a second statement"),
    (r"K_{1,2} = a", "is not declared"),
    (r"n_+(A) = a", "the number of positive eigenvalues"),
    (r"1e-3 a = b", "a power of ten"),
    (r"a \frac{\partial}{\partial a} \sigma(a) |_{a = b} = 0", "it is not clear what is evaluated"),
    (r"\sum_{i=1}^m x_i = a", "m is not declared"),
    (r"\sum_{i=2}^n x_i = a", "is not the range of the sum"),
    (r"\sum_{i \ne j} A_{ij} = a", "the range of this"),
    (r"\sum_{i=1}^n i x_i = a", "cannot be said"),
    (r"\sum_i x_i \sum_i y_i = a", "already runs"),
    (r"\sum_{i,j,k} A_{ij} B_{jk} A_{ki} = a", "three indices"),
    (r"\sum_i x_i y = y", "of scalars"),
    (r"\max_i x_i = a", "the maximum of n entries"),
    (r"\prod_{i=1}^n x_i = a", "a product over a symbolic range"),
    (r"A_{ii} > 0 \text{ for all } i", "diagonal"),
    (r"\sqrt[3]{a} = b", "the root of order 3"),
    (r"(-8)^{1/3} = -2", "no real number"),
    (r"\operatorname{root}_{[0, 1]}(t^2 - 2) = a", "does not isolate"),
    (r"\#\{ u \in \mathbb{C} : u = 1 \} < 3", "compared by"),
    (r"a = \infty", "infinity cannot be said"),
    (r"\forall n \in \mathbb{N} \colon \operatorname{tr}(I_n) = n", "the size of a matrix"),
    (r"\forall x \ge 0 \colon \|x\| \ge 0", "no scalar"),
    (r"a + \begin{cases} 1 & a > 0 \\ 2 & a \le 0 \end{cases} = 1", "cases"),
]


@pytest.mark.parametrize(("formula", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_has_two_readings_or_none_is_refused(formula: str, said: str) -> None:
    settings = NOTES if "root}" not in formula else NOTES.replace(r"$t \in \mathbb{N}$, ", "")
    assert said in refusal(formula, settings)


@pytest.mark.parametrize(("bound", "entry"), [("n", "x"), ("3", "z")])
def test_deeply_nested_sums_are_refused_before_any_work(bound: str, entry: str) -> None:
    source = " ".join(rf"\sum_{{{'ijl'[k % 3]}=1}}^{{{bound}}}" for k in range(30))
    assert "nest deeper" in refusal(f"{source} {entry}_i = a", NOTES)


def test_sums_are_written_out_up_to_a_bound() -> None:
    source = r"\sum_{i=1}^{60} \sum_{j=1}^{60} \sum_{l=1}^{60} (W_i W_j W_l)"
    assert "when written out" in refusal(
        rf"{source} = a", r"Let $W_1, \dots, W_{60} \in \mathbb{R}$ and $a \in \mathbb{R}$."
    )


def test_stars_below_and_above_are_different_names() -> None:
    setting = r"Let $f \colon \mathbb{R}^n \to \mathbb{R}$ and $f_\star, f_*, f^\star, f_\perp \in \mathbb{R}$."
    (claim,) = claimed(r"f_\star + f_* + f^\star = f_\perp", setting)
    assert repr(claim.statement) == "f_lowstar + f_lowast + f_star = f_perp"
    assert relation_to_latex(claim.statement) == r"f_{\star} + f_{*} + f^{\star} = f_{\perp}"


def test_a_sentence_may_say_what_the_ones_and_the_identity_are() -> None:
    setting = r"Let $x \in \mathbb{R}^n$, where $\mathbf{1}$ is the all-ones vector and $I$ denotes the identity."
    (claim,) = claimed(r"\mathbf{1}^\top I x = \sum_i x_i", setting)
    assert repr(claim.statement) == "1_{n×1}ᵀ@I_n@x = 1_{1×n}@x"
