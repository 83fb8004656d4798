"""Attribution: every source under its own licence, and every library named with its licence."""

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from pages.about import attribution
from tests.ui import fakes
from ui import stores

OPEN = "Open Government Licence v3.0"


def run_page():
    from pages.about import attribution as page
    from ui import frame
    from ui.stores import stores

    held = stores()
    page.page(frame.begin(held, page="attribution", page_title="Attribution", section="About"), held)


def test_the_title_counts_the_sources_by_licence():
    listed = {
        "a": fakes.source("a", "A"),
        "b": fakes.source("b", "B"),
        "c": fakes.source("c", "C", "MIT licence (package)"),
    }
    assert (
        attribution.finding(attribution.prepare(listed))
        == f"All 3 sources may be used again, 2 of them under the {OPEN}"
    )
    closed = listed | {"d": fakes.source("d", "D", "All rights reserved")}
    assert (
        attribution.finding(attribution.prepare(closed))
        == f"3 of 4 sources may be used again, 2 of them under the {OPEN}"
    )


def test_no_sources_at_all_is_said_in_words():
    assert attribution.finding(attribution.prepare({})) == "No sources are listed"


def test_every_source_stands_under_its_licence_with_its_publisher_and_date(shipped_stores):
    stores.provide(lambda: shipped_stores)
    visit = AppTest.from_function(run_page, default_timeout=20).run()
    assert not visit.exception
    text = html.unescape(" ".join(element.proto.body for element in visit.get("html")))
    for source in shipped_stores.sources.values():
        assert source.title in text
        assert source.publisher in text
        assert source.licence in text
    assert "Contains OS data © Crown copyright and database right" in text


@pytest.mark.parametrize("name", [name for name, _, _ in attribution.LIBRARIES])
def test_every_library_named_is_one_the_service_requires(name, root):
    required = re.findall(r"^([a-z0-9-]+)(?:\[[a-z]+\])?==", (root / "requirements.txt").read_text(), re.MULTILINE)
    assert name in required
    assert {library for library, _, _ in attribution.LIBRARIES} == set(required)
