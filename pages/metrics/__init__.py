"""Pages about metrics."""
