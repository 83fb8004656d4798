"""One practice: read in two minutes, honest about what is not known, written and checked without losing a word."""

import pytest

from domain.evidence import Result
from domain.practice import Stage
from metrics.learning.completeness import completeness
from metrics.learning.raising import raised_by
from tests.pages.learning.shelved import (
    BARROW,
    BEA,
    FOUNDING,
    GATES,
    LIVERPOOL,
    LOU,
    MAX,
    OWN,
    SAM,
    SUE,
    opener,
    practice,
)
from tests.pages.opened import opened, text
from tests.pages.register.told import told_register


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    with told_register(tmp_path_factory.mktemp("practice") / "store") as register:
        yield register


@pytest.fixture(scope="module")
def stores(register, shipped_stores):
    return opener(register, shipped_stores)


def filled(visit, label: str, value: str):
    """The page with one box filled in."""
    boxes = [*visit.text_input, *visit.text_area]
    (box,) = [box for box in boxes if box.label == label]
    return box.set_value(value)


def drawn_html(visit) -> str:
    return " ".join(element.proto.body for element in visit.get("html"))


def pressed(visit, label: str):
    (button,) = [button for button in visit.button if button.label == label]
    return button.click().run()


def test_the_heading_is_the_result_with_its_evidence_and_the_page_says_what_is_the_writers_reading(stores):
    page = opened("practice", stores(MAX), person=MAX, practice="gates", place=LIVERPOOL)
    assert not page.exception
    drawn = text(page)
    assert "Alley gates in Liverpool: it worked, on evidence of level 3 of 5" in drawn
    assert "real practice, read in the published source" in drawn
    assert "How it is thought to work (the writer's reading, not a finding)" in drawn
    assert "£728,000" in drawn
    assert "\N{MINUS SIGN}45 to \N{MINUS SIGN}29" in drawn
    assert "unknown : Alleys behind the houses (figures cannot tell: ask those who know the place)" in " ".join(
        drawn.replace("<li>", " ").replace("<strong>", " ").replace("</strong>", " ").replace("</span>", " ")
        .replace('<span class="note">', " ").split()
    )  # fmt: skip
    assert "What would raise it: Letting chance" in drawn
    assert "None" not in drawn
    raw = " ".join(element.proto.body for element in page.get("html"))
    assert "Gates &lt;b&gt;&amp;&lt;/b&gt; burglars" in raw


def test_what_could_not_be_confirmed_is_said_and_nothing_is_drawn_in_its_place(stores):
    drawn = text(opened("practice", stores(MAX), person=MAX, practice="lights"))
    assert "Not confirmed: the size of the effect" in drawn
    assert "Size not confirmed, on a figure. Nothing is drawn in its place." in drawn


@pytest.mark.parametrize("own_id", ["nobody", "bees-draft"])
def test_an_unknown_entry_and_another_places_draft_are_the_same_page(stores, own_id):
    bea = stores(BEA)
    if bea.desk.library.version("bees-draft") is None:
        bea.desk.library.draft(practice("bees-draft", owner_code=BARROW, stage="draft"), why="new", replaces=None)
    drawn = text(opened("practice", stores(LOU), person=LOU, practice=own_id))
    assert "No such entry is in the library" in drawn
    assert "Something was done" not in drawn
    assert "Something was done" in text(opened("practice", bea, person=BEA, practice="bees-draft"))


def test_a_reader_without_a_register_still_reads_the_founding_set(shipped_stores, monkeypatch):
    monkeypatch.setattr("pages.learning.practice.read_founding", lambda: FOUNDING)
    page = opened("practice", shipped_stores, practice="gates")
    assert not page.exception
    assert "drafts, adoptions and versions cannot be read" in text(page)


def test_an_entry_is_written_sent_checked_twice_by_others_and_then_read_by_all(stores):
    page = opened("practice", stores(LOU), person=LOU, view="new")
    assert not page.exception
    filled(page, "Title: what was tried, in a line", "Lamps <i>at</i> night")
    filled(page, "What was done, so that others could do it again", "Lamps were lit.")
    page = pressed(page, "Save the draft")
    assert "Not saved: say the outcome" in text(page)
    filled(page, "The outcome that was looked at", "burglaries")
    page.multiselect[0].select(page.multiselect[0].options[0])
    next(box for box in page.selectbox if box.label == "What came of it").select(Result.NO_EFFECT)
    filled(page, "Why is it written, or changed?", "We learnt something")
    filled(page, "Source 1: title", "Half a source")
    page = pressed(page, "Save the draft")
    assert "source 1: author: fill it in; source 1: publisher: fill it in" in text(page)
    filled(page, "Source 1: title", "")
    page = pressed(page, "Save the draft")
    assert not page.exception
    (draft,) = [one for one in stores(LOU).desk.library.unfinished() if one.owner_code == LIVERPOOL]
    assert draft.title == "Lamps <i>at</i> night"
    assert draft.stage is Stage.DRAFT
    own_id = draft.practice_id

    page = opened("practice", stores(LOU), person=LOU, practice=own_id, view="move")
    filled(page, "A word for who checks it", "Please look")
    pressed(page, "Send it to be checked")
    drawn = text(opened("practice", stores(LOU), person=LOU, practice=own_id))
    assert "Take it up" not in drawn  # nobody can, before it is in the library
    for who, look in ((SAM, "first"), (SUE, "second")):
        page = opened("practice", stores(who), person=who, practice=own_id, view="move")
        filled(page, "What did you look at, and what did you find?", "The report; it holds.")
        page = pressed(page, f"Record the {look} check")
        assert "a point of the list is not ticked" in text(page)
        for box in page.checkbox:
            box.check()
        page = pressed(page, f"Record the {look} check")
        assert not page.exception
        if look == "first":
            again = opened("practice", stores(SAM), person=SAM, practice=own_id, view="move")
            assert "The second is for somebody else" in text(again)
            assert "Record the second check" not in [button.label for button in again.button]
    assert stores(MAX).desk.library.entries()[own_id].result is Result.NO_EFFECT
    assert "We learnt something" in text(opened("practice", stores(LOU), person=LOU, practice=own_id, view="history"))
    drawn = text(opened("practice", stores(MAX), person=MAX, practice=own_id, view="history"))
    assert "All of it is simulated" in drawn
    assert "The report; it holds" in drawn
    assert "We learnt something" not in drawn  # a draft is its own place's to read


