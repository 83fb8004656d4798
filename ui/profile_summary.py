"""A place's verdicts summed up: the finding, the counts and how sure they are, and the groups they are shown in."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.mission import Catalogue
from domain.period import Period
from domain.reason import Reason
from domain.standout import Standout
from domain.verdict import LevelAnswer
from ui.mission_words import MONEY_IN_BRIEF
from ui.profile_words import (
    apart_sentence,
    chance_sentence,
    fifths_sentence,
    finding,
    newest_and_oldest,
    varied,
)
from ui.summaries import MOVING
from ui.verdict_table import VerdictRow

NOT_BY_LEVEL = (LevelAnswer.SIMILAR, LevelAnswer.NOT_COMPARED)
TITLES = {
    Standout.CONCERN: "Concerns",
    Standout.WEAK_CONCERN: "In the worst fifth, but published without an interval",
    Standout.STRENGTH: "Strengths",
    Standout.WEAK_STRENGTH: "In the best fifth, but published without an interval",
    Standout.SAME: "About the same",
    Standout.NEITHER: "Different, but neither good nor bad in itself",
    Standout.CANNOT_TELL: "There is a figure, but it cannot be judged",
}
SAID_WHEN_EMPTY = {
    Standout.CONCERN: "None of the measures that can be judged is a concern.",
    Standout.STRENGTH: "None of the measures that can be judged is a strength.",
}

Rows = Sequence[VerdictRow]


@dataclass(frozen=True)
class Group:
    """Verdicts that are shown together, and what to say where there are none."""

    title: str
    rows: tuple[VerdictRow, ...]
    empty: str = ""
    brief: bool = False


def of_standing(rows: Rows, *standings: Standout) -> list[VerdictRow]:
    """The rows that are this for their place, in the order given."""
    return [row for row in rows if row.standing in standings]


def compared(rows: Rows) -> int:
    """How many levels rest on an interval and a comparator."""
    return sum(row.verdict.level is not LevelAnswer.NOT_COMPARED for row in rows)


def finding_of(name: str, rows: Rows, *, comparator: str) -> str:
    """The title of the page."""
    return finding(
        name,
        better=_titles(rows, Standout.STRENGTH, by_level=True),
        worse=_titles(rows, Standout.CONCERN, by_level=True),
        improving=_titles(rows, Standout.STRENGTH, by_level=False),
        worsening=_titles(rows, Standout.CONCERN, by_level=False),
        comparator=comparator,
        judged=len(of_standing(rows, Standout.STRENGTH, Standout.CONCERN, Standout.SAME)),
        worst_fifth=len(of_standing(rows, Standout.WEAK_CONCERN)),
    )


def _titles(rows: Rows, standing: Standout, *, by_level: bool) -> list[str]:
    found = [row for row in of_standing(rows, standing) if (row.verdict.level not in NOT_BY_LEVEL) is by_level]
    return varied((row.metric.topic, _title(row, by_level=by_level)) for row in found)


def _title(row: VerdictRow, *, by_level: bool) -> str:
    """The measure's title; a sum of money that rises or falls says so, because prices do too."""
    in_pounds = not by_level and "£" in row.metric.prefix
    return f"{row.metric.title}, in pounds" if in_pounds else row.metric.title


def counts_of(rows: Rows, *, without_figure: int) -> list[tuple[int, str]]:
    """How many measures are what, with the words for each number."""
    concerns, strengths = len(of_standing(rows, Standout.CONCERN)), len(of_standing(rows, Standout.STRENGTH))
    neither = len(of_standing(rows, Standout.NEITHER))
    counts = [
        (concerns, "concern" if concerns == 1 else "concerns"),
        (strengths, "strength" if strengths == 1 else "strengths"),
        (len(of_standing(rows, Standout.SAME)), "about the same"),
        (sum(row.standing.is_unsure for row in rows) + without_figure, "cannot be judged"),
    ]
    return [*counts, (neither, "different, neither good nor bad")] if neither else counts


def reasons_of(rows: Rows) -> list[Reason]:
    """Why each of the measures that have a figure and cannot be judged cannot."""
    return [row.verdict.level_reason or Reason.NO_DATA for row in rows if row.standing.is_unsure]


def sure_sentences(rows: Rows, *, by_chance: float, comparator: str) -> list[str]:
    """How sure the reader can be of the counts, and how fresh the figures are."""
    verdicts = [row.verdict for row in rows]
    flagged, unusual = sum(one.flagged for one in verdicts), sum(one.unusual for one in verdicts)
    sentences = [chance_sentence(by_chance, compared=compared(rows), comparator=comparator)]
    sentences += [said for said in [apart_sentence(flagged=flagged, unusual=unusual)] if said]
    ranked = sum(row.standing.is_unsure and row.verdict.fifth > 0 and row.verdict.lower is None for row in rows)
    if ranked:
        sentences.append(fifths_sentence(ranked))
    ends = [Period(start=verdict.period_start, months=verdict.period_months).end for verdict in verdicts]
    sentences.append(newest_and_oldest(ends))
    in_pounds = [row.verdict.trend for row in rows if "£" in row.metric.prefix]
    return [*sentences, MONEY_IN_BRIEF] if any(trend in MOVING for trend in in_pounds) else sentences


def by_standing(rows: Rows) -> list[Group]:
    """One group for each thing a verdict can be for its place, concerns first."""
    groups = [
        Group(title, tuple(of_standing(rows, standing)), SAID_WHEN_EMPTY.get(standing, ""))
        for standing, title in TITLES.items()
    ]
    return [group for group in groups if group.rows or group.empty]


def by_topic(rows: Rows, catalogue: Catalogue) -> list[Group]:
    """One group for each topic in the order of the missions, concerns first, each row saying what it is."""
    missions = [mission for framework in catalogue.frameworks.values() for mission in framework.missions]
    titles = {topic: mission.title for mission in missions for topic in mission.topics}
    for topic in sorted({row.metric.topic for row in rows} - set(titles)):
        titles[topic] = topic.replace("_", " ").capitalize()
    groups = [
        Group(title, tuple(row for row in rows if row.metric.topic == topic), brief=True)
        for topic, title in titles.items()
    ]
    return [group for group in groups if group.rows]
