"""Where the numbers come from: sources, builds of them, and the only SELECTs on them."""
