"""Adoption: who took it up from whom, what came of it, what the next place may expect, and reporting back."""

import datetime as dt

import pytest

from domain.adoption import Adoption
from domain.chain import Fate
from domain.evaluation import Answer, Evaluation
from domain.evidence import Design, Effect, Result
from metrics.learning.chains import chain_of
from pages.learning import adoption as adoption_page
from pages.learning.adoption import prepare, prepare_every, taken_away
from tests.pages import opened as opening
from tests.pages.learning.shelved import BARROW, BEA, HOSTILE, LIVERPOOL, LOU, SALFORD, SAM, TODAY, opener, practice
from tests.pages.opened import opened
from tests.pages.register.told import day, tell, told_register
from ui.adoption_table import in_full
from ui.request import read_request

HARTLEPOOL = "E06000001"
OUTCOME = {"outcome": "Empty shops", "unit": "percentage points", "higher_is_better": False}


def effect(value: float, half: float | None = None, **told: object) -> Effect:
    ends = {} if half is None else {"lower": value - half, "upper": value + half}
    return Effect(**(OUTCOME | told), value=value, **ends)


# Two effects of equal error 1, at -4 and -6: on average -5; Student's t on one degree of freedom is 12.706, and the
# variance between them is 2 - 1 = 1, so the next place may lie 12.706 times the root of 2 = 17.97 either way.
MARKET = practice(
    "market", title="A market in empty shops", place_codes=(SALFORD,), outcome="Empty shops", effect=effect(-4.0, 1.96),
    design=Design.BEFORE_AFTER,
)  # fmt: skip
FOUNDING = {"market": MARKET, "untried": practice("untried", title=f"Untried {HOSTILE}")}


def taken_up(own_id: str, place: str, days_ago: int, *, due: int = -30, **told: object) -> Adoption:
    return Adoption(
        adoption_id=own_id, practice_id="market", place_code=place, taken_up_on=day(days_ago), report_due_on=day(due),
        **told,
    )  # fmt: skip


def told_before() -> list[Adoption]:
    """Liverpool took it from the entry and reports; Hartlepool took it from Liverpool and is late."""
    return [
        taken_up(
            "first", LIVERPOOL, 800, due=400, adapted=HOSTILE, result=Result.WORKED, reported_on=day(300),
            effect=effect(-6.0, 1.96), design=Design.MATCHED, report="Begin at the corner",
        ),
        taken_up("late", HARTLEPOOL, 500, due=3, from_adoption_id="first"),
    ]  # fmt: skip


@pytest.fixture
def register(tmp_path):
    with told_register(tmp_path / "store", *told_before()) as register:
        yield register


@pytest.fixture
def stores(register, shipped_stores):
    return opener(register, shipped_stores, FOUNDING)


def asked(stores, who=SAM, **address: str):
    held = stores(who)
    given = {name: (value,) for name, value in address.items()}
    request = read_request(
        given, places=held.figures.places, catalogue=held.catalogue, today=TODAY, person=who, page="adoption"
    )
    return prepare(request, held)


def text(visit) -> str:
    """Everything the page drew, to its foot."""
    drawn = opening.text(visit)
    assert "Something went wrong" not in drawn
    assert "Link to this view" in drawn
    return drawn


def button(visit, label: str):
    return next(each for each in visit.button if each.label == label)


def field(widgets, label: str):
    return next(each for each in widgets if each.label.startswith(label))


def test_the_chain_the_late_report_and_the_effects_taken_together_are_found(stores):
    taken = asked(stores, practice="market")
    assert [(link.adoption.adoption_id, link.generation) for link in taken.chain.links] == [("first", 1), ("late", 2)]
    assert [link.fate for link in taken.chain.links] == [Fate.WORKED, Fate.RESULT_UNKNOWN]
    assert (taken.pooled.k, taken.pooled.estimate) == (2, pytest.approx(-5))
    assert taken.pooled.expected == pytest.approx((-5 - 17.969, -5 + 17.969), abs=1e-3)


def test_the_reader_may_leave_the_founding_study_out(stores):
    alone = asked(stores, practice="market", view="adopters")
    assert (alone.pooled.k, alone.pooled.estimate, alone.founding_fits) == (1, -6.0, True)


def test_an_adoption_alone_leads_to_its_practice_and_an_unknown_one_to_none(stores):
    taken = asked(stores, adoption="late")
    assert (taken.practice.practice_id, taken.chosen.adoption.adoption_id) == ("market", "late")
    assert asked(stores, adoption="nowhere") is None
    assert asked(stores, practice="nowhere") is None


