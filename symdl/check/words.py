"""Matrices of symbolic size as sums of words: the free algebra with transpose, typed by shapes.

A word is a row of letters, a letter is an atomic matrix, transposed or not. Wherever neighbours meet in a
size 1 the word falls into scalars; a scalar word and a trace are the same cyclic word, which is named by
its least form under rotation and reversal (tr(AB) = tr(BA), tr(A) = tr(Aᵀ)). Scalars commute.
"""

from collections.abc import Iterable
from functools import reduce
from itertools import chain, groupby, pairwise, product
from typing import TYPE_CHECKING, Any

from symdl.check.blocks.inclusions import Inclusions
from symdl.check.blocks.sizes import counted
from symdl.check.chains import words as chains
from symdl.check.judgement import Rejected
from symdl.check.language import SCALAR, Node, Shape
from symdl.check.linear.powers import recursive_letter, unrolled
from symdl.check.polynomial import ONE, Polynomial

if TYPE_CHECKING:
    from symdl.check.normal import Normaliser

Word = tuple[int, ...]
"""Letters: twice the number of an atomic matrix, plus one when it is transposed."""
Sum = dict[Word, Polynomial]


def is_word(words: Sum) -> bool:
    """Whether a sum is one word, times 1."""
    return len(words) == 1 and next(iter(words.values())) is ONE


