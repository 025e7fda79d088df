r"""Words beside formulas, as lecture notes have them: read as hypotheses, recognised as description, or refused; never dropped."""

import pytest

from symdl.notes.document import read_document
from symdl.terms.errors import SymdlError

from .test_declarations import declared

SETTING = r"""Let $A, B, C \in \mathbb{R}^{n \times n}$, $X \in \mathbb{R}^{d \times n}$, $u, v, w, x \in \mathbb{R}^n$, $a, b \in \mathbb{R}$,
$f \colon \mathbb{R}^n \to \mathbb{R}$, $L \colon \mathbb{R}^n \to \mathbb{R}$. """

DESCRIPTIONS = [
    r"Let $X$ be the data matrix.",
    r"Let $X$ be the matrix whose columns are the training inputs.",
    r"Let $u$ denote the weights of the first layer.",
    r"Let $A$ be fixed.",
    r"Let $A$ be an arbitrary matrix.",
    r"Let $A$ and $B$ be two arbitrary square matrices.",
    r"Let $x$ be an input and $w$ the weight vector of a single neuron.",
    r"Let $x$ be a training example with label $a$.",
    r"Suppose that $u$ collects the activations of the hidden layer.",
    r"Let the rows of $A$ hold the samples.",
    r"Let $A$ be given.",
    r"We assume that $A$ is given, for simplicity.",
    r"Let $f$ be the loss of the network.",
    r"Let $f$ be a differentiable loss function.",
    r"Let $L$ be the training loss, twice continuously differentiable.",
    r"Here and below, let $A$ be the weight matrix of some layer.",
    r"Let $A$, $B$ be the weight matrices of a two-layer linear network.",
    r"where $E = A - B$ is the residual.",
    r"where $G = X^\top X$ is the Gram matrix of the data.",
    r"where $S = A + A^\top$ denotes the symmetric part.",
    r"Let $g = \nabla f(x)$ be the gradient at the current point.",
    r"Let $H = A^\top A$ be its Hessian, a square matrix.",
    r"Let $v$ be a perturbation of the weights.",
    r"Let $u$ and $v$ be two directions in parameter space.",
    r"Let $n$ be the number of training examples.",
    r"Let $d$ be the input dimension and $n$ the number of samples.",
    r"Suppose we train $w$ with gradient descent on the loss $L$.",
    r"Suppose we are given $n$ samples with $d$ features each.",
    r"Given the data $X$, we look for weights $w$.",
    r"Given $A$ and $B$, the network computes a product.",
    r"Let $w$ be the parameters of the model, stacked into one column vector.",
    r"Let $a$ be the bias of the output layer and $b$ a scalar.",
    r"Let $x$ be a real vector of length $n$.",
    r"Let $A$ be the matrix of the query weights, $B$ the matrix of the key weights.",
    r"Let $A$ be the attention scores.",
    r"Let $v$ be the logits, and $x$ the target.",
    r"Let us fix $A$ and $B$.",
    r"Let $w$ be the initial weights.",
    r"Let $a$ be a real parameter, e.g. a temperature.",
    r"Assume throughout that $A$ is a real matrix.",
    r"Let $X$ be the design matrix, with one column per sample.",
    r"Let $\mathcal{D}$ be the distribution of the inputs.",
    r"Let $\mu$ be the smallest eigenvalue of $A$.",
    r"Let $\theta$ denote all the parameters.",
    r"Let $A$ be the first and $B$ the second weight matrix.",
    r"Let $w$ be a weight vector, i.e. the parameters of one unit.",
    r"Let $x$ be the token embedding at position $i$.",
    r"Let $v$ be the velocity and $a \in \mathbb{R}$ the momentum parameter.",
    r"Let $A$ be our favourite matrix.",
]

