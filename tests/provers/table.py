"""The table of true claims and their false twins, by name."""

from collections.abc import Mapping

from . import (
    block_pairs,
    form_pairs,
    function_pairs,
    limit_pairs,
    matrix_function_pairs,
    matrix_pairs,
    power_pairs,
    scalar_pairs,
    square_pairs,
)
from .pairs import Pair

FAMILIES: Mapping[str, Mapping[str, Pair]] = {
    "identities": scalar_pairs.IDENTITIES,
    "ideals": scalar_pairs.IDEALS,
    "squares": scalar_pairs.SQUARES,
    "hypotheses": scalar_pairs.HYPOTHESES,
    "pieces": scalar_pairs.PIECES,
    "elementary": function_pairs.ELEMENTARY,
    "derivatives": function_pairs.DERIVATIVES,
    "induction": function_pairs.INDUCTION,
    "quantifiers": function_pairs.QUANTIFIERS,
    "gradients": matrix_pairs.GRADIENTS,
    "inverses": matrix_pairs.INVERSES,
    "pseudoinverses": matrix_pairs.PSEUDOINVERSES,
    "norms": matrix_pairs.NORMS,
    "definite": matrix_pairs.DEFINITE,
    "words": matrix_pairs.WORDS,
    "ideals with transposes": matrix_pairs.STAR,
    "squares of words": square_pairs.SEARCHED,
    "orders of inverses": form_pairs.ORDERS,
    "square matrices": form_pairs.SQUARES,
    "updates of inverses": form_pairs.UPDATES,
    "forms that vanish": form_pairs.FORMS,
    "blocks": block_pairs.BLOCKS,
    "powers": power_pairs.POWERS,
    "iterates": power_pairs.ITERATES,
    "limits": limit_pairs.LIMITS,
    "roots of matrices": matrix_function_pairs.ROOTS,
    "exponentials of matrices": matrix_function_pairs.EXPONENTIALS,
}

PAIRS: Mapping[str, Pair] = {name: pair for family in FAMILIES.values() for name, pair in family.items()}
