"""Which workspace a process serves, as its environment says. Light to import: it is asked before anything is opened."""

from collections.abc import Mapping

from domain.workspace import Workspace

WORKSPACE, REGISTER = "STEWARDSHIP_WORKSPACE", "STEWARDSHIP_REGISTER"


class WorkspaceUnknown(ValueError):
    """The environment names a workspace that there is not."""


def configured_workspace(environment: Mapping[str, str]) -> Workspace:
    """The workspace that is named, else live where a register is, else training: a fresh machine is for practice."""
    named = environment.get(WORKSPACE, "").strip().lower()
    if not named:
        return Workspace.LIVE if environment.get(REGISTER, "").strip() else Workspace.TRAINING
    if named not in set(Workspace):
        raise WorkspaceUnknown(f"{WORKSPACE} is “{named}”, which is no workspace. Set it to {' or '.join(Workspace)}.")
    return Workspace(named)
