"""The lists a return chooses from: as the government's own monitoring has them, and our own words for status."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from domain.transformation import Status

FOLDER = Path(__file__).parent / "reference"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _scale(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{number} - {word}" for number, word in enumerate(words, start=1))


_LISTS, _OUTPUTS = _read("monitoring_lists"), _read("standard_outputs")
MONITORING_SOURCE = f"{_LISTS['publisher']}, {_LISTS['dated']}; {_LISTS['licence']}"
OUTPUTS_SOURCE = f"{_OUTPUTS['publisher']}, {_OUTPUTS['dated']}; {_OUTPUTS['licence']}"

DELAY_REASONS: tuple[str, ...] = tuple(_LISTS["delay_reasons"])
RISK_CATEGORIES: tuple[str, ...] = tuple(_LISTS["risk_categories"])
IMPACTS = _scale(_LISTS["impact"])
LIKELIHOODS = _scale(_LISTS["likelihood"])
PROXIMITIES = _scale(_LISTS["proximity"])
STANDARD_OUTPUTS: Mapping[str, str] = {each["name"]: each["unit"] for each in _OUTPUTS["outputs"]}
"""The unit of each output of the standard list."""

STATUS_WORDS: Mapping[Status, str] = {
    Status.NOT_STARTED: "Not started",
    Status.ON_TRACK: "On track",
    Status.DELAYED: "Delayed",
    Status.STALLED: "Stalled",
    Status.RESCOPED: "Rescoped",
    Status.CANCELLED: "Cancelled",
    Status.COMPLETED: "Completed",
}
SELF_RATINGS = _scale(
    (
        "We do not expect to deliver it as things stand",
        "Delivery is in doubt; it needs urgent action",
        "It can be delivered, if open problems are dealt with soon",
        "Delivery is probable; we watch a few problems",
        "We expect to deliver it in full and on time",
    )
)


def scaled(choice: str) -> int:
    """The number a word of a scale stands for.

    >>> scaled("3 - High")
    3
    """
    return int(choice.split(" ", 1)[0])


def status_of(words: str) -> Status:
    """The status said in words."""
    return next(status for status, said in STATUS_WORDS.items() if said == words)
