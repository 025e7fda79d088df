"""What a generic rank is taken of: a matrix of polynomials in symbols of its own, or a network."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from symdl.check.judgement import need
from symdl.check.ranks.networks import Network

if TYPE_CHECKING:
    from symdl.check.language import Json, Language, Node

POLYNOMIAL = {
    *("num", "sym", "size", "identity", "zeros", "ones", "array", "entry", "add", "mul", "matmul", "pow", "transpose"),
    *("trace", "vec", "diag", "inner", "hadamard", "kron", "gradient", "hessian", "jacobian"),
}
"""What may build the entries of the matrix; and its powers are not negative."""
NUMBER = re.compile(r"-?[0-9]+(/[0-9]+)?")
MAX_WEIGHTS = 100_000


def polynomial(node: "Node") -> "Node":
    """The node, when it is a term whose entries are polynomials in its symbols, defined everywhere."""
    need(node.shape is not None, "a rank is taken of a term")
    seen, stack = set(), [node]
    while stack:
        part = stack.pop()
        is_fine = part.op in POLYNOMIAL and not (part.op == "pow" and part.data < 0)
        need(is_fine, f"{part.op} is not allowed in a matrix of polynomials")
        seen.add(part)
        stack += [arg for arg in part.args if arg not in seen]
    return node


def read_matrix(language: "Language", pairs: "Json", form: "Json") -> "Node":
    """A matrix in real symbols of different names, with nothing else in scope."""
    symbols = {symbol.data[0]: symbol for symbol in map(language.declared, pairs)}
    need(len(symbols) == len(pairs), "the variables of a rank have different names")
    need(all(symbol.data[1] == "real" for symbol in symbols.values()), "the variables of a rank are real")
    return polynomial(language.read(form, symbols))


def read_network(language: "Language", widths: "Json", activations: "Json", bias: "Json", inputs: "Json") -> Network:
    """A network; its coefficients and inputs are numbers as text."""
    need(len(widths) >= 2 and all(type(d) is int and d >= 1 for d in widths), "widths are two or more integers ≥ 1")
    need(type(bias) is bool, "a network has biases or not")
    rows = [*activations, *(inputs or ())]
    need(all(NUMBER.fullmatch(text) for row in rows for text in row), "a network has exact numbers")
    read = tuple(tuple(map(Fraction, row)) for row in rows)
    functions, points = read[: len(activations)], read[len(activations) :]
    need(len(functions) == len(widths) - 2, "each hidden layer has an activation")
    need(all(len(f) >= 2 and f[-1] for f in functions), "an activation is a polynomial of degree ≥ 1")
    need(all(len(x) == widths[0] for x in points), "an input has another size")
    network = Network(tuple(widths), functions, bias, None if inputs is None else points)
    need(network.weights <= MAX_WEIGHTS, f"a network of {network.weights} weights is too large")
    return network


READERS: dict[str, Callable[..., Any]] = {"generic_rank": read_matrix, "network_rank": read_network}
