r"""Terms, relations and declarations as LaTeX; amsmath and amssymb suffice to compile it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import groupby

from symdl.semantics.fold import fold
from symdl.semantics.latex_declarations import declarations_to_latex, memberships
from symdl.semantics.latex_pieces import (
    ATOM,
    CIRCLE,
    OPEN,
    POWER,
    PRODUCT,
    SUM,
    Piece,
    bracketed,
    by,
    call,
    juxtaposed,
    minus,
    number_to_latex,
    size_to_latex,
    wrap,
)
from symdl.semantics.names import has_subscript, has_superscript, name_to_latex
from symdl.semantics.roots import root_data
from symdl.semantics.substitution import at_parts, free_symbols
from symdl.terms.commutation import commuted
from symdl.terms.limits import as_limit, sides
from symdl.terms.ranks import Architecture
from symdl.terms.relation import Relation
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Application, Symbol, Term

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
    value = _fraction(term)
    level = SUM if value < 0 else (ATOM if value.denominator == 1 else POWER)
    return Piece(number_to_latex(value), level)


def _fraction(term: Term) -> Fraction:
    assert isinstance(term.data, Fraction)
    return term.data


def _symbol(term: Term) -> Piece:
    name = _symbol_name(term)
    return Piece(name_to_latex(name), POWER if has_superscript(name) else ATOM)


def _symbol_name(term: Term) -> str:
    assert isinstance(term.data, Symbol)
    return term.data.name


def _root(term: Term) -> Piece:
    coefficients, low, high = root_data(term)
    if len(coefficients) == 3 and coefficients[1] == 0 and coefficients[2] != 0:
        square = -coefficients[0] / coefficients[2]
        root = Piece(rf"\sqrt{{{number_to_latex(square)}}}")
        return root if high > 0 and high**2 >= square else minus(root)
    radical = _radical(coefficients, low, high)
    if radical is not None:
        return radical
    polynomial = _polynomial(coefficients)
    interval = f"{number_to_latex(low)}, {number_to_latex(high)}"
    return Piece(rf"\operatorname{{root}}_{{[{interval}]}}" + bracketed(polynomial), ATOM)


def _radical(coefficients: Sequence[Fraction], low: Fraction, high: Fraction) -> Piece | None:
    """The root of tⁿ = c in the interval in which it is looked for when it is written as a radical."""
    value, order = -coefficients[0], len(coefficients) - 1
    if order < 3 or any(coefficients[1:-1]) or coefficients[-1] != 1 or value == 0:
        return None
    wanted = (-abs(value) - 1, 0) if value < 0 else (0, abs(value) + 1)
    if (low, high) != wanted or (value < 0 and order % 2 == 0):
        return None
    return Piece(rf"\sqrt[{order}]{{{number_to_latex(value)}}}")


def _polynomial(coefficients: Sequence[Fraction]) -> str:
    parts: list[str] = []
    for k, c in reversed(list(enumerate(coefficients))):
        if c == 0:
            continue
        power = "" if k == 0 else ("t" if k == 1 else f"t^{{{k}}}")
        size = number_to_latex(abs(c))
        monomial = power if power and size == "1" else f"{size} {power}".rstrip()
        parts.append((" - " if c < 0 else " + ") + monomial)
    text = "".join(parts) or " + 0"
    return f"-{text[3:]}" if text.startswith(" - ") else text[3:]


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


# arithmetic ---------------------------------------------------------------------------------------


def _add(term: Term, *pieces: Piece) -> Piece:
    text = pieces[0].text
    for piece in pieces[1:]:
        text += f" - {piece.text[1:].lstrip()}" if piece.text.startswith("-") else f" + {piece.text}"
    return Piece(text, SUM if len(pieces) > 1 else pieces[0].level)


def _product(term: Term, *pieces: Piece) -> Piece:
    """Factors in their order; a reciprocal is the denominator of what stands before it."""
    factors = list(zip(term.args, pieces, strict=True))
    coefficient = Fraction(1)
    if term.args[0].op == "num":
        coefficient = _fraction(term.args[0])
        factors = factors[1:]
    size = abs(coefficient)
    has_own_place = size.denominator != 1 or (size != 1 and not any(piece.under for _, piece in factors))
    parts = [Piece(number_to_latex(size), ATOM if size.denominator == 1 else POWER)] if has_own_place else []
    above = [Piece(str(size))] if size != 1 and not has_own_place else []
    for factor, piece in factors:
        if piece.under:
            numerator = juxtaposed(above).text if above else "1"
            parts.append(Piece(rf"\frac{{{numerator}}}{{{piece.under.text}}}", POWER))
            above = []
        else:
            above = [*map(_closed_run, above), Piece(piece.text, piece.level, is_run=factor.op == "matmul")]
    result = juxtaposed([*parts, *above])
    return minus(result) if coefficient < 0 else result


def _closed_run(piece: Piece) -> Piece:
    """A matrix product with something behind it in brackets, so that it ends where it does."""
    return _in_brackets(piece) if piece.is_run else piece


def _in_brackets(piece: Piece) -> Piece:
    return Piece(bracketed(piece.text))


def _matmul(term: Term, *pieces: Piece) -> Piece:
    """Factors side by side; a multiple of a matrix keeps its brackets, unless it stands first."""
    factors = [
        _in_brackets(piece) if place and factor.op == "mul" else piece
        for place, (factor, piece) in enumerate(zip(term.args, pieces, strict=True))
    ]
    if term.args[0].op == "mul" and factors[0].text.startswith("-"):
        return minus(_matmul_of(term, [Piece(factors[0].text[1:], PRODUCT), *factors[1:]]))
    return _matmul_of(term, factors)


def _matmul_of(term: Term, factors: list[Piece]) -> Piece:
    runs = [list(run) for _, run in groupby(zip(term.args, factors, strict=True), key=lambda pair: pair[0])]
    return juxtaposed([_matrix_power(*run[0], len(run)) for run in runs])


def _matrix_power(factor: Term, piece: Piece, k: int) -> Piece:
    if k == 1:
        return piece
    if factor.op == "inverse":
        return Piece(f"{piece.text.removesuffix('^{-1}')}^{{-{k}}}", POWER)
    return Piece(f"{wrap(piece, ATOM)}^{{{k}}}", POWER)


def _pow(term: Term, base: Piece) -> Piece:
    k = term.data
    assert isinstance(k, int)
    if k == -1 and term.args[0].op != "num":
        return Piece(rf"\frac{{1}}{{{base.text}}}", POWER, base)
    return Piece(f"{wrap(base, ATOM)}^{{{k}}}", POWER)


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
    if base.op == "apply" and _has_plain_components(_application(base)):
        head = name_to_latex(_application(base).function.name)
        return Piece(f"{head}_{{{where}}}{whole.text[len(head) :]}")
    is_plain = base.op == "sym" and not has_subscript(_symbol_name(base))
    return Piece(f"{whole.text if is_plain else bracketed(whole.text)}_{{{where}}}")


def _has_plain_components(application: Application) -> bool:
    """Whether component i of F(x) can be written F_i(x)."""
    function = application.function
    return function.codomain != 1 and not any(application.orders) and not has_subscript(function.name)


# functions ----------------------------------------------------------------------------------------


def _named(head: str) -> Callable[..., Piece]:
    return lambda term, *arguments: call(head, *arguments)


def _generic_rank(term: Term) -> Piece:
    assert isinstance(term.data, Term)
    return Piece(r"\operatorname{rank}_{\text{a.e.}}" + bracketed(to_latex(term.data)))


def _network_rank(term: Term) -> Piece:
    """dim 𝒱_{d, σ}: the dimension of the neurovariety, or that of its values at some inputs."""
    net = term.data
    assert isinstance(net, Architecture)
    functions = [_polynomial(a) for a in net.activations]
    functions = functions[:1] if len(set(functions)) == 1 else functions
    index = r",\, ".join(["(" + ",".join(map(str, net.widths)) + ")", *functions])
    name = r"\mathcal{V}^{\text{b}}" if net.bias else r"\mathcal{V}"
    rows = ["(" + ", ".join(map(number_to_latex, row)) + ")" for row in net.inputs or ()]
    points = r",\, ".join(rows)
    where = rf"\big|_{{{points}}}" if rows else ""
    return Piece(rf"\dim {name}_{{{index}}}{where}", PRODUCT)


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


def _application(term: Term) -> Application:
    assert isinstance(term.data, Application)
    return term.data


def _apply(term: Term, *arguments: Piece) -> Piece:
    function, orders = _application(term).function, _application(term).orders
    name = name_to_latex(function.name)
    if len(orders) == 1:
        return call(name + _primes(orders[0]), *arguments)
    partials = [rf"\partial_{{{i}}}" + (f"^{{{k}}}" if k > 1 else "") for i, k in enumerate(orders, start=1) if k]
    return call(" ".join([*partials, name]), *arguments, level=POWER if partials else ATOM)


def _primes(order: int) -> str:
    return "'" * order if order <= 3 else f"^{{({order})}}"


def _sum(term: Term, lower: Piece, upper: Piece, body: Piece) -> Piece:
    index = name_to_latex(_symbol_name(term))
    return Piece(rf"\sum_{{{index}={lower.text}}}^{{{upper.text}}} {wrap(body, OPEN)}", OPEN)


def _iterate(term: Term, start: Piece, count: Piece, step: Piece) -> Piece:
    """(x ↦ step)^{∘ t}(start): the step taken t times."""
    taken = bracketed(rf"{name_to_latex(_symbol_name(term))} \mapsto {step.text}")
    return Piece(rf"{taken}^{{\circ {wrap(count, POWER)}}}{bracketed(start.text)}", ATOM)


# derivatives --------------------------------------------------------------------------------------


def _gradient(term: Term, body: Piece, variable: Piece) -> Piece:
    if not is_scalar(term.args[1].shape):
        return _differentiated(term, r"\nabla", variable, body)
    inside, order = term, 0
    while inside.op == "gradient" and inside.args[1] is term.args[1]:
        inside, order = inside.args[0], order + 1
    if order > 1:
        previous = rf"\frac{{\partial{_power(order - 1)}}}{{\partial {variable.text}{_power(order - 1)}}}"
        body = Piece(body.text.removeprefix(previous).lstrip())
    return Piece(
        rf"\frac{{\partial{_power(order)}}}{{\partial {variable.text}{_power(order)}}} {_differentiand(inside, term.args[1], body)}",
        OPEN,
    )


def _differentiand(inside: Term, variable: Term, body: Piece) -> str:
    """What is differentiated; in brackets when it is a constant, since ∇ₓ f(y) could be the gradient at y."""
    return wrap(body, POWER) if variable in free_symbols(inside) else bracketed(body.text)


def _power(order: int) -> str:
    return "" if order == 1 else f"^{{{order}}}"


def _hessian(term: Term, body: Piece, variable: Piece) -> Piece:
    return _differentiated(term, r"\nabla^{2}", variable, body)


def _jacobian(term: Term, body: Piece, variable: Piece) -> Piece:
    return _differentiated(term, r"\mathrm{D}", variable, body)


def _differentiated(term: Term, sign: str, variable: Piece, body: Piece) -> Piece:
    if _is_of_function(term):
        return Piece(f"{sign} {body.text}", OPEN)
    return Piece(f"{sign}_{{{variable.text}}} {_differentiand(term.args[0], term.args[1], body)}", OPEN)


def _is_of_function(term: Term) -> bool:
    """Whether the term is ∇f(x), ∇²f(x) or DF(x) for a function symbol at the very variable."""
    body, variable = term.args[0], term.args[-1]
    return (
        body.op == "apply"
        and body.args == (variable,)
        and not any(_application(body).orders)
        and not is_scalar(variable.shape)
    )


def _at(term: Term, *pieces: Piece) -> Piece:
    sizes = commuted(term)
    if sizes is not None:
        return Piece(rf"K_{{{', '.join(map(size_to_latex, sizes))}}}")
    body, keys, _ = at_parts(term)
    count = len(keys)
    if body.op in ("gradient", "hessian", "jacobian") and _is_of_function(body) and keys == (body.args[1],):
        argument, name = pieces[2], name_to_latex(_application(body.args[0]).function.name)
        sign = {"gradient": r"\nabla", "hessian": r"\nabla^{2}", "jacobian": r"\mathrm{D}"}[body.op]
        return Piece(f"{sign} {call(name, argument).text}", OPEN)
    pairs = ", ".join(f"{k.text} = {v.text}" for k, v in zip(pieces[1 : 1 + count], pieces[1 + count :], strict=True))
    return Piece(rf"\left. {pieces[0].text} \right|_{{{pairs}}}", POWER)


RULES: dict[str, Callable[..., Piece]] = {
    "num": _number,
    "sym": lambda term: _symbol(term),
    "size": lambda term: Piece(size_to_latex(str(term.data))),
    "root": _root,
    "identity": lambda term: Piece(f"I_{{{size_to_latex(term.shape[0])}}}"),
    "zeros": _zeros,
    "ones": _ones,
    "array": _array,
    "add": _add,
    "mul": _product,
    "matmul": _matmul,
    "pow": _pow,
    "power": lambda term, base, exponent: Piece(f"{wrap(base, ATOM)}^{{{exponent.text}}}", POWER),
    "matrix_power": lambda term, base, exponent: Piece(f"{wrap(base, ATOM)}^{{{exponent.text}}}", POWER),
    "iterate": _iterate,
    "hadamard_power": lambda term, base: Piece(rf"{wrap(base, ATOM)}^{{\odot {term.data}}}", POWER),
    "transpose": _superscript(r"\top"),
    "inverse": _superscript("-1"),
    "pinv": _superscript("+"),
    "trace": _named(r"\operatorname{tr}"),
    "det": _named(r"\det"),
    "rank": _named(r"\operatorname{rank}"),
    "positive_index": _named(r"\operatorname{ind}_{+}"),
    "generic_rank": _generic_rank,
    "network_rank": _network_rank,
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
    "gradient": _gradient,
    "hessian": _hessian,
    "jacobian": _jacobian,
    "at": _at,
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
    field, comparison, value = relation.data or ("", "eq", 0)
    names = r",\, ".join(to_latex(symbol) for symbol in relation.bound)
    space = {
        "real": r"\mathbb{R}",
        "torus": r"(\mathbb{C} \setminus 0)",
        "isolated_torus": r"(\mathbb{C} \setminus 0)",
    }.get(field, r"\mathbb{C}")
    equations = r",\; ".join(f"{to_latex(p)} = 0" for p in relation.args)
    word = r"\text{ isolated}" if field.startswith("isolated") else ""
    sign = {"eq": "=", "ne": r"\ne", "le": r"\le", "gt": ">"}[comparison]
    number = r"\infty" if value == "infinite" else str(value)
    is_one = len(relation.bound) == 1
    point = rf"{names} \in {space}" if is_one else rf"({names}) \in {space}^{{{len(relation.bound)}}}"
    return rf"\#\left\{{ {point}{word} \colon\; {equations} \right\}} {sign} {number}"


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
