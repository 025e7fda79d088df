"""Whether two terms agree in floats at random instances: a hint for a prover, never a verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from symdl.semantics.floats import evaluate_float
from symdl.semantics.substitution import free_symbols, function_symbols, size_symbols
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.shapes import resolved_size
from symdl.terms.term import FunctionSymbol, Symbol, Term, number

TOLERANCE = 1e-7
INSTANCES = 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """A random cubic in the place of a declared function."""

    parameters: tuple[Term, ...]
    bodies: tuple[Term, ...]


def agree(a: Term, b: Term) -> bool | None:
    """Whether two terms without derivatives are equal at random instances; None when no instance gives numbers."""
    found = None
    for seed in range(INSTANCES):
        random = np.random.default_rng(seed)
        try:
            gap = _gap(a, b, random)
        except (SymdlError, FloatingPointError):
            return None
        if np.isfinite(gap):
            if gap > TOLERANCE:
                return False
            found = True
    return found


def _gap(a: Term, b: Term, random: np.random.Generator) -> float:
    """The relative distance at one instance; entries are positive, so that roots and logarithms have values."""
    sizes = {name: 2 + k % 2 for k, name in enumerate(sorted(size_symbols(a, b)))}
    values = {}
    for symbol in free_symbols(a, b):
        assert isinstance(symbol.data, Symbol)
        shape = tuple(sizes_of(size, sizes) for size in symbol.shape)
        is_integer = symbol.data.domain in ("integer", "natural")
        drawn = random.uniform(0.3, 1.7, size=shape)
        values[symbol.data.name] = float(random.integers(1, 4)) if is_integer else drawn
    functions = {f.name: _drawn(f, sizes, random) for f in function_symbols(a, b)}
    with np.errstate(all="ignore"):
        x, y = (np.asarray(evaluate_float(term, values, sizes, functions=functions), dtype=float) for term in (a, b))
    scale = 1.0 + max(np.abs(x).max(initial=0.0), np.abs(y).max(initial=0.0))
    return float(np.abs(x - y).max(initial=0.0) / scale)


def sizes_of(size: int | str, sizes: dict[str, int]) -> int:
    """The integer for a size, which may be a product of names."""
    return int(resolved_size(size, dict(sizes)))


def _drawn(function: FunctionSymbol, sizes: dict[str, int], random: np.random.Generator) -> Drawn:
    """Σ of a cubic in each coordinate, and products of neighbours."""
    widths = [sizes_of(size, sizes) for size in function.domain]
    parameters = tuple(ops.vector(f"p{k}", width) for k, width in enumerate(widths))
    parts = [
        ops.entry(p, (i, 0)) if width > 1 else p
        for p, width in zip(parameters, widths, strict=True)
        for i in range(width)
    ]

    def coefficient() -> Term:
        return number(int(random.integers(-4, 5))) / 4

    def body() -> Term:
        cubics = (coefficient() * p**3 + coefficient() * p**2 + coefficient() * p for p in parts)
        mixed = (coefficient() * p * q for p, q in zip(parts, parts[1:], strict=False))
        return ops.add(coefficient(), *cubics, *mixed)

    return Drawn(parameters, tuple(body() for _ in range(sizes_of(function.codomain, sizes))))
