"""What a transformation is about, told from its title: its steps, what it makes, what may go wrong with it."""

import re
from dataclasses import dataclass

BUILDING = (
    "Business case agreed",
    "Planning permission granted",
    "Main contract signed",
    "Work begun on site",
    "Structure complete",
    "Building handed over",
    "Open to the public",
)
STREETS = (
    "Design agreed after consultation",
    "Traffic orders made",
    "Contractor appointed",
    "First section closed and dug",
    "First section open",
    "All sections open",
    "Safety audit passed",
)


@dataclass(frozen=True, slots=True)
class Theme:
    """A sort of transformation. ``makes`` are standard outputs, each with how much of it one usually makes."""

    thing: str
    partner: str
    steps: tuple[str, ...]
    makes: tuple[tuple[str, int, int], ...]
    missions: tuple[str, ...]
    metrics: tuple[str, ...]
    words: re.Pattern[str]


def _words(*words: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + ")", re.IGNORECASE)


THEMES = (
    Theme(
        "the route", "the highway authority", STREETS,
        (("Total length of new cycle ways", 1, 9), ("Total length of pedestrian paths improved", 1, 7),
         ("# of improved public transport routes", 1, 4)),
        ("transport",), ("travel_time_cycle", "travel_time_public_transport"),
        _words("transport", "station", "rail", "bus", "cycl", "walking", "bridge", "road", "travel", "access", "link"),
    ),
    Theme(
        "the training centre", "the college", BUILDING,
        (("# of learners enrolled in new education and training courses", 80, 900),
         ("Number of closer collaborations with employers", 5, 40),
         ("Amount of capacity of new or improved training or education facilities", 60, 600)),
        ("skills",), ("qualifications_level_3", "further_education_participation"),
        _words("skill", "college", "learn", "training", "university", "education", "academy", "campus", "school"),
    ),
    Theme(
        "the workspace", "the developer", BUILDING,
        (("Amount of new office space", 400, 6000), ("# of enterprises receiving non-financial support", 10, 120),
         ("# of enterprises receiving grants", 5, 60)),
        ("living_standards",), ("business_births", "employment_rate"),
        _words("enterprise", "business", "workspace", "incubator", "industr", "innovation", "tech", "digital"),
    ),
    Theme(
        "the building", "the theatre trust", BUILDING,
        (("# of heritage buildings renovated/restored", 1, 4), ("Number of improved cultural facilities", 1, 3),
         ("Number of new cultural facilities", 1, 2)),
        ("pride_in_place",), ("visited_museum_or_gallery", "engaged_with_the_arts"),
        _words("museum", "theatre", "arts?", "library", "heritage", "cultur", "cinema", "gallery", "hall", "church"),
    ),
    Theme(
        "the park", "the friends of the park", STREETS,
        (("Amount of new parks/greenspace/outdoor space", 800, 20000), ("# of trees planted", 30, 900)),
        ("wellbeing",), ("sports_facilities_per_head", "life_satisfaction"),
        _words("park", "green", "garden", "sport", "leisure", "play", "river", "health", "wellbeing", "pool"),
    ),
    Theme(
        "the homes", "the housing association", BUILDING,
        (("# of residential units provided", 12, 180), ("# of sites cleared", 1, 4),
         ("Amount of rehabilitated land", 900, 15000)),
        ("housing",), ("net_additional_homes", "homes_rated_c_or_above"),
        _words("hous", "home", "residential", "living", "land", "site", "demolition"),
    ),
    Theme(
        "the hub", "the community trust", BUILDING,
        (("Number of new community/sports centres", 1, 2), ("Number of public amenities/facilities created", 1, 6)),
        ("pride_in_place", "wellbeing"), ("volunteering", "neighbourhood_belonging"),
        _words("communit", "hub", "neighbourhood", "youth", "volunt", "village", "pub", "club", "pride in place"),
    ),
    Theme(
        "the square", "the traders' association", STREETS,
        (("Amount of public realm improved", 600, 12000),
         ("Amount of floor space repurposed (residential, commercial, retail)", 200, 4000),
         ("# of derelict buildings refurbished", 1, 6)),
        ("pride_in_place",), ("active_businesses", "food_outlets_per_head"),
        _words(""),  # anything else: most of the rest is about a town centre
    ),
)  # fmt: skip


def theme_of(title: str) -> Theme:
    """The first theme that a title speaks of.

    >>> theme_of("Bus and cycle links to the hospital").thing
    'the route'
    """
    return next(theme for theme in THEMES if theme.words.search(title))
