"""What a model says of values that do not fit, in the words of who typed them."""

from collections.abc import Mapping
from typing import Any

AT_MOST = 5
OWN = "Value error, "
EMPTY = frozenset({"missing", "string_too_short", "too_short"})
BOUNDS: Mapping[str, str] = {
    "ge": "give {} or more", "le": "give {} or less", "gt": "give more than {}", "lt": "give less than {}",
}  # fmt: skip


def unfit_words(unfit: ValueError) -> str:
    """Everything that does not fit, each with where it is; a plain fault as it is told.

    >>> unfit_words(ValueError("say why."))
    'say why'
    """
    told = getattr(unfit, "errors", list)()
    if not told:
        return str(unfit).rstrip(".")
    said = list(dict.fromkeys(_with_where(one) for one in told))
    more = len(said) - AT_MOST
    return "; ".join([*said[:AT_MOST], *([f"and {more} more"] if more > 0 else [])])


def one_unfit(error: Mapping[str, Any]) -> str:
    """One of a model's errors: what to do about it, or what the model says itself."""
    kind, bounds = error["type"], error.get("ctx") or {}
    if kind in EMPTY or error.get("input", "") is None:
        return "fill it in"
    if kind == "string_too_long":
        return f"it has {len(str(error['input'])):,} characters: say it in at most {bounds['max_length']:,}"
    if kind == "string_pattern_mismatch":
        return _form(str(bounds["pattern"]))
    for name, words in BOUNDS.items():
        if name in bounds:
            return words.format(f"{bounds[name]}")
    if kind == "enum":
        return "choose one from the list"
    return str(error["msg"]).removeprefix(OWN).rstrip(".")


def _form(pattern: str) -> str:
    if pattern.startswith("^https?"):
        return "begin it with https:// and leave out spaces"
    return "use letters without accents, digits, full stops, hyphens and underscores, and no spaces"


def _with_where(error: Mapping[str, Any]) -> str:
    """Where the value is, as the forms call it ("source 1: author"), and what is wrong there."""
    where: list[str] = []
    for part in error["loc"]:
        if isinstance(part, int) and where:
            where[-1] = f"{where[-1].removesuffix('s')} {part + 1}"
        else:
            where.append(str(part).replace("_", " "))
    return ": ".join([*where, one_unfit(error)])
