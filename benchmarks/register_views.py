"""The views of the register that are measured, and what they can be asked for in a register that was filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.register.register import Register
from domain.returns import Return
from domain.round import Round
from domain.transformation import Transformation
from domain.workspace import Workspace
from ui.address import query_string

AT_MOST = 2_000


@dataclass(frozen=True)
class Records:
    """What can be asked for by its key."""

    transformations: Sequence[str]
    places: Sequence[str]
    programmes: Sequence[str]
    rounds: Sequence[str]

    def asked(self, name: str, step: int) -> str:
        """Another one at every step."""
        choices = {
            "transformation": self.transformations, "place": self.places, "programme": self.programmes,
            "round": self.rounds,
        }[name]  # fmt: skip
        return choices[step * 47 % len(choices)]


@dataclass(frozen=True, eq=False)
class RegisterView:
    """One view. ``asks`` names what changes with every rerun."""

    name: str
    page: str
    asks: Sequence[str] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)

    def query(self, records: Records, step: int) -> str:
        """The parameters of one rerun."""
        return query_string({name: records.asked(name, step) for name in self.asks} | dict(self.fixed))


VIEWS = (
    RegisterView("today", "today"),
    RegisterView("transformations", "transformations"),
    RegisterView("transformations, one place", "transformations", ["place"]),
    RegisterView("transformations, one programme", "transformations", ["programme"]),
    RegisterView("transformations, one status", "transformations", fixed={"status": "delayed"}),
    RegisterView("transformations, a later part", "transformations", fixed={"start": "5001"}),
    RegisterView("transformation", "transformation", ["transformation"]),
    RegisterView("portfolio", "portfolio"),
    RegisterView("portfolio, one place", "portfolio", ["place"]),
    RegisterView("portfolio, one programme", "portfolio", ["programme"]),
    RegisterView("commitments", "commitments"),
    RegisterView("the centre's own record", "centre"),
    RegisterView("returns", "returns"),
    RegisterView("returns, one round", "returns", ["round"]),
    RegisterView("rounds", "rounds"),
    RegisterView("one round", "one-round", ["round"]),
    RegisterView("one return", "one-return", ["round", "transformation"]),
    RegisterView("open a round", "open-round", ["programme"]),
    RegisterView("bulk upload", "bulk", ["programme"]),
    RegisterView("profile", "profile", ["place"]),
    RegisterView("mission", "mission", fixed={"mission": "skills"}),
)
"""As a steward sees them. To add a view, add a line."""


def read_records(address: str) -> Records:
    """What the register at an address can be asked for: transformations with a return in every round named."""
    register = Register.open(address, Workspace.TRAINING)
    try:
        rounds = [version.record for version in register.find(Round, limit=AT_MOST)]
        newest = max(each.opens_on for each in rounds)
        of_one = min((each for each in rounds if each.opens_on == newest), key=lambda each: each.programme_id)
        returns = register.find(Return, round_id=of_one.round_id, limit=AT_MOST)
        found = register.find(Transformation, limit=AT_MOST)
    finally:
        register.close()
    return Records(
        transformations=[version.record.transformation_id for version in returns],
        places=sorted({code for version in found for code in version.record.place_codes}),
        programmes=sorted({each.programme_id for each in rounds}),
        rounds=[of_one.round_id],
    )
