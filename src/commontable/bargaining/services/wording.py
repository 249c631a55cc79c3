"""What every written entry is held to: it has words, and its day has come."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from commontable.coalition.actors import Actor
from commontable.common import dates
from commontable.common.errors import CommontableError

# A clock on another machine may run ahead a little; an entry for tomorrow is a typing mistake.
CLOCK_TOLERANCE = timedelta(minutes=5)


def words_of(text: str, *, where: str, expected: str = "a few words") -> str:
    """The text without blanks around it.

    Raises:
        CommontableError: nothing is left of it.
    """
    words = text.strip()
    if not words:
        raise CommontableError("There are no words.", expected=expected, where=where)
    return words


def refuse_day_to_come(day: date, actor: Actor, *, where: str) -> None:
    """A fact is entered on its day or later, by the coalition's calendar."""
    if day > actor.on:
        raise CommontableError(
            "That day has not come yet.",
            expected=f"{actor.on} or earlier",
            came=str(day),
            where=where,
        )


def refuse_moment_to_come(moment: datetime, *, where: str) -> None:
    """A fact is entered when it has happened; the clocks may differ by five minutes."""
    if moment > dates.now() + CLOCK_TOLERANCE:
        raise CommontableError(
            "That moment has not come yet.",
            expected="a time that is past",
            came=moment.isoformat(timespec="minutes"),
            where=where,
        )
