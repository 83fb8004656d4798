"""Risks as officers describe them: a category of the government's list, a title, and what is done about it."""

from random import Random

from domain.risk import Risk

RISKS = (
    ("Rising Costs", "Tenders come back above the estimate",
     "A second estimate is ordered; the upper floor can be left out"),
    ("Rising Costs", "Prices of steel and glass rise before the order",
     "Buy early and store at the contractor's yard"),
    ("Procurement & Outsourcing", "Fewer than three firms tender",
     "Meet the market before the notice; shorter list of conditions"),
    ("Delivery Partner Risk", "The partner's money is not confirmed",
     "Weekly call with the partner's finance director"),
    ("Property Development", "Planning conditions take longer than allowed for",
     "One named planner; conditions sent in together"),
    ("Property Development", "The land cannot be bought by agreement",
     "Purchase order prepared in case it is needed"),
    ("Supply Chain Issues and Delays", "Lifts and windows arrive late",
     "Order placed before the main contract"),
    ("Human resource - Capacity, Recruitment etc", "One project manager for too many schemes",
     "Post advertised; neighbour council lends a day a week"),
    ("External Stakeholder Management", "Utilities do not move their pipes in time",
     "Joint programme signed by all three companies"),
    ("Public objections or Appeals", "Objections to the traffic order",
     "Second consultation with traders and residents"),
    ("Environment", "Protected species at the site",
     "Ecologist on call; roof work kept out of the nesting months"),
    ("Premises & Estate Management", "Asbestos in the old building",
     "Survey before the contract; sum set aside"),
    ("Poor Governance", "Decisions wait for a board that meets every quarter",
     "The chair may decide between meetings, and reports"),
    ("Funding Withdrawal", "Money lapses at the end of the financial year",
     "Change request ready to be sent"),
)  # fmt: skip
OWNERS = ("Programme manager", "Director of place", "Finance director", "Head of property", "Project manager")


def risks_of(transformation_id: str, rng: Random, *, trouble: bool) -> list[Risk]:
    """The risks a transformation begins with; more and worse where trouble lies ahead."""
    many = rng.choice((2, 2, 3)) if trouble else rng.choice((1, 1, 2))
    return [
        Risk(
            risk_id=f"{transformation_id}.K{number}",
            transformation_id=transformation_id,
            title=title,
            category=category,
            impact=rng.randint(3, 6) if trouble else rng.randint(2, 5),
            likelihood=rng.randint(2, 3) if trouble else rng.randint(1, 3),
            proximity=rng.randint(1, 4),
            owner=rng.choice(OWNERS),
            mitigation=mitigation,
        )
        for number, (category, title, mitigation) in enumerate(rng.sample(RISKS, many), start=1)
    ]


def moved(risk: Risk, rng: Random, *, trouble: bool) -> Risk | None:
    """The risk as it is next seen, or none where nobody looked at it again."""
    if risk.closed or rng.random() > 0.3:
        return None
    likelihood = min(4, risk.likelihood + 1) if trouble else max(1, risk.likelihood - 1)
    closed = not trouble and risk.likelihood == 1
    if likelihood == risk.likelihood and not closed:
        return None
    return risk.model_copy(update={"likelihood": likelihood, "closed": closed})
