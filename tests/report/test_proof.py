"""Proofs as a person would write them: the words, the numbers of hypotheses, and that pdfLaTeX takes them."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from symdl import (
    absolute,
    array,
    both,
    det,
    equal,
    exists,
    exp,
    identity,
    implies,
    inverse,
    matrix,
    minimises,
    norm,
    number,
    scalar,
    unequal,
    verify,
)
from symdl.check import check_certificate
from symdl.check.canonical import digest
from symdl.claims.claim import Claim
from symdl.report.latex import certificate_to_latex, document, proof_to_latex
from symdl.semantics.json import to_json
from symdl.terms.operators import power
from symdl.terms.relation import Relation
from symdl.terms.term import Term

Json = Any

x, y, z, t = map(scalar, "xyzt")
lam, n = scalar("lambda", positive=True), scalar("n", natural=True)
zero, one = number(0), number(1)
A, B, C = matrix("A", "n", "n"), matrix("B", "n", "n"), matrix("C", "m", "n")


def certificate(
    relation: Relation, proof: Json, values: dict[str, Term], *, verdict: str = "PROVED", **sizes: int
) -> dict[str, Any]:
    """A certificate that the checker accepts."""
    claim = Claim("theorem", lambda: relation)
    form = claim.to_json()
    made = {
        "schema": "symdl.certificate/1",
        "claim": form,
        "claim_hash": digest(form),
        "verdict": verdict,
        "instance": {
            "sizes": sizes,
            "values": {name: to_json(value) for name, value in values.items()},
            "functions": {},
        },
        "holds": [{"rule": "evaluate"} for _ in claim.hypotheses],
        "proof": proof,
    }
    assert check_certificate(made).word == verdict
    return made


def square() -> Json:
    proof = {"rule": "combination", "summands": [{"coefficient": "1", "squares": [to_json(x - y)]}]}
    return certificate(2 * x * y <= x**2 + y**2, proof, {"x": zero, "y": zero})


def ideal() -> Json:
    proof = {
        "rule": "combination",
        "summands": [{"coefficient": "1", "squares": [to_json(x - y)], "hypotheses": [1]}],
        "cofactors": [[to_json(z * (x**2 + y**2)), 0]],
    }
    claim = implies([equal(x**2 + y**2, 1), 0 <= z], z * 2 * x * y <= z * (x**4 + 2 * x**2 * y**2 + y**4))
    return certificate(claim, proof, {"x": one, "y": zero, "z": zero})


def cases() -> Json:
    def branch(name: str, premise: Json) -> Json:
        summands = [{"coefficient": "1", "hypotheses": [0]}, {"coefficient": "1", "hypotheses": [1]}]
        then = {"rule": "combination", "summands": summands, "cofactors": [[to_json(one), 2]]}
        return {"rule": "fact", "name": name, "terms": [to_json(x)], "premises": [premise], "then": then}

    below = {"rule": "combination", "summands": [{"coefficient": "1", "hypotheses": [1]}]}
    branches = [branch("abs_nonnegative", {"rule": "assume", "hypothesis": 1}), branch("abs_nonpositive", below)]
    proof = {"rule": "cases", "on": ["le", to_json(zero), to_json(x)], "branches": branches}
    return certificate(0 <= absolute(x) + lam, proof, {"x": zero, "lambda": one})


def induction() -> Json:
    summands = [{"coefficient": "1", "hypotheses": ks} for ks in ([0, 2], [0], [2])]
    last = {"rule": "combination", "summands": summands, "cofactors": [[to_json(one), 3]]}
    premises = [{"rule": "assume", "hypothesis": 1}]
    terms = [to_json(x), to_json(n)]
    step = {"rule": "fact", "name": "power_step", "terms": terms, "premises": premises, "then": last}
    proof = {"rule": "induction", "on": "n", "base": 0, "proof": {"rule": "combination"}, "then": step}
    return certificate(implies([1 <= x], 1 <= power(x, n)), proof, {"x": one, "n": zero})


def words() -> Json:
    cofactors = [[to_json(A), 0, to_json(identity("n"))], [to_json(identity("n")), 0, to_json(A)]]
    claim = implies([equal(A @ B, B @ A)], equal(A @ A @ B, B @ A @ A))
    one_by_one = {"A": array([[1]]), "B": array([[1]])}
    return certificate(claim, {"rule": "combination", "cofactors": cofactors}, one_by_one, n=1)


def witness() -> Json:
    parts = [{"rule": "evaluate"}, {"rule": "evaluate"}]
    proof = {"rule": "witness", "terms": [to_json(number(-2))], "then": {"rule": "split", "branches": parts}}
    return certificate(exists(t, both(equal(t * t, 4), t < 0)), proof, {})


def positive() -> Json:
    summands = [{"coefficient": "1", "hypotheses": [k]} for k in (0, 1)]
    last: Json = {"rule": "combination", "summands": summands}
    for term in (-x, x):
        last = {"rule": "fact", "name": "exp_positive", "terms": [to_json(term)], "premises": [], "then": last}
    return certificate(0 < exp(x) + exp(-x), last, {"x": zero})


def refuted() -> Json:
    return certificate(x * y <= x**2 - y**2, {"rule": "evaluate"}, {"x": one, "y": one}, verdict="REFUTED")


def undefined() -> Json:
    claim = equal(inverse(C @ C.T) @ C @ C.T, identity("m"))
    return certificate(claim, {"rule": "evaluate"}, {"C": array([[1], [1]])}, verdict="REFUTED", m=2, n=1)


EXAMPLES: dict[Callable[[], Json], tuple[str, ...]] = {
    square: (r"x^{2} + y^{2} - 2 x y = (x - y)^{2}", "the right-hand side is nonnegative"),
    ideal: ("z (x - y)^{2}", "the last summand vanishes by (H1), and the rest is nonnegative by (H2)"),
    cases: (r"\emph{Case 1.} Suppose $0 \le x$", r"nonnegative by $0 < \lambda$ and (1)", r"\emph{Case 2.}"),
    induction: (
        "We use induction on $n$",
        r"\emph{Base, $n = 0$.}",
        "vanishes by (2), and the rest is nonnegative by (H1)",
    ),
    words: (r"A^{2} B ={}& A B A && \text{by (H1)}", r"={}& B A^{2} && \text{by (H1)}"),
    witness: ("Take $t = -2$", r"\emph{Part 2.}", "by evaluation with exact numbers"),
    positive: (
        "Since the exponential function is positive, we have",
        r"$\exp(x) + \exp(-x)$ is positive by (1) and (2)",
    ),
    refuted: ("Take $x = 1$, $y = 1$.", "The left-hand side is $1$, the right-hand side is $0$.", r"$1 \le 0$ fails"),
    undefined: (r"\begin{pmatrix} 1 & 1 \\ 1 & 1 \end{pmatrix}$ has no inverse", "undefined side does not hold"),
}


@pytest.mark.parametrize("make", EXAMPLES, ids=lambda make: make.__name__)
def test_the_proof_is_written_in_words(make: Callable[[], Json]) -> None:
    text = " ".join(proof_to_latex(make()).split())
    for part in EXAMPLES[make]:
        assert " ".join(part.split()) in text


def test_a_theorem_states_its_symbols_sizes_and_hypotheses() -> None:
    text = certificate_to_latex(words())
    assert r"Let $n \ge 1$ be integers and let $A, B \in \mathbb{R}^{n \times n}$, such that" in text
    assert r"\item[(H1)] $A B = B A$" in text
    assert "The hypotheses can hold, for instance at $n = 1$, $A = 1$, $B = 1$." in text


def test_a_theorem_names_what_it_trusts() -> None:
    assert "Taken on trust: Cauchy--Schwarz." in certificate_to_latex(square(), trust=("Cauchy–Schwarz",))


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_the_document_compiles_with_plain_pdflatex(tmp_path: Path) -> None:
    source = "100 % of #$&_{}~^\\ “quoted” — Gödel, λ ≤ ∑, 数学, Łódź"
    fragments = [certificate_to_latex(make(), title=source, source=source) for make in EXAMPLES]
    (tmp_path / "proof.tex").write_text(document(fragments), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "proof.tex"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False)
    assert run.returncode == 0, run.stdout[-2000:]
    assert "Overfull" not in run.stdout


# as a textbook writes it ----------------------------------------------------------------------------


X, Y, W = matrix("X", "d", "n"), matrix("Y", "k", "n"), matrix("W", "k", "d")
RIDGE = Y @ X.T @ inverse(X @ X.T + lam * identity("d"))


def told(relation: Relation) -> str:
    """The proof that symdl finds, in words."""
    certificate = verify(relation).certificate
    assert certificate is not None
    return " ".join(proof_to_latex(certificate).split())


def test_push_through_is_three_equalities() -> None:
    text = told(equal(inverse(X @ X.T + lam * identity("d")) @ X, X @ inverse(X.T @ X + lam * identity("n"))))
    assert text.count("={}&") == 3
    assert r"(X X^{\top} + \lambda I_{d})^{-1} (X X^{\top} + \lambda I_{d}) X (X^{\top} X + \lambda I_{n})^{-1}" in text
    assert text.count("is positive definite, hence invertible, since") == 2
    assert r"= \lambda \lVert x \rVert^{2} + \lVert X^{\top} x \rVert^{2} > 0" in text
    assert len(text) < 1200


def test_ridge_completes_the_square() -> None:
    text = told(minimises(RIDGE, norm(Y - W @ X) ** 2 + lam * norm(W) ** 2, over=W))
    assert r"Write $\widehat{W} = Y X^{\top} (X X^{\top} + \lambda I_{d})^{-1}$." in text
    square = r"+ \lambda \lVert W - \widehat{W} \rVert_{F}^{2} + \lVert (W - \widehat{W}) X \rVert_{F}^{2}"
    assert r"\lVert Y - \widehat{W} X \rVert_{F}^{2} + \lambda \lVert \widehat{W} \rVert_{F}^{2} " + square in text
    assert "The last two summands are nonnegative" in text
    assert len(text) < 1200


def test_a_name_that_is_taken_is_not_given_again() -> None:
    taken = matrix("W_widehat", "k", "d")
    text = told(minimises(RIDGE, norm(Y - W @ X) ** 2 + lam * norm(W) ** 2 + norm(taken) ** 2, over=W))
    assert "Write" not in text


def test_an_inverse_of_an_inverse_is_a_chain() -> None:
    text = told(implies([unequal(det(A), 0), unequal(det(B), 0)], equal(inverse(A @ B), inverse(B) @ inverse(A))))
    assert "the definition of the inverse" in text
