"""Derivatives at every size, derived and written as a person would; nothing here is believed before it is checked."""
