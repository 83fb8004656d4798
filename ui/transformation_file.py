"""Published transformations as a frame for a download, one row each, with what its money is and what is incomplete."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ui.transformation_list import Line
from ui.transformation_words import AMOUNTS, BASES, coverage

if TYPE_CHECKING:
    import pandas as pd

NOT_PUBLISHED = "no return published"


def transformations_frame(
    lines: Sequence[Line], *, names: Mapping[str, str], held: Mapping[str, int]
) -> "pd.DataFrame":
    """One row for each transformation; ``names`` are those of places by code, ``held`` counts programmes here."""
    import pandas as pd  # noqa: PLC0415 - only a download needs it

    return pd.DataFrame([_record(line, names, held) for line in lines])


def _record(line: Line, names: Mapping[str, str], held: Mapping[str, int]) -> dict[str, object]:
    one, programme = line.one, line.programme
    return {
        "Id": one.transformation_id,
        "Transformation": one.title,
        "Programme": programme.title,
        "Phase or round": one.part or None,
        "Town or neighbourhood": one.locality or None,
        "Lead": one.lead or None,
        "Places": "; ".join(names.get(code, code) for code in one.place_codes) or None,
        "Codes of places": "; ".join(one.place_codes) or None,
        "About the place": BASES[one.place_basis] or None,
        "Pounds": one.amount,
        "What the pounds are": AMOUNTS[one.amount_kind],
        "Of it revenue": one.revenue,
        "Of it capital": one.capital,
        "For the period": one.period or None,
        "Deal or group": one.group_title or None,
        "Pounds of the whole group": one.group_amount,
        "Transformations in the group": one.group_size or None,
        "Could serve (judged here)": "; ".join(mission.title for mission in line.missions) or None,
        "Status": NOT_PUBLISHED,
        "Register as of": programme.dated,
        "How much of the programme is here": coverage(programme, held[programme.programme_id]),
        "Note": one.note or None,
        "Found at": one.found_at,
    }
