"""Critical points of a real polynomial f, and of which kind they are.

The known points are zeros of ∇f in polydiscs with real centres, and rational points. Where all zeros of ∇f are bounded from above, so are the real
ones that are not listed. A kind has at least the points that are shown to be of it, and at most those that may be, and the missing ones.

- *Inertia.* The test of a polydisc shows that the Jacobian of ∇f, up to positive factors of its rows the Hessian, is invertible everywhere in it. So the
  signs of its eigenvalues are the same at all real points of the polydisc, and those at the centre are found exactly. At rational points they are found exactly.
- *Kinds.* Eigenvalues of both signs: a saddle, neither minimum nor maximum. All positive: a local minimum; all negative: a maximum. Otherwise, a positive one
  excludes a maximum, and a negative one a minimum.
- *Least values.* f = ε Σ xᵢ² + κ + Σ cₖ gₖ² with ε ≥ 0 and cₖ > 0 shows f ≥ κ. For ε > 0, f grows to infinity and attains its least value, at a critical
  point; if none is missing, a point with a value at most that of every other is a global minimum.
  A value below that of a local minimum, at another critical point or at any rational point, shows that it is not global.
- *Curves and levels* (`degenerate.py`) exclude kinds at points with a singular Hessian, and show exact values at irrational points; *basins* (`basins.py`)
  show local minima and maxima.
- *Equal values.* A signed permutation σ of the unknowns with f∘σ = f maps critical points to critical points with the same value. If none is missing, and σ
  maps the box of one point away from all others but one, it maps the point to that one.
"""

from fractions import Fraction
from typing import Any

from symdl.check.counts.basins import with_basins, without_squares
from symdl.check.counts.boxes import boxes
from symdl.check.counts.degenerate import with_curves, with_levels
from symdl.check.counts.places import Known, Whole, at_point, in_discs, need_distinct, value_at
from symdl.check.counts.system import Sparse, System, derivative, plus, polynomials_of, primitive, rational
from symdl.check.counts.upper import Upper
from symdl.check.judgement import need
from symdl.check.language import Node
from symdl.check.polynomial import Work

FIELDS = {"rule", "upper", "boxes", "exact", "curves", "basins", "levels", "above", "below", "equal"}


def critical(goal: Node, rule: Any, work: Work) -> tuple[float, float, set[str]]:
    """(at least, at most, theorems): the number of critical points of the kind that the goal counts."""
    need(rule.keys() <= FIELDS, "an unknown field")
    system, given = gradient_of(goal, work), polynomials_of(goal, work)[1][0]
    f = primitive(given)
    slopes = [derivative(f, k) for k in range(system.n)]
    upper = Upper(system, rule.get("upper"), work)
    found = boxes(system, rule["boxes"], work) if "boxes" in rule else None
    exact = [at_point(f, [rational(x) for x in point], slopes, work) for point in rule.get("exact", [])]
    known = [*(in_discs(f, found, work) if found else []), *exact]
    need_distinct(found, exact, work)
    number = len(exact) + (found.number if found else 0)
    everything = upper.everything
    if upper.kind == "bezout" and number == upper.isolated and not any(point.is_degenerate for point in exact):
        everything = upper.isolated  # refined Bézout: there is no further component
    missing = min(everything - (number - len(known)), upper.real) - len(known)
    need(missing >= 0, "there are more points than the bound allows")
    some = next(iter(f))
    scale = f[some] / given[some]
    known = with_curves(f, known, rule.get("curves", []), work)
    known = with_basins(f, known, rule.get("basins", []), work)
    if rule.get("levels"):
        need(missing == 0, "values are told apart only where no point is missing")
        known = with_levels(system, given, scale, known, rule["levels"], work)
    floor, grows = _above(given, rule["above"], system.n, work) if "above" in rule else (None, False)
    same = _classes(f, known, rule.get("equal", []), missing == 0, work)
    least = [
        (floor is not None and p.low == p.high <= floor * scale)
        or (grows and missing == 0 and all(p.high <= r.low or same[i] == same[j] for j, r in enumerate(known)))
        for i, p in enumerate(known)
    ]
    depths = [p.high for p in known]
    if "below" in rule:
        depths.append(value_at(f, [rational(x) for x in rule["below"]], work))
    low, high = _counted(goal.data[0], known, least, min(depths, default=Fraction(0)))
    theorems = {"Krawczyk" if found else "", "Sturm" if rule.get("levels") else ""} - {""}
    return low, high + missing, upper.trust | theorems


