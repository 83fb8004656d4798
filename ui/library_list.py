"""The library as a list: the finding, how many of each result, and a table with a row for each entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.evidence import Result
from domain.place import Place
from domain.practice import Practice
from ui import prose
from ui.address import anchor, href
from ui.learning_words import RESULTS, STAGES
from ui.practice_words import (
    adopters_words,
    band_words,
    effect_short,
    result_with_grade,
    where_words,
    years_words,
)
from ui.sentences import joined
from ui.tables import Cell, Column, Content, table
from ui.visible import shown

PER_PART, WORDS_NAMED = 25, 5
COLUMNS = [
    Column("title", "Entry", names_the_row=True),
    Column("result", "Result and evidence"),
    Column("effect", "Size of the effect"),
    Column("cost", "Cost"),
    Column("adopters", "Taken up by"),
    Column("compare", "Compare"),
]
DRAFT_COLUMNS = [
    Column("title", "Entry", names_the_row=True),
    Column("stage", "How far it is"),
    Column("result", "Result and evidence"),
    Column("owner", "Written for"),
]
AWAY = (
    "The register cannot be reached just now. These are the entries of the founding set; entries written since, drafts "
    "and who took what up cannot be read."
)
GETTING_READY = (
    "The search is still being made ready, so the list is not narrowed to your words. Load this page again in a minute."
)
PLACELESS = "Entries that name no single place, such as programmes all over England, are not among them."
NO_DRAFTS = "No entry is on its way. Whoever may write one begins it from a completed transformation, or from nothing."
ADOPTIONS = "Who took what up is simulated, for practice."
OF_THE_CENTRE = "the central team"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with what a page worked out of it: its level, why, its places, and how many took it up.

    ``match`` is HTML that shows where a search found it, escaped by the search. ``simulated`` says that it was made up
    for practice.
    """

    practice: Practice
    level: int | None = None
    because: str = ""
    places: tuple[Place, ...] = ()
    adopters: int | None = None
    match: str = ""
    simulated: bool = False


def entries_words(count: int) -> str:
    """How many entries."""
    return f"{count:,} {'entry' if count == 1 else 'entries'}"


def heard_words(nearly: Sequence[str], nowhere: Sequence[str], *, some_only: bool) -> list[str]:
    """How a search was taken, where that is not just as it was typed."""
    said = [f"{_quoted(nowhere)} nowhere in the library."] if nowhere else []
    if nearly:
        said.append(f"{_quoted(nearly)} not in the library, so words that are spelt nearly so were looked for.")
    return said + (["No entry has all of the words. These have some of them, the closest first."] if some_only else [])


def _quoted(words: Sequence[str]) -> str:
    """The words with their verb: each is named, or so many of them."""
    more = [f"{len(words) - WORDS_NAMED:,} more"] if len(words) > WORDS_NAMED else []
    named = joined([*(f"“{shown(word)}”" for word in words[:WORDS_NAMED]), *more])
    return f"{named} {'is' if len(words) == 1 else 'are'}"


def result_counts(by_result: Mapping[Result, int]) -> list[tuple[Result, str]]:
    """Each result there is with how many, in the order of the results."""
    return [(one, f"{by_result[one]:,} {RESULTS[one]}") for one in Result if by_result.get(one)]


def library_finding(total: int, by_result: Mapping[Result, int], *, narrowed: str, result: Result | None) -> str:
    """The list in a sentence."""
    where = f" {narrowed}" if narrowed else ""
    if not total:
        return f"No entry{where} is in the library" if result is None else f"No entry{where} has the result asked for"
    if result is not None:
        named = RESULTS[result]
        of = sum(by_result.values())
        return f"{by_result[result]:,} of {entries_words(of)}{where} {_read(by_result[result])} “{named}”"
    counts = [words for _one, words in result_counts(by_result)]
    return f"{entries_words(total)}{where}: {joined(counts)}"


def _read(count: int) -> str:
    return "has the result" if count == 1 else "have the result"


def counts_row(by_result: Mapping[Result, int], address: Mapping[str, object], *, chosen: Result | None) -> str:
    """A link to the entries of each result, so that what did not work is as near as what did."""
    items = "".join(
        f"<li><strong>{words}</strong> (shown)</li>"
        if one is chosen
        else f"<li>{anchor(words, href('library', **(dict(address) | {'result': one})))}</li>"
        for one, words in result_counts(by_result)
    )
    return f'<nav aria-label="By result"><ul class="contents results">{items}</ul></nav>' if items else ""


def listed(lines: Sequence[Line], *, caption: str, chosen: Sequence[str], address: Mapping[str, object]) -> str:
    """One part of the list."""
    return table([_cells(line, chosen, address) for line in lines], COLUMNS, caption=caption, caption_hidden=True)


def _cells(line: Line, chosen: Sequence[str], address: Mapping[str, object]) -> dict[str, Content]:
    one = line.practice
    where = f"{where_words(one, line.places)}; {years_words(one)}"
    return {
        "title": Cell(
            one.title, href=href("practice", practice=one), note=f"{where}. Simulated" if line.simulated else where
        ),
        "result": Cell(result_with_grade(one, line.level)),
        "effect": Cell(effect_short(one), note=one.effect.outcome if one.effect else ""),
        "cost": band_words(one),
        "adopters": adopters_words(line.adopters) if line.adopters is not None else "cannot tell",
        "compare": _tick(one, chosen, address),
    }


def _tick(one: Practice, chosen: Sequence[str], address: Mapping[str, object]) -> Cell:
    """The link that puts an entry beside others, or takes it away again."""
    if one.practice_id in chosen:
        return Cell("chosen", quiet=True)
    address = dict(address) | {"practices": [*chosen, one.practice_id]}
    return Cell("add", href=href("library", **address), name=f"add to compare: {one.title}")


def on_their_way(lines: Sequence[Line]) -> str:
    """Entries that are not checked yet, with how far each is."""
    rows: list[Mapping[str, Content]] = [
        {
            "title": Cell(
                line.practice.title,
                href=href("practice", practice=line.practice),
                note="Simulated" if line.simulated else "",
            ),
            "stage": STAGES[line.practice.stage],
            "result": result_with_grade(line.practice, line.level),
            "owner": ", ".join(place.name for place in line.places) or OF_THE_CENTRE,
        }
        for line in lines
    ]
    return table(rows, DRAFT_COLUMNS, caption="Entries on their way", caption_hidden=True)


def where_found(lines: Sequence[Line]) -> str:
    """Where a search found each of its entries, for those who wonder why one is listed."""
    items = "".join(
        f"<li>{anchor(line.practice.title, href('practice', practice=line.practice))}: {line.match}</li>"
        for line in lines
        if line.match
    )
    return prose.opening("Where the words were found", f"<ul>{items}</ul>") if items else ""


def whence(total: int, founding: int, *, simulated: bool) -> str:
    """Where the entries come from, and what of them is real."""
    own = total - founding
    real = (
        f"{entries_words(founding)} came with this service: real practice, read in published evaluations that are"
        " named with each, and none of it an official finding of this service."
    )
    if not own:
        return f"{real} {ADOPTIONS}" if simulated else real
    if simulated:
        return f"{real} {entries_words(own)} {'is' if own == 1 else 'are'} simulated, for practice. {ADOPTIONS}"
    return f"{real} {entries_words(own)} {'was' if own == 1 else 'were'} written here and checked by two people."
