"""The library: every result as near as the other, none without its evidence, and nothing made up that looks real."""

import csv
import io

import pytest

from data.library.files import csv_of
from data.library.intake import read_csv
from domain.evidence import Result
from domain.practice import CostBand
from pages.learning.library import prepare
from tests.pages.learning.shelved import BEA, FOUNDING, LIVERPOOL, LOU, MAX, SAM, TODAY, opener, practice
from tests.pages.opened import opened, text
from tests.pages.register.told import told_register
from ui.library_compare import side_by_side
from ui.library_intake import loaded, outcome
from ui.library_list import Line
from ui.request import read_request


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    with told_register(tmp_path_factory.mktemp("library") / "store") as register:
        yield register


@pytest.fixture(scope="module")
def stores(register, shipped_stores):
    return opener(register, shipped_stores)


def shelf(held, **address):
    request = read_request(
        {name: (value,) for name, value in address.items()}, places=held.figures.places, catalogue=held.catalogue,
        today=TODAY,
    )  # fmt: skip
    return prepare(request, held)


def ids(found) -> list[str]:
    return [line.practice.practice_id for line in found.lines]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({}, ["lights", "gates", "wardens", "courts"]),  # levels 5, 3, 1 and none
        ({"order": "newest"}, ["wardens", "lights", "gates", "courts"]),  # 2019, 2006, 2003, unknown
        ({"order": "title"}, ["gates", "courts", "lights", "wardens"]),
        ({"words": "burglers"}, ["gates"]),
        ({"mission": "pride_in_place"}, ["wardens"]),
        ({"place": "E47000004"}, ["gates"]),  # Liverpool lies in this combined authority
        ({"place": "E08000035"}, []),
        ({"result": "harm"}, ["wardens"]),
        ({"grade": "3"}, ["lights", "gates"]),
        ({"grade": "0"}, ["courts"]),
        ({"cost": "100k_to_1m"}, ["gates"]),  # 728,000 pounds
        ({"cost": "under_10k", "result": "worked"}, []),
    ],
)
def test_what_is_asked_for_is_found_in_the_order_asked_for(stores, address, expected):
    assert ids(shelf(stores(MAX), **address)) == expected


def test_what_did_harm_is_counted_and_one_click_away_whichever_result_is_shown(stores):
    found = shelf(stores(MAX), result="worked")
    assert found.found.by_result == {
        Result.WORKED: 1, Result.HARM: 1, Result.NO_EFFECT: 1, Result.NOT_YET_KNOWN: 1,
    }  # fmt: skip
    assert "1 of 4 entries has the result “harm”" in text(opened("library", stores(MAX), result="harm"))
    page = opened("library", stores(MAX), person=MAX)
    assert "4 entries: 1 worked, 1 no effect, 1 harm and 1 not yet known" in text(page)
    assert 'href="library?result=harm"' in text(page)


def test_every_row_has_its_evidence_and_says_what_is_not_known(stores):
    page = opened("library", stores(MAX), person=MAX)
    assert not page.exception
    drawn = text(page)
    assert "worked (level 3 of 5)" in drawn
    assert "harm (level 1 of 5)" in drawn
    assert "not yet known (not graded)" in drawn
    assert "\N{MINUS SIGN}37% (interval \N{MINUS SIGN}45 to \N{MINUS SIGN}29)" in drawn
    assert "size not confirmed" in drawn
    assert "cost not known" in drawn
    assert "None" not in drawn


def test_hostile_words_are_drawn_as_words(stores):
    raw = " ".join(one.proto.body for one in opened("library", stores(MAX), words="<script>").get("html"))
    assert "<script>" not in raw


def test_four_at_most_stand_side_by_side_and_unknown_ones_are_named(stores):
    page = opened("library", stores(MAX), person=MAX, practices="gates,wardens,nobody", view="compare")
    drawn = text(page)
    assert "level 3: a comparison over time with places that did not take part" in drawn
    assert "“nobody”" in drawn
    titles = ["Gates: fewer burglaries", "Gates: more noise", "Lamps: no effect"]
    made = [Line(practice(f"one{place}", title=title), simulated=place == 2) for place, title in enumerate(titles)]
    table = side_by_side(made)
    assert table.count("Lamps: no effect") == 1  # the link to it; the head of its column is shorter
    assert table.count("Gates: more noise") > 1  # two would have the same name
    assert table.count("Simulated, for practice") == 1
    assert len(shelf(stores(MAX), practices="gates,wardens,lights,courts,gates").compared) == 4


