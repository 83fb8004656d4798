"""Which files a fetch will bring and to where: nothing leaves the folder, and no two files share a path."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from data.checksums import FILE_NAME, Checksum
from data.download import Order
from data.fetch_report import Outcome, Result
from data.reply import Failure, check_address
from domain.source import Source, SourceFile


def plan(
    sources: Mapping[str, Source], folder: Path, recorded: Mapping[str, Checksum], *, dry_run: bool
) -> tuple[list[Order], list[Result]]:
    """The orders to carry out, and the results already known: refused, not downloadable, or shown by a dry run."""
    orders: dict[str, Order] = {}
    settled: list[Result] = []
    for source_id, source in sources.items():
        for file in source.files:
            result = Result(source_id, file.path, file.address, Outcome.WOULD_DOWNLOAD)
            try:
                order = _order(source_id, file, folder, recorded)
                if order is None:
                    settled.append(result.not_downloadable(file.prepared))
                elif _is_new(order, orders):
                    orders[order.path] = order
            except Failure as failure:
                settled.append(result.failed(failure.what, failure.next_step))
    if dry_run:
        return [], settled + [Result(o.source_id, o.path, o.address, Outcome.WOULD_DOWNLOAD) for o in orders.values()]
    return list(orders.values()), settled


def _order(source_id: str, file: SourceFile, folder: Path, recorded: Mapping[str, Checksum]) -> Order | None:
    target = _target(file.path, folder)
    if file.address is None:
        return None
    check_address(file.address)
    path = str(PurePosixPath(file.path))
    return Order(source_id, path, file.address, target, recorded.get(path))


def _target(path: str, folder: Path) -> Path:
    """Where a path leads, or a refusal when that is not inside the folder."""
    parts = PurePosixPath(path).parts
    foreign = any(character in path for character in "\\:\0")  # a Windows path means something else elsewhere
    if not parts or foreign or path.startswith("/") or ".." in parts:
        raise _refusal(path, "must lead from the folder downwards")
    if parts[-1].endswith((".part", ".part.json", ".part.gz", ".draft")) or parts[-1].startswith("."):
        raise _refusal(path, "has a name that is kept for files on their way")
    if parts == (FILE_NAME,):
        raise _refusal(path, "has the name of the record of checksums")
    target = folder.joinpath(*parts)
    if not target.parent.resolve().is_relative_to(folder.resolve()):
        raise _refusal(path, f"leads out of {folder} through a link")
    return target


def _refusal(path: str, why: str) -> Failure:
    return Failure(f"the path {path!r} {why}", "Correct the path in source.toml, for example to 'els/file.csv'.")


def _is_new(order: Order, orders: Mapping[str, Order]) -> bool:
    """Whether the path is still free. Two sources may read one file, but not two files under one name."""
    other = orders.get(order.path)
    if other and other.address != order.address:
        raise Failure(
            f"the path {order.path!r} is also claimed by the source {other.source_id}, from {other.address}",
            "Give one of the two files another path in its source.toml.",
        )
    return other is None
