"""The learning library as it ships and as it travels: the founding entries, files, and search."""
