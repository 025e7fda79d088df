"""Prose in LaTeX: escaped where TeX would stumble, named where it has no sign."""

import shutil
import subprocess

import pytest

from symdl.report.latex import document
from symdl.report.prose import escaped


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("50 % & #1", r"50 \% \& \#1"),
        ("a_b", r"a\_b"),
        ("λ ≤ 1", r"\ensuremath{\lambda} \ensuremath{\leq} 1"),
        ("f − f*", r"f \ensuremath{-} f*"),
        ("Aᵀ A⁻¹ xᵢ₊₁", r"A\ensuremath{^{\top}} A\ensuremath{^{-1}} x\ensuremath{_{i+1}}"),
        ("Gödel", r"G\"odel"),
        ("数", "{[}U+6570{]}"),
    ],
)
def test_prose_is_escaped(text: str, latex: str) -> None:
    assert escaped(text) == latex


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdflatex")
def test_every_sign_of_the_catalogue_compiles(tmp_path) -> None:
    signs = "∇L = 2Φᵀ(Φw − y) ↦ ε′ ∘ ½ × ‖w‖² ≤ Σⱼ ⪰ ≻ √ ⟨a, b⟩ — “q” ⟹ ∀∃ ℝⁿ ℕ ∂ ∞ ≥ ≠ ∈ ∧ ∨ ⊤ ⊥ ⊗ ⊙ 数 [x] {y}"
    (tmp_path / "prose.tex").write_text(document([rf"\begin{{theorem}}[{{{escaped(signs)}}}] \end{{theorem}}"]))
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "prose.tex"], cwd=tmp_path, capture_output=True
    )
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-800:]
