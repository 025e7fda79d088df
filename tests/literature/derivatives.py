"""Derivatives from the literature, restated with shapes and hypotheses; a name is that of its row.

Sources: examples of matrixcalculus.org (Laue, Mitterreiter, Giesen 2018, 2020), derivations published with it, SymPy's
tests and issues of matrix derivatives, the Tensor Cookbook (Ahle), back-propagation identities, the Matrix Cookbook
(Petersen, Pedersen 2012). A matrix by a matrix is meant after vec, a claim about entries is one about differentials in
every direction, and an unspecified elementwise function is any smooth one, of which sine and cosine are instances.
Powers of a matrix have fixed exponents.
"""

from __future__ import annotations

from symdl import (
    absolute,
    both,
    derivative,
    det,
    diag,
    differential,
    entry_sum,
    entrywise_less_than,
    entrywise_unequal,
    equal,
    exp,
    function,
    gradient,
    hadamard,
    hadamard_power,
    hadamard_quotient,
    hessian,
    identity,
    implies,
    inner,
    inverse,
    jacobian,
    kron,
    less_than,
    log,
    log_sum_exp,
    matrix,
    norm,
    ones,
    scalar,
    sigmoid,
    sign,
    size,
    softmax,
    sqrt,
    tanh,
    trace,
    unequal,
    vec,
    vector,
)
from symdl.terms.operators import apply
from symdl.terms.relation import Relation
from symdl.terms.term import Term

n, m, p, q, k = "n", "m", "p", "q", "k"
x, y, v, a, b, u = (vector(name, n) for name in "xyvabu")
A, B, C, D, S, Z = (matrix(name, n, n) for name in "ABCDSZ")
X, G, H, M = (matrix(name, m, n) for name in "XGHM")
c, d, s, t = vector("c", m), vector("d", m), scalar("s"), scalar("t")
lam, h = scalar("lambda", positive=True), scalar("h", positive=True)
f, F, E = function("f"), function("F", n, m), function("E", n, p)
I, J = identity(n), identity(m)  # noqa: E741
one, um = ones(n, 1), ones(m, 1)


def prime(z: Term, order: int = 1) -> Term:
    """The derivative of the arbitrary function f, entrywise."""
    return apply(f, z, orders=(order,))


def symmetric(*terms: Term) -> list[Relation]:
    return [equal(term, term.T) for term in terms]


def regular(*terms: Term) -> list[Relation]:
    return [unequal(det(term), 0) for term in terms]


def dot(a: Term, b: Term) -> Term:
    return a.T @ b


W, P, Y = matrix("W", k, n), matrix("P", n, p), matrix("Y", k, p)
R = Y - W @ P
U, V, T = matrix("U", m, q), matrix("V", n, q), matrix("T", m, n)
RF = T - U @ V.T
Wl, Wr = matrix("F", q, n), matrix("G", n, q)
AE = P - Wr @ Wl @ P
W1, W2, W3 = matrix("W1", "h1", n), matrix("W2", "h2", "h1"), matrix("W3", k, "h2")
DEEP = Y - W3 @ W2 @ W1 @ P
data, labels, w = matrix("X", p, n), vector("y", p), vector("w", n)
margin = hadamard(labels, data @ w)
LOGISTIC = entry_sum(log(ones(p, 1) + exp(-margin)))
soft = softmax(x)
tall = matrix("X", n, q)
ADAPT = Y - (W + matrix("B", k, "r") @ matrix("A", "r", n)) @ P

