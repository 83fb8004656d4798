"""What must be settled before the service answers anybody: who may reach it, and how people sign in."""

import ipaddress
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from streamlit import config
from streamlit.auth_util import get_secrets_auth_section, validate_auth_credentials
from streamlit.errors import StreamlitAuthError

DEFAULT = "default"
CALLBACK = "/oauth2callback"
SHORTEST_SECRET = 32


def provider_configured() -> bool:
    """Whether people sign in. Without, the service is for this machine alone."""
    return bool(get_secrets_auth_section())


def providers() -> tuple[str, ...]:
    """The names of the providers people may sign in with."""
    section = get_secrets_auth_section()
    named = tuple(str(name) for name, value in section.items() if isinstance(value, Mapping) and "client_id" in value)
    return ((DEFAULT,) if "client_id" in section and DEFAULT not in named else ()) + named


def over_tls() -> bool:
    """Whether readers reach the service by https, as the provider is told."""
    return str(get_secrets_auth_section().get("redirect_uri", "")).startswith("https://")


def fault_of_settings() -> str:
    """Why the service must not start as it is set up, or nothing."""
    section = get_secrets_auth_section()
    return _fault_of_sign_in(section) if section else _fault_of_address(config.get_option("server.address"))


def is_this_machine(host: str) -> bool:
    """Whether a host name or an address is this machine's own.

    >>> [is_this_machine(host) for host in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "127.0.0.1.example.org")]
    [True, True, True, False, False]
    """
    if host.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _fault_of_address(address: str | None) -> str:
    if address and is_this_machine(address):
        return ""
    return (
        f"The service would listen on {address or 'every address of this machine'}, and nobody is asked to sign in."
        " Without a sign-in it serves this machine only. Either start it with --server.address 127.0.0.1, or set up a"
        " sign-in first: an [auth] section in .streamlit/secrets.toml (README, Sign-in)."
    )


def _fault_of_sign_in(section: Mapping[str, Any]) -> str:
    try:
        for provider in providers() or (DEFAULT,):
            validate_auth_credentials(provider)
    except StreamlitAuthError as fault:
        return f"The sign-in is not set up as it should be. {' '.join(str(fault).split())}"
    address = urlsplit(str(section["redirect_uri"]))
    if not address.path.endswith(CALLBACK) or address.scheme not in {"http", "https"} or not address.hostname:
        return (
            f"In [auth], redirect_uri is “{section['redirect_uri']}”. Give the whole address that readers use, ending"
            f" in {CALLBACK}, such as https://stewardship.example.gov.uk{CALLBACK}."
        )
    if address.scheme == "http" and not is_this_machine(address.hostname):
        return (
            f"In [auth], redirect_uri is “{section['redirect_uri']}”, which is not encrypted: whoever listens on the"
            " way could sign in as another person. Serve it by https, and write https:// there."
        )
    if (length := len(str(section["cookie_secret"]))) < SHORTEST_SECRET:
        return (
            f"In [auth], cookie_secret has {length} characters, and could be guessed. Make one"
            f' of at least {SHORTEST_SECRET}: python -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    return ""
