r"""Whatever stands in a file of notes, reading it ends with claims, refusals and faults, never with another exception.

Three sources: any text, tokens of formulas in any order, and readable formulas with one piece damaged. What is accepted is printed and read
again, so that nothing half-read passes.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st

from symdl.notes.document import read_document
from symdl.semantics.latex import relation_to_latex
from symdl.terms.errors import SymdlError

from .claim_sets import ROWS
from .reading import SETTING
from .test_round_trip import read_relation, scope_of

PIECES = [
    *"ABXYWVxywabc=+-^_{}()[]|&,.;:'/<>0123!$%#~ \n", r"\lambda", r"\sigma", "f", "F", r"\top", r"\frac", r"\sum", r"\nabla", r"\partial",
    r"\|", r"\lVert", r"\rVert", r"\left", r"\right", r"\left(", r"\right)", r"\operatorname{tr}", r"\det", r"\mathbf{1}", "I", r"\\",
    r"\begin{pmatrix}", r"\end{pmatrix}", r"\begin{aligned}", r"\end{aligned}", r"\le", r"\succeq", r"\implies", r"\forall", r"\exists",
    r"\in", r"\mathbb{R}", r"\colon", r"\odot", r"\otimes", r"\cdot", r"\exp", r"\log", r"\max", r"\arg\min", r"\min_V", r"\text{if}", r"\hat",
    r"\begin{cases}", r"\end{cases}", r"\text{otherwise}", r"\text{for all}", r"\#\{", r"\mapsto", r"^{\circ 2}", r"\lim_{\lambda \to 0^+}", "|_{",
    r"\sum_i", r"\sum_{i,j}", r"\max_i", "x_i", "A_{ij}", r"\dim \mathcal{V}", r"\operatorname{root}", r"\sqrt[3]", r"\mathbb{C}", r"\infty",
    r"\sqrt", r"\langle", r"\rangle", r"\dots", r"\lim", "_{i=1}^{n}", "^{-1}", "^\\top", "_1", "_{12}", "\x00", "é", "\\", "$$", ":::",
]  # fmt: skip

quick = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def survives(text: str) -> None:
    """Reading ends; what was read prints and reads back."""
    for is_latex in (False, True):
        found = read_document(text, is_latex=is_latex)
        assert all(fault.message and fault.spot.line >= 1 for fault in found.faults)
        for claim in found.claims:
            try:
                statement = claim.statement
            except SymdlError:
                continue
            read_relation(relation_to_latex(statement), scope_of(statement))


def in_claim(formula: str) -> str:
    return f"{SETTING}\n:::{{claim}} c\n$$\n{formula}\n$$\n:::\n"


formulas = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A readable row with a piece cut out, doubled or replaced."""
    _, setting, formula, _ = draw(st.sampled_from(ROWS))
    text = f"{setting}\n\n:::{{claim}} c\n$$ {formula} $$\n:::\n"
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 12)))
    return text[:start] + draw(st.sampled_from([*PIECES, "", text[start:end] * 2])) + text[end:]


@quick
@given(st.text(max_size=200))
@example("$$")
@example(":::{claim}\n")
@example(":::{claim} c\n$$ \\tfrac.12 = \\sqrt.5 $$\n:::\n")
@example("Let $$ $$ and $ $ and $x$$y$.")
@example("\\begin{claim}[a\n")
@example("Let $A \\in \\mathbb{R}^{n \\times \\text{otherwise} q}$.\n\n:::{claim} c\n$$ A A^\\top = I $$\n:::\n")
@example(
    "Let $A \\in \\mathbb{R}^{n \\times \\operatorname{tr} n}$.\n\n:::{claim} c\n$$ \\mathrm{Tr}(A A^\\top) = 1 $$\n:::\n"
)
def test_any_text_is_survived(text: str) -> None:
    survives(text)


@quick
@given(formulas)
@example(r"\forall x >")
def test_any_tokens_are_survived(formula: str) -> None:
    survives(in_claim(formula))
    survives(f"Let ${formula}$.\n\n:::{{claim}} c\n$$ a = a $$\n:::\n")


@quick
@given(damaged())
def test_any_damage_is_survived(text: str) -> None:
    survives(text)


SOURCES = {"text": st.text(max_size=300), "tokens": formulas.map(in_claim), "damage": damaged()}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(7))
@pytest.mark.parametrize("source", SOURCES)
def test_a_hundred_thousand_inputs_are_survived(source: str, part: int) -> None:
    @seed(part)
    @settings(parent=quick, max_examples=4_800, derandomize=False, database=None)
    @given(SOURCES[source])
    def run(text: str) -> None:
        survives(text)

    run()


@pytest.mark.parametrize("depth", [50, 500, 5000])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [("(", ")"), ("{", "}"), (r"\frac{", "}{a}"), (r"\sqrt{", "}"), ("a^{", "}"), (r"\|", r"\|")],
)
def test_deep_nesting_is_refused_and_no_crash(opening: str, closing: str, depth: int) -> None:
    survives(in_claim(f"{opening * depth}a{closing * depth} = a"))


@pytest.mark.parametrize(
    "formula",
    [
        "a^{" + "9" * 300 + "} = 1",
        "9^{9^{9^9}} = a",
        " + ".join(["a"] * 3000) + " = 0",
        "1" * 5000 + " = a",
        r"\sum_{i=1}^{1000000} x_i = 0",
    ],
)
def test_large_input_is_bounded(formula: str) -> None:
    survives(in_claim(formula))
