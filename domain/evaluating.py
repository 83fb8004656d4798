"""How an evaluation compares, whom it leaves out, and why it may be unable to tell: closed lists."""

from enum import StrEnum


class Method(StrEnum):
    """How places that took part are set against those that did not."""

    SYNTHETIC_DID = "synthetic_did"
    DIFFERENCE_IN_DIFFERENCES = "difference_in_differences"
    SYNTHETIC_CONTROL = "synthetic_control"
    DEMEANED_SYNTHETIC_CONTROL = "demeaned_synthetic_control"
    EVENT_STUDY = "event_study"


class Why(StrEnum):
    """One reason. The first group leaves no answer, the second comes with one."""

    NO_FIGURES = "no_figures"  # nothing is published for the place, or not while it matters
    NOT_ANNUAL = "not_annual"
    TOO_FEW_BEFORE = "too_few_before"
    NOTHING_SINCE = "nothing_since"
    BREAK_AT_START = "break_at_start"
    BREAK_LEAVES_TOO_FEW = "break_leaves_too_few"
    SHARED_FIGURE = "shared_figure"  # the figure is mostly that of a larger place
    EVERY_PLACE_TREATED = "every_place_treated"
    NO_DONORS = "no_donors"
    TOO_FEW_PLACEBOS = "too_few_placebos"
    POOR_FIT = "poor_fit"
    EFFECT_BEFORE_START = "effect_before_start"
    NO_INTERVAL = "no_interval"

    FEW_BEFORE = "few_before"
    FEW_DONORS = "few_donors"
    BREAK_TRIMMED = "break_trimmed"
    BREAK_AFTER = "break_after"
    OVERLAPPING = "overlapping"
    HOLDS_THE_START = "holds_the_start"
    YEARS_MISSING = "years_missing"


class LeftOut(StrEnum):
    """Why a place of the same kind is not among those compared with."""

    SAME_PROGRAMME = "same_programme"
    BORDERS = "borders"
    GAP = "gap"
    BREAK = "break"
    SHARED = "shared"
    UNRELIABLE = "unreliable"
