"""The two workspaces: what is real, and what is for practice."""

from enum import StrEnum


class Workspace(StrEnum):
    """Which of two separate stores; records never pass from one to the other."""

    LIVE = "live"
    TRAINING = "training"
