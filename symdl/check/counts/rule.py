"""The rule `count`: what is known of the number of solutions, put together, shows the goal.

`solutions` are counted in a field: complex, real, torus (complex without a zero coordinate), isolated (isolated points of the complex
solution set), isolated_torus (of the part without zero coordinates). The number is shown to lie between low and high.
"""

from math import inf
from typing import Any

from symdl.check.counts.boxes import boxes
from symdl.check.counts.critical import critical, gradient_of
from symdl.check.counts.factor import off, without_factor
from symdl.check.counts.figure import CRITICAL
from symdl.check.counts.infinite import infinite
from symdl.check.counts.points import points
from symdl.check.counts.system import Sparse, System, system_of
from symdl.check.counts.upper import Upper
from symdl.check.judgement import need
from symdl.check.polynomial import Work
from symdl.check.sequent import Sequent


def count(sequent: Sequent, rule: Any) -> None:
    """The goal compares a number of solutions with a natural number or with infinity."""
    goal, context = sequent.goal, sequent.context
    need(goal.op == "count", f"count does not show {goal.op}")
    field, comparison, value = goal.data
    work = context.normaliser.work
    if field == "critical" and rule.keys() & {"infinite", "points"}:
        need(rule.keys() <= {"rule", "upper", "points", "infinite"}, "an unknown field")
        low, high, trust = _between(gradient_of(goal, work), "real", rule, work)
    elif field in CRITICAL:
        low, high, trust = critical(goal, rule, work)
    else:
        need(rule.keys() <= {"rule", "upper", "points", "boxes", "infinite", "factor"}, "an unknown field")
        low, high, trust = _between(system_of(goal, work), field, rule, work)
    context.trust |= trust
    shown = {
        "eq": low == high == value,
        "ne": value < low or high < value,
        "le": high <= value,
        "gt": low > value,
    }[comparison]
    need(shown, f"between {low} and {high} {field} solutions are shown")


def _between(system: System, field: str, rule: Any, work: Work) -> tuple[float, float, set[str]]:
    if "infinite" in rule:
        need(len(rule) == 2, "infinitely many solutions are shown by one thing")
        fields, trust = infinite(system, rule["infinite"], work)
        need(field in fields, f"infinitely many {field} solutions are not shown")
        return inf, inf, trust
    factor = None
    if "factor" in rule:
        need(field == "isolated", "a factor is taken out for isolated solutions")
        system, factor = without_factor(system, rule["factor"], work)
    upper = Upper(system, rule.get("upper"), work)
    number, inside, regular, trust = _known(system, field, rule, upper, factor, work)
    trust |= upper.trust
    # refined Bézout: with as many isolated solutions as the bound there is no further component
    everything = upper.everything
    if upper.kind == "bezout" and regular and number == upper.isolated:
        everything = upper.isolated
    if not field.startswith("isolated"):
        high = everything - (number - inside)
        return inside, min(high, upper.real) if field == "real" else high, trust
    low = inside if regular or everything < inf else 0
    least = min(upper.isolated, everything)
    if field == "isolated":
        return low, least - (number - inside if regular or everything < inf else 0), trust
    return low, min(upper.isolated_torus, least - (number - low if regular else 0)), trust


def _known(
    system: System, field: str, rule: Any, upper: Upper, factor: Sparse | None, work: Work
) -> tuple[int, int, bool, set[str]]:
    """(distinct solutions that are known, those of them in the field, whether all are nonsingular, theorems)."""
    need(not ("points" in rule and "boxes" in rule), "points or boxes, not both")
    if "boxes" in rule:
        need(factor is None, "points on a hypersurface are told apart in a parametrisation")
        found = boxes(system, rule["boxes"], work)
        inside = {"real": found.real, "torus": found.in_torus, "isolated_torus": found.in_torus}
        return found.number, inside[field]() if field in inside else found.number, True, {"Krawczyk"}
    if "points" not in rule:
        return 0, 0, True, set()
    listed = points(system, rule["points"], work)
    trust = {"Sturm"} if field == "real" else set()
    counted = {"real": listed.real, "torus": listed.in_torus, "isolated_torus": listed.in_torus}
    if factor is not None:
        counted["isolated"] = lambda: off(listed, factor, rule["factor"])
    needs_regular = upper.kind != "staircase" and (upper.kind == "bezout" or field.startswith("isolated"))
    regular = needs_regular and listed.are_nonsingular()
    return listed.number, counted[field]() if field in counted else listed.number, regular, trust
