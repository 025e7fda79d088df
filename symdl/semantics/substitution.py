"""Substitution of terms for symbols, functions for function symbols and integers for sizes.

Substitution respects binders: a bound index or a variable of differentiation is never replaced, and a
binder is renamed when it would capture a symbol of a replacement. Since the gradient of f by x is taken at
x itself, replacing x by a value wraps the gradient in `at`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Protocol

from symdl.semantics.fold import BINDERS
from symdl.terms import operators as ops
from symdl.terms.relation import Relation
from symdl.terms.shapes import Shape, Size, is_scalar, names_of_size, resolved_size
from symdl.terms.term import Application, FunctionSymbol, Symbol, Term, subterms

DERIVATIVES = frozenset({"gradient", "hessian", "jacobian"})
SCALAR_OPERATORS = {"matrix_power": "power", "sqrtm": "sqrt", "expm": "exp"}
"""What an operator of square matrices is called for a scalar."""


class Defined(Protocol):
    """A concrete function: parameters (scalar or vector symbols) and one body a component."""

    @property
    def parameters(self) -> tuple[Term, ...]: ...

    @property
    def bodies(self) -> tuple[Term, ...]: ...


def free_symbols(*items: Term | Relation) -> frozenset[Term]:
    """The symbols that occur free in terms and relations."""
    memo: dict[Term, frozenset[Term]] = {}
    return frozenset().union(*(_free_of(item, memo) for item in items))


def free_by_part(term: Term) -> Mapping[Term, frozenset[Term]]:
    """The free symbols of every subterm."""
    memo: dict[Term, frozenset[Term]] = {}
    _free_of(term, memo)
    return memo


def _free_of(item: Term | Relation, memo: dict[Term, frozenset[Term]]) -> frozenset[Term]:
    if isinstance(item, Relation):
        inside: frozenset[Term] = frozenset().union(*(_free_of(arg, memo) for arg in item.args))
        if item.op == "minimises":
            body, point = item.args
            return (_free_of(body, memo) - set(item.bound)) | _free_of(point, memo)
        return inside - set(item.bound)
    stack = [item]
    while stack:
        term = stack[-1]
        waiting = [arg for arg in term.args if arg not in memo]
        if term in memo or not waiting:
            memo.setdefault(term, _free_from_arguments(term, memo))
            stack.pop()
        else:
            stack.extend(waiting)
    return memo[item]


def _free_from_arguments(term: Term, memo: dict[Term, frozenset[Term]]) -> frozenset[Term]:
    if term.op == "sym":
        return frozenset({term})
    if term.op == "sum":
        lower, upper, body = (memo[arg] for arg in term.args)
        return lower | upper | (body - {Term("sym", data=term.data)})
    if term.op == "iterate":
        start, count, step = (memo[arg] for arg in term.args)
        return start | count | (step - {iterated(term)})
    if term.op == "at":
        inside, keys, values = at_parts(term)
        return (memo[inside] - set(keys)).union(*(memo[value] for value in values))
    return frozenset().union(*(memo[arg] for arg in term.args))


def at_parts(term: Term) -> tuple[Term, tuple[Term, ...], tuple[Term, ...]]:
    """The body, the replaced symbols and the replacements of an ``at`` term."""
    count = (len(term.args) - 1) // 2
    return term.args[0], term.args[1 : 1 + count], term.args[1 + count :]


def iterated(term: Term) -> Term:
    """The symbol over which an ``iterate`` term takes its steps."""
    return Term("sym", data=term.data, shape=term.shape)


def all_symbols(*items: Term | Relation) -> Iterable[Term]:
    """Every symbol that occurs, free or bound."""
    for term in walk(*items):
        if term.op == "sym":
            yield term
        elif term.op in ("sum", "iterate"):
            yield iterated(term)


def function_symbols(*items: Term | Relation) -> frozenset[FunctionSymbol]:
    found: set[FunctionSymbol] = set()
    for term in walk(*items):
        if isinstance(term.data, Application):
            found.add(term.data.function)
    return frozenset(found)


def size_symbols(*items: Term | Relation) -> frozenset[str]:
    """Every size name in the shapes and data of the terms."""
    found: set[str] = set()
    for term in walk(*items):
        sizes: list[Any] = [*term.shape, term.data if term.op in ("identity", "size") else None]
        if isinstance(term.data, Application):
            sizes += [*term.data.function.domain, term.data.function.codomain]
        found.update(name for s in sizes if isinstance(s, str) for name in names_of_size(s))
    return frozenset(found)


def walk(*items: Term | Relation) -> Iterable[Term]:
    """Every distinct subterm of terms and relations, bound symbols included."""
    seen: set[Term] = set()
    stack: list[Any] = list(items)
    while stack:
        item = stack.pop()
        if isinstance(item, Relation):
            stack.extend(item.args)
            stack.extend(item.bound)
        elif item not in seen:
            seen.add(item)
            yield item
            stack.extend(item.args)


def substitute(item: Any, values: Mapping[Term, Term]) -> Any:
    """``item`` (a term or a relation) with free symbols replaced by terms of the same shape."""
    return _substitute(item, {key: value for key, value in values.items() if key is not value}, {})


def _substitute(item: Any, values: dict[Term, Term], memo: dict[Term, Term]) -> Any:
    if not values:
        return item
    if isinstance(item, Relation):
        return _substitute_relation(item, values, memo)
    stack = [item]
    while stack:
        term = stack[-1]
        if term in memo:
            stack.pop()
        elif term in values:
            memo[term] = values[term]
        elif not term.args:
            memo[term] = term
        elif term.op in BINDERS:
            memo[term] = _substitute_binder(term, values, memo)
        else:
            waiting = [arg for arg in term.args if arg not in memo]
            stack.extend(waiting)
            if not waiting:
                memo[term] = rebuilt(term, tuple(memo[arg] for arg in term.args))
    return memo[item]


def rebuilt(term: Term, args: tuple[Term, ...]) -> Term:
    """The same operator on other arguments of the same shapes."""
    return term if args == term.args else Term(term.op, args, term.data, shape=term.shape)


def _substitute_binder(term: Term, values: dict[Term, Term], memo: dict[Term, Term]) -> Term:
    if term.op == "sum":
        lower, upper, body = term.args
        index = Term("sym", data=term.data)
        inner = {key: value for key, value in values.items() if key is not index}
        renamed = index
        if index in free_symbols(*inner.values()):
            renamed = fresh(index, free_symbols(body, *inner.values()))
        inner[index] = renamed
        new_bounds = tuple(_substitute(bound, values, memo) for bound in (lower, upper))
        new_body = substitute(body, inner)
        return Term("sum", (*new_bounds, new_body), renamed.data)
    if term.op == "iterate":
        start, count, step = term.args
        variable = iterated(term)
        inner = {key: value for key, value in values.items() if key is not variable}
        renamed = variable
        if variable in free_symbols(*inner.values()) and any(key in free_symbols(step) for key in inner):
            renamed = fresh(variable, free_symbols(step, *inner.values()))
            inner[variable] = renamed
        first, times = (_substitute(arg, values, memo) for arg in (start, count))
        return Term("iterate", (first, times, substitute(step, inner)), renamed.data, shape=term.shape)
    if term.op == "at":
        body, keys, replacements = at_parts(term)
        inner = {key: value for key, value in values.items() if key not in keys and key in free_symbols(body)}
        new = tuple(_substitute(replacement, values, memo) for replacement in replacements)
        captured = free_symbols(*inner.values()) & set(keys)
        if captured:
            taken = set(free_symbols(body, *inner.values(), *new)) | set(keys)
            renaming = {}
            for key in sorted(captured, key=repr):
                renaming[key] = fresh(key, taken)
                taken.add(renaming[key])
            body = _rename_in_body(body, renaming)
            keys = tuple(renaming.get(key, key) for key in keys)
        body = substitute(body, inner)
        return Term("at", (body, *keys, *new), shape=term.shape)
    body, variable = term.args
    inner = {key: value for key, value in values.items() if key is not variable}
    replacement = values.get(variable)
    if variable in free_symbols(*inner.values()) and any(key in free_symbols(body) for key in inner):
        other = fresh(variable, free_symbols(body, *inner.values()))
        moved = Term(term.op, (substitute(body, {variable: other, **inner}), other), term.data, shape=term.shape)
        return Term("at", (moved, other, variable if replacement is None else replacement), shape=term.shape)
    new_body = substitute(body, inner)
    result = Term(term.op, (new_body, variable), term.data, shape=term.shape)
    return result if replacement is None else Term("at", (result, variable, replacement), shape=term.shape)


def _rename_in_body(term: Term, renaming: dict[Term, Term]) -> Term:
    """Rename free symbols, variables of differentiation included (they are symbols again)."""
    if term.op in DERIVATIVES and term.args[1] in renaming:
        body, variable = term.args
        return Term(term.op, (substitute(body, renaming), renaming[variable]), term.data, shape=term.shape)
    if term.op in BINDERS or not term.args:
        renamed: Term = substitute(term, renaming)
        return renamed
    return rebuilt(term, tuple(_rename_in_body(arg, renaming) for arg in term.args))


def _substitute_relation(relation: Relation, values: dict[Term, Term], memo: dict[Term, Term]) -> Relation:
    if not relation.bound:
        return Relation(relation.op, tuple(_substitute(arg, values, memo) for arg in relation.args))
    inner = {key: value for key, value in values.items() if key not in relation.bound}
    taken = set(free_symbols(*inner.values()))
    bound = []
    for symbol in relation.bound:
        if symbol in taken:
            renamed = fresh(symbol, taken | set(free_symbols(*(a for a in relation.args))) | set(relation.bound))
            inner[symbol] = renamed
            taken.add(renamed)
            symbol = renamed
        bound.append(symbol)
    if relation.op == "minimises":
        body, point = relation.args
        return Relation("minimises", (substitute(body, inner), _substitute(point, values, memo)), tuple(bound))
    return Relation(relation.op, tuple(substitute(arg, inner) for arg in relation.args), tuple(bound), relation.data)


def fresh(symbol: Term, taken: Iterable[Term]) -> Term:
    """A symbol of the same shape and domain whose name none of ``taken`` bears."""
    data = symbol.data
    assert isinstance(data, Symbol)
    names = {other.data.name for other in taken if isinstance(other.data, Symbol)}
    count = 1
    while f"{data.name}_{count}" in names:
        count += 1
    return Term("sym", data=Symbol(f"{data.name}_{count}", data.domain), shape=symbol.shape)


def with_sizes(item: Any, sizes: Mapping[str, Size]) -> Any:
    """``item`` with size names replaced by integers or by other names, in every shape it mentions."""
    return _at_sizes(item, frozenset(sizes.items())) if sizes else item


@lru_cache(maxsize=4096)
def _at_sizes(item: Any, sizes: frozenset[tuple[str, Size]]) -> Any:
    return _with_sizes(item, dict(sizes), {})


def _with_sizes(item: Any, sizes: dict[str, Size], memo: dict[Term, Term]) -> Any:
    if isinstance(item, Relation):
        args = tuple(_with_sizes(arg, sizes, memo) for arg in item.args)
        return Relation(item.op, args, tuple(_with_sizes(symbol, sizes, memo) for symbol in item.bound), item.data)
    for term in subterms(item):
        if term not in memo:
            memo[term] = _sized(term, tuple(memo[arg] for arg in term.args), sizes)
    return memo[item]


def _sized(term: Term, args: tuple[Term, ...], sizes: dict[str, Size]) -> Term:
    def resolved(size: Size) -> Size:
        return resolved_size(size, sizes)

    shape: Shape = (resolved(term.shape[0]), resolved(term.shape[1]))
    data = term.data
    if term.op == "size":
        return ops.size(resolved(data))
    if term.op == "identity":
        return ops.identity(resolved(data))
    if term.op in ("zeros", "ones"):
        return ops.zeros(*shape) if term.op == "zeros" else ops.ones(*shape)
    if term.op in SCALAR_OPERATORS and is_scalar(shape):
        return Term(SCALAR_OPERATORS[term.op], args)
    if isinstance(data, Application):
        f = data.function
        sized = FunctionSymbol(f.name, tuple(resolved(s) for s in f.domain), resolved(f.codomain))
        data = Application(sized, data.orders)
    return Term(term.op, args, data, shape=shape)


def with_functions(item: Any, functions: Mapping[str, Defined]) -> Any:
    """``item`` with the function symbols named in ``functions`` replaced by their definitions, derivatives carried out.

    Sizes must be integers, those of the definitions included.
    """
    return _with_functions(item, functions, {})


def _with_functions(item: Any, functions: Mapping[str, Defined], memo: dict[Term, Term]) -> Any:
    if isinstance(item, Relation):
        return Relation(
            item.op, tuple(_with_functions(arg, functions, memo) for arg in item.args), item.bound, item.data
        )
    for term in subterms(item):
        if term not in memo:
            args = tuple(memo[arg] for arg in term.args)
            is_known = isinstance(term.data, Application) and term.data.function.name in functions
            memo[term] = _inlined(term, args, functions) if is_known else rebuilt(term, args)
    return memo[item]


def _inlined(term: Term, args: tuple[Term, ...], functions: Mapping[str, Defined]) -> Term:
    from symdl.semantics.derivative import assembled, differentiate, integers

    application = term.data
    assert isinstance(application, Application)
    definition = functions[application.function.name]
    bodies = [_with_functions(body, functions, {}) for body in definition.bodies]
    for parameter, order in zip(definition.parameters, application.orders, strict=True):
        for _ in range(order):
            bodies = [differentiate(body, parameter) for body in bodies]

    def applied(*points: Term) -> list[list[Term]]:
        values = dict(zip(definition.parameters, points, strict=True))
        return [[substitute(body, values)] for body in bodies]

    rows, columns = integers(term, term.shape)
    if application.function.domain != (1,) or application.function.codomain != 1:
        return assembled(applied(*args), term.shape)
    at = [[applied(ops.entry(args[0], (i, j)))[0][0] for j in range(columns)] for i in range(rows)]
    return assembled(at, term.shape)
