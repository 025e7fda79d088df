"""One worker process, seen from the run: ask it, and kill it when it is late."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any


class Late(Exception):
    """The worker was killed because its time was over."""


class Died(Exception):
    """The worker ended without an answer; ``code`` is its exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(f"the worker process died with exit code {code}")
        self.code = code


class WorkerProcess:
    """A process that answers requests one by one. Nothing but JSON lines passes between it and the run."""

    def __init__(self) -> None:
        package = str(Path(__file__).resolve().parents[2])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        # Equal hashes make the order of every set, and with it every answer, the same in each run.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "symdl.runner.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        self._is_ready = False

    def ask(self, request: dict[str, Any], *, seconds: float) -> Any:
        """The answer to a request; the clock starts when the worker has been loaded.

        Raises:
            Late: after ``seconds``; the process is dead then.
            Died: when the process ended by itself.
        """
        if not self._is_ready:
            if self._line() != b"ready\n":
                raise Died(self.kill())
            self._is_ready = True
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            answer = self._exchange(json.dumps(request).encode() + b"\n")
        finally:
            timer.cancel()
        if not answer.endswith(b"\n"):
            code = self.kill()
            raise Late if is_late.is_set() else Died(code)
        return json.loads(answer)

    def kill(self) -> int:
        """End the process; returns its exit code."""
        self._process.kill()
        return self._process.wait()

    def _exchange(self, line: bytes) -> bytes:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except OSError:
            return b""
        return self._line()

    def _line(self) -> bytes:
        assert self._process.stdout is not None
        try:
            return self._process.stdout.readline()
        except (OSError, ValueError):
            return b""
