"""The parts of one published transformation as HTML: what is published, what is not, and what stands beside it."""

from collections.abc import Mapping, Sequence
from html import escape

from domain.metric import Metric
from domain.mission import Framework, Mission
from domain.place import Place
from domain.published import AmountKind, PublishedProgramme, PublishedTransformation
from domain.purpose import Purpose
from domain.source import Source
from domain.transformation import Transformation
from domain.version import Version
from ui import prose
from ui.about_place import kind_of_place, own_address
from ui.address import anchor, href
from ui.mission_view import next_release_words
from ui.pounds import pounds
from ui.return_words import moment_words
from ui.sentences import counted, in_running_text, joined
from ui.transformation_words import BASES, NO_RETURN, OUR_JUDGEMENT, coverage, money, money_clause, money_note

SHOWN_BESIDE = 12


def published(
    one: PublishedTransformation,
    programme: PublishedProgramme,
    places: Sequence[Place],
    source: Source | None,
    *,
    held: int,
    folded: bool = False,
) -> str:
    """Everything the register says of it, and where that stands; ``folded`` where its gist stands above."""
    pairs = [
        ("Programme", anchor(programme.title, href("transformations", programme=programme)) + _aside(programme.about)),
        ("Phase or round", escape(one.part)),
        ("Part of", _group(one)),
        ("Where", _where(one, places)),
        ("Lead", escape(one.lead or "not named in the register")),
        ("Money", _money(one, programme)),
        ("Status", "not known: no return has been published"),
        ("The register", escape(f"{programme.dated[:1].upper()}{programme.dated[1:]}. {coverage(programme, held)}.")),
        ("Note in the source", escape(one.note)),
        ("Id", escape(one.transformation_id) + _aside(programme.id_basis)),
        ("Stands in", escape(one.found_at) + (_aside(f"{source.publisher}. {source.licence}.") if source else "")),
    ]
    facts = prose.facts(pairs)
    whole = prose.opening("The whole entry of the register", facts, kind="tables") if folded else facts
    return prose.heading("What is published") + whole


def _aside(text: str) -> str:
    return f'<br><span class="aside">{escape(text)}</span>'


def _group(one: PublishedTransformation) -> str:
    if not one.group_id:
        return ""
    grant = f": {pounds(one.group_amount)} for all of it" if one.group_amount is not None else ""
    named = f"{one.group_title[:1].upper()}{one.group_title[1:]}"
    return escape(f"{named}, {counted(one.group_size, 'named project')}{grant}")


def _where(one: PublishedTransformation, places: Sequence[Place]) -> str:
    links = ", ".join(f"{anchor(place.name, own_address(place))} ({escape(kind_of_place(place))})" for place in places)
    locality = f"{escape(one.locality)}: " if one.locality and places else escape(one.locality)
    basis = BASES[one.place_basis]
    return f"{locality}{links}" + (_aside(basis) if basis else "")


def _money(one: PublishedTransformation, programme: PublishedProgramme) -> str:
    if one.amount_kind is AmountKind.NONE:
        unsaid = "none published" if programme.amount_kind is AmountKind.NONE else "none published for this one"
        return escape(unsaid)
    split = [f"{pounds(part)} {name}" for part, name in ((one.revenue, "revenue"), (one.capital, "capital")) if part]
    parts = f" ({' and '.join(split)})" if len(split) > 1 else f" (all {split[0].split()[-1]})" if split else ""
    meaning = f"{programme.amount_means[:1].upper()}{programme.amount_means[1:]}."
    if len(one.place_codes) > 1:
        meaning += " It is for all its places together: no share of each is published."
    return escape(f"{money(one)}{parts}, {money_note(one)}") + _aside(meaning)


def published_in_short(one: PublishedTransformation, programme: PublishedProgramme | None) -> str:
    """The published fact in a sentence, for standing above what was reported."""
    where = f" ({programme.title})" if programme else ""
    return prose.paragraphs(
        [f"Published: {one.title} {money_clause(one)}{where}. The whole entry stands further down."]
    )


def aims_to_move(missions: Sequence[Mission], framework: Framework, described: Version[Transformation] | None) -> str:
    """What its own people say it is for, with who said so."""
    serves = ", ".join(
        anchor(f"{mission.number}. {mission.title}", href("mission", framework=framework, mission=mission))
        for mission in missions
    )
    named = f"<p>It serves {serves} of {escape(framework.title)}.</p>" if serves else ""
    story = described.record.story if described else ""
    told = "".join(f"<p>{escape(part)}</p>" for part in story.splitlines() if part.strip())
    who = f'<p class="aside">{escape(f"Said by {described.told_by}, {moment_words(described.told_at)}.")}</p>'
    return prose.heading("What it aims to move") + told + named + (who if described else "")


