"""Ranks of Jacobians and what they decide: generic ranks, dimensions of networks, filling widths, patterns, exact points."""
