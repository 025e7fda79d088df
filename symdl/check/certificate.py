"""Checking a certificate: derive the obligations from the claim, then follow the proof.

A PROVED certificate shows the goal from the hypotheses and, at an exact instance, that the hypotheses can
hold. A REFUTED one shows, at an exact instance, every hypothesis and the negation of the goal.
"""

import sys
from collections.abc import Mapping
from itertools import chain

from symdl.check.canonical import digest
from symdl.check.closing import close
from symdl.check.complexes.transfer import THEOREM, real_claim
from symdl.check.judgement import Judgement, Rejected, need
from symdl.check.language import SCALAR, Json, Node
from symdl.check.logic import apply_rule
from symdl.check.polynomial import Work
from symdl.check.sequent import Context, Sequent

SCHEMA = "symdl.certificate/1"
DEPTH = 1_000
"""How deeply a certificate may be nested, its chain of proof steps not counted."""
FRAMES = 20
"""Calls that one level of nesting may take."""
SMOOTH = ("num", "sym", "add", "mul", "matmul", "transpose", "entry", "array", "trace", "inner", "exp", "tanh")
"""What may build a concrete function, so that it is smooth on all of its domain; and nonnegative powers."""
FIELDS = {"schema", "claim", "claim_hash", "verdict", "instance", "holds", "proof"}
CLAIM_FIELDS = {"name", "symbols", "functions", "hypotheses", "goal"}


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


def sized_claim(claim: Json, sizes: Mapping[str, int]) -> Json:
    """A claim at integer sizes."""
    return {**claim, "sizes": sizes}


def start(claim: Json, work: Work) -> tuple[Context, dict[str, Node], list[Node], Node]:
    """The symbols, the hypotheses and the goal of a claim, at its sizes where these are fixed."""
    sizes = claim.get("sizes", {})
    context = Context(claim["functions"], work, sizes)
    language, placed = context.language, claim.get("positions")
    naturals = [name for name, form in claim["symbols"].items() if form.get("domain") == "natural"]
    language.is_fixed, language.positions = placed is not None, {name: (placed or {}).get(name) for name in naturals}
    symbols = {name: language.declared([name, form]) for name, form in sorted(claim["symbols"].items())}
    hypotheses = [language.read(hypothesis, symbols) for hypothesis in claim["hypotheses"]]
    goal = language.read(claim["goal"], symbols)
    need(goal.shape is None and all(h.shape is None for h in hypotheses), "hypotheses and goal are relations")
    need(goal.op not in ("implies", "forall"), "open the goal: its hypotheses and symbols belong to the claim")
    need(not symbols.keys() & language.functions.keys(), "a function and a symbol have one name")
    need(all(type(size) is int and size >= 1 for size in sizes.values()), "a size is an integer ≥ 1")
    need(sizes.keys() <= language.named, f"the claim has no sizes {', '.join(sorted(sizes.keys() - language.named))}")
    return context, symbols, hypotheses, goal


def prove_claim(claim: Json, proof: Json, work: Work) -> set[str]:
    """Check a proof of a claim; the theorems it trusts."""
    context, symbols, hypotheses, goal = start(claim, work)
    prove(Sequent(context, (), goal, {}, {}).declaring(*symbols.values()).having(*hypotheses), proof)
    return context.trust


class AtInstance:
    """A claim at exact values: every symbol and function replaced, every relation closed."""

    def __init__(self, claim: Json, instance: Json, work: Work) -> None:
        need(instance.keys() == {"sizes", "values", "functions"}, "an instance has sizes, values and functions")
        numbers = {
            name: int(form[1]) for name, form in instance["values"].items() if form[0] == "num" and "/" not in form[1]
        }
        fixed = {**sized_claim(claim, instance["sizes"]), "positions": numbers}
        self.context, symbols, hypotheses, goal = start(fixed, work)
        language = self.context.language
        symbols = {**symbols, **language.layers}
        need(language.named == instance["sizes"].keys(), "the instance must fix every size")
        is_complete = instance["values"].keys() == symbols.keys()
        need(is_complete, "the instance must give a value to every symbol and nothing else")
        need(instance["functions"].keys() == claim["functions"].keys(), "the instance must define every function")
        self.memo: dict[Node, Node] = {}
        self.definitions = {name: self._definition(name, form) for name, form in instance["functions"].items()}
        values = {symbols[name]: self._defined(language.read(form, {})) for name, form in instance["values"].items()}
        for symbol, value in values.items():
            need(symbol.shape == value.shape, f"the value of {symbol.data[0]} has another shape")
            need(self.context.evaluator.is_defined(value), f"the value of {symbol.data[0]} is not defined")
            is_integer = symbol.data[1] in ("integer", "natural")
            need(not is_integer or self.context.normaliser.is_integral(value), f"{symbol.data[0]} is an integer")
        domains = [relation for symbol in symbols.values() for relation in self.context.domain(symbol)]
        self.domains, self.hypotheses, (self.goal,) = (
            [self._defined(language.substitute(relation, values)) for relation in part]
            for part in (domains, hypotheses, [goal])
        )

    def _definition(self, name: str, form: Json) -> tuple[tuple[Node, ...], list[Node]]:
        language = self.context.language
        domain, codomain = language.functions[name]
        parameters = {pair[0]: language.declared(pair) for pair in form["parameters"]}
        bodies = [language.read(body, parameters) for body in form["bodies"]]
        shapes = [p.shape for p in parameters.values()]
        need(shapes == [(size, 1) for size in domain], f"{name}: parameters of wrong shape")
        need(all(p.data[1] == "real" for p in parameters.values()), f"{name}: parameters are real")
        need(len(bodies) == codomain and all(body.shape == SCALAR for body in bodies), f"{name}: wrong bodies")
        parts = set(bodies)
        while parts:
            need(
                all(p.op in SMOOTH or (p.op == "pow" and p.data >= 0) for p in parts),
                f"{name} must be smooth everywhere",
            )
            parts = {arg for part in parts for arg in part.args}
        return tuple(parameters.values()), bodies

    def _defined(self, node: Node) -> Node:
        """With the functions replaced by their definitions."""
        if node not in self.memo:
            self.memo[node] = self._replaced(node)
        return self.memo[node]

    def _replaced(self, node: Node) -> Node:
        language, args = self.context.language, [self._defined(arg) for arg in node.args]
        if node.op != "apply":
            return node if args == [*node.args] else language.node(node.op, args, node.data, node.bound, node.shape)
        name, orders = node.data
        parameters, bodies = self.definitions[name]
        for parameter, order in zip(parameters, orders, strict=True):
            for _ in range(order):
                bodies = [language.derivative("gradient", body, parameter) for body in bodies]
        entries = self.context.normaliser.entries
        is_entrywise = language.functions[name] == ((1,), 1)
        places = [[entry] for entry in entries.each(args[0])] if is_entrywise else [args]
        values = [dict(zip(parameters, place, strict=True)) for place in places]
        parts = [language.substitute(body, value) for value in values for body in bodies]
        return parts[0] if node.shape == SCALAR else language.node("array", parts, shape=node.shape)

    def prove(self, goal: Node, proof: Json) -> None:
        """Follow a proof about the instance."""
        prove(Sequent(self.context, (), goal, {}, {}), proof)

    def check_hypotheses(self, proofs: Json) -> None:
        """Show that the values lie in their domains and satisfy the hypotheses."""
        for domain in self.domains:
            self.prove(domain, {"rule": "evaluate"})
        need(len(proofs) == len(self.hypotheses), f"{len(self.hypotheses)} hypotheses are to be shown at the instance")
        for hypothesis, proof in zip(self.hypotheses, proofs, strict=True):
            self.prove(hypothesis, proof)

    def refute(self, proof: Json) -> None:
        """Show that the goal does not hold."""
        if proof.get("rule") == "evaluate":
            need(
                not self.goal.free and not self.context.evaluator.holds(self.goal),
                "the goal is not false at the instance",
            )
        else:
            self.prove(self.context.negation(self.goal), proof)


