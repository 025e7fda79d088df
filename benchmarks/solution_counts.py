"""Solution counts side by side: symdl, SymPy's Gröbner bases, and msolve where it is installed, in one run.

    python benchmarks/solution_counts.py [--plot FILE] [--quick] [--only NAME …]

Routes, each on the same system, start-up of Python aside:

- `symdl count`: every figure, with msolve where it is installed; `symdl without msolve`: the same figures by symdl alone;
- `msolve`: the program as a user calls it, for the parametrisation alone, in its usual environment; `msolve, real roots` for them instead; `msolve, as count runs it`:
  with the linear form and the settings of memory that `symdl count` chooses, its answer read but not verified;
- `SymPy`: a Gröbner basis over ℚ, stopped after a minute.

Printed are seconds by the clock and, in parentheses, of the processor, the least of a few repeats, children included; the ratios to msolve, as a user and as count runs it, and how
many times SymPy takes as long. With --plot the processor seconds are drawn against the number of solutions (needs matplotlib).
"""

import argparse
import multiprocessing
import re
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from symdl.algebra.solutions import msolve, msolve_points
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.families import dense_system, family
from symdl.algebra.solutions.figures import SolutionCount
from symdl.algebra.solutions.mixed_volume import mixed_volume
from symdl.algebra.solutions.monomial_ideals import standard_monomials
from symdl.algebra.solutions.system import PolynomialSystem

LIMIT = 60.0
REPEATS = 5
SYSTEMS: dict[str, Callable[[], PolynomialSystem]] = {
    "noon 3": lambda: family("noon", 3),
    "katsura 5": lambda: family("katsura", 5),
    "katsura 6": lambda: family("katsura", 6),
    "cyclic 5": lambda: family("cyclic", 5),
    "noon 4": lambda: family("noon", 4),
    "dense cubics, 4 unknowns": lambda: dense_system(4, 3),
    "katsura 7": lambda: family("katsura", 7),
    "cyclic 6": lambda: family("cyclic", 6),
    "noon 5": lambda: family("noon", 5),
    "katsura 8": lambda: family("katsura", 8),
    "cyclic 7": lambda: family("cyclic", 7),
}


class Seconds(NamedTuple):
    """By the clock, and of the processor with children."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.3f} ({self.processor:.3f})"


def timed(run: Callable[[], Any], *, repeats: int = 1) -> tuple[Seconds, Any]:
    """The least of each; repeats end after twenty seconds."""
    clock = processor = float("inf")
    until = time.perf_counter() + 20
    result = None
    for _ in range(repeats):
        began, used = time.perf_counter(), _processor()
        result = run()
        clock, processor = min(clock, time.perf_counter() - began), min(processor, _processor() - used)
        if time.perf_counter() > until:
            break
    return Seconds(clock, processor), result


def _processor() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def alone(system: PolynomialSystem, *options: str) -> None:
    """msolve as its manual calls it."""
    program = msolve.executable()
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.ms"
        source.write_text(msolve.written(system))
        command = [program, *options, "-f", str(source), "-o", str(Path(folder) / "out")]
        subprocess.run(command, check=True, capture_output=True, timeout=10 * LIMIT)


def without_msolve(system: PolynomialSystem) -> SolutionCount:
    found, msolve.executable = msolve.executable, lambda: None
    try:
        return count_solutions(system, seconds=LIMIT)
    finally:
        msolve.executable = found


def by_sympy(system: PolynomialSystem) -> int:
    """The number of standard monomials of SymPy's basis over ℚ."""
    import sympy

    symbols = sympy.symbols(system.variables)
    polynomials = [sympy.Poly.from_dict({e: int(c) for e, c in p.items()}, *symbols) for p in system.integral()]
    basis = sympy.groebner(polynomials, *symbols, order="grevlex")
    return len(standard_monomials([p.monoms(order="grevlex")[0] for p in basis.polys], len(symbols)) or [])


def limited(run: Callable[[PolynomialSystem], int], system: PolynomialSystem) -> Seconds | None:
    """Seconds of a run in a process of its own; None when it takes longer than the limit."""
    process = multiprocessing.Process(target=run, args=(system,))

    def ended() -> bool:
        process.start()
        process.join(LIMIT)
        if process.is_alive():
            process.kill()
            process.join()
            return False
        return True

    seconds, has_ended = timed(ended)
    return seconds if has_ended else None


