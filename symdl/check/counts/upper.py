"""Bounds from above of a certificate, and for which solutions each of them holds."""

from math import inf
from typing import Any

from symdl.check.counts import bounds
from symdl.check.counts.normal_form import normal_form
from symdl.check.counts.staircase import staircase
from symdl.check.counts.system import System
from symdl.check.judgement import Rejected, need
from symdl.check.polynomial import Work


class Upper:
    """Bounds: for all solutions, for real ones, for isolated ones, for isolated ones without a zero coordinate."""

    def __init__(self, system: System, form: Any, work: Work) -> None:
        self.everything = self.real = self.isolated = self.isolated_torus = inf
        self.trust: set[str] = set()
        self.kind = form["by"] if form else ""
        match self.kind:
            case "":
                return
            case "bezout":
                self.isolated, self.trust = bounds.bezout(system), {"Bézout"}
            case "multihomogeneous":
                self.isolated, self.trust = (
                    bounds.multihomogeneous(system, form["groups"], work),
                    {"multihomogeneous Bézout"},
                )
            case "mixed_volume":
                self.isolated_torus = bounds.mixed_volume(system, form, work, affine=False)
                self.trust = {"Bernstein"}
            case "affine_mixed_volume":
                self.isolated = bounds.mixed_volume(system, form, work, affine=True)
                self.trust = {"Bernstein", "Li and Wang"}
            case "staircase":
                count, only_real = staircase(system, form, work)
                self.everything, self.real = (inf, count) if only_real else (count, count)
            case "normal_form":
                self.everything = self.real = normal_form(system, form, work)
            case "dimension":
                need(len(system.polynomials) < system.n, "the dimension needs fewer equations than unknowns")
                self.isolated, self.trust = 0, {"Krull"}
            case _:
                raise Rejected(f"{self.kind!r} is no upper bound")
        self.isolated = min(self.isolated, self.everything)
        self.isolated_torus = min(self.isolated_torus, self.isolated)
