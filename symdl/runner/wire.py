"""A result as one line of JSON, both ways: how it travels from a worker to the run."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from symdl.check.judgement import Judgement
from symdl.claims.repair import Repair
from symdl.claims.verdict import Evidence, Reason, Verdict
from symdl.runner.exact import jsonable
from symdl.runner.report import Result, evidence_to_dict


def to_wire(result: Result) -> dict[str, Any]:
    """The result as JSON."""
    verdict = result.verdict
    return {
        "name": result.name,
        "expected": result.expected,
        "statement": result.statement,
        "hypotheses": list(result.hypotheses),
        "file": result.file,
        "line": result.line,
        "failure": result.failure,
        "verdict": None if verdict is None else _verdict_to_wire(verdict),
    }


def from_wire(document: dict[str, Any]) -> Result:
    """The result that was sent."""
    verdict = document["verdict"]
    return Result(
        **{key: document[key] for key in ("name", "expected", "statement", "file", "line", "failure")},
        hypotheses=tuple(document["hypotheses"]),
        verdict=None if verdict is None else _verdict_from_wire(verdict),
    )


def _verdict_to_wire(verdict: Verdict) -> dict[str, Any]:
    return {
        "judgement": None if verdict.judgement is None else asdict(verdict.judgement),
        "reason": None if verdict.reason is None else str(verdict.reason),
        "certificate": jsonable(verdict.certificate),
        "counterexample": jsonable(verdict.counterexample),
        "evidence": evidence_to_dict(verdict),
        "message": verdict.message,
        "seconds": verdict.seconds,
        "unused_hypotheses": list(verdict.unused_hypotheses),
        "fields": list(verdict.fields),
        "repairs": None if verdict.repairs is None else [asdict(repair) for repair in verdict.repairs],
    }


def _verdict_from_wire(document: dict[str, Any]) -> Verdict:
    judgement, evidence = document["judgement"], document["evidence"]
    residual = evidence["largest_residual"]
    return Verdict(
        judgement=None if judgement is None else _judgement_from_wire(judgement),
        reason=None if document["reason"] is None else Reason(document["reason"]),
        certificate=document["certificate"],
        counterexample=document["counterexample"],
        evidence=Evidence(
            instances=evidence["instances"],
            agreeing=evidence["agreeing"],
            largest_residual=None if residual is None else float(residual),
            routines={name: float(value) for name, value in evidence["routines"].items()},
            notes=tuple(evidence["notes"]),
        ),
        message=document["message"],
        seconds=document["seconds"],
        unused_hypotheses=tuple(document["unused_hypotheses"]),
        fields=tuple(document["fields"]),
        repairs=None if document["repairs"] is None else tuple(map(_repair_from_wire, document["repairs"])),
    )


def _judgement_from_wire(document: dict[str, Any]) -> Judgement:
    return Judgement(**{**document, "trust": tuple(document["trust"])})


def _repair_from_wire(document: dict[str, Any]) -> Repair:
    judgement = _judgement_from_wire(document["judgement"])
    return Repair(document["words"], tuple(document["hypotheses"]), judgement, document["certificate"])
