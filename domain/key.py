"""A key made of what is said, so that a button pressed twice says it once."""

from hashlib import sha256

APART = "\x1f"


def key_for(kind: str, *said: object) -> str:
    """The key of a new record of some kind that says this.

    >>> key_for("comment", "T-1", "Well done") == key_for("comment", "T-1", "Well done")
    True
    """
    return f"{kind}-{sha256(APART.join(map(str, said)).encode()).hexdigest()[:20]}"
