"""The figures of a system that the checker confirms: each as a claim with a certificate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.solutions.certify import Certifier, Form
from symdl.algebra.solutions.figures import Figure, SolutionCount
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.provers.certificates import proved
from symdl.provers.counting import relation_of
from symdl.runner.decide import checked
from symdl.terms.relation import Relation

WORK = 400_000_000
FIELDS = {"distinct": "complex", "torus": "torus", "real": "real", "isolated": "isolated"}
BOUNDS = {
    "bezout": ("bezout", "isolated"),
    "multihomogeneous": ("multihomogeneous", "isolated"),
    "affine_bound": ("affine_mixed_volume", "isolated"),
    "mixed_volume": ("mixed_volume", "isolated_torus"),
}


@dataclass(frozen=True, slots=True)
class CertifiedCount:
    """Figures of which some are proved.

    Attributes:
        count: the figures; what the checker confirmed is ``proved``.
        certificates: by the name of the figure; a bound is certified as an upper bound for isolated solutions.
    """

    count: SolutionCount
    certificates: dict[str, dict[str, Any]]


def certify_count(count: SolutionCount, *, seconds: float = 60.0, seed: int = 0) -> CertifiedCount:
    """Certify what can be certified of the figures of a system.

    Args:
        count: from `count_solutions`.
        seconds: after which the remaining figures keep the word they have.
        seed: of every random choice.

    >>> from symdl import count_solutions
    >>> certified = certify_count(count_solutions(["x^2 + 1"], ["x"]))
    >>> certified.count.real.value, certified.count.real.known
    (0, 'proved')
    """
    certifier = Certifier(count.system, Budget(WORK, seconds), seed, count=count)
    figures: dict[str, Figure] = {}
    certificates: dict[str, dict[str, Any]] = {}
    for name, relation, rule in _proposals(count, certifier):
        figure = getattr(count, name)
        if name in certificates or figure is None or figure.value is None:
            continue
        claim = Claim(name=f"{name} of a polynomial system", build=lambda relation=relation: relation)  # type: ignore[misc]
        verdict = checked(proved(claim, Instance(), [], rule), Instance())
        if verdict is not None and verdict.certificate is not None:
            trust = f", trusting {', '.join(verdict.trust)}" if verdict.trust else ""
            figures[name] = Figure(figure.value, "proved", f"certificate{trust}")
            certificates[name] = dict(verdict.certificate)
    return CertifiedCount(replace(count, **figures, **_dimension(count, certificates)), certificates)  # type: ignore[arg-type]


def _dimension(count: SolutionCount, certificates: dict[str, dict[str, Any]]) -> dict[str, Figure]:
    """Finitely many solutions: dimension 0, or −1 when there is none."""
    if "distinct" not in certificates or count.dimension.value not in (0, -1):
        return {}
    return {"dimension": Figure(count.dimension.value, "proved", "certificate of the distinct solutions")}


def _proposals(count: SolutionCount, certifier: Certifier) -> Iterator[tuple[str, Relation, Form]]:
    """(figure, what is claimed, proof step); nothing more when the budget is used up."""
    system = count.system
    try:
        for name, (by, field) in BOUNDS.items():
            figure = getattr(count, name)
            upper = certifier.upper(by) if figure is not None and figure.value is not None else None
            if upper is not None:
                certifier.budget.spend()
                relation = relation_of(system, figure.value, field, comparison="le")
                yield name, relation, {"rule": "count", "upper": upper}
        for name, field in FIELDS.items():
            figure = getattr(count, name)
            found = certifier.proposal(field) if figure is not None and figure.value is not None else None
            if found is not None and found.number == figure.value:
                for rule in found.rules:
                    certifier.budget.spend()
                    yield name, relation_of(system, figure.value, field), rule
    except BudgetExceeded:
        return
