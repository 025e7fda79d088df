r"""Displayed formulas that fit the page: long sums break between their summands.

A formula is a list of chunks; a line may end before any of them. Widths are estimated in letters, which is
close enough to keep a line on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from symdl.semantics.latex import count_ends, relation_to_latex, to_latex
from symdl.semantics.latex_declarations import memberships
from symdl.semantics.roots import root_data
from symdl.semantics.substitution import substitute, walk
from symdl.terms import operators as ops
from symdl.terms.relation import CRITICAL, Relation
from symdl.terms.term import Term, number

WIDTH = 72
"""Letters that fit on a displayed line."""

INNER = 52
"""Letters in one pair of brackets before a line breaks inside of them."""

LONGEST = 6000
"""Characters of LaTeX beyond which nobody reads a term; it is named by its size instead."""


def width(text: str) -> int:
    """About how many letters wide the typeset formula is."""
    text = re.sub(r"\\t?frac\{([^{}]*)\}\{([^{}]*)\}", lambda m: max(m[1], m[2], key=len), text)
    text = re.sub(r"\\(left|right|bigl|bigr|mathbf|mathbb|begin\{\w+\}|end\{\w+\})", "", text)
    text = re.sub(r"\\(mathrm|operatorname\*?|max|min|exp|log|tanh|det)\b", "xx", text)
    text = re.sub(r"\\(Longrightarrow|Longleftrightarrow|land|lor)|\\(le|ge|ne|in|to)\b|[=<+-]", "xxx", text)
    text = re.sub(r"\\[A-Za-z]+|\\[,;:]", "x", text)
    return len(re.sub(r"[{}^_\s]", "", text))


def with_square_roots(term: Term) -> Term:
    """The term with ±√c for the roots of t² = c, as a reader expects them."""
    return substitute(term, {part: _square_root(part) for part in walk(term) if part.op == "root"})  # type: ignore[no-any-return]


def _square_root(term: Term) -> Term:
    coefficients, _, high = root_data(term)
    if len(coefficients) != 3 or coefficients[1] != 0:
        return term
    square = -coefficients[0] / coefficients[2]
    root = ops.sqrt(number(square))
    return root if high > 0 and high**2 >= square else ops.scale(-1, root)


def shown(term: Term) -> str:
    """The LaTeX of a term, or a phrase when it is too long to be read."""
    text = to_latex(with_square_roots(term))
    return rf"\langle\text{{a term of {term.size} parts}}\rangle" if len(text) > LONGEST else text


def chunks(term: Term, *, room: int = WIDTH) -> list[str]:
    """The term cut where a line may break, when it is wider than ``room``."""
    text = shown(term)
    if width(text) <= room or len(to_latex(term)) > LONGEST:
        return [text]
    match term.op:
        case "add":
            return [
                part for i, arg in enumerate(term.args) for part in (chunks(arg) if i == 0 else signed(chunks(arg)))
            ]
        case "mul" | "matmul":
            return _product(term)
        case "pow" | "transpose" if term.args[0].op == "add" and term.data != -1:
            adjoint = "*" if term.is_complex else r"\top"
            exponent = adjoint if term.op == "transpose" else str(term.data)
            return bracketed(chunks(term.args[0], room=INNER), after=f"^{{{exponent}}}")
        case "exp" | "log" | "tanh" | "max" | "min" | "trace" | "det":
            name = {"trace": r"\operatorname{tr}"}.get(term.op, f"\\{term.op}")
            return [name + (inside := bracketed(_listed(term.args)))[0], *inside[1:]]
        case "gradient" | "hessian" | "jacobian":
            sign = {"gradient": r"\nabla", "hessian": r"\nabla^{2}", "jacobian": r"\mathrm{D}"}[term.op]
            inside = bracketed(chunks(term.args[0], room=INNER))
            return [f"{sign}_{{{shown(term.args[1])}}} {inside[0]}", *inside[1:]]
    return [text]


def _listed(args: Sequence[Term]) -> list[str]:
    """Arguments one after another, separated by commas."""
    parts: list[str] = []
    for i, arg in enumerate(args):
        inside = chunks(arg, room=INNER)
        parts += [*inside[:-1], inside[-1] + ("," if i < len(args) - 1 else "")]
    return parts


def _product(term: Term) -> list[str]:
    args = term.args
    if args[0].op == "num" and args[0].data == -1:
        return ["-" + (inner := _factors(args[1:]))[0], *inner[1:]]
    return _factors(args)


def _factors(args: Sequence[Term]) -> list[str]:
    return product([bracketed(chunks(arg, room=INNER)) if arg.op == "add" else chunks(arg, room=INNER) for arg in args])


def product(factors: Sequence[list[str]]) -> list[str]:
    """Factors side by side, with a dot before a digit and where a line may break between them."""
    parts: list[str] = []
    for factor in factors:
        if not parts:
            parts = list(factor)
            continue
        if width(parts[-1]) + width(factor[0]) > INNER:
            parts.append(rf"\cdot {factor[0]}")
        elif parts[-1] == "-":
            parts[-1] += factor[0]
        else:
            parts[-1] += (r" \cdot " if factor[0][:1].isdigit() else " ") + factor[0]
        parts += factor[1:]
    return parts


def signed(parts: list[str]) -> list[str]:
    """The chunks as a further summand, with its sign in front."""
    head = parts[0]
    return [f"- {head[1:].lstrip()}" if head.startswith("-") else f"+ {head}", *parts[1:]]


def bracketed(parts: Sequence[str], *, after: str = "") -> list[str]:
    r"""The chunks in brackets that may end on another line."""
    if len(parts) == 1:
        tall = r"\frac" in parts[0] or r"\begin" in parts[0] or r"\sum" in parts[0]
        left, right = (r"\left(", r"\right)") if tall else ("(", ")")
        return [f"{left}{parts[0]}{right}{after}"]
    return [rf"\bigl({parts[0]}", *parts[1:-1], rf"{parts[-1]}\bigr){after}"]


def filled(parts: Iterable[str], *, room: int = WIDTH) -> list[str]:
    """The chunks on as few lines as their widths allow."""
    lines: list[str] = []
    for part in parts:
        if lines and width(lines[-1]) + width(part) + 1 <= room:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines


SIGNS = {"eq": "=", "ne": r"\ne", "le": r"\le", "lt": "<"}

JOINTS = {"and": r"\;\land\;", "or": r"\;\lor\;", "iff": r"\;\Longleftrightarrow\;"}


def relation_chunks(relation: Relation) -> list[str]:
    """A relation cut where a line may break."""
    text = relation_to_latex(relation)
    if width(text) <= WIDTH:
        return [text]
    if relation.op in SIGNS:
        left, right = map(chunks, relation.args)
        return [*left, f"{SIGNS[relation.op]} {right[0]}", *right[1:]]
    if relation.op in JOINTS:
        return _joined(relation.args, JOINTS[relation.op])
    if relation.op == "implies":
        given = _joined(relation.args[:-1], ",")
        return [*given, *_joined(relation.args[-1:], r"\;\Longrightarrow\;", is_first=False)]
    if relation.op == "count":
        return _counted(relation)
    if relation.op in ("forall", "exists"):
        body, bound = relation_chunks(relation.args[0]), r",\, ".join(memberships(relation.bound))
        return [rf"\{relation.op} {bound}\colon\; {body[0]}", *body[1:]]
    return [text]


def _counted(relation: Relation) -> list[str]:
    """A number of solutions, cut before and in each equation."""
    before, after = count_ends(relation)
    is_loss = (relation.data or ("",))[0] in CRITICAL
    equations = [chunks(p) for p in relation.args]
    ends = [""] if is_loss else [*[r" = 0,\;"] * (len(equations) - 1), " = 0"]
    cut = [part for parts, end in zip(equations, ends, strict=True) for part in (*parts[:-1], parts[-1] + end)]
    return [rf"\#\bigl\{{ {before}", *cut[:-1], rf"{cut[-1]} \bigr\}} {after}"]


def _joined(parts: Sequence[Relation], joint: str, *, is_first: bool = True) -> list[str]:
    """Relations with a sign between them, or before the first one as well."""
    found: list[str] = []
    for i, part in enumerate(parts):
        inside = relation_chunks(part)
        inside = inside if part.is_atomic or part.op in ("true", "false") else bracketed(inside)
        found += inside if i == 0 and is_first else [f"{joint} {inside[0]}", *inside[1:]]
    return found


def relation_lines(relation: Relation) -> list[str]:
    """A relation on as many lines as it needs."""
    text = relation_to_latex(relation)
    if len(text) > LONGEST:
        return [rf"\langle\text{{a relation of {len(text)} letters}}\rangle"]
    return filled(relation_chunks(relation))


def display(relations: Sequence[tuple[Relation, str | None]], *, end: str = ".") -> str:
    """Relations displayed one below the other, each with its label in the margin."""
    rows: list[str] = []
    for i, (relation, label) in enumerate(relations):
        stop = end if i == len(relations) - 1 else ","
        tag = rf" \tag{{{label.strip('()')}}}" if label else ""
        rows.append(stacked(relation_lines(relation), stop) + tag)
    if len(rows) == 1:
        return rf"\[ {rows[0]} \]"
    return "\\begin{gather*}\n" + " \\\\\n".join(rows) + "\n\\end{gather*}"


def stacked(lines: Sequence[str], stop: str = "") -> str:
    """Lines one below the other, the first one on the level of the text."""
    if len(lines) == 1:
        return lines[0] + stop
    head, *rest = lines
    rows = [f"& {head}", *(rf"&\qquad {line}" for line in rest)]
    return r"\begin{aligned}[t] " + r" \\ ".join(rows) + stop + r" \end{aligned}"
