"""What is said of a metric across places, in the words a reader meets."""

import datetime as dt

from domain.build_report import Revision
from domain.metric import Polarity
from domain.place import Level, Place
from domain.reason import Reason
from domain.source import Nature, Source, SourceFile
from domain.verdict import Comparator, Direction, LevelAnswer, TrendAnswer, Verdict
from tests.ui.fakes import catalogue
from tests.ui.measures import LIFE, PAY
from ui.about_metric import about_html
from ui.metric_views import place_clicked, views_for
from ui.metric_words import (
    counts_sentences,
    finding,
    freshness,
    missing_words,
    nature_words,
    place_sentences,
    revision_words,
)
from ui.places_table import FIFTHS_ARE, places_table, unanswered
from ui.standings import Standing, missing_by_reason, shared_benchmark, summarised

ENGLAND = Place(code="E92000001", name="England", levels=(Level.NATION,))
WALES = Place(code="W92000004", name="Wales", levels=(Level.NATION,))
UNITARY = (Level.DISTRICT, Level.UPPER_TIER)


def place(number: int, nation: Place = ENGLAND, name: str = "") -> Place:
    code = f"{nation.code[0]}060{number:05}"
    return Place(code=code, name=name or f"Town {number}", levels=UNITARY, nation_code=nation.code)


def verdict(of: Place, value: float | None = 60.0, **parts) -> Verdict:
    plain = {
        "metric_id": LIFE.metric_id, "place_code": of.code, "group_level": "upper_tier",
        "period_start": dt.date(2023, 1, 1), "period_months": 12, "value": value, "lower": None, "upper": None,
        "reason": None if value is not None else Reason.SUPPRESSED, "mark": None, "source_id": "health", "stale": False,
        "fifth": 0, "fifth_of": 0, "trend": TrendAnswer.NO_CLEAR_CHANGE, "direction": Direction.NO_CHANGE,
        "trend_reason": None, "slope": None, "points": 5, "comparator": Comparator.NATION, "benchmark": 61.9,
        "rest_of": False, "members": 0, "level": LevelAnswer.SIMILAR, "level_reason": None, "p": 0.5, "flagged": False,
        "tip_below": None, "below_level": None, "tip_above": None, "above_level": None,
    }  # fmt: skip
    return Verdict(**(plain | parts))


def towns(count: int, **parts) -> list[Standing]:
    return [Standing(place(n), verdict(place(n), 50.0 + n, **parts)) for n in range(count)]


def said(standings, against="England") -> str:
    counts = summarised(LIFE, Level.UPPER_TIER, standings, periods=5, expected=0.4)
    return finding(LIFE, counts, standings, level=Level.UPPER_TIER, against=against)


def test_the_finding_says_which_way_most_places_go_and_how_many_stand_out():
    standings = [*towns(6, trend=TrendAnswer.IMPROVING)]
    standings += [Standing(place(n), verdict(place(n), flagged=True, level=LevelAnswer.WORSE)) for n in range(6, 10)]
    assert said(standings) == (
        "Healthy life expectancy, women: improving in most of 10 upper-tier councils, and 4 stand out from England"
    )


def test_directions_that_rest_on_ranks_alone_are_told_more_carefully():
    standings = towns(10, trend=TrendAnswer.WORSENING, trend_reason=Reason.INDICATIVE)
    assert "it seems to be worsening in all 10 upper-tier councils, and none stands out from England" in said(standings)


def test_one_place_alone_is_not_called_all_places():
    compared = {"level": LevelAnswer.NOT_COMPARED, "level_reason": Reason.NO_INTERVAL}
    one = towns(1, trend=TrendAnswer.WORSENING, trend_reason=Reason.INDICATIVE, **compared)
    expected = "Healthy life expectancy, women: 50.0 years in Town 0, and the trend seems to be worsening"
    assert said(one) == expected
    assert said(towns(1, **compared)).endswith("50.0 years in Town 0, and the trend shows no clear change")


def test_where_places_go_different_ways_each_way_is_counted():
    standings = [*towns(2, trend=TrendAnswer.IMPROVING), *towns(2, trend=TrendAnswer.WORSENING)]
    assert "improving in 2 and worsening in 2 of 4 upper-tier councils" in said(standings)


