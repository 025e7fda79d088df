"""Claim to counterexample: one method a file. Nothing here makes a verdict."""
