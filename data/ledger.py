"""The account a source gives of its observations: every one is kept or set aside with a reason."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from domain.build_report import SetAside, SetAsideReason


@dataclass
class Ledger:
    """Counts what is set aside from one source while it is being read."""

    entries: dict[tuple[SetAsideReason, str], tuple[int, str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    followed: int = 0

    def set_aside(
        self, rows: pd.DataFrame, drop: "pd.Series[bool]", reason: SetAsideReason, detail: str
    ) -> pd.DataFrame:
        """The rows left after those marked in ``drop``; they are counted under the reason and the detail."""
        gone = rows[drop]
        if gone.empty:
            return rows
        before, example = self.entries.get((reason, detail), (0, _example(gone)))
        self.entries[reason, detail] = before + len(gone), example
        return rows[~drop]

    def set_aside_each(
        self,
        rows: pd.DataFrame,
        drop: "pd.Series[bool]",
        reason: SetAsideReason,
        detail: Callable[[pd.DataFrame], "pd.Series[str]"],
    ) -> pd.DataFrame:
        """As ``set_aside``, with the detail worked out row by row."""
        gone = rows[drop]
        if not gone.empty:
            for words, group in gone.groupby(detail(gone), sort=True):
                self.set_aside(group, pd.Series(True, index=group.index), reason, str(words))
        return rows[~drop]

    def total(self) -> int:
        """How many observations were set aside so far."""
        return sum(count for count, _ in self.entries.values())

    def summary(self) -> tuple[SetAside, ...]:
        """The account, the largest entry first."""
        entries = sorted(self.entries.items(), key=lambda item: -item[1][0])
        return tuple(
            SetAside(reason=reason, detail=detail, observations=count, example=example)
            for (reason, detail), (count, example) in entries
        )


def _example(rows: pd.DataFrame) -> str:
    row = rows.iloc[0]
    value = row.get("value")
    shown = "no value" if value is None or value == "" or pd.isna(value) else value
    place = f"{row['place']} {row.get('name') or ''}".strip()
    return f"{row['file']} row {row['row']}: {place} {row['period']}: {shown}"
