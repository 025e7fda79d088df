"""The figures of a polynomial system for a terminal."""

from __future__ import annotations

from typing import Any

NAMES = {
    "dimension": "dimension",
    "degree": "solutions with multiplicity",
    "distinct": "distinct solutions",
    "torus": "  without a zero coordinate",
    "real": "  real",
    "isolated": "isolated solutions",
    "at_infinity": "solutions at infinity",
    "bezout": "Bézout number",
    "multihomogeneous": "multihomogeneous Bézout number",
    "affine_bound": "mixed volume with the origin",
    "mixed_volume": "mixed volume (no zero coordinate)",
}
BOUNDS = ("bezout", "multihomogeneous", "affine_bound", "mixed_volume")


def count_to_text(document: dict[str, Any]) -> str:
    """The figures, the bounds after the counts, each with how it is known."""
    number = document["equations"]
    head = f"{number} equation{'s' if number != 1 else ''} in {', '.join(document['variables'])}"
    is_curve = ((document["dimension"] or {}).get("value") or 0) > 0
    names = dict(NAMES, degree="degree of the solution set") if is_curve else NAMES
    counts = [_line(names[key], document[key], is_bound=key in BOUNDS) for key in names if document[key] is not None]
    lines = [head, "-" * len(head), *counts]
    if document["multiplicities"] and set(document["multiplicities"]) != {"1"}:
        parts = (f"{n} of multiplicity {m}" for m, n in document["multiplicities"].items())
        lines.append(f"  {'multiplicities':<34} {', '.join(parts)}")
    if document["absent"]:
        lines.append(f"  in no equation: {', '.join(document['absent'])}")
    lines += _solutions(document)
    if any((document[key] or {}).get("known") == "computed" for key in NAMES):
        lines.append("")
        lines.append("computed: by an engine, modulo a prime where it says so; proved: accepted by the checker.")
    return "\n".join(lines) + "\n"


def _solutions(document: dict[str, Any]) -> list[str]:
    """The real solutions, when they are wanted: an interval for each coordinate."""
    if "real_solutions" not in document:
        return []
    lines = ["", "real solutions (each coordinate within its interval)"]
    for point in document["real_solutions"]:
        coordinates = ", ".join(f"{x} ∈ [{low}, {high}]" for x, (low, high) in point["box"].items())
        several = "" if point["multiplicity"] in (1, None) else f"  multiplicity {point['multiplicity']}"
        lines.append(f"  {coordinates}{several}")
    return lines


def _line(name: str, figure: dict[str, Any], *, is_bound: bool) -> str:
    value = "?" if figure["value"] is None else str(figure["value"])
    relation = "≤" if is_bound and figure["value"] is not None else " "
    return f"  {name:<34} {relation} {value:>8}  {figure['known']}{': ' if figure['by'] else ''}{figure['by']}"
