"""The critical points of a loss for a terminal."""

from __future__ import annotations

from typing import Any

NAMES = {
    "complex": "complex critical points",
    "critical": "  real",
    "minima": "    local minima",
    "spurious_minima": "      not global",
    "maxima": "    local maxima",
    "saddles": "    saddles",
    "degenerate": "    degenerate (singular Hessian)",
}


def critical_to_text(document: dict[str, Any]) -> str:
    """The figures, each with how it is known, and the real points with their values and eigenvalues' signs."""
    head = f"critical points of a polynomial in {', '.join(document['variables'])}"
    lines = [head, "-" * len(head)]
    for name, title in NAMES.items():
        figure = document["figures"][name]
        value = "?" if figure["value"] is None else str(figure["value"])
        lines.append(f"  {title:<36} {value:>8}  {figure['known']}{': ' if figure['by'] else ''}{figure['by']}")
    if document["points"]:
        lines += ["", "real critical points, by value (eigenvalues of the Hessian: positive, negative)"]
    for point in document["points"]:
        signs = "singular" if point["inertia"] is None else "{} +, {} −".format(*point["inertia"])
        place = ", ".join(f"{name} ≈ {x}" for name, x in point["near"].items())
        lines.append(f"  {point['value_near']:>12}  {point['kind']:<10} {signs:<12} {place}")
    return "\n".join(lines) + "\n"
