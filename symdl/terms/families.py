"""Families of matrices W₁, W₂, … with a symbolic index, and products of symbolic length.

A family is W[k] = 𝒲 (e(k) ⊗ I) for a matrix 𝒲 = (W⁽¹⁾ … W⁽ᴺ⁾) of blocks and a column e(k) that picks from them; both are
arbitrary, and N is a name, so every finite family is of this form. A product of symbolic length is the family P with
P[0] = F and P[k + 1] = W[k + 1] P[k]: two hypotheses, under which claims are proved by induction over the length.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symdl.terms import operators as ops
from symdl.terms.relation import Relation, equal, forall
from symdl.terms.shapes import Size, size_product
from symdl.terms.term import Symbol, Term, as_term, subterms


@dataclass(frozen=True, slots=True)
class Family:
    """Matrices of one shape, one for each natural number.

    Attributes:
        name: of the family; its picking column is called ``pick_NAME`` and has the size ``NAME_count``.
        rows, columns: sizes of each member.
    """

    name: str
    rows: Size
    columns: Size

    def __getitem__(self, index: Any) -> Term:
        """The member at a natural number, rows × columns.

        >>> Family("W", "n", "n")[2].shape
        ('n', 'n')
        """
        count = f"{self.name}_count"
        blocks = ops.matrix(self.name, self.rows, size_product(count, self.columns))
        picked = ops.function(f"pick_{self.name}", 1, count)(as_term(index))
        return ops.matmul(blocks, ops.kron(picked, ops.identity(self.columns)))

    def is_product_of(self, factors: Family, start: Any, *, after: Any = 0) -> tuple[Relation, ...]:
        """Hypotheses that make this family the products factors[after + k] ⋯ factors[after + 1] start, for k factors.

        >>> from symdl import equal, identity, implies, matrix, scalar, verify
        >>> W, suffix, product = Family("W", "n", "n"), Family("S", "n", "n"), Family("Q", "n", "d")
        >>> V, m = matrix("V", "n", "d"), scalar("m", natural=True)
        >>> given = [*suffix.is_product_of(W, identity("n")), *product.is_product_of(W, V)]
        >>> verify(implies(given, equal(product[m], suffix[m] @ V))).word
        'PROVED'
        """
        used = {part.data.name for part in subterms(as_term(after)) if isinstance(part.data, Symbol)}
        index = ops.scalar("i" if "i" not in used else "i_" + "_".join(sorted(used)), natural=True)
        step = equal(self[index + 1], factors[as_term(after) + index + 1] @ self[index])
        return equal(self[0], start), forall(index, step)
