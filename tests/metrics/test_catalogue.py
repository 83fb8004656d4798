"""What every entry of the catalogue promises its readers."""

import datetime as dt
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from domain.metric import Kind, Metric, Role
from domain.mission import Framework
from domain.place import ENGLAND, NORTHERN_IRELAND, SCOTLAND, WALES
from metrics.catalogue import CATALOGUE_FOLDER, FRAMEWORKS_FOLDER, read_catalogue

SOURCES_FOLDER = Path(__file__).parents[2] / "data" / "sources"
CATALOGUE = read_catalogue()
METRICS = list(CATALOGUE.metrics.values())
FRAMEWORKS = list(CATALOGUE.frameworks.values())
MISSIONS = [mission for framework in FRAMEWORKS for mission in framework.missions]
HOUSE_ORDER = [
    "title", "description", "role", "role_basis", "polarity", "kind", "unit", "prefix", "in_cash", "suffix", "decimals",
    "lowest_level", "period_months", "every_months", "covers", "additive", "not_measured", "nearest", "next_release",
    "caveats", "named_as", "breaks", "series",
]  # fmt: skip


def levelling_up() -> Framework:
    return CATALOGUE.frameworks["levelling_up_2022"]


# What the whole catalogue promises


def test_there_are_at_least_eighty_metrics() -> None:
    assert len(METRICS) >= 80


def test_the_shipped_frameworks_are_read_from_their_folders() -> None:
    assert {framework.framework_id for framework in FRAMEWORKS} == {
        path.parent.name for path in FRAMEWORKS_FOLDER.glob("*/framework.toml")
    }


def test_the_twelve_missions_of_the_white_paper_are_there_in_order() -> None:
    assert [mission.number for mission in levelling_up().missions] == list(range(1, 13))


def test_the_first_framework_says_that_the_government_has_moved_away_from_it() -> None:
    """Annual report on the missions, 21 May 2025."""
    assert FRAMEWORKS[0] == levelling_up()
    assert "21 May 2025" in levelling_up().status
    assert "moved away" in levelling_up().status


def test_the_part_of_a_framework_that_could_not_be_read_is_admitted() -> None:
    """The Local Outcomes Framework of 9 February 2026 has sixteen outcomes; these are those that could be read."""
    outcomes = CATALOGUE.frameworks["local_outcomes_2026"]
    assert len(outcomes.missions) < 16
    assert "sixteen" in outcomes.status
    assert "could not" in outcomes.status
    assert not any(mission.targets for mission in outcomes.missions), "that framework sets no targets"


def test_no_two_metrics_share_a_title() -> None:
    twice = [title for title, times in Counter(metric.title for metric in METRICS).items() if times > 1]
    assert not twice


def test_no_series_is_shown_as_two_metrics() -> None:
    used = Counter((ref.source, ref.series) for metric in METRICS for ref in metric.series)
    assert not [series for series, times in used.items() if times > 1]


# What each metric promises


def test_a_metric_draws_only_on_sources_the_product_knows() -> None:
    known = {path.parent.name for path in SOURCES_FOLDER.glob("*/source.toml")}
    assert not [
        (metric.metric_id, ref.source) for metric in METRICS for ref in metric.series if ref.source not in known
    ]


def test_a_number_and_its_unit_read_as_words() -> None:
    """A reader sees prefix, number, suffix, a space and the unit: "£642.50 a week", "72.5% of people"."""
    signs = ("%", "£", "per cent", "percentage of")
    assert not [metric.metric_id for metric in METRICS if metric.unit.startswith(signs) or metric.unit.endswith(".")]


def test_a_percentage_carries_its_sign_and_a_sum_of_money_its_currency() -> None:
    assert not [metric.metric_id for metric in METRICS if metric.kind is Kind.PROPORTION and metric.suffix != "%"]
    assert not [metric.metric_id for metric in METRICS if metric.kind is Kind.MONEY and metric.prefix != "£"]


def test_titles_are_phrases_and_everything_else_is_sentences() -> None:
    assert not [metric.title for metric in METRICS if metric.title.endswith(".") or metric.title[0].islower()]
    said = [
        sentence
        for metric in METRICS
        for sentence in (
            metric.description,
            metric.not_measured or "Measured.",
            *metric.caveats,
            *(line.reason for line in metric.breaks),
        )
    ]
    assert not [
        sentence for sentence in said if not sentence.endswith(".") or sentence[0].islower() or "  " in sentence
    ]


