"""The calculus of symbolic sizes: false derivatives, missing conditions and wrong signs are rejected; honest twins stand."""

import json
import random

import pytest

from symdl import (
    absolute,
    at_most,
    derivative,
    det,
    diag,
    differential,
    entry_sum,
    entrywise_at_most,
    entrywise_less_than,
    entrywise_unequal,
    equal,
    exp,
    function,
    gradient,
    hadamard,
    hadamard_power,
    hessian,
    identity,
    implies,
    inner,
    inverse,
    jacobian,
    kron,
    less_than,
    log,
    log_sum_exp,
    matrix,
    maximum,
    norm,
    number,
    ones,
    scalar,
    sign,
    softmax,
    sqrt,
    tanh,
    trace,
    unequal,
    vec,
    vector,
    verify,
    zeros,
)
from symdl.check import Rejected, check_certificate, claim_digest
from symdl.claims.claim import Claim
from symdl.semantics.json import relation_to_json, to_json
from symdl.semantics.substitution import with_sizes
from symdl.terms.operators import apply

from .certify import num

IDENTITY = {"rule": "combination", "cofactors": []}
SIGNS = {"rule": "signs"}

A, B = matrix("A", "n", "n"), matrix("B", "n", "n")
W, X, Y = matrix("W", "k", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n")
D = matrix("D", "n", "n")
u, v, x, y = (vector(name, "n") for name in "uvxy")
M = matrix("M", "m", "n")
f, F = function("f"), function("F", "n", "m")
s, C = scalar("s"), function("C", 1, "n")
R = Y - W @ X
p = softmax(x)
f1 = apply(f, M @ x, orders=(1,))


def checked(claim, proof, values=None):
    """The judgement on a proof, at the instance whose sizes are 1 and whose symbols are 1 where nothing else is said."""
    form = Claim(name="twin", build=lambda: claim).to_json()
    symbols = {symbol.data.name: symbol for symbol in Claim(name="twin", build=lambda: claim).symbols}
    sizes = dict.fromkeys(Claim(name="twin", build=lambda: claim).sizes, 1)
    given = {name: to_json(with_sizes(ones(*symbol.shape), sizes)) for name, symbol in symbols.items()}
    cubic = {
        name: {"parameters": [["t", {"shape": [1, 1], "domain": "real"}]], "bodies": [["pow", ["sym", "t"], 3]]}
        for name in form["functions"]
    }
    document = {
        "schema": "symdl.certificate/1",
        "claim": form,
        "claim_hash": claim_digest(form),
        "verdict": "PROVED",
        "instance": {"sizes": sizes, "values": {**given, **(values or {})}, "functions": cubic},
        "holds": [{"rule": "evaluate"}] * len(form["hypotheses"]),
        "proof": proof,
    }
    return check_certificate(json.loads(json.dumps(document)))


IDENTITIES = {
    "least squares": (gradient(norm(R) ** 2, W), -2 * R @ X.T, 2 * R @ X.T),
    "least squares without its factor": (gradient(norm(R) ** 2, W), -2 * R @ X.T, -(R @ X.T)),
    "quadratic form": (gradient(x.T @ A @ x, x), (A + A.T) @ x, 2 * A @ x),
    "its Hessian": (hessian(x.T @ A @ x, x), A + A.T, 2 * A),
    "power of a matrix": (gradient(trace(A @ A), A), 2 * A.T, 2 * A),
    "fourth power": (gradient(trace(A @ A @ A @ A), A), 4 * (A @ A @ A).T, 4 * A @ A @ A),
    "product of two": (gradient(trace(A @ B @ A), A), (A @ B + B @ A).T, 2 * (A @ B).T),
    "order of factors": (gradient(trace(B @ A @ D), A), B.T @ D.T, D.T @ B.T),
    "log-sum-exp": (gradient(log_sum_exp(x), x), p, exp(x)),
    "softmax": (jacobian(p, x), diag(p) - p @ p.T, diag(p)),
    "entrywise function": (jacobian(f(M @ x), x), diag(f1) @ M, diag(f(M @ x)) @ M),
    "function of a column": (gradient(norm(F(x)) ** 2, x), 2 * jacobian(F(x), x).T @ F(x), jacobian(F(x), x).T @ F(x)),
    "vec": (jacobian(A @ B @ D, B), kron(D.T, A), kron(A, D.T)),
    "Hessian after vec": (hessian(trace(A.T @ B @ A @ D), A), kron(D.T, B) + kron(D, B.T), kron(D, B) + kron(D.T, B.T)),
    "product rule": (differential(A @ B @ A, A, D), D @ B @ A + A @ B @ D, D @ B @ A + A @ B @ A),
    "square in each entry": (jacobian(hadamard_power(x, 3), x), 3 * diag(hadamard(x, x)), 3 * diag(x)),
    "outer product": (jacobian(x @ x.T @ y, x), (x.T @ y) * identity("n") + x @ y.T, (x.T @ y) * identity("n") + y @ x.T),
    "even power of a norm": (gradient(norm(x) ** 4, x), 4 * norm(x) ** 2 * x, 2 * norm(x) ** 2 * x),
    "trace of the unit": (gradient(s * trace(identity("n")), s), trace(ones("n", 1) @ ones(1, "n")), number(1)),
    "sum of squares of sums": (inner(A @ x, A @ x), x.T @ A.T @ A @ x, x.T @ A @ A.T @ x),
    "two cycles": (trace(A @ B) * trace(A @ D), trace(B @ A) * trace(D @ A), trace(A @ B @ A @ D)),
    "two sums": (entry_sum(A) ** 2, entry_sum(A) * entry_sum(A.T), entry_sum(hadamard(A, A))),
    "product of sums": ((x.T @ y) * (u.T @ v), (u.T @ v) * (y.T @ x), (x.T @ v) * (u.T @ y)),
    "vec of a product": (vec(A @ B), kron(identity("n"), A) @ vec(B), kron(A, identity("n")) @ vec(B)),
    "mixed product": (kron(A, B) @ kron(D, A), kron(A @ D, B @ A), kron(B @ D, A @ A)),
    "exponent of a sum": (exp(x + y), hadamard(exp(x), exp(y)), exp(x) + exp(y)),
    "a curve": (derivative(C(s), s), apply(C, s, orders=(1,)), C(s)),
    "a curve in a product": (derivative(norm(C(s)) ** 2, s), 2 * C(s).T @ apply(C, s, orders=(1,)), 2 * C(s).T @ C(s)),
    "tanh": (jacobian(tanh(x), x), identity("n") - diag(hadamard_power(tanh(x), 2)), identity("n") - diag(tanh(x))),
}  # fmt: skip


def granted(*relations):
    """An identity, after relations that signs tell."""
    proof = IDENTITY
    for relation in reversed(relations):
        proof = {"rule": "have", "relation": relation_to_json(relation), "proof": SIGNS, "then": proof}
    return proof


TOTAL = ones(1, "n") @ exp(x)
STEPS = dict.fromkeys(("log-sum-exp", "softmax"), granted(less_than(0, TOTAL), unequal(TOTAL, 0)))


@pytest.mark.parametrize("name", IDENTITIES)
def test_an_identity_is_accepted_and_its_twin_rejected(name):
    left, right, wrong = IDENTITIES[name]
    proof = STEPS.get(name, IDENTITY)
    assert checked(equal(left, right), proof).word == "PROVED"
    with pytest.raises(Rejected, match="does not hold"):
        checked(equal(left, wrong), proof)


A_SMOOTH_HALF = {
    "norm": (unequal(x, 0), equal(gradient(norm(x), x), x / norm(x))),
    "absolute value": (entrywise_unequal(x, 0), equal(gradient(entry_sum(absolute(x)), x), sign(x))),
    "square root": (entrywise_less_than(0, x), equal(gradient(entry_sum(sqrt(x)), x), hadamard_power(sqrt(x), -1) / 2)),
    "logarithm": (entrywise_less_than(0, x), equal(gradient(entry_sum(log(x)), x), hadamard_power(x, -1))),
    "reciprocals": (entrywise_unequal(x, 0), equal(jacobian(hadamard_power(x, -1), x), -diag(hadamard_power(x, -2)))),
    "maximum": (entrywise_unequal(x, y), equal(2 * gradient(entry_sum(maximum(x, y)), x), ones("n", 1) + sign(x - y))),
    "inverse": (unequal(det(A), 0), equal(gradient(trace(inverse(A)), A), -(inverse(A) @ inverse(A)).T)),
    "determinant": (unequal(det(A), 0), equal(gradient(det(A), A), det(A) * inverse(A).T)),
    "log-determinant": (less_than(0, det(A)), equal(gradient(log(det(A)), A), inverse(A).T)),
}  # fmt: skip


@pytest.mark.parametrize("name", A_SMOOTH_HALF)
def test_a_derivative_needs_its_condition(name):
    condition, claim = A_SMOOTH_HALF[name]
    verdict = verify(implies([condition], claim))
    assert (verdict.word, verdict.scope) == ("PROVED", "all sizes")
    given = verdict.certificate["claim"]["hypotheses"]
    proof = json.loads(json.dumps(verdict.certificate["proof"]))
    assert given
    for attempt in (proof, IDENTITY):
        with pytest.raises(Rejected):
            checked(claim, attempt)


def test_the_gradient_of_a_determinant_is_told_by_an_inverse_only_where_there_is_one():
    outer = inner(gradient(det(x @ x.T), x), y)
    with pytest.raises(Rejected, match="not shown to be defined"):
        checked(equal(outer, outer + 0 * s + 1 - 1 + s - s), IDENTITY)


TOLD = {
    "a sum with a unit": less_than(0, 1 + ones(1, "n") @ exp(x)),
    "exponentials are not zero": unequal(ones(1, "n") @ exp(x), 0),
    "a sum of squares": 0 <= x.T @ x,
    "every entry of a sum": entrywise_less_than(0, ones("n", 1) + hadamard(x, x)),
    "every entry of a product of what is positive": implies(
        [entrywise_less_than(0, A), entrywise_less_than(0, x)], entrywise_less_than(0, A @ x)
    ),
    "the same difference": implies([entrywise_unequal(A @ x, y)], entrywise_unequal(y, A @ x)),
    "a square beside a unit": less_than(0, (x - y).T @ (x - y) + exp(s)),
    "less is at most": implies([entrywise_less_than(x, y)], entrywise_at_most(x - y, zeros("n", 1))),
}


@pytest.mark.parametrize("name", TOLD)
def test_signs_tell(name):
    assert checked(TOLD[name], SIGNS, apart(TOLD[name])).word == "PROVED"


def apart(claim):
    """Values at which x and y differ."""
    symbols = {symbol.data.name for symbol in Claim(name="twin", build=lambda: claim).symbols}
    return {"y": num(2)} if "y" in symbols else {}


UNTOLD = {
    "a symbol": less_than(0, s),
    "a sum of symbols": less_than(0, ones(1, "n") @ x),
    "a square is not positive": less_than(0, x.T @ x),
    "a difference of exponentials": unequal(ones(1, "n") @ exp(x), ones(1, "n") @ exp(y)),
    "an empty sum is not positive": less_than(0, trace(exp(matrix("E", "n", 0)) @ ones(0, "n"))),
    "entries of the unit": entrywise_less_than(0, identity("n")),
    "a product of entries that are not 0": implies([entrywise_unequal(x, 0), entrywise_unequal(y, 0)], unequal(x.T @ y, 0)),
    "some entry differs": implies([unequal(x, y)], entrywise_unequal(x, y)),
    "at most is not less": implies([entrywise_at_most(x, y)], entrywise_less_than(x, y)),
    "the wrong way round": implies([entrywise_less_than(x, y)], entrywise_less_than(y, x)),
    "positive is not the transpose of something": implies([entrywise_less_than(0, A)], entrywise_less_than(0, A @ B)),
    "a factor of what is positive": implies([entrywise_less_than(0, A @ x)], entrywise_less_than(0, x)),
    "a sum with what is positive": implies([entrywise_less_than(0, x)], entrywise_less_than(0, x + y)),
    "a product with what may have any sign": implies([entrywise_less_than(0, x)], entrywise_less_than(0, A @ x)),
    "what is known of another symbol": implies([entrywise_less_than(0, x)], entrywise_less_than(0, y)),
    "the square of a difference is not positive": less_than(0, (x - y).T @ (x - y)),
    "a product of different columns": at_most(0, (x + y).T @ (x - y)),
    "the entries of an outer square": entrywise_at_most(zeros("n", "n"), (x - y) @ (x - y).T),
    "the entries of a Gram matrix": entrywise_at_most(zeros("n", "n"), (A - B).T @ (A - B)),
    "a square and a symbol": less_than(0, (x - y).T @ (x - y) + s),
    "an odd power": entrywise_at_most(zeros("n", 1), hadamard_power(x, 3)),
    "an equation": equal(x, y),
}  # fmt: skip


@pytest.mark.parametrize("name", UNTOLD)
def test_signs_do_not_tell_what_is_false(name):
    with pytest.raises(Rejected, match="signs"):
        checked(UNTOLD[name], SIGNS, apart(UNTOLD[name]))


# random terms -------------------------------------------------------------------------------------


def drawn(draw, depth):
    """A random scalar of square matrices and columns."""

    def square(level):
        kind = draw.randrange(7 if level else 2)
        if kind < 2:
            return (A, B)[kind]
        a = square(level - 1)
        return [
            lambda: a @ square(level - 1),
            lambda: a + square(level - 1),
            lambda: a.T,
            lambda: hadamard(a, square(level - 1)),
            lambda: tanh(a),
        ][kind - 2]()

    a = square(depth)
    return [lambda: trace(a), lambda: x.T @ a @ y, lambda: entry_sum(exp(a @ x)), lambda: norm(a) ** 2][
        draw.randrange(4)
    ]()


def mutated(draw, term):
    """A sum with a summand dropped or turned, or twice the term."""
    parts = [*term.args] if term.op == "add" else [term]
    k = draw.randrange(len(parts))
    change = draw.randrange(3)
    parts[k] = parts[k].T if change == 0 else -parts[k] if change == 1 else 2 * parts[k]
    return sum(parts[1:], parts[0])


def fuzzed(seeds):
    """Random gradients with what the engine derives, or a mutant of it; the checker accepts none that floats contradict."""
    from symdl.calculus.agreement import agree
    from symdl.calculus.plain import without_derivatives

    accepted = 0
    for seed in seeds:
        draw = random.Random(seed)
        term = drawn(draw, 3)
        derived = without_derivatives(gradient(term, A))
        for candidate in (derived, mutated(draw, derived)):
            try:
                checked(equal(gradient(term, A), candidate), IDENTITY)
            except Rejected:
                assert candidate is not derived, f"seed {seed}: {term!r}"
            else:
                accepted += 1
                assert agree(derived, candidate), f"seed {seed}: {candidate!r} is no gradient of {term!r}"
    return accepted


def test_random_gradients_are_decided_right():
    assert fuzzed(range(25)) >= 25


@pytest.mark.slow
def test_many_random_gradients_are_decided_right():
    assert fuzzed(range(25, 800)) >= 775
