"""Generic ranks of networks side by side with floats, in one run.

    python benchmarks/ranks.py [--largest 3000] [--json FILE] [--plot FILE]

Finding the dimension of a network (rank mod p at random weights, and the counts from above) is compared with building the
float Jacobian of all coefficients in NumPy, in the cheapest way known here, and taking `numpy.linalg.matrix_rank` of it, and with the bare rank of FLINT
of the same residues. Checking is the checker on the certificate. All times are processor seconds of one run in one thread: FLINT uses
no more, and NumPy is told so.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from math import comb
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from flint import nmod_mat

from symdl import minimal_filling_widths, network_rank
from symdl.algebra.modular_rank import rank_mod
from symdl.algebra.monomials import monomials_of_degree
from symdl.check import check_certificate
from symdl.networks.generic_rank import PRIMES, network_bounds
from symdl.networks.modular import jacobian_mod
from symdl.networks.network import PolynomialNetwork
from symdl.ranks.neurovariety import neurovariety_dimension

MAIN = ((10, 20, 20, 10), 2)
SCALING = [((n, 2 * n, 2 * n, n), 2) for n in (2, 4, 6, 8, 10, 12, 14, 16, 19)]
TABLE = Path(__file__).resolve().parents[1] / "tests" / "ranks" / "tables.json"


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    value = work()
    return time.process_time() - start, value


def float_jacobian(widths: tuple[int, ...], degree: int) -> np.ndarray:
    """The Jacobian of all coefficients at random weights: gradients at as many inputs as there are monomials, and one solve."""
    draw = np.random.default_rng(0)
    W = [draw.standard_normal((b, a)) / np.sqrt(a) for a, b in zip(widths, widths[1:], strict=False)]
    total = degree ** (len(widths) - 2)
    exponents = np.array(list(monomials_of_degree(widths[0], total)))
    x = draw.standard_normal((len(exponents), widths[0]))
    arrivals, sums = [x], []
    for k, matrix in enumerate(W):
        sums.append(arrivals[-1] @ matrix.T)
        if k < len(W) - 1:
            arrivals.append(sums[-1] ** degree)
    delta, parts = np.broadcast_to(np.eye(widths[-1]), (len(x), widths[-1], widths[-1])), []
    for k in reversed(range(len(W))):
        parts.append((delta[..., None] * arrivals[k][:, None, None, :]).reshape(len(x), widths[-1], -1))
        if k:
            delta = (delta @ W[k]) * (degree * sums[k - 1] ** (degree - 1))[:, None, :]
    gradients = np.concatenate(parts[::-1], axis=2).reshape(len(x), -1)
    values = np.prod(x[:, None, :] ** exponents[None], axis=2)
    return np.linalg.solve(values, gradients).reshape(len(x) * widths[-1], -1)


def bare(widths: tuple[int, ...], degree: int) -> tuple[float, float]:
    """The rank of FLINT alone, given its own matrix, and the rank as found here from the NumPy array of residues; the best of three."""
    net = PolynomialNetwork(widths, degree)
    p, draw = PRIMES[0], np.random.default_rng(0)
    count = -(-net.weight_count // widths[-1])
    weights, inputs = draw.integers(0, p, net.weight_count), draw.integers(0, p, (count, widths[0]))
    J = jacobian_mod(net, weights, inputs, prime=p)
    residues = nmod_mat(*J.shape, J.ravel().tolist(), p)
    alone = min(timed(residues.rank)[0] for _ in range(3))
    here = min(timed(lambda: rank_mod(J, p))[0] for _ in range(3))
    return alone, here


def row(widths: tuple[int, ...], degree: int, *, floats: bool) -> dict[str, Any]:
    net = network_rank(widths, degree).data
    finding, bounds = timed(lambda: network_bounds(net))
    certificate = neurovariety_dimension(net).certificate
    checking, judgement = timed(lambda: check_certificate(certificate))
    found = {
        "widths": widths,
        "degree": degree,
        "weights": net.weights,
        "ambient": widths[-1] * comb(widths[0] + net.degree - 1, net.degree),
        "dimension": bounds.below,
        "verdict": judgement.word,
        "finding": round(finding, 3),
        "checking": round(checking, 3),
        "ratio": round(checking / finding, 2),
    }
    if floats:
        found["float"], rank = timed(lambda: int(np.linalg.matrix_rank(float_jacobian(widths, degree))))
        found |= {"float rank": rank, "finding / float": round(finding / found["float"], 3)}
    return found


def table() -> Iterator[tuple[tuple[int, ...], int]]:
    data = json.loads(TABLE.read_text())
    for key in ("dimensions", "alexander_hirschowitz"):
        yield from ((tuple(widths), degree) for widths, degree, *_ in data[key])
    yield from ((tuple(d), r) for d, _, dims in data["thresholds"] for r in range(1, len(dims) + 1))


def figures() -> dict[str, Any]:
    """Every figure of the tables: its certificate found, then checked; the dimensions, those behind thresholds, those behind filling widths."""
    data = json.loads(TABLE.read_text())
    nets = [network_rank(*entry).data for entry in table()]
    for inputs, outputs, degree, depth, side, minimal in data["filling"]:
        if minimal is not None and depth <= 6:
            found = minimal_filling_widths(inputs, outputs, degree, [range(1, side + 1)] * (depth - 1))
            nets += [network_rank((inputs, *a, outputs), degree).data for a in (*found.minimal, *found.maximal)]
    times = []
    for net in nets:
        found, _ = min((timed(lambda net=net: network_bounds(net)) for _ in range(3)), key=itemgetter(0))
        certificate = neurovariety_dimension(net).certificate
        checked, judgement = min(
            (timed(lambda c=certificate: check_certificate(c)) for _ in range(3)), key=itemgetter(0)
        )
        times.append((found, checked, judgement.word))
    return {
        "figures": len(times),
        "proved": sum(word == "PROVED" for *_, word in times),
        "finding": round(sum(found for found, *_ in times), 2),
        "checking": round(sum(checked for _, checked, _ in times), 2),
        "worst checking / finding": round(max(checked / found for found, checked, _ in times), 2),
    }


def plot(rows: list[dict[str, Any]], path: Path) -> None:
    """Seconds against weights, with a line of cubic growth through the last time of finding."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    weights = [r["weights"] for r in rows if r["finding"] >= 0.001]
    figure, axes = pyplot.subplots(figsize=(6, 4))
    for name, mark in (("finding", "o-"), ("checking", "s-")):
        axes.loglog(weights, [r[name] for r in rows if r["finding"] >= 0.001], mark, label=name)
    last, seconds = weights[-1], rows[-1]["finding"]
    axes.loglog(weights, [seconds * (w / last) ** 3 for w in weights], "k:", label="weights³")
    axes.set(xlabel="weights of n → 2n → 2n → n, degree 2", ylabel="processor seconds")
    axes.legend()
    figure.savefig(path, bbox_inches="tight")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--largest", type=int, default=1000, help="most weights of the scaling rows")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path, help="an image of the scaling rows (needs matplotlib)")
    options = parser.parse_args()
    network_bounds(network_rank((2, 2, 1), 2).data)  # imports are not measured
    report: dict[str, Any] = {"main": row(*MAIN, floats=True)}
    alone, here = bare(*MAIN)
    report["bare rank"] = {"flint": round(alone, 3), "here": round(here, 3), "ratio": round(here / alone, 2)}
    sizes = [(w, r) for w, r in SCALING if network_rank(w, r).data.weights <= options.largest]
    report["scaling"] = [row(*size, floats=False) for size in sizes]
    rows = list(table())[:212]
    seconds, words = timed(lambda: [neurovariety_dimension(network_rank(*entry).data).known for entry in rows])
    report["table"] = {"rows": len(rows), "proved": words.count("proved"), "seconds": round(seconds, 2)}
    report["figures"] = figures()
    text = json.dumps(report, indent=1)
    print(text)
    if options.plot:
        plot(report["scaling"], options.plot)
    if options.json:
        options.json.write_text(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
