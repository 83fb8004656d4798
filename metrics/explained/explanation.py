"""What a reader may ask of a method: what it does, how to redo it, where it can mislead, who proposed it."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

REFERENCE = "Reference:"
EXAMPLE = ">>>"


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """One method in words. ``functions`` are those that carry it out; their docstrings give rule and reference."""

    key: str
    title: str
    says: tuple[str, ...]
    formula: str
    misleads: tuple[str, ...]
    functions: tuple[Callable[..., object], ...] = ()


@dataclass(frozen=True)
class Rule:
    """A function as it is described beside its code: its name, what it does, the paragraphs of its rule, where from."""

    name: str
    sentence: str
    paragraphs: tuple[str, ...]
    reference: str


def rule_of(function: Callable[..., object]) -> Rule:
    """The description of a function, without its example.

    >>> from metrics.methods.multiplicity import benjamini_hochberg
    >>> rule_of(benjamini_hochberg).reference
    'Benjamini and Hochberg (1995), J R Stat Soc B 57: 289-300.'
    """
    text = inspect.getdoc(function) or ""
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    described = [part for part in paragraphs if not part.startswith((REFERENCE, EXAMPLE))]
    reference = next((part.removeprefix(REFERENCE).strip() for part in paragraphs if part.startswith(REFERENCE)), "")
    return Rule(function.__name__, described[0] if described else "", tuple(described[1:]), reference)
