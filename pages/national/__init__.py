"""Pages about the country as a whole: the missions of a framework."""
