"""Counts of families: certificates that the checker accepts from files, and false numbers that nothing proves."""

import json
import subprocess
import sys

import pytest

from symdl import count_is, scalar, verify
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.families import deep_linear, family
from symdl.provers.counting import relation_of
from symdl.runner.certified_count import certify_count

NAMED = {
    "katsura 6": (family("katsura", 6), 64, 54, 32),
    "cyclic 5": (family("cyclic", 5), 70, 70, 10),
    "noon 3": (family("noon", 3), 21, 21, 7),
    "eco 6": (family("eco", 6), 16, 16, 4),
    "widths 2 2 2": (deep_linear((2, 2, 2)), 33, 16, 9),
}
"""Complex solutions, those without a zero coordinate, real ones."""

BELOW_BEZOUT = {
    "katsura 5": (family("katsura", 5), 32, 30, 16),
    "katsura 7": (family("katsura", 7), 128, 126, 44),
    "cyclic 6": (family("cyclic", 6), 156, 156, 24),
    "noon 4": (family("noon", 4), 73, 73, 15),
    "noon 5": (family("noon", 5), 233, 233, 11),
    "eco 7": (family("eco", 7), 32, 32, 8),
    "eco 8": (family("eco", 8), 64, 64, 8),
    "redeco 7": (family("redeco", 7), 32, 32, 8),
    "redeco 8": (family("redeco", 8), 64, 64, 8),
    "chandra 6": (family("chandra", 6), 32, 32, 32),
    "reimer 4": (family("reimer", 4), 36, 36, 8),
    "reimer 5": (family("reimer", 5), 144, 144, 24),
    "widths 4 1 4, two samples": (deep_linear((4, 1, 4), samples=2), 33, 32, None),
    "widths 3 1 1 2, two samples": (deep_linear((3, 1, 1, 2), samples=2), 81, 80, None),
}

FAMILIES = {**NAMED, **BELOW_BEZOUT}


@pytest.mark.slow
@pytest.mark.parametrize("name", FAMILIES)
def test_counts_of_families_are_accepted_from_saved_certificates(name, tmp_path):
    system, *expected = FAMILIES[name]
    certified = certify_count(count_solutions(system, seconds=240), seconds=240)
    figures = [getattr(certified.count, figure) for figure in ("distinct", "torus", "real")]
    assert [figure.known for figure in figures] == ["proved"] * 3
    assert all(figure.value == number for figure, number in zip(figures, expected, strict=True) if number is not None)
    files = []
    for figure, certificate in certified.certificates.items():
        files.append(tmp_path / f"{figure}.json")
        files[-1].write_text(json.dumps(certificate))
    shell = [sys.executable, "-m", "symdl.check", *map(str, files)]
    checked = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout.count("PROVED") == len(files) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMED)
def test_false_counts_of_families_are_never_proved(name):
    """One more, one less, another field's number."""
    system, complex_, torus, real = NAMED[name]
    numbers = {"complex": complex_, "torus": torus, "real": real}
    for field, right in numbers.items():
        for wrong in {right - 1, right + 1, *numbers.values()} - {right}:
            assert verify(relation_of(system, wrong, field), seconds=60).word in ("REFUTED", "UNDECIDED")


def test_a_count_is_proved_below_every_bound():
    """The reimer system with three unknowns has 12 solutions; its Bézout number and its mixed volume are 24."""
    assert verify(relation_of(family("reimer", 3), 12, "complex")).word == "PROVED"
    assert verify(relation_of(family("reimer", 3), 24, "complex")).word == "REFUTED"


def test_a_certificate_serves_one_number_and_field(tmp_path):
    """The proof of a right number, put under false claims, is rejected."""
    x, y = scalar("x"), scalar("y")
    document = dict(verify(count_is(3, [x**2 - y, x * y - 1], [x, y])).certificate)
    for field, number in (("complex", 2), ("complex", 4), ("real", 3), ("real", 2)):
        goal = dict(verify(count_is(number, [x**2 - y, x * y - 1], [x, y], over=field)).certificate)
        forged = {**document, **{key: goal[key] for key in goal if key not in ("proof", "verdict")}}
        path = tmp_path / "forged.json"
        path.write_text(json.dumps(forged))
        shell = [sys.executable, "-m", "symdl.check", str(path)]
        assert "PROVED" not in subprocess.run(shell, capture_output=True, text=True, check=False).stdout


def test_isolated_points_beside_a_curve_are_certified():
    certified = certify_count(count_solutions(["x*(x - 1)^2", "x*(y^2 - 2)", "x^2*y - x*y"], ["x", "y"]))
    figure = certified.count.isolated
    assert (figure.value, figure.known) == (2, "proved")
    assert certified.certificates["isolated"]["verdict"] == "PROVED"
