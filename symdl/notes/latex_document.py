r"""Finding formulas and claims in a LaTeX document.

Claims stand in `\begin{claim}[NAME]` or `\begin{claim}[NAME, expect=refuted]`, sections are `\section` and its kin, formulas stand
between dollars, in `\( \)`, `\[ \]` and amsmath environments. Comments, `verbatim` and what follows `\end{document}` are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from symdl.notes.blocks import CLAIMS, Block, Directive, Fault, Formula, Heading, Paragraph, Piece, Prose
from symdl.notes.places import Excerpt, Spot

HEADINGS = {"part": 1, "chapter": 2, "section": 3, "subsection": 4, "subsubsection": 5, "paragraph": 6}
DISPLAYS = frozenset(
    [
        "equation",
        "equation*",
        "align",
        "align*",
        "gather",
        "gather*",
        "multline",
        "multline*",
        "alignat",
        "alignat*",
        "eqnarray",
        "eqnarray*",
        "displaymath",
        "math",
        "flalign",
        "flalign*",
    ]
)
LITERAL = ("verbatim", "verbatim*", "lstlisting", "comment", "minted", "Verbatim", "tikzpicture")

MARK = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*)"
    r"|(?P<verb>\\verb\*?(?P<fence>[^A-Za-z\s]).*?(?P=fence))"
    r"|(?P<heading>\\(?P<level>part|chapter|section|subsection|subsubsection|paragraph)\*?\s*(?:\[[^\]]*\])?\s*\{)"
    r"|(?P<begin>\\begin\s*\{(?P<env>[A-Za-z]+\*?)\})"
    r"|(?P<end>\\end\s*\{(?P<closed>[A-Za-z]+\*?)\})"
    r"|(?P<escape>\\[$\\%&#_{}])"
    r"|(?P<display>\$\$|\\\[)"
    r"|(?P<inline>\$|\\\()"
    r"|(?P<blank>\n[ \t]*\n)"
)


def blocks_of(text: str) -> list[Block]:
    """The blocks of a LaTeX document."""
    begin = re.search(r"\\begin\s*\{document\}", text)
    end = re.search(r"\\end\s*\{document\}", text)
    count = text.count("\n") + 1
    whole = Excerpt(text, tuple((number, 0) for number in range(1, count + 1)))
    return _Finder(whole, begin.end() if begin else 0, end.start() if end else len(text)).blocks()


@dataclass
class _Frame:
    """A claim that is open, with the blocks found in it."""

    kind: str
    name: str
    options: dict[str, tuple[str, Spot]]
    spot: Spot
    blocks: list[Block] = field(default_factory=list)


@dataclass
class _Finder:
    source: Excerpt
    at: int
    end: int
    pieces: list[Piece] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    found: list[Block] = field(default_factory=list)
    pending: int = 0

    def blocks(self) -> list[Block]:
        self.pending = self.at
        while (match := MARK.search(self.source.text, self.at, self.end)) is not None:
            self.at = match.end()
            kind = next(
                name
                for name in ("comment", "verb", "heading", "begin", "end", "escape", "display", "inline", "blank")
                if match[name] is not None
            )
            if kind != "escape":
                self._prose(match.start())
                getattr(self, f"_{kind}")(match)
                self.pending = self.at
        self._prose(self.end)
        self._paragraph()
        for frame in self.frames:
            self.found.append(Fault(f"\\begin{{{frame.kind}}} is not closed; add \\end{{{frame.kind}}}.", frame.spot))
        return self.found

    def _put(self, block: Block) -> None:
        (self.frames[-1].blocks if self.frames else self.found).append(block)

    def _prose(self, end: int) -> None:
        if end > self.pending:
            self.pieces.append(Prose(self.source.cut(self.pending, end)))

    def _paragraph(self) -> None:
        if any(isinstance(piece, Formula) or piece.excerpt.text.strip() for piece in self.pieces):
            self._put(Paragraph(tuple(self.pieces)))
        self.pieces = []

    # marks --------------------------------------------------------------------------------------

    def _comment(self, match: re.Match[str]) -> None:
        """Nothing of a comment is read."""

    def _verb(self, match: re.Match[str]) -> None:
        """Nothing verbatim is read."""

    def _blank(self, match: re.Match[str]) -> None:
        self._paragraph()
        self.at = match.end() - 1

    def _heading(self, match: re.Match[str]) -> None:
        self._paragraph()
        depth, place = 1, match.end()
        while place < self.end and depth:
            depth += {"{": 1, "}": -1}.get(self.source.text[place], 0)
            place += 1
        self.at = place
        if not self.frames:
            self._put(Heading(HEADINGS[match["level"]]))

    def _display(self, match: re.Match[str]) -> None:
        self._formula(match, {"$$": "$$", r"\[": r"\]"}[match["display"]], is_display=True)

    def _inline(self, match: re.Match[str]) -> None:
        self._formula(match, {"$": "$", r"\(": r"\)"}[match["inline"]], is_display=False)

    def _formula(self, match: re.Match[str], closing: str, *, is_display: bool) -> None:
        place = _closing(self.source.text, match.end(), self.end, closing)
        blank = re.compile(r"\n[ \t]*\n").search(self.source.text, match.end(), self.end)
        if place < 0 or (blank is not None and blank.start() < place):
            self._put(Fault(f"this '{match[0]}' is not closed; add '{closing}'.", self.source.spot(match.start())))
            return
        self.pieces.append(Formula(_uncommented(self.source.cut(match.end(), place)), is_display))
        self.at = place + len(closing)

    def _begin(self, match: re.Match[str]) -> None:
        name = match["env"]
        if name in LITERAL:
            place = self.source.text.find(f"\\end{{{name}}}", match.end(), self.end)
            self.at = self.end if place < 0 else place + len(name) + 6
        elif name in DISPLAYS:
            closing = f"\\end{{{name}}}"
            place = self.source.text.find(closing, match.end(), self.end)
            if place < 0:
                self._put(Fault(f"\\begin{{{name}}} is not closed; add {closing}.", self.source.spot(match.start())))
                return
            self.at = place + len(closing)
            whole = (
                self.source.cut(match.start(), self.at)
                if name not in ("displaymath", "math")
                else self.source.cut(match.end(), place)
            )
            self.pieces.append(Formula(_uncommented(whole), name != "math"))
        elif name in CLAIMS:
            self._paragraph()
            self._open(match, name)

    def _open(self, match: re.Match[str], kind: str) -> None:
        spot = self.source.spot(match.start())
        head = re.compile(r"\s*\[([^\]]*)\]").match(self.source.text, match.end())
        options: dict[str, tuple[str, Spot]] = {}
        name = ""
        if head is not None:
            self.at = head.end()
            name, *rest = (part.strip() for part in head[1].split(","))
            for part in rest:
                key, _, value = part.partition("=")
                options[key.strip()] = (value.strip(), spot)
        self.frames.append(_Frame(kind, name, options, spot))

    def _end(self, match: re.Match[str]) -> None:
        name = match["closed"]
        if name not in CLAIMS:
            return
        self._paragraph()
        if not self.frames:
            self._put(Fault(f"\\end{{{name}}} closes nothing.", self.source.spot(match.start())))
            return
        frame = self.frames.pop()
        self._put(Directive(frame.kind, frame.name, frame.options, tuple(frame.blocks), frame.spot))


def _closing(text: str, start: int, end: int, closing: str) -> int:
    """Where a formula ends, escapes and comments passed over; −1 when it does not."""
    place = start
    while place < end:
        if text.startswith(closing, place):
            return place
        if text[place] == "\\":
            place += 2
        elif text[place] == "%":
            newline = text.find("\n", place)
            place = end if newline < 0 else newline
        else:
            place += 1
    return -1


def _uncommented(formula: Excerpt) -> Excerpt:
    """The formula with blanks for its comments, every place kept."""
    text = re.sub(r"(?<!\\)%[^\n]*", lambda match: " " * len(match[0]), formula.text)
    return Excerpt(text, formula.lines)
