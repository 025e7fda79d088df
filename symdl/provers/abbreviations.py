"""Names for the terms that a long proof writes out again and again.

A membership in an ideal repeats the same pseudoinverses hundreds of times. The rule ``let`` names a term once, and the
checker reads it once. The distinct terms of a proof are a graph, in which a term is named when the uses of its name
and its one definition are shorter than writing it out each time. Terms below a binder are left alone, since a
bound symbol may share its name with one outside.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from symdl.provers.state import Proof

Json = Any
Key = tuple[Any, ...]
Names = Mapping[int, tuple[Key, str]]
"""Terms and their names by the identity of the term."""

LONG = 20_000
"""Letters of a proof from which on terms are named."""
PLAIN = frozenset(
    {
        "add", "mul", "matmul", "hadamard", "kron", "transpose", "inverse", "pinv", "sqrtm", "expm", "matrix_power", "trace",
        "det", "inner", "norm", "rank", "pow", "vec", "diag",
    }
)  # fmt: skip
"""Operators without binders, whose arguments are terms; an exponent is a number."""
RELATIONS = frozenset({"eq", "ne", "le", "lt", "psd", "pd", "and", "or"})
USE = len('["sym","t10"],')
"""Letters of a name where it is used."""


def abbreviated(proof: Proof, symbols: Sequence[str]) -> Proof:
    """A long proof with names for the terms in these symbols that it repeats; a short one as it stands.

    Args:
        proof: a proof of a claim, at its root.
        symbols: the names of the symbols of the claim.
    """
    text = json.dumps(proof)
    if len(text) < LONG or proof["rule"] == "sizes":
        return proof
    table = Table(frozenset(symbols))
    keyed = _mapped(proof, table.key)
    taken = set(_texts(proof)) | set(symbols)
    names = (name for k in count(1) if (name := f"t{k}") not in taken)
    chosen = {id(key): (key, next(names)) for key in table.worth_naming()}
    if not chosen:
        return proof
    definitions = [[name, [_written(part, chosen) for part in key]] for key, name in chosen.values()]
    return {"rule": "let", "terms": definitions, "then": _mapped(keyed, lambda key: _written(key, chosen))}


class Table:
    """The distinct terms of a proof.

    Attributes:
        uses: how often each stands in another distinct term, or in the proof itself.
    """

    def __init__(self, symbols: frozenset[str]) -> None:
        self.symbols = symbols
        self.keys: dict[Key, Key] = {}
        self.closed: dict[int, bool] = {}
        self.uses: Counter[int] = Counter()

    def key(self, form: Json) -> Any:
        """A form as nested tuples, equal ones as one object, counted as used once more."""
        key = self._interned(form)
        self.uses[id(key)] += 1
        return key

    def _interned(self, form: Json) -> Any:
        if not isinstance(form, list) or not form or form[0] not in PLAIN | RELATIONS:
            return _frozen(form)
        parts = [self._interned(part) for part in form[1:]]
        key = self.keys.setdefault((form[0], *parts), (form[0], *parts))
        if id(key) not in self.closed:
            self.closed[id(key)] = all(map(self._is_closed, parts))
            self.uses.update(id(part) for part in parts if id(part) in self.closed)
        return key

    def _is_closed(self, part: Any) -> bool:
        """Whether a term is made of the symbols of the claim and of constants."""
        if isinstance(part, tuple) and part and part[0] not in ("num", "identity", "zeros"):
            return self.closed.get(id(part), False) or (part[0] == "sym" and part[1] in self.symbols)
        return True

    def worth_naming(self) -> Iterator[Key]:
        """Terms that names make the proof shorter for, each after those it is made of."""
        lengths: dict[int, int] = {}
        for key in self.keys.values():
            length = sum(lengths.get(id(part)) or len(json.dumps(part)) + 1 for part in key)
            uses, lengths[id(key)] = self.uses[id(key)], length
            if key[0] in PLAIN and self.closed[id(key)] and (uses - 1) * length > (uses + 2) * USE:
                lengths[id(key)] = USE
                yield key


def _frozen(form: Json) -> Any:
    return tuple(map(_frozen, form)) if isinstance(form, list) else form


def _written(key: Any, chosen: Names) -> Json:
    """A form with names for the terms chosen."""
    if id(key) in chosen:
        return ["sym", chosen[id(key)][1]]
    return [_written(part, chosen) for part in key] if isinstance(key, tuple) else key


def _mapped(proof: Proof, change: Any) -> Proof:
    """The proof with its terms and relations changed; what belongs to other rules stays."""
    new = dict(proof)
    for field in ("then", "proof"):
        if isinstance(new.get(field), dict):
            new[field] = _mapped(new[field], change)
    for field in ("branches", "premises"):
        if field in new:
            new[field] = [_mapped(part, change) for part in new[field]]
    if "terms" in new:
        new["terms"] = [change(term) for term in new["terms"]]
    if "relation" in new:
        new["relation"] = change(new["relation"])
    if "cofactors" in new:
        new["cofactors"] = [[change(left), place, *map(change, right)] for left, place, *right in new["cofactors"]]
    return new


def _texts(form: Json) -> Iterator[str]:
    """Every text in a document."""
    pending = [form]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict | list):
            pending.extend(part.values() if isinstance(part, dict) else part)
