"""Property tests: strategies, the pytest plugin."""