def gradient_of(goal: Node, work: Work) -> System:
    """∇f = 0."""
    names, polynomials = polynomials_of(goal, work)
    need(len(polynomials) == 1, "critical points are those of one polynomial")
    slopes = [derivative(primitive(p), k) for p in polynomials if p for k in range(len(names))]
    need(any(slopes), "every point is critical for a constant")
    return System(names, tuple(primitive({e: Fraction(c) for e, c in p.items()}) for p in slopes if p))


def _counted(kind: str, known: list[Known], least: list[bool], lowest: Fraction) -> tuple[int, int]:
    """How many of the known points are, and how many may be, of a kind; f takes a value of at most ``lowest``."""
    if kind == "critical":
        return len(known), len(known)
    if kind == "degenerate":
        number = sum(point.is_degenerate for point in known)
        return number, number
    kinds = [{"minima"} if is_least else point.kinds() for point, is_least in zip(known, least, strict=True)]
    if kind != "spurious_minima":
        return sum(k == {kind} for k in kinds), sum(kind in k for k in kinds)
    certain = sum(k == {"minima"} and lowest < point.low for k, point in zip(kinds, known, strict=True))
    return certain, sum("minima" in k and not is_least for k, is_least in zip(kinds, least, strict=True))


def _above(f: Sparse, form: Any, n: int, work: Work) -> tuple[Fraction, bool]:
    """κ, and whether ε > 0."""
    epsilon = rational(form["epsilon"])
    need(epsilon >= 0, "ε is negative")
    rest = plus(f, {tuple(2 * int(i == k) for i in range(n)): -epsilon for k in range(n)})
    rest = without_squares(rest, form["squares"], {(0,) * n: Fraction(1)}, work)
    need(not any(map(any, rest)), "what is left is no constant")
    return rest.get((0,) * n, Fraction(0)), epsilon > 0


def _classes(f: Whole, known: list[Known], form: Any, is_complete: bool, work: Work) -> list[int]:
    """Numbers that are equal for points with the same value."""
    label = list(range(len(known)))
    for i, j, images in form:
        need(is_complete, "points are exchanged only where none is missing")
        need(all(type(k) is int and 0 <= k < len(known) for k in (i, j)), "there is no such point")
        places, signs = [k for k, _ in images], [s for _, s in images]
        need(sorted(places) == list(range(len(known[i].center))), "no permutation")
        need(all(type(k) is int for k in (*places, *signs)) and {*signs} <= {1, -1}, "no signed permutation")
        work.spend(3 * len(f) + len(known))
        need(_moved(f, places, signs) == f, "the polynomial changes")
        center = tuple(s * known[i].center[k] for k, s in images)
        image = Known(center, known[i].radius, Fraction(0), Fraction(0), 0, 0)
        need(all(k == j or image.is_apart(point) for k, point in enumerate(known)), "the image may be another point")
        label = [label[i] if old == label[j] else old for old in label]
    return label


def _moved(f: Whole, places: list[int], signs: list[int]) -> Whole:
    """f(y) with yₖ = sₖ x_{places k}."""
    moved: Whole = {}
    for e, c in f.items():
        exponents = [0] * len(places)
        for power, k, sign in zip(e, places, signs, strict=True):
            exponents[k] = power
            c = -c if sign < 0 and power % 2 else c
        moved[tuple(exponents)] = c
    return moved
