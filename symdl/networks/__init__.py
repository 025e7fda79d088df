"""Models as algebra: polynomial and linear networks, their losses and data."""
