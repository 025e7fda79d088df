"""The checker stands alone: the standard library, nothing else of symdl, and few enough lines to be read."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import symdl.check

FOLDER = Path(symdl.check.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))
KERNEL = sorted(FOLDER.glob("*.py"))
"""Language, logic and normal forms; a folder below holds a decision procedure for one kind of relation."""
CERTIFICATES = sorted((Path(__file__).parent / "certificates").glob("*.json"))
LINES = 2_400
"""A ratchet: it goes down, never up."""
BARRED = ("sympy", "numpy", "scipy", "flint", "mpmath", "hypothesis", "click", "rich", "jinja2")
ALONE = """
import sys

class Barred:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in BARRED:
            raise ImportError(name)

sys.meta_path.insert(0, Barred())
sys.path.insert(0, FOLDER)
sys.argv = ["check", *sys.argv[1:]]
import runpy
runpy.run_module("symdl.check", run_name="__main__")
"""


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER)))
def test_it_imports_the_standard_library_and_itself(file):
    for node in ast.walk(ast.parse(file.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names = [node.module]
        for name in names:
            assert name.startswith("symdl.check") or name.split(".")[0] in sys.stdlib_module_names


def test_it_is_short_enough_to_be_read():
    lines = sum(len(file.read_text().splitlines()) for file in KERNEL)
    assert lines <= LINES, f"the kernel of the trusted checker has {lines} lines"


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A symdl of which nothing but the checker exists, and the certificates without their expected judgements."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copytree(FOLDER, folder / "symdl" / "check")
    (folder / "symdl" / "__init__.py").touch()
    for path in CERTIFICATES:
        document = json.loads(path.read_text())
        del document["judgement"]
        (folder / path.name).write_text(json.dumps(document))
    return folder


def run(folder, *paths):
    program = f"BARRED = {BARRED!r}\nFOLDER = {str(folder)!r}\n{ALONE}"
    command = [sys.executable, "-I", "-S", "-c", program, *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_it_runs_where_nothing_else_is_installed(copied):
    done = run(copied, *sorted(copied.glob("*.json")))
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == len(CERTIFICATES)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not readable as JSON"),
        ("[]", "no certificate of schema"),
        ('{"schema": "symdl.certificate/1"}', "a field is missing"),
        ('{"schema": 1, "schema": 2}', "a key stands twice"),
        ('{"schema": 0.5}', "is a float"),
        ('{"schema": NaN}', "is a float"),
        ('{"schema": 1' + "0" * 5000 + "}", "not readable as JSON"),
        ("[" * 100_000, "not readable as JSON"),
        ("[" * 900 + "]" * 900, "no certificate of schema"),
        ('"\\ud800"', "no certificate of schema"),
    ],
)
def test_what_is_no_certificate_gets_a_sentence(copied, tmp_path, text, complaint):
    path = tmp_path / "bad.json"
    path.write_text(text)
    done = run(copied, path)
    assert done.returncode == 4
    assert complaint in done.stdout
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_gets_a_sentence(copied):
    done = run(copied, "nowhere.json")
    assert (done.returncode, done.stderr) == (4, "")


def test_without_files_it_says_how_it_is_used(copied):
    assert run(copied).returncode == 2
