"""How fast notes are read: a page of 30 formulas, and pages of 60, 120, 240 formulas for the growth.

    python benchmarks/reading.py

prints milliseconds of processor time for each number of formulas, the best of five runs in one process.
"""

from __future__ import annotations

import time

from symdl.notes.document import read_document

SETTING = r"""Let $X \in \mathbb{R}^{d \times n}$, $Y \in \mathbb{R}^{k \times n}$, $W \in \mathbb{R}^{k \times d}$ and $\lambda > 0$,
where $E = Y - W X$ and $L(W) = \|E\|_F^2 + \lambda \|W\|_F^2$.
"""

FORMULAS = (
    r"\nabla_W \left( \|Y - W X\|_F^2 + \lambda \|W\|_F^2 \right) = -2 (Y - W X) X^\top + 2 \lambda W",
    r"(X X^\top + \lambda I)^{-1} X = X (X^\top X + \lambda I)^{-1}",
    r"\frac{\partial L}{\partial W} = -2 E X^\top + 2 \lambda W",
    r"\operatorname{tr}(E^\top E) = \|E\|_F^2 \ge 0",
    r"\operatorname{rank}(X X^\top) \le d",
    r"Y X^+ = Y X^\top (X X^\top)^{-1}",
)


def page(count: int) -> str:
    """Notes with that many formulas, each with a sentence around it."""
    claims = (
        f"The next formula is number {k}.\n\n:::{{claim}} c{k}\n$$ {FORMULAS[k % len(FORMULAS)]} $$\n:::\n"
        for k in range(count)
    )
    return SETTING + "\n" + "\n".join(claims)


def milliseconds(text: str, *, runs: int = 5) -> float:
    """Processor time to read a document, the best of several runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        read_document(text)
        best = min(best, time.process_time() - start)
    return 1000 * best


if __name__ == "__main__":
    for count in (30, 60, 120, 240):
        spent = milliseconds(page(count))
        print(f"{count:4} formulas  {spent:7.1f} ms  {spent / count:5.2f} ms a formula")
