"""Commitments with how each stands: the figures and milestones they are held against, gathered for one judge."""

from collections.abc import Callable, Iterable, Sequence

from domain.commitment import Commitment
from domain.milestone import Milestone
from domain.observation import Observation
from domain.place import ENGLAND, NORTHERN_IRELAND, SCOTLAND, UNITED_KINGDOM, WALES
from domain.stocktake import Standing
from domain.version import Version
from ui.commitment_view import Promise
from ui.stores import Stores

NATIONS = (UNITED_KINGDOM, ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND)
"""Where a commitment that names no place is measured: the widest of these that has figures."""

Judge = Callable[..., Standing]
"""``metrics.stocktake.judged``, which this room does not import."""


def promises_of(versions: Sequence[Version[Commitment]], stores: Stores, judge: Judge) -> list[Promise]:
    """Each commitment with what it is checked by and how it stands today."""
    metrics, places, every = stores.catalogue.metrics, stores.figures.places, stores.desk.every()
    series = _series((version.record for version in versions), stores)
    milestones = _milestones(versions, stores)

    def promise(version: Version[Commitment]) -> Promise:
        one = version.record
        about = every.get(one.transformation_id or "")
        standing = judge(
            one, metrics=metrics, series=series, nations=NATIONS, milestones=milestones, today=stores.desk.today
        )
        return Promise(
            version=version,
            standing=standing,
            metric=metrics.get(one.metric_id or ""),
            milestone=milestones.get(one.milestone_id or ""),
            place=places.get(one.place_code or ""),
            title=about.title if about else one.transformation_id or "",
        )

    return [promise(version) for version in versions]


def _milestones(versions: Sequence[Version[Commitment]], stores: Stores) -> dict[str, Milestone]:
    wanted = [version.record.milestone_id for version in versions if version.record.milestone_id]
    found: dict[str, Milestone] = stores.desk.stewardship.milestones(wanted) if wanted else {}
    return found


def _series(commitments: Iterable[Commitment], stores: Stores) -> dict[tuple[str, str], list[Observation]]:
    """The figures of every metric and place that a commitment names; of one without a place those of the nations."""
    codes: dict[str, set[str]] = {}
    for one in commitments:
        if one.metric_id in stores.catalogue.metrics:
            codes.setdefault(one.metric_id, set()).update([one.place_code] if one.place_code else NATIONS)
    found: dict[tuple[str, str], list[Observation]] = {}
    for metric_id, wanted in codes.items():
        for observation in stores.figures.series(sorted(wanted), [metric_id]):
            found.setdefault((metric_id, observation.place_code), []).append(observation)
    return found
