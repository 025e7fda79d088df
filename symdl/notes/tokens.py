r"""From the source of a formula to its tokens; what only concerns the layout is dropped.

`\left`, `\bigl` and their kin leave a mark on the delimiter they stand before, because it tells whether a bar opens or
closes. A number is a run of digits with at most one decimal point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from symdl.notes.macros import Macro, Macros
from symdl.notes.places import Excerpt, NotesError, Spot
from symdl.notes.signs import CONNECTIVES, RELATIONS

MAX_TOKENS = 4000
"""Longest formula, in tokens."""

MAX_GROUPS = 60
"""Deepest nesting of braces."""

MAX_DIGITS = 400

MAX_EXPANSIONS = 8
"""Deepest nesting of the author's commands."""

WIDE = (r"\quad", r"\qquad")

TOKEN = re.compile(
    r"(?P<space>\s+|~|%[^\n]*\n?)"
    r"|(?P<rows>\\\\(\s*\[[^\]\n]*\])?)"
    r"|(?P<command>\\(?:[A-Za-z]+\*?|[^A-Za-z]))"
    r"|(?P<number>\d+(?:\.\d+)?|\.\d+)"
    r"|(?P<letter>[A-Za-z])"
    r"|(?P<sign>.)",
    re.DOTALL,
)

LAYOUT = frozenset(
    [
        r"\,",
        r"\;",
        r"\:",
        r"\!",
        r"\>",
        r"\enspace",
        r"\thinspace",
        r"\medspace",
        r"\thickspace",
        r"\negthinspace",
        r"\displaystyle",
        r"\textstyle",
        r"\scriptstyle",
        r"\limits",
        r"\nolimits",
        r"\nonumber",
        r"\notag",
        r"\mathstrut",
        r"\strut",
        r"\mathopen",
        r"\mathclose",
        r"\mathbin",
        r"\mathrel",
        r"\mathord",
        r"\allowbreak",
        r"\nobreak",
        r"\break",
        r"\hfill",
        r"\null",
        r"\noindent",
        r"\smash",
        r"\relax",
    ]
) | {"\\ ", "\\\n", "\\/"}

WITH_ARGUMENT = frozenset(
    {r"\label", r"\tag", r"\tag*", r"\hspace", r"\hspace*", r"\vspace", r"\phantom", r"\hphantom", r"\vphantom"}
)

OPENING = frozenset([r"\left", r"\bigl", r"\Bigl", r"\biggl", r"\Biggl"])
CLOSING = frozenset([r"\right", r"\bigr", r"\Bigr", r"\biggr", r"\Biggr"])
SIZING = frozenset([r"\big", r"\Big", r"\bigg", r"\Bigg", r"\middle", r"\bigm", r"\Bigm", r"\biggm", r"\Biggm"])