Row = tuple[str, int, dict[str, Seconds | None]]


def measured(name: str, system: PolynomialSystem, *, quick: bool) -> Row:
    """All routes on one system."""
    count_solutions(system)  # what is imported or remembered once is no part of the count
    seconds, count = timed(lambda: count_solutions(system, seconds=10 * LIMIT), repeats=REPEATS)
    routes: dict[str, Seconds | None] = {"symdl count": seconds}
    if msolve.executable() is not None:
        routes["msolve"] = timed(lambda: alone(system, "-P", "2"), repeats=REPEATS)[0]
        routes["msolve, real roots"] = timed(lambda: alone(system), repeats=REPEATS)[0]
        routes["msolve, as count runs it"] = timed(
            lambda: msolve_points.asked(system, LIMIT, iter(())), repeats=REPEATS
        )[0]
    if not quick:
        seconds, own = timed(lambda: without_msolve(system))
        routes["symdl without msolve"] = seconds if own.real and own.real.value is not None else None
        routes["SymPy"] = limited(by_sympy, system)
    return name, count.distinct.value, routes


def told(row: Row) -> str:
    name, number, routes = row
    text = f"{name}: {number} solutions; " + ", ".join(
        f"{route} {seconds or f'more than {LIMIT:.0f}'}" for route, seconds in routes.items()
    )
    count = routes["symdl count"]
    for bare in (routes.get("msolve"), routes.get("msolve, as count runs it")):
        if count and bare:
            text += f"; count to msolve {count.clock / bare.clock:.2f} ({count.processor / bare.processor:.2f})"
    if "SymPy" in routes:
        slow = routes["SymPy"]
        text += f"; SymPy {'at least ' if slow is None else ''}{(slow.processor if slow else LIMIT) / count.processor:.0f} times as long"
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plot", help="a file for the figure")
    parser.add_argument("--quick", action="store_true", help="without SymPy and the route of symdl alone")
    parser.add_argument("--only", nargs="+", choices=SYSTEMS, default=list(SYSTEMS), metavar="NAME")
    arguments = parser.parse_args()
    rows = []
    for name in arguments.only:
        rows.append(measured(name, SYSTEMS[name](), quick=arguments.quick))
        print(told(rows[-1]), flush=True)
    print(volumes(family("cyclic", 7)))
    if arguments.plot:
        plot(rows, arguments.plot)


def volumes(system: PolynomialSystem) -> str:
    """The mixed volume of cyclic 7 in processor seconds, by symdl and, where it is installed, by the MixedVol algorithm of PHCpack."""
    mixed_volume(system.supports)
    began = time.process_time()
    volume = mixed_volume(system.supports)
    text = f"mixed volume of cyclic 7: {volume}; symdl {time.process_time() - began:.3f} s"
    program = shutil.which("phc")
    if program is None:
        return text
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in", Path(folder) / "out"
        lines = [" + ".join(f"({c})*{_monomial(e, system.variables)}" for e, c in p.items()) for p in system.integral()]
        source.write_text(f"{len(lines)}\n" + ";\n".join(lines) + ";\n")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run(
            [program, "-m", source, target],
            input="4\nn\nn\nn\n0\nn\n0\nn\n",
            text=True,
            capture_output=True,
            timeout=LIMIT,
        )
        seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        found = re.search(r"mixed volume : +([0-9]+)", target.read_text())
    return f"{text}, PHCpack {seconds:.3f} s ({found[1] if found else 'no answer'})"


def _monomial(exponents: Sequence[int], names: Sequence[str]) -> str:
    return "*".join(f"{x}^{k}" for x, k in zip(names, exponents, strict=True) if k) or "1"


def plot(rows: Sequence[Row], file: str) -> None:
    """Processor seconds against the number of solutions, both logarithmic, one line a route."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 4))
    for route in rows[0][2]:
        known = sorted((number, routes[route].processor) for _, number, routes in rows if routes.get(route))
        if known:
            axes.loglog(*zip(*known, strict=True), "o-", label=route)
    axes.set_xlabel("complex solutions")
    axes.set_ylabel("processor seconds")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None} if file.endswith(".svg") else None)


if __name__ == "__main__":
    main()
