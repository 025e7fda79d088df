"""Checking a certificate: derive the obligations from the claim, then follow the proof.

A PROVED certificate shows the goal from the hypotheses and, at an exact instance, that the hypotheses can
hold. A REFUTED one shows, at an exact instance, every hypothesis and the negation of the goal.
"""

import sys
from collections.abc import Mapping
from typing import Any

from symdl.check.canonical import digest
from symdl.check.closing import close
from symdl.check.judgement import Judgement
from symdl.check.language import SCALAR, Json, Language, Node, Rejected, need
from symdl.check.logic import apply_rule
from symdl.check.polynomial import Work
from symdl.check.sequent import Context, Sequent

SCHEMA = "symdl.certificate/1"
DEPTH = 20_000
SMOOTH = {"num", "sym", "add", "mul", "matmul", "transpose", "entry", "array", "trace", "inner", "exp", "tanh"}
"""What may build a concrete function, so that it is smooth on all of its domain; and nonnegative powers."""


def claim_digest(claim: Json) -> str:
    """SHA-256 of the canonical JSON of a claim."""
    return digest(claim)


def prove(sequent: Sequent, proof: Json) -> None:
    """Follow a proof to its leaves; raises Rejected where it fails."""
    pending = [(sequent, proof)]
    while pending:
        current, rule = pending.pop()
        need(isinstance(rule, dict) and isinstance(rule.get("rule"), str), "a proof is an object with a rule")
        if not close(current, rule):
            pending.extend(apply_rule(current, rule))


def sized(form: Json, sizes: Mapping[str, int]) -> Json:
    """A claim with size names replaced by integers."""
    if isinstance(form, dict):
        return {
            key: [sizes.get(s, s) if isinstance(s, str) else s for s in value] if key == "shape" else sized(value, sizes)
            for key, value in form.items()
        }
    if isinstance(form, list):
        if form and form[0] in ("identity", "zeros", "ones", "size"):
            return [form[0], *(sizes.get(s, s) if isinstance(s, str) else s for s in form[1:])]
        return [sized(part, sizes) for part in form]
    return form


def sized_claim(claim: Json, sizes: Mapping[str, int]) -> Json:
    for name, value in sizes.items():
        need(isinstance(name, str) and type(value) is int and value >= 1, f"the size {name} = {value!r} is no integer ≥ 1")

    def resolved(size: Any) -> Any:
        return sizes.get(size, size) if isinstance(size, str) else size

    functions = {
        name: {"domain": [resolved(s) for s in form["domain"]], "codomain": resolved(form["codomain"])}
        for name, form in claim["functions"].items()
    }
    return {**sized({k: v for k, v in claim.items() if k != "functions"}, sizes), "functions": functions}


def start(claim: Json, work: Work) -> tuple[Context, dict[str, Node], list[Node], Node]:
    """The symbols, the hypotheses and the goal of a claim."""
    context = Context(claim["functions"], work)
    symbols = {name: context.language.declared([name, form]) for name, form in sorted(claim["symbols"].items())}
    hypotheses = [context.language.read(h, symbols) for h in claim["hypotheses"]]
    goal = context.language.read(claim["goal"], symbols)
    need(goal.shape is None and all(h.shape is None for h in hypotheses), "hypotheses and goal are relations")
    need(goal.op not in ("implies", "forall"), "open the goal: its hypotheses and symbols belong to the claim")
    return context, symbols, hypotheses, goal


def prove_claim(claim: Json, proof: Json, work: Work) -> set[str]:
    """Check a proof of a claim; the theorems it trusts."""
    context, symbols, hypotheses, goal = start(claim, work)
    sequent = Sequent(context, (), goal, {}, {}).declaring(*symbols.values()).having(*hypotheses)
    prove(sequent, proof)
    return context.trust


