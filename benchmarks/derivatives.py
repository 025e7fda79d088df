"""The benchmark of derivatives: what is decided of the literature's, how long it takes, and how fast derived code runs.

    python benchmarks/derivatives.py [--seconds 20] [--json FILE]

Deciding is timed in processor seconds of one claim, evidence in floats included. Derived Hessians are evaluated in NumPy
against code written by hand, and against jax (compiled, CPU) and torch where these are installed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from importlib import metadata
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
ROUNDS, LONGEST = 100, 3.0


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


def microseconds(*functions: Callable[[], Any]) -> list[float]:
    """The least of many runs for each function, in turn, so that other work of the machine counts little."""
    least = [float("inf")] * len(functions)
    began = time.perf_counter()
    for k in range(ROUNDS):
        for place, function in enumerate(functions):
            start = time.perf_counter()
            function()
            least[place] = min(least[place], time.perf_counter() - start)
        if k > 1 and time.perf_counter() - began > LONGEST:
            break
    return [seconds * 1e6 for seconds in least]


def arrays(seed: int, **shapes: tuple[int, int]) -> dict[str, Any]:
    random = np.random.default_rng(seed)
    return {name: random.normal(size=shape) for name, shape in shapes.items()}


def logistic() -> dict[str, Any]:
    """The Hessian of the logistic loss with 500 examples and 50 features."""
    X, w, y = matrix("X", "p", "n"), vector("w", "n"), vector("y", "p")  # noqa: N806
    values = arrays(0, X=(500, 50), w=(50, 1), y=(500, 1))
    values["y"] = np.sign(values["y"])

    def by_hand() -> Any:
        s = 1 / (1 + np.exp(-values["y"] * (values["X"] @ values["w"])))
        return values["X"].T @ (values["y"] ** 2 * s * (1 - s) * values["X"])

    def loss(np: Any, w: Any, X: Any, y: Any) -> Any:  # noqa: N803
        return np.log(1 + np.exp(-y * (X @ w))).sum()

    found = derive(entry_sum(log(ones("p", 1) + exp(-hadamard(y, X @ w)))), w, "hessian")
    return compared(found, "hessian", values, "w", loss, by_hand)


def factorisation() -> dict[str, Any]:
    """The Hessian of ‖S − U Uᵀ‖² for a 30 × 30 matrix of rank 5."""
    U, S = matrix("U", "m", "r"), matrix("S", "m", "m")  # noqa: N806
    values = arrays(1, U=(30, 5), S=(30, 30))

    def loss(np: Any, U: Any, S: Any) -> Any:  # noqa: N803
        return ((S - U @ U.T) ** 2).sum()

    return compared(derive(norm(S - U @ U.T) ** 2, U, "hessian"), "hessian", values, "U", loss)


def two_layers(kind: str) -> dict[str, Any]:
    """The gradient or Hessian of a two-layer network by its first layer."""
    W, V, X, Y = matrix("W", "k", "h"), matrix("V", "h", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n")  # noqa: N806
    h, d, n = (64, 32, 256) if kind == "gradient" else (16, 10, 200)
    values = arrays(2, W=(10, h), V=(h, d), X=(d, n), Y=(10, n))

    def by_hand() -> Any:
        hidden = np.tanh(values["V"] @ values["X"])
        error = values["Y"] - values["W"] @ hidden
        return -2 * (values["W"].T @ error * (1 - hidden**2)) @ values["X"].T

    def loss(np: Any, V: Any, W: Any, X: Any, Y: Any) -> Any:  # noqa: N803
        return ((Y - W @ np.tanh(V @ X)) ** 2).sum()

    found = derive(norm(Y - W @ tanh(V @ X)) ** 2, V, kind)
    return compared(found, kind, values, "V", loss, by_hand if kind == "gradient" else None)


def compared(
    found: Any, kind: str, values: dict[str, Any], by: str, loss: Callable[..., Any], by_hand: Any = None
) -> dict[str, Any]:
    """Microseconds of the derived code, of code by hand, and of jax and torch where they are installed, in one run."""
    code, source = compiled(found.numpy(), kind), found.numpy()
    used = {name: value for name, value in values.items() if name in source.split(")")[0].split("(")[1].split(", ")}

    def derived() -> Any:
        return code(**used)

    row: dict[str, Any] = {"verdict": found.verdict.word}
    rivals = {"by hand": by_hand, **{name: peer(kind, values, by, loss) for name, peer in PEERS.items()}}
    for name, run in rivals.items():
        if run is not None:
            difference = np.abs(np.asarray(run()).reshape(derived().shape) - derived()).max()
            assert difference < 1e-8 * (1 + np.abs(derived()).max()), (name, difference)
            own, theirs = microseconds(derived, run)
            row[f"beside {name} µs"], row[f"{name} µs"] = round(own), round(theirs)
            row[f"{name} / derived"] = round(theirs / own, 2)
    return row


def in_jax(kind: str, values: dict[str, Any], by: str, loss: Callable[..., Any]) -> Callable[[], Any] | None:
    """jax on the CPU, compiled, in double precision; a matrix is differentiated by its entries column by column."""
    if find_spec("jax") is None:
        return None
    import jax

    jax.config.update("jax_enable_x64", True)
    rest = {name: jax.numpy.asarray(value) for name, value in values.items() if name != by}
    turned, shape = jax.numpy.asarray(values[by].T.ravel()), values[by].T.shape
    take = jax.grad if kind == "gradient" else jax.hessian
    run = jax.jit(take(lambda x, rest: loss(jax.numpy, x.reshape(shape).T, **rest)))

    def result() -> Any:
        found = run(turned, rest).block_until_ready()
        return np.asarray(found).reshape(shape).T if kind == "gradient" else found

    return result


def in_torch(kind: str, values: dict[str, Any], by: str, loss: Callable[..., Any]) -> Callable[[], Any] | None:
    """torch's own functions, in double precision."""
    if find_spec("torch") is None:
        return None
    import torch

    rest = {name: torch.from_numpy(value) for name, value in values.items() if name != by}
    turned, shape = torch.from_numpy(values[by].T.ravel().copy()), values[by].T.shape

    def value(x: Any) -> Any:
        return loss(torch, x.reshape(shape).T, **rest)

    if kind == "hessian":
        return lambda: torch.autograd.functional.hessian(value, turned).numpy()
    own = turned.requires_grad_(True)
    return lambda: torch.autograd.grad(value(own), own)[0].numpy().reshape(shape).T


PEERS = {"jax": in_jax, "torch": in_torch}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only-evaluation", action="store_true", help="Leave out what is decided.")
    options = parser.parse_args()
    result: dict[str, Any] = {
        name: family(name, options.seconds) for name in (() if options.only_evaluation else FAMILIES)
    }
    result["Hessian of the logistic loss"] = logistic()
    result["Hessian of a matrix factorisation"] = factorisation()
    result["Hessian of two layers"] = two_layers("hessian")
    result["gradient of two layers"] = two_layers("gradient")
    result["peers"] = {peer: metadata.version(peer) if find_spec(peer) else "not installed" for peer in PEERS}
    for name, row in result.items():
        print(f"{name}: {', '.join(f'{key} {value}' for key, value in row.items())}")
    if options.json:
        options.json.write_text(
            json.dumps(result, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
