"""What stands around every page: the service's name, notices, the line that says where you are, and the foot."""

import time
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from domain.source import Source
from domain.verdict import RULE_VERSION
from domain.workspace import Workspace
from ui.address import anchor, href, query_string
from ui.request import Problem, Request

MANY_SOURCES = 12
SERVICE = "Levelling-up stewardship"
PHASE = "Figures are real official statistics. Judgements drawn from them are new and being tested."
TRAINING = "Returns and decisions in this service are simulated. Official figures are real."
TRAINING_IN_FULL = (
    "Returns, ratings, comments and decisions here are simulated, for practice. Official figures are real."
)


def head(workspace: Workspace | None = None, *, of_register: bool = False, reader: str = "") -> None:
    """The phase the service is in, who reads, and whether returns are simulated: once a run, first of all.

    The service's name stands in the bar above (ui/theme.css).
    """
    training = TRAINING_IN_FULL if of_register else TRAINING
    banner = f'<p class="training"><strong>Training workspace.</strong> {escape(training)}</p>'
    reads = f' <span class="phase-reader">{escape(reader)}</span>' if reader else ""
    phase = f'<p class="phase"><strong class="phase-tag">In development</strong> {escape(PHASE)}{reads}</p>'
    st.html(phase + (banner if workspace is Workspace.TRAINING else ""))


def heading(finding: str, *, caption: str = "") -> None:
    """The page's first heading: what the figures say, as a sentence. The caption says of what."""
    above = f'<span class="heading-caption">{escape(caption)}</span>' if caption else ""
    st.html(f'<h1 class="finding">{above}{escape(finding)}</h1>')


def notice(sentence: str, links: Iterable[tuple[str, str]] = ()) -> None:
    """Something the reader must know about what is shown, with links to go on from. Screen readers announce it."""
    further = "".join(f"<li>{anchor(text, address)}</li>" for text, address in links)
    listed = f"<ul>{further}</ul>" if further else ""
    st.html(f'<div class="notice" role="status"><p>{escape(sentence)}</p>{listed}</div>')


def problems(request: Request) -> None:
    """Say what of the address could not be followed, and where to go instead."""
    for problem in request.problems:
        places = problem.offers
        offers = [(place.name, href(request.page, **_instead(request, problem, place.code))) for place in places]
        notice(problem.sentence, offers)


def look_again(seconds: int) -> None:
    """Draw the page anew after some seconds: what is not there yet comes by itself."""
    st.fragment(_draw_anew, run_every=seconds)(time.monotonic(), seconds)


def _draw_anew(drawn_at: float, seconds: int) -> None:
    if time.monotonic() - drawn_at > seconds / 2:
        st.rerun()


def where_am_i(request: Request, *parts: str | tuple[str, str]) -> None:
    """One line that says where the reader is. A part is words, or words with the address they lead to."""
    shown = parts or (request.section, request.page_title)
    items = "".join(f"<li>{_crumb(part)}</li>" for part in shown if part)
    st.html(f'<nav class="where" aria-label="Where you are"><ol>{items}</ol></nav>')


def foot(
    request: Request,
    *,
    sources: Iterable[Source] = (),
    rules: str = RULE_VERSION,
    build: str = "",
    parameters: Mapping[str, str] | None = None,
    origin: str = "",
) -> None:
    """Where the figures come from, by which rules, from which build, and the link that reproduces the view."""
    cited = _citations(list(sources))
    listed = f"<h2>Where these figures come from</h2>{cited}" if cited else ""
    made = "; ".join(words for words in (f"Rules {rules}" if rules else "", f"build {build}" if build else "") if words)
    query = query_string(parameters or {})
    address = (origin or request.page) + (f"?{query}" if query else "")
    st.html(
        f'<section class="foot" aria-label="About this page">{listed}'
        f'<p class="made">{escape(made)}</p>'
        f'<label>Link to this view <input readonly value="{escape(address)}"></label></section>'
    )


def failure(for_reader: str, *, reference: str, again: str, title: str = "The figures cannot be read") -> None:
    """A page could not be shown: what happened, what to do, and the number under which it was logged.

    ``title`` says what cannot be read, where a fault says what happened.
    """
    heading(title if for_reader else "Something went wrong on this page")
    sentence = for_reader or "This page met a fault of ours. Nothing you did caused it, and nothing was lost."
    quoted = f"If it happens again, give whoever runs this service the reference {reference}."
    notice(f"{sentence} {quoted}", [("Try again", again), ("Start from the first page", "./")])


def everywhere(sections: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Below every page, every other one the reader may open, section by section: the menu shows the first few."""
    listed = "".join(
        f"<dt>{escape(section)}</dt><dd>{' · '.join(anchor(title, address) for title, address in pages)}</dd>"
        for section, pages in sections.items()
    )
    if listed:
        st.html(f'<nav class="everywhere" aria-label="All pages"><dl>{listed}</dl></nav>')


def _instead(request: Request, problem: Problem, code: str) -> dict[str, object]:
    """The same view with one retired code replaced."""
    parameters: dict[str, object] = {name: list(values) for name, values in request.address.items()}
    given = request.address.get(problem.parameter, ())
    parameters[problem.parameter] = [code if value == problem.text else value for value in given]
    return parameters


def _crumb(part: str | tuple[str, str]) -> str:
    return escape(part) if isinstance(part, str) else anchor(*part)


def _citations(sources: Sequence[Source]) -> str:
    """A list of sources; of many, one under each publisher and licence, so that neither is said again and again."""
    if len(sources) < MANY_SOURCES:
        listed = "".join(
            f"<li>{_source(source, f', {escape(source.publisher)}')}. {escape(source.licence)}{_next(source)}</li>"
            for source in sources
        )
        return f"<ul>{listed}</ul>" if listed else ""
    groups: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        groups.setdefault((source.publisher, source.licence), []).append(source)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return "".join(
        f"<h3>{escape(publisher)}</h3><p>{escape(licence)}</p><ul>"
        + "".join(f"<li>{_source(source)}{_next(source)}</li>" for source in held)
        + "</ul>"
        for (publisher, licence), held in ordered
    )


def _source(source: Source, publisher: str = "") -> str:
    name = escape(source.title)
    title = f'<a href="{escape(source.page)}">{name}</a>' if source.page else name
    day = source.released_on
    released = f", published {day.day} {day:%B %Y}" if day else ", date of publication not stated"
    return f"{title}{publisher}{released}"


def _next(source: Source) -> str:
    return f". Next: {escape(source.next_release)}" if source.next_release else ""