def test_without_trend_or_comparison_the_finding_is_the_range():
    standings = towns(
        3, level=LevelAnswer.NOT_COMPARED, level_reason=Reason.NO_INTERVAL,
        trend=TrendAnswer.CANNOT_BE_CALCULATED, trend_reason=Reason.TOO_FEW_POINTS,
    )  # fmt: skip
    assert said(standings) == (
        "Healthy life expectancy, women: upper-tier councils range from 50.0 years in Town 0 to 52.0 in Town 2"
    )


def test_without_any_newest_figure_the_finding_says_so():
    standings = [Standing(place(1), None, Reason.NOT_COVERED)]
    assert said(standings) == "Healthy life expectancy, women: no newest figure is published for upper-tier councils"


def test_the_counts_stand_beside_what_chance_alone_would_give():
    standings = [*towns(3), Standing(place(9), verdict(place(9), level=LevelAnswer.MUCH_WORSE, flagged=True))]
    counts = summarised(LIFE, Level.UPPER_TIER, standings, periods=5, expected=0.4)
    sentences = counts_sentences(counts, against="England")
    assert "3 similar, 1 worse, of 4 upper-tier councils" in sentences
    assert "1 stands out, with so many compared; fewer than 1 would by chance alone." in sentences


def test_what_cannot_be_told_gives_its_reason():
    standings = towns(3, level=LevelAnswer.NOT_COMPARED, level_reason=Reason.NO_INTERVAL)
    counts = summarised(LIFE, Level.UPPER_TIER, standings, periods=5, expected=0.0)
    assert "None can be compared with England: no interval is published" in counts_sentences(counts, against="England")


def test_places_in_several_nations_are_compared_with_their_own():
    places = {each.code: each for each in (ENGLAND, WALES, place(1), place(2, WALES))}
    both = [Standing(each, verdict(each)) for each in (place(1), place(2, WALES))]
    assert shared_benchmark(both, Comparator.NATION, places).name == "their own nation"
    one = shared_benchmark(both[:1], Comparator.NATION, places)
    assert (one.name, one.value) == ("England", 61.9)


def test_a_figure_that_is_missing_or_older_counts_as_missing_with_its_reason():
    standings = [
        Standing(place(1), verdict(place(1))),
        Standing(place(2), verdict(place(2), None)),
        Standing(place(3), verdict(place(3), stale=True, reason=Reason.NO_DATA)),
        Standing(place(4), None, Reason.NOT_COVERED),
    ]
    missing = missing_by_reason(standings)
    assert dict(missing) == {Reason.SUPPRESSED: 1, Reason.NO_DATA: 1, Reason.NOT_COVERED: 1}
    words = missing_words(missing, level=Level.UPPER_TIER)
    assert words.startswith("3 places without a figure for the newest period: 1 because ")
    assert missing_words([], level=Level.DISTRICT) == "All councils have a figure for the newest period."


def test_a_highlighted_place_is_told_with_its_tipping_points_and_trend():
    of = place(1, name="Hartlepool")
    tips = {"tip_above": 60.8, "above_level": LevelAnswer.SIMILAR}
    worse = verdict(of, 57.1, lower=56.0, upper=58.2, level=LevelAnswer.WORSE, **tips)
    words = place_sentences(Standing(of, worse), LIFE, Comparator.NATION, {ENGLAND.code: ENGLAND, of.code: of})
    assert words == (
        "Hartlepool's 57.1 years is worse than England's 61.9. It would count as similar "
        "from 60.8 years. Healthy life expectancy, women, in Hartlepool: the trend shows no clear change."
    )


def test_the_age_of_the_figures_and_the_next_release_are_told():
    words = freshness(dt.date(2022, 1, 1), 36, dt.date(2026, 11, 22), next_release="February 2027")
    assert words == "The newest figures are for 2022 to 2024, 22 months old. Next figures: February 2027."


def test_a_series_that_stands_in_is_called_one():
    source = Source(
        source_id="a", title="A table", publisher="A publisher", licence="A licence", nature=Nature.SUBSTITUTE,
        files=(SourceFile(path="a.csv", prepared="made for a test"),),
    )  # fmt: skip
    assert nature_words([source]).startswith("A table: stand-in series")


