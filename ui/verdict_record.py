"""What a verdict says of targets and ranks, as columns of a file."""

from domain.verdict import Verdict
from ui.wording import assurance_label, reason_label, trajectory_label


def target_and_rank(verdict: Verdict) -> dict[str, object]:
    """Trajectory with its chance and target, assurance, whether unusual, and the rank with its 95% interval."""
    return {
        "trajectory": trajectory_label(verdict.trajectory, verdict.trajectory_reason),
        "chance": verdict.chance,
        "target": verdict.target_value,
        "target_year": verdict.target_year or None,
        "assurance": assurance_label(verdict.assurance, verdict.assurance_reason),
        "unusual": verdict.unusual,
        "rank": verdict.rank or None,
        "rank_from": verdict.rank_low or None,
        "rank_to": verdict.rank_high or None,
        "rank_of": verdict.rank_of or None,
        "no_rank_because": reason_label(verdict.rank_reason) if verdict.rank_reason else None,
    }
