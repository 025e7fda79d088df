"""A term as NumPy source code: a function of its symbols, with shapes as declared and columns as n × 1 arrays.

A declared function f is an argument of the code, its derivatives are arguments named f_1, f_2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from symdl.semantics.fold import fold
from symdl.semantics.substitution import free_symbols, size_symbols, walk
from symdl.terms.errors import OutOfScopeError
from symdl.terms.shapes import Size, is_scalar, size_factors
from symdl.terms.term import Application, Symbol, Term

Code = tuple[str, int]
"""Source and how tightly it binds."""
SUM, PRODUCT, SIGN, POWER, ATOM = range(5)


def numpy_expression(term: Term) -> str:
    """One expression in the names of the symbols and sizes.

    >>> from symdl import matrix
    >>> W, X, Y = matrix("W", "k", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n")
    >>> numpy_expression(-2 * (Y - W @ X) @ X.T)
    '-2 * (Y - W @ X) @ X.T'
    """
    return str(fold(term, RULES, name="NumPy code", lazy=frozenset())[0])


def numpy_function(term: Term, name: str) -> str:
    """The source of a function of all symbols and declared functions of a term.

    >>> from symdl import matrix, trace, identity
    >>> A = matrix("A", "n", "n")
    >>> print(numpy_function(2 * A + identity("n"), "slope"))
    def slope(A):
        n = A.shape[0]
        return 2 * A + np.eye(n)
    """
    symbols = sorted(free_symbols(term), key=_name)
    lines = [f"def {name}({', '.join([*map(_name, symbols), *_functions(term)])}):"]
    lines += [f"    {size} = {_read_off(size, symbols)}" for size in sorted(_sizes_used(term))]
    return "\n".join([*lines, f"    return {numpy_expression(term)}"])


def _name(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.name


def _functions(term: Term) -> list[str]:
    found = {_head(t.data) for t in walk(term) if isinstance(t.data, Application)}
    return sorted(found)


def _head(application: Application) -> str:
    orders = "".join(f"_{order}" for order in application.orders) if any(application.orders) else ""
    return f"{application.function.name}{orders}"


def _sizes_used(term: Term) -> set[str]:
    used = [t for t in walk(term) if t.op in ("identity", "zeros", "ones", "size")]
    return set(size_symbols(*used)) if used else set()


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


def _add(term: Term, *parts: Code) -> Code:
    text = _wrap(parts[0], SUM)
    for part in parts[1:]:
        inner = _wrap(part, PRODUCT)
        text += f" - {inner[1:]}" if inner.startswith("-") else f" + {inner}"
    return text, SUM


def _mul(term: Term, *parts: Code) -> Code:
    """The factors, then a division by what stands in denominators; (c A) B is c (A B), so a product needs no brackets."""
    above, below = list[str](), list[str]()
    for arg, part in zip(term.args, parts, strict=True):
        if arg.op == "pow" and arg.data < 0:
            below.append(part[0].removeprefix("1 / "))
        else:
            above.append(_wrap(part, PRODUCT))
    sign = ""
    if len(above) > 1 and above[0] == "-1":
        sign, above = "-", above[1:]
    return sign + " * ".join(above or ["1"]) + "".join(f" / {text}" for text in below), PRODUCT


def _matmul(term: Term, *parts: Code) -> Code:
    """A product; by a diagonal matrix the rows or columns are scaled instead."""
    text = _chain(list(zip(term.args, parts, strict=True)))
    return (f"({text}).item()", ATOM) if is_scalar(term.shape) else (text, PRODUCT)


def _chain(factors: list[tuple[Term, Code]]) -> str:
    place = next((k for k, (factor, _) in enumerate(factors) if factor.op == "diag"), None)
    if place is None or len(factors) == 1:
        return " @ ".join(_wrap(part, POWER) for _, part in factors)
    column = _wrap(fold(factors[place][0].args[0], RULES, name="NumPy code", lazy=frozenset()), POWER)
    left, right = factors[:place], factors[place + 1 :]
    if not right:
        return f"({_chain(left)}) * {column}.T"
    inner = _chain(right)
    scaled = f"{column} * ({inner})" if len(right) > 1 else f"{column} * {_wrap(right[0][1], POWER)}"
    return f"{_chain(left)} @ ({scaled})" if left else scaled


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
    return " * ".join(map(str, size_factors(size)))


def _filled(head: str) -> Callable[[Term], Code]:
    return lambda term: (f"np.{head}(({_size(term.shape[0])}, {_size(term.shape[1])}))", ATOM)


def _array(term: Term, *entries: Code) -> Code:
    rows, columns = (int(size) for size in term.shape)
    lines = [f"[{', '.join(e[0] for e in entries[i * columns : (i + 1) * columns])}]" for i in range(rows)]
    return f"np.array([{', '.join(lines)}])", ATOM


def _entry(term: Term, whole: Code) -> Code:
    place = term.data
    assert isinstance(place, tuple)
    return f"{_wrap(whole, ATOM)}[{place[0]}, {place[1]}]", ATOM


RULES: dict[str, Callable[..., Code]] = {
    "num": lambda term: _number(term.data),
    "sym": lambda term: (_name(term), ATOM),
    "size": lambda term: (str(term.data), ATOM),
    "identity": lambda term: (f"np.eye({_size(term.shape[0])})", ATOM),
    "zeros": _filled("zeros"),
    "ones": _filled("ones"),
    "array": _array,
    "entry": _entry,
    "add": _add,
    "mul": _mul,
    "matmul": _matmul,
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
