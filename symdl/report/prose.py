"""Prose as LaTeX that compiles with plain pdfLaTeX: a docstring's Unicode becomes commands, or is named.

Superscripts and subscripts are read off the Unicode database, runs of them together: x⁻¹ becomes x$^{-1}$.
"""

import re
from itertools import groupby
from unicodedata import decomposition

from pylatexenc.latexencode import RULE_DICT as BY_TABLE
from pylatexenc.latexencode import UnicodeToLatexConversionRule, UnicodeToLatexEncoder

SCRIPTS = {"<super>": "^", "<sub>": "_"}
TABLE = {
    **{ord(c): latex for c, latex in {"–": "--", "—": "---", "“": "``", "”": "''", "’": "'"}.items()},
    **{ord(c): rf"\ensuremath{{{latex}}}" for c, latex in {"′": "'", "ᵀ": r"^{\top}", "√": r"\surd"}.items()},
}
"""Where the table of pylatexenc has nothing or nothing that reads well."""


def escaped(text: str) -> str:
    """Prose as LaTeX.

    >>> print(escaped("(XᵀX)⁻¹ costs 50 % of d³"))
    (X\\ensuremath{^{\\top}}X)\\ensuremath{^{-1}} costs 50 \\% of d\\ensuremath{^{3}}
    """
    return "".join(_run(kind, "".join(run)) for kind, run in groupby(text, _script))


def _script(character: str) -> str:
    """^ or _ for a raised or lowered character, nothing for any other."""
    kind = decomposition(character).partition(" ")[0]
    return "" if ord(character) in TABLE else SCRIPTS.get(kind, "")


def _run(kind: str, run: str) -> str:
    if not kind:
        return str(_encoder().unicode_to_latex(run))
    plain = "".join(chr(int(code, 16)) for c in run for code in decomposition(c).split()[1:])
    inner = re.sub(r"\\ensuremath\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1", _encoder().unicode_to_latex(plain))
    return rf"\ensuremath{{{kind}{{{inner}}}}}"


def _encoder() -> UnicodeToLatexEncoder:
    return UnicodeToLatexEncoder(
        conversion_rules=[UnicodeToLatexConversionRule(BY_TABLE, TABLE), "defaults"],
        unknown_char_policy=_named,
        unknown_char_warning=False,
    )


def _named(character: str) -> str:
    return f"{{[}}U+{ord(character):04X}{{]}}"
