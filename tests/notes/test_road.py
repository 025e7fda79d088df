"""Notes go all the way: from Markdown or LaTeX to verdicts, exit codes, JSON with places."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from symdl import verify
from symdl.cli.main import main

DESIGN = r"""Let $X \in \mathbb{R}^{d \times n}$, $Y \in \mathbb{R}^{k \times n}$, $W \in \mathbb{R}^{k \times d}$ and $\lambda > 0$.

:::{claim} ridge-gradient
$$ \nabla_W \left( \|Y - W X\|_F^2 + \lambda \|W\|_F^2 \right) = -2 (Y - W X) X^\top + 2 \lambda W $$
:::

:::{claim} pseudoinverse-when-wide
:expect: refuted
$$ Y X^+ = Y X^\top (X X^\top)^{-1} $$
:::
"""

LATEX = r"""\documentclass{article}
\begin{document}
Let $a, b \in \mathbb{R}$. % not $this
\begin{claim}[square]
\[ (a + b)^2 = a^2 + 2 a b + b^2 \]
\end{claim}
\begin{claim}[slip, expect=refuted]
\begin{align*}
(a - b)^2 &= a^2 - 2 a b % a comment with \end{claim}
  - b^2
\end{align*}
\end{claim}
\end{document}
"""

SQUARE = "Let $a \\in \\mathbb{R}$.\n\n:::{claim} one\n$$ a^2 \\ge 0 $$\n:::\n\n"


def written(folder: Path, text: str | bytes, name: str = "notes.md") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*map(str, arguments)])
    return result.exit_code, result.output


def test_the_example_of_the_design_is_decided(tmp_path: Path) -> None:
    report = verify(written(tmp_path, DESIGN))
    assert [result.word for result in report] == ["PROVED", "REFUTED"]
    assert report.exit_code() == 0


def test_latex_documents_read_the_same_way(tmp_path: Path) -> None:
    report = verify(written(tmp_path, LATEX, "notes.tex"))
    assert [(r.name, r.word, r.line) for r in report] == [("square", "PROVED", 4), ("slip", "REFUTED", 7)]
    assert not report.unexpected


def test_json_has_file_and_line(tmp_path: Path) -> None:
    file = written(tmp_path, SQUARE + ":::{claim} two\n$$ a \\foo = 1 $$\n:::\n")
    code, output = run("verify", file, "--format", "json", "--jobs", "1")
    document = json.loads(output[: output.rindex("}") + 1])
    first, second = document["claims"]
    assert code == 2
    assert (first["name"], first["file"], first["line"], first["verdict"]) == ("one", str(file), 3, "PROVED")
    assert (second["verdict"], second["reason"]) == ("UNDECIDED", "NOT_PARSED")
    assert "line 8, column 6" in second["message"]
    assert r"\foo" in second["message"]


@pytest.mark.parametrize("mark", ["#", "::"])
def test_one_claim_is_named_behind_the_file(tmp_path: Path, mark: str) -> None:
    file = written(tmp_path, SQUARE + ":::{claim} two\n$$ a = a $$\n:::\n")
    assert [result.name for result in verify(f"{file}{mark}two")] == ["two"]


def test_explain_says_what_was_understood(tmp_path: Path) -> None:
    code, output = run("explain", f"{written(tmp_path, SQUARE)}#one", "--jobs", "1")
    assert code == 0
    assert "a ∈ ℝ" in output
    assert r"0 \le a^{2}" in output


@pytest.mark.sympy
def test_a_folder_holds_notes_and_proof_files(tmp_path: Path) -> None:
    written(tmp_path, SQUARE)
    written(tmp_path, "# Only prose, with $x = $ a broken formula\n\nLet $q$ be $\\foo$.\n", "readme.md")
    written(tmp_path, "from symdl import *\n@claim\ndef two():\n    return equal(1, 1)\n", "proof.py")
    report = verify(tmp_path)
    assert sorted(result.name for result in report) == ["one", "two"]
    assert not report.errors


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (b"\x89PNG\0\0", 2, "binary"),
        ("é".encode("latin-1"), 2, "UTF-8"),
        (b"a" * 10_000_000, 2, "10000000 bytes"),
        (b"# Nothing here\n", 5, "no claims found"),
        (SQUARE.encode().replace(b"\n", b"\r\n"), 0, "PROVED"),
        (b"\xef\xbb\xbf" + SQUARE.encode(), 0, "PROVED"),
        (b"", 5, "no claims found"),
    ],
)
def test_bad_files_end_with_the_code_that_says_so(tmp_path: Path, content: bytes, code: int, message: str) -> None:
    got, output = run("verify", written(tmp_path, content), "--jobs", "1")
    assert (got, message in output) == (code, True), output


def test_worker_processes_read_the_notes_themselves(tmp_path: Path) -> None:
    code, output = run("verify", written(tmp_path, SQUARE + ":::{claim} two\n$$ a = a + 1 $$\n:::\n"), "--jobs", "2")
    assert code == 1
    assert "expected REFUTED" not in output
