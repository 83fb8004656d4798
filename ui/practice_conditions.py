"""What had to be there, held against one place: what is asked, what stands there, and whether that is enough."""

from collections.abc import Mapping
from enum import StrEnum

from domain.metric import Metric
from domain.place import Place
from domain.practice import Precondition
from ui.numbers import number
from ui.sentences import in_running_text, joined
from ui.wording import NATIONS, PLACE_LEVELS

MET: Mapping[str, str] = {"met": "met", "unmet": "not met", "unknown": "unknown"}
ONLY_PEOPLE = "figures cannot tell: ask those who know the place"


def answer(met: StrEnum) -> str:
    """Whether a place has it; what is unknown is never counted as met."""
    return MET[met.value]


def asked(one: Precondition, metric: Metric | None, *, place: Place | None = None, figure: float | None = None) -> str:
    """What it asks of figures or of the kind of place, and what stands there where a place is named."""
    said = []
    if one.levels:
        kinds = joined([PLACE_LEVELS[level] for level in one.levels]).replace(" and ", " or ")
        said.append(f"only for {kinds}")
    if one.nations:
        said.append(only_in(one))
    if one.metric_id is not None and metric is not None:
        bound = [f"at least {number(one.at_least, metric)}"] if one.at_least is not None else []
        bound += [f"at most {number(one.at_most, metric)}"] if one.at_most is not None else []
        said.append(f"{in_running_text(metric.title)}: {' and '.join(bound)}{_there(metric, place, figure)}")
    elif one.metric_id is not None:
        said.append(f"no measure here is called {one.metric_id}")
    return "; ".join(said) or (ONLY_PEOPLE if place else "")


def only_in(one: Precondition) -> str:
    """The nations it asks for: "only in England or Wales"."""
    return f"only in {joined([NATIONS[nation] for nation in one.nations]).replace(' and ', ' or ')}"


def _there(metric: Metric, place: Place | None, figure: float | None) -> str:
    if place is None:
        return ""
    return f", {number(figure, metric)} in {place.name}" if figure is not None else f", no figure for {place.name}"
