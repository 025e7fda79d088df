r"""Declarations as LaTeX: the set in which each symbol lives."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from symdl.semantics.latex_pieces import by, size_to_latex
from symdl.semantics.names import name_to_latex
from symdl.semantics.substitution import walk
from symdl.terms.layers import Family
from symdl.terms.relation import Relation
from symdl.terms.shapes import Shape, is_scalar
from symdl.terms.term import FunctionSymbol, Symbol, Term


def declarations_to_latex(symbols: Iterable[Term | FunctionSymbol]) -> str:
    r"""What each symbol is, neighbours of one kind together, each group in dollar signs.

    >>> from symdl import matrix, scalar
    >>> print(declarations_to_latex([matrix("X", "d", "n"), scalar("lambda", positive=True)]))
    $X \in \mathbb{R}^{d \times n}$, $\lambda > 0$
    """
    return ", ".join(f"${membership}$" for membership in memberships(symbols))


def memberships(symbols: Iterable[Term | FunctionSymbol]) -> list[str]:
    r"""``A, B \in \mathbb{R}^{n \times n}`` for each group of neighbours of one kind."""
    return [
        f"{', '.join(name for name, _ in group)} {kind}"
        for kind, group in groupby(map(_declared, symbols), key=lambda pair: pair[1])
    ]


def _declared(item: Term | FunctionSymbol) -> tuple[str, str]:
    if isinstance(item, FunctionSymbol):
        return name_to_latex(item.name), _mapping(item)
    assert isinstance(item.data, Symbol)
    return name_to_latex(item.data.name), _kind(item.data.domain, item.shape)


def _mapping(function: FunctionSymbol) -> str:
    source = r" \times ".join(_space((size, 1)) for size in function.domain)
    return rf"\colon {source} \to {_space((function.codomain, 1))}"


DOMAINS = {
    "positive": "> 0",
    "nonnegative": r"\ge 0",
    "integer": r"\in \mathbb{Z}",
    "natural": r"\in \mathbb{N}_{0}",
}


def _kind(domain: str, shape: Shape) -> str:
    return (
        DOMAINS[domain] if domain in DOMAINS and is_scalar(shape) else rf"\in {_space(shape, FIELDS.get(domain, 'R'))}"
    )


FIELDS = {"complex": "C"}


def _space(shape: Shape, field: str = "R") -> str:
    if is_scalar(shape):
        return r"\mathbb{R}"
    return rf"\mathbb{{{field}}}^{{{size_to_latex(shape[0]) if shape[1] == 1 else by(shape)}}}"


def layers_to_latex(*relations: Relation) -> str:
    r"""The sets in which layers live, ``$W_{i} \in \mathbb{R}^{d_{i} \times d_{i-1}}$ for every $i$``, with a letter no name has."""
    terms = list(walk(*relations))
    taken = {term.data.name for term in terms if isinstance(term.data, Symbol)}
    families = sorted({(term.data.name, term.data.widths) for term in terms if isinstance(term.data, Family)})
    letter = next((letter for letter in "ijlmnpqrs" if letter not in taken), "i")
    return ", ".join(_family(name_to_latex(name), name_to_latex(widths), letter) for name, widths in families)


def _family(name: str, widths: str, i: str) -> str:
    return rf"${name}_{{{i}}} \in \mathbb{{R}}^{{{widths}_{{{i}}} \times {widths}_{{{i}-1}}}}$ for every ${i}$"
