"""What a reader names becomes claims, or an error with its place and the next step."""

from pathlib import Path

import pytest

from symdl.runner.catalogue import catalogue_files, catalogue_folder, proof_files
from symdl.runner.collect import collect
from symdl.runner.source import CollectionError, read_claims

TWO = """
from symdl import claim, derivation, equal, scalar

x = scalar("x")

@claim
def second_by_name_first_by_place():
    return 0 <= x**2

@derivation
def chain():
    return [equal(x + x, 2 * x), 0 <= x**2]

also_the_first = second_by_name_first_by_place
"""


def written(folder: Path, text: str | bytes, name: str = "theorem.py") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_claims_come_in_the_order_of_the_file_and_derivations_as_links(tmp_path: Path) -> None:
    names = [item.name for item in read_claims(written(tmp_path, TWO))]
    assert names == ["second_by_name_first_by_place", "chain.1", "chain.2"]


def test_a_selector_takes_one_claim_or_all_links(tmp_path: Path) -> None:
    file = written(tmp_path, TWO)
    assert [item.name for item in collect([f"{file}::chain"]).claims] == ["chain.1", "chain.2"]
    assert [item.name for item in collect([f"{file}::chain.2"]).claims] == ["chain.2"]


def test_a_claim_named_twice_on_the_command_line_is_taken_once(tmp_path: Path) -> None:
    file = written(tmp_path, TWO)
    assert len(collect([str(file), f"{file}::chain", str(tmp_path)]).claims) == 3


def test_a_misspelt_name_gets_a_suggestion(tmp_path: Path) -> None:
    (error,) = collect([f"{written(tmp_path, TWO)}::chian.1"]).errors
    assert "did you mean 'chain.1'?" in str(error)


def test_files_share_no_state(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        written(tmp_path, TWO.replace("chain", f"chain_{name[0]}").replace("second", name[0]), name)
    assert len(collect([tmp_path]).claims) == 6


def test_an_edit_within_the_same_second_is_seen(tmp_path: Path) -> None:
    file = written(tmp_path, TWO)
    assert repr(read_claims(file)[0].claim.goal) == "0 ≤ x^2"
    written(tmp_path, TWO.replace("0 <= x**2", "0 <= x**4"))
    assert repr(read_claims(file)[0].claim.goal) == "0 ≤ x^4"
    assert not (tmp_path / "__pycache__").exists()


def test_a_file_may_print(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read_claims(written(tmp_path, "print('hello')" + TWO))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("x = (", 1, "was never closed"),
        ("import no_such_module", 1, "No module named 'no_such_module'"),
        ("\n\n1 / 0", 3, "ZeroDivisionError"),
        ("raise SystemExit(3)", 1, "SystemExit"),
        (b"\xff\xfe\x00", None, "binary"),
        (b"a = 1\nb = '\xff'", 2, "UTF-8"),
        (TWO + TWO.replace("also_the_first", "a").replace("def chain", "def other"), 7, "used twice"),
        ("from symdl import claim\n@claim(name='../x')\ndef f():\n    return None", 2, "no claim name"),
    ],
)
def test_a_bad_file_is_an_error_with_place(tmp_path: Path, text: str | bytes, line: int | None, message: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(CollectionError, match=message) as caught:
        read_claims(file)
    assert caught.value.file == file
    assert "used twice" in message or caught.value.line == line


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("missing.py", "does not exist"),
        ("missing/folder", "does not exist"),
        ("no_notes.md", "does not exist"),
        ("cert.json", "symdl check"),
        ("no_such_claim_of_the_catalogue", "neither a path nor a claim"),
    ],
)
@pytest.mark.sympy
def test_a_bad_path_is_an_error_with_the_next_step(tmp_path: Path, target: str, message: str) -> None:
    written(tmp_path, "", "notes.md")
    written(tmp_path, "{}", "cert.json")
    is_name = target == "no_such_claim_of_the_catalogue"
    (error,) = collect([target if is_name else tmp_path / target]).errors
    assert message in str(error)


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    written(tmp_path, TWO)
    written(tmp_path, "1 / 0", "broken.py")
    collection = collect([tmp_path])
    assert len(collection.claims) == 3
    assert len(collection.errors) == 1


def test_an_empty_folder_has_no_claims(tmp_path: Path) -> None:
    collection = collect([tmp_path])
    assert not collection.claims
    assert not collection.errors


def test_a_derivation_that_cannot_be_built_is_one_claim(tmp_path: Path) -> None:
    text = "from symdl import derivation\n@derivation\ndef broken():\n    return [1 / 0]\n"
    (item,) = read_claims(written(tmp_path, text))
    assert item.name == "broken"
    with pytest.raises(ZeroDivisionError):
        _ = item.claim.statement


def test_the_catalogue_lies_beside_the_package() -> None:
    assert catalogue_files() == proof_files(catalogue_folder())
    assert catalogue_folder().name == "proofs"


def test_private_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    for name in ("_private.py", "conftest.py", ".hidden.py", "theorem.py"):
        written(tmp_path, "", name)
    assert [file.name for file in proof_files(tmp_path)] == ["theorem.py"]
