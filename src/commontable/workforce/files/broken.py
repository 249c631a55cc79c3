"""A file that cannot be read at all: what was expected, what came, and that nothing was kept."""

from __future__ import annotations

from commontable.common.errors import CommontableError


class BrokenFileError(CommontableError):
    """The file as a whole cannot be read; rows that cannot be taken are no error of the file."""

    def __init__(self, message: str, *, expected: str, came: str = "", where: str = "") -> None:
        super().__init__(
            message, expected=expected, came=came, where=where, kept="Nothing was kept."
        )
