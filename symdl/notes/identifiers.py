r"""Names in formulas: a letter with its face, accents, subscripts and what stands above it.

`\hat{\mathbf{w}}_{t+1}` has the name `w_bold_hat_t_plus_1`; `symdl.semantics.names` typesets it again.
"""

from __future__ import annotations

from collections.abc import Container

from symdl.notes.cursor import Cursor
from symdl.notes.signs import WORDS
from symdl.notes.tokens import Token
from symdl.semantics.names import ABOVE, ACCENTS, FACES, GREEK, SIGNS

FACE_COMMANDS = {
    r"\mathbf": "bold", r"\boldsymbol": "bold", r"\bm": "bold", r"\pmb": "bold", r"\bf": "bold", r"\mathcal": "cal", r"\cal": "cal",
    r"\mathsf": "sf", r"\mathfrak": "frak", r"\mathscr": "scr", r"\mathbb": "bb", r"\mathrm": "rm", r"\mathit": "", r"\mathnormal": "",
}  # fmt: skip
WORD_COMMANDS = (
    r"\mathrm",
    r"\operatorname",
    r"\operatorname*",
    r"\text",
    r"\textrm",
    r"\mathit",
    r"\textup",
    r"\mathop",
    r"\rm",
)
ACCENT_COMMANDS = {rf"\{word}": part for part, word in ACCENTS.items()}
RESERVED = frozenset({*FACES, *ACCENTS, *ABOVE, *SIGNS, "at"})
WORDS_BELOW = {
    r"\max": "max", r"\min": "min", r"\infty": "infty", r"\star": "lowstar", "*": "lowast", r"\ast": "lowast", r"\perp": "perp",
    r"\parallel": "parallel",
}  # fmt: skip


def is_greek(token: Token) -> bool:
    return token.kind == "command" and GREEK.fullmatch(token.text[1:]) is not None


def base_of(c: Cursor) -> list[str] | None:
    """The parts of the name at the cursor without its scripts; None, and no move, when no name stands there."""
    start = c.at
    parts = _base(c)
    if parts is None:
        c.at = start
    return parts


def _base(c: Cursor) -> list[str] | None:
    token = c.token
    if token.kind == "letter":
        return [c.take().text]
    if is_greek(token):
        return [c.take().text[1:]]
    if token.text in ACCENT_COMMANDS:
        c.take()
        inside = _inside(c)
        return None if inside is None else [*inside, ACCENT_COMMANDS[token.text]]
    word = word_at(c)
    if word is not None and len(word) > 1:
        return [word] if not GREEK.fullmatch(word) and word not in WORDS else None
    if token.text in FACE_COMMANDS:
        c.take()
        inside = _inside(c)
        face = FACE_COMMANDS[token.text]
        if inside is None or (len(inside[0]) > 1 and not GREEK.fullmatch(inside[0])):
            return None
        return [inside[0], *([face] if face else []), *inside[1:]]
    return None


def _inside(c: Cursor) -> list[str] | None:
    """The name that is the argument of an accent or a face."""
    if c.accept("{") is None:
        return _base(c)
    inside = _base(c)
    if inside is not None and c.token.text == "_":
        c.take()
        below = below_of(c, script(c))
        inside = None if below is None else [*inside, *below]
    return inside if inside is not None and c.accept("}") else None


def word_at(c: Cursor, begins: Container[str] = ("letter",)) -> str | None:
    r"""The word of `\mathrm{word}` or `\operatorname{word}` at the cursor; None, and no move, otherwise."""
    if c.token.text not in WORD_COMMANDS or c.ahead().text != "{":
        return None
    start = c.at
    c.take()
    end = c.group_end()
    letters = c.tokens[c.at + 1 : end - 1]
    if (
        not letters
        or not all(t.kind in ("letter", "number") and t.text.isalnum() for t in letters)
        or letters[0].kind not in begins
    ):
        c.at = start
        return None
    c.at = end
    return "".join(t.text for t in letters)


def script(c: Cursor) -> list[Token]:
    """The tokens of the script at the cursor, after `_` or `^`."""
    if c.is_done:
        raise c.error("the formula ends where a script should stand.")
    start = c.at
    if c.token.text == "{":
        c.at = c.group_end()
        return c.tokens[start + 1 : c.at - 1]
    token = c.take()
    if token.text in FACE_COMMANDS or token.text in WORD_COMMANDS or token.text in ACCENT_COMMANDS:
        c.at = c.group_end() if c.token.text == "{" else c.at + 1
        return c.tokens[start : c.at]
    if token.text in ("}", "^", "_", "&", r"\\"):
        raise c.error(f"'{token.text}' stands where a script should stand.", token.start)
    if token.kind == "number" and len(token.text) > 1:
        raise c.error(
            f"TeX takes only the first digit of {token.text} as the script; write braces, {{{token.text}}}.",
            token.start,
        )
    return [token]


def below_of(c: Cursor, tokens: list[Token]) -> list[str] | None:
    """The parts of a name that a script spells, None when it spells none."""
    parts: list[str] = []
    inner = Cursor(c.formula, tokens, c.names)
    while not inner.is_done:
        token = inner.token
        if token.kind == "letter":
            word = inner.take().text
            while inner.token.kind == "letter":
                word += inner.take().text
            part: str | None = word + _small(inner)
        elif token.text.isdigit():
            part = inner.take().text
        elif is_greek(token):
            part = inner.take().text[1:] + _small(inner)
        elif token.text in WORDS_BELOW:
            part = WORDS_BELOW[inner.take().text]
        elif token.text in ("+", "-") and parts:
            inner.take()
            parts.append("plus" if token.text == "+" else "minus")
            continue
        elif token.text == "," and parts:
            inner.take()
            continue
        else:
            spelt = word_at(inner, ("letter", "number"))
            part = None if spelt is None else spelt + _small(inner)
        if part is None or part in RESERVED:
            return None
        parts.append(part)
    return parts if parts and parts[-1] not in SIGNS else None


def _small(c: Cursor) -> str:
    """The digits of a subscript's own subscript."""
    if c.token.text == "_":
        place = c.at
        c.take()
        tokens = script(c)
        if len(tokens) == 1 and tokens[0].text.isdigit():
            return tokens[0].text
        c.at = place
    return ""


def above_of(c: Cursor, tokens: list[Token]) -> tuple[list[str], int]:
    """The parts of a name that the beginning of a superscript may spell, and how many tokens they take."""
    texts = [t.text for t in tokens]
    parts: list[str] = []
    used = 0
    if texts[:1] == ["("] and ")" in texts:
        close = texts.index(")")
        inside = below_of(c, tokens[1:close])
        if inside is not None:
            parts, used = ["at", *inside], close + 1
    while used < len(texts) and texts[used] in MARKS_ABOVE:
        parts.append(MARKS_ABOVE[texts[used]])
        used += 1
    return parts, used


MARKS_ABOVE = {r"\star": "star", "*": "ast", r"\ast": "ast", r"\prime": "prime"}
