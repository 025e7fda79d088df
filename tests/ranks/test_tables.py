"""Published tables: every figure comes out, with a certificate the checker accepts; none of their false twins does."""

import json
import time
from pathlib import Path

import pytest

from symdl import activation_threshold, minimal_filling_widths, network_rank
from symdl.check import Rejected, check_certificate, claim_digest
from symdl.networks.generic_rank import network_bounds
from symdl.ranks.neurovariety import neurovariety_dimension

TABLES = json.loads((Path(__file__).parent / "tables.json").read_text())
ROWS = [(tuple(d), r, dim, expected, ambient) for d, r, dim, expected, ambient in TABLES["dimensions"]]
SHALLOW = [(tuple(d), r, dim, expected, ambient) for d, r, dim, expected, ambient in TABLES["alexander_hirschowitz"]]
FILLING = [row for row in TABLES["filling"] if row[4] is not None]


def twin(certificate, dimension):
    """The same witness for another dimension."""
    claim = {**certificate["claim"], "goal": [*certificate["claim"]["goal"][:2], ["num", str(dimension)]]}
    return {**certificate, "claim": claim, "claim_hash": claim_digest(claim)}


@pytest.mark.parametrize("row", [*ROWS[::4], *SHALLOW], ids=str)
def test_a_dimension_is_proved_and_its_twins_are_not(row):
    widths, degree, dimension, expected, ambient = row
    found = neurovariety_dimension(network_rank(widths, degree).data)
    assert (found.dimension, found.ambient, found.known) == (dimension, ambient, "proved")
    assert found.expected == expected or expected is None
    assert found.is_filling == (dimension == ambient)
    for other in {dimension - 1, dimension + 1, ambient} - {dimension}:
        with pytest.raises(Rejected):
            check_certificate(twin(found.certificate, other))


@pytest.mark.slow
def test_all_dimensions_are_proved_within_half_a_minute():
    rows = [
        *ROWS,
        *SHALLOW,
        *((tuple(d), r, dim, 0, 0) for d, _, ds in TABLES["thresholds"] for r, dim in enumerate(ds, 1)),
    ]
    start = time.process_time()
    for widths, degree, dimension, *_ in rows[:212]:
        found = neurovariety_dimension(network_rank(widths, degree).data)
        assert (widths, degree, found.dimension, found.known) == (widths, degree, dimension, "proved")
    assert time.process_time() - start < 30
    for widths, degree, dimension, *_ in rows[212:]:
        found = neurovariety_dimension(network_rank(widths, degree).data)
        assert (widths, degree, found.dimension, found.known) == (widths, degree, dimension, "proved")


@pytest.mark.slow
def test_checking_costs_at_most_ten_times_finding():
    finding = checking = 0.0
    for widths, degree, *_ in [*ROWS, *SHALLOW, ((10, 20, 20, 10), 2)]:
        net = network_rank(widths, degree).data
        certificate = neurovariety_dimension(net).certificate
        start = time.process_time()
        network_bounds(net)
        middle = time.process_time()
        check_certificate(certificate)
        finding, checking = finding + middle - start, checking + time.process_time() - middle
    assert checking < 10 * finding


@pytest.mark.parametrize(("widths", "threshold", "dimensions"), TABLES["thresholds"][::9], ids=str)
def test_an_activation_threshold_is_proved(widths, threshold, dimensions):
    thresholds_agree(widths, threshold, dimensions)


@pytest.mark.slow
@pytest.mark.parametrize(("widths", "threshold", "dimensions"), TABLES["thresholds"], ids=str)
def test_every_activation_threshold_is_proved(widths, threshold, dimensions):
    thresholds_agree(widths, threshold, dimensions)


def thresholds_agree(widths, threshold, dimensions):
    found = activation_threshold(widths)
    assert (found.value, found.known) == (threshold, "proved")
    seen = [d.dimension for d in found.dimensions]
    assert seen[: len(dimensions)] == dimensions[: len(seen)]


@pytest.mark.parametrize("row", FILLING, ids=lambda row: f"{row[0]}-{row[1]}-r{row[2]}-L{row[3]}")
def test_minimal_filling_widths_up_to_six_layers(row):
    inputs, outputs, degree, depth, side, minimal = row
    found = minimal_filling_widths(inputs, outputs, degree, [range(1, side + 1)] * (depth - 1))
    assert set(found.minimal) == set(map(tuple, minimal))
    for hidden in (*found.minimal, *found.maximal):
        dimension = found.dimension(hidden)
        assert dimension.known == "proved"
        assert dimension.is_filling == (hidden in found.minimal)


@pytest.mark.slow
def test_seven_layers_have_thirteen_minimal_tuples_and_fifteen_maximal_others():
    (minimal,) = (row[5] for row in TABLES["filling"] if row[3] == 7)
    found = minimal_filling_widths(2, 1, 2, [range(3, 9)] * 2 + [range(4, 10)] * 3 + [range(2, 8)])
    assert set(found.minimal) == set(map(tuple, minimal))
    assert len(found.maximal) == 15
    assert all(d.known == "proved" for d in found.certificates())
    assert (3, 4, 5, 4, 6, 4) in found.minimal  # not unimodal
