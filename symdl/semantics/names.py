"""How a symbol's name is typeset: Greek letters, accents and subscripts.

`lambda` is λ, `w1` and `w_1` are w with subscript 1, `x_hat` is x with a hat, `lambda_max` is λ with an upright
subscript. A name of several letters that is no Greek letter is set upright.
"""

import re

GREEK = re.compile(
    "alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|pi|varpi|rho|varrho|"
    "sigma|varsigma|tau|upsilon|phi|varphi|chi|psi|omega|ell|"
    "Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega"
)
ACCENTS = {"hat": "hat", "bar": "bar", "tilde": "tilde", "dot": "dot", "widehat": "widehat", "overline": "overline"}
MARKS = {"star": r"\star", "ast": r"\ast", "infty": r"\infty", "max": r"\max", "min": r"\min"}


def name_to_latex(name: str) -> str:
    """The LaTeX of a name that matches ``[A-Za-z][A-Za-z0-9_]*``.

    >>> name_to_latex("w1"), name_to_latex("lambda_0"), name_to_latex("x_hat")
    ('w_{1}', '\\\\lambda_{0}', '\\\\hat{x}')
    """
    head, *parts = [part for part in name.split("_") if part] or [name]
    stem, digits = _split_digits(head)
    text = _word(stem)
    subscripts = [digits] if digits else []
    for part in parts:
        if part in ACCENTS and not subscripts:
            text = rf"\{ACCENTS[part]}{{{text}}}"
        else:
            subscripts.append(_subscript(part))
    return f"{text}_{{{','.join(subscripts)}}}" if subscripts else text


def has_subscript(name: str) -> bool:
    return "_{" in name_to_latex(name)


def _split_digits(part: str) -> tuple[str, str]:
    found = re.fullmatch(r"([A-Za-z]+)([0-9]*)", part)
    return (found[1], found[2]) if found else (part, "")


def _word(word: str) -> str:
    if GREEK.fullmatch(word):
        return rf"\{word}"
    return word if len(word) == 1 else rf"\mathrm{{{word}}}"


def _subscript(part: str) -> str:
    if part in MARKS:
        return MARKS[part]
    if part.isdigit():
        return part
    stem, digits = _split_digits(part)
    return _word(stem) + (f"_{{{digits}}}" if digits else "") if stem.isalpha() else rf"\mathrm{{{part}}}"
