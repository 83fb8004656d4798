"""The shape of the house, kept by machine."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit import config

from ui import menu
from ui.roles import EVERYONE

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("pages", "ui", "metrics", "data", "domain")
MODULES = sorted([ROOT / "app.py", *(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))])
BESIDE = sorted(file for room in ("tests", "benchmarks") for file in (ROOT / room).rglob("*.py"))


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


def imported(file: Path) -> set[str]:
    """The top-level packages a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_imports_point_one_way():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", MODULES, ids=named)
def test_only_the_server_the_pages_and_ui_know_streamlit_and_only_data_knows_duckdb(file):
    room = file.relative_to(ROOT).parts[0]
    if room not in {"app.py", "pages", "ui"}:
        assert "streamlit" not in imported(file)
    if room != "data":
        assert "duckdb" not in imported(file)


@pytest.mark.parametrize("file", [*MODULES, *BESIDE], ids=named)
def test_no_module_is_longer_than_three_hundred_lines(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("file", [*MODULES, *BESIDE], ids=named)
def test_no_module_is_named_after_nothing(file):
    assert not {file.stem, file.parent.name} & {"utils", "helpers", "common", "misc", "util", "helper"}


@pytest.mark.parametrize("file", MODULES, ids=named)
def test_only_the_frame_touches_the_address_and_the_session(file):
    touched = {
        node.attr
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"query_params", "session_state"}
    }
    assert not touched or file in {ROOT / "ui" / "frame.py", ROOT / "ui" / "kept.py"}


def test_no_page_lies_where_streamlit_would_serve_it_without_the_shell():
    assert [file.name for file in (ROOT / "pages").glob("*.py")] == ["__init__.py"]
    assert not (ROOT / "ui" / "pages").exists()  # beside the script that Streamlit runs


@pytest.mark.parametrize("file", menu.page_files(), ids=named)
def test_a_page_says_its_title_its_place_in_the_menu_and_who_may_open_it(file):
    names = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            names |= {item.id for target in node.targets for item in ast.walk(target) if isinstance(item, ast.Name)}
        elif isinstance(node, ast.FunctionDef):
            names.add(node.name)
    assert {"TITLE", "ORDER", "ROLES", "DESCRIPTION", "page"} <= names


def test_every_page_can_be_read_and_no_two_share_an_address():
    entries = menu.entries.__wrapped__()
    assert all(entry.order < 1000 for entry in entries), "a page could not be imported"
    assert len({entry.address for entry in entries}) == len(entries)
    assert all(isinstance(entry.roles, frozenset) and entry.roles for entry in entries)
    assert EVERYONE


def test_no_garbage_is_collected_after_each_run_and_only_this_machine_is_served():
    config.get_config_options(force_reparse=True)
    assert config.get_option("runner.postScriptGC") is False
    assert config.get_option("server.address") == "127.0.0.1"
    assert config.get_option("server.fileWatcherType") == "none"
    assert config.get_option("client.showErrorDetails") == "none"
    assert config.get_option("browser.gatherUsageStats") is False


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned(name):
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    wanted = [line for line in lines if line and not line.startswith("-r ")]
    assert wanted
    assert [line for line in wanted if not re.fullmatch(r"[A-Za-z0-9_.\[\]-]+==[0-9][0-9A-Za-z.]*", line)] == []


def test_what_is_imported_is_required():
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    required = {re.split(r"[=\[]", line)[0] for line in lines if "==" in line}
    outside = set().union(*(imported(file) for file in MODULES)) - set(ROOMS) - {"app"} - sys.stdlib_module_names
    arrive_with_others = {"starlette", "urllib3"}  # Streamlit's own server, and what requests is made of
    assert outside - required - arrive_with_others == set()
