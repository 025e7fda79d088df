"""The demonstration systems of PHCpack: Bézout numbers, mixed volumes and counts (J. Verschelde, Algorithm 795, ACM TOMS 25, 1999).

Decimals of the source are taken exactly. Where its coefficients are complex, other numbers stand for i, which leaves the supports as they are. butcher8 is the
version with the misprint b2*c2*83, which the figures 26 and 1461 of the database belong to; without it its mixed volume is 24.
"""

import json
from pathlib import Path

import pytest

from symdl.algebra.solutions.bezout import bezout_number
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.inputs import system_of
from symdl.algebra.solutions.mixed_volume import mixed_volume

SYSTEMS = {row["name"]: row for row in json.loads(Path(__file__).with_name("demonstration_systems.json").read_text())}


def system(name):
    return system_of(SYSTEMS[name]["polynomials"], SYSTEMS[name]["variables"])


@pytest.mark.parametrize("name", SYSTEMS)
def test_mixed_volumes_of_demonstration_systems(name):
    assert bezout_number(system(name)) == SYSTEMS[name]["bezout"]
    assert mixed_volume(system(name).supports) == SYSTEMS[name]["mixed_volume"]


LONG = {"discret3s", "ipp", "kin1", "rose"}
"""Their decimals make parametrisations long: real solutions take minutes, or msolve."""


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, row in SYSTEMS.items() if row["degree"] is not None])
def test_solutions_of_demonstration_systems(name):
    expected = SYSTEMS[name]
    count = count_solutions(system(name), seconds=20.0 if name in LONG else 60.0)
    assert (count.dimension.value, count.degree.value) == (0, expected["degree"])
    if name not in LONG and expected["real"] is not None:
        assert count.real.value == expected["real"]
