"""Up to four entries side by side: what was done, where, for whom, at what cost, with what result, how sure."""

from collections.abc import Callable, Mapping, Sequence

from ui.address import href
from ui.library_list import Line
from ui.practice_words import (
    adopters_words,
    cost_words,
    effect_short,
    evidence_in_full,
    result_with_grade,
    where_words,
    years_words,
)
from ui.tables import Cell, Column, Content, table

AT_MOST = 4
NOT_SAID = "not said"
LONGEST = 320  # characters of a passage; the entry has all of it
Reading = Callable[[Line], Content]


def side_by_side(lines: Sequence[Line]) -> str:
    """One column for each entry, one row for each thing to compare; on a narrow screen one thing after the other."""
    columns = [Column("what", "", names_the_row=True)]
    columns += [Column(f"entry{position}", name) for position, name in enumerate(_names(lines))]
    rows: list[Mapping[str, Content]] = [
        {"what": words, **{f"entry{position}": read(line) for position, line in enumerate(lines)}}
        for words, read in ROWS.items()
    ]
    return table(rows, columns, caption="The entries side by side", caption_hidden=True)


def _names(lines: Sequence[Line]) -> list[str]:
    """What comes before the colon of each title, which a narrow screen repeats in every row; whole where two agree."""
    titles = [line.practice.title for line in lines]
    short = [title.partition(": ")[0] for title in titles]
    return [title if short.count(name) > 1 else name for name, title in zip(short, titles, strict=True)]


def _entry(line: Line) -> Content:
    note = "Simulated, for practice" if line.simulated else ""
    return Cell(line.practice.title, href=href("practice", practice=line.practice), note=note)


def _passage(text: str) -> str:
    return (text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…") or NOT_SAID


def _places(line: Line) -> Content:
    return Cell(where_words(line.practice, line.places), note=years_words(line.practice))


def _preconditions(line: Line) -> Content:
    return "; ".join(one.statement.rstrip(".") for one in line.practice.preconditions) or NOT_SAID


def _grade(line: Line) -> Content:
    return Cell(evidence_in_full(line.level), note=f"because {line.because}" if line.because else "")


def _effect(line: Line) -> Content:
    effect = line.practice.effect
    return Cell(effect_short(line.practice), note=f"on: {effect.outcome}" if effect else "")


def _adopters(line: Line) -> Content:
    if line.adopters is None:
        return "cannot tell"
    return Cell(adopters_words(line.adopters), href=href("adoption", practice=line.practice) if line.adopters else "")


def _sources(line: Line) -> Content:
    cited = [f"{one.author} ({one.year or 'no year'}), {one.title}" for one in line.practice.sources]
    first = line.practice.sources[0] if cited else None
    return Cell(cited[0] if cited else NOT_SAID, href=(first.address if first else "") or "", note="; ".join(cited[1:]))


ROWS: Mapping[str, Reading] = {
    "The entry": _entry,
    "Result and evidence": lambda line: result_with_grade(line.practice, line.level),
    "Problem": lambda line: _passage(line.practice.problem),
    "What was done": lambda line: _passage(line.practice.what_was_done),
    "Where and when": _places,
    "For whom": lambda line: line.practice.population or NOT_SAID,
    "What had to be there": _preconditions,
    "Cost": lambda line: Cell(cost_words(line.practice), note=_cost_note(line)),
    "Evidence": _grade,
    "Size of the effect": _effect,
    "Taken up by": _adopters,
    "Be careful": lambda line: _passage(line.practice.caveats),
    "Sources": _sources,
}


def _cost_note(line: Line) -> str:
    return _passage(line.practice.cost_words) if line.practice.cost_words else ""
