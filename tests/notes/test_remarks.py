"""Sentences beside a claim that are not read: told to the reader, and no counterexample without them counts."""

from pathlib import Path

from click.testing import CliRunner

from symdl import verify
from symdl.claims.claim import Unread
from symdl.cli.main import main
from symdl.notes.document import read_document

SETTING = r"""Let $A, B \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$ and $c = x^\top x$.

"""
CLAIM = "\n\n:::{claim} one\n$$ x^\\top A x = 0 $$\n:::\n"
ASSUMED = "Assume $A$ has distinct eigenvalues."


def unread(text: str, claim: str = CLAIM) -> list[Unread]:
    return list(read_document(SETTING + text + claim).claims[0].unread)


def test_prose_that_mentions_a_symbol_of_the_claim_is_told_with_its_line() -> None:
    assert unread("Here $A$ is a Hessian. Nothing depends on $B$.") == [Unread(3, "Here $A$ is a Hessian.")]


def test_what_is_declared_is_read_and_not_told() -> None:
    assert unread("Assume $A$ is symmetric, and let $B$ be the data. Words without a formula.") == []


def test_a_size_alone_concerns_no_claim_in_particular() -> None:
    assert unread("There are $n$ samples.") == []


def test_an_abbreviation_in_the_formula_is_a_symbol_of_the_claim() -> None:
    assert unread("The number $c$ grows.", CLAIM.replace("= 0", "= c")) == [Unread(3, "The number $c$ grows.")]


def test_prose_in_the_claim_is_told_but_not_the_formula_itself() -> None:
    inside = CLAIM.replace("$$ x", "By the chain rule for $x$ above. It holds that\n$$ x")
    assert unread("", inside) == [Unread(6, "By the chain rule for $x$ above.")]


def test_prose_far_before_the_claim_or_in_another_section_is_not_told() -> None:
    assert unread("Here $A$ is a Hessian." + "\n\nText." * 20) == []
    assert unread("# One\n\nHere $A$ is a Hessian.\n\n# Two\n\n") == []


def test_a_hypothesis_in_words_is_told_wherever_it_stands() -> None:
    assert unread(ASSUMED + "\n\nText." * 20) == [Unread(3, ASSUMED, is_assumed=True)]


def test_a_hypothesis_on_a_name_that_gets_its_meaning_later_is_not_lost() -> None:
    text = "Let $v$ be a stationary point of the loss.\n\nLet $v \\in \\mathbb{R}^n$."
    said = "Let $v$ be a stationary point of the loss."
    assert unread(text, CLAIM.replace("A x", "v")) == [Unread(3, said, is_assumed=True)]
    assert unread(text) == []


def test_a_counterexample_without_a_hypothesis_in_words_refutes_nothing(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    positive = ":::{claim} two\n$$ (A x)^\\top (A x) \\ge 0 $$\n:::\n\n:::{claim} three\n$$ c = 1 $$\n:::\n"
    notes.write_text(SETTING + ASSUMED + CLAIM + positive, encoding="utf-8")
    report = verify(notes)
    assert [result.word for result in report] == ["UNDECIDED", "PROVED", "REFUTED"]
    first = report.results[0].verdict
    assert first is not None
    assert first.reason == "NOT_PARSED"
    assert first.message.startswith("It fails without what line 3 assumes in words that are not read")
    assert report.exit_code() == 2


def test_explain_lists_what_was_not_read(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(
        SETTING + ASSUMED + " Here $A$ is a Hessian." + CLAIM.replace("= 0", "= x^\\top A x"), encoding="utf-8"
    )
    told = CliRunner().invoke(main, ["explain", str(notes), "--jobs", "1"]).stdout
    assert f"not read    line 3 (assumed): {ASSUMED}" in told
    assert "line 3: Here $A$ is a Hessian." in told
