"""Certificates written by hand: short names for terms and rules."""

from symdl.check import claim_digest

EVALUATE = {"rule": "evaluate"}
IDENTITY = {"rule": "combination"}
ZERO, ONE = ["num", "0"], ["num", "1"]
X, Y, N, M, A = (["sym", name] for name in "xynmA")
INDEX = ["sym", "i"]


def num(value):
    return ["num", str(value)]


def neg(term):
    return ["mul", num(-1), term]


def over(term):
    return ["pow", term, -1]


def of(domain="real", shape=(1, 1)):
    """A declaration."""
    return {"shape": list(shape), "domain": domain}


def total(index, lower, upper, body, domain="integer"):
    return ["sum", [index, of(domain)], lower, upper, body]


def at(term, name, value, declaration=None):
    return ["at", term, [[name, declaration or of(), value]]]


def summand(*hypotheses, coefficient="1", squares=()):
    return {"coefficient": coefficient, "hypotheses": list(hypotheses), "squares": list(squares)}


def combination(*summands, cofactors=(), **more):
    return {"rule": "combination", "summands": list(summands), "cofactors": list(cofactors), **more}


def assume(index):
    return {"rule": "assume", "hypothesis": index}


def fact(name, *terms, premises=(), then=IDENTITY):
    return {"rule": "fact", "name": name, "terms": list(terms), "premises": list(premises), "then": then}


def have(relation, proof, then):
    return {"rule": "have", "relation": relation, "proof": proof, "then": then}


def rule(name, then=IDENTITY, **fields):
    return {"rule": name, "then": then, **fields}


def certificate(
    goal,
    proof,
    *,
    symbols=None,
    given=(),
    functions=None,
    values=None,
    sizes=None,
    definitions=None,
    verdict="PROVED",
    holds=None,
    name="fake",
    **more,
):
    """A certificate with an honest hash; hypotheses hold by evaluation unless something else is said."""
    claim = {
        "name": name,
        "symbols": symbols or {},
        "functions": functions or {},
        "hypotheses": list(given),
        "goal": goal,
    }
    return {
        "schema": "symdl.certificate/1",
        "claim": claim,
        "claim_hash": claim_digest(claim),
        "verdict": verdict,
        "instance": {"sizes": sizes or {}, "values": values or {}, "functions": definitions or {}},
        "holds": [EVALUATE] * len(given) if holds is None else holds,
        "proof": proof,
        **more,
    }


def refutation(goal, **parts):
    """A certificate that a goal fails by evaluation."""
    return certificate(goal, EVALUATE, verdict="REFUTED", **parts)
