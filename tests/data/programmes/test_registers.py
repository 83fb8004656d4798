"""Registers of programmes: every row counted once, money never guessed, places followed to those of today."""

from pathlib import Path

import pytest

from data.build import build
from data.fault import BuildRefused, Fault
from data.geography import Geography, read_geography
from data.programmes.declared import read_declared
from data.programmes.published import Programmes
from data.programmes.registers import Registers, read_registers
from data.versions import BuildUnreadable
from domain.published import AmountKind, PlaceBasis, PublishedTransformation
from metrics.verdicts import RULES
from tests.data.geography_folder import SMALL
from tests.data.programmes.register_folder import registers
from tests.data.source_folder import Inputs, small_inputs


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return registers(tmp_path)


@pytest.fixture(scope="module")
def geography() -> Geography:
    return read_geography(SMALL)


def read(inputs: Inputs, geography: Geography) -> Registers:
    return read_registers(inputs.root / "files", read_declared(inputs.root / "sources"), geography)


@pytest.fixture
def found(inputs: Inputs, geography: Geography) -> dict[str, PublishedTransformation]:
    return {one.transformation_id: one for one in read(inputs, geography).transformations}


def test_every_row_is_a_transformation_a_grant_or_set_aside_with_a_reason(inputs, geography):
    deals, hoods = read(inputs, geography).reports
    aside = {each.why: each.rows for each in deals.set_aside}
    assert aside == {
        "a line without a project": 1,  # TD-BOL-03
        "given twice, word for word": 1,  # TD-CUM-01
        "none of its codes is that of a place here": 1,  # TD-NOW-01
        "its words belong to no programme read here": 1,  # XX-01
        "worked out from its lines instead": 1,  # the grant of TD-BOL
    }
    assert (deals.rows_read, deals.transformations, deals.grants_of_groups) == (14, 8, 1)
    assert (hoods.rows_read, hoods.transformations, hoods.set_aside) == (3, 3, ())
    for report in (deals, hoods):
        counted = report.transformations + report.grants_of_groups + sum(each.rows for each in report.set_aside)
        assert counted == report.rows_read


def test_what_is_set_aside_names_one_row(inputs, geography):
    deals, _ = read(inputs, geography).reports
    examples = {each.why: each.example for each in deals.set_aside}
    assert examples["a line without a project"] == "deals.csv row 4: TD-BOL-03"
    assert examples["none of its codes is that of a place here"] == "deals.csv row 9: TD-NOW-01 E99999999"


def test_an_amount_is_the_published_one_and_a_blank_is_never_zero(found):
    assert (found["TD-BOL-01"].amount, found["TD-BOL-01"].amount_kind) == (2_000_000, AmountKind.GRANT)
    assert (found["TD-BOL-01"].revenue, found["TD-BOL-01"].capital) == (500_000, 1_500_000)
    assert found["TD-CUM-01"].amount == 1_250_000
    assert (found["TD-BOL-04"].amount, found["TD-BOL-04"].amount_kind) == (None, AmountKind.NONE)
    assert (found["TD-HAL-01"].amount, found["TD-HAL-01"].amount_kind) == (0, AmountKind.GRANT)


def test_a_blank_total_is_the_sum_of_its_parts_and_says_so(found):
    assert found["TD-BOL-02"].amount == 500_000
    assert "leaves the total blank" in found["TD-BOL-02"].note
    assert found["TD-GAT-01"].note == "goes both ways"


def test_the_grant_of_a_deal_holds_its_unnamed_lines_too(found):
    # 2,000,000 + 100,000 + 400,000 + 300,000 on the line without a name
    assert {found[f"TD-BOL-0{number}"].group_amount for number in (1, 2, 4)} == {2_800_000}
    assert found["TD-BOL-01"].group_size == 3
    assert found["TD-BOL-01"].group_title == "the Bolton deal"


def test_a_grant_published_for_a_group_is_no_amount_of_each(found):
    for own_id in ("HS-BUR-01", "HS-BUR-02"):
        one = found[own_id]
        assert (one.amount, one.amount_kind, one.group_amount) == (None, AmountKind.SHARED, 7_000_000)
    assert found["HS-BUR-02"].title == "Burnley trust"  # the second name where the first is blank


def test_a_code_that_ended_is_followed_to_every_place_after_it(found):
    assert found["TD-CUM-01"].place_codes == ("E06000063", "E06000064")


def test_an_award_over_several_places_keeps_all_of_them(found):
    assert found["TD-GAT-01"].place_codes == ("E08000037", "E08000021")


def test_an_unknown_code_among_known_ones_is_told_and_the_rest_kept(inputs, geography, found):
    assert found["TD-HAL-01"].place_codes == ("E08000003",)
    deals, _ = read(inputs, geography).reports
    assert any("TD-HAL-01" in words and "E99999999" in words for words in deals.warnings)


