"""Other people's programs, which propose solutions: where they are, what they are told, and how they are run.

Each runs in a process of its own with limits on time, memory and the length of what it writes. What it says is verified by those who ask.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sysconfig
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from symdl.algebra.solutions.system import IntegerPolynomial

MEMORY = 4 << 30
"""Bytes of address space that a program may use."""
LONGEST = 1 << 30
"""Bytes of a file that a program may write."""
END = object()
DAY = 86400.0
"""Seconds that are never exceeded, whatever the budget."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a program ended: its exit code, and the file with what it printed."""

    code: int
    printed: Path


def located(name: str) -> str | None:
    """A program on PATH, or in a package of the passagemath family."""
    found = shutil.which(name)
    if found is None:
        packaged = Path(sysconfig.get_path("purelib")) / "sage_wheels" / "bin" / name
        found = str(packaged) if packaged.exists() else None
    return None if found is None else os.path.abspath(found)  # it runs in another folder


def limited(
    command: Sequence[str],
    folder: Path,
    *,
    seconds: float,
    environment: Mapping[str, str],
    meanwhile: Iterable[object] = (),
) -> Run | None:
    """A program that is run to its end; None when it cannot be started, is killed, or takes more time, memory or space than it may.

    Args:
        folder: an existing one, in which it runs, for what it prints and leaves behind.
        environment: what it is told besides our own environment.
        meanwhile: work to do while it runs, in pieces; of an iterator, the caller keeps what is left when the program ends.
    """
    printed = folder / "printed.txt"
    until, pieces = monotonic() + min(seconds, DAY), iter(meanwhile)
    try:
        process = _started(command, printed, {**os.environ, **environment})
    except OSError:
        return None
    with process:
        try:
            while process.poll() is None and next(pieces, END) is not END:
                pass
            if process.poll() is None:
                process.communicate(
                    timeout=max(0.0, until - monotonic())
                )  # waiting for a pipe to close takes no polling
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(process)
    return Run(process.returncode, printed) if process.returncode >= 0 else None


def _started(command: Sequence[str], printed: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    with printed.open("wb") as file:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.PIPE, env=environment,
            cwd=printed.parent, start_new_session=True,
        )  # fmt: skip
    try:
        import resource

        resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (LONGEST, LONGEST))
    except (ImportError, AttributeError, OSError):
        pass  # not Linux, or the program has ended already
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a program that still runs, with what it has started."""
    if process.poll() is not None:
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, OSError):
        process.kill()


def content(file: Path) -> str | None:
    """The text in a file; None when there is none."""
    try:
        return file.read_text()
    except (OSError, ValueError):
        return None


def expanded(polynomial: IntegerPolynomial, names: Sequence[str]) -> str:
    """A polynomial that no program misreads: every monomial once, every coefficient written out, no sign after a sign.

    >>> expanded({(2, 0): 2, (1, 1): -11, (0, 0): 1}, ["x1", "x2"])
    '2*x1^2-11*x1*x2+1'
    """
    text = ""
    for exponents, c in sorted(polynomial.items(), reverse=True):
        powers = "".join(f"*{x}^{k}" if k > 1 else f"*{x}" for x, k in zip(names, exponents, strict=True) if k)
        sign = "-" if c < 0 else "+" if text else ""
        text += f"{sign}{abs(c)}{powers}"
    return text
