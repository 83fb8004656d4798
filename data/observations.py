"""From rows of text to typed observations: places, periods, numbers and what their status says."""

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from data.fault import Fault
from data.ledger import Ledger
from data.periods import PeriodError, months_among_years, read_period
from domain.build_report import SetAsideReason
from domain.observation import Mark
from domain.reason import Reason
from domain.source import PeriodStyle

OFFICIAL_CODE = re.compile(r"[A-Z]\d{8}", re.ASCII)
OTHER_CODE = re.compile(r"(TL|UK)[A-Z0-9]{1,4}|[A-Z]{3}")  # international territorial levels, old publishers' codes
NO_CODE = {"na", "n/a", "none", "-"}
# the largest statistical regions are the regions and nations themselves under another code
STATISTICAL_REGIONS = {
    "TLB": "E92000001", "TLC": "E12000001", "TLD": "E12000002", "TLE": "E12000003", "TLF": "E12000004",
    "TLG": "E12000005", "TLH": "E12000006", "TLI": "E12000007", "TLJ": "E12000008", "TLK": "E12000009",
    "TLL": "W92000004", "TLM": "S92000003", "TLN": "N92000002",
}  # fmt: skip
PLACE_PREFIXES = {
    "E06", "E07", "E08", "E09", "E10", "E12", "E47", "E92", "K02", "N09", "N92", "S12", "S92", "W06", "W92",
}  # fmt: skip

