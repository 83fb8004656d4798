"""Asks and offers: each with a clock, matched with what could answer it, answered, and closed with an outcome."""

import pytest

from domain.adoption import Adoption
from domain.appeal import Appeal, AppealKind, AppealOutcome
from domain.evidence import Design, Result
from domain.practice import Citation, Practice
from metrics.learning.exchange import clock_of
from pages.learning.asks import ASKS, CLOSED, OFFERS, helping, prepare, taken_away
from tests.pages.learning.shelved import opener
from tests.pages.opened import opened, text
from tests.pages.register.told import BARROW, ELSEWHERE, MINISTER, OFFICER, STEWARD, STRANGER, TODAY, day, told_register
from ui.appeal_gathered import metric_titles, shown_of
from ui.names import with_article
from ui.request import read_request

HOSTILE = "<img src=x onerror=alert(1)> & co"
HARTLEPOOL, BARNSLEY = "E06000001", "E08000016"


def appeal(own_id: str, **changes: object) -> Appeal:
    said = {
        "appeal_id": own_id, "offers": False, "kind": AppealKind.KNOW_HOW, "place_code": BARROW,
        "title": f"Coaches {own_id}", "words": "Who has solved this?", "posted_on": day(28), "wanted_by": day(-30),
        "metric_ids": ("employment_rate",),
    }  # fmt: skip
    return Appeal.model_validate(said | changes)


def posted() -> list[Appeal]:
    return [
        appeal("waiting", words=HOSTILE, title=HOSTILE),
        appeal("late", wanted_by=day(14), answered_on=day(21), place_code=HARTLEPOOL, mission_ids=("skills",)),
        appeal("offer", offers=True, place_code=ELSEWHERE, kind=AppealKind.MENTORING),
        appeal("met", closed_on=day(7), outcome=AppealOutcome.MET, outcome_words="Two came.", answered_on=day(21),
               helped_by=ELSEWHERE),
    ]  # fmt: skip


COACHES = Practice(
    practice_id="LP-1", title="A job coach in every library", what_was_done="Coaches sat in libraries.",
    mission_ids=("skills",), metric_ids=("employment_rate",), outcome="People in work", result=Result.NO_EFFECT,
    design=Design.RANDOMISED, place_codes=(BARNSLEY,),
    sources=(Citation(author="A", title="C", publisher="P", address="https://x.example/c"),),
)  # fmt: skip
TAKEN_UP = Adoption(
    adoption_id="AD-1", practice_id="LP-1", place_code=BARNSLEY, taken_up_on=day(400), report_due_on=day(30)
)


@pytest.fixture
def register(tmp_path):
    with told_register(tmp_path / "store", *posted(), TAKEN_UP) as register:
        yield register


@pytest.fixture
def stores(register, shipped_stores):
    return opener(register, shipped_stores, {COACHES.practice_id: COACHES})


def asked(held, **address):
    return read_request(
        {name: (value,) for name, value in address.items()}, places=held.figures.places, catalogue=held.catalogue,
        today=TODAY, person=held.desk.person,
    )  # fmt: skip


def ids(board) -> list[str]:
    return [one.appeal_id for one in board.appeals]


def test_a_measure_nobody_has_figures_for_yet_has_its_title_and_can_be_chosen(stores):
    held = stores(MINISTER)
    unmeasured = next(one for one in held.catalogue.metrics.values() if not one.is_measured)
    one = appeal("new", metric_ids=(unmeasured.metric_id, "employment_rate"))
    about = shown_of(one, clock_of(one, TODAY), held).about
    assert about == (unmeasured.title, held.catalogue.metrics["employment_rate"].title)
    assert metric_titles(held)[unmeasured.metric_id] == unmeasured.title


def test_lists_are_cut_by_what_it_is_place_measure_mission_and_kind(stores):
    held = stores(MINISTER)
    assert set(ids(prepare(asked(held), held, ASKS))) == {"waiting", "late"}
    assert ids(prepare(asked(held, mission="skills"), held, ASKS)) == ["late"]
    assert ids(prepare(asked(held, place=BARROW), held, ASKS)) == ["waiting"]
    assert ids(prepare(asked(held, kind="mentoring"), held, OFFERS)) == ["offer"]
    assert ids(prepare(asked(held, place=ELSEWHERE), held, CLOSED)) == ["met"]
    assert ids(prepare(asked(held, metric="homicide"), held, ASKS)) == []


