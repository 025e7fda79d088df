"""A damaged certificate is rejected, or what it says is true: re-evaluated by code the checker does not share."""

import json
import random
from fractions import Fraction
from pathlib import Path

import pytest

from symdl.algebra.budget import Budget
from symdl.check import Rejected, check_certificate
from symdl.claims.claim import Claim
from symdl.claims.instance import Definition, Instance
from symdl.provers.certificates import at_instance
from symdl.provers.closed import is_closed, truth
from symdl.provers.counting import agrees, proposal
from symdl.provers.layers import depths, written_out
from symdl.report.document import CertificateDocument
from symdl.semantics.json import Scope, from_json
from symdl.semantics.layers import has_layers
from symdl.terms.errors import SymdlError
from symdl.terms.operators import array
from symdl.terms.relation import implies
from symdl.terms.shapes import resolved_size
from symdl.terms.term import number

from .mutants import exchanged, mutants

FOLDER = Path(__file__).parent / "certificates"
CORPUS = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
EXPECTED = {name: document.pop("judgement") for name, document in CORPUS.items()}
MUTANTS = 500
"""Drawn for each certificate."""
SAMPLES = 12
"""Instances on which a claim that was changed and is still PROVED is evaluated."""
VALUES = {
    "real": "-2 -1 0 1 2 1/2",
    "positive": "1 2 1/3",
    "nonnegative": "0 1 1/2 3",
    "integer": "-2 -1 0 1 3",
    "natural": "0 1 2 4",
    "complex": "-2 -1 0 1 2 1/2",
}


def shown(document):
    """The judgement as data; None when the certificate is rejected."""
    try:
        judgement = check_certificate(document)
    except Rejected:
        return None
    return [judgement.word, judgement.scope, list(judgement.trust), judgement.claim_hash]


@pytest.mark.parametrize("name", CORPUS)
def test_certificates_keep_their_judgement(name):
    assert shown(CORPUS[name]) == EXPECTED[name]


def given(document):
    """The instance of a certificate as terms."""
    instance = document["instance"]
    definitions = {}
    for name, form in instance["functions"].items():
        scope = Scope(dict(form["parameters"]), {})
        parameters = tuple(scope.symbols[key] for key, _ in form["parameters"])
        definitions[name] = Definition(parameters, tuple(from_json(body, scope) for body in form["bodies"]))
    empty = Scope({}, {})
    return Instance(instance["sizes"], {k: from_json(v, empty) for k, v in instance["values"].items()}, definitions)


def drawn(claim, sizes, draw):
    """A random instance of a claim without functions."""

    def value(symbol):
        rows, columns = (resolved_size(size, sizes) for size in symbol.shape)
        entries = [
            [number(Fraction(draw.choice(VALUES[symbol.data.domain].split()))) for _ in range(columns)]
            for _ in range(rows)
        ]
        return entries[0][0] if (rows, columns) == (1, 1) else array(entries)

    return Instance(sizes, {symbol.data.name: value(symbol) for symbol in claim.symbols})


def said(claim, instance, relation):
    closed = at_instance(claim, instance, relation)
    if closed.op == "count":
        return counted(closed)
    return truth(closed) if is_closed(closed) else None


def counted(relation):
    """What engines that share no code with the checker say of a number of solutions."""
    try:
        found = proposal(relation, Budget(5_000_000, 5.0))
    except SymdlError:
        return None
    return None if found is None else agrees(relation, found.number)


def is_false(document, judgement):
    """Whether independent evaluation contradicts a judgement on a claim that was changed."""
    read = CertificateDocument(document)
    claim = Claim(name="mutant", build=lambda: implies(list(read.hypotheses), read.goal))
    if judgement[0] == "REFUTED":
        instance = given(document)
        broken = [said(claim, instance, hypothesis) is False for hypothesis in read.hypotheses]
        return any(broken) or said(claim, instance, read.goal) is True
    draw = random.Random(judgement[3])
    if has_layers(*claim.hypotheses, claim.goal):
        at_depths = [written_out(claim, numbers) for numbers in depths(claim)[:4]]
        return any(is_false_somewhere(fixed, [{"sizes": {}}], draw) for fixed in at_depths)
    cases = document["proof"]["cases"] if document["proof"]["rule"] == "sizes" else [{"sizes": {}}]
    return is_false_somewhere(claim, cases, draw, 0 if read.claim["functions"] else SAMPLES)


def is_false_somewhere(claim, cases, draw, samples=SAMPLES):
    """Whether a claim fails at a random instance."""
    for k in range(samples):
        fixed = cases[k % len(cases)]["sizes"]
        instance = drawn(claim, {name: fixed.get(name, draw.choice((1, 2))) for name in claim.sizes}, draw)
        holds = all(said(claim, instance, hypothesis) for hypothesis in claim.hypotheses)
        if holds and said(claim, instance, claim.goal) is False:
            return True
    return False


def verdicts(name, number, counts):
    """Judge the mutants of a certificate; every wrong one by what was done to it."""
    document, wrong = CORPUS[name], []
    others = random.Random(name).sample(sorted(CORPUS), 3)
    swapped = [pair for other in others if other != name for pair in exchanged(document, CORPUS[other])]
    for done, mutant in [*mutants(document, number, seed=name), *swapped]:
        counts["mutants"] = counts.get("mutants", 0) + 1
        judgement = shown(mutant)
        is_same_claim = mutant.get("claim_hash") == document["claim_hash"]
        if judgement is None:
            kind = "rejected"
        elif is_same_claim:
            kind = "accepted with another witness" if judgement[0] == EXPECTED[name][0] else "wrong"
        else:
            try:
                kind = "wrong" if is_false(mutant, judgement) else "accepted for another true claim"
            except SymdlError:
                kind = "accepted for a claim symdl does not read"
        counts[kind] = counts.get(kind, 0) + 1
        if kind == "wrong":
            wrong.append((done, judgement))
    return wrong


@pytest.mark.parametrize("name", sorted(CORPUS)[::8])
def test_a_few_damaged_certificates_show_nothing_false(name):
    assert verdicts(name, 40, {}) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", CORPUS)
def test_damaged_certificates_show_nothing_false(name, counts):
    numbers = counts.setdefault("mutation battery", {"certificates": 0, "mutants": 0, "rejected": 0, "wrong": 0})
    numbers["certificates"] += 1
    assert verdicts(name, MUTANTS, numbers) == []
