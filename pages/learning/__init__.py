"""What places learn from one another: the library, what could help, and what became of it."""
