"""What a term means: one fold a file."""
