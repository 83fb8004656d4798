"""Whatever figures come in: a reason wherever there is no answer, nothing infinite, and never an exception."""

import datetime as dt

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.metric import Break, Kind, Metric, Polarity
from domain.mission import Aim, Catalogue, Framework, Mission, TargetFact
from domain.observation import Mark
from domain.place import ENGLAND
from domain.reason import Reason
from domain.rules import Judgements
from metrics.verdicts import RULES
from tests.metrics.panels import COUNCILS, a_metric, country

NOBODY = pd.DataFrame(columns=["family", "place_code", "rank", "neighbour_code"])
BASELINE = dt.date(2019, 12, 31)
UNANSWERED = {"not_compared", "cannot_be_calculated", "cannot_tell", "no_target", "series_too_short", "not_suited"}
WILD = (0.0, 100.0, -5.0, 140.0, 1e-300, 1e300, np.nan, np.inf, -np.inf)

metrics = st.builds(
    a_metric, st.sampled_from(Kind), st.sampled_from(Polarity),
    prefix=st.sampled_from(["", "£"]), additive=st.booleans(), in_cash=st.booleans(),
    every_months=st.sampled_from([12, 12, 12, 24, None]), period_months=st.sampled_from([0, 12, 12, 36]),
    breaks=st.sampled_from([(), (), (Break(on=dt.date(2018, 6, 1), reason="a new question"),)]),
)  # fmt: skip
facts = st.builds(
    TargetFact,
    aim=st.sampled_from(Aim), value=st.sampled_from([-10.0, 0.0, 0.5, 60.0, 100.0, 140.0]),
    year=st.integers(2010, 2040), statement=st.just("Better everywhere."), source=st.just("a paper"),
    metric=st.just("example"),
)  # fmt: skip


@st.composite
def rows(draw: st.DrawFn) -> pd.DataFrame:
    """One row for each place and year, most of them ordinary, some wild; limits anywhere, even the wrong way round.

    What the panel is like is drawn; which cells are wild follows from a seed, so that an example is made at once.
    """
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    codes = [*COUNCILS[: draw(st.integers(1, 8))], ENGLAND][: draw(st.integers(1, 9))]
    first, last = sorted(draw(st.tuples(st.integers(2008, 2024), st.integers(2008, 2024))))
    cells = pd.MultiIndex.from_product([codes, range(first, last + 1)], names=["place_code", "year"])
    found = cells.to_frame(index=False)
    size = len(found)
    kept = rng.random(size) >= draw(st.sampled_from([0.0, 0.2, 0.6]))
    kept[0] = True
    value = 50.0 + draw(st.sampled_from([0.0, 1.0, 20.0])) * rng.standard_normal(size)
    wild = rng.random(size) < draw(st.sampled_from([0.0, 0.1, 1.0]))
    value[wild] = rng.choice(draw(st.lists(st.sampled_from(WILD), min_size=1, max_size=3)), wild.sum())
    sides = {side: draw(st.sampled_from([np.nan, -1.0, 0.0, 1.0, 40.0, 1e12])) for side in ("lower", "upper")}
    marked = rng.random(size) < draw(st.sampled_from([0.0, 0.1]))
    reasons = draw(st.sampled_from(["", "suppressed", "not_applicable"]))
    return found.assign(
        metric_id="example", value=value, lower=value - sides["lower"], upper=value + sides["upper"], source_id="s",
        period_start=pd.to_datetime(found["year"].astype(str) + "-01-01").astype("datetime64[s]"),
        period_months=draw(st.sampled_from([0, 12, 12, 36])),
        count=draw(st.sampled_from([np.nan, 0.0, 3.0])), denominator=draw(st.sampled_from([np.nan, 0.0, 3.0, 100.0])),
        reason=np.where(np.isnan(value), reasons, ""),
        mark=np.where(marked & ~np.isnan(value), draw(st.sampled_from(Mark)).value, ""),
    )[kept].reset_index(drop=True)  # fmt: skip


def judged(observations: pd.DataFrame, metric: Metric, facts: tuple[TargetFact, ...] = ()) -> Judgements:
    framework = Framework(
        framework_id="plan", title="Plan", publisher="A department", published_on=dt.date(2022, 2, 2), status="current",
        baseline_on=BASELINE, missions=(Mission(mission_id="m", number=1, title="M", statement="M.", targets=facts),),
    )  # fmt: skip
    catalogue = Catalogue(metrics={"example": metric}, frameworks={"plan": framework})
    with np.errstate(over="ignore", invalid="ignore"):  # a figure of 300 digits has no square
        return RULES.judge(observations, catalogue, country(), NOBODY)


def infinite(frame: pd.DataFrame) -> list[str]:
    """The columns that hold an infinity."""
    plain = frame.select_dtypes("number")
    return [name for name in plain if np.isinf(plain[name].to_numpy(dtype=float)).any()]


def without_reason(frame: pd.DataFrame, answer: str, reason: str) -> pd.DataFrame:
    return frame[frame[answer].isin(UNANSWERED) & ~frame[reason].isin([each.value for each in Reason])]


def check(found: Judgements) -> None:
    """What every table of every judgement promises."""
    for name, frame in zip(Judgements._fields, found, strict=True):
        assert not infinite(frame), name
    standings, comparisons = found.standings, found.comparisons
    for answer in ("trend", "trajectory", "assurance"):
        assert without_reason(standings, answer, f"{answer}_reason").empty
    assert without_reason(comparisons, "level", "level_reason").empty
    for frame, number, reason in (
        (standings, "value", "reason"), (standings.replace({"rank": 0}, np.nan), "rank", "rank_reason"),
        (found.changes, "change", "reason"), (found.gaps, "value", "reason"),
        (found.gap_changes, "chance", "chance_reason"), (found.convergences, "beta", "reason"),
        (found.national_counts, "all_at_most", "target_reason"),
    ):  # fmt: skip
        missing = frame[frame[number].isna()] if len(frame) else frame
        assert set(missing[reason]) <= {each.value for each in Reason}, (number, missing)
    told = {answer.value for answer in Reason} | {""}
    for frame in (standings, comparisons, found.changes):
        for column in frame.columns[frame.columns.str.endswith("reason")]:
            assert set(frame[column]) <= told
    chances = standings["chance"].dropna()
    assert chances.between(0, 1).all()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rows(), metrics, st.lists(facts, max_size=2).map(tuple))
def test_any_small_panel_is_judged_with_a_reason_wherever_there_is_no_answer(
    observations: pd.DataFrame, metric: Metric, facts: tuple[TargetFact, ...]
) -> None:
    check(judged(observations, metric, facts))
