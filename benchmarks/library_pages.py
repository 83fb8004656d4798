"""What one rerun of each page of the learning library costs with 20,000 synthetic entries.

python -m benchmarks.library_pages
python -m benchmarks.library_pages --only adoption
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.large_library import APPEALS, ENTRIES, EXPERIMENTS, WORDS, large_library
from benchmarks.pages import Reruns
from benchmarks.printing import against_goal, table
from benchmarks.reader import wait_until_read
from benchmarks.register_pages import RERUNS, measure
from benchmarks.service import empty_service, real_service
from data.figures import open_current
from domain.place import Level
from metrics.catalogue import read_catalogue
from ui.address import query_string

GOAL = 200.0
HEADINGS = ("view", "ms", "p95", "cpu ms", "kB", "goal")


@dataclass(frozen=True)
class Kept:
    """What can be asked for by its key."""

    places: Sequence[str]
    metrics: Sequence[str]

    def asked(self, name: str, step: int) -> str:
        """Another one at every step."""
        if name == "words":
            return f"{WORDS[step * 7 % len(WORDS)]} {WORDS[step * 13 % len(WORDS)][:-1]}"  # the second one misspelt
        if name in {"practice", "experiment", "appeal"}:
            many = {"practice": ENTRIES, "experiment": EXPERIMENTS, "appeal": APPEALS}[name]
            return f"synthetic-{step * 47 % many:05d}"
        choices = self.places if name == "place" else self.metrics
        return choices[step * 47 % len(choices)]


@dataclass(frozen=True, eq=False)
class LibraryView:
    """One view. ``asks`` names what changes with every rerun."""

    name: str
    page: str
    asks: Sequence[str] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)

    def query(self, kept: Kept, step: int) -> str:
        """The parameters of one rerun."""
        return query_string({name: kept.asked(name, step) for name in self.asks} | dict(self.fixed))


VIEWS = (
    LibraryView("library", "library"),
    LibraryView("library, searched", "library", ["words"]),
    LibraryView("library, one result", "library", fixed={"result": "no_effect"}),
    LibraryView("library, one metric", "library", ["metric"]),
    LibraryView("library, well evidenced and cheap", "library", fixed={"grade": "4", "cost": "under_10k"}),
    LibraryView("library, a later part", "library", fixed={"start": "10001"}),
    LibraryView("practice", "practice", ["practice"]),
    LibraryView("codebook", "codebook"),
    LibraryView("what could help here", "what-helps", ["place", "metric"]),
    LibraryView("evaluate, nothing chosen", "evaluate"),
    LibraryView("adoption, every practice", "adoption"),
    LibraryView("adoption, one practice", "adoption", ["practice"]),
    LibraryView("adoption, 400 adopters", "adoption", fixed={"practice": "synthetic-00000"}),
    LibraryView("experiments", "experiments"),
    LibraryView("one experiment", "experiments", ["experiment"]),
    LibraryView("asks and offers", "asks"),
    LibraryView("one ask or offer", "asks", ["appeal"]),
)
"""As whoever may read the library sees them. To add a view, add a line."""


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    options = _options().parse_args(arguments)
    views = [view for view in VIEWS if options.only in view.name]
    with real_service(register=large_library()) as service, empty_service() as empty:
        wait_until_read(service)
        _say(measure(views, _kept(), service, empty, options.reruns))


def _kept() -> Kept:
    metrics = [metric.metric_id for metric in read_catalogue().metrics.values() if metric.is_measured]
    places = [place.code for place in open_current().current_places if Level.DISTRICT in place.levels]
    return Kept(places, metrics)


def _say(found: Mapping[str, Reruns | str]) -> None:
    shown = [each.milliseconds for each in found.values() if isinstance(each, Reruns)]
    print(f"\n{ENTRIES:,} entries: median of the views {median(shown):.0f} ms; goal for each {GOAL:.0f} ms")
    print(table(HEADINGS, [_row(name, each) for name, each in found.items()]))


def _row(name: str, each: Reruns | str) -> list[str]:
    if isinstance(each, str):
        return [name, "-", "-", "-", "-", f"not shown: {each}"]
    return [
        name,
        f"{each.milliseconds:.0f}",
        f"{each.slow_milliseconds:.0f}",
        f"{each.processor_milliseconds:.0f}",
        f"{each.kilobytes:.0f}",
        against_goal(each.milliseconds, GOAL),
    ]


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.library_pages", description="What a rerun costs.")
    parser.add_argument("--only", default="", metavar="WORDS", help="only the views whose name holds these words")
    parser.add_argument("--reruns", type=int, default=RERUNS)
    return parser


if __name__ == "__main__":
    main()