MATRIX_CALCULUS: dict[str, Relation] = {
    "mc-01s": implies(symmetric(A), equal(gradient(dot(x, A @ x) / 2, x), A @ x)),
    "mc-02": equal(jacobian(M @ exp(x), x), M @ diag(exp(x))),
    "mc-04": equal(gradient(dot(hadamard(y, v), x), v), hadamard(x, y)),
    "mc-06": implies([entrywise_unequal(M @ x, c)], equal(gradient(entry_sum(absolute(M @ x - c)), x), M.T @ sign(M @ x - c))),
    "mc-07": equal(gradient(norm(M @ x - c) ** 2, x), 2 * M.T @ (M @ x - c)),
    "mc-07n": implies([unequal(M @ x - c, 0)], equal(gradient(norm(M @ x - c), x), M.T @ (M @ x - c) / norm(M @ x - c))),
    "mc-08": equal(gradient(LOGISTIC, w), -data.T @ hadamard_quotient(hadamard(labels, exp(-margin)), exp(-margin) + ones(p, 1))),
    "mc-08h": implies([equal(hadamard(labels, labels), ones(p, 1))], equal(hessian(LOGISTIC, w), data.T @ diag(hadamard(sigmoid(margin), ones(p, 1) - sigmoid(margin))) @ data)),
    "mc-08h, any labels": equal(hessian(LOGISTIC, w), data.T @ diag(hadamard(hadamard_power(labels, 2), hadamard(sigmoid(margin), ones(p, 1) - sigmoid(margin)))) @ data),
    "mc-09": equal(gradient(trace(matrix("A", p, n) @ X.T @ matrix("B", m, m) @ X @ matrix("C", n, p)), X), matrix("B", m, m) @ X @ matrix("C", n, p) @ matrix("A", p, n) + matrix("B", m, m).T @ X @ matrix("A", p, n).T @ matrix("C", n, p).T),
    "mc-11u": equal(gradient(norm(RF) ** 2, U), -2 * RF @ V),
    "mc-11x": equal(differential(gradient(norm(RF) ** 2, U), V, matrix("D", n, q)), 2 * (U @ matrix("D", n, q).T @ V - RF @ matrix("D", n, q))),
    "mc-12": equal(hessian(dot(x, A @ x), x), A + A.T),
    "mc-20": equal(gradient(trace(X.T @ X), X), 2 * X),
    "mc-21": implies(regular(A), equal(gradient(dot(x, inverse(A) @ x), A), -inverse(A).T @ x @ x.T @ inverse(A).T)),
    "mc-22": implies([less_than(0, det(tall.T @ tall))], equal(gradient(log(det(tall.T @ tall)), tall), 2 * tall @ inverse(tall.T @ tall))),
    "mc-24": equal(gradient(log_sum_exp(x), x), soft),
    "mc-24h": equal(hessian(log_sum_exp(x), x), diag(soft) - soft @ soft.T),
    "mc-26": equal(gradient(norm(R) ** 2, W), -2 * R @ P.T),
    "mc-27": equal(gradient(norm(AE) ** 2, Wl), -2 * Wr.T @ AE @ P.T),
    "mc-27b": equal(gradient(norm(AE) ** 2, Wr), -2 * AE @ P.T @ Wl.T),
    "mc-28": equal(gradient(norm(DEEP) ** 2, W2), -2 * W3.T @ DEEP @ P.T @ W1.T),
    "mc-29": implies([less_than(0, det(A))], equal(gradient(dot(y, inverse(A) @ y) + log(det(A)), A), inverse(A).T - inverse(A).T @ y @ y.T @ inverse(A).T)),
    "sy-01": equal(gradient(dot(a, x), x), a),
    "sy-02": both(equal(gradient(dot(x, y), x), y), equal(gradient(dot(x, a) ** 2, x), 2 * dot(x, a) * a)),
    "sy-03": equal(gradient(dot(x, x) * dot(x, x), x), 4 * dot(x, x) * x),
    "sy-04": implies([less_than(0, dot(x, x))], equal(gradient(sqrt(dot(x, x)), x), x / sqrt(dot(x, x)))),
    "sy-05": equal(jacobian(hadamard(x, x), x), 2 * diag(x)),
    "sy-06": equal(jacobian(f(x), x), diag(prime(x))),
    "sy-07": equal(gradient(dot(a, f(x)), x), hadamard(a, prime(x))),
    "sy-08": equal(gradient(dot(c, f(X) @ b), X), hadamard(c @ b.T, prime(X))),
    "sy-09": equal(gradient(dot(vector("a", k), f(W @ matrix("X", n, m) @ matrix("B", m, p)) @ vector("b", p)), matrix("X", n, m)), W.T @ hadamard(vector("a", k) @ vector("b", p).T, prime(W @ matrix("X", n, m) @ matrix("B", m, p))) @ matrix("B", m, p).T),
    "sy-10": implies([entrywise_less_than(0, f(X))], equal(gradient(dot(c, log(f(X)) @ b), X), hadamard(c @ b.T, hadamard_quotient(prime(X), f(X))))),
    "sy-11": equal(gradient(trace(hadamard(G, X) @ matrix("B", n, m)), X), hadamard(G, matrix("B", n, m).T)),
    "sy-15": implies([less_than(0, det(A))], equal(gradient(log(det(A)), A), inverse(A).T)),
    "sy-18": equal(gradient(trace(trace(trace(A) * A) * A), A), 3 * trace(A) ** 2 * I),
    "sy-19": equal(gradient(trace(A) + 1, A), I),
    "sy-24": equal(hessian(norm(M @ x - c) ** 2 / 2, x), M.T @ M),
    "sy-25": equal(jacobian(f(M @ x), x), diag(prime(M @ x)) @ M),
    "tg-01": equal(jacobian(soft, x), diag(soft) - soft @ soft.T),
    "tg-02": equal(gradient(-dot(y, log(soft)), x), dot(one, y) * soft - y),
    "tg-06": equal(hessian(dot(x, A @ x), x), A + A.T),
    "tg-07": both(*(equal(gradient(trace(A**j), A), j * (A ** (j - 1)).T) for j in range(2, 7))),
    "dl-01": both(equal(gradient(dot(c, X @ x + d), X), c @ x.T), equal(gradient(dot(c, X @ x + d), x), X.T @ c), equal(gradient(dot(c, X @ x + d), d), c)),
    "dl-02": both(*(equal(gradient(inner(matrix("G", p, m), data @ M.T + ones(p, 1) @ d.T), by), value) for by, value in ((M, matrix("G", p, m).T @ data), (data, matrix("G", p, m) @ M), (d, matrix("G", p, m).T @ ones(p, 1))))),
    "dl-04": equal(gradient(inner(matrix("G", m, p), X @ P), P), X.T @ matrix("G", m, p)),
    "dl-08": implies([unequal(x, 0), unequal(y, 0)], equal(gradient(dot(x, y) / (norm(x) * norm(y)), x), (y - dot(x, y) / norm(x) ** 2 * x) / (norm(x) * norm(y)))),
    "dl-09": both(equal(gradient(norm(ADAPT) ** 2, matrix("A", "r", n)), -2 * matrix("B", k, "r").T @ ADAPT @ P.T), equal(gradient(norm(ADAPT) ** 2, matrix("B", k, "r")), -2 * ADAPT @ P.T @ matrix("A", "r", n).T)),
    "dl-11": implies([less_than(0, det(A))], equal(gradient(log(det(A)) / 2 - trace(A @ S) / 2, A), (inverse(A).T - S.T) / 2)),
    "dl-13": implies([unequal(x - one @ one.T @ x / size(n), 0)], (lambda centred: (lambda spread: equal(gradient(dot(v, centred / spread), x), (size(n) * v - one * dot(one, v) - centred / spread * dot(centred / spread, v)) / (size(n) * spread)))(norm(centred) / sqrt(size(n))))(x - one @ one.T @ x / size(n))),
    "dl-14": implies(regular(P @ P.T + lam * I, P.T @ P + lam * identity(p)), both(equal(gradient(norm(R) ** 2 + lam * norm(W) ** 2, W).at({W: Y @ P.T @ inverse(P @ P.T + lam * I)}), 0), equal(Y @ P.T @ inverse(P @ P.T + lam * I), Y @ inverse(P.T @ P + lam * identity(p)) @ P.T))),
    "dl-17, full column rank": implies(regular(tall.T @ tall), (lambda plus, dx: (lambda proj: equal(differential(proj, tall, dx), (I - proj) @ dx @ plus + ((I - proj) @ dx @ plus).T))(tall @ plus))(inverse(tall.T @ tall) @ tall.T, matrix("D", n, q))),
    "dl-19": both(equal(vec(X.T), jacobian(X.T, X) @ vec(X)), equal(jacobian(matrix("K", p, m).T, matrix("K", p, m)) @ kron(X, matrix("B", p, q)) @ jacobian(matrix("L", n, q).T, matrix("L", n, q)), kron(matrix("B", p, q), X))),
    "dl-21": implies(regular(A), equal(jacobian(inverse(A), A), -kron(inverse(A).T, inverse(A)))),
    "dl-22": equal(jacobian(W @ matrix("X", n, m) @ matrix("B", m, p), matrix("X", n, m)), kron(matrix("B", m, p).T, W)),
    "dl-24": equal(hessian(trace(X.T @ matrix("A", m, m) @ X @ B), X), kron(B.T, matrix("A", m, m)) + kron(B, matrix("A", m, m).T)),
    "mcw-04": equal(jacobian(I - A @ A / 2, A), -(kron(A.T, I) + kron(I, A)) / 2),
    "mcw-05": equal(jacobian(-(A**4) / 6, A), -(kron((A**3).T, I) + kron((A**2).T, A) + kron(A.T, A**2) + kron(I, A**3)) / 6),
    "mcw-06": implies([entrywise_less_than(0, X), entrywise_less_than(0, x)], equal(gradient(dot(c, log(X @ x)), x), X.T @ hadamard_quotient(c, X @ x))),
    "mcw-09z": equal(gradient(norm(matrix("V", p, m) @ X @ x - labels) ** 2, x), 2 * X.T @ matrix("V", p, m).T @ (matrix("V", p, m) @ X @ x - labels)),
    "mcw-09W": equal(gradient(norm(matrix("V", p, m) @ X @ x - labels) ** 2, X), 2 * matrix("V", p, m).T @ (matrix("V", p, m) @ X @ x - labels) @ x.T),
    "mcw-14c": implies([entrywise_less_than(0, A)], equal(gradient(trace(B.T @ log(A)), A), hadamard_quotient(B, A))),
    "mcw-15": implies([*symmetric(A, S), *regular(S)], equal(gradient(trace(A.T @ inverse(S)), S), -(inverse(S).T @ A @ inverse(S).T + inverse(S) @ A.T @ inverse(S)) / 2)),
    "mcw-16": equal(jacobian(w @ w.T @ v - dot(w, w) * v, w), dot(w, v) * I + w @ v.T - 2 * v @ w.T),
    "mcw-18": equal(derivative(A @ (B - C / h), h), A @ C / h**2),
    "mcw-20": equal(gradient(dot(vector("b", p), P.T @ X.T @ matrix("M", m, m) @ X @ P @ vector("b", p)), X), matrix("M", m, m) @ X @ P @ vector("b", p) @ (P @ vector("b", p)).T + matrix("M", m, m).T @ X @ P @ vector("b", p) @ (P @ vector("b", p)).T),
    "mcw-21": equal(jacobian(tanh(t * a + b), b), diag(one - hadamard_power(tanh(b + t * a), 2))),
    "mcw-22": implies(symmetric(S), equal(gradient(-exp(-dot(x - y, S @ (x - y))), x), 2 * exp(-dot(x - y, S @ (x - y))) * S @ (x - y))),
    "mcw-24": (lambda z: equal(gradient(norm(tanh(z) / 2 + (1 - s) * ones(p, 1)) ** 2, t), entry_sum(hadamard((1 - s) * ones(p, 1) + tanh(z) / 2, ones(p, 1) - hadamard_power(tanh(z), 2)))))(data @ w + t * ones(p, 1)),
    "mcw-25": equal(differential(X.T, X, G), G.T),
    "mcw-26": (lambda fac, use: (lambda z: equal(gradient((norm(matrix("R", p, n) - 5 * sigmoid(z)) ** 2 + lam * norm(fac) ** 2) / 2, fac), lam * fac - 5 * hadamard(hadamard(matrix("R", p, n) - 5 * sigmoid(z), hadamard_power(sigmoid(z), 2)), exp(-z)) @ use))(fac @ use.T))(matrix("F", p, q), matrix("U", n, q)),
    "mcw-27": both(equal(gradient(s + dot(b, x) + dot(x, A @ x), x), b + A @ x + A.T @ x), equal(hessian(s + dot(b, x) + dot(x, A @ x), x), A.T + A)),
    "mcw-28": implies([entrywise_unequal(X @ x, 0)], equal(gradient(entry_sum(absolute(X @ x)), x), X.T @ sign(X @ x))),
    "mcw-29": implies(symmetric(S), equal(gradient(dot(hadamard(a, y), S @ hadamard(a, y)) / 2 - entry_sum(a), a), hadamard(y, S @ hadamard(a, y)) - one)),
    "mcw-31": (lambda code, basis: both(equal(gradient(norm(X - code @ basis) ** 2, code), -2 * (X - code @ basis) @ basis.T), equal(gradient(norm(X - code @ basis) ** 2, basis), -2 * code.T @ (X - code @ basis))))(matrix("C", m, q), matrix("S", q, n)),
    "mcw-34": (lambda score, wt: equal(gradient(-entry_sum(hadamard(matrix("T", m, p), wt.T @ P)) + entry_sum(log(exp(score) @ um)), wt), -P @ matrix("T", m, p).T + P @ diag(hadamard_power(exp(score) @ um, -1)) @ exp(score)))(P.T @ matrix("W", n, m), matrix("W", n, m)),
    "mcw-35": (lambda var, theta, gap: implies([entrywise_less_than(0, var), entrywise_less_than(0, theta)], equal(gradient(s / 2 * log(dot(var, hadamard(theta, theta))) + norm(gap) ** 2 / (2 * dot(var, hadamard(theta, theta))) - dot(b, log(theta)), theta), s * hadamard(var, theta) / dot(var, hadamard(theta, theta)) + M.T @ gap / dot(var, hadamard(theta, theta)) - norm(gap) ** 2 * hadamard(var, theta) / dot(var, hadamard(theta, theta)) ** 2 - hadamard_quotient(b, theta))))(vector("v", n), vector("theta", n), M @ vector("theta", n) - c),
}  # fmt: skip

