"""Variables of polynomials: entries of matrices, with one name for each place where they are written.

An entry has three names. It is *shown* as in the literature and as terms print it, ``W1[2,3]``, counted from one. Its
*name* in SymPy, in JSON and as a keyword obeys symdl's rule for symbols: ``W1_2_3``. Its LaTeX is ``W_{1,2,3}``, with the layer
first. A scalar such as a label ``y`` or a constant ``lambda`` has one name for all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

from symdl.semantics.names import name_to_latex
from symdl.terms.operators import entry, matrix, scalar, vector
from symdl.terms.shapes import checked_name
from symdl.terms.term import Term


@dataclass(frozen=True, slots=True)
class Variable:
    """A scalar, or one entry of a vector or matrix; variables of one name are equal.

    Attributes:
        stem: the name of the scalar, vector or matrix.
        index: zero-based: () for a scalar, (i,) in a vector, (i, j) in a matrix.
        shape: of the vector or matrix, as long as the index.
        name: obeys symdl's rule for symbols.

    >>> w = Variable("W1", (1, 2), (3, 4))
    >>> w, w.name, w.latex
    (W1[2,3], 'W1_2_3', 'W_{1,2,3}')
    """

    stem: str = field(compare=False)
    index: tuple[int, ...] = field(default=(), compare=False)
    shape: tuple[int, ...] = field(default=(), compare=False)
    name: str = field(init=False)

    def __post_init__(self) -> None:
        checked_name(self.stem)
        object.__setattr__(self, "name", "_".join([self.stem, *(str(i + 1) for i in self.index)]))

    @property
    def latex(self) -> str:
        return name_to_latex(self.name)

    def term(self) -> Term:
        """The scalar symbol, or the entry of the vector or matrix symbol."""
        if not self.shape:
            return scalar(self.stem)
        whole = vector(self.stem, *self.shape) if len(self.shape) == 1 else matrix(self.stem, *self.shape)
        return entry(whole, self.index if len(self.index) == 2 else (self.index[0], 0))

    def __repr__(self) -> str:
        return self.stem + (f"[{','.join(str(i + 1) for i in self.index)}]" if self.index else "")


def entries(stem: str, *shape: int) -> tuple[Variable, ...]:
    """The entries of a vector or matrix, row by row.

    >>> entries("x", 2)
    (x[1], x[2])
    """
    return tuple(Variable(stem, index, shape) for index in product(*map(range, shape)))
