"""One place, and places side by side."""
