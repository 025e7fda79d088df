"""Real roots are counted as ball arithmetic counts them."""

from flint import fmpz_poly
from hypothesis import given
from hypothesis import strategies as st

from symdl.algebra.solutions.real_roots import real_root_count

FACTORS = st.lists(st.tuples(st.integers(-60, 60), st.integers(1, 9)), max_size=5)
REST = st.lists(st.integers(-9, 9), min_size=1, max_size=8)


@given(FACTORS, REST)
def test_the_number_of_real_roots(factors, rest):
    p = fmpz_poly(rest)
    for root in factors:
        p *= fmpz_poly(list(root))
    if p.degree() >= 1:
        p = p // p.gcd(p.derivative())
        assert real_root_count(p) == sum(root.imag == 0 for root, _ in p.complex_roots())


def test_close_roots_and_far_ones_are_told_apart():
    close = fmpz_poly([10**40, -2 * 10**40, 10**40 - 1])  # 1 ± 10⁻²⁰
    far = fmpz_poly([-(10**60), 1]) * fmpz_poly([1, 10**60])
    assert real_root_count(close * far * fmpz_poly([1, 0, 1]) * fmpz_poly([0, 1])) == 5
