"""Prints what the mutation battery counted at the end of the run."""

import pytest

COUNTS = pytest.StashKey[dict]()


@pytest.fixture
def counts(request):
    """A table that is printed when all tests have run: a line of words to numbers."""
    return request.config.stash.setdefault(COUNTS, {})


def pytest_terminal_summary(terminalreporter, config):
    for title, numbers in config.stash.get(COUNTS, {}).items():
        terminalreporter.write_line(f"{title}: " + ", ".join(f"{value} {name}" for name, value in numbers.items()))
