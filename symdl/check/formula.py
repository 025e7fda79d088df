"""Formulas as text: ``(eq (exp (add a b)) (mul (exp a) (exp b)))``, so that facts and slopes are data.

A word is a number or a name of the scope; ``0a`` and ``1a`` are the zero and the identity in the shape of ``a``.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from symdl.check.judgement import need
from symdl.check.language import OPERATORS, SCALAR, Language, Node


@cache
def parsed(text: str) -> list[Any]:
    """The expressions in a text, as nested lists of words."""
    stack: list[list[Any]] = [[]]
    for word in re.findall(r"[()]|[^()\s]+", text):
        if word == "(":
            stack.append([])
        elif word == ")":
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(word)
    return stack[0]


def built(language: Language, form: Any, scope: Mapping[str, Node]) -> Node:
    """The node of a parsed expression."""
    if isinstance(form, str):
        if form in scope:
            return scope[form]
        if form[1:] not in scope:
            return language.number(Fraction(form))
        shape = scope[form[1:]].shape
        return language.zeros(shape) if form[0] == "0" else language.identity(shape)
    op, *rest = form
    if op == "pow":
        exponent = built(language, rest[1], scope)
        need(exponent.op == "num" and exponent.data.denominator == 1, "the exponent is an explicit integer")
        return language.pow(built(language, rest[0], scope), int(exponent.data))
    args = [built(language, part, scope) for part in rest]
    if op == "where":
        return language.node(op, args, shape=SCALAR)
    return language.node(op, args) if op in OPERATORS else language.relation(op, *args)
