"""Matrices made of blocks at every size: sums of sizes, and the block columns of the identity."""