def test_revisions_are_told_in_the_unit_of_the_metric():
    revision = Revision(metric_id="pay", figures_revised=3, median_size=1.5, largest_size=-4, largest_at="Leeds, 2024")
    assert revision_words(revision, PAY, "build-1") == (
        "Since the build before (build-1): 3 figures revised, half of them by £1.50 a week or more, the largest change "
        "£4.00 a week (Leeds, 2024)."
    )
    assert revision_words(None, PAY, "build-1").startswith("No figure was revised")


def test_a_metric_nobody_publishes_is_described_without_pretending_there_are_figures():
    hole = LIFE.model_copy(update={"series": (), "not_measured": "Nobody asks <people>."})
    html = about_html(hole, (), level=Level.DISTRICT, sources=(), catalogue=catalogue(), changes=None)
    assert "Nobody asks &lt;people&gt;." in html
    assert "Smallest places" not in html


def table(standings, **parts) -> str:
    given = {"caption": "A caption", "level": Level.UPPER_TIER, "comparator": Comparator.NATION} | parts
    return places_table(standings, LIFE, **given)


def test_every_row_links_to_the_profile_and_says_its_verdict_in_words():
    html = table([Standing(place(1), verdict(place(1), 57.1, level=LevelAnswer.WORSE))])
    assert 'href="profile?place=E06000001"' in html
    assert "57.1" in html
    assert "</i>worse" in html
    assert "</i>no clear change" in html


def test_an_older_figure_carries_its_date_and_a_missing_one_its_reason():
    html = table([
        Standing(place(1), verdict(place(1), stale=True, reason=Reason.NO_DATA, period_start=dt.date(2019, 1, 1))),
        Standing(place(2), verdict(place(2), None)),
    ])  # fmt: skip
    assert "figure for 2019" in html
    assert "no figure: withheld to protect people" in html


def test_a_column_without_a_single_answer_is_left_out_and_the_reason_given():
    standings = towns(3, trend=TrendAnswer.CANNOT_BE_CALCULATED, trend_reason=Reason.OVERLAPPING_PERIODS)
    assert "Trend" not in table(standings)
    assert unanswered(standings, level=Level.UPPER_TIER) == "No place has a trend: periods overlap."
    assert unanswered(towns(3), level=Level.UPPER_TIER) == ""


def test_a_fifth_among_places_of_another_kind_is_not_shown():
    of = [Standing(place(1), verdict(place(1), fifth=2, fifth_of=361, group_level="district"))]
    assert "Fifth" not in table(of)
    assert "2nd" in table(of, level=Level.DISTRICT)


def test_the_highlighted_row_says_so_in_words():
    html = table(towns(2), highlight=place(1).code)
    assert html.count("highlighted") == 1


def test_names_are_escaped():
    html = table([Standing(place(1, name="<script>"), verdict(place(1)))])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_four_hundred_places_weigh_little():
    worst = towns(400, lower=50.1, upper=60.2, fifth=3, level=LevelAnswer.NOT_COMPARED, level_reason=Reason.NO_INTERVAL)
    worst += [Standing(place(999), verdict(place(999), level=LevelAnswer.BETTER))]
    assert len(table(worst)) < 130_000


def test_only_councils_have_hexagons_and_one_country_has_no_map():
    assert "hex" in views_for(Level.DISTRICT, compared=True)
    assert "hex" not in views_for(Level.REGION, compared=True)
    assert "map-level" not in views_for(Level.DISTRICT, compared=False)
    assert set(views_for(Level.UNITED_KINGDOM, compared=False)) == {
        "table", "table-name", "time", "change", "future",
    }  # fmt: skip
    assert "funnel" in views_for(Level.DISTRICT, compared=False)  # it can say why there is none
    assert not {"funnel", "ranks"} & set(views_for(Level.NATION, compared=True))


def test_a_click_on_a_map_or_a_mark_names_its_place():
    assert place_clicked({"selection": {"points": [{"location": "E06000001"}]}}) == "E06000001"
    assert place_clicked({"selection": {"points": [{"customdata": "E06000001"}]}}) == "E06000001"
    assert place_clicked({"selection": {"points": []}}) is None
    assert place_clicked(None) is None


def test_which_fifth_is_best_follows_the_metric():
    assert "highest values, which are the best" in FIFTHS_ARE[Polarity.HIGHER_IS_BETTER]
    assert "lowest values, which are the best" in FIFTHS_ARE[Polarity.LOWER_IS_BETTER]
    assert "neither end is better" in FIFTHS_ARE[Polarity.NEUTRAL]
