r"""One formula of a declaring sentence: `X \in \mathbb{R}^{d \times n}`, `\lambda > 0`, `E = Y - W X`, `A^\top = A`.

The formula is cut at its commas; names before a comma share what is said after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from symdl.notes.cursor import Cursor
from symdl.notes.elaborate import Elaborator
from symdl.notes.expressions import expression
from symdl.notes.logic import relation
from symdl.notes.optima import spelled
from symdl.notes.places import Excerpt, NotesError, Spot
from symdl.notes.relations import whole
from symdl.notes.scope import Defined, Scope, Size_, as_term
from symdl.notes.signs import RELATIONS
from symdl.notes.spaces import Space, space
from symdl.notes.symbols import parenthesised
from symdl.notes.tokens import Token
from symdl.notes.vocabulary import WORDS
from symdl.terms import operators as ops
from symdl.terms import relation as rel
from symdl.terms.term import FunctionSymbol, Symbol, Term
from symdl.terms.term import number as number_term

DOTS = (r"\dots", r"\ldots", r"\dotsc", r"\cdots", r"\dotsb")
MOST_MEMBERS = 100


@dataclass
class Declared:
    """What a formula declared, for the words that follow it.

    Attributes:
        subjects: the names or terms that it speaks of.
        where: a set that stands alone, such as in "a vector in $\\mathbb{R}^n$".
        shape: a shape that stands alone, such as in "an $m \\times n$ matrix".
    """

    subjects: list[str | Term] = field(default_factory=list)
    where: Space | None = None
    shape: tuple[int | str, int | str] | None = None


def declare(formula: Excerpt, scope: Scope) -> Declared:
    """Read one formula of a declaring sentence into a scope."""
    tokens = _without_punctuation(Cursor.over(formula, scope).tokens)
    if not tokens:
        return Declared()
    alone = _alone(formula, tokens, scope)
    if alone is not None:
        return alone
    found = Declared()
    waiting: list[list[Token]] = []
    for segment in _segments(tokens):
        if not segment:
            raise NotesError("a comma with nothing before it.", formula.spot(tokens[0].start))
        if _is_name(formula, segment, scope) or segment[0].text in DOTS:
            waiting.append(segment)
            continue
        found.subjects += _segment(formula, waiting, segment, scope)
        waiting = []
    found.subjects += _mentioned(formula, waiting, scope)
    return found


def _without_punctuation(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[-1].text in (".", ",", ";", ":"):
        tokens = tokens[:-1]
    return tokens


def _alone(formula: Excerpt, tokens: list[Token], scope: Scope) -> Declared | None:
    r"""A set, or a shape `m \times n`, without a name before it."""
    c = _over(formula, tokens, scope)
    if c.token.text in (r"\mathbb", r"\R", r"\N", r"\Z"):
        try:
            where = space(c)
        except NotesError:
            return None
        return Declared(where=where) if c.is_done else None
    if c.accept(r"\in") is not None:
        return Declared(where=space(c))
    sizes = [t for t in tokens if t.text != r"\times"]
    if len(tokens) == 3 and tokens[1].text == r"\times" and all(t.kind in ("letter", "number") for t in sizes):
        from symdl.notes.spaces import shape_of

        return Declared(shape=shape_of(c, tokens))
    return None


def _over(formula: Excerpt, tokens: list[Token], scope: Scope) -> Cursor:
    return Cursor(formula, list(tokens), scope)


def _segments(tokens: list[Token]) -> list[list[Token]]:
    """The tokens between the commas outside all brackets."""
    found: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"(": 1, "[": 1, "{": 1, r"\{": 1, r"\langle": 1, r"\begin": 1}.get(token.text, 0)
        depth -= {")": 1, "]": 1, "}": 1, r"\}": 1, r"\rangle": 1, r"\end": 1}.get(token.text, 0)
        if token.text in (",", ";") and depth == 0:
            found.append([])
        else:
            found[-1].append(token)
    return found


def _name(formula: Excerpt, tokens: list[Token], scope: Scope) -> tuple[str, int] | None:
    """The name at the beginning and the number of its tokens."""
    c = _over(formula, tokens, scope)
    try:
        name = spelled(c)
    except NotesError:
        return None
    return None if name in WORDS and tokens[0].kind == "command" else (name, c.at)


def _is_name(formula: Excerpt, tokens: list[Token], scope: Scope) -> bool:
    found = _name(formula, tokens, scope)
    return found is not None and found[1] == len(tokens)


# names before a comma -----------------------------------------------------------------------------


def _names(formula: Excerpt, waiting: list[list[Token]], last: list[Token], scope: Scope) -> list[tuple[str, Spot]]:
    """The names of a list, `W_1, \\dots, W_4` written out."""
    names: list[tuple[str, Spot]] = []
    has_dots = False
    for tokens in [*waiting, last]:
        spot = formula.spot(tokens[0].start)
        if tokens[0].text in DOTS:
            has_dots = True
            continue
        found = _name(formula, tokens, scope)
        assert found is not None
        if has_dots:
            names += [(name, spot) for name in _between(names, found[0], spot)]
            has_dots = False
        names.append((found[0], spot))
    return names


def _between(names: list[tuple[str, Spot]], last: str, spot: Spot) -> list[str]:
    stem, _, end = last.rpartition("_")
    first, _, start = (names[-1][0] if names else "").rpartition("_")
    if first != stem or not start.isdigit() or not end.isdigit():
        raise NotesError(
            "dots stand between names with numbers, as in W_1, \\dots, W_4; a symbolic number of names cannot be said.",
            spot,
        )
    if not int(start) < int(end) <= MOST_MEMBERS:
        raise NotesError(f"dots stand for at most {MOST_MEMBERS} names in rising order.", spot)
    return [f"{stem}_{k}" for k in range(int(start) + 1, int(end))]


def _mentioned(formula: Excerpt, waiting: list[list[Token]], scope: Scope) -> list[str | Term]:
    """Names that stand for themselves."""
    if not waiting or any(tokens[0].text in DOTS for tokens in waiting):
        return []
    return [name for name, _ in _names(formula, waiting[:-1], waiting[-1], scope)]


# one segment --------------------------------------------------------------------------------------


def _segment(formula: Excerpt, waiting: list[list[Token]], tokens: list[Token], scope: Scope) -> list[str | Term]:
    found = _name(formula, tokens, scope)
    if found is not None:
        name, length = found
        sign = tokens[length].text if length < len(tokens) else ""
        names = _names(formula, waiting, tokens[:length], scope)
        rest = _over(formula, tokens[length + 1 :], scope)
        if sign == r"\in":
            return _members(names, rest, scope)
        if sign in (r"\colon", ":"):
            return _mappings(names, rest, scope)
        if sign == "=" and _is_range(waiting, tokens, rest):
            return []
        if _is_entry(name, scope) and sign not in ("", "(", r"\in") and not waiting:
            return _hypothesis(formula, tokens, scope)
        if sign in ("=", ":=") and not waiting and not scope.is_declared(name):
            return _definition(name, rest, scope, formula.spot(tokens[0].start))
        if sign == "(" and not scope.is_declared(name) and not waiting:
            return _function_definition(formula, name, tokens[length:], scope)
        if sign in RELATIONS:
            for before in waiting:
                _hypothesis(formula, [*before, *tokens[length:]], scope)
            _hypothesis(formula, tokens, scope)
            return [each for each, _ in names]
    elif waiting:
        raise NotesError(
            "names before a comma share what is said after it, which must begin with a name.",
            formula.spot(waiting[0][0].start),
        )
    return _hypothesis(formula, tokens, scope)


def _is_entry(name: str, scope: Scope) -> bool:
    """Whether a name without a meaning is an entry of a declared vector or matrix."""
    stem, _, rest = name.partition("_")
    while rest and not rest.replace("_", "").isdigit():
        part, _, rest = rest.partition("_")
        stem += f"_{part}"
    found = scope.find(stem) if rest and not scope.is_declared(name) else None
    return found is not None and isinstance(found.meaning, Term) and found.meaning.shape != (1, 1)


ORDERS = frozenset({"le", "lt", "ge", "gt", "ne"})


def _is_range(waiting: list[list[Token]], tokens: list[Token], rest: Cursor) -> bool:
    r"""`i = 1` of `i = 1, \dots, n`: the comma and the dots follow in the source."""
    text = rest.formula.text[tokens[-1].end :].lstrip()
    return not waiting and text.startswith(",") and text[1:].lstrip().startswith(DOTS)


def _members(names: list[tuple[str, Spot]], c: Cursor, scope: Scope) -> list[str | Term]:
    r"""`A, B \in \mathbb{R}^{n \times n}`, `x \in (0, 1)`, `y \in \{-1, 1\}`."""
    if c.token.text in ("(", "[", "]", r"\{"):
        return _in_range(names, c, scope)
    where = space(c)
    if not c.is_done:
        raise c.error(f"{c.found()} after a set; write what else holds in a formula of its own.")
    for name, spot in names:
        member(name, where, scope, spot)
    return [name for name, _ in names]


def member(name: str, where: Space, scope: Scope, spot: Spot) -> None:
    """Declare a name as a member of a set."""
    if where.domain == "counting" and name in scope.sizes:
        scope.declare(name, Size_(name), spot)
        return
    rows, columns = (scope.size(size, spot) for size in where.shape)
    domain = "natural" if where.domain == "counting" else where.domain
    new = ops.symbol(name, shape=(rows, columns), domain=domain)
    known = scope.find(name)
    is_known = known is not None and _narrows(known.meaning, new, scope, spot)
    if not is_known:
        scope.declare(name, new, spot)
    found = as_term(scope.find(name).meaning)  # type: ignore[union-attr]
    if where.domain == "counting" and found is not None:
        scope.assume(rel.at_most(1, found), spot)


def _narrows(known: object, new: Term, scope: Scope, spot: Spot) -> bool:
    """Whether a name of the same shape is declared again with a compatible domain; what is new becomes a hypothesis."""
    if isinstance(known, Size_):
        return new.data.domain in ("natural", "integer") and new.shape == (1, 1)
    if not isinstance(known, Term) or known.op != "sym" or known.shape != new.shape:
        return False
    before, after = known.data.domain, new.data.domain
    if before == after or after == "real":
        return True
    if after == "positive" and before in ("real", "nonnegative", "integer", "natural"):
        scope.assume(rel.less_than(0, known), spot)
        return True
    if (after == "nonnegative" and before in ("real", "integer")) or (before, after) == ("integer", "natural"):
        scope.assume(rel.at_most(0, known), spot)
        return True
    return (before, after) in {("positive", "nonnegative"), ("natural", "integer"), ("natural", "nonnegative")}


def _in_range(names: list[tuple[str, Spot]], c: Cursor, scope: Scope) -> list[str | Term]:
    opening = c.take()
    if opening.text == r"\{":
        c.at -= 1
        values = parenthesised(c) or []
        e = Elaborator(c.formula, scope)
        terms = [e.term(value) for value in values]
        for name, spot in names:
            symbol = real(name, scope, spot)
            scope.assume(rel.either(*(rel.equal(symbol, term) for term in terms)), spot)
        return [name for name, _ in names]
    return _in_interval(names, c, opening, scope)


def _in_interval(names: list[tuple[str, Spot]], c: Cursor, opening: Token, scope: Scope) -> list[str | Term]:
    e = Elaborator(c.formula, scope)
    minus = c.at
    if c.accept("-") is not None and c.accept(r"\infty") is not None:
        lower = None
    else:
        c.at = minus
        lower = e.term(expression(c))
    c.expect(",", "between the ends of an interval")
    c.accept("+")
    upper = None if c.accept(r"\infty") is not None else e.term(expression(c))
    closing = c.accept(")", "]", "[")
    if closing is None or not c.is_done:
        raise c.error("an interval such as (0, 1), [0, 1) or [0, \\infty) should end here.")
    for name, spot in names:
        is_positive = lower is not None and lower.op == "num" and lower.data == 0
        domain = ("nonnegative" if opening.text == "[" else "positive") if is_positive else "real"
        symbol = real(name, scope, spot, domain)
        if lower is not None and not (is_positive and symbol.data.domain == domain):
            scope.assume((rel.at_most if opening.text == "[" else rel.less_than)(lower, symbol), spot)
        if upper is not None:
            scope.assume((rel.at_most if closing.text == "]" else rel.less_than)(symbol, upper), spot)
    return [name for name, _ in names]


def real(name: str, scope: Scope, spot: Spot, domain: str = "real") -> Term:
    """The scalar of a name, declared now if it is new."""
    found = scope.find(name)
    if found is None:
        scope.declare(name, ops.symbol(name, domain=domain), spot)
        found = scope.find(name)
    assert found is not None
    term = as_term(found.meaning)
    if term is None or term.shape != (1, 1) or term.op != "sym":
        raise NotesError(f"{name} was declared in {found.spot} and is no scalar symbol.", spot)
    return term


# functions ----------------------------------------------------------------------------------------


def _mappings(names: list[tuple[str, Spot]], c: Cursor, scope: Scope) -> list[str | Term]:
    r"""`\sigma \colon \mathbb{R} \to \mathbb{R}`, `F \colon \mathbb{R}^n \to \mathbb{R}^m`, `g \colon \mathbb{R} \times \mathbb{R} \to \mathbb{R}`."""
    start = c.offset()
    sources = [space(c)]
    while c.accept(r"\times") is not None:
        sources.append(space(c))
    c.expect(r"\to", "between the two sets of a function")
    target = space(c)
    if not c.is_done:
        raise c.error(f"{c.found()} after the target of a function.")
    if any(where.domain != "real" for where in [*sources, target]):
        raise c.beyond("functions are defined on all of ℝ or ℝ^n and have real values.", start)
    if any(where.shape[1] != 1 for where in [*sources, target]):
        raise c.beyond("functions of matrices cannot be said; define the function by a formula, as in f(W) = …", start)
    for name, spot in names:
        domain = tuple(scope.size(where.shape[0], spot) for where in sources)
        codomain = scope.size(target.shape[0], spot)
        if len(domain) > 1 and (codomain != 1 or any(size != 1 for size in domain)):
            raise c.beyond("a function of several arguments takes scalars and has a scalar value.", start)
        scope.declare(name, FunctionSymbol(name, domain, codomain), spot)
    return [name for name, _ in names]


def _definition(name: str, c: Cursor, scope: Scope, spot: Spot) -> list[str | Term]:
    """`E = Y - W X` for a name without a meaning."""
    if name in scope.sizes and len(c.tokens) == 1 and c.token.text.isdigit():
        scope.declare(name, Defined((), number_term(int(c.token.text))), spot)
        return [name]
    node = expression(c)
    if not c.is_done:
        raise c.error(f"{c.found()} where the definition of {name} should end.")
    scope.declare(name, Defined((), Elaborator(c.formula, scope).term(node)), spot)
    return [name]


def _function_definition(formula: Excerpt, name: str, tokens: list[Token], scope: Scope) -> list[str | Term]:
    """`L(W) = …` for a name without a meaning; the parameters are declared symbols."""
    c = _over(formula, tokens, scope)
    parameters = parenthesised(c) or []
    spot = formula.spot(tokens[0].start - 1)
    if c.accept("=", ":=") is None:
        raise c.undeclared(name, name, max(tokens[0].start - 1, 0))
    e = Elaborator(formula, scope)
    symbols = [e.term(parameter) for parameter in parameters]
    if any(symbol.op != "sym" for symbol in symbols) or len(set(symbols)) != len(symbols):
        raise c.error(f"the arguments in the definition of {name} are different declared symbols.", tokens[0].start)
    node = expression(c)
    if not c.is_done:
        raise c.error(f"{c.found()} where the definition of {name} should end.")
    scope.declare(name, Defined(tuple(symbols), e.term(node)), spot)
    return [name]


# hypotheses ---------------------------------------------------------------------------------------


def _hypothesis(formula: Excerpt, tokens: list[Token], scope: Scope) -> list[str | Term]:
    r"""Any relation between declared terms, `0 < \eta < 1` for a name without a meaning, or a bare term."""
    if tokens[0].text in DOTS:
        raise NotesError(
            "dots stand between names with numbers, as in W_1, \\dots, W_4.", formula.spot(tokens[0].start)
        )
    new = _declare_compared(formula, tokens, scope)
    c = _over(formula, tokens, scope)
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
    if not signs or not set(signs) <= ORDERS:
        return set()
    found = [_name(formula, side, scope) if side else None for side in sides]
    names = [
        pair[0] if pair is not None and pair[1] == len(side) else None for pair, side in zip(found, sides, strict=True)
    ]
    new = [name for name in names if name is not None and not scope.is_declared(name) and not _is_entry(name, scope)]
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
