"""The error base: an error carries facts, so the person it reaches can act on it."""

from __future__ import annotations


class CommontableError(Exception):
    """Something a person asked for cannot be done, and why.

    Attributes:
        expected: what would have been accepted.
        came: what arrived instead.
        where: field, row, clause or place, in the user's words.
        kept: what was kept; by default nothing was changed.
    """

    status = 400

    def __init__(
        self,
        message: str,
        *,
        expected: str = "",
        came: str = "",
        where: str = "",
        kept: str = "Nothing was changed.",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.expected = expected
        self.came = came
        self.where = where
        self.kept = kept

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.message}" if self.where else self.message]
        if self.expected:
            parts.append(f"Expected {self.expected}.")
        if self.came:
            parts.append(f"Got {self.came}.")
        if self.kept:
            parts.append(self.kept)
        return " ".join(parts)


class UnkeptTextError(CommontableError):
    """Text with a character that cannot be kept, see :mod:`commontable.common.plain_text`."""


class NotAllowedError(CommontableError):
    """The actor may see the thing but not do this to it. A stranger gets NotFoundError."""

    status = 403


class NotFoundError(CommontableError):
    """Nothing there for this actor: it does not exist, or it is not theirs to know of."""

    status = 404


class BusyError(CommontableError):
    """So many do the same just now that this has to wait; in a moment it can be done."""

    status = 503


class ConflictError(CommontableError):
    """The record has moved on: somebody else acted first, or the fact already stands."""

    status = 409
