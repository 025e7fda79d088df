r"""From the source of a formula to its tokens; what only concerns the layout is dropped.

`\left`, `\bigl` and their kin leave a mark on the delimiter they stand before, because it tells whether a bar opens or
closes. A number is a run of digits with at most one decimal point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from symdl.notes.places import Excerpt, NotesError, Spot

MAX_TOKENS = 4000
"""Longest formula, in tokens."""

MAX_GROUPS = 60
"""Deepest nesting of braces."""

MAX_DIGITS = 400

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
        r"\quad",
        r"\qquad",
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


def tokens_of(formula: Excerpt) -> list[Token]:
    """The tokens of a formula.

    Raises:
        NotesError: for a character no formula has, an unbalanced brace, or a formula that is too long.
    """
    found: list[Token] = []
    for token in _marked(formula):
        found.append(token)
        if len(found) > MAX_TOKENS:
            raise NotesError(
                f"the formula has more than {MAX_TOKENS} tokens; name its parts and claim them one by one.",
                formula.spot(0),
            )
    _require_balance(found, formula)
    return found


def _marked(formula: Excerpt) -> Iterator[Token]:
    """Tokens without layout, delimiters with their side."""
    side = ""
    skip_group = False
    depth = 0
    for token in _raw(formula):
        if skip_group:
            depth += {"{": 1, "}": -1}.get(token.text, 0)
            skip_group = depth > 0
            continue
        if token.text in WITH_ARGUMENT:
            skip_group, depth = True, 0
        elif token.text in OPENING or token.text in CLOSING or token.text in SIZING:
            side = "open" if token.text in OPENING else "close" if token.text in CLOSING else ""
        elif token.text not in LAYOUT:
            if side and token.text == "." and token.kind == "sign":
                yield Token("sign", f"{side}.", token.start, token.end)
            else:
                yield Token(token.kind, token.text, token.start, token.end, side)
            side = ""


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
