"""The meaning of atoms, operators and powers; products, derivatives and logic have files of their own."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from symdl.notes.elaborate import Elaborator, gives
from symdl.notes.roots import MOST_ROOT, radical_of
from symdl.notes.scope import as_term, described
from symdl.notes.signs import AMBIGUOUS
from symdl.notes.syntax import Node
from symdl.notes.values import Hole, Value, Waiting, filled, fits, is_one, shape_of, waiting
from symdl.semantics.substitution import free_symbols
from symdl.terms import operators as ops
from symdl.terms.commutation import commutation
from symdl.terms.matrix_functions import expm, sqrtm
from symdl.terms.shapes import show_shape
from symdl.terms.term import Symbol, Term, subterms
from symdl.terms.term import number as number_term

# constants and names ------------------------------------------------------------------------------


@gives("number")
def number(e: Elaborator, node: Node) -> Value:
    return number_term(Fraction(node.data))


@gives("name")
def name(e: Elaborator, node: Node) -> Value:
    """A declared name, or one bound around it."""
    if node.data in e.literal:
        return number_term(e.literal[node.data])
    return symbol(e, node.data, node)


@gives("family")
def family(e: Elaborator, node: Node) -> Value:
    """`W_i` while a sum over i is written out: W_1, W_2, …"""
    name = "_".join(str(e.literal.get(part, part)) for part in node.data)
    if any(part in e.local for part in node.data[1:]):
        raise e.beyond(f"{name} depends on a symbolic index; give the sum numbers as bounds.", node)
    if not e.scope.is_declared(name):
        raise e.error(f"{name} is not declared.", node)
    return symbol(e, name, node)


def symbol(e: Elaborator, name: str, node: Node) -> Term:
    """The term that a name stands for."""
    if name in e.local:
        return e.local[name]
    for index in (*e.local, *e.literal):
        if index in name.split("_")[1:]:
            raise e.beyond(
                f"{name} is one declared symbol and does not depend on the index {index}; a family over a symbolic range cannot "
                "be said: write it as the columns of a matrix, or write the sum out.",
                node,
            )
    found = e.scope.find(name)
    assert found is not None
    term = as_term(found.meaning)
    if term is None:
        raise e.error(f"{name} is {described(found.meaning)}; write its argument.", node)
    return term


@gives("identity")
def identity(e: Elaborator, node: Node) -> Value:
    if node.data is not None:
        return ops.identity(e.scope.size(node.data, e.spot(node)))
    hole = Hole(e.spot(node), "I")
    return Waiting((hole, hole), lambda: ops.identity(filled(hole)))


@gives("commutation")
def commutation_matrix(e: Elaborator, node: Node) -> Value:
    """K_{m,n} with K vec A = vec Aᵀ for m × n matrices A."""
    return commutation(*(e.scope.size(size, e.spot(node)) for size in node.data))


@gives("zeros")
def zeros(e: Elaborator, node: Node) -> Value:
    if node.data is None:
        return number_term(0)
    rows, columns = (e.scope.size(size, e.spot(node)) for size in node.data)
    return ops.zeros(rows, columns)


@gives("ones")
def ones(e: Elaborator, node: Node) -> Value:
    if node.data is not None:
        rows, columns = (e.scope.size(size, e.spot(node)) for size in node.data)
        return ops.ones(rows, columns)
    hole = Hole(e.spot(node), r"\mathbf{1}")
    return Waiting((hole, 1), lambda: ops.ones(filled(hole)))


# sums and entrywise products ----------------------------------------------------------------------


@gives("add")
def add(e: Elaborator, node: Node) -> Value:
    """Terms with their signs; 0 has every shape, and I takes the shape of what it is added to."""
    values = [e.value(part) for part in node.args]
    sized = [value for value in values if not _is_zero(value)]
    for value, part in zip(values, node.args, strict=True):
        if value in sized and value is not sized[0]:
            _same(e, sized[0], value, part)
    shape = shape_of(sized[0]) if sized else (1, 1)
    return waiting(shape, lambda *terms: ops.add(*map(_signed, node.data, terms)), values)


def _signed(sign: int, term: Term) -> Term:
    return ops.scale(-1, term) if sign < 0 else term


def _is_zero(value: Value) -> bool:
    return isinstance(value, Term) and value.op == "num" and value.data == 0


def _same(e: Elaborator, first: Value, other: Value, node: Node) -> None:
    """Fill holes so that two shapes agree; without holes the operators refuse by themselves."""
    if isinstance(first, Term) and isinstance(other, Term):
        return
    if is_one(first) or is_one(other):
        raise e.error(
            "a scalar and a matrix stand side by side in a sum; I is no number, write 1 or multiply the scalar by I.",
            node,
        )
    for a, b in zip(shape_of(first), shape_of(other), strict=True):
        if not fits(a, b):
            raise e.error(f"the sizes {a} and {b} meet in a sum; correct a declaration or transpose.", node)


@gives("hadamard", "hadamard_quotient")
def hadamard(e: Elaborator, node: Node) -> Value:
    left, right = map(e.value, node.args)
    if not (is_one(left) and is_one(right)):
        _same(e, left, right, node)
    return waiting(shape_of(left), ops.hadamard if node.kind == "hadamard" else ops.hadamard_quotient, [left, right])


@gives("kron")
def kron(e: Elaborator, node: Node) -> Value:
    return ops.kron(*map(e.term, node.args))


@gives("entrywise_power")
def entrywise_power(e: Elaborator, node: Node) -> Value:
    return ops.hadamard_power(e.term(node.args[0]), node.data)


@gives("pair")
def pair(e: Elaborator, node: Node) -> Value:
    operator: Callable[[Any, Any], Term] = getattr(ops, node.data)
    return operator(*map(e.term, node.args))


# powers and marks ---------------------------------------------------------------------------------


@gives("transpose")
def transpose(e: Elaborator, node: Node) -> Value:
    """The transpose; of a row of terms in brackets, a column."""
    inside = node.args[0]
    if inside.kind == "row":
        return ops.array([e.term(part) for part in inside.args])
    value = e.value(inside)
    rows, columns = shape_of(value)
    return waiting((columns, rows), ops.transpose, [value])


@gives("adjoint")
def adjoint(e: Elaborator, node: Node) -> Value:
    """The conjugate transpose of a complex matrix; of a real one the mark is refused, since it may be part of a name."""
    value = e.value(node.args[0])
    rows, columns = shape_of(value)

    def build(term: Term) -> Term:
        if not term.is_complex:
            raise e.error(
                f"'^{node.data}' is neither part of a declared name nor a power; this is real, so write ^\\top for the adjoint, "
                "or declare the name with it.",
                node,
            )
        return ops.adjoint(term)

    return waiting((columns, rows), build, [value])


@gives("inverse")
def inverse(e: Elaborator, node: Node) -> Value:
    value = e.value(node.args[0])
    if is_one(value):
        return ops.power(e.term(node.args[0]), -1)
    return waiting(shape_of(value), ops.inverse, [value])


@gives("pinv")
def pinv(e: Elaborator, node: Node) -> Value:
    value = e.value(node.args[0])
    rows, columns = shape_of(value)
    return waiting((columns, rows), ops.pinv, [value])


@gives("power")
def power(e: Elaborator, node: Node) -> Value:
    """An integer power, a half-integer power of a scalar, or a power with a symbolic natural exponent."""
    base, exponent = e.value(node.args[0]), e.term(node.args[1])
    if exponent.op != "num":
        _require_integer(e, exponent, node)
        return ops.power(e.term(node.args[0]), exponent)
    value: Fraction = exponent.data
    if isinstance(base, Term) and base.op == "num" and base.data < 0 and value.denominator > 1:
        raise e.error(
            f"the power {value} of a negative number is no real number; write \\sqrt[3]{{…}} for an odd root.", node
        )
    if value.denominator > 2 and is_one(base) and value.denominator <= MOST_ROOT:
        return ops.power(radical_of(e, e.term(node.args[0]), value.denominator, node), value.numerator)
    if value.denominator == 2 and is_one(base):
        root = ops.sqrt(e.term(node.args[0]))
        return root if value == Fraction(1, 2) else ops.power(root, value.numerator)
    if value.denominator == 2:
        return ops.power(sqrtm(e.term(node.args[0])), value.numerator)
    return waiting(shape_of(base), lambda term: ops.power(term, exponent), [base])


def _require_integer(e: Elaborator, exponent: Term, node: Node) -> None:
    """Symbolic exponents are built from integers, sizes and integer symbols."""
    if not free_symbols(exponent) and not any(term.op == "size" for term in subterms(exponent)):
        raise e.error(f"write the exponent {exponent!r} as a number.", node)
    for term in subterms(exponent):
        is_number = term.op == "num" and term.data.denominator == 1
        is_symbol = isinstance(term.data, Symbol) and term.data.domain in ("integer", "natural")
        if not (is_number or is_symbol or term.op in ("size", "add", "mul", "pow", "power")):
            raise e.error(
                f"the exponent {exponent!r} is no integer; declare it as a natural number, or write \\exp(y \\log x).",
                node,
            )


WHOLE = {"exp": ", e^{A} for that of the matrix", "sqrt": ", A^{1/2} for that of the matrix"}
"""How functions of a matrix as a whole are written."""


@gives("exponential")
def exponential(e: Elaborator, node: Node) -> Value:
    exponent = e.term(node.args[0])
    if exponent.shape[0] != exponent.shape[1]:
        raise e.error("e^{…} takes a number or a square matrix; \\exp(x) of a column is entrywise.", node)
    return expm(exponent)


@gives("relu")
def relu(e: Elaborator, node: Node) -> Value:
    return ops.relu(e.term(node.args[0]))


# operators of one argument ------------------------------------------------------------------------


@gives("named")
def named(e: Elaborator, node: Node) -> Value:
    """An operator by its name; exp, log and √ of a square matrix must say that they are entrywise."""
    operator, is_entrywise = node.data[0], len(node.data) > 2 and node.data[2]
    term = e.term(node.args[0])
    if operator in AMBIGUOUS and not is_entrywise and not is_one(term) and term.shape[0] == term.shape[1]:
        raise e.error(
            f"{operator} of a square matrix can be entrywise or a function of the matrix; write \\{operator}_{{\\odot}}(…) for the "
            f"entrywise one{WHOLE.get(operator, ', the other cannot be said')}.",
            node,
        )
    build: Callable[[Any], Term] = getattr(ops, operator)
    return build(term)


@gives("absolute")
def absolute(e: Elaborator, node: Node) -> Value:
    term = e.term(node.args[0])
    if not is_one(term):
        raise e.error(
            f"bars around {term!r} ({show_shape(term.shape)}) can mean a norm, a determinant or entries; write \\|…\\|, \\det or "
            "\\operatorname{abs}(…).",
            node,
        )
    return ops.absolute(term)


@gives("norm")
def norm(e: Elaborator, node: Node) -> Value:
    """‖·‖ and ‖·‖₂ of a column, ‖·‖_F of anything, ‖·‖₁ of a column; other norms cannot be said."""
    term = e.term(node.args[0])
    kind = node.data.removeprefix(r"\mathrm").removeprefix(r"\text").strip("{}")
    is_column = term.shape[1] == 1
    if kind in ("F", "Fro", "fro") or (kind in ("", "2") and is_column) or (kind == "" and e.scope.has_frobenius):
        return ops.norm(term)
    if kind == "1" and is_column:
        return ops.absolute(term) if is_one(term) else ops.inner(ops.ones(term.shape[0]), ops.absolute(term))
    if kind == "":
        raise e.error(
            f"the norm of a matrix ({show_shape(term.shape)}) can be the spectral or the Frobenius norm; write \\|…\\|_F, or say "
            r"'Let $\|\cdot\|$ be the Frobenius norm'.",
            node,
        )
    raise e.beyond(f"the norm with subscript {kind} of a term of shape {show_shape(term.shape)} cannot be said.", node)


@gives("inner")
def inner(e: Elaborator, node: Node) -> Value:
    left, right = map(e.value, node.args)
    _same_if_waiting(e, left, right, node)
    return waiting((1, 1), ops.inner, [left, right])


def _same_if_waiting(e: Elaborator, left: Value, right: Value, node: Node) -> None:
    if isinstance(left, Waiting) or isinstance(right, Waiting):
        _same(e, left, right, node)


@gives("group")
def group(e: Elaborator, node: Node) -> Value:
    return e.value(node.args[0])


@gives("row")
def row(e: Elaborator, node: Node) -> Value:
    raise e.error("terms with commas in brackets; write (a, b)^\\top for a column, or a pmatrix.", node)


@gives("index")
def index(e: Elaborator, node: Node) -> Value:
    """An entry, counted from 1."""
    term = e.term(node.args[0])
    places = [e.literal.get(place, place) if isinstance(place, str) else place for place in node.data]
    symbolic = [place for place in places if isinstance(place, str)]
    if symbolic and len(symbolic) == len(places) and set(symbolic) <= e.entries.running and not is_one(term):
        if len(places) == 1 and term.shape[1] != 1:
            raise e.error(f"{term!r} is {show_shape(term.shape)}, so an entry of it has two indices.", node)
        if len(places) == 2 and term.shape[1] == 1:
            raise e.error(f"{term!r} is {show_shape(term.shape)}, so an entry of it has one index.", node)
        return e.entries.symbol(term, tuple(symbolic))
    if symbolic:
        raise e.beyond(
            f"an entry with the symbolic index {symbolic[0]} cannot be said; write the sum with x^\\top y, \\mathbf{{1}}^\\top x or "
            "\\operatorname{tr}.",
            node,
        )
    if 0 in places:
        raise e.error("entries are counted from 1; a name with the subscript 0 must be declared.", node)
    numbers = [int(place) - 1 for place in places]
    if len(numbers) == 1 and term.shape[1] != 1 and 11 <= int(places[0]) <= 99:
        numbers = [int(digit) - 1 for digit in str(places[0])]
    if len(numbers) == 1:
        if term.shape[1] != 1:
            raise e.error(
                f"no name with this subscript is declared, and {term!r} is {show_shape(term.shape)}, so an entry of it has two "
                "indices.",
                node,
            )
        numbers.append(0)
    return ops.entry(term, (numbers[0], numbers[1]))


@gives("at")
def at(e: Elaborator, node: Node) -> Value:
    body, *pairs = node.args
    keys = [symbol(e, key.data, key) for key in pairs[::2]]
    return ops.evaluated_at(e.term(body), dict(zip(keys, map(e.term, pairs[1::2]), strict=True)))
