"""How far everybody can use these pages: what was tested, what is not accessible yet, and what to do about it."""

import datetime as dt
from typing import Any

import streamlit as st

from ui import frame, prose
from ui.numbers import day
from ui.roles import EVERYONE
from ui.sentences import counted

TITLE, ORDER, ROLES = "Accessibility statement", 3, EVERYONE
DESCRIPTION = "How far everybody can use these pages, what was tested, and what does not work yet."
PARAMETERS = ()

PREPARED_ON = dt.date(2026, 11, 23)  # change it whenever a list below changes
STANDARD = "Web Content Accessibility Guidelines (WCAG) version 2.2, level AA"

WORKS = (
    "read every figure, mark and reason without seeing a colour: a word stands beside each",
    "read the table behind every chart and map, and take it away as a file",
    "reach every link, list and button with the keyboard, and see where the focus is",
    "enlarge the page to 400%, or read it on a screen 320 pixels wide, without scrolling sideways; a wide table "
    "scrolls by itself, and the keyboard reaches it",
    "use it with animation switched off: pages honour that setting of your device",
    "hear what changed: notices are announced to screen readers, and in a return also what was saved, what was not, "
    "and what to put right",
    "fill in and send a return with the keyboard alone: what is typed is saved as you go on, and the focus stays where "
    "you are or moves to the part you opened",
    "tell the boxes of a return apart by their names alone: each names the milestone, output, risk or quarter it is of",
    "use a device that forces its own few colours: what is chosen and where the focus is can still be seen",
)
TESTED = (
    "every page against the machine rules of axe for WCAG 2.2 levels A and AA, in the browser Chromium, at widths of "
    "1440, 390 and 320 pixels",
    "every page at those widths, for anything that makes the page scroll sideways",
    "the keyboard alone on these pages about the service: that links, lists and notes are reached, open, and show the "
    "focus",
    "every page of the register and of returns again for each role that uses it: steward, place officer, certifier, "
    "minister's office and administrator",
    "every page about learning, most of them with their forms open, as a place officer, a steward and an analyst",
    "a return typed with the keyboard alone, a wrong day in it, and the way from one part to the next",
    "the settings for reduced motion and for forced colours",
)
NOT_YET = (
    (
        "Areas on maps and points in charts cannot be reached with the keyboard",
        "WCAG 2.1.1 Keyboard",
        "Choose the place from the list above the map instead, or open the table below it: both lead to the same.",
    ),
    (
        "A chart is described to screen readers as one picture, in a few sentences",
        "WCAG 1.1.1 Non-text Content",
        "The table beside it holds every number of the chart.",
    ),
    (
        "Long lists to choose from may be announced in an unexpected way",
        "WCAG 4.1.2 Name, Role, Value",
        "The lists come from the software the pages are built with. Links on the pages carry the same choices.",
    ),
    (
        "Buttons inside lists, days and numbers to choose are all called “Open”, “Clear”, “Increment” or “Decrement”",
        "WCAG 2.4.6 Headings and Labels",
        "Each stands in the box it belongs to, which has a name of its own; the box can be used without them.",
    ),
    (
        "After a choice the page is drawn again, and a screen reader is not told of every part that changed",
        "WCAG 4.1.3 Status Messages",
        "The first heading always says the finding for what is now chosen.",
    ),
    (
        "In a return, what is wrong with a box stands below it and is announced, but is not tied to the box",
        "WCAG 1.3.1 Info and Relationships",
        "The name of the box itself says that there is something to put right or to explain, and the part “Check and "
        "send” lists all of it.",
    ),
    (
        "Timelines of milestones and bars of money are pictures",
        "WCAG 1.1.1 Non-text Content",
        "Each is described in words with its finding, and the table behind it opens below.",
    ),
    (
        "The pages need JavaScript",
        "No failure of the guidelines, but some people browse without",
        "Somebody who runs the service can send any table as a file.",
    ),
)
NOT_DONE = (
    "Nobody has yet tested these pages with a screen reader, a magnifier or voice control in everyday use, and no "
    "audit with disabled people has been done.",
    "Machine rules find only some of the faults there are, so passing them is no proof. That is why this statement "
    "does not claim that the pages comply in full.",
)
NO_DOCUMENTS = (
    "Files are plain tables (CSV) that any spreadsheet software opens. The spreadsheets to fill in for a return or a "
    "bulk upload are workbooks (xlsx); everything a return asks in its workbook can be typed on its page instead. "
    "There are no PDF documents."
)
REPORTING = (
    "If something here does not work for you, tell whoever runs this service where you work, or gave you its address: "
    "which page (its link stands at the foot), what you tried, and what you use to read it. You can ask for any "
    "figure in another form.",
    "If a public body runs this service for you and does not answer well, the Equality Advisory and Support Service "
    "advises people in England, Scotland and Wales, and the Equality Commission people in Northern Ireland. The "
    "duty itself is in the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations "
    "2018.",
)


def page(request: frame.Request, _stores: Any) -> None:
    """Draw the statement."""
    frame.where_am_i(request)
    frame.heading(finding())
    st.html(
        prose.paragraphs([f"The aim is {STANDARD}. This statement covers every page of this service."])
        + prose.heading("What you should be able to do")
        + prose.bullets(WORKS)
        + prose.heading("What does not work yet")
        + "".join(_fault(*fault) for fault in NOT_YET)
        + prose.paragraphs([NO_DOCUMENTS])
        + prose.heading("How this was tested")
        + prose.bullets(TESTED)
        + prose.paragraphs(NOT_DONE)
        + prose.heading("Tell us, or complain")
        + prose.paragraphs(REPORTING)
        + prose.heading("About this statement")
        + prose.paragraphs([f"It was prepared on {day(PREPARED_ON)}, by those who build the service."])
    )
    frame.foot(request, rules="")


def finding() -> str:
    """The statement in one sentence."""
    return f"These pages meet the standard in part: {counted(len(NOT_YET), 'barrier')} are known"


def _fault(what: str, rule: str, instead: str) -> str:
    return prose.heading(what, depth=3) + prose.paragraphs([f"{rule}. {instead}"])
