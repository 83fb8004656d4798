"""What officers write, put together from parts: dated events, evidence, notes, answers. All of it is invented."""

import datetime as dt
from random import Random

from data.training.themes import BUILDING, Theme
from domain.transformation import Status

EVENTS = {
    Status.NOT_STARTED: (
        "The programme board agreed the order of work for {thing}; nothing has begun on site.",
        "Surveys for {thing} were ordered after {partner} gave access.",
        "The brief for the designers of {thing} was signed off by the board.",
    ),
    Status.ON_TRACK: (
        "The board saw the site report for {thing} and kept every date.",
        "{Partner} confirmed the programme for {thing} at the monthly meeting.",
        "The second valuation for {thing} was certified and matches the plan.",
        "Deliveries for {thing} arrived and work moved to the next section.",
        "The quarterly walk-through of {thing} with {partner} raised no new point.",
        "Residents were shown the plans for {thing}; two changes were agreed and priced.",
        "The site manager reported {weeks} weeks of work on {thing} done as planned.",
        "The inspector passed the drainage of {thing} at the first visit.",
    ),
    Status.DELAYED: (
        "Tenders for {thing} came back above the estimate and have to be invited again.",
        "A water main under {thing} was not on any drawing; the utility needs {weeks} weeks to move it.",
        "{Partner} asked for {weeks} more weeks to agree the lease of {thing}.",
        "The planning committee put off its decision on {thing} to the next meeting.",
    ),
    Status.STALLED: (
        "The main contractor of {thing} went into administration and the site was closed.",
        "{Partner} withdrew its share of the money for {thing}; no work can be ordered.",
        "The owner of the land beside {thing} refused the sale, and the purchase order is contested.",
        "The only tender for {thing} was withdrawn before it could be accepted.",
    ),
    Status.RESCOPED: (
        "The board agreed a smaller {bare_thing}: two phases instead of three, within the award.",
        "The design of {thing} was cut back after the second cost report; the upper floor is left out.",
        "{Partner} and the board agreed another site for {thing}, and a new plan of works.",
    ),
    Status.CANCELLED: (
        "The cabinet decided to end work on {thing} and to offer the money back.",
        "The board closed {thing}: the cost had doubled and no partner would share it.",
    ),
    Status.COMPLETED: (
        "{Thing} was handed over and opened to the public.",
        "The completion certificate for {thing} was signed, and {partner} has taken it on.",
        "{Thing} opened; the final account is agreed and within the award.",
    ),
}
LATE_BUILDINGS = (
    "The main contractor of {thing} told us that steel will come {weeks} weeks late.",
    "Asbestos was found at {thing}; the licensed contractor begins in {weeks} weeks.",
    "Bats were recorded at {thing}, so that work on the roof waits for a licence.",
)
LATE_STREETS = (
    "Objections to the traffic order for {thing} go to an inquiry in {weeks} weeks.",
    "Paving for {thing} was delivered in the wrong grade and sent back; the new stone takes {weeks} weeks.",
    "The gas company dug up the first section of {thing} again, without notice.",
)
EVIDENCE = (
    "Minutes of the programme board of {day}, item {number}",
    "Site diary of {day}, with photographs",
    "Valuation certificate number {number}, {day}",
    "Letter from {partner} of {day}",
    "Report to cabinet of {day}, paragraph {number}",
    "Project manager's highlight report of {day}",
    "Inspection record {number} of {day}",
)
NOTES = (
    "The team is complete again since a second project manager joined.",
    "We expect the next valuation before the end of the quarter.",
    "{Partner} attends the board from now on.",
    "Prices of materials have steadied since the last return.",
    "The council's own contribution is unchanged.",
    "We are grateful for the answer to our question about subsidy rules.",
    "A site visit can be arranged at short notice.",
    "",
    "",
)
OBSTACLES = (
    "Contractors do not tender for work of this size while two larger schemes nearby are out at the same time.",
    "It takes {weeks} weeks to have a grant agreement varied, and we cannot sign contracts before.",
    "We have one surveyor for eleven schemes, and the post for a second has been open since spring.",
    "The utility companies answer late, and each in turn.",
    "Costs rose between the estimate and the tender; we hold no contingency of our own.",
    "Three funds ask for the same figures on different days and in different forms.",
    "Nothing stood in the way in this period beyond the weather of two weeks.",
    "Legal agreement with {partner} took longer than building would have.",
    "Planning conditions could only be discharged one after another.",
    "Getting on with it: this period went as planned.",
)
HELP = (
    "Tell us by when a request to move money between years will be answered.",
    "Ask for figures once, not by fund.",
    "Share the standard contract that other towns have used.",
    "Allow us to move up to a tenth between projects without asking.",
    "A named person at the rail company, with the right to decide.",
    "Confirm the second payment before the end of the financial year.",
    "Nothing at present.",
)
LEARNED = (
    "Let the market traders choose the paving samples: the objections stopped.",
    "Buy the drainage survey before the design, not after.",
    "One open evening a month at the site office costs little and saves letters.",
    "Agree who maintains it before it is built.",
    "A joint board with {partner} halves the time a decision takes.",
    "Put the end of the financial year in the contract as a milestone of its own.",
)
DESIGNED_WITH = (
    "Forty residents in three workshops; the entrance moved to the side where the bus stops.",
    "The access group walked the plans with us; the ramp is now the main way in.",
    "Pupils of two schools drew up the list of uses; the late opening came from them.",
    "Traders and {partner}; deliveries before ten were their condition.",
)
SENT = (
    "Return for {period}",
    "Our figures to the end of {month}",
    "Return as agreed with the programme board",
    "Completed return, checked against the ledger",
)
CERTIFIED = (
    "Agrees with the ledger",
    "Checked against the ledger and two valuation certificates",
    "The figures are those of the accounts",
    "Certified after a question about accruals was answered",
)
SENT_BACK = (
    "The second quarter leaves out the invoice of the designers; please add it.",
    "Capital and revenue are mixed up in the first quarter.",
    "The total is above what the ledger shows: please look again.",
)
ACCEPTED = (
    "Accepted; thank you for the photographs",
    "Accepted",
    "Accepted, with a question for the next call",
    "Accepted: figures and milestones agree",
)
CHANGES_ASKED = (
    "Please say what moved the opening day, and give the new one.",
    "Spend fell short by more than a third; the return does not say why.",
    "A milestone is given as reached without a document. Please name one.",
    "The forecast goes beyond the award. Please correct it, or ask for a change.",
    "The risk about the contractor is gone from the list. Is it closed?",
)
DELAY_NOTES = (
    "We expect to make up half of it by working in two shifts from spring.",
    "The end date holds if the licence comes by the end of next quarter.",
    "A new date is given for every later milestone.",
    "The delay costs about {weeks} weeks in all; money is not affected this year.",
)