def test_the_list_says_who_waits_for_whom_and_escapes_what_was_typed(stores):
    visit = opened("asks", stores(MINISTER), person=MINISTER)
    page = text(visit)
    assert "2 asks are open, 1 of them unanswered (the longest for " in page
    assert "nobody has answered, neither a place nor central government" in page
    assert "Of 3 asks so far, 2 have been answered" in page
    assert "1 came to an end: 1 met, 0 partly met, 0 not met" in page
    assert "1 open ask is past the day help was wanted by" in page
    assert "every ask, offer and answer here is simulated" in page
    raw = " ".join(element.proto.body for element in visit.get("html"))
    assert "<img src=x" not in raw
    assert "&lt;img src=x" in raw
    assert "Ask or offer" not in next(radio for radio in visit.radio if radio.label == "Show").options


def test_an_ask_meets_offers_entries_and_adopters_each_with_its_reason(stores):
    page = text(opened("asks", stores(OFFICER), person=OFFICER, appeal="waiting"))
    assert "Coaches offer" in page
    assert "About the same measure: People in work" in page
    assert "no effect" in page
    assert "level 5: decided by lot" in page  # the result of an entry is never without its strength
    assert "result unknown, its report is overdue" in page
    assert "asks?appeal=offer" in page


def test_an_offer_meets_the_open_asks_of_others(stores):
    held = stores(STRANGER)
    found = helping(posted()[2], held)
    assert {match.found.appeal_id for match in found.appeals} == {"waiting", "late"}
    assert (found.entries, found.adopters) == ((), ())


def press(visit, label: str, **fields: object):
    for start, value in fields.items():
        wanted = start.replace("_", " ")
        every = [
            *visit.text_input, *visit.text_area, *visit.selectbox, *visit.multiselect, *visit.date_input, *visit.radio
        ]  # fmt: skip
        (widget,) = [each for each in every if each.label.startswith(wanted)]
        widget.set_value(value)
    (button,) = [button for button in visit.button if button.label == label]
    return button.click().run()


FORM = {
    "In_a_line": "Who runs late buses?", "In_full": "Ours stop at eight.", "Missions": ["transport"],
    "Wanted_by": day(-30), "Why_now": "The contract ends",
}  # fmt: skip


def test_an_officer_asks_for_their_own_place_and_the_clock_runs_from_today(stores, register):
    visit = press(opened("asks", stores(OFFICER), person=OFFICER, view="post"), "Post it", **FORM)
    assert "its clock runs from today" in text(visit)
    (made,) = [v.record for v in register.find(Appeal) if v.record.title == "Who runs late buses?"]
    assert (made.place_code, made.posted_on, made.offers, made.mission_ids) == (BARROW, TODAY, False, ("transport",))


def test_one_about_nothing_is_refused_and_the_form_stays(stores, register):
    visit = opened("asks", stores(OFFICER), person=OFFICER, view="post")
    visit = press(visit, "Post it", **(FORM | {"Missions": []}))
    assert "name a metric or a mission it is about" in text(visit)
    assert "Ours stop at eight." in [each.value for each in visit.text_area]
    assert register.count(Appeal) == 4


@pytest.mark.parametrize("who", [STRANGER, STEWARD], ids=["another place", "central government"])
def test_the_first_to_answer_stops_the_clock(stores, register, who):
    visit = press(opened("asks", stores(who), person=who, appeal="waiting"), "Answer", Your_answer="We have.")
    assert "We have." in text(visit)
    signed = "central government" if who is STEWARD else with_article(stores(who).figures.places[ELSEWHERE])
    assert f"Answered for {signed}." in text(visit)
    assert register.get(Appeal, "waiting").record.answered_on == TODAY
    assert "Close it" not in [button.label for button in visit.button]


def test_its_own_place_closes_it_with_who_and_what_helped(stores, register):
    visit = opened("asks", stores(OFFICER), person=OFFICER, appeal="waiting")
    assert "your words are missing" in text(press(visit, "Close it", What_became=AppealOutcome.MET))
    visit = press(visit, "Close it", Which_place=ELSEWHERE, Which_entry="LP-1", In_your="Coaches came.")
    assert "It is closed." in text(visit)
    stands = register.get(Appeal, "waiting").record
    assert (stands.outcome, stands.helped_by, stands.practice_id) == (AppealOutcome.MET, ELSEWHERE, "LP-1")
    assert stands.closed_on == TODAY


def test_the_file_says_that_it_is_simulated(stores):
    held = stores(STEWARD)
    rows = taken_away(asked(held), held, prepare(asked(held), held, CLOSED))
    assert list(rows["Id"]) == ["met"]
    assert set(rows["Workspace"]) == {"training: simulated"}


def test_an_unknown_one_and_no_register_are_said_plainly(stores, shipped_stores):
    assert "No such ask or offer is posted" in text(opened("asks", stores(STEWARD), appeal="nothing"))
    assert "Asks and offers cannot be shown just now" in text(opened("asks", shipped_stores))
