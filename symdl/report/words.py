"""A claim and its verdict explained: declarations, hypotheses, goal, what was used and what was not established."""

from __future__ import annotations

from collections.abc import Iterable

from symdl.claims.claim import Claim, Unread
from symdl.claims.verdict import Verdict
from symdl.report.document import declared
from symdl.report.paint import Paint
from symdl.report.text import counterexample, evidence, listed, missing
from symdl.semantics.latex import relation_to_latex
from symdl.semantics.substitution import function_symbols
from symdl.terms.errors import SymdlError
from symdl.terms.shapes import Size
from symdl.terms.term import FunctionSymbol

PLAIN = Paint()


FIELDS = {
    ("complex",): "complex, with the conjugate transpose",
    ("real", "complex"): "real; the same proof covers complex matrices with the conjugate transpose",
}
ALMOST = ": for every parameter outside a proper algebraic subset, which has measure zero"


def explanation(claim: Claim, verdict: Verdict, *, paint: Paint = PLAIN) -> list[str]:
    """The lines of `symdl explain`."""
    title = f"{claim.name}: {verdict.word}"
    place = claim.place
    where = [f"{place.file}:{place.line}"] if place.file else []
    facts = [
        ("title", [claim.title] if claim.title else []),
        ("source", [claim.source] if claim.source else []),
        ("written in", where),
        *_understood(claim, verdict),
        ("not read", [_sentence(sentence) for sentence in claim.unread]),
        ("verdict", [f"{paint.verdict(verdict.word)}{_expected(claim, verdict)}"]),
        ("reason", [f"{verdict.reason}: {verdict.message}"] if verdict.reason else []),
        ("right answer", [verdict.message] if verdict.word == "REFUTED" and verdict.message else []),
        ("scope", [f"{verdict.covers}{ALMOST if verdict.covers != verdict.scope else ''}"] if verdict.scope else []),
        ("matrices", [FIELDS[verdict.fields]] if verdict.fields in FIELDS else []),
        ("missing", missing(verdict)),
        ("trust", _trust(verdict)),
        ("counterexample", counterexample(verdict)),
        ("evidence", evidence(verdict)),
        ("not established", _not_established(claim, verdict)),
    ]
    return [paint(title, "bold"), "-" * len(title), *listed(facts)]


def _sentence(sentence: Unread) -> str:
    return f"line {sentence.line}{' (assumed)' if sentence.is_assumed else ''}: {sentence.text}"


def _expected(claim: Claim, verdict: Verdict) -> str:
    return "" if verdict.word.lower() == claim.expect else f", expected {claim.expect.upper()}"


def _understood(claim: Claim, verdict: Verdict) -> list[tuple[str, list[str]]]:
    """How symdl reads the formula, in text and in LaTeX."""
    try:
        symbols, hypotheses, goal = claim.symbols, claim.hypotheses, claim.goal
        sizes = [f"{', '.join(claim.sizes)}: any integers ≥ 1"] if claim.sizes else []
        given = [f"{h!r}{_use(repr(h), verdict)}" for h in hypotheses]
        latex = [*map(relation_to_latex, hypotheses), relation_to_latex(goal)]
        functions = mappings(function_symbols(*hypotheses, goal))
    except (SymdlError, RecursionError):
        return []
    except Exception:  # the claim's own function failed; the verdict says how
        return []
    return [
        ("sizes", sizes),
        ("symbols", [declared(symbol) for symbol in symbols]),
        ("functions", functions),
        ("hypotheses", given),
        ("claim", [repr(goal)]),
        ("in LaTeX", latex),
    ]


def mappings(found: Iterable[FunctionSymbol]) -> list[str]:
    """What each function maps to what."""
    return [
        f"{f.name}: {' × '.join(map(_space, f.domain))} → {_space(f.codomain)}, any smooth function"
        for f in sorted(found, key=lambda f: f.name)
    ]


def _space(size: Size) -> str:
    return "ℝ" if size == 1 else f"ℝ^{size}"


def _use(hypothesis: str, verdict: Verdict) -> str:
    if verdict.word != "PROVED":
        return ""
    return "   (not used)" if hypothesis in verdict.unused_hypotheses else "   (used)"


def _trust(verdict: Verdict) -> list[str]:
    if verdict.judgement is None:
        return []
    return [*verdict.trust] or ["the checker alone"]


def _not_established(claim: Claim, verdict: Verdict) -> list[str]:
    lines = []
    if verdict.word == "PROVED" and str(verdict.scope).startswith("sizes"):
        lines.append(f"anything for other sizes than {str(verdict.scope).removeprefix('sizes ')}")
    if verdict.word == "PROVED" and verdict.trust:
        lines.append(f"the theorems taken on trust: {', '.join(verdict.trust)}")
    if verdict.word == "REFUTED":
        lines.append("that the claim fails elsewhere: one counterexample refutes it")
    if verdict.word == "UNDECIDED":
        lines.append("whether the claim is true")
    return lines
