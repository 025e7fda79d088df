"""Symbols with their values, and relations, that many tables use."""

from ..certify import (
    ONE,
    ZERO,
    X,
    Y,
    of,
)

x = {"symbols": {"x": of()}, "values": {"x": ONE}}
xy = {"symbols": {"x": of(), "y": of()}, "values": {"x": ONE, "y": ONE}}
n = {"symbols": {"n": of("natural")}, "values": {"n": ONE}}
ab = {"symbols": {"A": of(shape=(2, 2))}, "values": {"A": ["identity", 2]}}
sizes = {"symbols": {"A": of(shape=("n", "n"))}, "values": {"A": ONE}, "sizes": {"n": 1}}
f = {"functions": {"f": {"domain": [1], "codomain": 1}}}
square = {"definitions": {"f": {"parameters": [["t", of()]], "bodies": [["pow", ["sym", "t"], 2]]}}}
F = lambda term, order=0: ["apply", "f", [order], [term]]  # noqa: E731
FALSE = ["false"]
OPEN = ["exists", [["y", of()]], ["eq", ["mul", X, Y], ONE]]
EVERY = ["forall", [["y", of("positive")]], ["le", ZERO, ["sym", "y"]]]
S = ["sym", "s"]
