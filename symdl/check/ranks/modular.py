"""Ranks modulo m at the speed of long integers: a row is one integer, a fixed number of bits for each entry.

Adding a multiple of one row to another is then one multiplication and one addition. Entries are reduced once a row,
not once an operation: slots are wide enough for what piles up. Multipliers are found on a window of a few slots,
which is short, and then applied to the whole row. If elimination modulo m, prime or not, finds r
pivots that are units, some r × r minor is a unit modulo m; so it is not 0 over ℤ, nor over any ring that maps to ℤ/m.
"""

import sys
from array import array
from collections.abc import Iterable, Sequence
from fractions import Fraction

from symdl.check.judgement import need
from symdl.check.polynomial import Work

CODES = {2: "H", 4: "I", 8: "Q"}
"""How an array names unsigned integers of so many bytes."""
WIDE = 1024
"""Entries of a row that count as one unit of work."""
WINDOW = 32
"""Slots of a window."""


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
        largest = (columns + 1) * (m - 1) ** 2
        need(largest < 2**64, f"the modulus {m} is too large for {columns} columns")
        self.bytes = next(size for size in CODES if largest < 2 ** (8 * size))

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
        windows, found = list[Window](), 0
        for row in rows:
            self.work.spend((1 + found) * (1 + self.columns // WIDE))
            for window in windows:
                row = window.cleared(row)
            entries = self.unpacked(row)
            last = next((j for j in reversed(range(self.columns)) if entries[j]), None)
            if last is not None:
                scale = pow(entries[last], -1, self.m)
                pivot = self.packed([entry * scale % self.m for entry in entries])
                if not windows or not windows[-1].holds(last):
                    windows.append(Window(self.m, 8 * self.bytes, max(0, last - WINDOW + 1)))
                windows[-1].add(last, pivot)
                found += 1
                if found == self.columns:
                    break
        return found


class Window:
    """Pivots, in the order in which they were found, whose places are among the slots first, …, first + WINDOW − 1."""

    def __init__(self, m: int, width: int, first: int) -> None:
        self.m, self.width, self.first = m, width, first
        self.slot, self.slots = (1 << width) - 1, (1 << width * WINDOW) - 1
        self.pivots = list[tuple[int, int, int]]()

    def holds(self, place: int) -> bool:
        return 0 <= place - self.first < WINDOW

    def add(self, place: int, pivot: int) -> None:
        self.pivots.append((self.width * (place - self.first), self._seen(pivot), pivot))

    def cleared(self, row: int) -> int:
        """The row plus multiples of the pivots, such that each had a multiple of m in its place when it was its turn."""
        seen = self._seen(row)
        for shift, part, pivot in self.pivots:
            if residue := (seen >> shift & self.slot) % self.m:
                seen += (self.m - residue) * part
                row += (self.m - residue) * pivot
        return row

    def _seen(self, row: int) -> int:
        return row >> self.width * self.first & self.slots


def rank_of_table(table: Sequence[Sequence[int]], m: int, work: Work) -> int:
    """The number of pivots of a table of residues modulo m."""
    columns = len(table[0]) if table else 0
    modulus = Modulus(m, columns, work)
    return modulus.rank(map(modulus.packed, table)) if columns else 0
