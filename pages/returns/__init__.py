"""Returns: what the centre asks of places, what they answer, and who waits for whom."""
