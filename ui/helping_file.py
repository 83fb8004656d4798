"""What could help here, as rows of a file."""

from collections.abc import Sequence

import pandas as pd

from domain.place import Place
from ui.helping import Help, fates, result_words, size_words
from ui.helping_words import MET_WORDS, nearest_words
from ui.practice_words import cost_words


def as_frame(helps: Sequence[Help], place: Place) -> pd.DataFrame:
    """One row for each entry in the order of the page, each saying whether it is simulated."""
    return pd.DataFrame(
        [
            {
                "id": one.practice.practice_id,
                "entry": one.practice.title,
                "bears on": "this measure" if one.direct else "same mission, another measure",
                "result": result_words(one),
                "effect": size_words(one.practice),
                "cost": cost_words(one.practice),
                "nearest place where it was tried": one.nearest.place.name if one.nearest else "",
                "distance (100 is the middle place)": round(one.nearest.distance, 1) if one.nearest else None,
                "how like": nearest_words(one.nearest, place, one.practice, tried=one.tried),
                "preconditions": "; ".join(f"{MET_WORDS[each.met]}: {each.statement}" for each in one.conditions),
                "earlier adopters": fates(one),
                "sources": "; ".join(
                    f"{each.author}, {each.title} ({each.publisher})" for each in one.practice.sources
                ),
                "simulated": "yes" if one.simulated else "no",
            }
            for one in helps
        ]
    )
