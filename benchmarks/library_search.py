"""What a search of the learning library costs over 20,000 synthetic entries, beside a plain scan of their texts.

python -m benchmarks.library_search [--entries 20000]
"""

import argparse
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import TypeVar

from benchmarks.build import Cost
from benchmarks.printing import against_goal, table
from data.library.index import AT_MOST, Index
from data.library.searched import texts_of
from data.training.synthetic_entries import PLACES, lay_out_many_entries
from domain.practice import Practice

ENTRIES = 20_000
GOAL_MILLISECONDS, GOAL_CPU_SECONDS = 100.0, 6.0
REPEATS = 15
SHOWN = 25
SEARCHES: Mapping[str, tuple[str, ...]] = {
    "exact": ("vouchers for carers", "former coalfields", "wardens in market towns", "peer support commuters"),
    "misspelt": ("vuochers for carrers", "formr coalfeilds", "wardins in markt towns", "peer suport comuters"),
    "half typed": ("vouch", "former coal", "wardens in mark", "peer supp"),
    "a phrase": ('"street lighting"', '"people who sleep rough"', '"a bus on demand"', '"evening opening"'),
    "in most entries": ("synthetic", "people", "the and of", "problem services"),
    "nonsense": ("zzqx", "qwrtyp", "xkcdnonsense wqqz", "brrrbrrrzz"),
}
Texts = Mapping[str, str]
Found = TypeVar("Found")


def main(arguments: list[str] | None = None) -> None:
    """Build the index, search it in every way, and print both beside a scan."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.library_search", description="What searching costs.")
    parser.add_argument("--entries", type=int, default=ENTRIES)
    entries = lay_out_many_entries(parser.parse_args(arguments).entries)
    names = {code: f"Place {number}" for number, code in enumerate(PLACES)}
    texts, reading = _timed(lambda: _read(entries, names))
    index, building = _timed(lambda: Index.of(entries, names))
    _, changing = _timed(lambda: Index.of(_one_changed(entries), names))
    _, scan = _timed(lambda: _scan(texts, "vouchers"))
    print(f"{len(entries):,} entries; one scan of their texts for one word takes {1000 * scan.seconds:.0f} ms")
    print(table(["index", "seconds", "cpu seconds", "x reading", "goal"], [
        _work("texts read, no index", reading, reading, ""),
        _work("built", building, reading, against_goal(building.processor_seconds, GOAL_CPU_SECONDS)),
        _work("one entry changed", changing, reading, ""),
    ]))  # fmt: skip
    rows = [_row(kind, [_search(index, words) for words in asked], scan.seconds) for kind, asked in SEARCHES.items()]
    print(table(["search", "found", "ms", "slowest ms", "x scan", "goal"], rows))


def _search(index: Index, words: str) -> tuple[int, list[float]]:
    """How many were found, and how long each of several searches took, with the snippets of a first page."""
    taken = []
    for _ in range(REPEATS):
        found, cost = _timed(lambda: _first_page(index, words))
        taken.append(1000 * cost.seconds)
    return found, taken


def _first_page(index: Index, words: str) -> int:
    hits = index.search(words, AT_MOST)
    for hit in hits[:SHOWN]:
        _ = hit.snippet  # worked out when it is asked for
    return len(hits)


def _work(name: str, cost: Cost, reading: Cost, goal: str) -> list[str]:
    ratio = cost.processor_seconds / reading.processor_seconds
    return [name, f"{cost.seconds:.2f}", f"{cost.processor_seconds:.2f}", f"{ratio:.1f}", goal]


def _row(kind: str, searches: list[tuple[int, list[float]]], scan: float) -> list[str]:
    each = [median(taken) for _, taken in searches]
    slowest = max(max(taken) for _, taken in searches)
    found = f"{median(count for count, _ in searches):.0f}"
    return [
        kind, found, f"{median(each):.1f}", f"{slowest:.1f}", f"{median(each) / (1000 * scan):.2f}",
        against_goal(max(each), GOAL_MILLISECONDS),
    ]  # fmt: skip


def _read(entries: Mapping[str, Practice], names: Texts) -> dict[str, str]:
    return {own_id: " ".join(texts_of(one, names).values()).casefold() for own_id, one in entries.items()}


def _scan(texts: Texts, word: str) -> list[str]:
    """What a plain scan finds: no ranking, no other spelling."""
    return [own_id for own_id, text in texts.items() if word in text]


def _one_changed(entries: Mapping[str, Practice]) -> dict[str, Practice]:
    first = next(iter(entries.values()))
    return dict(entries) | {first.practice_id: first.model_copy(update={"title": "Changed"})}


def _timed(work: Callable[[], Found]) -> tuple[Found, Cost]:
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    return found, Cost(time.perf_counter() - clock, time.process_time() - processor)


if __name__ == "__main__":
    main()
