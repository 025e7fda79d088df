"""symdl: a mathematical claim, written once, comes back with a verdict that anyone can re-check.

Names are imported when they are first used, so `import symdl` loads neither SymPy nor NumPy.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "symdl.terms.errors": (
        "SymdlError",
        "ShapeError",
        "DeclarationError",
        "CoercionError",
        "OutOfScopeError",
        "BudgetError",
    ),
    "symdl.terms.blocks": ("block", "hstack", "vstack", "block_diag"),
    "symdl.terms.operators": (
        "scalar",
        "vector",
        "matrix",
        "function",
        "size",
        "identity",
        "zeros",
        "ones",
        "array",
        "inverse",
        "pinv",
        "trace",
        "det",
        "positive_index",
        "rank",
        "norm",
        "inner",
        "hadamard",
        "hadamard_power",
        "hadamard_quotient",
        "kron",
        "vec",
        "diag",
        "gradient",
        "hessian",
        "jacobian",
        "derivative",
        "differential",
        "exp",
        "log",
        "sqrt",
        "tanh",
        "sigmoid",
        "softmax",
        "log_sum_exp",
        "entry_sum",
        "absolute",
        "sign",
        "maximum",
        "minimum",
        "relu",
        "summation",
        "iterate",
    ),
    "symdl.terms.commutation": ("commutation",),
    "symdl.terms.matrix_functions": ("sqrtm", "expm", "projection"),
    "symdl.terms.families": ("Family",),
    "symdl.terms.layers": ("Layers",),
    "symdl.terms.ranks": ("rank_almost_everywhere", "network_rank"),
    "symdl.terms.limits": ("tends_to",),
    "symdl.terms.relation": (
        "equal",
        "unequal",
        "entrywise_unequal",
        "entrywise_at_most",
        "entrywise_less_than",
        "at_most",
        "less_than",
        "psd",
        "pd",
        "minimises",
        "count_is",
        "count_at_most",
        "critical_count_is",
        "every_minimum_is_global",
        "implies",
        "iff",
        "both",
        "either",
        "forall",
        "exists",
        "Relation",
    ),
    "symdl.terms.term": ("Term", "number"),
    "symdl.semantics.sympy": ("from_sympy",),
    "symdl.algebra.polynomial": ("Polynomial",),
    "symdl.networks.network": ("PolynomialNetwork", "LinearNetwork"),
    "symdl.algebra.solutions.count": ("count_solutions",),
    "symdl.algebra.solutions.figures": ("SolutionCount",),
    "symdl.algebra.solutions.critical": ("critical_points",),
    "symdl.ranks.matrices": ("generic_rank",),
    "symdl.ranks.thresholds": ("activation_threshold",),
    "symdl.ranks.filling": ("minimal_filling_widths",),
    "symdl.ranks.patterns": ("pattern_ranks",),
    "symdl.ranks.points": ("rank_at", "inertia"),
    "symdl.ranks.drops": ("rank_drop",),
    "symdl.claims.claim": ("Claim", "Derivation", "claim", "derivation"),
    "symdl.claims.verdict": ("Verdict", "Reason"),
    "symdl.runner.certified_count": ("certify_count",),
    "symdl.runner.certified_critical": ("certify_critical",),
    "symdl.runner.verify": ("verify",),
    "symdl.runner.repair": ("missing_hypotheses",),
    "symdl.runner.derive": ("derive", "Derived"),
    "symdl.runner.report": ("Report",),
}

_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'symdl' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
