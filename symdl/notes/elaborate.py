"""From a syntax tree to typed terms: one rule for each kind of node, in a table.

A rule builds with the operators of `symdl.terms`, which check every shape. What they refuse becomes an error at the place
of the node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from symdl.notes.indices import Entries
from symdl.notes.places import BeyondLanguage, Excerpt, NotesError, Spot
from symdl.notes.scope import Scope
from symdl.notes.syntax import Node
from symdl.notes.values import Value, built
from symdl.terms.errors import BudgetError, OutOfScopeError, SymdlError
from symdl.terms.term import Term

Rule = Callable[["Elaborator", Node], Value]

RULES: dict[str, Rule] = {}


def gives(*kinds: str) -> Callable[[Rule], Rule]:
    """Register a function as the meaning of nodes of these kinds."""

    def register(rule: Rule) -> Rule:
        RULES.update(dict.fromkeys(kinds, rule))
        return rule

    return register


@dataclass
class Elaborator:
    """The meaning of nodes in a scope.

    Attributes:
        local: symbols bound by sums, quantifiers and minima.
        literal: index names that stand for a number while a sum is written out.
        entries: the scalars that stand for entries, while a sum over them is read.
        written: the number of terms that sums were written out into.
    """

    formula: Excerpt
    scope: Scope
    local: dict[str, Term] = field(default_factory=dict)
    literal: dict[str, int] = field(default_factory=dict)
    entries: Entries = field(default_factory=Entries)
    written: int = 0

    def value(self, node: Node) -> Value:
        """The meaning of a node."""
        with self.at(node):
            return RULES[node.kind](self, node)

    def term(self, node: Node) -> Term:
        """The meaning of a node that must be a term by now."""
        with self.at(node):
            return built(self.value(node))

    @contextmanager
    def at(self, node: Node) -> Iterator[None]:
        """Give errors of shapes and declarations the place of the node."""
        try:
            yield
        except (NotesError, BeyondLanguage, BudgetError):
            raise
        except OutOfScopeError as error:
            raise BeyondLanguage(str(error), self.spot(node)) from error
        except SymdlError as error:
            raise NotesError(str(error), self.spot(node)) from error

    def spot(self, node: Node) -> Spot:
        return self.formula.spot(node.start)

    def error(self, message: str, node: Node) -> NotesError:
        return NotesError(message, self.spot(node))

    def beyond(self, message: str, node: Node) -> BeyondLanguage:
        return BeyondLanguage(message, self.spot(node))

    @contextmanager
    def summing(self, index: str) -> Iterator[Entries]:
        """Entries with an index have a meaning for a while."""
        self.entries.running.add(index)
        try:
            yield self.entries
        finally:
            self.entries.running.discard(index)
            self.entries.forget(index)

    @contextmanager
    def bound(self, symbols: dict[str, Term]) -> Iterator[None]:
        """Names that mean something else for a while."""
        before = self.local
        self.local = {**before, **symbols}
        try:
            yield
        finally:
            self.local = before
