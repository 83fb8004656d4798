"""What the figures say of the nation as a whole: changes, gaps, convergence, exceptions, calibration."""

from collections.abc import Iterable
from functools import cached_property

from data.exceptional_figures import ExceptionalFigures, Pairs, these
from data.tables import among, columns
from domain.calibration import Calibration, ChanceBin, VerdictChange
from domain.change import Change
from domain.disparity import Convergence, Gap, GapChange, NationalCount

SINCE = ("baseline_start", "newest_start")
CHANGE = f"SELECT {columns(Change, dates=SINCE)}"
GAP = f"SELECT {columns(Gap, dates=('period_start',))}"
GAP_CHANGE = f"SELECT {columns(GapChange, dates=SINCE)}"
CONVERGENCE = f"SELECT {columns(Convergence, dates=('first_start', 'last_start'))}"
CALIBRATION = f"SELECT {columns(Calibration)}"
CHANCE_BIN = f"SELECT {columns(ChanceBin)}"
VERDICT_CHANGE = f"SELECT {columns(VerdictChange)}"
NATIONAL = f"SELECT {columns(NationalCount, dates=SINCE)}"


class NationalFigures(ExceptionalFigures):
    """The part of the figures that speaks of all places together."""

    def changes_of_metric(self, metric_id: str) -> tuple[Change, ...]:
        """The change since the baseline of each place with any figure for the metric."""
        query = f"{CHANGE} FROM changes_by_metric WHERE metric_id = $metric ORDER BY place_code"
        return self._made(Change, query, metric=metric_id)

    def changes(self, place_codes: Iterable[str], metric_ids: Iterable[str]) -> tuple[Change, ...]:
        """The change since the baseline of a few places and metrics."""
        condition, parameters = among(place_codes, metric_ids)
        query = f"{CHANGE} FROM changes_by_place WHERE {condition} ORDER BY metric_id, place_code"
        return self._made(Change, query, **parameters)

    def changes_at(self, pairs: Pairs) -> tuple[Change, ...]:
        """The change since the baseline of some pairs of metric and place, in their order."""
        chosen = list(pairs)
        asked, parameters = these(chosen)
        query = f"{CHANGE} FROM changes_by_metric JOIN {asked} USING (metric_id, place_code)"
        found = self._made(Change, query, **parameters)
        by_pair = {(change.metric_id, change.place_code): change for change in found}
        return tuple(by_pair[pair] for pair in chosen if pair in by_pair)

    def gaps(self, metric_id: str) -> tuple[Gap, ...]:
        """Every measure of distance in every period, both weightings, oldest first."""
        query = f"{GAP} FROM gaps WHERE metric_id = $metric ORDER BY weighting, measure, period_start"
        return self._made(Gap, query, metric=metric_id)

    def gap_changes(self, metric_ids: Iterable[str]) -> tuple[GapChange, ...]:
        """How each measure of distance moved since the baseline, for some metrics."""
        query = f"""{GAP_CHANGE} FROM gap_changes WHERE list_contains($metrics, metric_id)
            ORDER BY metric_id, weighting, measure, corrected"""
        return self._made(GapChange, query, metrics=list(metric_ids))

    def convergence(self, metric_id: str) -> Convergence | None:
        """Sigma and beta convergence of a metric; none where nothing could be asked."""
        query = f"{CONVERGENCE} FROM convergences WHERE metric_id = $metric ORDER BY metric_id"
        return next(iter(self._made(Convergence, query, metric=metric_id)), None)

    @cached_property
    def national_counts(self) -> dict[str, NationalCount]:
        """By metric: how many places rose, fell, or cannot be told."""
        query = f"{NATIONAL} FROM national_counts ORDER BY metric_id"
        return {count.metric_id: count for count in self._made(NationalCount, query)}

    @cached_property
    def calibrations(self) -> dict[str, tuple[Calibration, ...]]:
        """By metric: the multipliers and past coverage of its forecasts, one for each horizon."""
        query = f"{CALIBRATION} FROM calibrations ORDER BY metric_id, horizon"
        found: dict[str, tuple[Calibration, ...]] = {}
        for row in self._made(Calibration, query):
            found[row.metric_id] = (*found.get(row.metric_id, ()), row)
        return found

    @cached_property
    def chance_bins(self) -> tuple[ChanceBin, ...]:
        """Past chances of meeting a target by band, for each metric, and how often it was met."""
        return self._made(ChanceBin, f"{CHANCE_BIN} FROM chance_bins ORDER BY metric_id, lower")

    @cached_property
    def verdict_changes(self) -> tuple[VerdictChange, ...]:
        """Every cell that says something else than in the build before this one."""
        query = f"""{VERDICT_CHANGE} FROM verdict_changes
            ORDER BY cause, cell, metric_id, place_code, comparator"""
        return self._made(VerdictChange, query)
