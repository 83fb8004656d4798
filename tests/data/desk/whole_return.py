"""A whole return, ready to be sent, and the steps it takes."""

from tests.data.desk.at_work import CERTIFIER, OFFICER, RETURN
from tests.data.returns.asked import sound

WHOLE = {
    **sound(),
    "spend.2026-Q3.capital_forecast": "£700,000",
    "milestones.new-1.title": "Site cleared",
    "milestones.new-1.planned_on": "1 June 2026",
    "milestones.new-1.reached_on": "3 June 2026",
    "milestones.new-1.evidence": "Photographs",
    "outputs.new-1.indicator": "# of trees planted",
    "outputs.new-1.planned": "200",
    "outputs.new-1.achieved": "12",
    "risks.new-1.title": "Steel",
    "risks.new-1.category": "Rising Costs",
    "risks.new-1.impact": "5",
    "risks.new-1.likelihood": "3",
    "risks.new-1.proximity": "2",
    "risks.new-1.owner": "Finance director",
}


def states(returns) -> list[str]:
    return [version.record.state.value for version in returns.journey(RETURN)]


def sent(at) -> None:
    at(OFFICER).save_all(RETURN, WHOLE, why="From a spreadsheet")
    at(OFFICER).submit(RETURN, why="All answered")


def certified(at) -> None:
    sent(at)
    at(CERTIFIER).certify(RETURN, why="The figures agree with the ledger")


def count(register, noun) -> int:
    return register.count(noun, transformation_id="TD-1")
