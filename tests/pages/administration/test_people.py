"""People and roles: given, changed and taken with a reason, never by surprise and never to the last administrator."""

from dataclasses import replace

import pytest

from data.desk.desk import Desk
from data.desk.people import LastKeys, People
from domain.grant import Grant, grant_id
from domain.permission import PERMISSIONS, Action
from domain.person import Role
from domain.workspace import Workspace
from pages.administration import people
from tests.data.desk.at_work import ADMINISTRATOR, HARTLEPOOL, STEWARD, TODAY, SmallPicture
from tests.data.register.ready import ready_register
from tests.pages.opened import opened, text
from ui.people_words import ACTIONS, ROLES

OLD_BARNSLEY, BARNSLEY = "E08000016", "E08000038"  # the same council before and since 1 April 2025


def line(address: str, name: str, *roles: Role, places: tuple[str, ...] = ()) -> Grant:
    return Grant(grant_id=grant_id(address), address=address, name=name, roles=roles, place_codes=places)


@pytest.fixture
def register(tmp_path):
    register = ready_register(tmp_path, Workspace.LIVE)
    for grant in (
        line("root@x.example", "Rita Root", Role.ADMINISTRATOR),
        line("olu@x.example", "Olu Officer", Role.PLACE_OFFICER, places=(HARTLEPOOL,)),
        line("gone@x.example", "Gina Gone"),
    ):
        register.append(grant, by="root@x.example", why="To begin with", replaces=None)
    yield register
    register.close()


@pytest.fixture
def held(shipped_stores, register):
    return replace(shipped_stores, desk=Desk(register, SmallPicture(), ADMINISTRATOR, today=TODAY))


def widget(widgets, label: str):
    return next(each for each in widgets if each.label.startswith(label))


def save(visit):
    return widget(visit.button, "Save").click().run()


def test_the_table_says_who_holds_what_where_since_when_and_by_whom(held):
    shown = text(opened("people", held, person=ADMINISTRATOR))
    assert "2 people hold a role here, and 1 may change this table; access was taken from 1" in shown
    for words in ("Olu Officer", "olu@x.example", "Place officer", "Hartlepool", "root@x.example", "To begin with"):
        assert words in shown
    assert "no role: access was taken away" in shown


def test_people_are_found_by_name_address_or_role(held):
    found = people.prepare(held, wanted="officer hart")
    assert found.fitting == ()
    assert [one.record.name for one in people.prepare(held, wanted="place OFFICER").fitting] == ["Olu Officer"]


def test_people_are_found_by_the_name_of_a_place_they_answer_for(held):
    visit = opened("people", held, person=ADMINISTRATOR)
    widget(visit.text_input, "Find").set_value("hartlepool").run()
    rows = text(visit).split("<tbody", 1)[1].split("</tbody", 1)[0].split("</table", 1)[0]
    assert ("Olu Officer" in rows, "Rita Root" in rows) == (True, False)


def test_a_role_is_given_to_somebody_new_for_places_chosen_by_name(held, register):
    visit = opened("people", held, person=ADMINISTRATOR)
    widget(visit.text_input, "Address").set_value("  New@X.example ")
    widget(visit.text_input, "Name").set_value("Nia New")
    widget(visit.multiselect, "Roles").set_value([Role.CERTIFIER])
    widget(visit.multiselect, "Places").set_value([HARTLEPOOL, "E08000035"])
    widget(visit.text_area, "Why").set_value("She is the finance officer.")
    save(visit)
    assert "Saved. Nia New (new@x.example) now has: Certifier." in text(visit)
    (told,) = register.history(Grant, grant_id("new@x.example"))
    assert told.record.roles == (Role.CERTIFIER,)
    assert told.record.place_codes == (HARTLEPOOL, "E08000035")
    assert (told.told_by, told.why) == (ADMINISTRATOR.person_id, "She is the finance officer.")


def test_without_a_reason_nothing_changes_and_the_form_keeps_what_was_typed(held, register):
    visit = opened("people", held, person=ADMINISTRATOR)
    widget(visit.selectbox, "Whose").set_value(grant_id("olu@x.example")).run()
    widget(visit.multiselect, "Roles").set_value([])
    save(visit)
    assert "Write why" in text(visit)
    assert widget(visit.multiselect, "Roles").value == []
    assert len(register.history(Grant, grant_id("olu@x.example"))) == 1


