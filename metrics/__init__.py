"""What the numbers mean: the catalogue, the frameworks that name metrics, the methods, the verdicts."""