def test_every_practice_that_was_taken_up_is_listed_with_what_became_of_it(stores):
    found = prepare_every(stores(SAM), start=1)
    ((listed, chain, pooled),) = found.rows
    assert (listed.practice_id, found.total, found.adoptions) == ("market", 1, 2)
    assert (chain.reported, chain.overdue, pooled.k) == (1, 1, 2)
    page = text(opened("adoption", stores(SAM), practice="nowhere"))
    assert "1 practice has been taken up 2 times" in page
    assert "No practice here is called “nowhere”" in page
    assert "two studies are too few to rely on" in page
    assert "1 at evidence level 2 of 5 and 1 at evidence level 1 of 5" in page


def test_a_steward_reads_the_whole_story_and_is_offered_no_form(stores):
    visit = opened("adoption", stores(SAM), practice="market", adoption="first")
    page = text(visit)
    assert "2 places have taken up “A market in empty shops”; two studies are too few to say" in page
    assert "every adoption here is simulated" in page
    assert "The founding study is real and the adopters are simulated" in page
    assert "1 report is overdue, result unknown. Those who report may differ" in page
    assert "−6.00 percentage points (95% interval −7.96 to −4.04 percentage points) on Empty shops" in page
    assert "Begin at the corner" in page
    assert "evidence level 2 of 5" in page
    assert "2 adoptions, each after the one it was taken up from" in page
    assert "Place officers take a practice up for their own place" in page
    assert not [each for each in visit.button if each.label in {"Take it up", "Report back"}]
    drawn = "".join(element.proto.body for element in visit.get("html"))
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_a_place_takes_it_up_from_another_reports_and_sees_what_that_changes(stores, register):
    visit = opened("adoption", stores(BEA), person=BEA, practice="market", place=BARROW)
    field(visit.selectbox, "From whom").select("first")
    field(visit.text_area, "What do you change").set_value("Only on Saturdays")
    field(visit.text_area, "Why do you take it up").set_value("Our shops stand empty")
    visit = button(visit, "Take it up").click().run()
    assert "has taken up “A market in empty shops” and will report by" in text(visit)
    (mine,) = [each.record for each in register.find(Adoption) if each.record.place_code == BARROW]
    assert (mine.from_adoption_id, mine.adapted, mine.taken_up_on) == ("first", "Only on Saturdays", TODAY)
    assert mine.report_due_on == TODAY + dt.timedelta(days=365)
    assert "Take it up" not in [each.label for each in visit.button]

    visit = field(visit.radio, "How is the effect known").set_value("hand").run()
    field(visit.text_area, "What was learnt").set_value("Rents matter more than days")
    for label, value in (("The effect, with", 1.0), ("Lower end", -0.96), ("Upper end", 2.96)):
        field(visit.number_input, label).set_value(value)
    visit = button(visit, "Report back").click().run()
    assert "Not saved: choose what came of it" in text(visit)
    assert field(visit.text_area, "What was learnt").value == "Rents matter more than days"

    field(visit.radio, "What came of it").set_value(Result.NO_EFFECT)
    field(visit.selectbox, "How was it found").select(Design.BEFORE_AFTER)
    visit = button(visit, "Report back").click().run()
    page = text(visit)
    # -4, -6 and 1 with errors of 1: on average -3, the variance between them 13 - 1 = 12, of which the root is 3.46
    assert "The effects taken together went from −5.00 percentage points on average over 2 studies" in page
    assert "to −3.00 percentage points on average over 3 studies" in page
    assert "True effects differ between places by about 3.46 percentage points" in page
    # the interval's error is the root of 13/3, t on two degrees of freedom 4.3027: 4.3027 (13/3 + 12)^0.5 = 17.39
    assert "The next place to take up “A market in empty shops” may expect −20.4 to +14.4 percentage points" in page
    stands = register.get(Adoption, mine.adoption_id).record
    assert (stands.result, stands.effect.value, stands.report) == (
        Result.NO_EFFECT, 1.0, "Rents matter more than days",
    )  # fmt: skip


