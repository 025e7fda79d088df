"""Numbers that are not rational: real algebraic ones exactly, others enclosed between rational numbers."""
