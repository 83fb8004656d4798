"""Which places are alike: the published families of statistical neighbours and of clusters."""

from pathlib import Path

import pandas as pd

from data.geography_table import read_table, refuse_where
from data.successions import follow_recodes

CLUSTERS = "cluster-allocation.csv"
FAMILIES = ("global", "economic", "demographic")


def read_neighbours(folder: Path, codes: frozenset[str], recodes: dict[str, str]) -> pd.DataFrame:
    """One row a pair: ``family``, ``place_code``, ``rank`` from 1, ``neighbour_code``; renamed codes made current."""
    families = [_family_of_neighbours(folder, family, codes, recodes) for family in FAMILIES]
    return pd.concat(families, ignore_index=True)


def _family_of_neighbours(folder: Path, family: str, codes: frozenset[str], recodes: dict[str, str]) -> pd.DataFrame:
    """The nearest first. A row may stop early: combined authorities have fewer neighbours than councils."""
    file = f"{family}-neighbours.csv"
    table = read_table(folder, file, columns=("areacd", "1"))
    _refuse_strangers(table, {*codes, *recodes}, file=file, column="areacd")
    ranks = [column for column in table.columns if column.isdigit()]
    for column in ranks:
        _refuse_strangers(table, {*codes, *recodes, ""}, file=file, column=column)
    long = table.melt(id_vars="areacd", value_vars=ranks, var_name="rank", value_name="neighbour_code")
    long = long[long["neighbour_code"].ne("")]
    long = long.assign(
        family=family, rank=long["rank"].astype(int),
        place_code=_current(long["areacd"], recodes), neighbour_code=_current(long["neighbour_code"], recodes),
    ).sort_values(["place_code", "rank"])  # fmt: skip
    return long[["family", "place_code", "rank", "neighbour_code"]]


def read_clusters(folder: Path, codes: frozenset[str], recodes: dict[str, str]) -> pd.DataFrame:
    """One row a council and family: ``family``, ``place_code``, ``cluster`` as its published letter."""
    table = read_table(folder, CLUSTERS, columns=("areacd", *FAMILIES))
    _refuse_strangers(table, {*codes, *recodes}, file=CLUSTERS, column="areacd")
    table = table.assign(place_code=_current(table["areacd"], recodes))
    long = table.melt(id_vars="place_code", value_vars=list(FAMILIES), var_name="family", value_name="cluster")
    return long.loc[long["cluster"].ne(""), ["family", "place_code", "cluster"]].reset_index(drop=True)


def _current(codes: pd.Series, recodes: dict[str, str]) -> pd.Series:
    return codes.map({code: follow_recodes(code, recodes) for code in codes.unique()})


def _refuse_strangers(table: pd.DataFrame, allowed: set[str], *, file: str, column: str) -> None:
    strangers = set(table[column]) - allowed
    if strangers:
        refuse_where(
            table[column].isin(strangers), table, file=file, column=column,
            problem="there is no such place in areas.csv", remedy="Add a row for it to areas.csv or correct the code.",
        )  # fmt: skip
