"""Where it was taken up: every adopter as a mark on a map of councils, by what became of it, in shape and word."""

from collections.abc import Mapping, Sequence

import pandas as pd

from domain.chain import Chain, Fate, Link
from domain.place import Level, Place
from ui.adoption_marks import MARKS, fate_image
from ui.adoption_words import FATES, due_words, fates_words
from ui.charts import CONFIG, Chart, Figure, key_list, wrapped
from ui.geometry import TOPOJSON_ADDRESS, geometry_address
from ui.maps import UNITED_KINGDOM, layout_of
from ui.sentences import counted, joined
from ui.theme import COLOURS

HEIGHT = 560
NAMED_AT_MOST = 6  # more would lie over one another
BACKGROUND, BORDER = "#F3F2F1", "#B1B4B6"


def adoption_map(chain: Chain, places: Mapping[str, Place], *, build: str, source_line: str) -> Chart:
    """The map, with the table of adopters behind it."""
    known = [link for link in chain.links if link.adoption.place_code in places]
    nations = {places[link.adoption.place_code].nation_code for link in known} - {None}
    return Chart(
        title=f"{counted(len(chain.links), 'adoption')}: {fates_words(chain)}",
        summary="Each mark is an adopter. The list of adopters on this page holds the same.",
        figure={"data": _layers(known, places, build), "layout": layout_of(HEIGHT, UNITED_KINGDOM)},
        alt=f"Map of {counted(len(known), 'adopter')} in {counted(max(len(nations), 1), 'nation')}. "
        + "; ".join(
            f"{joined([_name(link, places) for link in group])}: {FATES[fate]}" for fate, group in _groups(known)
        ),
        table=pd.DataFrame(
            {
                "Place": [_name(link, places) for link in chain.links],
                "What became of it": [FATES[link.fate] for link in chain.links],
                "Report": [due_words(link.adoption) for link in chain.links],
            }
        ),
        source_line=source_line,
        key=key_list([(fate_image(fate), f"{FATES[fate]}: {len(group):,}") for fate, group in _groups(known)]),
        config=CONFIG | {"topojsonURL": TOPOJSON_ADDRESS},
    )


def _groups(links: Sequence[Link]) -> list[tuple[Fate, list[Link]]]:
    groups = [(fate, [link for link in links if link.fate is fate]) for fate in FATES]
    return [(fate, group) for fate, group in groups if group]


def _layers(links: Sequence[Link], places: Mapping[str, Place], build: str) -> list[Figure]:
    """The councils as a ground, and on it one layer of marks for each fate and level of geography."""
    named = len(links) <= NAMED_AT_MOST
    layers = [_ground(places, build)]
    for fate, group in _groups(links):
        for level in dict.fromkeys(places[link.adoption.place_code].level for link in group):
            of_level = [link for link in group if places[link.adoption.place_code].level is level]
            layers.append(_marks(fate, of_level, places, geometry_address(build, level.value), named=named))
    return layers


def _ground(places: Mapping[str, Place], build: str) -> Figure:
    codes = [place.code for place in places.values() if place.is_current and place.level is Level.DISTRICT]
    return {
        "type": "choropleth", "geojson": geometry_address(build, Level.DISTRICT.value), "featureidkey": "id",
        "locations": codes, "z": [0] * len(codes), "colorscale": [[0, BACKGROUND], [1, BACKGROUND]],
        "showscale": False, "hoverinfo": "skip", "marker": {"line": {"color": BORDER, "width": 0.4}},
    }  # fmt: skip


def _marks(fate: Fate, links: Sequence[Link], places: Mapping[str, Place], shapes: str, *, named: bool) -> Figure:
    mark = MARKS[fate]
    names = [wrapped(_name(link, places), 24) for link in links]
    return {
        "type": "scattergeo", "geojson": shapes, "featureidkey": "id", "locationmode": "geojson-id",
        "locations": [link.adoption.place_code for link in links],
        "mode": "markers+text" if named else "markers",
        "text": names, "textposition": "middle right", "textfont": {"size": 13, "color": COLOURS["black"]},
        "hovertext": [f"{name}: {FATES[fate]}" for name in names], "hoverinfo": "text",
        "marker": {"symbol": mark.symbol, "color": mark.colour, "size": 13, "line": {"color": mark.colour, "width": 2}},
    }  # fmt: skip


def _name(link: Link, places: Mapping[str, Place]) -> str:
    place = places.get(link.adoption.place_code)
    return place.name if place else link.adoption.place_code
