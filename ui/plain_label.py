"""A text as the label of a widget: Streamlit reads labels as Markdown, and what people wrote must not become any."""

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~:$@^=])")


def plain_label(text: str) -> str:
    r"""The text as it is, whatever signs it holds.

    >>> plain_label("Cost (£) *now*: [x]")
    'Cost \\(£\\) \\*now\\*\\: \\[x\\]'
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
