"""Products of layers of symbolic length: what the checker accepts of them, and what it must never accept."""

import json
import random

import pytest

from symdl import Layers, equal, gradient, identity, implies, inner, matrix, norm, scalar, trace
from symdl.algebra.budget import Budget
from symdl.check import Rejected, check_certificate, claim_digest
from symdl.check.canonical import canonical
from symdl.claims.claim import as_claim
from symdl.provers.certificates import hypotheses_hold, proved
from symdl.provers.layers import depths, find_layered_proof, right_answer, written_out
from symdl.refuters.instances import satisfying_instance
from symdl.runner.layers import _with_numbers
from symdl.semantics.json import relation_to_json
from symdl.terms.errors import SymdlError
from symdl.terms.relation import at_most

IDENTITY = {"rule": "combination", "cofactors": []}
W, V = Layers("W", widths="d"), Layers("V", widths="d")
k, m, L = (scalar(name, natural=True) for name in "kmL")
X, Y = matrix("X", W.width(0), "p"), matrix("Y", W.width(L), "p")
NETWORK = W.product(L, 1)
ERROR = Y - NETWORK @ X
LOSS = norm(ERROR) ** 2
WITHIN = [at_most(1, k), at_most(k, L)]
BEFORE, AFTER = W.product(k - 1, 1), W.product(L, k + 1)
RIGHT = -2 * AFTER.T @ ERROR @ (BEFORE @ X).T
S, A, B = (
    matrix("S", W.width(k), W.width(k - 1)),
    matrix("A", W.width(L), W.width(0)),
    matrix("B", W.width(L), W.width(L)),
)


def document(relation, *steps):
    """A certificate that says: an identity, after these relations, which combine hypotheses."""
    claim = as_claim(relation)
    for numbers in depths(claim):
        fixed = written_out(claim, numbers)
        instance = satisfying_instance(fixed, seed=0, budget=Budget(1_000_000, 5.0))
        if instance is not None:
            break
    holds = hypotheses_hold(fixed, instance, Budget(1_000_000, 5.0))
    proof = IDENTITY
    for relation, used in reversed(steps):
        by = {"rule": "combination", "summands": [{"coefficient": "1", "hypotheses": [h]} for h in used]}
        proof = {"rule": "have", "relation": relation_to_json(relation), "proof": by, "then": proof}
    return json.loads(canonical(proved(claim, _with_numbers(claim, instance, numbers), holds, proof)))


def is_accepted(relation, *steps):
    try:
        return check_certificate(document(relation, *steps)).word == "PROVED"
    except Rejected:
        return False


POSITIVE = (at_most(0, k - 1), [2])
TRUE = [
    implies(WITHIN, equal(gradient(LOSS, W[k]), RIGHT)),
    implies(WITHIN, equal(NETWORK, AFTER @ W[k] @ BEFORE)),
    implies([*WITHIN, at_most(k + 1, L)], equal(W[k + 1].T @ gradient(LOSS, W[k + 1]), gradient(LOSS, W[k]) @ W[k].T)),
    implies(WITHIN, equal(trace(BEFORE @ BEFORE.T @ W[k].T @ W[k]), norm(W[k] @ BEFORE) ** 2)),
    implies([at_most(1, k)], equal(gradient(norm(W.product(k - 1, 1)) ** 2, W[k]), 0 * W[k])),
    equal(gradient(norm(W[k + 1]) ** 2, W[k + 1]), 2 * W[k + 1]),
    equal(gradient(inner(S, W[k]), W[k]), S),
]
STEPS = {4: [(at_most(0, k - 1), [1])], 5: [], 6: []}


@pytest.mark.parametrize("number", range(len(TRUE)))
def test_what_holds_at_every_depth_is_an_identity(number):
    steps = STEPS.get(number, [POSITIVE])
    assert is_accepted(TRUE[number], *steps)


