"""Completion of two-sided ideals that are closed under transposition, with cofactors.

An equation H = 0 is read as a rule: its greatest word may be replaced by the rest; with it goes its transpose. Where the
greatest words of two rules overlap, a word can be rewritten in two ways, and the difference is a new equation
(Bergman 1978; Mora 1986; for cofactors Hofstadler, Raab and Regensburger 2019). Shortest overlaps come first. A
rule whose greatest word contains that of a later one is taken out and reduced anew.
"""

from __future__ import annotations

from heapq import heappop, heappush
from operator import itemgetter

from symdl.algebra.budget import Budget
from symdl.algebra.free.alphabet import Alphabet
from symdl.algebra.free.coefficients import Coefficient, Coefficients
from symdl.algebra.free.origins import Origins, Part
from symdl.algebra.free.rules import Rule, Rules, Sum
from symdl.terms.shapes import Shape

MOST_RULES = 2_000
LONGEST = 24


class Completion:
    """The rules found so far and the overlaps still to be looked at; what each derived equation says, by its reference."""

    def __init__(self, alphabet: Alphabet, field: Coefficients, budget: Budget) -> None:
        self.alphabet, self.field, self.budget = alphabet, field, budget
        self.origins = Origins(alphabet, field)
        self.rules = Rules()
        self.queue: list[tuple[tuple[int, int], int, Rule, Rule, int]] = []
        self.waiting: list[tuple[int, Sum, Shape, list[Part]]] = []
        self.statements: dict[int, tuple[Sum, Shape]] = {}
        self.count = 0

    # equations --------------------------------------------------------------------------------

    def give(self, words: Sum, shape: Shape) -> int:
        """Take in a given equation; its reference."""
        reference = self.origins.given()
        self._wait(words, shape, [(self.field.one, "", reference, "")])
        return reference

    def _wait(self, words: Sum, shape: Shape, parts: list[Part]) -> None:
        """Keep an equation until the next `settle`, the ones with short words first, of these the latest."""
        self.waiting.append((max(map(len, words), default=0), words, shape, parts))

    def settle(self) -> list[Rule]:
        """Turn the waiting equations into rules; those that are new."""
        new: list[Rule] = []
        while self.waiting:
            self.waiting.sort(key=itemgetter(0), reverse=True)
            _, words, shape, parts = self.waiting.pop()
            rest, used = self.reduced(words)
            if rest:
                new += self._insert(rest, shape, [*parts, *self._negated(used)])
        return [rule for rule in new if rule in self.rules]

    def _negated(self, parts: list[Part]) -> list[Part]:
        return [(self.field.minus(c), left, reference, right) for c, left, reference, right in parts]

    def _insert(self, words: Sum, shape: Shape, parts: list[Part]) -> list[Rule]:
        lead = max(words, key=self.alphabet.rank)
        if not lead:
            return []
        inverse = self.field.divided(self.field.one, self.field.content(words[lead]))
        times, star = self.field.times, self.alphabet.star
        reference = self.origins.derived([(times(inverse, c), x, below, y) for c, x, below, y in parts])
        monic = {word: times(inverse, value) for word, value in words.items()}
        self.statements[reference] = monic, shape
        rule = _rule(monic, lead, reference, shape)
        self._add(rule)
        mirrored = {star(word): value for word, value in monic.items()}
        self._wait(mirrored, (shape[1], shape[0]), [(self.field.one, "", reference ^ 1, "")])
        return [rule]

    def _add(self, rule: Rule) -> None:
        is_monic = rule.top == self.field.one
        for other in [r for r in self.rules if is_monic and rule.lead in r.lead]:
            self._retire(other)
        self.rules.add(rule)
        for a, b, k in self.rules.overlaps(rule):
            self._push(a, b, k)
        if self.alphabet.rows(rule.lead[-1]) == 1 or self.alphabet.columns(rule.lead[0]) == 1:
            self._push(rule, rule, 0)

    def _retire(self, rule: Rule) -> None:
        self.rules.remove(rule)
        self._wait(rule.whole, rule.shape, [(self.field.one, "", rule.reference, "")])

    def _push(self, a: Rule, b: Rule, k: int) -> None:
        length = len(a.lead) + len(b.lead) - k
        if length <= LONGEST:
            self.count += 1
            heappush(self.queue, ((length, self.count), self.count, a, b, k))

    # reduction --------------------------------------------------------------------------------

    def reduced(self, words: Sum) -> tuple[Sum, list[Part]]:
        """The normal form of a sum of words, and how much of which equation was taken away."""
        rest, done, used = dict(words), Sum(), list[Part]()
        rank, minus = self.alphabet.rank, self.field.minus
        while rest:
            word = max(rest, key=rank)
            value = rest.pop(word)
            hit = self._divisor(word, value)
            if hit is None:
                done[word] = value
                continue
            rule, at, times = hit
            left, right = word[:at], word[at + len(rule.lead) :]
            self.budget.spend(3 + 2 * len(rule.tail))
            used.append((times, left, rule.reference, right))
            self._accumulate(rest, minus(times), left, rule.tail, right)
        return done, used

    def _divisor(self, word: str, value: Coefficient) -> tuple[Rule, int, Coefficient] | None:
        """A rule that applies to a word, the place where it does, and how many times."""
        for rule in self.rules.inside(word):
            at = word.find(rule.lead)
            if rule.top == self.field.one:
                return rule, at, value
            times = self.field.divided(value, rule.top)
            if times is not None:
                return rule, at, times
        return None

    def _accumulate(self, total: Sum, scalar: Coefficient, left: str, words: Sum, right: str) -> None:
        """total += scalar · left · words · right."""
        field = self.field
        for word, value in words.items():
            product, framed = field.times(scalar, value), left + word + right
            if self.alphabet.is_thin:
                factor, framed = self.alphabet.cut(framed)
                product = field.times(product, factor)
            if framed in total:
                product = field.plus(total[framed], product)
            if field.is_zero(product):  # also where a scalar that is cut out of the word is 0
                total.pop(framed, None)
            else:
                total[framed] = product

    def product(self, a: Sum, b: Sum) -> Sum:
        """a · b."""
        total = Sum()
        for word, value in a.items():
            self._accumulate(total, value, word, b, "")
        return total

    # completion -------------------------------------------------------------------------------

    def grow(self) -> list[Rule]:
        """The rules from the next overlap that gives any; none when no overlap is left."""
        while self.queue and len(self.rules) < MOST_RULES:
            _, _, a, b, k = heappop(self.queue)
            if a not in self.rules or b not in self.rules:
                continue
            self.budget.spend(20)
            self._wait(*(self._overlap(a, b, k) if k else self._product(a)))
            new = self.settle()
            if new:
                return new
        return []

    def _overlap(self, a: Rule, b: Rule, k: int) -> tuple[Sum, Shape, list[Part]]:
        """Two ways to rewrite a word in which the leads of two rules share k letters."""
        left, right, minus = a.lead[: len(a.lead) - k], b.lead[k:], self.field.minus(a.top)
        words = Sum()
        self._accumulate(words, b.top, "", a.whole, right)
        self._accumulate(words, minus, left, b.whole, "")
        parts = [(b.top, "", a.reference, right), (minus, left, b.reference, "")]
        return words, (a.shape[0], b.shape[1]), parts

    def _product(self, a: Rule) -> tuple[Sum, Shape, list[Part]]:
        """An equation times the vector its lead ends (or begins) with, transposed, so that a scalar falls out."""
        one, star, words = self.field.one, self.alphabet.star, Sum()
        if self.alphabet.rows(a.lead[-1]) == 1:
            column = star(a.lead[-1])
            self._accumulate(words, one, "", a.whole, column)
            return words, (a.shape[0], 1), [(one, "", a.reference, column)]
        row = star(a.lead[0])
        self._accumulate(words, one, row, a.whole, "")
        return words, (1, a.shape[1]), [(one, row, a.reference, "")]


def _rule(words: Sum, lead: str, reference: int, shape: Shape) -> Rule:
    tail = {word: value for word, value in words.items() if word != lead}
    return Rule(lead, words[lead], tail, reference, shape)
