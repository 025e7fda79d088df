"""The proof of a number of solutions in words: what bounds it from above, what is known from below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from symdl.semantics.names import name_to_latex

Form = Mapping[str, Any]

UPPER = {
    "bezout": "By B\\'ezout's theorem there are at most as many isolated solutions as the product of the degrees.",
    "multihomogeneous": "By the multihomogeneous B\\'ezout theorem, for the groups {groups} of unknowns, "
    "the number of isolated solutions is bounded.",
    "mixed_volume": "By Bernstein's theorem the isolated solutions without a zero coordinate are at most as many as the "
    "mixed volume of the Newton polytopes; {cells} mixed cells of a lifting give it.",
    "affine_mixed_volume": "By Bernstein's theorem, in the form of Li and Wang, the isolated solutions are at most as many as "
    "the mixed volume of the Newton polytopes with the origin; {cells} mixed cells of a lifting give it.",
    "dimension": "There are fewer equations than unknowns, so by Krull's theorem every component has positive dimension.",
    "staircase": "From the equations follow {steps} further ones whose leading monomials leave finitely many monomials, "
    "and there are at most as many solutions.",
    "normal_form": "Modulo the equations all monomials are combinations of {basis} of them, as one elimination modulo a prime shows on {rows} "
    "multiples of the equations; so there are at most as many solutions.",
}
INFINITE = {
    "curve": "All equations vanish on a rational curve, which the certificate gives.",
    "dimension": "There are fewer equations than unknowns, and a solution exists; by Krull's theorem every component through it "
    "has positive dimension.",
    "regular": "There are fewer equations than unknowns, and at the solution $({point})$ the Jacobian has full rank; by the implicit "
    "function theorem the real solutions near it form a manifold of positive dimension.",
}
CRITICAL = {
    "exact": "The certificate lists rational critical points, where gradient and Hessian are evaluated exactly.",
    "above": "The polynomial is a constant plus a sum of squares, which the certificate gives; so it is bounded from below.",
    "curves": "Along polynomial curves through points with a singular Hessian the polynomial falls below its value there, or rises above it, which excludes a "
    "minimum or a maximum.",
    "basins": "On a ball around a point the polynomial minus its value there is a sum of squares plus sums of squares times what is positive inside the ball; "
    "so the point is a local minimum, or with the other sign a local maximum, whatever its Hessian.",
    "levels": "At the points of a level, which are all zeros of the gradient and of the polynomial minus a rational number, the value is that number; their number "
    "is found by Sturm's theorem.",
    "below": "At a rational point the polynomial is smaller than at a local minimum.",
    "equal": "Signed permutations of the variables that keep the polynomial exchange points with the same value.",
}
"""What is said of critical points besides."""


def counted(proof: Form) -> str:
    """Sentences for the rule ``count``."""
    if "infinite" in proof:
        form = proof["infinite"]
        return INFINITE[form["by"]].format(point=", ".join(form.get("point", [])))
    parts = [_upper(proof["upper"])] if "upper" in proof else []
    if "boxes" in proof:
        number = len(proof["boxes"]["discs"])
        parts.append(
            f"From below, {number} disjoint polydiscs hold one solution each, by the contraction $x \\mapsto x - Y f(x)$ "
            "(Krawczyk); their centres tell which solutions are real and which coordinates vanish."
        )
    if "points" in proof:
        number = len(proof["points"]["q"]) - 1
        parts.append(
            f"From below, the {number} roots $t$ of a squarefree polynomial give distinct solutions, whose coordinates are "
            "rational functions of $t$; a solution is real if and only if its $t$ is."
        )
    return " ".join([*parts, *(sentence for key, sentence in CRITICAL.items() if proof.get(key))])


def _upper(form: Form) -> str:
    groups = ", ".join("$\\{" + ", ".join(map(name_to_latex, group)) + "\\}$" for group in form.get("groups", []))
    sizes = {key: len(form.get(key, [])) for key in ("cells", "steps", "basis", "rows")}
    return UPPER[form["by"]].format(groups=groups, **sizes)
