"""Many records brought to a desk at once: counted first, each row its place's own, and all of them or none."""

import csv
import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from data.register.faults import Conflict
from data.returns.bulk_check import Outcome
from data.returns.bulk_kinds import BulkKind
from domain.milestone import Milestone
from domain.money import Basis, Stream
from domain.permission import NotAllowed
from domain.person import Role
from domain.spend import Spend
from domain.transformation import Transformation
from domain.upload import Upload
from tests.data.desk.reported import HARTLEPOOL, LEEDS, TODAY, told
from tests.data.desk.spreadsheets import OFFICER, STEWARD, audit, person, with_cell

NAMES = {HARTLEPOOL: "Hartlepool", LEEDS: "Leeds"}
SPEND = "Transformation id,Financial year begins in,Quarter,Stream,Spent or expected,Amount,Version\n"
DESCRIPTIONS = BulkKind.TRANSFORMATIONS
MILESTONES = "Transformation id,Milestone,Planned for,Reached on,Milestone id,Version\n"


def checked(desk, text, kind=BulkKind.SPEND, name="rows.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return desk.uploads.check_bulk("TD", kind, content, name, place_names=NAMES)


def counts(said) -> tuple[int, int, int, int]:
    return tuple(said.counts[each] for each in Outcome)


def spend(desk, own_id="TD-1") -> list[tuple[str, float, int]]:
    found = desk.register.find(Spend, transformation_id=own_id)
    return [(each.record.record_id, float(each.record.amount), each.number) for each in found]


def test_new_rows_are_counted_first_and_loaded_after(at_desk):
    desk = at_desk(STEWARD)
    said = checked(
        desk, SPEND + 'TD-1,2026,1,capital,spent or achieved,"1,000.50",\nTD-2,2026,,Revenue,Expected,£20,\n'
    )
    assert (counts(said), said.fit, desk.register.count(Spend)) == ((2, 0, 0, 0), True, 0)
    assert desk.uploads.load_bulk(said, why="From the finance system") == 2
    assert spend(desk) == [("TD-1/2026-Q1/capital/actual", 1000.5, 1)]
    assert spend(desk, "TD-2") == [("TD-2/2026/revenue/forecast", 20.0, 1)]
    assert [each.record.rows for each in desk.register.find(Upload)] == [2]


def test_the_same_rows_again_change_nothing(at_desk):
    desk = at_desk(STEWARD)
    text = SPEND + "TD-1,2026,1,capital,expected,5,\n"
    desk.uploads.load_bulk(checked(desk, text), why="First")
    again = checked(desk, text)
    assert (counts(again), again.fit) == ((0, 0, 1, 0), False)


def test_downloaded_rows_changed_and_brought_back_become_next_versions(at_desk):
    desk = at_desk(STEWARD)
    told(desk.register, *[
        Spend(transformation_id=own_id, basis=Basis.ACTUAL, stream=Stream.CAPITAL, financial_year=2026, amount=amount)
        for own_id, amount in (("TD-1", 10), ("TD-2", 20))
    ])  # fmt: skip
    content = desk.uploads.bulk_template("TD", BulkKind.SPEND)
    assert [cell.value for cell in load_workbook(io.BytesIO(content))["Rows"][5]] == [
        "TD-1", "The square", 2026, None, "capital", "spent or achieved", 10, 1,
    ]  # fmt: skip
    said = checked(desk, with_cell(content, "Rows", "G5", 12.5), name="rows.xlsx")
    assert counts(said) == (0, 1, 1, 0)
    desk.uploads.load_bulk(said, why="Put right")
    assert spend(desk) == [("TD-1/2026/capital/actual", 12.5, 2)]
    assert spend(desk, "TD-2") == [("TD-2/2026/capital/actual", 20.0, 1)]


def test_one_faulty_row_keeps_all_of_them_out_and_each_fault_says_where(at_desk):
    desk = at_desk(STEWARD)
    said = checked(desk, SPEND + "TD-1,2026,1,capital,expected,5,\nTD-9,2026,5,gold,expected,lots,\n")
    assert (counts(said), said.fit) == ((1, 0, 0, 1), False)
    assert [(fault.cell, fault.value) for fault in said.faults] == [
        ("C3", "5"), ("D3", "gold"), ("F3", "lots"), ("A3", "TD-9"),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="is not loaded"):
        desk.uploads.load_bulk(said, why="Try")
    assert desk.register.count(Spend) == 0


def test_a_place_officer_brings_in_their_own_rows_and_each_of_others_is_refused_by_name(at_desk):
    desk = at_desk()
    said = checked(desk, SPEND + "TD-1,2026,1,capital,expected,5,\nTD-2,2026,1,capital,expected,6,\n")
    assert counts(said) == (1, 0, 0, 1)
    (fault,) = said.faults
    assert fault.wrong == f"A park is in Leeds ({LEEDS}), and A place_officer may not bring in records for it."
    assert (fault.cell, [line.action for line in audit(desk)[:2]]) == ("A3", ["upload refused", "refused"])
    assert desk.uploads.load_bulk(checked(desk, SPEND + "TD-1,2026,1,capital,expected,5,\n"), why="Mine") == 1


def test_whoever_may_not_bring_in_records_can_neither_check_nor_load_nor_take_rows_away(at_desk):
    analyst = at_desk(person(Role.ANALYST))
    text = SPEND + "TD-1,2026,1,capital,expected,5,\n"
    assert counts(checked(analyst, text)) == (0, 0, 0, 1)
    ready = checked(at_desk(STEWARD), text)
    with pytest.raises(NotAllowed):
        analyst.uploads.load_bulk(ready, why="Theirs")
    assert analyst.register.count(Spend) == 0
    told(analyst.register, Milestone(milestone_id="m", transformation_id="TD-2", title="Dug", planned_on=TODAY))
    for who, rows in ((person(Role.ANALYST), 0), (OFFICER, 0), (STEWARD, 1)):
        book = load_workbook(io.BytesIO(at_desk(who).uploads.bulk_template("TD", BulkKind.MILESTONES)))
        assert book["Rows"].max_row - 3 == rows


def test_an_id_of_another_place_s_record_is_not_a_way_to_change_it(at_desk):
    desk = at_desk()
    told(desk.register, Milestone(milestone_id="m", transformation_id="TD-2", title="Dug", planned_on=TODAY))
    said = checked(desk, MILESTONES + "TD-1,Filled in,2026-01-01,,m,1\n", BulkKind.MILESTONES)
    (fault,) = said.faults
    assert (fault.cell, fault.wrong) == ("E2", "Another transformation has a record of this id.")
    assert "Dug" not in str(said)


@pytest.mark.parametrize("own_id", ["TD-1", "TD-2"])
def test_a_row_that_names_what_was_taken_out_of_the_register_says_so_and_what_to_do(at_desk, own_id):
    desk = at_desk()
    told(desk.register, Milestone(milestone_id="m", transformation_id=own_id, title="Dug", planned_on=TODAY))
    desk.register.withdraw(desk.register.get(Milestone, "m"), by="h@x", why="Entered twice")
    (fault,) = checked(desk, MILESTONES + "TD-1,Filled in,2026-01-01,,m,1\n", BulkKind.MILESTONES).faults
    assert (fault.cell, fault.wrong) == ("E2", "m was taken out of the register.")
    assert fault.remedy == "Empty the id and the version: it is a new record then."
    again = checked(desk, MILESTONES + "TD-1,Filled in,2026-01-01,,,\n", BulkKind.MILESTONES)
    assert desk.uploads.load_bulk(again, why="As the report said") == 1


def test_a_place_officer_cannot_take_a_transformation_over_by_describing_it(at_desk):
    heading = "Transformation id,Title,Lead,Place codes\n"
    said = checked(at_desk(), f"{heading}TD-2,A park,Us,{HARTLEPOOL}\n", BulkKind.TRANSFORMATIONS)
    assert counts(said) == (0, 0, 0, 1)
    said = checked(at_desk(), f"{heading}TD-1,The square,Us,{LEEDS}\n", BulkKind.TRANSFORMATIONS)
    assert counts(said) == (0, 0, 0, 1)
    desk = at_desk()
    said = checked(desk, f'{heading}TD-1,The old square,Us,"{HARTLEPOOL}"\n', BulkKind.TRANSFORMATIONS)
    desk.uploads.load_bulk(said, why="A better name")
    assert desk.register.get(Transformation, "TD-1").record.title == "The old square"


def test_descriptions_are_taken_away_changed_and_brought_back(at_desk):
    desk = at_desk(STEWARD)
    desk.uploads.load_bulk(
        checked(desk, f"Transformation id,Title,Lead,Place codes\nTD-1,The square,Us,{HARTLEPOOL}\n", DESCRIPTIONS),
        why="As it was named",
    )
    content = desk.uploads.bulk_template("TD", DESCRIPTIONS)
    rows = [[cell.value for cell in row[:3]] for row in load_workbook(io.BytesIO(content))["Rows"].iter_rows(min_row=4)]
    assert rows == [["TD-1", "The square", "Us"], ["TD-2", "A park", "A council"]]
    said = checked(desk, with_cell(content, "Rows", "B4", "The old square"), DESCRIPTIONS, "rows.xlsx")
    assert [row.outcome for row in said.rows][:1] == ["changed"]


def test_a_file_of_rows_that_is_refused_is_on_record_with_its_name_and_why(at_desk):
    desk = at_desk(STEWARD)
    said = desk.uploads.check_bulk("TD", BulkKind.SPEND, b"PK\x03\x04 cut off", "half.xlsx")
    assert not said.fit
    line = audit(desk)[0]
    assert (line.action, line.done_by) == ("upload refused", STEWARD.person_id)
    assert line.detail.startswith("half.xlsx, spend of TD: 1 fault: It cannot be loaded.")
    assert not checked(desk, SPEND + "TD-1,2026,5,gold,expected,lots,\n").fit
    assert "3 faults; the first: " in audit(desk)[0].detail


def test_what_others_changed_meanwhile_is_told_row_by_row_with_both_values(at_desk):
    desk = at_desk(STEWARD)
    first = Milestone(milestone_id="m", transformation_id="TD-1", title="Dug", planned_on=dt.date(2026, 1, 1))
    told(desk.register, first)
    content = desk.uploads.bulk_template("TD", BulkKind.MILESTONES)
    desk.register.append(first.model_copy(update={"title": "Dug twice"}), by="b@x.example", why="So it was", replaces=1)
    said = checked(desk, with_cell(content, "Rows", "D4", "Dug well"), BulkKind.MILESTONES, "rows.xlsx")
    (fault,) = said.faults
    assert "now version 2, by b@x.example" in fault.wrong
    assert "Milestone is “Dug twice” there and “Dug well” here" in fault.wrong
    assert "write 2 as the version" in fault.remedy
    assert (fault.sheet, fault.cell) == ("Rows", "I4")


def test_what_others_change_between_the_check_and_the_loading_keeps_all_rows_out(at_desk):
    desk = at_desk(STEWARD)
    said = checked(desk, SPEND + "TD-1,2026,1,capital,expected,5,\nTD-2,2026,1,capital,expected,6,\n")
    told(desk.register, Spend(
        transformation_id="TD-2", basis=Basis.FORECAST, stream=Stream.CAPITAL, financial_year=2026, quarter=1, amount=7,
    ))  # fmt: skip
    with pytest.raises(Conflict):
        desk.uploads.load_bulk(said, why="Too late")
    assert (spend(desk), desk.register.count(Upload)) == ([], 0)


def test_the_same_thing_is_not_brought_in_twice_under_a_new_name(at_desk):
    desk = at_desk(STEWARD)
    told(desk.register, Milestone(milestone_id="m", transformation_id="TD-1", title="Dug", planned_on=TODAY))
    said = checked(desk, MILESTONES + "TD-1,Dug,2027-01-01,,,\nTD-1,Built,2027-02-01,,,\nTD-1,Built,2027-03-01,,,\n",
                   BulkKind.MILESTONES)  # fmt: skip
    assert [row.outcome for row in said.rows] == [Outcome.FAULTY, Outcome.NEW, Outcome.FAULTY]
    assert "The register holds this already, as m in version 1" in said.faults[0].wrong
    assert "Row 3 is about the same record" in said.faults[1].wrong


def test_what_no_column_shows_stays_when_a_row_changes(at_desk):
    desk = at_desk(STEWARD)
    told(desk.register, Spend(
        transformation_id="TD-1", basis=Basis.ACTUAL, stream=Stream.CAPITAL, financial_year=2026, amount=10,
        return_id="R3/TD-1",
    ))  # fmt: skip
    desk.uploads.load_bulk(checked(desk, SPEND + "TD-1,2026,,capital,spent or achieved,11,1\n"), why="Put right")
    now = desk.register.get(Spend, "TD-1/2026/capital/actual")
    assert (now.number, now.record.amount, now.record.return_id) == (2, 11, "R3/TD-1")


def test_progress_is_told_from_reading_to_loading(at_desk):
    desk, seen = at_desk(STEWARD), []
    rows = "".join(f"TD-1,{year},,capital,expected,5,\n" for year in range(2001, 2090))
    said = desk.uploads.check_bulk(
        "TD", BulkKind.SPEND, (SPEND + rows).encode(), "a.csv", progress=lambda *told: seen.append(told)
    )
    desk.uploads.load_bulk(said, why="Many", progress=lambda *told: seen.append(told))
    assert list(dict.fromkeys(stage for stage, _done, _total in seen)) == ["reading", "checking", "loading"]
    assert seen[-1] == ("loading", 89, 89)


def test_the_report_has_a_line_for_each_row_and_no_text_in_it_becomes_a_formula(at_desk):
    desk = at_desk(STEWARD)
    said = checked(desk, SPEND + "TD-1,2026,1,capital,expected,5,\nTD-2,2026,1,capital,expected,=cmd|' /C calc'!A0,\n")
    lines = list(csv.reader(io.StringIO(desk.uploads.report(said, loaded=False).decode("utf-8-sig"))))
    assert "Nothing of this has been loaded" in lines[1][0]
    body = lines[3:]
    assert [(line[1], line[3], line[5]) for line in body] == [
        ("2", "The square", "new"), ("3", "A park", "cannot be loaded"),
    ]  # fmt: skip
    assert body[1][8] == "'=cmd|' /C calc'!A0"


def test_a_fault_of_a_row_names_the_transformation_and_what_the_record_calls_itself(at_desk):
    text = "Transformation id,Milestone,Planned for\nTD-1,Roof on,some day\nTD-7,Doors,some day\n"
    said = at_desk(STEWARD).uploads.check_bulk("TD", BulkKind.MILESTONES, text.encode(), "a.csv", place_names=NAMES)
    assert {fault.about for fault in said.rows[0].faults} == {"The square: Roof on"}
    assert {fault.about for fault in said.rows[1].faults} == {"TD-7: Doors"}
