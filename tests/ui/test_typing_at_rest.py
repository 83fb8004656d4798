"""Saving while somebody types: the script is served to everybody, and every document asks for it."""

from starlette.applications import Starlette
from starlette.testclient import TestClient

from ui.document import put_right
from ui.typing_at_rest import ADDRESS, ROUTES


def test_every_document_asks_for_the_script_by_its_address():
    html = put_right("<html lang='en'><head><title>x</title></head><body></body></html>", service="Stewardship")
    assert f'<script defer src="{ADDRESS}"></script></head>' in html


def test_the_script_is_served_as_one_and_waits_until_somebody_rests():
    answer = TestClient(Starlette(routes=ROUTES)).get(ADDRESS)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert "focusout" in answer.text
