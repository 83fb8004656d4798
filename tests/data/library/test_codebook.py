"""The codebook tells of every field of an entry, and of nothing else."""

import pytest

from data.library.cells import read
from data.library.codebook import columns, fields_of
from data.library.intake import read_csv
from data.library.rows import place_of
from domain.practice import Practice
from tests.data.library.entries import csv_text

COLUMNS = columns()


def test_every_field_is_told_once_and_no_other_is():
    told = [column.field for column in COLUMNS]
    assert len(told) == len(set(told))
    assert set(told) == fields_of(Practice)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_what_has_to_be_filled_in_is_what_an_entry_needs(column):
    needs = {name for name, field in Practice.model_fields.items() if field.is_required()}
    assert column.required == (column.field in needs)
    assert column.meaning.endswith(".")
    assert read(column, column.example) not in (None, (), "")


def test_a_file_made_of_the_examples_alone_can_be_loaded():
    row = {column.numbered(1) if column.repeats else column.name: column.example for column in COLUMNS}
    row |= {"cost_band": "", "precondition_1": row["precondition_1"]}
    found = read_csv(csv_text(row))
    assert [fault.for_reader for fault in found.faults] == []


@pytest.mark.parametrize("name", ["source_0_author", "source_author", "precondition_100", "sources_1_author", "colour"])
def test_a_column_the_codebook_does_not_tell_of_is_none(name):
    assert place_of(name) is None