def test_a_transformation_opens_an_entry_that_begins_with_what_is_on_record(stores):
    page = opened("practice", stores(BEA), person=BEA, view="about", transformation=OWN)
    drawn = text(page)
    assert "It begins with what is on record of" in drawn
    assert BARROW in [code for box in page.multiselect for code in box.value]
    refused = text(opened("practice", stores(LOU), person=LOU, view="about", transformation=OWN))
    assert "may not write the entry" in refused
    assert "ask one of them" in text(opened("practice", stores(MAX), person=MAX, view="new")).lower()


def test_a_draft_that_rests_on_the_source_of_another_entry_says_so(stores):
    twin = GATES.model_copy(update={"practice_id": "twin", "stage": Stage.DRAFT, "title": "Gates once more"})
    stores(SAM).desk.library.draft(twin, why="not seen", replaces=None)
    drawn = text(opened("practice", stores(SUE), person=SUE, practice="twin"))
    assert "Alley gates in Liverpool: rests on the same source" in drawn
    assert "may be in the library already" not in text(opened("practice", stores(SUE), person=SUE, practice="gates"))


def test_who_saves_second_keeps_the_text_and_reads_what_was_saved_first(stores):
    page = opened("practice", stores(SAM), person=SAM, practice="wardens", view="write")
    filled(page, "What to be careful about", "Mine, typed for an hour")
    filled(page, "Why is it written, or changed?", "A caveat")
    theirs = FOUNDING["wardens"].model_copy(update={"caveats": "Theirs, saved first"})
    stores(SUE).desk.library.draft(theirs, why="first", replaces=None)
    page = pressed(page, "Save the draft")
    assert "Take care</dt><dd>Theirs, saved first" in drawn_html(page)
    panel = drawn_html(page).partition("Saved first by")[2].partition("</div>")[0]
    assert panel.count("<dt>") == 2  # how far it is, and the one part they changed
    assert "Stage</dt><dd>draft" in panel
    assert [box.value for box in page.text_area if box.label == "What to be careful about"] == [
        "Mine, typed for an hour"
    ]
    page = pressed(page, "Save the draft")
    assert stores(SAM).desk.library.practice("wardens").caveats == "Mine, typed for an hour"
    assert stores(MAX).desk.library.practice("wardens").caveats == ""


def test_without_an_entry_the_page_says_where_entries_are(stores):
    page = opened("practice", stores(MAX), person=MAX)
    assert "the address names none. Open one from the list of the library" in text(page)
    assert 'href="what-helps"' in drawn_html(page)


def test_the_versions_name_what_changed_as_the_codebook_does(stores):
    one = practice("counted", stage="draft")
    stores(SAM).desk.library.draft(one, why="new", replaces=None)
    effect = {"outcome": "a figure", "value": 1.0, "unit": "%"}
    again = practice("counted", stage="draft", study_places=3, effect=effect)
    stores(SAM).desk.library.draft(again, why="counted again", replaces=1)
    told = text(opened("practice", stores(SAM), person=SAM, practice="counted", view="history"))
    assert "Changed: “Effect” and “Places studied”" in told


def test_how_complete_an_entry_is_counts_what_a_reader_needs():
    told = completeness(GATES)
    assert (told.there, told.asked) == (14, 20)  # 19 things and the interval of its effect; six are missing
    assert told.percent == 70
    assert told.missing == (
        "who it was designed with", "how they shaped it", "who led it", "a measure of this service it is about",
        "how many places or people were studied", "a post to ask",
    )  # fmt: skip


def test_what_would_raise_the_grade_is_what_the_study_lacks():
    assert "by lot" not in raised_by(FOUNDING["wardens"])
    assert "did not take part" in raised_by(FOUNDING["wardens"])  # before and after, without controls
    assert "highest" in raised_by(FOUNDING["lights"])  # a trial by lot with a link
    assert "Name how" in raised_by(FOUNDING["courts"])


@pytest.mark.parametrize(
    ("who", "said"),
    [(SUE, "compare the two, then save again"), (SAM, "What you had typed was: “Looked at length”")],
    ids=["somebody else was first", "their own check, from another window"],
)
def test_a_check_that_comes_second_is_told_so_and_keeps_what_was_typed(stores, who, said):
    own_id = f"raced-{who.name.lower()}"
    stores(LOU).desk.library.draft(practice(own_id, stage="draft", owner_code=LIVERPOOL), why="new", replaces=None)
    stores(LOU).desk.library.submit(own_id, why="look", replaces=1)
    page = opened("practice", stores(who), person=who, practice=own_id, view="move")
    for box in page.checkbox:
        box.check()
    filled(page, "What did you look at, and what did you find?", "Looked at length")
    stores(SAM).desk.library.check(own_id, note="Mine was first", replaces=2)
    page = pressed(page, "Record the first check")
    assert said in text(page)
    kept = [box.value for box in page.text_area if "look at" in box.label]
    assert kept == (["Looked at length"] if who is SUE else [])
    assert len(stores(SAM).desk.library.practice(own_id).checks) == 1
