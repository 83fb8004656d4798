"""The real service, started from its command on a free port, and a real browser to read it with."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
REQUIRED = "STEWARDSHIP_BROWSER_REQUIRED"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# The first is the same browser without windows: it draws nothing that nobody sees, and takes far less of a machine.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
SECONDS_TO_START = 40
PATIENCE = 60_000  # milliseconds: the first page of a service that has just started takes its time on a busy machine
WIDE, PHONE = 1440, 390


def pytest_collection_modifyitems(items):
    """Everything here drives a browser."""
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is. On a laptop without one these tests are skipped; in CI that is a failure."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return found
    sentence = "no Chromium on this machine, so nothing was tried in a browser; on Debian: apt-get install chromium"
    if os.environ.get(REQUIRED):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def store(tmp_path_factory) -> Path:
    """Where the service of these tests keeps its register: laid out once, and never in the project's own folder."""
    folder = tmp_path_factory.mktemp("register")
    subprocess.run([sys.executable, "-m", "data.training", "--at", str(folder)], cwd=ROOT, check=True, timeout=300)
    return folder


@pytest.fixture(scope="session")
def start_service(request, tmp_path_factory) -> Iterator[Callable[..., str]]:
    """Start the service in a process of its own; gives its address. All are stopped at the end.

    It serves the training workspace, unless the environment that is given names another register.
    """
    processes, folder = [], tmp_path_factory.mktemp("services")

    def start(*arguments: str, port: int | None = None, **environment: str) -> str:
        port = port or free_port()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *arguments]
        if "STEWARDSHIP_REGISTER" not in environment:
            environment["STEWARDSHIP_REGISTER"] = str(request.getfixturevalue("store"))
        own = {"STEWARDSHIP_WORKSPACE": "training"} | environment
        said = folder / f"{port}.log"  # a file: a pipe that nobody reads fills up, and then the service stands still
        with said.open("w") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, text=True, env=os.environ | own
            )
        processes.append(process)
        address = f"http://127.0.0.1:{port}"
        _wait_for(process, f"{address}/_stcore/health", said)
        return address

    yield start
    for process in processes:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def service(start_service) -> str:
    """The address of one running service for all tests."""
    return start_service()


@pytest.fixture(scope="session")
def browser(chromium):
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield running
        running.close()


SCREEN = {"viewport": {"width": WIDE, "height": 900}, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def reader_of(browser):
    """One reader's browser for each service, which keeps scripts it has seen and nothing else from test to test."""
    readers = {}

    def reader(service: str):
        if service not in readers:
            readers[service] = browser.new_context(base_url=service, **SCREEN)
            readers[service].set_default_timeout(PATIENCE)
        return readers[service]

    yield reader
    for context in readers.values():
        context.close()


@pytest.fixture
def page(reader_of, service):
    """A fresh page, 1440 pixels wide, of nobody in particular. ``page.faults`` collects what a page must not do."""
    reader = reader_of(service)
    page = reader.new_page()
    page.faults = _watch(page, service)
    yield page
    page.close()
    reader.clear_cookies()


@pytest.fixture
def newcomer(browser, service):
    """A page of a browser that was never here before."""
    context = browser.new_context(base_url=service, **SCREEN)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.faults = _watch(page, service)
    yield page
    context.close()


@pytest.fixture
def open_page(page):
    """Open an address and wait until Streamlit has finished drawing it."""

    def opened(address: str):
        page.goto(address)
        settled(page)
        return page

    return opened


def settled(page) -> None:
    """Wait until the page has a heading and no run is going on."""
    page.wait_for_selector("h1")
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")


@pytest.fixture
def assert_accessible():
    """Fail on any WCAG 2.0, 2.1 or 2.2 rule of level A or AA that axe finds broken."""
    from axe_playwright_python.base import AXE_SCRIPT

    asked = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}

    def check(page) -> None:
        if not page.evaluate("'axe' in window"):  # a visit needs it once, however many widths it is looked at in
            page.evaluate(AXE_SCRIPT)
        broken = [
            {"rule": rule["id"], "help": rule["help"], "where": [node["html"][:300] for node in rule["nodes"][:3]]}
            for rule in page.evaluate("asked => axe.run(asked).then(found => found.violations)", asked)
        ]
        assert not broken, f"{page.url} at {page.viewport_size}: {json.dumps(broken, indent=1)}"

    return check


@pytest.fixture
def assert_readable_on_any_screen(assert_accessible):
    """Fail where a page breaks a rule, or runs off its side, on a wide screen or on a phone: both in one visit."""

    def check(page) -> None:
        for width in (WIDE, PHONE):
            resize(page, width)
            assert_accessible(page)
            reached = page.evaluate("document.documentElement.scrollWidth")
            assert reached <= width, f"{page.url} runs off its side: {reached} at {width}"
        resize(page, WIDE)
        assert page.faults == []

    return check


def resize(page, width: int, height: int = 900) -> None:
    """Give the page another width, and wait until it has it."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("width => window.innerWidth === width", arg=width)


def _watch(page, service: str) -> list[str]:
    """What the page does wrong: errors in its console, and requests that leave this machine."""
    faults: list[str] = []

    def heard(message) -> None:
        # Streamlit finds out its base address by asking below the page's own: two expected answers of 404.
        if message.type == "error" and "_stcore/" not in (message.location or {}).get("url", ""):
            faults.append(f"console: {message.text}")

    def asked(request) -> None:
        if not request.url.startswith((service, service.replace("http", "ws"), "data:", "blob:")):
            faults.append(f"asked another machine: {request.url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("request", asked)
    return faults


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def _wait_for(process: subprocess.Popen, address: str, said: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the service stopped while starting:\n{said.read_text()}", pytrace=False)
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    process.kill()
    pytest.fail(f"the service did not answer within {SECONDS_TO_START} s:\n{said.read_text()}", pytrace=False)
