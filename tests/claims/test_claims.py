"""Claims and derivations: when they are built, what is refused, and what they say."""

import re
from collections.abc import Callable

import pytest

from symdl.claims.claim import Claim, Derivation, as_claim, claim, derivation
from symdl.runner.verify import verify
from symdl.terms import operators as ops
from symdl.terms.errors import DeclarationError, SymdlError
from symdl.terms.relation import Relation, at_most, both, equal, exists, forall, implies, less_than

x, y = ops.scalar("x"), ops.scalar("y")


@claim(source="folklore", expect="refuted", seconds=3)
def doubled() -> Relation:
    """Twice a number is the number.

    It is not.
    """
    return equal(2 * x, x)


@derivation
def squares() -> list[Relation]:
    """Two links."""
    return [equal((x + y) ** 2, x**2 + 2 * x * y + y**2), at_most(0, x**2)]


def test_a_claim_is_described_by_its_function() -> None:
    assert (doubled.name, doubled.expect, doubled.source, doubled.seconds) == ("doubled", "refuted", "folklore", 3)
    assert doubled.title == "Twice a number is the number."
    assert str(doubled.place.file).endswith("test_claims.py")
    assert doubled.place.line


def test_a_derivation_is_one_claim_a_link() -> None:
    assert [link.name for link in squares.claims] == ["squares.1", "squares.2"]
    assert [link.goal for link in squares.claims] == squares.build()


def test_a_claim_is_built_only_when_it_is_looked_at() -> None:
    @claim
    def broken() -> Relation:
        return equal(ops.vector("v", 2), ops.vector("w", 3))

    assert broken.name == "broken"
    assert verify(broken).reason == "NOT_PARSED"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: claim(expect="true")(lambda: equal(x, x)), "expect='true'; use one of proved, refuted, undecided"),
        (lambda: derivation(expect="")(list), "stand above a function"),
        (lambda: Derivation("chain", list, expect="maybe"), "chain: expect='maybe'; use one of proved"),
        (lambda: claim("name"), "stand above a function without arguments, not before 'name'"),
        (lambda: claim(equal(x, x)), "not before x = x"),
    ],
)
def test_a_wrong_decoration_is_refused(make: Callable[[], object], said: str) -> None:
    with pytest.raises(DeclarationError, match=re.escape(said)):
        make()


def test_a_claim_must_return_a_relation() -> None:
    with pytest.raises(SymdlError, match="must return a relation such as equal"):
        _ = Claim("no_relation", lambda: x).statement  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    "relation",
    [
        equal(x, ops.scalar("x", positive=True)),
        implies([less_than(0, ops.scalar("x", integer=True))], at_most(0, x)),
        equal(ops.norm(ops.vector("x", 2)), x),
        equal(ops.norm(ops.vector("v", 2)), ops.norm(ops.vector("v", "n"))),
        exists([ops.scalar("x", integer=True)], equal(ops.scalar("x", integer=True), ops.scalar("x", positive=True))),
        exists([ops.vector("x", "n")], equal(x * ops.vector("x", "n"), 0)),
        less_than(ops.vector("x", 2)[0].at({ops.vector("x", 2): ops.array([[x], [1 / x]])}), 0),
        equal(ops.summation(ops.scalar("x", integer=True), 1, 3, ops.scalar("x", integer=True)), 6 * x),
    ],
)
def test_one_symbol_declared_in_two_ways_is_refused(relation: Relation) -> None:
    with pytest.raises(DeclarationError, match=r"the symbol [xv] is declared twice, as .* and .*"):
        as_claim(relation).to_json()
    verdict = verify(relation)
    assert (verdict.word, verdict.reason) == ("UNDECIDED", "NOT_PARSED")


def test_one_function_declared_in_two_ways_is_refused() -> None:
    f, g = ops.function("f"), ops.function("f", arity=2)
    with pytest.raises(DeclarationError, match="a function name is declared twice"):
        as_claim(equal(f(x), g(x, x))).to_json()


def test_hypotheses_and_universal_quantifiers_are_opened() -> None:
    opened = as_claim(forall(x, implies([less_than(0, x), both(less_than(0, y), less_than(x, y))], at_most(0, y))))
    assert opened.hypotheses == (less_than(0, x), both(less_than(0, y), less_than(x, y)))
    assert opened.goal == at_most(0, y)
    assert opened.symbols == (x, y)


def test_a_bound_symbol_is_renamed_when_its_name_is_taken() -> None:
    opened = as_claim(implies([less_than(0, x)], forall(x, at_most(0, x**2))))
    assert len(opened.symbols) == 2
    assert opened.hypotheses == (less_than(0, x),)


def test_the_hash_is_of_the_mathematics_and_the_name() -> None:
    assert Claim("a", lambda: x >= 0).hash == Claim("a", lambda: at_most(0, x), source="elsewhere").hash
    assert Claim("a", lambda: x >= 0).hash != Claim("a", lambda: x > 0).hash
    assert Claim("a", lambda: x >= 0).hash != Claim("b", lambda: x >= 0).hash


def test_a_claim_that_cannot_be_built_is_printed_with_the_reason() -> None:
    wrong = Claim("wrong", lambda: equal(ops.matrix("A", "m", "n") @ ops.matrix("B", "m", "n"), 0))
    assert repr(wrong).startswith("<claim wrong, which cannot be built: ")
