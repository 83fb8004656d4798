"""What became of a spreadsheet that was brought back, in words."""

from data.desk.meanwhile import Meanwhile
from ui.return_sheet import meanwhile_words


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
