"""The critical points of a loss as the checker confirms them: each number as a claim with a certificate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.solutions.critical import CriticalPoint, CriticalPoints
from symdl.algebra.solutions.critical_proof import CriticalProof
from symdl.algebra.solutions.figures import Figure
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.provers.certificates import proved
from symdl.provers.counting import critical_relation, relation_of
from symdl.runner.decide import checked
from symdl.terms.relation import CRITICAL, Relation

WORK = 400_000_000


@dataclass(frozen=True, slots=True)
class CertifiedCritical:
    """Numbers of critical points of which some are proved.

    Attributes:
        points: what was given.
        figures: ``complex`` critical points, and by kind the real ones: critical, minima, maxima, saddles, degenerate, spurious_minima.
        certificates: by the name of the figure.
    """

    points: CriticalPoints
    figures: Mapping[str, Figure]
    certificates: Mapping[str, dict[str, Any]]

    def every_minimum_is_global(self) -> bool | None:
        """What the checker confirmed; None when it was not decided."""
        figure = self.figures["spurious_minima"]
        return figure.value == 0 if figure.known == "proved" else None


def certify_critical(points: CriticalPoints, *, seconds: float = 60.0, seed: int = 0) -> CertifiedCritical:
    """Certify the numbers of critical points of each kind.

    Args:
        points: from `critical_points`.
        seconds: after which the remaining numbers stay computed.
        seed: of every random choice.

    >>> from symdl import critical_points
    >>> certified = certify_critical(critical_points("x^4 - 2*x^2 + y^2", ["x", "y"]))
    >>> certified.figures["saddles"].value, certified.figures["saddles"].known, certified.every_minimum_is_global()
    (1, 'proved', True)
    """
    proof = CriticalProof(points.count.system.variables, points.loss, Budget(WORK, seconds), seed, points.count)
    figures = computed(points)
    certificates: dict[str, dict[str, Any]] = {}
    for name, value, relation, rule in _proposals(points, proof):
        if name in certificates:
            continue
        claim = Claim(name=f"{name} of a polynomial", build=lambda relation=relation: relation)  # type: ignore[misc]
        verdict = checked(proved(claim, Instance(), [], rule), Instance())
        if verdict is not None and verdict.certificate is not None:
            trust = f", trusting {', '.join(verdict.trust)}" if verdict.trust else ""
            figures[name] = Figure(value, "proved", f"certificate{trust}")
            certificates[name] = dict(verdict.certificate)
    return CertifiedCritical(points, figures, certificates)


def computed(points: CriticalPoints) -> dict[str, Figure]:
    """The figures before anything is certified; a degenerate point leaves open which kind it is of."""
    kinds = [point.kind for point in points.real]
    is_open = "degenerate" in kinds
    by = "balls around the real points"
    found = {
        "complex": points.count.distinct or Figure(None, "unknown"),
        "critical": Figure(len(kinds), "computed", by),
    }
    for name, kind in (("minima", "minimum"), ("maxima", "maximum"), ("saddles", "saddle")):
        found[name] = Figure(None, "unknown") if is_open else Figure(kinds.count(kind), "computed", by)
    found["degenerate"] = Figure(kinds.count("degenerate"), "computed", by)
    is_global = points.every_minimum_is_global()
    found["spurious_minima"] = Figure(0, "computed", by) if is_global else Figure(None, "unknown")
    if is_global is False and not is_open:
        spurious = sum(point.level > 0 for point in points.minima) or len(points.minima)
        found["spurious_minima"] = Figure(spurious, "computed", by)
    return found


def _proposals(points: CriticalPoints, proof: CriticalProof) -> Iterator[tuple[str, int, Relation, Any]]:
    """(figure, value, what is claimed, proof step); nothing more when the budget is used up."""
    try:
        found = proof.certifier.proposal("complex") if proof.gradient.polynomials else None
        if found is not None and found.number is not None:
            for rule in found.rules:
                proof.budget.spend()
                yield "complex", found.number, relation_of(proof.gradient, found.number, "complex"), rule
        for kind in CRITICAL:
            proof.budget.spend()
            low, high = proof.between(kind)
            step = proof.proof(kind) if low == high else None
            if step is not None:
                yield kind, low, critical_relation(proof.names, points.loss, low, kind), step
    except BudgetExceeded:
        return


def critical_to_json(points: CriticalPoints, figures: Mapping[str, Figure]) -> dict[str, Any]:
    """The figures by name, and the real points by their values."""
    names = points.count.system.variables or ()
    return {
        "variables": list(names),
        "figures": {name: figure.to_json() for name, figure in figures.items()},
        "points": [_point(point, names) for point in points.real],
    }


def _point(point: CriticalPoint, names: tuple[str, ...]) -> dict[str, Any]:
    return {
        "box": {name: [str(low), str(high)] for name, (low, high) in zip(names, point.box, strict=True)},
        "value": [str(end) for end in point.value],
        "level": point.level,
        "kind": point.kind,
        "inertia": None if point.inertia is None else list(point.inertia),
        "near": {name: _short(*interval) for name, interval in zip(names, point.box, strict=True)},
        "value_near": _short(*point.value),
    }


def _short(low: Fraction, high: Fraction) -> str:
    """Six digits; 0 for what may be 0."""
    return "0" if low <= 0 <= high else f"{float((low + high) / 2):.6g}"
