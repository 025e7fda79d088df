"""How verification time grows with the number of claims, and where the time goes.

    python benchmarks/verification.py [--largest 160] [--repeats 3] [--json FILE]

Claims are generated from six families with numbers that change, so no two are the same. Times are of one process
and the smallest of the repeats; slopes are least-squares fits of log time against log number (1 is linear).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import contextmanager
from math import log
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import symdl.runner.decide as decide_module  # noqa: E402
import symdl.runner.recheck as recheck_module  # noqa: E402
from symdl import equal, gradient, identity, implies, inverse, matrix, norm, relu, scalar, summation  # noqa: E402
from symdl.claims.claim import Claim  # noqa: E402
from symdl.runner.attempt import attempt  # noqa: E402
from symdl.runner.report import Result  # noqa: E402
from symdl.terms.relation import Relation  # noqa: E402

STAGES: dict[str, tuple[tuple[Any, str], ...]] = {
    "refuting": ((decide_module, "counterexample"), (decide_module, "goal_fails")),
    "instances": ((decide_module, "satisfying_instance"), (decide_module, "hypotheses_hold")),
    "proving": ((decide_module, "find_proof"),),
    "checking": ((decide_module, "check_certificate"), (recheck_module, "check_certificate")),
    "evidence": ((decide_module, "evidence_for"),),
}
"""Which functions make up a stage; building the claim is `reading`, and what is left is `other`."""


def square_of_a_sum(k: int) -> Relation:
    x, y = scalar("x"), scalar("y")
    return equal((x + k * y) ** 2, x**2 + 2 * k * x * y + k**2 * y**2)


def weighted_squares(k: int) -> Relation:
    x, y = scalar("x"), scalar("y")
    return 2 * k * x * y <= x**2 + k**2 * y**2


def point_of_an_ideal(k: int) -> Relation:
    x, y = scalar("x"), scalar("y")
    return implies([equal(x + y, k + 1), equal(x * y, k)], equal(x**2 + y**2, k**2 + 1))


def scaled_relu(k: int) -> Relation:
    x = scalar("x")
    return equal(k * relu(x) - k * relu(-x), k * x)


def ridge_gradient(k: int) -> Relation:
    X, Y, W = matrix("X", "d", "n"), matrix("Y", "k", "n"), matrix("W", "k", "d")
    lam = scalar("lambda", positive=True)
    return equal(gradient(norm(Y - W @ X) ** 2 + k * lam * norm(W) ** 2, W), -2 * (Y - W @ X) @ X.T + 2 * k * lam * W)


def push_through(k: int) -> Relation:
    X, lam = matrix("X", "d", "n"), scalar("lambda", positive=True)
    return equal(inverse(X @ X.T + k * lam * identity("d")) @ X, X @ inverse(X.T @ X + k * lam * identity("n")))


def sum_of_multiples(k: int) -> Relation:
    i, n = scalar("i", natural=True), scalar("n", natural=True)
    return equal(summation(i, 1, n, k * i), k * n * (n + 1) / 2)


def false_square(k: int) -> Relation:
    x, y = scalar("x"), scalar("y")
    return equal((x + k * y) ** 2, x**2 + k**2 * y**2)


FAMILIES = (
    square_of_a_sum, weighted_squares, point_of_an_ideal, scaled_relu, ridge_gradient, push_through, sum_of_multiples, false_square
)  # fmt: skip


def generated(count: int) -> list[Claim]:
    """Claims of all families in turn, each with its own number."""
    return [_claim(FAMILIES[index % len(FAMILIES)], index // len(FAMILIES) + 1) for index in range(count)]


def _claim(family: Callable[[int], Relation], k: int) -> Claim:
    return Claim(f"{family.__name__}_{k}", lambda: family(k))


# time ---------------------------------------------------------------------------------------------


@contextmanager
def timers(spent: dict[str, float]) -> Any:
    """Functions of the stages, replaced by timed ones."""
    originals = [(module, name, getattr(module, name)) for parts in STAGES.values() for module, name in parts]
    for stage, parts in STAGES.items():
        for module, name in parts:
            setattr(module, name, _timed(getattr(module, name), stage, spent))
    try:
        yield
    finally:
        for module, name, function in originals:
            setattr(module, name, function)


def _timed(function: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **keywords: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*args, **keywords)
        finally:
            spent[stage] += time.perf_counter() - start

    return timed


def run(count: int) -> dict[str, float]:
    """Seconds of each stage, and in all, for that many claims."""
    spent: dict[str, float] = defaultdict(float)
    claims = generated(count)
    start = time.perf_counter()
    for claim in claims:
        claim.to_json()
    spent["reading"] = time.perf_counter() - start
    with timers(spent):
        results = [attempt(claim) for claim in claims]
    spent["total"] = time.perf_counter() - start
    spent["other"] = spent["total"] - sum(spent[stage] for stage in ("reading", *STAGES))
    _require_expected(results)
    return dict(spent)


def _require_expected(results: list[Result]) -> None:
    for result in results:
        wanted = "REFUTED" if result.name.startswith("false") else "PROVED"
        if result.word != wanted:
            raise SystemExit(f"{result.name} is {result.word}, not {wanted}: {result.verdict!r}")


def slope(sizes: list[int], seconds: list[float]) -> float:
    """The exponent p of the best fit seconds ~ size**p."""
    return statistics.linear_regression([log(n) for n in sizes], [log(max(s, 1e-9)) for s in seconds]).slope


def finding_and_checking(count: int) -> dict[str, dict[str, float]]:
    """Milliseconds to find and to check a certificate, by family."""
    rows: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for claim in generated(count):
        spent: dict[str, float] = defaultdict(float)
        with timers(spent):
            attempt(claim)
        found = spent["refuting"] if claim.name.startswith("false") else spent["proving"] + spent["instances"]
        rows[claim.name.rpartition("_")[0]].append((found, spent["checking"] / 2))  # it is checked twice
    return {
        family: {
            "finding_ms": 1000 * statistics.median(f for f, _ in pairs),
            "checking_ms": 1000 * statistics.median(c for _, c in pairs),
        }
        for family, pairs in rows.items()
    }


IMPORTS = {
    "python -c pass": ["-c", "pass"],
    "import symdl": ["-c", "import symdl"],
    "symdl --help": ["-m", "symdl.cli.main", "--help"],
    "import symdl.check": ["-c", "import symdl.check"],
}


def imports(repeats: int) -> dict[str, float]:
    """Seconds of whole processes, the interpreter's start included; the smallest of the repeats."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    seconds = {}
    for name, arguments in IMPORTS.items():
        times = []
        for _ in range(repeats):
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
            times.append(time.perf_counter() - start)
        seconds[name] = min(times)
    return seconds


