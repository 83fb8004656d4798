"""Published registers of programmes as transformations: facts that a build reads, checks and ships."""
