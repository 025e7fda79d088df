"""Facts of linear algebra that the kernel takes in by name."""