def test_a_place_says_whether_the_source_or_a_hand_gave_it(found):
    assert found["HOOD-MANCHESTER-YNYS-MON-ST-JOHNS"].place_basis is PlaceBasis.ASSIGNED
    assert found["HOOD-MANCHESTER-NOWHERE-KNOWN"].place_basis is PlaceBasis.NONE
    assert found["HOOD-MANCHESTER-NOWHERE-KNOWN"].place_codes == ()
    assert found["TD-BOL-01"].place_basis is PlaceBasis.PUBLISHED


def test_a_place_named_in_the_title_alone_is_added_and_counts_as_matched_by_hand(found):
    moston = found["HOOD-MANCHESTER-MOSTON"]
    assert (moston.place_codes, moston.place_basis) == (("E08000003", "E08000001"), PlaceBasis.ASSIGNED)


def test_titles_and_phases_are_put_into_words(found):
    one = found["HOOD-MANCHESTER-YNYS-MON-ST-JOHNS"]
    assert (one.title, one.part) == ("Hood: Ynys Môn & St. John's", "phase 2")


def test_an_id_that_was_made_does_not_change_when_rows_move(inputs, geography, found):
    header, *rows = inputs.file("hoods.csv").read_text(encoding="utf-8").splitlines()
    inputs.write("hoods.csv", "\n".join([header, *reversed(rows)]) + "\n")
    assert {one.transformation_id for one in read(inputs, geography).transformations} == set(found)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2000000,500000", "two million,500000", "not an amount of money"),
        ("2000000,500000", "-5,500000", "not an amount of money"),
        ("2000000,500000", "nan,500000", "not an amount of money"),
        ("TD-BOL-02,TD-BOL,Deals,Bolton,Cycle", "TD-BOL-01,TD-BOL,Deals,Bolton,Cycle", "another row has this id"),
        ("TD-BOL-02", "td bol", "cannot be an id"),
        ("HS-BUR-01", "TD-BOL-01", "two transformations have the id"),
        ("total,revenue", "sum,revenue", "no header has the columns total"),
    ],
)
def test_a_faulty_row_refuses_the_build_by_file_and_value(inputs, geography, old, new, says):
    inputs.replace("deals.csv", old, new)
    with pytest.raises(BuildRefused) as refused:
        read(inputs, geography)
    (fault,) = refused.value.faults
    assert says in fault
    assert "deals.csv" in fault


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('programme = "hoods"', 'programme = "woods"', "overlaps with a programme that is not here"),
        ('programme_id = "streets"', 'programme_id = "deals"', "two programmes have this id"),
        ("complete = true", "complete = false", "how many there should be"),
        ('amount_kind = "grant"', 'amount_kind = "gift"', "amount_kind"),
        ("[programme.rows]", "[programme.lines]", "where its rows are"),
        ('title = "Deals"', "title = Deals", "not valid TOML"),
    ],
)
def test_a_faulty_declaration_is_refused_by_file(inputs, old, new, says):
    entry = inputs.root / "sources" / "deals" / "programmes.toml"
    entry.write_text(entry.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Fault) as refused:
        read_declared(inputs.root / "sources")
    assert says in str(refused.value)
    assert "programmes.toml" in str(refused.value)


def test_a_build_ships_what_was_read(inputs, geography):
    report = build(inputs.request, RULES)
    programmes = Programmes(inputs.request.builds / report.build_id)
    told = read(inputs, geography)
    assert tuple(programmes.transformations.values()) == told.transformations
    assert tuple(programmes.by_id.values()) == told.programmes
    assert report.registers == told.reports


def test_transformations_are_found_by_place_and_by_group(inputs):
    programmes = Programmes(inputs.request.builds / build(inputs.request, RULES).build_id)
    ids = [one.transformation_id for one in programmes.reaching(["E08000021", "E08000037", "E06000064"])]
    assert ids == ["TD-CUM-01", "TD-GAT-01"]
    assert [one.transformation_id for one in programmes.group("HS-BUR")] == ["HS-BUR-01", "HS-BUR-02"]
    assert programmes.group("") == ()


def test_a_build_without_registers_has_no_transformations(tmp_path):
    inputs = small_inputs(tmp_path)
    programmes = Programmes(inputs.request.builds / build(inputs.request, RULES).build_id)
    assert (dict(programmes.transformations), dict(programmes.by_id)) == ({}, {})


@pytest.mark.parametrize("name", ["programmes.json", "transformations.parquet"])
@pytest.mark.parametrize("harm", ["gone", "spoilt"])
def test_a_damaged_build_is_told_to_the_reader(inputs, name, harm):
    folder = inputs.request.builds / build(inputs.request, RULES).build_id
    if harm == "gone":
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(b"not what it was")
    with pytest.raises(BuildUnreadable, match=name):
        Programmes(folder)
