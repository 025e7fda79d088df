"""The free *-algebra typed by shapes: its words as text, coefficients, and completion of two-sided ideals."""
