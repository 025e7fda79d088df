"""Damaged certificates: every field deleted, replaced, swapped, emptied; claims and hashes exchanged."""

import copy
import random
from fractions import Fraction

from symdl.check import claim_digest

ROUGHLY = 10**6


def places(document, path=()):
    """Every place in a document, as the keys that lead to it."""
    if path:
        yield path
    items = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for key, value in items:
        yield from places(value, (*path, key))


def at(document, path):
    for key in path:
        document = document[key]
    return document


def words(document):
    """All strings of a document."""
    if isinstance(document, str):
        yield document
    for part in document.values() if isinstance(document, dict) else document if isinstance(document, list) else ():
        yield from words(part)


def numbers(text):
    """Other numbers for a number, as text or as it is."""
    value = Fraction(text)
    return [type(text)(x) for x in (value + 1, value - 1, Fraction(0), -value) if x != value]


def replacements(value, vocabulary, draw):
    """Other values to put in the place of one."""
    if isinstance(value, bool) or value is None:
        return [0, 1]
    if isinstance(value, int):
        return [value + 1, value - 1, 0, -value, True, str(value), 10**9]
    if isinstance(value, str):
        try:
            found = numbers(value)
        except (ValueError, ZeroDivisionError):
            found = []
        return [*found, *draw.sample(vocabulary, min(3, len(vocabulary))), "", 0]
    if isinstance(value, list):
        swaps = []
        for i in range(len(value) - 1):
            swapped = list(value)
            swapped[i], swapped[i + 1] = swapped[i + 1], swapped[i]
            swaps.append(swapped)
        shorter = [value[:-1], value[1:], [*value, value[-1]]] if value else []
        return [[], {}, *swaps[:3], *shorter]
    return [{}, []]


def mutants(document, number, seed):
    """Some of the mutants, drawn deterministically, as (what was done, document); claims keep their hash honest or not."""
    draw = random.Random(seed)
    everywhere, vocabulary = [*places(document)], sorted(set(words(document)))
    for _ in range(number):
        path = draw.choice(everywhere)
        *above, key = path
        mutant = copy.deepcopy(document)
        parent, value = at(mutant, above), at(mutant, path)
        if draw.random() < 0.15:
            del parent[key]
            kind = "deleted"
        else:
            parent[key] = draw.choice(replacements(value, vocabulary, draw))
            kind = "replaced"
        if path[0] == "claim" and len(path) > 1 and draw.random() < 0.8:
            mutant["claim_hash"] = claim_digest(mutant["claim"])
            kind += " with its hash"
        yield f"{'/'.join(map(str, path))} {kind}", mutant


def exchanged(first, second):
    """The claim of one certificate over the witness of another."""
    stale = {**first, "claim": second["claim"]}
    fresh = {**stale, "claim_hash": second["claim_hash"]}
    turned = {**first, "verdict": "PROVED" if first["verdict"] == "REFUTED" else "REFUTED"}
    return [("claim exchanged", stale), ("claim exchanged with its hash", fresh), ("verdict turned", turned)]
