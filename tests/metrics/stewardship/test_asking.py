"""What to ask about: one of each kind, so that five of one kind do not hide the others."""

from domain.delivery import Delivery
from domain.transformation import Status
from metrics.stewardship.asking import to_ask
from metrics.stewardship.disagreement import ContradictionKind
from tests.metrics.stewardship.deliveries import TODAY, tracked


def test_the_commonest_kind_comes_first_and_each_example_is_another_transformation_where_there_is_one():
    both = tracked("T-BOTH", Delivery(self_rating=5, assurance=1, reached=3, reached_bare=1, milestones=3))
    bare = tracked("T-BARE", Delivery(reached=1, reached_bare=1, milestones=2))
    alone = tracked("T-DONE", Delivery(status=Status.COMPLETED, milestones=4, reached=3))
    asked = [(one.kind, one.one.transformation_id, one.many) for one in to_ask([both, bare, alone], today=TODAY)]
    # of the bare ones T-BOTH is furthest apart (4 and 1 points); it alone holds the third kind, so it is named again
    assert asked == [
        (ContradictionKind.BARE, "T-BOTH", 2),
        (ContradictionKind.COMPLETED_UNFINISHED, "T-DONE", 1),
        (ContradictionKind.ASSURED_LOWER, "T-BOTH", 1),
    ]


def test_whoever_agrees_with_themselves_or_may_not_be_read_is_not_asked_about():
    assert to_ask([tracked("T-1", Delivery()), tracked("T-2", None)], today=TODAY) == []
