"""The road from a claim to its verdict: budgets, workers, collection."""