BG, bv, bp, bw = matrix("B", n, q), matrix("v", p, n), vector("p", n), vector("w", p)
gram = BG.T @ bv.T @ bv @ BG
inner_fit = bv @ BG @ inverse(gram) @ BG.T @ bv.T
rest = bv @ bp - bw
skin = bv @ (bp - BG @ inverse(gram) @ BG.T @ bv.T @ rest) - bw
slim = bv @ BG @ inverse(gram)
MATRIX_CALCULUS |= {
    "mcw-03p": implies(regular(gram), equal(gradient(norm(skin) ** 2, bp), 2 * bv.T @ skin - 2 * bv.T @ inner_fit @ skin)),
    "mcw-03z": implies(regular(gram), equal(bv.T @ inner_fit @ skin, 0)),
    "mcw-03B": implies(regular(gram), equal(gradient(norm(skin) ** 2, BG), -(2 * bv.T @ skin @ rest.T @ slim - 2 * bv.T @ inner_fit @ rest @ (skin.T @ slim) - 2 * bv.T @ inner_fit @ skin @ (rest.T @ slim) + 2 * bv.T @ rest @ (skin.T @ slim)))),
    "mcw-03S": implies(regular(gram), equal(gradient(norm(skin) ** 2, BG), -2 * bv.T @ (identity(p) - inner_fit) @ rest @ rest.T @ slim)),
    "mcw-13": (lambda pts, basis, ctrl, m1, ctr, m2, amp, obs, sp, sl: (lambda moved: (lambda field: (lambda res: implies([less_than(0, sp), less_than(0, sl)], equal(gradient(norm(obs - field @ amp) ** 2 / (2 * sl), ctrl), basis.T @ diag(res) @ field @ diag(amp) @ ctr / (sp * sl) - basis.T @ diag(res) @ hadamard(field @ diag(amp) @ m1.T, moved) / (sp * sl))))(obs - field @ amp))(exp(-(hadamard_power(moved, 2) @ m1 + (hadamard_power(ctr, 2) @ m2).T - 2 * moved @ ctr.T) / (2 * sp))))(pts - basis @ ctrl))(matrix("P", p, "d"), matrix("K", p, "r"), matrix("B", "r", "d"), matrix("M", "d", n), matrix("C", n, "d"), matrix("N", "d", p), vector("a", n), vector("b", p), scalar("sp"), scalar("sl")),
}  # fmt: skip

