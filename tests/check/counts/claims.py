"""Numbers of solutions as certificates, bent for what they must not show."""

import json
from pathlib import Path

import pytest

from symdl.check import Rejected, check_certificate

from ..certify import certificate, num, of

FOLDER = Path(__file__).parents[1] / "certificates"
X, Y, Z = (["sym", name] for name in "xyz")


def power(term, k):
    return ["pow", term, k]


def plus(*terms):
    return ["add", *terms]


def times(*terms):
    return ["mul", *terms]


def minus(a, b):
    return plus(a, times(num(-1), b))


def goal(figure, equations, unknowns="xy", domain="real"):
    return ["count", figure, [[name, of(domain)] for name in unknowns], ["array", len(equations), 1, equations]]


def shown(figure, equations, unknowns="xy", verdict="PROVED", **rule):
    document = certificate(goal(figure, equations, unknowns), {"rule": "count", **rule}, verdict=verdict)
    return check_certificate(document).word


def is_rejected(figure, equations, unknowns="xy", word=None, **rule):
    with pytest.raises(Rejected, match=word):
        shown(figure, equations, unknowns, **rule)


BEZOUT = {"by": "bezout"}
CONICS = [plus(power(X, 2), power(Y, 2), num(-5)), plus(times(X, Y), num(-2))]
LINE_AND_POINTS = [times(X, minus(X, num(1))), times(X, minus(Y, num(2)), minus(Y, num(3)))]
"""The line x = 0 and two isolated points."""
TWICE = [minus(X, num(1)), minus(X, num(1))]
"""A line."""


def listed(form, q, w, v, **more):
    text = [[str(c) for c in p] for p in (q, w, *v)]
    zeros = {key: [[str(c) for c in p] for p in value] for key, value in more.items()}
    return {"form": [str(c) for c in form], "q": text[0], "w": text[1], "v": text[2:], **zeros}


def on_line(number):
    """Points (0, 1), …, (0, number), through y."""
    q = [1]
    for root in range(1, number + 1):
        q = [a - root * b for a, b in zip([0, *q], [*q, 0], strict=True)]
    return listed((0, 1), q, [1], [[], [0, 1]], zeros=[q, [1]])


def corpus(name):
    return json.loads((FOLDER / f"{name}.json").read_text())


CORPUS_POINTS = corpus("count_conics_by_parametrisation")["proof"]["points"]


def bent(name, **changes):
    """A sample certificate with some of its proof replaced."""
    document = corpus(name)
    document.pop("judgement")
    proof = document["proof"]
    for path, value in changes.items():
        *above, key = path.split("__")
        place = proof
        for part in above:
            place = place[int(part) if part.isdigit() else part]
        place[int(key) if key.isdigit() else key] = value(place) if callable(value) else value
    return document


def rejects(document, word=None):
    with pytest.raises(Rejected, match=word):
        check_certificate(document)


def stairs(*steps, first=()):
    return {"by": "staircase", "first": list(first), "steps": list(steps)}


def disc(center, radius, inverse):
    text = [[str(a), str(b)] for a, b in center]
    return {"center": text, "radius": str(radius), "inverse": [[[str(a), str(b)] for a, b in row] for row in inverse]}


def discs(*found, precision=10, scale=10):
    return {"precision": precision, "scale": scale, "discs": list(found)}


def curve(b, *a):
    return {"by": "curve", "b": [str(c) for c in b], "a": [[str(c) for c in p] for p in a]}
