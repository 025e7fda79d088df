"""Layers and their products as nodes.

    C(u, l) = W_u W_{u−1} ⋯ W_{l+1}          d_u × d_l, for l ≤ u; C(l, l) = I, and undefined for u < l
    W_k = C(k, k − 1)

The layers W_k, for every integer k, are arbitrary matrices of sizes d_k × d_{k−1}. A gradient by W_k binds a symbol V
in the place of this one layer: its body holds the products in which V stands for W_k, a node with the argument V.
"""

import re
from typing import TYPE_CHECKING, Any

from symdl.check.chains.positions import Position, combined, is_natural, position, resolved, shown
from symdl.check.judgement import need

if TYPE_CHECKING:
    from symdl.check.language import Language, Node, Shape

ONE: Position = ((), 1)
NAME = re.compile(r"(?!.*__)[A-Za-z][A-Za-z0-9_]*")
LONGEST = 200
"""Layers that are written out at an instance."""


def position_of(node: "Node") -> Position:
    """The position that an integer term denotes."""
    match node.op:
        case "num":
            need(node.data.denominator == 1, "a position is an integer")
            return position({}, int(node.data))
        case "sym":
            need(node.data[1] == "natural" and node.shape == (1, 1), "a position is made of natural symbols")
            return position({node.data[0]: 1}, 0)
        case "add":
            total = position({}, 0)
            for arg in node.args:
                total = combined(total, position_of(arg))
            return total
        case "mul":
            numbers = [arg for arg in node.args if arg.op == "num"]
            others = [arg for arg in node.args if arg.op != "num"]
            need(len(others) <= 1 and all(n.data.denominator == 1 for n in numbers), "a position is a linear form")
            scale = 1
            for number in numbers:
                scale *= int(number.data)
            return combined(position({}, 0), position_of(others[0]) if others else ONE, scale)
    need(False, f"{node.op} denotes no position")
    raise AssertionError


def node_of(language: "Language", place: Position) -> "Node":
    """The integer term of a position."""
    parts = [
        language.node("mul", (language.number(c), language.node("sym", data=(name, "natural"), shape=(1, 1))))
        for name, c in place[0]
    ]
    return language.node("add", (*parts, language.number(place[1])))


def product(language: "Language", family: str, widths: str, upper: Position, lower: Position) -> "Node":
    """C(u, l); where the positions are known numbers, the product of symbols W[u], …, W[l + 1]."""
    rows, columns = (language.size(f"{widths}({shown(place)})") for place in (upper, lower))
    if upper == lower:
        return language.identity((rows, columns))
    if not language.is_fixed or upper[1] < lower[1]:
        return language.node("chain", data=(family, widths, upper, lower), shape=(rows, columns))
    need(upper[1] - lower[1] <= LONGEST, "a product of layers is too long")
    layers = [layer(language, family, widths, ((), k)) for k in range(upper[1], lower[1], -1)]
    return layers[0] if len(layers) == 1 else language.node("matmul", layers)


def layer(language: "Language", family: str, widths: str, place: Position) -> "Node":
    """The symbol in the place of a layer; at an instance it is the layer."""
    before = combined(place, ONE, -1)
    shape: Shape = (language.size(f"{widths}({shown(place)})"), language.size(f"{widths}({shown(before)})"))
    symbol = language.node("sym", data=(f"{family}[{shown(place)}]", "real"), shape=shape)
    if language.is_fixed:
        language.layers[symbol.data[0]] = symbol
    return symbol


def read(language: "Language", form: Any, scope: Any) -> "Node":
    """The node of ``["chain", family, widths, u, l]``."""
    family, widths, *ends = form
    names = all(isinstance(name, str) and NAME.fullmatch(name) for name in (family, widths))
    need(names and len(ends) == 2, "chain takes the names of a family and of its widths, and two positions")
    need(language.families.setdefault(family, widths) == widths, f"the family {family} has two widths")
    upper, lower = (resolved(position_of(language.read(end, scope)), language.positions) for end in ends)
    return product(language, family, widths, upper, lower)


def is_layer(node: "Node") -> bool:
    return node.op == "chain" and not node.args and combined(node.data[2], node.data[3], -1) == ONE


def gradient(language: "Language", body: "Node", by: "Node") -> "Node":
    """The gradient of a scalar by a layer of symbolic position, at this layer."""
    need(is_layer(by) and body.shape == (1, 1), "a gradient by a product of layers is of a scalar, by one layer")
    family, widths, place, _ = by.data
    variable = layer(language, family, widths, place)
    varied = _varied(language, body, (family, widths, place), variable, {})
    slope = language.derivative("gradient", varied, variable)
    return language.substitute(slope, {variable: by})


def _varied(language: "Language", node: "Node", which: Any, variable: "Node", memo: dict["Node", "Node"]) -> "Node":
    """With the variable in the place of the layer, in every product of its family."""
    if node not in memo:
        need(variable not in node.bound, "a derivative by a layer inside one by the same layer is not read")
        if node.op == "chain" and node.data[0] == which[0]:
            need(not node.args, "a derivative by a layer inside one by a layer is not read")
            memo[node] = language.node("chain", (variable,), (*node.data, which[2]), shape=node.shape)
        else:
            args = [_varied(language, arg, which, variable, memo) for arg in node.args]
            memo[node] = language.node(node.op, args, node.data, node.bound, node.shape)
    return memo[node]


def around(language: "Language", node: "Node") -> tuple["Node", "Node"] | None:
    """C(u, k) and C(k − 1, l) around the varied layer k of C(u, l); None where k lies outside by its form."""
    family, widths, upper, lower, place = node.data
    if is_outside(node):
        return None
    before = combined(place, ONE, -1)
    return product(language, family, widths, upper, place), product(language, family, widths, before, lower)


def is_outside(node: "Node") -> bool:
    """Whether k ≤ l or u < k by the form of these positions."""
    _, _, upper, lower, place = node.data
    return is_natural(combined(lower, place, -1)) or is_natural(combined(combined(place, upper, -1), ONE, -1))


def order(language: "Language", low: Position, high: Position) -> list["Node"]:
    """The relation low ≤ high; nothing where it holds by the form of the positions."""
    if is_natural(combined(high, low, -1)):
        return []
    return [language.relation("le", node_of(language, low), node_of(language, high))]


def inside(language: "Language", node: "Node") -> list["Node"]:
    """What makes sure that the varied layer k stands in C(u, l), unless it lies outside by its form."""
    _, _, upper, lower, place = node.data
    if is_outside(node):
        return []
    return [*order(language, combined(lower, ONE), place), *order(language, place, upper)]
