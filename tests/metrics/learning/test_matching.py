"""Matching: by metric, then mission, then likeness of place, and never on likeness alone."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from domain.adoption import Adoption
from domain.appeal import Appeal
from domain.evidence import Effect, Result
from domain.practice import Practice
from metrics.learning.matching import about_index, matching_adopters, matching_appeals, matching_entries, ranks_of
from tests.metrics.learning.test_exchange import HARTLEPOOL, MONDAY, ask

LEEDS, BARNSLEY, CORNWALL = "E08000035", "E08000016", "E06000052"
RANKS = ranks_of(HARTLEPOOL, [BARNSLEY, LEEDS])


def offer(own_id: str, **changes: object) -> Appeal:
    return ask(own_id, **({"offers": True, "place_code": LEEDS} | changes))


def entry(own_id: str, **changes: object) -> Practice:
    said = {
        "practice_id": own_id, "title": "A job coach in every library", "what_was_done": "Coaches sat in libraries.",
        "mission_ids": ("skills",), "outcome": "People in work", "result": Result.WORKED, "place_codes": (LEEDS,),
    }  # fmt: skip
    return Practice.model_validate(said | changes)


def ids(matches) -> list[str]:
    return [match.found.record_id for match in matches]


def test_the_same_metric_comes_before_the_same_mission_and_that_before_likeness():
    wanted = ask("a", mission_ids=("skills",))
    others = [
        offer("mission-near", metric_ids=("homicide",), mission_ids=("skills",), place_code=BARNSLEY),
        offer("metric-unlike", place_code=CORNWALL),
        offer("mission-unlike", metric_ids=("homicide",), mission_ids=("skills",), place_code=CORNWALL),
        offer("metric-near", place_code=BARNSLEY),
        offer("metric-next", place_code=LEEDS),
    ]
    found = matching_appeals(wanted, others, ranks=RANKS)
    assert ids(found) == ["metric-near", "metric-next", "metric-unlike", "mission-near", "mission-unlike"]
    assert [match.rank for match in found] == [1, 2, None, 1, None]
    assert found[0].metric_ids == ("employment_rate",)


def test_likeness_alone_its_own_place_what_is_closed_and_other_asks_are_no_match():
    wanted = ask("a")
    others = [
        offer("other-metric", metric_ids=("homicide",), place_code=BARNSLEY),
        offer("own", place_code=HARTLEPOOL),
        offer("closed", closed_on=MONDAY, outcome="met"),
        ask("b", place_code=LEEDS),
    ]
    assert matching_appeals(wanted, others, ranks=RANKS) == []


def test_an_offer_is_matched_with_open_asks():
    assert ids(matching_appeals(offer("o"), [ask("a"), offer("p")], ranks=ranks_of(LEEDS, []))) == ["a"]


def test_among_equals_just_what_is_asked_for_comes_first():
    others = [offer("people", kind="people"), offer("know-how")]
    assert ids(matching_appeals(ask("a"), others, ranks=RANKS)) == ["know-how", "people"]


def test_an_entry_matches_by_the_metric_of_its_effect_too_and_by_its_nearest_place():
    jobs = Effect(outcome="Jobs", value=1, unit="points", metric_id="employment_rate")
    entries = {
        one.practice_id: one
        for one in (
            entry("effect", effect=jobs, place_codes=(CORNWALL, BARNSLEY)), entry("mission"),
            entry("neither", mission_ids=("health",)),
        )
    }  # fmt: skip
    found = matching_entries(ask("a", mission_ids=("skills",)), entries, about_index(entries), ranks=RANKS)
    assert ids(found) == ["effect", "mission"]
    assert (found[0].place_code, found[0].rank) == (BARNSLEY, 1)


def test_adopters_elsewhere_are_found_through_the_entry_they_took_up():
    entries = {"e": entry("e", metric_ids=("employment_rate",))}
    taken = [
        Adoption(
            adoption_id=code, practice_id=practice, place_code=code, taken_up_on=dt.date(2025, 1, 1),
            report_due_on=MONDAY,
        )
        for code, practice in ((LEEDS, "e"), (BARNSLEY, "e"), (HARTLEPOOL, "e"), (CORNWALL, "gone"))
    ]  # fmt: skip
    assert ids(matching_adopters(ask("a"), taken, entries, ranks=RANKS)) == [BARNSLEY, LEEDS]


metric_sets = st.sets(st.sampled_from(["m1", "m2", "m3"]), min_size=1).map(lambda held: tuple(sorted(held)))


@given(metric_sets, st.lists(metric_sets, max_size=6))
def test_whatever_matches_shares_something_and_nothing_that_shares_is_left_out(wanted, held):
    entries = {f"e{n}": entry(f"e{n}", metric_ids=one, mission_ids=("other",)) for n, one in enumerate(held)}
    found = matching_entries(ask("a", metric_ids=wanted), entries, about_index(entries), ranks=RANKS)
    assert set(ids(found)) == {own_id for own_id, one in entries.items() if set(one.metric_ids) & set(wanted)}
    shared = [len(match.metric_ids) for match in found]
    assert shared == sorted(shared, reverse=True)
