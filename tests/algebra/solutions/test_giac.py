"""What giac says of finite sets: taken when it holds, and only then."""

from time import monotonic

import pytest

from symdl.algebra.solutions import engines, giac, msolve, parametrisation
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.families import family
from symdl.algebra.solutions.inputs import system_of
from symdl.algebra.solutions.modular_basis import PRIME, ModularBasis
from symdl.algebra.solutions.parametrisation import parametrise
from symdl.algebra.solutions.quotient import Quotient
from symdl.algebra.solutions.system import PolynomialSystem

needs_giac = pytest.mark.skipif(giac.executable() is None, reason="giac is not installed")

CONICS = system_of(["x^2 + y^2 - 5", "x*y - 2"], ["x", "y"])
TOLD = "[rur,x2,-x2^4+5*x2^2-4,-4*x2^3+10*x2,-8*x2^2+20,-10*x2^2+16]\n"
ROOTS = system_of(["3*x^2 - 7", "2*y^2 - 5"], ["x", "y"])
FRACTIONS = "[rur,x1+x2,-x1^4+29/3*x1^2-1/36,-4*x1^3+58/3*x1,-28/3*x1^2-14/9,-10*x1^2+5/3]\n"
MULTIPLE = system_of(["x^2 - y", "y^2*(y - 1)^2*(y + 2)"], ["x", "y"])
RADICAL = "[rur,x1,-x1^5-x1^3+2*x1,-5*x1^4-3*x1^2+2,2*x1^3-8*x1,2*x1^4-8*x1^2]\n"


def fake(folder, monkeypatch, script):
    """A program that runs a script of the shell in the place of giac."""
    program = folder / "giac"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(giac, "executable", lambda: str(program))


def saying(folder, monkeypatch, text):
    (folder / "answer").write_text(text)
    fake(folder, monkeypatch, f"cat '{folder / 'answer'}'")


@pytest.mark.parametrize(
    ("system", "text", "size", "form"),
    [(CONICS, TOLD, 4, (0, 1)), (ROOTS, FRACTIONS, 4, (1, 1)), (MULTIPLE, RADICAL, 5, (1, 0))],
)
def test_answers_of_giac_are_read_and_hold(tmp_path, monkeypatch, system, text, size, form):
    saying(tmp_path, monkeypatch, text)
    found = giac.parametrised(system, size=size, seconds=10)
    assert (found.form, found.size) == (form, size)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("5*x2^2-4,", "5*x2^2-5,"),
        ("-8*x2^2+20", "-8*x2^2+21"),
        ("-8*x2^2+20", "-8*x2^2+-20"),
        ("-8*x2^2+20", "-8x2^2+20"),
        ("-8*x2^2+20", "-8*x2^2+20/0"),
        ("-8*x2^2+20", "-8*x1^2+20"),
        ("-8*x2^2+20", "-8*x2^999999+20"),
        ("-8*x2^2+20", "-8*x2^2+2.0"),
        ("-4*x2^3+10*x2,", "-8*x2^3+20*x2,"),
        ("-4*x2^3+10*x2,", ""),
        ("rur,x2,", "rur,x1,"),
        ("rur,x2,", "rur,x3,"),
        ("rur,x2,", "rur,x2/2,"),
        ("rur,x2,", "rur,x2^2,"),
        ("-8*x2^2+20,-10*x2^2+16", "-10*x2^2+16,-8*x2^2+20"),
        ("[rur,", "[1,"),
        (TOLD, ""),
        (TOLD, "[rur]"),
        (TOLD, "[1]"),
        (TOLD, "[rur,x2,0,0,0,0]"),
        (TOLD, "Segmentation fault"),
        (TOLD, TOLD + TOLD),
        (TOLD, TOLD[:-3]),
    ],
)  # fmt: skip
def test_what_giac_says_wrongly_is_not_believed(tmp_path, monkeypatch, old, new):
    assert old in TOLD
    saying(tmp_path, monkeypatch, TOLD.replace(old, new))
    assert giac.parametrised(CONICS, size=4, seconds=10) is None


@pytest.mark.parametrize("size", [3, 5])
def test_points_that_are_fewer_or_more_than_there_are_do_not_count(tmp_path, monkeypatch, size):
    saying(tmp_path, monkeypatch, TOLD)
    assert giac.parametrised(CONICS, size=size, seconds=10) is None


