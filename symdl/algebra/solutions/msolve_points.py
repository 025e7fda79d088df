"""All solutions of a system from msolve: a rational parametrisation over ℚ, verified.

msolve gives w, squarefree, with xᵢ = −vᵢ(t)/(dᵢ w′(t)) at its roots, where t is the last unknown, or A = −Σ cᵢ xᵢ for a linear form that it adds.
That these points are solutions, and different ones, is verified modulo random primes; that they are all of them, and the number with multiplicity,
rests on msolve. (Berthomieu, Eder, Safey El Din, "msolve: a library for solving polynomial systems", 2021.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations
from math import lcm, prod
from time import monotonic
from typing import Any

from flint import fmpz, fmpz_poly

from symdl.algebra.solutions.msolve import run
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.algebra.solutions.system import PolynomialSystem

PARAMETRISED = ("-P", "2")
AS_IT_IS = ("-c", "0")
"""End, instead of choosing a linear form, when the last unknown cannot be the parameter."""
FORMS = range(2, 9)
"""Numbers of unknowns for which an own linear form has smaller coefficients than msolve's."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What msolve says of a system.

    Attributes:
        is_finite: whether there are finitely many solutions.
        degree: their number with multiplicity.
        solutions: None when there are none, or infinitely many.
    """

    is_finite: bool
    degree: int
    solutions: Parametrisation | None = None


def answer(system: PolynomialSystem, *, seconds: float, meanwhile: Iterable[object] = ()) -> Answer | None:
    """The answer of msolve; None when it is missing, fails, takes too long, or says what does not hold.

    Args:
        meanwhile: work to do while msolve runs, in pieces.
    """
    if len(system.polynomials) < len(system.variables) or min(system.degrees) < 1:
        return None  # what is left when there is nothing to solve is no business of an engine
    found = asked(system, seconds, iter(meanwhile))
    return found if found is not None and _holds(found, system) else None


def asked(system: PolynomialSystem, seconds: float, meanwhile: Iterator[object]) -> Answer | None:
    """What msolve says, not verified, when the last unknown is the parameter, or a small linear form, or a form of its own choice.

    When there are multiple solutions, the first answer is not taken: where the last unknown does not tell solutions apart, msolve loses some of them.
    """
    until, n = monotonic() + seconds, len(system.variables)

    def answered(asked: PolynomialSystem, *options: str) -> str | None:
        return run(asked, options, seconds=until - monotonic(), meanwhile=meanwhile)

    text = "" if _exchanges_others(system) else answered(system, *PARAMETRISED, *AS_IT_IS)
    found = _understood(text, system)
    is_multiple = found is not None and found.solutions is not None and found.solutions.size < found.degree
    if (text == "" and n in FORMS) or (is_multiple and n > 1):
        form = separating_form(n)
        extended = _with_form(system, form)
        text = answered(extended, *PARAMETRISED, *AS_IT_IS)
        if text or is_multiple:
            return _without_form(_understood(text, extended), form)
    return _understood(answered(system, *PARAMETRISED), system) if text == "" else found


def _exchanges_others(system: PolynomialSystem) -> bool:
    """Whether the equations stay when two unknowns but the last are exchanged, or all but the last reversed: then it hardly tells solutions apart."""
    last = len(system.variables) - 1
    swaps = ([j if k == i else i if k == j else k for k in range(last)] for i, j in combinations(range(last), 2))
    orders = chain([[*range(last)][::-1]] if last > 1 else [], swaps)
    polynomials = system.integral()
    equations = {frozenset((e, sign * c) for e, c in p.items()) for p in polynomials for sign in (1, -1)}
    return any(
        all(frozenset(((*(e[k] for k in order), e[last]), c) for e, c in p.items()) in equations for p in polynomials)
        for order in orders
    )


def separating_form(n: int) -> tuple[int, ...]:
    """Small integers other than 0, of both signs, no two sets of which, of one size, have the same sum; nor is their sum 0.

    So Σ cᵢ xᵢ tells apart solutions of a symmetric system that are permutations of one another with two values. (Conway and Guy, "Sets of natural numbers
    with distinct subset sums", 1968.)

    >>> separating_form(5)
    (3, 2, 1, -1, -4)
    """
    numbers = [0, 1]
    for k in range(1, n):
        numbers.append(2 * numbers[k] - numbers[k - round((2 * k) ** 0.5)])
    middle = sum(numbers[:n]) // n + 1
    while middle in numbers:
        middle += 1
    return tuple(middle - u for u in numbers[:n])


def _with_form(system: PolynomialSystem, form: Sequence[int]) -> PolynomialSystem:
    """With a last unknown t = Σ cᵢ xᵢ, which changes neither the number of solutions nor multiplicities."""
    n = len(form)
    units = [tuple(int(i == k) for i in range(n + 1)) for k in range(n + 1)]
    equation = {units[n]: Fraction(-1)} | {e: Fraction(c) for e, c in zip(units, form, strict=False) if c}
    names = tuple(f"x{k + 1}" for k in range(n + 1))
    return PolynomialSystem.of(names, [*({(*e, 0): c for e, c in p.items()} for p in system.polynomials), equation])


def _without_form(found: Answer | None, form: tuple[int, ...]) -> Answer | None:
    if found is None or found.solutions is None:
        return found
    extended = found.solutions
    if extended.form != (*(0 for _ in form), 1):
        return None
    solutions = Parametrisation(form, extended.q, extended.scale, extended.numerators[:-1])
    return Answer(is_finite=True, degree=found.degree, solutions=solutions)


def _understood(text: str | None, system: PolynomialSystem) -> Answer | None:
    try:
        return _read(text, system) if text else None
    except (ValueError, TypeError, IndexError, KeyError):
        return None


def _read(text: str, system: PolynomialSystem) -> Answer | None:
    """The answer in a text such as ``[0, [0, 3, 4, ['x', 'y', 'A'], [1, 2, 1], [1, [[4, [9, …]], [3, [0, …]], [[[3, [12, …]], 1], …]]]]]:``."""
    document: Any = json.loads(text.strip().rstrip(":").replace("'", '"'), parse_int=fmpz)
    if document == [-1]:
        return Answer(is_finite=True, degree=0)
    if document[0] != 0:
        return Answer(is_finite=False, degree=0)
    _, _, degree, names, form, (_, (w, _, rest)) = document[1]
    return Answer(is_finite=True, degree=int(degree), solutions=_parametrisation(names, form, w[1], rest, system))


def _parametrisation(names: Any, form: Any, w: Any, rest: Any, system: PolynomialSystem) -> Parametrisation:
    unknowns = [f"x{k + 1}" for k in range(len(system.variables))]
    content, q = _primitive(fmpz_poly(w))
    common = lcm(*(int(d) for _, d in rest))
    slope = q.derivative()
    found = {
        name: -fmpz_poly(v) * (common // int(d)) for name, ((_, v), d) in zip(names, rest, strict=False)
    }  # over common · content · q′
    scale = common * content
    if len(names) == len(unknowns):
        found[names[-1]] = _reduced(fmpz_poly([0, scale]) * slope, q)
        coefficients = dict.fromkeys(unknowns, 0) | {names[-1]: 1}
    else:
        unit = -int(form[-1])
        if unit not in (1, -1):
            raise ValueError("the form is not integral")
        coefficients = {name: int(c) * unit for name, c in zip(names, form, strict=True)}
    return Parametrisation(tuple(coefficients[x] for x in unknowns), q, scale, tuple(found[x] for x in unknowns))


def _primitive(p: fmpz_poly) -> tuple[int, fmpz_poly]:
    content = p.content()
    return int(content), p // content


def _reduced(p: fmpz_poly, q: fmpz_poly) -> fmpz_poly:
    """p modulo q, when the quotient is over ℤ; p itself otherwise."""
    quotient = p // q
    rest = p - quotient * q
    return rest if rest.degree() < q.degree() else p


def _holds(found: Answer, system: PolynomialSystem) -> bool:
    """Whether the points are distinct solutions, and no more than there can be."""
    points = found.solutions
    if points is None:
        return True
    if system.is_square and points.size > prod(system.degrees):
        return False
    return 1 <= points.size <= found.degree and points.holds(system.integral())