UNICODE = {
    "−": "-", "·": r"\cdot", "×": r"\times", "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "∈": r"\in", "→": r"\to", "∇": r"\nabla",
    "∂": r"\partial", "∑": r"\sum", "⊤": r"\top", "⊙": r"\odot", "⊗": r"\otimes", "‖": r"\|", "⟨": r"\langle", "⟩": r"\rangle",
    "≻": r"\succ", "⪰": r"\succeq", "≺": r"\prec", "⪯": r"\preceq", "†": r"\dagger", "′": "'", "’": "'", "∀": r"\forall",
    "∃": r"\exists", "⇒": r"\implies", "⇔": r"\iff", "∧": r"\land", "∨": r"\lor", "ℝ": r"\R", "ℕ": r"\N", "ℤ": r"\Z", "√": r"\sqrt",
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon", "ϵ": r"\epsilon", "ζ": r"\zeta",
    "η": r"\eta", "θ": r"\theta", "ι": r"\iota", "κ": r"\kappa", "λ": r"\lambda", "μ": r"\mu", "ν": r"\nu", "ξ": r"\xi",
    "π": r"\pi", "ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau", "υ": r"\upsilon", "φ": r"\varphi", "ϕ": r"\phi", "χ": r"\chi",
    "ψ": r"\psi", "ω": r"\omega", "Γ": r"\Gamma", "Δ": r"\Delta", "Θ": r"\Theta", "Λ": r"\Lambda", "Ξ": r"\Xi", "Π": r"\Pi",
    "Σ": r"\Sigma", "Φ": r"\Phi", "Ψ": r"\Psi", "Ω": r"\Omega", "ℓ": r"\ell",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A command, letter, number or sign; ``side`` is what `\\left` and its kin say of a delimiter."""

    kind: str
    text: str
    start: int
    end: int
    side: str = ""


def tokens_of(formula: Excerpt, macros: Macros | None = None) -> list[Token]:
    """The tokens of a formula, the author's own commands expanded.

    Raises:
        NotesError: for a character no formula has, an unbalanced brace, or a formula that is too long.
    """
    found: list[Token] = []
    for token in _marked(formula, _expanded(list(_raw(formula)), macros or {}, formula, 0)):
        found.append(token)
        if len(found) > MAX_TOKENS:
            raise NotesError(
                f"the formula has more than {MAX_TOKENS} tokens; name its parts and claim them one by one.",
                formula.spot(0),
            )
    _require_balance(found, formula)
    return list(_without_wide_spaces(found))


def _marked(formula: Excerpt, tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens without layout, delimiters with their side."""
    side = ""
    waits = False
    depth = 0
    for token in tokens:
        if waits or depth:
            if waits and token.text != "{":
                raise NotesError("braces should follow this command.", spot(formula, token))
            waits = False
            depth += {"{": 1, "}": -1}.get(token.text, 0)
        elif token.text in WITH_ARGUMENT:
            waits = True
        elif token.text in OPENING or token.text in CLOSING or token.text in SIZING:
            side = "open" if token.text in OPENING else "close" if token.text in CLOSING else ""
        elif token.text not in LAYOUT:
            if side and token.text == "." and token.kind == "sign":
                yield Token("sign", f"{side}.", token.start, token.end)
            else:
                yield Token(token.kind, token.text, token.start, token.end, side)
            side = ""


def _without_wide_spaces(tokens: list[Token]) -> Iterator[Token]:
    r"""`\quad` separates; within a product it stays, and is refused there, so that "a = b \quad (2)" is no multiple."""
    for place, token in enumerate(tokens):
        if token.text not in WIDE:
            yield token
            continue
        before = next((t for t in reversed(tokens[:place]) if t.text not in WIDE), None)
        after = next((t for t in tokens[place + 1 :] if t.text not in WIDE), None)
        if before is not None and after is not None and not (_separates(before) or _separates(after)):
            yield Token("command", r"\quad", token.start, token.end)


def _separates(token: Token) -> bool:
    texts = ("+", "-", "&", r"\\", ",", ";", ".", "{", "}", r"\begin", r"\end")
    return token.text in texts or token.text in RELATIONS or token.text in CONNECTIVES


def _expanded(tokens: list[Token], macros: Macros, formula: Excerpt, depth: int) -> Iterator[Token]:
    """The tokens with the author's commands replaced by what they stand for."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        place += 1
        macro = macros.get(token.text) if token.kind == "command" else None
        if macro is None:
            yield token
            continue
        if depth >= MAX_EXPANSIONS:
            raise NotesError(f"the command {token.text} is defined by itself.", spot(formula, token))
        arguments: list[list[Token]] = []
        for _ in range(macro.arguments):
            place, argument = _argument(tokens, place, token, formula)
            arguments.append(argument)
        yield from _expanded(_body(macro, arguments, token, formula), macros, formula, depth + 1)


def _argument(tokens: list[Token], place: int, token: Token, formula: Excerpt) -> tuple[int, list[Token]]:
    if place >= len(tokens):
        raise NotesError(f"{token.text} needs an argument.", spot(formula, token))
    if tokens[place].text != "{":
        return place + 1, [tokens[place]]
    depth = 0
    for end in range(place, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[end].text, 0)
        if depth == 0:
            return end + 1, tokens[place + 1 : end]
    raise NotesError("this '{' is not closed; add '}'.", spot(formula, tokens[place]))


def _body(macro: Macro, arguments: list[list[Token]], call: Token, formula: Excerpt) -> list[Token]:
    """What a command stands for, at the place of the command."""
    found: list[Token] = []
    parts = [
        Token(t.kind, t.text, call.start, call.end)
        for t in _raw(Excerpt(macro.body, ((1, 0),) * (macro.body.count("\n") + 1)))
    ]
    place = 0
    while place < len(parts):
        number = parts[place + 1].text if parts[place].text == "#" and place + 1 < len(parts) else ""
        if number.isdigit() and 1 <= int(number[0]) <= len(arguments):
            found += arguments[int(number[0]) - 1]
            if len(number) > 1:
                found.append(Token("number", number[1:], call.start, call.end))
            place += 2
        else:
            found.append(parts[place])
            place += 1
        if len(found) > MAX_TOKENS:
            raise NotesError(f"the command {call.text} stands for more than {MAX_TOKENS} tokens.", spot(formula, call))
    return found


def _raw(formula: Excerpt) -> Iterator[Token]:
    for match in TOKEN.finditer(formula.text):
        kind = match.lastgroup
        assert kind is not None
        text = match[0]
        if kind == "space":
            continue
        if kind == "rows":
            text = r"\\"
        elif kind == "number" and len(text) > MAX_DIGITS:
            raise NotesError(f"a number of {len(text)} digits is longer than symdl reads.", formula.spot(match.start()))
        elif kind == "sign" and text in UNICODE:
            text = UNICODE[text]
            kind = "command" if text[0] == "\\" else "sign"
        elif kind == "sign" and (ord(text) < 32 or ord(text) > 126):
            raise NotesError(f"{text!r} (U+{ord(text):04X}) has no meaning in a formula; write it as a LaTeX command.", formula.spot(match.start()))  # fmt: skip
        yield Token("sign" if kind == "rows" else kind, text, match.start(), match.end())


def _require_balance(tokens: list[Token], formula: Excerpt) -> None:
    open_braces: list[Token] = []
    for token in tokens:
        if token.text == "{":
            open_braces.append(token)
            if len(open_braces) > MAX_GROUPS:
                raise NotesError(f"braces nest deeper than {MAX_GROUPS}; simplify the formula.", spot(formula, token))
        elif token.text == "}":
            if not open_braces:
                raise NotesError("this '}' closes nothing; remove it or open a brace before it.", spot(formula, token))
            open_braces.pop()
    if open_braces:
        raise NotesError("this '{' is not closed; add '}'.", spot(formula, open_braces[-1]))


def spot(formula: Excerpt, token: Token) -> Spot:
    """The place of a token."""
    return formula.spot(token.start)
