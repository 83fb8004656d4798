"""Which code follows which: from the published code changes, and from the councils that cover an ended county."""

from collections import defaultdict
from pathlib import Path

import pandas as pd

from data.geography_table import GeographyError, read_table, refuse_where
from domain.place import Succession, SuccessionKind

CHANGES = "code_changes.csv"
ADDED = "successions.csv"  # the project's own rows, in the same columns: steps and years the published file leaves out
COLUMNS = ("oldcd", "oldnm", "newcd", "newnm", "type", "start")
KINDS = {"new_code": SuccessionKind.RECODED, "merger": SuccessionKind.MERGED, "termination": SuccessionKind.ENDED}
NEW_AREA = "new_geo"  # a recode between places of one level; otherwise a council joining a combined authority

Followers = dict[str, tuple[str, ...]]


def read_successions(folder: Path, own: Path, areas: pd.DataFrame) -> tuple[Succession, ...]:
    """Every step from an old code to what follows it, in the order of the files."""
    published = read_table(folder, CHANGES, columns=COLUMNS)
    added = read_table(own, ADDED, columns=COLUMNS) if (own / ADDED).is_file() else published.head(0)
    years = dict(zip(_steps_of(added), added["start"], strict=True))
    is_new = ~_steps_of(added).isin(_steps_of(published))
    is_known = added["oldcd"].isin(areas["areacd"]) & added["newcd"].isin(areas["areacd"])
    year = published["start"].where(published["start"].ne(""), _steps_of(published).map(years).fillna(""))
    return (
        *_successions(published.assign(start=year), areas, file=CHANGES),
        *_successions(added[is_new & is_known], areas, file=ADDED),
    )


def _steps_of(changes: pd.DataFrame) -> pd.Series:
    return changes["oldcd"] + ">" + changes["newcd"]


def _successions(changes: pd.DataFrame, areas: pd.DataFrame, *, file: str) -> list[Succession]:
    levels = dict(zip(areas["areacd"], areas["levels"], strict=True))
    same_level = changes["newcd"].map(levels).eq(changes["oldcd"].map(levels))
    replaced = changes["type"].ne(NEW_AREA) | same_level
    _check(changes, areas, replaced=replaced, file=file)
    return [
        Succession(
            old_code=row["oldcd"], old_name=row["oldnm"], new_code=row["newcd"] or None, new_name=row["newnm"] or None,
            kind=KINDS.get(row["type"], SuccessionKind.RECODED), year=int(row["start"]) if row["start"] else None,
        )
        for row in changes[replaced].to_dict("records")
    ]  # fmt: skip


def _check(changes: pd.DataFrame, areas: pd.DataFrame, *, replaced: "pd.Series[bool]", file: str) -> None:
    current = areas.loc[areas["is_current"].eq("True"), "areacd"]
    refuse_where(
        ~changes["type"].isin([*KINDS, NEW_AREA]), changes, file=file, column="type",
        problem="not a kind of change", remedy=f"Use one of {', '.join([*KINDS, NEW_AREA])}.",
    )  # fmt: skip
    refuse_where(
        ~changes["newcd"].isin([*areas["areacd"], ""]), changes, file=file, column="newcd",
        problem="there is no such place in areas.csv", remedy="Add a row for it to areas.csv or correct the code.",
    )  # fmt: skip
    refuse_where(
        changes["newcd"].eq("") & changes["type"].ne("termination"), changes, file=file, column="newcd",
        problem="no new code is given", remedy="Give the new code, or make the type termination.",
    )  # fmt: skip
    refuse_where(
        ~changes["start"].str.fullmatch(r"(\d{4})?"), changes, file=file, column="start",
        problem="not a year", remedy="Write four digits or leave it blank.",
    )  # fmt: skip
    refuse_where(
        changes["oldcd"].isin(current) & replaced, changes, file=file, column="oldcd",
        problem="the code has been replaced, yet areas.csv has it as current",
        remedy="In areas.csv set its is_current to False and its end_year to the last full year.",
    )  # fmt: skip


def with_older_codes(areas: pd.DataFrame, successions: tuple[Succession, ...]) -> pd.DataFrame:
    """The areas and, below them, codes that were given up before the file begins, wherever their last year is known."""
    levels = dict(zip(areas["areacd"], areas["levels"], strict=True))
    older = [
        {
            "areacd": step.old_code, "areanm": step.old_name, "levels": levels[step.new_code],
            "is_current": "False", "end_year": str(step.year - 1),
        }
        for step in successions
        if step.kind is SuccessionKind.RECODED and step.old_code not in levels and step.new_code in levels and step.year
    ]  # fmt: skip
    return pd.concat([areas, pd.DataFrame(older)], ignore_index=True).fillna("") if older else areas


def followers(successions: tuple[Succession, ...], areas: pd.DataFrame) -> Followers:
    """The codes that directly follow each ended code, in order of code."""
    found: dict[str, set[str]] = defaultdict(set)
    for step in successions:
        if step.new_code:
            found[step.old_code].add(step.new_code)
    for county, districts in _districts_of_ended_counties(areas).items():
        if not found[county]:
            found[county] = {code for district in districts for code in found[district]} - districts
    return {old: tuple(sorted(new)) for old, new in found.items() if new}


def _districts_of_ended_counties(areas: pd.DataFrame) -> dict[str, set[str]]:
    ended = areas.loc[areas["is_current"].ne("True"), "areacd"]
    inside = areas[areas["county_cd"].isin(ended)]
    return {str(county): set(group) for county, group in inside.groupby("county_cd")["areacd"]}


def follow(code: str, following: Followers) -> tuple[str, ...]:
    """The codes at the end of every chain from ``code``, in order of code; empty when nothing follows."""
    ends: set[str] = set()
    waiting, seen = [code], {code}
    while waiting:
        for new in following.get(waiting.pop(), ()):
            if new in seen:
                continue
            seen.add(new)
            (waiting.append if new in following else ends.add)(new)
    return tuple(sorted(ends))


def follow_recodes(code: str, recodes: dict[str, str]) -> str:
    """The newest code of the same land."""
    for _ in recodes:
        code = recodes.get(code, code)
    return code


def refuse_circles(following: Followers) -> None:
    """Raise when a chain of codes leads back to itself and so to no current place."""
    for code in following:
        if not follow(code, following):
            remedy = "Correct the chain of old and new codes."
            raise GeographyError(CHANGES, "what follows leads back to the code", remedy, column="oldcd", value=code)
