"""What became of a spreadsheet that was brought back, in words."""

from data.desk.meanwhile import Meanwhile
from data.desk.uploads import Loaded
from domain.form import Fault
from ui.return_sheet import meanwhile_words, outcome_words


def test_an_answer_given_after_the_download_is_named_and_what_was_replaced_is_told_whole():
    was = "A long answer. " * 20
    since = Meanwhile(stays={"q": "What stood in the way?"}, replaced=(("Why it is late", was),))
    replaced, stays = meanwhile_words(since)
    assert replaced.startswith("Why it is late: ")
    assert replaced.endswith(was)
    assert stays.startswith("What stood in the way?: ")
    assert "the answer stays" in stays


def test_nothing_is_said_where_nothing_was_answered_meanwhile():
    assert meanwhile_words(Meanwhile()) == []


def test_what_was_written_where_nothing_is_asked_is_told_though_the_file_was_loaded():
    lost = Fault(
        field_id="", label="2026: Revenue", value="4200", wrong="Nothing is asked in this cell.", remedy="Move it."
    )
    told = outcome_words("mine.xlsx", Loaded(loaded=True, changed=3, ignored=(lost,)))
    assert "3 answers changed." in told
    assert told.endswith("In 1 place it says something where nothing is asked: see below.")
    assert "nothing is asked" not in outcome_words("mine.xlsx", Loaded(loaded=True, changed=3))
