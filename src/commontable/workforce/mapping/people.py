"""Columns that tell who somebody is: no name is needed to cost, so none is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from commontable.workforce.mapping.headings import words_of

type What = Literal["name", "social security number", "contact", "birth"]


def _said(text: str) -> frozenset[str]:
    return frozenset(" ".join(text.split()).split(", "))


_NAMES = _said(
    """name, employee name, full name, first name, last name, middle name, middle initial, surname,
    given name, family name, worker name, preferred name, legal name, emp name, employee, first,
    last, name last first, last name first name, display name, maiden name, member name"""
)
_NUMBERS = _said(
    """ssn, social security number, social security, ss, social security no, soc sec no, tax id,
    itin, national id, last 4 ssn, ssn last 4"""
)
_CONTACT = _said(
    """email, e mail, email address, work email, home email, personal email, phone, phone number,
    home phone, cell phone, mobile, mobile phone, address, home address, street, street address,
    address line 1, zip, zip code, postal code"""
)
_BIRTH = _said("birth date, date of birth, dob, birthday, birthdate, age")
_SSN = re.compile(r"^\s*\d{3}[- ]\d{2}[- ]\d{4}\s*$")
_MAIL = re.compile(r"^\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*$")
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class PersonalColumn:
    """A column that is not read, by its place from 0, and why."""

    place: int
    heading: str
    what: What


def personal_columns(
    headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[PersonalColumn]:
    """Columns whose heading or whose cells tell a name, a number of the state, where to reach them.

    Args:
        rows: some rows below the headings, to look at.
    """
    found = []
    for place, heading in enumerate(headings):
        what = _by_heading(heading) or _by_cells(
            [row[place] for row in rows if place < len(row) and row[place].strip()]
        )
        if what:
            found.append(PersonalColumn(place, heading.strip(), what))
    return found


def _by_heading(heading: str) -> What | None:
    said = words_of(heading)
    if said in _NAMES:
        return "name"
    if said in _NUMBERS:
        return "social security number"
    if said in _CONTACT:
        return "contact"
    return "birth" if said in _BIRTH else None


def _by_cells(cells: Sequence[str]) -> What | None:
    if not cells:
        return None
    if sum(1 for cell in cells if _SSN.match(cell)) > _MOST * len(cells):
        return "social security number"
    if sum(1 for cell in cells if _MAIL.match(cell)) > _MOST * len(cells):
        return "contact"
    return None
