"""Terms and relations as one line of plain text, for terminals and error messages."""

from typing import Any

from symdl.semantics.substitution import at_parts
from symdl.terms.commutation import commuted
from symdl.terms.layers import Position, ends
from symdl.terms.ranks import Architecture
from symdl.terms.relation import CRITICAL, FIELDS, Relation
from symdl.terms.term import Term

SUM, PRODUCT, POWER, ATOM = range(4)

Piece = tuple[str, int]

LONGEST = 2000


def to_text(term: Term) -> str:
    """The term in one line; a very large term is cut with an ellipsis."""
    if term.size > LONGEST:
        return f"a term of {term.size} nodes ({term.op} …)"
    memo: dict[Term, Piece] = {}
    stack = [term]
    while stack:
        current = stack[-1]
        waiting = [arg for arg in current.args if arg not in memo]
        if waiting:
            stack.extend(waiting)
        else:
            memo.setdefault(current, _piece(current, [memo[arg] for arg in current.args]))
            stack.pop()
    return memo[term][0]


def _wrap(piece: Piece, level: int) -> str:
    return piece[0] if piece[1] >= level else f"({piece[0]})"


def _piece(term: Term, args: list[Piece]) -> Piece:
    data: Any = term.data
    match term.op:
        case "num":
            text = str(data)
            return text, ATOM if text.isdigit() else (PRODUCT if data > 0 else SUM)
        case "sym":
            return data.name, ATOM
        case "size":
            return str(data), ATOM
        case "root":
            return f"root of {list(map(str, data[0]))} in [{data[1]}, {data[2]}]", ATOM
        case "identity":
            return f"I_{data}", ATOM
        case "zeros" | "ones":
            return f"{'0' if term.op == 'zeros' else '1'}_{{{term.shape[0]}×{term.shape[1]}}}", ATOM
        case "add":
            text = args[0][0]
            for piece in args[1:]:
                text += f" - {piece[0][1:]}" if piece[0].startswith("-") else f" + {piece[0]}"
            return text, SUM
        case "mul":
            if term.args[0].op == "num" and term.args[0].data == -1:
                return "-" + "*".join(_wrap(a, POWER) for a in args[1:]), SUM
            head = args[0][0] if term.args[0].op == "num" else _wrap(args[0], POWER)
            return "*".join([head, *(_wrap(a, POWER) for a in args[1:])]), SUM if head.startswith("-") else PRODUCT
        case "matmul":
            return "@".join(_wrap(a, POWER) for a in args), PRODUCT
        case "pow":
            return f"{_wrap(args[0], ATOM)}^{data}" if data >= 0 else f"{_wrap(args[0], ATOM)}^({data})", POWER
        case "hadamard_power":
            return f"{_wrap(args[0], ATOM)}^∘{data}" if data >= 0 else f"{_wrap(args[0], ATOM)}^∘({data})", POWER
        case "power" | "matrix_power":
            return f"{_wrap(args[0], ATOM)}^{_wrap(args[1], ATOM)}", POWER
        case "transpose":
            return f"{_wrap(args[0], ATOM)}{'ᴴ' if term.is_complex else 'ᵀ'}", ATOM
        case "inverse":
            return f"{_wrap(args[0], ATOM)}⁻¹", ATOM
        case "pinv":
            return f"{_wrap(args[0], ATOM)}⁺", ATOM
        case "sqrtm":
            return f"{_wrap(args[0], ATOM)}^(1/2)", ATOM
        case "norm" | "abs":
            bar = "‖" if term.op == "norm" else "|"
            return f"{bar}{args[0][0]}{bar}", ATOM
        case "inner":
            return f"⟨{args[0][0]}, {args[1][0]}⟩", ATOM
        case "entry":
            row, column = data
            where = f"{row + 1}" if term.args[0].shape[1] == 1 else f"{row + 1},{column + 1}"
            return f"{_wrap(args[0], ATOM)}[{where}]", ATOM
        case "array":
            return f"[{', '.join(a[0] for a in args)}]_{term.shape[0]}×{term.shape[1]}", ATOM
        case "block":
            rows = [", ".join(a[0] for a in args[i * data[1] : (i + 1) * data[1]]) for i in range(data[0])]
            return f"[{'; '.join(rows)}]", ATOM
        case "apply":
            primes = (
                "'" * data.orders[0]
                if len(data.orders) == 1
                else "".join(f"_{k}" for k in data.orders if any(data.orders))
            )
            return f"{data.function.name}{primes}({', '.join(a[0] for a in args)})", ATOM
        case "chain":
            last, before = ends(term)
            first = before.plus(Position((), 1))
            return (
                (f"{data.name}[{last}]", ATOM)
                if last == first
                else (f"{data.name}[{last}]⋯{data.name}[{first}]", PRODUCT)
            )
        case "iterate":
            step = f"({data.name} ↦ {args[2][0]})^∘{_wrap(args[1], ATOM)}"
            return f"{step}({args[0][0]})", ATOM
        case "sum":
            return f"Σ_{{{data.name}={args[0][0]}}}^{{{args[1][0]}}} {_wrap(args[2], PRODUCT)}", PRODUCT
        case "gradient" | "hessian" | "jacobian":
            symbol = {"gradient": "∇", "hessian": "∇²", "jacobian": "D"}[term.op]
            return f"{symbol}_{args[1][0]} {_wrap(args[0], ATOM)}", PRODUCT
        case "generic_rank":
            return f"rank almost everywhere of {_wrap((to_text(data), PRODUCT), ATOM)}", PRODUCT
        case "network_rank":
            return _network(data), ATOM
        case "at" if sizes := commuted(term):
            return f"K_{sizes[0]}_{sizes[1]}", ATOM
        case "at":
            _, keys, values = at_parts(term)
            pairs = ", ".join(f"{to_text(k)}:={to_text(v)}" for k, v in zip(keys, values, strict=True))
            return f"[{args[0][0]}]_{{{pairs}}}", ATOM
    return f"{term.op}({', '.join(a[0] for a in args)})", ATOM


