"""The rank of a matrix of polynomials for almost every value of its symbols, bounded from below and from above."""
