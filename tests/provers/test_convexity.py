"""Hessians that are sums of weighted squares, or variances, at every size; and what is not convex."""

import pytest

from symdl import (
    entry_sum,
    exp,
    hadamard,
    hessian,
    log,
    log_sum_exp,
    matrix,
    norm,
    ones,
    psd,
    sqrt,
    tanh,
    vector,
    verify,
)

x, w, y, A = vector("x", "n"), vector("w", "d"), vector("y", "n"), matrix("A", "n", "d")
ONE = ones("n", 1)
CONVEX = {
    "log-sum-exp": (log_sum_exp(x), x),
    "log-sum-exp of a linear map": (log_sum_exp(A @ w), w),
    "logistic": (entry_sum(log(ONE + exp(-hadamard(y, A @ w)))), w),
    "softplus": (entry_sum(log(ONE + exp(x))), x),
    "smooth absolute value": (entry_sum(sqrt(ONE + hadamard(x, x))), x),
    "least squares and softmax": (norm(A @ w - y) ** 2 + log_sum_exp(A @ w), w),
}
NOT_CONVEX = {
    "minus log-sum-exp": (-log_sum_exp(x), x),
    "half too much taken away": (log_sum_exp(x) - norm(x) ** 2 / 4, x),
    "tanh": (entry_sum(tanh(x)), x),
    "minus logistic": (-entry_sum(log(ONE + exp(-hadamard(y, A @ w)))), w),
    "a difference of softplus": (entry_sum(log(ONE + exp(x))) - entry_sum(log(ONE + exp(2 * x))), x),
}


@pytest.mark.parametrize("name", CONVEX)
def test_a_convex_loss_is_convex_at_every_size(name):
    loss, variable = CONVEX[name]
    verdict = verify(psd(hessian(loss, variable)))
    assert (verdict.word, verdict.scope) == ("PROVED", "all sizes")


@pytest.mark.parametrize("name", NOT_CONVEX)
def test_what_is_not_convex_is_not_proved(name):
    loss, variable = NOT_CONVEX[name]
    assert verify(psd(hessian(loss, variable)), seconds=3).word != "PROVED"
