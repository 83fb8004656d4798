"""The places of the geography folder: their codes, levels, parents, years and people."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pandas as pd

from data.geography_table import GeographyError, read_table, refuse_where
from data.successions import Followers, follow
from domain.place import UNITED_KINGDOM, Level, Place

CORRECTIONS = "corrections.csv"
AREAS, COUNCILS, LOOKUP = "areas.csv", "mysociety_local_authorities.csv", "lookup_ltla_current.csv"
PARENTS = {
    "county_code": "county_cd", "combined_authority_code": "cauth_cd",
    "region_code": "region_cd", "nation_code": "country_cd",
}  # fmt: skip
AREA_COLUMNS = ("areacd", "areanm", "levels", "start_year", "end_year", "is_current", *PARENTS.values())
LEVELS = {
    "ltla": Level.DISTRICT, "utla": Level.UPPER_TIER, "cauth": Level.COMBINED_AUTHORITY,
    "rgn": Level.REGION, "ctry": Level.NATION,
}  # fmt: skip

Draft = dict[str, Any]


def read_areas(folder: Path, own: Path) -> pd.DataFrame:
    """The rows of the areas file, checked and corrected; a district whose ended county was lost has it again."""
    return _with_lost_counties(_corrected(_areas(folder), own), folder)


def _corrected(areas: pd.DataFrame, own: Path) -> pd.DataFrame:
    """The areas with the project's own corrections of a parent, each with its ground in the file."""
    if not (own / CORRECTIONS).is_file():
        return areas
    for row in read_table(own, CORRECTIONS, columns=("areacd", "column", "value", "basis")).to_dict("records"):
        areas.loc[areas["areacd"] == row["areacd"], row["column"]] = row["value"]
    return areas


def _areas(folder: Path) -> pd.DataFrame:
    """The areas at a level of geography; metropolitan counties, which no body governs, have none."""
    areas = read_table(folder, AREAS, columns=AREA_COLUMNS)
    refuse_where(
        areas["areacd"].duplicated(), areas, file=AREAS, column="areacd",
        problem="the code stands on an earlier row too", remedy="Keep one row for each code.",
    )  # fmt: skip
    refuse_where(
        ~areas["areacd"].str.fullmatch(r"[A-Z]\d{8}"), areas, file=AREAS, column="areacd",
        problem="not an official code", remedy="Write one capital letter and eight digits.",
    )  # fmt: skip
    refuse_where(
        areas["areanm"].eq(""), areas, file=AREAS, column="areanm",
        problem="the place has no name", remedy="Give the name of the place.",
    )  # fmt: skip
    refuse_where(
        ~areas["levels"].str.split().map(set(LEVELS).issuperset), areas, file=AREAS, column="levels",
        problem="an unknown level of geography", remedy=f"Use only {', '.join(LEVELS)}.",
    )  # fmt: skip
    _check_years(areas)
    for column in PARENTS.values():
        refuse_where(
            ~areas[column].isin([*areas["areacd"], ""]), areas, file=AREAS, column=column,
            problem="there is no such place in areas.csv", remedy="Add a row for it or correct the code.",
        )  # fmt: skip
    return areas[areas["levels"].ne("")].reset_index(drop=True)


def _check_years(areas: pd.DataFrame) -> None:
    refuse_where(
        ~areas["is_current"].isin(["True", "False"]), areas, file=AREAS, column="is_current",
        problem="neither True nor False", remedy="Write True for a code in use and False for an ended one.",
    )  # fmt: skip
    for column in ("start_year", "end_year"):
        refuse_where(
            ~areas[column].str.fullmatch(r"(\d{4})?"), areas, file=AREAS, column=column,
            problem="not a year", remedy="Write four digits or leave it blank.",
        )  # fmt: skip
    refuse_where(
        areas["is_current"].eq("False") & areas["end_year"].eq(""), areas, file=AREAS, column="end_year",
        problem="the place has ended, but in no year", remedy="Write the last full year the code was in use.",
    )  # fmt: skip


