"""One transformation as its returns tell it: for those who may read it, as at any day, and with its history."""

from domain.delivery import Delivery
from domain.milestone import Milestone
from domain.risk import Risk
from domain.transformation import Status, Transformation
from tests.pages.opened import text
from tests.pages.register.told import (
    ANALYST,
    BARROW,
    MINISTER,
    OFFICER,
    ONLY_HERE,
    OWN,
    STEWARD,
    STRANGER,
    day,
    long,
    tell,
)
from ui.delivery_parts import clause
from ui.delivery_told import Told


def test_the_status_comes_with_its_event_who_said_so_when_and_where_it_can_be_seen(at):
    page = text(at(STEWARD))
    assert f"has been on track since {long(day(100))}" in page
    assert "Minutes of the board" in page
    assert "officer@council.example" in page
    assert "Simulated returns, for practice" in page


def test_the_four_views_stand_side_by_side_and_say_where_they_disagree(at):
    page = text(at(STEWARD))
    assert "5 of 5" in page
    assert "2 of 5" in page
    assert "Not asked yet" in page
    assert "They are never averaged" in page
    # 550,000 of 2,200,000 forecast is a quarter
    assert "but 25% of the planned spend is spent" in page
    assert "but assurance gives 2 of 5" in page


def test_milestones_money_outputs_and_risks_are_told_with_their_numbers(at):
    visit = at(STEWARD)
    page = text(visit)
    assert "1 of 2 milestones is reached" in page
    assert "£550,000 is spent, 25% of the £2.2 million forecast for the same quarters" in page
    assert "25%" in page  # 10 of 40 homes
    assert "Steel prices" in page
    charts = [chart.proto.alt for chart in visit.get("plotly_chart")]
    assert any("Roof on: planned for" in alt for alt in charts)
    assert any("forecast £2,000,000, spent £500,000" in alt for alt in charts)


def test_a_risk_says_how_it_moved_since_the_version_before(at, register):
    before = register.get(Risk, "risk").record
    tell(register, before.model_copy(update={"likelihood": 3}), replaces=1)
    assert "up 5 from 10" in text(at(STEWARD))  # 5 times 2, then 5 times 3


def test_what_people_wrote_is_drawn_as_text(at):
    raw = " ".join(element.proto.body for element in at(STEWARD).get("html"))
    assert "<script>alert" not in raw
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in raw


def test_without_leave_the_published_part_stays_and_a_sentence_says_why(at):
    page = text(at(STRANGER))
    assert "is not yours to see" in page
    assert "and its returns are not yours to see" in page  # the title claims nothing about returns it may not read
    assert "no return on it is public" not in page
    assert "£13,043,763 (all capital), grant" in page
    for told in ("Steel prices", "Roof on", "2 of 5", "Move £1.2m", "When is the next visit"):
        assert told not in page


def test_one_that_only_the_register_knows_opens_too(at):
    page = text(at(OFFICER, ONLY_HERE))
    assert "A pub bought by its village" in page
    assert "The village bought it together." in page
    assert "This is our judgement" not in page
    assert "One-legged" not in page  # trust between neighbours is a social measure


def test_without_a_social_measure_it_says_so(at, register):
    skills = Transformation(
        transformation_id=OWN, title="Skills", lead="A council", place_codes=(BARROW,),
        metric_ids=("qualifications_level_3",),
    )  # fmt: skip
    tell(register, skills)
    assert "One-legged" in text(at(STEWARD))


def test_where_nobody_said_how_it_stands_it_is_not_claimed_that_the_views_agree(at):
    page = text(at(STEWARD, ONLY_HERE))
    assert "contradicts another" not in page
    assert "Nobody has said yet how it stands" in page


def test_a_past_day_shows_what_had_been_told_by_then_and_offers_no_form(at):
    visit = at(STEWARD, on=day(1).isoformat())
    page = text(visit)
    assert f"by the end of {long(day(1))}" in page
    assert "Steel prices" not in page  # it was told today
    assert [button.label for button in visit.button] == ["Back to today"]
    (back,) = visit.button
    assert "Steel prices" in text(back.click().run())


def test_the_past_of_one_transformation_is_not_that_of_the_next(at):
    visit = at(STEWARD, on=day(1).isoformat())
    visit.query_params["transformation"] = ONLY_HERE
    del visit.query_params["on"]
    visit = visit.run()
    assert "by the end of" not in text(visit)
    assert "by the end of" not in text(visit.run())  # nor when anything on it is pressed


def test_whoever_may_add_nothing_reads_the_page_to_its_end_and_is_offered_no_form(at):
    for who in (MINISTER, ANALYST):
        visit = at(who)
        page = text(visit)
        assert "went wrong" not in page
        assert "What is published" in page
        (views,) = [radio for radio in visit.radio if radio.label == "Show"]
        assert views.options == ["Where it stands", "History"]


def test_a_past_day_is_chosen_in_the_history_and_shown_where_it_stands(at):
    assert not at(STEWARD, view="history").date_input  # all of it was told today, so that there is no day to choose
    visit = at(STEWARD, view="history", on=day(3).isoformat())
    (chooser,) = visit.date_input
    assert chooser.value == day(3)
    assert chooser.max == day(1)  # today is no past day
    visit = chooser.set_value(day(1)).run()
    assert "on=" + day(1).isoformat() in text(visit)  # the link that leads here
    assert f"by the end of {long(day(1))}" in text(visit)
    (views,) = [radio for radio in visit.radio if radio.label == "Show"]
    visit = views.set_value("now").run()
    page = text(visit)
    assert f"As told by the end of {long(day(1))}" in page
    assert "None of the views that can be told contradicts another" not in page  # nobody looked as at that day
    (chooser,) = visit.date_input
    assert "by the end of" not in text(chooser.set_value(None).run())


def test_a_day_before_anything_was_told_can_be_read_to_its_end(at, register):
    described = Transformation(
        transformation_id=OWN, title="Piers", lead="A council", place_codes=(BARROW,), metric_ids=("pay_weekly",)
    )
    tell(register, described)
    page = text(at(STEWARD, on="2020-01-01"))
    assert "so it has no status" in page
    assert "What is published" in page
    assert "went wrong" not in page


def test_what_was_spent_beyond_the_award_is_never_said_to_be_part_of_it():
    def finding(spent: float) -> str:
        told = Delivery(status=Status.ON_TRACK, since=day(9), awarded=3_000_000.0, spent=spent)
        return clause(told, Told(versions=()))

    assert finding(1_500_000.0).endswith("with £1.5 million of £3 million spent")
    assert finding(3_300_000.0).endswith("with £3.3 million spent, more than the £3 million awarded")


def test_the_history_names_the_record_so_that_it_can_be_found_in_the_audit(at):
    assert "Record m1, version 1." in text(at(STEWARD, view="history"))


def test_the_history_says_who_said_what_and_why_newest_first(at, register):
    tell(register, register.get(Milestone, "m1").record.model_copy(update={"expected_on": day(-60)}), replaces=1)
    page = text(at(STEWARD, view="history"))
    newest, older = page.index("Said anew: Milestone “Roof on”"), page.index("Risk “Steel prices”")
    assert newest < older
    assert "Why: As reported" in page
    assert f"expected on {long(day(20))}" in page[newest:older]  # what it said before


def test_before_anything_was_told_the_title_says_so_of_that_day_to_whoever_may_read_its_returns(at):
    page = text(at(STEWARD, on=day(5000).isoformat()))
    assert "and nothing had been reported of it by then" in page
    assert "no return on it is public" not in page
