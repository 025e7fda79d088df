r"""Functions and abbreviations: `\sigma \colon \mathbb{R} \to \mathbb{R}`, `E = Y - W X`, `L(W) = …`."""

from __future__ import annotations

from symdl.notes.cursor import Cursor
from symdl.notes.elaborate import Elaborator
from symdl.notes.expressions import expression
from symdl.notes.name_lists import over
from symdl.notes.places import Excerpt, Spot
from symdl.notes.scope import Defined, Scope
from symdl.notes.spaces import space
from symdl.notes.symbols import parenthesised
from symdl.notes.tokens import Token
from symdl.terms.term import FunctionSymbol, Term
from symdl.terms.term import number as number_term


def mappings(names: list[tuple[str, Spot]], c: Cursor, scope: Scope) -> list[str | Term]:
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


def definition(name: str, c: Cursor, scope: Scope, spot: Spot) -> list[str | Term]:
    """`E = Y - W X` for a name without a meaning."""
    if name in scope.sizes and len(c.tokens) == 1 and c.token.text.isdigit():
        scope.declare(name, Defined((), number_term(int(c.token.text))), spot)
        return [name]
    node = expression(c)
    if not c.is_done:
        raise c.error(f"{c.found()} where the definition of {name} should end.")
    scope.declare(name, Defined((), Elaborator(c.formula, scope).term(node)), spot)
    return [name]


def function_definition(formula: Excerpt, name: str, tokens: list[Token], scope: Scope) -> list[str | Term]:
    """`L(W) = …` for a name without a meaning; the parameters are declared symbols."""
    c = over(formula, tokens, scope)
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
