r"""Words beside formulas, as lecture notes have them: read as hypotheses, taken for description, doubted, or refused."""

from functools import cache

import pytest

from symdl.claims.claim import Claim
from symdl.notes.blocks import Paragraph
from symdl.notes.document import read_document, size_names
from symdl.notes.markdown import blocks_of
from symdl.notes.scope import Scope
from symdl.notes.sentences import read
from symdl.terms.errors import SymdlError

from .test_declarations import declared

SETTING = r"""Let $A, B, C \in \mathbb{R}^{n \times n}$, $X \in \mathbb{R}^{d \times n}$, $u, v, w, x \in \mathbb{R}^n$, $a, b \in \mathbb{R}$,
$f \colon \mathbb{R}^n \to \mathbb{R}$, $L \colon \mathbb{R}^n \to \mathbb{R}$. """

DESCRIPTIONS = [
    r"Let us prove $A = B$.",
    r"Let us now show that $A$ is symmetric.",
    r"Let us see whether $A = B$.",
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

STANDALONE = [
    r"Let $x \in \mathbb{R}^d$ be an input, $y \in \mathbb{R}$ its label and $w \in \mathbb{R}^d$ the weights of a linear predictor.",
    r"Let $W_1 \in \mathbb{R}^{h \times d}$ and $W_2 \in \mathbb{R}^{k \times h}$ be the weights of a network with one hidden layer.",
    r"Let $\sigma \colon \mathbb{R} \to \mathbb{R}$ be an activation function.",
    r"Let $\sigma \colon \mathbb{R} \to \mathbb{R}$ be a smooth activation.",
    r"Let $\ell \colon \mathbb{R} \to \mathbb{R}$ be a loss, for example the logistic one.",
    r"Throughout this section, let $X \in \mathbb{R}^{d \times n}$ denote the matrix of inputs, one column for each sample.",
    r"Suppose that $Q \in \mathbb{R}^{m \times p}$ and $K \in \mathbb{R}^{m \times p}$ hold the queries and the keys of one attention head.",
    r"Let $Z \in \mathbb{R}^{p \times p}$ be any real matrix.",
    r"Let $e \in \mathbb{R}^n$ be the vector of residuals.",
    r"Let $\theta \in \mathbb{R}^p$ collect all weights and biases.",
    r"Let $t \in \mathbb{R}$ denote time.",
    r"Let $\eta > 0$ be the step size of gradient descent.",
    r"Let $\eta > 0$ be a fixed learning rate and $\mu \ge 0$ the momentum.",
    r"Let $\lambda > 0$ be the ridge parameter.",
    r"Let $\lambda \ge 0$ denote the strength of the regularisation.",
    r"Let $\gamma, \beta \in \mathbb{R}$ be the scale and the shift of batch normalisation.",
    r"Let $p \in \mathbb{R}^c$ be the output of the softmax layer.",
    r"where $\delta \in \mathbb{R}^h$ is the error signal of the hidden layer.",
    r"where $m$ is the number of neurons.",
    r"Here we write $W$ for the weights; let $b \in \mathbb{R}$ be the bias term.",
    r"Let $u, v \in \mathbb{R}$ be the weights of the two layers of the smallest deep network.",
    r"Let $a, b, c \in \mathbb{R}$ be arbitrary real numbers.",
    r"Let $\alpha > 0$ and $\beta > 0$ be two constants.",
    r"Let $\mathcal{L}$ be the training loss.",
    r"Let $k$ be the index of the layer.",
    r"Let $i$ and $j$ be indices of neurons.",
    r"Consider a linear model and let $w \in \mathbb{R}^d$ be its weight vector.",
    r"Let $M \in \mathbb{R}^{q \times q}$ be the mixing matrix of the tokens.",
    r"Let $E \in \mathbb{R}^{v \times d}$ be the embedding table of the vocabulary.",
    r"Let $s \in \mathbb{R}$ be the score of the pair.",
    r"Let $R \in \mathbb{R}^{q \times q}$ be a reparametrisation of the hidden layer.",
    r"Let $D \in \mathbb{R}^{m \times m}$ be a preconditioner.",
    r"Let $x_0 \in \mathbb{R}^d$ be the starting point.",
    r"Let $T$ be the number of steps.",
    r"Let $A \in \mathbb{R}^{r \times d}$ and $B \in \mathbb{R}^{k \times r}$ be the two adapters.",
    r"Let $\tau > 0$ be the softmax temperature.",
    r"Let $\kappa \in \mathbb{R}$, a parameter we are free to choose.",
    r"Let $c \in \mathbb{R}$ be some constant that we choose later.",
    r"Let $w \in \mathbb{R}^d$ be the weights, which we train.",
    r"Suppose that we scale the weights: let $\alpha > 0$.",
    r"Let $\Delta \in \mathbb{R}^d$ be a small change of the weights.",
    r"Let $\phi \in \mathbb{R}^m$ be a feature vector.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the data matrix of $n$ samples from ImageNet.",
    r"Let $X \in \mathbb{R}^{d \times n}$ denote the matrix whose columns are the training examples.",
    r"Let $X \in \mathbb{R}^{d \times n}$ collect the inputs as columns.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be a design matrix with $n$ observations.",
    r"Let $X \in \mathbb{R}^{d \times n}$ hold the features of a mini-batch.",
    r"Suppose we are given a dataset $X \in \mathbb{R}^{d \times n}$.",
    r"Suppose that $X \in \mathbb{R}^{d \times n}$ is the output of a frozen backbone.",
    r"Given data $X \in \mathbb{R}^{d \times n}$ drawn from some distribution, we study least squares.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be an embedding matrix produced by a transformer.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the activations of the penultimate layer.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be a matrix (possibly rank deficient).",
    r"Let $X \in \mathbb{R}^{d \times n}$ be any matrix, wide or tall.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be our running example.",
    r"Throughout this section, let $X \in \mathbb{R}^{d \times n}$ be the kernel features used in Chapter 3.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the patch embeddings of an image.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the hidden states of a recurrent network after $n$ steps.",
    r"Assume $X \in \mathbb{R}^{d \times n}$; we write $n$ for the batch size.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be a real matrix.",
    r"Let $X$ be a real $d \times n$ matrix, $X \in \mathbb{R}^{d \times n}$.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be a matrix of regressors.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be a matrix of pixel intensities, one image per column.",
    r"Let $X \in \mathbb{R}^{d \times n}$ contain the word vectors.",
    r"Let $X \in \mathbb{R}^{d \times n}$, the stacked inputs, be as above.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the feature map evaluated on the training set.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the Jacobian of the network at initialization.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the matrix of preactivations.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the matrix of logits for each class and each example.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the encoder weights learned by gradient descent.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the snapshot matrix in dynamic mode decomposition.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the vocabulary projection of a language model.",
    r"Let $\lambda > 0$ be the regularisation strength chosen by cross-validation.",
    r"Let $\lambda > 0$ be the weight decay coefficient.",
    r"Let $\lambda > 0$ be a hyperparameter controlling the amount of shrinkage.",
    r"Assume a learning rate $\lambda > 0$.",
    r"Assume $\lambda > 0$ throughout.",
    r"Let $\lambda > 0$ be the inverse temperature.",
    r"Let $\lambda > 0$ be the step size used in the experiments.",
    r"Let $\lambda > 0$ (ridge penalty).",
    r"Let $\lambda > 0$ be the noise level of the Langevin sampler.",
    r"Suppose $\lambda > 0$ is a constant independent of $n$.",
    r"Suppose $\lambda > 0$ is fixed once and for all.",
    r"Let $\lambda > 0$ be the curvature scale.",
    r"Let $\lambda > 0$ be the Tikhonov parameter; in practice one takes values around one.",
    r"Let $\lambda > 0$ be given by the practitioner.",
    r"Let $\sigma \colon \mathbb{R} \to \mathbb{R}$ be the activation function of the hidden layer, and let $w \in \mathbb{R}^d$ be the weights of a neuron.",
    r"Let $w \in \mathbb{R}^d$ be the parameter vector after training.",
    r"Let $w \in \mathbb{R}^d$ be the classifier head of the model.",
    r"Let $w \in \mathbb{R}^d$ be the current iterate of SGD.",
    r"Let $w \in \mathbb{R}^d$ be the teacher's weights.",
    r"Let $w \in \mathbb{R}^d$ be a direction in parameter space.",
    r"Let $w \in \mathbb{R}^d$ be the query vector of an attention head.",
    r"Let $w \in \mathbb{R}^d$ be the perturbation added by an adversary.",
    r"Let $w \in \mathbb{R}^d$ be a column vector of unknowns.",
    r"Let $w \in \mathbb{R}^d$ be the momentum buffer.",
    r"Let $w \in \mathbb{R}^d$ be the gradient noise at step $t$.",
    r"Let $w \in \mathbb{R}^d$ be the ground-truth signal.",
    r"Let $w \in \mathbb{R}^d$ be the dual certificate from the previous lecture.",
    r"Let $w \in \mathbb{R}^d$ be an arbitrary test direction.",
    r"Here and below let $w \in \mathbb{R}^d$ be the state of the optimiser.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the spectrogram of an audio clip.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be whatever the encoder returns.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the bag-of-words counts of $n$ documents.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be our favourite matrix.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be a table of measurements taken in the lab.",
    r"Suppose a colleague hands us $X \in \mathbb{R}^{d \times n}$.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the MNIST digits, flattened.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the voltage traces recorded by electrodes.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be a matrix built from user ratings, with $n$ films.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the keys of a multi-head attention block, one per token.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be a random feature matrix sampled once and then frozen.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the coordinates of $n$ points in $d$ dimensions.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the covariates; no assumption is made on its rank.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be a matrix of gene expressions.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the frames of a video, vectorised.",
    r"In this chapter we let $X \in \mathbb{R}^{d \times n}$ be the inputs.",
    r"As before, let $X \in \mathbb{R}^{d \times n}$ denote the data.",
    r"Now let $X \in \mathbb{R}^{d \times n}$ be the outputs of the previous layer.",
    r"For the remainder, let $X \in \mathbb{R}^{d \times n}$ be the data.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the residual stream of the model.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the output of a layer norm.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the contexts seen by the bandit.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the matrix obtained by stacking all images.",
    r"Let $X \in \mathbb{R}^{d \times n}$ be the matrix from Example 2.3.",
    r"Let $\lambda > 0$ be the bandwidth of the kernel.",
    r"Let $\lambda > 0$ be Planck's constant.",
    r"Let $\lambda > 0$ tune the trade-off between fit and complexity.",
    r"Let $\lambda > 0$ be a scalar that we tune on a validation set.",
    r"Let $\lambda > 0$ be the softmax temperature.",
    r"Let $\lambda > 0$ be the trust region radius.",
    r"Let $\lambda > 0$ be the clipping constant in differentially private SGD.",
    r"Let $\lambda > 0$ (the damping of Levenberg and Marquardt).",
    r"Let $\lambda > 0$ be the variance of the prior.",
    r"Let $\lambda > 0$ be the momentum of Nesterov's method.",
    r"Let $\lambda > 0$ be the sharpness at the end of training.",
    r"Assume $\lambda > 0$, as in the lecture.",
    r"Assume $\lambda > 0$ so that everything is well defined.",
    r"Here $\lambda > 0$ is the dropout rate, where $\lambda > 0$.",
]
"""Sentences of notes that declare what they speak of."""

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

DOUBTFUL = [
    r"Assume $A$ has distinct eigenvalues.",
    r"Let $f$ be $L$-smooth.",
    r"Let $A$ and $B$ share their eigenvectors.",
    r"Suppose that $w$ is a stationary point of $L$.",
    r"Let $w$ be the minimiser of $L$.",
    r"Let $w$ be a global minimum of the loss.",
    r"Let $A$ be a contraction.",
    r"Let $A$ be a circulant matrix.",
    r"Let $u$ be the top eigenvector of $A$.",
    r"Let $u$ lie in the kernel of $A$.",
    r"Let $v$ be the image of $u$ under $A$.",
    r"Let $B$ be the inverse of $A$.",
    r"Let $A$ be well conditioned.",
    r"Assume the data $X$ are linearly separable.",
    r"Let $u$ be normalised.",
    r"Let $v$ be independent of $u$.",
    r"Let the entries of $u$ sum to one.",
    r"Let $u$ lie on the simplex.",
    r"Suppose that $f$ has a unique critical point.",
    r"Suppose the network interpolates the data $X$.",
    r"Let $A$ dominate $B$.",
    r"Let $A$ and $B$ be simultaneously diagonalizable.",
    r"Assume that $w$ minimises $L$.",
    r"Let $A$ be a matrix without real eigenvalues.",
    r"Let $u$ be in general position.",
    r"Assume that $f$ is coercive.",
    r"Let $A$ be the weight matrix at convergence.",
    r"Let $A$ be the weights, initialised at zero.",
    r"Let $A$ be balanced with $B$.",
    r"Suppose the noise $u$ has mean zero.",
    r"Assume the eigenvalues of $A$ are simple.",
    r"Let $w$ be a local minimiser of $L$.",
    r"Suppose $w$ interpolates the data.",
    r"Assume that the minimiser $w$ is unique.",
    r"Let $A$ be Hurwitz.",
    r"Let $A$ be a Toeplitz matrix.",
    r"Suppose $f$ satisfies the PL condition.",
    r"Assume $f$ is $a$-strongly convex.",
    r"Assume that $L$ has no spurious minima.",
    r"Let the columns of $X$ be normalised.",
    r"Assume the rows of $X$ are orthonormal.",
    r"Suppose the features $X$ are uncorrelated.",
    r"Assume $x$ is drawn from a Gaussian.",
    r"Let $B$ be the adjugate of $A$.",
    r"Let $A$ be similar to $B$.",
    r"Let $u$ be parallel to $v$.",
    r"Assume that $u$ spans the kernel of $A$.",
    r"Suppose $A$ maps $u$ to $v$.",
    r"Let $v$ be what $A$ makes of $u$.",
    r"Let $A$ be such that its square vanishes.",
    r"Assume $A$ and $B$ have the same trace.",
    r"Assume $A$ and $B$ have equal rank.",
    r"Assume that $A$ has small norm.",
    r"Suppose that $A$ is close to the identity.",
    r"Let $u$ be an eigenvector of $A$.",
    r"Let $A$ be a Markov matrix.",
    r"Let $A$ be a rotation.",
    r"Let $A$ be a reflection.",
    r"Let $f$ be quadratic.",
    r"Let $f$ be homogeneous of degree two.",
    r"Suppose $f$ attains its minimum.",
    r"Let $a$ be the trace of $A$.",
    r"Let $a$ be larger than $b$.",
    r"Let $a$ exceed $b$.",
    r"Let $a$ be at least $b$.",
    r"Suppose $a$ equals $b$.",
    r"Let $A$ have a bounded inverse.",
    r"Let $X$ satisfy the restricted isometry property.",
    r"Assume that the weights $A$ and $B$ are balanced.",
    r"Let $A$ be in the Stiefel manifold.",
    r"Let $w$ be the limit of gradient descent.",
    r"Let $u$ be the mean of $v$ and $w$.",
    r"Let $A$ be any matrix of the same rank as $B$.",
    r"Let $A$ be any matrix other than $B$.",
    r"Let $v$ be a multiple of $u$.",
    r"Suppose $x$ has norm at most $a$.",
    r"Let $A$ be of norm $a$.",
    r"Let $A$ have ones on its diagonal.",
    r"Let $A$ be strictly upper triangular.",
    r"Let $u$ and $v$ be orthonormal.",
    r"Let $A$ be the product of $B$ and $C$.",
    r"Let $A$ be twice $B$.",
    r"Let $u$ be free of zeros.",
]
"""What may be a hypothesis that is not read: nothing is assumed, and no counterexample without it counts."""

REFUSED = [
    r"Let $w$ be the solution of the normal equations.",
    r"Let $a$ be the smallest singular value of $A$.",
    r"Assume that $X$ is generic.",
    r"Let $A$ be diagonalizable with real spectrum.",
    r"Let $f$ be convex and smooth with constant $a$.",
    r"Let $f$ be smooth with constant $a$.",
    r"Assume the data $X$ are whitened.",
    r"Assume all eigenvalues of $A$ are positive.",
    r"Let $A$ have orthonormal columns up to sign.",
    r"Let $a$ be small.",
    r"Let $A$ be a permutation matrix.",
    r"Assume $u$ and $v$ are linearly independent.",
    r"Assume that $f$ is bounded below.",
    r"Let $A$ be a projection onto the span of $u$.",
    r"Assume that $f$ is Lipschitz.",
    r"Let $X$ be centred.",
    r"Let $A$ be positive definite on average.",
    r"Suppose $A$ is a square root of $B$.",
    r"Assume that $A$ has norm one.",
    r"Let $u$ have nonnegative entries that sum to one.",
    r"Let $A$ be a product of symmetric matrices.",
]
"""What cannot be said of a term, or hardly be meant otherwise than as a hypothesis."""

SHIFTED = [
    r"Suppose $A = B$ holds only along $u$.",
    r"Assume $u = v$ provided $a = 0$.",
    r"Suppose that $A = B$ were true.",
    r"Suppose we wrongly believed that $A = B$.",
    r"Assume it is unknown whether $A = B$.",
    r"Let us suppose the opposite of $A = B$.",
    r"Suppose $A = B$ cannot be.",
    r"Suppose, instead of $A = B$, that $A = C$.",
    r"Suppose $A \ne B$, while $A = C$ would be too strong.",
    r"Let $A = B$ be the hypothesis we want to avoid.",
    r"Assume we do without $A = B$.",
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
    r"Assume $A$ fails to be symmetric.",
    r"Assume $A$ is symmetric at most.",
    r"Assume $A B = B A$ up to sign.",
    r"Suppose locally $A B = B A$.",
    r"Suppose $A B = B A$ on the kernel of $C$.",
    r"Suppose $A = B$ on the kernel of $C$.",
    r"Suppose $A u = a u$ with the largest $a$.",
    r"Suppose $u = v$ in the limit.",
    r"Let $A$ be symmetric for $a > 0$.",
    r"Assume $A$ is as symmetric as $B$.",
    r"Assume that $A$ is block symmetric.",
    r"Let $A$ and $B$ be a symmetric and an orthogonal matrix.",
    r"Assume $A$ (a matrix of which one part is symmetric) is given.",
    r"Let $A$ be invertible with inverse $B$.",
    r"Assume that $A = 0$ implies $B = 0$.",
    r"Assume that if $A = 0$ then $B = 0$.",
    r"Let $A$ and $B$ be symmetric and invertible, respectively.",
    r"Assume $A = 0$ only when $B = 0$.",
    r"Assume that $A$, being not far from $B$, equals $C$.",
    r"Assume $a = 0$ for $b = 0$.",
]
"""A property of something else, or one that only nearly holds; nothing is assumed."""


LEADS = [
    r"For every $w$ the gradient of $L$ is linear:",
    r"For $a > 0$ the minimum of $L$ is attained where",
    r"If $A$ is symmetric the gradient is",
    r"If $A$ is symmetric, the gradient is",
    r"If $A$ is symmetric, its action on $x$ is",
    r"Suppose that $A$ is invertible. Then we have",
    r"When $A$ is positive definite, the step below decreases the loss:",
    r"By the chain rule,",
    r"For two-layer networks the following holds:",
    r"For the quadratic loss, we find",
    r"In the notation above,",
    r"Let $A$ be the weight matrix of the network. The output of the layer is",
    r"Using the identity $X X^+ X = X$ we get",
    r"We differentiate with respect to $w$ and get",
    r"If $X$ has full rank, then",
    r"Under the assumption that $A$ is invertible,",
    r"Provided that $a > 0$,",
    r"For all $a > 0$ and $b > 0$,",
    r"As long as $a \ne 0$ we have",
    r"Given $A$ and $x$, the update reads",
    r"For $a = b$ the two sides coincide:",
    r"Whenever $A$ and $B$ commute,",
    r"If $u$ is a unit vector and $A$ is orthogonal, then",
    r"Suppose the learning rate $a$ satisfies $a b < 2$. Then",
    r"For a symmetric matrix $A$ and a vector $x$,",
    r"For any $w$ with $X w = y$, it holds that",
    r"Let $w$ be any vector with $X w = y$. Then",
    r"If there is some $w$ with $X w = y$, then",
    r"If $X w = y$ for some $w$, then",
    r"Take any vector $w$. Then",
    r"Fix $w$. Then",
    r"Since $A$ is the matrix from above,",
    r"The residual does not depend on $B$:",
]
"""How a text leads to the formula of a claim."""

RESTRICTIONS = [
    r"For no symmetric $A$,",
    r"For hardly any $A$,",
    r"If $A$ is symmetric it is false that",
    r"If $A$ were symmetric,",
    r"Were $A$ symmetric, we would have",
    r"Had $A$ been symmetric,",
    r"Only for symmetric $A$,",
    r"Rarely, for $A$ symmetric,",
    r"It is impossible that",
    r"It is doubtful whether",
    r"One might hope that",
    r"It would be wrong to think that",
    r"Contrary to intuition, it is not so that",
    r"For some choice of $w$,",
    r"For a suitable $w$,",
    r"For at least one $w$,",
    r"There is $w$ with",
    r"There exists an orthogonal matrix $B$ for which",
    r"Some $w$ satisfies",
    r"One can find $w$ such that",
    r"We can choose $w$ such that",
    r"For generic $A$,",
    r"For typical $A$,",
    r"For almost all $w$,",
    r"For all but finitely many $a$,",
    r"For all but one $a$,",
    r"For symmetric matrices,",
    r"For invertible matrices of the same size,",
    r"For small $a$,",
    r"In the limit $a \to 0$,",
    r"To leading order in $a$,",
    r"Locally around $w$,",
    r"Near $w = 0$,",
    r"At $w = 0$,",
    r"At a critical point $w$ of $L$,",
    r"At the minimum,",
    r"At any stationary point $w$ of $L$,",
    r"On the kernel of $A$,",
    r"For diagonal matrices, the following is true:",
    r"If $A$ is symmetric, generic and invertible, the gradient is",
    r"Let $w \in \arg\min L$. Then",
    r"If either $A$ or $B$ is symmetric,",
    r"Unless $A$ is singular,",
    r"Except for $a = 0$,",
    r"For $a = 0$ only,",
    r"Assuming convexity of $f$,",
    r"For even $n$,",
    r"If $n$ is even,",
    r"For matrices with distinct eigenvalues,",
    r"For some $w$,",
    r"For a suitable choice of the vector $w$,",
    r"For a certain $w$ with $X w = y$,",
    r"With some $w$,",
    r"Pick $w$ such that the residual is orthogonal to the data. Then",
    r"Consider a symmetric matrix $A$. Then",
]
"""Words before a formula that make another claim of it."""

DOUBTED = [
    r"If the data are separable,",
    r"Assume the data are separable. Then",
    r"Assume all inverses exist. Then",
    r"Suppose the activation is homogeneous. Then",
    r"Here $A$ is symmetric. Then",
    r"All matrices are symmetric. Then",
    r"The matrix $A$ is assumed to be symmetric. Then",
    r"$A$ is symmetric. Then",
    r"If $w$ is the minimiser of $L$,",
    r"If $w$ is a critical point of $L$, the residual is",
    r"For the minimiser $w$ of $L$,",
    r"For $w$ a minimiser of $L$,",
    r"Let $w$ minimise $L$. Then",
    r"With $w$ the minimiser of $L$,",
    r"With $A$ generic,",
    r"For $n$ at least two,",
    r"For every pair of commuting matrices $A$, $B$",
    r"For matrices $A$ and $B$ with the same eigenvectors,",
    r"Let $w$ be a suitable vector. Then",
    r"Choose $w$ well. Then",
    r"Fix a generic matrix $A$. Then",
    r"Consider the minimiser $w$ of $L$. Then",
]
"""Words before a formula that may be a hypothesis which is not read."""

RESTRICTIONS_BEHIND = [
    r"for no $a$.",
    r"for hardly any $A$.",
    r"in expectation.",
    r"at $w = 0$.",
    r"near $w = 0$.",
    r"with $A$ symmetric.",
    r"with $A$ generic.",
    r"provided $A$ is generic.",
    r"for diagonal matrices.",
    r"as the width tends to infinity.",
    r"only.",
    r"when $f$ is convex.",
]

DOUBTED_BEHIND = [
    r"on the kernel of $A$.",
    r"if the data are separable.",
    r"where $A$ has distinct eigenvalues.",
    r"where $w$ is a critical point of $L$.",
    r"at the minimum.",
    r"whenever the matrix is invertible.",
]


@cache
def setting() -> Scope:
    """What SETTING declares."""
    scope = Scope(sizes=size_names(SETTING))
    assert not [
        fault for block in blocks_of(SETTING) if isinstance(block, Paragraph) for fault in read(block.pieces, scope)
    ]
    return scope


def said(sentence: str) -> tuple[list[str], list[str], bool]:
    """Hypotheses and faults of a sentence behind SETTING, and whether it may assume more."""
    scope = setting().inner()
    faults = [
        f.message for block in blocks_of(sentence) if isinstance(block, Paragraph) for f in read(block.pieces, scope)
    ]
    is_doubtful = any(remark.is_assumed and not remark.names for remark in scope.remarks)
    return [repr(hypothesis.relation) for hypothesis in scope.hypotheses], faults, is_doubtful


def test_a_description_assumes_nothing() -> None:
    found = {sentence: said(sentence) for sentence in DESCRIPTIONS}
    assert {sentence: what for sentence, what in found.items() if what != ([], [], False)} == {}


def test_a_description_of_a_new_name_is_no_error() -> None:
    found = {sentence: declared(sentence)[2] for sentence in STANDALONE}
    assert {sentence: faults for sentence, faults in found.items() if faults} == {}


@pytest.mark.parametrize(("sentence", "hypotheses"), HYPOTHESES)
def test_words_that_terms_can_say_are_read(sentence: str, hypotheses: list[str]) -> None:
    assert said(sentence)[:2] == (hypotheses, [])


def test_words_that_cannot_be_said_of_a_term_are_refused() -> None:
    found = {sentence: said(sentence) for sentence in REFUSED}
    assert {sentence: what for sentence, what in found.items() if what[0] or len(what[1]) != 1} == {}


def test_what_may_be_a_hypothesis_is_neither_refused_nor_forgotten() -> None:
    found = {sentence: said(sentence) for sentence in DOUBTFUL}
    assert {sentence: what for sentence, what in found.items() if what != ([], [], True)} == {}


def test_a_property_of_something_else_is_not_taken_for_one_of_the_term() -> None:
    """Each would be a hypothesis that the author did not make, and so a way to a false PROVED."""
    found = {sentence: said(sentence) for sentence in SHIFTED}
    assert {sentence: what for sentence, what in found.items() if what[0] or not (what[1] or what[2])} == {}


def test_a_name_without_a_meaning_may_be_described_as_one_likes() -> None:
    assert said("Let $\\mu$ be the smallest eigenvalue of $A$.") == ([], [], False)


FUNCTIONS = SETTING.replace(
    r", $L \colon \mathbb{R}^n \to \mathbb{R}$", r", $y \in \mathbb{R}^d$ and $L(w) = \|X w - y\|^2$"
)


def claim(before: str, after: str) -> Claim:
    text = f"{FUNCTIONS}\n\n:::{{claim}} c\n{before}\n$$ A w = x $$\n{after}\n:::\n"
    (found,) = read_document(text).claims
    return found


def refusal(before: str, after: str = "") -> str:
    try:
        claim(before, after).statement  # noqa: B018
    except SymdlError as error:
        return str(error)
    return ""


def test_a_text_may_lead_to_its_formula() -> None:
    assert {sentence: why for sentence in LEADS if (why := refusal(sentence))} == {}


def test_words_that_restrict_a_claim_or_doubt_it_are_refused_with_their_place() -> None:
    assert [sentence for sentence in RESTRICTIONS if "line" not in refusal(sentence)] == []
    assert [words for words in RESTRICTIONS_BEHIND if "line" not in refusal("", words)] == []


def test_words_of_a_claim_that_may_be_a_hypothesis_are_not_forgotten() -> None:
    assert [sentence for sentence in DOUBTED if not any(said.is_assumed for said in claim(sentence, "").unread)] == []
    assert [words for words in DOUBTED_BEHIND if not any(said.is_assumed for said in claim("", words).unread)] == []


@pytest.mark.parametrize(
    "words",
    [
        "for symmetric $A$.",
        "where $B$ is the residual.",
        "and this is optimal.",
        "with equality for $a = 0$.",
        "as claimed.",
    ],
)
def test_a_remark_behind_a_formula_restricts_nothing(words: str) -> None:
    claim("", words).statement  # noqa: B018


@pytest.mark.parametrize(
    ("sentence", "is_doubtful"),
    [
        ("The matrix $A$ is assumed to be generic.", True),
        ("Let $A$ be symmetric. It is also positive definite.", True),
        ("Let $A$ and $B$ be given. All eigenvalues are distinct.", True),
        ("Let $A$ be the weights. It is a linear map, and they are trained.", False),
        ("All inverses below are those of matrices.", False),
        ("Suppose we train a network to its minimum.", False),
        ("We do not assume that $A$ is symmetric.", False),
        ("What is assumed of $A$ is written above.", False),
        ("Given the minimum, everything follows.", False),
    ],
)
def test_an_assumption_in_prose_is_not_forgotten(sentence: str, is_doubtful: bool) -> None:
    assert said(sentence)[1:] == ([], is_doubtful)
