"""The report: what became of each claim of a run, counted, with the exit code that says it.

A verdict is *unexpected* when PROVED or REFUTED was returned where the other was expected, or either where
`undecided` was; UNDECIDED where a verdict was expected is *open*, and counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from symdl.claims.verdict import Reason, Verdict
from symdl.runner.exact import exact_values, instance_values, jsonable

SCHEMA = "symdl.result/1"

SIGNS = {"PROVED": "+", "REFUTED": "x", "UNDECIDED": "?", "NOT RUN": "-"}

HUES = {"PROVED": "#009E73", "REFUTED": "#D55E00", "UNDECIDED": "#E69F00", "NOT RUN": "#666666"}
"""Okabe and Ito's colours, which most colour-blind readers tell apart."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one claim.

    Attributes:
        name: of the claim.
        expected: proved, refuted or undecided.
        statement: the goal in one line, empty when the formula could not be built.
        hypotheses: each in one line.
        file, line: where it was written, or None.
        verdict: None when the run was stopped before this claim.
        failure: why the certificate did not stand on its own: always a bug of symdl.
    """

    name: str
    expected: str = "proved"
    statement: str = ""
    hypotheses: tuple[str, ...] = ()
    file: str | None = None
    line: int | None = None
    verdict: Verdict | None = None
    failure: str | None = None

    @property
    def word(self) -> str:
        """PROVED, REFUTED, UNDECIDED or NOT RUN."""
        return "NOT RUN" if self.verdict is None else self.verdict.word

    @property
    def is_unexpected(self) -> bool:
        return self.word in ("PROVED", "REFUTED") and self.word.lower() != self.expected

    @property
    def is_open(self) -> bool:
        """UNDECIDED where a verdict was expected."""
        return self.word == "UNDECIDED" and self.expected != "undecided"

    @property
    def is_unreadable(self) -> bool:
        return self.is_open and self.verdict is not None and self.verdict.reason == Reason.NOT_PARSED

    @property
    def place(self) -> str:
        return "" if self.file is None else self.file if self.line is None else f"{self.file}:{self.line}"

    @property
    def target(self) -> str:
        """What to name on the command line to verify this claim again."""
        return self.name if self.file is None else f"{self.file}::{self.name}"

    def to_dict(self) -> dict[str, Any]:
        """The claim's entry in the JSON result."""
        verdict = self.verdict
        unused = set() if verdict is None else set(verdict.unused_hypotheses)
        is_decided = verdict is not None and verdict.judgement is not None
        return {
            "name": self.name,
            "file": self.file,
            "line": self.line,
            "statement": self.statement,
            "hypotheses": [
                {"statement": text, "used": (text not in unused) if is_decided else None} for text in self.hypotheses
            ],
            "verdict": self.word,
            "reason": None if verdict is None or verdict.reason is None else str(verdict.reason),
            "message": self.failure or ("" if verdict is None else verdict.message),
            "scope": None if verdict is None else verdict.scope,
            "fields": [] if verdict is None else list(verdict.fields),
            "trust": [] if verdict is None else list(verdict.trust),
            "certificate": None if verdict is None else jsonable(verdict.certificate),
            "counterexample": None if verdict is None else exact_values(verdict),
            "repairs": None if verdict is None else repairs_to_list(verdict),
            "evidence": None if verdict is None else evidence_to_dict(verdict),
            "expected": self.expected,
            "seconds": 0.0 if verdict is None else round(verdict.seconds, 3),
        }


def repairs_to_list(verdict: Verdict) -> list[dict[str, Any]] | None:
    """What a refuted claim lacks, as JSON; None when that was not looked for."""
    if verdict.repairs is None:
        return None
    return [
        {
            "holds_if": repair.words,
            "hypotheses": list(repair.hypotheses),
            "scope": repair.judgement.scope,
            "trust": list(repair.judgement.trust),
            "certificate": jsonable(repair.certificate),
            "instance": instance_values(repair.certificate),
        }
        for repair in verdict.repairs
    ]


