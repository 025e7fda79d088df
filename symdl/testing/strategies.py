"""hypothesis strategies for exact values, and the property test of a claim.

Values are small rational numbers, the simplest first, so that hypothesis shrinks to 0, ±1 and size 1. Where a
claim has hypotheses, its instances are drawn so that they hold: what they determine is solved for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from fractions import Fraction

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from symdl.algebra.budget import Budget
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.refuters.sampling import drawn_instances
from symdl.refuters.truth import holds
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.term import Symbol, Term, number

LARGEST = 3
"""The largest size drawn for a size name."""

WORK, SECONDS = 60_000, 1.0
"""What drawing one instance under hypotheses may cost."""


def rationals(domain: str = "real") -> st.SearchStrategy[Fraction]:
    """Small rational numbers of a domain: real, positive, nonnegative, integer or natural.

    >>> from hypothesis import find
    >>> find(rationals("positive"), lambda value: True)
    Fraction(1, 1)
    """
    low = {"positive": 1, "nonnegative": 0, "natural": 0}.get(domain, -4)
    integers = st.integers(low, 4).map(Fraction)
    if domain in ("integer", "natural"):
        return integers
    smallest = {"positive": Fraction(1, 10), "nonnegative": Fraction(0)}.get(domain, Fraction(-10))
    return integers | st.fractions(smallest, 10, max_denominator=10)


def scalars(domain: str = "real") -> st.SearchStrategy[Term]:
    """Exact scalar terms of a domain."""
    return rationals(domain).map(number)


def matrices(rows: int, columns: int) -> st.SearchStrategy[Term]:
    """Explicit rational matrices of shape rows × columns."""
    if (rows, columns) == (1, 1):
        return scalars()
    entries = st.lists(rationals(), min_size=rows * columns, max_size=rows * columns)
    if rows * columns == 0:
        return st.just(Term("array", (), shape=(rows, columns)))
    return entries.map(lambda xs: ops.array([xs[i * columns : (i + 1) * columns] for i in range(rows)]))


def values(symbol: Term, sizes: Mapping[str, int]) -> st.SearchStrategy[Term]:
    """Exact values of a declared symbol, once its sizes are fixed."""
    data = symbol.data
    assert isinstance(data, Symbol)
    rows, columns = (sizes[size] if isinstance(size, str) else size for size in symbol.shape)
    return scalars(data.domain) if symbol.shape == (1, 1) else matrices(rows, columns)


@st.composite
def instances(draw: st.DrawFn, claim: Claim) -> Instance:
    """Instances on which every hypothesis of the claim holds."""
    if claim.hypotheses or claim.to_json()["functions"]:
        found = next(drawn_instances(claim, seed=draw(st.integers(0, 999)), budget=Budget(WORK, SECONDS)), None)
        assume(found is not None)
        assert found is not None
        return found
    sizes = {name: draw(st.integers(1, LARGEST)) for name in claim.sizes}
    return Instance(sizes, {_name(symbol): draw(values(symbol, sizes)) for symbol in claim.symbols})


def _name(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.name


def property_test(claim: Claim, *, examples: int = 20, seconds: float = 5.0) -> Callable[[], None]:
    """A test that a claim holds on drawn instances, for `test_name = property_test(claim)` or a call.

    It fails on an instance where exact arithmetic or balls show that the claim is false. An instance where
    neither decides says nothing.

    Args:
        claim: whose goal must hold.
        examples: how many instances are drawn at most.
        seconds: after which no further instance is looked at.
    """

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def test(data: st.DataObject) -> None:
        if time.monotonic() < end[0]:
            instance = data.draw(instances(claim), label="instance")
            assert is_not_false(claim, instance), f"{claim.name} fails at {instance}"

    def run() -> None:
        end[0] = time.monotonic() + seconds
        test()

    end = [0.0]
    run.__name__ = f"test_{claim.name}"
    return run


def is_not_true(claim: Claim, instance: Instance) -> bool:
    """Whether nothing speaks for the goal of the claim at an instance."""
    try:
        return holds(claim.goal, instance) is not True
    except (SymdlError, RecursionError):
        return True


def is_not_false(claim: Claim, instance: Instance) -> bool:
    """Whether nothing speaks against the goal of the claim at an instance of its hypotheses."""
    try:
        return holds(claim.goal, instance) is not False
    except (SymdlError, RecursionError):
        return True
