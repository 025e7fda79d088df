"""Claim to evidence in floats. Evidence never makes a verdict."""
