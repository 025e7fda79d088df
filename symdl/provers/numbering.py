"""Hypotheses that a proof does not use are taken out of it again.

A step that adds a hypothesis is left out when no rule below it names that hypothesis; the numbers of later ones then fall.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from symdl.provers.state import Proof, Wrap

PLAIN = frozenset(
    {
        "intro", "split", "choose", "witness", "unfold", "suppose", "absurd", "cases", "obtain", "specialise", "detach", "have",
        "fact", "entries", "frobenius", "assume", "combination", "evaluate",
    }
)  # fmt: skip
"""The rules whose numbers of hypotheses are known here."""


def pruned(first: int, count: int, wrap: Wrap) -> Wrap:
    """The wrap where its hypotheses ``first``, …, ``first + count − 1`` are used, and nothing where they are not."""

    def wrapped(proof: Proof) -> Proof:
        rules = list(_rules(proof))
        if any(rule["rule"] not in PLAIN for rule in rules):
            return wrap(proof)
        if any(first <= number < first + count for rule in rules for number in _numbers(rule)):
            return wrap(proof)
        lowered: Proof = _renumbered(proof, lambda number: number - count if number >= first + count else number)
        return lowered

    return wrapped


def _rules(proof: Any) -> Iterator[Proof]:
    """Every step of a proof."""
    if isinstance(proof, dict) and "rule" in proof:
        yield proof
        for key in ("then", "proof"):
            if isinstance(proof.get(key), dict):
                yield from _rules(proof[key])
        for key in ("branches", "premises"):
            for part in proof.get(key, ()):
                yield from _rules(part)


def _numbers(rule: Proof) -> Iterator[int]:
    """The hypotheses a step names."""
    if "hypothesis" in rule:
        yield rule["hypothesis"]
    for form in (*rule.get("summands", ()), *([rule["multiplier"]] if "multiplier" in rule else ())):
        yield from form.get("hypotheses", ())
    for _, place, *_ in rule.get("cofactors", ()):
        yield place[0] if isinstance(place, list) else place


def _renumbered(proof: Proof, number: Callable[[int], int]) -> Proof:
    """The proof with other numbers of hypotheses."""
    new = dict(proof)
    if "hypothesis" in new:
        new["hypothesis"] = number(new["hypothesis"])
    if "summands" in new:
        new["summands"] = [_product(form, number) for form in new["summands"]]
    if "multiplier" in new:
        new["multiplier"] = _product(new["multiplier"], number)
    if "cofactors" in new:
        new["cofactors"] = [[left, _place(place, number), *right] for left, place, *right in new["cofactors"]]
    for key in ("then", "proof"):
        if isinstance(new.get(key), dict):
            new[key] = _renumbered(new[key], number)
    for key in ("branches", "premises"):
        if key in new:
            new[key] = [_renumbered(part, number) for part in new[key]]
    return new


def _product(form: Any, number: Callable[[int], int]) -> Any:
    return {**form, "hypotheses": [number(k) for k in form["hypotheses"]]} if "hypotheses" in form else form


def _place(place: Any, number: Callable[[int], int]) -> Any:
    return [number(place[0]), *place[1:]] if isinstance(place, list) else number(place)
