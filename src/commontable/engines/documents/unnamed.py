"""Headings of a text that calls nothing an article: by Markdown's marks, by numbers, by place."""

import re
from collections import Counter
from itertools import pairwise

from commontable.engines.documents.headings import (
    Heading,
    heading_level,
    is_title,
    number_value,
)
from commontable.engines.documents.typography import BULLETS, QUOTES

_NUMBERED_CAPITALS = re.compile(
    rf"^(?P<number>\d{{1,2}}|[IVXLC]{{1,6}})[.)]\s+(?P<title>[A-Z][A-Z &,/{QUOTES}()-]{{3,}})$"
)
_NUMBERED = re.compile(r"^(?P<number>\d{1,3}[A-Z]?|[IVXLC]{1,6})[.)]\s+(?P<title>\S.*)$")
_COUNTED = re.compile(r"^(?P<number>\d{1,2}|[IVXLC]{1,6})(?:[.):]|\s*[–—-]|\s)\s*(?P<title>\S.*)$")
_LEAST_NUMBERED = 2
_LEAST_COUNTED = 4
_LEAST_ALONE = 4
_LEAST_BODY = 10  # words between two headings; a list's items have fewer
_SHARE_WITH_BODY = 0.7
_MOST_WORDS = 10
_CENTRED = 10


def unnamed_headings(lines: list[str]) -> list[tuple[int, Heading]]:
    """The first of these that a text has: marked headings, numbered ones, ones that stand alone."""
    for found in (_marked(lines), _capitals(lines), _counted(lines)):
        if len(found) >= _LEAST_NUMBERED:
            return found
    return _standing_alone(lines)


def plain_heading(line: str, level: int) -> Heading:
    """A line that is known to be a heading, with its number if it has one."""
    text = line.strip().strip("#").strip()
    numbered = _NUMBERED.match(text)
    if numbered:
        number, title = number_value(numbered["number"]), numbered["title"]
        return Heading("article", "", number, title, text, level)
    return Heading("named", "", "", text, text, level)


def _marked(lines: list[str]) -> list[tuple[int, Heading]]:
    levels = [(at, level) for at, line in enumerate(lines) if (level := heading_level(line))]
    counted = Counter(level for _, level in levels if level)
    for level in sorted(counted):
        if counted[level] >= _LEAST_NUMBERED or level == max(counted):
            return [(at, plain_heading(lines[at], own)) for at, own in levels if own == level]
    return []


def _capitals(lines: list[str]) -> list[tuple[int, Heading]]:
    """ "4. HOURS OF WORK"."""
    found: list[tuple[int, Heading]] = []
    for at, line in enumerate(lines):
        numbered = _NUMBERED_CAPITALS.match(line.strip())
        if numbered:
            title, number = numbered["title"].strip(), numbered["number"]
            found.append((at, Heading("article", "", number_value(number), title, line.strip())))
    return found


def _counted(lines: list[str]) -> list[tuple[int, Heading]]:
    """ "4. Hours of Work", "4  HOURS", "IV – Hours": lines by themselves that count up from 1."""
    found: list[tuple[int, Heading]] = []
    for at, line in enumerate(lines):
        numbered = _COUNTED.match(line.strip())
        if numbered is None or not _is_alone(lines, at):
            continue
        title, number = numbered["title"].strip(), number_value(numbered["number"])
        wanted = found[-1][1].number if found else "0"
        if number == str(int(wanted) + 1) and _reads_as_heading(title):
            found.append((at, Heading("article", "", number, title, " ".join(line.split()))))
    return found if len(found) >= _LEAST_COUNTED and _have_bodies(lines, found) else []


def _standing_alone(lines: list[str]) -> list[tuple[int, Heading]]:
    """Titles in capitals, or centred, each by itself with text under it."""
    capitals: list[tuple[int, Heading]] = []
    centred: list[tuple[int, Heading]] = []
    seen = Counter(" ".join(line.split()) for line in lines)
    for at, line in enumerate(lines):
        text = " ".join(line.split())
        if not text or seen[text] > 1 or not _is_alone(lines, at) or not _reads_as_heading(text):
            continue
        heading = at, Heading("named", "", "", text, text)
        if text.upper() == text:
            capitals.append(heading)
        elif len(line) - len(line.lstrip()) >= _CENTRED and "  " not in line.strip():
            centred.append(heading)
    for found in (capitals, centred):
        if len(found) >= _LEAST_ALONE and _have_bodies(lines, found):
            return found
    return []


def _is_alone(lines: list[str], at: int) -> bool:
    above = at == 0 or not lines[at - 1].strip()
    return above and (at + 1 == len(lines) or not lines[at + 1].strip())


def _reads_as_heading(title: str) -> bool:
    words = title.split()
    lettered = sum(word[0].isalpha() for word in words)
    return (
        title[0].isupper()
        and title[0] not in BULLETS
        and len(words) <= _MOST_WORDS
        and 2 * lettered > len(words)
        and is_title(title)
        and not title.endswith((".", ":", "?", "!"))
    )


def _have_bodies(lines: list[str], found: list[tuple[int, Heading]]) -> bool:
    places = [*(at for at, _ in found), len(lines)]
    bodies = [
        sum(len(line.split()) for line in lines[first + 1 : last]) >= _LEAST_BODY
        for first, last in pairwise(places)
    ]
    return sum(bodies) >= _SHARE_WITH_BODY * len(bodies)