def evidence_to_dict(verdict: Verdict) -> dict[str, Any]:
    """What floats and samples said, as JSON; a figure that is no number is text."""
    evidence = verdict.evidence
    return {
        "instances": evidence.instances,
        "agreeing": evidence.agreeing,
        "largest_residual": jsonable(evidence.largest_residual),
        "routines": jsonable(evidence.routines),
        "notes": list(evidence.notes),
    }


@dataclass(frozen=True, slots=True)
class Report:
    """The results of a run, in the order of the claims.

    Attributes:
        results: one for each claim.
        errors: what could not be read, each with ``file``, ``line`` and ``message``.
        seed: of every random choice in the run.
        seconds: wall time of the run.
        is_interrupted: whether the run was stopped by hand.
    """

    results: tuple[Result, ...] = ()
    errors: tuple[Mapping[str, Any], ...] = ()
    seed: int = 0
    seconds: float = 0.0
    is_interrupted: bool = False

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def __getitem__(self, name: str) -> Result:
        """The result of the claim of that name."""
        for result in self.results:
            if result.name == name:
                return result
        raise KeyError(f"no claim {name!r} in this report; it has {', '.join(r.name for r in self.results) or 'none'}")

    def count(self, word: str) -> int:
        """How many claims have this verdict."""
        return sum(result.word == word for result in self.results)

    @property
    def unexpected(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.is_unexpected)

    @property
    def open(self) -> tuple[Result, ...]:
        """The claims UNDECIDED where a verdict was expected."""
        return tuple(result for result in self.results if result.is_open)

    @property
    def failures(self) -> tuple[Result, ...]:
        """The claims whose certificate failed its check: always a bug of symdl."""
        return tuple(result for result in self.results if result.failure is not None)

    @property
    def summary(self) -> dict[str, int]:
        return {
            "proved": self.count("PROVED"),
            "refuted": self.count("REFUTED"),
            "undecided": self.count("UNDECIDED"),
            "unexpected": len(self.unexpected),
        }

    def exit_code(self, *, is_strict: bool = False) -> int:
        """0 as expected, 1 unexpected verdict, 2 unreadable, 3 open and strict, 4 failed certificate, 5 no claims;
        130 when stopped by hand, as shells have it."""
        if self.failures:
            return 4
        if self.is_interrupted:
            return 130
        if self.errors or any(result.is_unreadable for result in self.results):
            return 2
        if self.unexpected:
            return 1
        if not self.results:
            return 5
        return 3 if is_strict and self.open else 0

    def to_dict(self) -> dict[str, Any]:
        """The JSON result, schema ``symdl.result/1``; ``errors`` is there only when something could not be read."""
        document: dict[str, Any] = {
            "schema": SCHEMA,
            "claims": [result.to_dict() for result in self.results],
            "summary": self.summary,
        }
        if self.errors:
            document["errors"] = [dict(error) for error in self.errors]
        return document

    def __bool__(self) -> bool:
        raise TypeError("a report is neither true nor false; compare report.summary or report.exit_code()")

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {word}" for word, number in self.summary.items())
        return f"<Report of {len(self.results)} claims: {counts}>"

    def _repr_html_(self) -> str:
        rows = "".join(_html_row(result) for result in self.results)
        head = "<tr><th>claim</th><th>verdict</th><th>scope</th><th>seconds</th></tr>"
        return f"<table>{head}{rows}</table><p>{escape(repr(self)[1:-1])}</p>"


def _html_row(result: Result) -> str:
    verdict = result.verdict
    scope = "" if verdict is None else verdict.covers or str(verdict.reason)
    seconds = "" if verdict is None else f"{verdict.seconds:.2f}"
    word = f'<b style="color:{HUES[result.word]}">{result.word} {SIGNS[result.word]}</b>'
    return f"<tr><td>{escape(result.name)}</td><td>{word}</td><td>{escape(scope)}</td><td>{seconds}</td></tr>"
