"""Words that assume nothing, and words that name an object by what it does; every other word beside a formula is refused.

Lecture notes say "let $X$ be the data matrix" and "let $w$ be a stationary point of $L$" with the same grammar, so only the words
tell the two apart. `PLAIN` lists words that describe. Behind "the", where names are open, all words are allowed but `STRONG` ones
(an object known by a property) and `WEAK` ones (an object known by how it is made), which a formula can say.
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

PLAIN = CORE | listed(
    """
    of to as for in on at by from over into per out within throughout such via s above below usual respective corresponding following previous
    one six seven eight ten first second third last further other another new old whole single general simple standard typical finite
    deterministic known unknown free constant trainable learnable learned learnt trained observed available hidden latent
    visible internal external local global initial current target final real-world empirical numerical overall
    denote denotes denoting represent represents representing stand stands mean means collect collects collecting contain contains containing
    hold holds holding store stores storing describe describes describing index indexes indexing list lists parametrise parametrises parametrize
    parametrizes consist consists consisting call called name named write written read consider considered use used using see seen play plays
    come comes live lives make makes belong belongs arrange arranged stack stacked gather gathered model models
    satisfy satisfies satisfying obey obeys obeying fulfil fulfils fulfill fulfills fulfilling us our their its this these those there exists exist define defined
    take taken think choose pick recall note
    weight bias data datum input output feature label response example sample training train test validation point batch mini-batch minibatch dataset set
    parameter hyperparameter hyper-parameter learning rate step size stepsize step-size layer neuron network net model perceptron mlp transformer
    classifier regressor predictor regression loss cost error objective risk residual activation nonlinearity non-linearity embedding token query key value
    attention head score logit class category momentum temperature width depth dimension height length count integer-valued index
    indices time iteration epoch regularisation regularization regularizer regulariser penalty coefficient constant gain exponent degree order
    strength level threshold margin offset shift symbol variable letter unknown quantity object element entry row column block tuple pair list collection
    family sequence tensor array map mapping design filter convolution channel image pixel signal observation measurement
    experiment task teacher student neural deep shallow two-layer one-layer three-layer multi-layer feed-forward feedforward recurrent convolutional
    linear-network dense fully connected pre-trained pretrained weight-decay decay hidden-layer one-dimensional two-dimensional
    scalar-valued vector-valued matrix-valued dimensional world problem setting case notation convention section chapter lecture note notes rest purpose argument
    perturbation direction displacement increment noise signal state action reward policy velocity particle mass
    size shape name copy version expression term formula tolerance accuracy horizon budget space fix fixes system
    gate unit cell memory seed schedule mask context position sentence document word corpus environment agent player adversary client server worker node edge graph path
    trajectory line curve plane dictionary codebook atom encoder decoder autoencoder generator discriminator critic ensemble expert router prototype anchor
    derivation lemma theorem proposition proof claim statement figure table reader author book paper physical spatial temporal left right ground-truth true clean noisy raw
    scaling ordinary classical triple vocabulary window kind type field later earlier soon scale change variation update-rule rule method scheme algorithm procedure
    preconditioner adapter reparametrisation reparametrization parametrisation parametrization discretisation discretization representation transformation feature-map
    prediction-rule bias-term intercept slope curve coordinate component monitor counter trial run round generation level-set knob dial option choice alternative
    learner optimiser optimizer scheduler architecture topology modality domain source destination customer user item rating price demand
    speed temperature-parameter energy potential force momentum-parameter spring charge current voltage wave frequency amplitude
    teacher-network student-network target-network neuron-index channel-index word-vector patch pooling dropout softmax relu sigmoid tanh
    starting mixing scoring decoding encoding resulting remaining underlying surrounding incoming outgoing
    """
)  # fmt: skip
"""Words that describe, without a property that terms could say; their plurals too."""

OPENING = listed("the our its their this these those my your whose")
"""Words behind which the name of a thing follows."""
CLOSING = listed(
    """that which whose who whom with without having satisfying obeying so such is are be being been has have had do does did can could will would
    may might must should lies lie equals equal and but where when whenever if while unless until because then if there let assume suppose"""
)
"""Words with which the name of a thing ends."""

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
    r"commut\w+|diagonal|triangular|generic)\b",
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
