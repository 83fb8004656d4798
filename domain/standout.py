"""What one verdict is for its place: a concern, a strength, or neither."""

from enum import StrEnum


class Standout(StrEnum):
    """Concerns first, as pages list them."""

    CONCERN = "concern"
    WEAK_CONCERN = "weak_concern"  # in the worst fifth, but published without an interval
    STRENGTH = "strength"
    WEAK_STRENGTH = "weak_strength"  # in the best fifth, but published without an interval
    SAME = "same"
    NEITHER = "neither"  # different, but a high figure is neither good nor bad
    CANNOT_TELL = "cannot_tell"

    @property
    def is_unsure(self) -> bool:
        """Whether chance cannot be ruled out, for want of an interval or of a comparison."""
        return self in (Standout.WEAK_CONCERN, Standout.WEAK_STRENGTH, Standout.CANNOT_TELL)