def test_a_role_for_a_place_needs_a_place(held, register):
    visit = opened("people", held, person=ADMINISTRATOR)
    widget(visit.selectbox, "Whose").set_value(grant_id("gone@x.example")).run()
    widget(visit.multiselect, "Roles").set_value([Role.PLACE_OFFICER])
    widget(visit.text_area, "Why").set_value("Back again")
    save(visit)
    assert "Place officer is a role for a place: choose at least one place." in text(visit)
    assert len(register.history(Grant, grant_id("gone@x.example"))) == 1


def test_a_place_that_was_given_a_new_code_is_not_lost_from_the_form(held, register):
    told = line("ann@x.example", "Ann Officer", Role.PLACE_OFFICER, places=(OLD_BARNSLEY, HARTLEPOOL))
    register.append(told, by="root@x.example", why="Before the code changed", replaces=None)
    visit = opened("people", held, person=ADMINISTRATOR)
    visit = widget(visit.selectbox, "Whose roles").set_value(told.grant_id).run()
    assert set(widget(visit.multiselect, "Places").value) == {BARNSLEY, HARTLEPOOL}


def test_the_second_of_two_administrators_is_told_keeps_the_form_and_can_save_over_it(held, register):
    visit = opened("people", held, person=ADMINISTRATOR)
    own_id = grant_id("olu@x.example")
    widget(visit.selectbox, "Whose").set_value(own_id).run()
    first = line("olu@x.example", "Olu Officer", Role.ANALYST)
    register.append(first, by="other@x.example", why="Moved", replaces=1)
    widget(visit.multiselect, "Roles").set_value([Role.STEWARD])
    widget(visit.text_area, "Why").set_value("Joins the centre")
    save(visit)
    assert "other@x.example saved" in text(visit)
    assert "Their line has the roles: Analyst" in text(visit)
    assert widget(visit.text_area, "Why").value == "Joins the centre"
    save(visit)
    assert [each.record.roles for each in register.history(Grant, own_id)][1:] == [(Role.ANALYST,), (Role.STEWARD,)]


def test_the_history_of_one_person_is_told_with_every_reason(held, register):
    register.append(line("olu@x.example", "Olu Officer"), by="root@x.example", why="On leave", replaces=1)
    visit = opened("people", held, person=ADMINISTRATOR)
    widget(visit.selectbox, "Whose").set_value(grant_id("olu@x.example")).run()
    assert "How the line of Olu Officer changed" in text(visit)
    assert "On leave" in text(visit)


def test_the_last_administrator_of_the_table_stays_one_whoever_asks(register):
    desk = People(register, ADMINISTRATOR)
    with pytest.raises(LastKeys, match=r"root@x\.example is the last administrator"):
        desk.grant(line("root@x.example", "Rita Root"), why="She left", replaces=1)
    desk.grant(line("next@x.example", "Ned Next", Role.ADMINISTRATOR), why="Takes over", replaces=None)
    desk.grant(line("root@x.example", "Rita Root"), why="She left", replaces=1)
    assert desk.grant_of("root@x.example").record.roles == ()


def test_the_refusal_to_take_the_last_administrator_is_shown_and_the_form_stays(held):
    visit = opened("people", held, person=ADMINISTRATOR)
    widget(visit.selectbox, "Whose").set_value(grant_id("root@x.example")).run()
    widget(visit.multiselect, "Roles").set_value([])
    widget(visit.text_area, "Why").set_value("She left")
    save(visit)
    assert "is the last administrator in the table of roles" in text(visit)
    assert widget(visit.text_area, "Why").value == "She left"


def test_every_role_and_every_action_is_explained(held):
    shown = text(opened("people", held, person=ADMINISTRATOR))
    assert set(ACTIONS) == set(Action)
    assert set(ROLES) == set(Role) == set(PERMISSIONS)
    assert all(words in shown for words in (*ACTIONS.values(), *ROLES.values()))
    row = shown[shown.index("Certify the figures of a return") :].split("<tr", 1)[0]
    assert row.count("own places") == 1  # the certifier's, and nobody else's
    assert row.count(">no<") == 5


def test_nobody_but_an_administrator_opens_it(held):
    shown = text(opened("people", held, person=STEWARD))
    assert "You cannot open this page" in shown
    assert "olu@x.example" not in shown
