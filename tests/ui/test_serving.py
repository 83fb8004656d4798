"""What goes over the wire: compressed, guarded, in British English, and with shapes for maps."""

import asyncio
import gzip
import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import FileResponse, HTMLResponse, Response

from tests.ui import fakes
from tests.ui.asking import ask
from ui import stores
from ui.compression import CompressedOnce
from ui.document import Document, put_right
from ui.geometry import ROUTES, TOPOJSON_ADDRESS, geometry_address
from ui.guard import Guard

SCRIPT = b"let figures = 'the same words again and again'; " * 500
FOR_EVER = {"cache-control": "public, immutable, max-age=31536000", "etag": '"abc"'}


class Counted:
    """An application that counts how often it is asked."""

    def __init__(self, response: Response) -> None:
        self.response, self.times, self.seen = response, 0, {}

    async def __call__(self, scope, receive, send) -> None:
        self.times += 1
        self.seen = dict(scope["headers"])
        await self.response(scope, receive, send)


def script(**headers: str) -> Counted:
    return Counted(Response(SCRIPT, media_type="text/javascript", headers=headers))


def test_a_script_that_never_changes_is_compressed_once_for_all_readers():
    inner = script(**FOR_EVER)
    app = CompressedOnce(inner)
    first, second = (ask(app, "/static/a.js", accept_encoding="gzip, br") for _ in range(2))
    assert gzip.decompress(second.body) == SCRIPT
    assert len(second.body) < len(SCRIPT) / 10
    assert int(second.headers["content-length"]) == len(second.body)
    assert "accept-encoding" in second.headers["vary"].lower()
    assert first.body == second.body
    assert inner.times == 1


def test_a_reply_that_may_change_is_asked_for_each_time():
    inner = script()
    app = CompressedOnce(inner)
    assert [ask(app, "/a", accept_encoding="gzip").text for _ in range(2)] == [SCRIPT.decode()] * 2
    assert inner.times == 2


@pytest.mark.parametrize("offer", ["", "br", "gzip;q=0", "identity"])
def test_a_reader_who_cannot_unpack_gets_it_plain(offer):
    app = CompressedOnce(script(**FOR_EVER))
    ask(app, "/a.js", accept_encoding="gzip")
    answer = ask(app, "/a.js", accept_encoding=offer)
    assert answer.body == SCRIPT
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("condition", ["range", "if_none_match", "if_modified_since"])
def test_a_conditional_request_is_left_to_the_server_behind(condition):
    inner = script(**FOR_EVER)
    app = CompressedOnce(inner)
    ask(app, "/a.js", accept_encoding="gzip")
    ask(app, "/a.js", accept_encoding="gzip", **{condition: "x"})
    assert inner.times == 2


@pytest.mark.parametrize(
    "response",
    [
        Response(b"short", media_type="text/css"),
        Response(SCRIPT, media_type="font/woff2"),
        Response(SCRIPT, 404, media_type="text/html"),
        Response(SCRIPT, media_type="text/css", headers={"content-encoding": "br"}),
    ],
)
def test_what_gains_nothing_is_sent_as_it_is(response):
    assert ask(CompressedOnce(Counted(response)), "/a", accept_encoding="gzip").body == response.body


class LeftOnce:
    """A server whose first reader leaves when some of a script was read; the next one stays."""

    def __init__(self, read: bytes) -> None:
        self.read, self.times = read, 0

    async def __call__(self, scope, receive, send) -> None:
        self.times += 1
        if self.times > 1:
            await script(**FOR_EVER)(scope, receive, send)
            return
        headers = [(b"content-type", b"text/javascript"), (b"cache-control", FOR_EVER["cache-control"].encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        if self.read:
            await send({"type": "http.response.body", "body": self.read, "more_body": True})


@pytest.mark.parametrize("read", [b"", SCRIPT[:10_000], SCRIPT])
def test_a_reader_who_leaves_halfway_leaves_no_half_of_a_script_to_the_next(read):
    app = CompressedOnce(LeftOnce(read))
    assert ask(app, "/a.js", accept_encoding="gzip").status == 500
    assert ask(app, "/a.js", accept_encoding="gzip").text == SCRIPT.decode()


def test_a_file_whose_readers_left_is_whole_for_the_next(tmp_path):
    path = tmp_path / "a.js"
    path.write_bytes(SCRIPT * 100)
    app = CompressedOnce(Counted(FileResponse(path, media_type="text/javascript", headers=FOR_EVER)))
    for _ in range(5):
        ask(app, "/a.js", accept_encoding="gzip", leaves=True)
    assert ask(app, "/a.js", accept_encoding="gzip").text == (SCRIPT * 100).decode()


def guarded(inner, *, signs_in: bool = False, signed_in: bool = False) -> Guard:
    return Guard(inner, signs_in=lambda: signs_in, may_fetch=lambda cookies: signed_in)


def test_every_reply_forbids_framing_foreign_scripts_and_guessing_at_types():
    headers = ask(guarded(script(access_control_allow_origin="*")), "/").headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"


def test_no_other_site_may_read_a_reply():
    inner = Counted(Response(b"", headers={"access-control-allow-origin": "*"}))
    assert "access-control-allow-origin" not in ask(guarded(inner), "/").headers


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent/mcp"])
def test_inner_workings_are_shown_to_nobody(path):
    inner = script()
    assert ask(guarded(inner), path).status == 404
    assert inner.times == 0


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST"])
def test_without_a_sign_in_this_machine_is_answered_by_its_own_names(host):
    assert ask(guarded(script()), "/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:8501", "127.0.0.1.evil.example", "localhost@evil.example", "0.0.0.0", "["],
)
def test_without_a_sign_in_another_name_is_refused_in_words_and_reaches_nothing(host):
    inner = script()
    answer = ask(guarded(inner), "/", host=host)
    assert (answer.status, inner.times) == (403, 0)
    assert "answers this machine only" in answer.text


@pytest.mark.parametrize("client", ["10.0.0.7", "192.168.1.2", "2001:db8::1", "::ffff:10.0.0.7", None])
def test_without_a_sign_in_another_machine_is_refused(client):
    inner = script()
    assert ask(guarded(inner), "/", client=client).status == 403
    assert inner.times == 0


@pytest.mark.parametrize("client", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_every_address_of_this_machine_is_this_machine(client):
    assert ask(guarded(script()), "/", client=client).status == 200


@pytest.mark.parametrize("header", ["x_forwarded_for", "x_forwarded_host", "forwarded", "x_real_ip", "via"])
def test_without_a_sign_in_what_a_proxy_passes_on_is_refused(header):
    assert ask(guarded(script()), "/", **{header: "127.0.0.1"}).status == 403


def test_without_a_sign_in_another_machine_gets_no_connection_either():
    inner = Counted(Response())
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"host", b"evil.example")]}
    asyncio.run(guarded(inner)(scope | {"client": ("127.0.0.1", 1)}, None, send))
    assert [message["type"] for message in sent] == ["websocket.close"]
    assert inner.times == 0


