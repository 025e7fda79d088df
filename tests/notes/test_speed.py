"""Reading is quick and linear: measured in one run, as ratios and with room to spare."""

import importlib.util
from pathlib import Path

FILE = Path(__file__).parents[2] / "benchmarks" / "reading.py"
SPEC = importlib.util.spec_from_file_location("reading_benchmark", FILE)
assert SPEC is not None
assert SPEC.loader is not None
benchmark = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(benchmark)


def test_a_page_of_thirty_formulas_is_read_in_a_tenth_of_a_second() -> None:
    assert benchmark.milliseconds(benchmark.page(30)) < 100


def test_time_grows_with_the_length_and_no_faster() -> None:
    short, long = (benchmark.milliseconds(benchmark.page(count), runs=3) for count in (30, 150))
    assert long < 5 * 2 * short


def test_a_document_without_claims_is_read_in_linear_time() -> None:
    text = "A paragraph with $x = y$ and more words, which nobody reads.\n\n"
    short, long = benchmark.milliseconds(text * 100, runs=3), benchmark.milliseconds(text * 500, runs=3)
    assert long < 5 * 2.5 * short
