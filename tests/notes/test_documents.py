r"""Where claims and declarations are found, what scopes them, and what is said of what cannot be read."""

import pytest

from symdl.terms.errors import SymdlError

from .reading import document

ONE = ":::{claim} one\n$$ a^2 \\ge 0 $$\n:::\n"
LET = "Let $a \\in \\mathbb{R}$.\n\n"


def goals(*parts: str) -> list[str]:
    found = document(*parts)
    assert not found.faults, found.faults
    return [f"{claim.name}: {claim.statement!r}" for claim in found.claims]


def faults(*parts: str) -> str:
    return "\n".join(f"{fault.spot.line}:{fault.spot.column} {fault.message}" for fault in document(*parts).faults)


def unread(*parts: str) -> str:
    (claim,) = document(*parts).claims
    with pytest.raises(SymdlError) as caught:
        claim.statement  # noqa: B018
    return str(caught.value)


# finding ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        ONE,
        "```{claim} one\n$$\na^2 \\ge 0\n$$\n```\n",
        ":::{claim} one\n\\[ a^2 \\ge 0 \\]\n:::\n",
        ":::{claim} one\n\\[\na^2\n\\ge 0\n\\]\n:::\n",
        ":::{claim} one\n\\begin{equation}\na^2 \\ge 0\n\\end{equation}\n:::\n",
        "::::{claim} one\n:::{math}\n:label: eq\na^2 \\ge 0\n:::\n::::\n",
        ":::{claim} one\nIt is known that $$ a^2 \\ge 0. $$ Nothing more.\n:::\n",
        ":::{claim} one\n:label: square\n:source: a book\n\n$$ a^2 \\ge 0 $$ (eq-label)\n:::\n",
        ":::{claim} one\n---\nexpect: proved\n---\n$$ a^2 \\ge 0 $$\n:::\n",
        "> :::{claim} one\n> $$ a^2 \\ge 0 $$\n> :::\n",
        "- item\n\n  :::{claim} one\n  $$ a^2 \\ge 0 $$\n  :::\n",
        "::::{note}\n:::{claim} one\n$$ a^2 \\ge 0 $$\n:::\n::::\n",
        ONE + "\n````md\n:::{claim} shown\n$$ 1 = 2 $$\n:::\n````\n",
        ONE + "\n    :::{claim} indented code\n",
        ONE + "\n<!--\n:::{claim} hidden\n$$ 1 = 2 $$\n:::\n-->\n",
        ONE + "\n```python\nx = '$a'\n```\n\nText with `$` and \\$5.\n",
        ONE + "\n:::{code-block} md\n```{claim} shown\n$$ 1 = 2 $$\n```\n:::\n",
    ],
)
def test_a_claim_is_found_wherever_it_stands(text: str) -> None:
    assert goals(LET, text) == ["one: 0 ≤ a^2"]


def test_a_derivation_has_links_and_a_chain_goes_over_rows() -> None:
    rows = "\\begin{align}\n(a + 1)^2 - 1 &= a^2 + 2 a \\\\\n&\\quad + 0 \\\\\n&\\le a^2 + 2 a + 1\n\\end{align}"
    assert goals(LET, f":::{{derivation}} d\n{rows}\n:::") == [
        "d.1: (a + 1)^2 - 1 = a^2 + 2*a",
        "d.2: a^2 + 2*a ≤ a^2 + 2*a + 1",
    ]


def test_rows_that_begin_anew_are_statements_of_their_own() -> None:
    assert goals(LET, ":::{claim} c\n$$\\begin{aligned} a &= a, \\\\ 0 &\\le a^2. \\end{aligned}$$\n:::") == [
        "c.1: a = a",
        "c.2: 0 ≤ a^2",
    ]


def test_premises_over_several_rows_stay_premises() -> None:
    formula = "\\begin{gathered} a = 1, \\\\ a = 2 \\\\ \\implies a = 3 \\end{gathered}"
    assert goals(LET, f":::{{claim}} c\n$$ {formula} $$\n:::") == ["c: a = 1, a = 2 ⟹ a = 3"]


# scopes -------------------------------------------------------------------------------------------


def test_a_declaration_holds_to_the_end_of_its_section() -> None:
    text = "# A\n\nLet $a \\in \\mathbb{R}$.\n\n## A.1\n\n" + ONE + "\n# B\n\nLet $a \\in \\mathbb{R}^n$.\n\n"
    assert goals(text, ":::{claim} two\n$$ a^\\top a \\ge 0 $$\n:::") == ["one: 0 ≤ a^2", "two: 0 ≤ aᵀ@a"]


def test_what_is_declared_in_a_directive_holds_in_it_alone() -> None:
    two = ":::{claim} two\nLet $b > 1$.\n$$ b \\ge 1 $$\n:::\n"
    assert goals(LET, two, ONE) == ["two: 1 < b ⟹ 1 ≤ b", "one: 0 ≤ a^2"]


def test_a_where_behind_the_formula_counts() -> None:
    inside = ":::{claim} c\n$$ b^2 \\ge 0, $$\nwhere $b = a + 1$.\n:::\n"
    behind = ":::{claim} d\n$$ e^2 \\ge 0 $$\n:::\n\nwhere $e = a + 1$.\n"
    assert goals(LET, inside, behind) == ["c: 0 ≤ (a + 1)^2", "d: 0 ≤ (a + 1)^2"]


def test_hypotheses_concern_the_claims_that_share_a_symbol_with_them() -> None:
    text = "Let $a, b, c \\in \\mathbb{R}$. Assume $a > 1$, $b > a$ and $c > 2$.\n\n"
    assert goals(text, ":::{claim} x\n$$ b > 1 $$\n:::") == ["x: 1 < a, a < b ⟹ 1 < b"]


