"""Powers aᵗ and Aᵗ, and iterates: what a number of steps means by recursion, read as far as the number is known.

    A⁰ = I, Aᵗ⁺¹ = A Aᵗ          iterate(x₀, 0) = x₀, iterate(x₀, t + 1) = step(iterate(x₀, t))

A number of steps c + r, where c is a natural number and r a polynomial with natural coefficients in natural symbols and
sizes, so that r ≥ 0, is c steps after r steps. What is left, r steps, is an atom. The index of a sum may start below 0,
so nothing is known of one.
"""

from typing import TYPE_CHECKING, Any

from symdl.check.judgement import Rejected, need
from symdl.check.language import SCALAR, Node
from symdl.check.polynomial import Polynomial

if TYPE_CHECKING:
    from symdl.check.normal import Normaliser
    from symdl.check.words import Sum, Words

RECURSIVE = ("matrix_power", "iterate")
LONGEST = 500
"""Steps that are written out."""


def known_steps(normaliser: "Normaliser", count: Node) -> int:
    """The number c of a count c + r."""
    value = normaliser.value(count)
    keys = [normaliser.keys[i] for i in value.atoms()]
    has_index = any(key[0] == "sym" and key[1].data[0].startswith("__") for key in keys)
    is_natural = normaliser.is_integral(count, naturals=True) and not has_index
    return value.terms.get(0, 0) if is_natural else 0


def scalar_power(normaliser: "Normaliser", base: Node, count: Node) -> Polynomial:
    """The normal form of aᶜ⁺ʳ, which is aᶜ aʳ."""
    exponent, known = normaliser.value(count), known_steps(normaliser, count)
    power, left = normaliser.power(base, known), exponent + -Polynomial.of(known)
    return normaliser.times(power, normaliser.atom("power", normaliser.value(base), left)) if left.terms else power


def unrolled(normaliser: "Normaliser", node: Node) -> Node | None:
    """An equal term with the known number of steps written out; None when no step is known."""
    language, (base, count, *step) = normaliser.language, node.args
    value, known = normaliser.value(count), known_steps(normaliser, count)
    is_finished = value == Polynomial.of(known)
    if not known and not is_finished:
        return None
    need(known <= LONGEST, f"{known} steps are not written out")
    left = language.minus(count, language.number(known))
    rest = [] if is_finished else [language.node(node.op, (base, left, *step), bound=node.bound, shape=node.shape)]
    if node.op == "matrix_power":
        factors = [*[base] * known, *rest]
        return language.node("matmul", factors) if factors else language.identity(node.shape)
    reached = rest[0] if rest else base
    for _ in range(known):
        reached = language.substitute(step[0], {node.bound[0]: reached})
    return reached


def _key(normaliser: "Normaliser", node: Node) -> Any:
    """What tells a base, a start or a step: its normal form, where it has one."""
    if node.shape == SCALAR:
        return node.shape, normaliser.value(node)
    if node.explicit:
        return node.shape, tuple(map(normaliser.value, normaliser.entries.each(node)))
    try:
        return normaliser.words.key(node)
    except Rejected:
        return node


def _recursion(normaliser: "Normaliser", node: Node) -> Any:
    """What tells an open recursion: its base or start, the number of steps, and the step with its variable."""
    base, count, *step = node.args
    return node.op, node.bound, normaliser.value(count), *(_key(normaliser, part) for part in (base, *step))


def entry_value(normaliser: "Normaliser", node: Node, i: int, j: int) -> Polynomial:
    """The normal form of an entry at integer sizes; of a scalar, itself."""
    step = unrolled(normaliser, node)
    if step is not None:
        return normaliser.value(normaliser.entries.entry(step, i, j))
    return normaliser.atom("recursive", _recursion(normaliser, node), i, j)


def recursive_letter(words: "Words", node: Node) -> "Sum":
    """The letter of an open recursion; powers of a symmetric matrix are symmetric."""
    is_symmetric = False
    if node.op == "matrix_power":
        base = words.words(node.args[0])
        is_symmetric = words.transpose(base) == base
    return words.letter(_recursion(words.normaliser, node), node, is_symmetric=is_symmetric)
