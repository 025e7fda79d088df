"""Programs in processes of their own, with work beside them."""

import os
import sys
import time

import pytest

from symdl.algebra.solutions.engines import limited


def run(folder, program, seconds, pieces=()):
    return limited([sys.executable, "-c", program], folder, seconds=seconds, environment={}, meanwhile=pieces)


def test_pieces_are_worked_on_while_a_program_runs_and_the_rest_is_kept(tmp_path):
    pieces = iter(range(10**9))
    assert run(tmp_path, "import time; time.sleep(0.05)", 10, pieces).code == 0
    assert next(pieces) > 0


def test_a_program_that_ends_at_once_is_read_to_its_end(tmp_path):
    ended = run(tmp_path, "print('x' * 100)", 10, (time.sleep(0.2) for _ in range(1)))
    assert ended.printed.read_text() == "x" * 100 + "\n"


def test_what_a_program_leaves_behind_stays_in_its_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inside").mkdir()
    assert run(tmp_path / "inside", "open('session.tex', 'w')", 10).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["inside"]


def test_a_program_is_killed_when_its_time_is_over(tmp_path):
    began = time.monotonic()
    assert run(tmp_path, "import time; time.sleep(60)", 0.2) is None
    assert time.monotonic() - began < 20


def test_a_program_does_not_outlive_work_that_breaks(tmp_path):
    def pieces():
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            yield
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(
            tmp_path,
            f"import os, time; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid())); time.sleep(60)",
            60,
            pieces(),
        )
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)
