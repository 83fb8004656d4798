"""Sources into a new, checked, versioned build of the official figures.

python -m data.build --from FOLDER     read every source, check, publish
python -m data.build --list            the builds kept, newest first
python -m data.build --use BUILD       go back to an earlier build
"""

import argparse
import datetime as dt
import errno
import hashlib
import pkgutil
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data import versions
from data.assemble import assemble
from data.checks import changes_of_scale, check, compare_builds, describe, losses
from data.fault import BuildRefused, Fault
from data.figures import Figures
from data.geography import read_geography
from data.programmes.declared import read_declared
from data.programmes.published import write_published
from data.programmes.registers import read_registers
from data.sources import read_sources
from data.store import read_observations_of, read_verdicts_of, write_build
from data.verdict_changes import verdict_changes
from domain.build_report import BuildReport, Changes
from domain.rules import Rules
from domain.verdict import RULE_VERSION

HERE = Path(__file__).parent
DEFAULT_RULES = "metrics.verdicts:RULES"


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to build from what: files, source entries, catalogue and frameworks; and where builds are kept."""

    files: Path
    sources: Path = HERE / "sources"
    catalogue: Path = HERE.parent / "metrics" / "catalogue"
    frameworks: Path = HERE.parent / "metrics" / "frameworks"
    builds: Path = versions.BUILDS_FOLDER
    accept_losses: bool = False


def build(request: Request, rules: Rules, progress: Callable[[str], None] = lambda _: None) -> BuildReport:
    """Read, check, judge and publish; raises ``BuildRefused`` and leaves the build in use as it was."""
    started = time.perf_counter()
    if not request.files.is_dir():
        raise BuildRefused([f"{request.files} is not a folder. Give the folder that holds the source files to --from."])
    with versions.alone(request.builds):
        return _build_alone(request, rules, progress, started)


def _build_alone(request: Request, rules: Rules, progress: Callable[[str], None], started: float) -> BuildReport:
    catalogue = rules.read_catalogue(request.catalogue, request.frameworks)
    sources = read_sources(request.sources)
    progress(f"{len(sources)} sources and {len(catalogue.metrics)} metrics to read from {request.files}")
    geography = read_geography(request.files / "geography")
    observations, source_reports = assemble(request.files, sources, catalogue.metrics, geography, progress)
    registers = read_registers(request.files, read_declared(request.sources), geography)
    errors, warnings = check(observations, source_reports, catalogue.metrics, geography.by_code)
    changes, accidents, unread = _against_previous(request.builds, observations)
    warnings += unread
    if not request.accept_losses:
        errors += [f"{words} Add --accept-losses if this is meant." for words in accidents]
    if errors:
        raise BuildRefused(errors)
    progress("judging level, trend, trajectory and assurance")
    judgements = rules.judge(observations, catalogue, geography.by_code, geography.neighbours)
    before, rules_before = _verdicts_before(request.builds)
    turned = verdict_changes(before, rules_before, judgements=judgements)
    progress("writing the build")
    build_id = _build_id(observations, taken=versions.builds(request.builds))
    with versions.unfinished(build_id, request.builds) as draft:
        folder = request.files / "geography"
        write_build(draft, observations, judgements, geography, folder, verdict_changes=turned)
        write_published(draft, registers)
        report = BuildReport(
            build_id=build_id,
            built_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
            rule_version=RULE_VERSION,
            seconds=round(time.perf_counter() - started, 1),
            observations=int(observations["value"].notna().sum()),
            sources=source_reports,
            metrics=describe(observations),
            registers=registers.reports,
            warnings=tuple(warnings),
            changes=changes and changes.model_copy(update={"rules_before": rules_before}),
        )
        (draft / versions.REPORT).write_text(report.model_dump_json(indent=1), encoding="utf-8")
    versions.use(build_id, request.builds)
    return report


def _against_previous(folder: Path, observations: pd.DataFrame) -> tuple[Changes | None, list[str], list[str]]:
    """The changes since the build in use, those that look like an accident, and why there is nothing to compare."""
    try:
        previous = versions.current(folder)
        before = read_observations_of(previous)
    except versions.BuildUnreadable as error:
        return None, [], [f"not compared with an earlier build: {error.for_reader}"] if versions.builds(folder) else []
    changes = compare_builds(before, observations, previous.name)
    return changes, losses(changes) + changes_of_scale(before, observations, previous.name), []


def _verdicts_before(folder: Path) -> tuple[tuple[pd.DataFrame, pd.DataFrame] | None, str]:
    """Standings and comparisons of the build in use, and the version of the rules they were made by."""
    try:
        previous = versions.current(folder)
        return read_verdicts_of(previous), versions.read_report(previous).rule_version
    except versions.BuildUnreadable:
        return None, ""


def _build_id(observations: pd.DataFrame, *, taken: list[str]) -> str:
    content = hashlib.sha256(pd.util.hash_pandas_object(observations, index=False).to_numpy().tobytes())
    moment = dt.datetime.now(dt.UTC)
    while (build_id := f"{moment:%Y%m%dT%H%M%S}-{content.hexdigest()[:8]}") in taken:
        moment += dt.timedelta(seconds=1)
    return build_id


def say(report: BuildReport) -> str:
    """The account of a build as lines for a terminal."""
    figures = f"{report.observations:,} figures for {len(report.metrics)} metrics"
    lines = [f"Build {report.build_id}: {figures}, {report.seconds} s"]
    for source in report.sources:
        lines.append(f"  {source.source_id}: {source.rows_read:,} rows read, {source.kept:,} figures kept")
        for entry in source.set_aside:
            lines += [f"      {entry.observations:,} set aside: {entry.detail} ({entry.example})"]
    lines += [
        f"  {each.source_id}: {each.rows_read:,} rows read, {each.transformations:,} transformations kept"
        for each in report.registers
    ]
    lines += _say_changes(report.changes)
    lines += [f"  warning: {warning}" for warning in report.warnings]
    return "\n".join(lines)


def _say_changes(changes: Changes | None) -> list[str]:
    if changes is None:
        return ["  no earlier build to compare with"]
    lines = [f"  against build {changes.previous_build}:"]
    named = {
        "metrics appeared": changes.metrics_appeared,
        "metrics vanished": changes.metrics_vanished,
        "places appeared": changes.places_appeared,
        "places vanished": changes.places_vanished,
    }
    lines += [f"      {words}: {', '.join(codes)}" for words, codes in named.items() if codes]
    for revision in changes.revisions:
        lines.append(
            f"      {revision.metric_id}: {revision.figures_revised:,} revised (median {revision.median_size:.4g}, "
            f"largest {revision.largest_size:.4g} at {revision.largest_at or 'none'}); "
            f"periods added {len(revision.periods_added)}, lost {len(revision.periods_lost)}"
        )
    return lines if len(lines) > 1 else [f"{lines[0]} nothing changed"]


def main(arguments: list[str] | None = None) -> int:
    """The command line; 0 when all went well, 1 when the build was refused, 2 for a wrong call."""
    options = _options().parse_args(arguments)
    try:
        return _act(options)
    except BuildRefused as refused:
        return _stop("\n".join(f"error: {fault}" for fault in refused.faults))
    except (Fault, ValueError, versions.BuildUnreadable) as fault:
        return _stop(f"error: {fault}")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            where = error.filename or options.builds
            return _stop(f"error: the disk is full ({where}). Free about 50 MB and run again.")
        return _stop(f"error: {error}. Check the folder and its permissions, and run again.")
    except Exception as error:  # a fault of ours: the reader needs one line of it
        where = traceback.extract_tb(error.__traceback__)[-1]
        words = f"an unforeseen fault in the program: {type(error).__name__}: {error}"
        return _stop(f"error: {words} ({Path(where.filename).name}, line {where.lineno}). Report it with this line.")


def _act(options: argparse.Namespace) -> int:
    if options.list:
        return _list(options.builds)
    if options.use is not None:
        _use(options.use, options.builds)
        print(f"Build {options.use} is in use.")
        return 0
    names = ("files", "sources", "catalogue", "frameworks", "builds", "accept_losses")
    request = Request(**{name: getattr(options, name) for name in names})
    report = build(request, pkgutil.resolve_name(options.rules), _tell)
    print(say(report))
    return 0


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _use(build_id: str, folder: Path) -> None:
    if build_id in versions.builds(folder):
        Figures(folder / build_id)  # raises when any of it is missing or damaged
    versions.use(build_id, folder)


def _list(folder: Path) -> int:
    try:
        in_use = versions.current(folder).name
    except versions.BuildUnreadable:
        in_use = ""
    kept = versions.builds(folder)
    if not kept:
        print(f"No build is kept in {folder}. Make one with python -m data.build --from FOLDER.")
    for build_id in kept:
        print(f"{build_id}  {_held(folder / build_id)}{'  in use' if build_id == in_use else ''}")
    return 0


def _held(build: Path) -> str:
    try:
        report = versions.read_report(build)
    except versions.BuildUnreadable:
        return "damaged: its report is missing or cannot be read"
    return f"{report.observations:,} figures  {len(report.metrics)} metrics  rules {report.rule_version}"


def _stop(words: str) -> int:
    print(words, file=sys.stderr)
    print("Nothing was published. The build in use is as it was.", file=sys.stderr)
    return 1


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data.build", description="Build the official figures from source files."
    )
    act = parser.add_mutually_exclusive_group(required=True)
    act.add_argument("--from", dest="files", type=Path, metavar="FOLDER", help="the folder that holds the source files")
    act.add_argument("--list", action="store_true", help="list the builds kept, newest first")
    act.add_argument("--use", metavar="BUILD", help="go back to an earlier build")
    parser.add_argument("--sources", type=Path, default=Request.sources, help="the folder of source entries")
    parser.add_argument("--catalogue", type=Path, default=Request.catalogue, help="the folder of metrics")
    parser.add_argument("--frameworks", type=Path, default=Request.frameworks, help="the folder of frameworks")
    parser.add_argument("--builds", type=Path, default=versions.BUILDS_FOLDER, help="where builds are kept")
    losses_help = "publish even if metrics vanished, shrank or changed unit"
    parser.add_argument("--accept-losses", action="store_true", help=losses_help)
    parser.add_argument("--rules", default=DEFAULT_RULES, help="the rules that judge the figures, as module:name")
    return parser


if __name__ == "__main__":
    sys.exit(main())
