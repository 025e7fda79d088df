r"""Terms, relations and declarations as LaTeX; amsmath and amssymb suffice to compile it."""

from __future__ import annotations

from collections.abc import Callable

from symdl.semantics.fold import fold
from symdl.semantics.latex_constants import network_rank, root
from symdl.semantics.latex_declarations import declarations_to_latex, memberships
from symdl.semantics.latex_derivatives import evaluated, gradient, hessian, jacobian
from symdl.semantics.latex_pieces import (
    ATOM,
    CIRCLE,
    OPEN,
    POWER,
    PRODUCT,
    SUM,
    Piece,
    application_of,
    bracketed,
    by,
    call,
    fraction_of,
    number_to_latex,
    size_to_latex,
    symbol_name,
    wrap,
)
from symdl.semantics.latex_products import added, matrix_product, power, product
from symdl.semantics.names import has_subscript, has_superscript, name_to_latex
from symdl.terms.layers import Family, Position, ends
from symdl.terms.limits import as_limit, sides
from symdl.terms.relation import CRITICAL, Relation
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Application, Term

LONGEST = 20_000
"""A term with more nodes is named by its size; nobody reads it typeset."""


def to_latex(term: Term) -> str:
    r"""The LaTeX of a term, without dollar signs.

    >>> from symdl import inverse, matrix
    >>> X = matrix("X", "d", "n")
    >>> print(to_latex(inverse(X @ X.T) @ X))
    (X X^{\top})^{-1} X
    """
    if term.size > LONGEST:
        return rf"\langle \text{{a term of {term.size} nodes}} \rangle"
    piece: Piece = fold(term, RULES, name="LaTeX", lazy=frozenset())
    return piece.text


# constants and symbols ----------------------------------------------------------------------------


def _number(term: Term) -> Piece:
    value = fraction_of(term)
    level = SUM if value < 0 else (ATOM if value.denominator == 1 else POWER)
    return Piece(number_to_latex(value), level)


def _symbol(term: Term) -> Piece:
    name = symbol_name(term)
    return Piece(name_to_latex(name), POWER if has_superscript(name) else ATOM)


def _zeros(term: Term) -> Piece:
    return Piece(f"0_{{{_column_or_shape(term)}}}", POWER)


def _ones(term: Term) -> Piece:
    return Piece(rf"\mathbf{{1}}_{{{_column_or_shape(term)}}}")


def _column_or_shape(term: Term) -> str:
    return size_to_latex(term.shape[0]) if term.shape[1] == 1 else by(term.shape)


def _array(term: Term, *entries: Piece) -> Piece:
    rows, columns = term.shape
    assert isinstance(rows, int)
    assert isinstance(columns, int)
    if not entries:
        return Piece(f"0_{{{by(term.shape)}}}", POWER)
    lines = [" & ".join(e.text for e in entries[i * columns : (i + 1) * columns]) for i in range(rows)]
    return Piece(r"\begin{pmatrix} " + r" \\ ".join(lines) + r" \end{pmatrix}")


def _block(term: Term, *parts: Piece) -> Piece:
    rows, columns = term.data
    texts = [r"0_{1 \times 1}" if _is_alone(term, k) else p.text for k, p in enumerate(parts)]
    lines = [" & ".join(texts[i * columns : (i + 1) * columns]) for i in range(rows)]
    return Piece(r"\begin{pmatrix} " + r" \\ ".join(lines) + r" \end{pmatrix}")


def _is_alone(term: Term, k: int) -> bool:
    """Whether a block is the number 0, and no other one in its row, or in its column, tells that it has one."""
    _, columns = term.data
    zeros = [arg.op == "num" and arg.data == 0 for arg in term.args]
    i, j = divmod(k, columns)
    return zeros[k] and (all(zeros[i * columns : (i + 1) * columns]) or all(zeros[j::columns]))


# matrices -----------------------------------------------------------------------------------------


