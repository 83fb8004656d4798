"""The base of every model: frozen, and strict about fields nobody declared."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A model that cannot change after it is made and refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
