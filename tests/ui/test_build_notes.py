"""What a build says of itself: changes in words and in the measure's unit, and files that add up."""

import datetime as dt
import html
import re

from domain.build_report import Changes, Revision, SetAside, SetAsideReason, SourceReport
from domain.source import Layout, Style
from tests.ui import fakes
from ui.build_changes import builds_kept, changes_words, revision_row, warning_words
from ui.build_files import set_aside_records, source_record
from ui.prose import contents, facts, opening, paragraphs, with_code
from ui.provenance import SourceEntry, source_note
from ui.wording import SET_ASIDE

TODAY = dt.date(2026, 11, 22)
METRICS = fakes.catalogue().metrics
REVISED = Revision(
    metric_id="healthy_life_women",
    figures_revised=3,
    median_size=0.14,
    largest_size=1.26,
    largest_at="E06000001 2020-01-01",
    periods_added=("2022-01-01/36",),
    periods_lost=("2015-04-01/12",),
    observations_before=1200,
    observations_after=1350,
)


def text_of(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def entry(**changes) -> SourceEntry:
    report = SourceReport(
        source_id="s",
        rows_read=10,
        observations=20,
        kept=11,
        without_value=2,
        followed_to_successor=4,
        set_aside=(
            SetAside(
                reason=SetAsideReason.NO_METRIC, detail="<Fairness>: not used", observations=5, example="a.csv row 2"
            ),
            SetAside(
                reason=SetAsideReason.NO_METRIC, detail="Helpfulness: not used", observations=1, example="a.csv row 3"
            ),
        ),
        warnings=("1 row looks odd",),
    )
    source = fakes.source("s", "Trust & fairness").model_copy(update=changes)
    return SourceEntry(source, report, (METRICS["healthy_life_men"],))


def test_a_revision_is_told_in_the_unit_of_its_measure_with_periods_in_words():
    row = revision_row(REVISED, METRICS["healthy_life_women"])
    assert row["size"] == "typically 0.1 years, at most 1.3 years (E06000001 2020-01-01)"
    assert row["periods"] == "2022 to 2024 added, 2015/16 lost"
    assert row["count"] == "1,200 before, 1,350 now"
    assert row["metric"].href == "metric?metric=healthy_life_women"


def test_a_measure_that_is_no_longer_known_is_still_told():
    row = revision_row(REVISED.model_copy(update={"metric_id": "gone", "figures_revised": 0}), None)
    assert row["metric"] == "gone"
    assert row["size"] == "no figure revised"


def test_changes_name_what_came_and_went_and_no_change_is_said_as_such():
    changes = Changes(previous_build="B1", metrics_appeared=("healthy_life_men",), places_vanished=("E07000026",))
    told = text_of(changes_words(changes, METRICS))
    assert "Measures that appeared: Healthy life expectancy, men." in told
    assert "Places that vanished: E07000026." in told
    assert (
        text_of(changes_words(Changes(previous_build="B1"), METRICS))
        == "Nothing: every figure is as it was in build B1."
    )
    assert "first build" in changes_words(None, METRICS)


def test_builds_are_listed_with_the_time_they_were_made_and_which_is_in_use():
    told = text_of(
        builds_kept(["20261122T202719-6fb1e963", "20260301T090500-00000000"], in_use="20261122T202719-6fb1e963")
    )
    assert "20261122T202719-6fb1e963, made on 22 November 2026 at 20:27 UTC, in use" in told
    assert told.endswith("20260301T090500-00000000, made on 1 March 2026 at 09:05 UTC")


def test_warnings_are_counted_or_their_absence_is_said():
    assert "with 1 warning:" in warning_words(["one <thing>"])
    assert "&lt;thing&gt;" in warning_words(["one <thing>"])
    assert "without a warning" in warning_words([])


def test_a_source_accounts_for_every_observation():
    one = entry()
    assert (one.read, one.kept, one.set_aside, one.added_up) == (20, 11, 6, 3)
    told = text_of(source_note(one, TODAY))
    assert "11 observations; 2 of them without a figure, each with its reason; 4 read under a former code" in told
    assert "3 more went into the sums of merged councils" in told
    assert "6: serves no measure of this dashboard (<Fairness>: not used; Helpfulness: not used)" in told
    assert "1 row looks odd" in told


def test_what_a_publisher_wrote_is_escaped():
    assert "<Fairness>" not in source_note(entry(), TODAY)
    assert "Trust &amp; fairness" in source_note(entry(), TODAY)


def test_a_source_without_dates_says_so_and_one_of_facts_is_not_called_empty():
    told = text_of(source_note(entry(released_on=None, layout=Layout(style=Style.REFERENCE)), TODAY))
    assert "date of publication not known" in told
    assert "no date known" in told
    assert "facts, not figures" in told


def test_a_source_that_a_build_has_not_read_has_nothing_to_account_for():
    unread = SourceEntry(fakes.source("s", "New"), None, ())
    assert (unread.read, unread.kept, unread.set_aside, unread.added_up) == (0, 0, 0, 0)
    assert "no measure directly" in source_note(unread, TODAY)


def test_the_files_hold_one_line_a_source_and_one_a_reason():
    record = source_record(entry())
    assert (record["observations read"], record["kept"], record["set aside"]) == (20, 11, 6)
    assert record["added up into merged councils"] == 3
    lines = set_aside_records([entry(), SourceEntry(fakes.source("n", "New"), None, ())])
    assert [line["observations"] for line in lines] == [5, 1]
    assert {line["why"] for line in lines} == {"serves no measure of this dashboard"}


def test_every_reason_for_setting_aside_has_words():
    assert set(SET_ASIDE) == set(SetAsideReason)


def test_prose_is_escaped_wherever_it_comes_from():
    hostile = "<script>alert(1)</script>"
    for drawn in (
        paragraphs([hostile]), contents({"a": hostile}), facts([(hostile, "x")]), opening(hostile, "", note=hostile),
        with_code(f"``{hostile}``"),
    ):  # fmt: skip
        assert "<script>" not in drawn
        assert "&lt;script&gt;" in drawn
