"""The training workspace: simulated returns on the published transformations, so that a newcomer can practise."""

from data.training.laying import lay_out

__all__ = ["lay_out"]
