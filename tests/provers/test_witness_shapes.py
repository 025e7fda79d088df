"""A witness below a positive number is proposed for scalars only."""

from symdl import equal, exists, iff, implies, matrix, pinv, vector, verify


def test_a_column_that_exists_is_no_positive_number():
    X, w, y, z = matrix("X", "n", "p"), vector("w", "p"), vector("y", "n"), vector("z", "p")
    solutions = exists(z, equal(w, pinv(X) @ y + z - pinv(X) @ X @ z))
    claim = implies([equal(X @ pinv(X) @ y, y)], iff(equal(X @ w, y), solutions))
    assert verify(claim).word == "PROVED"