NUMBER = re.compile(r"[-+\u2212]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
STATUS_REASONS = {
    "x": Reason.NO_DATA,
    "..": Reason.NO_DATA,
    "w": Reason.NO_DATA,
    "c": Reason.SUPPRESSED,
    "*": Reason.SUPPRESSED,
    "u": Reason.LOW_RELIABILITY,
    "z": Reason.NOT_APPLICABLE,
    ".": Reason.NOT_APPLICABLE,
    "k": Reason.SUPPRESSED,
}
# of several the first here is told: what limits the use of a figure most
STATUS_MARKS = {
    "u": Mark.UNRELIABLE,
    "b": Mark.BREAK,
    "f": Mark.FORECAST,
    "p": Mark.PROVISIONAL,
    "e": Mark.ESTIMATED,
    "r": Mark.REVISED,
}
STATUS_WORDS = {
    "unreliable": "u",
    "break": "b",
    "forecast": "f",
    "provisional": "p",
    "estimate": "e",
    "estimated": "e",
    "revised": "r",
    "confidential": "c",
    "suppressed": "c",
}
WITHHELD = STATUS_REASONS.keys() - STATUS_MARKS.keys()
BLANK_WORDS = {
    "",
    "-",
    ":",
    "..",
    ".",
    "*",
    "n/a",
    "na",
    "x",
    "c",
    "u",
    "z",
    "[x]",
    "[c]",
    "[u]",
    "[z]",
    "[low]",
    "[k]",
    "[w]",
}


def read_observations(rows: pd.DataFrame, known_places: Mapping[str, object], ledger: Ledger) -> pd.DataFrame:
    """Rows of text as typed observations; what cannot be used goes to the ledger or raises ``Fault``.

    Adds period_start, period_months, numbers in place of texts, ``reason`` (why there is no value,
    a ``Reason``) and ``mark`` (what to know about a value, a ``Mark``), both "" where there is nothing to say.
    """
    rows = _regions_under_their_own_code(rows, ledger)
    rows = _with_known_places(rows, known_places, ledger)
    rows = _with_periods(rows)
    rows = _with_status(rows, ledger)
    rows = _with_numbers(rows)
    return _without_empty_limits(_without_contradictions(rows, ledger), ledger)


def _regions_under_their_own_code(rows: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    """Regions and nations given only under a statistical code, given their official one; the rest are repeats."""
    other = rows["place"].isin(STATISTICAL_REGIONS)
    if not other.any():
        return rows
    official = rows["place"].replace(STATISTICAL_REGIONS)
    given = pd.MultiIndex.from_frame(rows.loc[~other, ["series", "period", "place"]])
    keys = pd.MultiIndex.from_frame(rows[["series", "period"]].assign(place=official))
    twice = other & pd.Series(keys.isin(given), index=rows.index)
    rows = rows.assign(place=official.where(~twice, rows["place"]))
    return ledger.set_aside(rows, twice, SetAsideReason.REPEATED, "a region given again under its statistical code")


def _with_known_places(rows: pd.DataFrame, known: Mapping[str, object], ledger: Ledger) -> pd.DataFrame:
    code = rows["place"]
    distinct = pd.unique(code)
    kinds = {text: _kind_of_code(text, known) for text in distinct}
    unusable = next((text for text in distinct if kinds[text] == "malformed"), None)
    if unusable is not None:
        row = rows[code == unusable].iloc[0]
        problem = "the place has no code" if not unusable else "this is no official code (a letter and eight digits)"
        raise _fault(
            row, "place code", unusable, problem, "Give the official code, or map it in the layout's place_codes."
        )
    kind = code.map(kinds)
    rows = ledger.set_aside(rows, kind == "none", SetAsideReason.NO_CODE, "the publisher gives no official code")
    rows = ledger.set_aside_each(
        rows,
        (kind == "other").reindex(rows.index),
        SetAsideReason.OTHER_GEOGRAPHY,
        lambda gone: gone["place"].str[:3] + " codes",
    )
    unknown = (kind == "unknown").reindex(rows.index)
    if unknown.any():
        codes = ", ".join(sorted(rows.loc[unknown, "place"].unique())[:8])
        ledger.warnings.append(
            f"{int(unknown.sum())} observations are for councils the geography does not know: {codes}"
        )
    return ledger.set_aside(rows, unknown, SetAsideReason.UNKNOWN_PLACE, "not in the geography files")


def _kind_of_code(text: str, known: Mapping[str, object]) -> str:
    if text in known:
        return "known"
    if text.lower() in NO_CODE:
        return "none"
    if OFFICIAL_CODE.fullmatch(text):
        return "unknown" if text[:3] in PLACE_PREFIXES else "other"
    return "other" if OTHER_CODE.fullmatch(text) else "malformed"


def _with_periods(rows: pd.DataFrame) -> pd.DataFrame:
    pairs = rows[["period", "period_style"]].drop_duplicates()
    starts, months = {}, {}
    _refuse_months_among_years(rows)
    for text, style in pairs.itertuples(index=False):
        try:
            period = read_period(text, PeriodStyle(style))
        except PeriodError as error:
            row = rows[(rows["period"] == text) & (rows["period_style"] == style)].iloc[0]
            raise _fault(
                row, "period", text, str(error), "Correct the period, or name its style in the layout."
            ) from error
        starts[text, style], months[text, style] = pd.Timestamp(period.start), period.months
    keys = pd.MultiIndex.from_frame(rows[["period", "period_style"]])
    return rows.assign(
        period_start=pd.Series(starts).reindex(keys).to_numpy().astype("datetime64[s]"),
        period_months=pd.Series(months).reindex(keys).to_numpy().astype(np.int16),
    )


def _refuse_months_among_years(rows: pd.DataFrame) -> None:
    """2011-12 beside 2012-13 is hardly a December."""
    texts = rows["period"][rows["period_style"] == PeriodStyle.AUTO.value]
    doubtful = months_among_years(pd.unique(texts))
    if doubtful:
        row = rows.loc[texts.index[texts == doubtful][0]]
        remedy = "Name the style in the layout (period_style), such as financial, academic or month."
        raise _fault(row, "period", doubtful, "either a month or two years, among periods of two years", remedy)


def _with_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    numbers = {name: _number(rows, name) for name in ("value", "lower", "upper", "count", "denominator")}
    rows = rows.assign(**numbers)
    empty = rows["value"].isna()
    no_word = empty & (rows["reason"] == "")
    reason = rows["reason"].where(~no_word, Reason.NO_DATA.value).where(empty, "")
    mark = rows["mark"].where(~empty, "")
    for name in ("lower", "upper"):
        rows[name] = rows[name].where(~empty)
    return rows.assign(reason=reason, mark=mark)


def _number(rows: pd.DataFrame, column: str) -> np.ndarray:
    """The column as numbers; blanks and the publishers' words for "no figure" become NaN."""
    texts = rows[column].fillna("")
    numbers: np.ndarray = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=float, copy=True)
    # only what is not plainly a number is looked at one by one
    unclear = ~np.isfinite(numbers)
    parsed = {}
    for text in pd.unique(texts[unclear]):
        if text.lower() in BLANK_WORDS:
            parsed[text] = np.nan
        elif NUMBER.fullmatch(text) and any(character.isdigit() for character in text):
            parsed[text] = float(text.replace(",", "").replace("\u2212", "-"))
        if not (text in parsed and abs(parsed[text]) != np.inf):
            remedy = "Correct the cell, or leave it blank with a status code."
            raise _fault(rows[texts == text].iloc[0], column, text, "this is no number", remedy)
    numbers[unclear] = texts[unclear].map(parsed).to_numpy(dtype=float)
    return numbers


def _with_status(rows: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    """What the status, the notes and a word in the value cell say, as a reason and a mark."""
    _warn_of_unknown_codes(rows, ledger)
    told = rows[["status", "notes"]].fillna("")
    pairs = told.drop_duplicates()
    meaning = {(status, note): _meaning(status, note) for status, note in pairs.itertuples(index=False)}
    keys = list(zip(told["status"], told["notes"], strict=True))
    word = rows["value"].fillna("").str.strip("[]").str.lower()
    in_cell = word.where(~word.str.contains(r"\d", regex=True), "").map(STATUS_REASONS).fillna("")
    reason = pd.Series([meaning[key][0] for key in keys], index=rows.index, dtype=object)
    return rows.assign(
        reason=reason.where(reason != "", in_cell.astype(object)),
        mark=pd.Series([meaning[key][1] for key in keys], index=rows.index, dtype=object),
        shared_with=pd.Series([meaning[key][2] for key in keys], index=rows.index, dtype=object),
    )


def _warn_of_unknown_codes(rows: pd.DataFrame, ledger: Ledger) -> None:
    counts = rows["status"].fillna("").value_counts()
    for status, count in counts.items():
        if status and len(str(status).strip("[]() ")) <= 2 and not _codes(str(status)):
            ledger.warnings.append(f"the status {str(status)!r} of {count} observations has no known meaning")


def _meaning(status: str, note: str) -> tuple[str, str, str]:
    codes = _codes(status)
    words = f"{'' if codes else status} {note}".lower()
    reason = next((STATUS_REASONS[code] for code in codes if code in STATUS_REASONS), None)
    if "suppress" in words or "disclos" in words:
        reason = Reason.SUPPRESSED
    mark = next((STATUS_MARKS[code] for code in STATUS_MARKS if code in codes), None)
    combined = re.search(r"value for (.+?) combined", words)
    if combined:
        mark = Mark.SHARED
    elif re.search(r"value for .+ applied to", words):
        mark = Mark.SAME_LAND
    elif "unreliable" in words:
        mark, reason = Mark.UNRELIABLE, reason or Reason.LOW_RELIABILITY
    elif "aggregated" in words:
        mark = mark or Mark.AGGREGATED
    return reason.value if reason else "", mark.value if mark else "", combined.group(1) if combined else ""


def _codes(status: str) -> list[str]:
    """The codes a status is made of, such as "p", "[p][r]", "p, r" or "Provisional"; none where it is free text."""
    found = [STATUS_WORDS.get(word, word) for word in re.findall(r"[^\W_]+|\.+|\*", status.lower())]
    return found if all(code in STATUS_REASONS or code in STATUS_MARKS for code in found) else []


def _without_contradictions(rows: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    withheld = {status for status in rows["status"].dropna().unique() if WITHHELD.intersection(_codes(status))}
    checks = (
        (rows["status"].isin(withheld) & rows["value"].notna(), "the status says there is no figure, yet there is one"),
        (rows["lower"] > rows["upper"], "the lower limit is above the upper limit"),
        (rows["count"] < 0, "the count is negative"),
        (rows["denominator"] < 0, "the denominator is negative"),
    )
    for found, words in checks:
        wrong = found.reindex(rows.index)
        if wrong.any():
            ledger.warnings.append(f"{int(wrong.sum())} observations set aside: {words}")
        rows = ledger.set_aside(rows, wrong, SetAsideReason.INVALID, words)
    return rows


def _without_empty_limits(rows: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    """Limits cut to whole numbers can leave the value outside them, or no width: they say nothing, the value does."""
    value, lower, upper = rows["value"], rows["lower"], rows["upper"]
    empty = (value < lower) | (value > upper) | (lower == upper)
    if empty.any():
        ledger.warnings.append(f"{int(empty.sum())} figures lost limits that were of no width or left the figure out")
    return rows.assign(lower=lower.mask(empty), upper=upper.mask(empty))


def _fault(row: "pd.Series[object]", column: str, value: str, problem: str, remedy: str) -> Fault:
    return Fault(str(row["file"]), problem, remedy, row=int(str(row["row"])), column=column, value=value)