HYPOTHESES = [
    (r"Assume that $A$ is an invertible symmetric matrix, with $B$ orthogonal.", ["Aᵀ = A", "det(A) ≠ 0", "Bᵀ@B = I_n", "B@Bᵀ = I_n"]),
    (r"Let $A$ be diagonal with positive entries.", ["0_{n×n} < A in every entry", "hadamard(A, I_n) = A"]),
    (r"Assume $u$ has nonzero entries.", ["u ≠ 0_{n×1} in every entry"]),
    (r"Assume $A$ has trace zero.", ["trace(A) = 0"]),
    (r"Let $A$ be a matrix of full rank.", ["rank(A) = n"]),
    (r"Let $A$ be a rank-one matrix.", ["rank(A) = 1"]),
    (r"Let $X$ have rank at most $r$.", ["rank(X) ≤ r"]),
    (r"Let $X$ have unit columns.", ["hadamard(Xᵀ@X, I_n) = I_n"]),
    (r"Let $A$ commute with $B$ and $C$.", ["A@B = B@A", "A@C = C@A"]),
    (r"Let $u$ be orthogonal to $v$ and $w$.", ["uᵀ@v = 0", "uᵀ@w = 0"]),
    (r"Suppose $u$ is different from $v$.", ["u ≠ v"]),
    (r"Assume that $A$ is an involution.", ["A@A = I_n"]),
    (r"Let $A$ be the identity.", ["A = I_n"]),
    (r"Let $a$ be a positive number.", ["0 < a"]),
    (r"Assume the product $A B$ is symmetric.", ["(A@B)ᵀ = A@B"]),
    (r"Assume that the Gram matrix $X^\top X$ is invertible.", ["det(Xᵀ@X) ≠ 0"]),
    (r"Suppose $A = B B$ and $C$ is symmetric.", ["A = B@B", "Cᵀ = C"]),
    (r"Assume $X$ has rank $r$ and $A$ is invertible.", ["rank(X) = r", "det(A) ≠ 0"]),
    (r"Let $X$ have rank $r$ and $A$ be invertible.", ["rank(X) = r", "det(A) ≠ 0"]),
    (r"Let $a > 0$ and $b > 0$ be distinct.", ["0 < a", "0 < b", "a ≠ b"]),
    (r"Let $A$ be the data, which need not be symmetric but is invertible.", ["det(A) ≠ 0"]),
    (r"Assume that we have $A = B$.", ["A = B"]),
    (r"Let $a$ be chosen so that $a b < 2$.", ["a*b < 2"]),
    (r"Assume that $u$ satisfies $A u = v$.", ["A@u = v"]),
    (r"Let $a > 0$ be the learning rate.", ["0 < a"]),
]  # fmt: skip

UNREAD = [
    r"Assume $A$ has distinct eigenvalues.",
    r"Assume that $X$ is generic.",
    r"Let $f$ be $L$-smooth.",
    r"Let $A$ and $B$ share their eigenvectors.",
    r"Suppose that $w$ is a stationary point of $L$.",
    r"Let $A$ be diagonalizable with real spectrum.",
    r"Let $w$ be the minimiser of $L$.",
    r"Let $w$ be a global minimum of the loss.",
    r"Let $f$ be convex and smooth with constant $a$.",
    r"Let $f$ be smooth with constant $a$.",
    r"Let $A$ be a contraction.",
    r"Let $A$ be a circulant matrix.",
    r"Let $u$ be the top eigenvector of $A$.",
    r"Let $u$ lie in the kernel of $A$.",
    r"Let $v$ be the image of $u$ under $A$.",
    r"Let $A$ be the Gram matrix of the data.",
    r"Let $B$ be the inverse of $A$.",
    r"Let $H \in \mathbb{R}^{n \times n}$ be the Hessian of the loss at a minimum.",
    r"Let $A$ be well conditioned.",
    r"Assume the data $X$ are whitened.",
    r"Assume the data $X$ are linearly separable.",
    r"Let $u$ be normalised.",
    r"Let $v$ be independent of $u$.",
    r"Let the entries of $u$ sum to one.",
    r"Let $u$ lie on the simplex.",
    r"Assume all eigenvalues of $A$ are positive.",
    r"Suppose that $f$ has a unique critical point.",
    r"Suppose the network interpolates the data $X$.",
    r"Let $A$ have orthonormal columns up to sign.",
    r"Let $a$ be small.",
    r"Let $A$ dominate $B$.",
    r"Let $A$ and $B$ be simultaneously diagonalizable.",
    r"Assume that $w$ minimises $L$.",
    r"Assume $L$ vanishes at $w$.",
    r"Let $A$ be a permutation matrix.",
    r"Assume $u$ and $v$ are linearly independent.",
    r"Let $A$ be a matrix without real eigenvalues.",
    r"Let $a$ be the smallest singular value of $A$.",
    r"Let $u$ be in general position.",
    r"Assume that $f$ is bounded below.",
    r"Assume that $f$ is coercive.",
    r"Let $A$ be the weight matrix at convergence.",
    r"Let $A$ be the weights, initialised at zero.",
    r"Let $A$ be balanced with $B$.",
    r"Let $w$ be the solution of the normal equations.",
    r"Suppose the noise $u$ has mean zero.",
    r"Let $A$ be a projection onto the span of $u$.",
    r"Let $A$ be the covariance of the inputs.",
]

