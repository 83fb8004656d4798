"""Listed transformations as a frame for a download, one row each, with what its money is and what is incomplete."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from domain.published import PublishedTransformation
from domain.workspace import Workspace
from ui.transformation_list import Line
from ui.transformation_reports import reported_record
from ui.transformation_words import AMOUNTS, BASES, coverage

if TYPE_CHECKING:
    import pandas as pd

NOT_PUBLISHED = "no return published"
SIMULATED = (
    "TRAINING WORKSPACE. Everything reported in this file (status, ratings, spend, milestones, requests) is simulated "
    "for practice and describes no real transformation. Names, places and published pounds are real."
)
LIVE = (
    "Live workspace. What was reported is as the places sent it; published pounds are from the registers named above."
)


def transformations_frame(
    lines: Sequence[Line], *, names: Mapping[str, str], held: Mapping[str, int], workspace: Workspace | None = None
) -> "pd.DataFrame":
    """One row for each transformation; ``names`` are those of places by code, ``held`` counts programmes here.

    Without a ``workspace`` the file holds published facts alone.
    """
    import pandas as pd  # noqa: PLC0415 - only a download needs it

    return pd.DataFrame([_record(line, names, held, workspace) for line in lines])


def workspace_words(workspace: Workspace) -> str:
    """What a file says of the workspace it came from."""
    return SIMULATED if workspace is Workspace.TRAINING else LIVE


def file_title(workspace: Workspace | None) -> str:
    """The title of the file, which names the training workspace wherever simulated reports are in it."""
    if workspace is None:
        return "Published transformations"
    return "Transformations, training, simulated reports" if workspace is Workspace.TRAINING else "Transformations"


def _record(
    line: Line, names: Mapping[str, str], held: Mapping[str, int], workspace: Workspace | None
) -> dict[str, object]:
    told = line.tracked
    named = {
        "Id": told.transformation_id,
        "Transformation": told.title,
        "Programme": line.programme_title,
        "Lead": told.lead or None,
        "Places": "; ".join(names.get(code, code) for code in told.place_codes) or None,
        "Codes of places": "; ".join(told.place_codes) or None,
    }
    aims = "Serves (its own people say)" if line.aimed else "Could serve (judged here)"
    served = {"Serves (its own people say)": None, "Could serve (judged here)": None}
    served[aims] = "; ".join(mission.title for mission in line.missions) or None
    if workspace is None:
        return named | served | _published(line, held) | {"Status": NOT_PUBLISHED}
    reported = reported_record(told.delivery, line.evidence, line.points)
    return named | served | _published(line, held) | {"Workspace": workspace.value} | reported


def _published(line: Line, held: Mapping[str, int]) -> dict[str, object]:
    """What a public register says; empty for what none names."""
    one, programme = line.one, line.programme
    if one is None or programme is None:
        return {"Published": "no"}
    return {"Published": "yes"} | _money(one) | {
        "Phase or round": one.part or None,
        "Town or neighbourhood": one.locality or None,
        "About the place": BASES[one.place_basis] or None,
        "Register as of": programme.dated,
        "How much of the programme is here": coverage(programme, held[programme.programme_id]),
        "Note": one.note or None,
        "Found at": one.found_at,
    }  # fmt: skip


def _money(one: PublishedTransformation) -> dict[str, object]:
    return {
        "Pounds": one.amount,
        "What the pounds are": AMOUNTS[one.amount_kind],
        "Of it revenue": one.revenue,
        "Of it capital": one.capital,
        "For the period": one.period or None,
        "Deal or group": one.group_title or None,
        "Pounds of the whole group": one.group_amount,
        "Transformations in the group": one.group_size or None,
    }
