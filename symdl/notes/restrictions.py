"""Words beside a claimed formula that restrict it without a formula of their own, or put it in doubt: "For invertible matrices,", "At a minimum,".

They are refused, as a verdict on the formula alone would be one on another claim.
"""

from __future__ import annotations

import re

from symdl.notes.lexicon import STRONG
from symdl.notes.phrases import PROPERTY, UNSAYABLE, obstacle, without_asides

ANY = rf"(?:{PROPERTY.pattern}|{UNSAYABLE.pattern}|{STRONG.pattern})"
DOUBT = re.compile(
    r"\b(?:impossible|doubtful|wrong to|not so|hardly any|scarcely any|rarely|seldom|might (?:hope|think|expect|guess|believe|suspect)|(?:we|one) (?:hope|suspect|conjecture|wonder)s?|conjecturally|if only|all but)\b|^\s*(?:were|had|should)\b",
    re.IGNORECASE,
)
FOUND = re.compile(
    r"\bcan (?:always )?(?:find|choose|pick|construct|exhibit)\b[^$]*\$[^$]*\b(?:such that|so that|with|for which)\b",
    re.IGNORECASE,
)
OF_A_KIND = re.compile(
    rf"\b(?:for|if|when|whenever|provided|as long as|assuming|under|among|in (?:the )?case of|restricted to)\s+(?!(?:the|our|this|these|its)\b)(?:[a-z'-]+\s+){{0,4}}?{ANY}",
    re.IGNORECASE,
)
"""A kind of things without a name: "for invertible matrices"; what is said of "the normal equations" restricts nothing."""
PLACE = re.compile(
    r"^\s*(?:and )?(?:at|near|around|close to|away from) (?:an?|any|every|each|some|the) [^$]*?\b(?:critical|stationary|saddle|minim\w+|maxim\w+|optim\w+|interpolat\w+|fixed[ -]points?|"
    r"solutions?|equilibri\w+)\b|^\s*(?:at|on|in|inside|outside) (?:an?|any|every|each|some|the) [^$]*\b(?:kernel|range|span|sphere|ball|null-?space|neighbou?rhood|limit)\b(?! theorem)|^\s*locally\b",
    re.IGNORECASE,
)
"""A place to which the formula is restricted, at the beginning of its sentence."""
BEHIND = re.compile(
    r"^\s*,?\s*(?:only|locally|asymptotically)\b|^\s*,?\s*as\b[^.]*\b(?:tends?|goes|approach(?:es)?|infinity)\b",
    re.IGNORECASE,
)
"""The same right behind the formula."""
SAID_WITH = re.compile(rf"with \$[^$.]*{ANY}", re.IGNORECASE)
FORMULA = "$"
ASSUMED = re.compile(
    r"\b(?:is|are|was|were) (?:also |always |now |here |all |both |again )*(?:assumed|supposed)\b", re.IGNORECASE
)
ASSUMING = re.compile(r"\b(?:assuming|supposing)(?: that)?\b", re.IGNORECASE)
NOT_ASSUMED = re.compile(
    r"(?:\b(?:not|never|no|nothing|without|need|needs|why|if|when|what|which)\b|n't\b).*\b(?:assum|suppos)|\bthan (?:assumed|supposed)",
    re.IGNORECASE | re.DOTALL,
)
STATED = re.compile(
    rf"\s*(?:here|throughout|in this claim|both|moreover|also)?,?\s*(?:\$\s*(?:,|and)?\s*)+(?:is|are|has|have)\b[^$]*?{ANY}",
    re.IGNORECASE,
)
"""A property of a formula with which a sentence begins."""
LOOSELY = re.compile(
    rf"\b(?:on|at|near|inside|outside|for|if|when|whenever|where|consider|fix|choose|take|pick|let|assume|suppose)\b[^.]*?(?:{ANY}|\b(?:kernel|well|suitabl[ey]|exists?)\b)",
    re.IGNORECASE,
)
"""What may be a hypothesis in the words of a claim."""
OF_ALL = re.compile(
    rf"\s*(?:here,? )?(?:all|every|each) (?:[a-z-]+ ){{0,4}}(?:is|are|has|have)\b.*?{ANY}", re.IGNORECASE
)
"""The same of all things of a kind."""
ALSO = re.compile(
    rf"\s*(?:(?:moreover|furthermore|also|here|in addition),? )?(?:it|they|both|these|all|each|every)\b(?: [a-z-]+){{0,3}}? (?:is|are|has|have)\b[^.]*?(?:{PROPERTY.pattern}|"
    r"\b(?:distinct|generic|independent|convex|bounded|lipschitz|triangular|diagonali[sz]able|separable|cent(?:re|ere)d|orthonormal)\b)",
    re.IGNORECASE,
)
"""More of what the sentence before declares."""
STRICT = re.compile(r"^\s*,?\s*(?:if|whenever|provided(?: that)?|as long as|under)\b(.*)", re.IGNORECASE | re.DOTALL)
"""A condition, of which every word matters."""


def restriction(before: str, behind: str, *, is_read: bool) -> str:
    """The words before or behind a formula that restrict it, empty where there are none.

    Args:
        before: the words of its sentence before the formula.
        behind: those behind it.
        is_read: whether the words before it are read as hypotheses.
    """
    plain, after = without_asides(before), behind.strip(" ,\n")
    found = DOUBT.search(before) or DOUBT.search(behind) or FOUND.search(before)
    if found is None and not is_read:
        found = OF_A_KIND.search(plain) or PLACE.search(plain) or _condition(before)
    if found is None:
        found = BEHIND.match(behind) or SAID_WITH.match(after)
    if found is None and FORMULA not in after:
        found = OF_A_KIND.match(after) or _condition(after)
    return "" if found is None else found[0]


def _condition(words: str) -> re.Match[str] | None:
    """A condition without a formula, one of whose words may restrict something."""
    found = STRICT.match(words)
    if found is None or FORMULA in found[1].split(",")[0]:
        return None
    return found if obstacle(without_asides(found[1].split(",")[0])) else None


def chosen(words: str) -> bool:
    """Whether something is chosen with a property, as in "Consider a symmetric $A$"."""
    return re.search(rf"{PROPERTY.pattern}|\bsuch that\b|\bso that\b", words, re.IGNORECASE) is not None


def assumed_in_prose(words: str, *, is_led: bool, is_behind: bool) -> bool:
    """Whether there may be a hypothesis in a sentence that is not read.

    Args:
        words: of the sentence; formulas stand as $.
        is_led: whether a claimed formula stands in it or follows.
        is_behind: whether the sentence stands behind one that declares, as "They are also generic" may.
    """
    if NOT_ASSUMED.search(words) is not None:
        return False
    tests = [ASSUMED] if FORMULA in words else []
    tests += [LOOSELY, ASSUMING] if is_led else []
    starts = [STATED, OF_ALL] if is_led else [] if FORMULA in words or not is_behind else [ALSO]
    plain = without_asides(words)
    return any(test.search(plain) for test in tests) or any(test.match(words) for test in starts)
