"""Folding a term: the one traversal every interpretation shares.

An interpretation is a table from operator to a function of the term and the values of its arguments. A
shared subterm is visited once. Binders (`sum`, `gradient`, `at`, …) need their argument terms rather than
values: an interpretation lists them as *lazy* and gets the terms.
"""

from collections.abc import Callable, Mapping
from typing import Any

from symdl.terms.errors import OutOfScopeError
from symdl.terms.term import Term

Rule = Callable[..., Any]

BINDERS = frozenset({"sum", "iterate", "gradient", "hessian", "jacobian", "at"})


def fold(
    term: Term,
    rules: Mapping[str, Rule],
    *,
    name: str,
    lazy: frozenset[str] = BINDERS,
    memo: dict[Term, Any] | None = None,
) -> Any:
    """The value of ``term`` under ``rules``.

    Args:
        term: what to interpret.
        rules: ``rules[op](term, *values)``; for a lazy operator ``rules[op](term)``.
        name: the interpretation, for the error message.
        lazy: operators whose arguments are not folded first.
        memo: values already known, extended in place.

    Raises:
        OutOfScopeError: when an operator has no rule.
    """
    values: dict[Term, Any] = {} if memo is None else memo
    stack = [term]
    while stack:
        current = stack[-1]
        if current in values:
            stack.pop()
            continue
        rule = rules.get(current.op)
        if rule is None:
            raise OutOfScopeError(f"{current.op} has no meaning as {name}: {current!r}")
        if current.op in lazy:
            values[current] = rule(current)
            continue
        waiting = [arg for arg in current.args if arg not in values]
        if waiting:
            stack.extend(reversed(waiting))
        else:
            values[current] = rule(current, *(values[arg] for arg in current.args))
    return values[term]
