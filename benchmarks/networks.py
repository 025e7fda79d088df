"""Derivatives of networks beside SymPy, SymEngine and bare FLINT, and exact differentiation beside one evaluation.

    python benchmarks/networks.py [--repeats 5] [--quick] [--scaling] [--plot FILE] [--json FILE]

All times are processor seconds of one process, the smallest of the repeats, and compared within one run. A peer that is not installed is
skipped with a word. SymPy's derivatives of the larger polynomial are timed on a sample of the entries and scaled up to all
of them, which is said in its line.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import sympy as sp
from sympy.external.gmpy import GROUND_TYPES

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from symdl import PolynomialNetwork  # noqa: E402
from symdl.algebra.float_rings import FLOAT, Balls  # noqa: E402
from symdl.algebra.polynomial import Polynomial  # noqa: E402
from symdl.algebra.rings import QQ, PrimeField, Ring  # noqa: E402

GOALS = {"sympy.diff": 1000, "sympy ring": 50, "symengine": 100, "bare python-flint": 1 / 1.5}
"""How many times faster than the peer symdl is meant to be."""

EXPANDED = [PolynomialNetwork((3, 4, 2, 1), 2), PolynomialNetwork((3, 3, 3, 1), 3)]
LARGE = [
    PolynomialNetwork((300, 300, 30, 1), 2),
    PolynomialNetwork((30, 30, 2, 1), 2),
    PolynomialNetwork((100, 200, 200, 200, 1), 2),
]
SCALING = [
    ((2, 2, 1), 2), ((3, 3, 1), 2), ((5, 5, 1), 2), ((3, 3, 1), 3), ((5, 5, 1), 3), ((2, 2, 2, 1), 2), ((3, 4, 2, 1), 2),
    ((3, 3, 3, 1), 2), ((4, 4, 4, 1), 2), ((2, 2, 2, 1), 3), ((2, 3, 2, 1), 3), ((3, 3, 3, 1), 3), ((2, 2, 2, 2, 1), 2),
    ((4, 4, 3, 1), 3),
]  # fmt: skip


def fastest(run: Callable[[], Any], repeats: int) -> float:
    """Processor seconds of the fastest of several runs, without garbage collection.

    A result is kept while the next one is made: otherwise malloc hands its memory back, and the time is that of the
    system's page faults. The first run of a process pays for them once; `scaling` shows such first runs.
    """
    best, kept = float("inf"), None
    gc.collect()
    gc.disable()
    for _ in range(repeats):
        start = time.process_time()
        kept = run()
        best = min(best, time.process_time() - start)
    del kept
    gc.enable()
    return best


def scaled_sample(derivative: Callable[[Any, Any], Any], f: Any, variables: list[Any], sample: int) -> float:
    """Seconds of a gradient and the upper triangle of a Hessian, from some entries of each."""
    draw, n = random.Random(0), len(variables)
    chosen = draw.sample(range(n), min(sample, n))
    start = time.process_time()
    slopes = [derivative(f, variables[i]) for i in chosen]
    first = (time.process_time() - start) * n / len(chosen)
    start = time.process_time()
    entries = [derivative(slope, variables[j]) for slope in slopes for j in draw.sample(range(n), min(sample, n))]
    return first + (time.process_time() - start) * n * (n + 1) / 2 / len(entries)


def peers(f: Polynomial, repeats: int, sample: int) -> Iterator[tuple[str, float, str]]:
    """Name, seconds and a remark for each way to a gradient and a Hessian by all variables."""
    n = len(f.variables)

    def bare(element: Any) -> Any:
        slopes = [element.derivative(i) for i in range(n)]
        return slopes, [[slopes[i].derivative(j) for j in range(i, n)] for i in range(n)]

    kinds = {type(g.element).__name__: fastest(lambda g=g: bare(g.element), 4 * repeats) for g in (f, f.rational)}
    kind = min(kinds, key=kinds.__getitem__)
    yield "bare python-flint", kinds[kind], f"{kind}, the faster of {' and '.join(kinds)}"
    domain = sp.ZZ if f.ring.integral else sp.QQ
    ring, *generators = sp.ring([v.name for v in f.variables], domain)
    sparse = ring.from_dict({e: domain.from_sympy(sp.Rational(c.numerator, c.denominator)) for e, c in f.terms})

    def in_ring() -> Any:
        slopes = [sparse.diff(g) for g in generators]
        return slopes, [[slopes[i].diff(generators[j]) for j in range(i, n)] for i in range(n)]

    yield "sympy ring", fastest(in_ring, repeats), f"over {domain}, ground types {GROUND_TYPES}"
    expression = f.to_sympy()
    symbols = [sp.Symbol(v.name, real=True) for v in f.variables]
    if find_spec("symengine") is None:
        yield "symengine", float("nan"), "not installed, skipped"
    else:
        import symengine

        e = symengine.sympify(expression)
        v = [symengine.sympify(symbol) for symbol in symbols]
        yield "symengine", scaled_sample(lambda p, x: p.diff(x), e, v, n), ""
    remark = "" if sample >= n else f"from {sample} + {sample * sample} of {n} + {n * (n + 1) // 2} entries"
    yield "sympy.diff", scaled_sample(sp.diff, expression, symbols, sample), remark


def derivatives(net: PolynomialNetwork, repeats: int, sample: int) -> dict[str, Any]:
    """symdl's gradient and Hessian by all variables beside those of its peers."""
    (f,) = net.output()
    variables = f.variables

    def ours() -> Any:
        fresh = Polynomial(f.ring, f.element)  # remembers no derivatives
        return fresh.gradient(variables), fresh.hessian(variables)

    own = fastest(ours, 4 * repeats)
    timed = list(peers(f, repeats, sample))
    own = min(own, fastest(ours, 4 * repeats))  # once more, so that a busy moment does not tell
    print(f"{net!r}: {len(f)} terms, {len(variables)} variables; gradient and Hessian in {own * 1000:.2f} ms")
    report: dict[str, Any] = {"network": repr(net), "terms": len(f), "seconds": own, "ratios": {}}
    for name, seconds, remark in timed:
        ratio = seconds / own
        report["ratios"][name] = ratio
        goal = GOALS[name]
        word = (
            remark
            if ratio != ratio
            else f"{ratio:9.2f} × symdl  (goal ≥ {goal:.4g})  {'holds' if ratio >= goal else 'MISSED'}  {remark}"
        )
        print(f"  {name:18} {seconds * 1000:12.2f} ms  {word}")
    return report


