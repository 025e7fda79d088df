"""The figures of a polynomial system, and how each is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symdl.algebra.solutions.multiplicity import Part
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.algebra.solutions.roots import Interval, Point, decimal_interval, points
from symdl.algebra.solutions.system import PolynomialSystem
from symdl.terms.errors import SymdlError


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and how it is known.

    Attributes:
        value: None when it makes no sense for this system, or is not known.
        known: proved, computed or unknown.
        by: what gave it, in a few words.
    """

    value: int | None
    known: str
    by: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"value": self.value, "known": self.known, "by": self.by}


NOT_KNOWN = Figure(None, "unknown")
FIGURES = (
    "bezout",
    "multihomogeneous",
    "mixed_volume",
    "affine_bound",
    "dimension",
    "degree",
    "distinct",
    "torus",
    "real",
    "at_infinity",
)


@dataclass(frozen=True, slots=True)
class SolutionCount:
    """The figures of a system; None stands for a figure that makes no sense, such as the number of points of a curve.

    Attributes:
        bezout, multihomogeneous: upper bounds for isolated solutions of a square system.
        mixed_volume: Bernstein's bound for isolated solutions without a zero coordinate.
        affine_bound: the mixed volume with the origin in every support: a bound for all isolated solutions.
        dimension: of the complex solution set; −1 when it is empty.
        degree: solutions with multiplicity; for a set of positive dimension its degree.
        distinct, torus, real: distinct complex solutions, those without a zero coordinate, those that are real.
        at_infinity: distinct solutions in the hyperplane at infinity.
        multiplicities: {multiplicity: number of solutions}.
        isolated: for a set of positive dimension, its isolated points, of any multiplicity.
        partition: the groups of variables behind ``multihomogeneous``.
        solutions: the parametrisation of the solutions, when it was found.
        parts: factors of its q, and the multiplicity of the solutions at their roots.
    """

    system: PolynomialSystem
    bezout: Figure | None
    multihomogeneous: Figure | None
    mixed_volume: Figure | None
    affine_bound: Figure | None
    dimension: Figure
    degree: Figure | None
    distinct: Figure | None
    torus: Figure | None
    real: Figure | None
    at_infinity: Figure | None
    multiplicities: dict[int, int] | None = None
    isolated: Figure | None = None
    partition: tuple[tuple[str, ...], ...] = ()
    solutions: Parametrisation | None = None
    parts: tuple[Part, ...] = ()

    def points(self, *, digits: int = 30) -> list[Point]:
        """All solutions in balls, each coordinate to so many digits, with their multiplicities where these are known.

        Raises:
            SymdlError: when they were not parametrised.
        """
        if self.solutions is None:
            raise SymdlError("The solutions were not found over ℚ; give count_solutions more seconds.")
        return points(self.solutions, self.parts, bits=int(digits * 3.33) + 4)

    def real_boxes(self, *, precision: int = 30) -> list[tuple[Interval, ...]]:
        """Rational boxes, each around one real solution; a width is below 10⁻ᵖʳᵉᶜⁱˢⁱᵒⁿ, absolutely or relative to the coordinate.

        Raises:
            SymdlError: when the solutions were not found.
        """
        return [point.box() for point in self.points(digits=precision) if point.is_real]

    def real_solutions(self, *, precision: int = 30) -> list[dict[str, Any]]:
        """The real solutions for JSON: ``box`` with the ends of decimal intervals by variable, and ``multiplicity``."""
        if self.distinct is None or self.distinct.value == 0:
            return []
        real = [point for point in self.points(digits=precision + 1) if point.is_real]
        return [
            {
                "box": {
                    x: decimal_interval(low, high, precision)
                    for x, (low, high) in zip(self.system.variables, point.box(), strict=True)
                },
                "multiplicity": point.multiplicity,
            }
            for point in real
        ]

    def to_json(self) -> dict[str, Any]:
        """The figures by name; ``null`` where one makes no sense."""
        document: dict[str, Any] = {name: _json(getattr(self, name)) for name in FIGURES}
        document["isolated"] = _json(self.isolated)
        document["multiplicities"] = self.multiplicities and {str(k): v for k, v in self.multiplicities.items()}
        document["partition"] = [list(group) for group in self.partition]
        document["variables"] = list(self.system.variables)
        document["absent"] = list(self.system.absent)
        document["equations"] = len(self.system.polynomials)
        return document


def _json(figure: Figure | None) -> dict[str, Any] | None:
    return None if figure is None else figure.to_json()
