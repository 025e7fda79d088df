"""Bounds for a generic rank, each with its witness: the rule ``rank``.

Below: at an integer point, modulo m, elimination finds r pivots, so an r × r minor is no zero polynomial. Above: the
sizes of the matrix, its kernel, a factorisation, or a count for networks.
"""

from collections.abc import Iterator

from symdl.check.judgement import Rejected, need
from symdl.check.language import Json, Node
from symdl.check.normal import Normaliser
from symdl.check.ranks.dimension import at_most, dependence
from symdl.check.ranks.modular import Modulus, rank_of_table
from symdl.check.ranks.networks import AtWeights, Network
from symdl.check.ranks.reading import polynomial
from symdl.check.ranks.terms import AtPoint, Table
from symdl.check.sequent import Sequent


def bounded(sequent: Sequent, rule: Json) -> list[Node]:
    """What a rule shows of a generic rank: an equation where its bounds meet, else one or two inequalities."""
    node, context = sequent.read(rule["of"]), sequent.context
    need(node.op in ("generic_rank", "network_rank"), "rank takes a generic rank")
    below, above = (_of_network if node.op == "network_rank" else _of_matrix)(context.normaliser, node.data, rule)
    need(below is not None or above is not None, "rank needs a witness")
    need(below is None or above is None or below <= above, "the bounds of a rank contradict each other")
    relation, number = context.language.relation, context.language.number
    if below is not None and below == above:
        return [relation("eq", node, number(below))]
    lower = [relation("le", number(below), node)] if below is not None else []
    return [*lower, *([relation("le", node, number(above))] if above is not None else [])]


def _of_matrix(normaliser: Normaliser, matrix: Node, rule: Json) -> tuple[int | None, int | None]:
    need(matrix.explicit, "a rank is shown for integer sizes")
    witness, claimed = rule.get("below"), rule.get("above")
    below = None
    if witness is not None:
        table = _at(normaliser, matrix, witness)
        rows, columns = witness["rows"], witness["columns"]
        need(all(type(i) is int and i >= 0 for i in (*rows, *columns)), "rows and columns are natural numbers")
        below = rank_of_table([[table[i][j] for j in columns] for i in rows], witness["modulus"], normaliser.work)
    return below, None if claimed is None else _above_matrix(normaliser, matrix, claimed)


def _at(normaliser: Normaliser, node: Node, witness: Json) -> Table:
    modulus = Modulus(witness["modulus"], 1, normaliser.work)
    return AtPoint(normaliser, node.free, witness["values"], modulus).table(node)


def _above_matrix(normaliser: Normaliser, matrix: Node, witness: Json) -> int:
    language, (rows, columns) = normaliser.language, map(int, matrix.shape or (1, 1))
    scope = {symbol.data[0]: symbol for symbol in matrix.free}
    match witness["by"]:
        case "size":
            return min(rows, columns)
        case "skew":
            turned = language.node("transpose", (matrix,))
            opposite = language.node("mul", (language.number(-1), turned))
            need(rows == columns and normaliser.is_same(matrix, opposite), "the matrix is not skew-symmetric")
            return rows - rows % 2
        case "kernel":
            kernel = polynomial(language.read(witness["vectors"], scope))
            is_left = {"left": True, "right": False}[witness["side"]]
            product = language.node("matmul", (kernel, matrix) if is_left else (matrix, kernel))
            need(normaliser.is_same(product, language.zeros(product.shape)), "these vectors are not in the kernel")
            dimension = rank_of_table(_at(normaliser, kernel, witness), witness["modulus"], normaliser.work)
            return (rows if is_left else columns) - dimension
        case "product":
            factors = [polynomial(language.read(form, scope)) for form in witness["factors"]]
            need(len(factors) == 2, "a factorisation has two factors")
            product = language.node("matmul", factors)
            need(product.shape == matrix.shape, "the product has another shape")
            need(normaliser.is_same(matrix, product), "the matrix is not this product")
            return int((factors[0].shape or (1, 1))[1])
    raise Rejected(f"there is no bound {witness['by']!r}")


def _of_network(normaliser: Normaliser, network: Network, rule: Json) -> tuple[int | None, int | None]:
    witness, claimed, work = rule.get("below"), rule.get("above"), normaliser.work
    below = None
    if witness is not None:
        modulus = Modulus(witness["modulus"], network.weights, work)
        below = modulus.rank(_rows(network, AtWeights(network, witness["weights"], modulus), witness))
    if claimed is None:
        return below, None
    if claimed["by"] in ("size", "dependence"):
        need(network.inputs is not None, "the map to all coefficients has no list of outputs; count its coefficients")
        inputs = len(network.inputs or ()) - (dependence(network, claimed, work) if claimed["by"] != "size" else 0)
        return below, min(inputs * network.widths[-1], network.weights)
    return below, at_most(network, claimed, work)


def _rows(network: Network, at: AtWeights, witness: Json) -> Iterator[int]:
    """Rows of the Jacobian: of the outputs at the inputs of the network, or at any inputs where it has none."""
    inputs = witness["inputs"] if network.inputs is None else network.inputs
    for point in inputs:
        at.modulus.work.spend((1 + network.widths[-1]) * (1 + network.weights // 8))
        yield from at.rows([at.modulus.residue(x) for x in point])