def test_drafts_are_seen_by_their_own_place_and_by_who_checks(stores):
    held = stores(LOU)
    held.desk.library.draft(practice("mine", owner_code=LIVERPOOL, stage="draft"), why="new", replaces=None)
    for who, seen in ((LOU, ["mine"]), (SAM, ["mine"]), (BEA, []), (MAX, [])):
        found = shelf(stores(who))
        assert [line.practice.practice_id for line in found.drafts] == seen
        assert "mine" not in ids(found)


def test_without_a_register_the_founding_set_is_shown_and_what_is_away_is_said(shipped_stores, monkeypatch):
    monkeypatch.setattr("pages.learning.library.read_founding", lambda: FOUNDING)
    page = opened("library", shipped_stores)
    assert "4 entries" in text(page)
    assert "drafts and who took what up cannot be read" in text(page)


def test_files_say_row_by_row_what_is_simulated(stores):
    rows = list(csv.DictReader(io.StringIO(csv_of(FOUNDING.values(), simulated=["gates"]).decode("utf-8-sig"))))
    assert {row["practice_id"]: row["simulated"][:3] for row in rows} == {
        "gates": "yes", "wardens": "no", "lights": "no", "courts": "no",
    }  # fmt: skip


def test_a_file_is_read_without_being_loaded_and_its_faults_are_told_by_row(stores):
    good = csv_of([practice("new", stage="draft", cost_band=CostBand.UNDER_10K)])
    assert "can be read whole: 1 entry. Nothing is loaded yet" in outcome("x.csv", read_csv(good))
    bad = outcome("x.csv", read_csv(good.replace(b"worked", b"splendid")))
    assert "cannot be loaded: 1 thing to put right" in bad
    assert "splendid" in bad


def test_loading_says_how_many_entries_changed_nothing():
    assert loaded(3, 0) == "3 entries loaded as drafts, to be sent to be checked."
    assert loaded(0, 2) == "Nothing was loaded: 2 entries stand on record word for word already."
    assert loaded(1, 1).endswith("1 entry stands on record word for word already and was left out.")
    same = read_csv(csv_of(FOUNDING.values()), existing=FOUNDING)
    assert "“x.csv” changes nothing: its 4 entries stand in the library word for word" in outcome("x.csv", same)


def test_a_file_that_was_checked_is_loaded_as_drafts(stores):
    page = opened("library", stores(SAM), person=SAM, view="file")
    page.session_state["kept.library.intake"] = ("x.csv", read_csv(csv_of([practice("brought", stage="draft")])))
    page.run()
    (load,) = [button for button in page.button if button.label == "Load 1 entry as drafts"]
    load.click().run()
    assert "say in a few words where these entries come from" in text(page)
    page.text_input[-1].set_value("Our own notes")
    next(button for button in page.button if button.label == "Load 1 entry as drafts").click().run()
    assert "1 entry loaded as a draft, to be sent to be checked" in text(page)
    assert stores(SAM).desk.library.practice("brought").stage == "draft"
    assert "brought" not in stores(MAX).desk.library.entries()
    page.session_state["kept.library.intake"] = ("x.csv", read_csv(csv_of([practice("brought", stage="draft")])))
    page.run()
    page.text_input[-1].set_value("The same file again")
    next(button for button in page.button if button.label == "Load 1 entry as drafts").click().run()
    assert "Nothing was loaded: 1 entry stands on record word for word already" in text(page)


def test_a_search_says_what_it_made_of_the_words(stores):
    told = text(opened("library", stores(MAX), person=MAX, words="Liverpol zzqqxx"))
    assert "“zzqqxx” is nowhere in the library." in told
    assert "“liverpol” is not in the library, so words that are spelt nearly so were looked for." in told
    assert "No entry has all of the words" in text(opened("library", stores(MAX), person=MAX, words="wardens lights"))
    assert "nowhere in the library" not in text(opened("library", stores(MAX), person=MAX, words="gates"))
