r"""What symdl prints it reads again: `parse(print(t)) == t` for terms and relations of every kind."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, Phase, example, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from symdl.notes.cursor import Cursor
from symdl.notes.elaborate import Elaborator
from symdl.notes.expressions import expression_of
from symdl.notes.logic import relation
from symdl.notes.places import Excerpt, Spot
from symdl.notes.relations import statements
from symdl.notes.scope import Scope, Size_
from symdl.notes.vocabulary import register
from symdl.semantics.latex import RULES as LATEX
from symdl.semantics.latex import relation_to_latex, to_latex
from symdl.semantics.substitution import function_symbols, size_symbols, walk
from symdl.terms import operators as ops
from symdl.terms import relation as rel
from symdl.terms.relation import Relation
from symdl.terms.term import Term, subterms

from .terms import relations, terms

register()
SPOT = Spot(1, 1)


def scope_of(item: Term | Relation) -> Scope:
    """Everything that occurs in a term or relation, declared."""
    scope = Scope()
    for size in size_symbols(item):
        scope.declare(size, Size_(size), SPOT)
    for function in function_symbols(item):
        scope.declare(function.name, function, SPOT)
    closed = [part for term in walk(item) if term.op == "generic_rank" for part in subterms(term.data)]
    for term in (*walk(item), *closed):
        if term.op == "sym" and not scope.is_declared(term.data.name):
            scope.declare(term.data.name, term, SPOT)
    return scope


def read_term(source: str, scope: Scope) -> Term:
    excerpt = Excerpt(source, ((1, 0),))
    return Elaborator(excerpt, scope).term(expression_of(Cursor.over(excerpt, scope), "a term"))


def read_relation(source: str, scope: Scope) -> Relation:
    excerpt = Excerpt(source, ((1, 0),))
    (node,) = statements(Cursor.over(excerpt, scope))
    return relation(Elaborator(excerpt, scope), node)


quick = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
shapes = st.sampled_from([(1, 1), ("n", 1), ("n", "n"), ("n", "d_1"), (2, 2), (2, 3), (1, "n"), (3, 1)])


@quick
@given(shapes.flatmap(lambda shape: terms(shape, 2)))
@example(ops.scalar("a") / (ops.scalar("b") * 2))
@example(ops.scalar("X_2tn_n") + 1)
def test_a_term_is_read_as_it_was_printed(term: Term) -> None:
    assert read_term(to_latex(term), scope_of(term)) is term, to_latex(term)


@quick
@given(relations(1))
def test_a_relation_is_read_as_it_was_printed(statement: Relation) -> None:
    assert read_relation(relation_to_latex(statement), scope_of(statement)) == statement, relation_to_latex(statement)


OPERATORS = frozenset(LATEX) - {"false", "chain"}  # products of layers are printed, and not read yet
RELATIONS = rel.ATOMIC | rel.CONNECTIVES


def test_every_operator_and_relation_is_drawn() -> None:
    missing = {*OPERATORS, *RELATIONS}

    def completes(item: Term | Relation) -> bool:
        missing.difference_update(term.op for term in walk(item))
        missing.difference_update(relation_names(item))
        return not missing

    with suppress(NoSuchExample):
        find(
            st.one_of(shapes.flatmap(lambda shape: terms(shape, 2)), relations(2)),
            completes,
            settings=settings(parent=quick, max_examples=900, phases=[Phase.generate]),
        )
    assert missing == set()


def relation_names(item: Term | Relation) -> set[str]:
    if isinstance(item, Term):
        return set()
    return {item.op}.union(*(relation_names(part) for part in item.args if isinstance(part, Relation)))


@pytest.mark.slow
@settings(parent=quick, max_examples=2000, derandomize=False)
@given(shapes.flatmap(lambda shape: terms(shape, 3)))
def test_many_deep_terms_are_read_as_they_were_printed(term: Term) -> None:
    assert read_term(to_latex(term), scope_of(term)) is term, to_latex(term)