def event(status: Status, theme: Theme, rng: Random) -> str:
    """What happened."""
    own = () if status is not Status.DELAYED else LATE_BUILDINGS if theme.steps is BUILDING else LATE_STREETS
    return _filled(rng.choice(EVENTS[status] + own), theme, rng)


def evidence(theme: Theme, on: dt.date, rng: Random) -> str:
    """Where it can be seen."""
    return _filled(rng.choice(EVIDENCE), theme, rng, day=f"{on.day} {on:%B %Y}", number=str(rng.randint(2, 19)))


def sentence(choices: tuple[str, ...], theme: Theme, rng: Random, **others: str) -> str:
    """One of several, with its gaps filled."""
    return _filled(rng.choice(choices), theme, rng, **others)


def _filled(text: str, theme: Theme, rng: Random, **others: str) -> str:
    if "{" not in text:
        return text
    gaps = {
        "thing": theme.thing, "Thing": theme.thing[0].upper() + theme.thing[1:],
        "bare_thing": theme.thing.removeprefix("the "), "partner": theme.partner,
        "Partner": theme.partner[0].upper() + theme.partner[1:], "weeks": str(rng.randint(3, 16)),
    }  # fmt: skip
    return text.format(**(gaps | others))


STORIES = (
    "Residents of {place} said that {thing} was what they would change first. {Partner} brings a part of the money.",
    "For years people in {place} have gone elsewhere for this. {Thing} brings it back, with {partner}.",
    "{Thing} is the middle of three projects in {place}; it was chosen because it can be in use within three years.",
    "What began with a petition in {place} is now {thing}, planned with {partner} and open to everybody.",
)
