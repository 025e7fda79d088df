"""Reading notes in tests: the statement of a claim, its error, or the formula that stands alone."""

from symdl.claims.claim import Claim
from symdl.notes.document import Document, read_document
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation

SETTING = r"""
Let $X \in \mathbb{R}^{d \times n}$, $Y \in \mathbb{R}^{k \times n}$, $W, V \in \mathbb{R}^{k \times d}$,
$A, B \in \mathbb{R}^{n \times n}$, $x, y \in \mathbb{R}^n$, $w \in \mathbb{R}^d$, $a, b, c \in \mathbb{R}$ and $\lambda > 0$.
Let $\sigma \colon \mathbb{R} \to \mathbb{R}$, $f \colon \mathbb{R}^n \to \mathbb{R}$ and $F \colon \mathbb{R}^d \to \mathbb{R}^n$.
"""


def document(*parts: str) -> Document:
    return read_document("\n".join(parts))


def claimed(formula: str, setting: str = SETTING, name: str = "c") -> list[Claim]:
    """The claims of one display formula under a setting."""
    found = document(setting, f":::{{claim}} {name}", "$$", formula, "$$", ":::")
    assert not found.faults, found.faults
    return list(found.claims)


def goal(formula: str, setting: str = SETTING) -> Relation:
    (claim,) = claimed(formula, setting)
    return claim.goal


def refusal(formula: str, setting: str = SETTING) -> str:
    """Why a formula was not read."""
    (claim,) = claimed(formula, setting)
    try:
        statement = claim.statement
    except SymdlError as error:
        return f"{type(error).__name__} {error}"
    raise AssertionError(f"was read as {statement!r}")
