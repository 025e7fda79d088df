"""The README is true: CI runs its commands, and its examples are executed."""

import doctest
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(word: str) -> list[str]:
    return [line for line in README.splitlines() if line.startswith("python3 -m venv ") and word in line]


def test_there_is_one_command_for_the_main_job_and_one_for_the_tests() -> None:
    assert len(commands("symdl verify")) == 1
    assert len(commands("pytest")) == 1


def test_ci_takes_its_commands_from_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "$(readme pytest)" in script
    assert "$(readme 'symdl verify')" in script


def test_the_prompt_example_gives_what_it_shows() -> None:
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False, parser=_Fenced())
    assert result.attempted > 2
    assert result.failed == 0


class _Fenced(doctest.DocTestParser):
    """Only the Python blocks, so that a closing fence is no expected output."""

    def parse(self, string: str, name: str = "<string>") -> list[str | doctest.Example]:
        blocks = re.findall(r"```python\n(.*?)```", string, re.DOTALL)
        return super().parse("\n\n".join(block for block in blocks if ">>>" in block), name)


def test_the_claim_example_is_proved() -> None:
    from symdl import verify

    block = next(block for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "@claim" in block)
    names: dict[str, object] = {}
    exec(compile(block, "README.md", "exec"), names)
    assert verify(names["push_through"]).word == "PROVED"  # type: ignore[call-overload]
