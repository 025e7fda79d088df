r"""Proofs about matrices of blocks are printed with the blocks as they were written."""

from symdl import block, equal, identity, inverse, matrix, verify, zeros
from symdl.report.latex import proof_to_latex

A, B, D = matrix("A", "n", "n"), matrix("B", "n", "m"), matrix("D", "m", "m")


def test_a_proof_with_blocks_is_printed() -> None:
    triangle = block([[identity("n"), B], [zeros("m", "n"), identity("m")]])
    verdict = verify(equal(inverse(triangle), block([[identity("n"), -B], [zeros("m", "n"), identity("m")]])))
    text = proof_to_latex(verdict.certificate)
    assert r"\begin{pmatrix} I_{n} & B \\ 0_{m \times n} & I_{m} \end{pmatrix}" in text
