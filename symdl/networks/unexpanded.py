"""Outputs and losses that are never multiplied out: the interface of a Polynomial, by exact differentiation.

`f.evaluate`, `f.gradient().evaluate`, `f.hessian().evaluate` and `f.hessian().times` take the same points and rings as
those of an expanded polynomial and return the same numbers. A gradient costs a few evaluations however many weights there
are; a Hessian costs one gradient over the dual numbers for each weight, a product with a vector only one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import add
from typing import TYPE_CHECKING, Any

from symdl.algebra.points import as_point, chosen
from symdl.algebra.polynomial import Polynomial
from symdl.algebra.rings import QQ, Dual, DualNumbers, Element, Ring, working
from symdl.algebra.variables import Variable
from symdl.networks.data import Example, as_data, as_inputs, ridge_values
from symdl.networks.differentiation import forward, moved, reverse, tangents
from symdl.networks.losses import SQUARE, Loss, as_loss
from symdl.terms.errors import BudgetError

if TYPE_CHECKING:
    from symdl.networks.network import PolynomialNetwork

MOST_ENTRIES = 10_000_000
"""Of a Hessian, whose columns are found one by one."""

Value = tuple[Element, list[Element]]
"""A value, and its gradient by all variables."""


@dataclass(frozen=True)
class Function:
    """A function of variables, some of which are its unknowns."""

    net: PolynomialNetwork

    @property
    def variables(self) -> tuple[Variable, ...]:
        raise NotImplementedError

    @property
    def unknowns(self) -> tuple[Variable, ...]:
        return self.net.weights

    def value(self, point: Sequence[Element], ring: Ring) -> Element:
        """The value at ring elements."""
        raise NotImplementedError

    def value_and_gradient(self, point: Sequence[Element], ring: Ring, *, with_inputs: bool) -> Value:
        """The value, and the gradient by the weights, or by the inputs as well."""
        raise NotImplementedError

    def expanded(self) -> Polynomial:
        """The polynomial itself."""
        raise NotImplementedError

    def evaluate(self, point: Any, *, ring: Ring = QQ) -> Element:
        """The value at exact numbers, given in the order of the variables or by name."""
        with working(ring):
            return self.value(self.elements(point, ring), ring)

    def gradient(self, by: Any = None) -> GradientFunction:
        return GradientFunction(self, self.positions(by))

    def hessian(self, by: Any = None) -> HessianFunction:
        return HessianFunction(self, self.positions(by))

    def elements(self, point: Any, ring: Ring) -> list[Element]:
        return list(map(ring.convert, as_point(self.variables, point, role="The point")))

    def moving(self, positions: list[int], direction: Any, point: Any, ring: Ring) -> list[Dual]:
        """A point whose variables at these positions move in a direction, as dual numbers."""
        variables = [self.variables[k] for k in positions]
        steps = as_point(variables, direction, role="The direction")
        velocity = [ring.convert(0)] * len(self.variables)
        for k, step in zip(positions, steps, strict=True):
            velocity[k] = ring.convert(step)
        return moved(ring, self.elements(point, ring), velocity)

    def needs_inputs(self, positions: list[int]) -> bool:
        """Whether there are inputs among the variables at these positions."""
        return max(positions, default=0) >= self.net.weight_count

    def positions(self, by: Any) -> list[int]:
        wanted = self.unknowns if by is None else chosen(self.variables, by)
        places = {v: k for k, v in enumerate(self.variables)}
        return [places[v] for v in wanted]


@dataclass(frozen=True)
class OutputFunction(Function):
    """Output k of a network, as a function of weights and inputs."""

    number: int

    @property
    def variables(self) -> tuple[Variable, ...]:
        return self.net.weights + self.net.inputs

    def value(self, point: Sequence[Element], ring: Ring) -> Element:
        count = self.net.weight_count
        return forward(self.net, point[:count], point[count:], ring).output[self.number]

    def value_and_gradient(self, point: Sequence[Element], ring: Ring, *, with_inputs: bool) -> Value:
        count = self.net.weight_count
        trace = forward(self.net, point[:count], point[count:], ring)
        seed = [ring.convert(int(k == self.number)) for k in range(len(trace.output))]
        gradient = reverse(self.net, trace, seed, ring)
        return trace.output[self.number], gradient.weights + (gradient.inputs if with_inputs else [])

    def degree(self, by: str = "weights") -> int:
        return self.net.degree(by)

    def expanded(self) -> Polynomial:
        return self.net.output()[self.number]

    def __repr__(self) -> str:
        return f"<output {self.number + 1} of {self.net!r}>"


@dataclass(frozen=True)
class LossFunction(Function):
    """Σᵢ Σ_k ℓ(f_k(xᵢ), y_{ik}) + Σ_w λ_w w² for data and constants that are numbers."""

    data: tuple[Example, ...]
    ridge: tuple[Any, ...]
    loss: Loss

    @property
    def variables(self) -> tuple[Variable, ...]:
        return self.net.weights

    def value(self, point: Sequence[Element], ring: Ring) -> Element:
        total = self._penalty(point, ring)
        for example in self.data:
            x, y = (list(map(ring.convert, part)) for part in (example.x, example.y))
            total = sum(map(self.loss.value, forward(self.net, point, x, ring).output, y), total)
        return total

    def value_and_gradient(self, point: Sequence[Element], ring: Ring, *, with_inputs: bool) -> Value:
        total = self._penalty(point, ring)
        gradient = [2 * ring.convert(c) * w for c, w in zip(self.ridge, point, strict=True)]
        for example in self.data:
            x, y = (list(map(ring.convert, part)) for part in (example.x, example.y))
            trace = forward(self.net, point, x, ring)
            total = sum(map(self.loss.value, trace.output, y), total)
            seed = list(map(self.loss.slope, trace.output, y))
            gradient = list(map(add, gradient, reverse(self.net, trace, seed, ring).weights))
        return total, gradient

    def _penalty(self, point: Sequence[Element], ring: Ring) -> Element:
        return sum((ring.convert(c) * w * w for c, w in zip(self.ridge, point, strict=True)), ring.convert(0))

    def expanded(self) -> Polynomial:
        return self.net.loss([(e.x, e.y) for e in self.data], ridge=list(self.ridge))

    def __repr__(self) -> str:
        return f"<{self.loss.name} loss of {self.net!r} on {len(self.data)} examples>"


@dataclass(frozen=True, slots=True)
class GradientFunction:
    """The gradient of a function by some of its variables."""

    function: Function
    positions: list[int]

    def evaluate(self, point: Any, *, ring: Ring = QQ) -> list[Element]:
        with working(ring):
            values = self.function.elements(point, ring)
            gradient = self.function.value_and_gradient(
                values, ring, with_inputs=self.function.needs_inputs(self.positions)
            )[1]
            return [gradient[k] for k in self.positions]

    def times(self, direction: Any, point: Any, *, ring: Ring = QQ) -> Element:
        """⟨∇f, direction⟩ by forward differentiation: one evaluation over the dual numbers, whatever the number of weights."""
        with working(ring):
            moving = self.function.moving(self.positions, direction, point, ring)
            (slope,) = tangents([self.function.value(moving, DualNumbers(ring))])
            return slope


@dataclass(frozen=True, slots=True)
class HessianFunction:
    """The Hessian of a function by some of its variables."""

    function: Function
    positions: list[int]

    def evaluate(self, point: Any, *, ring: Ring = QQ) -> list[list[Element]]:
        n = len(self.positions)
        if n * n > MOST_ENTRIES:
            raise BudgetError(
                f"A Hessian of {n} × {n} entries is beyond the {MOST_ENTRIES} that are computed one by one; use times(direction, point)."
            )
        return [self.times([int(i == k) for i in range(n)], point, ring=ring) for k in range(n)]

    def times(self, direction: Any, point: Any, *, ring: Ring = QQ) -> list[Element]:
        """The Hessian at a point times a direction in the chosen variables, given in order or by name."""
        with working(ring):
            moving = self.function.moving(self.positions, direction, point, ring)
            with_inputs = self.function.needs_inputs(self.positions)
            gradient = self.function.value_and_gradient(moving, DualNumbers(ring), with_inputs=with_inputs)[1]
            found = tangents(gradient)
            return [found[k] for k in self.positions]


@dataclass(frozen=True, slots=True)
class Unexpanded:
    """A network whose outputs and losses are functions to evaluate and differentiate, not expanded polynomials."""

    net: PolynomialNetwork

    def output(self) -> tuple[OutputFunction, ...]:
        return tuple(OutputFunction(self.net, k) for k in range(self.net.layers[-1].rows))

    def loss(self, data: Iterable[Any], ridge: Any = 0, *, loss: str = SQUARE.name) -> LossFunction:
        """The loss on exact data; ``loss`` is square, exponential or logistic."""
        return LossFunction(self.net, as_data(self.net, data), tuple(ridge_values(self.net, ridge)), as_loss(loss))

    def jacobian(self, data: Iterable[Any], weights: Any, *, ring: Ring = QQ) -> list[list[Element]]:
        """The Jacobian of all outputs at all inputs with respect to the weights, at a point."""
        return [row for x in as_inputs(self.net, data) for row in self.net.jacobian_at(weights, x, ring=ring)]


__all__ = ["Function", "LossFunction", "OutputFunction", "Unexpanded"]
