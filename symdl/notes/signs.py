r"""The signs of formulas: relations, connectives, closing delimiters, and what cannot be read with what to write instead."""

RELATIONS = {
    "=": "eq", r"\ne": "ne", r"\neq": "ne", r"\le": "le", r"\leq": "le", r"\leqslant": "le", r"\ge": "ge",
    r"\geq": "ge", r"\geqslant": "ge", "<": "lt", r"\lt": "lt", ">": "gt", r"\gt": "gt", r"\preceq": "preceq",
    r"\preccurlyeq": "preceq", r"\succeq": "succeq", r"\succcurlyeq": "succeq", r"\prec": "prec", r"\succ": "succ",
    r"\in": "in", ":=": "eq",
}  # fmt: skip
"""The sign of a relation and its name."""

CONNECTIVES = frozenset({
    "&and", "&each", "&else", "&false", "&if", "&or", "&true", ":", ";", r"\Leftarrow", r"\Leftrightarrow", r"\Longleftarrow", r"\Longleftrightarrow",
    r"\Longrightarrow", r"\Rightarrow", r"\colon", r"\exists", r"\forall", r"\iff", r"\impliedby", r"\implies",
    r"\land", r"\lor", r"\mapsto", r"\mbox", r"\mid", r"\quad", r"\text", r"\textrm", r"\to", r"\vee", r"\wedge",
})  # fmt: skip
"""What ends a term because a statement goes on; &if, &and and &or stand for words in \\text."""

CLOSING = frozenset({
    "&", ")", ",", ".", r"\\", r"\end", r"\rVert", r"\rangle", r"\rbrace", r"\rbrack", r"\rvert", r"\}", "]", "}",
})  # fmt: skip
"""What ends a term because a bracket, cell or list does."""

BARS = {"|": "|", r"\vert": "|", r"\|": r"\|", r"\Vert": r"\|"}
"""Bars and the bar that closes them."""

CIRCLES = {r"\odot": "hadamard", r"\circ": "hadamard", r"\otimes": "kron", r"\oslash": "hadamard_quotient"}

UNREADABLE = {
    r"\approx": "an approximation is no claim that can be proved; state the error bound",
    r"\sim": "'~' has no exact meaning here",
    r"\simeq": "it has no exact meaning here",
    r"\propto": "write the constant",
    r"\equiv": "write = for an identity",
    r"\coloneqq": "write = ",
    r"\triangleq": "write =",
    r"\ll": "write an inequality",
    r"\gg": "write an inequality",
    r"\not": r"write \ne",
    r"\pm": "state the two cases",
    r"\mp": "state the two cases",
    r"\subseteq": "sets cannot be said",
    r"\subset": "sets cannot be said",
    r"\cup": "sets cannot be said",
    r"\cap": "sets cannot be said",
    r"\notin": "sets cannot be said",
    r"\perp": r"write the inner product, x^\top y = 0",
    r"\parallel": "write the multiple",
    r"\oplus": "it has no meaning here",
    r"\ldots": "write all terms out",
    r"\dots": "write all terms out",
    r"\cdots": "write all terms out",
    r"\vdots": "write all entries out",
    r"\ddots": "write all entries out",
    r"\dotsc": "write all terms out",
    r"\dotsb": "write all terms out",
    r"\bigg": "a delimiter should follow",
    "*": r"write \cdot, \odot for the entrywise product, or nothing",
    r"\ast": r"write \cdot, or \odot for the entrywise product",
    "!": "factorials cannot be said",
    "?": "it has no meaning here",
    '"': "it has no meaning here",
    "@": "write the product side by side",
    "#": "it has no meaning here",
    "$": "a dollar inside a formula; check where the formula ends",
    r"\$": "it has no meaning here",
    r"\%": "it has no meaning here",
    r"\&": "it has no meaning here",
    r"\#": "it has no meaning here",
    "`": "it has no meaning here",
}  # fmt: skip
"""Signs without a meaning here, and what to write."""

AMBIGUOUS = {"exp": "\\odot", "log": "\\odot", "sqrt": "\\odot"}
"""Functions that on a square matrix could be entrywise or a function of the matrix; the subscript says entrywise."""

WORDS = {
    "and": "&and", "or": "&or", "if": "&if", "when": "&if", "whenever": "&if", "for": "&if", "where": "&if", "provided": "&if",
    "with": "&if", "then": r"\implies", "implies": r"\implies", "iff": r"\iff", "ifandonlyif": r"\iff", "providedthat": "&if",
    "forall": r"\forall", "forevery": r"\forall", "foreach": r"\forall", "forany": r"\forall",
    "otherwise": "&else", "else": "&else", "true": "&true", "false": "&false",
    "ineveryentry": "&each", "entrywise": "&each", "elementwise": "&each", "componentwise": "&each",
}  # fmt: skip
"""Words in `\\text{…}` that join statements, without blanks; none of them is a name."""
