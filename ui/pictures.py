"""A drawing inside a page: SVG as an image, because Streamlit takes inline SVG out of the HTML it is given."""

from html import escape

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
# What an address of this kind must not hold as it is. The percent sign goes first.
ENCODED = {"%": "%25", "#": "%23", "<": "%3C", ">": "%3E", '"': "'"}


def image(svg: str, *, alt: str, name: str, width: int, height: int) -> str:
    """The drawing as an ``img`` of the style ``name``; an empty ``alt`` marks it as decoration."""
    size = f'width="{width}" height="{height}"'
    return f'<img class="{name}" alt="{escape(alt)}" {size} src="{data_address(svg)}">'


def data_address(svg: str) -> str:
    """The drawing as an address that holds all of it, for an image or a style."""
    for plain, code in ENCODED.items():
        svg = svg.replace(plain, code)
    return f"data:image/svg+xml,{svg}"