def _with_lost_counties(areas: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Fill in the county of ended districts from the list of councils, where that county ended as well.

    Only there: the list places one district in a county that still exists and never held it.
    """
    councils = read_table(folder, COUNCILS, columns=("local-authority-code", "gss-code", "county-la"))
    code_of = dict(zip(councils["local-authority-code"], councils["gss-code"], strict=True))
    county_of = dict(zip(councils["gss-code"], councils["county-la"].map(code_of), strict=True))
    ended = areas.loc[areas["is_current"].eq("False"), "areacd"]
    listed = areas["areacd"].map(county_of)
    lost = areas["county_cd"].eq("") & areas["areacd"].isin(ended) & listed.isin(ended)
    return areas.assign(county_cd=areas["county_cd"].where(~lost, listed))


def read_places(folder: Path, areas: pd.DataFrame, following: Followers) -> tuple[Place, ...]:
    """Every area as a place, with what came before and after it and how many people live there."""
    facts = _district_facts(folder, areas)
    drafts = {str(row["areacd"]): _draft(row) for row in areas.to_dict("records")}
    preceding = _preceding({old: new for old, new in following.items() if old in drafts})
    for code, draft in drafts.items():
        draft["successor_codes"] = following.get(code, ())
        draft["predecessor_codes"] = preceding.get(code, ())
        _place_by_successors(draft, [drafts[new] for new in follow(code, following)])
    _count_people(drafts, facts)
    return tuple(Place.model_validate(draft) for draft in drafts.values())


def _district_facts(folder: Path, areas: pd.DataFrame) -> pd.DataFrame:
    """Population, its year, and rural or urban for each district, from whichever years the lookup's columns name."""
    lookup = read_table(folder, LOOKUP, columns=("areacd",))
    refuse_where(
        ~lookup["areacd"].isin(areas["areacd"]), lookup, file=LOOKUP, column="areacd",
        problem="there is no such place in areas.csv", remedy="Add a row for it to areas.csv or correct the code.",
    )  # fmt: skip
    refuse_where(
        lookup["areacd"].duplicated(), lookup, file=LOOKUP, column="areacd",
        problem="the code stands on an earlier row too", remedy="Keep one row for each code.",
    )  # fmt: skip
    population_column, year = _latest(lookup, r"population_mid(\d{4})")
    rural_column, _ = _latest(lookup, r"rural_urban_(\d{4})")
    refuse_where(
        ~lookup[population_column].str.fullmatch(r"\d*"), lookup, file=LOOKUP, column=population_column,
        problem="not a number of people", remedy="Write a whole number or leave it blank.",
    )  # fmt: skip
    population = pd.to_numeric(lookup[population_column].where(lookup[population_column].ne(""))).astype("Int64")
    facts = {"population": population, "population_year": year, "rural_urban": lookup[rural_column]}
    return pd.DataFrame(facts).set_axis(lookup["areacd"])


def _latest(table: pd.DataFrame, pattern: str) -> tuple[str, int]:
    found = [(int(match[1]), column) for column in table.columns if (match := re.fullmatch(pattern, column))]
    if not found:
        name = pattern.replace(r"(\d{4})", "YYYY")
        problem, remedy = "the column is missing, whatever the year", "Name it so, with its year."
        raise GeographyError(LOOKUP, problem, remedy, column=name)
    year, column = max(found)
    return column, year


def _draft(row: dict[str, str]) -> Draft:
    code, ended = row["areacd"], row["is_current"] == "False"
    levels = _levels(code, row["levels"])
    parents = {name: row[column] or None for name, column in PARENTS.items()}
    if Level.NATION in levels or parents["region_code"] == parents["nation_code"]:
        parents["region_code"] = None  # the file makes Wales, Scotland and Northern Ireland regions of themselves
    if Level.NATION in levels:
        parents["nation_code"] = None
    return {
        "code": code, "name": row["areanm"], "levels": levels, **parents,
        "started_on": _first_of_april(row["start_year"]),
        "ended_on": _first_of_april(row["end_year"], years_later=1) if ended else None,
    }  # fmt: skip


def _levels(code: str, text: str) -> tuple[Level, ...]:
    if code == UNITED_KINGDOM:
        return (Level.UNITED_KINGDOM,)
    levels = {LEVELS[word] for word in text.split()}
    return (Level.NATION,) if Level.NATION in levels else tuple(level for level in Level if level in levels)


def _first_of_april(year: str, *, years_later: int = 0) -> dt.date | None:
    """English council changes take effect on 1 April; the file gives the year alone."""
    return dt.date(int(year) + years_later, 4, 1) if year else None


def _preceding(following: Followers) -> dict[str, tuple[str, ...]]:
    steps = sorted((new, old) for old, codes in following.items() for new in codes)
    return {new: tuple(old for follower, old in steps if follower == new) for new, _ in steps}


def _place_by_successors(draft: Draft, successors: list[Draft]) -> None:
    """An ended place the file puts nowhere lay in the region and nation its successors all lie in."""
    for parent in ("region_code", "nation_code"):
        shared = {successor[parent] for successor in successors}
        if draft[parent] is None and len(shared) == 1:
            draft[parent] = shared.pop()


def _count_people(drafts: dict[str, Draft], facts: pd.DataFrame) -> None:
    """Give districts their people, and larger places the sum of theirs, or nothing when one is not known."""
    counted = facts["population"].dropna().to_dict()
    districts = pd.DataFrame([draft for draft in drafts.values() if _is_current_district(draft)]).set_index("code")
    people = pd.Series({code: _people(code, drafts, counted) for code in districts.index}, dtype="Int64")
    sums = [people.groupby(districts[parent]).sum(skipna=False) for parent in PARENTS]
    everybody = pd.concat([people, *sums, pd.Series({UNITED_KINGDOM: people.sum(skipna=False)})]).dropna()
    for code, count in everybody.items():
        if code in drafts:
            drafts[str(code)] |= {"population": int(count), "population_year": int(facts["population_year"].iloc[0])}
    for code, kind in facts["rural_urban"].items():
        drafts[str(code)]["rural_urban"] = kind or None


def _is_current_district(draft: Draft) -> bool:
    return draft["ended_on"] is None and Level.DISTRICT in draft["levels"]


def _people(code: str, drafts: dict[str, Draft], counted: dict[str, int]) -> int | None:
    """The people counted there, or in all the districts that became this one and nothing else."""
    if code in counted:
        return counted[code]
    before = [old for old in drafts[code]["predecessor_codes"] if Level.DISTRICT in drafts[old]["levels"]]
    if not before or any(drafts[old]["successor_codes"] != (code,) for old in before):
        return None
    parts = [_people(old, drafts, counted) for old in before]
    return None if None in parts else sum(part for part in parts if part is not None)