def test_a_hypothesis_on_sizes_concerns_every_matrix_of_that_size() -> None:
    text = "Let $X, Y \\in \\mathbb{R}^{d \\times n}$. Assume $\\operatorname{rank}(X) = d$.\n\n"
    assert goals(text, ":::{claim} x\n$$ Y = Y $$\n:::") == ["x: rank(X) = d ⟹ Y = Y"]


def test_two_declarations_that_disagree_show_both_places() -> None:
    said = faults("Let $x \\in \\mathbb{R}^n$.\n\nLet $x \\in \\mathbb{R}^d$.\n\n", LET, ONE)
    assert (
        said
        == "3:6 x is declared here as a d × 1 matrix, but in line 1, column 6 as a n × 1 matrix; rename one of the two."
    )


def test_prose_declares_nothing() -> None:
    text = "For instance $a > 3$ or $q = 2$. Here $a = 5$. If $a < 0$ then $a = 1$.\n\n"
    assert goals(LET, text, ONE) == ["one: 0 ≤ a^2"]


# other claims -------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["By one, it follows:\n\n", "The claim follows by `one`.\n\n"])
def test_a_claim_may_rest_on_an_earlier_one(how: str) -> None:
    found = document(LET, ONE, f":::{{claim}} two\n{how}$$ a^2 + 1 \\ge 1 $$\n:::")
    assert found.claims[1].rests_on == ("one",)
    assert repr(found.claims[1].statement) == "0 ≤ a^2 ⟹ 1 ≤ a^2 + 1"


def test_a_chain_as_a_lemma_says_its_conclusion() -> None:
    chain = ":::{claim} chain\n$$ a - 1 < a = a + 0 \\le a + 1 $$\n:::\n"
    found = document(LET, chain, ":::{claim} two\n:by: chain\n$$ a < a + 2 $$\n:::")
    assert found.claims[-1].rests_on == ("chain.1", "chain.2", "chain.3")
    assert repr(found.claims[-1].statement) == "a - 1 < a + 1 ⟹ a < a + 2"


# what is wrong ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ONE + ONE, "the claim name 'one' is used twice (first in line 4)"),
        (":::{claim}\n$$ a = a $$\n:::", "this claim has no name"),
        (":::{claim} two words\n$$ a = a $$\n:::", "'two words' is no claim name"),
        (ONE.replace("$$ a", ":expct: refuted\n$$ a"), "the option :expct: is unknown; is :expect: meant?"),
        (ONE.replace("$$ a", ":expect: maybe\n$$ a"), ":expect: maybe is unknown; write proved, refuted or undecided."),
        (ONE.replace("$$ a", "Text.\n:expect: refuted\n\n$$ a"), "the option :expect: stands behind text"),
        (":::{clam} x\n$$ a = a $$\n:::", "the directive {clam} is unknown; is {claim} meant?"),
        (":::{claim} one\n$$ a = a $$\n", "this {claim} is not closed"),
        ("Let $b \\in \\mathbb{R}.\n\n" + ONE, "a dollar sign without its partner"),
        ("Let $b \\in \\mathbb{R}^{(n-1)}$.\n\n" + ONE, "a size is an integer, a name"),
        ("Let $B \\in \\mathbb{R}^{n \\times n}$ be triangular.\n\n" + ONE, "'triangular' cannot be said of a term"),
        (
            "Let $B \\in \\mathbb{R}^{n \\times n}$ be symetric.\n\n" + ONE,
            "the word 'symetric' is unknown; is 'symmetric' meant?",
        ),
    ],
)
def test_what_is_wrong_with_a_document_is_said_and_the_rest_is_read(text: str, message: str) -> None:
    assert message in faults(LET, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (":::{claim} c\nOnly words.\n:::", "line 4, column 1: the claim c has no display formula"),
        (":::{claim} c\n:::", "has no display formula"),
        (":::{claim} c\n$$ a = a $$\nand\n$$ a = 1 $$\n:::", "line 7, column 3: the claim c has 2 display formulas"),
        (":::{claim} c\n$$ $$\n:::", "line 5"),
        (":::{claim} c\n$$ a = $$\n:::", "line 5, column 7: the formula ends where a term should stand"),
        (":::{claim} c\n$$\na\n= \\foo\n$$\n:::", "line 7, column 3: the command \\foo is unknown"),
        (":::{claim} c\n$$ a = a\n:::", "a dollar sign without its partner"),
        ("> :::{claim} c\n> $$\n> a = q\n> $$\n> :::", "line 6, column 7: q is not declared"),
        (":::{claim} c\n:by: nothing\n$$ a = a $$\n:::", "line 5, column 1: :by: nothing names no earlier claim"),
    ],
)
def test_a_claim_that_cannot_be_read_says_where_and_why(text: str, message: str) -> None:
    assert message in unread(LET, text)


def test_a_size_that_is_no_size_in_a_claim_is_a_number_there() -> None:
    text = "Let $X \\in \\mathbb{R}^{n \\times n}$ and $a \\in \\mathbb{R}$.\n\n"
    formula = ":::{claim} c\n$$ \\sum_{i=1}^{n} a = n a $$\n:::\n"
    assert goals(text, formula) == ["c: 1 ≤ n ⟹ Σ_{i=1}^{n} a = n*a"]
    assert goals(text, "Assume $\\operatorname{rank}(X) = n$.\n\n", formula) == ["c: rank(X) = n ⟹ Σ_{i=1}^{n} a = n*a"]


def test_a_table_with_an_empty_cell_is_running_text() -> None:
    assert document("Text\n\n| a | b |\n|---|---|\n| | $z = 1$ |\n\nLet $z > 0$.").faults == ()
