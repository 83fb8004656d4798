"""Why there is no answer: the closed list every missing value and every empty cell draws from."""

from enum import StrEnum


class Reason(StrEnum):
    """One reason an answer is missing or weaker than usual. The words for readers live in ``ui.wording``."""

    # from the figures
    NO_DATA = "no_data"
    SUPPRESSED = "suppressed"
    LOW_RELIABILITY = "low_reliability"
    NOT_APPLICABLE = "not_applicable"
    SHARED_VALUE = "shared_value"
    BOUNDARY_CHANGE = "boundary_change"
    NOT_PUBLISHED_FOR_LEVEL = "not_published_for_level"
    NOT_COVERED = "not_covered"
    NOT_MEASURED = "not_measured"
    INVALID = "invalid"
    # from the methods
    DENOMINATOR_ZERO = "denominator_zero"
    NO_INTERVAL = "no_interval"
    NO_POLARITY = "no_polarity"
    TOO_FEW_POINTS = "too_few_points"
    TOO_FEW_PLACES = "too_few_places"
    OVERLAPPING_PERIODS = "overlapping_periods"
    BREAK_IN_SERIES = "break_in_series"
    NOT_ANNUAL = "not_annual"
    AT_BOUND = "at_bound"  # a proportion of exactly 0 or 1 has no logit
    INDICATIVE = "indicative"  # an answer, but from ranks alone: no interval and no counts
    WITHIN_SCATTER = "within_scatter"  # five years point one way, but the longer series wanders as much
    # from the comparison
    NO_BENCHMARK = "no_benchmark"
    COMPARATOR_IS_ITSELF = "comparator_is_itself"
    NO_COMPARATOR = "no_comparator"
    OTHER_PERIOD = "other_period"
    DEPENDS_ON_SIZE = "depends_on_size"  # a total: larger places have more of it
    MOSTLY_NOISE = "mostly_noise"  # reliability under one half: places differ less than the error of their figures
    CONSTANT = "constant"  # every value is the same, so there is nothing to measure by
    IN_CASH = "in_cash"  # prices rose too, so a higher sum of money says nothing by itself
    NEGATIVE_VALUES = "negative_values"  # the measure is defined for figures above nought only
    ZERO_WEIGHT = "zero_weight"  # nobody lives where the figures are
    # from targets
    TARGET_NOT_SET = "target_not_set"
    TARGET_IN_PAST = "target_in_past"
    TARGET_BEHIND_BASELINE = "target_behind_baseline"  # the baseline was already past it
    TOO_FAR_AHEAD = "too_far_ahead"  # beyond the five years over which the chance has been tried
    TOO_UNCERTAIN = "too_uncertain"  # the interval is wider than twice the way to go
    NO_BASELINE = "no_baseline"
    NOT_FREQUENT = "not_frequent"  # assurance needs months or quarters, and the figures come yearly
    # from later chapters
    LEVER_NOT_HELD = "lever_not_held"