def gradient_costs(repeats: int) -> list[dict[str, Any]]:
    """One exact gradient over one exact evaluation, through the public functions."""
    rows = []
    rings: list[tuple[str, Ring, Callable[[random.Random], Any]]] = [
        ("ℚ, integers", QQ, lambda draw: draw.randint(-9, 9)),
        ("ℚ, fractions", QQ, lambda draw: Fraction(draw.randint(-9, 9), draw.randint(1, 9))),
        ("GF(2⁶¹ − 1)", PrimeField(2**61 - 1), lambda draw: draw.randint(0, 2**60)),
        ("balls", Balls(128), lambda draw: Fraction(draw.randint(-99, 99), 16)),
        ("floats", FLOAT, lambda draw: draw.random()),
    ]
    print("\nExact gradient by all weights over one evaluation (goal ≤ 6)")
    for net in LARGE:
        (f,) = net.unexpanded.output()
        gradient = f.gradient()
        for name, ring, value in rings:
            draw = random.Random(1)
            with ring.working():
                point = [ring.convert(value(draw)) for _ in f.variables]
            evaluation = fastest(lambda f=f, point=point, ring=ring: f.evaluate(point, ring=ring), repeats)
            derived = fastest(lambda g=gradient, point=point, ring=ring: g.evaluate(point, ring=ring), repeats)
            ratio = derived / evaluation
            rows.append({"network": repr(net), "ring": name, "seconds": derived, "ratio": ratio})
            print(
                f"  {net.weight_count:7} weights, {name:13} {derived * 1000:8.1f} ms  {ratio:5.2f}  {'holds' if ratio <= 6 else 'MISSED'}"
            )
    return rows


def float_jacobian(net: PolynomialNetwork, w: Any, x: Any) -> Any:
    """The same Jacobian in float64, for activations z²."""
    matrices = [w[layer.start : layer.stop].reshape(layer.rows, layer.columns) for layer in net.layers]
    arrivals, sums = [x], []
    for W in matrices:
        sums.append(arrivals[-1] @ W.T)
        arrivals.append(sums[-1] ** 2)
    J = np.empty((len(x), len(w)))
    delta = np.ones((len(x), 1))
    for layer, W, a, z in list(zip(net.layers, matrices, arrivals, [None, *sums], strict=False))[::-1]:
        np.multiply(
            delta[:, :, None],
            a[:, None, :],
            out=J[:, layer.start : layer.stop].reshape(len(x), layer.rows, layer.columns),
        )
        if z is not None:
            delta = 2 * z * (delta @ W)
    return J


