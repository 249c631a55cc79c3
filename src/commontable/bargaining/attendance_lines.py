"""Reading a pasted list of people: one a line, ``Name, capacity``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commontable.common.errors import CommontableError

LONGEST = 200
# What people paste carries bullets and numbers: "- Ana Ruiz", "3. Ana Ruiz", "• Ana Ruiz".
_BULLET = re.compile(r"^\s*(?:[-*•\u2013]|\d+[.)])\s+")
_SPLIT = re.compile(r"\s*[,;\t]\s*")


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody in the room, and as what they came: ``Ana Ruiz``, ``chief negotiator``."""

    name: str
    capacity: str = ""


def people_in(text: str) -> list[Present]:
    """The people in a pasted text, in its order, each once; blank lines are skipped.

    Raises:
        CommontableError: nobody is in it, or a line names nobody or is too long; the line is said.
    """
    people: dict[str, Present] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        plain = _BULLET.sub("", line).strip()
        if not plain:
            continue
        name, *rest = _SPLIT.split(plain, maxsplit=1)
        capacity = rest[0] if rest else ""
        if not name:
            raise CommontableError(
                "The line names nobody.",
                expected="“Name, capacity”",
                came=f"“{plain[:60]}”",
                where=f"Line {number}",
            )
        if max(len(name), len(capacity)) > LONGEST:
            raise CommontableError(
                "The line is too long for a name and a capacity.",
                expected=f"at most {LONGEST} characters for each",
                came=f"“{plain[:60]}…”",
                where=f"Line {number}",
            )
        people.setdefault(name.casefold(), Present(name, capacity))
    if not people:
        raise CommontableError(
            "There is nobody in the list.", expected="one person a line", where="People"
        )
    return list(people.values())
