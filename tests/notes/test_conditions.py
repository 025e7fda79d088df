"""Conditions in the text of a claim: read as hypotheses, or refused; never left out."""

import pytest

from symdl.notes.document import read_document
from symdl.terms.errors import SymdlError

HEAD = """Let $X \\in \\mathbb{R}^{n \\times d}$, $y \\in \\mathbb{R}^n$ and $w \\in \\mathbb{R}^d$.

:::{claim} shortest
"""
FORMULA = "\n$$ \\|X^+ y\\|^2 \\le \\|w\\|^2 $$\n:::\n"


def only_claim(before: str, after: str = ""):
    document = read_document(HEAD + before + FORMULA.replace("\n:::", f"\n{after}\n:::"))
    (claim,) = document.claims
    return claim


@pytest.mark.parametrize(
    "before",
    [
        "If $X w = y$ then",
        "If $X w = y$,",
        "For $X w = y$ it holds that",
        "Whenever $X w = y$, we have",
        "For every $w$ with $X w = y$:",
        "The rest is clear. When $X w = y$ it holds that",
        "Assume $X w = y$. The pseudoinverse gives the shortest solution:",
        "Assume $X w = y$. Then",
    ],
)
def test_a_condition_that_leads_to_the_formula_is_a_hypothesis(before):
    assert [repr(hypothesis) for hypothesis in only_claim(before).hypotheses] == ["X@w = y"]


@pytest.mark.parametrize(
    "before",
    [
        "The solution is the shortest among all $w$ with $X w = y$:",
        "We have, for $X w = y$,",
        "It is the shortest vector $w$ such that $X w = y$:",
        "This fails if $X w \\ne y$. We claim",
        "In the case $X w = y$,",
        "On the set $X w = y$ we have",
    ],
)
def test_a_condition_elsewhere_before_the_formula_is_refused_with_its_place(before):
    with pytest.raises(SymdlError, match=r"line 4, column .* condition"):
        only_claim(before).hypotheses  # noqa: B018


@pytest.mark.parametrize(
    "after",
    [
        "whenever $X w = y$.",
        "for all $w$ with $X w = y$.",
        "provided that $X w = y$. It fails if $X w \\ne y$.",
        "if $X w = y$, as was to be shown.",
    ],
)
def test_a_condition_right_behind_the_formula_is_a_hypothesis(after):
    assert [repr(hypothesis) for hypothesis in only_claim("", after).hypotheses] == ["X@w = y"]


@pytest.mark.parametrize("after", ["with $X w = y$.", "assuming $X w = y$.", "subject to $X w = y$.", "as $w \\to 0$."])
def test_a_condition_behind_the_formula_that_is_no_declaration_is_refused(after):
    with pytest.raises(SymdlError, match=r"line 6, column .* is not read"):
        only_claim("", after).hypotheses  # noqa: B018


@pytest.mark.parametrize("after", ["It fails if $X w \\ne y$.", "with equality if $w = X^+ y$."])
def test_a_remark_behind_the_formula_is_prose(after):
    assert only_claim("", after).hypotheses == ()


SQUARE = "Let $A, B \\in \\mathbb{R}^{n \\times n}$.\n\n%s\n\n:::{claim} c\n%s\n$$ A = B $$\n:::\n"


@pytest.mark.parametrize(
    "said",
    [
        "Suppose for contradiction that $A$ is symmetric.",
        "Assume, to the contrary, that $A = 0$.",
        "Assume that at least one of $A$, $B$ is invertible.",
        "Assume $A$ is almost symmetric.",
        "Assume $A$ has orthogonal columns.",
        "Let $A$ be the inverse of a symmetric matrix.",
        "Assume it is false that $A = 0$.",
        "Let $A = 0$ fail.",
        "Assume that $A = 0$ approximately.",
    ],
)
def test_what_is_not_assumed_is_no_hypothesis(said):
    document = read_document(SQUARE % (said, ""))
    assert document.claims[0].hypotheses == ()
    assert len(document.faults) == 1


def test_a_property_may_stand_before_its_formula():
    (claim,) = read_document(SQUARE % ("", "For every symmetric $A$,")).claims
    assert [repr(hypothesis) for hypothesis in claim.hypotheses] == ["Aᵀ = A"]
    with pytest.raises(SymdlError, match="'triangular' cannot be said"):
        read_document(SQUARE % ("", "For triangular $A$,")).claims[0].statement  # noqa: B018


def test_a_remark_without_a_condition_is_prose():
    assert only_claim("Recall that $X X^+ X = X$. So").hypotheses == ()


