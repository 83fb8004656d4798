"""Stewardship: what the returns of thousands of transformations ask of those who look after them. Pure rules."""