SHIFTED = [
    r"Assume the symmetric part of $A$ is positive definite.",
    r"Assume the columns of $A$ are orthogonal.",
    r"Assume the product of $A$ and $B$ is symmetric.",
    r"Assume the sum of $A$ and $B$ is invertible.",
    r"Assume the inverse of $A$ is symmetric.",
    r"Assume $A$ is orthogonal to $B$.",
    r"Let $x$ be an element of $A$ and $B$ be symmetric.",
    r"Let $A$ be a matrix whose blocks are symmetric.",
    r"Let $f$ be positive.",
    r"Let $x$ have distinct entries.",
    r"Let $a$ be an integer.",
    r"Let $f$ be an $L$-smooth function.",
    r"Let $A$ be no symmetric matrix.",
    r"Assume $A$ is far from symmetric.",
    r"Suppose $A$ were symmetric.",
    r"Assume $A$ lacks a positive definite part.",
    r"Let $A$ be everything but symmetric.",
    r"Let $A$ be similar to a symmetric matrix $B$.",
    r"Assume the trace of $A$ is positive.",
    r"Assume that the determinant of $A$ is nonzero.",
    r"Assume without $A = B$.",
    r"Assume the spectrum of $A$ is positive.",
    r"Assume $A$ restricted to the kernel of $B$ is invertible.",
    r"Assume $A$ is positive definite on the kernel of $B$.",
    r"Assume $A$ is positive definite along $u$.",
    r"Assume $A$ is symmetric up to scaling.",
    r"Assume $A$ is invertible at $x$.",
    r"Assume each row of $X$ is a unit vector.",
    r"Assume few of the matrices $A$, $B$ are symmetric.",
    r"Assume $A$ or the matrix $B$ is symmetric.",
    r"Assume only $A$ is symmetric.",
    r"Assume $A$ fails to be symmetric.",
    r"Assume $A$ is symmetric at most.",
    r"Assume that $A = 0$ implies $B = 0$.",
    r"Assume that if $A = 0$ then $B = 0$.",
    r"Let $A$ and $B$ be symmetric and invertible, respectively.",
    r"Assume $A = 0$ only when $B = 0$.",
    r"Assume that $A$, being not far from $B$, equals $C$.",
    r"Assume $a = 0$ for $b = 0$.",
]


@pytest.mark.parametrize("sentence", DESCRIPTIONS)
def test_a_description_assumes_nothing(sentence: str) -> None:
    _, hypotheses, faults = declared(SETTING + sentence)
    assert (hypotheses, faults) == ([], [])


@pytest.mark.parametrize(("sentence", "hypotheses"), HYPOTHESES)
def test_words_that_terms_can_say_are_read(sentence: str, hypotheses: list[str]) -> None:
    assert declared(SETTING + sentence)[1:] == (hypotheses, [])


@pytest.mark.parametrize("sentence", UNREAD)
def test_words_that_are_not_read_are_refused(sentence: str) -> None:
    _, hypotheses, faults = declared(SETTING + sentence)
    assert (hypotheses, len(faults)) == ([], 1)


@pytest.mark.parametrize("sentence", SHIFTED)
def test_a_property_of_something_else_is_not_taken_for_one_of_the_term(sentence: str) -> None:
    """Each would be a hypothesis that the author did not make, and so a way to a false PROVED."""
    _, hypotheses, faults = declared(SETTING + sentence)
    assert hypotheses == []
    assert faults


def test_a_name_without_a_meaning_may_be_described_as_one_likes() -> None:
    assert declared(SETTING + "Let $\\mu$ be the smallest eigenvalue of $A$.")[1:] == ([], [])


def test_a_claim_with_a_hypothesis_in_words_that_is_not_read_is_not_decided_without_it() -> None:
    text = SETTING + ":::{claim} c\nAssume $A$ has distinct eigenvalues.\n$$ A = B $$\n:::\n"
    (claim,) = read_document(text.replace(". :::", ".\n\n:::")).claims
    with pytest.raises(SymdlError, match=r"line 5, column \d+: the words 'has distinct eigenvalues' may assume"):
        claim.statement  # noqa: B018
