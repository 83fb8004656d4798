"""What the learning library says: grades, how complete, what could help where, who took up what, and pooled."""