FALSE = {
    "sign": implies(WITHIN, equal(gradient(LOSS, W[k]), -1 * RIGHT)),
    "factor": implies(WITHIN, equal(2 * gradient(LOSS, W[k]), RIGHT)),
    "no transpose": implies(
        WITHIN, equal(gradient(trace(B @ NETWORK @ X @ Y.T), W[k]), AFTER.T @ B @ Y @ (BEFORE @ X).T)
    ),
    "the layer itself before": implies(WITHIN, equal(trace(W.product(L, k) @ W.product(L, k).T), trace(AFTER @ AFTER.T))),
    "another layer is a constant": implies(WITHIN, equal(gradient(norm(W[L]) ** 2, W[k]), 0 * W[k])),
    "a layer by its number is a constant": implies([at_most(1, k), at_most(k, 2)], equal(gradient(norm(W.product(2, 1)) ** 2, W[k]), 0 * W[k])),
    "balance with the wrong side": implies([*WITHIN, at_most(k + 1, L)], equal(W[k + 1].T @ gradient(LOSS, W[k + 1]), -1 * gradient(LOSS, W[k]) @ W[k].T)),
    "the same layer twice": implies(WITHIN, equal(gradient(inner(S, W[k]) ** 2, W[k]), inner(S, W[k]) * S)),
    "another family": implies(WITHIN, equal(AFTER @ V[k] @ BEFORE, NETWORK)),
    "one layer is any": equal(norm(W[k + 1]), norm(W[k])),
    "a long product is its last layer": implies([at_most(1, L)], equal(norm(W.product(L, 1)), norm(W[L]))),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_a_false_twin_is_no_identity(name):
    relation = FALSE[name]
    given = 2 if relation.op == "implies" and len(relation.args) > 2 else 0
    steps = [(at_most(0, k - 1), [given])] if given and "L" not in name else []
    assert not is_accepted(relation, *steps)
    assert not is_accepted(relation)


@pytest.mark.parametrize("given", [[], [at_most(1, k)], [at_most(k, L)], [at_most(1, k), at_most(k, L + 1)]], ids=repr)
def test_a_layer_outside_the_network_has_no_gradient_of_this_form(given):
    assert not is_accepted(
        implies(given, equal(gradient(LOSS, W[k]), RIGHT)) if given else equal(gradient(LOSS, W[k]), RIGHT)
    )
    assert (
        find_layered_proof(as_claim(implies(given, equal(gradient(LOSS, W[k]), RIGHT))), Budget(2_000_000, 5.0)) is None
    )


def test_a_product_that_may_end_before_it_begins_is_not_equal_to_itself():
    assert not is_accepted(equal(W.product(k, 2), W.product(k, 2)))
    assert is_accepted(equal(W.product(k + 1, 2), W.product(k + 1, 2)))


# bound by name ------------------------------------------------------------------------------------


def rejected(change, relation=TRUE[6], proof=None):
    """Why a changed certificate is rejected."""
    found = document(relation)
    change(found["claim"])
    if proof is not None:
        found["proof"] = proof
    found["claim_hash"] = claim_digest(found["claim"])
    with pytest.raises(Rejected) as error:
        check_certificate(found)
    return str(error.value)


NUMBER = {"shape": [1, 1], "domain": "natural"}


def test_what_places_a_layer_is_bound_by_no_quantifier_and_no_sum():
    def quantified(claim):
        claim["hypotheses"].append(["forall", [["k", NUMBER]], ["le", ["num", "0"], ["sym", "k"]]])

    def summed(claim):
        claim["hypotheses"].append(
            ["le", ["sum", [["k", NUMBER]][0], ["num", "0"], ["num", "1"], ["sym", "k"]], ["num", "9"]]
        )

    for change in (quantified, summed):
        found = document(TRUE[6])
        change(found["claim"])
        found["holds"] = [{"rule": "evaluate"}]
        found["claim_hash"] = claim_digest(found["claim"])
        with pytest.raises(Rejected, match="not bound"):
            check_certificate(
                {
                    **found,
                    "holds": [{"rule": "intro", "names": ["j"], "then": {"rule": "signs"}}]
                    if change is quantified
                    else found["holds"],
                }
            )


def test_there_is_no_induction_over_the_place_of_a_layer():
    proof = {"rule": "induction", "on": "k", "base": 0, "proof": IDENTITY, "then": IDENTITY}
    assert "not replaced" in rejected(lambda claim: None, proof=proof)


def test_a_layer_put_in_for_a_matrix_stays_as_it_is_under_a_derivative():
    """∇⟨S, W⟩ = S for every S; at S = W this is no statement about ∇⟨W, W⟩, which is 2W."""
    gap = equal(gradient(inner(W[k], W[k]), W[k]), W[k])
    assert not is_accepted(gap)
    put = gradient(inner(S, W[k]), W[k]).at({S: W[k]})
    assert is_accepted(equal(put, W[k]))
    assert not is_accepted(equal(put, 2 * W[k]))


@pytest.mark.parametrize(
    "form",
    ["d(k+1", "d(1+k)", "d(+k)", "d(k+0)", "d(1k)", "d(k+k)", "d(z)", "d()", "d(k*2)", "d(k__2)", "d(00)", "d(k)(k)"],
)
def test_a_width_is_written_in_one_way(form):
    found = document(TRUE[6])
    found["claim"]["symbols"]["S"]["shape"][0] = form
    found["claim_hash"] = claim_digest(found["claim"])
    with pytest.raises(Rejected):
        check_certificate(found)


def test_a_family_has_one_kind_of_widths():
    def change(claim):
        claim["goal"] = [
            "eq",
            ["num", "0"],
            ["trace", ["matmul", ["chain", "W", "e", ["num", "1"], ["num", "0"]], ["zeros", "e(0)", "e(1)"]]],
        ]
        claim["hypotheses"] = [
            ["eq", ["chain", "W", "d", ["num", "1"], ["num", "0"]], ["chain", "W", "d", ["num", "1"], ["num", "0"]]]
        ]

    rejected(change)


def test_second_derivatives_by_layers_are_refused():
    nested = norm(gradient(norm(W[k]) ** 2, W[k])) ** 2
    with pytest.raises(Rejected, match="inside one"):
        check_certificate(document(equal(gradient(nested, W[k]), 8 * W[k])))


# drawn at random ----------------------------------------------------------------------------------

PLACES = [0, k - 1, k, k + 1, L]


def drawn(random_):
    """A loss in products of layers, and a layer to differentiate by."""

    def chain():
        a, b = sorted(random_.sample(range(5), 2))
        return W.product(PLACES[b], PLACES[a] + 1), PLACES[a], PLACES[b]

    product, low, high = chain()
    data, target = matrix("P", W.width(low), "p"), matrix("Q", W.width(high), "p")
    return random_.choice(
        [norm(target - product @ data) ** 2, inner(target, product @ data), norm(product @ product.T) ** 2]
    )


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(k, marks=pytest.mark.slow) for k in range(3, 40))])
def test_what_is_accepted_of_drawn_losses_agrees_with_exact_numbers(seed):
    draw = random.Random(seed)
    loss, by = drawn(draw), draw.choice([k, k + 1, L])
    given = [at_most(1, k), at_most(k + 1, L)]
    left = gradient(loss, W[by])
    found = right_answer(as_claim(implies(given, equal(left, 0 * W[by]))))
    if found is None:
        return
    other = draw.choice([found.args[1], 2 * found.args[1], 0 * W[by], found.args[1] + W[by]])
    claim = as_claim(implies(given, equal(left, other)))
    try:
        proof = find_layered_proof(claim, Budget(600_000, 3.0))
    except SymdlError:
        return
    if proof is None:
        return
    from symdl.refuters.search import counterexample
    from symdl.runner.decide import checked
    from symdl.runner.layers import _satisfied

    shown = _satisfied(claim, depths(claim)[0], Budget(600_000, 3.0), 0)
    verdict = checked(proved(claim, *shown, proof), shown[0])
    for numbers in depths(claim)[:3] if verdict.judgement is not None else ():
        broken = counterexample(written_out(claim, numbers), seed=0, budget=Budget(60_000, 1.0))
        assert broken is None, (claim, numbers)


def test_the_identity_stands_for_an_empty_product():
    assert W.product(k, k + 1) is identity(W.width(k))
    assert is_accepted(equal(W.product(k + 1, k + 1) @ W.product(k, k + 1), W[k + 1]))