UNSAID = {
    "tg-05": "an expectation",
    "mcw-14": "a logarithm of a matrix that is not taken entrywise",
    "dl-17": "the pseudoinverse at a constant rank that is not the full one; see 'dl-17, full column rank'",
}
"""Rows that are not restated, and what the language would need."""

Xs = matrix("X", n, n)
COOKBOOK: dict[str, Relation] = {
    "cb-37": equal(differential(X @ P, X, G), G @ P),
    "cb-37, both factors": equal(derivative((X + t * G) @ (P + t * matrix("F", n, p)), t).at({t: 0}), G @ P + X @ matrix("F", n, p)),
    "cb-39": equal(derivative(kron(X + t * G, P + t * matrix("F", n, p)), t).at({t: 0}), kron(G, P) + kron(X, matrix("F", n, p))),
    "cb-41": implies(regular(A), equal(differential(det(A), A, D), trace(det(A) * inverse(A) @ D))),
    "cb-42": implies(regular(A), equal(differential(det(A), A, D), det(A) * trace(inverse(A) @ D))),
    "cb-44": equal(differential(X.T, X, G), G.T),
    "cb-47": implies(regular(A), equal(gradient(det(A), A) @ A.T, det(A) * I)),
    "cb-51": implies(regular(A, Xs, B, A @ Xs @ B), equal(gradient(det(A @ Xs @ B), Xs), det(A @ Xs @ B) * inverse(Xs).T)),
    "cb-51c": implies(regular(matrix("A", q, n) @ matrix("X", n, m) @ matrix("B", m, q)), equal(gradient(det(matrix("A", q, n) @ matrix("X", n, m) @ matrix("B", m, q)), matrix("X", n, m)), det(matrix("A", q, n) @ matrix("X", n, m) @ matrix("B", m, q)) * matrix("A", q, n).T @ inverse(matrix("A", q, n) @ matrix("X", n, m) @ matrix("B", m, q)).T @ matrix("B", m, q).T)),
    "cb-52": implies(regular(A, Xs, Xs.T @ A @ Xs), equal(gradient(det(Xs.T @ A @ Xs), Xs), 2 * det(Xs.T @ A @ Xs) * inverse(Xs).T)),
    "cb-58": implies(regular(Xs, Xs**3), equal(gradient(det(Xs**3), Xs), 3 * det(Xs**3) * inverse(Xs).T)),
    "cb-59": implies(regular(A + f(t) * B), equal(derivative(inverse(A + f(t) * B), t), -inverse(A + f(t) * B) @ derivative(A + f(t) * B, t) @ inverse(A + f(t) * B))),
    "cb-61": implies(regular(Xs), equal(gradient(dot(a, inverse(Xs) @ b), Xs), -inverse(Xs).T @ a @ b.T @ inverse(Xs).T)),
    "cb-62": implies(regular(Xs, inverse(Xs)), equal(gradient(det(inverse(Xs)), Xs), -det(inverse(Xs)) * inverse(Xs).T)),
    "cb-64-a": implies(regular(A), (lambda value: equal(gradient(value(inverse(A)), A), -inverse(A).T @ gradient(value(Z), Z).at({Z: inverse(A)}) @ inverse(A).T))(lambda z: inner(C, f(z)))),
    "cb-66": implies(regular(Xs), equal(gradient(det(Xs), Xs), det(Xs) * inverse(Xs).T)),
    "cb-70": equal(gradient(dot(c, X @ b), X), c @ b.T),
    "cb-72": both(equal(gradient(dot(a, Xs @ a), Xs), a @ a.T), equal(gradient(dot(a, Xs.T @ a), Xs), a @ a.T)),
    "cb-73": equal(differential(X, X, G), G),
    "cb-74": equal(jacobian(X @ P, X), kron(P.T, J)),
    "cb-75": equal(differential(X.T @ matrix("A", m, p), X, G), G.T @ matrix("A", m, p)),
    "cb-77": equal(gradient(dot(b, X.T @ X @ a), X), X @ (b @ a.T + a @ b.T)),
    "cb-81": equal(gradient(dot(x, B @ x), x), (B + B.T) @ x),
    "cb-83": equal(gradient(dot(X @ b + c, matrix("D", m, m) @ (X @ b + c)), X), (matrix("D", m, m) + matrix("D", m, m).T) @ (X @ b + c) @ b.T),
    "cb-84": implies(symmetric(matrix("W", m, m)), equal(gradient(dot(c - X @ a, matrix("W", m, m) @ (c - X @ a)), a), -2 * X.T @ matrix("W", m, m) @ (c - X @ a))),
    "cb-85": implies(symmetric(S), equal(gradient(dot(x - a, S @ (x - a)), x), 2 * S @ (x - a))),
    "cb-86": implies(symmetric(S), equal(gradient(dot(x - a, S @ (x - a)), a), -2 * S @ (x - a))),
    "cb-87": implies(symmetric(matrix("W", m, m)), equal(gradient(dot(c - X @ a, matrix("W", m, m) @ (c - X @ a)), c), 2 * matrix("W", m, m) @ (c - X @ a))),
    "cb-88": implies(symmetric(matrix("W", m, m)), equal(gradient(dot(c - X @ a, matrix("W", m, m) @ (c - X @ a)), X), -2 * matrix("W", m, m) @ (c - X @ a) @ a.T)),
    "cb-90": equal(differential(A**4, A, D), D @ A**3 + A @ D @ A**2 + A**2 @ D @ A + A**3 @ D),
    "cb-92c": equal(gradient(dot(a, (A**2).T @ A**2 @ b), A), A @ A @ b @ a.T @ A.T + A.T @ A @ A @ b @ a.T + A @ A @ a @ b.T @ A.T + A.T @ A @ A @ a @ b.T),
    "cb-93": equal(gradient(dot(F(x), matrix("A", m, p) @ E(x)), x), jacobian(F(x), x).T @ matrix("A", m, p) @ E(x) + jacobian(E(x), x).T @ matrix("A", m, p).T @ F(x)),
    "cb-95c": implies([unequal(dot(W @ x, W @ x), 0)], equal(gradient(dot(X @ x, X @ x) / dot(W @ x, W @ x), x), 2 * X.T @ X @ x / dot(W @ x, W @ x) - 2 * dot(x, X.T @ X @ x) * W.T @ W @ x / dot(W @ x, W @ x) ** 2)),
    "cb-99": equal(gradient(trace(Xs), Xs), I),
    "cb-102": equal(gradient(trace(matrix("A", p, n) @ X.T @ matrix("B", m, p)), X), matrix("B", m, p) @ matrix("A", p, n)),
    "cb-103": equal(gradient(trace(X.T @ G), X), G),
    "cb-104": equal(gradient(trace(G @ X.T), X), G),
    "cb-105": equal(gradient(trace(kron(matrix("A", m, m), Xs)), Xs), trace(matrix("A", m, m)) * I),
    "cb-106": equal(gradient(trace(Xs @ Xs), Xs), 2 * Xs.T),
    "cb-109": equal(gradient(trace(matrix("B", m, m) @ X @ X.T), X), matrix("B", m, m) @ X + matrix("B", m, m).T @ X),
    "cb-110": equal(gradient(trace(X @ X.T @ matrix("B", m, m)), X), matrix("B", m, m) @ X + matrix("B", m, m).T @ X),
    "cb-112": equal(gradient(trace(B @ X.T @ X), X), X @ B.T + X @ B),
    "cb-113": equal(gradient(trace(X.T @ X @ B), X), X @ B.T + X @ B),
    "cb-115": both(equal(gradient(trace(X.T @ X), X), 2 * X), equal(gradient(trace(X @ X.T), X), 2 * X)),
    "cb-117": equal(gradient(trace(X.T @ matrix("B", m, m) @ X @ C), X), matrix("B", m, m) @ X @ C + matrix("B", m, m).T @ X @ C.T),
    "cb-118": equal(gradient(trace(matrix("A", p, m) @ X @ B @ X.T @ matrix("C", m, p)), X), matrix("A", p, m).T @ matrix("C", m, p).T @ X @ B.T + matrix("C", m, p) @ matrix("A", p, m) @ X @ B),
    "cb-119": (lambda z: equal(gradient(trace(z @ z.T), X), 2 * matrix("A", p, m).T @ z @ matrix("B", n, q).T))(matrix("A", p, m) @ X @ matrix("B", n, q) + matrix("C", p, q)),
    "cb-124": implies(regular(Xs), equal(gradient(trace(M @ inverse(Xs) @ matrix("B", n, m)), Xs), -inverse(Xs).T @ M.T @ matrix("B", n, m).T @ inverse(Xs).T)),
    "cb-127, A symmetric": (lambda sa, sc, sb: (lambda z: implies([*symmetric(sa, sb, sc), *regular(z)], equal(gradient(trace(inverse(z) @ tall.T @ sb @ tall), tall), -2 * sc @ tall @ inverse(z) @ tall.T @ sb @ tall @ inverse(z) + 2 * sb @ tall @ inverse(z))))(sa + tall.T @ sc @ tall))(matrix("A", q, q), matrix("C", n, n), matrix("B", n, n)),
    "cb-129": implies([unequal(x - a, 0)], equal(gradient(norm(x - a), x), (x - a) / norm(x - a))),
    "cb-130": implies([unequal(x - a, 0)], equal(jacobian((x - a) / norm(x - a), x), I / norm(x - a) - (x - a) @ (x - a).T / norm(x - a) ** 3)),
    "cb-131": equal(gradient(norm(x) ** 2, x), 2 * x),
    "cb-132": equal(gradient(norm(X) ** 2, X), 2 * X),
    "cb-142": equal(gradient(trace(A @ diag(x)), x), hadamard(A, I) @ one),
    "cb-236": both(equal(gradient(trace(A.T), A), I), equal(gradient(-trace(B.T), A), 0)),
    "cb-238": both(equal(gradient(trace(A), A), I), equal(gradient(trace(B), A), 0)),
    "cb-239": both(equal(gradient(-trace(B), B), -I), equal(gradient(trace(A), B), 0)),
    "cb-240": both(equal(gradient(trace(G @ X.T + M @ H.T), X), G), equal(gradient(trace(M @ X.T - G @ H.T), X), M)),
    "cb-241": both(equal(gradient(trace(G @ X.T + M @ H.T), H), M), equal(-gradient(trace(M @ X.T - G @ H.T), H), G)),
    "cb-242": (lambda g1, g2: both(equal(gradient(trace(g1 @ X + g2 @ H), X), g1.T), equal(gradient(trace(g2 @ X - g1 @ H), X), g2.T)))(matrix("G1", n, m), matrix("G2", n, m)),
    "cb-244": both(equal(gradient(trace(X @ X.T + H @ H.T), X), 2 * X), equal(gradient(trace(H @ X.T - X @ H.T), X), 0)),
    "cb-245": both(equal(gradient(trace(X @ X.T + H @ H.T), H), 2 * H), equal(gradient(trace(H @ X.T - X @ H.T), H), 0)),
    "cb-348": implies([*symmetric(S), *regular(S)], (lambda density: equal(hessian(density, x), density * (inverse(S) @ (x - a) @ (x - a).T @ inverse(S) - inverse(S))))(s * exp(-dot(x - a, inverse(S) @ (x - a)) / 2))),
    "cb-557": (lambda density: equal(gradient(density, h), density / h * ((t - s) ** 2 / h**2 - 1)))(exp(-((t - s) ** 2) / (2 * h**2)) / h),
}  # fmt: skip
"""Complex rows (cb-236 to cb-245) in real and imaginary parts."""

