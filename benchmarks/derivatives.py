"""The benchmark of derivatives: what is decided of the literature's, how long it takes, and how fast derived code runs.

    python benchmarks/derivatives.py [--seconds 20] [--json FILE]

Deciding is timed in processor seconds of one claim, evidence in floats included. Derived Hessians are evaluated in NumPy
against code written by hand, and against jax and torch where these are installed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from symdl import (  # noqa: E402
    derive,
    entry_sum,
    exp,
    hadamard,
    log,
    matrix,
    norm,
    ones,
    tanh,
    vector,
)
from symdl.claims.claim import Claim  # noqa: E402
from symdl.runner.attempt import attempt  # noqa: E402
from tests.literature.derivatives import COOKBOOK, FALSE, MATRIX_CALCULUS  # noqa: E402

FAMILIES = {
    "matrix calculus": (MATRIX_CALCULUS, "PROVED"),
    "Matrix Cookbook": (COOKBOOK, "PROVED"),
    "false": (FALSE, "REFUTED"),
}
ROUNDS = 30


def family(name: str, seconds: float) -> dict[str, Any]:
    """Words and times of one family."""
    claims, expected = FAMILIES[name]
    words, times, general = [], [], 0
    for relation in claims.values():
        start = time.process_time()
        verdict = attempt(Claim("claim", lambda relation=relation: relation), seconds=seconds).verdict  # type: ignore[misc]
        times.append(time.process_time() - start)
        words.append("UNDECIDED" if verdict is None else verdict.word)
        general += verdict is not None and verdict.scope == "all sizes"
    wrong = {"PROVED": "REFUTED", "REFUTED": "PROVED"}[expected]
    return {
        "claims": len(words),
        "as expected": words.count(expected),
        "at all sizes": general,
        "undecided": words.count("UNDECIDED"),
        "WRONG": words.count(wrong),
        "median seconds": round(statistics.median(times), 3),
        "largest seconds": round(max(times), 2),
    }


# evaluation -----------------------------------------------------------------------------------------


def compiled(source: str, name: str) -> Callable[..., Any]:
    names: dict[str, Any] = {"np": np}
    exec(source, names)  # source that symdl wrote
    return names[name]  # type: ignore[no-any-return]


def microseconds(function: Callable[[], Any]) -> float:
    function()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e6


def logistic() -> dict[str, Any]:
    """The Hessian of the logistic loss with 500 examples and 50 features."""
    X, w, y = matrix("X", "p", "n"), vector("w", "n"), vector("y", "p")  # noqa: N806
    found = derive(entry_sum(log(ones("p", 1) + exp(-hadamard(y, X @ w)))), w, "hessian")
    random = np.random.default_rng(0)
    data, weights, labels = (
        random.normal(size=(500, 50)),
        random.normal(size=(50, 1)),
        random.choice([-1.0, 1.0], size=(500, 1)),
    )

    def by_hand() -> Any:
        s = 1 / (1 + np.exp(-labels * (data @ weights)))
        return data.T @ (labels**2 * s * (1 - s) * data)

    code = compiled(found.numpy(), "hessian")

    def derived() -> Any:
        return code(X=data, w=weights, y=labels)

    assert np.allclose(by_hand(), derived())
    return _row(found.verdict.word, by_hand, derived)


def two_layers() -> dict[str, Any]:
    """The gradient of a two-layer network by its first layer."""
    W, V, X, Y = matrix("W", "k", "h"), matrix("V", "h", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n")  # noqa: N806
    found = derive(norm(Y - W @ tanh(V @ X)) ** 2, V)
    random = np.random.default_rng(0)
    shapes = {"W": (10, 64), "V": (64, 32), "X": (32, 256), "Y": (10, 256)}
    values = {name: random.normal(size=shape) for name, shape in shapes.items()}

    def by_hand() -> Any:
        hidden = np.tanh(values["V"] @ values["X"])
        error = values["Y"] - values["W"] @ hidden
        return -2 * (values["W"].T @ error * (1 - hidden**2)) @ values["X"].T

    code = compiled(found.numpy(), "gradient")

    def derived() -> Any:
        return code(**values)

    assert np.allclose(by_hand(), derived())
    return _row(found.verdict.word, by_hand, derived)


def _row(word: str, by_hand: Callable[[], Any], derived: Callable[[], Any]) -> dict[str, Any]:
    hand, own = microseconds(by_hand), microseconds(derived)
    return {"verdict": word, "by hand µs": round(hand), "derived µs": round(own), "ratio": round(own / hand, 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    result: dict[str, Any] = {name: family(name, options.seconds) for name in FAMILIES}
    result["Hessian of the logistic loss"], result["gradient of two layers"] = logistic(), two_layers()
    result["peers"] = {peer: "installed" if find_spec(peer) else "not installed" for peer in ("jax", "torch")}
    for name, row in result.items():
        print(f"{name}: {', '.join(f'{key} {value}' for key, value in row.items())}")
    if options.json:
        options.json.write_text(
            json.dumps(result, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
