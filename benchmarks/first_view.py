"""How long a first reader waits, and what a first visit fetches, in a real browser.

python -m benchmarks.first_view
"""

import argparse
import base64
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.printing import against_goal, table
from benchmarks.service import Service, real_service

GOAL_SECONDS = 5.0
GOAL_MEGABYTES = 3.5
SECONDS_AT_MOST = 60
STILL_SECONDS = 1.0  # nothing fetched for so long means that the page has all it asked for
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass(frozen=True)
class Visit:
    """One address, and what on its page is the first figure."""

    name: str
    address: str
    figure: str


VISITS = (
    Visit("missions", "/", "ol.missions ul.measures li"),
    Visit("profile", "/profile?place=E06000001", "div.verdicts table td"),
    Visit("metric, map", "/metric?metric=employment_rate&view=map&level=district", ".choroplethlayer path >> nth=300"),
)


@dataclass
class Fetched:
    """Bytes on the wire so far: replies with their headers, as compressed as they came, and websocket messages."""

    replies: float = 0
    messages: float = 0
    at: float = 0.0

    def reply(self, event: dict[str, Any]) -> None:
        """One reply has arrived whole."""
        self.replies += event["encodedDataLength"]
        self.at = time.perf_counter()

    def message(self, event: dict[str, Any]) -> None:
        """One websocket message has arrived; the browser tells a binary one in base64."""
        frame = event["response"]
        binary = frame["opcode"] == 2
        self.messages += len(base64.b64decode(frame["payloadData"]) if binary else frame["payloadData"].encode())
        self.at = time.perf_counter()


@dataclass(frozen=True)
class Seen:
    """One first visit: seconds from the start of the server's process, and megabytes fetched."""

    answering: float
    figure: float
    replies: float
    messages: float

    @property
    def megabytes(self) -> float:
        """All of it."""
        return self.replies + self.messages


def main(arguments: list[str] | None = None) -> None:
    """Visit and print."""
    argparse.ArgumentParser(prog="python -m benchmarks.first_view", description="A first visit.").parse_args(arguments)
    with _browser() as browser:
        see(VISITS[-1], browser)  # unmeasured: compiles what a start imports
        rows = [_row(visit, see(visit, browser)) for visit in VISITS]
    headings = ["first visit", "answering s", "first figure s", "replies MB", "messages MB", "all MB", "goals"]
    print(table(headings, rows))
    print(
        f"a new process and an empty cache each; goals: at most {GOAL_SECONDS:.0f} s from the start of the process "
        f"to the first figure, and at most {GOAL_MEGABYTES} MB fetched"
    )


def see(visit: Visit, browser: Browser) -> Seen:
    """Start the service, open one page at once, and wait until nothing more arrives."""
    with real_service() as service:
        answering = time.perf_counter() - service.started
        context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=service.address)
        context.set_default_timeout(SECONDS_AT_MOST * 1000)
        page = context.new_page()
        fetched = _watch(context, page)
        page.goto(visit.address, wait_until="commit")
        page.locator(visit.figure).first.wait_for(state="visible")
        figure = time.perf_counter() - service.started
        _wait_until_still(page, fetched, service)
        context.close()
    return Seen(answering, figure, fetched.replies / 1e6, fetched.messages / 1e6)


def _watch(context: BrowserContext, page: Page) -> Fetched:
    fetched = Fetched()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.on("Network.loadingFinished", fetched.reply)
    tools.on("Network.webSocketFrameReceived", fetched.message)
    return fetched


def _wait_until_still(page: Page, fetched: Fetched, service: Service) -> None:
    while time.perf_counter() - fetched.at < STILL_SECONDS:
        page.wait_for_timeout(100)
    service.refuse_failures()


@contextmanager
def _browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise SystemExit("There is no Chromium on this machine. On Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


def _row(visit: Visit, seen: Seen) -> list[str]:
    goals = [against_goal(seen.figure, GOAL_SECONDS), against_goal(seen.megabytes, GOAL_MEGABYTES)]
    return [
        visit.name,
        f"{seen.answering:.1f}",
        f"{seen.figure:.1f}",
        f"{seen.replies:.2f}",
        f"{seen.messages:.2f}",
        f"{seen.megabytes:.2f}",
        "/".join(goals) if "OVER" in goals else "met",
    ]


if __name__ == "__main__":
    main()
