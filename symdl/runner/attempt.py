"""One claim, decided and re-checked, as a result; whatever goes wrong becomes a verdict with its reason."""

from __future__ import annotations

import time
import traceback
from dataclasses import replace
from pathlib import Path

from symdl.claims.claim import Claim
from symdl.claims.verdict import Reason, Verdict, undecided
from symdl.runner.report import Result
from symdl.terms.errors import BudgetError, OutOfScopeError, SymdlError

SECONDS = 20.0
"""Time for one claim, unless it or the reader says otherwise."""


def blank(claim: Claim, file: Path | None = None) -> Result:
    """The result of a claim that has not been looked at."""
    place = claim.place
    where = str(file) if file is not None else place.file
    return Result(claim.name, claim.expect, file=where, line=place.line)


def attempt(
    claim: Claim, *, seconds: float = SECONDS, seed: int = 0, file: Path | None = None, repairing: float = 0.0
) -> Result:
    """Decide the claim and re-check its certificate; when it is refuted, look for a missing hypothesis so many seconds."""
    start = time.perf_counter()
    result, verdict = blank(claim, file), _unreadable(claim)
    if verdict is None:
        result = replace(
            result, statement=repr(claim.goal), hypotheses=tuple(repr(hypothesis) for hypothesis in claim.hypotheses)
        )
        verdict, failure = _decided(claim, seconds, seed)
        verdict = verdict.having(fields=_fields(verdict))
        if verdict.word == "REFUTED" and repairing > 0 and "real" in verdict.fields:
            verdict, failure = _repaired(claim, verdict, repairing, seed)
        result = replace(result, failure=failure)
    return replace(result, verdict=verdict.having(seconds=time.perf_counter() - start))


def _fields(verdict: Verdict) -> tuple[str, ...]:
    from symdl.runner.complexes import fields_of

    return fields_of(verdict)


def _unreadable(claim: Claim) -> Verdict | None:
    """UNDECIDED when the formula cannot be built, None when it can."""
    try:
        claim.to_json()
    except BudgetError as error:
        return undecided(Reason.BUDGET, str(error))
    except OutOfScopeError as error:
        return undecided(Reason.OUT_OF_SCOPE, str(error))
    except RecursionError:
        return undecided(Reason.BUDGET, f"{claim.name} nests too deeply; name its parts and claim them one by one.")
    except SymdlError as error:
        return undecided(Reason.NOT_PARSED, str(error))
    except Exception as error:
        said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return undecided(
            Reason.NOT_PARSED, f"{claim.name} cannot be built ({said}, {_where(error)}); correct the formula."
        )
    return None


def _decided(claim: Claim, seconds: float, seed: int) -> tuple[Verdict, str | None]:
    """The verdict, and why its certificate fails the second check, if it does."""
    from symdl.runner.decide import decide
    from symdl.runner.recheck import recheck

    try:
        verdict = decide(replace(claim, seconds=None), seconds=seconds, seed=seed)
        failure = recheck(claim, verdict)
    except MemoryError:
        return undecided(Reason.BUDGET, "The memory of this machine ran out; claim its parts one by one."), None
    except RecursionError:
        return undecided(Reason.BUDGET, "The claim nests too deeply; name its parts and claim them one by one."), None
    except Exception as error:
        said = f"{type(error).__name__}: {error} ({_where(error)})"
        return undecided(Reason.NO_PROOF_FOUND, f"symdl stopped on an error of its own; please report it. {said}"), None
    if failure is not None:
        return undecided(Reason.NO_PROOF_FOUND, failure), failure
    return verdict, None


def _repaired(claim: Claim, verdict: Verdict, seconds: float, seed: int) -> tuple[Verdict, str | None]:
    """The verdict with the hypotheses that the claim lacks, each with a certificate that stands on its own."""
    from symdl.runner.recheck import recheck_repair
    from symdl.runner.repair import repairs

    try:
        found = repairs(claim, verdict, seconds=seconds, seed=seed)
    except (MemoryError, RecursionError):
        return verdict, None
    failures = [failure for failure in map(recheck_repair, found) if failure is not None]
    return verdict.having(repairs=found), next(iter(failures), None)


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown place"
