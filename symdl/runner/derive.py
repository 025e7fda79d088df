"""`derive(term, W)`: the derivative with its proof, in LaTeX, NumPy code and SymPy.

The derivative is derived by `symdl.calculus`; that it is right is a claim like any other, which the checker decides.
Conditions without which the term or its derivative has no value (det A ≠ 0, x ≠ 0) become hypotheses, and are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.calculus.derive import CONVENTIONS, derived, kind_of
from symdl.calculus.modulo import simplified
from symdl.claims.claim import as_claim
from symdl.claims.verdict import Verdict
from symdl.provers.closed import is_closed, truth
from symdl.provers.entry_signs import is_told
from symdl.provers.layers import right_answer
from symdl.provers.obligations import obligations
from symdl.provers.search import attempt
from symdl.provers.state import start
from symdl.runner.verify import verify
from symdl.semantics.latex import relation_to_latex
from symdl.semantics.numpy_code import numpy_function
from symdl.semantics.substitution import free_symbols
from symdl.terms.errors import OutOfScopeError
from symdl.terms.operators import gradient, zeros
from symdl.terms.relation import FALSE, Relation, equal, implies
from symdl.terms.term import Term, as_term

WORK = 300_000


@dataclass(frozen=True, slots=True)
class Derived:
    """A derivative and what is known of it.

    Attributes:
        asked: the derivative as it was asked for, for example ∇_W ‖Y − W X‖².
        value: the same without derivatives.
        given: hypotheses that were given.
        conditions: where the term and its derivative are defined; assumed.
        kind: gradient, jacobian, hessian or derivative.
        verdict: on ``asked = value`` under the hypotheses and conditions.
    """

    asked: Term
    value: Term
    given: tuple[Relation, ...]
    conditions: tuple[Relation, ...]
    kind: str
    verdict: Verdict

    @property
    def convention(self) -> str:
        return CONVENTIONS[self.kind]

    @property
    def claim(self) -> Relation:
        """What the verdict is about."""
        return implies([*self.given, *self.conditions], equal(self.asked, self.value))

    def latex(self) -> str:
        """The equation in LaTeX."""
        return relation_to_latex(equal(self.asked, self.value))

    def numpy(self, name: str | None = None) -> str:
        """The source of a NumPy function of the symbols."""
        return numpy_function(self.value, name or self.kind, free_symbols(self.asked))

    def to_sympy(self) -> Any:
        """The derivative as a SymPy expression."""
        return self.value.to_sympy()

    def __repr__(self) -> str:
        where = f" where {', '.join(map(repr, self.conditions))}" if self.conditions else ""
        return f"{self.value!r}{where} ({self.verdict.word})"

    def _repr_latex_(self) -> str:
        return f"$${self.latex()}$$"


def derive(
    term: Any,
    by: Term,
    kind: str | None = None,
    *,
    given: Sequence[Relation] = (),
    seconds: float = 20.0,
    seed: int = 0,
) -> Derived:
    """The derivative of a term by a symbol, with its proof.

    Args:
        term: a scalar (its gradient is taken), a vector or a matrix (its Jacobian).
        by: a symbol of any shape; by a scalar the derivative has the shape of the term.
        kind: gradient, jacobian, hessian or derivative, where another one is meant.
        given: hypotheses, such as that A is symmetric.
        seconds: time for the proof.
        seed: of every random choice.

    Raises:
        OutOfScopeError: where the derivative is out of reach; it is never guessed.

    >>> from symdl import matrix, norm
    >>> W, X, Y = matrix("W", "k", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n")
    >>> derive(norm(Y - W @ X) ** 2, W)
    -2*((Y - (W@X))@Xᵀ) (PROVED)
    >>> derive(norm(Y - W @ X) ** 2, W).verdict.scope
    'all sizes'
    """
    body, variable = as_term(term), as_term(by)
    if variable.op == "chain":
        return _by_layer(gradient(body, variable), tuple(given), seconds, seed)
    asked, value = derived(body, variable, kind)
    value = simplified(value, given)
    conditions = _conditions(asked, value, tuple(given))
    relation = implies([*given, *conditions], equal(asked, value))
    verdict = verify(relation, seconds=seconds, seed=seed)
    return Derived(asked, value, tuple(given), conditions, kind or kind_of(body, variable), verdict)


def _by_layer(asked: Term, given: tuple[Relation, ...], seconds: float, seed: int) -> Derived:
    """The gradient by a layer of a network of symbolic depth."""
    found = right_answer(as_claim(implies([*given], equal(asked, zeros(*asked.shape)))))
    value = zeros(*asked.shape) if found is None else found.args[1]
    verdict = None if found is None else verify(implies([*given], equal(asked, value)), seconds=seconds, seed=seed)
    if verdict is None or verdict.word != "PROVED":
        raise OutOfScopeError(
            f"symdl knows no form of {asked!r}; say where the layer stands, for example given=[1 <= k, k <= L]."
        )
    return Derived(asked, value, given, (), "gradient", verdict)


def _conditions(asked: Term, value: Term, given: tuple[Relation, ...]) -> tuple[Relation, ...]:
    """The obligations of both sides that do not hold everywhere."""
    symbols = sorted(free_symbols(asked, value, *given), key=repr)
    state = start(symbols, given, FALSE, Budget(WORK, 5.0))
    found: list[Relation] = []
    for relation in obligations(asked, value):
        if (is_closed(relation) and truth(relation)) or is_told(state, relation) or relation in state.hypotheses:
            continue
        try:
            proof = attempt(state.towards(relation), WORK // 4)
        except BudgetExceeded:
            proof = None
        if proof is None:
            found.append(relation)
            state = state.having(relation)
    return tuple(found)
