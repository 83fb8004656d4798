"""Money: announced, awarded, paid and spent, and the spend of each quarter against what was forecast for it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from domain.delivery import Delivery
from domain.money import Basis, Stream
from domain.spend import Spend
from ui.charts import Chart, Figure, annotation, key_list, layout
from ui.delivery_words import amount_words
from ui.pictures import NAMESPACE, image
from ui.pounds import pounds
from ui.theme import COLOURS

HEIGHT = 340
MILLION = 1_000_000.0
INKS = {Stream.CAPITAL: COLOURS["dark_blue"], Stream.REVENUE: COLOURS["turquoise"]}
BASES = {Basis.FORECAST: "forecast", Basis.ACTUAL: "spent"}
MONTHS = {0: "whole year", 1: "Apr to Jun", 2: "Jul to Sep", 3: "Oct to Dec", 4: "Jan to Mar"}
TICKS_ON_A_PHONE = 5


@dataclass
class Quarter:
    """The amounts of one quarter, or of a year as a whole where the quarter is nought."""

    year: int
    quarter: int
    amounts: dict[tuple[Basis, Stream], Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    @property
    def words(self) -> str:
        """When it was: "Apr to Jun 2026", "whole year 2026-27"."""
        if self.quarter == 0:
            return f"{MONTHS[0]} {self.year}-{(self.year + 1) % 100:02d}"
        return f"{MONTHS[self.quarter]} {self.year + (self.quarter == 4)}"

    def total(self, basis: Basis) -> Decimal | None:
        """Both streams together, or none where nobody said."""
        known = [amount for (own, _), amount in self.amounts.items() if own is basis]
        return sum(known, Decimal()) if known else None


def quarters_of(spending: Sequence[Spend]) -> list[Quarter]:
    """The quarters anything was said of, in order."""
    found: dict[tuple[int, int], Quarter] = {}
    for one in spending:
        key = (one.financial_year, one.quarter or 0)
        found.setdefault(key, Quarter(*key)).amounts[one.basis, one.stream] += one.amount
    return [found[key] for key in sorted(found)]


def money_facts(delivery: Delivery) -> list[tuple[str, str]]:
    """The stages of the money, each as it was said, none added to another."""
    return [
        ("Announced", amount_words(delivery.announced)),
        ("Awarded", amount_words(delivery.awarded)),
        ("Paid to the place", amount_words(delivery.paid)),
        ("Spent by the place", f"{amount_words(delivery.spent)}{_share(delivery)}"),
        ("Still forecast", amount_words(delivery.forecast)),
    ]


def money_finding(delivery: Delivery) -> str:
    """What was spent against what had been forecast for the same quarters."""
    if delivery.spent is None:
        return "Nobody has said yet what was spent"
    if not delivery.planned:
        return f"{amount_words(delivery.spent)} is spent; nothing had been forecast to hold it against"
    return (
        f"{amount_words(delivery.spent)} is spent, {delivery.spent / delivery.planned:.0%} of the "
        f"{amount_words(delivery.planned)} forecast for the same quarters"
    )


def money_chart(spending: Sequence[Spend], *, title: str) -> Chart:
    """Bars for each quarter: what was forecast beside what was spent, capital below revenue."""
    quarters = quarters_of(spending)
    return Chart(
        title=title,
        summary="For each quarter the hatched bar is what was forecast for it, the filled bar what was spent.",
        figure=_figure(quarters),
        alt=f"Bars by quarter. {title}. " + " ".join(f"{each.words}: {_quarter_words(each)}." for each in quarters),
        table=spend_table(quarters),
        key=_key(quarters),
    )


def spend_table(quarters: Sequence[Quarter]) -> pd.DataFrame:
    """The table behind the bars."""
    columns: dict[str, list[str]] = {"Period": [each.words for each in quarters]}
    for basis, words in BASES.items():
        for stream in Stream:
            told = [each.amounts.get((basis, stream)) for each in quarters]
            columns[f"{stream.capitalize()}, {words}"] = ["not said" if t is None else _exact(t) for t in told]
    return pd.DataFrame(columns)


def _share(delivery: Delivery) -> str:
    given = delivery.awarded if delivery.awarded is not None else delivery.announced
    if delivery.spent is None or not given or given < 0:
        return ""
    return f", {delivery.spent / given:.0%} of what was {'awarded' if delivery.awarded is not None else 'announced'}"


def _quarter_words(each: Quarter) -> str:
    forecast, spent = each.total(Basis.FORECAST), each.total(Basis.ACTUAL)
    told = [
        f"forecast {_exact(forecast)}" if forecast is not None else "no forecast",
        f"spent {_exact(spent)}" if spent is not None else "no spend reported",
    ]
    return ", ".join(told)


def _exact(amount: Decimal) -> str:
    return f"minus {pounds(float(-amount))}" if amount < 0 else pounds(float(amount))


def _figure(quarters: Sequence[Quarter]) -> Figure:
    ticks = list(range(len(quarters) - 1, -1, -(-(-len(quarters) // TICKS_ON_A_PHONE) or 1)))
    unit = annotation("£ million", x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=6)
    return {
        "data": [
            trace
            for basis in BASES
            for stream in Stream
            if (trace := _bars(quarters, basis, stream)) is not None
        ],
        "layout": layout(
            HEIGHT, barmode="relative", bargap=0.25,
            margin={"l": 8, "r": 8, "t": 34, "b": 56},
            xaxis={
                "tickvals": ticks, "ticktext": [_tick(quarters[i]) for i in ticks], "tickangle": 0,
                "range": [-0.6, len(quarters) - 0.4],
            },
            yaxis={"rangemode": "tozero", "nticks": 6},
            annotations=[unit],
        ),
    }  # fmt: skip


def _bars(quarters: Sequence[Quarter], basis: Basis, stream: Stream) -> Figure | None:
    told = [each.amounts.get((basis, stream)) for each in quarters]
    if not any(told):
        return None
    hatched = basis is Basis.FORECAST
    ink = INKS[stream]
    return {
        "type": "bar", "width": 0.36,  # side by side at places of their own, or what was spent would stand on the plan
        "x": [position + (-0.2 if hatched else 0.2) for position in range(len(quarters))],
        "y": [float(amount) / MILLION if amount is not None else None for amount in told],
        "marker": {
            "color": COLOURS["white"] if hatched else ink, "line": {"color": ink, "width": 1.5},
            "pattern": {"shape": "/" if hatched else "", "fgcolor": ink, "bgcolor": COLOURS["white"], "size": 6},
        },
        "text": [f"{each.words}, {stream}, {BASES[basis]}" for each in quarters],
        "textposition": "none",
        "hovertemplate": "%{text}: £%{y:,.2f} million<extra></extra>",
    }  # fmt: skip


def _tick(each: Quarter) -> str:
    year = f"{each.year}-{(each.year + 1) % 100:02d}"
    return f"{year}<br>Q{each.quarter}" if each.quarter else year


def _key(quarters: Sequence[Quarter]) -> str:
    used = {key for each in quarters for key, amount in each.amounts.items() if amount}
    return key_list(
        [
            (_drawing(INKS[stream], hatched=basis is Basis.FORECAST), f"{stream}, {BASES[basis]}")
            for basis in BASES
            for stream in Stream
            if (basis, stream) in used
        ]
    )


def _drawing(ink: str, *, hatched: bool) -> str:
    inner = f'<path d="M0 12L12 0M4 16L16 4M-4 8L8 -4" stroke="{ink}" stroke-width="1.5"/>' if hatched else ""
    fill = COLOURS["white"] if hatched else ink
    box = f'<rect x="1" y="1" width="14" height="14" fill="{fill}" stroke="{ink}" stroke-width="1.5"/>'
    return image(
        f'<svg {NAMESPACE} width="16" height="16">{box}{inner}</svg>', alt="", name="mark", width=16, height=16
    )
