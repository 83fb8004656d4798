"""The way from pages of figures into the library: what could help here, what was tried, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from domain.adoption import Adoption
from domain.evaluation import Evaluation
from domain.evidence import Result
from domain.metric import Metric
from domain.mission import Framework, Mission
from domain.place import Place
from ui.address import anchor, href
from ui.evaluation_links import again, answer_words
from ui.learning_words import RESULTS
from ui.names import with_article
from ui.numbers import day
from ui.prose import heading
from ui.sentences import counted, in_running_text, joined

CONCERNS_NAMED = 8
MEASURES_NAMED = 4
Tally = Mapping[Result, tuple[int, int]]  # by result: how many entries, and how many on evidence of level 3 or more
NO_CAUSE = "What worked elsewhere may not work here: each entry says how it is known, and what had to be there."


def results_words(found: Tally) -> str:
    """Entries by result and strength: "9 entries: 5 worked (2 on evidence of level 3 or more), 4 no effect (none)"."""
    many = sum(count for count, _firm in found.values())
    told = []
    for result, words in RESULTS.items():
        count, firm = found.get(result, (0, 0))
        if count:
            strong = f"{firm:,}" if firm else "none"
            told.append(f"{count:,} {words} ({strong}{'' if told else ' on evidence of level 3 or more'})")
    return f"{many:,} {'entry' if many == 1 else 'entries'}: {', '.join(told)}"


def for_concerns(
    place: Place, concerns: Sequence[Metric], *, tried_here: Tally, adoptions: int, simulated: bool
) -> str:
    """Beside the concerns of a place: for each the way to what could help, and what the place has tried itself."""
    items = "".join(
        f"<li>{anchor(f'What could help with {in_running_text(metric.title)}?', _helps(place, metric))}</li>"
        for metric in concerns[:CONCERNS_NAMED]
    )
    listed = f"<ul>{items}</ul>" if items else ""
    own = []
    if tried_here:
        own.append(anchor(f"Tried there: {results_words(tried_here)}", href("library", place=place)))
    if adoptions:
        practice = " (simulated, for practice)" if simulated else ""
        own.append(escape(f"it has taken up {counted(adoptions, 'practice')} of others{practice}"))
    asks = anchor("asks and offers", href("asks", place=place))
    told = f"<p>{'; '.join(own)}. {'See its'} {asks}.</p>" if own else f"<p>See its {asks}.</p>"
    return heading("What could help") + listed + told


def _helps(place: Place, metric: Metric) -> str:
    return href("what_helps", place=place, metric=metric)


def about_metric(metric: Metric, place: Place | None, found: Tally) -> str:
    """On the page of a metric: the entries about it, and what could help the place that is highlighted."""
    if not found:
        return ""
    links = [anchor(f"The library has {results_words(found)}", href("library", metric=metric))]
    if place is not None:
        links.append(anchor(f"What could help in {with_article(place)}?", _helps(place, metric)))
    return f"<p>{'. '.join(links)}</p>"


def elsewhere(framework: Framework, mission: Mission, found: Tally) -> str:
    """On the page of a mission: what has worked elsewhere, and what has not."""
    if not found:
        return ""
    address = href("library", framework=framework, mission=mission)
    worked, _firm = found.get(Result.WORKED, (0, 0))
    link = anchor(f"What has worked elsewhere ({worked:,})", f"{address}&result={Result.WORKED.value}")
    every = anchor(results_words(found), address)
    return f"{heading('What has been tried')}<p>{link}, out of {every}. {escape(NO_CAUSE)}</p>"


def of_transformation(
    own_id: str, metrics: Iterable[Metric], *, entry: str | None, adoptions: Sequence[Adoption],
    evaluations: Sequence[Evaluation], levels: Mapping[str, int], titles: Mapping[str, str], may_share: bool,
) -> str:  # fmt: skip
    """On the page of a transformation: did it work, its entry, what it took up, and the way to share it."""
    told = [_did_it_work(own_id, list(metrics))]
    told += [_evaluation(one, levels) for one in evaluations]
    told += [
        escape("It takes up ")
        + anchor(titles.get(one.practice_id, one.practice_id), href("adoption", practice=one.practice_id))
        + escape(f", since {day(one.taken_up_on)}")
        for one in adoptions
    ]
    if entry:
        told.append(anchor("Its entry in the library", href("practice", practice=entry)))
    elif may_share:
        told.append(anchor("Share what was learnt", href("practice", transformation=own_id, view="about")))
    items = "".join(f"<li>{each}</li>" for each in told)
    return heading("What was learnt") + f"<ul>{items}</ul>"


def _did_it_work(own_id: str, metrics: Sequence[Metric]) -> str:
    """The way to the figures: one link for each of the first measures it could move, or to choosing one."""
    if not metrics:
        return anchor("Did it work? Choose a measure, and ask the official figures", href(
            "evaluate", transformation=own_id))  # fmt: skip
    asked = [anchor(one.title, href("evaluate", transformation=own_id, metric=one)) for one in metrics[:MEASURES_NAMED]]
    return f"Did it work? Ask the official figures: {joined(asked)}"


def _evaluation(one: Evaluation, levels: Mapping[str, int]) -> str:
    said = f"On {day(one.run_on)} the figures were asked: {answer_words(one, levels)}. {one.finding}"
    return anchor(said, again(one))
