r"""How a symbol's name is typeset, and which name a typeset symbol has.

`lambda` is λ, `w1` and `w_1` are w with subscript 1, `x_hat` is x with a hat, `lambda_max` is λ with an upright
subscript. A name of several letters that is no Greek letter is set upright. The parts of a name, between underscores,
stand in this order: the letter or word, its type face (`W_bold`), its accents (`x_hat`), its subscripts, then what stands
above (`w_at_t_plus_1` is w^{(t+1)}, `w_star` is w^⋆, `x_prime` is x′).
"""

import re

GREEK = re.compile(
    "alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|pi|varpi|rho|varrho|"
    "sigma|varsigma|tau|upsilon|phi|varphi|chi|psi|omega|ell|"
    "Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega"
)
FACES = {
    "bold": "mathbf",
    "cal": "mathcal",
    "sf": "mathsf",
    "frak": "mathfrak",
    "scr": "mathscr",
    "bb": "mathbb",
    "rm": "mathrm",
}
ACCENTS = {
    word: word
    for word in ("hat", "bar", "tilde", "dot", "ddot", "check", "breve", "vec", "widehat", "widetilde", "overline", "underline")
}  # fmt: skip
MARKS = {
    "infty": r"\infty",
    "max": r"\max",
    "min": r"\min",
    "lowstar": r"\star",
    "lowast": "*",
    "perp": r"\perp",
    "parallel": r"\parallel",
}
ABOVE = {"star": r"\star", "ast": "*", "prime": r"\prime"}
SIGNS = {"plus": "+", "minus": "-"}


def name_to_latex(name: str) -> str:
    """The LaTeX of a name that matches ``[A-Za-z][A-Za-z0-9_]*``.

    >>> name_to_latex("w1"), name_to_latex("lambda_0"), name_to_latex("x_hat")
    ('w_{1}', '\\\\lambda_{0}', '\\\\hat{x}')
    """
    if name[-1:] in (")", "]"):  # the width of a layer, d(k+1), and a layer by its number, W[2]
        indexed, _, below = name[:-1].replace("[", "(").partition("(")
        return f"{name_to_latex(indexed)}_{{{below}}}"
    head, *parts = [part for part in name.split("_") if part] or [name]
    stem, digits = _split_digits(head)
    text = _word(stem)
    while parts and not digits and (parts[0] in FACES or parts[0] in ACCENTS):
        text = _dressed(text, parts.pop(0))
    above = ""
    while parts and parts[-1] in ABOVE:
        above = f"{ABOVE[parts.pop()]}{above}"
    if "at" in parts:
        place = parts.index("at")
        above = f"({_listed(parts[place + 1 :])}){above}"
        parts = parts[:place]
    below = _listed([digits, *parts] if digits else parts)
    return text + (f"_{{{below}}}" if below else "") + (f"^{{{above}}}" if above else "")


def has_subscript(name: str) -> bool:
    return re.search(r"_\{|\^", name_to_latex(name)) is not None


def has_superscript(name: str) -> bool:
    return "^" in name_to_latex(name)


def _split_digits(part: str) -> tuple[str, str]:
    found = re.fullmatch(r"([A-Za-z]+)([0-9]*)", part)
    return (found[1], found[2]) if found else (part, "")


def _word(word: str) -> str:
    if GREEK.fullmatch(word):
        return rf"\{word}"
    return word if len(word) == 1 else rf"\mathrm{{{word}}}"


def _dressed(text: str, part: str) -> str:
    if part in ACCENTS:
        return rf"\{ACCENTS[part]}{{{text}}}"
    face = "boldsymbol" if part == "bold" and text.startswith("\\") else FACES[part]
    return rf"\{face}{{{text}}}"


def _listed(parts: list[str]) -> str:
    """Subscripts with commas between them, except beside a sign."""
    text = ""
    for part in parts:
        comma = "," if text and part not in SIGNS and text[-1] not in "+-" else ""
        text += comma + (SIGNS[part] if part in SIGNS else _subscript(part))
    return text


def _subscript(part: str) -> str:
    if part in MARKS:
        return MARKS[part]
    if part.isdigit():
        return part
    stem, digits = _split_digits(part)
    return _word(stem) + (f"_{{{digits}}}" if digits else "") if stem.isalpha() else rf"\mathrm{{{part}}}"