def _superscript(mark: str) -> Callable[[Term, Piece], Piece]:
    return lambda term, base: Piece(f"{wrap(base, ATOM)}^{{{mark}}}", POWER)


def _circle(sign: str) -> Callable[..., Piece]:
    def rule(term: Term, left: Piece, right: Piece) -> Piece:
        first = left.text if term.args[0].op == term.op else wrap(left, POWER)
        return Piece(f"{first} {sign} {wrap(right, POWER)}", CIRCLE)

    return rule


def _norm(term: Term, inside: Piece) -> Piece:
    bars = bracketed(inside.text, r"\lVert", r"\rVert")
    return Piece(bars if term.args[0].shape[1] == 1 else bars + "_{F}")


def _place(term: Term) -> tuple[int, int]:
    assert isinstance(term.data, tuple)
    row, column = term.data
    return row, column


def _entry(term: Term, whole: Piece) -> Piece:
    row, column = _place(term)
    base = term.args[0]
    where = f"{row + 1}" if base.shape[1] == 1 else f"{row + 1},{column + 1}"
    if base.op == "apply" and _has_plain_components(application_of(base)):
        head = name_to_latex(application_of(base).function.name)
        return Piece(f"{head}_{{{where}}}{whole.text[len(head) :]}")
    is_plain = base.op == "sym" and not has_subscript(symbol_name(base))
    return Piece(f"{whole.text if is_plain else bracketed(whole.text)}_{{{where}}}")


def _has_plain_components(application: Application) -> bool:
    """Whether component i of F(x) can be written F_i(x)."""
    function = application.function
    return function.codomain != 1 and not any(application.orders) and not has_subscript(function.name)


def _chain(term: Term, upper: Piece, lower: Piece) -> Piece:
    """W_u ⋯ W_{l+1}."""
    last, before = ends(term)
    assert isinstance(term.data, Family)
    name, first = name_to_latex(term.data.name), before.plus(Position((), 1))
    if last == first:
        return Piece(rf"{name}_{{{last}}}")
    return Piece(rf"{name}_{{{last}}} \cdots {name}_{{{first}}}", PRODUCT)


# functions ----------------------------------------------------------------------------------------


def _named(head: str) -> Callable[..., Piece]:
    return lambda term, *arguments: call(head, *arguments)


def _generic_rank(term: Term) -> Piece:
    assert isinstance(term.data, Term)
    return Piece(r"\operatorname{rank}_{\text{a.e.}}" + bracketed(to_latex(term.data)))


def _entrywise(head: str) -> Callable[..., Piece]:
    """exp and log; of a square matrix with a mark, since they could be functions of the matrix."""
    return lambda term, argument: call(rf"{head}_{{\odot}}" if _is_square(term) else head, argument)


def _root_of(term: Term, inside: Piece) -> Piece:
    return call(r"\operatorname{sqrt}_{\odot}", inside) if _is_square(term) else Piece(rf"\sqrt{{{inside.text}}}")


def _absolute(term: Term, inside: Piece) -> Piece:
    if not is_scalar(term.shape):
        return call(r"\operatorname{abs}", inside)
    return Piece(bracketed(inside.text, r"\lvert", r"\rvert"))


def _is_square(term: Term) -> bool:
    return term.shape[0] == term.shape[1] and not is_scalar(term.shape)


def _apply(term: Term, *arguments: Piece) -> Piece:
    function, orders = application_of(term).function, application_of(term).orders
    name = name_to_latex(function.name)
    if len(orders) == 1:
        return call(name + _primes(orders[0]), *arguments)
    partials = [rf"\partial_{{{i}}}" + (f"^{{{k}}}" if k > 1 else "") for i, k in enumerate(orders, start=1) if k]
    return call(" ".join([*partials, name]), *arguments, level=POWER if partials else ATOM)


def _primes(order: int) -> str:
    return "'" * order if order <= 3 else f"^{{({order})}}"


