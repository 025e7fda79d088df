"""The sign of a factor: from 0 ≤ f g and f > 0 follows 0 ≤ g."""

from __future__ import annotations

from collections.abc import Iterator

from flint import fmpq_mpoly

from symdl.algebra.quotients import RingFullError
from symdl.provers.polynomial import System
from symdl.provers.state import State, Step, have
from symdl.terms.errors import SymdlError
from symdl.terms.relation import at_most
from symdl.terms.term import number

PREMISE = 40_000
MOST_TERMS = 60


def factor_signs(state: State) -> Iterator[Step]:
    """Signs of the factors of inequalities of which one factor has a known strict sign."""
    from symdl.provers.forward import PLAIN
    from symdl.provers.search import attempt

    try:
        system = System(state)
    except (SymdlError, RingFullError, NotImplementedError):
        return
    strict = [g.value.numerator for g in system.givens if g.op == "lt" and g.value.is_polynomial]
    for given in system.givens:
        if given.op not in ("le", "lt") or not given.value.is_polynomial or len(given.value.numerator) > MOST_TERMS:
            continue
        _, factors = given.value.numerator.factor()
        if len(factors) < 2:
            continue
        for factor, _ in factors:
            sign = _known_sign(factor, strict)
            if sign == 0 or ("sign", given.reference, str(factor)) in state.used:
                continue
            state = state.marked(("sign", given.reference, str(factor)))
            rest = divmod(given.value.numerator, factor)[0] * sign
            target = at_most(number(0), system.atoms.to_term(rest))
            if target in state.hypotheses:
                continue
            proof = attempt(state.marked(PLAIN).towards(target), PREMISE)
            if proof is not None:
                state = state.having(target)
                yield state, lambda then, target=target, proof=proof: have(target, proof, then)  # type: ignore[misc]


def _known_sign(factor: fmpq_mpoly, strict: list[fmpq_mpoly]) -> int:
    """1 or −1 when the factor is a positive or negative multiple of something positive, 0 otherwise."""
    for positive in strict:
        ratio, rest = divmod(positive, factor)
        if not rest and ratio.is_constant():
            return 1 if ratio.leading_coefficient() > 0 else -1
    return 0
