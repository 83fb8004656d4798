"""What a person sees while files arrive."""

import io

import pytest

from data.fetch_report import Outcome, Progress, Report, Result, in_words


class Terminal(io.StringIO):
    """A screen that remembers what was written to it."""

    def isatty(self) -> bool:
        """It is one."""
        return True


ARRIVED = Result("a", "els/a.csv", "https://example.test/a.csv", Outcome.DOWNLOADED, "2.0 MB")


def test_a_terminal_shows_how_far_each_file_has_come() -> None:
    screen = Terminal()
    Report(total=1, out=screen).progress(Progress("els/a.csv", received=500_000, total=2_000_000))
    assert "els/a.csv 500.0 kB of 2.0 MB (25%)" in screen.getvalue()


def test_a_file_of_unknown_length_shows_what_has_come() -> None:
    screen = Terminal()
    Report(total=1, out=screen).progress(Progress("els/a.csv", received=999, total=None))
    assert "els/a.csv 999 bytes" in screen.getvalue()


def test_a_log_gets_plain_lines_and_no_control_characters() -> None:
    log = io.StringIO()
    report = Report(total=1, out=log)
    report.progress(Progress("els/a.csv", received=500_000, total=2_000_000))
    report.add(ARRIVED)
    report.close()
    assert log.getvalue() == "[1/1] els/a.csv: downloaded: 2.0 MB\n\n1 file: 1 downloaded.\n"


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (1_250_000, "1.2 MB")]
)
def test_sizes_are_read_by_people(size: int, words: str) -> None:
    assert in_words(size) == words
