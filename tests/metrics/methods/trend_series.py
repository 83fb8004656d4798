"""A series that rises, and the recent trend of series whose intervals are all of one width."""

import numpy as np

from metrics.methods.trend import recent_trend

RISING = [1.0, 2.0, 3.0, 4.0, 5.0]


def with_interval(values, half_width=0.5, **options):
    values = np.asarray(values, dtype=float)
    options.setdefault("polarity", "higher_is_better")
    return recent_trend(values, lower=values - half_width, upper=values + half_width, **options)
