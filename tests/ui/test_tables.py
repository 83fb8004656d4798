from html.parser import HTMLParser

import pytest

from domain.reason import Reason
from domain.verdict import LevelAnswer, TrendAnswer
from ui.tables import TABLE_CSS, Cell, Column, Heading, HeatCell, heat_table, level_cell, table, trend_cell

COLUMNS = [
    Column("place", "Place", names_the_row=True),
    Column("value", "Value", numeric=True),
    Column("level", "Level"),
]


class Outline(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data + " "

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def test_a_screen_reader_hears_caption_column_and_row_headings():
    outline = Outline(
        table([{"place": "Leeds", "value": "57.1 years", "level": "better"}], COLUMNS, caption="All places")
    )
    assert "All places" in outline.text
    assert [th["scope"] for th in outline.all("th")] == ["col", "col", "col", "row"]


def test_rows_that_stack_on_a_phone_stay_a_table_and_every_cell_says_its_column():
    outline = Outline(table([{"place": "Leeds", "value": "57.1", "level": "better"}], COLUMNS, caption="All places"))
    assert outline.all("table")[0]["role"] == "table"
    # each cell takes its heading from the table by its position
    assert outline.all("table")[0]["style"] == "--h1:'Place';--h2:'Value';--h3:'Level'"
    assert {td["role"] for td in outline.all("td")} == {"cell"}
    assert outline.all("tr")[1]["role"] == "row"
    assert "td:nth-child(3) { --label: var(--h3); }" in TABLE_CSS
    assert "content: var(--label)" in TABLE_CSS


def test_where_rows_stack_the_rest_of_each_waits_behind_a_more_that_names_its_row():
    columns = [*COLUMNS[:2], Column("level", "Level", rest=True), Column("n", "Count", numeric=True, rest=True)]
    drawn = table([{"place": "<b>Leeds", "value": "57.1", "level": "better", "n": "3"}], columns, caption="All")
    outline = Outline(drawn)
    assert [td["class"] for td in outline.all("td")[1:]] == ["rest", "number rest"]
    assert outline.all("details") == [{"class": "rest"}]
    assert "More  on <b>Leeds" in outline.text
    assert "<b>" not in drawn
    assert "tr:has(details.rest:not([open])) td.rest { display: none; }" in TABLE_CSS
    assert "@media screen" in TABLE_CSS, "on paper nothing waits"


def test_a_table_that_shows_everything_offers_no_more():
    rows = [{"place": "Leeds", "value": "57.1", "level": "better"}]
    assert "<details" not in table(rows, COLUMNS, caption="All places")


def test_a_heading_that_holds_code_stays_a_heading_in_the_style_sheet():
    columns = [Column("place", "Place", names_the_row=True), Column("x", 'it\'s "5%"; } <b>')]
    (drawn,) = Outline(table([{"place": "Leeds", "x": "1"}], columns, caption="All")).all("table")
    # of CSS Syntax Level 3, 4.3.7: a backslash, the number of the character, and one space
    assert drawn["style"].endswith(r"--h2:'it\27 s \22 5\25 \22 \3b  \7d  \3c b\3e '")


def test_a_table_wider_than_the_screen_scrolls_in_a_region_the_keyboard_reaches():
    region = Outline(table([{"place": "Leeds"}], COLUMNS, caption="All places", scroll=True)).all("div")[0]
    assert (region["role"], region["tabindex"], region["aria-label"]) == ("region", "0", "All places")


def test_what_somebody_typed_is_shown_and_never_run():
    nasty = '<script>alert("x")</script>'
    html = table(
        [{"place": Cell(nasty, note=nasty), "value": (nasty, "profile?place=" + nasty)}], COLUMNS, caption=nasty
    )
    outline = Outline(html)
    assert not outline.all("script")
    assert outline.text.count(nasty) == 4


@pytest.mark.parametrize("address", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x"])
def test_a_link_that_would_run_something_is_refused(address):
    with pytest.raises(ValueError, match="cannot link to"):
        table([{"place": ("Leeds", address)}], COLUMNS, caption="x")


def test_a_link_opens_in_the_same_tab():
    link = Outline(table([{"place": ("Leeds", "profile?place=E08000035")}], COLUMNS, caption="x")).all("a")[0]
    assert link == {"href": "profile?place=E08000035", "target": "_self"}


def test_a_cell_that_was_given_nothing_says_no_figure():
    assert "no figure" in Outline(table([{"place": "Leeds", "value": None}], COLUMNS, caption="x")).text


def test_a_table_without_rows_says_so():
    assert "There is nothing to list here." in table([], COLUMNS, caption="Concerns")


def test_level_and_trend_cells_hold_mark_and_word():
    level = level_cell(LevelAnswer.NOT_COMPARED, Reason.NO_INTERVAL)
    trend = trend_cell(TrendAnswer.WORSENING)
    assert (level.text, trend.text) == ("cannot tell: no interval published", "worsening")
    assert level.drawing.startswith('<i class="mark ')
    assert trend.drawing != level.drawing


def test_a_heat_table_says_in_words_what_its_shades_say():
    places = [Heading("E1", "Leeds", "profile?place=E1"), Heading("E2", "York")]
    metrics = [Heading("pay", "Median pay")]
    cells = {("E1", "pay"): HeatCell("£642.50", LevelAnswer.MUCH_WORSE)}
    outline = Outline(heat_table(places, metrics, cells, caption="Two places"))
    leeds, york = outline.all("td")
    assert leeds["class"] == "shade-much-worse"
    assert york["class"] == "shade-none"
    assert " ".join(outline.text.split()).endswith("Median pay £642.50 much worse no figure")
    assert outline.all("div")[0]["tabindex"] == "0"