FALSE: dict[str, Relation] = {
    "f-001": equal(gradient(norm(R) ** 2, W), 2 * R @ P.T),
    "f-002": equal(gradient(norm(R) ** 2, W), -(R @ P.T)),
    "f-005": equal(gradient(dot(x, A @ x), x), 2 * A @ x),
    "f-008": equal(gradient(trace(Xs @ Xs), Xs), 2 * Xs),
    "f-010": equal(gradient(trace(A @ Xs @ B), Xs), B.T @ A.T),
    "f-012": equal(gradient(trace(Xs @ B @ Xs.T), Xs), B @ Xs + B.T @ Xs),
    "f-013": equal(gradient(trace(Xs @ Xs @ B), Xs), 2 * (Xs @ B).T),
    "f-016": implies([less_than(0, det(Xs))], equal(gradient(log(det(Xs)), Xs), det(Xs) * inverse(Xs).T)),
    "f-019": implies(regular(Xs), equal(gradient(dot(a, inverse(Xs) @ b), Xs), -inverse(Xs) @ a @ b.T @ inverse(Xs))),
    "f-023": implies(symmetric(S), equal(gradient(dot(x - A @ y, S @ (x - A @ y)), y), -2 * A @ S @ (x - A @ y))),
    "f-027": equal(hessian(dot(x, A @ x), x), 2 * A),
    "f-030": equal(jacobian(soft, x), diag(soft)),
    "f-035": (lambda wt, ad, lb, xx, yy: equal(gradient(norm(yy - (wt + lb @ ad) @ xx) ** 2, lb), -2 * (yy - (wt + lb @ ad) @ xx) @ xx.T @ ad))(A, B, C, D, Z),
    "f-041": equal(jacobian(A @ Xs @ B, Xs), kron(A, B)),
    "cb-95": implies([unequal(dot(x, B @ B @ x), 0), unequal(dot(B @ x, B @ x), 0)], equal(gradient(dot(A @ x, A @ x) / dot(B @ x, B @ x), x), 2 * A.T @ A @ x / dot(x, B @ B @ x) - 2 * dot(x, A.T @ A @ x) * B.T @ B @ x / dot(B @ x, B @ x) ** 2)),
    "cb-127": (lambda sa, sc, sb: (lambda z: implies([*symmetric(sb, sc), *regular(z)], equal(gradient(trace(inverse(z) @ tall.T @ sb @ tall), tall), -2 * sc @ tall @ inverse(z) @ tall.T @ sb @ tall @ inverse(z) + 2 * sb @ tall @ inverse(z))))(sa + tall.T @ sc @ tall))(matrix("A", q, q), matrix("C", n, n), matrix("B", n, n)),
    "mc-08h, any labels without its factor": equal(hessian(LOGISTIC, w), data.T @ diag(hadamard(sigmoid(margin), ones(p, 1) - sigmoid(margin))) @ data),
    "dl-08 without the projection": implies([unequal(x, 0), unequal(y, 0)], equal(gradient(dot(x, y) / (norm(x) * norm(y)), x), y / (norm(x) * norm(y)))),
    "mcw-16, transposed": equal(jacobian(w @ w.T @ v - dot(w, w) * v, w), dot(w, v) * I + v @ w.T - 2 * w @ v.T),
    "mc-24h, only the diagonal": equal(hessian(log_sum_exp(x), x), diag(soft)),
    "dl-21, sign": implies(regular(A), equal(jacobian(inverse(A), A), kron(inverse(A).T, inverse(A)))),
    "dl-24, turned": equal(hessian(trace(X.T @ matrix("A", m, m) @ X @ B), X), kron(B, matrix("A", m, m)) + kron(B.T, matrix("A", m, m).T)),
    "sy-25, turned": equal(jacobian(f(A @ x), x), A @ diag(prime(A @ x))),
}  # fmt: skip
