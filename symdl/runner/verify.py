"""The one call: a claim, a relation, a derivation or a path goes in, a checked verdict or a report comes out."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import overload

from symdl.claims.claim import Claim, Derivation, as_claim
from symdl.claims.verdict import Verdict
from symdl.runner.attempt import SECONDS, blank
from symdl.runner.collect import Collection, collect
from symdl.runner.report import Report, Result
from symdl.runner.settling import Settling, key_of
from symdl.runner.source import CollectionError, links
from symdl.runner.workers import Task, in_process, run
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation

REPAIRING = 5.0
"""Time to look for the hypothesis that an unexpectedly refuted claim lacks."""


class CertificateError(SymdlError):
    """A certificate failed its second check: always a bug of symdl."""


@overload
def verify(target: Claim | Relation, *, seconds: float = ..., seed: int = ...) -> Verdict: ...


@overload
def verify(target: Derivation | str | Path, *, seconds: float = ..., seed: int = ...) -> Report: ...


def verify(
    target: Claim | Relation | Derivation | str | Path, *, seconds: float = SECONDS, seed: int = 0
) -> Verdict | Report:
    """Decide a claim, or every claim of a derivation, a file or a folder.

    Args:
        target: a claim or a relation; or a derivation, a path, ``FILE::NAME`` or a name of the catalogue.
        seconds: time for each claim that does not bring its own.
        seed: of every random choice; the same seed gives the same answer.

    Returns:
        A Verdict for a claim or a relation, a Report for anything else.

    Raises:
        CertificateError: when a certificate fails its check, which is a bug of symdl.
        SymdlError: when a path or name cannot be read at all.

    >>> from symdl import scalar
    >>> x, y = scalar("x"), scalar("y")
    >>> verify(2 * x * y <= x**2 + y**2).word
    'PROVED'
    >>> verify(x * y <= x**2 - y**2).word
    'REFUTED'
    """
    if isinstance(target, Claim | Relation):
        return _verdict(as_claim(target), seconds, seed)
    if isinstance(target, Derivation):
        tasks = [Task(claim, claim.seconds or seconds, repairing=_repairing(claim, seconds)) for claim in links(target)]
        return _report(tasks, (), seed=seed, jobs=1)
    if not isinstance(target, str | Path):
        raise SymdlError(f"verify takes a claim, a relation, a derivation or a path, but it was given {target!r}.")
    collection = collect([target])
    if not collection.claims and collection.errors:
        raise collection.errors[0]
    return verify_collection(collection, seconds=seconds, seed=seed, jobs=1)


def verify_collection(
    collection: Collection,
    *,
    seconds: float = SECONDS,
    limit: float | None = None,
    seed: int = 0,
    jobs: int | None = None,
    on_result: Callable[[Result], None] = lambda _: None,
    repairing: float = 0.0,
) -> Report:
    """Decide the claims of a collection.

    Args:
        collection: from `collect`.
        seconds: time for a claim that does not bring its own.
        limit: time for each claim, whatever it brings.
        seed: of every random choice.
        jobs: worker processes; None for one a processor, 1 for none.
        on_result: called with each result, in order.
        repairing: time to look for the hypothesis that a refuted claim lacks, whatever was expected of it; where none is
            given, only claims that were expected to hold get the time `REPAIRING`.
    """
    tasks = [
        Task(item.claim, limit or item.claim.seconds or seconds, item.file, _repairing(item.claim, limit, repairing))
        for item in collection.claims
    ]
    return _report(tasks, collection.errors, seed=seed, jobs=jobs, on_result=on_result)


def _repairing(claim: Claim, limit: float | None, asked: float = 0.0) -> float:
    """Time to look for a missing hypothesis: a claim that was expected to fail lacks none, one with unread words is not refuted."""
    if any(sentence.is_assumed for sentence in claim.unread):
        return 0.0
    return asked or (min(REPAIRING, limit or REPAIRING) if claim.expect == "proved" else 0.0)


def _verdict(claim: Claim, seconds: float, seed: int) -> Verdict:
    result = in_process(Task(claim, claim.seconds or seconds, repairing=_repairing(claim, seconds)), seed)
    if result.failure is not None:
        raise CertificateError(result.failure)
    assert result.verdict is not None
    return result.verdict


def _report(
    tasks: Sequence[Task],
    errors: Sequence[CollectionError],
    *,
    seed: int,
    jobs: int | None,
    on_result: Callable[[Result], None] = lambda _: None,
) -> Report:
    start = time.perf_counter()
    keys = [(key_of(blank(task.claim, task.file)), task.claim) for task in tasks]
    settling = Settling(keys, on_result)
    found, is_interrupted = run(tasks, jobs=jobs, seed=seed, on_result=settling.add)
    settling.flush()
    results = [settling.final.get(key_of(result), result) for result in found]
    told = tuple({"file": str(e.file) if e.file else None, "line": e.line, "message": e.message} for e in errors)
    return Report(tuple(results), told, seed, time.perf_counter() - start, is_interrupted)
