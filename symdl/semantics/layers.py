"""Products of layers at numbers, where they are written out, and cut into pieces, which are matrices of their own.

at numbers    C(2, 0) is W[2] W[1]
cut at k      C(u, l) is C(u, k) C(k, l), and its pieces are named like symbols
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from symdl.semantics.substitution import free_symbols, rebuilt, size_symbols, substitute, walk, with_sizes
from symdl.terms import operators as ops
from symdl.terms.layers import Family, Position, ends, product, read_position
from symdl.terms.relation import Relation
from symdl.terms.shapes import WIDTH
from symdl.terms.term import Symbol, Term, number, subterms

ONE = Position((), 1)


def has_layers(*items: Term | Relation) -> bool:
    """Whether there is a product of layers, or a width."""
    return any(map(WIDTH.fullmatch, size_symbols(*items))) or any(term.op == "chain" for term in walk(*items))


def placing(*items: Term | Relation) -> tuple[str, ...]:
    """The names of the natural symbols that place layers."""
    places = [place for term in walk(*items) if term.op == "chain" for place in ends(term)]
    places += [read_position(name[name.index("(") + 1 : -1]) for name in size_symbols(*items) if "(" in name]
    return tuple(sorted({name for place in places for name, _ in place.parts}))


def at_numbers(item: Any, numbers: Mapping[str, int]) -> Any:
    """A term or relation at numbers for the symbols that place layers: an ordinary one, in a symbol for each layer."""
    plain = _mapped(item, lambda term: _written_out(term, numbers))
    sizes = {name: _width_at(name, numbers) for name in size_symbols(plain) if "(" in name}
    values = {s: number(numbers[s.data.name]) for s in free_symbols(plain) if s.data.name in numbers}
    return substitute(with_sizes(plain, sizes), values)


def _width_at(name: str, numbers: Mapping[str, int]) -> str:
    head, _, place = name.partition("(")
    return f"{head}({read_position(place[:-1]).at(numbers)})"


def _written_out(term: Term, numbers: Mapping[str, int]) -> Term:
    upper, lower = (place.at(numbers) for place in ends(term))
    if upper.constant < lower.constant:
        return _undefined(*(f"{term.data.widths}({place})" for place in (upper, lower)))
    layers = [layer(term.data, Position((), k)) for k in range(upper.constant, lower.constant, -1)]
    return ops.matmul(*layers) if layers else ops.identity(f"{term.data.widths}({upper})")


def _undefined(rows: str, columns: str) -> Term:
    """A term without a value, for a product that ends before it begins."""
    nothing = Term("pow", (number(0),), -1)
    return Term("mul", (nothing, ops.zeros(rows, columns)), shape=(rows, columns))


def layer(family: Family, place: Position) -> Term:
    """The symbol for a layer."""
    return piece(family, place, place.plus(ONE, -1))


def piece(family: Family, upper: Position, lower: Position) -> Term:
    """The symbol for C(u, l), named W[u] for one layer and W[u..l+1] for more."""
    first = lower.plus(ONE)
    name = f"{family.name}[{upper}]" if first == upper else f"{family.name}[{upper}..{first}]"
    shape = f"{family.widths}({upper})", f"{family.widths}({lower})"
    return Term("sym", data=Symbol(name), shape=shape)


def cut(item: Any, within: Callable[[Term], list[Position]]) -> tuple[Any, dict[str, Term]]:
    """With products of layers as products of pieces, and what each piece stands for, by its name.

    Args:
        item: a term or relation.
        within: the positions at which a product is cut, from the last to the first.
    """
    meaning: dict[str, Term] = {}

    def pieces(term: Term) -> Term:
        upper, lower = ends(term)
        stops = [upper, *within(term), lower]
        found = []
        for after, before in zip(stops, stops[1:], strict=False):
            symbol = piece(term.data, after, before)
            meaning[symbol.data.name] = product(term.data, after, before)
            found.append(symbol)
        return ops.matmul(*found)

    return _mapped(item, pieces), meaning


def joined(term: Term, meaning: Mapping[str, Term]) -> Term:
    """The pieces as products of layers again, neighbours put together."""
    memo: dict[Term, Term] = {}
    for part in subterms(term):
        if part.op == "sym" and part.data.name in meaning:
            memo[part] = meaning[part.data.name]
        elif part.op == "matmul":
            memo[part] = _together([memo[arg] for arg in part.args])
        else:
            memo[part] = rebuilt(part, tuple(memo[arg] for arg in part.args))
    return memo[term]


def _together(factors: list[Term]) -> Term:
    done: list[Term] = []
    for factor in factors:
        done.append(factor)
        while len(done) > 1 and (whole := _pair(*done[-2:])) is not None:
            done[-2:] = [whole]
    return ops.matmul(*done)


def _pair(a: Term, b: Term) -> Term | None:
    if a.op == b.op == "transpose":
        whole = _pair(b.args[0], a.args[0])
        return None if whole is None else whole.T
    is_met = a.op == b.op == "chain" and a.data == b.data and ends(a)[1] == ends(b)[0]
    return product(a.data, ends(a)[0], ends(b)[1]) if is_met else None


def _mapped(item: Any, of_chain: Callable[[Term], Term], memo: dict[Term, Term] | None = None) -> Any:
    """With other terms in the place of the products of layers."""
    memo = {} if memo is None else memo
    if isinstance(item, Relation):
        return Relation(item.op, tuple(_mapped(arg, of_chain, memo) for arg in item.args), item.bound, item.data)
    for term in subterms(item):
        if term not in memo:
            memo[term] = of_chain(term) if term.op == "chain" else rebuilt(term, tuple(memo[arg] for arg in term.args))
    return memo[item]