def test_a_claim_whose_own_hypothesis_cannot_be_read_is_not_decided_without_it():
    with pytest.raises(SymdlError, match="q is not declared"):
        only_claim("Assume $X q = y$.").hypotheses  # noqa: B018


QUANTIFIED = """Let $x, w \\in \\mathbb{R}^d$, $A \\in \\mathbb{R}^{d \\times d}$, $f \\colon \\mathbb{R}^d \\to \\mathbb{R}$ and $g \\colon \\mathbb{R} \\to \\mathbb{R}$.

:::{claim} one
"""


def hypotheses_of(sentence: str) -> list[str]:
    (claim,) = read_document(f"{QUANTIFIED}{sentence}\n$$ f(w) = w^\\top A w + g(1) $$\n:::\n").claims
    return [repr(hypothesis) for hypothesis in claim.hypotheses]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (r"Assume $x^\top A x \ge 0$ for all $x$.", ["for all x: 0 ≤ xᵀ@A@x"]),
        ("Assume that $z^\\top A z \\ge 0$\nfor all $z \\in \\mathbb{R}^d$.", ["for all z: 0 ≤ zᵀ@A@z"]),
        (r"Assume $g(s) \le g(t)$ for all $s \le t$.", ["for all s, t: s ≤ t ⟹ g(s) ≤ g(t)"]),
        (r"Assume $f(a x) = a^2 f(x)$ for every $a > 0$.", ["for all a: f(a*x) = a^2*f(x)"]),
        (
            r"Assume $f(a x) = a^2 f(x)$ for every $a > 0$ and $x \in \mathbb{R}^d$.",
            ["for all a, x: f(a*x) = a^2*f(x)"],
        ),
        (r"Assume $f(x) \ge 0$ for all $x$ and $A = A^\top$.", ["for all x: 0 ≤ f(x)", "A = Aᵀ"]),
    ],
)
def test_a_quantifier_in_words_binds_what_follows_it(sentence, expected):
    assert hypotheses_of(sentence) == expected


def test_no_name_is_declared_by_the_bound_of_a_quantifier():
    assert hypotheses_of(r"Assume $g(s) \le g(t) \quad \forall s \le t$.") == ["for all s, t: s ≤ t ⟹ g(s) ≤ g(t)"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It is not true that", ""),
        ("The following does not hold:", ""),
        ("It is false that", ""),
        ("This inequality fails for wide matrices:", ""),
        ("Unless $X = 0$,", ""),
        ("If and only if $X w = y$,", ""),
        ("Only if $X w = y$,", ""),
        ("There is $w$ with $X w = y$ such that", ""),
        ("There exists a vector $w$ such that", ""),
        ("For almost every $X$,", ""),
        ("With high probability", ""),
        ("For $n$ large enough,", ""),
        ("Up to terms of second order", ""),
        ("", "unless $X = 0$."),
        ("", "for some $w \\in \\mathbb{R}^d$."),
        ("", "if and only if $X w = y$."),
        ("", "only for $X w = y$."),
        ("", "does not hold."),
        ("", "for large $n$."),
        ("For no $w$,", ""),
        ("If $X w = y$, and only then,", ""),
        ("Every invertible $X$ satisfies", ""),
    ],
)
def test_words_that_make_another_claim_are_refused_with_their_place(before, after):
    with pytest.raises(SymdlError, match=r"line \d+, column \d+: the words .* are not read"):
        only_claim(before, after).hypotheses  # noqa: B018


@pytest.mark.parametrize("naming", ["Define $y = X w$.", "We set $w = 0$.", "Now take $y = X w$."])
def test_a_name_given_in_a_sentence_that_is_not_read_is_refused(naming):
    with pytest.raises(SymdlError, match=r"this sentence is not read; start it with Let or Assume"):
        only_claim(f"{naming} Then").hypotheses  # noqa: B018
    with pytest.raises(SymdlError, match="is not read"):
        only_claim("", "\n\nHere $y = X w$.").hypotheses  # noqa: B018


def test_a_text_may_call_false_what_is_to_be_refuted():
    document = read_document(HEAD + ":expect: refuted\nIt is not true that" + FORMULA)
    assert document.claims[0].hypotheses == ()


@pytest.mark.parametrize(
    "before",
    ["There is a closed form.", "One need not assume more; take any $w$. Then", "If there is $w$ with $X w = y$, then"],
)
def test_remarks_that_change_nothing_are_allowed(before):
    only_claim(before).statement  # noqa: B018