def test_with_a_sign_in_other_machines_are_answered():
    answer = ask(guarded(script(), signs_in=True), "/", host="stewardship.example", client="10.0.0.7")
    assert answer.status == 200


@pytest.mark.parametrize(
    ("path", "below"),
    [
        ("/media/abc.csv", ""),
        ("/steward/media/abc.csv", "steward/"),
        ("/_stcore/upload_file/1/2", ""),
        ("/steward/_stcore/upload_file/1/2", "steward"),
    ],
)
def test_with_a_sign_in_files_are_for_those_who_are_signed_in(path, below, monkeypatch):
    monkeypatch.setattr("ui.guard.config.get_option", lambda name: below)
    inner = script()
    refused = ask(guarded(inner, signs_in=True), path)
    assert (refused.status, inner.times) == (403, 0)
    assert "Sign in" in refused.text
    assert ask(guarded(inner, signs_in=True, signed_in=True), path).status == 200


def test_the_letters_a_page_is_set_in_are_served_to_everybody():
    assert ask(guarded(script(), signs_in=True), "/static/media/letters.woff2").status == 200


INDEX = Path(streamlit.__file__).parent / "static" / "index.html"


def document() -> Document:
    inner = Counted(HTMLResponse(INDEX.read_text(), headers={"etag": '"theirs"'}))
    return Document(inner, service="Stewardship", addresses=lambda: {"profile", "open-data"})


def test_the_document_is_in_british_english_under_our_name_with_our_style():
    answer = ask(document(), "/profile")
    assert answer.status == 200
    assert '<html lang="en-GB">' in answer.text
    assert "<title>Stewardship</title>" in answer.text
    assert ".notice" in answer.text
    assert "etag" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_the_document_has_no_script_of_its_own_so_that_none_need_be_allowed():
    html = put_right(INDEX.read_text(), service="Stewardship")
    assert [tag for tag in re.findall(r"<script[^>]*>", html) if "src=" not in tag] == []
    assert '<div id="root">' in html


def test_an_address_without_a_page_is_answered_404_with_its_name_and_ways_on():
    answer = ask(document(), "/<b>nowhere</b>")
    assert answer.status == 404
    assert "no page at “/&lt;b&gt;nowhere&lt;/b&gt;”" in answer.text
    assert 'href="/profile"' in answer.text
    assert "Open data" in answer.text


def test_a_missing_script_is_not_answered_with_a_page():
    assert ask(document(), "/static/js/gone.js").status == 404


@pytest.fixture
def shapes(tmp_path):
    (tmp_path / "district.json").write_text('{"type": "FeatureCollection", "features": []}')
    (tmp_path.parent / "secret.json").write_text("{}")
    stores.provide(lambda: fakes.stores(fakes.FakeFigures(boundaries_folder=tmp_path)))
    return Starlette(routes=ROUTES)


def test_shapes_of_the_current_build_are_kept_by_the_browser_for_ever(shapes):
    answer = ask(shapes, geometry_address("2026-11-22-1", "district"))
    assert answer.status == 200
    assert "FeatureCollection" in answer.text
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("name", ["parish", "..%2fsecret", "../secret", "DISTRICT", "district.json"])
def test_shapes_nobody_made_are_answered_404_in_words(shapes, name):
    assert ask(shapes, f"/geometry/2026-11-22-1/{name}.json").status == 404


def test_shapes_of_another_build_are_never_taken_for_these(shapes):
    answer = ask(shapes, "/geometry/2019-01-01-1/district.json")
    assert answer.status == 404
    assert "“2019-01-01-1” is not the current one" in answer.text


def test_a_map_asks_this_server_for_the_world_and_gets_an_empty_one(shapes):
    answer = ask(shapes, f"{TOPOJSON_ADDRESS}world_110m.json")
    assert answer.status == 200
    assert '"coastlines"' in answer.text


def test_shapes_say_why_when_there_is_no_build(shapes):
    class Gone(Exception):
        for_reader = "There is no build."

    def fail():
        raise Gone

    stores.provide(fail)
    answer = ask(shapes, "/geometry/any/district.json")
    assert (answer.status, answer.text) == (503, "There is no build.\n")
