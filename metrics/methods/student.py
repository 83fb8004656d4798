"""Student's t: how far out a share of it reaches when few points stand behind a standard error."""

from metrics.methods.intervals import check_confidence


def student_quantile(confidence: float, df: float) -> float:
    """The deviate that leaves half of ``1 - confidence`` in each tail of Student's t.

    >>> round(student_quantile(0.95, 1), 3)
    12.706
    """
    from scipy.special import stdtrit  # here, not above: it slows the start

    check_confidence(confidence)
    return float(stdtrit(df, 0.5 + confidence / 2))
