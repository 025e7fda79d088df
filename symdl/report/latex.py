r"""Theorem and proof in LaTeX, read off a certificate.

The document compiles with plain pdfLaTeX; a fragment needs amsmath, amssymb, amsthm and the environments
``theorem``, ``falseclaim``, ``openclaim`` and ``remark``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from symdl.check.certificate import AtInstance, scope_of, sized_claim, start
from symdl.check.complexes.transfer import is_complex
from symdl.check.polynomial import Work
from symdl.check.sequent import Sequent
from symdl.claims.claim import Claim
from symdl.claims.verdict import Verdict
from symdl.report.document import CertificateDocument
from symdl.report.layout import display, relation_lines, stacked
from symdl.report.proof import ProofWriter
from symdl.report.proof_steps import Step
from symdl.report.prose import escaped
from symdl.report.refutation import Values, refutation
from symdl.runner.complexes import read_real
from symdl.semantics.latex_declarations import declarations_to_latex, layers_to_latex
from symdl.semantics.names import name_to_latex
from symdl.semantics.substitution import size_symbols
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation
from symdl.terms.term import FunctionSymbol, Term

Json = Any
REAL_FORMS = (
    r"The real form $\bigl(\begin{smallmatrix} \operatorname{Re} A & -\operatorname{Im} A \\ \operatorname{Im} A & \operatorname{Re} A "
    r"\end{smallmatrix}\bigr)$ of a complex matrix $A$, of twice its size, turns products into products and $A^{*}$ into the transpose, and the "
    r"claim says of complex matrices what it says of their real forms. So let the matrices be real, of any sizes."
)
REAL_VALUES = "Real matrices are complex ones."


def document(fragments: Sequence[str]) -> str:
    """A complete LaTeX document."""
    return _templates().get_template("document.tex.jinja").render(fragments=fragments)


def fragment(claim: Claim, verdict: Verdict) -> str:
    """The claim as a theorem with its proof, a false claim with its counterexample, or an undecided one with its reason.

    Where it is known which hypothesis a false claim lacks, the theorem with that hypothesis follows.
    """
    if verdict.certificate is not None:
        title = claim.title or claim.name
        told = certificate_to_latex(verdict.certificate, trust=verdict.trust, title=title, source=claim.source)
        repaired = [
            certificate_to_latex(repair.certificate, trust=repair.judgement.trust, title=f"{_bare(title)}, repaired")
            for repair in (verdict.repairs or ())[:1]
        ]
        return "\n".join([told, *repaired])
    try:
        goal, hypotheses = claim.goal, claim.hypotheses
        setting = _setting(_sizes(claim.sizes), _declared(claim.symbols, hypotheses, goal), hypotheses)
    except SymdlError as error:
        raise SymdlError(f"{claim.name} cannot be typeset: {error}") from error
    body = f"{escaped(str(verdict.reason))}: {escaped(verdict.message)}"
    return _fragment(
        environment="openclaim",
        title=_title(claim.title or claim.name),
        setting=setting,
        hypotheses=_labelled(hypotheses),
        goal=display([(goal, None)]),
        body=body,
        remarks=_source(claim.source),
    )


def certificate_to_latex(
    certificate: Mapping[str, Any], *, trust: Sequence[str] = (), title: str = "", source: str = ""
) -> str:
    """The theorem (or false claim) of a certificate that the checker accepts, with its proof."""
    read = CertificateDocument(certificate)
    is_proved = read.word == "PROVED"
    symbols: list[Term | FunctionSymbol] = [*read.symbols, *read.scope.functions.values()]
    sizes = _sizes(sorted(size_symbols(*read.hypotheses, read.goal)), certificate["proof"])
    remarks = _remarks(read, trust) if is_proved else []
    return _fragment(
        environment="theorem" if is_proved else "falseclaim",
        title=_title(title or read.name),
        setting=_setting(sizes, _declared(symbols, read.hypotheses, read.goal), read.hypotheses),
        hypotheses=_labelled(read.hypotheses),
        goal=display([(read.goal, None)]),
        body=proof_to_latex(certificate),
        remarks=[*remarks, *_source(source)],
    )


def proof_to_latex(certificate: Mapping[str, Any]) -> str:
    """The proof of a certificate that the checker accepts, or its counterexample, as a person would write it."""
    if is_complex(certificate["claim"]):
        real = {**certificate, "claim": read_real(certificate["claim"])}
        return f"{REAL_FORMS if certificate['verdict'] == 'PROVED' else REAL_VALUES} {proof_to_latex(real)}"
    claim, proof = certificate["claim"], certificate["proof"]
    if certificate["verdict"] == "REFUTED":
        return refutation(certificate, AtInstance(claim, certificate["instance"], Work()))
    if proof["rule"] != "sizes":
        return _proof(claim, proof)
    cases = [
        rf"\emph{{{_sizes_of(case['sizes'])}.}} " + _proof(sized_claim(claim, case["sizes"]), case["proof"])
        for case in proof["cases"]
    ]
    return "\n\n".join(cases)


def _proof(claim: Json, proof: Json) -> str:
    context, symbols, hypotheses, goal = start(claim, Work())
    writer = ProofWriter(context)
    declared = Sequent(context, (), goal, {}, {}).declaring(*symbols.values())
    domains = tuple(writer.inline(node) for node in declared.hypotheses)
    sequent = declared.having(*hypotheses)
    given = len(sequent.hypotheses) - len(domains)
    return writer.written(Step(sequent, proof, (*domains, *(f"(H{k})" for k in range(1, given + 1)))))


# the statement ------------------------------------------------------------------------------------


def _labelled(hypotheses: Sequence[Relation]) -> list[dict[str, str]]:
    parts = [part for hypothesis in hypotheses for part in _parts(hypothesis)]
    return [{"label": f"(H{k})", "latex": stacked(relation_lines(part))} for k, part in enumerate(parts, start=1)]


def _parts(relation: Relation) -> list[Relation]:
    """The parts of a conjunction, which the checker numbers one by one."""
    return [inner for part in relation.args for inner in _parts(part)] if relation.op == "and" else [relation]


def _setting(sizes: str, declarations: str, hypotheses: Sequence[Relation]) -> str:
    """The words before the hypotheses, or before the goal when there are none."""
    given = [part for part in (sizes, declarations) if part]
    let = f"Let {' and let '.join(given)}" if given else ""
    if hypotheses:
        return f"{let}, such that" if let else "Suppose that"
    return f"{let}. Then" if let else ""


def _declared(symbols: Sequence[Term | FunctionSymbol], hypotheses: Sequence[Relation], goal: Relation) -> str:
    """The sets in which symbols and layers live."""
    return ", ".join(part for part in (declarations_to_latex(symbols), layers_to_latex(*hypotheses, goal)) if part)


def _sizes(names: Sequence[str], proof: Json = None) -> str:
    if not names:
        return ""
    if proof is not None and proof["rule"] == "sizes":
        return " or ".join(_sizes_of(case["sizes"]) for case in proof["cases"])
    return f"${', '.join(map(name_to_latex, names))} \\ge 1$ be integers"


def _sizes_of(sizes: Mapping[str, int]) -> str:
    return ", ".join(f"${name_to_latex(name)} = {value}$" for name, value in sorted(sizes.items()))


def _remarks(read: CertificateDocument, trust: Sequence[str]) -> list[str]:
    remarks = []
    proof = read.document["proof"]
    if proof["rule"] == "sizes":
        scope = scope_of([case["sizes"] for case in proof["cases"]])
        remarks.append(f"This was shown for the {escaped(scope)} only, not for other sizes.")
    if read.hypotheses:
        at = AtInstance(read_real(read.claim), read.document["instance"], Work())
        values = ", ".join(f"${a}$" for a in Values(read.document, at).assignments())
        remarks.append(f"The hypotheses can hold, for instance at {values}.")
    if trust:
        remarks.append(f"Taken on trust: {escaped(', '.join(trust))}.")
    return remarks


def _title(sentence: str) -> str:
    return escaped(_bare(sentence))


def _bare(sentence: str) -> str:
    return sentence.rstrip(".")


def _source(source: str) -> list[str]:
    return [f"Source: {escaped(source)}."] if source else []


# templates ----------------------------------------------------------------------------------------


def _fragment(**parts: Any) -> str:
    return _templates().get_template("fragment.tex.jinja").render(**parts)


def _templates() -> Environment:
    """Jinja with marks that LaTeX does not use."""
    return Environment(
        loader=PackageLoader("symdl.report"),
        variable_start_string="<<",
        variable_end_string=">>",
        line_statement_prefix="% ",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=StrictUndefined,
        autoescape=False,  # prose goes through `escaped`
        trim_blocks=True,
    )
