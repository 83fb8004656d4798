"""Entries counted by what they are about, null and harmful results like any other."""

from domain.evidence import Design, Effect, Result
from domain.practice import Citation
from metrics.learning.counting import entry_counts
from tests.metrics.learning.test_matching import LEEDS, entry

LINKED = (Citation(author="A", title="B", publisher="C", address="https://x.example/a"),)
JOBS = Effect(outcome="Jobs", value=1, unit="points", metric_id="employment_rate")


def test_each_entry_is_counted_once_for_all_it_is_about_with_its_result_and_strength():
    entries = {
        one.practice_id: one
        for one in (
            entry("a", effect=JOBS, metric_ids=("employment_rate",), design=Design.RANDOMISED, sources=LINKED),
            entry("b", design=Design.BEFORE_AFTER, transformation_id="TD-1"),
            entry("c", result=Result.HARM, place_codes=()),
        )
    }
    counts = entry_counts(entries)
    assert counts.of_metric == {"employment_rate": {Result.WORKED: (1, 1)}}
    assert counts.of_mission == {"skills": {Result.WORKED: (2, 1), Result.HARM: (1, 0)}}
    assert counts.of_place == {LEEDS: {Result.WORKED: (2, 1)}}
    assert counts.of_transformation == {"TD-1": "b"}


def test_the_same_mapping_is_counted_once_and_another_anew():
    entries = {"a": entry("a")}
    assert entry_counts(entries) is entry_counts(entries)
    assert entry_counts(dict(entries)) is not entry_counts(entries)
