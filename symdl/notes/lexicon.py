"""Words around hypotheses: those that leave a property what it is, turns of phrase that assume nothing, and words that say more than is read.

Lecture notes say "let $X$ be the data matrix" and "let $w$ be a stationary point of $L$" with the same grammar, so only the words tell the two apart. Unknown words
are taken for description. `STRONG` words name an object by a property, `WEAK` ones by how it is made of another one; what they say is not read.
"""

from __future__ import annotations

import re


def listed(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


CORE = listed(
    """a an the all any both each every some two three four five is are be being been have has having and also but it they which
    that themselves itself with real real-valued given fixed arbitrary matrix matrices vector vectors scalar scalars
    number numbers function functions let assume suppose where we now here further furthermore moreover again"""
)
"""Words that may stand around a property that is read: none of them turns it into a property of something else."""

WE = re.compile(
    r"\b(?:we|you|one|us) (?:can |may |will |now |also |then |first |only )*(?:are given|minimi[sz]e|train|want(?: to \w+)?|wish(?: to \w+)?|try|consider|study|"
    r"look(?: at| for)?|fit|run|observe|apply|use|start|have|get|see|know|write|denote|define|call|work|learn|optimi[sz]e|compute|differentiate|go on|"
    r"return|turn|proceed|continue|begin|restrict|recall|need|perform|take|are interested)\b",
    re.IGNORECASE,
)
"""What the author does."""
ASIDE = re.compile(
    r"\bfor (?:simplicity|convenience|brevity|definiteness|now|the moment|ease of notation|the rest of \w+ (?:section|chapter|notes?|lecture)|"
    r"(?:any|some|every|each|all) (?:layer|time|step|index|sample|unit|neuron)s?)\b|"
    r"\bwithout (?:any )?loss of generality\b|\bw\.?l\.?o\.?g\b\.?|\bthroughout(?: th(?:is|e) (?:section|chapter|text|notes?))?\b|\bfrom now on\b|\bas (?:above|before|usual|always)\b|"
    r"\bin what follows\b|\bin this (?:section|chapter|lecture|note)\b|\bin addition\b|\bonce and for all\b|\bof (?:our|your) choice\b|"
    r"\bto (?:begin|start) with\b|\b(?:(?:under|with|on) )?the (?:assumption|condition|hypothesis) that\b|\bin (?:the )?(?:layer|coordinates|\w+ notation)\b|"
    r"\b(?:deep |shallow |two-layer |three-layer |one-layer )*linear (?:neural )?(?:network|net|model|layer|regression|classifier|predictor|regressor|unit)s?\b|"
    r"\bas (?:was |is |we )?(?:to be (?:shown|proved|proven)|claimed|stated|desired|required|wanted|announced|promised|said)\b|"
    r"\bsmall(?:est)? (?:possible )?(?:deep )?(?:changes?|perturbations?|displacements?|variations?|steps?|networks?|examples?|cases?|models?)\b|\bmoving averages?\b|\bscaling factors?\b|\bgradient (?:descent|flow|method)\b|\bstochastic gradient descent\b|\b(?:of )?the same (?:shapes?|sizes?|dimensions?|kind|type|form)\b|\bof the form\b|"
    r"\b(?:left|right)-hand sides?\b|\brectified linear units?\b|\btest error\b|\bgiven by\b|\bsuch that\b|\bchosen (?:such|so) that\b|"
    r"\bso that\b|\bas its (?:columns|rows|entries)\b|\bin its (?:columns|rows|entries)\b|\bas (?:the )?(?:columns|rows)\b|\b(?:one|an?) (?:\w+ )?(?:per|for each|for every) \w+\b|"
    r"\bto be\b|\bcolumn(?= vectors?\b)|\bof (?:the )?(?:size|dimension|order|shape|length)s?\b",
    re.IGNORECASE,
)
"""Turns of phrase that assume nothing."""

STRONG = re.compile(
    r"\b(?:(?:arg)?minimi[sz](?:er|ers|es|e|ing|ed)|(?:arg)?maximi[sz](?:er|ers|es|e|ing|ed)|minim(?:um|a|al)|maxim(?:um|a|al)|optim(?:um|a|al)|extrem(?:um|a|al)|stationary|critical|saddle|"
    r"equilibri(?:um|a)|fixed[ -]points?|roots?|zeros?|zeroes|solutions?|solves?|solving|eigen\w+|singular (?:values?|vectors?)|spectrum|spectra|spectral|interpolat\w+|"
    r"unique|conver\w+|generic\w*|conditions?|assumptions?|inequalit(?:y|ies)|equations?|properties|property|constraints?|laws?|principles?|largest|smallest|greatest|least|lowest|highest|longest|"
    r"shortest|closest|nearest|fastest|slowest|best|worst|supremum|infimum|limits?|estimat\w+|only|no|not|non|never|without|lacks?|fails?|hardly|barely|"
    r"lipschitz|convex\w*|concave|separab\w+|independent|identical|same|equal|equivalent|similar|orthonormal|perpendicular|parallel|proportional|aligned|balanced|distinct|different|"
    r"commut\w+|diagonal|triangular|rotations?|reflections?|isometr\w+|contractions?|normali[sz]ed|unipotent|orthonormal\w*|(?:correlation|covariance) matri(?:x|ces)|"
    r"suitabl[ey]|appropriate(?:ly)?|circulant|toeplitz|hankel|hurwitz|markov|stiefel|coercive|quadratic|uncorrelated|simplex|dominat\w+|exceeds?|(?:larger|smaller|greater|less|bigger|other) than|equals?|close to|twice|conditioned|share|maps? |spans?|sums? to|(?:the same|equal) (?:rank|trace|norm|determinant))\b",
    re.IGNORECASE,
)
"""An object known by a property, or a property."""
WEAK = re.compile(
    r"\b(?:inverses?|pseudo-?inverses?|adjoints?|transposes?d?|projec\w+|gradients?|hessians?|jacobians?|derivatives?|differentials?|integrals?|norms?|traces?|determinants?|ranks?|kernels?|"
    r"null-?spaces?|nullit(?:y|ies)|ranges?|span\w*|bas[ie]s|complement|averages?|means?|expect\w+|covariances?|variances?|moments?|correlations?|distributions?|gram|gramian|identity|sums?|products?|differences?|"
    r"quotients?|ratios?|powers?|squares?|exponentials?|logarithms?|factors?|decompositions?|factori[sz]ations?|cholesky|svd|polar|permut\w+|companion|adjugate|cofactors?|commutator|"
    r"vandermonde|toeplitz|hankel|circulant|fourier|hadamard|kronecker|laplacian|adjacency|radius|angles?|distances?|tangent|normal|dual|conjugate|subspaces?|"
    r"simplex|spheres?|balls?|cones?|hulls?|iterates?|next|after|end|updated|parts?|multiples?|images? of|polynomial of|ones)\b",
    re.IGNORECASE,
)
"""An object known by how it is made of another one."""
