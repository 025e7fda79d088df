"""How block columns of the identity meet in words: EᵢᵀEⱼ = 0 or I, Σ EᵢEᵢᵀ = I.

E(p, s, q) has the identity in the rows p, …, p + s − 1 of p + s + q, zeros elsewhere. a ≥ b is used only where a − b is a sum of
sizes, which are not negative.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise, product

from symdl.terms.blocks import inclusion, table_of
from symdl.terms.shapes import Size, size_sum, size_terms
from symdl.terms.term import Term

Word = tuple[Term, ...]
Part = tuple[Size, Size, Size]
Signed = list[tuple[int, Word]]
MOST_MEETINGS = 400


@lru_cache(maxsize=4096)
def inclusion_of(term: Term) -> Part | None:
    """What comes before, the part, and what comes after; None for what is no block column of an identity."""
    if term.op != "block" or term.data[1] != 1:
        return None
    rows = [row[0] for row in table_of(term)]
    units = [k for k, part in enumerate(rows) if part.op == "identity" or (part.op == "num" and part.data == 1)]
    is_zero = all(
        part.op == "zeros" or (part.op == "num" and part.data == 0) for k, part in enumerate(rows) if k not in units
    )
    if len(units) != 1 or not is_zero:
        return None
    (k,) = units
    before, after = (size_sum(*(part.shape[0] for part in side)) for side in (rows[:k], rows[k + 1 :]))
    return before, rows[k].shape[0], after


def beyond(a: Size, b: Size) -> Size | None:
    """a − b where it is a sum of sizes."""

    def counted(size: Size) -> Counter[str]:
        found: Counter[str] = Counter()
        for term in size_terms(size):
            if isinstance(term, int):
                found[""] += term
            else:
                head, _, rest = term.partition("*")
                found[rest if head.isdecimal() else term] += int(head) if head.isdecimal() else 1
        return found

    left = counted(a)
    left.subtract(counted(b))
    if any(k < 0 for k in left.values()):
        return None
    return size_sum(*(k if not name else f"{k}*{name}" if k > 1 else name for name, k in left.items() if k))


def _word(part: Part, is_turned: bool = False) -> Word:
    if part[0] == part[2] == 0:
        return ()
    letter = inclusion(*part)
    return (letter.T if is_turned else letter,)


def met(a: Term, b: Term) -> Signed | None:
    """The product of two letters, None when no rule says it."""
    is_turned = a.op == "transpose", b.op == "transpose"
    x, y = (inclusion_of(t.args[0] if turned else t) for t, turned in zip((a, b), is_turned, strict=True))
    if x is None or y is None:
        return None
    match is_turned:
        case (False, False):
            return [(1, _word(_within(x, y)))]
        case (True, True):
            return [(1, _word(_within(y, x), True))]
        case (False, True):
            return _crossed(x, y)
    if beyond(y[0], size_sum(x[0], x[1])) is not None or beyond(x[0], size_sum(y[0], y[1])) is not None:
        return []
    for inner, outer, turned in ((x, y, True), (y, x, False)):
        before, after = beyond(inner[0], outer[0]), beyond(inner[2], outer[2])
        if before is not None and after is not None:
            return [(1, _word((before, inner[1], after), turned))]
    return None


def _within(outer: Part, inner: Part) -> Part:
    return size_sum(outer[0], inner[0]), inner[1], size_sum(inner[2], outer[2])


def _crossed(x: Part, y: Part) -> Signed | None:
    if x[0] == 0 or y[0] == 0:
        return None
    if beyond(x[0], y[0]) is None:
        swapped = _crossed(y, x) if beyond(y[0], x[0]) is not None else None
        return swapped and [(sign, tuple(t.T for t in reversed(word))) for sign, word in swapped]
    rest, p, s = beyond(x[0], y[0]) or 0, y[0], x[1]
    first = _word((rest, size_sum(s, p), x[2])) + _word((0, size_sum(s, p), y[2]), True)
    second = _word((rest, p, size_sum(s, x[2]))) + _word((0, p, size_sum(s, y[2])), True)
    return [(1, first), (-1, second)]


def reduced(word: Word) -> Signed:
    """A word as a sum of words in which no rule applies."""
    for i, pair in enumerate(pairwise(word)):
        found = met(*pair)
        if found is not None:
            return [(c * d, w) for c, mid in found for d, w in reduced(word[:i] + mid + word[i + 2 :])]
    return [(1, word)]


def closed(letters: set[Term]) -> tuple[set[Term], dict[tuple[Term, Term], Signed]]:
    """Letters with those that block columns among them make where they meet, and what each meeting gives."""
    found = {x for x in letters if inclusion_of(x.args[0] if x.op == "transpose" else x) is not None}
    found |= {x.T for x in found}
    meetings: dict[tuple[Term, Term], Signed] = {}
    while len(meetings) < MOST_MEETINGS:
        new = {
            (a, b): met(a, b) for a, b in product(found, found) if a.shape[1] == b.shape[0] and (a, b) not in meetings
        }
        known = {pair: words for pair, words in new.items() if words is not None}
        if not known:
            break
        meetings |= known
        more = {x for words in known.values() for _, word in words for x in word} - found
        found |= more | {x.T for x in more}
    order = sorted(meetings, key=lambda pair: tuple(map(repr, pair)))
    return letters | found, {pair: meetings[pair] for pair in order}


def met_round(word: Word) -> tuple[int, Signed] | None:
    """The first place round a cycle where a rule applies, and what the cycle becomes."""
    for i in range(len(word) if len(word) > 1 else 0):
        found = met(word[i - 1], word[i])
        if found is not None:
            rest = (word[i + 1 :] + word[:i])[:-1] if i else word[1:-1]
            return i, [(sign, mid + rest) for sign, mid in found]
    return None
