r"""What joins statements in a display: connectives, words in `\text{…}`, and quantifiers that stand behind."""

from __future__ import annotations

from symdl.notes.binders import DOTS
from symdl.notes.cursor import Cursor
from symdl.notes.signs import WORDS
from symdl.notes.tokens import Token

IFF = (r"\iff", r"\Leftrightarrow", r"\Longleftrightarrow")
IMPLIES = (r"\implies", r"\Rightarrow", r"\Longrightarrow")
IMPLIED = (r"\impliedby", r"\Leftarrow", r"\Longleftarrow")
AND = (r"\land", r"\wedge", "&and")
OR = (r"\lor", r"\vee", "&or")
TEXTS = (r"\text", r"\mbox", r"\textrm", r"\mathrm")


def words_replaced(c: Cursor) -> None:
    r"""Replace `\text{and}` and its kin by one token each."""
    tokens: list[Token] = []
    at = 0
    while at < len(c.tokens):
        token = c.tokens[at]
        word, end = _word(c.tokens, at)
        if word is not None:
            tokens.append(Token("command", word, token.start, c.tokens[end - 1].end))
            at = end
        else:
            tokens.append(token)
            at += 1
    c.tokens = tokens


def _word(tokens: list[Token], at: int) -> tuple[str | None, int]:
    if tokens[at].text not in TEXTS or at + 1 >= len(tokens) or tokens[at + 1].text != "{":
        return None, at
    end = next(k for k in range(at, len(tokens)) if tokens[k].text == "}")
    text = "".join(t.text for t in tokens[at + 2 : end]).lower().strip(",.;")
    return (WORDS[text], end + 1) if text in WORDS else (None, at)


def quantifier_first(tokens: list[Token]) -> list[Token]:
    r"""`a^2 \ge 0 \quad \forall a \in \mathbb{R}` with the quantifier in front."""
    depth = 0
    for place, token in enumerate(tokens):
        depth += {
            "(": 1,
            "[": 1,
            r"\{": 1,
            "{": 1,
            r"\begin": 1,
            ")": -1,
            "]": -1,
            r"\}": -1,
            "}": -1,
            r"\end": -1,
        }.get(token.text, 0)
        if depth == 0 and place and (token.text == r"\forall" or _is_index_range(tokens[place:])):
            break
    else:
        return tokens
    before, after = tokens[:place], tokens[place + 1 :]
    joins = (*IFF, *IMPLIES, *IMPLIED, *AND, *OR, "&if", ":", r"\colon")
    if before[0].text in (r"\forall", r"\exists") or before[-1].text in joins or any(t.text in joins for t in after):
        return tokens
    while before and before[-1].text in (",", r"\quad", ";"):
        before = before[:-1]
    colon = Token("command", r"\colon", token.start, token.end)
    quantifier = Token("command", r"\forall", token.start, token.end)
    return [quantifier, *after, colon, *before] if before else tokens


def _is_index_range(tokens: list[Token]) -> bool:
    r"""`\text{for } i = 1, \dots, n`."""
    texts = [token.text for token in tokens[:6]]
    return len(texts) == 6 and texts[0] == "&if" and texts[2:5] == ["=", "1", ","] and texts[5] in DOTS


def drop_punctuation(c: Cursor) -> None:
    while c.tokens and c.tokens[-1].text in (".", ",", ";"):
        c.tokens = c.tokens[:-1]
