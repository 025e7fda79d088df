"""giac, when it is installed: the distinct solutions of a finite set, proposed by a process of its own and verified.

`gbasis(polynomials, unknowns, rur)` answers ``[rur, ℓ, q, q′, v₁, …, vₙ]`` with xᵢ = vᵢ(t)/q′(t) at the roots t of q, which are the values of the
linear form ℓ. giac takes modular computations for true with some probability, and does not tell multiplicities: so the points are verified as any others, and
must be as many as the caller knows there are. (Parisse, "A probabilistic and deterministic modular algorithm for computing Gröbner bases over ℚ", 2013.)
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from flint import fmpq, fmpq_poly, fmpz

from symdl.algebra.solutions.engines import content, expanded, limited, located
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.algebra.solutions.system import PolynomialSystem

TERM = re.compile(
    r"(?P<sign>[+-]?)(?P<number>[0-9]+(?:/[0-9]+)?)?(?P<times>\*?)(?P<name>x[0-9]{1,4})?(?:\^(?P<power>[0-9]{1,6}))?"
)
"""Such as -3/4*x2^5, x1 and +7; `_terms` refuses what else it matches."""


def executable() -> str | None:
    """The program: on PATH, or in the package passagemath-giac."""
    return located("giac")


def parametrised(system: PolynomialSystem, *, size: int, seconds: float) -> Parametrisation | None:
    """So many distinct solutions; None when giac is missing, fails, takes too long, or says what does not hold."""
    text = run(system, seconds=seconds)
    try:
        found = read(text, len(system.variables), size) if text else None
    except (ValueError, ZeroDivisionError):
        return None
    return found if found is not None and found.size == size and found.holds(system.integral()) else None


def run(system: PolynomialSystem, *, seconds: float) -> str | None:
    """What giac prints about a system; None when it is missing, breaks, or takes more time or memory than it may."""
    program = executable()
    if program is None or seconds <= 0:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.giac"
        source.write_text(written(system))
        home = {"HOME": folder}  # no settings of a user change how the input is read
        ended = limited([program, str(source)], Path(folder), seconds=seconds, environment=home)
        return content(ended.printed) if ended is not None and ended.code == 0 else None


def written(system: PolynomialSystem) -> str:
    """The question as giac reads it.

    >>> written(PolynomialSystem.of(["x", "y"], [{(2, 0): 2, (0, 1): -11}]))
    'gbasis([2*x1^2-11*x2],[x1,x2],rur);\\n'
    """
    names = [f"x{k + 1}" for k in range(len(system.variables))]
    return f"gbasis([{','.join(expanded(p, names) for p in system.integral())}],[{','.join(names)}],rur);\n"


def read(text: str, n: int, size: int) -> Parametrisation | None:
    """The parametrisation in an answer; None when the answer is another one, such as a Gröbner basis.

    Raises:
        ValueError: when it is no answer.

    >>> read("[rur,x2,-x2^4+5*x2^2-4,-4*x2^3+10*x2,-8*x2^2+20,-10*x2^2+16]", 2, 4).scale
    1
    """
    answer = re.fullmatch(r"\s*\[rur,([^\[\]]*)\]\s*", text)
    if answer is None:
        return None
    form, *rest = answer[1].split(",")
    if len(rest) != n + 2:
        raise ValueError("giac does not give one polynomial for each unknown")
    parameters = {name for part in rest for _, name, _ in _terms(part) if name}
    if len(parameters) != 1:
        raise ValueError("giac does not use one parameter")
    q, slope, *numerators = (_univariate(part, size) for part in rest)
    if q.degree() != size or slope != q.derivative():
        raise ValueError("giac does not give q and q′")
    return _over_integers(_linear(form, n), q, numerators)


def _over_integers(form: tuple[int, ...], q: fmpq_poly, numerators: Sequence[fmpq_poly]) -> Parametrisation:
    """q = (a/b)·Q and vᵢ = Vᵢ/d give xᵢ = b Vᵢ/(a d Q′)."""
    a = q.numer().content()
    d = fmpz(1)
    for v in numerators:
        d = d.lcm(v.denom())
    lifted = tuple((v * d).numer() * q.denom() for v in numerators)
    return Parametrisation(form, q.numer() // a, int(a * d), lifted)


def _terms(text: str) -> Iterator[tuple[fmpq, str, int]]:
    """Coefficient, name and power of each term; no name for a constant."""
    at = 0
    while at < len(text):
        term = TERM.match(text, at)
        if term is None or term.end() == at:
            raise ValueError("giac does not give a polynomial")
        sign, number, times, name, power = term.group("sign", "number", "times", "name", "power")
        is_product = number is not None and name is not None
        if (at and not sign) or bool(times) != is_product or (number is None and name is None) or (power and not name):
            raise ValueError("giac does not give a polynomial")
        yield _rational(sign, number or "1"), name or "", int(power or 1) if name else 0
        at = term.end()


def _rational(sign: str, number: str) -> fmpq:
    above, _, below = number.partition("/")
    return fmpq(fmpz(sign.replace("+", "") + above), fmpz(below or "1"))


def _univariate(text: str, highest: int) -> fmpq_poly:
    coefficients = [fmpq(0)] * (highest + 1)
    for c, _, power in _terms(text):
        if power > highest:
            raise ValueError("giac gives a polynomial of too high a degree")
        coefficients[power] += c
    return fmpq_poly(coefficients)


def _linear(text: str, n: int) -> tuple[int, ...]:
    coefficients = dict.fromkeys((f"x{k + 1}" for k in range(n)), 0)
    for c, name, power in _terms(text):
        if power != 1 or name not in coefficients or c.q != 1:
            raise ValueError("giac does not give a linear form with integer coefficients")
        coefficients[name] += int(c.p)
    return tuple(coefficients.values())
