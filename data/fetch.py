"""Download the files of every source into a folder that a build reads: ``python -m data.fetch --to FOLDER``."""

import argparse
import difflib
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TextIO

from data.checksums import Checksum, read_checksums, write_checksums
from data.download import Order, Stopped, download
from data.fault import Fault
from data.fetch_plan import plan
from data.fetch_report import Outcome, Progress, Remark, Report, Result
from data.reply import Failure, Limits
from data.sources import read_sources
from domain.source import Source

if sys.platform != "win32":
    import fcntl

FAILED, MISUSED, INTERRUPTED = 1, 2, 130
TICK_SECONDS = 0.25
News = Progress | Remark | tuple[Result, Checksum | None]


def main(arguments: Sequence[str] | None = None, *, backoff_seconds: float = 0.5) -> int:
    """Run the command; the exit code is 0, 1 when a file failed, 2 when nothing could be begun."""
    options = _options(arguments)
    try:
        sources = _chosen(read_sources(options.sources_folder), options.source)
        recorded = read_checksums(options.to)
        lock: AbstractContextManager[object] = nullcontext() if options.dry_run else _locked(options.to)
    except (Fault, ValueError) as error:
        return _misused(str(error))
    except OSError as error:
        return _misused(f"{error}. See that the folders exist and that you may read and write there, then run again.")
    with lock:
        return _fetch(sources, recorded, options, backoff_seconds=backoff_seconds)


def _misused(words: str) -> int:
    sys.stderr.write(f"Nothing was downloaded. {words}\n")
    return MISUSED


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m data.fetch", description=__doc__.split(":")[0] + ".")
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where the files go")
    parser.add_argument("--source", action="append", metavar="ID", help="only this source; may be given several times")
    parser.add_argument("--sources-folder", type=Path, metavar="DIR", help="read source.toml files from here instead")
    parser.add_argument("--workers", type=_workers, default=4, help="files downloaded at the same time (4)")
    parser.add_argument("--timeout", type=_seconds, default=30.0, help="seconds to wait for a server to answer (30)")
    parser.add_argument("--total-timeout", type=_seconds, default=900.0, help="seconds one file may take in all (900)")
    parser.add_argument("--retries", type=_retries, default=4, help="further tries after a fault that may pass (4)")
    parser.add_argument("--largest-megabytes", type=_seconds, default=500.0, help="refuse larger files (500)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be downloaded, and download nothing")
    return parser.parse_args(arguments)


def _workers(text: str) -> int:
    return _whole_number(text, lowest=1, highest=32)


def _retries(text: str) -> int:
    return _whole_number(text, lowest=0, highest=20)


def _whole_number(text: str, *, lowest: int, highest: int) -> int:
    if not text.isdecimal() or not lowest <= int(text) <= highest:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {lowest} to {highest}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return number


def _chosen(sources: Mapping[str, Source], wanted: Sequence[str] | None) -> dict[str, Source]:
    for source_id in wanted or ():
        if source_id not in sources:
            near = difflib.get_close_matches(source_id, sources, n=3) or sorted(sources)[:5]
            raise ValueError(f"There is no source called {source_id!r}. Did you mean one of: {', '.join(near)}?")
    return {source_id: sources[source_id] for source_id in sorted(set(wanted or sources))}


def _locked(folder: Path) -> TextIO:
    """A file held open to keep a second run out: two runs adding to one part would make a file of neither."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / ".fetch.lock").open("w")
    if sys.platform != "win32":  # no such locks there
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.close()
            raise ValueError(f"Another run is downloading into {folder}. Run again when it has ended.") from error
    return lock


def _fetch(
    sources: Mapping[str, Source], recorded: dict[str, Checksum], options: argparse.Namespace, *, backoff_seconds: float
) -> int:
    orders, settled = plan(sources, options.to, recorded, dry_run=options.dry_run)
    report = Report(total=len(orders) + len(settled))
    for result in settled:
        report.add(result)
    limits = Limits(
        connect_seconds=options.timeout,
        read_seconds=options.timeout,
        total_seconds=options.total_timeout,
        retries=options.retries,
        backoff_seconds=backoff_seconds,
        largest_bytes=int(options.largest_megabytes * 1_000_000),
    )
    stop = Event()
    try:
        _follow(_news(orders, limits=limits, workers=options.workers, stop=stop), report, recorded, options.to)
    except KeyboardInterrupt:
        stop.set()
        report.close(interrupted=True)
        return INTERRUPTED
    report.close()
    return FAILED if report.failures else 0


def _follow(news: Iterator[News], report: Report, recorded: dict[str, Checksum], folder: Path) -> None:
    """Show each piece of news, and record each file as it arrives, so that an interrupted run keeps its record."""
    for item in news:
        if isinstance(item, Progress):
            report.progress(item)
        elif isinstance(item, Remark):
            report.remark(item)
        else:
            result, entry = item
            report.add(_recorded(result, entry, recorded, folder))


def _recorded(result: Result, entry: Checksum | None, recorded: dict[str, Checksum], folder: Path) -> Result:
    if entry is None:
        return result
    recorded[result.path] = entry
    try:
        write_checksums(folder, recorded)
    except OSError as error:
        what = f"the file arrived, but its checksum could not be recorded in {folder} ({error.strerror or error})"
        return result.failed(what, "Make room or permission to write there, then run the same command again.")
    return result


def _news(orders: Sequence[Order], *, limits: Limits, workers: int, stop: Event) -> Iterator[News]:
    """What the workers report, as it happens, until every order has its result."""
    waiting: SimpleQueue[Order] = SimpleQueue()
    for order in orders:
        waiting.put(order)
    news: SimpleQueue[News] = SimpleQueue()
    for _ in range(min(workers, len(orders))):
        # Daemons, so that an interrupted run ends at once even while a server keeps a worker waiting.
        Thread(target=_work, args=(waiting, news, limits, stop), daemon=True).start()
    unfinished = len(orders)
    while unfinished:
        try:
            item = news.get(timeout=TICK_SECONDS)  # a wait without end could not be interrupted everywhere
        except Empty:
            continue
        unfinished -= isinstance(item, tuple)
        yield item


def _work(waiting: "SimpleQueue[Order]", news: "SimpleQueue[News]", limits: Limits, stop: Event) -> None:
    while not stop.is_set():
        try:
            order = waiting.get_nowait()
        except Empty:
            return
        try:
            news.put(_brought(order, news, limits, stop))
        except Stopped:
            return


def _brought(order: Order, news: "SimpleQueue[News]", limits: Limits, stop: Event) -> tuple[Result, Checksum | None]:
    result = Result(order.source_id, order.path, order.address, Outcome.UNCHANGED)
    was_intact = order.is_intact
    try:
        entry = download(
            order,
            limits=limits,
            stop=stop,
            tell=lambda received, total: news.put(Progress(order.path, received, total)),
            warn=lambda words: news.put(Remark(order.path, words)),
        )
    except Failure as failure:
        return result.failed(failure.what, failure.next_step), None
    except Stopped:
        raise
    except Exception as error:  # a fault of ours in one file must not lose the others
        what = f"an unforeseen fault in the program: {type(error).__name__}: {error}"
        return result.failed(what, "Report it with this line; the other files are not affected."), None
    return (result if entry is None else result.arrived(entry, order.previous, was_intact=was_intact)), entry


if __name__ == "__main__":
    sys.exit(main())
