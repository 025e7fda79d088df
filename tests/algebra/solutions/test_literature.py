"""Systems of the literature that symdl was not built on: counts, certificates from saved files, and false counts beside them."""

import json

import pytest

from symdl.algebra.solutions.count import count_solutions
from symdl.check.__main__ import main
from symdl.provers.counting import relation_of
from symdl.runner.certified_count import certify_count
from symdl.runner.verify import verify

# system: (unknowns, equations, distinct complex solutions, real ones, where the number is published)
POSSO, PHC = "PoSSo test suite", "Verschelde, Algorithm 795, ACM TOMS 25 (1999)"
SYSTEMS = {
    "Trinks": (
        "w p z t s b",
        ["45*p + 35*s - 165*b - 36", "35*p + 40*z + 25*t - 27*s", "15*w + 25*p*s + 30*z - 18*t - 165*b^2",
         "-9*w + 15*p*t + 20*z*s", "w*p + 2*z*t - 11*b^3", "99*w - 11*s*b + 3*b^2"],
        10, 2, POSSO,
    ),
    "six-line robot": (
        "a b c d e f g h",
        ["-e*g - 2*d*h", "9*e + 4*b", "-4*c*h - 2*e*f - 3*d*g", "-7*c + 9*a - 8*f", "-4*d*f - 5*c*g - 6*h - 3*e",
         "-5*d - 6*c*f - 7*g + 9*b", "9*d + 6*a - 5*b", "9*c - 7*a + 8"],
        10, 4, f"s9_1, {PHC}",
    ),
    "kinematics of a platform": (
        "a b c d e f g h i",
        ["a^2 + b^2 + c^2 - 12*a - 68", "d^2 + e^2 + f^2 - 12*e - 68", "g^2 + h^2 + i^2 - 24*h - 12*i + 100",
         "a*d + b*e + c*f - 6*a - 6*e - 52", "a*g + b*h + c*i - 6*a - 12*h - 6*i + 64", "d*g + e*h + f*i - 6*e - 12*h - 6*i + 32",
         "2*b + 2*c - d - e - 2*f - g - i + 18", "a + b + 2*c + 2*d + 2*f - 2*g + h - i - 38", "a + c - 2*d + e - f + 2*g - 2*h + 8"],
        40, 8, f"kinema, {PHC}",
    ),
    "lines tangent to four unit spheres": (
        "t u v x y z",
        ["t^2 + u^2 + v^2 - 1", "t*x + u*y + v*z", "50*t^2 - 2*t*y + 14*t*z + u^2 - 14*u*v + 2*u*x + 49*v^2 - 14*v*x + x^2 + y^2 + z^2 - 1",
         "29*t^2 - 10*t*u - 4*t*v - 4*t*y + 10*t*z + 5*u^2 - 20*u*v + 4*u*x - 2*u*z + 26*v^2 - 10*v*x + 2*v*y + x^2 + y^2 + z^2 - 1",
         "9*t^2 - 6*t*z + 9*v^2 + 6*v*x + x^2 + y^2 + z^2 - 1", "9*t^2 + 6*t*z + 9*v^2 - 6*v*x + x^2 + y^2 + z^2 - 1"],
        24, 8, "Macdonald, Pach and Theobald, Discrete Comput. Geom. 26 (2001): 12 lines, each twice",
    ),
    "dessins of degree 18": (
        "a b c d e f g h",
        ["6*h*a*b + 10*d*a*e + 8*f*a*c - 162*a^2*c + 16*c*g + 14*e*b + 48*a*g",
         "15*h*a*c - 162*a^2*d - 312*a*b + 24*a*g + 27*e*c + 24*f*b + 18*d*a*f + 30*d*g + 84*e*a", "-240*a + 420*h - 64*d + 112*f",
         "180*h*a - 284*d*a - 162*a^2 + 60*d*f + 50*f*a + 70*g + 55*h*c + 260*e - 112*b", "66*h*a + 336*f + 90*e + 78*d*h - 1056*a - 90*c",
         "136*h - 136", "4*d*a*g + 2*f*a*b + 6*b*g - 162*a^2*b + 3*e*c*a",
         "28*d*a*h + 192*g + 128*f*a + 36*e*b + 36*h*b - 300*a*c + 40*f*c - 648*a^2 + 44*d*e"],
        46, 6, f"des18_3, {PHC}",
    ),
    "gradient of Wood's function": (
        "x y z w",
        ["200*x^3 - 200*x*y + x - 1", "-100*x^2 + 1101/10*y + 99/10*w - 20", "180*z^3 - 180*z*w + z - 1", "-90*z^2 + 99/10*y + 1001/10*w - 20"],
        9, 3, "Moré, Garbow and Hillstrom, ACM TOMS 7 (1981)",
    ),
    "chain of ten bilinear equations": (
        "a b c d e f g h i j",
        ["5*a*b + 5*a + 3*b + 55", "7*b*c + 9*b + 9*c + 19", "3*c*d + 6*c + 5*d - 4", "6*d*e + 6*d + 7*e + 118", "e*f + 3*e + 9*f + 27",
         "6*f*g + 7*f + g + 72", "9*g*h + 7*g + h + 35", "4*h*i + 4*h + 6*i + 16", "8*i*j + 4*i + 3*j - 51", "3*a*j - 6*a + j + 5"],
        2, 2, f"ku10, {PHC}",
    ),
    "mixed equilibria of four players": (
        "p q r s",
        ["q*r*s - 2*q*r + 3*r*s - q*s + q - 2*r + s - 1/3", "p*r*s + 2*p*r - r*s - 3*p*s + p + r - 2*s + 1/5",
         "3*p*q*s - p*q + 2*q*s + p*s - p - q + s - 1/7", "2*p*q*r + p*q - q*r - p*r + 3*p - q - r + 1/2"],
        9, None, "McKelvey and McLennan, J. Econ. Theory 72 (1997)",
    ),
    "eigenvectors of a 2 × 2 × 2 tensor": (
        "x y l", ["x^2 + 2*x*y - l*x", "3*x*y - y^2 - l*y", "x + 2*y - 1"], 3, 3, "Cartwright and Sturmfels, Linear Algebra Appl. 438 (2013)",
    ),
    "points of an ellipse nearest to a point": ("x y l", ["x^2 + 4*y^2 - 4", "x - 3 + 2*l*x", "y - 5 + 8*l*y"], 4, 2, "Apollonius, Conics V"),
    "points of a cardioid nearest to a point": (
        "x y l", ["(x^2 + y^2 + x)^2 - x^2 - y^2", "x - 3 + l*(2*(x^2 + y^2 + x)*(2*x + 1) - 2*x)", "y - 5 + l*(4*(x^2 + y^2 + x)*y - 2*y)"],
        3, 3, "Draisma, Horobeţ, Ottaviani, Sturmfels and Thomas, Found. Comput. Math. 16 (2016)",
    ),
    "points of a cubic curve nearest to a point": (
        "x y l", ["x^3 + y^3 - 1", "x - 3 + 3*l*x^2", "y - 5 + 3*l*y^2"], 9, 1, "Draisma et al., as above: d² for a general curve of degree d",
    ),
}  # fmt: skip
QUICK = ("eigenvectors of a 2 × 2 × 2 tensor",)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in SYSTEMS]
)
def test_published_numbers_are_certified(name, tmp_path):
    unknowns, equations, number, real, _ = SYSTEMS[name]
    certified = certify_count(count_solutions(equations, unknowns.split()))
    count = certified.count
    assert (count.distinct.value, count.distinct.known) == (number, "proved")
    assert (count.torus.known, count.real.known) == ("proved", "proved")
    assert real is None or count.real.value == real
    files = []
    for figure, certificate in certified.certificates.items():
        files.append(tmp_path / f"{figure}.json")
        files[-1].write_text(json.dumps(certificate))
    assert main([str(file) for file in files]) == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in SYSTEMS if SYSTEMS[name][2] <= 12])
def test_false_numbers_beside_published_ones_are_not_proved(name):
    unknowns, equations, *_ = SYSTEMS[name]
    count = count_solutions(equations, unknowns.split())
    right = {"complex": count.distinct.value, "real": count.real.value, "torus": count.torus.value}
    taken = {*right.values(), count.bezout.value, count.mixed_volume.value}
    for field, value in right.items():
        for wrong in {value - 1, value + 1, *taken} - {value, -1}:
            assert verify(relation_of(count.system, wrong, field), seconds=20).word != "PROVED"
        assert verify(relation_of(count.system, value, field), seconds=20).word == "PROVED"
