"""The page for many records at once: choose, take away, bring back, see what would become of each row, and load."""

from types import SimpleNamespace

import pytest

from data.desk.desk import Desk
from data.desk.picture import Picture
from domain.person import Person, Role
from domain.spend import Spend
from pages.returns.bulk import prepare
from tests.data.desk.reported import HARTLEPOOL, LEEDS, TODAY, Published
from tests.pages.opened import opened, text
from tests.pages.register.told import told_register
from tests.pages.returns.conftest import SimpleFigures
from tests.ui import fakes
from tests.ui.transformations import programme

HEADING = "Transformation id,Financial year begins in,Quarter,Stream,Spent or expected,Amount\n"


def person(role: Role, *codes: str) -> Person:
    return Person(person_id=f"{role}@x.example", name=f"A {role}", roles={role}, own_codes=codes)


STEWARD, OFFICER = person(Role.STEWARD), person(Role.PLACE_OFFICER, HARTLEPOOL)


@pytest.fixture
def register(tmp_path):
    """An empty training workspace."""
    with told_register(tmp_path / "store") as register:
        yield register


@pytest.fixture
def stores_of(register):
    """Stores with the desk of a person at that register, over two published transformations."""
    picture = Picture.open(register, programmes=Published(), today=TODAY)
    by_id = {"TD": programme(programme_id="TD", title="Town Deals")}

    def of(who: Person):
        from dataclasses import replace

        desk = Desk(register, picture, who, today=TODAY)
        programmes = SimpleNamespace(by_id=by_id, transformations={})
        return replace(fakes.stores(SimpleFigures()), programmes=programmes, desk=desk)

    return of


@pytest.fixture
def visit(stores_of):
    """The page as a steward sees it with a programme and a kind chosen."""
    return opened("bulk", stores_of(STEWARD), person=STEWARD, programme="TD", kind="spend")


def labelled(elements, label):
    (found,) = [each for each in elements if each.label.startswith(label)]
    return found


def bring(visit, rows: str, name: str = "mine.csv"):
    """Choose a file and have it checked."""
    visit.get("file_uploader")[0].upload(name, (HEADING + rows).encode(), "text/csv")
    labelled(visit.button, "Check the file").click()
    return visit.run()


def labels(visit) -> list[str]:
    return [button.label for button in visit.button]


def asked(**chosen):
    return SimpleNamespace(**({"programme": None, "kind": None} | chosen))


def test_a_steward_may_bring_in_everything_and_an_officer_their_own(stores_of):
    for who, number in ((STEWARD, 2), (OFFICER, 1), (person(Role.PLACE_OFFICER, "E06000047"), 0)):
        found = prepare(asked(programme="TD", kind="spend"), stores_of(who))
        assert found.transformations == number
        assert (found.programme_id == "TD") == bool(number)
    assert prepare(asked(programme="TD"), stores_of(OFFICER)).place_codes == {HARTLEPOOL}
    assert prepare(asked(programme="no-such", kind="poems"), stores_of(STEWARD)).kind is None


def test_limits_are_said_before_anything_is_chosen(stores_of):
    page = text(opened("bulk", stores_of(STEWARD), person=STEWARD))
    assert "You may bring in records for 2 transformations of 1 programme" in page
    assert "At most 5,000 rows and 5 MB" in page


def test_whoever_has_nothing_to_bring_in_is_told_so(stores_of):
    nobody = person(Role.PLACE_OFFICER, "E06000047")
    page = text(opened("bulk", stores_of(nobody), person=nobody))
    assert "there is nothing to bring in" in page
    assert "0 transformations" not in page
    analyst = person(Role.ANALYST)
    assert "You cannot open this page" in text(opened("bulk", stores_of(analyst), person=analyst))


def test_the_spreadsheet_is_made_when_asked_for_and_offered(visit):
    assert not [each for each in visit.get("download_button") if "spreadsheet" in each.label]
    labelled(visit.button, "Make the spreadsheet").click().run()
    (offered,) = [each.label for each in visit.get("download_button") if "spreadsheet" in each.label]
    assert offered.endswith(".xlsx")


def test_a_sound_file_is_counted_first_and_loaded_with_a_reason(visit, register):
    bring(visit, "TD-1,2026,1,capital,expected,5\nTD-2,2026,1,capital,expected,6\n")
    assert "2 rows of “mine.csv” are ready, and nothing is loaded yet" in text(visit)
    assert register.count(Spend) == 0
    labelled(visit.button, "Load 2 rows").click().run()
    assert "Say in a few words why" in text(visit)
    assert register.count(Spend) == 0
    labelled(visit.text_input, "Why are these").set_value("From the finance system")
    labelled(visit.button, "Load 2 rows").click().run()
    assert "2 rows of “mine.csv” were loaded" in text(visit)
    assert [each.why for each in register.find(Spend)] == ["From the finance system"] * 2
    assert not [label for label in labels(visit) if label.startswith("Load")]


def test_a_faulty_file_lists_everything_and_offers_no_loading(visit, register):
    bring(visit, "TD-1,2026,1,capital,expected,5\n" + "TD-2,2026,1,capital,expected,lots\n" * 60)
    page = text(visit)
    assert "60 of 61 rows in “mine.csv” cannot be loaded, so none was" in page
    assert "What to put right: 1 to 25 of 60" in page
    assert ("lots" in page, "CSV file F3" in page, "A park" in page) == (True, True, True)
    assert not [label for label in labels(visit) if label.startswith("Load")]
    labelled(visit.button, "Show 26 to 50").click().run()
    assert "What to put right: 26 to 50 of 60" in text(visit)
    assert register.count(Spend) == 0


def test_hostile_names_and_values_are_shown_as_text(visit):
    bring(visit, 'TD-1,2026,1,capital,expected,"<script>alert(1)</script>"\n', name="<b>x</b>.csv")
    drawn = " ".join(element.proto.body for element in visit.get("html"))
    assert "<script>" not in drawn
    assert "<b>x" not in drawn


def test_what_others_changed_since_the_check_keeps_it_out_and_says_so(visit, register):
    bring(visit, "TD-1,2026,1,capital,expected,5\n")
    register.append(
        Spend(
            transformation_id="TD-1", basis="forecast", stream="capital", financial_year=2026, quarter=1, amount=7
        ),
        by="b@x.example", why="First", replaces=None,
    )  # fmt: skip
    labelled(visit.text_input, "Why are these").set_value("Mine")
    labelled(visit.button, "Load 1 row").click().run()
    page = text(visit)
    assert "b@x.example saved the spend TD-1/2026-Q1/capital/forecast" in page
    assert "Check the file again" in page
    assert labelled(visit.text_input, "Why are these").value == "Mine"


def test_no_file_is_no_error(visit):
    labelled(visit.button, "Check the file").click().run()
    assert "No file was chosen" in text(visit)


def test_an_officer_reads_by_name_which_rows_are_not_theirs(stores_of):
    visit = opened("bulk", stores_of(OFFICER), person=OFFICER, programme="TD", kind="spend")
    bring(visit, "TD-2,2026,1,capital,expected,5\n")
    assert LEEDS in text(visit)
    assert "A place_officer may not bring in records for it." in text(visit)
