"""Products of layers in words: C(a, b) C(b, c) = C(a, c), wherever the left side is defined."""

from typing import TYPE_CHECKING

from symdl.check.chains.terms import is_layer, product
from symdl.check.judgement import need

if TYPE_CHECKING:
    from symdl.check.language import Node
    from symdl.check.words import Sum, Word, Words


def letter(words: "Words", node: "Node") -> "Sum":
    """The word of a product of layers; V in the place of W_k is read only where it is W_k."""
    if node.args:
        (value,), place = node.args, node.data[4]
        is_itself = is_layer(value) and (*value.data[:3],) == (*node.data[:2], place)
        need(is_itself, "a product with another layer in it has no normal form")
        family, widths, upper, lower, _ = node.data
        return words.words(product(words.normaliser.language, family, widths, upper, lower))
    found = words.letter(("chain", node.data), node)
    (word,) = found
    words.chains[word[0] // 2] = node
    return found


def _joined(words: "Words", a: int, b: int) -> "Word | None":
    """What two neighbours make together; None where they stay apart."""
    if (a ^ b) & 1 or a // 2 not in words.chains or b // 2 not in words.chains:
        return None
    left, right = (words.chains[x // 2].data for x in ((b, a) if a & 1 else (a, b)))
    if left[:2] != right[:2] or left[3] != right[2]:
        return None
    family, widths, upper, _ = left
    whole = words.words(product(words.normaliser.language, family, widths, upper, right[3]))
    (word,) = whole
    return words.reversed(word) if a & 1 else word


def joined(words: "Words", word: "Word") -> "Word":
    """A word with neighbouring products of layers joined."""
    done: list[int] = []
    for x in word:
        done.append(x)
        while len(done) > 1 and (whole := _joined(words, done[-2], done[-1])) is not None:
            done[-2:] = whole
    return tuple(done)


def closed_up(words: "Words", word: "Word") -> "Word":
    """The word of a trace, its last letter joined with its first where that can be."""
    while len(word) > 1 and (whole := _joined(words, word[-1], word[0])) is not None:
        word = joined(words, (*whole, *word[1:-1]))
    return word