def _network(data: Architecture) -> str:
    widths = " → ".join(map(str, data.widths))
    layers = dict.fromkeys(", ".join(map(str, a)) for a in data.activations)
    activation = f"; σ: {' | '.join(layers)}" if layers else ""
    where = "" if data.inputs is None else f"; at {len(data.inputs)} inputs"
    return f"dimension[{widths}{activation}{'; biases' if data.bias else ''}{where}]"


SIGNS = {"eq": "=", "ne": "≠", "le": "≤", "lt": "<", "iff": "⟺"}


def relation_to_text(relation: Relation) -> str:
    """The relation in one line."""
    args = [relation_to_text(a) if isinstance(a, Relation) else to_text(a) for a in relation.args]
    bound = ", ".join(map(repr, relation.bound))
    match relation.op:
        case "eq" | "ne" | "le" | "lt":
            return f"{args[0]} {SIGNS[relation.op]} {args[1]}"
        case "each_ne" | "each_le" | "each_lt":
            return f"{args[0]} {SIGNS[relation.op.removeprefix('each_')]} {args[1]} in every entry"
        case "psd":
            return f"{args[0]} ⪰ 0"
        case "pd":
            return f"{args[0]} ≻ 0"
        case "and" | "or":
            return (" and " if relation.op == "and" else " or ").join(
                _bracketed(a, r) for a, r in zip(args, relation.args, strict=True)
            )
        case "implies":
            return f"{', '.join(args[:-1])} ⟹ {args[-1]}"
        case "iff":
            return " ⟺ ".join(_bracketed(a, r) for a, r in zip(args, relation.args, strict=True))
        case "forall":
            return f"for all {bound}: {args[0]}"
        case "exists":
            return f"there is {bound}: {args[0]}"
        case "minimises":
            return f"{args[1]} minimises {bound} ↦ {args[0]}"
        case "count":
            return _count_to_text(relation)
    return relation.op


def _count_to_text(relation: Relation) -> str:
    field, comparison, value = relation.data or ("", "eq", 0)
    number = "infinitely many" if value == "infinite" else str(value)
    number = {"eq": "", "ne": "not ", "le": "at most ", "gt": "more than "}[comparison] + number
    names = ", ".join(to_text(symbol) for symbol in relation.bound)
    if field in CRITICAL:
        return f"{number} {CRITICAL[field]} in {names} of {to_text(relation.args[0])}"
    equations = ", ".join(f"{to_text(p)} = 0" for p in relation.args)
    return f"{number} {FIELDS[field]} solutions in {names}: {equations}"


def _bracketed(text: str, relation: Relation) -> str:
    return text if relation.is_atomic else f"({text})"
