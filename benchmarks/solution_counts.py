"""Solution counts side by side: symdl, SymPy's Gröbner bases, and msolve where it is installed, in one run.

    python benchmarks/solution_counts.py [--plot FILE] [--quick]

Prints seconds and the number of solutions for each system and route, and the ratios to msolve and SymPy. SymPy is stopped after a minute.
With --plot the times are drawn against the number of solutions (needs matplotlib).
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
from typing import Any

from symdl.algebra.solutions import msolve
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.families import dense_system, family
from symdl.algebra.solutions.mixed_volume import mixed_volume
from symdl.algebra.solutions.modular_basis import ModularBasis, standard_monomials
from symdl.algebra.solutions.system import PolynomialSystem

LIMIT = 60.0
SYSTEMS: dict[str, Callable[[], PolynomialSystem]] = {
    "noon 3": lambda: family("noon", 3),
    "katsura 4": lambda: family("katsura", 4),
    "cyclic 5": lambda: family("cyclic", 5),
    "katsura 6": lambda: family("katsura", 6),
    "dense cubics, 4 unknowns": lambda: dense_system(4, 3),
    "katsura 8": lambda: family("katsura", 8),
}


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = run()
    return time.perf_counter() - began, result


def degree(system: PolynomialSystem) -> int:
    """The route of symdl: a basis modulo a prime."""
    basis = ModularBasis.of(len(system.variables), system.integral())
    return len(standard_monomials(basis.leads, basis.n) or [])


def by_sympy(system: PolynomialSystem) -> int:
    """The number of standard monomials of SymPy's basis over ℚ."""
    import sympy

    symbols = sympy.symbols(system.variables)
    polynomials = [sympy.Poly.from_dict({e: int(c) for e, c in p.items()}, *symbols) for p in system.integral()]
    basis = sympy.groebner(polynomials, *symbols, order="grevlex")
    return len(standard_monomials([p.monoms(order="grevlex")[0] for p in basis.polys], len(symbols)) or [])


def limited(run: Callable[[PolynomialSystem], int], system: PolynomialSystem) -> float | None:
    """Seconds of a run in a process of its own; None when it takes longer than the limit."""
    process = multiprocessing.Process(target=run, args=(system,))
    began = time.perf_counter()
    process.start()
    process.join(LIMIT)
    seconds = time.perf_counter() - began
    if process.is_alive():
        process.kill()
        process.join()
        return None
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plot", help="a file for the figure")
    parser.add_argument("--quick", action="store_true", help="without SymPy")
    arguments = parser.parse_args()
    rows: list[tuple[str, int, dict[str, float | None]]] = []
    for name, build in SYSTEMS.items():
        system = build()
        seconds, number = timed(lambda system=system: degree(system))
        routes: dict[str, float | None] = {"symdl modulo a prime": seconds}
        routes["symdl count"] = timed(lambda system=system: count_solutions(system))[0]
        if msolve.executable() is not None:
            routes["msolve alone"] = timed(lambda system=system: msolve.run(system, [], seconds=LIMIT))[0]
        if not arguments.quick:
            routes["SymPy over ℚ"] = limited(by_sympy, system)
        rows.append((name, number, routes))
        alone = routes.get("msolve alone")
        shown = ", ".join(f"{route} {_seconds(s)}" for route, s in routes.items())
        print(f"{name}: {number} solutions; {shown}", flush=True)
        if alone is not None:
            print(f"    symdl count takes {routes['symdl count'] / alone:.2f} times as long as msolve alone")
        if arguments.quick:
            continue
        if routes["SymPy over ℚ"] is None:
            print(f"    symdl is at least {LIMIT / seconds:.0f} times as fast as SymPy, which ran into the limit")
        else:
            print(f"    symdl is {routes['SymPy over ℚ'] / seconds:.0f} times as fast as SymPy")
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


def _seconds(value: float | None) -> str:
    return f"more than {LIMIT:.0f} s" if value is None else f"{value:.2f} s"


def plot(rows: list[tuple[str, int, dict[str, float | None]]], file: str) -> None:
    """Time against the number of solutions, both logarithmic, one line a route."""
    import matplotlib.pyplot as plt

    for route in rows[0][2]:
        known = sorted((number, routes[route]) for _, number, routes in rows if routes.get(route) is not None)
        plt.loglog(*zip(*known, strict=True), "o-", label=route) if known else None
    plt.xlabel("solutions")
    plt.ylabel("seconds")
    plt.legend()
    plt.savefig(file)


if __name__ == "__main__":
    main()
