"""SciPy's and NumPy's own routines beside our evaluation of the same subterm.

Each routine is a function of a term and a `Place` (values at one instance). It returns what SciPy computes, and
the largest relative difference to our exact (or, where that is irrational, float) value is recorded.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.linalg
import scipy.optimize
import scipy.special

from symdl.algebra.budget import Budget
from symdl.claims.instance import Instance
from symdl.semantics.exact import evaluate_exact
from symdl.semantics.floats import evaluate_float
from symdl.semantics.substitution import free_symbols
from symdl.terms.errors import OutOfScopeError, SymdlError
from symdl.terms.relation import Relation
from symdl.terms.term import Symbol, Term

STARTS = 3
"""Points from which a minimiser is sought."""


@dataclass(frozen=True, slots=True)
class Place:
    """An instance, exactly and in floats."""

    instance: Instance
    values: Mapping[str, Any]

    def float(self, term: Term, **changed: Any) -> Any:
        """The value of a term in floats, with some values changed."""
        return evaluate_float(term, {**self.values, **changed}, functions=self.instance.functions)

    def matrix(self, term: Term) -> Any:
        return np.atleast_2d(np.asarray(self.float(term), dtype=float))

    def ours(self, term: Term) -> Any:
        """Our value of a term: exact and then rounded, or in floats."""
        try:
            value = evaluate_exact(term, self.instance)
        except OutOfScopeError:
            return self.matrix(term)
        return np.atleast_2d(np.asarray(value, dtype=float))


Routine = Callable[[Term, Place], Any]


def compared(
    goal: Relation, instance: Instance, values: Mapping[str, Any], differences: dict[str, float], budget: Budget
) -> None:
    """Compare every routine that fits a subterm of the goal, and keep the largest difference by routine."""
    place = Place(instance, values)
    for name, ours, theirs in _pairs(goal, place, budget):
        with np.errstate(all="ignore"):
            scale = 1.0 + np.abs(ours).max(initial=0.0)
            difference = float(np.abs(ours - theirs).max(initial=0.0) / scale)
        if np.isfinite(difference):
            differences[name] = max(differences.get(name, 0.0), difference)


def _pairs(goal: Relation, place: Place, budget: Budget) -> Iterable[tuple[str, Any, Any]]:
    for relation in _atoms(goal):
        if relation.op in ("psd", "pd", "minimises"):
            yield from _of_relation(relation, place)
    for term in _open_subterms(goal):
        for name, fits, routine in ROUTINES:
            if fits(term):
                budget.spend(1500)
                try:
                    with np.errstate(all="ignore"), warnings.catch_warnings():
                        warnings.simplefilter("ignore")
                        theirs = np.asarray(routine(term, place), dtype=float).reshape([int(n) for n in term.shape])
                    yield name, place.ours(term), theirs
                except (SymdlError, ValueError, np.linalg.LinAlgError, FloatingPointError, TypeError):
                    continue


def _atoms(relation: Relation) -> Iterable[Relation]:
    if any(isinstance(arg, Relation) for arg in relation.args):
        for arg in relation.args:
            yield from _atoms(arg)
    else:
        yield relation


def _open_subterms(goal: Relation) -> list[Term]:
    """Subterms whose symbols are free in the goal, binders entered only as a whole."""
    free = free_symbols(goal)
    found: dict[Term, None] = {}
    stack: list[Any] = [goal]
    while stack:
        item = stack.pop()
        if isinstance(item, Term):
            if item in found:
                continue
            if free_symbols(item) <= free:
                found[item] = None
            if item.op in ("sum", "gradient", "hessian", "jacobian", "at"):
                continue
        stack.extend(reversed(item.args))
    return list(found)


def _of_relation(relation: Relation, place: Place) -> Iterable[tuple[str, Any, Any]]:
    try:
        if relation.op == "minimises":
            yield "scipy.optimize.minimize", np.zeros(1), np.array([_improvement(relation, place)])
            return
        rows = place.matrix(relation.args[0])
        lowest = scipy.linalg.eigvalsh(rows)[0] / (1.0 + np.abs(rows).max())
        yield "scipy.linalg.eigvalsh", np.zeros(1), np.array([min(lowest, 0.0)])
    except (SymdlError, ValueError, np.linalg.LinAlgError, TypeError, IndexError):
        return


def _improvement(relation: Relation, place: Place) -> float:
    """By how much a minimiser SciPy finds is better than the claimed one."""
    body, point = relation.args
    (variable,) = relation.bound
    name = _name(variable)
    shape = tuple(map(int, variable.shape))
    claimed = np.asarray(place.float(point), dtype=float).reshape(-1)

    def objective(x: Any) -> float:
        return float(place.float(body, **{name: _shaped(x, shape)}))

    random = np.random.default_rng(0)
    best = objective(claimed)
    starts = [claimed + 0.1, *(random.normal(size=claimed.size) for _ in range(STARTS - 1))]
    found = [scipy.optimize.minimize(objective, x, options={"maxiter": 50}).fun for x in starts]
    lowest = min((float(f) for f in found if np.isfinite(f)), default=best)
    return max(0.0, best - lowest) / (1.0 + abs(best))


def _name(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.name


def _shaped(x: Any, shape: tuple[int, ...]) -> Any:
    return float(x[0]) if shape == (1, 1) else np.asarray(x).reshape(shape)


# routines -----------------------------------------------------------------------------------------


def _differentiated(term: Term, place: Place) -> tuple[Callable[[Any], Any], Any]:
    """The body of a derivative as a function of the flat variable, and the point."""
    body, variable = term.args
    shape = tuple(map(int, variable.shape))

    def function(x: Any) -> Any:
        value = place.float(body, **{_name(variable): _shaped(x, shape)})
        return np.asarray(value, dtype=float).reshape(-1) if body.shape != (1, 1) else float(value)

    return function, np.asarray(place.values[_name(variable)], dtype=float).reshape(-1)


def _central_derivative(term: Term, place: Place) -> Any:
    function, x = _differentiated(term, place)
    return _central(function, x, 6e-6)


def _approx_fprime(term: Term, place: Place) -> Any:
    function, x = _differentiated(term, place)
    return scipy.optimize.approx_fprime(x, function)


def _central(function: Callable[[Any], Any], x: Any, step: float) -> Any:
    steps = step * np.eye(x.size)
    return np.stack([(np.asarray(function(x + e)) - np.asarray(function(x - e))) / (2 * step) for e in steps], -1)


def _hessian(term: Term, place: Place) -> Any:
    function, x = _differentiated(term, place)
    return _central(lambda y: _central(function, y, 1e-4), x, 1e-4)


def _logsumexp(term: Term, place: Place) -> Any:
    exponents = [0.0 if arg.op == "num" else place.float(arg.args[0]) for arg in term.args[0].args]
    return scipy.special.logsumexp(exponents)


def _is_logsumexp(term: Term) -> bool:
    if term.op != "log" or term.args[0].op != "add" or term.shape != (1, 1):
        return False
    return all(arg.op == "exp" or (arg.op == "num" and arg.data == 1) for arg in term.args[0].args)


def _is_sigmoid(term: Term) -> bool:
    if term.op != "pow" or term.data != -1 or term.args[0].op != "add" or len(term.args[0].args) != 2:
        return False
    one, other = sorted(term.args[0].args, key=lambda arg: arg.op != "num")
    return one.op == "num" and one.data == 1 and other.op == "exp"


def _expit(term: Term, place: Place) -> Any:
    exponential = next(arg for arg in term.args[0].args if arg.op == "exp")
    return scipy.special.expit(-place.float(exponential.args[0]))


def _of(op: str) -> Callable[[Term], bool]:
    return lambda term: term.op == op


def _with(function: Callable[..., Any]) -> Routine:
    return lambda term, place: function(*(place.matrix(arg) for arg in term.args))


def _solve(matrix: Any) -> Any:
    return scipy.linalg.solve(matrix, np.eye(len(matrix)))


ROUTINES: tuple[tuple[str, Callable[[Term], bool], Routine], ...] = (
    ("scipy.linalg.solve", _of("inverse"), _with(_solve)),
    ("scipy.linalg.pinv", _of("pinv"), _with(scipy.linalg.pinv)),
    ("scipy.linalg.det", _of("det"), _with(scipy.linalg.det)),
    ("numpy.linalg.matrix_rank", _of("rank"), _with(np.linalg.matrix_rank)),
    ("scipy.linalg.norm", _of("norm"), _with(scipy.linalg.norm)),
    ("numpy.trace", _of("trace"), _with(np.trace)),
    ("numpy.kron", _of("kron"), _with(np.kron)),
    ("numpy.vdot", _of("inner"), _with(np.vdot)),
    ("numpy.exp", _of("exp"), _with(np.exp)),
    ("numpy.log", _of("log"), _with(np.log)),
    ("numpy.tanh", _of("tanh"), _with(np.tanh)),
    ("scipy.special.logsumexp", _is_logsumexp, _logsumexp),
    ("scipy.special.expit", _is_sigmoid, _expit),
    ("scipy.optimize.approx_fprime", lambda term: term.op in ("gradient", "jacobian"), _approx_fprime),
    ("central differences", lambda term: term.op in ("gradient", "jacobian"), _central_derivative),
    ("second central differences", _of("hessian"), _hessian),
)
"""Name, the terms it fits, and what it computes."""