class AtInstance:
    """A claim at exact values: every symbol and function replaced, every relation closed."""

    def __init__(self, claim: Json, instance: Json, work: Work) -> None:
        claim = sized_claim(claim, instance["sizes"])
        self.context, symbols, hypotheses, goal = start(claim, work)
        language = self.context.language
        need(instance["values"].keys() == symbols.keys(), "the instance must give a value to every symbol and nothing else")
        need(instance["functions"].keys() == claim["functions"].keys(), "the instance must define every function")
        values = {symbols[name]: language.read(form, {}) for name, form in instance["values"].items()}
        self.definitions = {name: self._definition(name, form) for name, form in instance["functions"].items()}
        for symbol, value in values.items():
            need(symbol.shape == value.shape, f"the value of {symbol.data[0]} has another shape")
            need(all(isinstance(size, int) for size in symbol.shape or ()), "the instance must fix every size")
            if symbol.data[1] in ("integer", "natural"):
                need(self.context.normaliser.is_integral(value), f"{symbol.data[0]} is an integer")
        domains = [relation for symbol in symbols.values() for relation in self.context.domain(symbol)]
        self.domains, self.hypotheses = ([self._closed(r, values) for r in part] for part in (domains, hypotheses))
        self.goal = self._closed(goal, values)

    def _definition(self, name: str, form: Json) -> tuple[tuple[Node, ...], list[Node]]:
        language = self.context.language
        domain, codomain = language.functions[name]
        parameters = tuple(map(language.declared, form["parameters"]))
        bodies = [language.read(body, {p.data[0]: p for p in parameters}) for body in form["bodies"]]
        need([p.shape for p in parameters] == [(size, 1) for size in domain], f"{name}: parameters of wrong shape")
        need(all(p.data[1] == "real" for p in parameters), f"{name}: parameters are real")
        need(len(bodies) == codomain and all(body.shape == SCALAR for body in bodies), f"{name}: wrong bodies")
        for body in bodies:
            need(self._is_smooth(body), f"{name}: a function must be smooth everywhere")
        return parameters, bodies

    def _is_smooth(self, node: Node) -> bool:
        is_power = node.op == "pow" and node.data >= 0
        return (node.op in SMOOTH or is_power) and all(map(self._is_smooth, node.args))

    def _closed(self, relation: Node, values: Mapping[Node, Node]) -> Node:
        language = self.context.language
        return language.rebuild(language.substitute(relation, values), self._applied, {})

    def _applied(self, node: Node, args: list[Node]) -> Node:
        language = self.context.language
        if node.op != "apply":
            return language.node(node.op, args, node.data, node.bound, node.shape)
        name, orders = node.data
        parameters, bodies = self.definitions[name]
        if all(p.shape == SCALAR for p in parameters) and args[0].shape != SCALAR and len(args) == 1:
            rows, columns = args[0].shape or SCALAR
            parts = [
                self._call(language, parameters, bodies[0], orders, [language.node("entry", args, (i, j), shape=SCALAR)])
                for i in range(rows)  # type: ignore[arg-type]
                for j in range(columns)  # type: ignore[arg-type]
            ]
            return language.node("array", parts, shape=node.shape)
        parts = [self._call(language, parameters, body, orders, args) for body in bodies]
        return parts[0] if node.shape == SCALAR else language.node("array", parts, shape=node.shape)

    @staticmethod
    def _call(language: Language, parameters: tuple[Node, ...], body: Node, orders: tuple[int, ...], args: list[Node]) -> Node:
        for parameter, order in zip(parameters, orders, strict=True):
            for _ in range(order):
                body = language.derivative("gradient", body, parameter)
        return language.substitute(body, dict(zip(parameters, args, strict=True)))

    def prove(self, goal: Node, proof: Json) -> None:
        prove(Sequent(self.context, (), goal, {}, {}), proof)

    def check_hypotheses(self, proofs: Json) -> None:
        need(len(proofs) == len(self.hypotheses), f"{len(self.hypotheses)} hypotheses are to be shown at the instance")
        for domain in self.domains:
            self.prove(domain, {"rule": "evaluate"})
        for hypothesis, proof in zip(self.hypotheses, proofs, strict=True):
            self.prove(hypothesis, proof)

    def refute(self, proof: Json) -> None:
        if proof.get("rule") == "evaluate":
            need(not self.goal.free and not self.context.evaluator.holds(self.goal), "the goal is not false at the instance")
        else:
            self.prove(self.context.negation(self.goal), proof)


def check_certificate(document: Json) -> Judgement:
    """What a certificate shows.

    Args:
        document: the parsed JSON of docs/certificates.md.

    Raises:
        Rejected: when it shows nothing; the text says where it fails.
    """
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, DEPTH))
    try:
        return _checked(document)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError) as error:
        raise Rejected(f"the certificate is malformed ({type(error).__name__}: {str(error)[:200]})") from error
    except (RecursionError, MemoryError) as error:
        raise Rejected("the certificate is nested too deeply or is too large") from error
    finally:
        sys.setrecursionlimit(limit)


FIELDS = {"schema", "claim", "claim_hash", "verdict", "instance", "holds", "proof"}
CLAIM_FIELDS = {"name", "symbols", "functions", "hypotheses", "goal"}


def _checked(document: Json) -> Judgement:
    need(isinstance(document, dict) and document.get("schema") == SCHEMA, f"this is no certificate of schema {SCHEMA}")
    need(document.keys() == FIELDS and document["claim"].keys() == CLAIM_FIELDS, "a field is missing or unknown")
    claim, proof = document["claim"], document["proof"]
    identity = digest(claim)
    need(identity == document["claim_hash"], "the claim is not the one that was certified: its hash differs")
    need(document["verdict"] in ("PROVED", "REFUTED"), "the verdict of a certificate is PROVED or REFUTED")
    work, trust = Work(), set()
    at_instance = AtInstance(claim, document["instance"], work)
    at_instance.check_hypotheses(document["holds"])
    if document["verdict"] == "REFUTED":
        at_instance.refute(proof)
        return Judgement("REFUTED", "instance", tuple(sorted(at_instance.context.trust)), identity)
    trust |= at_instance.context.trust
    if proof.get("rule") != "sizes":
        trust |= prove_claim(claim, proof, work)
        scope = "all sizes" if claim["symbols"] or claim["functions"] or claim["hypotheses"] else "instance"
        return Judgement("PROVED", scope, tuple(sorted(trust)), identity)
    need(isinstance(proof["cases"], list) and proof["cases"], "no sizes are given")
    for case in proof["cases"]:
        need(case["sizes"], "a case fixes no size")
        trust |= prove_claim(sized_claim(claim, case["sizes"]), case["proof"], work)
    return Judgement("PROVED", scope_of([case["sizes"] for case in proof["cases"]]), tuple(sorted(trust)), identity)


def scope_of(cases: list[Mapping[str, int]]) -> str:
    """``sizes d=2 n=3``, several cases separated by semicolons."""
    return "sizes " + "; ".join(" ".join(f"{name}={case[name]}" for name in sorted(case)) for case in cases)
