"""Files of the library: what is taken away comes back the same, and nothing in it runs as a formula."""

import csv
import io
import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from data.library.files import csv_of, json_of, template_csv
from data.library.intake import read_csv, read_json
from domain.evidence import Design, Result
from domain.place import Level, Nation
from domain.practice import Practice
from tests.data.library.entries import LEAST, entry

TEXT = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" ,;|\"'=+-@\n"), max_size=30)
LINE = TEXT.map(lambda text: " ".join(text.split())).filter(bool)
SOME = st.none() | LINE
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
IDS = st.lists(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,9}", fullmatch=True), max_size=3)
EFFECT = st.builds(
    lambda ends, told: {"lower": ends[0], "value": ends[1], "upper": ends[2]} | told,
    st.tuples(NUMBER, NUMBER, NUMBER).map(sorted),
    st.fixed_dictionaries(
        {"outcome": LINE, "unit": LINE, "said": SOME, "higher_is_better": st.sampled_from([None, True, False])}
    ),
)
PRECONDITION = st.fixed_dictionaries(
    {
        "statement": LINE,
        "levels": st.lists(st.sampled_from(list(Level)), max_size=2),
        "nations": st.lists(st.sampled_from(list(Nation)), max_size=2),
    }
) | st.fixed_dictionaries({"statement": LINE, "metric_id": st.just("employment_rate"), "at_least": NUMBER})
SOURCE = st.fixed_dictionaries(
    {"author": LINE, "title": LINE, "publisher": LINE, "year": st.none() | st.integers(1800, 2100),
     "address": st.none() | st.just("https://example.org/a?b=1|2")}
)  # fmt: skip
CHECK = st.fixed_dictionaries({"checked_by": LINE, "checked_on": st.dates(date(1900, 1, 1)), "note": LINE})
ENTRY = st.fixed_dictionaries(
    {
        "title": LINE, "problem": TEXT, "what_was_done": TEXT.filter(str.strip), "outcome": LINE, "population": SOME,
        "result": st.sampled_from(list(Result)), "design": st.none() | st.sampled_from(list(Design)),
        "preconditions": st.lists(PRECONDITION, max_size=3), "sources": st.lists(SOURCE, max_size=3),
        "checks": st.lists(CHECK, max_size=2), "metric_ids": IDS, "effect": st.none() | EFFECT,
        "cost": st.none() | st.floats(0, 1e12), "study_people": st.none() | st.integers(1, 10**9),
        "study_checks": st.fixed_dictionaries({"placebos": st.integers(0, 400), "pre_fit_passes": st.booleans()}),
    }
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRY, min_size=1, max_size=3))
def test_every_entry_comes_back_as_it_was(told):
    practices = tuple(Practice.model_validate(LEAST | one | {"practice_id": f"p{n}"}) for n, one in enumerate(told))
    for again in (read_csv(csv_of(practices)), read_json(json_of(practices))):
        assert again.faults == ()
        assert again.practices == practices


def test_no_text_runs_as_a_formula_and_each_comes_back_without_its_guard():
    practice = entry(title="=HYPERLINK(1)", caveats="'=kept as typed", problem="-5 degrees", place_words="@home")
    content = csv_of([practice], notes=[("Title", "=1+1")])
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert read_csv(content).practices == (practice,)


def test_a_spreadsheet_opens_it_as_text_in_any_language_below_its_notes():
    content = csv_of([entry(title="Tŷ Bach – café")], notes=[("Title", "A list")])
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows[1] == ["The table begins", "on row 4, with its column headings"]
    assert rows[3][0] == "practice_id"


def test_the_template_can_be_filled_in_by_hand_and_loaded():
    heads = next(csv.reader(io.StringIO(template_csv().decode("utf-8-sig"))))
    typed = {
        "practice_id": "gates", "title": "Gates", "what_was_done": "Gates went up", "mission_ids": "crime | wellbeing",
        "outcome": "Burglary", "result": "No effect", "precondition_2": "Residents agree", "effect_value": "−1,250.5",
        "effect_unit": "burglaries", "check_1_by": "", "source_1_author": "A. Body", "source_1_title": "On gates",
        "source_1_publisher": "A press", "source_1_year": "2004", "comparators_justified": "Yes",
    }  # fmt: skip
    row = [typed.get(head, "") for head in heads]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([heads, row])
    (practice,) = read_csv(text.getvalue().encode()).practices
    assert practice.mission_ids == ("crime", "wellbeing")
    assert practice.result is Result.NO_EFFECT
    assert (practice.effect.value, practice.effect.outcome) == (-1250.5, "Burglary")
    assert practice.preconditions[0].statement == "Residents agree"
    assert practice.study_checks.comparators_justified


def test_what_is_simulated_says_so_in_every_row_and_is_not_taken_in_among_real_entries():
    for content, read in (
        (csv_of([entry()], simulated=True), read_csv),
        (json_of([entry()], simulated=True), read_json),
    ):
        assert b"simulated" in content
        refused = read(content)
        assert not refused.whole
        assert "made up for practice" in refused.faults[0].for_reader
        assert read(content, simulated=True).practices == (entry(),)


def test_json_tells_what_it_is():
    told = json.loads(json_of([entry()], notes=[("Licence", "ours")]))
    assert (told["simulated"], told["notes"], len(told["practices"])) == (False, [["Licence", "ours"]], 1)