def test_some_of_the_solutions_are_not_all(tmp_path, monkeypatch):
    """(1, 2) and (−1, −2) alone are verified solutions."""
    saying(tmp_path, monkeypatch, "[rur,x1,x1^2-1,2*x1,2,4]\n")
    assert giac.parametrised(CONICS, size=2, seconds=10).size == 2
    assert giac.parametrised(CONICS, size=4, seconds=10) is None


@pytest.mark.parametrize(
    "script",
    ["exit 1", "kill -9 $$", "head -c 100000 /dev/zero", "printf '\\377\\376'", f"echo '{TOLD.strip()}'; exit 3"],
)
def test_a_program_that_breaks_proposes_nothing(tmp_path, monkeypatch, script):
    fake(tmp_path, monkeypatch, script)
    assert giac.parametrised(CONICS, size=4, seconds=10) is None


def test_a_program_that_hangs_is_ended_with_what_it_started(tmp_path, monkeypatch):
    fake(tmp_path, monkeypatch, f"(sleep 1; touch '{tmp_path / 'alive'}') & sleep 30")
    began = monotonic()
    assert giac.parametrised(CONICS, size=4, seconds=0.2) is None
    assert monotonic() - began < 5
    fake(tmp_path, monkeypatch, "sleep 1")
    giac.parametrised(CONICS, size=4, seconds=10)
    assert not (tmp_path / "alive").exists()


def test_a_program_writes_no_more_than_it_may(tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "LONGEST", 1 << 16)
    fake(tmp_path, monkeypatch, "sleep 0.1; exec cat /dev/zero")
    assert giac.run(CONICS, seconds=30) is None


def test_a_program_takes_no_more_memory_than_it_may(tmp_path, monkeypatch):
    fake(tmp_path, monkeypatch, "sleep 0.1; dd if=/dev/zero of=/dev/null bs=256M count=1 && echo done")
    assert giac.run(CONICS, seconds=30) == "done\n"
    monkeypatch.setattr(engines, "MEMORY", 1 << 27)
    assert giac.run(CONICS, seconds=30) is None


def test_a_missing_program_proposes_nothing(monkeypatch):
    for program in (None, "/nowhere/giac"):
        monkeypatch.setattr(giac, "executable", lambda program=program: program)
        assert giac.parametrised(CONICS, size=4, seconds=10) is None


def test_a_system_is_written_for_giac_without_two_signs_in_a_row():
    text = giac.written(PolynomialSystem.of(["x", "y"], [{(1, 0): -11, (0, 2): -1, (0, 0): 3}]))
    assert text == "gbasis([-11*x1-1*x2^2+3],[x1,x2],rur);\n"


def solved(system):
    basis = ModularBasis.of(len(system.variables), system.integral(), prime=PRIME)
    return parametrise(system, Quotient.of(basis))


def test_the_own_route_goes_on_when_giac_is_wrong(tmp_path, monkeypatch):
    monkeypatch.setattr(parametrisation, "MANY", 1)
    saying(tmp_path, monkeypatch, TOLD)
    assert solved(CONICS).form == (0, 1)
    saying(tmp_path, monkeypatch, TOLD.replace("20", "21"))
    found = solved(CONICS)
    assert found.form != (0, 1)
    assert found.holds(CONICS.integral())
    assert found.size == 4


@needs_giac
@pytest.mark.parametrize(("system", "size"), [(CONICS, 4), (ROOTS, 4), (MULTIPLE, 5), (family("cyclic", 5), 70)])
def test_giac_parametrises_the_solutions(system, size):
    assert giac.parametrised(system, size=size, seconds=60).size == size


@needs_giac
@pytest.mark.parametrize(("name", "n", "expected"), [("katsura", 5, (32, 30, 16)), ("cyclic", 5, (70, 70, 10))])
def test_with_giac_the_figures_are_the_same(monkeypatch, name, n, expected):
    asked = []
    monkeypatch.setattr(msolve, "executable", lambda: None)
    monkeypatch.setattr(parametrisation, "MANY", 30)
    monkeypatch.setattr(
        parametrisation, "parametrised", lambda *a, **k: asked.append(giac.parametrised(*a, **k)) or asked[0]
    )
    count = count_solutions(family(name, n))
    assert (count.distinct.value, count.torus.value, count.real.value) == expected
    assert count.solutions is asked[0]
