"""Terms simplified with equations that are given: Aᵀ = A, P² = P, and the like, used from the longer side to the shorter."""

from __future__ import annotations

from collections.abc import Iterable

from symdl.calculus.build import plus, product, times, turned
from symdl.semantics.substitution import rebuilt
from symdl.terms.relation import Relation
from symdl.terms.term import Term, subterms

Chain = tuple[Term, ...]
MOST_ROUNDS = 20


def simplified(term: Term, given: Iterable[Relation]) -> Term:
    """An equal term under equations between products, by replacing their longer sides.

    >>> from symdl import equal, matrix, vector
    >>> P, x = matrix("P", "n", "n"), vector("x", "n")
    >>> simplified(P.T @ P @ x + P @ x, [equal(P, P.T), equal(P @ P, P)])
    2*(P@x)
    """
    rules = [rule for relation in given if (rule := _rule(relation)) is not None]
    for _ in range(MOST_ROUNDS if rules else 0):
        changed = _once(term, rules)
        if changed is term:
            break
        term = changed
    return term


def _rule(relation: Relation) -> tuple[Chain, Chain] | None:
    """The longer side of an equation and what it becomes; of Aᵀ = A the transpose goes."""
    if relation.op != "eq":
        return None
    sides = [_chain(side) for side in relation.args]
    long, short = sorted(sides, key=lambda chain: (len(chain), sum(letter.op == "transpose" for letter in chain)))[::-1]
    is_shorter = len(long) > len(short) or (
        len(long) == 1 and long[0].op == "transpose" and long[0].args[0] is short[0]
    )
    return (long, short) if is_shorter and all(letter.op != "num" for letter in (*long, *short)) else None


def _chain(term: Term) -> Chain:
    return term.args if term.op == "matmul" else (term,)


def tidy(term: Term) -> Term:
    """The same term put together the short way."""
    return _once(term, [])


def _once(term: Term, rules: list[tuple[Chain, Chain]]) -> Term:
    """Every rule wherever it fits, and everything put together anew."""
    memo: dict[Term, Term] = {}
    for part in subterms(term):
        args = tuple(memo[arg] for arg in part.args)
        match part.op:
            case "add":
                built = plus(args, part.shape)
            case "mul":
                built = times(*args)
            case "matmul":
                built = product(*args)
            case "transpose":
                built = turned(args[0])
            case _:
                built = rebuilt(part, args)
        memo[part] = _replaced(built, rules)
    return memo[term]


def _replaced(term: Term, rules: list[tuple[Chain, Chain]]) -> Term:
    chain = _chain(term)
    for long, short in rules:
        for k in range(len(chain) - len(long) + 1):
            if chain[k : k + len(long)] == long:
                return product(*chain[:k], *short, *chain[k + len(long) :])
    return term
