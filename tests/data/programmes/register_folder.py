"""A small register of two programmes with every quirk the real ones have."""

from pathlib import Path

from tests.data.source_folder import Inputs, small_inputs

HEADER = "code,deal,fund,town,name,other_name,council,places,basis,total,revenue,capital,phase,remark"
PROJECTS = f"""{HEADER}
TD-BOL-01,TD-BOL,Deals,Bolton,Market hall,,Bolton Council,E08000001,,2000000,500000,1500000,,
TD-BOL-02,TD-BOL,Deals,Bolton,Cycle route,,Bolton Council,E08000001,,,100000,400000,,
TD-BOL-03,TD-BOL,Deals,Bolton,,,Bolton Council,E08000001,,300000,,,,
TD-BOL-04,TD-BOL,Deals,Bolton,Library,,Bolton Council,E08000001,,,,,,
TD-CUM-01,TD-CUM,Deals,Workington,Quay,,Cumbria County Council,E10000006,,"1,250,000",,,,
TD-CUM-01,TD-CUM,Deals,Workington,Quay,,Cumbria County Council,E10000006,,"1,250,000",,,,
TD-GAT-01,TD-GAT,Deals,Gateshead,Two banks,,Gateshead Council,E08000037; E08000021,,900000,,,,goes both ways
TD-NOW-01,TD-NOW,Deals,Nowhere,Lost,,Nobody,E99999999,,10,,,,
TD-HAL-01,TD-HAL,Deals,Halfway,Half known,,Somebody,E08000003;E99999999,,0,,,,
HS-BUR-01,HS-BUR,Streets,Burnley,Arcade,,Burnley Council,E07000117,,,,,,
HS-BUR-02,HS-BUR,Streets,Burnley,,Burnley trust,Burnley Council,E07000117,,,,,,
XX-01,XX,Another fund,Somewhere,Something,,Somebody,E08000001,,1,,,,
"""
GRANTS = "deal,fund,grant\nHS-BUR,Streets,7000000\nTD-BOL,Deals,1\n"
HOODS = """council,place,places,basis,most,phase
Manchester,Ynys Môn & St. John's,E08000003,assigned here by hand,20000000,2 (long words)
Manchester,Moston,E08000003,code in source,20000000,other
Manchester,Nowhere known,,not assigned: two have the name,20000000,other
"""
DEALS = """
[[programme]]
programme_id = "deals"
title = "Deals"
one = "Deal"
order = 1
about = "Grants to towns."
dated = "a list of 2025"
amount_kind = "grant"
amount_means = "the grant"
complete = true
covers = "all"
id_basis = "the publisher's"
overlaps = [{ programme = "hoods", why = "some are both" }]

[programme.rows]
file = "deals.csv"
keep = { fund = ["Deals"] }
id = "code"
titles = ["name"]
unnamed = "a line without a project"
locality = "town"
leads = ["council"]
places = "places"
amount = "total"
revenue = "revenue"
capital = "capital"
note = "remark"
group = "deal"
group_title = "the {town} deal"

[[programme]]
programme_id = "streets"
title = "Streets"
one = "Street"
order = 2
about = "Grants to high streets."
dated = "a list of 2025"
amount_kind = "shared"
amount_means = "the grant of a whole street"
complete = true
covers = "all"
id_basis = "the publisher's"

[programme.rows]
file = "deals.csv"
keep = { fund = ["Streets"] }
id = "code"
titles = ["name", "other_name"]
leads = ["council"]
places = "places"
amount = "total"
group = "deal"
group_title = "the grant for {town}"
group_grants = { file = "grants.csv", keep = { fund = ["Streets"] }, group = "deal", amount = "grant" }

[[leftover]]
file = "grants.csv"
why = "worked out from its lines instead"
"""
HOODS_DECLARED = """
[[programme]]
programme_id = "hoods"
title = "Hoods"
one = "Hood"
order = 3
about = "Up to so much."
dated = "a list of 2026"
amount_kind = "ceiling"
amount_means = "the most"
complete = false
expected = 9
covers = "three of them"
id_basis = "made here"

[programme.rows]
file = "hoods.csv"
id_prefix = "HOOD"
id_from = ["council", "place"]
titles = ["place"]
title_as = "Hood: {place}"
part = "phase"
parts = { "2 (long words)" = "phase 2" }
places = "places"
basis = "basis"
amount = "most"
# named in the title, though its code is not given
also = { HOOD-MANCHESTER-MOSTON = ["E08000001"] }
"""


def registers(root: Path) -> Inputs:
    """Everything a build needs, with two sources that are registers."""
    inputs = small_inputs(root)
    inputs.write("deals.csv", PROJECTS)
    inputs.write("grants.csv", GRANTS)
    inputs.write("hoods.csv", HOODS)
    for source_id, path, declared in (("deals", "deals.csv", DEALS), ("hoods", "hoods.csv", HOODS_DECLARED)):
        inputs.add_source(source_id, path, layout='style = "reference"')
        (root / "sources" / source_id / "programmes.toml").write_text(declared, encoding="utf-8")
    return inputs
