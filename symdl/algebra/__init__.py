"""Exact engines on FLINT; every answer is expanded again before it is returned."""
