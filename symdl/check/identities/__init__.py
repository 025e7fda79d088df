"""Goals shown by one identity of normal forms."""
