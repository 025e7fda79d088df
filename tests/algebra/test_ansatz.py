"""Unknown matrices as combinations of words: linear systems, branching over factors, and what is proposed."""

from symdl import equal, identity, matrix, number, scalar
from symdl.algebra.ansatz import Ansatz, equation_in
from symdl.algebra.branching import solutions_by_branching
from symdl.algebra.budget import Budget
from symdl.algebra.echelon import Columns
from symdl.algebra.free.membership import Ideal
from symdl.algebra.quotients import Atoms
from symdl.algebra.words import words_of

N, X, P = matrix("N", "n", "n"), matrix("X", "n", "n"), matrix("P", "n", "n")
I = identity("n")  # noqa: E741
lam, a, b = scalar("lambda"), scalar("a"), scalar("b")


def test_a_target_comes_back_as_a_combination_of_the_first_columns():
    atoms = Atoms(10)
    one, two, x = atoms.constant(1), atoms.constant(2), atoms.read(lam)
    columns = Columns(atoms)
    columns.append("u", {0: one, 1: x})
    columns.append("v", {0: two, 1: atoms.multiply(two, x)})
    columns.append("w", {1: one})
    assert [set(vector) for vector in columns.kernel] == [{"u", "v"}]
    found = columns.solution({0: one, 1: one})
    assert found is not None
    assert found["u"] == one
    assert found["w"] == atoms.difference(number(1), lam)


def test_a_target_outside_the_span_has_no_solution():
    atoms = Atoms(10)
    columns = Columns(atoms)
    columns.append("u", {0: atoms.constant(1)})
    assert columns.solution({1: atoms.constant(1)}) is None


def test_branching_finds_roots_of_factors_and_puts_them_in():
    atoms = Atoms(10)
    equations = [atoms.difference(a * a, a), atoms.difference(a * b, lam * a), atoms.difference(b * b, lam * b)]
    unknowns = [next(iter(atoms.atoms_of(atoms.read(x).numerator))) for x in (a, b)]
    found = list(solutions_by_branching(atoms, equations, unknowns, Budget(100_000)))
    assert found
    assert all(not values.put_into(e).numerator for values in found for e in equations)
    values = {(v.put_into(atoms.read(a)), v.put_into(atoms.read(b))) for v in found}
    assert (atoms.constant(1), atoms.read(lam)) in values


def test_equations_that_contradict_have_no_branches():
    atoms = Atoms(10)
    equations = [atoms.read(a), atoms.difference(a, lam)]
    unknowns = [next(iter(atoms.atoms_of(atoms.read(a).numerator)))]
    assert not list(solutions_by_branching(atoms, equations, unknowns, Budget(100_000)))


def proposed(hypothesis, gaps, letters, longest=2):
    atoms, relation = Atoms(60), hypothesis
    gap = relation.args[0] - relation.args[1]
    ideal = Ideal(atoms, [(relation, gap.shape, words_of(atoms, gap))], Budget(1_000_000))
    ideal.grow([(x,) for x in letters], Budget(100_000))
    equations = [equation_in(ideal, words_of(atoms, gap), [X]) for gap in gaps]
    assert all(equations)
    ansatz = Ansatz(ideal, [X.shape], [e for e in equations if e], Budget(1_000_000))
    return [values for (values,) in ansatz.solutions(letters, longest)]


def test_a_linear_equation_is_solved_modulo_the_ideal():
    (found,) = proposed(equal(N @ N, 0), [X - N @ X @ N - I - N], [N])
    assert words_of(Atoms(20), found) == words_of(Atoms(20), I + N)


def test_a_square_root_needs_a_coefficient():
    found = proposed(equal(N @ N, 0), [X @ X - I - N], [N])
    assert any(words_of(Atoms(20), x) == words_of(Atoms(20), I + N / 2) for x in found)


def test_no_word_is_proposed_where_there_is_no_solution():
    assert not proposed(equal(N @ N, 0), [N @ X - I], [N])
