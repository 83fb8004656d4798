"""An upload: a file somebody filled in and sent here, by its fingerprint, so that it is not loaded twice unawares."""

from typing import Annotated

from pydantic import Field

from domain.record import Identifier, Key, Line, Record


class Upload(Record):
    """One file that was loaded: for one return, or in bulk for none in particular."""

    upload_id: Identifier
    file_name: Line
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    rows: Annotated[int, Field(ge=0)]
    return_id: Key | None = None
    round_id: Identifier | None = None

    @property
    def record_id(self) -> str:
        """The key of the upload."""
        return self.upload_id
