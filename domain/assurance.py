"""An assurance rating: how confident somebody outside a transformation is that it will be delivered, and why."""

import datetime as dt

from domain.record import Identifier, Line, Record, Remark
from domain.update import Confidence


class AssuranceRating(Record):
    """One rating of delivery confidence on a day. A later one stands beside it; neither is averaged with any other."""

    rating_id: Identifier
    transformation_id: Identifier
    rating: Confidence
    rated_on: dt.date
    rated_by: Line
    reason: Remark

    @property
    def record_id(self) -> str:
        """The key of the rating."""
        return self.rating_id
