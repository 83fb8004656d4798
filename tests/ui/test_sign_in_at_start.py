"""What keeps the service from starting: no sign-in on an open address, one set up unsafely, an unknown workspace."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def started(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "1", *arguments]
    own = {"PATH": "", "HOME": str(folder), "STEWARDSHIP_REGISTER": str(folder)} | environment
    return subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, timeout=60, check=False)


SECRETS = """[auth]
redirect_uri = "{uri}"
cookie_secret = "{secret}"
client_id = "a"
client_secret = "b"
server_metadata_url = "http://localhost:1/.well-known/openid-configuration"
"""


def test_without_a_sign_in_the_service_refuses_to_start_on_any_other_address(tmp_path):
    done = started("--server.address", "0.0.0.0", folder=tmp_path)
    assert done.returncode != 0
    assert "would listen on 0.0.0.0, and nobody is asked to sign in" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_workspace_is_refused_at_the_start(tmp_path):
    done = started(folder=tmp_path, STEWARDSHIP_WORKSPACE="lvie")
    assert done.returncode != 0
    assert "“lvie”, which is no workspace. Set it to live or training." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"uri": "https://x.example/oauth2callback", "secret": "short"}, "cookie_secret has 5 characters"),
        ({"uri": "http://x.example/oauth2callback", "secret": "s" * 40}, "not encrypted"),
        ({"uri": "https://x.example/", "secret": "s" * 40}, "ending in /oauth2callback"),
    ],
)
def test_a_sign_in_that_is_set_up_unsafely_is_refused_at_the_start(settings, said, tmp_path):
    file = tmp_path / "secrets.toml"
    file.write_text(SECRETS.format(**settings))
    done = started("--secrets.files", str(file), folder=tmp_path)
    assert done.returncode != 0
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
