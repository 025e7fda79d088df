"""A term as NumPy source code: a function of its symbols, with shapes as declared and columns as n × 1 arrays.

A declared function f is an argument of the code, its derivatives are arguments named f_1, f_2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import count

from symdl.semantics.contraction import NoContractionError, contracted, is_structured
from symdl.semantics.fold import fold
from symdl.semantics.substitution import free_symbols, size_symbols, walk
from symdl.terms.commutation import commuted
from symdl.terms.errors import OutOfScopeError
from symdl.terms.shapes import Size, is_scalar, size_factors, size_terms
from symdl.terms.term import Application, Symbol, Term, subterms

Code = tuple[str, int]
"""Source and how tightly it binds."""
SUM, PRODUCT, SIGN, POWER, ATOM = range(5)


LEAVES = frozenset({"num", "sym", "size", "identity", "zeros", "ones"})
STRUCTURE = frozenset({"kron", "vec", "diag", "jacobian", "at"})
"""Operators that a product works into itself, so that they get no name."""


def numpy_expression(term: Term) -> str:
    """One expression in the names of the symbols and sizes.

    >>> from symdl import matrix
    >>> W, X, Y = matrix("W", "k", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n")
    >>> numpy_expression(-2 * (Y - W @ X) @ X.T)
    '-2 * (Y - W @ X) @ X.T'
    """
    return Writer().code(term)[0]


def numpy_function(term: Term, name: str, also: Iterable[Term] = ()) -> str:
    """The source of a function of all symbols and declared functions of a term; what occurs twice is computed once.

    Args:
        term: what the function returns.
        name: of the function.
        also: symbols that become arguments where only they tell a size.

    >>> from symdl import matrix, trace, identity
    >>> A = matrix("A", "n", "n")
    >>> print(numpy_function(2 * A + identity("n"), "slope"))
    def slope(A):
        n = A.shape[0]
        return 2 * A + np.eye(n)
    """
    own = free_symbols(term)
    writer = Writer({_name(symbol) for symbol in own} | {*_functions(term)} | size_symbols(term))
    lines = [f"    {shared} = {source}" for shared, source in writer.shared(term)]
    lines.append(f"    return {writer.code(term)[0]}")
    symbols, sizes = sorted(own, key=_name), sorted(writer.sizes)
    for size in sizes:
        if not any(size in symbol.shape for symbol in symbols):
            symbols = sorted([*symbols, *[s for s in sorted(also, key=_name) if size in s.shape][:1]], key=_name)
    head = [f"def {name}({', '.join([*map(_name, symbols), *_functions(term)])}):"]
    return "\n".join([*head, *(f"    {size} = {_read_off(size, symbols)}" for size in sizes), *lines])


class Writer:
    """Source of the subterms of one function.

    Attributes:
        taken: names that are in use.
        sizes: names of sizes that the source mentions.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken, self.sizes, self.memo = {*taken}, set[str](), dict[Term, Code]()

    def code(self, term: Term) -> Code:
        """The source of a term, in the names that are known."""
        own = {"matmul": self._matmul, "at": self._at, "add": self._add}
        constants = dict.fromkeys(CONSTANTS, self._constant)
        found: Code = fold(term, {**RULES, **constants, **own}, name="NumPy code", lazy=frozenset(own), memo=self.memo)
        return found

    def shared(self, term: Term) -> Iterator[tuple[str, str]]:
        """Names for what would be written twice, each after those that it needs."""
        parts = [*subterms(term)]
        uses = dict.fromkeys(parts, 0)
        uses[term] = 1
        named = set[Term]()
        for part in reversed(parts):
            if uses[part] > 1 and part.op not in LEAVES | STRUCTURE and not _is_view(part):
                named.add(part)
            for arg in part.args:
                uses[arg] += 1 if part in named else uses[part]
        numbers = count(1)
        for part in parts:
            if part in named:
                source = self.code(part)[0]
                name = next(name for k in numbers if (name := f"t{k}") not in self.taken)
                self.memo[part] = name, ATOM
                yield name, source

    def _constant(self, term: Term) -> Code:
        """A constant matrix or a size, whose names of sizes have to be read off."""
        self.sizes |= size_symbols(term)
        return CONSTANTS[term.op](term)

    def _add(self, term: Term) -> Code:
        """A sum; a matrix of ones is the number 1 beside other matrices."""
        is_beside = any(arg.op != "ones" for arg in term.args) and not is_scalar(term.shape)
        parts = [("1", ATOM) if arg.op == "ones" and is_beside else self.code(arg) for arg in term.args]
        text = _wrap(parts[0], SUM)
        for part in parts[1:]:
            inner = _wrap(part, PRODUCT)
            text += f" - {inner[1:]}" if inner.startswith("-") else f" + {inner}"
        return text, SUM

    def _matmul(self, term: Term) -> Code:
        """A product, as one contraction where a factor is structured; by a diagonal matrix rows or columns are scaled."""
        if is_structured(term.args):
            try:
                text, used = contracted(term.args, lambda part: self.code(part)[0])
            except NoContractionError:
                pass
            else:
                self.sizes |= {size for size in used if isinstance(size, str)}
                return (f"({text}).item()", ATOM) if is_scalar(term.shape) else (text, ATOM)
        text = self._chain(term.args)
        return (f"({text}).item()", ATOM) if is_scalar(term.shape) else (text, PRODUCT)

    def _chain(self, factors: tuple[Term, ...]) -> str:
        place = next((k for k, factor in enumerate(factors) if factor.op == "diag"), None)
        if place is None or len(factors) == 1:
            levels = (PRODUCT, *[POWER] * len(factors))
            return " @ ".join(_wrap(self.code(f), level) for f, level in zip(factors, levels, strict=False))
        column = _wrap(self.code(factors[place].args[0]), POWER)
        left, right = factors[:place], factors[place + 1 :]
        if not right:
            return f"({self._chain(left)}) * {column}.T"
        inner = self._chain(right)
        scaled = f"{column} * ({inner})" if len(right) > 1 else f"{column} * {_wrap(self.code(right[0]), POWER)}"
        return f"{self._chain(left)} @ ({scaled})" if left else scaled

    def _at(self, term: Term) -> Code:
        """The commutation matrix alone."""
        sizes = commuted(term)
        if sizes is None:
            raise OutOfScopeError(f"NumPy has no derivatives, so {term!r} has no code.")
        m, n = map(_size, sizes)
        self.sizes |= {size for size in sizes if isinstance(size, str)}
        return f"np.eye({m} * {n})[np.arange({m} * {n}).reshape({n}, {m}).T.ravel()]", ATOM


def _is_view(term: Term) -> bool:
    """Whether a term costs nothing: the transpose or negative of a leaf."""
    return (
        term.op in ("transpose", "mul")
        and all(arg.op in LEAVES or _is_view(arg) for arg in term.args)
        and len(term.args) < 3
    )


def _name(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.name


def _functions(term: Term) -> list[str]:
    found = {_head(t.data) for t in walk(term) if isinstance(t.data, Application)}
    return sorted(found)


def _head(application: Application) -> str:
    orders = "".join(f"_{order}" for order in application.orders) if any(application.orders) else ""
    return f"{application.function.name}{orders}"


def _read_off(size: str, symbols: Iterable[Term]) -> str:
    for symbol in symbols:
        for axis, own in enumerate(symbol.shape):
            if own == size:
                return f"{_name(symbol)}.shape[{axis}]"
    raise OutOfScopeError(f"No array tells the size {size}.")


# rules --------------------------------------------------------------------------------------------


def _wrap(code: Code, level: int) -> str:
    return code[0] if code[1] >= level else f"({code[0]})"


def _number(value: Fraction) -> Code:
    text = str(value) if value.denominator == 1 else f"{value.numerator} / {value.denominator}"
    return text, ATOM if value.denominator == 1 and value >= 0 else SIGN if value.denominator == 1 else PRODUCT


def _mul(term: Term, *parts: Code) -> Code:
    """The factors, then a division by what stands in denominators; (c A) B is c (A B), so a product needs no brackets."""
    above, below = list[str](), list[str]()
    for arg, part in zip(term.args, parts, strict=True):
        if arg.op == "pow" and part[0].startswith("1 / "):
            below.append(part[0].removeprefix("1 / "))
        else:
            above.append(_wrap(part, PRODUCT))
    sign = ""
    if len(above) > 1 and above[0] == "-1":
        sign, above = "-", above[1:]
    return sign + " * ".join(above or ["1"]) + "".join(f" / {text}" for text in below), PRODUCT


def _pow(term: Term, base: Code) -> Code:
    k = term.data
    assert isinstance(k, int)
    inner = _wrap(base, ATOM)
    if k >= 0:
        return f"{inner}**{k}", POWER
    return (f"1 / {inner}" if k == -1 else f"1 / {inner}**{-k}"), PRODUCT


def _call(head: str) -> Callable[..., Code]:
    return lambda term, *args: (f"{head}({', '.join(arg[0] for arg in args)})", ATOM)


def _size(size: Size) -> str:
    return " + ".join(" * ".join(map(str, size_factors(term))) for term in size_terms(size))


def _filled(head: str) -> Callable[[Term], Code]:
    return lambda term: (f"np.{head}(({_size(term.shape[0])}, {_size(term.shape[1])}))", ATOM)


def _array(term: Term, *entries: Code) -> Code:
    rows, columns = (int(size) for size in term.shape)
    lines = [f"[{', '.join(e[0] for e in entries[i * columns : (i + 1) * columns])}]" for i in range(rows)]
    return f"np.array([{', '.join(lines)}])", ATOM


def _block(term: Term, *parts: Code) -> Code:
    rows, columns = term.data
    lines = [f"[{', '.join(p[0] for p in parts[i * columns : (i + 1) * columns])}]" for i in range(rows)]
    return f"np.block([{', '.join(lines)}])", ATOM


def _entry(term: Term, whole: Code) -> Code:
    place = term.data
    assert isinstance(place, tuple)
    return f"{_wrap(whole, ATOM)}[{place[0]}, {place[1]}]", ATOM


CONSTANTS: dict[str, Callable[[Term], Code]] = {
    "size": lambda term: (str(term.data), ATOM),
    "identity": lambda term: (f"np.eye({_size(term.shape[0])})", ATOM),
    "zeros": _filled("zeros"),
    "ones": _filled("ones"),
}
RULES: dict[str, Callable[..., Code]] = {
    "num": lambda term: _number(term.data),
    "sym": lambda term: (_name(term), ATOM),
    "array": _array,
    "entry": _entry,
    "block": _block,
    "mul": _mul,
    "pow": _pow,
    "hadamard_power": _pow,
    "power": lambda term, base, exponent: (f"{_wrap(base, ATOM)}**{_wrap(exponent, ATOM)}", POWER),
    "matrix_power": lambda term, a, n: (f"np.linalg.matrix_power({a[0]}, {n[0]})", ATOM),
    "transpose": lambda term, a: (f"{_wrap(a, ATOM)}.T", ATOM),
    "inverse": _call("np.linalg.inv"),
    "pinv": _call("np.linalg.pinv"),
    "trace": _call("np.trace"),
    "det": _call("np.linalg.det"),
    "norm": _call("np.linalg.norm"),
    "inner": lambda term, a, b: (f"np.sum({_wrap(a, SIGN)} * {_wrap(b, SIGN)})", ATOM),
    "hadamard": lambda term, a, b: (f"{_wrap(a, SIGN)} * {_wrap(b, SIGN)}", PRODUCT),
    "kron": _call("np.kron"),
    "vec": lambda term, a: (f'{_wrap(a, ATOM)}.reshape((-1, 1), order="F")', ATOM),
    "diag": _call("np.diagflat"),
    "exp": _call("np.exp"),
    "log": _call("np.log"),
    "sqrt": _call("np.sqrt"),
    "tanh": _call("np.tanh"),
    "abs": _call("np.abs"),
    "sign": _call("np.sign"),
    "max": _call("np.maximum"),
    "min": _call("np.minimum"),
    "apply": lambda term, *args: _call(_head(term.data))(term, *args),
}
