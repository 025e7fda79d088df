"""How many solutions a polynomial system has: bounds from above, points from below, or infinitely many.

Each file holds one way of knowing; docs/checker.md has the mathematics.
"""