def _sum(term: Term, lower: Piece, upper: Piece, body: Piece) -> Piece:
    index = name_to_latex(symbol_name(term))
    return Piece(rf"\sum_{{{index}={lower.text}}}^{{{upper.text}}} {wrap(body, OPEN)}", OPEN)


def _iterate(term: Term, start: Piece, count: Piece, step: Piece) -> Piece:
    """(x ↦ step)^{∘ t}(start): the step taken t times."""
    taken = bracketed(rf"{name_to_latex(symbol_name(term))} \mapsto {step.text}")
    return Piece(rf"{taken}^{{\circ {wrap(count, POWER)}}}{bracketed(start.text)}", ATOM)


# derivatives --------------------------------------------------------------------------------------


RULES: dict[str, Callable[..., Piece]] = {
    "num": _number,
    "sym": lambda term: _symbol(term),
    "size": lambda term: Piece(size_to_latex(str(term.data))),
    "root": root,
    "identity": lambda term: Piece(f"I_{{{size_to_latex(term.shape[0])}}}"),
    "zeros": _zeros,
    "ones": _ones,
    "array": _array,
    "block": _block,
    "add": added,
    "mul": product,
    "matmul": matrix_product,
    "pow": power,
    "power": lambda term, base, exponent: Piece(f"{wrap(base, ATOM)}^{{{exponent.text}}}", POWER),
    "matrix_power": lambda term, base, exponent: Piece(f"{wrap(base, ATOM)}^{{{exponent.text}}}", POWER),
    "iterate": _iterate,
    "chain": _chain,
    "hadamard_power": lambda term, base: Piece(rf"{wrap(base, ATOM)}^{{\odot {term.data}}}", POWER),
    "transpose": lambda term, base: _superscript("*" if term.is_complex else r"\top")(term, base),
    "inverse": _superscript("-1"),
    "pinv": _superscript("+"),
    "sqrtm": _superscript("1/2"),
    "expm": lambda term, inside: Piece(rf"e^{{{inside.text}}}", POWER),
    "trace": _named(r"\operatorname{tr}"),
    "det": _named(r"\det"),
    "rank": _named(r"\operatorname{rank}"),
    "positive_index": _named(r"\operatorname{ind}_{+}"),
    "generic_rank": _generic_rank,
    "network_rank": network_rank,
    "vec": _named(r"\operatorname{vec}"),
    "diag": _named(r"\operatorname{diag}"),
    "norm": _norm,
    "inner": lambda term, a, b: Piece(bracketed(f"{a.text}, {b.text}", r"\langle", r"\rangle")),
    "hadamard": _circle(r"\odot"),
    "kron": _circle(r"\otimes"),
    "entry": _entry,
    "exp": _entrywise(r"\exp"),
    "log": _entrywise(r"\log"),
    "sqrt": lambda term, inside: _root_of(term, inside),
    "tanh": _named(r"\tanh"),
    "abs": lambda term, inside: _absolute(term, inside),
    "sign": _named(r"\operatorname{sign}"),
    "max": _named(r"\max"),
    "min": _named(r"\min"),
    "apply": _apply,
    "sum": _sum,
    "gradient": gradient,
    "hessian": hessian,
    "jacobian": jacobian,
    "at": evaluated,
}


# relations ----------------------------------------------------------------------------------------

SIGNS = {
    "eq": "=",
    "ne": r"\ne",
    "le": r"\le",
    "lt": "<",
    "psd": r"\succeq",
    "pd": r"\succ",
    "and": r"\;\land\;",
    "or": r"\;\lor\;",
    "iff": r"\;\Longleftrightarrow\;",
}


