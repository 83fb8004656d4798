"""What the figures answer to a mission, measure by measure: did places rise, did the gap close, how sure is that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from domain.disparity import GapAnswer, GapChange, NationalCount, Weighting
from domain.metric import Metric
from domain.mission import Framework
from domain.reason import Reason
from ui import change_counts, gap_words
from ui.address import anchor, href
from ui.gap_table import four_ways, regions_sentence
from ui.gap_units import read_first, why_read_first
from ui.prose import bullets, opening, paragraphs
from ui.sentences import titles
from ui.wording import REASONS

HOW_COUNTED = (
    "A place rose or fell beyond noise where its change is larger than the error of its figures would explain 19 times "
    "in 20.",
    "More places are said to have gone one way than the other where they are also more than twice as many as chance "
    "alone would give.",
    "The gap said first counts every place once. Open a measure above to see it counted by the people who live there.",
)


@dataclass(frozen=True)
class Answer:
    """One headline measure with figures: how many places rose and fell, and how the gap between them moved."""

    metric: Metric
    count: NationalCount | None = None
    gaps: tuple[GapChange, ...] = ()

    @property
    def gap(self) -> GapChange | None:
        """The change of the gap to read first, every place counted the same."""
        return gap_words.the_one(self.gaps, self.metric, Weighting.PLACES)

    @property
    def gap_answer(self) -> GapAnswer:
        """Which way that gap went."""
        return self.gap.answer if self.gap else GapAnswer.CANNOT_TELL

    @property
    def why_no_gap(self) -> Reason:
        """Why there is no change of the gap, where there is none."""
        return gap_words.why_no_gap(self.metric, self.count)

    @property
    def leans(self) -> str:
        """Whether more places got better or worse, beyond noise and beyond chance; neither is ""."""
        return change_counts.leans(self.count, self.metric)

    @property
    def rose_in_cash(self) -> bool:
        """Whether most places rose beyond noise in money of its day, which prices alone could have done."""
        return self.count is not None and self.metric.in_cash and 2 * self.count.rose > self.count.places

    @property
    def mostly(self) -> bool:
        """Whether those are more than half of all places."""
        if self.count is None:
            return False
        sides = (change_counts.better_count, change_counts.worse_count)
        return any(2 * side(self.count, self.metric) > self.count.places for side in sides)


def answers_of(
    metrics: Sequence[Metric], gaps: Sequence[GapChange], counts: Mapping[str, NationalCount]
) -> tuple[Answer, ...]:
    """One answer for each measure, from what a build says of all of them."""
    by_metric: dict[str, list[GapChange]] = {}
    for one in gaps:
        by_metric.setdefault(one.metric_id, []).append(one)
    return tuple(
        Answer(metric, counts.get(metric.metric_id), tuple(by_metric.get(metric.metric_id, ()))) for metric in metrics
    )


def one_measure(answer: Answer, *, brief: bool = False) -> str:
    """Both answers of one measure: its gap and its places."""
    metric, count = answer.metric, answer.count
    if count is None or not count.places:
        return _nothing_to_compare(answer)
    moved = (change_counts.short_clause if brief else change_counts.count_clause)(count, metric)
    if answer.gap is None:
        named = titles([metric.title], shown=1)
        return f"{named}: {moved}, since {change_counts.baseline_label(count)}; {_no_gap(answer)}"
    told = answer.gap_answer is not GapAnswer.CANNOT_TELL and change_counts.has_answer(count)
    return f"{gap_words.gap_clause(answer.gap, metric)}{', and ' if told else '; '}{moved}"


def _nothing_to_compare(answer: Answer) -> str:
    named, count = titles([answer.metric.title], shown=1), answer.count
    if count is None:
        return f"{named}: whether places or the gap between them have moved cannot be told"
    newest = change_counts.newest_label(count)
    return f"{named}: no change can be counted, because figures on the same footing begin and end with {newest}"


def block(answers: Sequence[Answer], framework: Framework, *, shown: Metric | None) -> str:
    """Every headline measure as one line that opens, as HTML; the one shown below on the page is marked by its link."""
    if not answers:
        return ""
    lines = "".join(_opened(answer, framework, shown=shown) for answer in answers)
    basis = [framework.baseline_basis] if framework.baseline_basis else []
    known = any(answer.count for answer in answers)
    how = opening("How places and gaps are counted", bullets(HOW_COUNTED), kind="answer") if known else ""
    return f"<h2>What the figures answer</h2>{paragraphs(basis)}{lines}{how}"


def file_columns(answer: Answer | None) -> dict[str, object]:
    """Counts and gap of a measure as columns of a file."""
    if answer is None:
        return {}
    gap = answer.gap
    columns = change_counts.file_columns(answer.count)
    if gap is None:
        return columns | {"Gap": REASONS[answer.why_no_gap].label}
    return columns | {
        "Gap": gap_words.answer_words(gap), "Gap measured as": gap_words.SHORT_NAMES[gap.measure],
        "Gap at the baseline": gap.baseline_value, "Gap now": gap.value, "Change of the gap": gap.change,
        "Lower 95% limit of the change": gap.lower, "Upper 95% limit of the change": gap.upper,
        "Free of sampling noise": gap.corrected, "Chance of a narrower gap by the target year": gap.chance,
    }  # fmt: skip


def _opened(answer: Answer, framework: Framework, *, shown: Metric | None) -> str:
    metric, count = answer.metric, answer.count
    later = change_counts.later_baseline(count, framework.baseline_on) if count else ""
    said = sentence_case(one_measure(answer)) + "."
    known = count is not None and change_counts.has_answer(count)
    chance = f" {sentence_case(change_counts.chance_clause(count))}." if count and known else ""
    weak = " These answers are indicative." if count and 2 * count.indicative > change_counts.tested(count) else ""
    inner = "".join([
        change_counts.tally_table(count, metric) if count and count.places else "",
        paragraphs(filter(None, _count_notes(answer, later))),
        four_ways(answer.gaps, metric, brief=shown is not None and shown != metric),
        paragraphs(filter(None, _gap_notes(answer))),
        f"<p>{_further(answer, framework, shown=shown)}</p>",
    ])  # fmt: skip
    return opening(metric.title, inner, kind="answer", note=f"{said}{chance}{weak}")


def _count_notes(answer: Answer, later: str) -> list[str]:
    count = answer.count
    if count is None:
        return []
    return [
        later, change_counts.weaker(count), change_counts.everywhere_sentence(count),
        change_counts.reliability_sentence(count),
    ]  # fmt: skip


def _gap_notes(answer: Answer) -> list[str]:
    metric = answer.metric
    if answer.gap is None:
        return [sentence_case(_no_gap(answer)) + "."]
    return [
        f"{gap_words.SHORT_NAMES[read_first(metric)]} is the one to read first. {why_read_first(metric)}",
        gap_words.both_sentence(answer.gaps, metric),
        regions_sentence(answer.gaps, metric),
        gap_words.target_sentence(answer.gap),
    ]


def _further(answer: Answer, framework: Framework, *, shown: Metric | None) -> str:
    metric = answer.metric
    links = [anchor(f"{metric.title}: every place", href("metric", metric=metric))]
    if answer.gap is not None:
        view = read_first(metric)
        links.insert(
            0,
            anchor(
                "The gap four ways and over time", href("disparities", metric=metric, framework=framework, view=view)
            ),
        )
    below = " Its places stand below." if shown == metric else ""
    return " · ".join(links) + escape(below)


def _no_gap(answer: Answer) -> str:
    return f"no change of the gap can be given: {REASONS[answer.why_no_gap].because}"


def sentence_case(text: str) -> str:
    """The text with its first letter raised."""
    return text[:1].upper() + text[1:]
