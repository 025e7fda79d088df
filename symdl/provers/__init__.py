"""Claim to certificate: one method a file. Nothing here makes a verdict."""