# report -------------------------------------------------------------------------------------------


def measure(largest: int, repeats: int) -> dict[str, Any]:
    sizes = [size for size in (10, 20, 40, 80, 160, 320, 640) if size <= largest]
    run(len(FAMILIES))  # loads everything
    runs = {size: min((run(size) for _ in range(repeats)), key=lambda spent: spent["total"]) for size in sizes}
    stages = ["reading", *STAGES, "other", "total"]
    return {
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
        "seconds": {str(size): {stage: spent.get(stage, 0.0) for stage in stages} for size, spent in runs.items()},
        "slopes": {stage: slope(sizes, [runs[size].get(stage, 0.0) for size in sizes]) for stage in stages},
        "certificates": finding_and_checking(5 * len(FAMILIES)),
        "imports": imports(max(5, repeats)),
    }


def show(found: dict[str, Any]) -> None:
    stages = list(found["slopes"])
    print("Seconds by number of claims, one process\n")
    print("| claims |", " | ".join(stages), "|")
    print("|---" * (len(stages) + 1) + "|")
    for size, spent in found["seconds"].items():
        print(f"| {size} |", " | ".join(f"{spent[stage]:.3f}" for stage in stages), "|")
    print("| slope |", " | ".join(f"{found['slopes'][stage]:.2f}" for stage in stages), "|")
    last = list(found["seconds"].values())[-1]
    print("| share |", " | ".join(f"{100 * last[stage] / last['total']:.0f} %" for stage in stages), "|")
    print("\nMilliseconds per certificate (median)\n\n| family | finding | checking | ratio |\n|---|---|---|---|")
    for family, row in found["certificates"].items():
        ratio = row["finding_ms"] / row["checking_ms"]
        print(f"| {family} | {row['finding_ms']:.2f} | {row['checking_ms']:.2f} | {ratio:.1f} |")
    print("\nSeconds of a process\n\n| process | seconds |\n|---|---|")
    for name, seconds in found["imports"].items():
        print(f"| `{name}` | {seconds:.3f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=160, help="the largest number of claims (160)")
    parser.add_argument("--repeats", type=int, default=3, help="runs of which the fastest counts (3)")
    parser.add_argument("--json", type=Path, default=ROOT / "benchmarks" / "verification.json", help="where to write")
    options = parser.parse_args()
    found = measure(options.largest, options.repeats)
    show(found)
    options.json.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
