"""The report as text: a table, the findings that need attention, a summary, and what was not established."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from symdl.claims.verdict import Verdict
from symdl.report.paint import Paint
from symdl.runner.exact import exact_values
from symdl.runner.report import Report, Result

VERDICT_WIDTH, SCOPE_WIDTH = 13, 18

PLAIN = Paint()


def render(report: Report) -> str:
    """The whole report, without colour."""
    width = name_width(result.name for result in report)
    lines = [*header(len(report), width), *(row(result, width) for result in report), *closing(report)]
    return "\n".join(lines) + "\n"


# the table ----------------------------------------------------------------------------------------


def name_width(names: Iterable[str]) -> int:
    return max([len("claim"), *map(len, names)])


def header(count: int, width: int, *, paint: Paint = PLAIN) -> list[str]:
    """The title and the head of the table."""
    title = f"{count} claim{'' if count == 1 else 's'}"
    head = f"{'claim':<{width}}  {'verdict':<{VERDICT_WIDTH}}  {'scope':<{SCOPE_WIDTH}} seconds"
    return [paint(title, "bold"), "-" * len(title), paint(head, "dim")]


def row(result: Result, width: int, *, paint: Paint = PLAIN) -> str:
    """One line: name, verdict, scope (or reason), seconds, and whether it was expected."""
    verdict = result.verdict
    scope = "" if verdict is None else verdict.covers or str(verdict.reason)
    seconds = "" if verdict is None else f"{verdict.seconds:.2f}"
    word = paint.verdict(result.word, width=VERDICT_WIDTH)
    return f"{result.name:<{width}}  {word}  {scope:<{SCOPE_WIDTH}} {seconds:>7}{_expectation(result)}".rstrip()


def _expectation(result: Result) -> str:
    if result.failure is not None:
        return "  CERTIFICATE FAILED"
    if result.is_unexpected:
        return f"  expected {result.expected.upper()}"
    return "  as expected" if result.word.lower() == result.expected != "proved" else ""


# findings -----------------------------------------------------------------------------------------


def needs_attention(result: Result) -> bool:
    """Whether the reader should look at this claim."""
    return result.is_unexpected or result.is_open or result.failure is not None


Recheck = Callable[[Result], str]


def verify_again(result: Result) -> str:
    """The command that decides the claim again, writes its certificate and checks it alone."""
    if result.word not in ("PROVED", "REFUTED"):
        return f"symdl verify {quoted(result.target)}"
    return f"symdl verify {quoted(result.target)} --certificates . ; symdl check {result.name}.json"


def quoted(target: str) -> str:
    return f"'{target}'" if " " in target else target


def details(result: Result, *, paint: Paint = PLAIN, recheck: Recheck = verify_again) -> list[str]:
    """What a reader needs to know of one claim: formula, reason, counterexample, the command that re-checks it."""
    expected = f", expected {result.expected.upper()}" if result.word.lower() != result.expected else ""
    facts: list[tuple[str, list[str]]] = [
        ("at", [result.place] if result.place else []),
        ("hypotheses", list(result.hypotheses)),
        ("claim", [result.statement] if result.statement else []),
    ]
    verdict = result.verdict
    if verdict is not None:
        facts += [
            ("reason", [str(verdict.reason)] if verdict.reason else []),
            ("because", [verdict.message] if verdict.message else []),
            ("counterexample", counterexample(verdict)),
            ("missing", missing(verdict)),
            ("evidence", evidence(verdict)),
        ]
    facts.append(("check again", [recheck(result)]))
    head = f"{paint(result.name, 'bold')}: {paint.verdict(result.word)}{expected}"
    return [head, *listed(facts)]


def listed(facts: Sequence[tuple[str, list[str]]], *, indent: str = "  ") -> list[str]:
    width = max((len(label) for label, lines in facts if lines), default=0)
    return [
        f"{indent}{label if number == 0 else '':<{width}}  {line}"
        for label, lines in facts
        for number, line in enumerate(lines)
    ]


def counterexample(verdict: Verdict) -> list[str]:
    """The exact values that break the claim, matrices over several lines."""
    return values_as_lines(exact_values(verdict) or {})


def missing(verdict: Verdict) -> list[str]:
    """The hypotheses that a refuted claim lacks, the weakest found first; nothing where none was found."""
    first, *others = verdict.holds_if or ("",)
    return [f"false as written; {first}", *(f"also {other}" for other in others)] if first else []


def values_as_lines(values: dict[str, Any]) -> list[str]:
    """``name = value``, the short ones on one line."""
    short = [f"{name} = {value}" for name, value in values.items() if isinstance(value, str)]
    tables = [line for name, value in values.items() if isinstance(value, list) for line in _table(name, value)]
    return ([", ".join(short)] if short else []) + tables


def _table(name: str, rows: list[list[str]]) -> list[str]:
    if not rows or not rows[0]:
        return [f"{name} is an empty matrix ({len(rows)} rows)"]
    if all(len(row) == 1 for row in rows):
        return [f"{name} = ({', '.join(row[0] for row in rows)})ᵀ"]
    widths = [max(len(row[j]) for row in rows) for j in range(len(rows[0]))]
    indent = " " * len(name)
    return [
        f"{name + ' =' if i == 0 else indent + '  '} [ {'  '.join(f'{x:>{w}}' for x, w in zip(row, widths, strict=True))} ]"
        for i, row in enumerate(rows)
    ]


def evidence(verdict: Verdict) -> list[str]:
    """What floats say; it never makes a verdict."""
    found = verdict.evidence
    lines = []
    if found.instances:
        residual = "" if found.largest_residual is None else f", largest residual {found.largest_residual:.1e}"
        lines.append(f"holds in floats on {found.agreeing} of {found.instances} drawn instances{residual}")
    lines += [f"{name}: largest difference {value:.1e}" for name, value in sorted(found.routines.items())]
    return [*lines, *found.notes]


# the end ------------------------------------------------------------------------------------------


def closing(report: Report, *, paint: Paint = PLAIN, recheck: Recheck = verify_again) -> list[str]:
    """Findings, summary and what was not established."""
    lines: list[str] = []
    for result in report:
        if needs_attention(result):
            lines += ["", *details(result, paint=paint, recheck=recheck)]
    return [*lines, "", summary(report, paint=paint), *(f"  {line}" for line in not_established(report))]


def summary(report: Report, *, paint: Paint = PLAIN) -> str:
    """One line with the counts, the time and the seed."""
    counts = report.summary
    parts = [paint(f"{counts['proved']} proved", "PROVED"), paint(f"{counts['refuted']} refuted", "REFUTED")]
    parts += [paint(f"{counts['undecided']} undecided", "UNDECIDED"), f"{counts['unexpected']} unexpected"]
    if not_run := report.count("NOT RUN"):
        parts.append(f"{not_run} not run")
    return f"{', '.join(parts)}; {report.seconds:.1f} s, seed {report.seed}"


def not_established(report: Report) -> list[str]:
    """What the verdicts of a report do not say, as sentences."""
    proved = [
        (result.name, result.verdict) for result in report if result.verdict is not None and result.word == "PROVED"
    ]
    fixed = [name for name, verdict in proved if str(verdict.scope).startswith("sizes")]
    trusting: dict[str, list[str]] = {}
    for name, verdict in proved:
        for theorem in verdict.trust:
            trusting.setdefault(theorem, []).append(name)
    lines = [f"Not shown for other sizes than those in the scope: {_some(fixed)}."] if fixed else []
    both = [name for name, verdict in proved if verdict.fields == ("real", "complex")]
    lines += [f"Holds for complex matrices and the conjugate transpose as well: {_some(both)}."] if both else []
    lines += [f"Taken on trust: {theorem}, in {_some(names)}." for theorem, names in sorted(trusting.items())]
    if report.open:
        lines.append(f"Neither proved nor refuted: {_some([result.name for result in report.open])}.")
    return lines


def _some(names: list[str], *, most: int = 6) -> str:
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest
