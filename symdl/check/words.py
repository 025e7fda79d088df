"""Matrices of symbolic size as sums of words: the free algebra with transpose, typed by shapes.

A word is a row of letters, a letter is an atomic matrix, transposed or not. Wherever neighbours meet in a
size 1 the word falls into scalars; a scalar word and a trace are the same cyclic word, which is named by
its least form under rotation and reversal (tr(AB) = tr(BA), tr(A) = tr(Aᵀ)). Scalars commute.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from symdl.check.language import SCALAR, Node, Rejected, Shape, need
from symdl.check.polynomial import Value

if TYPE_CHECKING:
    from symdl.check.normal import Normaliser

Letter = int
"""Twice the number of an atomic matrix, plus one when it is transposed."""
Word = tuple[Letter, ...]
Sum = dict[Word, Value]


class Words:
    """The fold from matrix terms to sums of words."""

    def __init__(self, normaliser: "Normaliser") -> None:
        self.normaliser = normaliser
        self.memo: dict[Node, Sum] = {}
        self.letters: dict[Any, int] = {}
        self.shapes: list[Shape] = []
        self.symmetric: set[int] = set()
        self.sources: list[Node] = []

    # letters ----------------------------------------------------------------------------------

    def letter(self, key: Any, node: Node, *, is_symmetric: bool = False) -> Sum:
        if key not in self.letters:
            self.letters[key] = len(self.shapes)
            assert node.shape
            self.shapes.append(node.shape)
            self.sources.append(node)
            if is_symmetric:
                self.symmetric.add(self.letters[key])
        return {(2 * self.letters[key],): Value.of(1)}

    def flipped(self, letter: Letter) -> Letter:
        return letter if letter // 2 in self.symmetric else letter ^ 1

    def shape(self, letter: Letter) -> Shape:
        rows, columns = self.shapes[letter // 2]
        return (columns, rows) if letter & 1 else (rows, columns)

    def reversed(self, word: Word) -> Word:
        return tuple(self.flipped(letter) for letter in reversed(word))

    # scalars ----------------------------------------------------------------------------------

    def cycle(self, word: Word) -> Value:
        """The trace of a word as a product of atoms."""
        cuts = [i for i in range(len(word)) if self.shape(word[i])[0] == 1]
        if not cuts:
            forms = [w[i:] + w[:i] for w in (word, self.reversed(word)) for i in range(len(word))]
            return self.normaliser.atom("cycle", min(forms))
        turned = word[cuts[0] :] + word[: cuts[0]]
        starts = [i - cuts[0] for i in cuts] + [len(word)]
        result = Value.of(1)
        for start, stop in zip(starts, starts[1:], strict=False):
            part = turned[start:stop]
            atom = self.normaliser.atom("cycle", min(part, self.reversed(part)))
            result = result.times(atom, self.normaliser.work)
        return result

    def split(self, word: Word) -> tuple[Value, Word]:
        """A word as a scalar times the word of what is no scalar: nothing, one piece, or an outer product."""
        if not word:
            return Value.of(1), word
        cuts = [0, *(i for i in range(1, len(word)) if self.shape(word[i])[0] == 1), len(word)]
        pieces = [word[start:stop] for start, stop in zip(cuts, cuts[1:], strict=False)]
        starts_flat, ends_flat = self.shape(word[0])[0] == 1, self.shape(word[-1])[1] == 1
        begin = [] if starts_flat else [pieces.pop(0)]
        end = [] if ends_flat or not pieces else [pieces.pop()]
        rest = tuple(letter for piece in begin + end for letter in piece)
        result = Value.of(1)
        for piece in pieces:
            result = result.times(self.cycle(piece), self.normaliser.work)
        return result, rest

    def trace(self, words: Sum, size: int | str) -> Value:
        total = Value.of(0)
        for word, coefficient in words.items():
            inner = self.cycle(word) if word else self.size(size)
            total = total.plus(coefficient.times(inner, self.normaliser.work), self.normaliser.work)
        return total

    def size(self, size: int | str) -> Value:
        return Value.of(size) if isinstance(size, int) else self.normaliser.atom("size", size)

    def gram(self, node: Node) -> Value:
        """tr(AᵀA)."""
        words = self.words(node)
        return self.trace(self.multiply(self.transpose(words), words), node.shape[1])  # type: ignore[index]

    def scalar(self, node: Node) -> Value:
        args = node.args
        match node.op:
            case "trace":
                return self.trace(self.words(args[0]), args[0].shape[0])  # type: ignore[index]
            case "norm":
                return self.normaliser.gram_root(self.gram(args[0]))
            case "inner":
                words = self.multiply(self.transpose(self.words(args[0])), self.words(args[1]))
                return self.trace(words, args[0].shape[1])  # type: ignore[index]
            case "det" | "rank":
                return self.normaliser.atom(node.op, self.key(self.words(args[0])), args[0].shape)
            case "matmul" | "transpose":
                return self.trace(self._words(node), 1)
            case "apply" | "gradient" | "pinv":
                return self.trace(self._words(node), 1)
        raise Rejected(f"{node.op} of symbolic size has no normal form")

    # sums of words ----------------------------------------------------------------------------

    def words(self, node: Node) -> Sum:
        if node not in self.memo:
            self.memo[node] = self.clean({(): self.normaliser.value(node)}) if node.shape == SCALAR else self._words(node)
        return self.memo[node]

    @staticmethod
    def clean(words: Sum) -> Sum:
        return {word: value for word, value in words.items() if not value.is_zero()}

    @staticmethod
    def key(words: Sum) -> Any:
        return frozenset(words.items())

    def add(self, a: Sum, b: Sum) -> Sum:
        result = dict(a)
        for word, value in b.items():
            result[word] = result[word].plus(value, self.normaliser.work) if word in result else value
        return self.clean(result)

    def scaled(self, factor: Value, words: Sum) -> Sum:
        return self.clean({word: factor.times(value, self.normaliser.work) for word, value in words.items()})

    def multiply(self, a: Sum, b: Sum) -> Sum:
        result: Sum = {}
        work = self.normaliser.work
        for left, x in a.items():
            for right, y in b.items():
                scalar, word = self.split(left + right)
                value = scalar.times(x.times(y, work), work)
                result[word] = result[word].plus(value, work) if word in result else value
        return self.clean(result)

    def transpose(self, words: Sum) -> Sum:
        return {self.reversed(word): value for word, value in words.items()}

    def difference(self, a: Node, b: Node) -> Sum:
        return self.add(self.words(a), self.scaled(Value.of(-1), self.words(b)))

    def _words(self, node: Node) -> Sum:
        args, normaliser = node.args, self.normaliser
        match node.op:
            case "sym":
                return self.letter(node, node)
            case "identity":
                return {(): Value.of(1)}
            case "zeros":
                return {}
            case "ones":
                return self.letter(("ones", node.shape), node, is_symmetric=node.shape[0] == node.shape[1])  # type: ignore[index]
            case "add":
                result: Sum = {}
                for arg in args:
                    result = self.add(result, self.words(arg))
                return result
            case "mul":
                factor = normaliser.product(tuple(a for a in args if a.shape == SCALAR))
                return self.scaled(factor, self.words(next(a for a in args if a.shape != SCALAR)))
            case "matmul":
                result = self.words(args[0])
                for arg in args[1:]:
                    result = self.multiply(result, self.words(arg))
                return result
            case "transpose":
                return self.transpose(self.words(args[0]))
            case "inverse":
                inside = self.words(args[0])
                symmetric = self.key(self.transpose(inside)) == self.key(inside)
                return self.letter(("inverse", self.key(inside), node.shape), node, is_symmetric=symmetric)
            case "apply":
                keys = tuple(self.key(self.words(a)) for a in args)
                return self.letter(("apply", node.data, keys, node.shape), node)
            case "gradient":
                return self._gradient(node)
            case "pinv" | "hadamard" | "kron" | "vec" | "diag":
                keys = tuple((self.key(self.words(a)), a.shape) for a in args)
                return self.letter((node.op, keys, node.shape), node)
        raise Rejected(f"{node.op} of symbolic size has no normal form")

    # derivatives ------------------------------------------------------------------------------

    def _gradient(self, node: Node) -> Sum:
        """Cut every cyclic word at every occurrence of the variable; the rest, transposed, is its slope."""
        body, point = node.args
        (variable,) = node.bound
        if point is not variable:
            raise Rejected("a gradient of symbolic size is taken at its own variable; substitute in the result")
        value = self.normaliser.value(body)
        result: Sum = {}
        for index in value.atoms():
            slope = self._atom_gradient(self.normaliser.keys[index], Value.atom(index), variable)
            result = self.add(result, self.scaled(value.derivative(index, self.normaliser.work), slope))
        return result

    def _atom_gradient(self, key: Any, atom: Value, variable: Node) -> Sum:
        kind, *rest = key
        if kind == "cycle":
            word: Word = rest[0]
            need(not any(self._hides(letter, variable) for letter in word), "the variable stands inside a letter")
            total: Sum = {}
            for place in self._occurrences(word, variable):
                around = word[place + 1 :] + word[:place]
                scalar, cut = self.split(around) if around else (Value.of(1), ())
                if word[place] & 1:
                    slope = {cut: scalar}
                else:
                    slope = {self.reversed(cut): scalar}
                total = self.add(total, slope)
            return total
        if kind in ("exp", "log", "sqrt", "tanh"):
            entries = self.normaliser.entries
            inside: Sum = {}
            for index in rest[0].atoms():
                slope = self._atom_gradient(self.normaliser.keys[index], Value.atom(index), variable)
                inside = self.add(inside, self.scaled(rest[0].derivative(index, self.normaliser.work), slope))
            return self.scaled(entries.outer_slope(kind, atom, rest[0]), inside)
        if kind == "sym":
            return {(): Value.of(1)} if rest[0] is variable else {}
        if kind in ("size", "root"):
            return {}
        raise Rejected(f"the gradient of {kind} at symbolic size is not defined here")

    def _occurrences(self, word: Word, variable: Node) -> Iterator[int]:
        number = self.letters.get(variable)
        return (i for i, letter in enumerate(word) if letter // 2 == number)

    def _hides(self, letter: Letter, variable: Node) -> bool:
        source = self.sources[letter // 2]
        return source is not variable and variable in source.free

