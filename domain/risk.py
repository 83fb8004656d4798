"""A risk: what may go wrong with a transformation, how likely, how bad, how soon, and what is done about it."""

from typing import Annotated

from pydantic import Field

from domain.record import Identifier, Line, Passage, Record


class Risk(Record):
    """One risk on the scales of government monitoring, each rising: impact to 6, likelihood to 4, proximity to 5."""

    risk_id: Identifier
    transformation_id: Identifier
    title: Line
    category: Line
    impact: Annotated[int, Field(ge=1, le=6)]
    likelihood: Annotated[int, Field(ge=1, le=4)]
    proximity: Annotated[int, Field(ge=1, le=5)]
    owner: Line
    mitigation: Passage = ""
    closed: bool = False

    @property
    def record_id(self) -> str:
        """The key of the risk."""
        return self.risk_id

    @property
    def score(self) -> int:
        """Impact times likelihood, from 1 to 24.

        >>> Risk(risk_id="r", transformation_id="t", title="Costs", category="Rising costs", owner="Finance director",
        ...      impact=5, likelihood=3, proximity=4).score
        15
        """
        return self.impact * self.likelihood
