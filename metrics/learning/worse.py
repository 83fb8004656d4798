"""The measures on which a place is worse, by the same rule as its profile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.metric import Metric, Polarity
from domain.standout import Standout
from domain.verdict import Verdict
from metrics.standouts import standout, weight


@dataclass(frozen=True, slots=True)
class Worse:
    """A measure on which a place is worse; ``weak`` where it is in the worst fifth and chance cannot be ruled out."""

    metric: Metric
    weak: bool


def worse_on(verdicts: Iterable[Verdict], metrics: Mapping[str, Metric]) -> list[Worse]:
    """The concerns among some verdicts of one place, the surest first, weaker evidence behind them."""
    found = []
    for one in verdicts:
        metric = metrics[one.metric_id]
        standing = standout(one, has_polarity=metric.polarity is not Polarity.NEUTRAL)
        if standing in {Standout.CONCERN, Standout.WEAK_CONCERN}:
            weak = standing is Standout.WEAK_CONCERN
            found.append(((weak, weight(one), metric.title), Worse(metric, weak)))
    return [each for _order, each in sorted(found, key=lambda pair: pair[0])]
