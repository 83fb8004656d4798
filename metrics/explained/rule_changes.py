"""What each version of the rules changed, in words."""

RULE_CHANGES: dict[str, tuple[str, ...]] = {
    "2.0": (
        "Every verdict has four cells: trajectory and assurance are judged beside level and trend.",
        "A sum of money that rises is called rising and no longer improving, because prices rose as well.",
        "No fifth is given where places differ by less than the error of their figures: the order would be chance.",
        "Beside what is different from its comparator, what is unusual among places is marked.",
    ),
}
"""By version, the newest first."""
