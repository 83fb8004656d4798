"""A small hand-made set of sources with every quirk real files have, and a catalogue that uses them."""

import gzip
from dataclasses import dataclass
from pathlib import Path

from data.build import Request
from tests.data.geography_folder import copied
from tests.data.geography_shapes import with_shapes

ELS_HEADER = "areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes"

# a byte-order mark, a region given only under its statistical code, old and successor codes side by side,
# police forces and no code at all, a value withheld, and the same figure given twice
EMPLOYMENT = f"""\ufeff{ELS_HEADER}
E92000001,England,Nation,Employment,2022-01-01/P1Y,75.0,Percentage,%,74.8,75.2,,
E92000001,England,Nation,Employment,2023-01-01/P1Y,76.0,Percentage,%,75.8,76.2,,
TLD,North West,ITL Level 1,Employment,2023-01-01/P1Y,74.0,Percentage,%,73.0,75.0,,
E08000001,Bolton,Local Authority District,Employment,2022-01-01/P1Y,70.1,Percentage,%,67.0,73.2,,
E08000001,Bolton,Local Authority District,Employment,2023-01-01/P1Y,71.5,Percentage,%,68.4,74.6,,
E08000003,Manchester,Local Authority District,Employment,2023-01-01/P1Y,76.4,Percentage,%,73.0,79.8,p,
E08000003,Manchester,Local Authority District,Employment,2023-01-01/P1Y,76.4,Percentage,%,73.0,79.8,p,
E08000020,Gateshead,Local Authority District,Employment,2022-01-01/P1Y,72.2,Percentage,%,69.0,75.4,,Obsolete code
E08000020,Gateshead,Local Authority District,Employment,2023-01-01/P1Y,73.3,Percentage,%,70.0,76.6,,Obsolete code
E08000037,Gateshead,Local Authority District,Employment,2023-01-01/P1Y,73.3,Percentage,%,70.0,76.6,,
E07000026,Allerdale,Local Authority District,Employment,2022-01-01/P1Y,77.7,Percentage,%,73.0,82.4,,Obsolete code
E06000053,Isles of Scilly,County or Unitary Authority,Employment,2023-01-01/P1Y,,Percentage,%,,,u,
E23000005,Greater Manchester,Police Force Area,Employment,2023-01-01/P1Y,71.0,Percentage,%,70.0,72.0,,
na,Somewhere City Region,City Region,Employment,2023-01-01/P1Y,70.0,Percentage,%,69.0,71.0,,
"""

# prose before the header in an old encoding, columns in another order, one of them twice, a bare year
SHOPS = """Shops of every kind, \u2018counted\u2019 each year
See the notes
notes,Observation,AREACD,AREANM,Indicator,Period,Observation Status,notes
,120,E06000028,Bournemouth,Shops,2018,,
,30,E07000048,Christchurch,Shops,2018,,
,155,E06000058,"Bournemouth, Christchurch and Poole",Shops,2020,,
,40,E07000051,Purbeck,Shops,2018,,
,410,E08000003,Manchester,Shops,2020,,
,"1,410",E92000001,England,Shops,2020,,a note
"""

# one figure for two places together, in the words publishers put into the status column
DEATHS = f"""{ELS_HEADER}
E06000053,Scilly,UA,Deaths,2022-01-01/P3Y,31.0,Rate,Rate,30.1,31.9,Value for Somerset and Isles of Scilly combined,
E06000066,Somerset,UA,Deaths,2022-01-01/P3Y,31.0,Rate,Rate,30.1,31.9,Value for Somerset and Isles of Scilly combined,
E92000001,England,Nation,Deaths,2022-01-01/P3Y,30.2,Rate,Rate,30.0,30.5,,
"""

# one row a place, two counts; the councils merged in 2019 can be added up
TREES = """place,published_name,trees,streets,share
E06000028,Bournemouth,30,100,30
E07000048,Christchurch,10,300,3.3333333
E08000001,Bolton,50,200,25
E92000001,England,300,1000,30
"""

