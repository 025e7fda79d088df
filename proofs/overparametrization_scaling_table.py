"""The overparametrisation table: how many parameters the theorems ask for, in order.

Setting. For n samples and depth L the table of Song et al. (2021) lists the widths or parameter numbers

    n (Kawaguchi–Huang),  n^{3/2} (Song et al.),  n² (Oymak–Soltanolkotabi; Song–Yang),  n⁶ (Du et al.),
    n⁸L¹² (Zou–Gu).

That a paper proves its entry is a matter of reading, not of algebra. What can be checked is the arithmetic of
the table: its order, and that n^{3/2} improves n² by the factor n^{1/2}. The exponents are those of the papers; the
slides' scan garbled them. Each Ω hides a constant, so the order is also shown with constants c, C.
"""

from symdl import both, claim, equal, implies, scalar, sqrt

NOTES = "Slides on over-parametrised training, table 1"


@claim(source=NOTES)
def overparametrization_scaling_table():
    """n < n^{3/2} < n² < n⁶ < n⁸ ≤ n⁸L¹² for n > 1, L ≥ 1, and n² is √n times n^{3/2}.

    Why it holds: 1 < √n, and powers of a number above 1 increase.
    """
    n, L = scalar("n"), scalar("L")
    return implies(
        [n > 1, L >= 1],
        both(
            n < n * sqrt(n),
            n * sqrt(n) < n**2,
            equal(n**2, sqrt(n) * (n * sqrt(n))),
            n**2 < n**6,
            n**6 < n**8,
            n**8 <= n**8 * L**12,
        ),
    )


@claim(source=NOTES)
def scaling_table_order_survives_constants():
    """Whatever the constants, C n < c n^{3/2} < … : each entry is overtaken by the next once √n > C/c.

    Why it holds: neighbours differ by a factor of at least √n when n ≥ 1.
    """
    n, c, C = scalar("n"), scalar("c", positive=True), scalar("C", positive=True)
    return implies(
        [n >= 1, c * sqrt(n) > C],
        both(C * n < c * (n * sqrt(n)), C * (n * sqrt(n)) < c * n**2, C * n**2 < c * n**6, C * n**6 < c * n**8),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def scaling_table_improves_by_a_factor_n():
    """The improvement over n² is √n and not n: n = 4 has 16 ≠ 4 · 8."""
    n = scalar("n")
    return implies(n > 1, equal(n**2, n * (n * sqrt(n))))


@claim(expect="refuted", source=NOTES)
def scaling_table_order_for_every_constant_at_once():
    """No n serves every pair of constants: n^{3/2} parameters with C = 4 exceed n² with c = 1 at n = 4."""
    n, c, C = scalar("n"), scalar("c", positive=True), scalar("C", positive=True)
    return implies(n > 1, C * (n * sqrt(n)) < c * n**2)


# References: C. Song, A. Ramezani-Kebrya, T. Pethick, A. Eftekhari, V. Cevher, Subquadratic overparameterization for
# shallow neural networks, NeurIPS 2021, table 1.
