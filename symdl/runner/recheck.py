"""The last door: a certificate is checked again, as the text it will be stored as, before its verdict leaves.

Nothing of what the prover said is used: the claim is built anew, its hash compared, and the checker's own
judgement must be the verdict's.
"""

import json
from dataclasses import replace

from symdl.check import Rejected, check_certificate
from symdl.check.canonical import canonical
from symdl.claims.claim import Claim
from symdl.claims.repair import Repair
from symdl.claims.verdict import Verdict


def recheck(claim: Claim, verdict: Verdict) -> str | None:
    """Why the verdict does not stand on its own, as a sentence; None when it does."""
    if verdict.judgement is None:
        return None
    if verdict.certificate is None:
        return f"{claim.name} was called {verdict.word} without a certificate; this is a bug of symdl."
    try:
        judgement = check_certificate(json.loads(canonical(verdict.certificate)))
    except (Rejected, ValueError, RecursionError) as error:
        return f"The certificate of {claim.name} fails its check: {error}; this is a bug of symdl."
    if judgement.claim_hash != replace(claim).hash:
        return f"The certificate of {claim.name} is about another claim; this is a bug of symdl."
    if judgement != verdict.judgement:
        return f"The certificate of {claim.name} shows {judgement}, not {verdict.judgement}; this is a bug of symdl."
    return None


def recheck_repair(repair: Repair) -> str | None:
    """Why the certificate of a claim with a hypothesis added does not stand on its own; None when it does."""
    try:
        judgement = check_certificate(json.loads(canonical(repair.certificate)))
    except (Rejected, ValueError, RecursionError) as error:
        return f"The certificate with {repair.words} fails its check: {error}; this is a bug of symdl."
    if judgement != repair.judgement:
        return f"The certificate with {repair.words} shows {judgement}, not {repair.judgement}; this is a bug of symdl."
    return None
