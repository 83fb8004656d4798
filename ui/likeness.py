"""Why places count as alike: the published families of neighbours and clusters, in words."""

FAMILIES: dict[str, tuple[str, str]] = {
    "global": (
        "All in all",
        "Economy, people, homes, connections and well-being are weighed together.",
    ),
    "economic": (
        "By economy",
        "Pay, work, output, what firms there are and what they do, new homes, renting and child poverty decide.",
    ),
    "demographic": (
        "By population",
        "How many people live there, how fast that changes, their ages, their ethnic mix and their religion decide.",
    ),
}
"""Each family's heading and what it is built on, the broadest first."""

CLUSTERS: dict[tuple[str, str], str] = {
    ("global", "A"): "remote and rural places, with many dependants, little digital coverage and high well-being",
    ("global", "B"): "mostly towns, many by the sea, with good broadband, less work, few firms and more child poverty",
    ("global", "C"): "commuter country, growing fast, with much work, many new homes and little child poverty",
    ("global", "D"): "mostly London and a few large cities, with high pay and output and much private renting",
    ("economic", "A"): "places with lower pay, output and employment, few firms or new homes, more child poverty",
    ("economic", "B"): "places with much building, fewer jobs in services and fewer fast-growing firms",
    ("economic", "C"): "commuter country with many people in work, high output and little child poverty",
    ("economic", "D"): "mostly London and a few large cities, with many firms, high pay and most jobs in services",
    ("demographic", "A"): "mostly London and a few large cities, large, of working age and of many ethnic groups",
    ("demographic", "B"): "populous places, growing faster than most and more mixed than most",
    ("demographic", "C"): "smaller places, growing fast, with more dependants than most",
    ("demographic", "D"): "smaller places, mostly rural, growing slowly, and mostly white",
}
"""What the members of each published cluster have in common, in our words."""


def cluster_sentence(name: str, family: str, letter: str | None) -> str:
    """Which published cluster a council was put in, and what its members have in common.

    >>> cluster_sentence("Isles of Scilly", "economic", None)
    'Isles of Scilly was not put in a cluster of this family.'
    """
    if letter is None:
        return f"{name} was not put in a cluster of this family."
    shared = CLUSTERS.get((family, letter))
    described = f": {shared}" if shared else ""
    return f"{name} is in cluster {letter}{described}."
