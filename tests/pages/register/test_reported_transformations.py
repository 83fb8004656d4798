"""The list of transformations where something was reported: what narrows it, what orders it, and who sees what."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from domain.delivery import Delivery
from domain.returns import ReturnState
from domain.transformation import Status
from domain.workspace import Workspace
from pages.register import transformations
from tests.metrics.stewardship.deliveries import TODAY, mark, tracked
from tests.pages.desks import FakeDesk, officer
from tests.pages.opened import opened, text
from ui.request import read_request
from ui.transformation_file import file_title, transformations_frame, workspace_words

HARTLEPOOL, MIDDLESBROUGH = "E06000001", "E06000002"
EVERY = [
    tracked(
        "T-GOOD",
        Delivery(
            status=Status.ON_TRACK, since=dt.date(2026, 4, 1), evidence_on=dt.date(2026, 10, 30), self_rating=4,
            assurance=4, spent=1_000_000.0, awarded=4_000_000.0, milestones=3, reached=1,
            next_milestone_on=dt.date(2027, 1, 31),
        ),
        amount=4_000_000.0,
    ),
    tracked(
        "T-ODD",
        Delivery(status=Status.ON_TRACK, since=dt.date(2026, 5, 2), self_rating=5, assurance=2, passed=2, milestones=4),
        place_codes=(MIDDLESBROUGH,), amount=22_000_000.0,
    ),
    tracked("T-STALE", Delivery(silent_rounds=3, evidence_on=dt.date(2025, 4, 30))),
    tracked("T-WAIT", Delivery(status=Status.DELAYED, returns=(mark(ReturnState.CERTIFIED, since="2026-10-21"),))),
    tracked("T-NEW", Delivery(), own_missions=("transport",)),
]  # fmt: skip


@pytest.fixture(scope="module")
def listing_of(shipped_stores):
    def gathered(desk: FakeDesk | None = None, *, view: str = "all", wanted: str = "", **address: str):
        request = read_request(
            {name: (value,) for name, value in address.items()},
            places=shipped_stores.figures.places, catalogue=shipped_stores.catalogue, today=TODAY,
        )  # fmt: skip
        held = replace(shipped_stores, desk=desk or FakeDesk(EVERY))
        return transformations.prepare(request, held, view=view, wanted=wanted)

    return gathered


def ids(listing) -> list[str]:
    return [one.transformation_id for one in listing.found]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({}, {"T-GOOD", "T-ODD", "T-STALE", "T-WAIT", "T-NEW"}),
        ({"status": "on_track"}, {"T-GOOD", "T-ODD"}),
        ({"kind": "nothing-reported"}, {"T-STALE", "T-NEW"}),
        ({"kind": "attention"}, {"T-ODD", "T-STALE", "T-WAIT"}),
        ({"kind": "contradiction"}, {"T-ODD"}),
        ({"kind": "stale"}, {"T-STALE"}),
        ({"kind": "assured-lower"}, {"T-ODD"}),
        ({"kind": "reached-bare"}, set()),
        ({"kind": "review"}, {"T-WAIT"}),
        ({"kind": "overdue"}, set()),
        ({"place": MIDDLESBROUGH}, {"T-ODD"}),
        ({"place": HARTLEPOOL, "kind": "attention"}, {"T-STALE", "T-WAIT"}),
        ({"mission": "transport"}, {"T-NEW"}),
        ({"programme": "future_high_streets"}, set()),
    ],
)
def test_the_list_is_narrowed_by_what_was_reported(listing_of, address, expected):
    assert set(ids(listing_of(**address))) == expected


@pytest.mark.parametrize(
    ("order", "first"),
    [("money", "T-ODD"), ("disagreement", "T-ODD"), ("waiting", "T-WAIT"), ("evidence", "T-GOOD")],
)
def test_an_order_puts_the_most_first_and_what_lacks_it_last(listing_of, order, first):
    assert ids(listing_of(order=order))[0] == first


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ({"kind": "stale"}, "1 transformation with no evidence for two rounds or more is listed"),
        ({"kind": "attention"}, "3 transformations in need of attention are listed"),
        ({"kind": "review", "place": HARTLEPOOL},
         "1 transformation with a return that waits for the centre reaches Hartlepool"),
        ({"kind": "overdue"}, "No transformation with an overdue return is listed"),
        ({"status": "on_track"},
         "2 transformations with what you asked for are listed; 1 of them needs attention"),
    ],
)  # fmt: skip
def test_the_title_of_a_narrowed_list_says_what_it_lists_and_says_it_once(shipped_stores, address, title):
    visit = opened("transformations", replace(shipped_stores, desk=FakeDesk(EVERY)), **address)
    (heading,) = re.findall(r"<h1[^>]*>.*?</h1>", text(visit))
    assert re.sub("<[^>]+>", "", heading).endswith(f"reports{title}")


def test_the_counts_of_the_title_are_those_of_the_readers_own(listing_of):
    listing = listing_of()
    assert (listing.seen, listing.pressing, listing.silent) == (5, 3, 2)
    mine = listing_of(FakeDesk(EVERY, person=officer(MIDDLESBROUGH)))
    assert (len(mine.found), mine.seen, mine.pressing, mine.silent) == (5, 1, 1, 0)


def test_a_reader_is_told_what_is_not_theirs_to_see_and_never_shown_it(shipped_stores):
    held = replace(shipped_stores, desk=FakeDesk(EVERY, person=officer(MIDDLESBROUGH)))
    shown = text(opened("transformations", held))
    assert "5 transformations are listed; the only one you may see needs attention" in shown
    assert len(re.findall("not yours to see", shown)) == 4 * 5  # four of them, five cells each
    assert "delayed" not in re.sub("<option.*?>", "", shown)


def test_each_row_says_status_evidence_ratings_spend_and_the_next_milestone(shipped_stores):
    shown = text(opened("transformations", replace(shipped_stores, desk=FakeDesk(EVERY))))
    for words in (
        "on track <small>since 1 April 2026", "30 October 2026", "self 4 of 5 <small>assurance 4 of 5",
        "£1 million <small>of £4 million, 25%", "31 January 2027", "2 milestones past the day",
        "30 April 2025; stale: none for 3 rounds", "nothing reported", "spend not reported", "not asked for yet",
    ):  # fmt: skip
        assert words in shown, words
    assert not re.search(r"\b(None|nan|on_track)\b", shown)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({"kind": "contradiction"}, "Rates itself 5 of 5, but assurance gives 2 of 5 and by 23 November 2026"),
        ({"order": "disagreement"}, "Rates itself 5 of 5, but assurance gives 2 of 5 and by 23 November 2026"),
        ({"kind": "assured-lower"}, "Rates itself 5 of 5, but assurance gives 2 of 5"),
        ({"kind": "review"}, "return certified, waiting 23 working days"),
        ({"kind": "attention"}, "return certified, waiting 23 working days"),
    ],
)
def test_a_list_of_what_needs_something_says_of_each_what_it_needs(listing_of, address, words):
    assert words in " ".join(line.told for line in listing_of(**address).lines)
    assert not any(line.told for line in listing_of().lines)


def test_hostile_names_are_drawn_as_text(shipped_stores):
    desk = FakeDesk([tracked("T-1", Delivery(), title="<script>alert(1)</script>", lead="=1+1")])
    visit = opened("transformations", replace(shipped_stores, desk=desk))
    assert "<script>alert" not in " ".join(element.proto.body for element in visit.get("html"))


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ({"kind": "nonsense"}, "Nothing here is of the kind “nonsense”"),
        ({"order": "nonsense"}, "This list has no order “nonsense”"),
        ({"status": "brilliant"}, "is not a status"),
    ],
)
def test_what_cannot_be_followed_is_named_and_the_list_still_shown(shipped_stores, address, says):
    shown = text(opened("transformations", replace(shipped_stores, desk=FakeDesk(EVERY)), **address))
    assert says in shown
    assert "5 transformations are listed" in shown


def test_the_file_names_the_workspace_and_leaves_out_what_is_not_the_readers(listing_of):
    listing = listing_of(FakeDesk(EVERY, person=officer(MIDDLESBROUGH)))
    frame = transformations_frame(listing.lines, names={}, held={}, workspace=Workspace.TRAINING)
    assert set(frame["Workspace"]) == {"training"}
    assert frame.set_index("Id")["Status"].to_dict() == {
        "T-ODD": "on track", **dict.fromkeys(("T-GOOD", "T-STALE", "T-WAIT", "T-NEW"), "not yours to see"),
    }  # fmt: skip
    assert frame.loc[frame["Id"] != "T-ODD", "Self-rating (of 5)"].isna().all()
    assert "simulated" in workspace_words(Workspace.TRAINING)
    assert "training" in file_title(Workspace.TRAINING)
    assert "simulated" not in workspace_words(Workspace.LIVE)
