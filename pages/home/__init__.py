"""Where a person begins their day."""
