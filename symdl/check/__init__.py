"""Certificates and the trusted checker. Standard library only; nothing of symdl outside this folder."""

from symdl.check.certificate import check_certificate, claim_digest
from symdl.check.judgement import Judgement, Rejected

__all__ = ["Judgement", "Rejected", "check_certificate", "claim_digest"]