def relation_to_latex(relation: Relation) -> str:
    r"""The LaTeX of a relation, without dollar signs.

    >>> from symdl import at_most, implies, psd, matrix, trace
    >>> A = matrix("A", "n", "n")
    >>> print(relation_to_latex(implies(psd(A), at_most(0, trace(A)))))
    A \succeq 0 \;\Longrightarrow\; 0 \le \operatorname{tr}(A)
    """
    args = relation.args
    match relation.op:
        case "eq" | "ne" | "le" | "lt":
            shown = map(to_latex, args) if all(arg.op == "zeros" for arg in args) else map(_side, args)
            return f" {SIGNS[relation.op]} ".join(shown)
        case "each_ne" | "each_le" | "each_lt":
            sign = SIGNS[relation.op.removeprefix("each_")]
            return rf"{to_latex(args[0])} {sign} {to_latex(args[1])} \text{{ in every entry}}"
        case "psd" | "pd":
            return f"{to_latex(args[0])} {SIGNS[relation.op]} 0"
        case "and" | "or" | "iff":
            return f" {SIGNS[relation.op]} ".join(map(_part, args))
        case "implies":
            return r",\; ".join(map(_part, args[:-1])) + r" \;\Longrightarrow\; " + _part(args[-1])
        case "forall" if (limit := as_limit(relation)) is not None:
            moving, still = map(to_latex, sides(*limit))
            return rf"\lim_{{{to_latex(limit[1])} \to 0^{{+}}}} {bracketed(moving)} = {still}"
        case "forall" | "exists":
            declared = r",\, ".join(memberships(relation.bound))
            return rf"\{relation.op} {declared}\colon\; {relation_to_latex(args[0])}"
        case "minimises":
            (variable,) = relation.bound
            return rf"{to_latex(args[1])} \in \operatorname*{{arg\,min}}_{{{memberships([variable])[0]}}} {_operand(args[0])}"
        case "count":
            return _count_to_latex(relation)
    return rf"\text{{{relation.op}}}"


def _side(term: Term) -> str:
    """One side of a relation, where a zero matrix needs no size."""
    return "0" if term.op == "zeros" else to_latex(term)


def _count_to_latex(relation: Relation) -> str:
    """#{x ∈ ℂⁿ : p = 0} = N."""
    before, after = count_ends(relation)
    is_loss = (relation.data or ("",))[0] in CRITICAL
    inside = to_latex(relation.args[0]) if is_loss else r",\; ".join(f"{to_latex(p)} = 0" for p in relation.args)
    return rf"\#\left\{{ {before} {inside} \right\}} {after}"


def count_ends(relation: Relation) -> tuple[str, str]:
    """What stands before the equations, or the loss, in the braces of a count, and after these."""
    field, comparison, value = relation.data or ("", "eq", 0)
    names = r",\, ".join(to_latex(symbol) for symbol in relation.bound)
    space = {
        **dict.fromkeys(("real", *CRITICAL), r"\mathbb{R}"),
        "torus": r"(\mathbb{C} \setminus 0)",
        "isolated_torus": r"(\mathbb{C} \setminus 0)",
    }.get(field, r"\mathbb{C}")
    word = r"\text{ isolated}" if field.startswith("isolated") else ""
    kind = rf" \text{{{CRITICAL[field]} of }}" if field in CRITICAL else ""
    sign = {"eq": "=", "ne": r"\ne", "le": r"\le", "gt": ">"}[comparison]
    number = r"\infty" if value == "infinite" else str(value)
    is_one = len(relation.bound) == 1
    point = rf"{names} \in {space}" if is_one else rf"({names}) \in {space}^{{{len(relation.bound)}}}"
    return rf"{point}{word} \colon\;{kind}", f"{sign} {number}"


def _part(relation: Relation) -> str:
    """A relation inside a connective: anything but an atom in brackets."""
    text = relation_to_latex(relation)
    return text if relation.is_atomic or relation.op in ("true", "false") else bracketed(text)


def _operand(term: Term) -> str:
    piece: Piece = fold(term, RULES, name="LaTeX", lazy=frozenset())
    return wrap(piece, OPEN)


__all__ = [
    "declarations_to_latex",
    "memberships",
    "number_to_latex",
    "relation_to_latex",
    "size_to_latex",
    "to_latex",
]
