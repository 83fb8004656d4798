"""The finding that heads the list of missions: what most places do on its headline measures."""

from collections.abc import Sequence

from domain.verdict import TrendAnswer
from ui.sentences import joined

Direction = TrendAnswer | None  # none: places go different ways

VERBS: dict[Direction, str] = {
    TrendAnswer.IMPROVING: "improve on",
    TrendAnswer.WORSENING: "get worse on",
    TrendAnswer.RISING: "rise on",
    TrendAnswer.FALLING: "fall on",
    TrendAnswer.NO_CLEAR_CHANGE: "show no clear change on",
    None: "go different ways on",
}
MONEY = (
    "Sums of money are as published, mostly before inflation is taken out, so part of a rise is only rising prices; "
    "the page of each measure says which."
)
MONEY_IN_BRIEF = "Sums of money mostly still hold inflation, so part of a rise is only rising prices."
POUNDS = " (sums of money, mostly before inflation)"


def finding_for_framework(directions: Sequence[Direction], *, only_pounds_improve: bool = False) -> str:
    """How many headline measures most places improve on, and so on, out of those that can be judged.

    ``only_pounds_improve``: whether every measure that improves is a sum of money, which rising prices raise too.
    """
    judged = [one for one in directions if one is not TrendAnswer.CANNOT_BE_CALCULATED]
    if not directions:
        return "None of the headline measures has figures here"
    if not judged:
        return "We cannot tell which way most places are going on any headline measure"
    if len(judged) == 1:
        return f"Most places {VERBS[judged[0]]} the one headline measure that can be judged"
    counts = {verb: judged.count(one) for one, verb in VERBS.items() if one in judged}
    pounds = {VERBS[TrendAnswer.IMPROVING]: POUNDS} if only_pounds_improve else {}
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    first, *others = [f"{verb} {count}{pounds.get(verb, '')}" for verb, count in ordered]
    if not others:
        every = "both" if len(judged) == 2 else f"all {len(judged)}"
        whose = pounds.get(VERBS[judged[0]], "")
        return f"Most places {VERBS[judged[0]]} {every} headline measures that can be judged{whose}"
    return f"Most places {first} of the {len(judged)} headline measures that can be judged, and {joined(others)}"
