"""How an amount of pounds is written: to the pound in a table, rounded in a sentence."""

from decimal import ROUND_HALF_UP, Decimal

MILLION, BILLION = Decimal(1_000_000), Decimal(1_000_000_000)
NEARLY_A_BILLION = Decimal(999_950_000)  # from here on it would round to a thousand million


def pounds(amount: float) -> str:
    """The amount to the pound.

    >>> pounds(13043763.0)
    '£13,043,763'
    """
    return f"£{_rounded(Decimal(str(amount)), '1'):,f}"


def in_words(amount: float) -> str:
    """The amount as a sentence says it; below a million it is not rounded, and whole millions have no decimal.

    >>> in_words(13043763.0), in_words(1693323657.0), in_words(499998.0)
    ('£13.0 million', '£1.69 billion', '£499,998')
    >>> in_words(999_990_000.0), in_words(20_000_000.0)
    ('£1.00 billion', '£20 million')
    """
    whole = Decimal(str(amount))
    if whole >= NEARLY_A_BILLION:
        return f"£{_rounded(whole / BILLION, '0.01'):,f} billion"
    if whole < MILLION:
        return pounds(amount)
    return f"£{_rounded(whole / MILLION, '0.1' if whole % MILLION else '1'):f} million"


def _rounded(amount: Decimal, places: str) -> Decimal:
    return amount.quantize(Decimal(places), rounding=ROUND_HALF_UP)
