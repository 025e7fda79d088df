"""Claims about complex matrices: what the checker carries over from real ones, and what it must not."""

import json
import random

import numpy as np
import pytest

from symdl import (
    at_most,
    both,
    det,
    diag,
    equal,
    exists,
    forall,
    hadamard,
    identity,
    iff,
    implies,
    inner,
    inverse,
    kron,
    less_than,
    matrix,
    minimises,
    norm,
    ones,
    pinv,
    psd,
    rank,
    scalar,
    size,
    trace,
    unequal,
    verify,
)
from symdl.check import Rejected, check_certificate
from symdl.check.canonical import digest
from symdl.check.complexes.claims import Invariance
from symdl.check.language import Language
from symdl.check.polynomial import Work
from symdl.claims.claim import as_claim

A, B = matrix("A", "m", "n", field="complex"), matrix("B", "m", "n", field="complex")
S, T = matrix("S", "n", "n", field="complex"), matrix("T", "n", "n", field="complex")
C, X = matrix("C", "m", "k", field="complex"), matrix("X", "n", "k", field="complex")
Y, W = matrix("Y", "k", "n", field="complex"), matrix("W", "k", "m", field="complex")
lam, c = scalar("lambda", positive=True), scalar("c")
k = scalar("k", natural=True)

TRUE = {
    "push-through": equal(
        inverse(A @ A.H + lam * identity("m")) @ A, A @ inverse(A.H @ A + lam * identity("n"))
    ),
    "the pseudoinverse of the adjoint": equal(pinv(A.H), pinv(A).H),
    "a matrix without norm is 0": implies([equal(A.H @ A, 0)], equal(A, 0)),
    "a square is positive": psd(A @ A.H),
    "positive is Hermitian": implies([psd(S)], equal(S, S.H)),
    "full rank": implies([equal(rank(A), size("m"))], equal(pinv(A), A.H @ inverse(A @ A.H))),
    "solvable": iff(exists(X, equal(A @ X, C)), equal(A @ pinv(A) @ C, C)),
    "ridge": minimises(
        Y @ A.H @ inverse(A @ A.H + lam * identity("m")), norm(Y - W @ A) ** 2 + lam * norm(W) ** 2, over=W
    ),
    "a real trace": equal(trace(A @ A.H), norm(A) ** 2),
    "the rank of a product": at_most(rank(A @ X), rank(A)),
    "determinants tell invertible matrices": implies([unequal(det(S), 0)], equal(S @ inverse(S), identity("n"))),
    "powers": implies([equal(S @ T, T @ S)], equal(S**k @ T, T @ S**k)),
}  # fmt: skip

FALSE_OR_FOREIGN = {
    "tr S = tr Sᴴ": equal(trace(S), trace(S.H)),
    "⟨A, B⟩ = ⟨B, A⟩": equal(inner(A, B), inner(B, A)),
    "⟨A, B⟩ is real": equal(trace(A @ B.H), trace(B @ A.H)),
    "the polarisation of the norm": equal(norm(A + B) ** 2, norm(A) ** 2 + 2 * inner(A, B) + norm(B) ** 2),
    "tr Sᴴ S T is real": equal(trace(S.H @ S @ T), trace(T.H @ S.H @ S)),
    "det Sᴴ = det S": equal(det(S.H), det(S)),
    "a size is 3 or more": implies([at_most(3, size("n"))], psd(S @ S.H)),
    "tr Sᴴ S = c": implies([equal(trace(S.H @ S), c)], at_most(0, c)),
    "n = rank + 1": implies([equal(rank(A) + 1, size("m"))], less_than(rank(A), size("m"))),
    "a norm beside a trace": at_most(norm(A), norm(A) ** 2 + 1),
    "a trace times a matrix": equal(trace(A @ A.H) * B, norm(A) * B),
    "entries": equal(hadamard(A, B), hadamard(B, A)),
    "Kronecker": equal(kron(A, B).H, kron(A.H, B.H)),
    "ones": equal(S @ ones("n", "n"), S @ ones("n", "n")),
    "rank one matrices exist": exists(S, equal(rank(S), 1)),
    "a square root of −I": exists(S, equal(S @ S, -identity("n"))),
    "for all, in a hypothesis": implies([forall(X, implies([equal(A @ X, 0)], equal(X, 0)))], equal(rank(A), size("n"))),
    "a power that is a size": equal(S ** size("n"), S ** size("n")),
    "real matrices beside": equal(A + matrix("R", "m", "n"), matrix("R", "m", "n") + A),
}  # fmt: skip

