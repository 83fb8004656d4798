"""A text as the label of a widget: Streamlit reads labels as Markdown, and what people wrote must not become any.

What is seen comes out the same either way, but screen readers are given a label as it is written here, backslashes and
all. So only those signs get one that would make something of the text where they stand.
"""

import re

ANYWHERE = r"[\\`*_\[\]<>~$@^]"
BEFORE_A_WORD = r":(?=\S)|-(?=-)|(?<=\bwww)\."
FIRST = "|".join([r"^[#+\-=|]", *(rf"(?<=^\d{{{digits}}})[.)](?=\s)" for digits in range(1, 10))])
SPECIAL = re.compile(f"({ANYWHERE}|{BEFORE_A_WORD}|{FIRST})", re.IGNORECASE)


def plain_label(text: str) -> str:
    r"""The text as it is, whatever signs it holds.

    >>> plain_label("Cost (£), net: *now* [x]")
    'Cost (£), net: \\*now\\* \\[x\\]'
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
