"""Every derived formula against central differences and the complex step, as NumPy code at random sizes."""

from collections.abc import Callable, Iterable
from inspect import signature

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symdl import (
    det,
    diag,
    entry_sum,
    exp,
    hadamard,
    hadamard_power,
    hessian,
    inner,
    inverse,
    jacobian,
    log,
    log_sum_exp,
    matrix,
    norm,
    ones,
    sigmoid,
    softmax,
    sqrt,
    tanh,
    trace,
    vector,
)
from symdl.calculus.derive import derived
from symdl.semantics.numpy_code import numpy_function
from symdl.semantics.substitution import free_symbols, size_symbols
from symdl.terms.term import Term

W, X, Y = matrix("W", "k", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n")
V, U = matrix("V", "h", "d"), matrix("U", "k", "h")
A, B = matrix("A", "n", "n"), matrix("B", "m", "n")
x, y, c = vector("x", "n"), vector("y", "n"), vector("c", "m")
E = Y - U @ tanh(V @ X)

FORMULAS: dict[str, tuple[Term, Term, str | None]] = {
    "least squares": (norm(Y - W @ X) ** 2, W, None),
    "two layers, first": (norm(E) ** 2, V, None),
    "two layers, second": (norm(E) ** 2, U, None),
    "three layers": (norm(Y - W @ tanh(matrix("T", "d", "d") @ sigmoid(matrix("S", "d", "d") @ X))) ** 2, matrix("S", "d", "d"), None),
    "quadratic form": (x.T @ A @ x, x, None),
    "quotient of forms": (x.T @ A @ x / (x.T @ x), x, None),
    "trace of a power": (trace(A @ A @ A), A, None),
    "inverse": (x.T @ inverse(A) @ y, A, None),
    "log-determinant": (log(det(B.T @ B)), B, None),
    "log-sum-exp": (log_sum_exp(B @ x), x, None),
    "logistic": (entry_sum(log(ones("m", 1) + exp(-hadamard(c, B @ x)))), x, None),
    "entrywise powers": (entry_sum(hadamard_power(B @ x, 3)), x, None),
    "root": (sqrt(1 + x.T @ x), x, None),
    "diagonal": (y.T @ diag(x) @ A @ diag(x) @ y, x, None),
    "Jacobian of softmax": (softmax(x), x, None),
    "Jacobian of a layer": (tanh(B @ x), x, None),
    "Jacobian of normalisation": (x / norm(x), x, None),
    "Jacobian of a quadratic map": (x @ x.T @ A @ x, x, None),
    "Jacobian after vec": (A @ matrix("Z", "n", "n") @ A, matrix("Z", "n", "n"), None),
    "Jacobian of the inverse": (inverse(A), A, None),
    "Hessian of log-sum-exp": (log_sum_exp(x), x, "hessian"),
    "Hessian of logistic": (entry_sum(log(ones("m", 1) + exp(-hadamard(c, B @ x)))), x, "hessian"),
    "Hessian of least squares": (norm(B @ x - c) ** 2, x, "hessian"),
    "Jacobian of a Gram matrix": (A.T @ A, A, None),
    "Jacobian of a transpose": (B.T, B, None),
    "Jacobian of a layer after vec": (tanh(B @ A), A, None),
    "Jacobian of a normalised matrix": (B / norm(B), B, None),
    "Hessian of a log-determinant": (log(det(A)), A, "hessian"),
    "Hessian of a factorisation": (norm(matrix("S", "m", "m") - B @ B.T) ** 2, B, "hessian"),
    "Hessian of one factor": (norm(Y - W @ X) ** 2, W, "hessian"),
    "Hessian of two layers": (norm(E) ** 2, V, "hessian"),
    "Hessian of entrywise powers": (entry_sum(hadamard_power(A @ A, 3)), A, "hessian"),
    "Hessian after vec": (trace(A.T @ B.T @ B @ A), A, "hessian"),
}  # fmt: skip
HOLOMORPHIC = [name for name, (term, _, kind) in FORMULAS.items() if kind is None and "normal" not in name and "least" not in name and "layers" not in name]  # fmt: skip


def compiled(term: Term, also: Iterable[Term] = ()) -> Callable[..., object]:
    """The NumPy function of a term, by its own source."""
    names: dict[str, object] = {"np": np}
    exec(numpy_function(term, "formula", also), names)  # source that symdl wrote
    return names["formula"]  # type: ignore[return-value]


def applied(function: Callable[..., object], values: dict[str, np.ndarray]) -> np.ndarray:
    """The value at those of the arrays that are arguments."""
    return np.asarray(function(**{name: values[name] for name in signature(function).parameters}))


def drawn(term: Term, seed: int) -> dict[str, np.ndarray]:
    """Positive entries, square matrices near the unit, at random sizes; sorted by name as in the code."""
    random = np.random.default_rng(seed)
    symbols = sorted(free_symbols(term), key=lambda s: s.data.name)
    sizes = {name: int(random.integers(1, 4)) for name in sorted(size_symbols(term))}
    sizes["m"] = sizes.get("n", 1) + 1  # B has full column rank
    values = {}
    for symbol in symbols:
        shape = tuple(sizes[s] if isinstance(s, str) else s for s in symbol.shape)
        value = random.uniform(0.2, 1.0, size=shape)
        values[symbol.data.name] = value + 2 * np.eye(*shape) if shape[0] == shape[1] else value
    return values


def stacked(value: object) -> np.ndarray:
    return np.asarray(value).reshape(-1, 1, order="F") if np.ndim(value) == 2 else np.asarray([[value]])


def slopes(function: Callable[..., object], values: dict[str, np.ndarray], by: str, step: complex) -> np.ndarray:
    """∂vec f/∂(vec x)ᵀ column by column, by central differences or the complex step."""
    columns = []
    base = values[by]
    for j in range(base.shape[1]):
        for i in range(base.shape[0]):
            unit = np.zeros(base.shape, dtype=type(step))
            unit[i, j] = step
            if isinstance(step, complex):
                columns.append(stacked(function(**{**values, by: base + unit})).imag / step.imag)
            else:
                ends = (stacked(function(**{**values, by: base + s * unit})) for s in (1, -1))
                columns.append((next(ends) - next(ends)) / (2 * step))
    return np.hstack(columns)


def difference(name: str, seed: int, step: complex) -> float:
    term, by, kind = FORMULAS[name]
    asked, value = derived(term, by, kind)
    values = drawn(term, seed)
    body = derived(term, by, "gradient")[1] if kind == "hessian" else term
    inside = {k: v for k, v in values.items() if k in {s.data.name for s in free_symbols(body)}}
    given_, found = (
        slopes(compiled(body), inside, by.data.name, step),
        applied(compiled(value, free_symbols(asked)), values),
    )
    found = stacked(found).T if asked.op == "gradient" else found
    return float(np.abs(given_ - found).max() / (1 + np.abs(found).max()))


@pytest.mark.parametrize("name", FORMULAS)
@settings(max_examples=6, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000))
def test_a_derived_formula_agrees_with_central_differences(name: str, seed: int) -> None:
    assert difference(name, seed, 1e-5) < 1e-6