def modular_jacobian(repeats: int) -> dict[str, float]:
    """2,000 weights × 2,000 inputs mod p beside float64."""
    net = PolynomialNetwork((20, 60, 13, 1), 2)
    draw = np.random.default_rng(0)
    w, x = draw.integers(0, 1000, net.weight_count), draw.integers(0, 1000, (2000, 20))
    exact, floats = net.jacobian_mod(w, x), float_jacobian(net, w.astype(float), x.astype(float))
    assert exact.shape == floats.shape
    modular = fastest(lambda: net.jacobian_mod(w, x), repeats)
    floating = fastest(lambda: float_jacobian(net, w.astype(float), x.astype(float)), repeats)
    print(
        f"\nJacobian of {net.weight_count} weights at 2000 inputs: mod p {modular * 1000:.1f} ms, float64 {floating * 1000:.1f} ms, ratio {modular / floating:.2f} (goal < 3)"
    )
    return {"modular": modular, "float64": floating, "ratio": modular / floating}


MEASURED = """
import sys, time
from pathlib import Path
from symdl import PolynomialNetwork
widths, s = tuple(map(int, sys.argv[1].split(","))), int(sys.argv[2])
PolynomialNetwork((1, 1, 1), 1).output()[0].hessian()  # what is imported on the way
start = time.process_time()
(f,) = PolynomialNetwork(widths, s).output()
middle = time.process_time()
kept = f.gradient(f.variables), f.hessian(f.variables)
end = time.process_time()
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(len(f), len(f.variables), middle - start, end - middle, status["VmHWM"].split()[0])
"""


def scaling() -> list[dict[str, Any]]:
    """Time and peak memory against the number of terms, one process for each network (on Linux, which tells the peak)."""
    print("\n     terms  variables    expand    derive   peak memory")
    rows = []
    for widths, s in SCALING:
        command = [sys.executable, "-c", MEASURED, ",".join(map(str, widths)), str(s)]
        terms, variables, expand, derive, peak = map(
            float, subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
        )
        rows.append(
            {
                "widths": widths,
                "degree": s,
                "terms": int(terms),
                "expand": expand,
                "derive": derive,
                "peak_mb": peak / 1024,
            }
        )
        print(
            f"{int(terms):10} {int(variables):10} {expand * 1000:8.1f}ms {derive * 1000:8.1f}ms {peak / 1024:8.0f} MB   {widths}, z^{s}"
        )
    return rows


def plot(rows: list[dict[str, Any]], file: str) -> None:
    if find_spec("matplotlib") is None:
        print("matplotlib is not installed, the plot is skipped")
        return
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 4))
    for depth, marker in zip(sorted({len(row["widths"]) - 1 for row in rows}), "os^D", strict=False):
        kept = [row for row in rows if len(row["widths"]) - 1 == depth]
        terms = [row["terms"] for row in kept]
        for key, name, colour in (("derive", "gradient and Hessian", "C0"), ("expand", "expansion", "C1")):
            left.loglog(terms, [row[key] for row in kept], marker, color=colour, label=f"{name}, {depth} layers")
        right.loglog(terms, [row["peak_mb"] for row in kept], marker, color="C2", label=f"{depth} layers")
    left.set(xlabel="terms of the output", ylabel="processor seconds")
    right.set(xlabel="terms of the output", ylabel="peak memory of the process, MB")
    left.legend(fontsize="small")
    right.legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None} if file.endswith(".svg") else None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="the first network only")
    parser.add_argument("--scaling", action="store_true", help="time and memory over widths and depths")
    parser.add_argument("--plot", help="an image file for the scaling")
    parser.add_argument("--json", help="a file for the figures")
    options = parser.parse_args()
    report: dict[str, Any] = {
        "derivatives": [
            derivatives(net, options.repeats, sample)
            for net, sample in list(zip(EXPANDED, (8, 3), strict=True))[: 1 if options.quick else 2]
        ],
        "gradient": gradient_costs(options.repeats),
        "jacobian": modular_jacobian(options.repeats),
    }
    if options.scaling or options.plot:
        report["scaling"] = scaling()
        if options.plot:
            plot(report["scaling"], options.plot)
    if options.json:
        Path(options.json).write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