FALSE = {
    "every matrix is normal": equal(S @ S.H, S.H @ S),
    "the pseudoinverse without full rank": equal(pinv(A), A.H @ inverse(A @ A.H)),
    "a power of A": implies([equal(S.H @ S, S @ S.H)], equal(S, S.H)),
    "any equation is solvable": exists(X, equal(A @ X, C)),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_claim_made_of_what_real_forms_respect_is_proved(name):
    verdict = verify(TRUE[name], seconds=20)
    assert (verdict.word, verdict.scope, verdict.fields) == ("PROVED", "all sizes", ("complex",))
    assert "real forms of complex matrices" in verdict.trust
    assert check_certificate(json.loads(json.dumps(verdict.certificate))) == verdict.judgement


@pytest.mark.parametrize("name", FALSE_OR_FOREIGN)
def test_what_real_forms_do_not_respect_is_out_of_scope(name):
    assert verify(FALSE_OR_FOREIGN[name], seconds=5).word == "UNDECIDED"


@pytest.mark.parametrize("name", FALSE)
def test_real_matrices_refute_claims_about_complex_ones(name):
    verdict = verify(FALSE[name], seconds=10)
    assert (verdict.word, verdict.fields) == ("REFUTED", ("complex",))


def relabelled(relation, field):
    """The certificate of a claim about real matrices, its claim about complex ones, and the other way round."""
    document = json.loads(json.dumps(verify(relation, seconds=10).certificate))
    claim = json.loads(json.dumps(document["claim"]).replace('"real"', f'"{field}"'))
    for form in claim["symbols"].values():
        if form["shape"] == [1, 1]:
            form["domain"] = "real"
    return {**document, "claim": claim, "claim_hash": digest(claim)}


R, Q, x = matrix("R", "n", "n"), matrix("Q", "n", "n"), matrix("x", "n", 1)


@pytest.mark.parametrize(
    "relation",
    [
        equal(trace(R), trace(R.T)),
        equal(inner(R, Q), inner(Q, R)),
        equal(hadamard(R, Q), hadamard(Q, R)),
        equal(x.T @ R @ x, x.T @ R.T @ x),
        equal(det(R.T), det(R)),
        equal(diag(x) @ R, diag(x) @ R),
        implies([equal(matrix("P", 2, 2), 0)], equal(matrix("P", 2, 2) @ matrix("P", 2, 2), 0)),
    ],
)
def test_a_real_proof_is_none_of_a_claim_that_real_forms_change(relation):
    document = relabelled(relation, "complex")
    with pytest.raises(Rejected):
        check_certificate(document)


def test_a_proof_at_small_sizes_says_nothing_of_complex_matrices():
    document = relabelled(equal(R.T.T + Q, Q + R), "complex")
    assert check_certificate(document).scope == "all sizes"
    fixed = {"rule": "sizes", "cases": [{"sizes": {"n": 1}, "proof": document["proof"]}]}
    with pytest.raises(Rejected):
        check_certificate({**document, "proof": fixed})


def test_a_scalar_cannot_be_complex():
    document = relabelled(equal(R + Q, Q + R), "complex")
    document["claim"]["symbols"]["z"] = {"shape": [1, 1], "domain": "complex"}
    document["claim_hash"] = digest(document["claim"])
    document["instance"]["values"]["z"] = ["num", "0"]
    with pytest.raises(Rejected):
        check_certificate(document)


# agreement with complex floats ------------------------------------------------------------------------

SIZES = {"m": 2, "n": 3}


def drawn_terms(draw, levels, shape):
    """A term of this shape, of matrices A: m × n and S, T: n × n and their adjoints, and of real scalars."""
    if shape == (1, 1):
        pick = draw.randrange(9 if levels else 2)
        if pick < 2:
            return [["num", str(draw.randint(-2, 3))], ["sym", "c"]][pick]
        inner_shape = (draw.choice("mn"), draw.choice("mn"))
        G = drawn_terms(draw, levels - 1, inner_shape)
        square = [
            ["matmul", ["transpose", G], G],
            ["add", ["matmul", ["transpose", G], G], ["identity", inner_shape[1]]],
        ]
        return [
            lambda: ["norm", G], lambda: ["trace", draw.choice(square)], lambda: ["size", draw.choice("mn")],
            lambda: ["mul", drawn_terms(draw, levels - 1, shape), drawn_terms(draw, levels - 1, shape)],
            lambda: ["add", drawn_terms(draw, levels - 1, shape), drawn_terms(draw, levels - 1, shape)],
            lambda: ["pow", drawn_terms(draw, levels - 1, shape), draw.randint(0, 3)],
            lambda: ["inner", G, G],
        ][pick - 2]()  # fmt: skip
    rows, columns = shape
    if not levels or draw.random() < 0.2:
        leaves = {
            ("m", "n"): ["sym", "A"],
            ("n", "m"): ["transpose", ["sym", "A"]],
            ("n", "n"): ["sym", draw.choice("ST")],
        }
        return leaves.get(shape, ["identity", "m"])
    middle = draw.choice("mn")
    return draw.choice([
        lambda: ["matmul", drawn_terms(draw, levels - 1, (rows, middle)), drawn_terms(draw, levels - 1, (middle, columns))],
        lambda: ["add", drawn_terms(draw, levels - 1, shape), drawn_terms(draw, levels - 1, shape)],
        lambda: ["transpose", drawn_terms(draw, levels - 1, (columns, rows))],
        lambda: ["pinv", drawn_terms(draw, 0, (columns, rows))],
        lambda: ["mul", drawn_terms(draw, levels - 1, (1, 1)), drawn_terms(draw, levels - 1, shape)],
        lambda: ["zeros", rows, columns],
    ])()  # fmt: skip


def evaluated(form, values, factor):
    """The value in floats, complex or real; sizes times the factor."""
    op, *rest = form
    if op in ("num", "sym"):
        return float(rest[0]) if op == "num" else values[rest[0]]
    if op == "size":
        return float(SIZES[rest[0]] * factor)
    if op in ("identity", "zeros"):
        sizes = [SIZES[name] * factor for name in rest]
        return np.eye(sizes[0]) if op == "identity" else np.zeros(sizes)
    if op == "pow":
        return evaluated(rest[0], values, factor) ** rest[1]
    args = [evaluated(arg, values, factor) for arg in rest]
    return {
        "add": lambda a, b: a + b, "mul": lambda a, b: a * b, "matmul": lambda a, b: a @ b,
        "transpose": lambda a: a.conj().T, "pinv": np.linalg.pinv, "norm": np.linalg.norm,
        "trace": np.trace, "inner": lambda a, b: np.trace(a.conj().T @ b),
    }[op](*args)  # fmt: skip


def real_form_of(value):
    if np.ndim(value) == 0:
        return value
    return np.block([[value.real, -value.imag], [value.imag, value.real]])


def disagreements(seed, number):
    """Terms to which the checker gives a degree that real forms do not have; and how many it gave one to."""
    draw, random_floats, given, wrong = random.Random(seed), np.random.default_rng(seed), 0, []
    shapes = {"A": ("m", "n"), "S": ("n", "n"), "T": ("n", "n"), "c": (1, 1)}
    language = Language({}, Work(), {})
    symbols = {name: language.declared([name, {"shape": list(shape)}]) for name, shape in shapes.items()}
    for _ in range(number):
        form = drawn_terms(draw, draw.randint(1, 4), draw.choice([(1, 1), (1, 1), ("m", "n"), ("n", "n"), ("m", "m")]))
        values = {
            name: random_floats.normal(size=[SIZES[s] for s in shape]) + 1j * random_floats.normal(size=[SIZES[s] for s in shape])
            for name, shape in shapes.items() if name != "c"
        }  # fmt: skip
        values["c"] = 0.75
        try:
            degree = Invariance().degree(language.read(form, symbols))
        except Rejected:
            continue
        given += 1
        value = evaluated(form, values, 1)
        doubled = evaluated(form, {name: real_form_of(v) for name, v in values.items()}, 2)
        expected = real_form_of(value) * 2.0 ** float(degree or 0)
        is_zero = degree is not None or np.allclose(doubled, 0)
        if not is_zero or not np.allclose(
            doubled, expected, rtol=1e-6, atol=1e-6 * (1 + np.max(np.abs(doubled), initial=0))
        ):
            wrong.append(form)
    return wrong, given


def test_degrees_agree_with_complex_floats():
    wrong, given = disagreements(4, 300)
    assert wrong == []
    assert given > 100


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_degrees_agree_with_complex_floats_on_many_terms(seed):
    assert disagreements(100 + seed, 2_000)[0] == []


def test_real_claims_say_whether_they_hold_for_complex_matrices():
    M, N = matrix("M", "m", "n"), matrix("N", "m", "n")
    assert verify(equal(M.T.T @ N.T, M @ N.T)).fields == ("real", "complex")
    assert verify(equal(inner(M, N), inner(N, M))).fields == ("real",)
    assert verify(both(equal(M, M), psd(M @ M.T))).fields == ("real", "complex")


def test_the_claim_of_a_certificate_is_about_complex_matrices():
    symbols = as_claim(TRUE["push-through"]).to_json()["symbols"]
    assert symbols["A"] == {"shape": ["m", "n"], "domain": "complex"}
