"""The HTML document a page arrives in: Streamlit's own, in British English, or a page that says "not here"."""

import re
from collections.abc import Callable, Iterable
from html import escape

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.marks import mark_style
from ui.replies import Reply, caught
from ui.theme import style
from ui.typing_at_rest import TAG
from ui.visible import shown

NO_SCRIPT = "This service draws its pages with JavaScript, which is switched off or blocked in this browser."

NOT_HERE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Page not found - {service}</title><style>
body {{ margin: 0; font: 1.1875rem/1.4 Arial, Helvetica, sans-serif; color: #0b0c0c; background: #fff; }}
header {{ background: #12436d; color: #fff; font-weight: 700; padding: 0.75rem 1.5rem; }}
main {{ max-width: 66ch; padding: 1.5rem; overflow-wrap: anywhere; }}
a {{ color: #1a65a6; }} a:focus-visible {{ background: #fd0; color: #0b0c0c; outline: 3px solid #0b0c0c; }}
</style></head><body><header>{service}</header><main><h1>Page not found</h1>
<p>There is no page at “{address}”. If you typed the address, check it. If a link led here, the page has moved.</p>
<p>You can go to:</p><ul>{links}</ul></main></body></html>
"""


class Document:
    """Middleware that puts the document right for known pages, and answers 404 where Streamlit would not."""

    def __init__(self, app: ASGIApp, *, service: str, addresses: Callable[[], Iterable[str]]) -> None:
        self.app = app
        self.service = service
        self.addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change the reply if it is a document."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        reply = await caught(self.app, _unconditional(scope), receive, send, wanted=_is_document)
        if reply is not None:
            self._put_right(reply, scope["path"])
            await reply.send(send)

    def _put_right(self, reply: Reply, path: str) -> None:
        known = frozenset(self.addresses())
        if path.strip("/") in known or not path.strip("/"):
            reply.body = put_right(reply.body.decode(), service=self.service).encode()
        else:
            reply.start["status"] = 404
            reply.body = not_here(path, service=self.service, addresses=known).encode()
        reply.headers["cache-control"] = "no-cache"
        for validator in ("etag", "last-modified", "accept-ranges"):  # they speak of the file as Streamlit ships it
            if validator in reply.headers:
                del reply.headers[validator]


def put_right(html: str, *, service: str) -> str:
    """Streamlit's document with our language and name, and without the script, font and notes we do not use."""
    html = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    html = html.replace('<html lang="en">', '<html lang="en-GB">')
    html = re.sub(r"<title>.*?</title>", f"<title>{escape(service)}</title>", html)
    html = re.sub(r"<noscript>.*?</noscript>", f"<noscript><p>{NO_SCRIPT}</p></noscript>", html, flags=re.DOTALL)
    html = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    html = re.sub(r'<link\s+rel="preload"[^>]*as="font"[^>]*>', "", html)
    html = re.sub(r'<link rel="service-desc"[^>]*>', "", html)
    styles = style() + mark_style()  # here rather than in each page: no flash, and no bytes a run
    html = html.replace("</head>", f"{styles}{TAG}</head>")
    return re.sub(r"\n\s*\n+", "\n", html).lstrip()


def not_here(path: str, *, service: str, addresses: Iterable[str]) -> str:
    """A page that names the address nobody serves, and says where else to go."""
    links = "".join(f'<li><a href="/{escape(name)}">{escape(_words(name))}</a></li>' for name in sorted(addresses))
    return NOT_HERE.format(service=escape(service), address=escape(shown(path)), links=links)


def _words(address: str) -> str:
    return address.replace("-", " ").capitalize()


def _is_document(reply: Reply) -> bool:
    return reply.status == 200 and reply.headers.get("content-type", "").startswith("text/html")


def _unconditional(scope: Scope) -> Scope:
    """A request for a page asks for all of it: an old copy in the browser is of another document."""
    if "." in scope["path"].rpartition("/")[2]:
        return scope
    dropped = {b"if-none-match", b"if-modified-since", b"range"}
    return dict(scope, headers=[(name, value) for name, value in scope["headers"] if name not in dropped])