SOURCE = """title = "{title}"
publisher = "Office for Examples"
licence = "Open Government Licence v3.0"
released_on = 2025-06-01
nature = "{nature}"

[layout]
{layout}

[[files]]
path = "{path}"
address = "https://example.invalid/{path}"
"""
METRIC = """title = "{title}"
description = "What is counted here, in words long enough for a reader to understand."
role = "headline"
polarity = "{polarity}"
kind = "{kind}"
unit = "{unit}"
suffix = "{suffix}"
decimals = 1
lowest_level = "district"
period_months = {months}
covers = ["E92000001"]
{more}
[[series]]
source = "{source}"
series = "{series}"
"""
GEOGRAPHY = """title = "Places"
publisher = "Office for Examples"
licence = "Open Government Licence v3.0"
[layout]
style = "reference"
[[files]]
path = "geography/areas.csv"
"""


@dataclass(frozen=True)
class Inputs:
    """The folders a build reads and writes."""

    root: Path

    @property
    def request(self) -> Request:
        root = self.root
        return Request(
            files=root / "files", sources=root / "sources", catalogue=root / "catalogue",
            frameworks=root / "frameworks", builds=root / "builds",
        )  # fmt: skip

    @property
    def arguments(self) -> list[str]:
        """The same, as the command line takes it."""
        names = ("sources", "catalogue", "frameworks", "builds")
        return ["--from", str(self.root / "files"), *(part for n in names for part in (f"--{n}", str(self.root / n)))]

    def file(self, path: str) -> Path:
        return self.root / "files" / path

    def write(self, path: str, text: str, *, encoding: str = "utf-8") -> Path:
        file = self.file(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode(encoding)
        file.write_bytes(gzip.compress(content) if path.endswith(".gz") else content)
        return file

    def replace(self, path: str, old: str, new: str) -> None:
        """Spoil a file: the text must be there."""
        text = self.file(path).read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        self.file(path).write_text(text.replace(old, new, 1), encoding="utf-8")

    def add_source(self, source_id: str, path: str, *, layout: str = 'style = "els"', nature: str = "current") -> None:
        folder = self.root / "sources" / source_id
        folder.mkdir(parents=True, exist_ok=True)
        text = SOURCE.format(title=source_id.capitalize(), path=path, layout=layout, nature=nature)
        (folder / "source.toml").write_text(text, encoding="utf-8")

    def add_metric(
        self, metric_id: str, source: str, series: str, *, kind: str = "proportion", polarity: str = "higher_is_better",
        months: int = 12, more: str = "",
    ) -> None:  # fmt: skip
        folder = self.root / "catalogue" / "examples"
        folder.mkdir(parents=True, exist_ok=True)
        suffix = "%" if kind == "proportion" else ""
        text = METRIC.format(
            title=metric_id.replace("_", " ").capitalize(), kind=kind, polarity=polarity, months=months, more=more,
            unit="of people", suffix=suffix, source=source, series=series,
        )  # fmt: skip
        (folder / f"{metric_id}.toml").write_text(text, encoding="utf-8")


def small_inputs(root: Path) -> Inputs:
    """Everything a build needs, in a folder a test may spoil."""
    inputs = Inputs(root)
    with_shapes(copied(root / "files"))
    (root / "frameworks").mkdir()
    inputs.write("employment.csv", EMPLOYMENT)
    inputs.write("shops.csv.gz", SHOPS, encoding="cp1252")
    inputs.write("deaths.csv", DEATHS)
    inputs.write("trees.csv", TREES)
    geography = root / "sources" / "geography"
    geography.mkdir(parents=True)
    (geography / "source.toml").write_text(GEOGRAPHY, encoding="utf-8")
    inputs.add_source("employment", "employment.csv")
    inputs.add_source("shops", "shops.csv")
    inputs.add_source("deaths", "deaths.csv", nature="retired")
    columns = 'place = "place"\nvalue = "share"\ncount = "trees"\ndenominator = "streets"'
    long = f'style = "long"\n{columns}\nfixed_period = "2018"'
    inputs.add_source("trees", "trees.csv", layout=long)
    inputs.add_metric("employment", "employment", "Employment")
    inputs.add_metric("shops", "shops", "Shops", kind="count", polarity="neutral", more="additive = true")
    inputs.add_metric("deaths", "deaths", "Deaths", kind="rate", polarity="lower_is_better", months=36)
    inputs.add_metric("trees", "trees", "share")
    return inputs
