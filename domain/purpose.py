"""A purpose: what a transformation is for, as far as its name and programme tell, and what it could move."""

from pydantic import Field

from domain.frozen import Frozen


class Purpose(Frozen):
    """One purpose and the missions and metrics it speaks to. A judgement of this project, not of any publisher.

    A transformation has the purpose when its title has one of the ``words`` (from their beginning: "cycl" stands for
    cycle and cycling), or when all of its programme has it. ``missions`` are listed by framework.
    """

    purpose_id: str
    title: str
    why: str = Field(min_length=20)
    words: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    missions: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    metrics: tuple[str, ...] = ()
