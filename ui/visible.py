"""Text from outside made fit to be read: short, on one line, without control characters. Drawing still escapes it."""

LONGEST_SHOWN = 60


def shown(text: str) -> str:
    r"""The text as a reader may safely meet it in a sentence.

    >>> shown("E06\x0000001")
    'E06\ufffd00001'
    >>> len(shown("x" * 10_000))
    61
    """
    cut = text[:LONGEST_SHOWN]
    readable = "".join(character if character.isprintable() else "\ufffd" for character in cut)
    return readable + ("…" if len(text) > LONGEST_SHOWN else "")
