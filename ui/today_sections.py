"""What a person's day begins with, section by section: what it is, the first few lines, and the list behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from ui.address import anchor

SHOWN = 5


@dataclass(frozen=True)
class Item:
    """One line: what it is about, where it leads, what is to be known of it, and the list of others like it."""

    title: str
    href: str
    note: str = ""
    more: tuple[str, str] | None = None


@dataclass(frozen=True)
class Section:
    """One section: its heading, a sentence, its first lines, and the lists behind them with their addresses."""

    title: str
    told: str
    items: tuple[Item, ...] = ()
    more: tuple[str, str] | None = None
    also: tuple[tuple[str, str], ...] = ()
    shown: int = SHOWN


def sections_html(sections: Iterable[Section]) -> str:
    """Every section, its heading beside its lines where there is room."""
    return f'<div class="today">{"".join(map(_section, sections))}</div>'


def _section(section: Section) -> str:
    told = f"<p>{escape(section.told)}</p>" if section.told else ""
    items = "".join(map(_item, section.items[: section.shown]))
    listed = f"<ul>{items}</ul>" if items else ""
    links = [anchor(*link) for link in ((section.more,) if section.more else ()) + section.also]
    more = f'<p class="more">{" ".join(f"<span>{link}</span>" for link in links)}</p>' if links else ""
    return f"<section><h2>{escape(section.title)}</h2><div>{told}{listed}{more}</div></section>"


def _item(item: Item) -> str:
    title = anchor(item.title, item.href) if item.href else escape(item.title)
    more = f" <span>{anchor(*item.more)}</span>" if item.more else ""
    return f"<li>{title}{f' <span>{escape(item.note)}</span>' if item.note else ''}{more}</li>"
