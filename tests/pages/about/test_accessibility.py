"""The accessibility statement is honest: it claims no full compliance and names what does not work."""

import html

from streamlit.testing.v1 import AppTest

from pages.about import accessibility
from tests.ui import fakes
from ui import stores


def run_page():
    from pages.about import accessibility as page
    from ui import frame
    from ui.stores import stores

    held = stores()
    page.page(frame.begin(held, page="accessibility", page_title="Accessibility", section="About"), held)


def drawn() -> str:
    stores.provide(fakes.stores)
    visit = AppTest.from_function(run_page, default_timeout=20).run()
    assert not visit.exception
    return html.unescape(" ".join(element.proto.body for element in visit.get("html")))


def test_the_statement_says_in_part_and_counts_its_own_barriers():
    assert (
        accessibility.finding()
        == f"These pages meet the standard in part: {len(accessibility.NOT_YET)} barriers are known"
    )
    text = drawn()
    assert "does not claim that the pages comply in full" in text
    assert "fully compliant" not in text


def test_every_barrier_comes_with_another_way():
    text = drawn()
    for what, rule, instead in accessibility.NOT_YET:
        assert f"<h3>{what}</h3>" in text
        assert f"{rule}. {instead}" in text


def test_it_says_what_nobody_has_tested_whom_to_tell_and_when_it_was_prepared():
    text = drawn()
    assert "Nobody has yet tested these pages with a screen reader" in text
    assert "Equality Advisory and Support Service" in text
    assert "It was prepared on 23 November 2026" in text
