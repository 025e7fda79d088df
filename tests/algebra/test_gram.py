from flint import fmpq_mpoly_ctx

from symdl.algebra.budget import Budget
from symdl.algebra.combination import Product, ask
from symdl.algebra.gram import _relaxation, block
from symdl.algebra.gram_matrices import pruned

CONTEXT = fmpq_mpoly_ctx.get(("x", "y"), "degrevlex")
x, y = CONTEXT.gens()
MOTZKIN = x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1


def budget():
    return Budget(10**6)


def test_the_basis_is_cut_to_half_the_newton_polytope():
    question = ask(MOTZKIN, [], [], budget())
    blocks = _relaxation(question, 6, 0, True, budget())
    assert {b.monomial(0) for part in blocks for b in part.polynomials()} == {(0, 0), (1, 1), (2, 1), (1, 2)}


def test_sign_symmetry_splits_the_basis():
    blocks = _relaxation(ask(x**4 + x**2 * y**2 + y**4 + 1, [], [], budget()), 4, 0, True, budget())
    assert sorted(len(part.polynomials()) for part in blocks) == [1, 1, 1, 3]
    (whole,) = _relaxation(ask(x**4 + x**2 * y + x * y**2 + y**4 + x + 1, [], [], budget()), 4, 0, True, budget())
    assert len(whole.polynomials()) == 6


def test_equalities_leave_standard_monomials():
    question = ask(x**2 * y**2 + x + y, [], [x**2 + y**2 - 1], budget())
    blocks = _relaxation(question, 4, 0, False, budget())
    assert all(b.monomial(0)[0] < 2 for part in blocks for b in part.polynomials())


def test_pruning_keeps_what_the_target_needs():
    question = ask(x**2 + 1, [], [], budget())
    whole = block(question, Product((), CONTEXT.constant(1), 1), [(0, 0), (1, 0), (0, 1), (1, 1)], budget())
    (kept,) = pruned([whole.gram], question.target.to_dict(), budget())
    assert [whole.polynomial(vector) for vector in kept.basis] == [CONTEXT.constant(1), x]
    assert set(kept.entries) == {(0, 0), (0, 1), (1, 1)}