class Words:
    """The fold from matrix terms to sums of words."""

    def __init__(self, normaliser: "Normaliser") -> None:
        self.normaliser = normaliser
        self.memo: dict[Node, Sum] = {}
        self.letters: dict[Any, int] = {}
        self.shapes: list[Shape] = []
        self.symmetric: set[int] = set()
        self.is_thin, self.inclusions = False, Inclusions(self)  # thin: neighbours may meet
        self.chains: dict[int, Node] = {}

    def letter(self, key: Any, node: Node, *, is_symmetric: bool = False) -> Sum:
        """The atomic matrix of a key, as a sum."""
        if key not in self.letters:
            self.letters[key] = len(self.shapes)
            self.shapes.append(node.shape or SCALAR)
            self.is_thin = self.is_thin or 1 in self.shapes[-1]
            if is_symmetric:
                self.symmetric.add(self.letters[key])
        return {(2 * self.letters[key],): ONE}

    def rows(self, letter: int) -> int | str:
        return self.shapes[letter // 2][letter & 1]

    def reversed(self, word: Word) -> Word:
        """The transpose of a word."""
        return tuple(x if x // 2 in self.symmetric else x ^ 1 for x in reversed(word))

    def cycle(self, word: Word) -> Polynomial:
        """The trace of a word as a product of atoms."""
        if (found := self.inclusions.cycle(word)) is not None:
            return found
        cuts = [i for i in range(len(word)) if self.rows(word[i]) == 1]
        if not cuts:
            word = chains.closed_up(self, word) if self.chains else word
            forms = [w[i:] + w[:i] for w in (word, self.reversed(word)) for i in range(len(word))]
            return self.normaliser.atom("cycle", min(forms))
        turned = word[cuts[0] :] + word[: cuts[0]]
        pieces = [turned[a - cuts[0] : b - cuts[0]] for a, b in pairwise([*cuts, cuts[0] + len(word)])]
        return self.normaliser.product(self.normaliser.atom("cycle", min(p, self.reversed(p))) for p in pieces)

    def split(self, word: Word) -> tuple[Polynomial, Word]:
        """A word as a scalar times the word of what is no scalar: nothing, one piece, or an outer product."""
        if not self.is_thin:
            return ONE, word
        cuts = [0, *(i for i in range(1, len(word)) if self.rows(word[i]) == 1), len(word)] if word else []
        pieces = [word[a:b] for a, b in pairwise(cuts)]
        begin = pieces.pop(0) if pieces and self.rows(word[0]) != 1 else ()
        end = pieces.pop() if pieces and self.rows(word[-1] ^ 1) != 1 else ()
        return self.normaliser.product(map(self.cycle, pieces)), begin + end

    def collected(self, terms: Iterable[tuple[Word, Polynomial]]) -> Sum:
        """A sum of terms, without those that vanish."""
        result: Sum = {}
        for word, value in terms:
            result[word] = result[word] + value if word in result else value
        return {word: value for word, value in result.items() if not self.normaliser.vanishes(value)}

    def multiply(self, a: Sum, b: Sum) -> Sum:
        """The product, words put together and cut."""
        pairs, times = product(a.items(), b.items()), self.normaliser.times
        if self.is_thin or self.chains:
            found = ((x, y, part) for (v, x), (w, y) in pairs for part in self.inclusions.factored(v + w))
            return self.collected((word, times(times(scalar, x), y)) for x, y, (scalar, word) in found)
        self.normaliser.work.spend(len(a) * len(b))
        joined = [(v + w, y if x is ONE else x if y is ONE else times(x, y)) for (v, x), (w, y) in pairs]
        return dict(joined) if 1 in (len(a), len(b)) else self.collected(joined)  # by one word, no two are equal

    def product(self, factors: list[Sum]) -> Sum:
        """The product of several; where nothing is cut or joined, words side by side are put together at once."""
        if self.is_thin or self.chains:
            return reduce(self.multiply, factors)
        self.normaliser.work.spend(len(factors))
        result: Sum = {(): ONE}
        for are_words, run in groupby(factors, is_word):
            if are_words:
                result = self.multiply(result, {tuple(chain.from_iterable(chain.from_iterable(run))): ONE})
            else:
                result = reduce(self.multiply, run, result)
        return result

    def transpose(self, words: Sum) -> Sum:
        return {self.reversed(word): value for word, value in words.items()}

    def key(self, *nodes: Node) -> Any:
        """What tells apart the normal forms of some terms."""
        return tuple((frozenset(self.words(node).items()), node.shape) for node in nodes)

    def words(self, node: Node) -> Sum:
        """The normal form of a term."""
        if node not in self.memo:
            is_scalar = node.shape == SCALAR
            self.memo[node] = self.collected([((), self.normaliser.value(node))]) if is_scalar else self._words(node)
        return self.memo[node]

    def _words(self, node: Node) -> Sum:
        args = node.args
        match node.op:
            case "sym":
                return self.letter(node, node)
            case "identity" | "zeros":
                return {(): ONE} if node.op == "identity" else {}
            case "kron" if all(self.words(arg) == {(): ONE} for arg in args):
                return {(): ONE}
            case "inclusion":
                return self.inclusions.read(node)
            case "ones":
                return self.letter(node, node, is_symmetric=len(set(node.shape or ())) == 1)
            case "add":
                return self.collected(item for arg in args for item in self.words(arg).items())
            case "mul" | "matmul":
                return self.product([self.words(arg) for arg in args])
            case "transpose":
                return self.transpose(self.words(args[0]))
            case "inverse" | "sqrtm" | "expm":
                is_symmetric = node.op == "sqrtm" or self.transpose(self.words(args[0])) == self.words(args[0])
                return self.letter((node.op, self.key(*args)), node, is_symmetric=is_symmetric)
            case "matrix_power" | "iterate":
                return self.words(step) if (step := unrolled(self.normaliser, node)) else recursive_letter(self, node)
            case "chain":
                return chains.letter(self, node)
            case "gradient":
                return self.words(self.normaliser.entries.calculus.derived(node))
            case "apply" | "pinv" | "hadamard" | "kron" | "vec" | "diag":
                return self.letter((node.op, node.data, self.key(*args)), node)
        raise Rejected(f"{node.op} of symbolic size has no normal form")

    def trace(self, words: Sum, size: int | str) -> Polynomial:
        """The trace of a square sum of words."""
        empty = counted(self.normaliser, size)
        pairs = ((value, self.cycle(word) if word else empty) for word, value in words.items())
        return self.normaliser.total(map(self.normaliser.product, pairs))

    def inner(self, a: Node, b: Node) -> Polynomial:
        """tr(AᵀB)."""
        return self.trace(self.multiply(self.transpose(self.words(a)), self.words(b)), (a.shape or SCALAR)[1])

    def scalar(self, node: Node) -> Polynomial:
        """The normal form of a scalar made of matrices."""
        match node.op:
            case "trace":
                return self.trace(self.words(node.args[0]), (node.args[0].shape or SCALAR)[0])
            case "inner":
                return self.inner(*node.args)
            case "det" | "rank" | "positive_index":
                return self.normaliser.atom(node.op, self.key(*node.args))
        return self.trace(self._words(node), 1)
