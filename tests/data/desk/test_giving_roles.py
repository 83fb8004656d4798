"""The first administrator, let in from the command line; and the workspace a process serves."""

import pytest

from data.desk.__main__ import main
from data.desk.workspaces import REGISTER, WORKSPACE, WorkspaceUnknown, configured_workspace
from data.register.engine import ADDRESS
from data.register.register import Register
from domain.grant import Grant, grant_id
from domain.person import Role
from domain.workspace import Workspace


def given(address: str, *arguments: str) -> int:
    return main(["--at", address, "--why", "To begin with.", *arguments])


def line(address: str) -> Grant:
    register = Register.open(address, Workspace.LIVE)
    try:
        return register.get(Grant, grant_id("ada@x.example")).record
    finally:
        register.close()


def test_the_first_administrator_is_let_in_and_what_they_had_stays(address, capsys):
    assert given(address, "--give", "place_officer", "--to", "Ada@x.example", "--place", "E06000001") == 0
    assert given(address, "--give", "administrator", "--to", "ada@x.example", "--name", "Ada") == 0
    assert "ada@x.example is place officer and administrator in the live workspace." in capsys.readouterr().out
    found = line(address)
    assert (found.roles, found.place_codes) == ((Role.PLACE_OFFICER, Role.ADMINISTRATOR), ("E06000001",))
    assert found.name == "Ada"


def test_a_place_that_is_no_code_is_refused_in_words(address, capsys):
    assert given(address, "--give", "certifier", "--to", "ada@x.example", "--place", "Hartlepool") == 1
    said = capsys.readouterr().err
    assert "Nothing was given" in said
    assert "--place 'Hartlepool' is no code of a place" in said


def test_a_role_without_a_reason_is_refused_in_words(address, capsys):
    assert main(["--at", address, "--why", " ", "--give", "steward", "--to", "ada@x.example"]) == 1
    said = capsys.readouterr().err
    assert "Nothing was given" in said
    assert "--why" in said


def test_a_role_that_answers_for_a_place_says_that_it_has_none_yet(address, capsys):
    assert given(address, "--give", "certifier", "--to", "ada@x.example") == 0
    assert "answer for no place yet" in capsys.readouterr().out
    assert given(address, "--give", "certifier", "--to", "ada@x.example", "--place", "E06000001") == 0
    assert "no place" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, Workspace.TRAINING),
        ({ADDRESS: "/somewhere"}, Workspace.LIVE),
        ({ADDRESS: "/somewhere", WORKSPACE: "training"}, Workspace.TRAINING),
        ({WORKSPACE: " Live "}, Workspace.LIVE),
        ({ADDRESS: " ", WORKSPACE: " "}, Workspace.TRAINING),
    ],
)
def test_a_fresh_machine_is_for_practice_until_a_register_is_named(environment, expected):
    assert configured_workspace(environment) is expected


def test_a_workspace_nobody_knows_is_refused_by_name():
    with pytest.raises(WorkspaceUnknown, match="“lvie”"):
        configured_workspace({WORKSPACE: "lvie"})
    assert REGISTER == ADDRESS