def when_known(metrics: Sequence[Metric], sources: Mapping[str, Source]) -> str:
    """When its measures are next published, which is the earliest anybody could know more."""
    told = [(metric, next_release_words(metric, sources)) for metric in metrics]
    dated = [f"{metric.title}: {words[:1].lower()}{words[1:]}" for metric, words in told if words]
    silent = [in_running_text(metric.title) for metric, words in told if not words]
    said = prose.bullets(dated) if dated else ""
    without = prose.paragraphs([f"No publisher gives a date for: {joined(silent)}."]) if silent else ""
    return prose.heading("When would we know?", depth=3) + said + without


def unpublished() -> str:
    """What nobody has published."""
    return prose.heading("What is not known") + prose.paragraphs([NO_RETURN])


def could_move(purposes: Sequence[Purpose], missions: Sequence[Mission], framework: Framework) -> str:
    """What it could be for, by our own judgement, with the reason for each."""
    title = prose.heading("What it could move")
    if not purposes:
        return title + prose.paragraphs(
            ["Neither its name nor its programme tells what it is for, so no mission and no measure is named here."]
        )
    told = "".join(f"<li>{escape(purpose.title)}: {escape(purpose.why)}</li>" for purpose in purposes)
    serves = ", ".join(
        anchor(f"{mission.number}. {mission.title}", href("mission", framework=framework, mission=mission))
        for mission in missions
    )
    named = f"<p>It could serve {serves} of {escape(framework.title)}.</p>" if serves else ""
    return f"{title}<p>{escape(OUR_JUDGEMENT)}</p><ul>{told}</ul>{named}"


def without_figures(metrics: Sequence[Metric], place: Place) -> str:
    """The measures it could move that have no figure for its place."""
    if not metrics:
        return ""
    names = joined([in_running_text(metric.title) for metric in metrics])
    return prose.paragraphs([f"There are no figures for {place.name} on: {names}."])


def beside(
    one: PublishedTransformation,
    programme: PublishedProgramme,
    group: Sequence[PublishedTransformation],
    overlapping: Sequence[tuple[PublishedProgramme, str, Sequence[PublishedTransformation]]],
    *,
    others: int,
    places: Sequence[Place],
) -> str:
    """The rest of its deal, where another register may hold the same work, and how many more reach its place."""
    rest = [each for each in group if each.transformation_id != one.transformation_id]
    parts = []
    if rest:
        named = f"{one.group_title[:1].upper()}{one.group_title[1:]}"
        parts.append(f"<p>{escape(f'{named} also pays for:')}</p>{_links(rest)}")
    parts += [_overlap(other, why, found, alone=len(places) == 1) for other, why, found in overlapping]
    if others and len(places) == 1:
        reach = "reaches" if others == 1 else "reach"
        words = f"{counted(others, 'other published transformation')} {reach} {places[0].name}"
        parts.append(f"<p>{anchor(words, href('transformations', place=places[0]))}.</p>")
    parts += [f"<p>{escape(f'{programme.title}: {caveat}')}</p>" for caveat in programme.caveats]
    return prose.heading("Beside it") + "".join(parts) if parts else ""


def _overlap(other: PublishedProgramme, why: str, found: Sequence[PublishedTransformation], *, alone: bool) -> str:
    """That the same work may stand elsewhere; which entries those could be is said only of a single place."""
    told = f"The same work may stand in the register of {other.title} too: {why}. Never add the two up."
    if not alone:
        return f"<p>{escape(told)}</p>"
    there = f"{told} In this place that register names:"
    return f"<p>{escape(there)}</p>{_links(found)}"


def alike_first(
    one: PublishedTransformation, programme_id: str, near: Sequence[PublishedTransformation]
) -> tuple[PublishedTransformation, ...]:
    """Those of another programme in the same places, first those whose name holds this one's or is held by it."""
    name = one.title.casefold()
    mine = [other for other in near if other.programme_id == programme_id]
    return tuple(sorted(mine, key=lambda o: not (o.title.casefold() in name or name in o.title.casefold())))


def _links(found: Sequence[PublishedTransformation]) -> str:
    shown = prose.links((each.title, href("transformation", transformation=each)) for each in found[:SHOWN_BESIDE])
    more = len(found) - SHOWN_BESIDE
    inner = prose.links((each.title, href("transformation", transformation=each)) for each in found[SHOWN_BESIDE:])
    return (shown if found else "") + (prose.opening(f"And {more} more", inner) if more > 0 else "")
