"""The field of several real algebraic numbers: roots of rational polynomials, and square roots of numbers found before.

To adjoin β with r(β) = 0, r monic over ℤ[θ], take A = ℤ[t, y]/(m, r), which is free over ℤ with the basis tⁱyʲ, and s = t + cy. Where the
powers 1, s, …, s^(D−1), D = deg m · deg r, are independent, every element of A is a polynomial in s over ℚ, sᴰ too, which gives the new m. Sending t to
θ and y to β is a homomorphism from A to ℝ, so all these identities hold of the real number θ + cβ, the new θ, whether m and r are irreducible or not.
It lies in the sum of intervals of θ and cβ, which are narrowed until the new m has only one root there.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, Any

from symdl.check.judgement import Rejected, need
from symdl.check.numbers.algebraic import MAX_DEGREE, RealRoot, enclosure
from symdl.check.numbers.intervals import Interval, Undefined, sqrt
from symdl.check.polynomial import Polynomial as Form
from symdl.check.ranks.fields import PRECISIONS, Field, Number, Vector, combined, lowest, primitive

if TYPE_CHECKING:
    from symdl.check.normal import Normaliser

MULTIPLES = range(1, 60)
Place = Callable[[int], Interval]
"""An interval around a number, for a number of bits."""


def field_of(normaliser: "Normaliser", forms: Iterable[Form]) -> Field:
    """The field of all atoms of closed normal forms."""
    field = Field(normaliser)
    for form in forms:
        _extend(field, form)
    return field


def exact_sign(normaliser: "Normaliser", form: Form) -> int | None:
    """The sign of a closed normal form of algebraic numbers; None for others and for fields that are too large."""
    try:
        field = field_of(normaliser, [form])
        return field.settled(lambda: field.sign(field.element(form)[0]))
    except Rejected:
        return None


def _extend(field: Field, form: Form) -> None:
    """Adjoin the atoms of a form, after those inside them."""
    for index in form.atoms():
        kind, *rest = field.keys[index]
        need(kind in ("reciprocal", "sqrt", "root"), f"{kind} is no algebraic number of this matrix")
        if kind != "root":
            _extend(field, rest[0])
        if kind == "root" and index not in field.images:
            _adjoin_root(field, index, RealRoot(*rest[0]))
        elif kind == "sqrt" and index not in field.images:
            _adjoin_square_root(field, index, rest[0])


def _adjoin_root(field: Field, index: int, number: RealRoot) -> None:
    """β = lead · α for a root α of a polynomial with this leading coefficient has a monic equation."""
    if number.low == number.high:
        field.images[index] = field.constant(number.low.numerator), number.low.denominator
        return
    p = primitive(number.coefficients)
    lead, n = p[-1], len(p) - 1
    relation = [field.constant(-c * lead ** (n - 1 - j)) for j, c in enumerate(p[:-1])]
    _adjoin(field, index, lead, relation, lambda bits: enclosure(number, bits) * Interval.exactly(lead))


def _adjoin_square_root(field: Field, index: int, form: Form) -> None:
    """β = d √(c/d) has the equation β² = c d."""

    def square() -> Number:
        value, scale = field.element(form)
        need(field.sign(value) > 0, "the square root of a number that is not positive is not evaluated")
        return [scale * c for c in value], scale

    value, scale = field.settled(square)

    def place(bits: int) -> Interval:
        middle, radius = field.ball(value, bits)
        return sqrt(Interval(Fraction(middle - radius, 2**bits), Fraction(middle + radius, 2**bits)), bits)

    _adjoin(field, index, scale, [value, field.constant(0)], place)


def _adjoin(field: Field, index: int, scale: int, relation: list[Vector], place: Place) -> None:
    """The number β / scale, where βⁿ = Σ relation_j βʲ for j < n."""
    D, blank = field.degree * len(relation), field.constant(0)
    need(D <= MAX_DEGREE, f"a field of degree {D} is too large")
    field.work.spend(D * D * (D + len(field.images)))
    padding = [blank] * (len(relation) - 1)
    one = [field.constant(1), *padding]
    beta = [blank, field.constant(1), *padding[1:]] if padding else [relation[0]]
    older = {i: [value, *padding] for i, (value, _) in field.images.items()}
    for c in MULTIPLES:
        powers = [one]
        while len(powers) <= D:
            powers.append(_step(field, c, relation, powers[-1]))
        flat = [[x for block in element for x in block] for element in (*powers, beta, *older.values())]
        solved = _solved([list(row) for row in zip(*flat, strict=True)], D)
        if solved is not None:
            break
    else:
        raise Rejected("no sum of these numbers was seen to generate their field")
    (top, denominator), image, *others = solved
    need(denominator == 1, "a sum of integers over ℤ is one (Cayley, Hamilton)")
    theta, old = field.root, field.images
    field.images = {i: lowest(v, d * old[i][1]) for i, (v, d) in zip(older, others, strict=True)}
    field.images[index] = lowest(image[0], image[1] * scale)
    m = [*(-x for x in top), 1]
    for bits in PRECISIONS:
        try:
            return field.install(m, enclosure(theta, bits) + place(bits) * Interval.exactly(c))
        except (Rejected, Undefined) as error:
            failure = error
    raise Rejected(f"a sum of algebraic numbers is not isolated: {failure}")


def _step(field: Field, c: int, relation: list[Vector], element: list[Vector]) -> list[Vector]:
    """The product with t + cy, of an element of A as its coefficients by powers of y."""
    shifted = [field.constant(0), *element[:-1]]
    carried = [field.product(element[-1], r) for r in relation]
    by_y = [combined(1, a, -1, b) for a, b in zip(shifted, carried, strict=True)]
    return [combined(1, field.reduced([0, *a]), -c, b) for a, b in zip(element, by_y, strict=True)]


def _solved(rows: list[list[int]], n: int) -> list[Number] | None:
    """The solutions x of V x = w for the columns w behind the first n, which are V; None when V is singular."""
    for k in range(n):
        at = next((i for i in range(k, n) if rows[i][k]), None)
        if at is None:
            return None
        rows[k], rows[at] = rows[at], rows[k]
        for i, row in enumerate(rows):
            if i != k and row[k]:
                reduced = combined(rows[k][k], row, row[k], rows[k])
                common = gcd(*reduced) or 1
                rows[i] = [x // common for x in reduced]
    scales = [Fraction(1, rows[k][k]) for k in range(n)]
    return [_number([rows[k][column] * scales[k] for k in range(n)]) for column in range(n, len(rows[0]))]


def _number(values: list[Any]) -> Number:
    d = lcm(*(x.denominator for x in values))
    return [int(x * d) for x in values], d