def measure(document: Json) -> None:
    """Reject a document with floats, or nested too deeply; steps of a proof are followed without recursion."""
    level, depth = [document], 0
    while level:
        depth += 1
        need(depth <= DEPTH, f"the certificate is nested more than {DEPTH} deep")
        need(float not in map(type, level), "a certificate has no floats, which are never exact")
        level = [part for part in level if type(part) is list or type(part) is dict]
        level = [*chain.from_iterable(part.values() if type(part) is dict else part for part in level)]


def check_certificate(document: Json) -> Judgement:
    """What a certificate shows.

    Args:
        document: the parsed JSON of docs/certificates.md.

    Raises:
        Rejected: when it shows nothing; the text says where it fails.
    """
    limit = sys.getrecursionlimit()
    try:
        measure(document)
        sys.setrecursionlimit(max(limit, DEPTH * FRAMES))
        return _checked(document)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, AssertionError) as error:
        raise Rejected(f"the certificate is malformed ({type(error).__name__}: {str(error)[:200]})") from error
    except (RecursionError, MemoryError) as error:
        raise Rejected("the certificate is nested too deeply or is too large") from error
    finally:
        sys.setrecursionlimit(limit)


def _checked(document: Json) -> Judgement:
    need(isinstance(document, dict) and document.get("schema") == SCHEMA, f"this is no certificate of schema {SCHEMA}")
    need(document.keys() == FIELDS and document["claim"].keys() == CLAIM_FIELDS, "a field is missing or unknown")
    written, proof, instance, work = document["claim"], document["proof"], document["instance"], Work()
    identity = digest(written)
    need(identity == document["claim_hash"], "the claim is not the one that was certified: its hash differs")
    need(type(written["name"]) is str and written["name"].isprintable(), "the name of a claim is a line of text")
    need(document["verdict"] in ("PROVED", "REFUTED"), "the verdict of a certificate is PROVED or REFUTED")
    claim = real_claim(written, lambda form: start(form, work), proof)
    at_instance = AtInstance(claim, instance, work)
    at_instance.check_hypotheses(document["holds"])
    trust = at_instance.context.trust
    trust.update({THEOREM} if claim is not written else ())
    if document["verdict"] == "REFUTED":
        start(claim, work)  # a claim has a meaning at all sizes, not only at those of the instance
        at_instance.refute(proof)
        return Judgement("REFUTED", "instance", tuple(sorted(trust)), identity)
    cases = proof["cases"] if proof["rule"] == "sizes" else [{"sizes": {}, "proof": proof}]
    for case in cases:
        trust |= prove_claim(sized_claim(claim, case["sizes"]), case["proof"], work)
    if proof["rule"] == "sizes":
        start(claim, work)
        need(all(case["sizes"] for case in cases), "a case fixes no size")
        is_among = any(case["sizes"].items() <= instance["sizes"].items() for case in cases)
        need(is_among, "the instance has none of the sizes that are proved")
        scope = scope_of([case["sizes"] for case in cases])
    else:
        scope = "all sizes" if any(instance.values()) or claim["hypotheses"] else "instance"
    return Judgement("PROVED", scope, tuple(sorted(trust)), identity)


def scope_of(cases: list[Mapping[str, int]]) -> str:
    """``sizes d=2 n=3``, several cases separated by semicolons."""
    return "sizes " + "; ".join(" ".join(f"{name}={case[name]}" for name in sorted(case)) for case in cases)
