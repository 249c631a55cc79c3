"""Which row holds the headings, and which of our columns each of them is probably called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from commontable.workforce.mapping.targets import Target

_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NEARLY = 88  # of 100: “Ovetime hours”, not “Overtime rate”
_SHORT = {
    "class": "classification",
    "dept": "department",
    "emp": "employee",
    "fac": "facility",
    "hr": "hour",
    "hrs": "hours",
    "loc": "location",
    "no": "number",
    "num": "number",
    "reg": "regular",
    "sched": "scheduled",
    "std": "standard",
}
_EXACT, _SURE = 100.0, 95.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A column of the sheet by its place from 0, and the target it is taken for."""

    place: int
    key: str
    sure: bool


def words_of(heading: str) -> str:
    """A heading in lower case, its signs as spaces: ``"Emp_ID #"`` is ``"emp id"``."""
    return _NOT_WORDS.sub(" ", _CAMEL.sub(" ", heading).casefold()).strip()


def width_of(rows: Sequence[Sequence[str]]) -> int:
    """The number of columns of the widest row."""
    return max((len(row) for row in rows), default=0)


def heading_row_of(head: Sequence[Sequence[str]], targets: Sequence[Target]) -> int:
    """The row, from 1, that looks most like headings: the one with most names we know.

    Titles, notes and blank lines above it are common in what an employer sends.
    """
    known = {name for target in targets for name in (words_of(target.key), *target.names)}

    def likeness(row: Sequence[str]) -> tuple[int, int]:
        said = [words_of(cell) for cell in row if cell.strip()]
        wordy = sum(1 for cell in said if cell and not cell.replace(" ", "").isdigit())
        return sum(1 for cell in said if cell in known), wordy

    if not head:
        return 1
    best = max(range(len(head)), key=lambda at: (likeness(head[at])[0], -at))
    if likeness(head[best])[0]:
        return best + 1
    # None is known: the first row that is words in most of its cells.
    for at, row in enumerate(head):
        filled = sum(1 for cell in row if cell.strip())
        if filled > 1 and likeness(row)[1] == filled:
            return at + 1
    return 1


def suggest(
    headings: Sequence[str],
    targets: Sequence[Target],
    *,
    remembered: Mapping[str, str] | None = None,
    leave_out: frozenset[int] = frozenset(),
) -> list[Suggestion]:
    """What each heading is probably; each target once, the likeliest column first.

    Args:
        remembered: heading to target, as this source's file was read the last time; it decides.
        leave_out: places of columns that must not be read.
    """
    before = {words_of(heading): key for heading, key in (remembered or {}).items()}
    scored: list[tuple[float, int, int, str]] = []
    for place, heading in enumerate(headings):
        said = words_of(heading)
        if not said or place in leave_out:
            continue
        if said in before:
            if before[said]:
                scored.append((_EXACT + 1, 0, place, before[said]))
            continue
        for rank, target in enumerate(targets):
            score = _likeness(said, target)
            if score >= _NEARLY:
                scored.append((score, -rank, place, target.key))
    found: list[Suggestion] = []
    taken: set[int] = set()
    given: set[str] = set()
    for score, _, place, key in sorted(scored, key=lambda one: (-one[0], one[2], -one[1])):
        if place not in taken and key not in given:
            taken.add(place)
            given.add(key)
            found.append(Suggestion(place, key, sure=score >= _SURE))
    return sorted(found, key=lambda one: one.place)


def _likeness(said: str, target: Target) -> float:
    names = (words_of(target.key), *target.names)
    in_full = _in_full(said)
    for wanted in (said, in_full):
        if wanted in names:
            # The first name is the surest: “hours” is regular hours if nothing says so better.
            return _EXACT - min(names.index(wanted) * 0.2, 4.9)
    return max(fuzz.ratio(in_full, name) for name in names if len(name) > 3) - 6  # noqa: PLR2004


def _in_full(said: str) -> str:
    """With the words written out that headings cut short."""
    return " ".join(_SHORT.get(word, word) for word in said.split())
