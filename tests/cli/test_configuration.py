"""[tool.symdl] sets what flags leave open."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from symdl.cli.configuration import ConfigurationError, configuration
from symdl.cli.main import main

CLAIM = """
from symdl import claim, scalar

@claim
def square():
    return 0 <= scalar("x") ** 2
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "theorem.py").write_text(CLAIM)
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    return tmp_path


def configured(project: Path, text: str) -> None:
    (project / "pyproject.toml").write_text(text)


def symdl(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def test_settings_hold_in_the_folders_below(project: Path) -> None:
    configured(project, '[tool.symdl]\nseed = 7\njobs = 1\npaths = ["theorem.py"]\n')
    result = symdl("verify")
    assert result.exit_code == 0
    assert "square" in result.stdout
    assert "seed 7" in result.stdout


def test_a_flag_wins(project: Path) -> None:
    configured(project, "[tool.symdl]\nseed = 7\njobs = 1\n")
    assert "seed 3" in symdl("verify", "../theorem.py", "--seed", "3").stdout


def test_without_settings_there_are_none(project: Path) -> None:
    configured(project, "[project]\nname = 'other'\n")
    assert configuration(project) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.symdl]\nsede = 1", "no setting 'sede'"),
        ("[tool.symdl", "cannot be read"),
        ("tool = 3", ""),
        ("[tool]\nsymdl = 3", "is no table"),
        ('[tool.symdl]\npaths = "proofs"', "no list of text"),
        ("[tool.symdl]\nseed = [1]", "takes one value"),
        ('[tool.symdl]\njobs = "many"', "--jobs"),
        ('[tool.symdl]\nformat = "pdf"', "--format"),
    ],
)
def test_a_bad_setting_is_exit_code_2_with_a_sentence(project: Path, text: str, message: str) -> None:
    configured(project, text)
    result = symdl("verify", "../theorem.py", "--color", "never")
    assert result.exit_code == (2 if message else 0)
    assert message in result.output


def test_a_bad_setting_names_its_file(project: Path) -> None:
    configured(project, "[tool.symdl]\nsede = 1")
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml"):
        configuration(project)
