import datetime as dt
from html import unescape

import pytest

from domain.mission import Framework, Mission, PolicyEvent, TargetFact
from tests.ui.measures import LIFE
from ui import promises

PAY = TargetFact(
    statement="Pay is higher in every area.", year=2030, stated_on=dt.date(2022, 2, 2), source="The white paper"
)
HOMES = TargetFact(
    statement="Half as many homes are damp.", value=-50, unit="% change", source="A speech", confidence="low"
)


def mission(name: str = "pay", *targets: TargetFact) -> Mission:
    return Mission(mission_id=name, number=1, title=name.capitalize(), statement="People earn more.", targets=targets)


def framework(name: str, *missions: Mission, events: tuple[PolicyEvent, ...] = ()) -> Framework:
    return Framework(
        framework_id=name, title=f"Framework {name}", publisher="A ministry", published_on=dt.date(2022, 2, 2),
        status="Superseded.", missions=missions, events=events,
    )  # fmt: skip


def test_few_words_give_the_first_target_its_year_and_how_many_more():
    assert promises.in_few_words(mission("pay", PAY)) == "By 2030: pay is higher in every area."
    assert promises.in_few_words(mission("pay", PAY, HOMES)) == "By 2030: pay is higher in every area. 1 more target."
    assert promises.in_few_words(mission("pay", HOMES)) == "Half as many homes are damp."


def test_a_mission_without_targets_says_so_and_is_told_by_its_statement():
    assert promises.in_few_words(mission()) == "No target is set. People earn more."
    assert "sets no target" in promises.targets(mission(), [])


def test_what_a_target_leaves_open_is_said_and_not_left_blank():
    drawn = unescape(promises.targets(mission("pay", PAY, HOMES), ["It rose everywhere.", "Nobody measures it."]))
    assert "To be met by 2030; no number set" in drawn
    assert "No year given; −50% change" in drawn
    assert "Stated on 2 February 2022" in drawn
    assert "Date not known" in drawn
    assert "Confidence in this record: low" in drawn


def test_each_target_stands_beside_its_own_answer():
    drawn = unescape(promises.targets(mission("pay", PAY, HOMES), ["It rose everywhere.", "Nobody measures it."]))
    assert drawn.index("Pay is higher") < drawn.index("It rose everywhere.") < drawn.index("Half as many")
    assert drawn.index("Half as many") < drawn.index("Nobody measures it.")


@pytest.mark.parametrize(
    ("known", "said"), [("2026", "2026"), ("2026-04", "April 2026"), ("2026-04-08", "8 April 2026")]
)
def test_a_date_known_in_part_is_written_as_far_as_it_is_known(known, said):
    assert promises.dated(known) == said


def test_the_dates_of_a_framework_are_told_in_order():
    later, earlier = (PolicyEvent(on=on, event=f"In {on}.", source="A report") for on in ("2025-05-21", "2022-02"))
    drawn = promises.dates(framework("a", events=(later, earlier)))
    assert drawn.index("In 2022-02.") < drawn.index("In 2025-05-21.")
    assert promises.dates(framework("a")) == ""


def test_the_framework_shown_is_marked_and_the_others_are_links():
    first, second = framework("a"), framework("b")
    drawn = promises.frameworks_switch([first, second], first)
    assert 'href="missions?framework=b"' in drawn
    assert 'href="missions?framework=a"' not in drawn
    assert "Framework a (shown)" in drawn
    assert promises.frameworks_switch([first], first) == ""
    assert 'href="disparities?framework=b' in promises.frameworks_switch([first, second], first, page="disparities")


def test_the_other_missions_are_links_and_this_one_is_not():
    here, there = mission("pay"), mission("health")
    drawn = promises.missions_switch(framework("a", here, there), here, {"health": LIFE})
    assert "metric=healthy_life_expectancy_women&framework=a&mission=health" in unescape(drawn)
    assert "mission=pay" not in unescape(drawn)
