r"""Relations in declaring sentences: hypotheses such as `A C = C A`, and `0 < \eta < 1` for a name without a meaning."""

from __future__ import annotations

from symdl.notes.elaborate import Elaborator
from symdl.notes.expressions import expression
from symdl.notes.logic import relation
from symdl.notes.name_lists import DOTS, name_at, over
from symdl.notes.places import Excerpt, NotesError
from symdl.notes.relations import whole
from symdl.notes.scope import Scope, Size_
from symdl.notes.signs import RELATIONS
from symdl.notes.tokens import Token
from symdl.terms import operators as ops
from symdl.terms import relation as rel
from symdl.terms.term import Symbol, Term


def is_entry(name: str, scope: Scope) -> bool:
    """Whether a name without a meaning is an entry of a declared vector or matrix."""
    stem, _, rest = name.partition("_")
    while rest and not rest.replace("_", "").isdigit():
        part, _, rest = rest.partition("_")
        stem += f"_{part}"
    found = scope.find(stem) if rest and not scope.is_declared(name) else None
    return found is not None and isinstance(found.meaning, Term) and found.meaning.shape != (1, 1)


ORDERS = frozenset({"le", "lt", "ge", "gt", "ne"})


def hypothesis(formula: Excerpt, tokens: list[Token], scope: Scope) -> list[str | Term]:
    r"""Any relation between declared terms, `0 < \eta < 1` for a name without a meaning, or a bare term."""
    if tokens[0].text in DOTS:
        raise NotesError(
            "dots stand between names with numbers, as in W_1, \\dots, W_4.", formula.spot(tokens[0].start)
        )
    new = _declare_compared(formula, tokens, scope)
    c = over(formula, tokens, scope)
    e = Elaborator(formula, scope)
    if not any(t.text in RELATIONS or t.text in (r"\forall", r"\exists", r"\iff", r"\implies") for t in tokens):
        node = expression(c)
        if not c.is_done:
            raise c.error(f"{c.found()} where the term should end.")
        if node.kind in ("identity", "ones", "zeros"):
            return []
        return [e.term(node)]
    found = relation(e, whole(c))
    spot = formula.spot(tokens[0].start)
    for part in found.args if found.op == "and" else (found,):
        if not _is_domain(part, new):
            scope.assume(part, spot)
    return []


def _declare_compared(formula: Excerpt, tokens: list[Token], scope: Scope) -> set[str]:
    """Declare names without a meaning that are whole sides of a chain of inequalities: real scalars, or sizes."""
    sides: list[list[Token]] = [[]]
    signs: list[str] = []
    for token in tokens:
        if token.text in RELATIONS:
            sides.append([])
            signs.append(RELATIONS[token.text])
        else:
            sides[-1].append(token)
    if not signs or not set(signs) <= ORDERS or any(t.text in (r"\forall", r"\exists") for t in tokens):
        return set()
    found = [name_at(formula, side, scope) if side else None for side in sides]
    names = [
        pair[0] if pair is not None and pair[1] == len(side) else None for pair, side in zip(found, sides, strict=True)
    ]
    new = [name for name in names if name is not None and not scope.is_declared(name) and not is_entry(name, scope)]
    if len(new) == len(sides) and not all(name in scope.sizes for name in new):
        return set()
    for name in new:
        place = names.index(name)
        spot = formula.spot(sides[place][0].start)
        is_size = name in scope.sizes
        scope.declare(name, Size_(name) if is_size else ops.symbol(name, domain=_domain(sides, signs, place)), spot)
    return set(new)


def _domain(sides: list[list[Token]], signs: list[str], place: int) -> str:
    """Positive or nonnegative where a zero stands beside the name."""
    texts = ["".join(t.text for t in side) for side in sides]
    for sign, other, names in (
        (signs[place - 1] if place else "", texts[place - 1], {"lt": "positive", "le": "nonnegative"}),
        (
            signs[place] if place < len(signs) else "",
            texts[(place + 1) % len(texts)],
            {"gt": "positive", "ge": "nonnegative"},
        ),
    ):
        if other == "0" and sign in names:
            return names[sign]
    return "real"


def _is_domain(part: rel.Relation, new: set[str]) -> bool:
    """Whether a relation says no more than the domain of a symbol just declared."""
    if part.op not in ("lt", "le") or part.args[0].op != "num" or part.args[0].data != 0:
        return False
    term: Term = part.args[1]
    if not isinstance(term.data, Symbol) or term.op != "sym" or term.data.name not in new:
        return False
    return term.data.domain == {"lt": "positive", "le": "nonnegative"}[part.op]
