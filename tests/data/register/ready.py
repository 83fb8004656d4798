"""A register that is ready at once: a copy of an empty one, whose tables were made before by the same migrations."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from data.register.register import Register
from domain.workspace import Workspace


def ready_register(folder: Path, workspace: Workspace) -> Register:
    """An empty register in a folder, opened as any other is; to make its tables anew takes ten times as long."""
    shutil.copytree(_made(workspace).name, folder, dirs_exist_ok=True)
    return Register.open(str(folder), workspace)


@cache
def _made(workspace: Workspace) -> tempfile.TemporaryDirectory[str]:
    """A folder with an empty register, kept until the tests end."""
    folder = tempfile.TemporaryDirectory(prefix="register-")
    Register.open(folder.name, workspace).close()
    return folder
