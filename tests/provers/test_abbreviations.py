"""Names for repeated terms: the same proof, shorter."""

import json

import pytest

from symdl import equal, matrix, pinv, verify
from symdl.check import check_certificate
from symdl.provers import abbreviations
from symdl.provers.abbreviations import abbreviated


def sym(name):
    return ["sym", name]


TERM = ["pinv", ["matmul", sym("A"), ["add", sym("B"), ["mul", ["num", "-1"], sym("A")]], sym("B")]]


def proof_of(*terms):
    return {"rule": "combination", "cofactors": [[term, 0, TERM] for term in terms]}


def written_out(form, names):
    """A form with the terms in the place of their names."""
    if isinstance(form, dict):
        return {key: written_out(part, names) for key, part in form.items()}
    if isinstance(form, list):
        if form[:1] == ["sym"] and form[1] in names:
            return names[form[1]]
        return [written_out(part, names) for part in form]
    return form


@pytest.fixture(autouse=True)
def _short_proofs_too(monkeypatch):
    monkeypatch.setattr(abbreviations, "LONG", 0)


def test_names_are_written_out_to_the_same_proof():
    proof = proof_of(*[["matmul", TERM, sym("A"), ["transpose", TERM]]] * 9)
    short = abbreviated(proof, ["A", "B"])
    names = {}
    for name, term in short["terms"]:
        names[name] = written_out(term, names)
    assert written_out(short["then"], names) == proof
    assert len(json.dumps(short)) < len(json.dumps(proof)) / 2


def test_a_name_in_use_is_not_taken():
    short = abbreviated(proof_of(*[TERM] * 20), ["A", "B", "t1"])
    assert all(name != "t1" for name, _ in short["terms"])


def test_symbols_that_the_proof_introduces_are_left_where_they_are():
    assert abbreviated(proof_of(*[TERM] * 20), ["A"]) == proof_of(*[TERM] * 20)


def test_terms_below_a_quantifier_are_left_where_they_are():
    below = ["forall", [["A", {"shape": ["n", "n"], "domain": "real"}]], ["eq", TERM, TERM]]
    proof = {"rule": "have", "relation": below, "proof": proof_of(*[TERM] * 20), "then": proof_of(TERM)}
    assert abbreviated(proof, ["A", "B"])["then"]["relation"] == below


def test_the_checker_accepts_them():
    A, B = matrix("A", "m", "n"), matrix("B", "n", "k")
    projection = A @ B @ pinv(A @ B)
    verdict = verify(equal(projection @ projection, (projection @ projection @ projection).T))
    assert verdict.certificate["proof"]["rule"] == "let"
    assert check_certificate(verdict.certificate).word == "PROVED"
