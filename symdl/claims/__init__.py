"""Claims, derivations, verdicts and the registry they are collected in."""
