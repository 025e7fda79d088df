"""Long formulas break over lines."""

from fractions import Fraction

from symdl import both, count_is, critical_count_is, equal, maximum, scalar
from symdl.report.layout import WIDTH, chunks, display, filled, relation_chunks, shown, width
from symdl.semantics.latex import to_latex
from symdl.terms.operators import add, root

x, y = scalar("x"), scalar("y")
LONG = add(*(Fraction(k, 7) * x**k * y ** (30 - k) for k in range(2, 20)))


def test_a_short_term_stays_whole() -> None:
    assert chunks(x + y) == ["x + y"]


def test_a_long_sum_breaks_between_its_summands() -> None:
    lines = filled(chunks(LONG))
    assert len(lines) > 2
    assert all(width(line) <= WIDTH for line in lines)
    assert " ".join(lines) == to_latex(LONG)


def test_brackets_may_end_on_another_line() -> None:
    text = " ".join(chunks(x * LONG**2))
    assert text.count(r"\bigl(") == text.count(r"\bigr)") == 1
    assert text.endswith(r"\bigr)^{2}")


def test_calls_break_too() -> None:
    assert len(chunks(maximum(0, LONG))) > 2


def test_a_conjunction_breaks_between_its_parts() -> None:
    relation = both(*(equal(x**k, y**k) for k in range(2, 20)))
    assert len(filled(relation_chunks(relation))) > 1
    assert r"\begin{aligned}" in display([(relation, None)])


def test_a_number_of_solutions_breaks_between_and_in_its_equations() -> None:
    whole = count_is(9, [LONG, x * y - 1, y**2 - x], [x, y])
    lines = filled(relation_chunks(whole))
    assert len(lines) > 2
    assert all(width(line) <= WIDTH for line in lines)
    assert lines[-1].endswith(r"\bigr\} = 9")
    assert " ".join(lines).count("= 0") == 3


def test_a_number_of_critical_points_breaks_in_its_loss() -> None:
    lines = filled(relation_chunks(critical_count_is(2, LONG, [x, y], kind="minima")))
    assert len(lines) > 2
    assert "minima of" in lines[0]
    assert "= 0" not in " ".join(lines)


def test_labels_stand_in_the_margin() -> None:
    assert display([(x <= y, "(3)")]) == r"\[ x \le y. \tag{3} \]"
    assert display([(x <= y, "(3)"), (y <= x, "(4)")]).count(r"\tag") == 2


def test_roots_of_pure_quadratics_are_shown_with_a_root_sign() -> None:
    assert [shown(root([-2, 0, 1], *interval)) for interval in ((1, 2), (-2, -1))] == [r"\sqrt{2}", r"-\sqrt{2}"]
