"""What a reader can open. One file one folder down is one page."""
