"""Each rule with a proof that would show something false: every one is rejected, for the reason it should be."""

import json
import sys
import time

import pytest

from symdl.check import Rejected, check_certificate

from .certify import (
    EVALUATE,
    IDENTITY,
    ONE,
    ZERO,
    A,
    N,
    X,
    Y,
    assume,
    certificate,
    combination,
    fact,
    num,
    of,
    over,
    refutation,
    rule,
    summand,
)
from .false_twins.closing import CLOSING
from .false_twins.definedness import DEFINED
from .false_twins.facts import FACTS
from .false_twins.hostile import HOSTILE
from .false_twins.instances import INSTANCE
from .false_twins.logic import LOGIC
from .false_twins.reading import READING
from .false_twins.settings import F, ab, f, n, sizes, square, x
from .false_twins.symbolic import SYMBOLIC

TABLES = {
    "symbolic": SYMBOLIC,
    "logic": LOGIC,
    "closing": CLOSING,
    "facts": FACTS,
    "definedness": DEFINED,
    "instance": INSTANCE,
    "reading": READING,
}
CASES = [pytest.param(*case, id=f"{table}: {name}") for table, cases in TABLES.items() for name, case in cases.items()]


@pytest.mark.parametrize(("document", "complaint"), CASES)
def test_a_proof_of_something_false_is_rejected(document, complaint):
    with pytest.raises(Rejected, match=complaint):
        check_certificate(json.loads(json.dumps(document)))


@pytest.mark.parametrize("proof", [IDENTITY, EVALUATE], ids=["identity", "evaluation"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_term_is_rejected_quickly(name, proof):
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    document = certificate(HOSTILE[name], proof, **x)
    sys.setrecursionlimit(limit)
    began = time.process_time()
    with pytest.raises(Rejected):
        check_certificate(document)
    assert time.process_time() - began < 20


def test_the_honest_twins_are_accepted():
    """The same helpers with proofs that are right, so that the table above rejects for what is wrong."""
    honest = [
        certificate(["eq", ["mul", X, X], num(4)], combination(cofactors=[[["add", X, num(2)], 0]]), given=[["eq", X, num(2)]], symbols={"x": of()}, values={"x": num(2)}),
        certificate(["le", ZERO, ["pow", X, 2]], combination(summand(squares=[X])), **x),
        certificate(["eq", ["mul", X, over(X)], ONE], IDENTITY, given=[["ne", X, ZERO]], **x),
        certificate(["exists", [["y", of("natural")]], ["lt", ONE, Y]], rule("witness", rule("split", branches=[EVALUATE, EVALUATE]), terms=[num(2)])),
        certificate(["le", ZERO, N], rule("induction", combination(summand(1), summand()), on="n", base=0, proof=EVALUATE), **n),
        certificate(["eq", ["abs", X], X], fact("abs_nonnegative", X, premises=[assume(0)], then=assume(1)), given=[["le", ZERO, X]], **x),
        certificate(["eq", ["gradient", ["abs", X], X], ONE], fact("sign_positive", X, premises=[assume(0)], then=combination(cofactors=[[ONE, 1]])), given=[["lt", ZERO, X]], **x),
        certificate(["eq", ["gradient", ["pow", ["abs", X], 2], X], ["mul", num(2), X]], IDENTITY, **x),
        certificate(["eq", ["gradient", ["trace", ["matmul", A, A]], A], ["mul", num(2), ["transpose", A]]], IDENTITY, **sizes),
        certificate(["eq", ["gradient", ["hadamard", X, X], X], ["mul", num(2), X]], IDENTITY, **x),
        certificate(["eq", ["gradient", ["trace", ["hadamard", A, A]], A], ["mul", num(2), ["hadamard", A, ["identity", 2]]]], IDENTITY, **ab),
        certificate(["eq", A, A], {"rule": "sizes", "cases": [{"sizes": {"n": 1}, "proof": IDENTITY}]}, **sizes),
        refutation(["eq", ["sqrt", ["pow", X, 2]], X], symbols={"x": of()}, values={"x": num(-1)}),
        refutation(["eq", ["mul", X, over(X)], ONE], symbols={"x": of()}, values={"x": ZERO}),
        refutation(["eq", F(X, 1), X], **f, **square, **x),
        certificate(["eq", ["zeros", 0, 3], ["ones", 0, 3]], EVALUATE),
    ]  # fmt: skip
    words = [check_certificate(json.loads(json.dumps(document))).word for document in honest]
    assert words == [document["verdict"] for document in honest]


@pytest.mark.parametrize("proof", [IDENTITY, EVALUATE], ids=["identity", "evaluation"])
@pytest.mark.parametrize(("i", "j"), [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_an_entry_off_the_diagonal_of_the_identity_is_zero(i, j, proof):
    def shown(value):
        return check_certificate(certificate(["eq", ["entry", ["identity", 2], i, j], num(value)], proof))

    assert shown(int(i == j)).word == "PROVED"
    with pytest.raises(Rejected):
        shown(int(i != j))