@pytest.mark.parametrize("name", HOLOMORPHIC)
@settings(max_examples=6, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000))
def test_a_derived_formula_agrees_with_the_complex_step(name: str, seed: int) -> None:
    assert difference(name, seed, 1e-30j) < 1e-12


def loss(library, V, U, X, Y):
    return ((Y - U @ library.tanh(V @ X)) ** 2).sum()


@pytest.mark.parametrize("kind", ["gradient", "hessian"])
@pytest.mark.parametrize("peer", ["jax", "torch"])
def test_a_derived_formula_agrees_with_automatic_differentiation(peer: str, kind: str) -> None:
    library = pytest.importorskip(peer)
    asked, value = derived(norm(E) ** 2, V, kind)
    values = drawn(norm(E) ** 2, 7)
    rest = {name: values[name] for name in ("U", "X", "Y")}
    shape = values["V"].T.shape
    if peer == "jax":
        library.config.update("jax_enable_x64", True)
        take = library.grad if kind == "gradient" else library.hessian
        theirs = take(lambda v: loss(library.numpy, v.reshape(shape).T, **rest))(values["V"].T.ravel())
    else:
        inside = {name: library.from_numpy(array) for name, array in rest.items()}
        take = library.func.grad if kind == "gradient" else library.func.hessian
        start = library.from_numpy(values["V"].T.ravel().copy())
        theirs = take(lambda v: loss(library, v.reshape(shape).T, **inside))(start)
    own = applied(compiled(value, free_symbols(asked)), values)
    own = own.T.ravel() if kind == "gradient" else own
    assert np.abs(np.asarray(theirs) - own).max() < 1e-10 * (1 + np.abs(own).max())


def test_the_jacobian_and_the_hessian_are_what_their_names_say() -> None:
    assert derived(norm(x) ** 2, x, "hessian")[0] is hessian(norm(x) ** 2, x)
    assert derived(tanh(x), x)[0] is jacobian(tanh(x), x)
    assert derived(inner(x, y), x)[1] is y