def test_only_counts_and_sums_of_money_are_added_up_over_places() -> None:
    assert not [
        metric.metric_id for metric in METRICS if metric.additive and metric.kind not in {Kind.COUNT, Kind.MONEY}
    ]


def test_a_metric_says_which_nations_it_covers() -> None:
    nations = {ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND}
    assert not [
        m.metric_id for m in METRICS if not m.covers or set(m.covers) - nations or len(set(m.covers)) < len(m.covers)
    ]


def test_a_hole_points_only_to_a_metric_that_is_measured() -> None:
    pointing = [metric for metric in METRICS if metric.nearest]
    assert pointing
    assert not [m.metric_id for m in pointing if m.is_measured or not CATALOGUE.metrics[str(m.nearest)].is_measured]


def test_breaks_are_past_dates_in_order() -> None:
    dates = {metric.metric_id: [line.on for line in metric.breaks] for metric in METRICS}
    assert not [name for name, on in dates.items() if on != sorted(set(on))]
    assert not [
        name for name, on in dates.items() if any(not dt.date(1990, 1, 1) < day <= dt.date.today() for day in on)
    ]


@pytest.mark.parametrize("topic", sorted({metric.topic for metric in METRICS}))
def test_every_file_of_a_topic_gives_its_fields_in_the_house_order(topic: str) -> None:
    for path in (CATALOGUE_FOLDER / topic).glob("*.toml"):
        fields = list(tomllib.loads(path.read_text(encoding="utf-8")))
        assert fields == sorted(fields, key=HOUSE_ORDER.index), path.name


def test_a_sum_of_money_that_says_it_holds_inflation_is_marked_as_cash_and_no_other_is() -> None:
    def holds_inflation(metric: Metric) -> bool:
        words = " ".join([metric.description, *metric.caveats]).casefold()
        return "not adjusted for inflation" in words or "includes inflation" in words or "prices of that year" in words

    said = {metric.metric_id for metric in METRICS if metric.prefix and holds_inflation(metric)}
    marked = {metric.metric_id for metric in METRICS if metric.in_cash}
    assert said <= marked
    assert not [name for name in marked if not CATALOGUE.metrics[name].prefix]
    assert not [name for name in marked if "inflation removed" in CATALOGUE.metrics[name].title]


# What each mission promises


def test_a_mission_shows_a_headline_and_a_measured_one_where_anything_is_measured() -> None:
    for mission in MISSIONS:
        claimed = CATALOGUE.of_mission(mission)
        headlines = [metric for metric, role in claimed if role is Role.HEADLINE]
        assert headlines, mission.mission_id
        if any(metric.is_measured for metric, _ in claimed):
            assert any(metric.is_measured for metric in headlines), mission.mission_id


def test_a_mission_claims_only_topics_that_have_metrics() -> None:
    topics = {metric.topic for metric in METRICS}
    assert not [(mission.mission_id, topic) for mission in MISSIONS for topic in mission.topics if topic not in topics]


def test_a_target_is_a_dated_fact_with_its_source() -> None:
    targets = [target for mission in MISSIONS for target in mission.targets]
    assert targets
    for target in targets:
        assert target.stated_on == levelling_up().published_on
        assert re.search(r"\b20\d\d\b", target.source), f"the source does not say when: {target.source}"
        assert target.confidence in {"high", "medium", "low"}
        assert (target.value is None) == (target.unit is None), f"a number carries its unit: {target.statement}"


def test_a_number_is_tied_to_a_metric_only_in_the_unit_of_that_metric() -> None:
    """Forty per cent more research money must never be drawn as a line at £40m."""
    tied = [target for mission in MISSIONS for target in mission.targets if target.metric and target.value is not None]
    assert tied
    for target in tied:
        metric = CATALOGUE.metrics[str(target.metric)]
        assert target.unit == f"{metric.suffix} {metric.unit}".strip()


def test_the_primary_school_target_is_nine_in_ten_pupils_in_england_by_2030() -> None:
    """White paper, 2 February 2022, mission 5."""
    education = levelling_up().mission("education")
    assert education is not None
    [target] = [target for target in education.targets if target.value == 90]
    assert (target.year, target.unit, target.applies_to) == (2030, "% of pupils", "England")


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.framework_id)
def test_the_events_of_a_framework_are_in_order_of_their_dates(framework: Framework) -> None:
    dates = [event.on for event in framework.events]
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", on) for on in dates)
    assert dates == sorted(dates)
