"""Ranks modulo m at the speed of long integers: a row is one integer, a fixed number of bits for each entry.

Adding a multiple of one row to another is then one multiplication and one addition. Entries are reduced once a row,
not once an operation: slots are wide enough for what piles up. If elimination modulo m, prime or not, finds r
pivots that are units, some r × r minor is a unit modulo m; so it is not 0 over ℤ, nor over any ring that maps to ℤ/m.
"""

import sys
from array import array
from collections.abc import Iterable, Sequence
from fractions import Fraction

from symdl.check.judgement import need
from symdl.check.polynomial import Work

CODES = {4: "I", 8: "Q"}
"""How an array names unsigned integers of so many bytes."""
WIDE = 1024
"""Entries of a row that count as one unit of work."""


class Modulus:
    """Arithmetic modulo m on packed rows of a given length.

    Args:
        m: at least 2; inverses are needed only where they exist.
        columns: entries of a row.
        work: what is left.
    """

    def __init__(self, m: int, columns: int, work: Work) -> None:
        need(type(m) is int and m >= 2, "a modulus is an integer ≥ 2")
        self.m, self.columns, self.work = m, columns, work
        self.bytes = 4 if (columns + 1) * m * m < 2**32 else 8
        need((columns + 1) * m * m < 2**64, f"the modulus {m} is too large for {columns} columns")

    def residue(self, value: int | Fraction) -> int:
        """A rational number modulo m; its denominator must be a unit."""
        return value.numerator * pow(value.denominator, -1, self.m) % self.m

    def packed(self, entries: Iterable[int]) -> int:
        """Residues as one integer, the first in the lowest bits."""
        slots = array(CODES[self.bytes], entries)
        if sys.byteorder != "little":
            slots.byteswap()
        return int.from_bytes(slots.tobytes(), "little")

    def unpacked(self, row: int) -> list[int]:
        """The entries of a row, reduced."""
        slots = array(CODES[self.bytes], row.to_bytes(self.bytes * self.columns, "little"))
        if sys.byteorder != "little":
            slots.byteswap()
        return [entry % self.m for entry in slots]

    def rank(self, rows: Iterable[int]) -> int:
        """How many pivots elimination finds, the last nonzero entry of each row being its pivot."""
        m, width = self.m, 8 * self.bytes
        mask, pivots = (1 << width) - 1, list[tuple[int, int]]()
        for row in rows:
            self.work.spend((1 + len(pivots)) * (1 + self.columns // WIDE))
            for shift, pivot in pivots:
                if residue := (row >> shift & mask) % m:
                    row += (m - residue) * pivot
            entries = self.unpacked(row)
            last = next((j for j in reversed(range(self.columns)) if entries[j]), None)
            if last is not None:
                scale = pow(entries[last], -1, m)
                pivots.append((width * last, self.packed([entry * scale % m for entry in entries])))
                if len(pivots) == self.columns:
                    break
        return len(pivots)


def rank_of_table(table: Sequence[Sequence[int]], m: int, work: Work) -> int:
    """The number of pivots of a table of residues modulo m."""
    columns = len(table[0]) if table else 0
    modulus = Modulus(m, columns, work)
    return modulus.rank(map(modulus.packed, table)) if columns else 0
