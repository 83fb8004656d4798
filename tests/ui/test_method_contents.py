"""The parts of the Methods page: nothing is lost between the groups, and a link to a folded section can open it."""

from ui.method_contents import OTHERS, contents, folded, grouped


def test_a_method_of_no_group_is_listed_last_instead_of_lost():
    groups = grouped({"brand-new": "A new method", "trend": "Trend"})
    assert list(groups) == ["Where it is going", OTHERS]
    assert groups[OTHERS] == {"brand-new": "A new method"}


def test_a_group_without_methods_is_left_out():
    assert list(grouped({"trend": "Trend"})) == ["Where it is going"]


def test_the_key_of_a_folded_section_lies_inside_so_that_a_link_to_it_opens_the_note():
    text = folded("Trend & more", "<p>Said.</p>", key="trend")
    assert text.index("</summary>") < text.index('id="trend"') < text.index("Said.")
    assert "Trend &amp; more" in text
    assert "open" not in text.split(">")[0]


def test_contents_name_each_group_above_its_links():
    text = contents({"Where it is going": {"trend": "Trend"}})
    assert text.index("Where it is going") < text.index('href="#trend"')
