"""Errors for wrong calls; a failure of mathematics is a value with a reason, never an exception."""


class SymdlError(Exception):
    """Base of every error symdl raises on purpose. Its text names the input, the place and the next step."""


class ShapeError(SymdlError):
    """Two terms do not fit together; the message names both and their shapes."""


class DeclarationError(SymdlError):
    """A symbol is undeclared, declared twice in different ways, or badly named."""


class BudgetError(SymdlError):
    """The input is larger than the work budget allows."""


class OutOfScopeError(SymdlError):
    """The input is well formed, but this interpretation has no meaning for it."""


class CoercionError(SymdlError):
    """A Python value cannot be read as an exact term."""
