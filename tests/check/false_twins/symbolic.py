"""Terms at symbolic sizes."""

from ..certify import (
    IDENTITY,
    ONE,
    ZERO,
    X,
    Y,
    assume,
    at,
    certificate,
    have,
    of,
)

POINT, COLUMN, WEIGHTS = of(shape=("n", "n")), of(shape=("n*n", 1)), ["sym", "w"]
OF_VEC = ["gradient", ["apply", "f", [0], [["vec", X]]], X]
OUTER = ["pinv", ["matmul", ["vec", X], ["transpose", ["vec", X]]]]
LONG = ["vec", ["pinv", ["kron", ["vec", X], ["transpose", X]]]]
TURNED = ["eq", ["inner", LONG, ["kron", Y, WEIGHTS]], ["inner", LONG, ["kron", WEIGHTS, Y]]]
ALONG = ["pow", ["norm", ["matmul", ["transpose", WEIGHTS], X]], 2]
SYMBOLIC = {
    "a sum over no index": (
        certificate(
            ["lt", ZERO, ["matmul", ["ones", 1, "0*n"], ["ones", "0*n", 1]]], {"rule": "signs"}, sizes={"n": 1}
        ),
        "the signs do not tell",
    ),
    "the two labels of an index exchanged": (
        certificate(
            ["eq", OF_VEC, ["transpose", OF_VEC]],
            IDENTITY,
            symbols={"x": POINT},
            values={"x": ONE},
            sizes={"n": 1},
            functions={"f": {"domain": ["n*n"], "codomain": 1}},
            definitions={"f": {"parameters": [["t", of()]], "bodies": [["sym", "t"]]}},
        ),
        "identity does not hold",
    ),
    "a matrix with the entries of a symmetric one of another shape": (
        certificate(
            TURNED,
            have(TURNED, IDENTITY, have(["eq", OUTER, ["transpose", OUTER]], IDENTITY, assume(0))),
            symbols={"x": POINT, "y": COLUMN, "w": COLUMN},
            values={"x": ONE, "y": ONE, "w": ONE},
            sizes={"n": 1},
        ),
        "identity does not hold",
    ),
    "the second derivative of a square where its root is 0": (
        certificate(
            ["eq", at(["hessian", ALONG, X], "x", ["zeros", "n", 1], of(shape=("n", 1))), ["zeros", "n", "n"]],
            IDENTITY,
            symbols={"x": of(shape=("n", 1)), "w": of(shape=("n", 1))},
            values={"x": ONE, "w": ONE},
            sizes={"n": 1},
        ),
        "identity does not hold",
    ),
}
