"""Claims about complex matrices, read as claims about real ones of twice the size.

A ↦ [[Re A, −Im A], [Im A, Re A]] takes an m × n complex matrix to a 2m × 2n real one. It is injective, linear over ℝ, takes
products to products, the conjugate transpose to the transpose, inverses and pseudoinverses to theirs. So a claim
that is made of these alone, and holds for real matrices of all sizes, holds for complex ones.
"""

from collections.abc import Callable, Iterable
from typing import Any

from symdl.check.blocks.sizes import is_compound
from symdl.check.complexes.claims import Invariance
from symdl.check.judgement import Rejected, need

Json = Any
Reading = Callable[[Json], tuple[Any, ...]]
"""Reads a claim: its context, symbols, hypotheses and goal."""
THEOREM = "real forms of complex matrices"
"""The name of the rule in the trust of a verdict."""


def real_claim(claim: Json, read: Reading, proof: Json = None) -> Json:
    """The claim itself when it speaks of real matrices; a claim about complex ones with real ones in their place.

    Raises:
        Rejected: when the proof is one for certain sizes only; or when what it says is not made of operations that the real form of a complex matrix respects.
    """
    if not is_complex(claim):
        return claim
    is_for_all = proof is None or proof["rule"] != "sizes"
    need(is_for_all, "complex matrices are covered by proofs at all sizes alone")
    for form in _declarations(claim):
        is_matrix = form["shape"] != [1, 1]
        is_among = form.get("domain") == "complex"
        need(is_matrix or not is_among, "scalars are real: complex is no domain of theirs")
        need(is_among or not is_matrix, "beside complex matrices all matrices are complex")
        is_named = all(type(size) is str and not is_compound(size) for size in form["shape"])  # 1*1 would be a scalar
        need(is_named or not is_among, "the sizes of complex matrices are names, columns included")
    real = _real(claim)
    require_invariant(real, read)
    return real


def require_invariant(claim: Json, read: Reading) -> None:
    """That a claim about real matrices says the same of complex ones, at every size; raises Rejected otherwise."""
    _, symbols, hypotheses, goal = read(claim)
    invariance = Invariance()
    for symbol in symbols.values():
        invariance.degree(symbol)
    for hypothesis in hypotheses:
        invariance.require(hypothesis, is_goal=False, is_given=True)
    invariance.require(goal, is_goal=True, is_given=False)


def is_complex(claim: Json) -> bool:
    """Whether a claim speaks of complex matrices."""
    return any(form.get("domain") == "complex" for form in _declarations(claim))


def holds_for_complex(claim: Json, read: Reading) -> bool:
    """Whether a proof of a claim about real matrices, at all sizes, is one about complex matrices as well."""
    try:
        require_invariant(claim, read)
    except (Rejected, RecursionError):
        return False
    return any(symbol.shape != (1, 1) for symbol in read(claim)[1].values())


def _declarations(form: Json) -> Iterable[Json]:
    """Every declaration of a symbol, free or bound."""
    pending = [[*form["symbols"].values()], form["hypotheses"], form["goal"]]
    while pending:
        part = pending.pop()
        if isinstance(part, dict) and "shape" in part:
            yield part
        elif isinstance(part, dict | list):
            pending.extend(part.values() if isinstance(part, dict) else part)


def _real(form: Json) -> Json:
    if isinstance(form, list):
        return [_real(part) for part in form]
    if isinstance(form, dict):
        return {key: "real" if (key, part) == ("domain", "complex") else _real(part) for key, part in form.items()}
    return form
