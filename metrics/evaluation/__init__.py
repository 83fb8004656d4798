"""Did it work? One local change set beside places that made none, with every check shown."""
