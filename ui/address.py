"""Addresses of views: one place that knows how a page and its parameters become a link."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from html import escape
from urllib.parse import quote, urlencode

ORDER = (
    "place", "places", "metric", "metrics", "compare", "target", "by",
    "framework", "mission", "programme", "transformation", "round", "practice", "practices", "adoption", "experiment",
    "appeal", "words", "result", "grade", "cost", "status", "period", "on", "kind", "view", "order", "level", "start",
)  # fmt: skip
"""Every parameter an address may carry, in the order in which addresses carry them."""

DECIMALS = 6
"""How many digits a number in an address may have after its point."""

PLURAL = frozenset({"places", "metrics", "practices"})
"""Parameters that hold several codes, joined by commas."""


def href(page: str, **parameters: object) -> str:
    """The relative address of a page, with its parameters percent-encoded in one stable order.

    A parameter that is ``None`` or empty is left out. Enums give their value, models their code.

    >>> href("profile", compare="region", place="E06000001")
    'profile?place=E06000001&compare=region'
    >>> href("compare", places=["E06000001", "E06000002"])
    'compare?places=E06000001,E06000002'
    >>> href("missions")
    'missions'
    """
    query = query_string(parameters)
    return quote(page_address(page)) + (f"?{query}" if query else "")


def query_string(parameters: Mapping[str, object]) -> str:
    """The parameters as the part of an address after the question mark, without it."""
    unknown = sorted(set(parameters) - set(ORDER))
    if unknown:
        raise ValueError(f"no page reads the parameter {unknown[0]!r}; an address may carry {', '.join(ORDER)}")
    texts = [(name, plain_text(parameters[name])) for name in ORDER if name in parameters]
    return urlencode([(name, text) for name, text in texts if text], quote_via=quote, safe=",")


def page_address(name: str) -> str:
    """The address of a page from the name of its file: underscores become hyphens."""
    return name.replace("_", "-")


def anchor(text: str, address: str) -> str:
    """A link as HTML that opens in the same tab, which Streamlit's own default is not."""
    return f'<a href="{escape(address)}" target="_self">{escape(text)}</a>'


def plain_text(value: object) -> str:
    """A value as an address carries it, before encoding: codes joined by commas, nothing for ``None``.

    >>> plain_text(78.50), plain_text(1e-05), plain_text(-0.0)
    ('78.5', '0.00001', '0')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return _digits(value)
    code = _code(value)
    if code is not None:
        return code
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ",".join(plain_text(item) for item in value)
    return str(value)


def _digits(value: float) -> str:
    """A number without an exponent, to as many decimals as an address may carry."""
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _code(value: object) -> str | None:
    if isinstance(value, StrEnum):
        return value.value
    names = (
        "code", "metric_id", "mission_id", "framework_id", "adoption_id", "experiment_id", "appeal_id", "practice_id",
        "transformation_id", "round_id", "programme_id",
    )  # fmt: skip
    return next((str(getattr(value, name)) for name in names if hasattr(value, name)), None)
