"""Entries of the library that tests begin with."""

from typing import Any

from domain.practice import Practice

LEAST = {
    "practice_id": "gates", "title": "Alley gates: fewer burglaries", "what_was_done": "Gates across alleys.",
    "mission_ids": ["crime"], "outcome": "Burglary", "result": "worked",
}  # fmt: skip


def entry(**told: Any) -> Practice:
    """An entry with the least there has to be, and what is told besides."""
    return Practice.model_validate(LEAST | told)


def csv_text(*rows: dict[str, str], heads: list[str] | None = None) -> bytes:
    """Rows as somebody might type them, each over the least there has to be."""
    full = [
        {name: value if isinstance(value, str) else value[0] for name, value in LEAST.items()} | row for row in rows
    ]
    heads = heads or list(dict.fromkeys(name for row in full for name in row))
    lines = [heads, *([row.get(head, "") for head in heads] for row in full)]
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()
