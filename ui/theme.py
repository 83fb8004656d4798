"""How everything looks: the colours, the style sheet of every page and the template of every chart."""

from functools import cache
from pathlib import Path
from typing import Any

COLOURS = {
    "dark_blue": "#12436D",
    "turquoise": "#28A197",
    "dark_pink": "#801650",
    "orange": "#F46A25",
    "dark_grey": "#3D3D3D",
    "light_purple": "#A285D1",
    "grey": "#BFBFBF",
    "black": "#0B0C0C",
    "white": "#FFFFFF",
    "focus_yellow": "#FFDD00",
    "rule": "#B1B4B6",
    "quiet": "#505A5F",
    "surface": "#F3F2F1",
    "link": "#1A65A6",
}
"""Every colour by name. The first six are the government Analysis Function's palette for charts; on white,
orange, turquoise and light purple reach 3:1 only, so they mark and never letter."""

FONT = "Arial, Helvetica, sans-serif"

STYLE_SHEETS = Path(__file__).parent


@cache
def style() -> str:
    """Every style sheet of this folder as one ``<style>`` element.

    The document carries it (ui/document.py), so that no page needs to send it again.
    """
    sheets = (file.read_text(encoding="utf-8") for file in sorted(STYLE_SHEETS.glob("*.css")))
    return f"<style>{''.join(sheets)}</style>"


def _axis(*, grid: bool) -> dict[str, Any]:
    return {
        "automargin": True,
        "fixedrange": True,  # a chart that zooms under the reader's thumb is a chart lost
        "showgrid": grid,
        "gridcolor": "#E3E5E6",
        "linecolor": COLOURS["quiet"],
        "showline": not grid,
        "zeroline": False,
        "ticks": "" if grid else "outside",
        "tickcolor": COLOURS["quiet"],
        "tickfont": {"size": 14, "color": COLOURS["black"]},
        "title": {"font": {"size": 14, "color": COLOURS["black"]}, "standoff": 10},
    }


# A plain dict rather than plotly's Template: it costs no import, and goes into figures built as dicts too.
# Names a page does not use are left out, because the template travels with each figure.
TEMPLATE: dict[str, Any] = {
    "layout": {
        "font": {"family": FONT, "size": 15, "color": COLOURS["black"]},
        "colorway": [COLOURS[name] for name in ("dark_blue", "orange", "turquoise", "dark_pink")],
        "paper_bgcolor": COLOURS["white"],
        "plot_bgcolor": COLOURS["white"],
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "align": "left",
            "bgcolor": COLOURS["white"],
            "bordercolor": COLOURS["black"],
            "font": {"family": FONT, "size": 15, "color": COLOURS["black"]},
        },
        "annotationdefaults": {"showarrow": False, "font": {"size": 14, "color": COLOURS["black"]}},
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "bgcolor": "rgba(0,0,0,0)"},
        "xaxis": _axis(grid=False),
        "yaxis": _axis(grid=True),
        "dragmode": False,
    },
    "data": {"scatter": [{"type": "scatter", "marker": {"size": 9}, "line": {"width": 2.5}}]},
}
"""The template of every chart, drawn with ``theme=None``: black text, thin grid, no zoom, no legend by default."""