def test_an_evaluation_that_is_kept_brings_its_interval_its_design_and_its_checks(stores, register):
    tell(
        register,
        taken_up("mine", BARROW, 100),
        Evaluation(
            evaluation_id="run", metric_id="employment_rate", place_codes=(BARROW,), starts_on=day(900),
            design=Design.SYNTHETIC_DID, answer=Answer.NO_CLEAR_EFFECT, finding="No clear effect", effect=0.5,
            lower=-1.0, upper=2.0, se=0.77, unit="% of people aged 16 to 64", pre_fit_passes=True,
            in_time_placebo_null=True, placebos=40, build_id="b", rule_version="1", run_on=TODAY, adoption_id="mine",
        ),
    )  # fmt: skip
    visit = opened("adoption", stores(BEA), person=BEA, practice="market", adoption="mine")
    visit = field(visit.radio, "How is the effect known").set_value("evaluation").run()
    field(visit.radio, "What came of it").set_value(Result.NO_EFFECT)
    field(visit.text_area, "What was learnt").set_value("Nothing moved")
    visit = button(visit, "Report back").click().run()
    stands = register.get(Adoption, "mine").record
    assert (stands.evaluation_id, stands.design, stands.effect.metric_id) == (
        "run", Design.SYNTHETIC_DID, "employment_rate",
    )  # fmt: skip
    page = text(visit)
    assert "+0.5 points (95% interval −1.0 to +2.0 points)" in page
    assert "level 3: a comparison over time" in page
    assert "the effect is on another measure" in page
    assert "The effects taken together stay as they were" in page


def test_a_circle_and_a_second_turn_at_once_are_refused_in_words_and_the_form_stays(stores, register):
    visit = opened("adoption", stores(LOU), person=LOU, practice="market")
    field(visit.selectbox, "From whom").select("late")
    field(visit.text_area, "Why do you take it up").set_value("Once more")
    visit = button(visit, "Take it up").click().run()
    assert "The place would have it from itself, in a circle: take it from the entry" in text(visit)
    field(visit.selectbox, "From whom").select("")
    tell(register, taken_up("meanwhile", LIVERPOOL, 0))
    visit = button(visit, "Take it up").click().run()
    assert "is on its way with" in text(visit)
    assert field(visit.text_area, "Why do you take it up").value == "Once more"


def test_the_file_says_that_it_is_simulated_what_is_pooled_and_leaves_a_line_in_the_audit(stores, register):
    rows = taken_away(stores(SAM), asked(stores, practice="market"))
    assert list(rows["Adoption"]) == ["first", "late"]
    assert list(rows["Pooled"]) == ["yes", "no report yet"]
    assert list(rows["What became of it"]) == ["worked", "overdue: result unknown"]
    assert set(rows["Workspace"]) == {"training: simulated"}
    (line,) = [line for line in register.audit(limit=10) if line.action == "exported"]
    assert line.detail == "who took up market: 2 adoptions"


def test_what_nobody_took_up_says_so(stores):
    page = text(opened("adoption", stores(SAM), practice="untried"))
    assert "Nobody has taken up “Untried" in page
    assert "No effect with an interval has been reported" in page


def test_without_a_register_the_entry_is_shown_and_the_page_says_what_cannot_be(shipped_stores, monkeypatch):
    monkeypatch.setattr(adoption_page, "read_founding", lambda: FOUNDING)
    page = text(opened("adoption", shipped_stores, practice="market"))
    assert "nobody can see who took what up" in page
    assert "One study gives an effect with an interval on “Empty shops”" in page
    assert "Adoptions cannot be shown just now" in text(opened("adoption", shipped_stores))


def test_an_adoption_nobody_knows_is_named_above_every_practice(stores):
    page = text(opened("adoption", stores(SAM), person=SAM, adoption="nonsense"))
    assert "No adoption here is called “nonsense”" in page


def test_every_result_of_adopters_stands_beside_its_grade(stores):
    one = text(opened("adoption", stores(SAM), person=SAM, practice="market"))
    assert "2 adoptions, over 2 generations: 1 worked (level 2); 1 overdue: result unknown." in one
    assert "1 worked (level 2)" in text(opened("adoption", stores(SAM), person=SAM))


@pytest.mark.parametrize(
    ("interval", "result", "warned"),
    [((-1.0, 3.0), Result.WORKED, True), ((-1.0, 3.0), Result.NO_EFFECT, False), ((0.5, 1.5), Result.WORKED, False)],
)
def test_a_place_that_says_more_than_its_interval_bears_is_read_with_care(interval, result, warned):
    lower, upper = interval
    found = effect(1.0, 0).model_copy(update={"lower": lower, "upper": upper})
    one = taken_up("sure", LIVERPOOL, 300, result=result, reported_on=day(9), effect=found, design=Design.MATCHED)
    (link,) = chain_of([one], today=TODAY).links
    assert ("does not rule out that nothing changed" in in_full(link, {}, {}, title="A market")) is warned
